"""What a reader sees: language, zone, and nothing that hides or turns a line around."""

import asyncio
import contextvars
import threading
from datetime import UTC, timedelta, timezone

import ceptoar
import pytest
from conftest import NOTICE

HIDDEN = ["\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x1b[31m", "\x00", "\u00ad"]


def test_missing_06_options_are_the_default_language(router):
    plan, why = router.route(NOTICE), router.explain(NOTICE)
    try:
        router.route({**NOTICE, "origin": "nobody"})
    except ceptoar.Refusal as refusal:
        refused = refusal
    usual = (
        plan.text(),
        why.text(),
        plan.picture("dot"),
        repr(plan),
        str(refused),
        why.verdicts[0].reasons[0].sentence(),
    )
    assert usual[0] == plan.text("ja") and usual[5] == why.verdicts[0].reasons[0].sentence("en")
    for lang in ("ja", "en"):
        with ceptoar.options(lang=lang) as inside:
            assert isinstance(inside, ceptoar.options)
            assert (plan.text(), why.text(), plan.picture("dot")) == (
                plan.text(lang),
                why.text(lang),
                plan.picture("dot", lang),
            )
            assert why.why("gas") == why.why("gas", lang) and why.verdicts[0].reasons[0].sentence() == why.verdicts[
                0
            ].reasons[0].sentence(lang)
            assert refused.problems[0].message() == refused.problems[0].message(lang) and refused.problems[0].message(
                lang
            ) in str(refused)
            assert plan.text("en") != plan.text("ja"), "what is asked for goes first"
    assert usual == (
        plan.text(),
        why.text(),
        plan.picture("dot"),
        repr(plan),
        str(refused),
        why.verdicts[0].reasons[0].sentence(),
    )


def test_u14_words_of_the_reader_in_reprs(router):
    things = [
        router,
        router.registry,
        router.rules,
        router.route(NOTICE),
        router.explain(NOTICE),
        router.audience(NOTICE),
    ]
    with ceptoar.options(lang="ja"):
        for thing in things:
            text = repr(thing)
            assert any("\u3040" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" for char in text), text
            assert not any(word in text for word in (" told", " must", "edition", "rules", "revision", "parties"))
        with pytest.raises(ceptoar.Refusal, match="拒否"):
            router.route({**NOTICE, "kind": "x"})
    for thing in things:
        assert repr(thing).isascii()


@pytest.mark.parametrize("tz", ["Asia/Tokyo", "+09:00", timezone(timedelta(hours=9))], ids=str)
def test_missing_06_the_zone_is_shown_and_never_assumed(router, tz):
    plan = router.route(NOTICE)
    assert "2010-03-31 15:00 UTC" in repr(plan)
    with ceptoar.options(tz=tz):
        assert "2010-04-01 00:00 +09:00" in repr(plan) and "2010-04-01 00:00 +09:00" in plan._repr_html_()
        assert plan.valid_until.tzinfo is UTC and plan.to_json() == router.route(NOTICE).to_json()
        with pytest.raises(ceptoar.Refusal) as refused:
            ceptoar.Notice(**{**NOTICE, "issued_at": "2009-05-08T10:00:00"})
        assert refused.value.code == "naive-instant"
    with ceptoar.options(tz="America/New_York"):
        assert "2010-03-31 11:00 -04:00" in repr(plan)


@pytest.mark.parametrize("wrong", [{"lang": "fr"}, {"lang": ""}, {"tz": "JST"}, {"tz": "+9"}, {"tz": "+25:00"}, {"tz": ""},
                                   {"tz": "../etc/passwd"}, {"tz": "Asia/Atlantis"}], ids=str)  # fmt: skip
def test_missing_06_options_that_are_none(wrong):
    with pytest.raises(ValueError):
        ceptoar.options(**wrong)


def test_missing_06_options_nest_and_stay_in_their_context(router):
    plan = router.route(NOTICE)

    def called():
        ceptoar.options(lang="ja")  # a plain call holds until another
        inner = []
        with ceptoar.options(tz="+09:00"):
            inner.append(repr(plan))
            with ceptoar.options(lang="en"):
                inner.append(repr(plan))
            inner.append(repr(plan))
        return [*inner, repr(plan)]

    outside = repr(plan)
    first, second, third, last = contextvars.copy_context().run(called)
    assert "伝達" in first and "+09:00" in first and first == third
    assert "told" in second and "+09:00" in second
    assert "伝達" in last and "UTC" in last
    assert repr(plan) == outside
    seen = []
    with ceptoar.options(lang="ja"):
        thread = threading.Thread(target=lambda: seen.append(repr(plan)))
        thread.start()
        thread.join()
        assert "伝達" in asyncio.run(asyncio.sleep(0, repr(plan)))
    assert seen == [outside] or "伝達" in seen[0]  # Python without a lock hands the context on


def test_missing_06_an_error_inside_a_block_ends_it_too(router):
    outside = repr(router)
    with pytest.raises(RuntimeError), ceptoar.options(lang="ja"):
        raise RuntimeError
    assert repr(router) == outside


def test_u16_text_of_a_plan_and_of_one_party(router):
    plan, why = router.route(NOTICE), router.explain(NOTICE)
    for lang in ("ja", "en"):
        assert "gas-members" in plan.text(lang) or router.registry.party("gas-members").name.get(lang) in plan.text(
            lang
        )
        for width in (40, 60, 100, 200):
            assert plan.text(lang, width=width) and why.text(lang, width=width)
        assert len(why.text(lang, all=True)) >= len(why.text(lang))
        assert "gas" in why.why("gas", lang) and why.why("banking", lang) != why.why("gas", lang)
    with pytest.raises(ceptoar.UnknownId):
        why.why("gaz")


def test_u01_pictures_take_their_bounds(router):
    plan, why = (
        router.route({**NOTICE, "level": "TLP:GREEN", "kind": "newsletter", "affected_sectors": []}),
        router.explain(NOTICE),
    )
    for answer in (plan, why):
        for kind in ("svg", "mermaid", "dot"):
            assert answer.picture(kind) == answer.picture(kind, "ja", collapse=8, page=None, withheld="summary")
            assert answer.picture(kind, collapse=None) and answer.picture(kind, withheld="none", page=(800, 600))
    for wrong in ({"withheld": "all"}, {"lang": "fr"}):
        with pytest.raises(ValueError):
            why.picture("svg", **wrong)


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_kind_08_nothing_hides_in_what_is_shown(router, hidden):
    """Whether the core takes such a text or not, no line is turned around by it."""
    for field in ("id", "level", "origin", "kind"):
        record = {**NOTICE, field: f"n{hidden} DER:PLT"}
        try:
            answer = router.explain(record)
        except ceptoar.Refusal as refusal:
            assert str(refusal).isprintable() and all(str(problem).isprintable() for problem in refusal.problems)
            continue
        shown = [
            repr(answer),
            repr(answer.plan),
            repr(ceptoar.Notice.from_json(record)),
            *answer._repr_mimebundle_().values(),
            answer._repr_html_(),
        ]
        assert all(hidden[0] not in text for text in shown)


def test_kind_08_the_html_of_an_answer_is_no_page_of_its_own(router):
    why = router.explain({**NOTICE, "id": "<script>alert(1)</script>&\"'"})
    for form in (why._repr_html_(), why.plan._repr_html_(), why.picture("svg"), why._repr_mimebundle_()["text/html"]):
        assert "<script" not in form
    bundle = why._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/svg+xml", "text/vnd.mermaid"}
    assert bundle["text/plain"] == repr(why)


def test_u14_lints_in_words(router):
    (lint,) = router.audience({**NOTICE, "only": []}).lints
    assert lint.sentence("en") == lint.sentence() == "the notice reaches nobody"
    with ceptoar.options(lang="ja"):
        assert lint.sentence() == lint.sentence("ja") != lint.sentence("en")
