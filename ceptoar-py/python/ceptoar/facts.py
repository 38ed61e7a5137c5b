"""The parts of a registry, of rules and of level profiles, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, dates and closed sets. What is cited has `source`, `grade`, the `reason` of
what is not stated, and `as_of`: the day, month or year whose state its source describes, where that is another than the
edition's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ceptoar._options import lang as chosen
from ceptoar._records import Record
from ceptoar.enums import (
    Binding,
    Direction,
    Effect,
    Grade,
    Lang,
    Mode,
    PartyKind,
    PersonsScope,
    ReachTerm,
    Role,
    Status,
)

__all__ = [
    "Activity",
    "ActivityCount",
    "Binds",
    "Body",
    "CeptoarRecord",
    "Channel",
    "ChannelCondition",
    "Citation",
    "CitedDocument",
    "Composition",
    "Council",
    "Count",
    "CountPart",
    "Erratum",
    "Instrument",
    "Level",
    "Link",
    "LinkChannel",
    "Lint",
    "Means",
    "MembersOf",
    "Membership",
    "Party",
    "Period",
    "Rule",
    "RuleAudience",
    "RuleCondition",
    "Secretariat",
    "SourceIndex",
    "Statement",
    "Summary",
    "Term",
    "Text",
    "Vocabularies",
]


@dataclass(frozen=True, slots=True)
class Text(Record):
    """Text in Japanese, and in English where a source gives it."""

    ja: str
    en: str | None = None

    def get(self, lang: str | None = None) -> str | None:
        """Return the text in a language; Japanese is always there, and is what is returned where no language is chosen."""
        return self.ja if chosen(lang, "ja") == Lang.JA else self.en


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
class Lint(Record):
    """Something to look at, and where: a hand-over as `from>to`, or an id. Codes are in `ceptoar.enums.lint_codes()`."""

    code: str
    at: str

    def sentence(self, lang: str | None = None) -> str:
        """Return what to look at in words, English (`en`) or Japanese (`ja`).

        Without a language it is that of `ceptoar.options`, or English.
        """
        from ceptoar.enums import lint_codes

        en, ja = lint_codes()[self.code]
        return ja if chosen(lang) == Lang.JA else en


@dataclass(frozen=True, slots=True)
class CountPart(Record):
    """A part of a count, with a citation where it is known otherwise than the whole."""

    value: int
    unit: Text
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Count(Record):
    """How many organisations a class stands for."""

    value: int
    unit: Text
    parts: tuple[CountPart, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


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
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Membership(Record):
    """A role of a party in a group, for a period."""

    party: str
    group: str
    role: Role
    period: Period
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelCondition(Record):
    """When a channel may be used: every set that is not empty must be met."""

    modes: tuple[Mode, ...] = ()
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkChannel(Record):
    """A channel of a link; without a condition, always.

    `also`: it is used beside the other channels, not instead of them. `judgement`: what only a person can judge before it
    is used.
    """

    id: str
    also: bool = False
    when: ChannelCondition | None = None
    judgement: Text | None = None


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
    reason: Text | None = None
    as_of: str | None = None
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A word of a vocabulary."""

    id: str
    name: Text
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Channel(Record):
    """A channel: whether the public reads it, and which sectors carry it."""

    id: str
    name: Text
    public: bool
    carried_by: tuple[str, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


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
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Summary(Record):
    """A feature in our own words."""

    summary: Text
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityCount(Record):
    """A number that an activity states."""

    of: Text
    value: int
    unit: Text


@dataclass(frozen=True, slots=True)
class Activity(Record):
    """Something that was done, in our own words. The fiscal year begins in April; `None`: the source names none."""

    summary: Text
    fiscal_year: int | None
    counts: tuple[ActivityCount, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Means(Record):
    """Means of contact, in the source's order. `open`: the source says that there are others (等)."""

    channels: tuple[str, ...]
    open: bool
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Composition(Record):
    """Who the members of a CEPTOAR are: whom the source names, whom it leaves out, and whether there are others (等)."""

    parts: tuple[Text, ...]
    without: tuple[Text, ...]
    open: bool
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class CeptoarRecord(Record):
    """What is known of a CEPTOAR. `handling_rules` and `maturity` are months, `YYYY-MM`; `means` is `None` if not known."""

    party: str
    sector: str
    scope: Text
    secretariat: tuple[Secretariat, ...]
    poc: date | None
    handling_rules: str | None
    maturity: str | None
    means: Means | None
    kinds: tuple[str, ...]
    composition: tuple[Composition, ...]
    features: tuple[Summary, ...]
    activities: tuple[Activity, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Council(Record):
    """What is known of a council."""

    party: str
    secretariat: tuple[Secretariat, ...]
    features: tuple[Summary, ...]
    activities: tuple[Activity, ...]
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Binds(Record):
    """That an instrument binds a CEPTOAR, and how."""

    ceptoar: str
    how: Binding
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument(Record):
    """A rule, plan, guideline, standard or exercise that the source names. `issued`: a day, month or year."""

    id: str
    title: Text
    issuer: Text | None
    issued: str | None
    binds: tuple[Binds, ...]
    summary: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Body(Record):
    """A committee or group inside CEPTOARs that the source names and that is no party. `since`: a day, month or year."""

    id: str
    name: Text
    ceptoars: tuple[str, ...]
    since: str | None
    summary: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """What the source states and no other datum holds; `text`: a term as the source writes it."""

    id: str
    summary: Text
    value: int | None
    text: str | None
    fiscal_year: int | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Erratum(Record):
    """Where the source contradicts itself: what it says, what is likely, what is used."""

    id: str
    found: Text
    likely: Text | None
    used: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None


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
    reason: Text | None = None
    as_of: str | None = None


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
    reason: Text | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class RuleCondition(Record):
    """When a rule fires: every set that is given must be met; `None`: any value will do."""

    directions: tuple[Direction, ...] | None = None
    kinds: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    origins: tuple[str, ...] | None = None
    origin_kinds: tuple[PartyKind, ...] | None = None
    origin_groups: tuple[str, ...] | None = None
    origin_roles: tuple[Role, ...] | None = None
    affected_sectors: tuple[str, ...] | None = None
    affected_ceptoars: tuple[str, ...] | None = None
    addressees: tuple[str, ...] | None = None
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
    analysed: bool = False
    addressees: bool = False
    except_: RuleAudience | None = None
    _renamed: ClassVar[Mapping[str, str]] = {"except_": "except"}


@dataclass(frozen=True, slots=True)
class Rule(Record):
    """A rule. `judgement`: what only a person can judge before the audience of a permit is told."""

    id: str
    effect: Effect
    when: RuleCondition
    audience: RuleAudience
    due: str | None
    obligations: tuple[str, ...]
    judgement: Text | None
    period: Period
    summary: Text | None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: Text | None = None
    as_of: str | None = None
