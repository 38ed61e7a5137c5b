/* Answers, what is said and drawn of them, and threads. */
#ifndef ABI_ANSWERS_H
#define ABI_ANSWERS_H

#include "scene.h"

#include <pthread.h>

/* Plan, verdicts and views of one explanation are those that the router gives when it is asked for each. */
static void an_explanation_is_decided_once(void) {
  CeptoarExplanation *why = NULL;
  CeptoarPlan *plan = NULL;
  CeptoarString *routed = plan_json(router, notice, NULL), *text = NULL, *decided = NULL;
  CeptoarError *error = NULL;
  check_case = "an_explanation_is_decided_once";
  CHECK(ceptoar_router_explain(router, notice, NULL, &why, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_plan(why, &plan, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_verdict(why, TEXT("gas"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_decide(router, notice, NULL, TEXT("gas"), &decided, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(decided)));
  CHECK(ceptoar_explanation_json(why, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), ceptoar_string_data(decided)) != NULL);
  ceptoar_string_free(decided);
  ceptoar_string_free(text);
  text = NULL;
  /* The origin has no verdict, which is another thing than a party that nobody knows. */
  CHECK(fails(ceptoar_explanation_verdict(why, TEXT("nisc"), &text, &error), CEPTOAR_STATUS_NOT_FOUND, &error,
              "not-found", "/party"));
  ceptoar_explanation_free(why);
  /* The plan lives on without it. */
  CHECK(ceptoar_plan_json(plan, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(routed)));
  CHECK(ceptoar_plan_delivery(plan, TEXT("electric-power"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(routed), ceptoar_string_data(text)) != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_plan_view(plan, TEXT("electric-power"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "ceptoar/view/1") != NULL);
  ceptoar_string_free(text);
  ceptoar_string_free(routed);
  ceptoar_plan_free(plan);
}

static void a_batch_answers_each(void) {
  static const char row[] =
      "{\"notice\":\"vulnerability-to-electric-power\",\"at\":\"2009-05-08T01:00:00Z\",\"outcome\":0}";
  CeptoarString *batch = NULL, *plan = NULL;
  const CeptoarNotice *both[2], *broken[2];
  CeptoarError *error = NULL;
  char *wanted;
  check_case = "a_batch_answers_each";
  both[0] = both[1] = notice;
  broken[0] = notice;
  broken[1] = NULL;
  plan = plan_json(router, notice, NULL);
  CHECK(ceptoar_router_route_batch(router, both, 2, NULL, &batch, NULL) == CEPTOAR_STATUS_OK);
  wanted = (char *)malloc(ceptoar_string_len(plan) + 2 * sizeof row + 64);
  sprintf(wanted, "{\"format\":\"ceptoar/batch/1\",\"rows\":[%s,%s],\"plans\":[%s]}", row, row, ceptoar_string_data(plan));
  CHECK(check_takes(batch, wanted));
  free(wanted);
  ceptoar_string_free(plan);
  batch = NULL;
  CHECK(fails(ceptoar_router_route_batch(router, broken, 2, NULL, &batch, &error), CEPTOAR_STATUS_NULL_ARGUMENT, &error,
              "null-argument", "/notices"));
  CHECK(batch == NULL);
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
  CeptoarPlan *plan = NULL;
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
  CHECK(ceptoar_router_route(own, green, NULL, &plan, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_plan_view(plan, TEXT("gas"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"judgement\":[{\"ja\":\"必要に応じて\",\"en\":\"as needed\"}]") != NULL);
  ceptoar_string_free(text);
  ceptoar_plan_free(plan);
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
  CeptoarExplanation *why = NULL;
  CeptoarPlan *plan = NULL;
  CeptoarString *text = NULL, *plain = NULL;
  CeptoarError *error = NULL;
  check_case = "a_text_and_a_picture_are_as_the_options_say";
  CHECK(ceptoar_router_explain(router, notice, NULL, &why, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_text(why, NULL, 0, &plain, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_text(why, TEXT("{\"lang\": \"en\", \"width\": 100}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(plain)));
  CHECK(ceptoar_explanation_text(why, TEXT("{\"width\": 60}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(widest(ceptoar_string_data(plain)) > 60 && widest(ceptoar_string_data(text)) <= 60);
  ceptoar_string_free(text);
  CHECK(ceptoar_explanation_text(why, TEXT("{\"all\": true}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(text) > ceptoar_string_len(plain));
  ceptoar_string_free(text);
  CHECK(ceptoar_explanation_text(why, TEXT("{\"lang\": \"ja\"}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "内閣官房") != NULL && strstr(ceptoar_string_data(plain), "Told: 4") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_explanation_plan(why, &plan, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_plan_text(plan, NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(text) > 0 && ceptoar_string_len(text) < ceptoar_string_len(plain));
  ceptoar_plan_free(plan);
  ceptoar_string_free(text);
  ceptoar_string_free(plain);
  CHECK(ceptoar_explanation_picture(why, TEXT("svg"), NULL, 0, &plain, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_picture(why, TEXT("svg"), TEXT("{\"collapse\": 8}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, ceptoar_string_data(plain)));
  CHECK(ceptoar_explanation_picture(why, TEXT("svg"),
                                    TEXT("{\"collapse\": null, \"page\": [800, 600], \"withheld\": \"list\"}"), &text,
                                    NULL) == CEPTOAR_STATUS_OK);
  CHECK(strcmp(ceptoar_string_data(text), ceptoar_string_data(plain)) != 0);
  ceptoar_string_free(text);
  ceptoar_string_free(plain);
  text = NULL;
  /* What nobody reads and what has no meaning is refused, all of it at once. */
  CHECK(fails(ceptoar_explanation_text(why, TEXT("{\"With\": 60}"), &text, &error), CEPTOAR_STATUS_REFUSED, &error,
              "unknown-field", "/With"));
  CHECK(fails(ceptoar_explanation_picture(why, TEXT("dot"), TEXT("{\"page\": [1]}"), &text, &error),
              CEPTOAR_STATUS_REFUSED, &error, "wrong-type", "/page"));
  CHECK(fails(ceptoar_explanation_picture(why, TEXT("dot"), TEXT("{\"withheld\": \"all\"}"), &text, &error),
              CEPTOAR_STATUS_REFUSED, &error, "wrong-type", "/withheld"));
  CHECK(fails(ceptoar_explanation_text(why, TEXT("[]"), &text, &error), CEPTOAR_STATUS_REFUSED, &error, "wrong-type", ""));
  CHECK(ceptoar_explanation_text(why, TEXT("{\"width\": -1, \"lang\": \"fr\"}"), &text, &error) ==
        CEPTOAR_STATUS_REFUSED);
  CHECK(ceptoar_error_len(error) == 2 && text == NULL);
  ceptoar_error_free(error);
  ceptoar_explanation_free(why);
}

static void *ask_often(void *plan) {
  int i;
  for (i = 0; i < 200; i++) {
    CeptoarString *text = plan_json(router, notice, NULL);
    CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
    if (text == NULL || strcmp(ceptoar_string_data(text), (const char *)plan) != 0 ||
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
  CeptoarString *plan = plan_json(router, notice, NULL);
  void *failed = NULL;
  int i;
  check_case = "two_threads_on_one_handle_get_the_answers_of_one";
  for (i = 0; i < 2; i++) {
    CHECK(pthread_create(&threads[i], NULL, ask_often, (void *)ceptoar_string_data(plan)) == 0);
  }
  for (i = 0; i < 2; i++) {
    CHECK(pthread_join(threads[i], &failed) == 0 && failed == NULL);
  }
  ceptoar_string_free(plan);
}

#endif
