"""Frames that are refused: what is not certain is never read as something less."""

from datetime import datetime

import ceptoar
import pytest
from ceptoar import enums
from frame_samples import frame_of

np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")


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


def broken_keys(kind, keys, values):
    """A dictionary whose keys its maker did not look at."""
    keys = pa.array(keys, kind)
    return pa.DictionaryArray.from_arrays(keys, values, safe=False)


@pytest.mark.parametrize("kind", [pa.int8(), pa.int16(), pa.int32(), pa.int64()])
@pytest.mark.parametrize("key", [-1, 120])
def test_keys_beside_their_dictionary_are_refused(router, kind, key):
    # As many values as a byte without a sign counts: -1 must not become the last of them.
    values = ["nisc"] * (300 if key < 0 else 2)
    with pytest.raises(ceptoar.FrameError, match="`origin` is broken"):
        router.route_table(frame_of(origin=broken_keys(kind, [0, key], values)))
    sectors = pa.ListArray.from_arrays([0, 1, 2], broken_keys(kind, [0, key], ["gas"] * len(values)))
    with pytest.raises(ceptoar.FrameError, match="`affected_sectors` is broken"):
        router.route_table(frame_of(affected_sectors=sectors))


def test_keys_of_empty_cells_may_be_anything(router):
    cause = pa.DictionaryArray.from_arrays(pa.array(np.array([9, 0]), mask=np.array([True, False])), ["disaster"])
    assert pa.table(router.route_table(frame_of(cause=cause)))["cause"].to_pylist() == [None, "disaster"]


LISTS = [
    ["gas"],
    ["gas", "water"],
    ["water", "gas"],
    ["gas", "gas"],
    ["gas", "water", "gas"],
    ["gas"] * 65_536,
    [],
    None,
    ["gas", None],
    ["moon"],
    ["gas", "moon"],
    ["water", "finance", "electric-power", "gas"],
    [""],
]


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.list_(pa.dictionary(pa.int8(), pa.string())),
        pa.large_list(pa.dictionary(pa.uint32(), pa.string())),
        pa.large_list(pa.large_string()),
    ],
)
@pytest.mark.parametrize("more", [[], [[f"moon-{n}"] for n in range(20)]])
def test_a_list_is_read_alike_wherever_it_stands(router, kind, more):
    """What was seen before is found at a glance: it is refused, or answered, as it was when it was new."""
    pool = LISTS + more
    lists, times = pa.array(pool, pa.list_(pa.string())), 400
    flat = lists.flatten()
    if pa.types.is_dictionary(kind.value_type):
        flat = flat.dictionary_encode().cast(kind.value_type)
    array = pa.ListArray if kind.id == pa.list_(pa.string()).id else pa.LargeListArray
    offsets = pa.array(lists.offsets.to_pylist(), pa.int32() if array is pa.ListArray else pa.int64())
    lists = array.from_arrays(offsets, flat.cast(kind.value_type), mask=pa.array([one is None for one in pool]))
    # Most of the rows repeat; the longest list stands in the first of them alone.
    short = [n for n, one in enumerate(pool) if one is None or len(one) < 9]
    places = [*range(len(pool)), *(short * times)]
    base = frame_of().slice(0, 1)
    columns = {name: base[name].take(pa.array([0] * len(places))) for name in base.column_names}
    frame = pa.table({**columns, "affected_sectors": lists.take(pa.array(places))})
    answers = pa.table(router.route_table(frame, errors="column")).select(["recipient", "problems"]).to_pylist()
    alone = answers[: len(pool)]
    assert [one["problems"] is None for one in alone[:13]] == [n in (0, 1, 2, 6, 7, 11) for n in range(13)]
    assert "duplicate-item" in alone[3]["problems"] and "duplicate-item" in alone[5]["problems"]
    assert answers == [alone[place] for place in places]
    part = pa.table(router.route_table(frame.slice(1500, 4000), errors="column"))
    assert part.select(["recipient", "problems"]).to_pylist() == answers[1500:5500]


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


def test_kind_25_what_pandas_itself_cannot_hand_over_is_refused(router):
    """Mixed values, half a character, doubled columns: pandas raises, and a user of ours sees one of our errors."""
    pandas = pytest.importorskip("pandas")
    base = frame_of().to_pandas().astype(object)
    frames = [
        base.assign(id=pandas.Series(["\ud83d", "b"], dtype=object)),
        base.assign(cause=pandas.Series([1, "unknown"], dtype=object)),
        base.assign(memo=pandas.Series([{1, 2}, object()], dtype=object)),
        pandas.concat([base, base[["level"]]], axis=1),
    ]
    for frame in frames:
        for read in (router.route_table, router.route_batches, router.answer_schema):
            with pytest.raises(ceptoar.FrameError) as refused:
                read(frame)
            assert refused.value.message_ja != refused.value.message_en
