"""What is recorded of CEPTOARs and councils."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceptoar._also import MeansByDay
from ceptoar._records import Record
from ceptoar.facts.source import Cited
from ceptoar.facts.text import Period, Text

__all__ = [
    "Activity",
    "ActivityCount",
    "Body",
    "CeptoarRecord",
    "Composition",
    "Council",
    "LaterMeans",
    "Means",
    "Secretariat",
    "Summary",
]


@dataclass(frozen=True, slots=True)
class CeptoarRecord(MeansByDay, Cited):
    """The record of a CEPTOAR."""

    party: str
    """The party of kind `ceptoar`."""
    sector: str
    """Its sector."""
    scope: Text
    """Its business scope."""
    secretariat: tuple[Secretariat, ...]
    """The secretariats that it has had, each with its days."""
    poc: dt.date | None
    """The day since which its point of contact works; `None`: always."""
    handling_rules: str | None
    """The month in which its handling rules were made, such as `2007-03`."""
    maturity: str | None
    """The month in which it was set up."""
    means: Means | None
    """Its means of contact; `None`: not known. Where there are later ones, those before the first of them."""
    kinds: tuple[str, ...]
    """The kinds of information that it shares, sorted."""
    composition: tuple[Composition, ...]
    """Its members, as the source names them."""
    features: tuple[Summary, ...]
    """Its particular features."""
    activities: tuple[Activity, ...]
    """Its activities."""
    handling_rules_later: tuple[str, ...] = ()
    """The months in which they were made anew, in order."""
    means_later: tuple[LaterMeans, ...] = ()
    """Its later means of contact, in the order of their days."""


@dataclass(frozen=True, slots=True)
class Means(Cited):
    """Means of contact."""

    channels: tuple[str, ...]
    """The channels, in the source's order."""
    open: bool
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class LaterMeans(Cited):
    """Means of contact from a day on, until later ones."""

    from_: dt.date
    """The first day."""
    channels: tuple[str, ...]
    """The channels, in the source's order."""
    open: bool
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class Composition(Cited):
    """The members of a CEPTOAR, in the words of the source."""

    parts: tuple[Text, ...]
    """The members that the source names."""
    without: tuple[Text, ...]
    """The members that it expressly leaves out."""
    open: bool
    """Whether the source says that there are others (等)."""


@dataclass(frozen=True, slots=True)
class Secretariat(Cited):
    """The body that runs a secretariat."""

    name: Text
    """Its name, as the source writes it."""
    period: Period
    """The days on which it runs it."""


@dataclass(frozen=True, slots=True)
class Summary(Cited):
    """Something that the source says, in our own words."""

    summary: Text
    """The summary."""


@dataclass(frozen=True, slots=True)
class Activity(Cited):
    """Something that was done."""

    summary: Text
    """A summary in our own words."""
    fiscal_year: int | None
    """The fiscal year, from April on; `None`: the source names none."""
    counts: tuple[ActivityCount, ...]
    """The numbers that the source states of it."""


@dataclass(frozen=True, slots=True)
class ActivityCount(Record):
    """A number that an activity states."""

    of: Text
    """The thing that is counted."""
    value: int
    """The number."""
    unit: Text
    """The unit."""


@dataclass(frozen=True, slots=True)
class Body(Cited):
    """A committee or group inside a CEPTOAR that the source names and that is no party."""

    id: str
    """Its id."""
    name: Text
    """Its name, as the source writes it."""
    ceptoars: tuple[str, ...]
    """The CEPTOARs that it works in, sorted."""
    since: str | None
    """The day, month or year since when it exists."""
    summary: Text | None
    """A summary of its work in our own words."""


@dataclass(frozen=True, slots=True)
class Council(Cited):
    """What is known of a council."""

    party: str
    """The party of kind `council` or `liaison-council`."""
    secretariat: tuple[Secretariat, ...]
    """The secretariats that it has had, each with its days."""
    features: tuple[Summary, ...]
    """Its particular features."""
    activities: tuple[Activity, ...]
    """Its activities."""
