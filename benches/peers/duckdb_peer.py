"""The rules as SQL: whom each relation admits as a mask, a CASE a rule, three unions."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from workload import Workload, issued_from

NAME, VERSION = "duckdb", duckdb.__version__
# In which column of the table a word stands: the words of a column are an ENUM where the columns are coded.
ENUMS = {"origin": "origin", "level": "level", "kind": "kind", "cause": "cause", "purposes": "purpose", "affected_sectors": "sectors"}


def prepare(table: pa.Table, workload: Workload, coded: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection that holds the notices as a table of its own, on two threads."""
    connection = duckdb.connect(config={"threads": 2})
    columns = ["issued_at"]
    for column, name in ENUMS.items():
        many = "[]" if column in ("purposes", "affected_sectors") else ""
        if coded:
            connection.sql(f"CREATE TYPE {name}_word AS ENUM ({quoted(workload.words[name])})")
        columns.append(f"{column}::{f'{name}_word' if coded else 'VARCHAR'}{many} AS {column}")
    connection.register("given", table)
    connection.sql(f"CREATE TABLE notices AS SELECT {', '.join(columns)} FROM given")
    connection.unregister("given")
    return connection


def masks(connection: duckdb.DuckDBPyConnection, workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Answer who is told and who must be, as bits."""
    out = connection.sql(query(workload)).to_arrow_table()
    return out["allowed"].to_numpy(), out["must"].to_numpy()


def quoted(words: list[str]) -> str:
    """Return words as a list of SQL."""
    return ", ".join(f"'{word}'" for word in words)


def bits(mask: int) -> str:
    """Return a mask as a constant."""
    return f"{mask}::USMALLINT"


def by_origin(workload: Workload, relation: str) -> str:
    """Return whom a relation admits, by origin."""
    by_mask: dict[int, list[str]] = {}
    for origin, mask in workload.masks_by_origin(relation).items():
        by_mask.setdefault(mask, []).append(origin)
    cases = " ".join(f"WHEN origin IN ({quoted(origins)}) THEN {bits(mask)}" for mask, origins in by_mask.items())
    return f"CASE {cases} ELSE {bits(0)} END"


def fires(rule: dict[str, Any], workload: Workload) -> str:
    """Return whether a rule fires, recipients aside."""
    tests = []
    if rule["origins"]:
        tests.append(f"origin IN ({quoted(workload.origins_of(rule['origins']))})")
    for field, column in (("level", "level"), ("kind", "kind"), ("cause", "cause"), ("purpose", "purpose_")):
        if rule[field]:
            tests.append(f"{column} IN ({quoted(rule[field])})")
    if rule["sectors"]:
        tests.append(" OR ".join(f"list_contains(affected_sectors, '{word}')" for word in rule["sectors"]).join("()"))
    if rule["from"] is not None:
        tests.append(f"issued_at >= make_timestamptz({issued_from(rule['from'])})")
    if rule["until"] is not None:
        tests.append(f"issued_at < make_timestamptz({issued_from(rule['until'])})")
    return " AND ".join(tests)


RELATIONS = {"sector": "sector_", "ministry": "ministry_", "own": "own_", "not-own": "~own_"}


def query(workload: Workload) -> str:
    """Return the whole question."""
    affected = " | ".join(
        f"CASE WHEN list_contains(affected_sectors, '{sector}') THEN {bits(mask)} ELSE {bits(0)} END"
        for sector, mask in workload.masks_by_sector().items()
    )
    of: dict[str, list[str]] = {"must": [], "may": [], "deny": []}
    for rule in workload.rules:
        to = " & ".join([bits(rule["to"]), *(RELATIONS[relation] for relation in rule["relations"])])
        of[rule["effect"]].append(f"CASE WHEN {fires(rule, workload)} THEN {to} ELSE {bits(0)} END")
    must, may, deny = (" | ".join(of[effect]) for effect in ("must", "may", "deny"))
    return (
        f"WITH admitted AS (SELECT *, {affected} AS sector_, {by_origin(workload, 'portfolio')} AS ministry_,"
        f" {by_origin(workload, 'own')} AS own_, purposes[1] AS purpose_ FROM notices),"
        f" united AS (SELECT {must} AS must_, {may} AS may_, {deny} AS deny_ FROM admitted)"
        " SELECT (must_ | may_) & ~deny_ AS allowed, must_ & ~deny_ AS must FROM united"
    )
