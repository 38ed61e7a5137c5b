"""The rules: what ought to happen, dated and cited."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._also import RuleByEffect
from ceptoar._value import Value
from ceptoar.document.cited import Cited
from ceptoar.enums import Direction, Effect, Mode, PartyKind, Role, Status
from ceptoar.facts.text import Period, Text

__all__ = [
    "Audience",
    "Condition",
    "MembersOf",
    "Rule",
    "Rules",
]


@dataclass(frozen=True, slots=True)
class Rules(Value):
    """A set of rules."""

    id: str
    """The id of the set."""
    rules: Sequence[Rule]
    """The rules, in any order."""
    _: KW_ONLY
    schema: str | None = None
    """Where the schema of this document is."""
    format: str | None = "ceptoar/rules/1"
    """`ceptoar/rules/1`."""
    revision: int = 1
    """Raised by each correction."""
    extends: Sequence[str] | None = None
    """Built-in sets whose rules also belong to this one: `standard` alone."""


@dataclass(frozen=True, slots=True)
class Condition(Value):
    """When a rule fires: every set that is given must be met."""

    _: KW_ONLY
    directions: Sequence[Direction] | None = None
    """The direction of the notice."""
    kinds: Sequence[str] | None = None
    """The kind of information."""
    levels: Sequence[str] | None = None
    """The sharing level."""
    origins: Sequence[str] | None = None
    """The origin."""
    origin_kinds: Sequence[PartyKind] | None = None
    """The kind of the origin."""
    origin_groups: Sequence[str] | None = None
    """A group where the origin is member or observer; a CEPTOAR counts as its own."""
    origin_roles: Sequence[Role] | None = None
    """The origin's roles in any group, councils too."""
    affected_sectors: Sequence[str] | None = None
    """The affected sectors, as the notice names them."""
    affected_ceptoars: Sequence[str] | None = None
    """The affected CEPTOARs, as the notice names them."""
    addressees: Sequence[str] | None = None
    """The addressees, as the notice names them."""
    causes: Sequence[str] | None = None
    """The cause class."""
    purposes: Sequence[str] | None = None
    """The purposes."""
    modes: Sequence[Mode] | None = None
    """The mode."""
    statuses: Sequence[Status] | None = None
    """The status."""


@dataclass(frozen=True, slots=True)
class Audience(Value):
    """Whom a rule speaks of: the union of what is given, less `except`."""

    _: KW_ONLY
    parties: Sequence[str] | None = None
    """These parties."""
    kinds: Sequence[PartyKind] | None = None
    """Every party of these kinds."""
    members_of: Sequence[MembersOf] | None = None
    """Those who have a role in these groups."""
    affected_ceptoars: bool = False
    """The CEPTOARs of the affected sectors, narrowed."""
    affected_ministries: bool = False
    """Their responsible ministries."""
    affected_members: bool = False
    """Their members."""
    origin_ministry: bool = False
    """The ministries responsible for the origin's own CEPTOARs."""
    origin_ceptoar: bool = False
    """The origin's own CEPTOARs."""
    origin_members: bool = False
    """The members of the origin's own CEPTOARs."""
    analysts: bool = False
    """The analysts of the affected CEPTOARs and of the origin's own."""
    analysed: bool = False
    """The concerned CEPTOARs that the origin analyses for, and their members."""
    addressees: bool = False
    """The addressees of the notice."""
    except_: Audience | None = None
    """Those who are taken out again."""


@dataclass(frozen=True, slots=True)
class MembersOf(Value):
    """Those who have a role in a group."""

    group: str
    """The group."""
    _: KW_ONLY
    roles: Sequence[Role] | None = None
    """The roles; absent: `member`."""


@dataclass(frozen=True, slots=True)
class Rule(RuleByEffect, Cited):
    """A rule."""

    id: str
    """Its id."""
    effect: Effect
    """What it does."""
    audience: Audience
    """Whom it speaks of."""
    _: KW_ONLY
    when: Condition | None = None
    """When it fires; absent: always."""
    due: str | None = None
    """How soon: `promptly`, or whole hours or days."""
    obligations: Sequence[str] | None = None
    """What travels with the delivery."""
    judgement: Text | None = None
    """What only a person can judge before the audience is told; of a permit."""
    period: Period | None = None
    """The days on which it holds."""
    summary: Text | None = None
    """What it says, in our own words."""
