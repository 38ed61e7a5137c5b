/* Registries, rosters, rules and levels. */
#ifndef ABI_DOCUMENTS_H
#define ABI_DOCUMENTS_H

#include "scene.h"

/* An id that the library lends is one that it takes; the last of them is the latest. */
static void the_editions_are_named(void) {
  CeptoarStr latest = ceptoar_edition_latest(), last = {NULL, 0}, id;
  CeptoarRegistry *registry = NULL;
  size_t place;
  check_case = "the_editions_are_named";
  for (place = 0; (id = ceptoar_edition_at(place)).data != NULL; place++) {
    CHECK(ceptoar_registry_builtin(id.data, id.len, &registry, NULL) == CEPTOAR_STATUS_OK);
    CHECK(ceptoar_registry_edition(registry).data == id.data);
    ceptoar_registry_free(registry);
    last = id;
  }
  CHECK(place > 0 && last.data == latest.data && last.len == latest.len && ceptoar_edition_at(SIZE_MAX).data == NULL);
}

static void parts_live_on_without_their_whole(void) {
  CeptoarRegistry *registry = NULL, *of_router = NULL;
  CeptoarRules *rules = NULL;
  CeptoarLevels *levels = NULL;
  CeptoarRouter *own = NULL;
  CeptoarString *text = NULL;
  bool stricter = false;
  check_case = "parts_live_on_without_their_whole";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_rules_builtin(TEXT("standard"), &rules, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_levels_builtin(TEXT("tlp-1.0"), &levels, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_new(registry, levels, rules, &own, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_registry_free(registry);
  ceptoar_levels_free(levels);
  ceptoar_rules_free(rules);
  of_router = ceptoar_router_registry(own);
  levels = ceptoar_router_levels(own);
  rules = ceptoar_router_rules(own);
  CHECK(ceptoar_router_boundaries(own, &text, NULL) == CEPTOAR_STATUS_OK);
  ceptoar_router_free(own);
  CHECK(ceptoar_string_len(text) > 2 && ceptoar_string_data(text)[0] == '[');
  ceptoar_string_free(text);
  CHECK(ceptoar_registry_part(of_router, TEXT("id"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, "\"2009-03-31\""));
  CHECK(ceptoar_registry_find(of_router, TEXT("ｎｉｓｃ"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"nisc\"") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_levels_is_stricter(levels, TEXT("TLP:RED"), TEXT("TLP:GREEN"), &stricter, NULL) == CEPTOAR_STATUS_OK);
  CHECK(stricter);
  CHECK(ceptoar_levels_is_stricter(levels, TEXT("TLP:RED"), TEXT("RED"), &stricter, NULL) == CEPTOAR_STATUS_NOT_FOUND);
  CHECK(ceptoar_levels_json(levels, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"id\":\"tlp-1.0\"") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_rules_json(rules, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strstr(ceptoar_string_data(text), "\"id\":\"standard\"") != NULL);
  ceptoar_string_free(text);
  ceptoar_registry_free(of_router);
  ceptoar_levels_free(levels);
  ceptoar_rules_free(rules);
}

static const char roster[] =
    "{\"id\": \"mine\", \"organizations\": [{\"id\": \"my-gas\", \"name\": {\"ja\": \"当社\"}}],"
    " \"memberships\": [{\"party\": \"my-gas\", \"group\": \"gas\", \"role\": \"member\"}]}";

static void rules_left_out_are_those_of_the_edition(void) {
  CeptoarRegistry *registry = NULL, *mine = NULL;
  CeptoarRouter *own = NULL;
  CeptoarRules *rules = NULL;
  CeptoarString *text = NULL;
  check_case = "rules_left_out_are_those_of_the_edition";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_with_roster(registry, roster, strlen(roster), &mine, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_same(ceptoar_registry_edition(registry), "2009-03-31"));
  CHECK(check_same(ceptoar_registry_edition(mine), "2009-03-31"));
  CHECK(ceptoar_router_new(mine, NULL, NULL, &own, NULL) == CEPTOAR_STATUS_OK);
  rules = ceptoar_router_rules(own);
  CHECK(ceptoar_rules_json(rules, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strncmp(ceptoar_string_data(text), TEXT("{\"id\":\"2009-03-31\",")) == 0);
  ceptoar_string_free(text);
  ceptoar_rules_free(rules);
  ceptoar_router_free(own);
  ceptoar_registry_free(mine);
  ceptoar_registry_free(registry);
}

static void a_registry_takes_one_roster(void) {
  CeptoarRegistry *registry = NULL, *mine = NULL, *more = NULL;
  CeptoarError *error = NULL;
  check_case = "a_registry_takes_one_roster";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_with_roster(registry, roster, strlen(roster), &mine, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_registry_with_roster(mine, roster, strlen(roster), &more, &error), CEPTOAR_STATUS_REFUSED, &error,
              "second-roster", ""));
  CHECK(more == NULL);
  ceptoar_registry_free(mine);
  ceptoar_registry_free(registry);
}

/* R31, R37, R38: an overlay changes a registry, keeps the rules of the edition at its bottom, and comes before a roster. */
static void an_overlay_changes_a_registry(void) {
  static const char wrong[] = "{\"id\": \"late\", \"extends\": {\"edition\": \"1999\"}}";
  static const char json[] =
      "{\"id\": \"n\", \"direction\": \"provision\", \"origin\": \"nisc\", \"level\": \"TLP:AMBER\", \"kind\": \"malware\","
      " \"affected_sectors\": [\"water\"], \"issued_at\": \"2024-04-01T01:00:00Z\"}";
  CeptoarRegistry *registry = NULL, *changed = NULL, *mine = NULL, *none = NULL;
  CeptoarRouter *own = NULL;
  CeptoarRules *rules = NULL;
  CeptoarNotice *later = NULL;
  CeptoarString *since = NULL, *text = NULL;
  CeptoarError *error = NULL;
  check_case = "an_overlay_changes_a_registry";
  CHECK(ceptoar_registry_builtin(TEXT("2009-03-31"), &registry, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_overlay_builtin(TEXT("since-1999"), &since, &error), CEPTOAR_STATUS_NOT_FOUND, &error, "not-found",
              "/id"));
  CHECK(fails(ceptoar_registry_with_overlay(registry, wrong, strlen(wrong), &none, &error), CEPTOAR_STATUS_REFUSED, &error,
              "wrong-base", "/extends"));
  CHECK(ceptoar_overlay_builtin(TEXT("since-2009"), &since, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_with_overlay(registry, ceptoar_string_data(since), ceptoar_string_len(since), &changed, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_part(changed, TEXT("id"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, "\"2009-03-31+since-2009\""));
  CHECK(check_same(ceptoar_registry_edition(changed), "2009-03-31"));
  CHECK(ceptoar_router_new(changed, NULL, NULL, &own, NULL) == CEPTOAR_STATUS_OK);
  rules = ceptoar_router_rules(own);
  CHECK(ceptoar_rules_json(rules, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(strncmp(ceptoar_string_data(text), TEXT("{\"id\":\"2009-03-31\",")) == 0);
  ceptoar_string_free(text);
  /* Water went to another ministry; the answer names the overlay, and no change that it knows already. */
  CHECK(ceptoar_router_notice(own, json, strlen(json), &later, NULL) == CEPTOAR_STATUS_OK);
  text = plan_json(own, later, NULL);
  CHECK(strstr(ceptoar_string_data(text), "\"mlit\"") != NULL && strstr(ceptoar_string_data(text), "\"mhlw\"") == NULL);
  CHECK(strstr(ceptoar_string_data(text), "\"overlays\":[\"") != NULL);
  CHECK(strstr(ceptoar_string_data(text), "\"changes\"") == NULL);
  ceptoar_string_free(text);
  /* Without the overlay the answer names the changes that are known. */
  text = plan_json(router, later, NULL);
  CHECK(strstr(ceptoar_string_data(text), "\"changes\":[\"since-2009#/") != NULL);
  ceptoar_string_free(text);
  CHECK(ceptoar_registry_with_roster(changed, roster, strlen(roster), &mine, NULL) == CEPTOAR_STATUS_OK);
  CHECK(fails(ceptoar_registry_with_overlay(mine, ceptoar_string_data(since), ceptoar_string_len(since), &none, &error),
              CEPTOAR_STATUS_REFUSED, &error, "overlay-after-roster", ""));
  CHECK(none == NULL);
  ceptoar_string_free(since);
  ceptoar_notice_free(later);
  ceptoar_rules_free(rules);
  ceptoar_router_free(own);
  ceptoar_registry_free(mine);
  ceptoar_registry_free(changed);
  ceptoar_registry_free(registry);
}

static void an_instrument_binds_its_ceptoars(void) {
  CeptoarRegistry *registry = ceptoar_router_registry(router);
  CeptoarString *all = NULL, *some = NULL;
  check_case = "an_instrument_binds_its_ceptoars";
  CHECK(ceptoar_registry_part(registry, TEXT("instruments"), &all, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_registry_instruments_of(registry, TEXT("electric-power"), &some, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(some) > 2 && ceptoar_string_len(some) < ceptoar_string_len(all));
  CHECK(strstr(ceptoar_string_data(some), "{\"ceptoar\":\"electric-power\",\"how\":\"") != NULL);
  ceptoar_string_free(some);
  CHECK(ceptoar_registry_instruments_of(registry, TEXT("nisc"), &some, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(some, "[]"));
  ceptoar_string_free(all);
  CHECK(ceptoar_registry_part(registry, TEXT("bodies"), &all, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_string_len(all) > 2);
  ceptoar_string_free(all);
  ceptoar_registry_free(registry);
}

#endif
