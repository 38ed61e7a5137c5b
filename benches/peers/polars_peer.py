"""The rules as Polars expressions: whom each relation admits as a mask, one condition a rule, three unions."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from workload import Workload, issued_from

NAME, VERSION = "polars", pl.__version__


def prepare(table: pa.Table, _workload: Workload, _coded: bool) -> pl.DataFrame:
    """Return the notices as Polars keeps them; dictionaries become categoricals."""
    return pl.DataFrame(table)


def masks(frame: pl.DataFrame, workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Answer who is told and who must be, as bits."""
    out = frame.lazy().with_columns(**admitted(workload)).select(**answer(workload)).collect()
    return out["allowed"].to_numpy(), out["must"].to_numpy()


def bits(mask: int) -> pl.Expr:
    """Return a mask as a constant."""
    return pl.lit(mask, pl.UInt16)


def admitted(workload: Workload) -> dict[str, pl.Expr]:
    """Return a column for each relation: whom it admits."""

    def by_origin(relation: str) -> pl.Expr:
        by_mask: dict[int, list[str]] = {}
        for origin, mask in workload.masks_by_origin(relation).items():
            by_mask.setdefault(mask, []).append(origin)
        chosen: Any = pl
        for mask, origins in by_mask.items():
            chosen = chosen.when(any_of("origin", origins)).then(bits(mask))
        done: pl.Expr = chosen.otherwise(bits(0))
        return done

    affected = [
        pl.when(pl.col("affected_sectors").list.contains(pl.lit(sector))).then(bits(mask)).otherwise(bits(0))
        for sector, mask in workload.masks_by_sector().items()
    ]
    return {
        "sector_": reduce(or_, affected),
        "ministry_": by_origin("portfolio"),
        "own_": by_origin("own"),
        "purpose_": pl.col("purposes").list.first(),
    }


def any_of(column: str, words: list[str]) -> pl.Expr:
    """Return whether a column is one of some words."""
    return reduce(or_, [pl.col(column) == word for word in words]) if len(words) <= 4 else pl.col(column).is_in(words)


def fires(rule: dict[str, Any], workload: Workload) -> pl.Expr:
    """Return whether a rule fires, recipients aside."""
    tests = []
    if rule["origins"]:
        tests.append(any_of("origin", workload.origins_of(rule["origins"])))
    for field, column in (("level", "level"), ("kind", "kind"), ("cause", "cause"), ("purpose", "purpose_")):
        if rule[field]:
            tests.append(any_of(column, rule[field]))
    if rule["sectors"]:
        tests.append(reduce(or_, [pl.col("affected_sectors").list.contains(pl.lit(word)) for word in rule["sectors"]]))
    if rule["from"] is not None:
        tests.append(pl.col("issued_at") >= instant(rule["from"]))
    if rule["until"] is not None:
        tests.append(pl.col("issued_at") < instant(rule["until"]))
    return reduce(and_, tests)


def instant(day: int) -> pl.Expr:
    """Return the instant at which a day begins."""
    return pl.lit(issued_from(day)).cast(pl.Datetime("us", "UTC"))


RELATIONS = {"sector": pl.col("sector_"), "ministry": pl.col("ministry_"), "own": pl.col("own_"), "not-own": ~pl.col("own_")}


def answer(workload: Workload) -> dict[str, pl.Expr]:
    """Return who is told and who must be."""
    of: dict[str, list[pl.Expr]] = {"must": [], "may": [], "deny": []}
    for rule in workload.rules:
        to = reduce(and_, [RELATIONS[relation] for relation in rule["relations"]], bits(rule["to"]))
        of[rule["effect"]].append(pl.when(fires(rule, workload)).then(to).otherwise(bits(0)))
    must, may, deny = (reduce(or_, of[effect]) for effect in ("must", "may", "deny"))
    return {"allowed": (must | may) & ~deny, "must": must & ~deny}
