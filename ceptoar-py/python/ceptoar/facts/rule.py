"""Rules, and the levels of a profile."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from dataclasses import dataclass

from ceptoar._records import Record
from ceptoar.enums import Direction, Effect, Mode, PartyKind, PersonsScope, ReachTerm, Role, Status
from ceptoar.facts.source import Citation, Cited
from ceptoar.facts.text import Period, Text

__all__ = [
    "Audience",
    "Condition",
    "Level",
    "MembersOf",
    "Rule",
]


@dataclass(frozen=True, slots=True)
class Level(Cited):
    """A level: a label with its reach, persons and channels."""

    label: str
    """The label as its own source writes it; never translated."""
    text: Text
    """The meaning of the label for a holder."""
    spoken: Text | None
    """The label as a voice says it."""
    reach: tuple[ReachTerm, ...]
    """The organisations that it admits, sorted."""
    persons: PersonsScope
    """The persons who may handle it."""
    channels: str | tuple[str, ...]
    """The channels by which it may pass."""
    basis: Citation
    """The citation that reach, persons and channels rest on."""


@dataclass(frozen=True, slots=True)
class Condition(Record):
    """The condition under which a rule fires: every set that is given must be met; `None`: any value will do."""

    directions: tuple[Direction, ...] | None = None
    """The direction of the notice."""
    kinds: tuple[str, ...] | None = None
    """The kind of information."""
    levels: tuple[str, ...] | None = None
    """The sharing level."""
    origins: tuple[str, ...] | None = None
    """The origin."""
    origin_kinds: tuple[PartyKind, ...] | None = None
    """The kind of the origin."""
    origin_groups: tuple[str, ...] | None = None
    """The groups where the origin is member or observer; a CEPTOAR counts as its own."""
    origin_roles: tuple[Role, ...] | None = None
    """The origin's roles in any group, councils too, whatever its groups are."""
    affected_sectors: tuple[str, ...] | None = None
    """The affected sectors, as the notice names them."""
    affected_ceptoars: tuple[str, ...] | None = None
    """The affected CEPTOARs, as the notice names them."""
    addressees: tuple[str, ...] | None = None
    """The addressees, as the notice names them."""
    causes: tuple[str, ...] | None = None
    """The cause class."""
    purposes: tuple[str, ...] | None = None
    """The purposes."""
    modes: tuple[Mode, ...] | None = None
    """The mode."""
    statuses: tuple[Status, ...] | None = None
    """The status."""


@dataclass(frozen=True, slots=True)
class MembersOf(Record):
    """The parties that have a role in a group."""

    group: str
    """The group."""
    roles: tuple[Role, ...]
    """The roles, sorted."""


@dataclass(frozen=True, slots=True)
class Audience(Record):
    """The parties that a rule names: the union of what is given, less `except`."""

    parties: tuple[str, ...] = ()
    """These parties."""
    kinds: tuple[PartyKind, ...] = ()
    """Every party of these kinds."""
    members_of: tuple[MembersOf, ...] = ()
    """The parties that have a role in these groups."""
    affected_ceptoars: bool = False
    """The affected CEPTOARs."""
    affected_ministries: bool = False
    """Their responsible ministries."""
    affected_members: bool = False
    """Their *Members*."""
    origin_ministry: bool = False
    """The ministries responsible for the origin's own CEPTOARs."""
    origin_ceptoar: bool = False
    """The origin's own CEPTOARs."""
    origin_members: bool = False
    """Their *Members*."""
    analysts: bool = False
    """The analysts of the affected CEPTOARs and of the origin's own."""
    analysed: bool = False
    """The concerned CEPTOARs that the origin analyses for, and their *Members*."""
    addressees: bool = False
    """The addressees of the notice."""
    except_: Audience | None = None
    """The parties that are taken out again."""


@dataclass(frozen=True, slots=True)
class Rule(Cited):
    """A rule: under a condition, it permits, requires or forbids that its audience is told."""

    id: str
    """Its id."""
    effect: Effect
    """The effect."""
    when: Condition
    """The condition under which it fires."""
    audience: Audience
    """The parties that it names."""
    due: str | None
    """The time within which the audience is told; `None`: the rule asks none."""
    obligations: tuple[str, ...]
    """The obligations that travel with the delivery, sorted."""
    judgement: Text | None
    """The question that a person judges before the audience is told; of a permit. `None`: none."""
    period: Period
    """The days on which it holds."""
    summary: Text | None
    """A summary in plain words."""
