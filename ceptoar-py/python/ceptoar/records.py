"""The parts of questions and answers, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, dates and closed sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from typing import ClassVar, NoReturn

from ceptoar._options import lang as chosen
from ceptoar._records import Record
from ceptoar.enums import (
    ChangeKind,
    Condition,
    Direction,
    Duty,
    Grade,
    Lang,
    MayPass,
    Outcome,
    PersonsScope,
    Status,
)
from ceptoar.facts import Lint, Text

__all__ = [
    "Change",
    "Delivery",
    "Digests",
    "Hop",
    "NamedPerson",
    "Onward",
    "Outage",
    "OwedJudgement",
    "Passing",
    "Persons",
    "ReachBasis",
    "Reason",
    "Unmet",
    "Verdict",
    "View",
]


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
class Persons(Record):
    """Which persons of a recipient may handle the notice."""

    scope: PersonsScope
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop(Record):
    """A hand-over. `channels` is `None` where they are not known; the first is the primary, the rest are fall-backs.

    `also`: the channels that are used beside those. `judged`: those of `channels`, then of `also`, that need a judgement,
    and `judged_texts` what is to be judged, one text for each.
    """

    from_: str
    to: str
    direction: Direction
    channels: tuple[str, ...] | None
    also: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    judged_texts: tuple[Text, ...] = ()
    internal: bool = False
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}

    @property
    def rests_on_judgement(self) -> bool:
        """Whether every open channel needs a judgement, so that the hop can be used only if somebody judges so."""
        open_ = None if self.channels is None else len(self.channels) + len(self.also)
        return bool(self.judged) and open_ == len(self.judged)


@dataclass(frozen=True, slots=True)
class OwedJudgement(Record):
    """A judgement that the hand before a party makes: whether it is told. Any one of the rules suffices."""

    party: str
    rules: tuple[str, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Delivery(Record):
    """What one recipient is told: its duty, path, due time and conditions.

    `judgement`: what the relays and the recipient owe, in the order of the path; each is needed. `instruments`: what binds
    the recipient's own CEPTOARs.
    """

    recipient: str
    duty: Duty
    persons: Persons
    hops: tuple[Hop, ...]
    due: str | None
    obligations: tuple[str, ...]
    rules: tuple[str, ...]
    judgement: tuple[OwedJudgement, ...] = ()
    instruments: tuple[str, ...] = ()

    @property
    def rests_on_judgement(self) -> bool:
        """Whether somebody must judge before the recipient is told."""
        return bool(self.judgement) or any(hop.rests_on_judgement for hop in self.hops)

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
    """Why a party is told or not. Codes are listed in `ceptoar.enums.reason_codes()`.

    `group` and `date`: the membership that does not hold on the day, and when it ended or will begin.
    """

    code: str
    rule: str | None = None
    conditions: tuple[Condition, ...] = ()
    group: str | None = None
    date: Date | None = None
    source: tuple[str, ...] = ()
    grade: Grade | None = None
    opening: tuple[Change, ...] = ()
    en: str = field(default="", compare=False, repr=False)
    ja: str = field(default="", compare=False, repr=False)
    _hidden: ClassVar[frozenset[str]] = frozenset({"en", "ja"})

    def sentence(self, lang: str | None = None) -> str:
        """Return the reason in words, English (`en`) or Japanese (`ja`).

        Without a language it is that of `ceptoar.options`, or English.
        """
        return self.ja if chosen(lang) == Lang.JA else self.en


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
    """A hand-over that leaves a holder, and whom it serves; the channels are as in a `Hop`.

    `judgement`: what the holder judges before it hands on to this party; at most one.
    """

    to: str
    direction: Direction
    channels: tuple[str, ...] | None
    serves: tuple[str, ...]
    also: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    judged_texts: tuple[Text, ...] = ()
    internal: bool = False
    judgement: tuple[OwedJudgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Passing(Record):
    """Whether a holder may pass a notice to a party: `answer` is yes, if-judged or no.

    With the hop and what is to be judged first (`judgement`, and `hop.judged`), or every reason why not. It is neither
    true nor false: who read an `if-judged` as true would pass what nobody has judged, and who read it as false would leave
    somebody unwarned.
    """

    answer: MayPass
    hop: Hop | None
    reasons: tuple[Reason, ...]
    judgement: tuple[OwedJudgement, ...] = ()

    def __bool__(self) -> NoReturn:
        """Refuse: there are three answers."""
        raise TypeError("a Passing is neither true nor false: look at `.answer`, which is yes, if-judged or no")


@dataclass(frozen=True, slots=True)
class View(Record):
    """What one recipient may be told: nothing of the others, and under `no_attribution` nothing of the origin.

    The channels are those of the hand-over to it, as in a `Hop`. `judgement`: what the hand before judges; any one
    suffices. `lints`: of that hand-over and of the edition.
    """

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
    also: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    judged_texts: tuple[Text, ...] = ()
    judgement: tuple[Text, ...] = ()
    instruments: tuple[str, ...] = ()
    lints: tuple[Lint, ...] = ()
    _renamed: ClassVar[Mapping[str, str]] = {"from_": "from"}
