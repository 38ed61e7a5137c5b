"""Every vector through the package: the core's own answers to the byte, and as records field by field.

What the vectors expect is judged once, of the core's answers, before they are written (docs/adr/0015-one-judge.md).
"""

import json
import os
from dataclasses import fields, replace
from pathlib import Path

import ceptoar
import pytest
from conftest import ROOT
from same import assert_answer, assert_same

ANSWERS = Path(os.environ.get("CEPTOAR_ANSWERS", ROOT / "target/bindings/answers.json"))
HOW = f"{ANSWERS} is not there; make it: cargo run -q -p ceptoar-suite --bin answers > {ANSWERS}"
OF_HOPS = {"channel-unknown", "required-by-judgement"}
"""What is told of hops, which a set of recipients has not."""


def cases():
    assert ANSWERS.exists(), HOW
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    manifest = json.loads((ROOT / "tests/vectors/manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(answers["cases"]) == answers["vectors"] == sum(manifest.values()), (
        "these are the answers of other vectors"
    )
    return answers["cases"]


CASES = cases()


def make_router(given):
    registry = ceptoar.Registry.from_json(given["registry"]) if "registry" in given else ceptoar.Registry.builtin()
    if "roster" in given:
        registry = registry.with_roster(given["roster"])
    # Without rules of its own a case takes those that the core chooses.
    rules = ceptoar.RuleSet.from_json(given["rules"]) if "rules" in given else None
    profile = None
    if "profile" in given:
        profile = ceptoar.LevelProfile.from_json(given["profile"])
    elif "profile_id" in given:
        profile = ceptoar.LevelProfile.builtin(given["profile_id"])
    return ceptoar.Router(registry, profile=profile, rules=rules, stale=given.get("stale", "allow"))


def read_document(given):
    text = given["document"]
    match given["kind"]:
        case "edition":
            ceptoar.Registry.from_json(text)
        case "rules":
            ceptoar.RuleSet.from_json(text)
        case "levels":
            ceptoar.LevelProfile.from_json(text)
        case "roster":
            ceptoar.Registry.builtin().with_roster(text)
        case "situation":
            ceptoar.Situation.from_json(text)
        case "notice":
            make_router(given).notice(text)
        case other:
            raise AssertionError(f"there is no kind of document called {other}")


def scene(given):
    router = make_router(given)
    situation = router.situation(given.get("situation"))
    return router, router.notice(given["notice"]), situation


@pytest.mark.parametrize("name", CASES)
def test_vector(name, record_property):
    given, wanted = CASES[name]["inputs"], CASES[name]["outputs"]
    if "refused" in wanted:
        with pytest.raises(ceptoar.Refusal) as refused:
            if "kind" in given:
                read_document(given)
            else:
                router, notice, situation = scene(given)
                router.explain(notice, situation)
        assert_refused(refused.value, wanted)
    elif "kind" in given:
        read_document(given)
        assert wanted == {}
    else:
        assert_answers(*scene(given), wanted)
    record_property("vector", True)


def assert_refused(refusal, wanted):
    for lang, text in (("en", wanted["refused"]), ("ja", wanted.get("refused_ja"))):
        found = [{**problem.to_dict(), "message": problem.message(lang)} for problem in refusal.problems]
        assert text is None or found == json.loads(text)["problems"]


def assert_answers(router, notice, situation, wanted):
    why = router.explain(notice, situation)
    plan = router.route(notice, situation)
    assert plan == why.plan
    found = {
        "notice": notice.to_json(),
        "plan": plan.to_json(),
        "explanation": why.to_json(),
        "text_ja": why.text("ja"),
        "text_en": why.text("en"),
        "mermaid_ja": why.picture("mermaid", "ja"),
    }
    assert found == {name: wanted[name] for name in found}
    records = {"views", "decided", "passing", "onward", "relabelled"}
    assert wanted.keys() == found.keys() | records, "an answer that nobody looks at proves nothing"
    for answer, text in ((notice, "notice"), (plan, "plan"), (plan.to_dict(), "plan"), (why, "explanation")):
        document = json.loads(wanted[text])
        if isinstance(answer, dict):
            assert answer == document
        else:
            assert_answer(answer, document)
    for recipient, text in wanted["views"].items():
        assert_same(plan.view_for(recipient), json.loads(text), recipient)
    for party, answer in wanted["decided"].items():
        assert_either(lambda party=party: router.decide(notice, party, situation), answer, assert_same)
    for pair, passing in wanted["passing"].items():
        answer = router.may_pass(notice, *pair.split(">"), situation)
        assert_same(answer, json.loads(passing["answer"]), pair)
        for lang in ("ja", "en"):
            assert [reason.sentence(lang) for reason in answer.reasons] == passing[lang]
    for holder, text in wanted["onward"].items():
        assert_same(router.onward(notice, holder, situation), json.loads(text), holder)
    for question, answer in wanted["relabelled"].items():
        by, label = question.split(" ")
        assert_either(lambda by=by, label=label: router.relabel(notice, by, label, situation), answer, assert_answer)
    assert_audience(router.audience(notice, situation), why)


def assert_either(ask, wanted, same):
    """Check an answer, or the refusal of the question."""
    try:
        answer = ask()
    except ceptoar.Refusal as refusal:
        assert_refused(refusal, wanted)
    else:
        same(answer, json.loads(wanted["answer"]))


def assert_audience(audience, why):
    told = {delivery.recipient: delivery.duty for delivery in why.deliveries}
    assert {party: audience.duty(party) for party in audience} == told
    assert all((verdict.party in audience) == (verdict.party in told) for verdict in why.verdicts)
    assert audience.lints == tuple(lint for lint in why.lints if lint.code not in OF_HOPS)


def test_a_record_that_is_not_its_document_is_noticed():
    """Each field of each record is spoilt in turn: a comparison that cannot fail proves nothing."""
    spoilt = 0
    name = next(name for name, case in CASES.items() if case["inputs"].get("roster") and "plan" in case["outputs"])
    router, notice, situation = scene(CASES[name]["inputs"])
    why = router.explain(notice, situation)
    data = json.loads(why.to_json())
    for record, wanted in (
        (why.deliveries[0], data["deliveries"][0]),
        (why.deliveries[0].hops[0], data["deliveries"][0]["hops"][0]),
        (why.verdicts[0], data["verdicts"][0]),
        (why.digests, data["digests"]),
        (why.reach, data["reach"]),
    ):
        assert_same(record, wanted)
        for field in fields(record):
            with pytest.raises(AssertionError):
                assert_same(replace(record, **{field.name: "spoilt"}), wanted)
            spoilt += 1
        for key in wanted:
            with pytest.raises(AssertionError):
                assert_same(record, {other: value for other, value in wanted.items() if other != key} | {"new": 1})
    assert spoilt > 20
