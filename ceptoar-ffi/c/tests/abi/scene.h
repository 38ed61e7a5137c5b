/* What the rooms of this program share: what is asked, and how a refusal is looked at. */
#ifndef ABI_SCENE_H
#define ABI_SCENE_H

#include "../check.h"

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

/* The plan as JSON; NULL where it is refused. */
static CeptoarString *plan_json(const CeptoarRouter *asked, const CeptoarNotice *about, const CeptoarSituation *at) {
  CeptoarPlan *plan = NULL;
  CeptoarString *json = NULL;
  if (ceptoar_router_route(asked, about, at, &plan, NULL) == CEPTOAR_STATUS_OK) {
    CHECK(ceptoar_plan_json(plan, &json, NULL) == CEPTOAR_STATUS_OK);
  }
  ceptoar_plan_free(plan);
  return json;
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

#endif
