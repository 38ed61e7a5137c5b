"""Frames: whatever their form, the same answer as one notice at a time, and never a wider one."""

import json
import multiprocessing
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise

import ceptoar
import pytest
from ceptoar import bench, enums
from conftest import NOTICE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

SECTORS = ["gas", "water", "electric-power", "finance", "information-communications"]
NAMES = [
    "recipient",
    "duty",
    "outcome",
    "path",
    "channels",
    "also",
    "judged",
    "judgement",
    "due",
    "obligations",
    "reasons",
]


def rows_strategy():
    """Rows as a spreadsheet may hold them: mostly good, some not."""
    instants = st.sampled_from(
        [
            datetime(2008, 12, 31, 15, tzinfo=UTC),
            datetime(2009, 2, 25, 14, 59, 59, tzinfo=UTC),
            datetime(2009, 2, 25, 15, tzinfo=UTC),
            datetime(2009, 5, 8, 1, tzinfo=UTC),
            datetime(2011, 1, 1, tzinfo=UTC),
        ]
    )
    maybe = st.none
    return st.lists(
        st.fixed_dictionaries(
            {
                "id": st.sampled_from(["a", "b", "通知"]),
                "direction": st.sampled_from(["provision", "liaison", "exchange"]),
                "origin": st.sampled_from(["nisc", "meti", "gas", "gas-members", "jpcert-cc", "nobody", None, ""]),
                "level": st.sampled_from(["TLP:RED", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", "TLP:PINK", None]),
                "kind": st.sampled_from(["incident-case", "malware", "newsletter", "rumour"]),
                "issued_at": instants,
                "purposes": maybe() | st.lists(st.sampled_from(["prevention", "containment"]), unique=True),
                "cause": maybe() | st.sampled_from(["cyber-attack", "unknown"]),
                "affected_sectors": maybe() | st.lists(st.sampled_from([*SECTORS, "moon"]), max_size=3),
                "addressees": maybe() | st.lists(st.sampled_from(["gas", "fsa", "banking"]), unique=True, max_size=2),
                "no_attribution": maybe() | st.booleans(),
                "embargo_until": maybe() | instants,
                "only": maybe() | st.lists(st.sampled_from(["meti", "gas", "nobody"]), unique=True, max_size=2),
            }
        ),
        max_size=12,
    )


def one_by_one(router, rows):
    """The slow and plain way: each row as a document."""
    answers = []
    for row in rows:
        document = {key: value for key, value in row.items() if value is not None}
        try:
            plan = router.route(document)
        except ceptoar.Refusal:
            answers.append(None)
        else:
            answers.append(
                (
                    [
                        (d.recipient, str(d.duty), ">".join(d.path), d.due, ";".join(d.obligations))
                        for d in plan.deliveries
                    ],
                    [unmet.party for unmet in plan.unmet],
                    [f"{lint.code} {lint.at}" for lint in plan.lints],
                    plan.valid_until,
                )
            )
    return answers


def read_back(table):
    answers = []
    for row in pa.table(table).to_pylist():
        if row["problems"] is not None:
            assert row["recipient"] is None and row["unmet"] is None and row["valid_until"] is None
            answers.append(None)
            continue
        names = ("recipient", "duty", "path", "due", "obligations")
        assert set(row["outcome"]) <= {"deliver"}
        answers.append(
            (
                list(zip(*(row[name] for name in names), strict=True)),
                row["unmet"],
                row["lints"],
                row["valid_until"],
            )
        )
    return answers


def read_exploded(table, ids):
    """The same of a table of deliveries: rows of one notice stand one after the other."""
    answers = [[[], None, None, None] for _ in ids]
    rows = pa.table(table).to_pylist()
    for row in rows:
        answer = answers[row["place"]]
        assert row["id"] == ids[row["place"]]
        if row["problems"] is not None:
            assert row["recipient"] is None and row["unmet"] is None and row["lints"] is None
            answers[row["place"]] = None
            continue
        if row["recipient"] is not None:
            answer[0].append(tuple(row[name] for name in ("recipient", "duty", "path", "due", "obligations")))
        else:
            assert not answer[0], "a notice that nobody is told keeps one row"
        answer[1:] = [[part for part in row[name].split(";") if part] for name in ("unmet", "lints")] + [
            row["valid_until"]
        ]
    assert {row["place"] for row in rows} == set(range(len(ids))), "no row is lost"
    return [None if answer is None else tuple(answer) for answer in answers]


TEXT = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.uint8(), pa.large_string())]  # fmt: skip
LISTS = ["list", "large_list"]


def build(rows, text, kind, unit, chunks):
    """The rows as a pyarrow table of the given types, cut into chunks."""
    instant = pa.timestamp(unit, "Asia/Tokyo")
    of = pa.list_ if kind == "list" else pa.large_list
    inner = pa.string() if pa.types.is_string_view(text) else text
    kinds = {
        "issued_at": instant,
        "embargo_until": instant,
        "purposes": of(inner),
        "affected_sectors": of(inner),
        "addressees": of(inner),
        "only": of(inner),
        "no_attribution": pa.bool_(),
        "place": pa.int64(),
    }

    def column(name, part):
        values = [row[name] for row in part]
        wanted = kinds.get(name, text)
        if pa.types.is_dictionary(wanted):
            return pa.array(values, pa.string()).cast(wanted.value_type).dictionary_encode().cast(wanted)
        return pa.array(values, wanted)

    names = list(rows[0]) if rows else list(NOTICE)
    cuts = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in chunks)})
    parts = [rows[start:end] for start, end in pairwise(cuts)]
    tables = [pa.table({name: column(name, part) for name in names}) for part in parts]
    return pa.concat_tables(tables) if tables else None


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
    router = ceptoar.Router()
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


def frame_of(**changes):
    columns = {
        "id": ["a", "b"],
        "direction": ["provision", "provision"],
        "origin": ["nisc", "nisc"],
        "level": ["TLP:AMBER", "TLP:GREEN"],
        "kind": ["other", "other"],
        "issued_at": pa.array([datetime(2009, 5, 8, 1, tzinfo=UTC)] * 2, pa.timestamp("us", "UTC")),
        "affected_sectors": [["gas"], ["water"]],
    }
    return pa.table({**columns, **changes})


def test_columns_order_and_metadata_are_kept(router):
    frame = frame_of(extra=[1, 2]).replace_schema_metadata({"who": "me"})
    table = pa.table(router.route_table(frame))
    assert table.column_names[: frame.num_columns] == frame.column_names
    assert table.select(frame.column_names).equals(frame)
    assert table.schema.metadata == {b"who": b"me"}


def reason_text(reason):
    rule = f":{reason.rule}" if reason.rule else ""
    return f"{reason.code}{rule}" + (f"@{reason.group}:{reason.date}" if reason.group else "")


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


def judgement_text(delivery):
    parts = []
    for hop in delivery.hops:
        if hop.rests_on_judgement:
            parts.append(f"{hop.from_}>{hop.to}:{','.join(hop.judged)}")
        parts += [f"{owed.party}:{','.join(owed.rules)}" for owed in delivery.judgement if owed.party == hop.to]
    return ";".join(parts)


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


ONLY = [None, [], ["meti"], ["gas", "meti"]]


def limited(only, count=4):
    columns = {name: frame_of()[name].to_pylist()[:1] * count for name in frame_of().column_names}
    columns["issued_at"] = pa.array(columns["issued_at"], pa.timestamp("us", "UTC"))
    return pa.table({**columns, "id": [f"n{place}" for place in range(count)], "only": only})


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
        ["  ", "-", "meti;", "gas;meti"],
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
    for written in ([";", " ; ", "-;meti", "[]"], pa.array([[None], ["-"], [""], ["meti", "meti"]])):
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


def test_bad_rows_know_their_place(router):
    frame = frame_of(発信=["nisc", "nobody"]).drop_columns(["origin"])
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(frame, columns={"origin": "発信"})
    (problem,) = refused.value.problems
    assert (problem.row, problem.field_column, problem.code) == (1, "発信", "unknown-party")
    rows = pa.table(router.route_table(frame, columns={"origin": "発信"}, errors="column", explode=True)).to_pylist()
    assert [row["id"] for row in rows] == ["a", "a", "a", "b"] and rows[-1]["recipient"] is None
    many = pa.table({name: frame_of(level=["x", "y"])[name].to_pylist() * 2000 for name in frame_of().column_names})
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(many)
    assert len(refused.value.problems) == 1001 and refused.value.problems[-1].code == "too-many-problems"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"origin": [1, 2]}, "needs text"),
        ({"no_attribution": [1, 0]}, "booleans"),
        ({"issued_at": [1, 2]}, "instants"),
        ({"affected_sectors": [1, 2]}, "lists of text"),
        ({"origin": [True, False]}, "needs text"),
    ],
)
def test_columns_of_wrong_types_are_refused(router, change, why):
    with pytest.raises(ceptoar.FrameError, match=why):
        router.route_table(frame_of(**change))


def test_naive_and_wild_instants_are_refused(router):
    naive = frame_of(issued_at=pa.array([datetime(2009, 5, 8)] * 2, pa.timestamp("us")))
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(naive)
    assert {problem.code for problem in refused.value.problems} == {"naive-instant"}
    wild = frame_of(issued_at=pa.array([2**62, -(2**62)], pa.timestamp("us", "UTC")))
    with pytest.raises(ceptoar.FrameRefusal):
        router.route_table(wild)
    text = frame_of(issued_at=["2009-05-08T10:00:00+09:00", "2009-05-08"])
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(text)
    assert [(problem.row, problem.code) for problem in refused.value.problems] == [(1, "bad-instant")]


def test_masked_rows_are_refused(router):
    """Whole rows that their owner masked: other readers drop the mask and route them."""
    frame = frame_of().combine_chunks().to_batches()[0].to_struct_array()
    masked = pa.StructArray.from_arrays(frame.flatten(), fields=list(frame.type), mask=pa.array([False, True]))
    with pytest.raises(ceptoar.FrameError, match="1 of 2 rows"):
        router.route_table(pa.chunked_array([masked]))
    with pytest.raises(ceptoar.FrameError, match="1 of 2 rows"):
        router.route_table(masked)


def test_doubled_names_are_refused(router):
    frame = frame_of()
    double = pa.Table.from_arrays([*frame.columns, frame["level"]], names=[*frame.column_names, "level"])
    with pytest.raises(ceptoar.FrameError, match="`level`"):
        router.route_table(double)


def test_broken_text_is_refused(router):
    broken = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0\x08\0\0\0"), pa.py_buffer(b"nisc\xff\xfe\xfd\xfc")])  # fmt: skip
    with pytest.raises(ceptoar.FrameError, match="origin"):
        router.route_table(frame_of(origin=broken))


def test_nulls_never_widen(router):
    for name in ("direction", "origin", "level", "kind", "issued_at", "id"):
        kind = pa.timestamp("us", "UTC") if name == "issued_at" else pa.string()
        with pytest.raises(ceptoar.FrameRefusal) as refused:
            router.route_table(frame_of(**{name: pa.nulls(2, kind)}))
        assert {problem.field_column for problem in refused.value.problems} == {name}
    holed = router.route_table(frame_of(affected_sectors=[["gas", None], ["water"]]), errors="column")
    assert [row["recipient"] is None for row in pa.table(holed).to_pylist()] == [True, False]
    twice = router.route_table(frame_of(affected_sectors=[["gas", "gas"], ["water"]]), errors="column")
    assert "duplicate-item" in pa.table(twice)["problems"][0].as_py()


def test_leftovers_of_a_dictionary_are_not_read(router):
    """A filtered frame keeps values that no row uses."""
    origin = pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int8()), ["nisc", "nobody"])
    assert len(router.route_table(frame_of(origin=origin))) == 2
    empty = pa.DictionaryArray.from_arrays(pa.array([None, None], pa.int8()), pa.array([], pa.string()))
    assert len(router.route_table(frame_of(cause=empty))) == 2


def test_named_persons_and_separators(router):
    persons = [[{"party": "gas", "ref": "p-1"}], None]
    red = frame_of(level=["TLP:RED"] * 2, addressees=["gas, meti", None], named_persons=persons)
    rows = pa.table(router.route_table(red, separator=",")).to_pylist()
    plan = router.route({**NOTICE, "kind": "other", "level": "TLP:RED", "addressees": ["gas", "meti"], "named_persons": persons[0]})  # fmt: skip
    assert rows[0]["recipient"] == [delivery.recipient for delivery in plan.deliveries] == ["gas", "meti"]
    assert rows[0]["lints"] == [f"{lint.code} {lint.at}" for lint in plan.lints]
    assert "nobody-named gas" not in rows[0]["lints"]


def test_problems_in_japanese(router):
    rows = router.route_table(frame_of(origin=["nobody", "nisc"]), errors="column", lang="ja")
    said = enums.problem_codes()["unknown-party"][1].replace("{}", "nobody")
    assert said in pa.table(rows)["problems"][0].as_py() and said != enums.problem_codes()["unknown-party"][0]
    with pytest.raises(ValueError, match="`ja`"):
        router.route_table(frame_of(), lang="fr")


def test_columns_that_are_named_must_be_there(router):
    for columns, why in (({"origin": "who"}, "`who`"), ({"colour": "level"}, "`colour`"), ({"kind": None}, "`kind`")):
        with pytest.raises(ceptoar.FrameError, match=why):
            router.route_table(frame_of(), columns=columns)
    with pytest.raises(ceptoar.FrameError, match="prefix"):
        router.route_table(frame_of(path=["x", "y"]))
    assert "to_path" in router.route_table(frame_of(path=["x", "y"]), prefix="to_").column_names
    for thing in (None, [], {}, "frame", 7):
        with pytest.raises(ceptoar.FrameError):
            router.route_table(thing)


def test_the_situation_counts(router):
    down = router.route_table(frame_of(), situation=ceptoar.Situation(outages=["nisc>meti"]))
    assert [row["unmet"] for row in pa.table(down).to_pylist()] == [["gas", "gas-members", "meti"], []]
    old = router.route_table(frame_of(), situation={"at": "2020-01-01T00:00:00Z"})
    assert all(any(lint.startswith("stale-edition") for lint in row["lints"]) for row in pa.table(old).to_pylist())


def test_equal_envelopes_on_two_sides_of_an_instant_are_two(router):
    """Rows that differ in nothing but when they were issued: an embargo ends between them, or a fact begins."""
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


def test_streams(router):
    frame = frame_of()
    stream = router.route_batches(frame)
    assert pa.RecordBatchReader.from_stream(stream).read_all().num_rows == 2
    with pytest.raises(ValueError, match="read already"):
        pa.RecordBatchReader.from_stream(stream)
    frames = (batch for _ in range(3) for batch in frame.to_batches())
    assert sum(len(batch) for batch in router.route_batches(frames)) == 6
    other = router.route_batches([frame, frame.drop_columns(["affected_sectors"])])
    with pytest.raises(ceptoar.FrameError, match="same columns"):
        list(other)
    with pytest.raises(ceptoar.FrameError):
        router.route_batches([])

    def failing():
        yield frame
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        list(router.route_batches(failing()))

    def nested():
        yield from pa.RecordBatchReader.from_stream(router.route_batches(frame, progress=lambda done: None))

    inner = router.route_batches(nested(), prefix="again_", progress=lambda done: None)
    assert pa.RecordBatchReader.from_stream(inner).read_all().num_rows == 2
    bad = router.route_batches(frame_of(origin=["nobody", "nisc"]))
    with pytest.raises(Exception, match="unknown-party"):
        pa.RecordBatchReader.from_stream(bad).read_all()


def test_progress_and_interruption(router):
    frame = pa.concat_tables([frame_of()] * 50_000)
    seen = []
    router.route_table(frame.combine_chunks(), progress=seen.append)
    assert seen == [16_384 * n for n in range(1, 7)] + [100_000]
    router.route_table(frame_of(), progress=True)

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        router.route_table(frame, progress=stop)


def in_a_child(table):
    return len(ceptoar.Router().route_table(table))


def test_a_forked_child_works_as_well(router):
    """Python's workers are forks: the threads that decided in the parent are not there."""
    frame = frame_of()
    assert len(router.route_table(frame)) == 2
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(in_a_child, [frame] * 4).get(timeout=60) == [2] * 4


INTERRUPTED = """
import ceptoar
from ceptoar.bench import SITUATION, notices
table, router = notices(150_000, 0.0, "dictionary"), ceptoar.Router()
print("begun", flush=True)
router.route_table(table, situation=SITUATION)
print("finished", flush=True)
"""


def test_ctrl_c_ends_long_work():
    child = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "begun\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert "finished" not in out and "KeyboardInterrupt" in err


@pytest.mark.parametrize("text", ["dictionary", "string"])
def test_the_benchmark_compares_equal_answers(router, text):
    """What the peers of the benchmark answer is what we answer, or its figures would mean nothing."""
    duckdb, numpy, polars = map(pytest.importorskip, ("duckdb", "numpy", "polars"))
    table, rules = bench.notices(3_000, 0.5, text), bench.Rules()
    ours = bench.our_masks(router.route_table(table, answer=["recipient", "duty"], situation=bench.SITUATION), rules)
    connection = duckdb.connect()
    connection.register("view", table)
    connection.sql("CREATE TABLE notices AS SELECT level, kind, affected_sectors FROM view")
    for theirs in (bench.polars_masks(polars.DataFrame(table), rules), bench.duckdb_masks(connection, rules)):
        assert all(numpy.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def test_many_envelopes_need_no_more_memory_than_they_should(router):
    """More distinct envelopes than are remembered: forgetting changes no answer."""
    count = 40_000
    persons = pa.array([[{"party": "gas", "ref": f"p-{n}"}] for n in range(count)])
    one = frame_of().slice(0, 1)
    frame = pa.table({name: pa.concat_arrays([one[name].combine_chunks()] * count) for name in one.column_names})
    table = pa.table(router.route_table(frame.append_column("named_persons", persons)))
    assert set(map(tuple, table["recipient"].to_pylist())) == {("gas", "gas-members", "meti")}


def test_every_library_reads_and_is_read(router):
    frame = frame_of()
    wanted = pa.table(router.route_table(frame, explode=True)).select(NAMES).to_pylist()

    def same(table):
        rows = table.to_pylist() if isinstance(table, pa.Table) else table
        assert json.loads(json.dumps(rows)) == wanted

    polars = pytest.importorskip("polars")
    out = polars.DataFrame(router.route_table(polars.DataFrame(frame), explode=True))
    same(out.select(polars.col(NAMES).cast(polars.String)).to_dicts())
    assert out.schema["valid_until"] == polars.Datetime("us", "UTC")
    enum = polars.Enum(["TLP:AMBER", "TLP:GREEN"])
    same(router.route_table(polars.DataFrame(frame).with_columns(polars.col("level").cast(enum)), explode=True).to_arrow().select(NAMES))  # fmt: skip

    pandas = pytest.importorskip("pandas")
    same(router.route_table(frame.to_pandas().assign(level=lambda f: f["level"].astype("category")), explode=True).to_arrow().select(NAMES))  # fmt: skip
    back = router.route_table(frame, explode=True).to_pandas()
    assert isinstance(back["recipient"].dtype, pandas.CategoricalDtype)
    assert back["recipient"].astype(str).tolist() == [row["recipient"] for row in wanted]

    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    relation = connection.sql("select * from frame")
    routed = router.route_table(relation, explode=True)  # noqa: F841 (DuckDB reads it by name)
    found = duckdb.connect().sql("select recipient, duty from routed").fetchall()
    assert found == [(row["recipient"], row["duty"]) for row in wanted]

    nanoarrow = pytest.importorskip("nanoarrow")
    assert len(nanoarrow.c_array_stream(router.route_table(nanoarrow.ArrayStream(frame), explode=True)).get_next()) == len(wanted)  # fmt: skip
