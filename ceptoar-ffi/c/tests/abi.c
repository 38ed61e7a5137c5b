/*
 * What the interface does with what it must not be given, and from many threads.
 * Usage: abi SAMPLE_NOTICE
 */
#include "check.h"

#include <pthread.h>

static CeptoarRouter *router;
static CeptoarNotice *notice;

/* Ends with this status, lists one problem of this code at this place, and frees the error. */
static bool fails(CeptoarStatus status, CeptoarStatus wanted, CeptoarError **held, const char *code,
                  const char *pointer) {
  CeptoarError *error = *held;
  bool as_wanted = status == wanted && ceptoar_error_status(error) == wanted && ceptoar_error_len(error) == 1 &&
                   check_same(ceptoar_error_code(error, 0), code) &&
                   check_same(ceptoar_error_pointer(error, 0), pointer) &&
                   ceptoar_error_message(error, 0, CEPTOAR_LANG_JA).len > 0 &&
                   ceptoar_error_message(error, 0, CEPTOAR_LANG_EN).len > 0;
  ceptoar_error_free(error);
  *held = NULL;
  return as_wanted;
}

static void null_is_refused_and_never_followed(void) {
  CeptoarError *error = NULL;
  CeptoarString *text = NULL;
  CeptoarRouter *none = NULL;
  CeptoarDuty duty = CEPTOAR_DUTY_MUST;
  CeptoarMayPass answer = CEPTOAR_MAY_PASS_IF_JUDGED;
  check_case = "null_is_refused_and_never_followed";
  CHECK(fails(ceptoar_registry_from_json(NULL, 0, NULL, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/out"));
  CHECK(fails(ceptoar_router_new(NULL, NULL, NULL, &none, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/registry"));
  CHECK(fails(ceptoar_router_notice(router, NULL, 12, &notice, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/json"));
  CHECK(fails(ceptoar_router_route(NULL, notice, NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/router"));
  CHECK(fails(ceptoar_router_route(router, NULL, NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notice"));
  CHECK(fails(ceptoar_router_duty(router, notice, NULL, NULL, 0, &duty, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/party"));
  CHECK(fails(ceptoar_router_may_pass(router, notice, NULL, NULL, 0, TEXT("gas"), &answer, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/holder"));
  CHECK(fails(ceptoar_router_may_pass(router, notice, NULL, TEXT("nisc"), TEXT("gas"), NULL, &error),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/out"));
  CHECK(fails(ceptoar_router_route_batch(router, NULL, 1, NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notices"));
  CHECK(fails(ceptoar_recipients_lints(NULL, &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument",
              "/recipients"));
  CHECK(fails(ceptoar_registry_instruments_of(NULL, TEXT("gas"), &text, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/registry"));
  CHECK(fails(ceptoar_recipients_duty(NULL, TEXT("gas"), &duty, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/recipients"));
  /* Without a place for the error there is still the status. */
  CHECK(ceptoar_router_route(NULL, NULL, NULL, &text, NULL) == CEPTOAR_STATUS_NULL_ARGUMENT);
  /* Nothing was written. */
  CHECK(text == NULL && none == NULL && duty == CEPTOAR_DUTY_MUST && notice != NULL);
  CHECK(answer == CEPTOAR_MAY_PASS_IF_JUDGED && ceptoar_registry_edition(NULL).data == NULL);
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
  size_t line = 99, column = 99, past;
  check_case = "what_has_no_meaning_is_refused";
  CHECK(fails(ceptoar_router_explain_text(router, notice, NULL, 7, &text, &error), CEPTOAR_STATUS_INVALID_ARGUMENT,
              &error, "invalid-argument", "/lang"));
  CHECK(fails(ceptoar_router_notice(router, "{}", SIZE_MAX, &notice, &error), CEPTOAR_STATUS_INVALID_ARGUMENT, &error,
              "invalid-argument", "/json"));
  CHECK(fails(ceptoar_registry_builtin(TEXT("1999"), &registry, &error), CEPTOAR_STATUS_NOT_FOUND, &error, "not-found",
              "/id"));
  CHECK(fails(ceptoar_router_picture(router, notice, NULL, TEXT("png"), CEPTOAR_LANG_EN, &text, &error),
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

static void parts_live_on_without_their_whole(void) {
  CeptoarRegistry *registry = NULL, *of_router = NULL;
  CeptoarRules *rules = NULL;
  CeptoarLevels *levels = NULL;
  CeptoarRouter *own = NULL;
  CeptoarString *text = NULL;
  bool stricter = false;
  check_case = "parts_live_on_without_their_whole";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_rules_builtin(TEXT("standard"), &rules, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_levels_builtin(TEXT("tlp-1.0"), &levels, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_new(registry, levels, rules, &own, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_registry_free(registry);
  ceptoar_levels_free(levels);
  ceptoar_rules_free(rules);
  of_router = ceptoar_router_registry(own);
  levels = ceptoar_router_levels(own);
  rules = ceptoar_router_rules(own);
  CHECK(ceptoar_router_boundaries(own, &text, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_router_free(own);
  CHECK(ceptoar_string_len(text) > 2 && ceptoar_string_data(text)[0] == '[');
  ceptoar_string_free(text);
  CHECK(ceptoar_registry_part(of_router, TEXT("id"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, "\"2009-03-31\""));
  CHECK(ceptoar_registry_find(of_router, TEXT("ｎｉｓｃ"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"nisc\"") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_levels_is_stricter(levels, TEXT("TLP:RED"), TEXT("TLP:GREEN"), &stricter, NULL) == CEPTOAR_STATUS_OK);
  CHECK(stricter);
  CHECK(ceptoar_levels_is_stricter(levels, TEXT("TLP:RED"), TEXT("RED"), &stricter, NULL) == CEPTOAR_STATUS_NOT_FOUND);
  CHECK(ceptoar_levels_json(levels, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"id\":\"tlp-1.0\"") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_rules_json(rules, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"id\":\"standard\"") != NULL);
  ceptoar_string_free(text);
  ceptoar_registry_free(of_router);
  ceptoar_levels_free(levels);
  ceptoar_rules_free(rules);
}

static void a_batch_answers_each(void) {
  CeptoarString *batch = NULL, *plan = NULL;
  const CeptoarNotice *both[2], *broken[2];
  CeptoarError *error = NULL;
  char *wanted;
  check_case = "a_batch_answers_each";
  both[0] = both[1] = notice;
  broken[0] = notice;
  broken[1] = NULL;
  CHECK(ceptoar_router_route(router, notice, NULL, &plan, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_route_batch(router, both, 2, NULL, &batch, NULL) == CEPTOAR_STATUS_OK);
  wanted = (char *)malloc(ceptoar_string_len(plan) + 64);
  sprintf(wanted, "{\"outcomes\":[0,0],\"plans\":[%s]}", ceptoar_string_data(plan));
  CHECK(check_takes(batch, wanted));
  free(wanted);
  ceptoar_string_free(plan);
  batch = NULL;
  CHECK(fails(ceptoar_router_route_batch(router, broken, 2, NULL, &batch, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notices"));
  CHECK(batch == NULL);
}

/* A router of the built-in registry and these rules. */
static CeptoarRouter *router_of(const char *rules_json) {
  CeptoarRegistry *registry = NULL;
  CeptoarRules *rules = NULL;
  CeptoarRouter *made = NULL;
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_rules_from_json(rules_json, strlen(rules_json), &rules, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_new(registry, NULL, rules, &made, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_rules_free(rules);
  ceptoar_registry_free(registry);
  return made;
}

/* A notice that the level lets every party of the registry see, with something more. */
static CeptoarNotice *green_notice(const CeptoarRouter *own, const char *more) {
  CeptoarNotice *made = NULL;
  char json[512];
  snprintf(json, sizeof json,
           "{\"id\": \"n\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:GREEN\","
           " \"kind\": \"other\", \"issued_at\": \"2009-05-08T01:00:00Z\"%s}",
           more);
  CHECK(ceptoar_router_notice(own, json, strlen(json), &made, NULL) == CEPTOAR_STATUS_OK);
  return made;
}

static CeptoarMayPass may_pass(const CeptoarRouter *own, const CeptoarNotice *asked, const char *holder,
                               const char *party) {
  CeptoarMayPass answer = CEPTOAR_MAY_PASS_NO;
  CHECK(ceptoar_router_may_pass(own, asked, NULL, holder, strlen(holder), party, strlen(party), &answer, NULL) ==
        CEPTOAR_STATUS_OK);
  return answer;
}

/* The numbers are for ever; one that nobody wrote is a no. */
static void a_judgement_is_no_yes(void) {
  static const char rules[] =
      "{\"id\": \"own\", \"rules\": [{\"id\": \"told\", \"effect\": \"permit\", \"audience\": {\"parties\": [\"meti\"]}},"
      " {\"id\": \"asked\", \"effect\": \"permit\", \"audience\": {\"parties\": [\"gas\"]},"
      " \"judgement\": {\"ja\": \"必要に応じて\", \"en\": \"as needed\"}}]}";
  CeptoarRouter *own = router_of(rules);
  CeptoarNotice *green = green_notice(own, "");
  CeptoarString *text = NULL;
  check_case = "a_judgement_is_no_yes";
  CHECK(CEPTOAR_MAY_PASS_NO == 0 && CEPTOAR_MAY_PASS_IF_JUDGED == 1 && CEPTOAR_MAY_PASS_YES == 2);
  CHECK(may_pass(own, green, "nisc", "meti") == CEPTOAR_MAY_PASS_YES);
  CHECK(may_pass(own, green, "meti", "gas") == CEPTOAR_MAY_PASS_IF_JUDGED);
  CHECK(may_pass(own, green, "nisc", "mic") == CEPTOAR_MAY_PASS_NO);
  CHECK(ceptoar_router_passing(own, green, NULL, TEXT("meti"), TEXT("gas"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strncmp(ceptoar_string_data(text), TEXT("{\"answer\":\"if-judged\"")) == 0);
  CHECK(strstr(ceptoar_string_data(text), "{\"party\":\"gas\",\"rules\":[\"asked\"],\"texts\":[{\"ja\":\"必要に応じて\"") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_router_why_not(own, green, NULL, TEXT("meti"), TEXT("gas"), CEPTOAR_LANG_EN, &text, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, "[]"));
  CHECK(ceptoar_router_view(own, green, NULL, TEXT("gas"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"judgement\":[{\"ja\":\"必要に応じて\",\"en\":\"as needed\"}]") != NULL);
  ceptoar_string_free(text);
  ceptoar_notice_free(green);
  ceptoar_router_free(own);
}

/* `only`: left out or null there is no limit; empty, nobody may see it, and the set of recipients says so. */
static void an_empty_list_of_who_may_see_it_is_no_missing_list(void) {
  static const char *const only[] = {"", ", \"only\": null", ", \"only\": [\"meti\"]", ", \"only\": []"};
  static const size_t told[] = {2, 2, 1, 0};
  static const char rules[] =
      "{\"id\": \"own\", \"rules\": [{\"id\": \"told\", \"effect\": \"permit\","
      " \"audience\": {\"parties\": [\"meti\", \"gas\"]}}]}";
  CeptoarRouter *own = router_of(rules);
  size_t i;
  check_case = "an_empty_list_of_who_may_see_it_is_no_missing_list";
  for (i = 0; i < sizeof only / sizeof only[0]; i++) {
    CeptoarNotice *limited = green_notice(own, only[i]);
    CeptoarRecipients *recipients = NULL;
    CeptoarString *text = NULL;
    CHECK(ceptoar_notice_json(limited, &text, NULL) == CEPTOAR_STATUS_OK);
    CHECK((strstr(ceptoar_string_data(text), "\"only\":") != NULL) == (i >= 2));
    ceptoar_string_free(text);
    CHECK(ceptoar_router_recipients(own, limited, NULL, &recipients, NULL) == CEPTOAR_STATUS_OK);
    CHECK(ceptoar_recipients_len(recipients) == told[i]);
    CHECK(ceptoar_recipients_lints(recipients, &text, NULL) == CEPTOAR_STATUS_OK);
    CHECK((strstr(ceptoar_string_data(text), "{\"code\":\"nobody-told\",\"at\":\"n\"}") != NULL) == (told[i] == 0));
    ceptoar_string_free(text);
    ceptoar_recipients_free(recipients);
    ceptoar_notice_free(limited);
  }
  ceptoar_router_free(own);
}

static const char roster[] =
    "{\"id\": \"mine\", \"organizations\": [{\"id\": \"my-gas\", \"name\": {\"ja\": \"当社\"}}],"
    " \"memberships\": [{\"party\": \"my-gas\", \"group\": \"gas\", \"role\": \"member\"}]}";

static void rules_left_out_are_those_of_the_edition(void) {
  CeptoarRegistry *registry = NULL, *mine = NULL;
  CeptoarRouter *own = NULL;
  CeptoarRules *rules = NULL;
  CeptoarString *text = NULL;
  check_case = "rules_left_out_are_those_of_the_edition";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_with_roster(registry, roster, strlen(roster), &mine, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_same(ceptoar_registry_edition(registry), "2009-03-31"));
  CHECK(check_same(ceptoar_registry_edition(mine), "2009-03-31"));
  CHECK(ceptoar_router_new(mine, NULL, NULL, &own, NULL) == CEPTOAR_STATUS_OK);
  rules = ceptoar_router_rules(own);
  CHECK(ceptoar_rules_json(rules, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strncmp(ceptoar_string_data(text), TEXT("{\"id\":\"2009-03-31\",")) == 0);
  ceptoar_string_free(text);
  ceptoar_rules_free(rules);
  ceptoar_router_free(own);
  ceptoar_registry_free(mine);
  ceptoar_registry_free(registry);
}

static void a_registry_takes_one_roster(void) {
  CeptoarRegistry *registry = NULL, *mine = NULL, *more = NULL;
  CeptoarError *error = NULL;
  check_case = "a_registry_takes_one_roster";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_with_roster(registry, roster, strlen(roster), &mine, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_registry_with_roster(mine, roster, strlen(roster), &more, &error), CEPTOAR_STATUS_REFUSED, &error,
              "second-roster", ""));
  CHECK(more == NULL);
  ceptoar_registry_free(mine);
  ceptoar_registry_free(registry);
}

static void an_instrument_binds_its_ceptoars(void) {
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarString *all = NULL, *some = NULL;
  check_case = "an_instrument_binds_its_ceptoars";
  CHECK(ceptoar_registry_part(registry, TEXT("instruments"), &all, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_instruments_of(registry, TEXT("electric-power"), &some, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(some) > 2 && ceptoar_string_len(some) < ceptoar_string_len(all));
  CHECK(strstr(ceptoar_string_data(some), "{\"ceptoar\":\"electric-power\",\"how\":\"") != NULL);
  ceptoar_string_free(some);
  CHECK(ceptoar_registry_instruments_of(registry, TEXT("nisc"), &some, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(some, "[]"));
  ceptoar_string_free(all);
  CHECK(ceptoar_registry_part(registry, TEXT("bodies"), &all, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(all) > 2);
  ceptoar_string_free(all);
  ceptoar_registry_free(registry);
}

static void u02_stale_questions_are_refused_where_that_is_asked_for(void) {
  static const char json[] =
      "{\"id\": \"n\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:GREEN\","
      " \"kind\": \"other\", \"issued_at\": \"2026-05-08T01:00:00Z\"}";
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarRouter *strict = NULL, *lenient = NULL, *none = NULL;
  CeptoarNotice *now = NULL;
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
  CHECK(fails(ceptoar_router_route(strict, now, NULL, &text, &error), CEPTOAR_STATUS_REFUSED, &error, "stale-edition",
              "/issued_at"));
  CHECK(fails(ceptoar_router_duty(strict, now, NULL, TEXT("gas"), &duty, &error), CEPTOAR_STATUS_REFUSED, &error,
              "stale-edition", "/issued_at"));
  CHECK(ceptoar_router_route(lenient, now, NULL, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"stale-edition\"") != NULL && none == NULL);
  ceptoar_string_free(text);
  ceptoar_notice_free(now);
  ceptoar_router_free(lenient);
  ceptoar_router_free(strict);
  ceptoar_registry_free(registry);
}

static void u11_a_foreign_id_is_refused_everywhere(void) {
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarString *text = NULL;
  CeptoarError *error = NULL;
  check_case = "u11_a_foreign_id_is_refused_everywhere";
  CHECK(fails(ceptoar_router_view(router, notice, NULL, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  CHECK(fails(ceptoar_router_why(router, notice, NULL, TEXT("gaz"), NULL, 0, &text, &error), CEPTOAR_STATUS_REFUSED,
              &error, "unknown-party", "/party"));
  CHECK(fails(ceptoar_router_decide(router, notice, NULL, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/party"));
  CHECK(fails(ceptoar_router_onward(router, notice, NULL, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/holder"));
  CHECK(fails(ceptoar_registry_instruments_of(registry, TEXT("gaz"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-party", "/ceptoar"));
  /* One that is known and not told is another thing. */
  CHECK(fails(ceptoar_router_view(router, notice, NULL, TEXT("gas"), &text, &error), CEPTOAR_STATUS_NOT_FOUND, &error,
              "not-found", "/party"));
  CHECK(ceptoar_router_why(router, notice, NULL, TEXT("gas"), NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(text) > 0);
  ceptoar_string_free(text);
  ceptoar_registry_free(registry);
}

static void kind_26_an_outage_with_an_empty_part_is_refused(void) {
  static const char *const bad[] = {"meti>gas:", ":email", ">gas", "meti>", ""};
  static const char *const where[] = {"/channel", "/link", "/link", "/link", "/channel"};
  CeptoarSituation *one = NULL, *two = NULL, *none = NULL;
  CeptoarError *error = NULL;
  CeptoarString *without = NULL, *with = NULL;
  size_t i;
  check_case = "kind_26_an_outage_with_an_empty_part_is_refused";
  for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    CHECK(fails(ceptoar_situation_with_outage(NULL, bad[i], strlen(bad[i]), &none, &error), CEPTOAR_STATUS_REFUSED,
                &error, "bad-id", where[i]));
  }
  CHECK(ceptoar_situation_with_outage(NULL, TEXT("meti>electric-power"), &one, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_situation_with_outage(one, TEXT("email"), &two, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_route(router, notice, NULL, &without, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_route(router, notice, two, &with, NULL) == CEPTOAR_STATUS_OK);
  CHECK(none == NULL && strcmp(ceptoar_string_data(without), ceptoar_string_data(with)) != 0);
  ceptoar_string_free(without);
  ceptoar_string_free(with);
  ceptoar_situation_free(one);
  ceptoar_situation_free(two);
}

/* What hides or turns characters is no id, and a refusal does not print it. */
static void kind_08_hidden_characters_are_refused_and_not_printed(void) {
  static const char *const bad[] = {"gas\xe2\x80\xae", "gas\xe2\x80\x8b", "\xe3\x80\x80", "\xef\xbb\xbfgas", " "};
  size_t i;
  check_case = "kind_08_hidden_characters_are_refused_and_not_printed";
  for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    CeptoarDuty duty = CEPTOAR_DUTY_MUST;
    CeptoarError *error = NULL;
    CeptoarString *json = NULL;
    CHECK(ceptoar_router_duty(router, notice, NULL, bad[i], strlen(bad[i]), &duty, &error) == CEPTOAR_STATUS_REFUSED);
    CHECK(check_same(ceptoar_error_code(error, 0), "bad-id") && duty == CEPTOAR_DUTY_MUST);
    CHECK(ceptoar_error_json(error, CEPTOAR_LANG_EN, &json) == CEPTOAR_STATUS_OK);
    CHECK(strstr(ceptoar_string_data(json), "\xe2\x80") == NULL && strstr(ceptoar_string_data(json), "\xef\xbb\xbf") == NULL);
    ceptoar_string_free(json);
    ceptoar_error_free(error);
    error = NULL;
    CHECK(ceptoar_router_picture(router, notice, NULL, bad[i], strlen(bad[i]), CEPTOAR_LANG_EN, &json, &error) ==
          CEPTOAR_STATUS_NOT_FOUND);
    CHECK(ceptoar_error_json(error, CEPTOAR_LANG_EN, &json) == CEPTOAR_STATUS_OK);
    CHECK(strstr(ceptoar_string_data(json), "\xe2\x80") == NULL && strstr(ceptoar_string_data(json), "\xef\xbb\xbf") == NULL);
    ceptoar_string_free(json);
    ceptoar_error_free(error);
  }
}

/* NUL within a text ends nothing: the whole of it is looked at. */
static void kind_25_a_nul_does_not_end_an_id(void) {
  CeptoarDuty duty = CEPTOAR_DUTY_MUST;
  CeptoarError *error = NULL;
  check_case = "kind_25_a_nul_does_not_end_an_id";
  CHECK(fails(ceptoar_router_duty(router, notice, NULL, TEXT("gas\0x"), &duty, &error), CEPTOAR_STATUS_REFUSED, &error,
              "bad-id", "/party"));
  CHECK(duty == CEPTOAR_DUTY_MUST);
}

/* The core names the encoding: bytes are handed on to it as they are. */
static void kind_27_a_document_of_another_encoding_is_named(void) {
  static const char utf16[] = "\xff\xfe{\0\"\0i\0d\0\"\0:\0\"\0n\0\"\0}\0";
  static const char cp932[] = "{\"id\": \"\x93\x64\x97\xcd\"}";
  static const char marked[] =
      "\xef\xbb\xbf{\"id\": \"n\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:RED\","
      " \"kind\": \"other\", \"issued_at\": \"2009-05-08T01:00:00Z\"}";
  CeptoarNotice *made = NULL;
  CeptoarError *error = NULL;
  check_case = "kind_27_a_document_of_another_encoding_is_named";
  CHECK(fails(ceptoar_router_notice(router, utf16, sizeof utf16 - 1, &made, &error), CEPTOAR_STATUS_REFUSED, &error,
              "wrong-encoding", ""));
  CHECK(fails(ceptoar_router_notice(router, cp932, sizeof cp932 - 1, &made, &error), CEPTOAR_STATUS_REFUSED, &error,
              "wrong-encoding", ""));
  CHECK(made == NULL);
  CHECK(ceptoar_router_notice(router, marked, sizeof marked - 1, &made, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_notice_free(made);
}

static size_t widest(const char *text) {
  size_t most = 0, columns = 0;
  for (; *text != '\0'; text++) {
    /* Bytes after the first of a character take no column; in English nothing here takes two. */
    columns = *text == '\n' ? 0 : columns + (((unsigned char)*text & 0xc0) != 0x80);
    most = columns > most ? columns : most;
  }
  return most;
}

static void a_text_and_a_picture_are_as_the_options_say(void) {
  CeptoarString *text = NULL, *plain = NULL;
  CeptoarError *error = NULL;
  check_case = "a_text_and_a_picture_are_as_the_options_say";
  CHECK(ceptoar_router_explain_text(router, notice, NULL, CEPTOAR_LANG_EN, &plain, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_explain_text_with(router, notice, NULL, NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(plain)));
  CHECK(ceptoar_router_explain_text_with(router, notice, NULL, TEXT("{\"lang\": \"en\", \"width\": 60}"), &text, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(widest(ceptoar_string_data(plain)) > 60 && widest(ceptoar_string_data(text)) <= 60);
  ceptoar_string_free(text);
  CHECK(ceptoar_router_explain_text_with(router, notice, NULL, TEXT("{\"all\": true}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(text) > ceptoar_string_len(plain));
  ceptoar_string_free(text);
  ceptoar_string_free(plain);
  CHECK(ceptoar_router_picture(router, notice, NULL, TEXT("svg"), CEPTOAR_LANG_EN, &plain, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_picture_with(router, notice, NULL, TEXT("svg"), NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(plain)));
  CHECK(ceptoar_router_picture_with(router, notice, NULL, TEXT("svg"),
                                    TEXT("{\"collapse\": null, \"page\": [800, 600], \"withheld\": \"list\"}"), &text,
                                    NULL) == CEPTOAR_STATUS_OK);
  CHECK(strcmp(ceptoar_string_data(text), ceptoar_string_data(plain)) != 0);
  ceptoar_string_free(text);
  ceptoar_string_free(plain);
  text = NULL;
  /* What nobody reads and what has no meaning is refused, all of it at once. */
  CHECK(fails(ceptoar_router_explain_text_with(router, notice, NULL, TEXT("{\"With\": 60}"), &text, &error),
              CEPTOAR_STATUS_REFUSED, &error, "unknown-field", "/With"));
  CHECK(fails(ceptoar_router_picture_with(router, notice, NULL, TEXT("dot"), TEXT("{\"page\": [1]}"), &text, &error),
              CEPTOAR_STATUS_REFUSED, &error, "wrong-type", "/page"));
  CHECK(fails(ceptoar_router_explain_text_with(router, notice, NULL, TEXT("[]"), &text, &error), CEPTOAR_STATUS_REFUSED,
              &error, "wrong-type", ""));
  CHECK(ceptoar_router_explain_text_with(router, notice, NULL, TEXT("{\"width\": -1, \"lang\": \"fr\"}"), &text, &error) ==
        CEPTOAR_STATUS_REFUSED);
  CHECK(ceptoar_error_len(error) == 2 && text == NULL);
  ceptoar_error_free(error);
}

static void *ask_often(void *plan) {
  int i;
  for (i = 0; i < 200; i++) {
    CeptoarString *text = NULL;
    CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
    if (ceptoar_router_route(router, notice, NULL, &text, NULL) != CEPTOAR_STATUS_OK ||
        strcmp(ceptoar_string_data(text), (const char *)plan) != 0 ||
        ceptoar_router_duty(router, notice, NULL, TEXT("electric-power"), &duty, NULL) != CEPTOAR_STATUS_OK ||
        duty != CEPTOAR_DUTY_MUST) {
      ceptoar_string_free(text);
      return plan;
    }
    ceptoar_string_free(text);
  }
  return NULL;
}

static void two_threads_on_one_handle_get_the_answers_of_one(void) {
  pthread_t threads[2];
  CeptoarString *plan = NULL;
  void *failed = NULL;
  int i;
  check_case = "two_threads_on_one_handle_get_the_answers_of_one";
  CHECK(ceptoar_router_route(router, notice, NULL, &plan, NULL) == CEPTOAR_STATUS_OK);
  for (i = 0; i < 2; i++) {
    CHECK(pthread_create(&threads[i], NULL, ask_often, (void *)ceptoar_string_data(plan)) == 0);
  }
  for (i = 0; i < 2; i++) {
    CHECK(pthread_join(threads[i], &failed) == 0 && failed == NULL);
  }
  ceptoar_string_free(plan);
}

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
  a_batch_answers_each();
  a_judgement_is_no_yes();
  an_empty_list_of_who_may_see_it_is_no_missing_list();
  rules_left_out_are_those_of_the_edition();
  a_registry_takes_one_roster();
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
