/*
 * ceptoar: who may see a notice of Japan's CEPTOAR scheme, who must be told, by which path and channel, until when, and why.
 *
 * Made by cbindgen from ceptoar-ffi/c/src (`cargo xtask c-header`); do not edit. The conventions stand in docs/c.md.
 *
 * - Text goes in as pointer and length, in UTF-8, and need not end in NUL. NULL is refused, never followed.
 * - What a function makes is written through its `out` parameter, and only where it returns CEPTOAR_STATUS_OK.
 * - `error` may be NULL; else it receives an object that says what is wrong, where the status is not CEPTOAR_STATUS_OK.
 * - Every `..._free` takes NULL. What is not freed leaks; what is freed is not to be used again.
 * - All handles but CeptoarError and CeptoarString are immutable and may be used from many threads at once; free them once.
 * - `situation` may be NULL: the notice's own instant, with nothing out.
 */

#ifndef CEPTOAR_H
#define CEPTOAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifndef CEPTOAR_API
#  if defined(_WIN32) && defined(CEPTOAR_SHARED)
#    define CEPTOAR_API __declspec(dllimport)
#  else
#    define CEPTOAR_API
#  endif
#endif


/**
 * What a row of `embargo` holds whose notice has none.
 */
#define CEPTOAR_NO_EMBARGO INT64_MIN

/**
 * The key of a row whose notice leaves the field out.
 */
#define CEPTOAR_ABSENT UINT32_MAX

/**
 * How a call ended. A number is never used again for something else. Numbers from 256 on are reserved for programs: the
 * library never returns one.
 */
typedef enum {
  /**
   * It did what it was asked.
   */
  CEPTOAR_STATUS_OK = 0,
  /**
   * A pointer that is needed was NULL.
   */
  CEPTOAR_STATUS_NULL_ARGUMENT = 1,
  /**
   * A text was not UTF-8.
   */
  CEPTOAR_STATUS_INVALID_UTF8 = 2,
  /**
   * A number has no meaning here, or a length is more than a memory has.
   */
  CEPTOAR_STATUS_INVALID_ARGUMENT = 3,
  /**
   * A document or question is refused; the error object lists every problem.
   */
  CEPTOAR_STATUS_REFUSED = 4,
  /**
   * There is nothing of that name.
   */
  CEPTOAR_STATUS_NOT_FOUND = 5,
  /**
   * A fault of the library. Free the handles involved and tell us.
   */
  CEPTOAR_STATUS_PANIC = 255,
} CeptoarStatus;

/**
 * Whether a holder may pass a notice to a party. Three values: a bare yes would pass what nobody has judged. A number is
 * never used again for something else.
 */
typedef enum {
  /**
   * It may not.
   */
  CEPTOAR_MAY_PASS_NO = 0,
  /**
   * It may once somebody has judged so: what is to be judged is told by `ceptoar_router_passing`.
   */
  CEPTOAR_MAY_PASS_IF_JUDGED = 1,
  /**
   * It may.
   */
  CEPTOAR_MAY_PASS_YES = 2,
} CeptoarMayPass;

/**
 * Whether a party is told of a notice. A number is never used again for something else.
 */
typedef enum {
  /**
   * It is not told: it must not be.
   */
  CEPTOAR_DUTY_NOT_TOLD = 0,
  /**
   * It may be told.
   */
  CEPTOAR_DUTY_MAY = 1,
  /**
   * It must be told.
   */
  CEPTOAR_DUTY_MUST = 2,
} CeptoarDuty;

/**
 * A language that the library's own sentences exist in.
 */
enum CeptoarLang
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * Japanese.
   */
  CEPTOAR_LANG_JA = 0,
  /**
   * English.
   */
  CEPTOAR_LANG_EN = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum CeptoarLang CeptoarLang;
#else
typedef uint32_t CeptoarLang;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What becomes of a question about a day that the edition does not speak of. A number is never used again for something
 * else.
 */
enum CeptoarStale
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * It is answered, and the answer has the lint `stale-edition`.
   */
  CEPTOAR_STALE_ALLOW = 0,
  /**
   * It is refused as `stale-edition`.
   */
  CEPTOAR_STALE_REFUSE = 1,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum CeptoarStale CeptoarStale;
#else
typedef uint32_t CeptoarStale;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * Why a call did not succeed: a status, and every problem with its code, place and sentence. Free it with
 * `ceptoar_error_free`.
 */
typedef struct CeptoarError CeptoarError;

/**
 * The plan, and for every party why it is told or not. Free it with `ceptoar_explanation_free`.
 */
typedef struct CeptoarExplanation CeptoarExplanation;

/**
 * A level profile. Free it with `ceptoar_levels_free`.
 */
typedef struct CeptoarLevels CeptoarLevels;

/**
 * The envelope of a notice, never its content. Free it with `ceptoar_notice_free`.
 */
typedef struct CeptoarNotice CeptoarNotice;

/**
 * Who is told, who must be, by which path and channels, until when. Free it with `ceptoar_plan_free`.
 */
typedef struct CeptoarPlan CeptoarPlan;

/**
 * Who is told of a notice, and who must be. Free it with `ceptoar_recipients_free`.
 */
typedef struct CeptoarRecipients CeptoarRecipients;

/**
 * A checked edition, with overlays and a roster or without. Free it with `ceptoar_registry_free`.
 */
typedef struct CeptoarRegistry CeptoarRegistry;

/**
 * Decides from one registry, one level profile and one set of rules. Free it with `ceptoar_router_free`.
 */
typedef struct CeptoarRouter CeptoarRouter;

/**
 * A set of rules. Free it with `ceptoar_rules_free`.
 */
typedef struct CeptoarRules CeptoarRules;

/**
 * The situation that a question is asked in: instant, outages, failed sectors. Free it with `ceptoar_situation_free`.
 */
typedef struct CeptoarSituation CeptoarSituation;

/**
 * Text that the library gives away: UTF-8, ended by NUL, without a NUL inside. Free it with `ceptoar_string_free`.
 */
typedef struct CeptoarString CeptoarString;

/**
 * Text that the library lends: UTF-8, not ended by NUL, alive as long as what it was asked of. `data` is NULL where there
 * is none. In a `CeptoarColumn` the program lends it, for the time of the call.
 */
typedef struct {
  /**
   * The first byte.
   */
  const char *data;
  /**
   * How many bytes.
   */
  size_t len;
} CeptoarStr;

/**
 * One field of the notices of a batch: a dictionary of its values, and for each row the place of its value.
 *
 * A value is one text: a word, an id, `true` or `false`. A value of a field that is a list, such as `affected_sectors`,
 * is as many texts as it has members, and of each of the `named_persons` the party and then the `ref`.
 */
typedef struct {
  /**
   * The name that the field has in a notice (schemas/v1/notice.schema.json).
   */
  CeptoarStr field;
  /**
   * The texts of all values, one value after the other.
   */
  const CeptoarStr *values;
  /**
   * How many texts.
   */
  size_t values_len;
  /**
   * NULL where each text is a value. Of a field that is a list, where each value ends: the first is `values[0]` up to, and
   * without, `values[ends[0]]`, the next goes on there, and the last ends at `values_len`.
   */
  const size_t *ends;
  /**
   * How many ends; 0 where `ends` is NULL.
   */
  size_t ends_len;
  /**
   * For each row the place of its value, from 0; `CEPTOAR_ABSENT` where the notice leaves the field out.
   */
  const uint32_t *keys;
} CeptoarColumn;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the library, such as `0.1.0`.
 */
CEPTOAR_API CeptoarStr ceptoar_version(void);

/**
 * How many words a row of `ceptoar_router_batch` has: a bit for each party; 0 for NULL.
 *
 * # Safety
 * `router` is NULL or alive.
 */
CEPTOAR_API size_t ceptoar_router_words(const CeptoarRouter *router);

/**
 * The party at a place, in the order of their ids: its bit is `place % 64` of word `place / 64`. No text where there is
 * none. The text lives as long as the router.
 *
 * # Safety
 * `router` is NULL or alive.
 */
CEPTOAR_API CeptoarStr ceptoar_router_party(const CeptoarRouter *router, size_t place);

/**
 * Who is told of each of many notices, and who must be: what `ceptoar_router_duty` says, for all parties at once. Notices
 * that differ in nothing that matters are decided once.
 *
 * A notice is a row of the columns; a field without a column is left out. `issued` has for each row its `issued_at`, in
 * nanoseconds since 1970 in UTC; `embargo` likewise its `embargo_until`, or `CEPTOAR_NO_EMBARGO`, and may be NULL: none has
 * one.
 *
 * `told` and `must` have `words` words for each row, as many as `ceptoar_router_words` says: bit `n % 64` of word `n / 64` is
 * the party that `ceptoar_router_party` has at `n`. Who must be told is told. `fits` is 1 for each row that is answered, and
 * 0 for one that `ceptoar_router_notice` or `ceptoar_router_duty` would refuse, or whose key has no value: nobody is told.
 *
 * Of no rows all arrays may be NULL.
 *
 * # Safety
 * Pointers are NULL or valid; there are `columns_len` columns, and `rows` keys in each; `issued`, `embargo` and `fits` have
 * `rows` elements, `told` and `must` `rows` times `words`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_batch(const CeptoarRouter *router,
                                   const CeptoarSituation *situation,
                                   const CeptoarColumn *columns,
                                   size_t columns_len,
                                   const int64_t *issued,
                                   const int64_t *embargo,
                                   size_t rows,
                                   uint64_t *told,
                                   uint64_t *must,
                                   size_t words,
                                   uint8_t *fits,
                                   CeptoarError **error);

/**
 * A built-in edition by its id, such as what `ceptoar_edition_latest` gives.
 *
 * # Safety
 * Pointers are NULL or valid; `id` has `id_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_builtin(const char *id,
                                       size_t id_len,
                                       CeptoarRegistry **out,
                                       CeptoarError **error);

/**
 * Reads and checks an edition (schemas/v1/edition.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_from_json(const char *json,
                                         size_t json_len,
                                         CeptoarRegistry **out,
                                         CeptoarError **error);

/**
 * The same registry with the organisations of a roster (schemas/v1/roster.schema.json); the first one stays as it is. A
 * registry that has a roster takes no second one.
 *
 * # Safety
 * Pointers are NULL or valid; `roster_json` has `roster_json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_with_roster(const CeptoarRegistry *registry,
                                           const char *roster_json,
                                           size_t roster_json_len,
                                           CeptoarRegistry **out,
                                           CeptoarError **error);

/**
 * The same registry, changed by an overlay (schemas/v1/overlay.schema.json); the first one stays as it is. Overlays come in their
 * order, and a roster comes last. What comes out is named `<edition>+<overlay>` and keeps the rules of the edition at its bottom;
 * the answers' `digests.overlays` name what was applied.
 *
 * # Safety
 * Pointers are NULL or valid; `overlay_json` has `overlay_json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_with_overlay(const CeptoarRegistry *registry,
                                            const char *overlay_json,
                                            size_t overlay_json_len,
                                            CeptoarRegistry **out,
                                            CeptoarError **error);

/**
 * A built-in overlay by its id, as JSON that `ceptoar_registry_with_overlay` takes: `since-2009`, what is known of changes after
 * the edition `2009-03-31`.
 *
 * # Safety
 * Pointers are NULL or valid; `id` has `id_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_overlay_builtin(const char *id,
                                      size_t id_len,
                                      CeptoarString **out,
                                      CeptoarError **error);

/**
 * The id of the built-in edition that the registry was made from, with overlays and a roster or without, or whose document it
 * read: its rules are the default of a router. No text for any other edition, nor for NULL. The text lives for ever.
 *
 * # Safety
 * `registry` is NULL or alive.
 */
CEPTOAR_API
CeptoarStr ceptoar_registry_edition(const CeptoarRegistry *registry);

/**
 * The instruments that bind a CEPTOAR, as a JSON array (the part `instruments` has them all). A party that the
 * registry has not is refused.
 *
 * # Safety
 * Pointers are NULL or valid; `ceptoar` has `ceptoar_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_instruments_of(const CeptoarRegistry *registry,
                                              const char *ceptoar,
                                              size_t ceptoar_len,
                                              CeptoarString **out,
                                              CeptoarError **error);

/**
 * A part of the registry as JSON, by name: `id revision title covers vocabulary sectors parties ceptoars councils
 * memberships links instruments bodies statements errata documents source_index excused lints digest roster_digest`.
 *
 * # Safety
 * Pointers are NULL or valid; `name` has `name_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_part(const CeptoarRegistry *registry,
                                    const char *name,
                                    size_t name_len,
                                    CeptoarString **out,
                                    CeptoarError **error);

/**
 * The parties whose id or name, Japanese or Latin, holds a text, the best fit first, as a JSON array of parties.
 *
 * # Safety
 * Pointers are NULL or valid; `query` has `query_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_registry_find(const CeptoarRegistry *registry,
                                    const char *query,
                                    size_t query_len,
                                    CeptoarString **out,
                                    CeptoarError **error);

/**
 * Frees a registry; routers made of it live on. NULL is allowed.
 *
 * # Safety
 * `registry` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_registry_free(CeptoarRegistry *registry);

/**
 * Built-in rules by id: `standard`, which name no id of an edition, or those of an edition by its id.
 *
 * # Safety
 * Pointers are NULL or valid; `id` has `id_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_rules_builtin(const char *id,
                                    size_t id_len,
                                    CeptoarRules **out,
                                    CeptoarError **error);

/**
 * Reads and checks a set of rules (schemas/v1/rules.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_rules_from_json(const char *json,
                                      size_t json_len,
                                      CeptoarRules **out,
                                      CeptoarError **error);

/**
 * The rules as `{"id", "revision", "digest", "rules"}`, what they extend included.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API CeptoarStatus ceptoar_rules_json(const CeptoarRules *rules, CeptoarString **out, CeptoarError **error);

/**
 * Frees rules; routers made of them live on. NULL is allowed.
 *
 * # Safety
 * `rules` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_rules_free(CeptoarRules *rules);

/**
 * A built-in level profile by id: `tlp-2.0`, `tlp-1.0` or `pfc`.
 *
 * # Safety
 * Pointers are NULL or valid; `id` has `id_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_levels_builtin(const char *id,
                                     size_t id_len,
                                     CeptoarLevels **out,
                                     CeptoarError **error);

/**
 * Reads and checks a level profile (schemas/v1/levels.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_levels_from_json(const char *json,
                                       size_t json_len,
                                       CeptoarLevels **out,
                                       CeptoarError **error);

/**
 * The profile as `{"id", "revision", "name", "digest", "levels"}`, the strictest level first.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API CeptoarStatus ceptoar_levels_json(const CeptoarLevels *levels, CeptoarString **out, CeptoarError **error);

/**
 * Whether the label `a` is stricter than `b` in this profile. A label that the profile has not is
 * `CEPTOAR_STATUS_NOT_FOUND`.
 *
 * # Safety
 * Pointers are NULL or valid; `a` has `a_len` bytes, `b` has `b_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_levels_is_stricter(const CeptoarLevels *levels,
                                         const char *a,
                                         size_t a_len,
                                         const char *b,
                                         size_t b_len,
                                         bool *out,
                                         CeptoarError **error);

/**
 * Frees a profile; routers made of it live on. NULL is allowed.
 *
 * # Safety
 * `levels` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_levels_free(CeptoarLevels *levels);

/**
 * The id of the built-in edition of the latest day, for `ceptoar_router_builtin` and the like. The text lives for ever.
 */
CEPTOAR_API CeptoarStr ceptoar_edition_latest(void);

/**
 * The id of a built-in edition by its place, in the order of their days; no text where there are fewer. The text lives for
 * ever.
 */
CEPTOAR_API
CeptoarStr ceptoar_edition_at(size_t place);

/**
 * The status of an error; `CEPTOAR_STATUS_OK` for NULL.
 *
 * # Safety
 * `error` is NULL or alive.
 */
CEPTOAR_API CeptoarStatus ceptoar_error_status(const CeptoarError *error);

/**
 * How many problems an error lists; 0 for NULL, at least 1 else.
 *
 * # Safety
 * `error` is NULL or alive.
 */
CEPTOAR_API size_t ceptoar_error_len(const CeptoarError *error);

/**
 * The code of a problem: one of docs/codes.md where the status is `CEPTOAR_STATUS_REFUSED`, else the name of the status,
 * such as `null-argument`. No text where there is no such problem.
 *
 * # Safety
 * `error` is NULL or alive.
 */
CEPTOAR_API
CeptoarStr ceptoar_error_code(const CeptoarError *error,
                              size_t place);

/**
 * Where a problem is, as a JSON Pointer into the document, or `/` and the name of the argument. No text where there is no
 * such problem.
 *
 * # Safety
 * `error` is NULL or alive.
 */
CEPTOAR_API
CeptoarStr ceptoar_error_pointer(const CeptoarError *error,
                                 size_t place);

/**
 * The sentence of a problem in one language (`CEPTOAR_LANG_JA` or `CEPTOAR_LANG_EN`), without a full stop. No text where
 * there is no such problem or language.
 *
 * # Safety
 * `error` is NULL or alive.
 */
CEPTOAR_API
CeptoarStr ceptoar_error_message(const CeptoarError *error,
                                 size_t place,
                                 uint32_t lang);

/**
 * Line and column of a problem, for what is no JSON or has not its shape: whether the problem has them. `line` and
 * `column` are not written where it has none.
 *
 * # Safety
 * `error` is NULL or alive; `line` and `column` are NULL or can be written to.
 */
CEPTOAR_API bool ceptoar_error_position(const CeptoarError *error, size_t place, size_t *line, size_t *column);

/**
 * Every problem as `{"problems": [{"code", "pointer", "message"}]}`.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API CeptoarStatus ceptoar_error_json(const CeptoarError *error, uint32_t lang, CeptoarString **out);

/**
 * The name of a status number, such as `refused`; no text for a number that is none.
 */
CEPTOAR_API CeptoarStr ceptoar_status_name(uint32_t status);

/**
 * Frees an error. NULL is allowed.
 *
 * # Safety
 * `error` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_error_free(CeptoarError *error);

/**
 * Decides who is told, and says of every party why it is told or not.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_explain(const CeptoarRouter *router,
                                     const CeptoarNotice *notice,
                                     const CeptoarSituation *situation,
                                     CeptoarExplanation **out,
                                     CeptoarError **error);

/**
 * The explanation as JSON: the plan, and the verdict on every party (schemas/v1/answer.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_json(const CeptoarExplanation *explanation,
                                       CeptoarString **out,
                                       CeptoarError **error);

/**
 * The plan of this very decision, as a handle of its own. What a recipient may be told is asked of it (`ceptoar_plan_view`).
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_plan(const CeptoarExplanation *explanation,
                                       CeptoarPlan **out,
                                       CeptoarError **error);

/**
 * The verdict on one party as JSON (the `verdicts` of schemas/v1/answer.schema.json). The origin has none, which is
 * `CEPTOAR_STATUS_NOT_FOUND`; a party that the registry has not is refused.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_verdict(const CeptoarExplanation *explanation,
                                          const char *party,
                                          size_t party_len,
                                          CeptoarString **out,
                                          CeptoarError **error);

/**
 * The explanation as text for a person, as `options` say: `{"lang": "ja" | "en", "width": 100, "all": false}`, each of them
 * optional. `width` is that of the screen in columns; with `all` everything is said of everybody. NULL: English, the rest as
 * here.
 *
 * # Safety
 * Pointers are NULL or valid; `options` has `options_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_text(const CeptoarExplanation *explanation,
                                       const char *options,
                                       size_t options_len,
                                       CeptoarString **out,
                                       CeptoarError **error);

/**
 * Everything about one party as text for a person: what becomes of it, by which path, and each reason with what it rests
 * on. `options` as for `ceptoar_explanation_text`. A party that the registry has not is refused.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes, `options` has `options_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_why(const CeptoarExplanation *explanation,
                                      const char *party,
                                      size_t party_len,
                                      const char *options,
                                      size_t options_len,
                                      CeptoarString **out,
                                      CeptoarError **error);

/**
 * The route as a picture for whoever routes, with those who are not told and why: `mermaid`, `dot` or `svg`, as `options` say:
 * `{"lang": "ja" | "en", "collapse": 8 | null, "page": [width, height] | null, "withheld": "summary" | "list" | "none"}`, each
 * of them optional. More than `collapse` siblings that are told alike are one box with their number; `page` bounds an SVG in
 * pixels, and what does not fit is counted; `withheld` is what is shown of those who are not told. NULL: English, 8, no bound,
 * a summary.
 *
 * # Safety
 * Pointers are NULL or valid; `format` has `format_len` bytes, `options` has `options_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_explanation_picture(const CeptoarExplanation *explanation,
                                          const char *format,
                                          size_t format_len,
                                          const char *options,
                                          size_t options_len,
                                          CeptoarString **out,
                                          CeptoarError **error);

/**
 * Frees an explanation; plans that were taken of it live on. NULL is allowed.
 *
 * # Safety
 * `explanation` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_explanation_free(CeptoarExplanation *explanation);

/**
 * The verdict on one party as JSON (the `verdicts` of schemas/v1/answer.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_decide(const CeptoarRouter *router,
                                    const CeptoarNotice *notice,
                                    const CeptoarSituation *situation,
                                    const char *party,
                                    size_t party_len,
                                    CeptoarString **out,
                                    CeptoarError **error);

/**
 * "I hold this: whom do I hand it to?" The plan's hops that leave the holder, each with whom it serves, as a JSON array.
 *
 * # Safety
 * Pointers are NULL or valid; `holder` has `holder_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_onward(const CeptoarRouter *router,
                                    const CeptoarNotice *notice,
                                    const CeptoarSituation *situation,
                                    const char *holder,
                                    size_t holder_len,
                                    CeptoarString **out,
                                    CeptoarError **error);

/**
 * "May I pass it to X?" No JSON, and nothing to free. Compare the answer with `CEPTOAR_MAY_PASS_YES`: as a truth value
 * `CEPTOAR_MAY_PASS_IF_JUDGED` would read as a yes, which it is not.
 *
 * # Safety
 * Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_may_pass(const CeptoarRouter *router,
                                      const CeptoarNotice *notice,
                                      const CeptoarSituation *situation,
                                      const char *holder,
                                      size_t holder_len,
                                      const char *party,
                                      size_t party_len,
                                      CeptoarMayPass *out,
                                      CeptoarError **error);

/**
 * "May I pass it to X, how, and why not?" As `{"answer", "hop", "judgement", "reasons"}`: `yes` with the hop, `if-judged`
 * with the hop and what is to be judged, or `no` with every reason.
 *
 * # Safety
 * Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_passing(const CeptoarRouter *router,
                                     const CeptoarNotice *notice,
                                     const CeptoarSituation *situation,
                                     const char *holder,
                                     size_t holder_len,
                                     const char *party,
                                     size_t party_len,
                                     CeptoarString **out,
                                     CeptoarError **error);

/**
 * Why the holder may not pass it to the party, as a JSON array of sentences in one language, in the order of the reasons
 * of `ceptoar_router_passing`; empty where it may, be it only once somebody has judged so.
 *
 * # Safety
 * Pointers are NULL or valid; `holder` has `holder_len` bytes, `party` has `party_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_why_not(const CeptoarRouter *router,
                                     const CeptoarNotice *notice,
                                     const CeptoarSituation *situation,
                                     const char *holder,
                                     size_t holder_len,
                                     const char *party,
                                     size_t party_len,
                                     uint32_t lang,
                                     CeptoarString **out,
                                     CeptoarError **error);

/**
 * The notice under another label: any by the deciding authority, a stricter one by any holder.
 *
 * # Safety
 * Pointers are NULL or valid; `by` has `by_len` bytes, `label` has `label_len`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_relabel(const CeptoarRouter *router,
                                     const CeptoarNotice *notice,
                                     const CeptoarSituation *situation,
                                     const char *by,
                                     size_t by_len,
                                     const char *label,
                                     size_t label_len,
                                     CeptoarNotice **out,
                                     CeptoarError **error);

/**
 * What a delivery log shows, as JSON (schemas/v1/audit.schema.json): leaks, omissions, and why; who holds what; how far each notice came.
 * `log` is a document `ceptoar/log/1`; `policy` an object with `as_of` and, where wanted, `promptly`, `confirm_within`, `logs_of`,
 * `tolerance`, `since`; `situations` a list of objects with `from`, `until`, `situation`, or NULL: nothing was out. `view_for`, if
 * not NULL: only what that party may be told. With `keep_bad_rows` rows that are wrong are left out and found (`bad-entry`), where
 * they would refuse the log. `messages`, if not NULL: the language (`ja` or `en`) in which each finding has its sentence.
 *
 * # Safety
 * Pointers are NULL or valid; each text has the bytes of its length, `notices` has `notices_len` pointers to live notices.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_audit(const CeptoarRouter *router,
                                   const CeptoarNotice *const *notices,
                                   size_t notices_len,
                                   const char *log,
                                   size_t log_len,
                                   const char *policy,
                                   size_t policy_len,
                                   const char *situations,
                                   size_t situations_len,
                                   bool keep_bad_rows,
                                   const char *view_for,
                                   size_t view_for_len,
                                   const char *messages,
                                   size_t messages_len,
                                   CeptoarString **out,
                                   CeptoarError **error);

/**
 * What to do now about the notices of a log, as JSON (schemas/v1/actions.schema.json). The arguments are those of
 * `ceptoar_router_audit`; `messages`, if not NULL: the language in which each thing to do has its sentence.
 *
 * # Safety
 * As `ceptoar_router_audit`.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_actions(const CeptoarRouter *router,
                                     const CeptoarNotice *const *notices,
                                     size_t notices_len,
                                     const char *log,
                                     size_t log_len,
                                     const char *policy,
                                     size_t policy_len,
                                     const char *situations,
                                     size_t situations_len,
                                     const char *messages,
                                     size_t messages_len,
                                     CeptoarString **out,
                                     CeptoarError **error);

/**
 * Who must learn of the update or withdrawal `notice` (its id) of a thread, and how it comes to them, as JSON
 * (schemas/v1/follow-up.schema.json). `notices` go back to the original; `log` is a document `ceptoar/log/1`.
 *
 * # Safety
 * Pointers are NULL or valid; each text has the bytes of its length, `notices` has `notices_len` pointers to live notices.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_follow_up(const CeptoarRouter *router,
                                       const CeptoarNotice *const *notices,
                                       size_t notices_len,
                                       const char *log,
                                       size_t log_len,
                                       const char *notice,
                                       size_t notice_len,
                                       const CeptoarSituation *situation,
                                       CeptoarString **out,
                                       CeptoarError **error);

/**
 * What it would take that a party is told, as JSON (schemas/v1/remedies.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_remedies(const CeptoarRouter *router,
                                      const CeptoarNotice *notice,
                                      const CeptoarSituation *situation,
                                      const char *party,
                                      size_t party_len,
                                      CeptoarString **out,
                                      CeptoarError **error);

/**
 * Who is lost when a channel, a sector, a link or a relay fails, and with `pairs` any two of them, as JSON
 * (schemas/v1/resilience.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_resilience(const CeptoarRouter *router,
                                        const CeptoarNotice *notice,
                                        const CeptoarSituation *situation,
                                        bool pairs,
                                        CeptoarString **out,
                                        CeptoarError **error);

/**
 * How often chance loses whom, as JSON (schemas/v1/drill.schema.json). `scenario` is a document `ceptoar/scenario/1`: `runs`, `seed`,
 * `failures` with their chances and, where wanted, `situation`, `delays`, `confirmation`.
 *
 * # Safety
 * Pointers are NULL or valid; the scenario has the bytes of its length.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_drill(const CeptoarRouter *router,
                                   const CeptoarNotice *notice,
                                   const char *scenario,
                                   size_t scenario_len,
                                   CeptoarString **out,
                                   CeptoarError **error);

/**
 * As `ceptoar_router_passing`, where the notices that follow are known: what was replaced or withdrawn by the instant of the situation
 * (without one, by any of them) may not be passed on (`replaced`).
 *
 * # Safety
 * Pointers are NULL or valid; each text has the bytes of its length, `thread` has `thread_len` pointers to live notices.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_passing_in(const CeptoarRouter *router,
                                        const CeptoarNotice *notice,
                                        const CeptoarNotice *const *thread,
                                        size_t thread_len,
                                        const CeptoarSituation *situation,
                                        const char *holder,
                                        size_t holder_len,
                                        const char *party,
                                        size_t party_len,
                                        CeptoarString **out,
                                        CeptoarError **error);

/**
 * Reads a notice (schemas/v1/notice.schema.json) and checks its form. `ceptoar_router_notice` also checks its ids.
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_notice_from_json(const char *json,
                                       size_t json_len,
                                       CeptoarNotice **out,
                                       CeptoarError **error);

/**
 * The notice as JSON; what is empty is left out.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API CeptoarStatus ceptoar_notice_json(const CeptoarNotice *notice, CeptoarString **out, CeptoarError **error);

/**
 * Frees a notice. NULL is allowed.
 *
 * # Safety
 * `notice` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_notice_free(CeptoarNotice *notice);

/**
 * Reads `{"at", "outages": [{"channel", "link": "from>to"}, {"party"}], "failed_sectors"}`, each of them optional.
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_situation_from_json(const char *json,
                                          size_t json_len,
                                          CeptoarSituation **out,
                                          CeptoarError **error);

/**
 * The same situation with one more outage, as a handle of its own; NULL for `situation` means the plain one. The outage is
 * `email`, `mic>telecom`, `mic>telecom:email` or `party:mhlw`; a part that is empty or has not the form is refused as `bad-id`
 * at `/channel`, `/link` or `/party`, since an empty part never means "all".
 *
 * # Safety
 * Pointers are NULL or valid; `outage` has `outage_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_situation_with_outage(const CeptoarSituation *situation,
                                            const char *outage,
                                            size_t outage_len,
                                            CeptoarSituation **out,
                                            CeptoarError **error);

/**
 * Frees a situation. NULL is allowed.
 *
 * # Safety
 * `situation` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_situation_free(CeptoarSituation *situation);

/**
 * Decides who is told, who must be, by which path and channels, until when.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_route(const CeptoarRouter *router,
                                   const CeptoarNotice *notice,
                                   const CeptoarSituation *situation,
                                   CeptoarPlan **out,
                                   CeptoarError **error);

/**
 * The plan as JSON (schemas/v1/answer.schema.json).
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API CeptoarStatus ceptoar_plan_json(const CeptoarPlan *plan, CeptoarString **out, CeptoarError **error);

/**
 * The plan as text for a person: who is told, nothing of the others. `options` as for `ceptoar_explanation_text`.
 *
 * # Safety
 * Pointers are NULL or valid; `options` has `options_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_plan_text(const CeptoarPlan *plan,
                                const char *options,
                                size_t options_len,
                                CeptoarString **out,
                                CeptoarError **error);

/**
 * The delivery to one party as JSON (the `deliveries` of schemas/v1/answer.schema.json). A party that is not told is
 * `CEPTOAR_STATUS_NOT_FOUND`; one that the registry has not is refused.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_plan_delivery(const CeptoarPlan *plan,
                                    const char *party,
                                    size_t party_len,
                                    CeptoarString **out,
                                    CeptoarError **error);

/**
 * What a recipient may be told of its own part of the plan, as JSON: nothing of the others, and under `no_attribution`
 * nothing of the origin. A party that is not told is `CEPTOAR_STATUS_NOT_FOUND`; one that the registry has not is refused.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_plan_view(const CeptoarPlan *plan,
                                const char *party,
                                size_t party_len,
                                CeptoarString **out,
                                CeptoarError **error);

/**
 * Frees a plan. NULL is allowed.
 *
 * # Safety
 * `plan` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_plan_free(CeptoarPlan *plan);

/**
 * The answers for many notices in one situation as JSON (schemas/v1/batch.schema.json): a row for each notice with the place of
 * its plan, and the distinct plans, each of which names the first notice that it answers. One bad notice refuses them all.
 *
 * # Safety
 * Pointers are NULL or valid; `notices` has `notices_len` pointers to live notices.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_route_batch(const CeptoarRouter *router,
                                         const CeptoarNotice *const *notices,
                                         size_t notices_len,
                                         const CeptoarSituation *situation,
                                         CeptoarString **out,
                                         CeptoarError **error);

/**
 * Whether a party may or must be told of a notice: no JSON, and nothing to free.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_duty(const CeptoarRouter *router,
                                  const CeptoarNotice *notice,
                                  const CeptoarSituation *situation,
                                  const char *party,
                                  size_t party_len,
                                  CeptoarDuty *out,
                                  CeptoarError **error);

/**
 * Who is told of a notice, and who must be, without paths and reasons.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_recipients(const CeptoarRouter *router,
                                        const CeptoarNotice *notice,
                                        const CeptoarSituation *situation,
                                        CeptoarRecipients **out,
                                        CeptoarError **error);

/**
 * Whether a party is among the recipients, and how. A party that the registry has not is refused, as by
 * `ceptoar_router_duty`.
 *
 * # Safety
 * Pointers are NULL or valid; `party` has `party_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_recipients_duty(const CeptoarRecipients *recipients,
                                      const char *party,
                                      size_t party_len,
                                      CeptoarDuty *out,
                                      CeptoarError **error);

/**
 * What a careful reader should look at, as a JSON array of `{"code", "at"}`, sorted: the lints of the plan but those of
 * its hops, which are not looked at here (`channel-unknown`, `required-by-judgement`).
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_recipients_lints(const CeptoarRecipients *recipients,
                                       CeptoarString **out,
                                       CeptoarError **error);

/**
 * How many are told; 0 for NULL.
 *
 * # Safety
 * `recipients` is NULL or alive.
 */
CEPTOAR_API size_t ceptoar_recipients_len(const CeptoarRecipients *recipients);

/**
 * The recipient at a place, in the order of their ids; no text where there is none. The text lives as long as the
 * recipients. Walks from the first: for a list of all it is quick enough, for a table of parties it is not meant.
 *
 * # Safety
 * `recipients` is NULL or alive.
 */
CEPTOAR_API CeptoarStr ceptoar_recipients_at(const CeptoarRecipients *recipients, size_t place);

/**
 * Frees recipients. NULL is allowed.
 *
 * # Safety
 * `recipients` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_recipients_free(CeptoarRecipients *recipients);

/**
 * A router of these parts, checked to fit. NULL for `levels` means `tlp-2.0`. NULL for `rules` means those of the built-in
 * edition that the registry was made from, with overlays and a roster or without (`ceptoar_registry_edition`), else `standard`.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_new(const CeptoarRegistry *registry,
                                 const CeptoarLevels *levels,
                                 const CeptoarRules *rules,
                                 CeptoarRouter **out,
                                 CeptoarError **error);

/**
 * A router as `ceptoar_router_new` makes it, which answers stale questions or not: `CEPTOAR_STALE_ALLOW`, as that function
 * does, or `CEPTOAR_STALE_REFUSE`.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_new_with(const CeptoarRegistry *registry,
                                      const CeptoarLevels *levels,
                                      const CeptoarRules *rules,
                                      uint32_t stale,
                                      CeptoarRouter **out,
                                      CeptoarError **error);

/**
 * A router of a built-in edition with its own rules and `tlp-2.0`; by its id, such as what `ceptoar_edition_latest` gives.
 *
 * # Safety
 * Pointers are NULL or valid; `id` has `id_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_builtin(const char *id,
                                     size_t id_len,
                                     CeptoarRouter **out,
                                     CeptoarError **error);

/**
 * The registry of a router, as a handle of its own; NULL for NULL.
 *
 * # Safety
 * `router` is NULL or alive.
 */
CEPTOAR_API CeptoarRegistry *ceptoar_router_registry(const CeptoarRouter *router);

/**
 * The level profile of a router, as a handle of its own; NULL for NULL.
 *
 * # Safety
 * `router` is NULL or alive.
 */
CEPTOAR_API CeptoarLevels *ceptoar_router_levels(const CeptoarRouter *router);

/**
 * The rules of a router, as a handle of its own; NULL for NULL.
 *
 * # Safety
 * `router` is NULL or alive.
 */
CEPTOAR_API CeptoarRules *ceptoar_router_rules(const CeptoarRouter *router);

/**
 * The instants at which a fact begins or ends, as a sorted JSON array. Between two of them, and on one side of its
 * embargo, a notice has one answer in one situation.
 *
 * # Safety
 * Pointers are NULL or valid.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_boundaries(const CeptoarRouter *router,
                                        CeptoarString **out,
                                        CeptoarError **error);

/**
 * Frees a router. NULL is allowed.
 *
 * # Safety
 * `router` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_router_free(CeptoarRouter *router);

/**
 * Reads a notice (schemas/v1/notice.schema.json) and checks it against the router's registry and profile.
 *
 * # Safety
 * Pointers are NULL or valid; `json` has `json_len` bytes.
 */
CEPTOAR_API
CeptoarStatus ceptoar_router_notice(const CeptoarRouter *router,
                                    const char *json,
                                    size_t json_len,
                                    CeptoarNotice **out,
                                    CeptoarError **error);

/**
 * The text of a string, ended by NUL; alive until the string is freed. NULL for NULL.
 *
 * # Safety
 * `string` is NULL or alive.
 */
CEPTOAR_API const char *ceptoar_string_data(const CeptoarString *string);

/**
 * How many bytes the text has, without its NUL; 0 for NULL.
 *
 * # Safety
 * `string` is NULL or alive.
 */
CEPTOAR_API size_t ceptoar_string_len(const CeptoarString *string);

/**
 * Frees a string. NULL is allowed.
 *
 * # Safety
 * `string` came from this library and is not used again.
 */
CEPTOAR_API void ceptoar_string_free(CeptoarString *string);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CEPTOAR_H */
