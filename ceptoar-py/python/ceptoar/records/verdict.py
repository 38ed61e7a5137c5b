"""Why a party is told or not."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ceptoar._also import ReasonSentence
from ceptoar._records import Record
from ceptoar.enums import ChangeKind, ConditionName, Grade, Outcome

__all__ = [
    "Change",
    "ReachBasis",
    "Reason",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One of the changes that together would open a path."""

    change: ChangeKind
    """The kind of change."""
    link: str | None = None
    """The link, as `from>to`."""
    party: str | None = None
    """The relay, or the party that is out."""


@dataclass(frozen=True, slots=True)
class Reason(ReasonSentence, Record):
    """One reason of a verdict."""

    code: str
    """The code."""
    rule: str | None = None
    """The rule that it rests on."""
    conditions: tuple[ConditionName, ...] = ()
    """The conditions of the rule that are not met, sorted."""
    group: str | None = None
    """The group of a membership that does not hold on the day."""
    date: dt.date | None = None
    """The day on which that membership ended or will begin."""
    source: tuple[str, ...] = ()
    """The statements that the rule or the reach of the level cites."""
    grade: Grade | None = None
    """The grade of that citation."""
    opening: tuple[Change, ...] = ()
    """The fewest changes that would open a path."""
    en: str = field(default="", compare=False, repr=False)
    ja: str = field(default="", compare=False, repr=False)
    _hidden: ClassVar[frozenset[str]] = frozenset({"en", "ja"})


@dataclass(frozen=True, slots=True)
class Verdict(Record):
    """The verdict on one party: what becomes of it, and why."""

    party: str
    """The party."""
    outcome: Outcome
    """The outcome: what becomes of the party."""
    required: bool
    """Whether a rule requires it."""
    reasons: tuple[Reason, ...]
    """The reasons, sorted by code, rule and group."""


@dataclass(frozen=True, slots=True)
class ReachBasis(Record):
    """The citation that the reach of the level rests on."""

    level: str
    """The label."""
    source: tuple[str, ...] = ()
    """The statements that are cited for its reach."""
    grade: Grade | None = None
    """The grade; `reading` for the built-in profiles."""
