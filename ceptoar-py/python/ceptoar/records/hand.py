"""What a holder and a recipient may be told."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ceptoar._also import ThreeAnswers
from ceptoar._records import Record
from ceptoar.enums import Direction, Duty, MayPass, Status
from ceptoar.facts.text import Lint, Text
from ceptoar.records.plan import Hop, OwedJudgement, Persons
from ceptoar.records.verdict import Reason

__all__ = [
    "Onward",
    "Passing",
    "View",
]


@dataclass(frozen=True, slots=True)
class Onward(Record):
    """A hop of the plan that leaves a holder."""

    to: str
    """The party that is handed the notice."""
    direction: Direction
    """The direction of the link that is used."""
    channels: tuple[str, ...] | None
    """The open channels, the primary first, those that need a judgement last; `None`: unknown. Empty where the hop is
    internal, or where all are in `also`.
    """
    serves: tuple[str, ...]
    """The recipients whose paths take this hop, sorted."""
    also: tuple[str, ...] = ()
    """The open channels that are used beside those."""
    judged: tuple[str, ...] = ()
    """Those of `channels`, then of `also`, that need a judgement."""
    judged_texts: tuple[Text, ...] = ()
    """The question to be judged, for each of `judged`."""
    internal: bool = False
    """One office acts in both roles."""
    judgement: tuple[OwedJudgement, ...] = ()
    """The judgement that the holder makes before it hands on to this party; at most one."""


@dataclass(frozen=True, slots=True)
class Passing(ThreeAnswers, Record):
    """The answer to a holder who asks whether the notice may be passed to a party."""

    answer: MayPass
    """The answer."""
    hop: Hop | None
    """The hop; `None` where the answer is no."""
    reasons: tuple[Reason, ...]
    """Every reason why not, sorted by code and rule; empty unless the answer is no."""
    judgement: tuple[OwedJudgement, ...] = ()
    """The judgement that the holder makes before it passes the notice to the party; at most one."""


@dataclass(frozen=True, slots=True)
class View(Record):
    """A recipient's own part of a plan."""

    notice: str
    """The notice."""
    party: str
    """The recipient."""
    level: str
    """Its sharing level."""
    status: Status
    """Whether it is an exercise."""
    at: dt.datetime
    """The instant that is answered for."""
    duty: Duty
    """Whether the recipient may or must be told."""
    persons: Persons
    """The persons inside the recipient who may handle it."""
    origin: str | None
    """The origin; `None` under `no_attribution`."""
    from_: str | None
    """The party that hands it to the recipient; `None` where that is the origin under `no_attribution`."""
    channels: tuple[str, ...] | None
    """The open channels of that hand-over, the primary first; `None`: unknown."""
    internal: bool
    """One office acts in both roles."""
    due: str | None
    """The time within which the recipient is told; `None`: no rule asks one."""
    obligations: tuple[str, ...]
    """The obligations that travel with it, sorted."""
    also: tuple[str, ...] = ()
    """The open channels that are used beside those."""
    judged: tuple[str, ...] = ()
    """Those of `channels`, then of `also`, that need a judgement."""
    judged_texts: tuple[Text, ...] = ()
    """The question to be judged, for each of `judged`."""
    judgement: tuple[Text, ...] = ()
    """The questions that the hand before judges before it tells the recipient; any one of them suffices."""
    instruments: tuple[str, ...] = ()
    """The instruments that bind the recipient's own CEPTOARs, sorted."""
    lints: tuple[Lint, ...] = ()
    """The lints of that hand-over and of the edition, sorted."""
    format: ClassVar[str] = "ceptoar/view/1"
