"""Routed frames: readable by every library that speaks Arrow, without one being needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from ceptoar import _native

__all__ = ["ArrowArray", "ArrowFrame", "ArrowStream", "Batch", "BatchStream", "Table"]


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
        return self.to_arrow().to_pandas()

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


class Batch(_Frame):
    """One batch of a stream of routed notices; `pyarrow.record_batch(batch)` reads it."""

    __slots__ = ()
    _held: _native.Batch

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

    def __repr__(self) -> str:
        """Return the columns."""
        return repr(self._held)

    def __arrow_c_schema__(self) -> object:
        """Return a capsule that holds the `ArrowSchema`."""
        return self._held.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule that holds what is left of the stream."""
        return self._held.__arrow_c_stream__(requested_schema)
