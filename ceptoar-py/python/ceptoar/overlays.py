"""Overlays: what changed since an edition."""

from __future__ import annotations

from typing import Any, Self

from ceptoar import _native
from ceptoar._held import Document, Held
from ceptoar._options import lang as chosen
from ceptoar._options import shown
from ceptoar._values import read

__all__ = ["Overlay"]


class Overlay(Held):
    """What changed since an edition: what ends, what is added, and which fields have a new value from a day on.

    `Overlay.from_json` reads one, `Overlay.builtin` gives one that is built in; `Registry.with_overlay` applies it.

    >>> since = Overlay.builtin("since-2009")
    >>> since.id, since.revision
    ('since-2009', 1)
    """

    __slots__ = ()

    def __new__(cls, *_: Any, **__: Any) -> Self:
        """Refuse: an overlay is read, or built in."""
        raise TypeError("`Overlay.from_json` reads a dict or JSON, `Overlay.builtin` gives a built-in overlay")

    @staticmethod
    def overlays() -> tuple[str, ...]:
        """Return the ids of the built-in overlays."""
        return tuple(_native.Overlay.overlays())

    @classmethod
    def builtin(cls, overlay: str = "since-2009") -> Self:
        """Return a built-in overlay; `UnknownId` (a `LookupError`) lists what there is.

        `since-2009` is what is known of changes after the edition `2009-03-31`, each with its source. It does not say that
        nothing else changed: the days that the edition speaks of stay as they are.
        """
        return cls._hold(_native.Overlay.builtin(overlay), "builtin", overlay)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read an overlay and check its form. Whether it fits an edition is checked by `Registry.with_overlay`."""
        native, data = read(_native.Overlay.from_json, document)
        return cls._hold(native, "from_json", data)

    def to_json(self) -> str:
        """Return the document as JSON."""
        return str(self._native.to_json())

    @property
    def id(self) -> str:
        """The id of the overlay."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the overlay, in hexadecimal."""
        return str(self._native.digest)

    def __repr__(self) -> str:
        """Return id and revision."""
        revision = "改訂" if chosen() == "ja" else "revision"
        return shown(f"<Overlay {self.id} {revision} {self.revision}>")
