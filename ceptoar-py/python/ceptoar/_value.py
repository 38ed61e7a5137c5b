"""Values of documents, before they are checked."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, cast

from ceptoar._records import Record, fields_of, to_plain

__all__ = ["Value"]


class Value(Record):
    """A value of a document. It holds what it was given: whether that means something is asked when a registry, rules, a
    profile or a roster is made of it. What is left out is not written; an empty list is.
    """

    __slots__ = ()
    _lenient: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Keep lists as tuples: nobody changes a value."""
        for field in dataclasses.fields(cast("Any", self)):
            value = getattr(self, field.name)
            if isinstance(value, list):
                object.__setattr__(self, field.name, tuple(value))

    def to_dict(self) -> dict[str, Any]:
        """Return the value as its document writes it."""
        plain = {}
        for name, key, _, default in fields_of(cast("Any", type(self))):
            value = getattr(self, name)
            left_out = default is not dataclasses.MISSING and (value is None or (value is False and default is False))
            if not left_out:
                plain[key] = to_plain(value)
        return plain
