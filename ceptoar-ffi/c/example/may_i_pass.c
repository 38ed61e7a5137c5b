/* A holder's two questions: whom do I hand this to, and may I pass it to X? */
#include <ceptoar.h>
#include <stdio.h>
#include <string.h>

#define TEXT(literal) literal, sizeof(literal) - 1

static const char NOTICE[] =
    "{\"id\": \"n-1\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:AMBER\","
    " \"kind\": \"vulnerability\", \"affected_sectors\": [\"electric-power\"],"
    " \"issued_at\": \"2009-05-08T10:00:00+09:00\"}";

/* Says every problem, and ends the program. */
static int refused(CeptoarError *error) {
  size_t i;
  for (i = 0; i < ceptoar_error_len(error); i++) {
    CeptoarStr code = ceptoar_error_code(error, i);
    CeptoarStr pointer = ceptoar_error_pointer(error, i);
    CeptoarStr message = ceptoar_error_message(error, i, CEPTOAR_LANG_JA);
    fprintf(stderr, "%.*s %.*s: %.*s\n", (int)code.len, code.data, (int)pointer.len, pointer.data, (int)message.len,
            message.data);
  }
  ceptoar_error_free(error);
  return 1;
}

int main(void) {
  CeptoarStr edition = ceptoar_edition_latest();
  CeptoarRouter *router = NULL;
  CeptoarNotice *notice = NULL;
  CeptoarString *onward = NULL, *why_not = NULL;
  CeptoarError *error = NULL;
  CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
  CeptoarMayPass may_pass = CEPTOAR_MAY_PASS_NO;
  int failed = 0;

  if (ceptoar_router_builtin(edition.data, edition.len, &router, &error) != CEPTOAR_STATUS_OK ||
      ceptoar_router_notice(router, NOTICE, strlen(NOTICE), &notice, &error) != CEPTOAR_STATUS_OK ||
      ceptoar_router_duty(router, notice, NULL, TEXT("electric-power-members"), &duty, &error) != CEPTOAR_STATUS_OK ||
      ceptoar_router_onward(router, notice, NULL, TEXT("meti"), &onward, &error) != CEPTOAR_STATUS_OK ||
      ceptoar_router_may_pass(router, notice, NULL, TEXT("meti"), TEXT("gas"), &may_pass, &error) != CEPTOAR_STATUS_OK ||
      ceptoar_router_why_not(router, notice, NULL, TEXT("meti"), TEXT("gas"), CEPTOAR_LANG_JA, &why_not, &error) !=
          CEPTOAR_STATUS_OK) {
    failed = refused(error);
  } else {
    printf("electric-power-members: %s\n", duty == CEPTOAR_DUTY_MUST ? "must be told" : "may be told or not");
    printf("meti hands it to: %s\n", ceptoar_string_data(onward));
    switch (may_pass) {
      case CEPTOAR_MAY_PASS_YES: printf("meti may pass it to gas\n"); break;
      case CEPTOAR_MAY_PASS_IF_JUDGED: printf("meti may pass it to gas once somebody has judged so\n"); break;
      case CEPTOAR_MAY_PASS_NO: printf("meti may not pass it to gas: %s\n", ceptoar_string_data(why_not)); break;
    }
  }
  ceptoar_string_free(why_not);
  ceptoar_string_free(onward);
  ceptoar_notice_free(notice);
  ceptoar_router_free(router);
  return failed;
}
