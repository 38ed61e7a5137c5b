"""Frames that are not computed yet: routed where they are, by the engine that holds them.

Each function takes the arguments of `Router.route_table` and returns a frame of the same engine, whose columns are known
before anything is computed. The engine itself must be installed.

>>> import ceptoar, polars
>>> from ceptoar import engines
>>> lazy = polars.LazyFrame({"id": ["n-1"], "direction": ["provision"], "origin": ["nisc"], "level": ["TLP:AMBER"],
...     "kind": ["malware"], "issued_at": ["2009-05-08T01:00:00Z"], "affected_sectors": [["gas"]]})
>>> engines.polars(ceptoar.Router(), lazy, answer=["recipient"]).select("recipient").collect().to_dicts()
[{'recipient': ['gas', 'gas-members', 'meti']}]
"""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import dask.dataframe as dd
    import polars as pl
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from ceptoar.router import Router

__all__ = ["dask", "polars", "spark"]


def polars(router: Router, frame: pl.LazyFrame, **options: Any) -> pl.LazyFrame:
    """Route a lazy frame of Polars, in batches where the engine streams."""
    schema = router.answer_schema(frame.collect_schema(), **options).to_polars()

    def route(rows: pl.DataFrame) -> pl.DataFrame:
        return router.route_table(rows, **options).to_polars()

    # What stands after this step must not be moved before it: it needs the columns that only the answer has.
    return frame.map_batches(
        route,
        schema=schema,
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )


def spark(router: Router, frame: DataFrame, **options: Any) -> DataFrame:
    """Route a frame of Spark with `mapInArrow`. Texts are plain: Spark has no dictionaries."""
    from pyspark.sql.pandas.types import to_arrow_schema

    options = {**options, "dictionaries": False}
    # Spark 4 asks for the zone of instants, which no earlier one knows.
    asked: dict[str, Any] = {"timezone": "UTC"} if "timezone" in signature(to_arrow_schema).parameters else {}
    schema = router.answer_schema(to_arrow_schema(frame.schema, **asked), **options).to_spark()

    def route(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        # A part of the frame may be empty, and then has no batch that tells its columns.
        first = next(batches, None)
        if first is None:
            return

        def all_of_them() -> Iterator[pa.RecordBatch]:
            yield first
            yield from batches

        for batch in router.route_batches(all_of_them(), **options):
            yield pa.record_batch(batch)

    return frame.mapInArrow(route, schema)


def dask(router: Router, frame: dd.DataFrame, **options: Any) -> dd.DataFrame:
    """Route a frame of Dask, each partition by itself."""
    meta = router.answer_schema(frame._meta, **options).to_pandas()

    def route(rows: Any) -> Any:
        return router.route_table(rows, **options).to_pandas()

    parts: Any = frame
    routed: dd.DataFrame = parts.map_partitions(route, meta=meta)
    return routed
