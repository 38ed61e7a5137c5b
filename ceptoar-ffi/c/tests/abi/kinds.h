/* The kinds of fault that reports of other systems name, each by its number. */
#ifndef ABI_KINDS_H
#define ABI_KINDS_H

#include "scene.h"

/* What hides or turns characters is no id, and a refusal does not print it. */
static void kind_08_hidden_characters_are_refused_and_not_printed(void) {
  static const char *const bad[] = {"gas\xe2\x80\xae", "gas\xe2\x80\x8b", "\xe3\x80\x80", "\xef\xbb\xbfgas", " "};
  CeptoarExplanation *why = NULL;
  size_t i;
  check_case = "kind_08_hidden_characters_are_refused_and_not_printed";
  CHECK(ceptoar_router_explain(router, notice, NULL, &why, NULL) == CEPTOAR_STATUS_OK);
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
    CHECK(ceptoar_explanation_picture(why, bad[i], strlen(bad[i]), NULL, 0, &json, &error) ==
          CEPTOAR_STATUS_NOT_FOUND);
    CHECK(ceptoar_error_json(error, CEPTOAR_LANG_EN, &json) == CEPTOAR_STATUS_OK);
    CHECK(strstr(ceptoar_string_data(json), "\xe2\x80") == NULL && strstr(ceptoar_string_data(json), "\xef\xbb\xbf") == NULL);
    ceptoar_string_free(json);
    ceptoar_error_free(error);
  }
  ceptoar_explanation_free(why);
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
  without = plan_json(router, notice, NULL);
  with = plan_json(router, notice, two);
  CHECK(none == NULL && strcmp(ceptoar_string_data(without), ceptoar_string_data(with)) != 0);
  ceptoar_string_free(without);
  ceptoar_string_free(with);
  ceptoar_situation_free(one);
  ceptoar_situation_free(two);
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

#endif
