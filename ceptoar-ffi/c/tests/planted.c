/* Faults that the sanitizers must find: a run that ends well proves that they were not there. Usage: planted FAULT */
#include <ceptoar.h>
#include <limits.h>
#include <string.h>

#define TEXT(literal) literal, sizeof(literal) - 1

int main(int argc, char **argv) {
  CeptoarRegistry *registry = NULL;
  CeptoarString *text = NULL;
  volatile int most = INT_MAX;
  volatile char read = 0;
  if (argc != 2 || ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) != CEPTOAR_STATUS_OK ||
      ceptoar_registry_part(registry, TEXT("id"), &text, NULL) != CEPTOAR_STATUS_OK) {
    return 2;
  }
  if (strcmp(argv[1], "overflow") == 0) {
    read = ceptoar_string_data(text)[ceptoar_string_len(text) + 1]; /* one byte behind the NUL */
  } else if (strcmp(argv[1], "use-after-free") == 0) {
    const char *data = ceptoar_string_data(text);
    ceptoar_string_free(text);
    text = NULL;
    read = data[0];
  } else if (strcmp(argv[1], "leak") == 0) {
    registry = NULL;
  } else if (strcmp(argv[1], "signed") == 0) {
    most = most + 1;
  }
  (void)read;
  ceptoar_string_free(text);
  ceptoar_registry_free(registry);
  return 0;
}
