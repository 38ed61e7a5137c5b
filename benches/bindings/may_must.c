/* What the way to C costs; run by `cargo bench --bench bindings`, which runs the core beside it. Usage: may_must NOTICE CALLS */
#define _POSIX_C_SOURCE 200809L
#include <ceptoar.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static CeptoarRouter *router;
static CeptoarNotice *notice;
/* The first of those who are told. */
static CeptoarStr party;

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

static long resident(void) {
  char line[256];
  long kilobytes = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status != NULL && fgets(line, sizeof line, status) != NULL) {
    if (sscanf(line, "VmRSS: %ld", &kilobytes) == 1) break;
  }
  if (status != NULL) fclose(status);
  return kilobytes;
}

static double may_or_must(long calls) {
  double start = now();
  long told = 0, i;
  for (i = 0; i < calls; i++) {
    CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
    ceptoar_router_duty(router, notice, NULL, party.data, party.len, &duty, NULL);
    told += duty != CEPTOAR_DUTY_NOT_TOLD;
  }
  if (told != calls) exit(1);
  return (now() - start) / (double)calls;
}

static double route(long calls) {
  double start = now();
  long i;
  for (i = 0; i < calls; i++) {
    CeptoarPlan *plan = NULL;
    CeptoarString *json = NULL;
    if (ceptoar_router_route(router, notice, NULL, &plan, NULL) != CEPTOAR_STATUS_OK ||
        ceptoar_plan_json(plan, &json, NULL) != CEPTOAR_STATUS_OK) {
      exit(1);
    }
    ceptoar_string_free(json);
    ceptoar_plan_free(plan);
  }
  return (now() - start) / (double)calls;
}

int main(int argc, char **argv) {
  char json[4096];
  size_t len;
  long calls, before;
  double may_must_ns, route_ns;
  CeptoarRecipients *recipients = NULL;
  CeptoarStr edition = ceptoar_edition_latest();
  FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return 2;
  len = fread(json, 1, sizeof json, file);
  fclose(file);
  calls = atol(argv[2]);
  if (ceptoar_router_builtin(edition.data, edition.len, &router, NULL) != CEPTOAR_STATUS_OK ||
      ceptoar_router_notice(router, json, len, &notice, NULL) != CEPTOAR_STATUS_OK) {
    return 1;
  }
  if (ceptoar_router_recipients(router, notice, NULL, &recipients, NULL) != CEPTOAR_STATUS_OK) return 1;
  party = ceptoar_recipients_at(recipients, 0);
  may_or_must(calls / 10);
  route(calls / 100);
  before = resident();
  may_must_ns = may_or_must(calls);
  route_ns = route(calls / 10);
  printf("{\"may_must_ns\": %.1f, \"route_ns\": %.0f, \"grown_kb\": %ld}\n", may_must_ns, route_ns, resident() - before);
  ceptoar_recipients_free(recipients);
  ceptoar_notice_free(notice);
  ceptoar_router_free(router);
  return 0;
}
