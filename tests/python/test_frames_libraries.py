"""Frames of every library, in and out."""

import io
import json

import ceptoar
import pytest
from frame_samples import NAMES, build, frame_of, one_by_one, read_back, rows_strategy
from hypothesis import HealthCheck, given, settings

pa = pytest.importorskip("pyarrow")


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
    assert back["recipient"].dtype == frame.to_pandas()["level"].dtype and isinstance(
        back["duty"].dtype, pandas.CategoricalDtype
    )
    assert back["recipient"].tolist() == [row["recipient"] for row in wanted]

    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    relation = connection.sql("select * from frame")
    routed = router.route_table(relation, explode=True)  # noqa: F841 (DuckDB reads it by name)
    found = duckdb.connect().sql("select recipient, duty from routed").fetchall()
    assert found == [(row["recipient"], row["duty"]) for row in wanted]

    nanoarrow = pytest.importorskip("nanoarrow")
    assert len(nanoarrow.c_array_stream(router.route_table(nanoarrow.ArrayStream(frame), explode=True)).get_next()) == len(wanted)  # fmt: skip


SETS = ["purposes", "affected_sectors", "addressees", "only"]
ANSWER = ["recipient", "duty", "path", "due", "obligations", "outcome", "unmet", "lints", "valid_until"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows_strategy().filter(bool))
def test_frames_of_every_library_are_answered_alike(rows):
    """The same notices as a frame of pandas, Polars, pyarrow and DuckDB: the same answer as one at a time."""
    pandas, polars, duckdb = map(pytest.importorskip, ("pandas", "polars", "duckdb"))
    router = ceptoar.Router(stale="allow")
    wanted = one_by_one(router, rows)
    arrow = build(rows, pa.string(), "list", "us", [])
    relation = duckdb.connect().from_arrow(arrow)
    frames = [
        arrow,
        arrow.to_pandas(),
        pandas.DataFrame(rows),
        polars.DataFrame(arrow),
        polars.DataFrame(
            rows, schema_overrides=dict.fromkeys(SETS, polars.List(polars.String)), infer_schema_length=None
        ),
        relation,
    ]
    for frame in frames:
        assert read_back(router.route_table(frame, errors="column", answer=ANSWER)) == wanted, type(frame)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows_strategy().filter(bool))
def test_u03_what_the_libraries_write_as_csv_is_read_again(rows):
    """Written by pandas, Polars and DuckDB, read again by each, with lists and instants as they write them."""
    pandas, polars, duckdb = map(pytest.importorskip, ("pandas", "polars", "duckdb"))
    router = ceptoar.Router(stale="allow")
    wanted = one_by_one(router, rows)
    arrow = build(rows, pa.string(), "list", "us", [])
    connection = duckdb.connect()
    connection.sql("SET TimeZone = 'Asia/Tokyo'")
    connection.register("notices", arrow)
    texts = {
        "pandas": pandas.DataFrame(rows).to_csv(index=False),
        "numpy": arrow.to_pandas().to_csv(index=False),
        "polars": polars.DataFrame(arrow)
        .with_columns(polars.col(name).map_elements(lambda ids: json.dumps(list(ids)), polars.String) for name in SETS)
        .write_csv(),
        "duckdb": _csv(connection),
    }
    for name, text in texts.items():
        read = [
            pandas.read_csv(io.StringIO(text), keep_default_na=False, dtype=str),
            pandas.read_csv(io.StringIO(text)),
            polars.read_csv(io.StringIO(text), infer_schema=False),
        ]
        for frame in read:
            table = router.route_table(frame, errors="column", answer=ANSWER)
            assert read_back(table) == wanted, (name, type(frame))


def _csv(connection):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notices.csv"
        connection.sql("SELECT * FROM notices").write_csv(str(path))
        return path.read_text(encoding="utf-8")


def test_a_table_shows_itself_in_a_notebook(router):
    """Whatever stands in a cell is text there, not markup; large tables show both ends."""
    bad = "<script>alert(1)</script>"
    frame = frame_of(備考=[bad, "電力\u202eさかさ"], **{"<b>": [None, 1]})
    page = router.route_table(frame)._repr_html_()
    assert "<script" not in page and "&lt;script&gt;" in page and "<b>" not in page and "備考" in page
    assert "\u202e" not in page and "電力" in page and "2 × " in page and "null" in page
    assert "gas · gas-members · meti" in page
    table = router.route_table(pa.concat_tables([frame_of()] * 20))
    page = table._repr_html_()
    assert "⋮" in page and "<th>39</th>" in page and "<th>20</th>" not in page and page.count("<tr>") == 13
    assert [len(table.head(count)) for count in (0, 3, 100, -1, -100)] == [0, 3, 40, 39, 0]
    assert table.head(3).to_arrow().equals(table.to_arrow().slice(0, 3)) and len(table.head()) == 5
    (batch,) = router.route_batches(frame_of())
    assert "<table" in batch._repr_html_() and len(batch.head(1)) == 1
    with ceptoar.options(tz="Asia/Tokyo"):
        assert "2010-04-01 00:00:00+09:00" in router.route_table(frame_of())._repr_html_()
    assert "2010-03-31T15:00:00Z" in router.route_table(frame_of())._repr_html_()
    empty = router.route_table(frame_of().slice(0, 0))
    assert len(empty) == 0 and "0 × " in empty._repr_html_() and len(empty.head()) == 0
