"""The rules as Polars expressions: words become codes once; of each rule, one condition and the masks of whom it names."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from workload import COLUMNS, Workload, issued_from

NAME, VERSION = "polars", pl.__version__
FORM = "expressions: codes compared"


def asked(_coded: bool) -> bool:
    """Whether it is asked."""
    return True


def prepare(table: pa.Table, workload: Workload, coded: bool) -> pl.DataFrame:
    """Return the notices as Polars keeps them; dictionaries become categoricals whose categories are known."""
    frame = pl.DataFrame(table)
    if not coded:
        return frame
    lists = ("purposes", "affected_sectors")
    kinds = {column: pl.Enum(workload.words[name]) for column, name in COLUMNS.items()}
    return frame.with_columns(
        pl.col(column).cast(pl.List(kind) if column in lists else kind) for column, kind in kinds.items()
    )


def masks(frame: pl.DataFrame, workload: Workload, _coded: bool) -> pl.DataFrame:
    """Answer who is told and who must be, as bits."""
    return frame.lazy().with_columns(**admitted(workload)).select(**answer(workload, fires)).collect()


def read(answer: pl.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the masks of an answer."""
    return answer["allowed"].to_numpy(), answer["must"].to_numpy()


def bits(mask: int) -> pl.Expr:
    """Return a mask as a constant."""
    return pl.lit(mask, pl.UInt16)


def admitted(workload: Workload) -> dict[str, pl.Expr]:
    """Return a column of codes for each column of words, and for each relation a column that says whom it admits."""

    def code(words: pl.Expr, name: str) -> pl.Expr:
        return words.cast(pl.Enum(workload.words[name])).to_physical()

    def by_origin(values: list[int], kind: type[pl.DataType]) -> pl.Expr:
        return code(pl.col("origin"), "origin").replace_strict(list(range(len(values))), values, return_dtype=kind)

    # The sectors of a list differ, and so do their recipients: the sum of the masks is their union.
    by_sector = workload.masks_by_sector()
    masks = [by_sector[sector] for sector in workload.words["sectors"]]
    element = code(pl.element(), "sectors").replace_strict(list(range(len(masks))), masks, return_dtype=pl.UInt16)
    origins = workload.origins
    return {
        **{f"{name}_": code(pl.col(name), name) for name in ("level", "kind", "cause")},
        "purpose_": code(pl.col("purposes").list.first(), "purpose"),
        "origin_": by_origin([workload.origin_kinds.index(origin["kind"]) for origin in origins], pl.UInt8),
        "sector_": pl.col("affected_sectors").list.eval(element).list.sum().cast(pl.UInt16),
        "ministry_": by_origin([origin["portfolio"] for origin in origins], pl.UInt16),
        "own_": by_origin([origin["own"] for origin in origins], pl.UInt16),
    }


def fires(rule: dict[str, Any], workload: Workload) -> pl.Expr:
    """Return whether a rule fires, recipients aside."""
    tests = []
    for field, codes in workload.codes(rule).items():
        tests.append(reduce(or_, [pl.col(f"{field}_") == code for code in codes]))
    if rule["sectors"]:
        # Each sector has a recipient, so whom it admits says whether it is affected.
        mask = reduce(or_, [workload.masks_by_sector()[word] for word in rule["sectors"]])
        tests.append(pl.col("sector_") & bits(mask) != bits(0))
    return reduce(and_, [*tests, *dated(rule)])


def dated(rule: dict[str, Any]) -> list[pl.Expr]:
    """Return the tests of a rule's days."""
    tests = []
    if rule["from"] is not None:
        tests.append(pl.col("issued_at") >= instant(rule["from"]))
    if rule["until"] is not None:
        tests.append(pl.col("issued_at") < instant(rule["until"]))
    return tests


def instant(day: int) -> pl.Expr:
    """Return the instant at which a day begins."""
    return pl.lit(issued_from(day)).cast(pl.Datetime("us", "UTC"))


RELATIONS = {
    "sector": pl.col("sector_"),
    "ministry": pl.col("ministry_"),
    "own": pl.col("own_"),
    "not-own": ~pl.col("own_"),
}


def answer(workload: Workload, fires: Callable[[dict[str, Any], Workload], pl.Expr]) -> dict[str, pl.Expr]:
    """Return who is told and who must be, by when rules fire."""
    of: dict[str, list[pl.Expr]] = {"must": [], "may": [], "deny": []}
    for rule in workload.rules:
        to = reduce(and_, [RELATIONS[relation] for relation in rule["relations"]], bits(rule["to"]))
        of[rule["effect"]].append(pl.when(fires(rule, workload)).then(to).otherwise(bits(0)))
    must, may, deny = (reduce(or_, of[effect]) for effect in ("must", "may", "deny"))
    return {"allowed": (must | may) & ~deny, "must": must & ~deny}
