/* Many notices at once: what the arrays say is what single calls say, and what must not be given is refused. */
#ifndef ABI_BATCH_H
#define ABI_BATCH_H

#include "scene.h"

#define BATCH_ROWS 400
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define COLUMN(field, texts) {STR(field), texts, LENGTH(texts), NULL, 0, NULL}
#define LIST_COLUMN(field, texts, ends) {STR(field), texts, LENGTH(texts), ends, LENGTH(ends), NULL}
#define STR(literal) {literal, sizeof(literal) - 1}

static const CeptoarStr batch_directions[] = {STR("provision"), STR("liaison"), STR("sideways")};
static const CeptoarStr batch_origins[] = {STR("nisc"), STR("meti"), STR("gas"), STR("nobody"), STR("na\xff")};
static const CeptoarStr batch_levels[] = {STR("TLP:AMBER"), STR("TLP:GREEN"), STR("TLP:RED"), STR("TLP:CLEAR")};
static const CeptoarStr batch_kinds[] = {STR("vulnerability"), STR("other"), STR("incident"), STR("")};
static const CeptoarStr batch_causes[] = {STR("cyber-attack"), STR("disaster"), STR("weather")};
static const CeptoarStr batch_sectors[] = {STR("electric-power"), STR("gas"), STR("water"), STR("gas"), STR("gas")};
static const size_t batch_sectors_ends[] = {0, 1, 3, 5};
static const CeptoarStr batch_addressees[] = {STR("gas"), STR("meti"), STR("gas"), STR("nobody")};
static const size_t batch_addressees_ends[] = {1, 3, 4};
static const CeptoarStr batch_persons[] = {STR("gas"), STR("ciso-1"), STR("gas"), STR("ciso-1"), STR("meti"), STR("x")};
static const size_t batch_persons_ends[] = {2, 6};
static const CeptoarStr batch_flags[] = {STR("true"), STR("false"), STR("yes")};
static const CeptoarStr batch_modes[] = {STR("normal"), STR("wide-area-disaster"), STR("calm")};
static const CeptoarStr batch_statuses[] = {STR("actual"), STR("exercise"), STR("maybe")};
static const CeptoarStr batch_only[] = {STR("gas"), STR("meti"), STR("water")};
static const size_t batch_only_ends[] = {0, 3};

static const CeptoarColumn batch_columns[] = {
    COLUMN("direction", batch_directions),
    COLUMN("origin", batch_origins),
    COLUMN("level", batch_levels),
    COLUMN("kind", batch_kinds),
    COLUMN("cause", batch_causes),
    LIST_COLUMN("affected_sectors", batch_sectors, batch_sectors_ends),
    LIST_COLUMN("addressees", batch_addressees, batch_addressees_ends),
    LIST_COLUMN("named_persons", batch_persons, batch_persons_ends),
    COLUMN("no_attribution", batch_flags),
    COLUMN("mode", batch_modes),
    COLUMN("status", batch_statuses),
    LIST_COLUMN("only", batch_only, batch_only_ends),
};
#define BATCH_COLUMNS LENGTH(batch_columns)

/* Instants, as a column has them and as a document does; no text where a row has none. */
static const struct {
  int64_t column;
  const char *text;
} batch_instants[] = {
    {INT64_C(1241744400000000000), "2009-05-08T01:00:00Z"},
    {INT64_C(1241830800123456789), "2009-05-09T01:00:00.123456789Z"},
    {INT64_C(1139364000000000000), "2006-02-08T02:00:00Z"},
    {INT64_C(1778202000000000000), "2026-05-08T01:00:00Z"},
    {INT64_MIN, NULL},
};

/* Columns, instants and answers of a batch of pseudo-random rows: the odd values are the rare ones. */
typedef struct {
  CeptoarColumn columns[BATCH_COLUMNS];
  uint32_t keys[BATCH_COLUMNS][BATCH_ROWS];
  size_t issued_at[BATCH_ROWS], embargo_at[BATCH_ROWS];
  int64_t issued[BATCH_ROWS], embargo[BATCH_ROWS];
  uint64_t told[BATCH_ROWS * 4], must[BATCH_ROWS * 4];
  uint8_t fits[BATCH_ROWS];
} Batch;

static size_t batch_pick(uint64_t *seed, size_t below) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (size_t)((*seed >> 33) % below);
}

static size_t batch_dictionary(const CeptoarColumn *column) {
  return column->ends != NULL ? column->ends_len : column->values_len;
}

static Batch *batch_new(void) {
  Batch *made = (Batch *)malloc(sizeof *made);
  uint64_t seed = 14;
  size_t c, row;
  if (made == NULL) exit(2);
  for (c = 0; c < BATCH_COLUMNS; c++) {
    size_t dictionary = batch_dictionary(&batch_columns[c]);
    made->columns[c] = batch_columns[c];
    made->columns[c].keys = made->keys[c];
    for (row = 0; row < BATCH_ROWS; row++) {
      /* One of the first two values, mostly, or none where there may be none. */
      size_t one = batch_pick(&seed, 100);
      made->keys[c][row] = one == 0 ? (uint32_t)dictionary + (uint32_t)batch_pick(&seed, 2)
                           : one < 4 ? (uint32_t)batch_pick(&seed, dictionary)
                           : c > 3 && one < 75 ? CEPTOAR_ABSENT
                           : one == 4 ? CEPTOAR_ABSENT
                                      : (uint32_t)batch_pick(&seed, 2);
    }
  }
  for (row = 0; row < BATCH_ROWS; row++) {
    made->issued_at[row] = batch_pick(&seed, 4) > 0 ? batch_pick(&seed, 2) : batch_pick(&seed, 5);
    made->issued[row] = batch_instants[made->issued_at[row]].column;
    made->embargo_at[row] = batch_pick(&seed, 4) > 0 ? 4 : batch_pick(&seed, 5);
    made->embargo[row] = batch_instants[made->embargo_at[row]].column;
  }
  return made;
}

static CeptoarStatus batch_ask(Batch *batch, const CeptoarRouter *asked, const CeptoarSituation *at, size_t rows,
                               CeptoarError **error) {
  memset(batch->told, 0xaa, sizeof batch->told);
  memset(batch->must, 0xaa, sizeof batch->must);
  memset(batch->fits, 0xaa, sizeof batch->fits);
  return ceptoar_router_batch(asked, at, batch->columns, BATCH_COLUMNS, batch->issued, batch->embargo, rows, batch->told,
                              batch->must, ceptoar_router_words(asked), batch->fits, error);
}

/* Whether nothing was written since the batch was asked. */
static bool batch_is_untouched(const Batch *batch) {
  size_t n;
  for (n = 0; n < BATCH_ROWS; n++) {
    if (batch->fits[n] != 0xaa) return false;
  }
  for (n = 0; n < BATCH_ROWS * 4; n++) {
    if (batch->told[n] != UINT64_C(0xaaaaaaaaaaaaaaaa) || batch->must[n] != UINT64_C(0xaaaaaaaaaaaaaaaa)) return false;
  }
  return true;
}

/* A row as a document; false where a key has no value, so that no document says it. */
static bool batch_json(const Batch *batch, size_t row, char *json, size_t len) {
  const char *issued = batch_instants[batch->issued_at[row]].text;
  const char *embargo = batch_instants[batch->embargo_at[row]].text;
  size_t c, n, at = (size_t)snprintf(json, len, "{\"id\": \"n\"");
  if (issued == NULL) return false;
  at += (size_t)snprintf(json + at, len - at, ", \"issued_at\": \"%s\"", issued);
  if (embargo != NULL) at += (size_t)snprintf(json + at, len - at, ", \"embargo_until\": \"%s\"", embargo);
  for (c = 0; c < BATCH_COLUMNS; c++) {
    const CeptoarColumn *column = &batch_columns[c];
    uint32_t key = batch->keys[c][row];
    bool persons = strcmp(column->field.data, "named_persons") == 0;
    bool flag = strcmp(column->field.data, "no_attribution") == 0 && key < 2;
    if (key == CEPTOAR_ABSENT) continue;
    if (key >= batch_dictionary(column)) return false;
    at += (size_t)snprintf(json + at, len - at, ", \"%s\": ", column->field.data);
    if (column->ends == NULL) {
      at += (size_t)snprintf(json + at, len - at, flag ? "%s" : "\"%s\"", column->values[key].data);
      continue;
    }
    at += (size_t)snprintf(json + at, len - at, "[");
    for (n = key == 0 ? 0 : column->ends[key - 1]; n < column->ends[key]; n += persons ? 2 : 1) {
      at += (size_t)snprintf(json + at, len - at, persons ? "%s{\"party\": \"%s\", \"ref\": \"%s\"}" : "%s\"%s\"",
                             json[at - 1] == '[' ? "" : ", ", column->values[n].data,
                             persons ? column->values[n + 1].data : "");
    }
    at += (size_t)snprintf(json + at, len - at, "]");
  }
  snprintf(json + at, len - at, "}");
  return true;
}

/* Whether a row says of each party what the notice alone says; of none but the parties it says anything. */
static bool batch_row_is(const Batch *batch, size_t row, const CeptoarRouter *asked, const CeptoarNotice *one,
                         const CeptoarSituation *at) {
  size_t words = ceptoar_router_words(asked), n;
  for (n = 0; n < words * 64; n++) {
    CeptoarStr party = ceptoar_router_party(asked, n);
    CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD;
    bool told = batch->told[row * words + n / 64] >> (n % 64) & 1;
    bool must = batch->must[row * words + n / 64] >> (n % 64) & 1;
    if (one != NULL && party.data != NULL &&
        ceptoar_router_duty(asked, one, at, party.data, party.len, &duty, NULL) != CEPTOAR_STATUS_OK) {
      return false;
    }
    if (told != (duty != CEPTOAR_DUTY_NOT_TOLD) || must != (duty == CEPTOAR_DUTY_MUST)) return false;
  }
  return true;
}

/* Compares each row with the notice that says the same; counts those that fit, and those of them that tell somebody. */
static void batch_compare(Batch *batch, const CeptoarRouter *asked, const CeptoarSituation *at, size_t *fit,
                          size_t *telling) {
  size_t row;
  *fit = *telling = 0;
  CHECK(batch_ask(batch, asked, at, BATCH_ROWS, NULL) == CEPTOAR_STATUS_OK);
  for (row = 0; row < BATCH_ROWS; row++) {
    char json[1024];
    CeptoarNotice *one = NULL;
    CeptoarRecipients *recipients = NULL;
    bool answered = batch_json(batch, row, json, sizeof json) &&
                    ceptoar_router_notice(asked, json, strlen(json), &one, NULL) == CEPTOAR_STATUS_OK &&
                    ceptoar_router_recipients(asked, one, at, &recipients, NULL) == CEPTOAR_STATUS_OK;
    if (batch->fits[row] != (answered ? 1 : 0) || !batch_row_is(batch, row, asked, answered ? one : NULL, at)) {
      fprintf(stderr, "%s: row %u: %s\n", check_case, (unsigned)row, json);
      check_faults++;
    }
    *fit += answered;
    *telling += ceptoar_recipients_len(recipients) > 0;
    ceptoar_recipients_free(recipients);
    ceptoar_notice_free(one);
  }
}

static void a_batch_over_arrays_says_what_single_calls_say(void) {
  static const char json[] =
      "{\"at\": \"2009-05-08T12:00:00Z\", \"outages\": [{\"channel\": \"email\"}], \"failed_sectors\": [\"water\"]}";
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarRouter *strict = NULL;
  CeptoarSituation *situation = NULL;
  Batch *batch = batch_new();
  size_t fit, fit_strictly, telling;
  check_case = "a_batch_over_arrays_says_what_single_calls_say";
  CHECK(ceptoar_router_new_with(registry, NULL, NULL, CEPTOAR_STALE_REFUSE, &strict, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_situation_from_json(json, strlen(json), &situation, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_words(router) > 0 && ceptoar_router_words(router) <= 4);
  batch_compare(batch, router, NULL, &fit, &telling);
  /* It compares something: rows of each sort. */
  CHECK(telling > 20 && fit > telling + 20 && fit + 20 < BATCH_ROWS);
  batch_compare(batch, strict, NULL, &fit_strictly, &telling);
  CHECK(telling > 20 && fit_strictly < fit);
  batch_compare(batch, router, situation, &fit, &telling);
  CHECK(telling > 20 && fit > telling);
  free(batch);
  ceptoar_situation_free(situation);
  ceptoar_router_free(strict);
  ceptoar_registry_free(registry);
}

/* What a row says does not depend on how many there are, nor on where it stands. */
static void a_batch_of_many_rows_says_of_each_what_one_of_few_says(void) {
  enum { TIMES = 100 };
  Batch *batch = batch_new();
  size_t words = ceptoar_router_words(router), rows = (size_t)BATCH_ROWS * TIMES, c, n;
  CeptoarColumn columns[BATCH_COLUMNS];
  uint32_t *keys = (uint32_t *)malloc(BATCH_COLUMNS * rows * sizeof *keys);
  int64_t *instants = (int64_t *)malloc(2 * rows * sizeof *instants);
  uint64_t *bits = (uint64_t *)malloc(2 * rows * words * sizeof *bits);
  uint8_t *fits = (uint8_t *)malloc(rows);
  check_case = "a_batch_of_many_rows_says_of_each_what_one_of_few_says";
  if (keys == NULL || instants == NULL || bits == NULL || fits == NULL) exit(2);
  for (c = 0; c < BATCH_COLUMNS; c++) {
    columns[c] = batch->columns[c];
    columns[c].keys = keys + c * rows;
    for (n = 0; n < rows; n++) keys[c * rows + n] = batch->keys[c][n % BATCH_ROWS];
  }
  for (n = 0; n < rows; n++) {
    instants[n] = batch->issued[n % BATCH_ROWS];
    instants[rows + n] = batch->embargo[n % BATCH_ROWS];
  }
  CHECK(batch_ask(batch, router, NULL, BATCH_ROWS, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_batch(router, NULL, columns, BATCH_COLUMNS, instants, instants + rows, rows, bits,
                             bits + rows * words, words, fits, NULL) == CEPTOAR_STATUS_OK);
  for (n = 0; n < rows; n += BATCH_ROWS) {
    CHECK(memcmp(fits + n, batch->fits, BATCH_ROWS) == 0);
    CHECK(memcmp(bits + n * words, batch->told, BATCH_ROWS * words * sizeof *bits) == 0);
    CHECK(memcmp(bits + (rows + n) * words, batch->must, BATCH_ROWS * words * sizeof *bits) == 0);
  }
  free(fits);
  free(bits);
  free(instants);
  free(keys);
  free(batch);
}

/* What is wrong with a column is refused with its place. */
static bool batch_refuses(Batch *batch, size_t place, CeptoarColumn wrong, CeptoarStatus wanted, const char *code,
                          const char *pointer) {
  CeptoarError *error = NULL;
  CeptoarColumn right = batch->columns[place];
  CeptoarStatus status;
  batch->columns[place] = wrong;
  status = batch_ask(batch, router, NULL, BATCH_ROWS, &error);
  batch->columns[place] = right;
  return fails(status, wanted, &error, code, pointer) && batch_is_untouched(batch);
}

static void what_is_no_batch_is_refused_and_writes_nothing(void) {
  static const CeptoarStr null_text[] = {STR("gas"), {NULL, 0}}, long_text[] = {{"gas", SIZE_MAX}};
  static const size_t falling[] = {3, 1, 5}, too_short[] = {1, 4}, too_long[] = {1, 6}, half_a_person[] = {1, 6};
  CeptoarError *error = NULL;
  Batch *batch = batch_new();
  CeptoarColumn wrong;
  size_t words = ceptoar_router_words(router), n;
  check_case = "what_is_no_batch_is_refused_and_writes_nothing";
#define REFUSED_AS(place, change, wanted, code, pointer)                                 \
  do {                                                                                   \
    wrong = batch->columns[place];                                                       \
    change;                                                                              \
    CHECK(batch_refuses(batch, place, wrong, CEPTOAR_STATUS_##wanted, code, pointer));   \
  } while (0)
  REFUSED_AS(1, wrong.field.data = NULL, NULL_ARGUMENT, "null-argument", "/columns/1/field");
  REFUSED_AS(1, wrong.values = NULL, NULL_ARGUMENT, "null-argument", "/columns/1/values");
  REFUSED_AS(1, wrong.keys = NULL, NULL_ARGUMENT, "null-argument", "/columns/1/keys");
  REFUSED_AS(1, wrong.ends_len = 2, NULL_ARGUMENT, "null-argument", "/columns/1/ends");
  REFUSED_AS(1, (wrong.values = null_text, wrong.values_len = 2), NULL_ARGUMENT, "null-argument",
             "/columns/1/values/1");
  REFUSED_AS(1, (wrong.values = long_text, wrong.values_len = 1), INVALID_ARGUMENT, "invalid-argument",
             "/columns/1/values/0");
  REFUSED_AS(1, wrong.values_len = SIZE_MAX / 8, INVALID_ARGUMENT, "invalid-argument", "/columns/1/values");
  REFUSED_AS(5, wrong.ends_len = SIZE_MAX / 2, INVALID_ARGUMENT, "invalid-argument", "/columns/5/ends");
  /* Ends of a word, none of a list, and ends that do not fit the texts. */
  REFUSED_AS(1, (wrong.ends = batch_only_ends, wrong.ends_len = 2), INVALID_ARGUMENT, "invalid-argument",
             "/columns/1/ends");
  REFUSED_AS(5, (wrong.ends = NULL, wrong.ends_len = 0), INVALID_ARGUMENT, "invalid-argument", "/columns/5/ends");
  REFUSED_AS(5, (wrong.ends = falling, wrong.ends_len = 3), INVALID_ARGUMENT, "invalid-argument", "/columns/5/ends");
  REFUSED_AS(5, (wrong.ends = too_short, wrong.ends_len = 2), INVALID_ARGUMENT, "invalid-argument", "/columns/5/ends");
  REFUSED_AS(5, (wrong.ends = too_long, wrong.ends_len = 2), INVALID_ARGUMENT, "invalid-argument", "/columns/5/ends");
  REFUSED_AS(7, wrong.ends = half_a_person, INVALID_ARGUMENT, "invalid-argument", "/columns/7/ends");
  /* Names: of nothing, of another column, of what is no column, and of none. */
  REFUSED_AS(2, (wrong.field.data = "colour", wrong.field.len = 6), REFUSED, "unknown-field", "/columns/2/field");
  REFUSED_AS(2, (wrong.field.data = "issued_at", wrong.field.len = 9), REFUSED, "unknown-field", "/columns/2/field");
  REFUSED_AS(2, (wrong.field.data = "\xff", wrong.field.len = 1), INVALID_UTF8, "invalid-utf-8", "/columns/2/field");
  REFUSED_AS(2, (wrong.field.data = "kind", wrong.field.len = 4), REFUSED, "duplicate-field", "/columns/3/field");
  REFUSED_AS(2, (wrong.field.data = "purposes", wrong.field.len = 8, wrong.values_len = 0), REFUSED, "missing-field",
             "/columns");
#undef REFUSED_AS
#define ASKED(columns, issued, rows, told, must, words, fits)                                                      \
  ceptoar_router_batch(router, NULL, columns, BATCH_COLUMNS, issued, NULL, rows, told, must, words, fits, &error)
  CHECK(fails(ASKED(batch->columns, batch->issued, BATCH_ROWS, batch->told, batch->must, words - 1, batch->fits),
              CEPTOAR_STATUS_INVALID_ARGUMENT, &error, "invalid-argument", "/words"));
  CHECK(fails(ASKED(batch->columns, batch->issued, BATCH_ROWS, batch->told, batch->must, words + 1, batch->fits),
              CEPTOAR_STATUS_INVALID_ARGUMENT, &error, "invalid-argument", "/words"));
  CHECK(fails(ASKED(NULL, batch->issued, BATCH_ROWS, batch->told, batch->must, words, batch->fits),
              CEPTOAR_STATUS_NULL_ARGUMENT, &error, "null-argument", "/columns"));
  CHECK(fails(ASKED(batch->columns, batch->issued, SIZE_MAX, batch->told, batch->must, words, batch->fits),
              CEPTOAR_STATUS_INVALID_ARGUMENT, &error, "invalid-argument", "/columns/0/keys"));
  CHECK(batch_is_untouched(batch));
  /* No rows are a batch too: then arrays may be NULL. */
  for (n = 0; n < BATCH_COLUMNS; n++) batch->columns[n].keys = NULL;
  CHECK(ASKED(batch->columns, NULL, 0, NULL, NULL, words, NULL) == CEPTOAR_STATUS_OK && error == NULL);
  CHECK(batch_is_untouched(batch));
#undef ASKED
  free(batch);
}

#endif
