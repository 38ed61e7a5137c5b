"""Parts of a plan."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from dataclasses import dataclass

from ceptoar._also import DeliveryPath, JudgedHop
from ceptoar._records import Record
from ceptoar.enums import Direction, Duty, Outcome, PersonsScope
from ceptoar.facts.text import Text

__all__ = [
    "Delivery",
    "Digests",
    "Hop",
    "OwedJudgement",
    "Persons",
    "Unmet",
]


@dataclass(frozen=True, slots=True)
class Persons(Record):
    """The persons who may handle the notice at a recipient."""

    scope: PersonsScope
    """The scope: how far inside the recipient the notice may go."""
    refs: tuple[str, ...]
    """The notice's own references to persons of this recipient, sorted."""


@dataclass(frozen=True, slots=True)
class Hop(JudgedHop, Record):
    """One hand-over."""

    from_: str
    """The party that hands on."""
    to: str
    """The party that is handed the notice."""
    direction: Direction
    """The direction of the link that is used."""
    channels: tuple[str, ...] | None
    """The open channels, the primary first, those that need a judgement last; `None`: unknown. Empty where the hop is
    internal, or where all are in `also`.
    """
    also: tuple[str, ...] = ()
    """The open channels that are used beside those, in the order of the link."""
    judged: tuple[str, ...] = ()
    """Those of `channels`, then of `also`, that need a judgement."""
    judged_texts: tuple[Text, ...] = ()
    """The question to be judged, for each of `judged`."""
    internal: bool = False
    """One office acts in both roles."""


@dataclass(frozen=True, slots=True)
class OwedJudgement(Record):
    """A judgement that the hand before a party makes: whether it is told, which the source leaves to a person."""

    party: str
    """The party that is told if somebody judges so."""
    rules: tuple[str, ...]
    """The rules that permit it, any one of which suffices, sorted."""
    texts: tuple[Text, ...]
    """The questions to be judged, each text once, in the order of the rules."""


@dataclass(frozen=True, slots=True)
class Delivery(DeliveryPath, Record):
    """One recipient and how the notice gets there."""

    recipient: str
    """The party that is told."""
    duty: Duty
    """Whether it may or must be told."""
    persons: Persons
    """The persons inside the recipient who may handle it."""
    hops: tuple[Hop, ...]
    """The path, from the origin to the recipient."""
    due: str | None
    """The strictest of what the rules ask; `None`: none asks."""
    obligations: tuple[str, ...]
    """The obligations that travel with the notice, sorted."""
    rules: tuple[str, ...]
    """The rules that permit or require it, sorted."""
    judgement: tuple[OwedJudgement, ...] = ()
    """The judgements that the relays and the recipient owe, in the order of the path; each is needed."""
    instruments: tuple[str, ...] = ()
    """The instruments that bind the recipient's own CEPTOARs, sorted."""


@dataclass(frozen=True, slots=True)
class Unmet(Record):
    """A party that a rule requires to be told and that is not."""

    party: str
    """The party that goes unwarned."""
    outcome: Outcome
    """The outcome that stands in the way."""
    rules: tuple[str, ...]
    """The rules that require it, sorted."""


@dataclass(frozen=True, slots=True)
class Digests(Record):
    """The SHA-256 of each document that an answer rests on, in hexadecimal."""

    edition: str
    """The digest of the edition."""
    rules: str
    """The digest of the rules."""
    profile: str
    """The digest of the level profile."""
    roster: str | None
    """The digest of the roster, where one is loaded."""
    overlays: tuple[str, ...] = ()
    """The digest of each overlay that was applied to the edition, in their order."""
    changes: str | None = None
    """The digest of the document that knows of the plan's `changes`, where it names any."""
