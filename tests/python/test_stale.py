"""An edition speaks of its own days. Beyond them somebody says so first."""

import pickle
import warnings

import ceptoar
import polars as pl
import pyarrow as pa
import pytest
from conftest import NOTICE

LATE = {**NOTICE, "issued_at": "2026-05-08T01:00:00Z"}
EARLY = {**NOTICE, "issued_at": "2007-03-31T14:59:59Z"}
SOUND = {**NOTICE, "issued_at": "2007-03-31T15:00:00Z"}


def questions(router):
    return {
        "route": router.route,
        "explain": router.explain,
        "audience": router.audience,
        "decide": lambda *asked: router.decide(asked[0], "gas", *asked[1:]),
        "onward": lambda *asked: router.onward(asked[0], "meti", *asked[1:]),
        "may_pass": lambda *asked: router.may_pass(asked[0], "meti", "gas", *asked[1:]),
        "relabel": lambda *asked: router.relabel(asked[0], "nisc", "TLP:RED", *asked[1:]),
    }


def warned(ask, *asked):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        answer = ask(*asked)
    return answer, caught


@pytest.mark.parametrize("notice", [LATE, EARLY], ids=["late", "early"])
def test_u02_a_stale_answer_warns_once_and_says_who_asked(router, notice):
    assert router.stale == "warn"
    for name, ask in questions(router).items():
        _, caught = warned(ask, notice)
        assert [w.category for w in caught] == [ceptoar.StaleWarning], name
        assert caught[0].filename == __file__, name
        assert "2009-03-31" in str(caught[0].message) and "2007-04-01" in str(caught[0].message)
        read = router.notice(notice)
        for _ in range(2):  # what is remembered is as stale as what is decided
            assert len(warned(ask, read)[1]) == 1, name


def test_u02_who_asks_about_a_log_is_warned(router):
    """Of each notice, whoever asks: however the notices are walked through, and in every Python."""
    asked = {
        "audit": lambda notices: router.audit(notices, [], as_of="2026-05-09T00:00:00Z"),
        "actions": lambda notices: router.actions(notices, [], as_of="2026-05-09T00:00:00Z"),
        "follow_up": lambda notices: router.follow_up(notices, [], "n-2"),
    }
    end = {**LATE, "id": "n-2", "message": "withdrawal", "replaces": LATE["id"], "issued_at": "2026-05-08T02:00:00Z"}
    for name, ask in asked.items():
        _, caught = warned(ask, [LATE, end])
        assert [(w.category, w.filename) for w in caught] == [(ceptoar.StaleWarning, __file__)] * 2, name


def test_u02_the_situation_gives_the_day(router):
    for name, ask in questions(router).items():
        if name == "relabel":
            continue
        assert not warned(ask, SOUND)[1] and not warned(ask, LATE, {"at": "2009-05-08T01:00:00Z"})[1], name
        assert len(warned(ask, SOUND, {"at": "2010-03-31T15:00:00Z"})[1]) == 1, name
        assert not warned(ask, SOUND, {"at": "2010-03-31T14:59:59Z"})[1], name


def test_u02_refused_or_allowed():
    refusing, allowing = ceptoar.Router(stale="refuse"), ceptoar.Router(stale="allow")
    for name, ask in questions(refusing).items():
        with pytest.raises(ceptoar.Refusal) as refused:
            ask(LATE)
        assert (refused.value.code, refused.value.pointer) == ("stale-edition", "/issued_at"), name
        ask(SOUND)
    with pytest.raises(ceptoar.Refusal) as refused:
        refusing.route(SOUND, {"at": "2026-01-01T00:00:00Z"})
    assert refused.value.pointer == "/at"
    for ask in questions(allowing).values():
        assert not warned(ask, LATE)[1]
    for wrong in ("Warn", "", None, True):
        with pytest.raises((ValueError, TypeError)):
            ceptoar.Router(stale=wrong)


def test_u02_as_an_error_nothing_is_answered(router):
    with warnings.catch_warnings():
        warnings.simplefilter("error", ceptoar.StaleWarning)
        for ask in questions(router).values():
            with pytest.raises(ceptoar.StaleWarning):
                ask(LATE)
        with pytest.raises(ceptoar.StaleWarning):
            router.route_table(pl.DataFrame([LATE]))
        with pytest.raises(ceptoar.StaleWarning):
            list(router.route_batches(pl.DataFrame([LATE])))


def test_u02_text_and_repr_say_it(router):
    for ask in (router.route, router.explain):
        answer, _ = warned(ask, LATE)
        assert answer.is_stale and "stale-edition" in [lint.code for lint in answer.lints]
        assert "does not speak of 2026-05-08" in repr(answer) and "until" not in repr(answer)
        with ceptoar.options(lang="ja"):
            assert "2026-05-08 を扱わない" in repr(answer)
        for lang in ("ja", "en"):
            assert "2009-03-31" in answer.text(lang) and "no end" not in answer.text(lang)
        assert "does not speak" in answer._repr_html_()
        assert not router.route(SOUND).is_stale


def test_u02_frames_warn_once(router):
    frame = pl.DataFrame([SOUND, LATE, EARLY] * 3)
    for ask in (router.route_table, lambda frame: list(router.route_batches(frame)),
                lambda frame: pa.RecordBatchReader.from_stream(router.route_batches(frame)).read_all(),
                lambda frame: list(router.route_batches(iter([frame, frame])))):  # fmt: skip
        _, caught = warned(ask, frame)
        assert [w.category for w in caught] == [ceptoar.StaleWarning]
        assert "at least 6 of the rows" in str(caught[0].message)
        assert not warned(ask, pl.DataFrame([SOUND]))[1]
    assert warned(router.route_table, frame)[1][0].filename == __file__
    seen = []
    assert len(warned(lambda: list(router.route_batches(frame, progress=seen.append)))[1]) == 1 and seen
    assert not warned(ceptoar.Router(stale="allow").route_table, frame)[1]
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        ceptoar.Router(stale="refuse").route_table(frame)
    assert {problem.code for problem in refused.value.problems} == {"stale-edition"}


def test_u02_what_is_kept_does_not_change(router):
    for stale in ("warn", "refuse", "allow"):
        own = ceptoar.Router(stale=stale)
        again = pickle.loads(pickle.dumps(own))
        assert again == own and again.stale == stale
    assert ceptoar.Router(stale="refuse") != router
    answer, _ = warned(router.route, LATE)
    again, caught = warned(pickle.loads, pickle.dumps(answer))
    assert again == answer and not caught
