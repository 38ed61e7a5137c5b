"""Parquet for the command line, where pyarrow is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from ceptoar.frames import ArrowStream

__all__ = ["read", "write"]


def read(path: Path) -> pa.RecordBatchReader:
    """Read a file batch by batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    return pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches())


def write(stream: ArrowStream, path: Path) -> None:
    """Write a stream batch by batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    reader = pa.RecordBatchReader.from_stream(stream)
    with pq.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
