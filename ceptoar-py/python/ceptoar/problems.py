"""What is wrong with a document, a question or a frame: each fault with its code, its place and its sentence.

>>> import ceptoar
>>> try:
...     ceptoar.RuleSet.from_json({"id": "own", "rules": 1})
... except ceptoar.Refusal as refusal:
...     [(problem.code, problem.pointer) for problem in refusal.problems]
[('wrong-type', '/rules')]
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ceptoar._options import lang as chosen
from ceptoar._options import shown

__all__ = ["CellPlace", "Problem"]


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
        ja = chosen() == "ja"
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
        return self.message_ja if chosen(lang) == "ja" else self.message_en

    def __str__(self) -> str:
        """Return code, place and sentence; what hides or turns a line around is shown as its escape."""
        place = self.pointer if self.cell is None else str(self.cell)
        if self.row is not None:
            ja = chosen() == "ja"
            row, column = (f"行 {self.row}", "、列 ") if ja else (f"row {self.row}", ", column ")
            place = row + (f"{column}{self.field_column}" if self.field_column else "")
        return shown(f"{self.code} {place}: {self.message()}" if place else f"{self.code}: {self.message()}")

    def to_dict(self) -> dict[str, Any]:
        """Return code, pointer and message, as the refusals of every language write them; where there is one, the cell."""
        plain: dict[str, Any] = {"code": self.code, "pointer": self.pointer, "message": self.message_en}
        return plain if self.cell is None else {**plain, "cell": asdict(self.cell)}
