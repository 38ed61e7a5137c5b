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

#define ROWS 1000000
#define STR(literal) {literal, sizeof(literal) - 1}
static const CeptoarStr directions[] = {STR("provision")}, origins[] = {STR("nisc"), STR("meti"), STR("gas")};
static const CeptoarStr levels[] = {STR("TLP:AMBER"), STR("TLP:GREEN"), STR("TLP:CLEAR"), STR("TLP:RED")};
static const CeptoarStr kinds[] = {STR("vulnerability"), STR("other")}, causes[] = {STR("cyber-attack")};
static const CeptoarStr sectors[] = {STR("gas"), STR("electric-power"), STR("gas"), STR("water")};
static const size_t ends[] = {1, 3, 4};
static const CeptoarColumn fields[] = {
    {STR("direction"), directions, 1, NULL, 0, NULL}, {STR("origin"), origins, 3, NULL, 0, NULL},
    {STR("level"), levels, 4, NULL, 0, NULL},         {STR("kind"), kinds, 2, NULL, 0, NULL},
    {STR("cause"), causes, 1, NULL, 0, NULL},         {STR("affected_sectors"), sectors, 4, ends, 3, NULL},
};
enum { FIELDS = sizeof fields / sizeof fields[0], CAUSE = 4 };

/* A row of a batch; the arrays are used again, as a program that asks often does. `absent`: half of the causes are left out. */
static double batch_row(int absent) {
  size_t words = ceptoar_router_words(router), bits = ROWS * words, row, c;
  uint32_t *keys = malloc(FIELDS * ROWS * sizeof *keys);
  int64_t *issued = malloc(ROWS * sizeof *issued);
  uint64_t *told = calloc(2 * bits, sizeof *told), seed = 14;
  uint8_t *fits = calloc(ROWS, 1);
  double best = 1e18;
  CeptoarColumn columns[FIELDS];
  if (keys == NULL || issued == NULL || told == NULL || fits == NULL) exit(1);
  for (c = 0; c < FIELDS; c++) {
    size_t values = fields[c].ends != NULL ? fields[c].ends_len : fields[c].values_len;
    columns[c] = fields[c];
    columns[c].keys = keys + c * ROWS;
    for (row = 0; row < ROWS; row++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
      keys[c * ROWS + row] = absent && c == CAUSE && seed >> 63 ? CEPTOAR_ABSENT : (uint32_t)((seed >> 33) % values);
    }
  }
  for (row = 0; row < ROWS; row++) {
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    issued[row] = INT64_C(1230768000000000000) + (int64_t)(seed >> 33) % (365 * 86400) * 1000000000; /* 2009 */
  }
  for (c = 0; c < 5; c++) {
    double start = now(), took;
    if (ceptoar_router_batch(router, NULL, columns, FIELDS, issued, NULL, ROWS, told, told + bits, words, fits, NULL) !=
        CEPTOAR_STATUS_OK) {
      exit(1);
    }
    took = (now() - start) / ROWS;
    best = took < best ? took : best;
  }
  for (row = 0; row < ROWS; row++) {
    if (!fits[row]) exit(1);
  }
  free(fits);
  free(told);
  free(issued);
  free(keys);
  return best;
}

int main(int argc, char **argv) {
  char json[4096];
  size_t len;
  long calls, before, grown;
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
  grown = resident() - before;
  printf("{\"may_must_ns\": %.1f, \"route_ns\": %.0f, \"grown_kb\": %ld, ", may_must_ns, route_ns, grown);
  printf("\"batch_row_ns\": %.2f, \"batch_row_absent_ns\": %.2f}\n", batch_row(0), batch_row(1));
  ceptoar_recipients_free(recipients);
  ceptoar_notice_free(notice);
  ceptoar_router_free(router);
  return 0;
}
