"""Parties, who belongs to whom, who can hand on to whom, and the words of an edition."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceptoar._also import CountsByDay, NamesByDay
from ceptoar._records import Record
from ceptoar.enums import Direction, Mode, PartyKind, Role
from ceptoar.facts.source import Cited
from ceptoar.facts.text import Period, Text

__all__ = [
    "Channel",
    "ChannelCondition",
    "Count",
    "CountPart",
    "LaterCounts",
    "LaterName",
    "Link",
    "LinkChannel",
    "Membership",
    "Party",
    "Term",
    "Vocabularies",
]


@dataclass(frozen=True, slots=True)
class Count(Cited):
    """The number of organisations that a class stands for."""

    value: int
    """The number."""
    unit: Text
    """What is counted."""
    parts: tuple[CountPart, ...]
    """Parts of the number that a source names."""


@dataclass(frozen=True, slots=True)
class CountPart(Cited):
    """A part of a count."""

    value: int
    """The number."""
    unit: Text
    """What is counted."""


@dataclass(frozen=True, slots=True)
class LaterName(Cited):
    """A name that a party has from a day on, until a later one."""

    from_: dt.date
    """The first day."""
    name: Text
    """The name."""


@dataclass(frozen=True, slots=True)
class LaterCounts(Cited):
    """The numbers of organisations that a class stands for from a day on, until later ones."""

    from_: dt.date
    """The first day."""
    counts: tuple[Count, ...]
    """The numbers."""


@dataclass(frozen=True, slots=True)
class Party(NamesByDay[Text], CountsByDay[Count], Cited):
    """A party of the registry."""

    id: str
    """Its id."""
    kind: PartyKind
    """Its kind."""
    name: Text
    """Its name; where there are later ones, the name before the first of them."""
    periods: tuple[Period, ...]
    """The days on which it exists; empty: always."""
    counts: tuple[Count, ...]
    """The numbers of organisations that it stands for."""
    note: Text | None
    """What the reader should know of it, where the record is not plain."""
    names: tuple[LaterName, ...] = ()
    """Its later names, in the order of their days."""
    counts_later: tuple[LaterCounts, ...] = ()
    """The later numbers, in the order of their days."""


@dataclass(frozen=True, slots=True)
class Membership(Cited):
    """A role of a party in a group, for a period."""

    party: str
    """The party."""
    group: str
    """The group."""
    role: Role
    """The role of the party in the group."""
    period: Period
    """The days on which the party has the role."""


@dataclass(frozen=True, slots=True)
class ChannelCondition(Record):
    """The condition under which a channel may be used: every set that is given must be met."""

    modes: tuple[Mode, ...] = ()
    """One of these modes; empty: any."""
    purposes: tuple[str, ...] = ()
    """A notice with one of these purposes; empty: any."""


@dataclass(frozen=True, slots=True)
class LinkChannel(Record):
    """A channel of a link."""

    id: str
    """The channel."""
    also: bool = False
    """Whether it is used beside the other channels (併せて), not instead of them."""
    when: ChannelCondition | None = None
    """Its condition; `None`: always."""
    judgement: Text | None = None
    """The question that a person judges before the channel is used; `None`: none."""


@dataclass(frozen=True, slots=True)
class Link(Cited):
    """A link between two parties."""

    from_: str
    """The party that can hand on."""
    to: str
    """The party to which it can hand on."""
    direction: Direction
    """The direction of the notices that travel the link."""
    channels: tuple[LinkChannel, ...] | None
    """The channels, in order of preference; `None`: unknown, not none. Empty where the link is internal."""
    internal: bool
    """One office acts in both roles: no channel is needed, and none can close it."""
    period: Period
    """The days on which it holds."""


@dataclass(frozen=True, slots=True)
class Term(Cited):
    """A word of a vocabulary: a sector, kind, cause, purpose or obligation."""

    id: str
    """Its id."""
    name: Text
    """Its name."""
    period: Period = Period()
    """The days on which a sector is one; any other word: always."""


@dataclass(frozen=True, slots=True)
class Channel(Cited):
    """A channel of the vocabulary."""

    id: str
    """Its id."""
    name: Text
    """Its name."""
    public: bool
    """Whether anyone can read it."""
    carried_by: tuple[str, ...]
    """The sectors whose failure closes it."""


@dataclass(frozen=True, slots=True)
class Vocabularies(Record):
    """The vocabularies of a registry, each sorted by id."""

    kinds: tuple[Term, ...]
    """Kinds of information."""
    causes: tuple[Term, ...]
    """Cause classes."""
    purposes: tuple[Term, ...]
    """Purposes of a notice."""
    channels: tuple[Channel, ...]
    """Channels."""
    obligations: tuple[Term, ...]
    """Obligations that travel with a delivery."""
