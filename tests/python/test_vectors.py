"""Every vector through the package: the same cases by the same names as in Rust."""

import json

import ceptoar
import pytest
from conftest import ROOT

VECTORS = ROOT / "tests/vectors"
MANIFEST = json.loads((VECTORS / "manifest.json").read_text(encoding="utf-8"))["files"]


def cases():
    names = sorted(file.name for file in VECTORS.glob("*.json") if file.name != "manifest.json")
    assert names == sorted(MANIFEST), "the folder is not the manifest"
    for name in names:
        found = json.loads((VECTORS / name).read_text(encoding="utf-8"))["cases"]
        assert len(found) == MANIFEST[name], name
        for case in found:
            yield pytest.param(case, id=f"{name.removesuffix('.json')}-{case['name']}")


def make_router(case):
    registry = ceptoar.Registry.from_json(case["registry"]) if "registry" in case else ceptoar.Registry.builtin()
    if "roster" in case:
        registry = registry.with_roster(case["roster"])
    # Without rules of its own a case takes those that the core chooses.
    rules = ceptoar.RuleSet.from_json(case["rules"]) if "rules" in case else None
    profile = case.get("profile", "tlp-2.0")
    known = isinstance(profile, str)
    profile = ceptoar.LevelProfile.builtin(profile) if known else ceptoar.LevelProfile.from_json(profile)
    return ceptoar.Router(registry, profile=profile, rules=rules, stale=case.get("stale", "allow"))


def read_document(case):
    text = case.get("text") or json.dumps(case["value"], ensure_ascii=False)
    match case["document"]:
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
        case _:
            make_router(case).notice(text)


def ask(case):
    router = make_router(case)
    return router, router.explain(case["notice"], case.get("situation"))


@pytest.mark.parametrize("case", list(cases()))
def test_vector(case, record_property):
    record_property("vector", True)
    assert case["why"].strip() and case["source"]
    expect = case["expect"]
    wanted = sorted(expect.get("refused", []))
    if wanted or "document" in case:
        try:
            read_document(case) if "document" in case else ask(case)
            found = []
        except ceptoar.Refusal as refusal:
            assert all(problem.message("ja") and problem.message("en") for problem in refusal.problems)
            found = sorted(f"{problem.code} {problem.pointer}".strip() for problem in refusal.problems)
        assert found == wanted
        return
    router, why = ask(case)
    check_records(why)
    check_plan(expect, why)
    check_verdicts(expect, why, router, case)
    check_hands(expect, router, case)


def check_records(why):
    """Records are the document's objects, field by field."""
    data = json.loads(why.to_json())
    plan = why.plan
    assert plan.to_dict() == {**{key: data[key] for key in plan.to_dict()}, "format": "ceptoar/plan/1"}
    assert [delivery.to_dict() for delivery in plan.deliveries] == data["deliveries"]
    assert [unmet.to_dict() for unmet in plan.unmet] == data["unmet"]
    assert [lint.to_dict() for lint in plan.lints] == data["lints"]
    assert [verdict.to_dict() for verdict in why.verdicts] == data["verdicts"]
    assert why.reach.to_dict() == data["reach"]
    assert why.digests.to_dict() == data["digests"]
    assert (why.notice, why.level, why.edition, why.profile) == tuple(
        data[key] for key in ("notice", "level", "edition", "profile")
    )
    for delivery in plan.deliveries:
        view = plan.view_for(delivery.recipient)
        assert (view.party, view.duty, view.obligations) == (delivery.recipient, delivery.duty, delivery.obligations)
        last = delivery.hops[-1]
        assert (view.channels, view.also, view.judged) == (last.channels, last.also, last.judged)
        assert view.judgement == tuple(
            text for owed in delivery.judgement if owed.party == delivery.recipient for text in owed.texts
        )
        assert view.instruments == delivery.instruments
        assert view.to_dict() == json.loads(plan._native.view_for(delivery.recipient))
        assert {lint.code for lint in view.lints} <= {lint.code for lint in plan.lints}


def check_plan(expect, why):
    plan = why.plan
    for recipient, wanted in expect.get("deliveries", {}).items():
        delivery = plan.delivery(recipient)
        assert delivery is not None, f"{recipient} is not told"
        last = delivery.hops[-1]
        found = {
            "duty": delivery.duty,
            "path": list(delivery.path),
            "channels": None if last.channels is None else list(last.channels),
            "also": list(last.also),
            "judged": list(last.judged),
            "judgement": {owed.party: list(owed.rules) for owed in delivery.judgement},
            "instruments": list(delivery.instruments),
            "due": delivery.due,
            "obligations": list(delivery.obligations),
            "rules": list(delivery.rules),
            "refs": list(delivery.persons.refs),
            "internal": last.internal,
        }
        for name, value in wanted.items():
            assert found[name] == value, f"{recipient} {name}"
    if expect.get("exactly"):
        assert [delivery.recipient for delivery in plan.deliveries] == sorted(expect.get("deliveries", {}))
    if "unmet" in expect:
        assert [unmet.party for unmet in plan.unmet] == expect["unmet"]
    for lint in expect.get("lints", []):
        assert lint in [f"{found.code} {found.at}" for found in plan.lints]
    for lint in expect.get("no_lints", []):
        assert lint not in [text for found in plan.lints for text in (found.code, f"{found.code} {found.at}")]
    if "valid_until" in expect:
        assert json.loads(plan.to_json())["valid_until"] == expect["valid_until"]
    for party, wanted in expect.get("views", {}).items():
        view = plan.view_for(party)
        assert view is not None
        assert wanted.items() <= view.to_dict().items(), party


def reason_texts(reason):
    texts = [reason.code]
    if reason.rule:
        texts.append(f"{reason.code} {reason.rule}")
    if reason.group and reason.date:
        rule = f" {reason.rule}" if reason.rule else ""
        texts.append(f"{reason.code}{rule} {reason.group} {reason.date}")
    if reason.opening:
        changes = [f"{change.change}:{change.link or change.party or ''}" for change in reason.opening]
        texts.append(f"{reason.code} {' '.join(changes)}")
    return texts


def check_verdicts(expect, why, router, case):
    for party, wanted in expect.get("verdicts", {}).items():
        verdict = why.verdict(party)
        assert verdict is not None, party
        assert verdict.outcome == wanted["outcome"], party
        found = [text for reason in verdict.reasons for text in reason_texts(reason)]
        for reason in wanted.get("reasons", []):
            assert reason in found, party
        assert router.decide(case["notice"], party, case.get("situation")) == verdict
    for party, wanted in expect.get("asked", {}).items():
        try:
            found = router.decide(case["notice"], party, case.get("situation")).outcome
        except ceptoar.Refusal as refusal:
            found = refusal.code
        assert found == wanted, party
    audience = router.audience(case["notice"], case.get("situation"))
    assert {party: audience.duty(party) for party in audience} == {
        delivery.recipient: delivery.duty for delivery in why.deliveries
    }
    of_hops = {"channel-unknown", "required-by-judgement"}
    assert audience.lints == tuple(lint for lint in why.lints if lint.code not in of_hops)


def check_hands(expect, router, case):
    notice, situation = case["notice"], case.get("situation")
    for question, wanted in expect.get("may_pass", {}).items():
        holder, party = question.split(">")
        passing = router.may_pass(notice, holder, party, situation)
        read, at = router._read(notice, situation)
        written = json.loads(router._may_pass(read, holder, party, at).record())
        for reason in written["reasons"]:
            del reason["en"], reason["ja"]
        assert passing.to_dict() == written
        if isinstance(wanted, str):
            assert passing.answer == wanted and passing.hop is not None and not passing.reasons, question
        else:
            assert passing.answer is ceptoar.MayPass.NO and passing.hop is None, question
            assert set(wanted) <= {text for reason in passing.reasons for text in reason_texts(reason)}, question
    for holder, wanted in expect.get("onward", {}).items():
        steps = router.onward(notice, holder, situation)
        assert [step.to for step in steps] == wanted, holder
        read, at = router._read(notice, situation)
        assert [step.to_dict() for step in steps] == json.loads(router._onward(read, holder, at))
    for question, wanted in expect.get("relabel", {}).items():
        by, label = question.split(" ")
        try:
            found = router.relabel(notice, by, label, situation).level == label
        except ceptoar.Refusal as refusal:
            found = refusal.code
        assert found == wanted, question
