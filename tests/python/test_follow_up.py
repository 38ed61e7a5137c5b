"""What follows from an update or a withdrawal, and what would break (DESIGN-LIFE 1 and 4; LIFE-RULES R10 to R14, R38)."""

import json

import ceptoar
import polars as pl
import pytest

FIRST = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
         "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}  # fmt: skip
STRICTER = FIRST | {"id": "n-2", "message": "update", "replaces": "n-1", "level": "TLP:AMBER+STRICT",
                    "issued_at": "2009-05-08T15:00:00+09:00"}  # fmt: skip
END = STRICTER | {"message": "withdrawal", "level": "TLP:AMBER"}
LOG = [
    {"notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00"},
    {"notice": "n-1", "from": "meti", "to": "gas", "sent_at": "2009-05-08T10:10:00+09:00"},
    {"notice": "n-1", "from": "gas", "to": "gas-members", "sent_at": "2009-05-08T10:20:00+09:00"},
    {"notice": "n-1", "from": "gas", "to": "banking", "sent_at": "2009-05-08T12:00:00+09:00"},
    {"notice": "n-1", "from": "gas", "outside": "contractor-12", "sent_at": "2009-05-08T12:05:00+09:00"},
]


def test_an_update_says_who_keeps_an_old_version():
    found = ceptoar.Router().follow_up([FIRST, STRICTER], LOG, "n-2")
    rows = pl.DataFrame(found.rows).select("party", "what", "duty", "outcome").rows()
    assert rows == [
        ("gas", "kept", "must", "deliver"),
        ("meti", "kept", "must", "deliver"),
        ("banking", "stranded", None, "not-addressed"),
        ("gas-members", "stranded", None, "capped"),
        ("contractor-12", "outside", None, None),
    ]
    holders = pl.DataFrame(found.holders)
    assert holders["party"].to_list() == ["banking", "gas", "gas-members", "meti", "nisc"]
    assert holders["versions"].to_list() == [["n-1"]] * 5 and holders["source_known"].all()
    for lang, word in (("ja", "第2報"), ("en", "number 2")):
        assert word in found.text(lang)


def test_a_withdrawal_follows_every_copy():
    router = ceptoar.Router()
    found = router.follow_up([FIRST, END], LOG, "n-2")
    paths = {row["party"]: row["path"] for row in pl.DataFrame(found.rows).iter_rows(named=True) if row["path"]}
    assert paths["banking"] == ["nisc", "meti", "gas", "banking"] and len(paths) == 4
    view = found.view_for("banking")
    assert view is not None and (view["from"], view["duty"]) == ("gas", "must")
    assert "gas-members" not in json.dumps(view)
    # Nobody hears of it who has nothing.
    assert router.follow_up([FIRST, END], [], "n-2").to_dict()["deliveries"] == []
    assert found.view_for("telecom") is None


def test_what_is_no_follow_up_is_refused():
    router = ceptoar.Router()
    for notice, code in (("n-1", "not-a-follow-up"), ("n-9", "unknown-notice")):
        with pytest.raises(ceptoar.QuestionRefusal) as refused:
            router.follow_up([FIRST, END], LOG, notice)
        assert [problem.code for problem in refused.value.problems] == [code]
    for ask in (
        lambda: router.follow_up([FIRST, END], LOG, "n-2").view_for("bank"),
        lambda: router.audit([FIRST], LOG, as_of="2009-05-08T15:00:00+09:00", view_for="bank"),
    ):
        with pytest.raises(ceptoar.UnknownId, match="bank"):
            ask()


def test_what_was_replaced_is_not_passed_on():
    router = ceptoar.Router()
    assert router.may_pass(FIRST, "meti", "gas").answer == "yes"
    passing = router.may_pass(FIRST, "meti", "gas", thread=[END])
    assert passing.answer == "no" and passing.reasons[0].code == "replaced"
    before = {"at": "2009-05-08T14:59:59+09:00"}
    assert router.may_pass(FIRST, "meti", "gas", before, thread=[FIRST, END]).answer == "yes"
    # The label of the notice that is asked about counts, not that of its namesake.
    strict = router.relabel(FIRST, "nisc", "TLP:RED")
    with pytest.raises(ceptoar.QuestionRefusal, match="duplicate-id"):
        router.may_pass(strict, "meti", "gas", before, thread=[FIRST, END])
    assert [len(router.onward(FIRST, "meti", thread=thread)) for thread in (None, [], [END])] == [1, 1, 0]


def test_what_would_break():
    water = FIRST | {"affected_sectors": ["water"]}
    found = ceptoar.Router().resilience(water, kinds=["party", "link"], pairs=True)
    assert "link mhlw>water" in found.single_points and "party water-head-city" not in found.single_points
    rows = pl.DataFrame(found.rows)
    assert set(rows.columns) >= {"failure", "single_point", "lost_must", "units_must", "changed"}
    cut = rows.filter(pl.col("failure").list.first() == "link mhlw>water").row(0, named=True)
    assert cut["lost_must"] == ["water", "water-branch-cities", "water-head-city", "water-members"]
    # The secretariat, seven branch cities, a head city, 1,389 utilities.
    assert (cut["units_must"], cut["single_point"]) == (1398, True)
    pairs = pl.DataFrame(found.pairs)
    assert pairs["only_together"].explode().unique().to_list() == ["water-members"]
    assert found == ceptoar.Router().resilience(water, kinds=["link", "party"], pairs=True)
    with pytest.raises(ValueError, match="pigeon"):
        ceptoar.Router().resilience(water, kinds=["pigeon"])  # type: ignore[list-item]
    for ask in (lambda: ceptoar.Router().resilience(END), lambda: ceptoar.Router().resilience(water, kinds=[])):
        with pytest.raises(ceptoar.QuestionRefusal):
            ask()


def test_how_often_chance_loses_whom():
    router, water = ceptoar.Router(), FIRST | {"affected_sectors": ["water"]}
    scenario = {
        "runs": 400,
        "seed": 7,
        "failures": [{"party": "mhlw", "chance": 0.25}, {"channel": "email", "chance": 1}],
        "delays": [{"median": "PT10M", "p90": "PT1H"}],
        "confirmation": [{"stage": "members", "chance": 0.5}],
    }
    found = router.drill(water, scenario)
    rows = pl.DataFrame(found.rows)
    assert rows["expected"].to_list() == [1, 1, 3] and rows["units"].to_list() == [1, 1, 1397]
    assert rows["confirmed_mean"].null_count() == 2 and rows["reached_mean"].dtype == pl.Float64
    assert all(0.7 < part < 0.8 for part in rows["reached_mean"]) and 0.3 < rows["confirmed_mean"][2] < 0.45
    causes = pl.DataFrame(found.causes)
    # The ministry loses all; mail, which is never there, nobody: telephone and fax are.
    assert causes["failure"].to_list() == [["party mhlw"], ["channel email"]] and causes["runs_lost"][1] == 0
    assert [one["share"] for one in found.to_dict()["times"]] == [50, 90, 100]
    assert found == router.drill(water, scenario | {"failures": scenario["failures"][::-1]})
    assert found != router.drill(water, scenario | {"seed": 8})
    with pytest.raises(ceptoar.Refusal) as refused:
        router.drill(water, scenario | {"runs": 0, "failures": [{"party": "mlhw", "chance": 0.1}]})
    assert {problem.pointer for problem in refused.value.problems} == {"/runs", "/failures/0/party"}


def test_what_it_would_take():
    router, strict = ceptoar.Router(), FIRST | {"level": "TLP:AMBER+STRICT"}
    found = router.remedies(strict, "gas-members")
    rows = pl.DataFrame(found.rows)
    assert rows["changes"].to_list() == [["address"], ["consent"], ["label"]]
    assert rows["path"].to_list() == [["nisc", "meti", "gas", "gas-members"]] * 3
    assert rows["label"].to_list() == [None, None, "TLP:AMBER"] and not rows["widens"].any()
    assert {change["by"] for one in found.to_dict()["sets"] for change in one["changes"]} == {"nisc"}
    cut = {"outages": [{"link": "gas>gas-members"}], "failed_sectors": []}
    assert pl.DataFrame(router.remedies(FIRST, "gas-members", cut).rows)["restored"].to_list() == [["gas>gas-members"]]
    assert len(router.remedies(FIRST, "gas").rows) == 0
    with pytest.raises(ceptoar.CeptoarError):
        router.remedies(FIRST, "bank")
