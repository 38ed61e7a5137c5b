"""What the records of Python do beyond holding what the core declares. Each is inherited by the record that it speaks of."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, NoReturn, Self, TypeVar

from ceptoar._codes import lint_codes
from ceptoar._options import lang as chosen
from ceptoar.enums import Effect, Lang

__all__ = [
    "ChosenText",
    "CountsByDay",
    "Covering",
    "DeliveryPath",
    "JudgedHop",
    "LintSentence",
    "MeansByDay",
    "NamesByDay",
    "ReasonSentence",
    "RuleByEffect",
    "ThreeAnswers",
]

_T = TypeVar("_T")


class ChosenText:
    __slots__ = ()
    ja: str
    en: str | None

    def get(self, lang: str | None = None) -> str | None:
        """Return the text in a language; Japanese is always there, and is what is returned where no language is chosen."""
        return self.ja if chosen(lang, "ja") == Lang.JA else self.en


class Covering:
    __slots__ = ()
    from_: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day < self.until)


class NamesByDay(Generic[_T]):
    __slots__ = ()
    name: _T
    names: tuple[Any, ...]

    def name_on(self, day: date) -> _T:
        """Return the name on a civil day in Japan."""
        return next((later.name for later in reversed(self.names) if later.from_ <= day), self.name)


class CountsByDay(Generic[_T]):
    __slots__ = ()
    counts: tuple[_T, ...]
    counts_later: tuple[Any, ...]

    def counts_on(self, day: date) -> tuple[_T, ...]:
        """Return the numbers of organisations on a civil day in Japan."""
        return next((later.counts for later in reversed(self.counts_later) if later.from_ <= day), self.counts)


class MeansByDay:
    __slots__ = ()
    means: Any
    means_later: tuple[Any, ...]

    def means_on(self, day: date) -> tuple[str, ...] | None:
        """Return the channels of the means of contact on a civil day in Japan, in order; `None`: not known."""
        begun = (later for later in reversed(self.means_later) if later.from_ <= day)
        found = next(begun, self.means)
        return None if found is None else tuple(found.channels)


class LintSentence:
    __slots__ = ()
    code: str

    def sentence(self, lang: str | None = None) -> str:
        """Return what to look at in words, English (`en`) or Japanese (`ja`).

        Without a language it is that of `ceptoar.options`, or English. Codes are in `ceptoar.enums.lint_codes()`.
        """
        en, ja = lint_codes()[self.code]
        return ja if chosen(lang) == Lang.JA else en


class ReasonSentence:
    __slots__ = ()
    en: str
    ja: str

    def sentence(self, lang: str | None = None) -> str:
        """Return the reason in words, English (`en`) or Japanese (`ja`).

        Without a language it is that of `ceptoar.options`, or English. Codes are in `ceptoar.enums.reason_codes()`.
        """
        return self.ja if chosen(lang) == Lang.JA else self.en


class JudgedHop:
    __slots__ = ()
    from_: str
    to: str
    channels: tuple[str, ...] | None
    also: tuple[str, ...]
    judged: tuple[str, ...]

    @property
    def rests_on_judgement(self) -> bool:
        """Whether every open channel needs a judgement, so that the hop can be used only if somebody judges so."""
        open_ = None if self.channels is None else len(self.channels) + len(self.also)
        return bool(self.judged) and open_ == len(self.judged)


class DeliveryPath:
    __slots__ = ()
    hops: tuple[Any, ...]
    judgement: tuple[Any, ...]

    @property
    def rests_on_judgement(self) -> bool:
        """Whether somebody must judge before the recipient is told."""
        hops: tuple[JudgedHop, ...] = self.hops
        return bool(self.judgement) or any(hop.rests_on_judgement for hop in hops)

    @property
    def path(self) -> tuple[str, ...]:
        """The parties from the origin to the recipient."""
        hops: tuple[JudgedHop, ...] = self.hops
        return (hops[0].from_, *(hop.to for hop in hops)) if hops else ()


class ThreeAnswers:
    __slots__ = ()

    def __bool__(self) -> NoReturn:
        """Refuse: there are three answers."""
        raise TypeError("a Passing is neither true nor false: look at `.answer`, which is yes, if-judged or no")


class RuleByEffect:
    __slots__ = ()

    def __init__(self, id: str, effect: Effect, audience: Any, **more: Any) -> None:
        raise NotImplementedError

    @classmethod
    def permit(cls, id: str, audience: Any, **more: Any) -> Self:
        """Return a rule by which its audience may be told; `more`: the other fields of a rule."""
        return cls(id, Effect.PERMIT, audience, **more)

    @classmethod
    def require(cls, id: str, audience: Any, **more: Any) -> Self:
        """Return a rule by which its audience must be told."""
        return cls(id, Effect.REQUIRE, audience, **more)

    @classmethod
    def forbid(cls, id: str, audience: Any, **more: Any) -> Self:
        """Return a rule by which its audience must not be told."""
        return cls(id, Effect.FORBID, audience, **more)
