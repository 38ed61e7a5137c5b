"""Frames that are refused: what is not certain is never read as something less."""

from datetime import datetime

import ceptoar
import pytest
from ceptoar import enums
from frame_samples import frame_of

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
