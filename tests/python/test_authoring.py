"""A registry and its rules are written in Python without JSON, and answer as the same documents that are read."""

import json
import pickle
from dataclasses import replace
from datetime import date

import ceptoar
import pytest
from ceptoar import Direction, LevelProfile, PartyKind, Registry, Role, Roster, RuleSet
from ceptoar import document as d

NOTICE = {
    "id": "n-1", "direction": "provision", "origin": "centre", "level": "TLP:GREEN", "kind": "other",
    "affected_sectors": ["heat"], "issued_at": "2026-11-26T01:00:00Z",
}  # fmt: skip


def link(from_, to):
    return d.Link(from_, to, Direction.PROVISION, channels=("email", d.ConditionalChannel("phone", use="also")))


def edition():
    """Two sectors, each with a ministry, a CEPTOAR and its members."""
    sectors = ("heat", "water")
    return d.Edition(
        "own",
        d.Text("自分の版", "My own edition"),
        covers=d.Covers(from_=date(2026, 4, 1)),
        sectors=tuple(d.Sector(sector, d.Text(sector)) for sector in sectors),
        parties=(
            d.Party("centre", PartyKind.CABINET, d.Text("内閣")),
            d.Party("ministry", PartyKind.MINISTRY, d.Text("省"), periods=(d.Period(date(2001, 1, 6)),)),
            *(d.Party(sector, PartyKind.CEPTOAR, d.Text(f"{sector} CEPTOAR")) for sector in sectors),
            *(d.Party(f"{sector}-members", PartyKind.MEMBERS, d.Text("事業者"), counts=(d.Count(7, d.Text("社")),))
              for sector in sectors),
        ),
        ceptoars=tuple(d.Ceptoar(sector, sector, d.Text(sector)) for sector in sectors),
        memberships=tuple(
            membership
            for sector in sectors
            for membership in (
                d.Membership("ministry", sector, Role.RESPONSIBLE),
                d.Membership(f"{sector}-members", sector, Role.MEMBER),
            )
        ),
        links=(
            link("centre", "ministry"),
            *(link("ministry", sector) for sector in sectors),
            *(link(sector, f"{sector}-members") for sector in sectors),
        ),
    )  # fmt: skip


def rules():
    provision = d.Condition(directions=(Direction.PROVISION,))
    affected = d.Audience(affected_ministries=True, affected_ceptoars=True)
    members = d.Audience(members_of=(d.MembersOf("heat", roles=(Role.MEMBER,)),))
    return d.Rules(
        "own",
        rules=(
            d.Rule.require("tell", affected, when=provision, due="PT24H"),
            d.Rule.permit("members", members, when=provision),
            d.Rule.forbid("never", d.Audience(kinds=(PartyKind.PARTNER,), except_=d.Audience(analysts=True))),
        ),
    )


def written_by_hand():
    """The same edition, as an author of JSON writes it."""
    sectors = ("heat", "water")
    channels = ["email", {"id": "phone", "use": "also"}]
    ends = [("centre", "ministry"), *(("ministry", s) for s in sectors), *((s, f"{s}-members") for s in sectors)]
    return {
        "format": "ceptoar/edition/1",
        "id": "own",
        "revision": 1,
        "title": {"ja": "自分の版", "en": "My own edition"},
        "covers": {"from": "2026-04-01"},
        "sectors": [{"id": sector, "name": {"ja": sector}} for sector in sectors],
        "parties": [
            {"id": "centre", "kind": "cabinet", "name": {"ja": "内閣"}},
            {"id": "ministry", "kind": "ministry", "name": {"ja": "省"}, "periods": [{"from": "2001-01-06"}]},
            *({"id": s, "kind": "ceptoar", "name": {"ja": f"{s} CEPTOAR"}} for s in sectors),
            *({"id": f"{s}-members", "kind": "members", "name": {"ja": "事業者"},
               "counts": [{"value": 7, "unit": {"ja": "社"}}]} for s in sectors),
        ],
        "ceptoars": [{"party": sector, "sector": sector, "scope": {"ja": sector}} for sector in sectors],
        "memberships": [
            entry
            for s in sectors
            for entry in (
                {"party": "ministry", "group": s, "role": "responsible"},
                {"party": f"{s}-members", "group": s, "role": "member"},
            )
        ],
        "links": [{"from": a, "to": b, "direction": "provision", "channels": channels} for a, b in ends],
    }  # fmt: skip


def test_what_is_written_answers_as_what_is_read():
    written, read = Registry(edition()), Registry.from_json(written_by_hand())
    assert edition().to_dict() == written_by_hand()
    assert written == read and written.to_json() == read.to_json()
    one = ceptoar.Router(written, rules=RuleSet(rules())).explain(NOTICE)
    other = ceptoar.Router(read, rules=RuleSet.from_json(rules().to_json())).explain(json.dumps(NOTICE))
    assert one.to_json() == other.to_json()
    told = {delivery.recipient: (delivery.duty, delivery.due) for delivery in one.deliveries}
    assert told == {"heat": ("must", "PT24H"), "ministry": ("must", "PT24H"), "heat-members": ("may", None)}
    assert one.delivery("heat").hops[0].also == ("phone",)
    assert pickle.loads(pickle.dumps(written)) == written


def test_a_document_comes_back_as_it_was_written():
    for made, values in ((Registry(edition()), edition()), (RuleSet(rules()), rules())):
        assert made.document() == values
        assert type(made)(made.document()) == made
    roster = d.Roster("mine", organizations=(d.Organization("my-heat", d.Text("例示熱供給"), note=d.Text("例")),),
                      memberships=(d.Membership("my-heat", "heat", Role.MEMBER),))  # fmt: skip
    assert Roster(roster).document() == roster
    assert Registry(edition()).with_roster(Roster(roster)).party("my-heat").name.ja == "例示熱供給"


def test_built_in_documents_lose_nothing():
    built_in = Registry.builtin()
    values = built_in.document()
    assert values.to_dict() == json.loads(built_in.to_json())
    assert Registry(values).digest == built_in.digest and Registry(values).edition == ceptoar.EDITION
    assert any(link.note for link in values.links), "no note was kept"
    for rules in (RuleSet.builtin(), RuleSet.standard()):
        assert RuleSet(rules.document()).digest == rules.digest
    for name in LevelProfile.profiles():
        profile = LevelProfile.builtin(name)
        assert LevelProfile(profile.document()).digest == profile.digest


def test_what_is_wrong_is_told_at_its_place():
    wrong = replace(
        edition(),
        links=(*edition().links, d.Link("heat", "nobody", Direction.PROVISION)),
        parties=(*edition().parties, d.Party("Heat", PartyKind.PARTNER, d.Text(""))),
    )
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Registry(wrong)
    found = [(problem.code, problem.pointer) for problem in refused.value.problems]
    assert found == [("unknown-party", "/links/5/to"), ("bad-id", "/parties/6/id"), ("bad-text", "/parties/6/name/ja")]
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        RuleSet(d.Rules("own", rules=(d.Rule.permit("late", d.Audience(), due="soon"),)))
    assert [(problem.code, problem.pointer) for problem in refused.value.problems] == [("bad-due", "/rules/0/due")]


@pytest.mark.parametrize("held", [Registry, RuleSet, LevelProfile, Roster])
def test_another_thing_is_no_document(held):
    for other in ({}, "{}", d.Text("版")):
        with pytest.raises(TypeError, match=f"{held.__name__} takes a ceptoar.document"):
            held(other)
