"""What stands in a cell: empty, blank, lists, flags and instants as other libraries write them."""

from datetime import UTC, datetime, timedelta

import ceptoar
import pytest
from conftest import NOTICE
from frame_samples import frame_of

pa = pytest.importorskip("pyarrow")

PLAIN = {**NOTICE, "kind": "other"}


def answered(router, name, cells, **options):
    """The recipients of notices that differ in one field alone; a refused one gives its problems."""
    base = {key: [value] * len(cells) for key, value in PLAIN.items()}
    rows = pa.table(router.route_table(pa.table({**base, name: cells}), errors="column", **options)).to_pylist()
    return [row["problems"] if row["recipient"] is None else row["recipient"] for row in rows]


def told(router, **changes):
    return [delivery.recipient for delivery in router.route({**PLAIN, **changes}).deliveries]


BLANK = [" ", "  ", "\u3000", "\t", "\n", "\u00a0", "\u200b", "\ufeff", " \u200d\u3000"]
SETS = ["affected_sectors", "affected_ceptoars", "addressees", "purposes", "consents", "only"]


@pytest.mark.parametrize("name", [*SETS, "named_persons", "cause", "status", "mode", "no_attribution", "embargo_until"])
def test_kind_03_blank_cells_never_widen(router, name):
    for separator in (None, ";", ","):
        for cell in answered(router, name, BLANK, separator=separator):
            assert isinstance(cell, str) and f"/{name}" in cell and "blank" in cell
    japanese = answered(router, name, [" "], lang="ja")[0]
    assert "空白" in japanese


@pytest.mark.parametrize("name", SETS)
def test_kind_03_an_empty_place_between_separators_is_refused(router, name):
    for cell in answered(
        router, name, [";", ";;", "gas;", ";gas", "gas;;water", "gas; ;water", "gas;\u3000"], separator=";"
    ):
        assert isinstance(cell, str) and "empty place" in cell
    assert all(isinstance(cell, str) for cell in answered(router, name, [[""], [" "], [None], ["gas", ""]]))


def test_kind_03_and_u06_empty_is_absent_in_every_field(router):
    wanted = [told(router)] * 2
    for name in [*SETS, "named_persons", "cause", "status", "mode", "no_attribution", "embargo_until"]:
        if name != "affected_sectors":
            assert answered(router, name, ["", None]) == wanted, name
    for name in ("id", "direction", "origin", "level", "kind", "issued_at"):
        assert all(isinstance(cell, str) for cell in answered(router, name, ["", None])), name
    coded = pa.array(["", None]).dictionary_encode()
    assert answered(router, "only", coded) == wanted


LISTS = [
    "['gas', 'water']",
    "['gas' 'water']",
    "['gas'\n 'water']",
    '["gas", "water"]',
    '["gas","water"]',
    "[gas, water]",
    " [gas,water] ",
]


@pytest.mark.parametrize("separator", [None, ";"])
def test_u03_lists_as_pandas_polars_and_duckdb_write_them(router, separator):
    wanted = told(router, affected_sectors=["gas", "water"])
    assert answered(router, "affected_sectors", LISTS, separator=separator) == [wanted] * len(LISTS)
    assert answered(router, "only", ["[]", "[ ]", "['gas', 'meti']"], separator=separator) == [
        [],
        [],
        told(router, only=["gas", "meti"]),
    ]
    broken = [
        "[gas",
        "gas]",
        "['gas'",
        "['gas',]",
        "[,gas]",
        "['gas''water']",
        "[gas water]",
        "[[gas]]",
        "[None]",
        "[nan]",
        "['gas', None]",
        "{gas}",
        "['gas'] x",
    ]
    assert all(isinstance(cell, str) for cell in answered(router, "only", broken, separator=separator))


def test_u03_a_missing_separator_is_named(router):
    for sign in (",", ";", "|", "、", "/", "；"):
        (cell,) = answered(router, "affected_sectors", [f"gas{sign}water"])
        assert f'separator="{sign}"' in cell
        assert answered(router, "affected_sectors", [f"gas{sign}water"], separator=sign) == [
            told(router, affected_sectors=["gas", "water"])
        ]
    (cell,) = answered(router, "affected_sectors", ["gas,water"], separator=";")
    assert 'separator=","' in cell and "`;`" in cell


AT = datetime(2009, 12, 24, 0, 22, 38, tzinfo=UTC)
SAME = [
    "2009-12-24 09:22:38+09:00", "2009-12-24 09:22:38+0900", "2009-12-24 09:22:38+09", "2009-12-24 00:22:38+00",
    "2009-12-24 00:22:38+00:00", "2009-12-24T00:22:38.000000+0000", "2009-12-24 00:22:38.000000Z", "2009-12-24 00:22:38 UTC",
    "2009/12/24 09:22:38+09:00", "2009-12-24T09:22:38 +09:00", "2009-12-24 09:22:38.000000000+09:00",
]  # fmt: skip


def test_u03_instants_as_other_libraries_write_them(router):
    """An embargo until an instant and not a microsecond longer tells which instant was read."""
    for name in SAME:
        for apart, held in ((timedelta(0), False), (timedelta(microseconds=-1), True)):
            frame = pa.table(
                {
                    key: [value]
                    for key, value in {**PLAIN, "issued_at": (AT + apart).isoformat(), "embargo_until": name}.items()
                }
            )
            (row,) = pa.table(router.route_table(frame)).to_pylist()
            late = router.route({**PLAIN, "issued_at": (AT + apart).isoformat(), "embargo_until": AT.isoformat()})
            assert row["recipient"] == [delivery.recipient for delivery in late.deliveries], (name, held)


def test_u03_a_zone_is_never_guessed(router):
    naive = [
        "2009/5/8 10:00",
        "2009-05-08 10:00:00",
        "2009-05-08T10:00:00",
        "2009-05-08 10:00",
        "2009/05/08 10:00:00.5",
    ]
    for cell in answered(router, "issued_at", naive):
        assert isinstance(cell, str) and cell.startswith("naive-instant") and "tz=" in cell
    assert answered(router, "issued_at", naive, tz="Asia/Tokyo") == [told(router)] * len(naive)
    days = [
        "2009-05-08",
        "2009/5/8",
        "5/8/2009 10:00",
        "08.05.2009 10:00",
        "2009-05-08 10",
        "2009-13-08 10:00",
        "now",
        "2009-05-08 25:00",
        "09-05-08 10:00",
    ]
    assert all(isinstance(cell, str) for cell in answered(router, "issued_at", days, tz="Asia/Tokyo"))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_u03_timestamps_without_a_zone_need_one(router, unit):
    """The zone that is given decides on which side of an embargo a notice stands."""
    local = pa.array([datetime(2009, 5, 8, 10), datetime(2009, 5, 8, 11)], pa.timestamp(unit))
    frame = frame_of(issued_at=local, embargo_until=["2009-05-08T01:30:00Z"] * 2)
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(frame)
    assert {problem.code for problem in refused.value.problems} == {"naive-instant"}
    for zone, sides in (
        ("Asia/Tokyo", [True, False]),
        ("+09:00", [True, False]),
        ("UTC", [False, False]),
        ("+10:00", [True, True]),
    ):
        rows = pa.table(router.route_table(frame, tz=zone)).to_pylist()
        stated = frame.set_column(frame.column_names.index("issued_at"), "issued_at", pa.array([f"2009-05-08T{hour}:00:00{'Z' if zone == 'UTC' else zone if zone[0] == '+' else '+09:00'}" for hour in (10, 11)]))  # fmt: skip
        assert [row["recipient"] for row in rows] == [
            row["recipient"] for row in pa.table(router.route_table(stated)).to_pylist()
        ]
        assert [row["recipient"] == [] for row in rows] == sides


def test_u03_times_that_clocks_skip_or_repeat_are_refused(router):
    for text, why in (("2009-03-08 02:30:00", "never"), ("2009-11-01 01:30:00", "twice")):
        assert why in answered(router, "issued_at", [text], tz="America/New_York")[0]
        column = pa.array([datetime.fromisoformat(text)], pa.timestamp("us"))
        assert why in answered(router, "issued_at", column, tz="America/New_York")[0]
        assert isinstance(answered(router, "issued_at", [text], tz="Asia/Tokyo")[0], list)
    for zone in ("JST", "Tokyo", "asia/tokyo"):
        with pytest.raises(ceptoar.FrameError, match="nearest: `Asia/Tokyo`"):
            router.route_table(frame_of(), tz=zone)
    for zone in ("", "+9", "+24:00", "Mars", "+09:00:00"):
        with pytest.raises(ceptoar.FrameError, match="no zone"):
            router.route_table(frame_of(), tz=zone)


def test_kind_25_and_27_flags_of_frames(router):
    for text in ("true", "TRUE", "True", "false", "FALSE", "False"):
        assert isinstance(answered(router, "no_attribution", [text])[0], list)
    for text in ("1", "0", "yes", "はい", "T", "null", "nan"):
        assert "true" in answered(router, "no_attribution", [text])[0]
    with pytest.raises(ceptoar.FrameError, match="booleans"):
        router.route_table(frame_of(no_attribution=[1, 0]))


def test_kind_15_named_persons_written_as_text(router):
    red = {"level": "TLP:RED"}
    who = [{"party": "gas", "ref": "p;1"}, {"party": "meti", "ref": 'q"2'}]
    base = {key: [value] for key, value in {**PLAIN, **red, "addressees": None}.items()}
    wanted = [delivery.recipient for delivery in router.route({**PLAIN, **red, "named_persons": who}).deliveries]
    for text in ('[{"party":"gas","ref":"p;1"},{"party":"meti","ref":"q\\"2"}]', str(who), "gas:p-1;meti:q-2"):
        rows = pa.table(router.route_table(pa.table({**base, "named_persons": [text]}))).to_pylist()
        assert rows[0]["recipient"] == wanted, text
    for text in (
        "gas",
        "gas:p;",
        '[{"party":"gas"}]',
        '[{"party":"gas","ref":"a","ref":"b"}]',
        '[{"party":"gas","ref":1',
        "gas:",
    ):
        rows = pa.table(router.route_table(pa.table({**base, "named_persons": [text]}), errors="column")).to_pylist()
        assert rows[0]["recipient"] is None, text


def test_kind_19_rows_of_frames_count_from_zero_over_chunks(router):
    bad = pa.concat_tables([frame_of(), frame_of(origin=["nisc", "nobody"]), frame_of(kind=["rumour", "other"])])
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(bad)
    assert [(problem.row, problem.field_column) for problem in refused.value.problems] == [(3, "origin"), (4, "kind")]


def test_every_fault_of_a_row_is_told(router):
    """What is refused here and what the core refuses stand together, each once."""
    frame = frame_of(origin=["nobody", "nisc"], only=["gas;;meti", None], no_attribution=["yes", "TRUE"])
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(frame, separator=";")
    assert sorted((problem.row, problem.pointer) for problem in refused.value.problems) == [
        (0, "/no_attribution"),
        (0, "/only"),
        (0, "/origin"),
    ]
