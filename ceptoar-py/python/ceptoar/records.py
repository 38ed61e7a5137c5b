"""The parts of answers and of the registry, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, dates and closed sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from ceptoar._records import Record
from ceptoar.enums import (
    ChangeKind,
    Condition,
    Direction,
    Duty,
    Effect,
    Grade,
    Lang,
    Mode,
    Outcome,
    PartyKind,
    PersonsScope,
    ReachTerm,
    Role,
    Status,
)

__all__ = [
    "CeptoarRecord",
    "Change",
    "Channel",
    "ChannelCondition",
    "Citation",
    "CitedDocument",
    "Council",
    "Count",
    "CountPart",
    "Delivery",
    "Digests",
    "Erratum",
    "Hop",
    "Level",
    "Link",
    "LinkChannel",
    "Lint",
    "MembersOf",
    "Membership",
    "NamedPerson",
    "Onward",
    "Outage",
    "Party",
    "Passing",
    "Period",
    "Persons",
    "ReachBasis",
    "Reason",
    "Rule",
    "RuleAudience",
    "RuleCondition",
    "Secretariat",
    "SourceIndex",
    "Statement",
    "Summary",
    "Term",
    "Text",
    "Unmet",
    "Verdict",
    "View",
    "Vocabularies",
]


@dataclass(frozen=True, slots=True)
class Text(Record):
    """Text in Japanese, and in English where a source gives it."""

    ja: str
    en: str | None = None

    def get(self, lang: str) -> str | None:
        """Return the text in a language; Japanese is always there."""
        return self.ja if lang == Lang.JA else self.en


@dataclass(frozen=True, slots=True)
class Period(Record):
    """Civil days in Japan, `from_` included and `until` not; `None` is open."""

    from_: date | None = None
    until: date | None = None
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


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
class Lint(Record):
    """Something to look at, and where: a hand-over as `from>to`, or an id."""

    code: str
    at: str


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


@dataclass(frozen=True, slots=True)
class CountPart(Record):
    """A part of a count."""

    value: int
    unit: Text


@dataclass(frozen=True, slots=True)
class Count(Record):
    """How many organisations a class stands for."""

    value: int
    unit: Text
    parts: tuple[CountPart, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Party(Record):
    """A party of the registry. No period: always."""

    id: str
    kind: PartyKind
    name: Text
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    note: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Membership(Record):
    """A role of a party in a group, for a period."""

    party: str
    group: str
    role: Role
    period: Period
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelCondition(Record):
    """When a channel may be used: every set that is not empty must be met."""

    modes: tuple[Mode, ...] = ()
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkChannel(Record):
    """A channel of a link; without a condition, always."""

    id: str
    when: ChannelCondition | None = None


@dataclass(frozen=True, slots=True)
class Link(Record):
    """One party *can* hand on to another; whether it may is for the rules. `channels` is `None` where they are not known."""

    from_: str
    to: str
    direction: Direction
    channels: tuple[LinkChannel, ...] | None
    internal: bool
    period: Period
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A word of a vocabulary."""

    id: str
    name: Text
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Channel(Record):
    """A channel: whether the public reads it, and which sectors carry it."""

    id: str
    name: Text
    public: bool
    carried_by: tuple[str, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabularies(Record):
    """The words of an edition."""

    kinds: tuple[Term, ...]
    causes: tuple[Term, ...]
    purposes: tuple[Term, ...]
    channels: tuple[Channel, ...]
    obligations: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Secretariat(Record):
    """Who ran a secretariat, and when."""

    name: Text
    period: Period
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Summary(Record):
    """A feature or activity in our own words."""

    summary: Text
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CeptoarRecord(Record):
    """What is known of a CEPTOAR. `handling_rules` and `maturity` are months, `YYYY-MM`."""

    party: str
    sector: str
    scope: Text
    secretariat: tuple[Secretariat, ...]
    poc: date | None
    handling_rules: str | None
    maturity: str | None
    means: tuple[str, ...]
    kinds: tuple[str, ...]
    features: tuple[Summary, ...]
    activities: tuple[Summary, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Council(Record):
    """What is known of a council."""

    party: str
    features: tuple[Summary, ...]
    activities: tuple[Summary, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """What the source states and no other datum holds."""

    id: str
    summary: Text
    value: int | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Erratum(Record):
    """Where the source contradicts itself: what it says, what is likely, what is used."""

    id: str
    found: Text
    likely: Text | None
    used: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CitedDocument(Record):
    """A document that is cited."""

    id: str
    title: Text
    publisher: Text | None
    published: date | None
    as_of: date | None
    address: str | None


@dataclass(frozen=True, slots=True)
class SourceIndex(Record):
    """The statements of the source, each with its SHA-256."""

    document: str
    statements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Citation(Record):
    """Where a fact comes from, and how it is known."""

    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Level(Record):
    """A level: its label, reach, persons and channels (`all`, `not-public`, or ids)."""

    label: str
    text: Text
    spoken: Text | None
    reach: tuple[ReachTerm, ...]
    persons: PersonsScope
    channels: str | tuple[str, ...]
    basis: Citation
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RuleCondition(Record):
    """When a rule fires: every set that is given must be met; `None`: any value will do."""

    directions: tuple[Direction, ...] | None = None
    kinds: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    origins: tuple[str, ...] | None = None
    origin_kinds: tuple[PartyKind, ...] | None = None
    origin_groups: tuple[str, ...] | None = None
    affected_sectors: tuple[str, ...] | None = None
    affected_ceptoars: tuple[str, ...] | None = None
    causes: tuple[str, ...] | None = None
    purposes: tuple[str, ...] | None = None
    modes: tuple[Mode, ...] | None = None
    statuses: tuple[Status, ...] | None = None


@dataclass(frozen=True, slots=True)
class MembersOf(Record):
    """Those who have one of these roles in a group."""

    group: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RuleAudience(Record):
    """Whom a rule speaks of: the union of what is given, less `except_`."""

    parties: tuple[str, ...] = ()
    kinds: tuple[PartyKind, ...] = ()
    members_of: tuple[MembersOf, ...] = ()
    affected_ceptoars: bool = False
    affected_ministries: bool = False
    affected_members: bool = False
    origin_ministry: bool = False
    origin_ceptoar: bool = False
    origin_members: bool = False
    analysts: bool = False
    addressees: bool = False
    except_: RuleAudience | None = None
    _renamed: ClassVar[Mapping[str, str]] = {"except_": "except"}


@dataclass(frozen=True, slots=True)
class Rule(Record):
    """A rule."""

    id: str
    effect: Effect
    when: RuleCondition
    audience: RuleAudience
    due: str | None
    obligations: tuple[str, ...]
    period: Period
    summary: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str | None = None
