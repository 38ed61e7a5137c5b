"""Parquet for the command line, where pyarrow is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

__all__ = ["Writer", "count", "read"]


class _Capsules:
    """What the command hands over, as pyarrow takes it."""

    def __init__(self, capsules: Any) -> None:
        self.capsules = capsules

    def __arrow_c_schema__(self) -> Any:
        return self.capsules

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.capsules


def read(path: Path) -> pa.RecordBatchReader:
    """Read a file batch by batch. Python opens it: pyarrow knows no name that is not UTF-8."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path.open("rb"))
    return pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches())


def count(path: Path) -> int:
    """How many rows a file has."""
    import pyarrow.parquet as pq

    with path.open("rb") as file:
        return int(pq.read_metadata(file).num_rows)


class Writer:
    """Writes a file batch by batch."""

    def __init__(self, path: Path, schema: Any) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(self._file, pa.schema(_Capsules(schema)))

    def write(self, batch: Any) -> None:
        """Write one batch."""
        import pyarrow as pa

        self._writer.write_batch(pa.record_batch(_Capsules(batch)))

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()
        self._file.close()
