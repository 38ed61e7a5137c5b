"""The notices that are routed: made from counters, the same on every machine, in any number and any part of it."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import ceptoar

KINDS: list[str] = ["incident-case", "vulnerability", "malware", "financial-crime", "newsletter", "other"]
CAUSES: list[str | None] = ["cyber-attack", "unintentional-factor", "disaster", "spill-over", None]
PURPOSES: list[str] = ["prevention", "containment", "recurrence-prevention"]
SITUATION: dict[str, str] = {"at": "2009-05-08T01:00:00Z"}
ISSUED_US: int = 1241744400 * 10**6


def mixed(values: Any) -> Any:
    """Return the next numbers of a fixed sequence (the finaliser of splitmix64)."""
    import numpy as np

    values = values.astype(np.uint64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def subsets(words: list[str]) -> list[list[str]]:
    """Return every set of some words, by bits."""
    return [[word for bit, word in enumerate(words) if some >> bit & 1] for some in range(1 << len(words))]


class Notices:
    """Notices of NISC, of which any part can be made.

    `repeated` is the share whose envelope was seen before, `text` is `dictionary` (coded columns) or `string`. The
    envelopes differ in level, kind, cause, purposes and sectors: few sets of sectors where that gives envelopes enough. No
    built-in rule asks for cause or purposes, so that a million envelopes are 16,680 questions (`questions`).

    `addressed` names three addressees in each notice and repeats nothing: every one is a question of its own.
    """

    def __init__(self, count: int, repeated: float, text: str, addressed: bool = False) -> None:
        """Prepare the words of the columns."""
        import pyarrow as pa

        router = ceptoar.Router()
        self.count: int = count
        self.text: str = text
        self.addressed: bool = addressed
        self.levels: list[str] = [level.label for level in router.profile.levels]
        sectors = [sector.id for sector in router.registry.sectors]
        self.sectors: list[list[str]] = sorted(subsets(sectors)[1:], key=lambda some: (len(some), some))
        self.purposes: list[list[str]] = subsets(PURPOSES)
        self.envelopes: int = max(1, round(count * (1 - repeated)))
        self.others: int = len(self.levels) * len(KINDS) * len(CAUSES) * len(self.purposes)
        self.used: int = min(len(self.sectors), max(175, -(-self.envelopes // self.others)))
        self.parties: list[str] = [party.id for party in router.registry.parties if party.id != "nisc"]
        # Lists as codes, once: a column of lists takes from these.
        self.lists: dict[str, tuple[Any, list[str]]] = {
            "purposes": coded(self.purposes, PURPOSES),
            "affected_sectors": coded(self.sectors[: self.used], sectors),
        }
        if addressed:
            threes = [list(three) for three in combinations(range(len(self.parties)), 3)]
            self.lists["addressees"] = pa.array(threes, pa.list_(pa.int32())), self.parties

    def rows(self, part: range) -> Any:
        """Return some of the notices as a pyarrow table."""
        import numpy as np
        import pyarrow as pa

        row = np.arange(part.start, part.stop, dtype=np.uint64)
        number = np.where(row < self.envelopes, row, mixed(row + np.uint64(7)) % np.uint64(self.envelopes))
        number = number.astype(np.int64)
        other = (number // self.used * 7 + number % self.used * 11) % self.others
        drawn = {"affected_sectors": number % self.used}
        for name, many in (
            ("level", len(self.levels)),
            ("kind", len(KINDS)),
            ("cause", len(CAUSES)),
            ("purposes", len(self.purposes)),
        ):
            drawn[name] = other % many
            other //= many
        columns = {
            "direction": self.words(np.zeros(len(row), np.int8), ["provision"]),
            "origin": self.words(np.zeros(len(row), np.int8), ["nisc"]),
            "issued_at": pa.array(np.full(len(row), ISSUED_US), pa.timestamp("us", "UTC")),
            "level": self.words(drawn["level"].astype(np.int32), self.levels),
            "kind": self.words(drawn["kind"].astype(np.int32), KINDS),
            "cause": self.words(drawn["cause"].astype(np.int32), CAUSES),
            "purposes": self.listed("purposes", drawn["purposes"]),
            "affected_sectors": self.listed("affected_sectors", drawn["affected_sectors"]),
        }
        if self.addressed:
            # Rows of one envelope differ in their addressees.
            period, threes = self.used * self.others, len(self.lists["addressees"][0])
            which = mixed(number % period).astype(np.uint64) + (number // period).astype(np.uint64)
            columns["addressees"] = self.listed("addressees", (which % np.uint64(threes)).astype(np.int64))
        return pa.table(columns)

    def words(self, codes: Any, words: list[Any]) -> Any:
        """Return a column of words; the last may be none."""
        import pyarrow as pa

        lacks = codes == len(words) - 1 if words[-1] is None else None
        known = [word for word in words if word is not None]
        column = pa.DictionaryArray.from_arrays(pa.array(codes, mask=lacks), known)
        return column if self.text == "dictionary" else column.cast(pa.string())

    def listed(self, name: str, which: Any) -> Any:
        """Return a column of lists of words."""
        import pyarrow as pa

        lists, words = self.lists[name]
        taken = lists.take(pa.array(which))
        values = pa.DictionaryArray.from_arrays(taken.flatten(), words)
        if self.text != "dictionary":
            values = values.cast(pa.string())
        return pa.ListArray.from_arrays(taken.offsets, values)

    @property
    def questions(self) -> int:
        """How many different questions they are: cause and purposes ask nothing."""
        import numpy as np

        if self.addressed:
            return self.count
        number = np.arange(self.envelopes)
        other = (number // self.used * 7 + number % self.used * 11) % (len(self.levels) * len(KINDS))
        alike = np.array(classes())[other]
        return len(np.unique(alike * self.used + number % self.used))


def classes() -> list[int]:
    """Number the pairs of level and kind, level first; those that the built-in rules never tell apart have one number."""
    router, seen, out = ceptoar.Router(), dict[str, int](), []
    base = {"id": "n", "direction": "provision", "origin": "nisc", "issued_at": SITUATION["at"]}
    sectors = [sector.id for sector in router.registry.sectors]
    for kind in KINDS:
        for level in router.profile.levels:
            answers = []
            for some in ([sector] for sector in sectors):
                notice = {**base, "level": level.label, "kind": kind, "affected_sectors": some}
                answers.append(router.explain(notice, SITUATION).to_json())
            out.append(seen.setdefault("".join(answers), len(seen)))
    return out


def coded(lists: list[list[str]], words: list[str]) -> tuple[Any, list[str]]:
    """Return lists of words as lists of codes, and the words."""
    import pyarrow as pa

    return pa.array([[words.index(word) for word in some] for some in lists], pa.list_(pa.int32())), words


def notices(count: int, repeated: float, text: str, addressed: bool = False) -> Any:
    """Make all of some notices (`Notices`) as a pyarrow table."""
    return Notices(count, repeated, text, addressed).rows(range(count))
