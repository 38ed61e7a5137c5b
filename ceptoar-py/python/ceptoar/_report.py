"""What answers that are read as text, as JSON and as tables share."""

from __future__ import annotations

import json
from typing import Any

from ceptoar import _native
from ceptoar._options import lang as chosen
from ceptoar.enums import Lang
from ceptoar.frames import Table

__all__ = ["Report"]


class Report:
    """An answer with rows."""

    __slots__ = ("_held",)
    _held: _native.Report

    def __init__(self, native: _native.Report) -> None:
        self._held = native

    @property
    def rows(self) -> Table:
        """The rows, as a frame that every library that speaks Arrow reads."""
        return Table(self._held.table("rows"))

    def text(self, lang: Lang | str | None = None) -> str:
        """Return it as readable text, a line for each row, in Japanese (`ja`) or English (`en`)."""
        return self._held.text(chosen(lang, "ja"))

    def to_json(self) -> str:
        """Return it as JSON: the same bytes for the same answer."""
        return self._held.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Report) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        """Return the number of rows."""
        rows = len(self.rows)
        return f"<{type(self).__name__}: {rows} 行>" if chosen() == "ja" else f"<{type(self).__name__}: {rows} rows>"
