"""Frames: whatever their form, the same answer as one notice at a time, and never a wider one."""

import ceptoar
import pytest
from conftest import NOTICE
from frame_samples import (
    LISTS,
    NAMES,
    ONLY,
    TEXT,
    build,
    frame_of,
    judgement_text,
    limited,
    one_by_one,
    read_back,
    read_exploded,
    reason_text,
    rows_strategy,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=rows_strategy().filter(bool),
    text=st.sampled_from(TEXT),
    kind=st.sampled_from(LISTS),
    unit=st.sampled_from(["s", "ms", "us", "ns"]),
    chunks=st.lists(st.integers(0, 12), max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_any_layout_gives_the_single_answers(rows, text, kind, unit, chunks, order):
    router = ceptoar.Router(stale="allow")
    wanted = one_by_one(router, rows)
    frame = build(rows, text, kind, unit, chunks)
    assert read_back(router.route_table(frame, errors="column")) == wanted
    placed = build([{**row, "place": place} for place, row in enumerate(rows)], text, kind, unit, chunks)
    ids = [row["id"] for row in rows]
    assert read_exploded(router.route_table(placed, errors="column", explode=True), ids) == wanted
    places = list(range(len(rows)))
    order.shuffle(places)
    shuffled = router.route_table(build([rows[place] for place in places], text, kind, unit, chunks), errors="column")
    assert read_back(shuffled) == [wanted[place] for place in places]
    streamed = pa.concat_tables(
        pa.Table.from_batches([pa.record_batch(batch)]) for batch in router.route_batches(frame, errors="column")
    )
    assert read_back(streamed) == wanted
    sliced = router.route_table(frame.slice(1), errors="column")
    assert read_back(sliced) == wanted[1:]


def test_columns_order_and_metadata_are_kept(router):
    frame = frame_of(extra=[1, 2]).replace_schema_metadata({"who": "me"})
    table = pa.table(router.route_table(frame))
    assert table.column_names[: frame.num_columns] == frame.column_names
    assert table.select(frame.column_names).equals(frame)
    assert table.schema.metadata == {b"who": b"me"}


def test_explode_and_verdicts(router):
    frame = frame_of()
    exploded = pa.table(router.route_table(frame, explode=True)).to_pylist()
    notices = [{**NOTICE, "kind": "other", "level": level, "affected_sectors": [sector]} for level, sector in (("TLP:AMBER", "gas"), ("TLP:GREEN", "water"))]  # fmt: skip
    plans = [router.route(notice) for notice in notices]
    assert [(row["id"], row["recipient"]) for row in exploded] == [
        (name, delivery.recipient) for name, plan in zip("ab", plans, strict=True) for delivery in plan.deliveries
    ]
    last = [delivery.hops[-1].channels for plan in plans for delivery in plan.deliveries]
    assert [row["channels"] for row in exploded] == [None if way is None else ";".join(way) for way in last]
    verdicts = pa.table(router.route_table(frame, verdicts=True)).to_pylist()
    whys = [router.explain(notice) for notice in notices]
    wanted = [
        (name, verdict.party, str(verdict.outcome), verdict.required)
        for name, why in zip("ab", whys, strict=True)
        for verdict in why.verdicts
    ]
    assert [(row["id"], row["party"], row["outcome"], row["required"]) for row in verdicts] == wanted
    reasons = [";".join(map(reason_text, verdict.reasons)) for why in whys for verdict in why.verdicts]
    assert [row["reasons"] for row in verdicts] == reasons
    for row, (name, *_) in zip(verdicts, wanted, strict=True):
        why = whys["ab".index(name)]
        assert row["lints"] == ";".join(f"{lint.code} {lint.at}" for lint in why.lints)
        assert row["unmet"] == ";".join(unmet.party for unmet in why.unmet)
    with pytest.raises(ValueError, match="two different tables"):
        router.route_table(frame, explode=True, verdicts=True)


def test_what_somebody_must_judge_stands_in_every_layout(router):
    frame = frame_of(
        level=["TLP:GREEN"] * 2,
        kind=["incident-case", "other"],
        mode=["normal", "wide-area-disaster"],
        purposes=[[], ["containment"]],
        affected_sectors=[["electric-power"], ["finance"]],
    )
    down = ceptoar.Situation(outages=[f"securities>securities-members:{name}" for name in ("email", "phone", "fax", "members-web")])  # fmt: skip
    for situation in (None, down):
        plans = [router.route({k: v for k, v in row.items() if v}, situation) for row in frame.to_pylist()]
        deliveries = [delivery for plan in plans for delivery in plan.deliveries]
        exploded = pa.table(router.route_table(frame, explode=True, situation=situation)).to_pylist()
        assert [row["judgement"] for row in exploded] == [judgement_text(delivery) for delivery in deliveries]
        assert [bool(row["judgement"]) for row in exploded] == [delivery.rests_on_judgement for delivery in deliveries]
        for name in ("also", "judged"):
            assert [row[name] for row in exploded] == [";".join(getattr(d.hops[-1], name)) for d in deliveries]
            assert any(row[name] for row in exploded)
        notices = pa.table(router.route_table(frame, situation=situation)).to_pylist()
        assert [cell for row in notices for cell in row["judgement"]] == [row["judgement"] for row in exploded]
        verdicts = pa.table(router.route_table(frame, verdicts=True, situation=situation)).to_pylist()
        assert [row["judgement"] for row in verdicts if row["outcome"] == "deliver"] == [
            row["judgement"] for row in exploded
        ]
        assert all(row["also"] is None for row in verdicts if row["outcome"] != "deliver")
    by_recipient = {row["recipient"]: row["judgement"] for row in exploded}
    assert by_recipient["railway-members"] == "railway-members:railway-when-useful"
    assert by_recipient["securities-members"].startswith("securities>securities-members:")


def test_only_is_absent_nobody_or_somebody(router):
    """Rows that differ in `only` alone are different envelopes, however it is written."""
    plans = [router.route({**NOTICE, "id": f"n{n}", "kind": "other", "only": only}) for n, only in enumerate(ONLY)]
    wanted = [[delivery.recipient for delivery in plan.deliveries] for plan in plans]
    assert wanted[1] == [] and wanted[0] != wanted[3] != wanted[2]
    for written in (
        pa.array(ONLY, pa.list_(pa.string())),
        pa.array(ONLY, pa.large_list(pa.large_string())),
        ["", "-", "meti", "gas ; meti"],
        [None, " - ", "meti", "meti;gas"],
        [None, "[]", "['meti']", '["gas", "meti"]'],
    ):
        rows = pa.table(router.route_table(limited(written), separator=";")).to_pylist()
        assert [row["recipient"] for row in rows] == wanted
        assert [row["lints"] for row in rows] == [[f"{lint.code} {lint.at}" for lint in plan.lints] for plan in plans]
    pandas = pytest.importorskip("pandas")
    frame = limited(pa.array(ONLY, pa.list_(pa.string()))).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert [row["recipient"] for row in router.route_table(frame).to_arrow().to_pylist()] == wanted
    one = pa.table(router.route_table(limited(["-", None, "meti", ""]))).to_pylist()
    assert [row["recipient"] for row in one] == [[], wanted[0], wanted[2], wanted[0]]


def test_only_that_is_not_certain_is_refused(router):
    """What could be read as no limit, and is not, is refused."""
    for written in (
        [";", " ; ", "-;meti", "meti;"],
        [" ", "\u3000", "\u200b", "[None]"],
        pa.array([[None], ["-"], [""], ["meti", "meti"]]),
    ):
        rows = pa.table(router.route_table(limited(written), separator=";", errors="column")).to_pylist()
        assert all(row["recipient"] is None and row["problems"] for row in rows), rows
    nulls = pa.table(router.route_table(limited(pa.nulls(4)))).to_pylist()
    assert all(row["recipient"] for row in nulls)
    empty = pa.table(router.route_table(limited(pa.array([[]] * 4, pa.list_(pa.null()))))).to_pylist()
    assert all(row["recipient"] == [] for row in empty)


def test_nobody_told_stands_at_the_rows_own_id(router):
    """Equal envelopes share an answer, but not the place of its lint."""
    count = 40_000
    only = [None if n % 3 else [] for n in range(count)]
    frame = limited(pa.array(only, pa.list_(pa.string())), count)
    for options in ({}, {"explode": True}, {"verdicts": True}):
        table = pa.table(router.route_table(frame, answer=["recipient", "lints"] if "verdicts" not in options else ["party", "lints"], **options))  # fmt: skip
        lints = table["lints"].to_pylist()
        for name, limit, found in zip(table["id"].to_pylist(), table["only"].to_pylist(), lints, strict=True):
            texts = found if isinstance(found, list) else found.split(";")
            assert (f"nobody-told {name}" in texts) == (limit == []), (name, found)
            assert sum(text.startswith("nobody-told") for text in texts) == (limit == [])
        first, *others = (part.values if pa.types.is_list(part.type) else part for part in table["lints"].chunks)
        assert all(other.dictionary.equals(first.dictionary) for other in others)
        assert len(set(first.dictionary.to_pylist())) == len(first.dictionary)
        streamed = router.route_batches(frame, answer=["lints"], **options)
        assert pa.RecordBatchReader.from_stream(streamed).read_all()["lints"].to_pylist() == lints
    nameless = pa.table(router.route_table(frame.slice(0, 3).drop_columns(["id"]))).to_pylist()
    assert "nobody-told" in nameless[0]["lints"] and "nobody-told" not in nameless[1]["lints"]
    coded = frame.slice(0, 3).set_column(0, "id", frame.slice(0, 3)["id"].dictionary_encode())
    assert "nobody-told n0" in pa.table(router.route_table(coded)).to_pylist()[0]["lints"]
    polars = pytest.importorskip("polars")
    back = polars.DataFrame(router.route_table(frame, explode=True))
    assert back.filter(polars.col("lints").cast(polars.String) == "nobody-told n3").height == 1
    assert router.route_table(frame.slice(0, 3), explode=True).to_pandas()["lints"].astype(str)[0] == "nobody-told n0"


def test_answers_may_be_chosen(router):
    frame = pa.concat_tables([frame_of(), frame_of(origin=["nobody", "meti"], level=["TLP:RED", "TLP:CLEAR"])])
    for explode in (False, True):
        whole = pa.table(router.route_table(frame, explode=explode, errors="column"))
        for answer in (["recipient", "duty"], ["outcome"], ["valid_until", "path"], []):
            some = pa.table(router.route_table(frame, explode=explode, errors="column", answer=answer))
            assert some.column_names[-1] == "problems" and set(answer) <= set(some.column_names)
            assert some.to_pylist() == whole.select(some.column_names).to_pylist()
    with pytest.raises(ceptoar.FrameError, match="`colour`"):
        router.route_table(frame, answer=["colour"])


def test_named_persons_and_separators(router):
    persons = [[{"party": "gas", "ref": "p-1"}], None]
    red = frame_of(level=["TLP:RED"] * 2, addressees=["gas, meti", None], named_persons=persons)
    rows = pa.table(router.route_table(red, separator=",")).to_pylist()
    plan = router.route({**NOTICE, "kind": "other", "level": "TLP:RED", "addressees": ["gas", "meti"], "named_persons": persons[0]})  # fmt: skip
    assert rows[0]["recipient"] == [delivery.recipient for delivery in plan.deliveries] == ["gas", "meti"]
    assert rows[0]["lints"] == [f"{lint.code} {lint.at}" for lint in plan.lints]
    assert "nobody-named gas" not in rows[0]["lints"]


def test_the_situation_counts(router):
    down = router.route_table(frame_of(), situation=ceptoar.Situation(outages=["nisc>meti"]))
    assert [row["unmet"] for row in pa.table(down).to_pylist()] == [["gas", "gas-members", "meti"], []]
    lenient = ceptoar.Router(stale="allow")
    old = lenient.route_table(frame_of(), situation={"at": "2020-01-01T00:00:00Z"})
    assert all(any(lint.startswith("stale-edition") for lint in row["lints"]) for row in pa.table(old).to_pylist())


def test_equal_envelopes_on_two_sides_of_an_instant_are_two():
    """Rows that differ in nothing but when they were issued: an embargo ends between them, or a fact begins."""
    router = ceptoar.Router(stale="allow")
    cases = [
        ({"embargo_until": ["2009-05-08T02:00:00Z"] * 2}, "2009-05-08T01:00:00Z", "2009-05-08T03:00:00Z"),
        ({}, "2010-03-31T14:59:59Z", "2010-03-31T15:00:00Z"),
    ]
    for more, before, after in cases:
        same = {
            name: values.to_pylist()[:1] * 2
            for name, values in zip(frame_of().column_names, frame_of().columns, strict=True)
        }
        frame = pa.table({**same, **more, "issued_at": [before, after]})
        first, second = (
            pa.table(router.route_table(frame)).select([*NAMES, "unmet", "lints", "valid_until"]).to_pylist()
        )
        assert first != second
        for row, notice in zip((first, second), frame.to_pylist(), strict=True):
            plan = router.route({name: value for name, value in notice.items() if value is not None})
            assert row["recipient"] == [delivery.recipient for delivery in plan.deliveries]
            assert row["unmet"] == [unmet.party for unmet in plan.unmet]
            assert row["lints"] == [f"{lint.code} {lint.at}" for lint in plan.lints]
            assert row["valid_until"] == plan.valid_until
