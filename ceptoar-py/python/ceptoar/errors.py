"""What is raised: an exception tree that keeps every problem with its code, pointer and sentence.

- `CeptoarError`
    - `Refusal` (also a `ValueError`): something was refused, with every problem at once
        - `DocumentRefusal`: a document, or parts that do not fit together
        - `QuestionRefusal`: a question that names what the router does not know
            - `UnknownId` (also a `LookupError`): an id, label or name that nothing here has
        - `FrameRefusal`: rows of a frame; each problem knows its row and column
    - `FrameError` (also a `ValueError`): a frame that cannot be read as a whole
    - `InternalError` (also a `RuntimeError`): a fault of this library; nothing was decided

`StaleWarning` is a warning: the answer is about a day of which the edition does not speak.

Sentences are in English, or in the language of `ceptoar.options(lang=)`; every problem has both.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CellPlace",
    "CeptoarError",
    "DocumentRefusal",
    "FrameError",
    "FrameRefusal",
    "InternalError",
    "Problem",
    "QuestionRefusal",
    "Refusal",
    "StaleWarning",
    "UnknownId",
]


def _language(given: str | None = None) -> str:
    from ceptoar._options import lang

    return lang(given)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a table, as the person who keeps it sees it."""

    table: str
    """The table."""
    row: int | None
    """The row, in a frame from 0; `None`: the header, or the whole table."""
    column: str
    """The column, as its header calls it; empty: the whole row."""
    value: str
    """What stands there."""

    def __str__(self) -> str:
        """Return table, row and column on one line."""
        ja = _language() == "ja"
        row = "" if self.row is None else f" 行 {self.row}" if ja else f" row {self.row}"
        return f"{self.table}{row}" + (f"{'、列 ' if ja else ', column '}{self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Codes are stable and listed in `ceptoar.enums.problem_codes()`; the pointer is a JSON Pointer (RFC 6901) into the
    document; `line` and `column` (from 1) are given where the document is no JSON or has not the right shape; `row` (from
    0) and `field_column` where a frame of notices is refused; `cell` where the document came as tables.
    """

    code: str
    pointer: str
    message_en: str
    message_ja: str
    line: int | None = None
    column: int | None = None
    row: int | None = None
    field_column: str | None = None
    cell: CellPlace | None = None

    def message(self, lang: str | None = None) -> str:
        """Return the sentence in English (`en`) or Japanese (`ja`), without a full stop.

        Without a language it is that of `ceptoar.options`, or English.
        """
        return self.message_ja if _language(lang) == "ja" else self.message_en

    def __str__(self) -> str:
        """Return code, place and sentence; what hides or turns a line around is shown as its escape."""
        from ceptoar._options import shown

        place = self.pointer if self.cell is None else str(self.cell)
        if self.row is not None:
            ja = _language() == "ja"
            row, column = (f"行 {self.row}", "、列 ") if ja else (f"row {self.row}", ", column ")
            place = row + (f"{column}{self.field_column}" if self.field_column else "")
        return shown(f"{self.code} {place}: {self.message()}" if place else f"{self.code}: {self.message()}")

    def to_dict(self) -> dict[str, Any]:
        """Return code, pointer and message, as the refusals of every language write them; where there is one, the cell."""
        plain: dict[str, Any] = {"code": self.code, "pointer": self.pointer, "message": self.message_en}
        return plain if self.cell is None else {**plain, "cell": asdict(self.cell)}


class CeptoarError(Exception):
    """Whatever this package raises of its own."""


class FrameError(CeptoarError, ValueError):
    """A frame that cannot be read as a whole: no frame, a column of a wrong type, masked rows, a broken column."""

    message_en: str
    """What is wrong, in English."""
    message_ja: str
    """What is wrong, in Japanese."""

    def __str__(self) -> str:
        """Return what is wrong."""
        from ceptoar._options import shown

        said = getattr(self, f"message_{_language()}", None)
        return shown(super().__str__() if said is None else said)


class InternalError(CeptoarError, RuntimeError):
    """A fault of this library. Nothing was decided."""


class Refusal(CeptoarError, ValueError):
    """Something was refused, with every problem at once. Nothing was accepted in part.

    >>> import ceptoar
    >>> try:
    ...     ceptoar.Situation.from_json('{"at": "yesterday", "outages": "email"}')
    ... except ceptoar.Refusal as refusal:
    ...     [(problem.code, problem.pointer) for problem in refusal.problems]
    [('bad-instant', '/at'), ('wrong-type', '/outages')]
    """

    problems: tuple[Problem, ...]
    """The problems; at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Refuse with these problems."""
        self.problems = tuple(problems)
        super().__init__(self.problems)

    @classmethod
    def _from_native(cls, found: Iterable[tuple[Any, ...]]) -> Self:
        problems = []
        for code, pointer, en, ja, position, row, name, place in found:
            line, column = position or (None, None)
            cell = None if place is None else CellPlace(*place)
            problems.append(Problem(code, pointer, en, ja, line, column, row, name, cell))
        return cls(problems)

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code

    @property
    def pointer(self) -> str:
        """The pointer of the first problem."""
        return self.problems[0].pointer

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return `{"problems": [{"code", "pointer", "message"}]}`."""
        return {"problems": [problem.to_dict() for problem in self.problems]}

    def __str__(self) -> str:
        """Return every problem, one after the other (of more than ten, the first ten)."""
        shown = "; ".join(map(str, self.problems[:10]))
        more = len(self.problems) - 10
        if _language() == "ja":
            return f"拒否: {shown}" + (f"; ほか {more} 件" if more > 0 else "")
        return f"refused: {shown}" + (f"; and {more} more" if more > 0 else "")


class DocumentRefusal(Refusal):
    """A document is refused, or parts that do not fit together."""


class QuestionRefusal(Refusal):
    """A question is refused: it names what the router does not know."""


class UnknownId(QuestionRefusal, LookupError):
    """An id, label or name that nothing here has. What is known and has no answer is `None` instead.

    >>> import ceptoar
    >>> try:
    ...     ceptoar.Registry.builtin().party("gaz")
    ... except LookupError as refusal:
    ...     refusal.code
    'unknown-party'
    """


class StaleWarning(UserWarning):
    """The answer is about a day of which the edition does not speak: what it says may have changed since.

    `Router(…, stale="refuse")` refuses such a question, `stale="allow"` only keeps the lint `stale-edition`.
    """


class FrameRefusal(Refusal):
    """Rows of a frame are refused; each problem knows its row and column."""
