"""Routed frames: readable by every library that speaks Arrow, without one being needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from pyspark.sql.types import StructType

    from ceptoar import _native

__all__ = [
    "AnswerSchema",
    "ArrowArray",
    "ArrowFrame",
    "ArrowSchema",
    "ArrowStream",
    "Batch",
    "BatchStream",
    "LargeAnswerWarning",
    "Table",
]


@runtime_checkable
class ArrowStream(Protocol):
    """Whatever offers itself as a stream of Arrow batches."""

    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object:
        """Return a capsule that holds an `ArrowArrayStream`."""
        ...


@runtime_checkable
class ArrowArray(Protocol):
    """Whatever offers itself as one Arrow batch."""

    def __arrow_c_array__(self, requested_schema: object | None = None, /) -> tuple[object, object]:
        """Return capsules that hold an `ArrowSchema` and an `ArrowArray`."""
        ...


@runtime_checkable
class ArrowSchema(Protocol):
    """Whatever offers itself as the columns of a frame."""

    def __arrow_c_schema__(self) -> object:
        """Return a capsule that holds an `ArrowSchema`."""
        ...


class LargeAnswerWarning(UserWarning):
    """A table of verdicts that is about to be made is large: a row for each notice and party."""


ArrowFrame = ArrowStream | ArrowArray
"""A data frame of any library: pandas, Polars, pyarrow, DuckDB, nanoarrow, ibis."""


class _Frame:
    __slots__ = ("_held",)
    _held: _native.Table | _native.Batch

    def __init__(self, native: _native.Table | _native.Batch) -> None:
        self._held = native

    @property
    def column_names(self) -> list[str]:
        """The names of the columns: those of the frame that came in, then the answer's."""
        return self._held.column_names

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._held)

    def __repr__(self) -> str:
        """Return size and columns."""
        return repr(self._held)

    def __arrow_c_schema__(self) -> object:
        """Return a capsule that holds the `ArrowSchema`."""
        return self._held.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule that holds the rows as an `ArrowArrayStream`."""
        return self._held.__arrow_c_stream__(requested_schema)

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars frame; needs polars."""
        import polars as pl

        return pl.DataFrame(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame; needs pandas and pyarrow."""
        from ceptoar._pandas import to_pandas

        return to_pandas(self.to_arrow())

    def to_arrow(self) -> pa.Table:
        """Return the rows as a pyarrow table; needs pyarrow."""
        import pyarrow as pa

        return pa.table(self)


class Table(_Frame):
    """Routed notices, to be read as often as one likes.

    Hand it to a frame library as it is (`pl.DataFrame(table)`, `pa.table(table)`, `duckdb.sql("from table")`), or use
    `to_polars()`, `to_pandas()`, `to_arrow()`.
    """

    __slots__ = ()
    _held: _native.Table

    def head(self, n: int = 5) -> Table:
        """Return the first rows; with a negative number, all but the last so many."""
        return Table(self._held._head(n if n >= 0 else max(0, len(self) + n)))

    @property
    def outcomes(self) -> Table | None:
        """What each `outcome_id` says, a row for each; `None` unless the answer was `"ids"`.

        An outcome stands for all rows that are answered alike: a lint that speaks of a notice's own id has none here.
        """
        native = self._held._outcomes()
        return None if native is None else Table(native)

    def _repr_html_(self) -> str:
        """Return the first and last rows for a notebook."""
        return _html(self._held)


class Batch(_Frame):
    """One batch of a stream of routed notices; `pyarrow.record_batch(batch)` reads it."""

    __slots__ = ()
    _held: _native.Batch

    def head(self, n: int = 5) -> Table:
        """Return the first rows; with a negative number, all but the last so many."""
        return Table(self._held._table()).head(n)

    def _repr_html_(self) -> str:
        """Return the first and last rows for a notebook."""
        return _html(self._held._table())

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Return capsules that hold the rows as an `ArrowArray` with its schema."""
        return self._held.__arrow_c_array__(requested_schema)


class BatchStream:
    """Routed notices as they come: to be iterated once, batch by batch, or handed on as a stream."""

    __slots__ = ("_held",)

    def __init__(self, native: _native.BatchStream) -> None:
        """Hold a stream of the native module."""
        self._held = native

    @property
    def column_names(self) -> list[str]:
        """The names of the columns: those of the frames that come in, then the answer's."""
        return self._held.column_names

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches; they can be read once."""
        return map(Batch, self._held)

    @property
    def outcomes(self) -> Table | None:
        """What each `outcome_id` says, once the stream is read to its end; `None` before, and for other answers."""
        native = self._held._outcomes()
        return None if native is None else Table(native)

    def __repr__(self) -> str:
        """Return the columns."""
        return repr(self._held)

    def __arrow_c_schema__(self) -> object:
        """Return a capsule that holds the `ArrowSchema`."""
        return self._held.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule that holds what is left of the stream."""
        return self._held.__arrow_c_stream__(requested_schema)


class AnswerSchema:
    """The columns that an answer will have: those of the frame, then the answer's. Nothing is routed for it."""

    __slots__ = ("_held",)

    def __init__(self, native: _native.AnswerSchema) -> None:
        """Hold a schema of the native module."""
        self._held = native

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
        return self._held.column_names

    def __arrow_c_schema__(self) -> object:
        """Return a capsule that holds the `ArrowSchema`."""
        return self._held.__arrow_c_schema__()

    def __repr__(self) -> str:
        """Return each column with its type."""
        return "<AnswerSchema: " + ", ".join(f"{name}: {kind}" for name, kind in self._held._columns()) + ">"

    def to_arrow(self) -> pa.Schema:
        """Return it as a schema of pyarrow; needs pyarrow."""
        import pyarrow as pa

        return pa.schema(self)

    def to_polars(self) -> pl.Schema:
        """Return it as a schema of Polars, for `LazyFrame.map_batches`; needs polars."""
        return Table(self._held._empty()).to_polars().schema

    def to_pandas(self) -> pd.DataFrame:
        """Return it as a pandas frame without rows, as Dask wants its `meta`; needs pandas and pyarrow."""
        return Table(self._held._empty()).to_pandas()

    def to_spark(self) -> StructType:
        """Return it as a schema of Spark; needs pyspark. Spark has no dictionaries: say `dictionaries=False`."""
        import pyarrow as pa
        from pyspark.sql.pandas.types import from_arrow_schema

        schema = self.to_arrow()
        for field in schema:
            inner = field.type.value_type if pa.types.is_list(field.type) else field.type
            if pa.types.is_dictionary(inner):
                raise ValueError(
                    f"the column `{field.name}` is a dictionary, which Spark cannot read; say `dictionaries=False` here "
                    "and where the notices are routed"
                )
        kind: StructType = from_arrow_schema(schema)
        return kind


def _html(table: _native.Table) -> str:
    """Return the first and last rows as HTML, in which nothing of a cell is markup."""
    from html import escape

    from ceptoar._options import shown, zone

    rows, names = len(table), table.column_names
    ends = [(0, rows)] if rows <= 12 else [(0, 6), (rows - 5, 5)]

    def cell(text: str | None) -> str:
        return '<td style="color:#999">null</td>' if text is None else f"<td>{escape(text)}</td>"

    body = []
    for place, (start, count) in enumerate(ends):
        if place:
            body.append(f"<tr><th>⋮</th>{'<td>⋮</td>' * len(names)}</tr>")
        for row, cells in enumerate(table._cells(start, count, _zone_name(zone())), start):
            body.append(f"<tr><th>{row}</th>{''.join(map(cell, cells))}</tr>")
    head = "".join(f"<th>{escape(shown(name))}</th>" for name in names)
    return (
        f'<div style="overflow-x:auto"><table><thead><tr><th></th>{head}</tr></thead><tbody>{"".join(body)}</tbody>'
        f"</table><small>{rows:,} × {len(names)}</small></div>"
    )


def _zone_name(zone: tzinfo | None) -> str | None:
    """Return the name or the offset of a zone."""
    if zone is None:
        return None
    offset = datetime(2000, 1, 1, tzinfo=zone).strftime("%z")
    return getattr(zone, "key", None) or f"{offset[:3]}:{offset[3:5]}"
