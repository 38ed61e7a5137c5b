"""The edition: what exists, dated and cited."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._value import Value
from ceptoar.document.channel import ConditionalChannel
from ceptoar.document.cited import Cited
from ceptoar.document.record import Body, Ceptoar, Council, Instrument
from ceptoar.enums import Direction, PartyKind, Role, TotalOf
from ceptoar.facts.text import Period, Text

__all__ = [
    "BasedOn",
    "Channel",
    "CitedDocument",
    "Count",
    "CountPart",
    "Covers",
    "Edition",
    "Erratum",
    "Excused",
    "FromOutline",
    "IndexEntry",
    "LaterCounts",
    "LaterName",
    "Link",
    "Membership",
    "Party",
    "Sector",
    "SourceIndex",
    "Statement",
    "Term",
    "Total",
    "Vocabularies",
]


@dataclass(frozen=True, slots=True)
class Edition(Value):
    """An edition: the parties, sectors, CEPTOARs, memberships and links of a scheme."""

    id: str
    """The id of the edition."""
    title: Text
    """What it is called."""
    _: KW_ONLY
    schema: str | None = None
    """Where the schema of this document is."""
    format: str | None = "ceptoar/edition/1"
    """`ceptoar/edition/1`."""
    revision: int = 1
    """Raised by each correction."""
    covers: Covers | None = None
    """The days that it speaks of."""
    based_on: Sequence[BasedOn] | None = None
    """Of an edition that overlays were applied to: the edition at the bottom, then the overlays in their order. The id is
    theirs, joined by `+`.
    """
    outline: FromOutline | None = None
    """Of an edition that an outline led to: which outline, and how much was unknown in it."""
    vocabularies: Vocabularies | None = None
    """The vocabularies; those left out are the built-in ones."""
    sectors: Sequence[Sector] = ()
    """The critical-infrastructure sectors."""
    parties: Sequence[Party] = ()
    """The parties."""
    ceptoars: Sequence[Ceptoar] = ()
    """The records of the CEPTOARs."""
    councils: Sequence[Council] | None = None
    """What is known of the councils."""
    memberships: Sequence[Membership] = ()
    """Who has which role in which group."""
    links: Sequence[Link] = ()
    """Who can hand on to whom."""
    instruments: Sequence[Instrument] | None = None
    """The rules, plans, guidelines, standards and exercises that the source names."""
    bodies: Sequence[Body] | None = None
    """The committees and groups inside CEPTOARs that the source names and that are no parties."""
    totals: Sequence[Total] | None = None
    """Stated totals that are checked against the data."""
    statements: Sequence[Statement] | None = None
    """What the source states and no other datum holds."""
    errata: Sequence[Erratum] | None = None
    """Where the source contradicts itself: both readings."""
    documents: Sequence[CitedDocument] | None = None
    """The documents that are cited."""
    source_index: SourceIndex | None = None
    """The statements of the source with their digests."""
    excused: Sequence[Excused] | None = None
    """Statements that no datum needs to cite."""


@dataclass(frozen=True, slots=True)
class Vocabularies(Value):
    """The vocabularies of an edition."""

    _: KW_ONLY
    kinds: Sequence[Term] | None = None
    """Kinds of information."""
    causes: Sequence[Term] | None = None
    """Cause classes."""
    purposes: Sequence[Term] | None = None
    """Purposes of a notice."""
    channels: Sequence[Channel] | None = None
    """Channels."""
    obligations: Sequence[Term] | None = None
    """Obligations that travel with a delivery."""


@dataclass(frozen=True, slots=True)
class SourceIndex(Value):
    """The digests of the source's statements."""

    document: str
    """The document that was cut."""
    statements: Sequence[IndexEntry]
    """Its statements in order."""


@dataclass(frozen=True, slots=True)
class IndexEntry(Value):
    """One statement's digest."""

    id: str
    """The statement."""
    sha256: str
    """SHA-256 of its normalised text."""


@dataclass(frozen=True, slots=True)
class Excused(Value):
    """A statement that no datum needs to cite."""

    id: str
    """The statement."""
    reason: Text
    """Why."""


@dataclass(frozen=True, slots=True)
class CitedDocument(Value):
    """A document that is cited."""

    id: str
    """The id that citations use."""
    title: Text
    """Its title."""
    _: KW_ONLY
    publisher: Text | None = None
    """Who published it."""
    published: dt.date | None = None
    """When it was published."""
    as_of: dt.date | None = None
    """The day whose state it describes."""
    address: str | None = None
    """Where it is or was."""
    source: Sequence[str] | None = None
    """The statements that this entry itself rests on."""


@dataclass(frozen=True, slots=True)
class Covers(Cited):
    """The days that an edition speaks of."""

    _: KW_ONLY
    from_: dt.date | None = None
    """The first day."""
    until: dt.date | None = None
    """The first day after."""


@dataclass(frozen=True, slots=True)
class Term(Cited):
    """A word of a vocabulary."""

    id: str
    """Its id."""
    name: Text
    """Its name."""


@dataclass(frozen=True, slots=True)
class Channel(Cited):
    """A channel of the vocabulary."""

    id: str
    """Its id."""
    name: Text
    """Its name."""
    _: KW_ONLY
    public: bool = False
    """Whether anyone can read it."""
    carried_by: Sequence[str] | None = None
    """The sectors whose failure closes it."""


@dataclass(frozen=True, slots=True)
class Sector(Cited):
    """A sector."""

    id: str
    """Its id."""
    name: Text
    """Its name."""
    _: KW_ONLY
    period: Period | None = None
    """The days on which it is one; absent: always."""


@dataclass(frozen=True, slots=True)
class BasedOn(Value):
    """A document that an edition is made of."""

    id: str
    """Its id."""
    sha256: str
    """Its digest."""
    _: KW_ONLY
    revision: int = 1
    """Its revision."""


@dataclass(frozen=True, slots=True)
class FromOutline(Value):
    """The outline that an edition was built from."""

    sha256: str
    """SHA-256 of what it says."""
    gaps: int
    """How many things were unknown in it, or could not work."""


@dataclass(frozen=True, slots=True)
class Party(Cited):
    """A party."""

    id: str
    """Its id."""
    kind: PartyKind
    """Its kind."""
    name: Text
    """Its name; where there are later ones, the name before the first of them."""
    _: KW_ONLY
    names: Sequence[LaterName] | None = None
    """Its later names, each until the next."""
    periods: Sequence[Period] | None = None
    """When it exists; absent: always."""
    counts: Sequence[Count] | None = None
    """How many organisations it stands for."""
    counts_later: Sequence[LaterCounts] | None = None
    """Later numbers of organisations, each until the next."""


@dataclass(frozen=True, slots=True)
class LaterName(Cited):
    """A name that a party has from a day on."""

    from_: dt.date
    """The first day."""
    name: Text
    """The name."""


@dataclass(frozen=True, slots=True)
class LaterCounts(Cited):
    """The numbers of organisations that a party stands for from a day on."""

    from_: dt.date
    """The first day."""
    counts: Sequence[Count]
    """The numbers."""


@dataclass(frozen=True, slots=True)
class CountPart(Cited):
    """A part of a count."""

    value: int
    """The number."""
    unit: Text
    """What is counted."""


@dataclass(frozen=True, slots=True)
class Count(Cited):
    """A count."""

    value: int
    """The number."""
    unit: Text
    """What is counted."""
    _: KW_ONLY
    parts: Sequence[CountPart] | None = None
    """Parts that a source names."""


@dataclass(frozen=True, slots=True)
class Membership(Cited):
    """A role in a group."""

    party: str
    """Who."""
    group: str
    """In which group."""
    role: Role
    """As what."""
    _: KW_ONLY
    period: Period | None = None
    """When."""


@dataclass(frozen=True, slots=True)
class Link(Cited):
    """A link."""

    from_: str
    """Who can hand on."""
    to: str
    """To whom."""
    direction: Direction
    """Of which direction."""
    _: KW_ONLY
    channels: Sequence[str | ConditionalChannel] | None = None
    """By which channels, in order; absent or null: unknown."""
    internal: bool = False
    """One office acts in both roles: no channel is needed."""
    period: Period | None = None
    """When."""


@dataclass(frozen=True, slots=True)
class Total(Cited):
    """A stated total."""

    of: TotalOf
    """What is counted."""
    value: int
    """The number that the source states."""
    _: KW_ONLY
    party: str | None = None
    """In which group or party, where the count needs one."""
    on: dt.date | None = None
    """The day of the count, where it needs one."""


@dataclass(frozen=True, slots=True)
class Statement(Cited):
    """A statement that is kept as it is."""

    id: str
    """Its id here."""
    summary: Text
    """What it says, in our own words."""
    _: KW_ONLY
    value: int | None = None
    """The number that it states."""
    text: str | None = None
    """A term as the source writes it."""
    fiscal_year: int | None = None
    """The fiscal year that it speaks of, from April on."""


@dataclass(frozen=True, slots=True)
class Erratum(Cited):
    """A contradiction of the source."""

    id: str
    """Its id here."""
    found: Text
    """What stands there."""
    _: KW_ONLY
    likely: Text | None = None
    """What it should likely be; absent: both readings stand."""
    used: Text | None = None
    """Which of the two the data of this edition follow."""
