"""The registry and an answer as flat frames, and the registry as a graph."""

import json
from datetime import UTC, date, datetime

import ceptoar
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import NOTICE

TEXT, LIST, DAY, NUMBER, FLAG = pl.String, pl.List(pl.String), pl.Date, pl.Int64, pl.Boolean
CITED = {"source": LIST, "grade": TEXT, "reason": TEXT, "as_of": TEXT}
PERIOD = {"valid_from": DAY, "valid_until": DAY}
# Every part: its columns, and the records that it comes from.
PARTS = {
    "parties": {"id": TEXT, "name": TEXT, "kind": TEXT, "note": TEXT, **CITED},
    "memberships": {"party": TEXT, "party_name": TEXT, "group": TEXT, "group_name": TEXT, "role": TEXT, **PERIOD, **CITED},
    "links": {"from": TEXT, "from_name": TEXT, "to": TEXT, "to_name": TEXT, "direction": TEXT, "channels": LIST, "also": LIST,
              "judged": LIST, "internal": FLAG, **PERIOD, **CITED},
    "channels": {"id": TEXT, "name": TEXT, "public": FLAG, "carried_by": LIST, **CITED},
    "ceptoars": {"party": TEXT, "party_name": TEXT, "sector": TEXT, "sector_name": TEXT, "scope": TEXT, "poc": DAY,
                 "handling_rules": TEXT, "maturity": TEXT, "means": LIST, "means_open": FLAG, "kinds": LIST, **CITED},
    "statements": {"id": TEXT, "summary": TEXT, "value": NUMBER, "text": TEXT, "fiscal_year": NUMBER, **CITED},
    "documents": {"id": TEXT, "title": TEXT, "publisher": TEXT, "published": DAY, "as_of": DAY, "address": TEXT},
    "bodies": {"id": TEXT, "name": TEXT, "ceptoars": LIST, "since": TEXT, "summary": TEXT, **CITED},
    "instruments": {"id": TEXT, "title": TEXT, "issuer": TEXT, "issued": TEXT, "summary": TEXT, **CITED},
    "errata": {"id": TEXT, "found": TEXT, "likely": TEXT, "used": TEXT, **CITED},
    "sectors": {"id": TEXT, "name": TEXT, **PERIOD, **CITED},
    "names": {"party": TEXT, "name": TEXT, **PERIOD, **CITED},
    "means": {"party": TEXT, "party_name": TEXT, "channels": LIST, "open": FLAG, **PERIOD, **CITED},
    "counts": {"party": TEXT, "party_name": TEXT, "count": NUMBER, "part": NUMBER, "value": NUMBER, "unit": TEXT, **PERIOD, **CITED},
    "secretariats": {"party": TEXT, "party_name": TEXT, "name": TEXT, **PERIOD, **CITED},
}  # fmt: skip


def frame(registry, part, lang="ja"):
    return pl.DataFrame(registry.table(part, lang))


@pytest.mark.parametrize("part", ceptoar.Registry.tables())
def test_missing_03_every_part_reads_everywhere(router, part):
    table = router.registry.table(part)
    as_polars, as_arrow, as_pandas = pl.DataFrame(table), pa.table(table), table.to_pandas()
    assert as_polars.columns == as_arrow.column_names == list(as_pandas.columns) == table.column_names
    assert len(table) == as_polars.height == as_arrow.num_rows == len(as_pandas)
    assert {*as_polars.dtypes} <= {TEXT, LIST, DAY, NUMBER, FLAG}
    assert as_polars.equals(pl.DataFrame(router.registry.table(part, "ja")))
    if part in PARTS:
        assert dict(as_polars.schema) == PARTS[part]
    if part not in ("excused", "lints"):
        assert as_polars.height


def plain(value):
    return value.get("ja") if isinstance(value, dict) else value


def test_missing_03_tables_hold_what_the_records_hold(router):
    registry, words = router.registry, router.registry.vocabulary
    records = {
        name: getattr(registry, name)
        for name in PARTS
        if name not in ("channels", "counts", "means", "names", "secretariats")
    }
    records |= {"channels": words.channels, "kinds": words.kinds, "causes": words.causes, "purposes": words.purposes,
                "obligations": words.obligations}  # fmt: skip
    renamed = {"valid_from": "from", "valid_until": "until"}
    for part, expected in records.items():
        rows = frame(registry, part).rows(named=True)
        assert len(rows) == len(expected), part
        for row, record in zip(rows, map(json.loads, (record.to_json() for record in expected)), strict=True):
            period = record.get("period") or {}
            for name, value in row.items():
                if name in renamed and part != "documents":
                    wanted = period.get(renamed[name])
                elif name.endswith("_name") or (
                    name in ("also", "judged", "means", "means_open", "channels") and part in ("links", "ceptoars")
                ):
                    continue
                else:
                    wanted = plain(record.get(name))
                value = value.isoformat() if isinstance(value, date) else value
                assert value == wanted or (value == [] and wanted is None), (part, name, row)


def test_missing_03_channels_of_links(router):
    registry = router.registry
    links, flat = frame(registry, "links"), frame(registry, "link_channels")
    for row, link in zip(links.rows(named=True), registry.links, strict=True):
        if link.channels is None:
            assert row["channels"] is row["also"] is row["judged"] is None
        else:
            assert row["channels"] == [channel.id for channel in link.channels if not channel.also]
            assert row["also"] == [channel.id for channel in link.channels if channel.also]
            assert row["judged"] == [channel.id for channel in link.channels if channel.judgement]
    assert links["channels"].null_count() and (links["channels"].list.len() == 0).any()
    assert flat.height == sum(len(link.channels or ()) for link in registry.links)
    assert flat["judgement"].drop_nulls().len() == sum(
        bool(c.judgement) for link in registry.links for c in link.channels or ()
    )


def test_missing_03_nested_parts_lose_nothing(router):
    registry = router.registry
    both = [*registry.ceptoars, *registry.councils]
    assert frame(registry, "secretariats").height == sum(len(record.secretariat) for record in both)
    assert frame(registry, "features").height == sum(len(record.features) for record in both)
    assert frame(registry, "activities").height == sum(len(record.activities) for record in both)
    assert frame(registry, "activity_counts").height == sum(len(a.counts) for record in both for a in record.activities)
    assert frame(registry, "compositions").height == sum(len(record.composition) for record in registry.ceptoars)
    assert frame(registry, "binds").height == sum(len(instrument.binds) for instrument in registry.instruments)
    assert frame(registry, "party_periods").height == sum(len(party.periods) for party in registry.parties)
    counts = frame(registry, "counts")
    assert counts.filter(pl.col("part").is_null()).height == sum(len(party.counts) for party in registry.parties)
    assert counts.height == sum(1 + len(count.parts) for party in registry.parties for count in party.counts)


def test_missing_03_names_in_the_language_of_the_reader(router):
    registry = router.registry
    ja, en = frame(registry, "parties", "ja"), frame(registry, "parties", "en")
    assert ja["name"].null_count() == 0 and ja["name"].to_list() == [party.name.ja for party in registry.parties]
    assert en["name"].to_list() == [party.name.en for party in registry.parties]
    with ceptoar.options(lang="en"):
        assert pl.DataFrame(registry.table("parties")).equals(en)
    assert ja["id"].equals(en["id"]) and ja["kind"].equals(en["kind"])
    with pytest.raises(ValueError, match="ja"):
        registry.table("parties", "fr")


def test_missing_03_a_roster_and_an_edition_of_ones_own():
    roster = {
        "id": "mine",
        "organizations": [{"id": "my-gas", "name": {"ja": "例示ガス"}}],
        "memberships": [{"party": "my-gas", "group": "gas", "role": "member", "period": {"from": "2009-04-01"}}],
    }
    own = ceptoar.Registry.builtin().with_roster(roster)
    (row,) = frame(own, "memberships").filter(pl.col("party") == "my-gas").rows(named=True)
    assert (row["party_name"], row["role"], row["valid_from"], row["valid_until"]) == (
        "例示ガス",
        "member",
        date(2009, 4, 1),
        None,
    )
    empty = ceptoar.Registry.from_json(
        {
            "id": "own",
            "title": {"ja": "版"},
            "sectors": [],
            "parties": [],
            "ceptoars": [],
            "memberships": [],
            "links": [],
        }
    )
    for part in ceptoar.Registry.tables():
        assert frame(empty, part).schema == frame(own, part).schema
        assert len(empty.table(part)) == 0 or part in ("kinds", "causes", "purposes", "channels", "obligations")


def test_missing_03_the_graph(router):
    nx = pytest.importorskip("networkx")
    registry = router.registry
    every = registry.to_networkx()
    assert isinstance(every, nx.MultiDiGraph)
    assert set(every) == {party.id for party in registry.parties} and every.number_of_edges() == len(registry.links)
    assert every.nodes["gas"]["kind"] == "ceptoar" and every.nodes["gas"]["name"] == registry.party("gas").name.ja
    assert registry.to_networkx(lang="en").nodes["gas"]["name"] == registry.party("gas").name.en
    down = registry.to_networkx("provision")
    assert down.number_of_edges() == sum(link.direction == "provision" for link in registry.links)
    assert nx.shortest_path(down, "nisc", "gas-members")[:2] == ["nisc", "meti"]
    for at in (date(2009, 5, 8), datetime(2009, 5, 8, 1, tzinfo=UTC)):
        then = registry.to_networkx(ceptoar.Direction.LIAISON, at)
        assert then.number_of_edges() == sum(
            link.direction == "liaison" and link.period.covers(date(2009, 5, 8)) for link in registry.links
        )
    night = registry.to_networkx(at=datetime(2009, 3, 31, 15, tzinfo=UTC))  # already the first of April in Japan
    assert nx.utils.graphs_equal(night, registry.to_networkx(at=date(2009, 4, 1)))
    edges = [data for *_, data in every.edges(data=True)]
    assert any(data["channels"] is None for data in edges) and any(data["channels"] == [] for data in edges)
    with pytest.raises(ValueError, match="zone"):
        registry.to_networkx(at=datetime(2009, 5, 8))
    with pytest.raises(ValueError):
        registry.to_networkx("sideways")


def test_missing_06_the_table_of_a_plan(router):
    plan = router.route(NOTICE)
    table = pl.DataFrame(plan.table())
    assert table["party"].to_list() == [delivery.recipient for delivery in plan.deliveries]
    for row, delivery in zip(table.rows(named=True), plan.deliveries, strict=True):
        last = delivery.hops[-1]
        assert (row["outcome"], row["duty"], row["required"]) == ("deliver", delivery.duty, delivery.duty == "must")
        assert tuple(row["path"]) == delivery.path
        assert row["channels"] == (None if last.channels is None else list(last.channels))
        assert (tuple(row["also"]), tuple(row["judged"]), row["internal"]) == (last.also, last.judged, last.internal)
        assert (row["due"], tuple(row["obligations"]), tuple(row["rules"])) == (
            delivery.due,
            delivery.obligations,
            delivery.rules,
        )
        assert (row["persons"], row["rests_on_judgement"]) == (delivery.persons.scope, delivery.rests_on_judgement)
    assert isinstance(plan.table().to_pandas(), pd.DataFrame)


def test_missing_06_whom_a_rule_requires_stands_in_the_table(router):
    plan = router.route({**NOTICE, "only": ["meti"]})
    table = pl.DataFrame(plan.table("en"))
    assert plan.unmet and table.height == len(plan.deliveries) + len(plan.unmet)
    unmet = table.filter(pl.col("outcome") != "deliver")
    assert {row["party"]: row["outcome"] for row in unmet.rows(named=True)} == {u.party: u.outcome for u in plan.unmet}
    assert unmet["duty"].null_count() == unmet["path"].null_count() == unmet.height and unmet["required"].all()
    nobody = router.route({**NOTICE, "only": []})
    assert not nobody.deliveries and len(nobody.table()) == len(nobody.unmet) > 0


def test_missing_06_the_table_of_an_explanation(router):
    railway = {**NOTICE, "level": "TLP:GREEN", "kind": "incident-case", "affected_sectors": ["electric-power"]}
    why = router.explain(railway)
    table = pl.DataFrame(why.table("ja"))
    assert table["party"].to_list() == [verdict.party for verdict in why.verdicts]
    routed = pl.DataFrame(router.route_table(pl.DataFrame([railway]), verdicts=True))
    for row, verdict, flat in zip(table.rows(named=True), why.verdicts, routed.rows(named=True), strict=True):
        assert (row["outcome"], row["required"]) == (verdict.outcome, verdict.required)
        assert row["sentences"] == [reason.sentence("ja") for reason in verdict.reasons]
        assert ";".join(row["reasons"]) == flat["reasons"] and (row["judgement"] or None) == (flat["judgement"] or None)
        assert (row["duty"] is None) == (verdict.outcome != "deliver")


def test_missing_06_replace_makes_another_checked_notice(router):
    notice = ceptoar.Notice(**NOTICE)
    other = notice.replace(id="n-2", level="TLP:GREEN", only=["gas"], issued_at=datetime(2009, 6, 1, tzinfo=UTC))
    assert (other.id, other.level, other.only, other.kind) == ("n-2", "TLP:GREEN", ("gas",), notice.kind)
    assert notice == ceptoar.Notice(**NOTICE) and notice.replace() == notice
    assert other.replace(only=None).only is None and other.replace(affected_sectors=()).affected_sectors == ()
    with pytest.raises(ceptoar.DocumentRefusal):
        notice.replace(level="")
    with pytest.raises(ceptoar.DocumentRefusal):
        notice.replace(issued_at=datetime(2009, 6, 1))
    with pytest.raises(TypeError, match="embargo"):
        notice.replace(embargo_untill="2009-06-01T00:00:00Z")
    read = router.notice(NOTICE)
    assert type(read.replace(id="x")) is ceptoar.Notice and router.route(read.replace(id="x")).notice == "x"
