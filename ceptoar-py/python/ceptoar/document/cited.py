"""What every datum of a document carries."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ceptoar._value import Value
from ceptoar.enums import Grade
from ceptoar.facts.text import Text

__all__ = [
    "Cited",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Value):
    """What is cited: where it comes from, how it is known, and what the reader should know."""

    source: Sequence[str] | None = None
    """The statements or documents that say so."""
    grade: Grade | None = None
    """How the fact is known."""
    reason: Text | None = None
    """Why, where the fact is deduced or a reading."""
    as_of: str | None = None
    """The day, month or year whose state the source describes, where it is another than the edition's."""
    note: Text | None = None
    """What the reader should know, where the record is not plain."""
