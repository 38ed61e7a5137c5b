"""The workload as the Rust part exported it: rules in words, notices as columns, and what the answers must be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

DAY_US = 86_400 * 10**6
JAPAN_US = 9 * 3_600 * 10**6

# The columns of words that the rules read, each with the list that its words are from.
COLUMNS = {
    "origin": "origin",
    "level": "level",
    "kind": "kind",
    "cause": "cause",
    "purposes": "purpose",
    "affected_sectors": "sectors",
}


@dataclass
class Notices:
    """One set of notices, in codes."""

    repeated: float
    rows: int
    columns: dict[str, np.ndarray]
    allowed: int
    must: int


class Workload:
    """The rules and the sets of notices."""

    def __init__(self, folder: Path) -> None:
        """Read what `ceptoar-peers export` wrote."""
        self.folder = folder
        said = json.loads((folder / "workload.json").read_text())
        self.rules: list[dict[str, Any]] = said["rules"]
        self.recipients: list[dict[str, Any]] = said["recipients"]
        self.origins: list[dict[str, Any]] = said["origins"]
        self.origin_kinds: list[str] = said["origin_kinds"]
        self.words: dict[str, list[str]] = {
            "origin": [origin["name"] for origin in self.origins],
            "level": said["levels"],
            "kind": said["kinds"],
            "cause": said["causes"],
            "purpose": said["purposes"],
            "sectors": said["sectors"],
        }
        self.sets = [self._notices(each) for each in said["sets"]]

    def _notices(self, said: dict[str, Any]) -> Notices:
        """Read the columns of one set."""
        data, rows, at = (self.folder / said["file"]).read_bytes(), said["rows"], 0
        columns = {}
        types = {name: np.dtype("u1") for name in ("origin", "level", "kind", "cause", "purpose")}
        for name, kind in {**types, "sectors": np.dtype("<u2"), "day": np.dtype("<i4")}.items():
            columns[name] = np.frombuffer(data, kind, rows, at)
            at += rows * kind.itemsize
        return Notices(said["repeated"], rows, columns, int(said["allowed"]), int(said["must"]))

    def table(self, notices: Notices, coded: bool) -> pa.Table:
        """Return the notices as everybody gets them: coded columns (dictionaries) or plain text."""

        def words(codes: np.ndarray, name: str) -> pa.Array:
            values = pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), self.words[name])
            return values if coded else values.cast(pa.string())

        def lists(codes: np.ndarray, ends: np.ndarray, name: str) -> pa.Array:
            offsets = pa.array(np.concatenate([[0], ends]).astype(np.int32))
            return pa.ListArray.from_arrays(offsets, words(codes, name))

        codes, rows = notices.columns, notices.rows
        held = codes["sectors"][:, None] >> np.arange(10, dtype=np.uint16) & 1
        sectors = lists(np.nonzero(held)[1], np.cumsum(held.sum(1)), "sectors")
        direction = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), ["provision"])
        issued = codes["day"].astype(np.int64) * DAY_US - JAPAN_US
        return pa.table(
            {
                "direction": direction if coded else direction.cast(pa.string()),
                "issued_at": pa.array(issued, pa.timestamp("us", "UTC")),
                **{name: words(codes[name], name) for name in ("origin", "level", "kind", "cause")},
                "purposes": lists(codes["purpose"], np.arange(1, rows + 1), "purpose"),
                "affected_sectors": sectors,
            }
        )

    def codes(self, rule: dict[str, Any]) -> dict[str, list[int]]:
        """Return the codes that a rule asks for, by field; of an origin, of its kind."""
        lists = {
            "origin": self.origin_kinds,
            **{name: self.words[name] for name in ("level", "kind", "cause", "purpose")},
        }
        return {field: [words.index(word) for word in rule[field]] for field, words in lists.items() if rule[field]}

    def masks_by_sector(self) -> dict[str, int]:
        """Return the recipients of each sector."""
        masks: dict[str, int] = {}
        for who in self.recipients:
            if who["sector"] is not None:
                masks[who["sector"]] = masks.get(who["sector"], 0) | 1 << who["bit"]
        return masks


def issued_from(day: int) -> int:
    """Return the instant at which a civil day of Japan begins, in microseconds since 1970 UTC."""
    return day * DAY_US - JAPAN_US


def checksum(masks: np.ndarray) -> int:
    """Return the sum that depends on the order of the rows."""
    weights = np.arange(1, len(masks) + 1, dtype=np.uint64)
    return int((masks.astype(np.uint64) * weights).sum(dtype=np.uint64))
