/*
 * Every vector through the C interface: the core's own answers, to the byte, and what its handles say of them. What the
 * vectors expect is judged once, before the answers are written (docs/adr/0015-one-judge.md).
 * Usage: vectors ANSWERS
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

static CeptoarStatus router_of(const cJSON *inputs, Scene *scene, CeptoarError **error) {
  const char *rules = member(inputs, "rules");
  const char *profile = member(inputs, "profile");
  const char *profile_id = member(inputs, "profile_id");
  const char *stale = member(inputs, "stale");
  CeptoarStatus status = registry_of(inputs, scene, error);
  CHECK(stale == NULL || strcmp(stale, "refuse") == 0);
  if (status == CEPTOAR_STATUS_OK && rules != NULL) {
    status = ceptoar_rules_from_json(rules, length(rules), &scene->rules, error);
  }
  if (status == CEPTOAR_STATUS_OK && profile != NULL) {
    status = ceptoar_levels_from_json(profile, length(profile), &scene->levels, error);
  } else if (status == CEPTOAR_STATUS_OK && profile_id != NULL) {
    status = ceptoar_levels_builtin(profile_id, length(profile_id), &scene->levels, error);
  }
  if (status == CEPTOAR_STATUS_OK) {
    status = ceptoar_router_new_with(scene->registry, scene->levels, scene->rules,
                                     stale == NULL ? CEPTOAR_STALE_ALLOW : CEPTOAR_STALE_REFUSE, &scene->router, error);
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

/* Reads the document that a case is about. */
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
  CHECK(strcmp(kind, "notice") == 0);
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

static cJSON *parsed(CeptoarString *text) {
  cJSON *value = text == NULL ? NULL : cJSON_Parse(ceptoar_string_data(text));
  ceptoar_string_free(text);
  return value;
}

/* The sentences of a refusal are the core's, as JSON and one by one. */
static void check_problems(CeptoarError *error, uint32_t lang, const char *wanted) {
  CeptoarString *text = NULL;
  cJSON *json = cJSON_Parse(wanted);
  const cJSON *problem;
  size_t place = 0;
  CHECK(ceptoar_error_json(error, lang, &text) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, wanted));
  CHECK(ceptoar_error_len(error) == (size_t)cJSON_GetArraySize(part(json, "problems")));
  CHECK(ceptoar_error_len(error) > 0);
  cJSON_ArrayForEach(problem, part(json, "problems")) {
    CHECK(check_same(ceptoar_error_code(error, place), member(problem, "code")));
    CHECK(check_same(ceptoar_error_pointer(error, place), member(problem, "pointer")));
    CHECK(check_same(ceptoar_error_message(error, place, lang), member(problem, "message")));
    place++;
  }
  cJSON_Delete(json);
}

static void check_refused(const cJSON *outputs, CeptoarStatus status, CeptoarError *error) {
  CHECK(status == CEPTOAR_STATUS_REFUSED && ceptoar_error_status(error) == status);
  check_problems(error, CEPTOAR_LANG_EN, member(outputs, "refused"));
  check_problems(error, CEPTOAR_LANG_JA, member(outputs, "refused_ja"));
}

/* The plan, routed or taken of an explanation, and what each recipient may be told. */
static void check_plan(const CeptoarPlan *plan, const cJSON *outputs) {
  CeptoarString *text = NULL;
  const cJSON *view;
  CHECK(ceptoar_plan_json(plan, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "plan")));
  cJSON_ArrayForEach(view, part(outputs, "views")) {
    CHECK(ceptoar_plan_view(plan, view->string, strlen(view->string), &text, NULL) == CEPTOAR_STATUS_OK);
    CHECK(check_takes(text, cJSON_GetStringValue(view)));
  }
}

/* The answers are the core's, to the byte. */
static void check_bytes(const Scene *s, const cJSON *outputs) {
  CeptoarExplanation *why = NULL;
  CeptoarPlan *routed = NULL, *explained = NULL;
  CeptoarString *text = NULL;
  CHECK(ceptoar_notice_json(s->notice, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "notice")));
  CHECK(ceptoar_router_route(s->router, s->notice, s->situation, &routed, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_router_explain(s->router, s->notice, s->situation, &why, NULL) == CEPTOAR_STATUS_OK);
  CHECK(ceptoar_explanation_plan(why, &explained, NULL) == CEPTOAR_STATUS_OK);
  check_plan(routed, outputs);
  check_plan(explained, outputs);
  CHECK(ceptoar_explanation_json(why, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "explanation")));
  CHECK(ceptoar_explanation_text(why, TEXT("{\"lang\": \"ja\"}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "text_ja")));
  CHECK(ceptoar_explanation_text(why, NULL, 0, &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "text_en")));
  CHECK(ceptoar_explanation_picture(why, TEXT("mermaid"), TEXT("{\"lang\": \"ja\"}"), &text, NULL) == CEPTOAR_STATUS_OK);
  CHECK(check_takes(text, member(outputs, "mermaid_ja")));
  ceptoar_plan_free(routed);
  ceptoar_plan_free(explained);
  ceptoar_explanation_free(why);
}

static const cJSON *found_by(const cJSON *list, const char *key, const char *id) {
  const cJSON *item;
  cJSON_ArrayForEach(item, list) {
    if (strcmp(member(item, key), id) == 0) return item;
  }
  return NULL;
}

/* An answer to the byte, or the refusal of the question. */
static void check_either(const cJSON *wanted, CeptoarStatus status, CeptoarString *text, CeptoarError *error) {
  if (member(wanted, "answer") != NULL) {
    CHECK(status == CEPTOAR_STATUS_OK && check_takes(text, member(wanted, "answer")));
  } else {
    CHECK(status == CEPTOAR_STATUS_REFUSED && text == NULL);
    check_problems(error, CEPTOAR_LANG_EN, member(wanted, "refused"));
  }
  ceptoar_error_free(error);
}

static void check_decided(const Scene *s, const cJSON *decided) {
  const cJSON *wanted;
  cJSON_ArrayForEach(wanted, decided) {
    const char *party = wanted->string;
    CeptoarString *text = NULL;
    CeptoarError *error = NULL;
    CeptoarStatus status =
        ceptoar_router_decide(s->router, s->notice, s->situation, party, strlen(party), &text, &error);
    check_either(wanted, status, text, error);
  }
}

static void check_relabelled(const Scene *s, const cJSON *relabelled) {
  const cJSON *wanted;
  cJSON_ArrayForEach(wanted, relabelled) {
    const char *by = wanted->string, *space = strchr(wanted->string, ' '), *label = space + 1;
    CeptoarNotice *notice = NULL;
    CeptoarString *text = NULL;
    CeptoarError *error = NULL;
    CeptoarStatus status = ceptoar_router_relabel(s->router, s->notice, s->situation, by, (size_t)(space - by), label,
                                                  strlen(label), &notice, &error);
    if (status == CEPTOAR_STATUS_OK) status = ceptoar_notice_json(notice, &text, &error);
    check_either(wanted, status, text, error);
    ceptoar_notice_free(notice);
  }
}

static void check_onward(const Scene *s, const cJSON *onward) {
  const cJSON *wanted;
  cJSON_ArrayForEach(wanted, onward) {
    const char *holder = wanted->string;
    CeptoarString *text = NULL;
    CHECK(ceptoar_router_onward(s->router, s->notice, s->situation, holder, strlen(holder), &text, NULL) ==
          CEPTOAR_STATUS_OK);
    CHECK(check_takes(text, cJSON_GetStringValue(wanted)));
  }
}

static const char *answer_text(CeptoarMayPass answer) {
  switch (answer) {
    case CEPTOAR_MAY_PASS_NO: return "no";
    case CEPTOAR_MAY_PASS_IF_JUDGED: return "if-judged";
    case CEPTOAR_MAY_PASS_YES: return "yes";
  }
  return "none of them";
}

/* May one pass it on: as JSON, as a number, and why not in words. */
static void check_passing(const Scene *s, const cJSON *passing) {
  const cJSON *wanted;
  cJSON_ArrayForEach(wanted, passing) {
    const char *holder = wanted->string, *arrow = strchr(wanted->string, '>'), *party = arrow + 1;
    size_t holder_len = (size_t)(arrow - holder);
    CeptoarMayPass answer = CEPTOAR_MAY_PASS_NO;
    CeptoarString *text = NULL;
    cJSON *json = cJSON_Parse(member(wanted, "answer")), *sentences;
    CHECK(ceptoar_router_passing(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party), &text,
                                 NULL) == CEPTOAR_STATUS_OK);
    CHECK(check_takes(text, member(wanted, "answer")));
    CHECK(ceptoar_router_may_pass(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party), &answer,
                                  NULL) == CEPTOAR_STATUS_OK);
    CHECK(strcmp(answer_text(answer), member(json, "answer")) == 0);
    CHECK(ceptoar_router_why_not(s->router, s->notice, s->situation, holder, holder_len, party, strlen(party),
                                 CEPTOAR_LANG_JA, &text, NULL) == CEPTOAR_STATUS_OK);
    sentences = parsed(text);
    CHECK(cJSON_Compare(sentences, part(wanted, "ja"), true));
    cJSON_Delete(sentences);
    cJSON_Delete(json);
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

/* Every answer of a case has its comparison here: one that nobody looks at proves nothing. */
static void check_names(const cJSON *outputs) {
  static const char *const known[] = {"notice",     "plan",    "explanation", "views",  "text_ja",   "text_en",
                                      "mermaid_ja", "decided", "passing",     "onward", "relabelled"};
  const size_t count = sizeof known / sizeof known[0];
  size_t i;
  CHECK((size_t)cJSON_GetArraySize(outputs) == count);
  for (i = 0; i < count; i++) CHECK(part(outputs, known[i]) != NULL);
}

static void check_answers(const Scene *s, const cJSON *outputs) {
  cJSON *why = cJSON_Parse(member(outputs, "explanation"));
  CHECK(why != NULL);
  check_names(outputs);
  check_bytes(s, outputs);
  check_decided(s, part(outputs, "decided"));
  check_passing(s, part(outputs, "passing"));
  check_onward(s, part(outputs, "onward"));
  check_relabelled(s, part(outputs, "relabelled"));
  check_duties(s, why);
  cJSON_Delete(why);
}

static void run(const cJSON *inputs, const cJSON *outputs) {
  const char *kind = member(inputs, "kind");
  Scene scene = {NULL, NULL, NULL, NULL, NULL, NULL};
  CeptoarError *error = NULL;
  CeptoarExplanation *why = NULL;
  CeptoarStatus status = kind != NULL ? document_of(inputs, kind, &scene, &error) : scene_of(inputs, &scene, &error);
  if (status == CEPTOAR_STATUS_OK && kind == NULL) {
    status = ceptoar_router_explain(scene.router, scene.notice, scene.situation, &why, &error);
    ceptoar_explanation_free(why);
  }
  if (member(outputs, "refused") != NULL) {
    check_refused(outputs, status, error);
  } else if (status != CEPTOAR_STATUS_OK) {
    CeptoarStr message = ceptoar_error_message(error, 0, CEPTOAR_LANG_EN);
    fprintf(stderr, "%s: refused: %.*s\n", check_case, (int)message.len, message.data);
    check_faults++;
  } else if (kind == NULL) {
    check_answers(&scene, outputs);
  } else {
    CHECK(cJSON_GetArraySize(outputs) == 0);
  }
  ceptoar_error_free(error);
  leave(&scene);
}

int main(int argc, char **argv) {
  cJSON *answers;
  const cJSON *vector;
  char *text;
  int ran = 0, failed = 0;
  if (argc != 2) {
    fprintf(stderr, "usage: vectors ANSWERS\n");
    return 2;
  }
  text = check_read(argv[1]);
  answers = cJSON_Parse(text);
  free(text);
  cJSON_ArrayForEach(vector, part(answers, "cases")) {
    int faults = check_faults;
    check_case = vector->string;
    CHECK(cJSON_IsObject(part(vector, "inputs")) && cJSON_IsObject(part(vector, "outputs")));
    run(part(vector, "inputs"), part(vector, "outputs"));
    ran++;
    failed += check_faults > faults;
  }
  check_case = "all";
  CHECK(ran > 0 && ran == (int)cJSON_GetNumberValue(part(answers, "vectors")));
  cJSON_Delete(answers);
  printf("vectors run through C: %d\n", ran - failed);
  return check_faults == 0 ? 0 : 1;
}
