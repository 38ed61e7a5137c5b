"""The rules as Polars expressions, as they are written at first: words are compared with words, rule by rule."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl
import pyarrow as pa
from polars_peer import answer, bits, dated
from polars_peer import read as read
from workload import Workload

NAME, VERSION = "polars", pl.__version__
FORM = "expressions: words compared"


def asked(coded: bool) -> bool:
    """Whether it is asked: in coded columns no words are left to compare."""
    return not coded


def prepare(table: pa.Table, _workload: Workload, _coded: bool) -> pl.DataFrame:
    """Return the notices as Polars keeps them."""
    return pl.DataFrame(table)


def masks(frame: pl.DataFrame, workload: Workload, _coded: bool) -> pl.DataFrame:
    """Answer who is told and who must be, as bits."""
    return frame.lazy().with_columns(**admitted(workload)).select(**answer(workload, fires)).collect()


def admitted(workload: Workload) -> dict[str, pl.Expr]:
    """Return for each relation a column that says whom it admits."""

    def by_origin(which: str) -> pl.Expr:
        names = [origin["name"] for origin in workload.origins]
        values = [origin[which] for origin in workload.origins]
        return pl.col("origin").replace_strict(names, values, return_dtype=pl.UInt16)

    sectors = [
        pl.when(pl.col("affected_sectors").list.contains(sector)).then(bits(mask)).otherwise(bits(0))
        for sector, mask in workload.masks_by_sector().items()
    ]
    return {"sector_": reduce(or_, sectors), "ministry_": by_origin("portfolio"), "own_": by_origin("own")}


def fires(rule: dict[str, Any], workload: Workload) -> pl.Expr:
    """Return whether a rule fires, recipients aside."""
    tests = [pl.col(field).is_in(rule[field]) for field in ("level", "kind", "cause") if rule[field]]
    if rule["origin"]:
        names = [origin["name"] for origin in workload.origins if origin["kind"] in rule["origin"]]
        tests.append(pl.col("origin").is_in(names))
    for field, column in (("purpose", "purposes"), ("sectors", "affected_sectors")):
        if rule[field]:
            tests.append(reduce(or_, [pl.col(column).list.contains(word) for word in rule[field]]))
    return reduce(and_, [*tests, *dated(rule)])
