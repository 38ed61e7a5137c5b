/* What becomes of a notice once it is sent: documents in, documents out. */
#ifndef ABI_LIFE_H
#define ABI_LIFE_H

#include "answers.h"

static const char ABI_FIRST[] =
    "{\"id\":\"n-1\",\"direction\":\"provision\",\"origin\":\"nisc\",\"level\":\"TLP:AMBER\",\"kind\":\"vulnerability\","
    "\"affected_sectors\":[\"gas\"],\"issued_at\":\"2009-05-08T10:00:00+09:00\"}";
static const char ABI_END[] =
    "{\"id\":\"n-2\",\"direction\":\"provision\",\"origin\":\"nisc\",\"level\":\"TLP:AMBER\",\"kind\":\"vulnerability\","
    "\"affected_sectors\":[\"gas\"],\"issued_at\":\"2009-05-08T15:00:00+09:00\",\"message\":\"withdrawal\","
    "\"replaces\":\"n-1\"}";
static const char ABI_LOG[] =
    "{\"entries\":[{\"notice\":\"n-1\",\"from\":\"nisc\",\"to\":\"meti\",\"sent_at\":\"2009-05-08T10:05:00+09:00\"},"
    "{\"notice\":\"n-1\",\"from\":\"meti\",\"to\":\"banking\",\"sent_at\":\"2009-05-08T10:10:00+09:00\"}]}";
static const char ABI_POLICY[] = "{\"as_of\":\"2009-05-08T14:00:00+09:00\",\"promptly\":\"PT1H\"}";

/* Whether an answer holds a text; the answer is freed. */
static int answer_holds(CeptoarString *answer, const char *text) {
  int holds = answer != NULL && strstr(ceptoar_string_data(answer), text) != NULL;
  ceptoar_string_free(answer);
  return holds;
}

static void what_becomes_of_a_notice_is_answered(void) {
  CeptoarNotice *thread[2] = {NULL, NULL};
  CeptoarString *answer = NULL;
  CeptoarError *error = NULL;
  const CeptoarNotice *const *notices = (const CeptoarNotice *const *)thread;
  CHECK(ceptoar_router_notice(router, TEXT(ABI_FIRST), &thread[0], NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_notice(router, TEXT(ABI_END), &thread[1], NULL) == CEPTOAR_STATUS_OK);

  CHECK(ceptoar_router_audit(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, false, NULL, 0, TEXT("en"), &answer,
                             NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "who may not see it"));
  CHECK(ceptoar_router_audit(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, false, NULL, 0, TEXT("ja"), &answer,
                             NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "見てはならない相手に渡された"));
  CHECK(ceptoar_router_audit(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, false, NULL, 0, TEXT("fr"), &answer,
                             NULL) == CEPTOAR_STATUS_INVALID_ARGUMENT);
  CHECK(ceptoar_router_audit(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, false, TEXT("gas"), NULL, 0, &answer,
                             NULL) == CEPTOAR_STATUS_OK);
  CHECK(!answer_holds(answer, "\"code\":\"leak\""));
  CHECK(ceptoar_router_audit(router, notices, 1, TEXT(ABI_LOG), TEXT("{\"promptly\":\"an hour\"}"), NULL, 0, false, NULL, 0,
                             NULL, 0, &answer, &error) == CEPTOAR_STATUS_REFUSED);
  ceptoar_error_free(error);
  CHECK(ceptoar_router_audit(router, notices, 1, TEXT("{\"entries\":[{\"notice\":\"n-1\",\"from\":\"nisc\",\"to\":\"gaz\",\"sent_at\":\"now\"}]}"),
                             TEXT(ABI_POLICY), NULL, 0, true, NULL, 0, NULL, 0, &answer, NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"code\":\"bad-entry\""));
  CHECK(ceptoar_router_actions(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, NULL, 0, &answer, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"action\":\"hand-on\""));
  CHECK(ceptoar_router_actions(router, notices, 1, TEXT(ABI_LOG), TEXT(ABI_POLICY), NULL, 0, TEXT("en"), &answer, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "hand it on"));

  CHECK(ceptoar_router_follow_up(router, notices, 2, TEXT(ABI_LOG), TEXT("n-2"), NULL, &answer, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"recipient\":\"banking\""));
  CHECK(ceptoar_router_passing_in(router, thread[0], notices + 1, 1, NULL, TEXT("meti"), TEXT("gas"), &answer, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"code\":\"replaced\""));
  CHECK(ceptoar_router_resilience(router, thread[0], NULL, false, &answer, NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "{\"link\":\"meti>gas\"}"));
  CHECK(ceptoar_router_drill(router, thread[0], TEXT("{\"runs\":10,\"seed\":1,\"failures\":[{\"party\":\"meti\",\"chance\":1}]}"),
                             &answer, NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"runs_lost\":10"));
  CHECK(ceptoar_router_drill(router, thread[0], TEXT("{\"runs\":0,\"seed\":1,\"failures\":[]}"), &answer, &error) ==
        CEPTOAR_STATUS_REFUSED);
  ceptoar_error_free(error);
  CHECK(ceptoar_router_remedies(router, thread[0], NULL, TEXT("banking"), &answer, NULL) == CEPTOAR_STATUS_OK);
  CHECK(answer_holds(answer, "\"changes_scheme\":true"));
  ceptoar_notice_free(thread[0]);
  ceptoar_notice_free(thread[1]);
}

#endif
