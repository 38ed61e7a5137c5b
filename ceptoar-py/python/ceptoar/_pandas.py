"""Arrow tables for pandas, which pyarrow cannot give lists of Polars' text (`string_view`) yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["to_pandas"]


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """Return the rows as a pandas frame."""
    import pyarrow as pa

    for place, field in enumerate(table.schema):
        if _nested(field.type) and _views(field.type):
            chunks = [_plain(chunk) for chunk in table.column(place).chunks]
            column = pa.chunked_array(chunks) if chunks else pa.chunked_array([_plain(pa.nulls(0, field.type))])
            table = table.set_column(place, field.with_type(column.type), column)
    return table.to_pandas()


def _nested(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_nested(kind))


def _views(kind: Any) -> bool:
    """Whether a type holds a view, at whatever depth."""
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return _views(kind.value_type)
    if pa.types.is_nested(kind):
        return any(_views(kind.field(place).type) for place in range(kind.num_fields))
    return bool(pa.types.is_string_view(kind) or pa.types.is_binary_view(kind))


def _plain(array: Any) -> Any:
    """Return the same array without views. Nulls, and rows of a slice, stay what they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = array.type
    if not _views(kind):
        return array
    if pa.types.is_string_view(kind):
        return array.cast(pa.large_string())
    if pa.types.is_binary_view(kind):
        return array.cast(pa.large_binary())
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(array.indices, _plain(array.dictionary), ordered=kind.ordered)
    if pa.types.is_struct(kind):
        parts = [_plain(array.field(place)) for place in range(kind.num_fields)]
        fields = [kind.field(place).with_type(part.type) for place, part in enumerate(parts)]
        return pa.StructArray.from_arrays(parts, fields=fields, mask=array.is_null())
    # Lists of any kind: what a null row hides is left out by `flatten`.
    lengths = pc.fill_null(pc.list_value_length(array), 0)
    ends = pc.cumulative_sum(lengths.cast(pa.int64()))
    offsets = pa.concat_arrays([pa.array([0], pa.int64()), ends])
    return pa.LargeListArray.from_arrays(offsets, _plain(array.flatten()), mask=array.is_null())
