/*
 * Every vector through the C interface: what the vectors expect, and the core's own answers to the byte.
 * Usage: vectors FOLDER_OF_VECTORS ANSWERS
 */
#include "check.h"

#include <cjson/cJSON.h>

/* What a case decides from. */
typedef struct {
  CeptoarRegistry *registry;
  CeptoarRules *rules;
  CeptoarLevels *levels;
  CeptoarRouter *router;
  CeptoarSituation *situation;
  CeptoarNotice *notice;
} Scene;

static const char *member(const cJSON *object, const char *name) {
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static const cJSON *part(const cJSON *object, const char *name) {
  return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* Whether a field is as wanted; what an answer leaves out is null, or an empty list. */
static bool is_as(const cJSON *found, const cJSON *wanted) {
  if (found == NULL) return cJSON_IsNull(wanted) || (cJSON_IsArray(wanted) && cJSON_GetArraySize(wanted) == 0);
  return cJSON_Compare(found, wanted, true);
}

static size_t length(const char *text) { return text == NULL ? 0 : strlen(text); }

static CeptoarStatus registry_of(const cJSON *inputs, Scene *scene, CeptoarError **error) {
  const char *json = member(inputs, "registry");
  const char *roster = member(inputs, "roster");
  CeptoarRegistry *joined = NULL;
  CeptoarStatus status = json == NULL ? ceptoar_registry_builtin(TEXT("2009-03-31"), &scene->registry, error)
                                      : ceptoar_registry_from_json(json, length(json), &scene->registry, error);
  if (status == CEPTOAR_STATUS_OK && roster != NULL) {
    status = ceptoar_registry_with_roster(scene->registry, roster, length(roster), &joined, error);
    if (status == CEPTOAR_STATUS_OK) {
      ceptoar_registry_free(scene->registry);
      scene->registry = joined;
    }
  }
  return status;
}

/* The stale answers of a case are refused where it says so. */
static uint32_t stale = CEPTOAR_STALE_ALLOW;

static CeptoarStatus router_of(const cJSON *inputs, Scene *scene, CeptoarError **error) {
  const char *rules = member(inputs, "rules");
  const char *profile = member(inputs, "profile");
  const char *profile_id = member(inputs, "profile_id");
  CeptoarStatus status = registry_of(inputs, scene, error);
  if (status == CEPTOAR_STATUS_OK && rules != NULL) {
    status = ceptoar_rules_from_json(rules, length(rules), &scene->rules, error);
  }
  if (status == CEPTOAR_STATUS_OK && profile != NULL) {
    status = ceptoar_levels_from_json(profile, length(profile), &scene->levels, error);
  } else if (status == CEPTOAR_STATUS_OK && profile_id != NULL) {
    status = ceptoar_levels_builtin(profile_id, length(profile_id), &scene->levels, error);
  }
  if (status == CEPTOAR_STATUS_OK) {
    status = ceptoar_router_new_with(scene->registry, scene->levels, scene->rules, stale, &scene->router, error);
  }
  return status;
}

static void leave(Scene *scene) {
  ceptoar_notice_free(scene->notice);
  ceptoar_situation_free(scene->situation);
  ceptoar_router_free(scene->router);
  ceptoar_levels_free(scene->levels);
  ceptoar_rules_free(scene->rules);
  ceptoar_registry_free(scene->registry);
}

/* Reads a document of which the vector says that it is refused. */
static CeptoarStatus document_of(const cJSON *inputs, const char *kind, Scene *scene, CeptoarError **error) {
  const char *json = member(inputs, "document");
  size_t len = length(json);
  CeptoarRegistry *joined = NULL;
  CeptoarStatus status;
  if (strcmp(kind, "edition") == 0) return ceptoar_registry_from_json(json, len, &scene->registry, error);
  if (strcmp(kind, "rules") == 0) return ceptoar_rules_from_json(json, len, &scene->rules, error);
  if (strcmp(kind, "levels") == 0) return ceptoar_levels_from_json(json, len, &scene->levels, error);
  if (strcmp(kind, "situation") == 0) return ceptoar_situation_from_json(json, len, &scene->situation, error);
  status = router_of(inputs, scene, error);
  if (status != CEPTOAR_STATUS_OK) return status;
  if (strcmp(kind, "roster") == 0) {
    status = ceptoar_registry_with_roster(scene->registry, json, len, &joined, error);
    ceptoar_registry_free(joined);
    return status;
  }
  return ceptoar_router_notice(scene->router, json, len, &scene->notice, error);
}

static CeptoarStatus scene_of(const cJSON *inputs, Scene *scene, CeptoarError **error) {
  const char *situation = member(inputs, "situation");
  const char *notice = member(inputs, "notice");
  CeptoarStatus status = router_of(inputs, scene, error);
  if (status == CEPTOAR_STATUS_OK && situation != NULL) {
    status = ceptoar_situation_from_json(situation, length(situation), &scene->situation, error);
  }
  if (status == CEPTOAR_STATUS_OK) {
    status = ceptoar_router_notice(scene->router, notice, length(notice), &scene->notice, error);
  }
  return status;
}

/* Every problem that the vector names is there, and no other; and the sentences are the core's. */
static void check_refused(const cJSON *wanted, const cJSON *outputs, CeptoarStatus status, CeptoarError *error) {
  CeptoarString *json = NULL;
  const cJSON *problem;
  size_t i;
  CHECK(status == CEPTOAR_STATUS_REFUSED && ceptoar_error_status(error) == status);
  CHECK(ceptoar_error_len(error) == (size_t)cJSON_GetArraySize(wanted));
  cJSON_ArrayForEach(problem, wanted) {
    bool found = false;
    for (i = 0; i < ceptoar_error_len(error); i++) {
      CeptoarStr code = ceptoar_error_code(error, i), pointer = ceptoar_error_pointer(error, i);
      char text[512];
      snprintf(text, sizeof text, "%.*s%s%.*s", (int)code.len, code.data, pointer.len > 0 ? " " : "", (int)pointer.len,
               pointer.data);
      found = found || strcmp(text, cJSON_GetStringValue(problem)) == 0;
    }
    CHECK(found);
  }
  CHECK(ceptoar_error_json(error, CEPTOAR_LANG_EN, &json) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(json, member(outputs, "refused")));
  CHECK(ceptoar_error_json(error, CEPTOAR_LANG_JA, &json) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(json, member(outputs, "refused_ja")));
}

/* The answers are the core's, to the byte. */
static void check_bytes(const Scene *s, const cJSON *outputs) {
  CeptoarString *text = NULL;
  const cJSON *view;
  CHECK(ceptoar_notice_json(s->notice, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "notice")));
  CHECK(ceptoar_router_route(s->router, s->notice, s->situation, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "plan")));
  CHECK(ceptoar_router_explain(s->router, s->notice, s->situation, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "explanation")));
  CHECK(ceptoar_router_explain_text(s->router, s->notice, s->situation, CEPTOAR_LANG_JA, &text, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "text_ja")));
  CHECK(ceptoar_router_explain_text(s->router, s->notice, s->situation, CEPTOAR_LANG_EN, &text, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "text_en")));
  CHECK(ceptoar_router_picture(s->router, s->notice, s->situation, TEXT("mermaid"), CEPTOAR_LANG_JA, &text, NULL) ==
        CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "mermaid_ja")));
  cJSON_ArrayForEach(view, part(outputs, "views")) {
    CHECK(ceptoar_router_view(s->router, s->notice, s->situation, view->string, strlen(view->string), &text, NULL) ==
          CEPTOAR_STATUS_OK);
    CHECK(check_takes(text, cJSON_GetStringValue(view)));
  }
}

static const cJSON *found_by(const cJSON *list, const char *key, const char *id) {
  const cJSON *item;
  cJSON_ArrayForEach(item, list) {
    if (strcmp(member(item, key), id) == 0) return item;
  }
  return NULL;
}

/* The judgements that a delivery owes, as the vectors write them: by party the rules. */
static cJSON *owed_by(const cJSON *judgement) {
  cJSON *owed = cJSON_CreateObject();
  const cJSON *one;
  cJSON_ArrayForEach(one, judgement) {
    cJSON_AddItemToObject(owed, member(one, "party"), cJSON_Duplicate(part(one, "rules"), true));
  }
  return owed;
}

/* Whether a plan has a lint, `code at`, or any of a code. */
static bool has_lint(const cJSON *lints, const char *wanted) {
  const cJSON *lint;
  cJSON_ArrayForEach(lint, lints) {
    char text[256];
    snprintf(text, sizeof text, "%s %s", member(lint, "code"), member(lint, "at"));
    if (strcmp(text, wanted) == 0 || strcmp(member(lint, "code"), wanted) == 0) return true;
  }
  return false;
}

static void check_deliveries(const cJSON *expect, const cJSON *plan) {
  const cJSON *deliveries = part(plan, "deliveries"), *wanted, *field;
  cJSON_ArrayForEach(wanted, part(expect, "deliveries")) {
    const cJSON *delivery = found_by(deliveries, "recipient", wanted->string);
    const cJSON *hops = part(delivery, "hops"), *hop, *last;
    cJSON *path = cJSON_CreateArray(), *owed = owed_by(part(delivery, "judgement"));
    CHECK(delivery != NULL);
    cJSON_AddItemToArray(path, cJSON_CreateString(member(plan, "origin")));
    cJSON_ArrayForEach(hop, hops) { cJSON_AddItemToArray(path, cJSON_CreateString(member(hop, "to"))); }
    last = cJSON_GetArrayItem(hops, cJSON_GetArraySize(hops) - 1);
    cJSON_ArrayForEach(field, wanted) {
      const char *name = field->string;
      const cJSON *found = strcmp(name, "path") == 0       ? path
                           : strcmp(name, "channels") == 0 ? part(last, "channels")
                           : strcmp(name, "also") == 0     ? part(last, "also")
                           : strcmp(name, "judged") == 0   ? part(last, "judged")
                           : strcmp(name, "judgement") == 0 ? owed
                           : strcmp(name, "refs") == 0     ? part(part(delivery, "persons"), "refs")
                                                           : part(delivery, name);
      if (strcmp(name, "internal") == 0) {
        CHECK(cJSON_IsTrue(part(last, "internal")) == cJSON_IsTrue(field));
      } else {
        CHECK(is_as(found, field));
      }
    }
    cJSON_Delete(path);
    cJSON_Delete(owed);
  }
  if (cJSON_IsTrue(part(expect, "exactly"))) {
    CHECK(cJSON_GetArraySize(deliveries) == cJSON_GetArraySize(part(expect, "deliveries")));
  }
  if (part(expect, "unmet") != NULL) {
    CHECK(cJSON_GetArraySize(part(plan, "unmet")) == cJSON_GetArraySize(part(expect, "unmet")));
    cJSON_ArrayForEach(field, part(expect, "unmet")) {
      CHECK(found_by(part(plan, "unmet"), "party", cJSON_GetStringValue(field)) != NULL);
    }
  }
  cJSON_ArrayForEach(field, part(expect, "lints")) {
    CHECK(strchr(cJSON_GetStringValue(field), ' ') != NULL);
    CHECK(has_lint(part(plan, "lints"), cJSON_GetStringValue(field)));
  }
  cJSON_ArrayForEach(field, part(expect, "no_lints")) {
    CHECK(!has_lint(part(plan, "lints"), cJSON_GetStringValue(field)));
  }
  if (part(expect, "valid_until") != NULL) {
    CHECK(cJSON_Compare(part(plan, "valid_until"), part(expect, "valid_until"), true));
  }
}

/* Whether a reason is what the vectors write: `code`, `code rule`, `code rule group date` with or without the rule, or
 * `code change:place ...`. */
static bool reason_is(const cJSON *reason, const char *wanted) {
  char text[1024];
  const cJSON *change;
  const char *code = member(reason, "code"), *rule = member(reason, "rule");
  const char *group = member(reason, "group"), *date = member(reason, "date");
  if (strcmp(code, wanted) == 0) return true;
  snprintf(text, sizeof text, "%s %s", code, rule == NULL ? "" : rule);
  if (rule != NULL && strcmp(text, wanted) == 0) return true;
  if (group != NULL && date != NULL) {
    snprintf(text, sizeof text, "%s%s%s %s %s", code, rule == NULL ? "" : " ", rule == NULL ? "" : rule, group, date);
    if (strcmp(text, wanted) == 0) return true;
  }
  snprintf(text, sizeof text, "%s", code);
  cJSON_ArrayForEach(change, part(reason, "opening")) {
    const char *link = member(change, "link"), *party = member(change, "party");
    size_t used = strlen(text);
    snprintf(text + used, sizeof text - used, " %s:%s", member(change, "change"),
             link != NULL ? link : party != NULL ? party : "");
  }
  return strcmp(text, wanted) == 0;
}

static bool has_reason(const cJSON *reasons, const char *wanted) {
  const cJSON *reason;
  cJSON_ArrayForEach(reason, reasons) {
    if (reason_is(reason, wanted)) return true;
  }
  return false;
}

static cJSON *parsed(CeptoarString *text) {
  cJSON *value = text == NULL ? NULL : cJSON_Parse(ceptoar_string_data(text));
  ceptoar_string_free(text);
  return value;
}

static void check_verdicts(const cJSON *expect, const Scene *s, const cJSON *why) {
  const cJSON *wanted, *reason;
  cJSON_ArrayForEach(wanted, part(expect, "verdicts")) {
    const char *party = wanted->string;
    const cJSON *verdict = found_by(part(why, "verdicts"), "party", party);
    CeptoarString *text = NULL;
    cJSON *asked = NULL;
    CHECK(verdict != NULL && strcmp(member(verdict, "outcome"), member(wanted, "outcome")) == 0);
    cJSON_ArrayForEach(reason, part(wanted, "reasons")) {
      CHECK(has_reason(part(verdict, "reasons"), cJSON_GetStringValue(reason)));
    }
    CHECK(ceptoar_router_decide(s->router, s->notice, s->situation, party, strlen(party), &text, NULL) ==
          CEPTOAR_STATUS_OK);
    asked = parsed(text);
    CHECK(cJSON_Compare(asked, verdict, true));
    cJSON_Delete(asked);
  }
  cJSON_ArrayForEach(wanted, part(expect, "asked")) {
    CeptoarString *text = NULL;
    CeptoarError *error = NULL;
    if (ceptoar_router_decide(s->router, s->notice, s->situation, wanted->string, strlen(wanted->string), &text,
                              &error) == CEPTOAR_STATUS_OK) {
      cJSON *verdict = parsed(text);
      CHECK(strcmp(member(verdict, "outcome"), cJSON_GetStringValue(wanted)) == 0);
      cJSON_Delete(verdict);
    } else {
      CHECK(check_same(ceptoar_error_code(error, 0), cJSON_GetStringValue(wanted)));
    }
    ceptoar_error_free(error);
  }
}

/* The lints of a set of recipients are the plan's but those of its hops. */
static void check_lints(const CeptoarRecipients *recipients, const cJSON *plan) {
  CeptoarString *text = NULL;
  cJSON *found, *wanted = cJSON_CreateArray();
  const cJSON *lint;
  cJSON_ArrayForEach(lint, part(plan, "lints")) {
    const char *code = member(lint, "code");
    if (strcmp(code, "channel-unknown") != 0 && strcmp(code, "required-by-judgement") != 0) {
      cJSON_AddItemToArray(wanted, cJSON_Duplicate(lint, true));
    }
  }
  CHECK(ceptoar_recipients_lints(recipients, &text, NULL) == CEPTOAR_STATUS_OK);
  found = parsed(text);
  CHECK(cJSON_Compare(found, wanted, true));
  cJSON_Delete(found);
  cJSON_Delete(wanted);
}

/* May and must, asked one by one and as a set, are what the plan says. */
static void check_duties(const Scene *s, const cJSON *why) {
  CeptoarRecipients *recipients = NULL;
  const cJSON *deliveries = part(why, "deliveries"), *verdict, *delivery;
  size_t place = 0;
  CHECK(ceptoar_router_recipients(s->router, s->notice, s->situation, &recipients, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_recipients_len(recipients) == (size_t)cJSON_GetArraySize(deliveries));
  cJSON_ArrayForEach(delivery, deliveries) {
    CHECK(check_same(ceptoar_recipients_at(recipients, place), member(delivery, "recipient")));
    place++;
  }
  cJSON_ArrayForEach(verdict, part(why, "verdicts")) {
    const char *party = member(verdict, "party");
    const cJSON *told = found_by(deliveries, "recipient", party);
    CeptoarDuty wanted = told == NULL                                 ? CEPTOAR_DUTY_NOT_TOLD
                         : strcmp(member(told, "duty"), "must") == 0 ? CEPTOAR_DUTY_MUST
                                                                      : CEPTOAR_DUTY_MAY;
    CeptoarDuty duty = CEPTOAR_DUTY_NOT_TOLD, one = CEPTOAR_DUTY_NOT_TOLD;
    CHECK(ceptoar_recipients_duty(recipients, party, strlen(party), &duty, NULL) == CEPTOAR_STATUS_OK);
    CHECK(ceptoar_router_duty(s->router, s->notice, s->situation, party, strlen(party), &one, NULL) ==
          CEPTOAR_STATUS_OK);
    CHECK(duty == wanted && one == wanted);
  }
  check_lints(recipients, why);
  ceptoar_recipients_free(recipients);
}

static const char *answer_text(CeptoarMayPass answer) {
  switch (answer) {
    case CEPTOAR_MAY_PASS_NO: return "no";
    case CEPTOAR_MAY_PASS_IF_JUDGED: return "if-judged";
    case CEPTOAR_MAY_PASS_YES: return "yes";
  }
  return "none of them";
}

static void check_hands(const cJSON *expect, const Scene *s, const cJSON *outputs) {
  const cJSON *wanted, *item;
  cJSON_ArrayForEach(wanted, part(expect, "may_pass")) {
    const char *holder = wanted->string, *arrow = strchr(wanted->string, '>'), *party = arrow + 1;
    size_t holder_len = (size_t)(arrow - holder);
    CeptoarMayPass answer = CEPTOAR_MAY_PASS_NO;
    CeptoarString *text = NULL;
    cJSON *passing, *sentences;
    CHECK(ceptoar_router_may_pass(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party), &answer,
                                  NULL) == CEPTOAR_STATUS_OK);
    CHECK(ceptoar_router_passing(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party), &text,
                                 NULL) == CEPTOAR_STATUS_OK);
    passing = parsed(text);
    CHECK(strcmp(answer_text(answer), cJSON_IsString(wanted) ? cJSON_GetStringValue(wanted) : "no") == 0);
    CHECK(strcmp(answer_text(answer), member(passing, "answer")) == 0);
    CHECK((answer != CEPTOAR_MAY_PASS_NO) == cJSON_IsObject(part(passing, "hop")));
    CHECK((answer == CEPTOAR_MAY_PASS_NO) == (cJSON_GetArraySize(part(passing, "reasons")) > 0));
    /* `yes` and `if-judged` have no items. */
    cJSON_ArrayForEach(item, wanted) {
      CHECK(has_reason(part(passing, "reasons"), cJSON_GetStringValue(item)));
    }
    CHECK(ceptoar_router_why_not(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party),
                                 CEPTOAR_LANG_JA, &text, NULL) == CEPTOAR_STATUS_OK);
    sentences = parsed(text);
    CHECK(cJSON_GetArraySize(sentences) == cJSON_GetArraySize(part(passing, "reasons")));
    cJSON_Delete(sentences);
    cJSON_Delete(passing);
  }
  cJSON_ArrayForEach(wanted, part(expect, "onward")) {
    CeptoarString *text = NULL;
    cJSON *onward;
    int place = 0;
    CHECK(ceptoar_router_onward(s->router, s->notice, s->situation, wanted->string, strlen(wanted->string), &text,
                                NULL) == CEPTOAR_STATUS_OK);
    onward = parsed(text);
    CHECK(cJSON_GetArraySize(onward) == cJSON_GetArraySize(wanted));
    cJSON_ArrayForEach(item, wanted) {
      CHECK(strcmp(member(cJSON_GetArrayItem(onward, place), "to"), cJSON_GetStringValue(item)) == 0);
      place++;
    }
    cJSON_Delete(onward);
  }
  cJSON_ArrayForEach(wanted, part(expect, "views")) {
    cJSON *view = cJSON_Parse(member(part(outputs, "views"), wanted->string));
    CHECK(view != NULL);
    cJSON_ArrayForEach(item, wanted) { CHECK(is_as(part(view, item->string), item)); }
    cJSON_Delete(view);
  }
  cJSON_ArrayForEach(wanted, part(expect, "relabel")) {
    const char *by = wanted->string, *space = strchr(wanted->string, ' '), *label = space + 1;
    CeptoarNotice *relabelled = NULL;
    CeptoarError *error = NULL;
    CeptoarStatus status = ceptoar_router_relabel(s->router, s->notice, s->situation, by, (size_t)(space - by), label,
                                                  strlen(label), &relabelled, &error);
    if (cJSON_IsTrue(wanted)) {
      CeptoarString *text = NULL;
      cJSON *notice;
      CHECK(status == CEPTOAR_STATUS_OK && ceptoar_notice_json(relabelled, &text, NULL) == CEPTOAR_STATUS_OK);
      notice = parsed(text);
      CHECK(strcmp(member(notice, "level"), label) == 0);
      cJSON_Delete(notice);
    } else {
      CHECK(status == CEPTOAR_STATUS_REFUSED &&
            check_same(ceptoar_error_code(error, 0), cJSON_GetStringValue(wanted)));
    }
    ceptoar_error_free(error);
    ceptoar_notice_free(relabelled);
  }
}

static void run(const cJSON *vector, const cJSON *answer) {
  const cJSON *expect = part(vector, "expect"), *refused = part(expect, "refused");
  const cJSON *inputs = part(answer, "inputs"), *outputs = part(answer, "outputs");
  const char *kind = member(vector, "document"), *told_stale = member(vector, "stale");
  Scene scene = {NULL, NULL, NULL, NULL, NULL, NULL};
  CeptoarError *error = NULL;
  CeptoarString *text = NULL;
  CeptoarStatus status;
  CHECK(told_stale == NULL || strcmp(told_stale, "refuse") == 0);
  stale = told_stale == NULL ? CEPTOAR_STALE_ALLOW : CEPTOAR_STALE_REFUSE;
  CHECK(length(member(vector, "why")) > 0 && cJSON_GetArraySize(part(vector, "source")) > 0);
  status = kind != NULL ? document_of(inputs, kind, &scene, &error) : scene_of(inputs, &scene, &error);
  if (status == CEPTOAR_STATUS_OK && kind == NULL) {
    status = ceptoar_router_explain(scene.router, scene.notice, scene.situation, &text, &error);
  }
  if (cJSON_GetArraySize(refused) > 0) {
    check_refused(refused, outputs, status, error);
    ceptoar_string_free(text);
  } else if (status != CEPTOAR_STATUS_OK) {
    CeptoarStr message = ceptoar_error_message(error, 0, CEPTOAR_LANG_EN);
    fprintf(stderr, "%s: refused: %.*s\n", check_case, (int)message.len, message.data);
    check_faults++;
  } else if (kind == NULL) {
    cJSON *why = parsed(text);
    check_bytes(&scene, outputs);
    check_deliveries(expect, why);
    check_verdicts(expect, &scene, why);
    check_duties(&scene, why);
    check_hands(expect, &scene, outputs);
    cJSON_Delete(why);
  }
  ceptoar_error_free(error);
  leave(&scene);
}

int main(int argc, char **argv) {
  cJSON *manifest, *answers;
  const cJSON *file;
  char path[1024], name[512];
  char *text;
  int ran = 0, failed = 0;
  if (argc != 3) {
    fprintf(stderr, "usage: vectors FOLDER_OF_VECTORS ANSWERS\n");
    return 2;
  }
  snprintf(path, sizeof path, "%s/manifest.json", argv[1]);
  text = check_read(path);
  manifest = cJSON_Parse(text);
  free(text);
  text = check_read(argv[2]);
  answers = cJSON_Parse(text);
  free(text);
  CHECK(manifest != NULL && answers != NULL);
  cJSON_ArrayForEach(file, part(manifest, "files")) {
    const cJSON *vector;
    cJSON *content;
    size_t stem = strlen(file->string) - strlen(".json");
    snprintf(path, sizeof path, "%s/%s", argv[1], file->string);
    text = check_read(path);
    content = cJSON_Parse(text);
    free(text);
    CHECK(cJSON_GetArraySize(part(content, "cases")) == (int)cJSON_GetNumberValue(file));
    cJSON_ArrayForEach(vector, part(content, "cases")) {
      int faults = check_faults;
      snprintf(name, sizeof name, "%.*s-%s", (int)stem, file->string, member(vector, "name"));
      check_case = name;
      CHECK(part(answers, name) != NULL);
      run(vector, part(answers, name));
      ran++;
      failed += check_faults > faults;
    }
    cJSON_Delete(content);
  }
  cJSON_Delete(manifest);
  cJSON_Delete(answers);
  printf("vectors run through C: %d\n", ran - failed);
  return check_faults == 0 ? 0 : 1;
}
