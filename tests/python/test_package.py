"""The package itself: documents, records, errors, pickling, threads, size and speed of importing."""

import copy
import pickle
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone

import ceptoar
import pytest
from ceptoar import enums, facts
from conftest import NOTICE, document, samples


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
    with pytest.raises(TypeError):
        router.route(7)
    with pytest.raises(TypeError):
        ceptoar.Notice(**{**NOTICE, "affected_sectors": "gas"})


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
    for name in ("Duty", "Outcome", "PartyKind", "Role", "Grade", "Effect", "Mode", "Status", "ReachTerm", "Condition"):
        for member in getattr(enums, name):
            assert f"'{member}'" in schema, (name, member)
    for codes in (enums.problem_codes(), enums.reason_codes(), enums.lint_codes()):
        assert all(en and ja for en, ja in codes.values())


def test_the_registry_is_what_the_core_holds(router):
    registry = router.registry
    assert (len(registry.parties), len(registry.memberships), len(registry.links)) == (50, 66, 389)
    assert len(registry.sectors) == 10 and len(registry.ceptoars) == 14
    telecom = registry.ceptoar("telecom")
    assert telecom.sector == "information-communications"
    assert all(entry.period.from_ or entry.period.until for entry in telecom.secretariat)
    assert registry.covers == facts.Period(date(2007, 4, 1), date(2010, 4, 1))
    assert registry.covers.covers(date(2010, 3, 31)) and not registry.covers.covers(date(2010, 4, 1))
    assert len(registry.source_index.statements) == 303
    assert registry.party("nobody") is None
    assert router.rules.rule("bot-removal").when.kinds == ("malware",)
    assert router.profile.level("TLP:CLEAR").channels == "all"
    assert isinstance(router.profile.level("TLP:RED").channels, tuple)
    every = [
        *registry.parties, *registry.links, *registry.memberships, *registry.ceptoars, *registry.councils,
        *registry.statements, *registry.errata, *registry.documents, *registry.sectors, *router.rules.rules,
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
    own = ceptoar.Router(ceptoar.Registry.builtin().with_roster(roster), rules=ceptoar.RuleSet.builtin())
    situation = ceptoar.Situation(datetime(2009, 6, 1, tzinfo=UTC), outages=["email", "mic>telecom:fax"])
    notice = router.notice(NOTICE)
    why = router.explain(notice, situation)
    things = [
        roster, own, own.registry, router, router.registry, router.rules, router.profile, situation, notice, why,
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


def test_the_audience_is_remembered_for_its_own_router_only(router):
    notice = router.notice({**NOTICE, "level": "TLP:GREEN"})
    nobody = ceptoar.Router(rules=ceptoar.RuleSet.from_json({"id": "none", "rules": []}))
    first = router.audience(notice)
    assert router.audience(notice) is first
    assert len(nobody.audience(notice)) == 0
    assert router.audience(notice) == first and list(first) == sorted(first)
    assert "gas" in first and first.must == ["gas", "gas-members", "meti"]
    later = ceptoar.Situation(at="1950-01-01T00:00:00Z")
    assert router.audience(notice, later) != first
    assert [*router.audience(notice, {"outages": [{"link": "nisc>meti"}]})] == []


def test_pictures_are_for_everybody(router):
    why = router.explain(NOTICE)
    for lang in ("ja", "en"):
        for kind in ("svg", "mermaid", "dot"):
            picture = why.picture(kind, lang)
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


def test_importing_brings_no_frame_library():
    code = "import ceptoar, sys; ceptoar.Router(); print([n for n in sys.modules if n in sys.argv[1:]])"
    libraries = ["pandas", "polars", "pyarrow", "numpy", "duckdb", "narwhals", "rich", "tqdm"]
    done = subprocess.run([sys.executable, "-c", code, *libraries], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
