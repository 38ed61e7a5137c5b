"""Polars and DuckDB: rules written as a practised user would write them.

For each party one expression says whether it is told and whether it must be, generated from the same registry, rules and
profile. They answer less (no path, channels, due, reasons, validity), and only the notices that NISC provides, for which every
path is open. In coded columns the words become numbers once, before the clock starts; in text they are compared as words.
"""

from __future__ import annotations

from typing import Any

import ceptoar
from ceptoar.bench.rows import KINDS, SITUATION


class Rules:
    """What a user would work out by hand: by which sectors, kinds and levels each party is told."""

    def __init__(self) -> None:
        """Ask the router about one sector and kind at a time, and keep who is told."""
        router = ceptoar.Router()
        self.parties: list[str] = [party.id for party in router.registry.parties]
        self.levels: list[str] = [level.label for level in router.profile.levels]
        self.sectors: list[str] = [sector.id for sector in router.registry.sectors]
        base = {"id": "n", "direction": "provision", "origin": "nisc", "issued_at": SITUATION["at"]}
        # The told of (level, kind, sector): what the rules come to for NISC, one sector at a time.
        self.told: dict[tuple[str, str, str], dict[str, str]] = {}
        for level in self.levels:
            for kind in KINDS:
                for sector in self.sectors:
                    plan = router.route({**base, "level": level, "kind": kind, "affected_sectors": [sector]}, SITUATION)
                    self.told[level, kind, sector] = {d.recipient: str(d.duty) for d in plan.deliveries}

    def masks(self, level: str, kind: str, sector: str) -> tuple[int, int]:
        """Return told and must as bits by party."""
        told = must = 0
        for party, duty in self.told[level, kind, sector].items():
            bit = 1 << self.parties.index(party)
            told |= bit
            must |= bit if duty == "must" else 0
        return told, must


class Polars:
    """Polars expressions: per sector a flag, per (level, kind, sector) a mask, all of them united."""

    name: str = "Polars"
    form: str = "expressions: masks"

    def __init__(self, table: Any, rules: Rules, coded: bool, threads: int) -> None:
        """Hold the columns; `POLARS_MAX_THREADS` says how many threads, before Polars is imported."""
        import polars as pl

        self.rules: Rules = rules
        self.coded: bool = coded
        self.frame: Any = pl.DataFrame(table).select("level", "kind", "affected_sectors")
        if coded:
            level, kind, sector = (pl.Enum(words) for words in (rules.levels, KINDS, rules.sectors))
            codes = pl.element().cast(sector).to_physical()
            self.frame = self.frame.select(
                pl.col("level").cast(level).to_physical(),
                pl.col("kind").cast(kind).to_physical(),
                pl.col("affected_sectors").list.eval(codes),
            )

    def masks(self) -> Any:
        """Answer who is told and who must be."""
        return self.frame.lazy().select(told=self.expression(0), must=self.expression(1)).collect()

    def read(self, answer: Any) -> tuple[Any, Any]:
        """Read the masks of an answer, which is not timed."""
        return answer["told"].to_numpy(), answer["must"].to_numpy()

    def word(self, words: list[str], word: str) -> Any:
        """Return a word as the columns hold it."""
        import polars as pl

        return pl.lit(words.index(word), pl.UInt8) if self.coded else pl.lit(word)

    def expression(self, which: int) -> Any:
        """Return the mask of those who are told (0) or must be (1)."""
        import polars as pl

        nobody, rules, united = pl.lit(0, pl.UInt64), self.rules, None
        for sector in rules.sectors:
            by_level: Any = pl
            for level in rules.levels:
                by_kind: Any = pl
                for kind in KINDS:
                    mask = pl.lit(rules.masks(level, kind, sector)[which], pl.UInt64)
                    by_kind = by_kind.when(pl.col("kind") == self.word(KINDS, kind)).then(mask)
                test = pl.col("level") == self.word(rules.levels, level)
                by_level = by_level.when(test).then(by_kind.otherwise(nobody))
            flag = pl.col("affected_sectors").list.contains(self.word(rules.sectors, sector))
            part = pl.when(flag).then(by_level.otherwise(nobody)).otherwise(nobody)
            united = part if united is None else united | part
        return united


class DuckDB:
    """The rules as CASE expressions."""

    name: str = "DuckDB"
    form: str = "CASE: masks"

    def __init__(self, table: Any, rules: Rules, coded: bool, threads: int) -> None:
        """Hold the columns in a table of its own; coded words are ENUMs."""
        import duckdb

        self.rules: Rules = rules
        self.connection: Any = duckdb.connect(config={"threads": threads})
        self.connection.register("given", table)
        columns = []
        for name, words in (("level", rules.levels), ("kind", KINDS), ("affected_sectors", rules.sectors)):
            many = "[]" if name == "affected_sectors" else ""
            quoted = ", ".join(f"'{word}'" for word in words)
            self.connection.sql(f"CREATE TYPE {name}_word AS ENUM ({quoted})")
            columns.append(f"{name}::{f'{name}_word' if coded else 'VARCHAR'}{many} AS {name}")
        self.connection.sql(f"CREATE TABLE notices AS SELECT {', '.join(columns)} FROM given")
        self.connection.unregister("given")

    def masks(self) -> Any:
        """Answer who is told and who must be."""
        query = f"SELECT {self.expression(0)} AS told, {self.expression(1)} AS must, rowid AS place FROM notices"
        return self.connection.sql(query).to_arrow_table()

    def read(self, answer: Any) -> tuple[Any, Any]:
        """Read the masks of an answer, which is not timed: two threads give rows in an order of their own."""
        import numpy as np

        order = np.argsort(answer["place"].to_numpy())
        return answer["told"].to_numpy()[order], answer["must"].to_numpy()[order]

    def expression(self, which: int) -> str:
        """Return the mask of those who are told (0) or must be (1)."""
        parts = []
        for sector in self.rules.sectors:
            cases = " ".join(
                f"WHEN level = '{level}' AND kind = '{kind}' THEN {self.rules.masks(level, kind, sector)[which]}::UBIGINT"
                for level in self.rules.levels
                for kind in KINDS
            )
            parts.append(
                f"(CASE WHEN list_contains(affected_sectors, '{sector}') THEN CASE {cases} ELSE 0 END ELSE 0 END)"
            )
        return " | ".join(parts)


PEERS: tuple[type[Polars], type[DuckDB]] = (Polars, DuckDB)
