/* What the test programs share: checks that are counted, and files read whole. C99 and C++11 alike. */
#ifndef CHECK_H
#define CHECK_H

#include <ceptoar.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_faults = 0;
static const char *check_case = "";

#define CHECK(holds)                                                                     \
  do {                                                                                   \
    if (!(holds)) {                                                                      \
      fprintf(stderr, "%s:%d: %s: not so: %s\n", __FILE__, __LINE__, check_case, #holds); \
      check_faults++;                                                                    \
    }                                                                                    \
  } while (0)

#define TEXT(literal) literal, sizeof(literal) - 1

static inline bool check_same(CeptoarStr found, const char *wanted) {
  return found.data != NULL && found.len == strlen(wanted) && memcmp(found.data, wanted, found.len) == 0;
}

/* Whether a string is just this text, to the byte; frees it. */
static inline bool check_takes(CeptoarString *found, const char *wanted) {
  bool same = found != NULL && ceptoar_string_len(found) == strlen(wanted) &&
              strcmp(ceptoar_string_data(found), wanted) == 0;
  if (!same) {
    fprintf(stderr, "%s: found %s\nwanted %s\n", check_case, found ? ceptoar_string_data(found) : "NULL", wanted);
  }
  ceptoar_string_free(found);
  return same;
}

static inline char *check_read(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = NULL;
  long size = 0;
  if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  rewind(file);
  text = (char *)malloc((size_t)size + 1);
  if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  text[size] = '\0';
  fclose(file);
  return text;
}

#endif
