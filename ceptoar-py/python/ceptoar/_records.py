"""Records from documents: frozen dataclasses, read and written by their annotations alone."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self, cast

from ceptoar._instants import instant_text

__all__ = ["Record", "fields_of", "to_plain"]

Reader = Callable[[Any], Any]


def _reader(hint: Any, lenient: bool) -> Reader:
    """Return what turns a JSON value into a value of a type; `lenient`: what is none of its words stays as it is."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        *others, inner = (_reader(arg, lenient) for arg in args if arg is not type(None))
        if others:  # text, or something else
            return lambda value: value if value is None or isinstance(value, str) else inner(value)
        return lambda value: None if value is None else inner(value)
    if origin in (tuple, Sequence):
        item = _reader(args[0], lenient)
        return lambda value: tuple(map(item, value))
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word(hint) if lenient else hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    return lambda value: value


def _word(words: type[Enum]) -> Reader:
    known = {word.value: word for word in words}
    return lambda value: known.get(value, value)


@cache
def fields_of(record: Any) -> list[tuple[str, str, Reader, Any]]:
    """Return for each field its name, its key in documents, its reader, and its default (or `MISSING`).

    A name that Python keeps for itself has an underscore behind it. What is inherited stands last.
    """
    hints = typing.get_type_hints(record)
    fields = [
        (field.name, record._renamed.get(field.name, field.name.rstrip("_")), field.default)
        for field in dataclasses.fields(record)
    ]
    fields.sort(key=lambda field: field[0] not in record.__annotations__)
    return [(name, key, _reader(hints[name], record._lenient), default) for name, key, default in fields]


class Record:
    """A part of a document or answer: frozen, compared by value."""

    __slots__ = ()

    _renamed: ClassVar[Mapping[str, str]] = {"schema": "$schema"}
    _hidden: ClassVar[frozenset[str]] = frozenset()
    _lenient: ClassVar[bool] = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a record from the object that a document or answer holds."""
        values = {}
        for name, key, read, default in fields_of(cast("Any", cls)):
            if key in data:
                values[name] = read(data[key])
            elif default is dataclasses.MISSING:
                raise KeyError(key)
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain values, as the document writes it: what may be left out and is empty is left out."""
        says = getattr(self, "format", None)
        plain = {} if says is None else {"format": says}
        for name, key, _, default in fields_of(cast("Any", type(self))):
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
