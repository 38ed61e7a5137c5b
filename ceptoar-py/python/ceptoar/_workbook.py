"""Workbooks, where XlsxWriter is installed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cell", "Column", "Form", "Page", "write", "write_forms"]

Cell = None | str | int | bool | datetime
"""What stands in a cell; an instant as Japan's clocks show it."""

Page = tuple[str, "Sequence[str]", "Sequence[Sequence[Cell]]"]
"""A sheet: its title, its headings, its rows."""

Column = tuple[str, int, "Sequence[str]"]
"""A column to fill in: its heading, its width in characters, and what is offered for its cells."""

Form = tuple[str, "Sequence[Column]", "Sequence[Sequence[str]]"]
"""A table to fill in: its name, its columns, its rows."""

_TEXT = 49
"""The number of the form `Text`, which every spreadsheet program knows."""

_LAST = 1_048_575
"""The last row of a sheet."""

_LONGEST = 32_767
"""The characters of a cell, as UTF-16 counts them."""

_WIDEST = 480
"""No column is wider, in pixels: a sentence is read in its cell."""


def write(path: Path, pages: Sequence[Page], at: datetime) -> None:
    """Write sheets as a workbook that was made at an instant: the same bytes for the same report.

    A workbook has room for 1,048,576 rows a sheet and 32,767 characters a cell: what has more is refused with a `ValueError`,
    and nothing is written.
    """
    book = _book(path, at)
    bold, clock = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for title, headings, rows in pages:
        page = book.add_worksheet(title)
        for column, heading in enumerate(headings):
            page.write_string(0, column, heading, bold)
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                if cell is not None and _put(page, row, column, cell, clock) != 0:
                    raise ValueError(f"`{title}` does not fit into a workbook: row {row}, `{headings[column]}`")
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows), max(len(headings) - 1, 0))
        page.autofit(_WIDEST)
    _close(book)


def write_forms(path: Path, forms: Sequence[Form], at: datetime) -> None:
    """Write tables to fill in as a workbook that was made at an instant: the same bytes for the same tables.

    Every cell is a text, those that nobody has filled in too, so that nothing that is typed becomes a date or a number.
    """
    book = _book(path, at)
    text, head = book.add_format({"num_format": _TEXT}), book.add_format({"num_format": _TEXT, "bold": True})
    for name, columns, rows in forms:
        page = book.add_worksheet(name)
        for n, (heading, width, choices) in enumerate(columns):
            page.set_column(n, n, width, text)
            page.write_string(0, n, heading, head)
            if choices:
                # Words have other spellings that are read as well (`はい` for `yes`): a warning may be passed over.
                wanted = {"validate": "list", "source": list(choices), "error_type": "warning"}
                page.data_validation(1, n, _LAST, n, wanted)
        for row, cells in enumerate(rows, 1):
            for n, cell in enumerate(cells):
                if cell and _put(page, row, n, cell, None, text) != 0:
                    raise ValueError(f"`{name}` does not fit into a workbook: row {row}, `{columns[n][0]}`")
        page.freeze_panes(1, 0)
    _close(book)


def _book(path: Path, at: datetime) -> Any:
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        wanted = "a workbook needs XlsxWriter: pip install 'ceptoar[workbook]'"
        raise ModuleNotFoundError(wanted, name=error.name) from None

    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": at})
    return book


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        # It wraps what the system says.
        raise error.args[0] from None


def _put(page: Any, row: int, column: int, cell: str | int | bool | datetime, form: Any, text: Any = None) -> int:
    """Put a value into a cell, an instant in a form. Whatever it begins with, a text is never a formula."""
    if isinstance(cell, bool):
        return int(page.write_boolean(row, column, cell))
    if isinstance(cell, int):
        return int(page.write_number(row, column, cell))
    if isinstance(cell, datetime):
        return int(page.write_datetime(row, column, cell, form))
    if len(cell.encode("utf-16-le")) > 2 * _LONGEST:
        return -2  # as XlsxWriter says it, which counts otherwise than a workbook does
    return int(page.write_string(row, column, cell, text))
