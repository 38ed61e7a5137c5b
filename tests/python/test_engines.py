"""Engines that compute later: the columns of an answer are known before there is one."""

import os
import shutil
import sys
import warnings

import ceptoar
import pytest
from ceptoar import engines
from frame_samples import frame_of

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

CHOICES = [
    {},
    {"explode": True},
    {"verdicts": True, "prefix": "a_"},
    {"errors": "column", "answer": ["duty", "recipient"]},
    {"dictionaries": False},
    {"dictionaries": True, "explode": True},
]


@pytest.mark.parametrize("options", CHOICES)
def test_missing_05_the_schema_is_that_of_the_answer(router, options):
    for frame in (frame_of(), pl.DataFrame(frame_of()), frame_of().to_pandas(), frame_of(extra=[1.5, None])):
        schema = router.answer_schema(frame, **options)
        table = router.route_table(frame, **options)
        assert schema.to_arrow().equals(pa.table(table).schema, check_metadata=True)
        assert schema.column_names == table.column_names
        assert schema.to_polars() == table.to_polars().schema
        empty = schema.to_pandas()
        assert len(empty) == 0 and list(empty.columns) == table.column_names
        assert {name: str(kind).split("(")[0] for name, kind in empty.dtypes.items()} == {
            name: str(kind).split("(")[0] for name, kind in table.to_pandas().dtypes.items()
        }
        assert all(name in repr(schema) for name in schema.column_names)
    for columns in (frame_of().schema, pl.DataFrame(frame_of()).schema):
        assert (
            router.answer_schema(columns, **options).column_names
            == router.route_table(frame_of(), **options).column_names
        )


def test_missing_05_a_schema_refuses_what_the_frame_would_be_refused_for(router):
    for change in ({"columns": {"kind": "x"}}, {"answer": ["colour"]}, {"tz": "JST"}):
        with pytest.raises(ceptoar.FrameError):
            router.answer_schema(frame_of().schema, **change)
    with pytest.raises(ceptoar.FrameError, match="prefix"):
        router.answer_schema(frame_of(path=["x", "y"]).schema)
    for thing in (None, 7, "x", {}):
        with pytest.raises(ceptoar.FrameError):
            router.answer_schema(thing)


@pytest.mark.parametrize("options", CHOICES)
def test_missing_05_polars_lazily(router, options):
    lazy = pl.LazyFrame(pl.DataFrame(frame_of()))
    routed = engines.polars(router, lazy, **options)
    wanted = router.route_table(lazy.collect(), **options).to_polars()
    assert routed.collect_schema() == wanted.schema
    for engine in ("in-memory", "streaming"):
        assert routed.collect(engine=engine).equals(wanted)
    key = next(name for name in wanted.columns if name.removeprefix("a_") in ("recipient", "party"))
    chosen = routed.select(key).collect()
    assert chosen[key].to_list() == wanted[key].to_list()


def test_u16_what_is_not_computed_yet_is_refused_with_a_way(router):
    for read in (router.route_table, router.route_batches, router.answer_schema):
        with pytest.raises(ceptoar.FrameError, match=r"\.collect\(\).*ceptoar\.engines\.polars"):
            read(pl.LazyFrame(pl.DataFrame(frame_of())))
    with pytest.raises(ceptoar.FrameError, match="make a frame"):
        router.route_table({"id": ["a"]})


def test_missing_05_dask(router):
    dd = pytest.importorskip("dask.dataframe")
    whole = pd.concat([frame_of().to_pandas()] * 4, ignore_index=True)
    frame = dd.from_pandas(whole, npartitions=2)
    for options in ({"explode": True}, {"separator": ";", "answer": ["recipient", "valid_until"]}, {"verdicts": True}):
        # Lists become text on their way through Dask, as NumPy writes them: they are read as lists again.
        routed = engines.dask(router, frame, **options)
        found = routed.compute(scheduler="threads").reset_index(drop=True)
        wanted = router.route_table(whole, **options).to_pandas()
        assert list(routed.columns) == list(found.columns) == list(wanted.columns)
        names = [name for name in wanted.columns if name != "affected_sectors"]
        for name in names:
            assert found[name].map(str).tolist() == wanted[name].map(str).tolist(), name
    with pytest.raises(ceptoar.FrameError, match=r"ceptoar\.engines\.dask"):
        router.route_table(frame)


@pytest.fixture(scope="module")
def spark():
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("no Java, which Spark needs")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = sql.SparkSession.builder.master("local[2]").appName("ceptoar").config("spark.ui.enabled", "false")
        session = (
            builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.host", "127.0.0.1").getOrCreate()
        )
    yield session
    session.stop()


# Spark warns of what it will not do, and of the pandas that is too new for it.
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning:pyspark")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_u07_a_real_spark_routes(router, spark, zone):
    spark.conf.set("spark.sql.session.timeZone", zone)
    frame = pa.concat_tables([frame_of()] * 50)
    many = spark.createDataFrame(frame.to_pylist()).select(frame.column_names).repartition(3)
    for options in ({}, {"explode": True}, {"verdicts": True}, {"answer": ["recipient", "lints"]}):
        routed = engines.spark(router, many, **options)
        wanted = pa.table(router.route_table(frame, dictionaries=False, **options))
        assert routed.columns == wanted.column_names
        rows = routed.collect()
        assert len(rows) == wanted.num_rows
        names = [name for name in wanted.column_names if name not in ("issued_at", "valid_until")]

        def texts(rows, names=names):
            return sorted(str([row[name] for name in names]) for row in rows)

        assert texts(rows) == texts(wanted.to_pylist())
        if "valid_until" in wanted.column_names:
            said = routed.selectExpr(
                "date_format(to_utc_timestamp(valid_until, current_timezone()), 'yyyy-MM-dd HH:mm') AS t"
            )
            assert {row.t for row in said.distinct().collect()} == {"2010-03-31 15:00"}
    assert routed.filter("array_contains(recipient, 'gas')").count() == 50
    with pytest.raises(ValueError, match="dictionaries=False"):
        router.answer_schema(frame).to_spark()
