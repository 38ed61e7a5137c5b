"""The rules as SQL: words become codes once, relations masks of whom they admit; a CASE a rule, three unions."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from workload import COLUMNS, Workload, issued_from

NAME, VERSION = "duckdb", duckdb.__version__
FORM = "CASE a rule: codes compared"


def asked(_coded: bool) -> bool:
    """Whether it is asked."""
    return True


def prepare(table: pa.Table, workload: Workload, coded: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection that holds the notices as a table of its own, on two threads; coded columns are ENUMs."""
    connection = duckdb.connect(config={"threads": 2})
    columns = ["issued_at"]
    for column, name in COLUMNS.items():
        many = "[]" if column in ("purposes", "affected_sectors") else ""
        connection.sql(f"CREATE TYPE {name}_word AS ENUM ({quoted(workload.words[name])})")
        columns.append(f"{column}::{f'{name}_word' if coded else 'VARCHAR'}{many} AS {column}")
    connection.register("given", table)
    connection.sql(f"CREATE TABLE notices AS SELECT {', '.join(columns)} FROM given")
    connection.unregister("given")
    return connection


def masks(held: duckdb.DuckDBPyConnection, workload: Workload, coded: bool) -> pa.Table:
    """Answer who is told and who must be, as bits, each with the place of its notice."""
    return held.sql(query(workload, coded)).to_arrow_table()


def read(answer: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """Return the masks in the order of the notices: two threads give rows in an order of their own."""
    order = np.argsort(answer["place"].to_numpy())
    return answer["allowed"].to_numpy()[order], answer["must"].to_numpy()[order]


def quoted(words: list[str]) -> str:
    """Return words as a list of SQL."""
    return ", ".join(f"'{word}'" for word in words)


def bits(mask: int) -> str:
    """Return a mask as a constant."""
    return f"{mask}::USMALLINT"


def by_origin(values: list[int]) -> str:
    """Return a number for each origin."""
    by_value: dict[int, list[str]] = {}
    for code, value in enumerate(values):
        by_value.setdefault(value, []).append(str(code))
    cases = " ".join(f"WHEN origin IN ({', '.join(of)}) THEN {bits(value)}" for value, of in by_value.items())
    return f"CASE {cases} END"


def fires(rule: dict[str, Any], workload: Workload) -> str:
    """Return whether a rule fires, recipients aside."""
    tests = []
    for field, codes in workload.codes(rule).items():
        tests.append(" OR ".join(f"{field}_ = {code}" for code in codes).join("()"))
    if rule["sectors"]:
        # Each sector has a recipient, so whom it admits says whether it is affected.
        mask = reduce(or_, [workload.masks_by_sector()[word] for word in rule["sectors"]])
        tests.append(f"sector_ & {bits(mask)} <> 0")
    if rule["from"] is not None:
        tests.append(f"issued_at >= make_timestamptz({issued_from(rule['from'])})")
    if rule["until"] is not None:
        tests.append(f"issued_at < make_timestamptz({issued_from(rule['until'])})")
    return " AND ".join(tests)


RELATIONS = {"sector": "sector_", "ministry": "ministry_", "own": "own_", "not-own": "~own_"}


def query(workload: Workload, coded: bool) -> str:
    """Return the whole question."""
    sector_kind = "sectors_word" if coded else "VARCHAR"
    affected = " | ".join(
        f"CASE WHEN list_contains(affected_sectors, '{sector}'::{sector_kind}) THEN {bits(mask)} ELSE {bits(0)} END"
        for sector, mask in workload.masks_by_sector().items()
    )
    origins = workload.origins
    columns = {
        **{f"{name}_": f"enum_code({name}::{name}_word)" for name in ("level", "kind", "cause")},
        "purpose_": "enum_code(purposes[1]::purpose_word)",
        "origin_": by_origin([workload.origin_kinds.index(origin["kind"]) for origin in origins]),
        "sector_": affected,
        "ministry_": by_origin([origin["portfolio"] for origin in origins]),
        "own_": by_origin([origin["own"] for origin in origins]),
    }
    of: dict[str, list[str]] = {"must": [], "may": [], "deny": []}
    for rule in workload.rules:
        to = " & ".join([bits(rule["to"]), *(RELATIONS[relation] for relation in rule["relations"])])
        of[rule["effect"]].append(f"CASE WHEN {fires(rule, workload)} THEN {to} ELSE {bits(0)} END")
    must, may, deny = (" | ".join(of[effect]) for effect in ("must", "may", "deny"))
    coded_columns = ", ".join(f"{text} AS {name}" for name, text in columns.items())
    return (
        "WITH numbered AS (SELECT rowid AS place, * REPLACE (enum_code(origin::origin_word) AS origin) FROM notices),"
        f" admitted AS (SELECT place, issued_at, {coded_columns} FROM numbered),"
        f" united AS (SELECT place, {must} AS must_, {may} AS may_, {deny} AS deny_ FROM admitted)"
        " SELECT (must_ | may_) & ~deny_ AS allowed, must_ & ~deny_ AS must, place FROM united"
    )
