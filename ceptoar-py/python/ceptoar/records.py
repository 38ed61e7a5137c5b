"""The parts of questions and answers, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, dates and closed sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from ceptoar._records import Record
from ceptoar.enums import (
    ChangeKind,
    Condition,
    Direction,
    Duty,
    Grade,
    Lang,
    Outcome,
    PersonsScope,
    Status,
)

__all__ = [
    "Change",
    "Delivery",
    "Digests",
    "Hop",
    "NamedPerson",
    "Onward",
    "Outage",
    "Passing",
    "Persons",
    "ReachBasis",
    "Reason",
    "Unmet",
    "Verdict",
    "View",
]


@dataclass(frozen=True, slots=True)
class Outage(Record):
    """A channel that is down everywhere, a link (`from>to`), or a channel of a link."""

    channel: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson(Record):
    """A person of a party who may handle a notice, by an opaque reference."""

    party: str
    ref: str


@dataclass(frozen=True, slots=True)
class Persons(Record):
    """Which persons of a recipient may handle the notice."""

    scope: PersonsScope
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop(Record):
    """A hand-over. `channels` is `None` where they are not known; the first is the primary."""

    from_: str
    to: str
    direction: Direction
    channels: tuple[str, ...] | None
    internal: bool = False
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}


@dataclass(frozen=True, slots=True)
class Delivery(Record):
    """What one recipient is told: its duty, path, due time and conditions."""

    recipient: str
    duty: Duty
    persons: Persons
    hops: tuple[Hop, ...]
    due: str | None
    obligations: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """The parties from the origin to the recipient."""
        return (self.hops[0].from_, *(hop.to for hop in self.hops)) if self.hops else ()


@dataclass(frozen=True, slots=True)
class Unmet(Record):
    """A party that a rule requires and that is not told."""

    party: str
    outcome: Outcome
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digests(Record):
    """SHA-256 of every document that an answer rests on."""

    edition: str
    rules: str
    profile: str
    roster: str | None


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What would have to change, at which link or for which party."""

    change: ChangeKind
    link: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """Why a party is told or not. Codes are listed in `ceptoar.enums.reason_codes()`."""

    code: str
    rule: str | None = None
    conditions: tuple[Condition, ...] = ()
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    opening: tuple[Change, ...] = ()
    en: str = field(default="", compare=False, repr=False)
    ja: str = field(default="", compare=False, repr=False)
    _hidden: ClassVar[frozenset[str]] = frozenset({"en", "ja"})

    def sentence(self, lang: str = "en") -> str:
        """Return the reason in words, English (`en`) or Japanese (`ja`)."""
        return self.ja if lang == Lang.JA else self.en


@dataclass(frozen=True, slots=True)
class Verdict(Record):
    """What becomes of one party, and every reason."""

    party: str
    outcome: Outcome
    required: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ReachBasis(Record):
    """What the reach of a level rests on."""

    level: str
    source: tuple[str, ...] = ()
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Onward(Record):
    """A hand-over that leaves a holder, and whom it serves."""

    to: str
    direction: Direction
    channels: tuple[str, ...] | None
    serves: tuple[str, ...]
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Passing(Record):
    """Whether a holder may pass a notice to a party: with the hop, or every reason why not. True if it may."""

    allowed: bool
    hop: Hop | None
    reasons: tuple[Reason, ...]

    def __bool__(self) -> bool:
        """Whether it may."""
        return self.allowed


@dataclass(frozen=True, slots=True)
class View(Record):
    """What one recipient may be told: nothing of the others, and under `no_attribution` nothing of the origin."""

    format: str
    notice: str
    party: str
    level: str
    status: Status
    at: datetime
    duty: Duty
    persons: Persons
    origin: str | None
    from_: str | None
    channels: tuple[str, ...] | None
    internal: bool
    due: str | None
    obligations: tuple[str, ...]
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}
