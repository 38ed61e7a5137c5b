"""The level profile: labels and their reach."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._value import Value
from ceptoar.document.cited import Cited
from ceptoar.document.edition import CitedDocument
from ceptoar.enums import PersonsScope, ReachTerm
from ceptoar.facts.text import Text

__all__ = [
    "Basis",
    "Level",
    "Levels",
]


@dataclass(frozen=True, slots=True)
class Levels(Value):
    """A level profile."""

    id: str
    """The id of the profile."""
    name: Text
    """What it is called."""
    _: KW_ONLY
    schema: str | None = None
    """Where the schema of this document is."""
    format: str | None = "ceptoar/levels/1"
    """`ceptoar/levels/1`."""
    revision: int = 1
    """Raised by each correction."""
    documents: Sequence[CitedDocument] | None = None
    """The documents that are cited."""
    labels: Sequence[Level] = ()
    """The labels, the strictest first."""


@dataclass(frozen=True, slots=True)
class Level(Cited):
    """A label."""

    label: str
    """The label as its own source writes it; never translated."""
    text: Text
    """What it means for a holder, in our own words."""
    reach: Sequence[ReachTerm]
    """Which organisations it admits."""
    persons: PersonsScope
    """Which persons may handle it."""
    channels: str | Sequence[str]
    """By which channels it may pass."""
    basis: Basis
    """What reach, persons and channels rest on."""
    _: KW_ONLY
    spoken: Text | None = None
    """The label as a voice says it."""


@dataclass(frozen=True, slots=True)
class Basis(Cited):
    """What a local policy rests on."""
