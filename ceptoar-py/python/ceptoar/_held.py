"""What is held by a handle of the core."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from ceptoar._records import Record

__all__ = ["Document", "Held", "records"]

Document = Mapping[str, Any] | bytes | str
"""A document: a dict, JSON bytes or JSON text."""

_R = TypeVar("_R", bound="Record")


def records(kind: type[_R], text: str) -> tuple[_R, ...]:
    return tuple(map(kind.from_dict, json.loads(text)))


class Held:
    """What is held by a handle of the core, and known by how it was made: that is what is pickled."""

    __slots__ = ("_cache", "_made", "_native")
    _native: Any
    _made: tuple[str, tuple[Any, ...]]
    _cache: dict[str, Any]

    @classmethod
    def _values(cls, kind: type[Record], document: object) -> dict[str, Any]:
        """Return what a document that is written as values holds; another thing is no such document."""
        if isinstance(document, kind):
            return document.to_dict()
        raise TypeError(f"{cls.__name__} takes a ceptoar.document.{kind.__name__}; `from_json` reads a dict or JSON")

    @classmethod
    def _hold(cls, native: Any, made: str, *args: Any) -> Self:
        held = object.__new__(cls)
        object.__setattr__(held, "_native", native)
        object.__setattr__(held, "_made", (made, args))
        object.__setattr__(held, "_cache", {})
        return held

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __reduce__(self) -> tuple[Any, ...]:
        made, args = self._made
        return (getattr(type(self), made), args)

    def _identity(self) -> tuple[Any, ...]:
        return (self._native.digest,)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())
