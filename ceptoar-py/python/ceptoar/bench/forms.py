"""The forms in which we are asked: a line each in `FORMS`. A new form of `answer=` joins there, and is read into masks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ceptoar
from ceptoar.bench.rows import SITUATION

Masks = tuple[Any, Any]


@dataclass
class Form:
    """A way of asking."""

    name: str
    options: dict[str, Any]
    """What `route_table` is given beside the frame."""
    read: Callable[[Any, list[str]], Masks]
    """Turns the answer into who is told and who must be, as bits by party: not timed."""

    def ask(self, router: ceptoar.Router, table: Any) -> Any:
        """Route a frame."""
        return router.route_table(table, situation=SITUATION, **self.options)


def lists(answer: Any, parties: list[str]) -> Masks:
    """Read lists of recipients and duties, coded or plain."""
    import numpy as np
    import pyarrow as pa

    def coded(values: Any) -> Any:
        return values if pa.types.is_dictionary(values.type) else values.dictionary_encode()

    told: list[Any] = []
    must: list[Any] = []
    for batch in answer.to_arrow().select(["recipient", "duty"]).to_batches():
        recipients, duties = (coded(batch[name].flatten()) for name in ("recipient", "duty"))
        bits = np.array([1 << parties.index(name) for name in recipients.dictionary.to_pylist()], np.uint64)
        musts = np.array([int(duty == "must") for duty in duties.dictionary.to_pylist()], np.uint64)
        # A list without a value has a code of no word.
        of_row = bits[recipients.indices.to_numpy()] if len(bits) else np.zeros(0, np.uint64)
        of_must = of_row * musts[duties.indices.to_numpy()] if len(musts) else of_row
        lengths = batch["recipient"].value_lengths().fill_null(0).to_numpy()
        ends = np.concatenate([[0], np.cumsum(lengths)])
        for masks, each in ((told, of_row), (must, of_must)):
            sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(each, dtype=np.uint64)])
            masks.append(sums[ends[1:]] - sums[ends[:-1]])
    return np.concatenate(told), np.concatenate(must)


def numbers(answer: Any, parties: list[str]) -> Masks:
    """Read numbers of outcomes, and the table that says what each is."""
    told, must = lists(answer.outcomes, parties)
    ids = answer.to_arrow()["outcome_id"].to_numpy()
    return told[ids], must[ids]


def bits(answer: Any, parties: list[str]) -> Masks:
    """Read masks, whose bits are the parties by their ids in order."""
    import numpy as np

    places, table = [parties.index(party) for party in sorted(parties)], answer.to_arrow()

    def placed(mask: Any) -> Any:
        if places == list(range(len(places))):
            return mask
        one = np.uint64(1)
        moved = [((mask >> np.uint64(bit)) & one) << np.uint64(place) for bit, place in enumerate(places)]
        return np.bitwise_or.reduce(moved)

    return placed(table["told"].to_numpy()), placed(table["must"].to_numpy())


FORMS: list[Form] = [
    Form("ids: an outcome's number", {"answer": "ids"}, numbers),
    Form("masks: who and duty as bits", {"answer": "masks"}, bits),
    Form("who: lists of who and duty", {"answer": "who"}, lists),
    Form("whole: every column", {"answer": "whole"}, lists),
    Form("whole, plain text", {"answer": "whole", "dictionaries": False}, lists),
]
