"""The package itself: documents, records, errors, pickling, threads."""

import copy
import json
import pickle
import threading
from datetime import UTC, date, datetime, timedelta, timezone

import ceptoar
import pytest
from ceptoar import enums, facts
from conftest import NOTICE, ROOT, document, samples


@pytest.mark.parametrize("file", samples(), ids=lambda file: file.stem)
def test_samples_answer_as_in_rust(file, router):
    """The answers that every language must give, byte for byte."""
    expected = file.parent / "expected" / file.name
    assert expected.exists()
    try:
        answer = router.explain(file.read_bytes()).to_dict()
    except ceptoar.Refusal as refusal:
        answer = refusal.to_dict()
    assert answer == document(expected)


def test_instants_must_be_aware():
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        ceptoar.Notice(**{**NOTICE, "issued_at": datetime(2009, 5, 8)})
    assert (refused.value.code, refused.value.pointer) == ("naive-instant", "/issued_at")
    odd = timezone(timedelta(hours=9, seconds=1))  # an offset that RFC 3339 cannot write
    notice = ceptoar.Notice(**{**NOTICE, "issued_at": datetime(2009, 5, 8, 10, tzinfo=odd)})
    assert notice.issued_at == datetime(2009, 5, 8, 0, 59, 59, tzinfo=UTC)


def test_every_form_of_a_document_is_the_same_document(router):
    as_dict = router.route(NOTICE)
    as_text = router.route(ceptoar.Notice.from_json(NOTICE).to_json())
    as_bytes = router.route(ceptoar.Notice.from_json(NOTICE).to_json().encode())
    as_object = router.route(ceptoar.Notice(**{**NOTICE, "issued_at": datetime(2009, 5, 8, 1, tzinfo=UTC)}))
    assert as_dict == as_text == as_bytes == as_object
    assert len({as_dict, as_text, as_bytes, as_object}) == 1


def test_every_problem_is_told_at_once(router):
    with pytest.raises(ceptoar.Refusal) as refused:
        router.route({**NOTICE, "origin": "nobody", "level": "TLP:PINK", "kind": "rumour"})
    found = [(problem.code, problem.pointer) for problem in refused.value.problems]
    assert found == [("unknown-kind", "/kind"), ("unknown-level", "/level"), ("unknown-party", "/origin")]
    assert "nobody" in refused.value.problems[2].message("ja")
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.problems == refused.value.problems and type(again) is type(refused.value)
    with pytest.raises(ceptoar.QuestionRefusal) as refused:
        router.decide(NOTICE, "nisc")
    assert refused.value.code == "no-verdict"
    with pytest.raises(ceptoar.QuestionRefusal):
        router.may_pass(NOTICE, "No Party!", "gas")
    with pytest.raises(ceptoar.DocumentRefusal):
        ceptoar.Registry.from_json("{")
    with pytest.raises(LookupError):
        ceptoar.Registry.builtin("1999-01-01")


def test_closed_sets_are_those_of_the_core(router):
    """Every value that the answers and the registry hold is a member of its enum, or the records would not be made."""
    registry = router.registry
    assert {party.kind for party in registry.parties} <= set(enums.PartyKind)
    assert {link.direction for link in registry.links} == set(enums.Direction)
    schema = str(ceptoar.schema("answer")) + str(ceptoar.schema("edition")) + str(ceptoar.schema("rules"))
    schema += str(ceptoar.schema("levels"))
    for name in ("Duty", "Outcome", "PartyKind", "Role", "Grade", "Effect", "Mode", "Status", "ReachTerm",
                 "ConditionName", "Binding"):  # fmt: skip
        for member in getattr(enums, name):
            assert f"'{member}'" in schema, (name, member)
    for codes in (enums.problem_codes(), enums.reason_codes(), enums.lint_codes()):
        assert all(en and ja for en, ja in codes.values())


def bare(value):
    """A value without what is empty: documents leave some of it out."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if item not in (None, [], {}, False)}
    return [bare(item) for item in value] if isinstance(value, list) else value


def test_no_record_drops_a_field(router):
    registry = router.registry
    for part in ("parties", "memberships", "links", "ceptoars", "councils", "instruments", "bodies", "statements", "errata",
                 "documents", "sectors"):  # fmt: skip
        records = [record.to_dict() for record in getattr(registry, part)]
        assert bare(records) == bare(json.loads(registry._native.section(part))), part
    assert bare(registry.vocabulary.to_dict()) == bare(json.loads(registry._native.section("vocabulary")))
    assert bare([rule.to_dict() for rule in router.rules.rules]) == bare(json.loads(router.rules._native.rules()))
    for name in ("tlp-2.0", "tlp-1.0", "pfc"):
        profile = ceptoar.LevelProfile.builtin(name)
        assert bare([level.to_dict() for level in profile.levels]) == bare(json.loads(profile._native.levels()))


def test_the_registry_is_what_the_core_holds(router):
    registry = router.registry
    edition = document(ROOT / "ceptoar-core/data/editions/2009-03-31.json")
    for name in ("parties", "memberships", "links", "instruments", "bodies", "councils", "statements"):
        assert len(getattr(registry, name)) == len(edition[name]) > 0, name
    assert len(registry.sectors) == 10 and len(registry.ceptoars) == 14
    telecom = registry.ceptoar("telecom")
    assert telecom.sector == "information-communications"
    assert all(entry.period.from_ or entry.period.until for entry in telecom.secretariat)
    assert registry.covers == facts.Period(date(2007, 4, 1), date(2010, 4, 1))
    assert registry.covers.covers(date(2010, 3, 31)) and not registry.covers.covers(date(2010, 4, 1))
    assert len(registry.source_index.statements) == 303
    assert router.rules.rule("bot-removal").when.kinds == ("malware",)
    assert router.profile.level("TLP:CLEAR").channels == "all"
    assert isinstance(router.profile.level("TLP:RED").channels, tuple)
    every = [
        *registry.parties, *registry.links, *registry.memberships, *registry.ceptoars, *registry.councils,
        *registry.statements, *registry.errata, *registry.documents, *registry.sectors, *router.rules.rules,
        *registry.instruments, *registry.bodies,
        *router.profile.levels, registry.vocabulary, registry.source_index,
    ]  # fmt: skip
    for record in every:
        assert type(record).from_dict(record.to_dict()) == record
        hash(record)
    assert router.boundaries == tuple(sorted(router.boundaries))


def test_frozen_equal_hashed_pickled_copied(router):
    roster = ceptoar.Roster.from_json(
        {
            "id": "mine",
            "organizations": [{"id": "my-gas", "name": {"ja": "例示ガス"}}],
            "memberships": [{"party": "my-gas", "group": "gas", "role": "member"}],
        }
    )
    own = ceptoar.Router(ceptoar.Registry.builtin().with_roster(roster))
    situation = ceptoar.Situation(datetime(2009, 6, 1, tzinfo=UTC), outages=["email", "mic>telecom:fax"])
    notice = router.notice(NOTICE)
    why = router.explain(notice, situation)
    things = [
        roster, own, own.registry, own.rules, router, router.registry, router.rules, router.profile, situation, notice, why,
        why.plan, *why.verdicts, *why.deliveries, own.route(NOTICE),
    ]  # fmt: skip
    for thing in things:
        for other in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
            assert other == thing and hash(other) == hash(thing), thing
        assert repr(thing)
    for thing, name in ((router.registry, "id"), (why.deliveries[0], "recipient"), (notice, "id"), (router, "rules")):
        with pytest.raises(AttributeError):
            setattr(thing, name, "x")
    assert own.audience(NOTICE).duty("my-gas") is ceptoar.Duty.MUST
    assert own != router and own.registry.roster_digest


def test_the_core_alone_chooses_the_rules(router):
    """Who leaves the rules out must not lose those of the edition: a roster changes nothing in them."""
    edition, standard = ceptoar.RuleSet.builtin(), ceptoar.RuleSet.standard()
    builtin = ceptoar.Registry.builtin()
    roster = {
        "id": "mine",
        "organizations": [{"id": "my-airline", "name": {"ja": "例示航空"}}],
        "memberships": [{"party": "my-airline", "group": "aviation", "role": "member"}],
    }
    read = ceptoar.Registry.from_json((ROOT / "ceptoar-core/data/editions/2009-03-31.json").read_bytes())
    empty = {name: [] for name in ("sectors", "parties", "ceptoars", "memberships", "links")}
    own = ceptoar.Registry.from_json({"id": "own", "title": {"ja": "版"}, **empty})
    for registry, rules in (
        (None, edition),
        (builtin, edition),
        (builtin.with_roster(roster), edition),
        (read, edition),
        (read.with_roster(roster), edition),
        (own, standard),
    ):
        chosen = ceptoar.Router(registry)
        assert chosen.rules == rules and chosen.rules.id == rules.id, registry
        assert chosen.registry.edition == (ceptoar.EDITION if rules == edition else None)
        assert pickle.loads(pickle.dumps(chosen)) == chosen
    assert ceptoar.Router(builtin, rules=standard).rules is standard
    airline = ceptoar.Router(builtin.with_roster(roster))
    outward = {
        **NOTICE,
        "direction": "exchange",
        "origin": "aviation",
        "level": "TLP:GREEN",
        "addressees": ["gas", "my-airline"],
    }
    verdict = airline.decide({**outward, "affected_sectors": []}, "gas")
    assert verdict.outcome is ceptoar.Outcome.FORBIDDEN
    assert "aviation-members-only" in [reason.rule for reason in verdict.reasons]
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        builtin.with_roster(roster).with_roster({**roster, "id": "another"})
    assert refused.value.code == "second-roster"


RAILWAY = {**NOTICE, "level": "TLP:GREEN", "kind": "incident-case", "affected_sectors": ["electric-power"]}


def test_may_pass_has_three_answers_and_no_truth(router):
    asked = {
        ("nisc", "mlit"): ceptoar.MayPass.YES,
        ("railway", "railway-members"): ceptoar.MayPass.IF_JUDGED,
        ("nisc", "gas-members"): ceptoar.MayPass.NO,
    }
    for (holder, party), answer in asked.items():
        passing = router.may_pass(RAILWAY, holder, party)
        assert passing.answer is answer and passing.answer == str(answer)
        assert (passing.hop is None) == (answer == "no") == (passing.reasons != ())
        for truth in (passing, passing.answer):
            with pytest.raises(TypeError, match="answer"):
                bool(truth)
        assert type(passing).from_dict(passing.to_dict()) == passing
        assert pickle.loads(pickle.dumps(passing)) == passing
    (owed,) = router.may_pass(RAILWAY, "railway", "railway-members").judgement
    assert (owed.party, owed.rules) == ("railway-members", ("railway-when-useful",))
    assert "有益" in owed.texts[0].ja
    delivery = router.route(RAILWAY).delivery("railway-members")
    assert delivery.judgement == (owed,) and delivery.rests_on_judgement
    assert not router.route(RAILWAY).delivery("railway").rests_on_judgement
    (step,) = (step for step in router.onward(RAILWAY, "railway") if step.to == "railway-members")
    assert step.judgement == (owed,)
    assert router.route(RAILWAY).view_for("railway-members").judgement == owed.texts


def test_channels_used_beside_the_others(router):
    notice = {
        **NOTICE,
        "level": "TLP:GREEN",
        "affected_sectors": ["finance"],
        "affected_ceptoars": ["securities"],
        "mode": "wide-area-disaster",
        "purposes": ["containment"],
    }
    plan = router.route(notice)
    hop = plan.delivery("securities-members").hops[-1]
    assert "bcp-web" in hop.also and "bcp-web" not in (hop.channels or ())
    assert set(hop.judged) == set(hop.also) and len(hop.judged_texts) == len(hop.judged)
    assert not hop.rests_on_judgement
    view = plan.view_for("securities-members")
    assert (view.also, view.judged, view.judged_texts) == (hop.also, hop.judged, hop.judged_texts)
    down = [f"securities>securities-members:{channel}" for channel in hop.channels]
    left = router.route(notice, ceptoar.Situation(outages=down))
    assert left.delivery("securities-members").rests_on_judgement
    assert "required-by-judgement securities-members" in [f"{lint.code} {lint.at}" for lint in left.lints]


def test_only_is_no_limit_nobody_or_somebody(router):
    made = {only: ceptoar.Notice(**NOTICE, only=only) for only in (None, (), ("meti", "gas"))}
    assert made[None].only is None and "only" not in made[None].to_dict()
    assert made[()].only == () and made[()].to_dict()["only"] == []
    assert made["meti", "gas"].only == ("gas", "meti")
    assert len(set(made.values())) == 3
    for only, notice in made.items():
        assert pickle.loads(pickle.dumps(notice)) == notice
        told = {delivery.recipient for delivery in router.route(notice).deliveries}
        assert told == set(router.audience(notice)) and told <= {
            "gas",
            "meti",
            *(["gas-members"] if only is None else []),
        }
    assert router.decide(made[()], "gas").reasons[-1].code == "not-in-only"
    lints = router.audience(made[()]).lints
    assert [f"{lint.code} {lint.at}" for lint in lints] == ["nobody-told n-1"] and isinstance(lints[0], facts.Lint)
    with pytest.raises(ceptoar.DocumentRefusal):
        ceptoar.Notice(**NOTICE, only="gas")


def test_memberships_that_do_not_hold_are_named(router):
    roster = {
        "id": "mine",
        "organizations": [{"id": "my-gas", "name": {"ja": "例示ガス"}}],
        "memberships": [{"party": "my-gas", "group": "gas", "role": "member", "period": {"until": "2009-04-01"}}],
    }
    own = ceptoar.Router(ceptoar.Registry.builtin().with_roster(roster))
    reasons = own.decide(NOTICE, "my-gas").reasons
    (ended,) = (
        reason for reason in reasons if reason.rule == "provision-to-affected" and reason.code == "membership-ended"
    )
    assert (ended.group, ended.date) == ("gas", date(2009, 4, 1))
    assert "2009-04-01" in ended.sentence("en") and "gas" in ended.sentence("ja")
    alone = {"id": "mine", "organizations": [{"id": "x", "name": {"ja": "x"}}], "memberships": []}
    lints = ceptoar.Registry.builtin().with_roster(alone).lints
    assert ("organization-without-membership", "x") in [(lint.code, lint.at) for lint in lints]


def test_what_the_edition_tells_of_instruments_and_bodies(router):
    registry = router.registry
    for instrument in registry.instruments:
        for binds in instrument.binds:
            assert binds.how in set(ceptoar.Binding)
            assert instrument in registry.instruments_of(binds.ceptoar)
    assert registry.instruments_of("nisc") == ()
    assert all(registry.ceptoar(party) for body in registry.bodies for party in body.ceptoars)
    assert all(record.means is None or record.means.channels for record in registry.ceptoars)
    assert any(record.means and record.means.open for record in registry.ceptoars)
    assert any(activity.counts for record in registry.ceptoars for activity in record.activities)
    assert any(council.secretariat for council in registry.councils)
    assert all(reason.ja for _, reason in registry.excused)
    named = [delivery for record in registry.ceptoars
             for delivery in router.route({**NOTICE, "affected_sectors": [record.sector]}).deliveries]  # fmt: skip
    assert any(delivery.instruments for delivery in named)
    for delivery in named:
        if registry.ceptoar(delivery.recipient):
            bound = tuple(instrument.id for instrument in registry.instruments_of(delivery.recipient))
            assert delivery.instruments == bound


def test_the_audience_is_remembered_for_its_own_router_only(router):
    notice = router.notice({**NOTICE, "level": "TLP:GREEN"})
    nobody = ceptoar.Router(rules=ceptoar.RuleSet.from_json({"id": "none", "rules": []}))
    first = router.audience(notice)
    assert router.audience(notice) is first
    assert len(nobody.audience(notice)) == 0
    assert router.audience(notice) == first and list(first) == sorted(first)
    assert "gas" in first and first.must == ["gas", "gas-members", "meti"]
    later = ceptoar.Situation(at="2007-04-01T00:00:00Z")
    assert router.audience(notice, later) is not first
    assert [*router.audience(notice, {"outages": [{"link": "nisc>meti"}]})] == []


def test_a_prepared_notice_answers_as_its_router(router):
    with pytest.raises(ceptoar.Refusal):
        router.prepare({**NOTICE, "origin": "nobody"})
    for asked in (NOTICE, router.notice(NOTICE), router.notice({**NOTICE, "level": "TLP:RED"})):
        prepared = router.prepare(asked)
        held = router.notice(asked)
        assert prepared.notice == held and repr(prepared) == f"<Prepared {held.id}>"
        cut = {"outages": [{"link": "nisc>meti"}]}
        for situation in (None, cut, json.dumps(cut), ceptoar.Situation.from_json(cut)):
            assert prepared.audience(situation) == router.audience(asked, situation)
        with pytest.raises(ceptoar.Refusal, match="nobody"):
            prepared.audience({"outages": [{"link": "nobody>meti"}]})
        with pytest.warns(ceptoar.StaleWarning) as told:
            prepared.audience({"at": "2030-01-01T00:00:00Z"})
        assert told[0].filename == __file__
    assert len(router.prepare(NOTICE).audience(cut)) < len(router.prepare(NOTICE).audience())


def test_pictures_are_for_everybody(router):
    why = router.explain(NOTICE)
    for lang in ("ja", "en"):
        for kind in ("svg", "mermaid", "dot"):
            picture = why.picture(kind, lang, withheld="list")
            assert all(delivery.recipient in picture for delivery in why.deliveries)
            assert all(verdict.party in picture for verdict in why.withheld())
    svg = why.picture("svg", "ja")
    assert 'role="img"' in svg and "<desc>" in svg and "ガスCEPTOAR構成員" in svg
    assert "<svg" in why._repr_html_() and "<details>" in why._repr_html_()
    assert "<svg" in why.plan._repr_html_()
    with pytest.raises(ValueError, match="svg"):
        why.picture("png")
    with pytest.raises(ValueError, match="ja"):
        why.text("fr")


def test_threads_give_the_answers_of_one(router):
    files = [file.read_bytes() for file in samples()]
    notices = [{**NOTICE, "affected_sectors": [sector.id]} for sector in router.registry.sectors]
    wanted = [router.explain(notice).to_json() for notice in notices]
    shared = [router.notice(notice) for notice in notices]
    faults = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        for _ in range(30):
            for notice, held, answer in zip(notices, shared, wanted, strict=True):
                if router.explain(held).to_json() != answer or set(router.audience(held)) != {
                    delivery.recipient for delivery in router.route(notice).deliveries
                }:
                    faults.append(notice)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files and not faults
