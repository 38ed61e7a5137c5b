/*
 * What the interface does with what it must not be given, and from many threads.
 * Usage: abi SAMPLE_NOTICE
 */
#include "abi/answers.h"
#include "abi/batch.h"
#include "abi/documents.h"
#include "abi/kinds.h"
#include "abi/life.h"
#include "abi/refused.h"

int main(int argc, char **argv) {
  char *sample;
  if (argc != 2) {
    fprintf(stderr, "usage: abi SAMPLE_NOTICE\n");
    return 2;
  }
  sample = check_read(argv[1]);
  CHECK(ceptoar_router_builtin(TEXT("2009-03-31"), &router, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_notice(router, sample, strlen(sample), &notice, NULL) == CEPTOAR_STATUS_OK);
  null_is_refused_and_never_followed();
  null_may_be_freed();
  bad_utf8_is_refused();
  what_has_no_meaning_is_refused();
  parts_live_on_without_their_whole();
  the_editions_are_named();
  an_explanation_is_decided_once();
  a_batch_answers_each();
  a_batch_over_arrays_says_what_single_calls_say();
  a_batch_of_many_rows_says_of_each_what_one_of_few_says();
  what_is_no_batch_is_refused_and_writes_nothing();
  a_judgement_is_no_yes();
  what_becomes_of_a_notice_is_answered();
  an_empty_list_of_who_may_see_it_is_no_missing_list();
  rules_left_out_are_those_of_the_edition();
  a_registry_takes_one_roster();
  an_overlay_changes_a_registry();
  an_instrument_binds_its_ceptoars();
  u02_stale_questions_are_refused_where_that_is_asked_for();
  u11_a_foreign_id_is_refused_everywhere();
  kind_08_hidden_characters_are_refused_and_not_printed();
  kind_25_a_nul_does_not_end_an_id();
  kind_26_an_outage_with_an_empty_part_is_refused();
  kind_27_a_document_of_another_encoding_is_named();
  a_text_and_a_picture_are_as_the_options_say();
  two_threads_on_one_handle_get_the_answers_of_one();
  ceptoar_notice_free(notice);
  ceptoar_router_free(router);
  free(sample);
  printf("abi: %d faults\n", check_faults);
  return check_faults == 0 ? 0 : 1;
}
