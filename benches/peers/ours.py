"""Our side: a line in `FORMS` for each form of the answer. A new form of the Python API joins there.

`ask` is timed; `read` turns what came out into masks and is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ceptoar
import numpy as np
import pyarrow as pa
from workload import Workload

VERSION = ceptoar.__version__


@dataclass
class Form:
    """A way of asking."""

    name: str
    says: str
    options: dict[str, Any]
    read: Callable[[Any, Workload], tuple[np.ndarray, np.ndarray]]

    def ask(self, router: ceptoar.Router, table: pa.Table) -> Any:
        """Route a frame."""
        return router.route_table(table, **self.options)


def router(workload: Workload) -> ceptoar.Router:
    """Return the router of the workload's documents."""
    return ceptoar.Router(
        ceptoar.Registry.from_json((workload.folder / "edition.json").read_text()),
        profile=ceptoar.LevelProfile.from_json((workload.folder / "levels.json").read_text()),
        rules=ceptoar.RuleSet.from_json((workload.folder / "rules.json").read_text()),
    )


def read_lists(answered: Any, workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Return the lists of recipients and duties as masks."""
    allowed, must = [], []
    codes = {who["name"]: who["bit"] for who in workload.recipients}
    for batch in answered.to_arrow().select(["recipient", "duty"]).to_batches():
        told, duty = batch["recipient"], batch["duty"]
        bits = by_word(told.flatten(), lambda word: 1 << codes[word])
        musts = by_word(duty.flatten(), lambda word: int(word == "must"))
        ends = np.cumsum(np.concatenate([[0], np.asarray(told.value_lengths().fill_null(0))]))
        allowed.append(sums(bits, ends))
        must.append(sums(bits * musts, ends))
    return np.concatenate(allowed), np.concatenate(must)


def read_ids(answered: Any, workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Return the outcomes of the rows as masks."""
    allowed, must = read_lists(answered.outcomes, workload)
    ids = answered.to_arrow()["outcome_id"].to_numpy()
    return allowed[ids], must[ids]


def read_masks(answered: Any, workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Return the bits of all parties as masks of the recipients. A bit of anybody else is kept, and differs."""
    parties, table = router(workload).mask_parties, answered.to_arrow()
    codes = {who["name"]: who["bit"] for who in workload.recipients}
    one = np.uint64(1)

    def of(column: str) -> np.ndarray:
        bits, out = table[column].to_numpy(), np.zeros(len(table), np.uint64)
        for bit, party in enumerate(parties):
            out |= (bits >> np.uint64(bit) & one) << np.uint64(codes.get(party, 63))
        return out

    return of("told"), of("must")


def by_word(words: pa.Array, number: Callable[[str], int]) -> np.ndarray:
    """Return a number for each word."""
    coded = words if pa.types.is_dictionary(words.type) else words.dictionary_encode()
    numbers = np.array([number(word) for word in coded.dictionary.to_pylist()], np.uint64)
    return numbers[coded.indices.to_numpy()] if len(numbers) else np.zeros(0, np.uint64)


def sums(values: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the sum of each list."""
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
    return running[ends[1:]] - running[ends[:-1]]


FORMS = [
    Form("ids", "an outcome's number", {"answer": "ids"}, read_ids),
    Form("masks", "who and duty as bits", {"answer": "masks"}, read_masks),
    Form("who", "lists of who and duty", {"answer": "who"}, read_lists),
    Form("whole", "every column", {"answer": "whole"}, read_lists),
    Form("plain", "whole, text uncoded", {"answer": "whole", "dictionaries": False}, read_lists),
]
