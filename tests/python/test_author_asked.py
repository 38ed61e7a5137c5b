"""What an author asks in Python: who could ever see what, fixtures, gaps, what is found in rules."""

import json
import signal
import warnings
from datetime import date, datetime

import ceptoar
import polars as pl
import pytest
from ceptoar import Outline, Registry
from conftest import NOTICE

DAYS = {"from_": date(2009, 5, 1), "until": date(2009, 5, 2), "addressees": "none"}


def permit(**when):
    rule = {
        "id": "all",
        "effect": "permit",
        "audience": {"kinds": ["ceptoar"]},
        "when": {"directions": ["provision"], **when},
    }
    return ceptoar.RuleSet.from_json({"id": "wider", "extends": ["standard"], "rules": [rule]})


def test_r63_to_r65_a_planted_widening_is_found_with_a_witness():
    before = ceptoar.Router(rules=ceptoar.RuleSet.standard())
    after = ceptoar.Router(rules=permit(kinds=["newsletter"], levels=["TLP:GREEN"]))
    found = ceptoar.exposure_diff(before, after, **DAYS)
    rows = pl.DataFrame(found.rows).rows(named=True)
    assert {(row["aspect"], row["sense"]) for row in rows} == {("notice", "gains")}
    for row in rows:
        assert row["kinds"] == ["newsletter"] and row["levels"] == ["TLP:GREEN"] and row["classes"] > 0
        witness = json.loads(row["witness"])
        told = [router.audience(witness) for router in (before, after)]
        assert [row["witness_party"] in who for who in told] == [False, True]
        assert json.loads(row["before"])["outcome"] != json.loads(row["after"])["outcome"] == "deliver"
    assert len(ceptoar.exposure_diff(before, before, **DAYS).rows) == 0
    assert found.to_dict()["format"] == "ceptoar/exposure-diff/1" and "witness-1" in found.text("en")
    assert found.to_dict()["window"] == {"from": "2009-05-01", "until": "2009-05-02"}


def test_r56_exposure_is_exact_over_its_window():
    router = ceptoar.Router()
    found = ceptoar.exposure(router, **DAYS)
    parties = pl.DataFrame(found.parties)
    assert parties["party"].to_list() == sorted(party.id for party in router.registry.parties)
    assert (parties["must"] <= parties["told"]).all() and parties["told"].max() > 0
    rows = pl.DataFrame(found.rows)
    # Rows are disjoint and hold every class: each party's add up to what it is told.
    told = rows.explode("parties").group_by("parties").agg(pl.col("classes").sum())
    assert dict(told.iter_rows()) == {
        party: told for party, told in parties.select("party", "told").iter_rows() if told
    }
    assert set(rows["duty"]) == {"may", "must"} and rows["affected"].explode().drop_nulls().len()
    assert found.to_dict()["classes"]["addressees"] == ["none"]
    assert ceptoar.exposure(router, **{**DAYS, "addressees": "everybody"}).to_dict()["classes"]["addressees"] == [
        "none",
        "everybody",
    ]


def test_what_no_exposure_can_be_asked():
    router = ceptoar.Router()
    with pytest.raises(ceptoar.QuestionRefusal) as refused:
        ceptoar.exposure(router, **DAYS, most=10)
    assert refused.value.code == "too-many-combinations"
    for wrong in ({"until": date(2009, 5, 1)}, {"addressees": "some"}, {"sectors": 3}):
        with pytest.raises(ValueError):
            ceptoar.exposure(router, **{**DAYS, **wrong})


def test_two_days_of_one_router_are_compared():
    router = ceptoar.Router()
    days = {"before_on": date(2007, 5, 1), "after_on": date(2009, 5, 1), "addressees": "none"}
    found = ceptoar.exposure_diff(router, router, **days)
    assert (found.to_dict()["before_on"], found.to_dict()["after_on"]) == ("2007-05-01", "2009-05-01")
    row = next(row for row in found.rows.to_polars().rows(named=True) if row["aspect"] == "notice")
    told = [
        router.audience(row["witness"], ceptoar.Situation(at=day))
        for day in ("2007-05-01T00:00:00+09:00", "2009-05-01T00:00:00+09:00")
    ]
    assert [row["witness_party"] in who for who in told] == [row["sense"] == "loses", row["sense"] == "gains"]
    same = ceptoar.exposure_diff(router, router, **{**days, "before_on": days["after_on"]})
    assert len(same.rows) == 0
    for wrong in ({"after_on": None}, {"from_": date(2009, 5, 1)}):
        with pytest.raises(TypeError, match="two days"):
            ceptoar.exposure_diff(router, router, **{**days, **wrong})


def test_r68_fixtures_say_what_is_not_as_expected():
    case = {
        "name": "gas",
        "notice": NOTICE,
        "expect": {"told": ["meti", "water"], "not_told": ["nobody"], "must": ["gas-members"]},
    }
    good = {**case, "name": "good", "expect": {"told": ["meti", "gas"], "must": ["gas-members"]}}
    tested = ceptoar.run_tests(ceptoar.Router(), {"id": "mine", "cases": [case, good]})
    rows = pl.DataFrame(tested.rows).rows(named=True)
    assert not tested.passed and {row["fixture"] for row in rows} == {"mine"}
    assert {(row["pointer"], row["what"]) for row in rows if row["case"] == "gas"} == {
        ("/expect/told/1", "missing"),
        ("/expect/not_told/0", "foreign"),
    }
    assert [row["what"] for row in rows if row["case"] == "good"] == ["passed"]
    assert "newsletter" in tested.silent and "gas" in tested.text("en")
    assert ceptoar.run_tests(ceptoar.Router(), {"id": "mine", "cases": [good]}).passed
    with pytest.raises(ceptoar.DocumentRefusal):
        ceptoar.run_tests(ceptoar.Router(), {"id": "mine"})


def test_gaps_of_an_outline_and_of_a_registry():
    outline = Outline.builtin("2024-03-31")
    found = ceptoar.gaps(outline)
    rows = pl.DataFrame(found.rows)
    counts = found.to_dict()["counts"]
    assert dict(rows.group_by("code").len().iter_rows()) == counts and counts["unknown-means"] == 20
    (stated,) = rows.filter(pl.col("code") == "stated-total").rows(named=True)
    assert (stated["at"], stated["stated"], stated["listed"]) == ("scheme/ceptoars_stated", 21, 20)
    assert rows.select("causes_ja", "causes_en", "fill_ja", "fill_en").null_count().sum_horizontal().item() == 0
    stale = [
        ceptoar.gaps(Registry.builtin(), on=day).to_dict()["counts"].get("stale")
        for day in (date(2009, 5, 8), date(2026, 11, 26))
    ]
    assert stale == [None, 1] and "stale" in ceptoar.gaps(Registry.builtin(), on=date(2026, 11, 26)).text("en")


def test_gaps_of_an_outline_are_asked_of_it():
    known = Outline.builtin("2024-03-31")
    for options in (
        {},
        {"on": date(2026, 5, 8)},
        {"rules": ceptoar.RuleSet.standard(), "profile": ceptoar.LevelProfile.builtin("pfc")},
    ):
        assert known.gaps(**options).to_dict() == ceptoar.gaps(known, **options).to_dict()
    with pytest.raises(TypeError, match="`on` is a day"):
        known.gaps(on="2026-05-08")


def test_r67_a_rule_without_which_no_answer_changes_is_found():
    never = {"id": "never", "effect": "permit", "audience": {"kinds": ["ministry"]}, "period": {"from": "2100-01-01"}}
    rules = ceptoar.RuleSet.from_json({"id": "mine", "extends": ["standard"], "rules": [never]})
    rows = pl.DataFrame(ceptoar.lint_rules(ceptoar.Router(rules=rules), **DAYS).rows)
    (row,) = rows.filter(pl.col("at") == "never").rows(named=True)
    assert (row["code"], row["fires"], row["witness"]) == ("idle", 0, None)


def asked(router, **options):
    """Yield the three questions over all classes."""
    yield lambda: ceptoar.exposure(router, **options)
    yield lambda: ceptoar.exposure_diff(router, router, **options)
    yield lambda: ceptoar.lint_rules(router, **options)


def test_long_work_tells_how_far_it_is_and_stops_when_it_is_told_to():
    router, seen = ceptoar.Router(), []
    found = ceptoar.exposure(router, **DAYS, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == found.to_dict()["classes"]["count"] and len(seen) > 1

    def interrupt(_done):
        signal.raise_signal(signal.SIGINT)

    def fail(_done):
        raise ZeroDivisionError

    wider = ceptoar.Router(rules=permit(kinds=["newsletter"], levels=["TLP:GREEN"]))
    for progress, error in ((interrupt, KeyboardInterrupt), (fail, ZeroDivisionError)):
        with pytest.raises(error):
            ceptoar.exposure(router, progress=progress)
        with pytest.raises(error):
            ceptoar.exposure_diff(router, wider, progress=progress)
        with pytest.raises(error):
            ceptoar.lint_rules(router, progress=progress)


def test_r61_days_of_which_the_edition_does_not_speak_are_warned_of_or_refused():
    late = {"from_": date(2030, 5, 1), "until": date(2030, 5, 2), "addressees": "none"}
    for ask in asked(ceptoar.Router(), **late):
        with pytest.warns(ceptoar.StaleWarning, match="2009-03-31") as caught:
            ask()
        assert caught[0].filename == __file__
    for router in (ceptoar.Router(stale="allow"), ceptoar.Router()):
        days = late if router.stale == "allow" else DAYS
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for ask in asked(router, **days):
                ask()
    for ask in asked(ceptoar.Router(stale="refuse"), **late):
        with pytest.raises(ceptoar.Refusal, match="stale-edition"):
            ask()
    with pytest.warns(ceptoar.StaleWarning):
        ceptoar.exposure_diff(
            ceptoar.Router(), ceptoar.Router(), before_on=date(2009, 5, 1), after_on=date(2030, 5, 1), addressees="none"
        )


@pytest.mark.parametrize("day", ["2009-05-01", 20090501, datetime(2009, 5, 1)])
def test_a_day_is_a_date(day):
    router = ceptoar.Router()
    for ask in (
        lambda: ceptoar.exposure(router, from_=day),
        lambda: ceptoar.lint_rules(router, until=day),
        lambda: ceptoar.exposure_diff(router, router, before_on=day, after_on=date(2009, 5, 1)),
        lambda: ceptoar.gaps(Registry.builtin(), on=day),
    ):
        with pytest.raises(TypeError, match="is a day, such as"):
            ask()


@pytest.mark.parametrize("days", [{"from_": date(2011, 1, 1)}, {"until": date(2006, 1, 1)}])
def test_a_window_without_a_day_is_refused(days):
    # A check that asks of no day would pass every change.
    for ask in asked(ceptoar.Router(), **days):
        with pytest.raises(ceptoar.Refusal, match="empty-window"):
            ask()
