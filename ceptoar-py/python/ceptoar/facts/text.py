"""Text in two languages, spans of days, and what to look at."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceptoar._also import ChosenText, Covering, LintSentence
from ceptoar._records import Record

__all__ = [
    "Lint",
    "Period",
    "Text",
]


@dataclass(frozen=True, slots=True)
class Text(ChosenText, Record):
    """A name or summary: Japanese, and English where a source gives it."""

    ja: str
    """The Japanese text."""
    en: str | None = None
    """The English text; `None` where no source gives one."""


@dataclass(frozen=True, slots=True)
class Period(Covering, Record):
    """A half-open span of civil days in Japan, `[from, until)`; an open end is `None`."""

    from_: dt.date | None = None
    """The first day; `None`: since ever."""
    until: dt.date | None = None
    """The first day after; `None`: without end."""


@dataclass(frozen=True, slots=True)
class Lint(LintSentence, Record):
    """A lint at its place."""

    code: str
    """The code."""
    at: str
    """The place: a hand-over as `from>to`, the label of a level, or the id of a party, rule, notice or edition; of
    `built-from-outline` the edition and the number of its gaps.
    """
