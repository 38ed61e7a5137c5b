"""What is unknown in a registry or an outline, and the day on which it is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, Protocol

from ceptoar import _native
from ceptoar._report import Report

__all__ = ["Gaps", "Levelled", "Ruled", "UnknownCell", "day"]


class Ruled(Protocol):
    """A `ceptoar.RuleSet`."""

    @property
    def _native(self) -> _native.RuleSet: ...


class Levelled(Protocol):
    """A `ceptoar.LevelProfile`."""

    @property
    def _native(self) -> _native.LevelProfile: ...


def day(name: str, value: date | None) -> str | None:
    """Return a day as text; what is none is refused by the name of its argument."""
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"`{name}` is a day, such as date(2024, 4, 1), not {value!r}")
    return value.isoformat()


class Gaps(Report):
    """What is unknown in a registry or an outline, or cannot work there.

    The columns of `rows`: `code`, `at` (table, key and column), the `party`, `from` and `until`, how many are `stated` and
    how many `listed`, what it causes and how to fill it, in both languages (`causes_ja`, `causes_en`, `fill_ja`, `fill_en`).
    """

    __slots__ = ()
    __module__ = "ceptoar.author"


class UnknownCell(NamedTuple):
    """A cell of an outline that is empty though something could stand there."""

    table: str
    """The table."""
    key: str
    """The id of its row."""
    column: str
    """The column."""
