/* What must not be given, and what nobody knows. */
#ifndef ABI_REFUSED_H
#define ABI_REFUSED_H

#include "scene.h"

static void null_is_refused_and_never_followed(void) {
  CeptoarError *error = NULL;
  CeptoarString *text = NULL;
  CeptoarRouter *none = NULL;
  CeptoarRegistry *changed = NULL;
  CeptoarPlan *plan = NULL;
  CeptoarExplanation *why = NULL;
  CeptoarDuty duty = CEPTOAR_DUTY_MUST;
  CeptoarMayPass answer = CEPTOAR_MAY_PASS_IF_JUDGED;
  uint64_t bits[4] = {7, 7, 7, 7};
  size_t words = ceptoar_router_words(router);
  int64_t issued = 0;
  uint8_t fits = 7;
  check_case = "null_is_refused_and_never_followed";
  CHECK(fails(ceptoar_registry_from_json(NULL, 0, NULL, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/out"));
  CHECK(fails(ceptoar_router_new(NULL, NULL, NULL, &none, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/registry"));
  CHECK(fails(ceptoar_router_notice(router, NULL, 12, &notice, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/json"));
  CHECK(fails(ceptoar_router_route(NULL, notice, NULL, &plan, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/router"));
  CHECK(fails(ceptoar_router_route(router, NULL, NULL, &plan, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notice"));
  CHECK(fails(ceptoar_router_duty(router, notice, NULL, NULL, 0, &duty, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/party"));
  CHECK(fails(ceptoar_router_may_pass(router, notice, NULL, NULL, 0, TEXT("gas"), &answer, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/holder"));
  CHECK(fails(ceptoar_router_may_pass(router, notice, NULL, TEXT("nisc"), TEXT("gas"), NULL, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/out"));
  CHECK(fails(ceptoar_router_route_batch(router, NULL, 1, NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notices"));
  CHECK(fails(ceptoar_router_batch(NULL, NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, 0, NULL, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/router"));
  CHECK(fails(ceptoar_router_batch(router, NULL, NULL, 0, NULL, NULL, 1, bits, bits, words, &fits, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/issued"));
  CHECK(fails(ceptoar_router_batch(router, NULL, NULL, 0, &issued, NULL, 1, NULL, bits, words, &fits, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/told"));
  CHECK(fails(ceptoar_router_batch(router, NULL, NULL, 0, &issued, NULL, 1, bits, NULL, words, &fits, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/must"));
  CHECK(fails(ceptoar_router_batch(router, NULL, NULL, 0, &issued, NULL, 1, bits, bits, words, NULL, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/fits"));
  CHECK(fails(ceptoar_recipients_lints(NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/recipients"));
  CHECK(fails(ceptoar_registry_with_overlay(NULL, "{}", 2, &changed, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/registry"));
  CHECK(fails(ceptoar_overlay_builtin(NULL, 0, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/id"));
  CHECK(fails(ceptoar_registry_instruments_of(NULL, TEXT("gas"), &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/registry"));
  CHECK(fails(ceptoar_router_explain(router, NULL, NULL, &why, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notice"));
  CHECK(fails(ceptoar_plan_json(NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/plan"));
  CHECK(fails(ceptoar_plan_view(NULL, TEXT("gas"), &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/plan"));
  CHECK(fails(ceptoar_explanation_json(NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/explanation"));
  CHECK(fails(ceptoar_explanation_plan(NULL, &plan, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/explanation"));
  CHECK(fails(ceptoar_recipients_duty(NULL, TEXT("gas"), &duty, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/recipients"));
  /* Without a place for the error there is still the status. */
  CHECK(ceptoar_router_route(NULL, NULL, NULL, &plan, NULL) == CEPTOAR_STATUS_NULL_ARGUMENT);
  /* Nothing was written. */
  CHECK(text == NULL && none == NULL && changed == NULL && plan == NULL && why == NULL && duty == CEPTOAR_DUTY_MUST && notice != NULL);
  CHECK(answer == CEPTOAR_MAY_PASS_IF_JUDGED && ceptoar_registry_edition(NULL).data == NULL);
  CHECK(bits[0] == 7 && fits == 7 && ceptoar_router_words(NULL) == 0 && ceptoar_router_party(NULL, 0).data == NULL);
  CHECK(ceptoar_router_registry(NULL) == NULL && ceptoar_router_levels(NULL) == NULL);
  CHECK(ceptoar_router_rules(NULL) == NULL && ceptoar_recipients_len(NULL) == 0);
  CHECK(ceptoar_string_data(NULL) == NULL && ceptoar_string_len(NULL) == 0);
  CHECK(ceptoar_error_status(NULL) == CEPTOAR_STATUS_OK && ceptoar_error_len(NULL) == 0);
  CHECK(ceptoar_error_code(NULL, 0).data == NULL && ceptoar_recipients_at(NULL, 0).data == NULL);
}

static void null_may_be_freed(void) {
  ceptoar_error_free(NULL);
  ceptoar_string_free(NULL);
  ceptoar_registry_free(NULL);
  ceptoar_rules_free(NULL);
  ceptoar_levels_free(NULL);
  ceptoar_router_free(NULL);
  ceptoar_notice_free(NULL);
  ceptoar_situation_free(NULL);
  ceptoar_recipients_free(NULL);
  ceptoar_plan_free(NULL);
  ceptoar_explanation_free(NULL);
}

static void bad_utf8_is_refused(void) {
  static const char bad[] = "n\xff\xfe";
  CeptoarError *error = NULL;
  CeptoarString *text = NULL;
  CeptoarRegistry *registry = NULL;
  check_case = "bad_utf8_is_refused";
  CHECK(fails(ceptoar_router_decide(router, notice, NULL, bad, 3, &text, &error), CEPTOAR_STATUS_INVALID_UTF8, &error,
              "invalid-utf-8", "/party"));
  /* In a document it is a fault of the document, with its place. */
  CHECK(fails(ceptoar_registry_from_json("{\"id\":\"\xff\"}", 10, &registry, &error), CEPTOAR_STATUS_REFUSED, &error,
              "wrong-encoding", ""));
  CHECK(text == NULL && registry == NULL);
}

static void what_has_no_meaning_is_refused(void) {
  CeptoarError *error = NULL;
  CeptoarString *text = NULL;
  CeptoarRegistry *registry = NULL;
  CeptoarDuty duty = CEPTOAR_DUTY_MAY;
  CeptoarRecipients *recipients = NULL;
  CeptoarExplanation *why = NULL;
  size_t line = 99, column = 99, past;
  check_case = "what_has_no_meaning_is_refused";
  CHECK(ceptoar_router_explain(router, notice, NULL, &why, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_router_why_not(router, notice, NULL, TEXT("meti"), TEXT("gas"), 7, &text, &error), CEPTOAR_STATUS_INVALID_ARGUMENT,
              &error, "invalid-argument", "/lang"));
  CHECK(fails(ceptoar_router_notice(router, "{}", SIZE_MAX, &notice, &error), CEPTOAR_STATUS_INVALID_ARGUMENT, &error,
              "invalid-argument", "/json"));
  CHECK(fails(ceptoar_registry_builtin(TEXT("1999"), &registry, &error), CEPTOAR_STATUS_NOT_FOUND, &error, "not-found",
              "/id"));
  CHECK(fails(ceptoar_explanation_picture(why, TEXT("png"), NULL, 0, &text, &error),
              CEPTOAR_STATUS_NOT_FOUND, &error, "not-found", "/format"));
  CHECK(fails(ceptoar_router_decide(router, notice, NULL, TEXT("No Id"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "bad-id", "/party"));
  /* A name misspelt is no answer: to be told nothing of it would read as "not told". */
  CHECK(fails(ceptoar_router_duty(router, notice, NULL, TEXT("gass"), &duty, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  CHECK(ceptoar_router_recipients(router, notice, NULL, &recipients, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_recipients_duty(recipients, TEXT("gass"), &duty, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  ceptoar_recipients_free(recipients);
  ceptoar_explanation_free(why);
  CHECK(duty == CEPTOAR_DUTY_MAY && text == NULL && registry == NULL);
  CHECK(ceptoar_registry_from_json("{\n  \"id\": 1}", 12, &registry, &error) == CEPTOAR_STATUS_REFUSED);
  CHECK(ceptoar_error_position(error, 0, &line, &column) && line == 2 && column > 0);
  past = ceptoar_error_len(error);
  CHECK(past > 1 && !ceptoar_error_position(error, past, &line, NULL) && ceptoar_error_pointer(error, past).data == NULL);
  CHECK(ceptoar_error_message(error, 0, 9).data == NULL);
  ceptoar_error_free(error);
  CHECK(check_same(ceptoar_status_name(CEPTOAR_STATUS_REFUSED), "refused"));
  CHECK(ceptoar_status_name(99).data == NULL && check_same(ceptoar_version(), "0.1.0"));
}

static void u02_stale_questions_are_refused_where_that_is_asked_for(void) {
  static const char json[] =
      "{\"id\": \"n\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:GREEN\","
      " \"kind\": \"other\", \"issued_at\": \"2026-05-08T01:00:00Z\"}";
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarRouter *strict = NULL, *lenient = NULL, *none = NULL;
  CeptoarNotice *now = NULL;
  CeptoarPlan *plan = NULL;
  CeptoarString *text = NULL;
  CeptoarError *error = NULL;
  CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
  check_case = "u02_stale_questions_are_refused_where_that_is_asked_for";
  CHECK(CEPTOAR_STALE_ALLOW == 0 && CEPTOAR_STALE_REFUSE == 1);
  CHECK(fails(ceptoar_router_new_with(registry, NULL, NULL, 2, &none, &error), CEPTOAR_STATUS_INVALID_ARGUMENT, &error,
              "invalid-argument", "/stale"));
  CHECK(ceptoar_router_new_with(registry, NULL, NULL, CEPTOAR_STALE_REFUSE, &strict, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_new_with(registry, NULL, NULL, CEPTOAR_STALE_ALLOW, &lenient, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_notice(strict, json, strlen(json), &now, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_router_route(strict, now, NULL, &plan, &error), CEPTOAR_STATUS_REFUSED, &error, "stale-edition",
              "/issued_at"));
  CHECK(fails(ceptoar_router_duty(strict, now, NULL, TEXT("gas"), &duty, &error), CEPTOAR_STATUS_REFUSED, &error,
              "stale-edition", "/issued_at"));
  text = plan_json(lenient, now, NULL);
  CHECK(strstr(ceptoar_string_data(text), "\"stale-edition\"") != NULL && none == NULL && plan == NULL);
  ceptoar_string_free(text);
  ceptoar_notice_free(now);
  ceptoar_router_free(lenient);
  ceptoar_router_free(strict);
  ceptoar_registry_free(registry);
}

static void u11_a_foreign_id_is_refused_everywhere(void) {
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarExplanation *why = NULL;
  CeptoarPlan *plan = NULL;
  CeptoarString *text = NULL;
  CeptoarError *error = NULL;
  check_case = "u11_a_foreign_id_is_refused_everywhere";
  CHECK(ceptoar_router_explain(router, notice, NULL, &why, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_plan(why, &plan, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_plan_view(plan, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error, "unknown-party",
              "/party"));
  CHECK(fails(ceptoar_plan_delivery(plan, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error, "unknown-party",
              "/party"));
  CHECK(fails(ceptoar_explanation_verdict(why, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  CHECK(fails(ceptoar_explanation_why(why, TEXT("gaz"), NULL, 0, &text, &error), CEPTOAR_STATUS_REFUSED,
              &error, "unknown-party", "/party"));
  CHECK(fails(ceptoar_router_decide(router, notice, NULL, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  CHECK(fails(ceptoar_router_onward(router, notice, NULL, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/holder"));
  CHECK(fails(ceptoar_registry_instruments_of(registry, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/ceptoar"));
  /* One that is known and not told is another thing. */
  CHECK(fails(ceptoar_plan_view(plan, TEXT("gas"), &text, &error), CEPTOAR_STATUS_NOT_FOUND, &error,
              "not-found", "/party"));
  CHECK(ceptoar_explanation_why(why, TEXT("gas"), NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(text) > 0);
  ceptoar_string_free(text);
  ceptoar_plan_free(plan);
  ceptoar_explanation_free(why);
  ceptoar_registry_free(registry);
}

#endif
