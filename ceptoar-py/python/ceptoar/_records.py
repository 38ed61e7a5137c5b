"""Records from documents: frozen dataclasses, read and written by their annotations alone."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self, cast

__all__ = ["Record", "instant_text", "to_plain"]

Reader = Callable[[Any], Any]


def _reader(hint: Any) -> Reader:
    """Return what turns a JSON value into a value of a type."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        *others, inner = (_reader(arg) for arg in args if arg is not type(None))
        if others:  # text, or a list of text
            return lambda value: inner(value) if isinstance(value, list) else value
        return lambda value: None if value is None else inner(value)
    if origin is tuple and args[-1] is Ellipsis:
        item = _reader(args[0])
        return lambda value: tuple(map(item, value))
    if origin is tuple:
        items = [_reader(arg) for arg in args]
        return lambda value: tuple(read(part) for read, part in zip(items, value, strict=True))
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    return lambda value: value


@cache
def _fields(record: Any) -> list[tuple[str, str, Reader, Any]]:
    """Return for each field its name, its key in documents, its reader, and its default (or `MISSING`)."""
    hints = typing.get_type_hints(record)
    return [
        (field.name, record._renamed.get(field.name, field.name), _reader(hints[field.name]), field.default)
        for field in dataclasses.fields(record)
    ]


class Record:
    """A part of a document or answer: frozen, compared by value."""

    __slots__ = ()

    _renamed: ClassVar[Mapping[str, str]] = {}
    _hidden: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a record from the object that a document or answer holds."""
        values = {}
        for name, key, read, default in _fields(cast("Any", cls)):
            if key in data:
                values[name] = read(data[key])
            elif default is dataclasses.MISSING:
                raise KeyError(key)
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain values, as the document writes it: what may be left out and is empty is left out."""
        plain = {}
        for name, key, _, default in _fields(cast("Any", type(self))):
            value = getattr(self, name)
            if name not in self._hidden and (default is dataclasses.MISSING or value != default):
                plain[key] = to_plain(value)
        return plain

    def to_json(self) -> str:
        """Return the record as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))


def to_plain(value: Any) -> Any:
    """Turn records, enums, dates and tuples into what JSON knows."""
    match value:
        case Record():
            return value.to_dict()
        case Enum():
            return value.value
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case tuple() | list() | set() | frozenset():
            return [to_plain(item) for item in value]
        case Mapping():
            return {str(key): to_plain(item) for key, item in value.items()}
        case _:
            return value


def instant_text(at: datetime) -> str:
    """Write an instant in UTC; one without a zone stays without, so that the core refuses it."""
    if at.tzinfo is None or at.utcoffset() is None:
        return at.isoformat()
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
