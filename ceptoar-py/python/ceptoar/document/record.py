"""The records of CEPTOARs and councils, instruments and bodies, as an edition writes them."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._value import Value
from ceptoar.document.cited import Cited
from ceptoar.enums import Binding
from ceptoar.facts.text import Period, Text

__all__ = [
    "Activity",
    "ActivityCount",
    "Binds",
    "Body",
    "Ceptoar",
    "Composition",
    "Council",
    "Dated",
    "Instrument",
    "Kinds",
    "LaterMeans",
    "Means",
    "Month",
    "Secretariat",
    "Summary",
]


@dataclass(frozen=True, slots=True)
class ActivityCount(Value):
    """A number that an activity states."""

    of: Text
    """What is counted."""
    value: int
    """The number."""
    unit: Text
    """The unit."""


@dataclass(frozen=True, slots=True)
class Composition(Cited):
    """Who the members of a CEPTOAR are."""

    parts: Sequence[Text]
    """Those whom the source names."""
    _: KW_ONLY
    without: Sequence[Text] | None = None
    """Those whom it expressly leaves out."""
    open: bool = False
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class Ceptoar(Cited):
    """The record of a CEPTOAR."""

    party: str
    """The party of kind `ceptoar`."""
    sector: str
    """Its sector."""
    scope: Text
    """Its business scope."""
    _: KW_ONLY
    secretariat: Sequence[Secretariat] | None = None
    """Who runs its secretariat, and when."""
    poc: Dated | None = None
    """Since when its point of contact works; absent or null: always."""
    handling_rules: Month | None = None
    """When its handling rules were made."""
    handling_rules_later: Sequence[Month] | None = None
    """When they were made anew."""
    maturity: Month | None = None
    """When it was set up."""
    means: Means | None = None
    """Its means of contact, in the source's order."""
    means_later: Sequence[LaterMeans] | None = None
    """Its later means of contact, each until the next."""
    kinds: Sequence[Kinds] | None = None
    """The kinds of information it shares."""
    composition: Sequence[Composition] | None = None
    """Who its members are."""
    features: Sequence[Summary] | None = None
    """What is particular to it."""
    activities: Sequence[Activity] | None = None
    """What it did."""


@dataclass(frozen=True, slots=True)
class Council(Cited):
    """What is known of a council."""

    party: str
    """The party of kind `council` or `liaison-council`."""
    _: KW_ONLY
    secretariat: Sequence[Secretariat] | None = None
    """Who runs its secretariat, and when."""
    features: Sequence[Summary] | None = None
    """What is particular to it."""
    activities: Sequence[Activity] | None = None
    """What it did."""


@dataclass(frozen=True, slots=True)
class Secretariat(Cited):
    """Who runs a secretariat."""

    name: Text
    """Its name, as the source writes it."""
    _: KW_ONLY
    period: Period | None = None
    """When."""


@dataclass(frozen=True, slots=True)
class Dated(Cited):
    """A day from which something holds."""

    from_: dt.date
    """The first day."""


@dataclass(frozen=True, slots=True)
class Month(Cited):
    """A month, as the source dates it."""

    month: str
    """`2007-03`."""


@dataclass(frozen=True, slots=True)
class Means(Cited):
    """Means of contact."""

    channels: Sequence[str]
    """The channels in order."""
    _: KW_ONLY
    open: bool = False
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class LaterMeans(Cited):
    """Means of contact from a day on."""

    from_: dt.date
    """The first day."""
    channels: Sequence[str]
    """The channels in order."""
    _: KW_ONLY
    open: bool = False
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class Kinds(Cited):
    """Kinds of information."""

    ids: Sequence[str]
    """The kinds."""


@dataclass(frozen=True, slots=True)
class Summary(Cited):
    """Something the source says, in our own words."""

    summary: Text
    """What it says."""


@dataclass(frozen=True, slots=True)
class Activity(Cited):
    """Something that was done, in our own words."""

    summary: Text
    """What was done."""
    _: KW_ONLY
    fiscal_year: int | None = None
    """The fiscal year, from April on."""
    counts: Sequence[ActivityCount] | None = None
    """The numbers that the source states of it."""


@dataclass(frozen=True, slots=True)
class Instrument(Cited):
    """A rule, plan, guideline, standard or exercise."""

    id: str
    """Its id."""
    title: Text
    """Its title, as the source writes it."""
    binds: Sequence[Binds]
    """Which CEPTOARs it binds."""
    _: KW_ONLY
    issuer: Text | None = None
    """Who issued it."""
    issued: str | None = None
    """The day, month or year in which it was issued or held."""
    summary: Text | None = None
    """What it is, in our own words."""


@dataclass(frozen=True, slots=True)
class Binds(Cited):
    """That an instrument binds a CEPTOAR."""

    ceptoar: str
    """The CEPTOAR."""
    how: Binding
    """How."""


@dataclass(frozen=True, slots=True)
class Body(Cited):
    """A committee or group inside a CEPTOAR that is no party."""

    id: str
    """Its id."""
    name: Text
    """Its name, as the source writes it."""
    ceptoars: Sequence[str]
    """The CEPTOARs that it works in."""
    _: KW_ONLY
    since: str | None = None
    """The day, month or year since when it exists."""
    summary: Text | None = None
    """What it does, in our own words."""
