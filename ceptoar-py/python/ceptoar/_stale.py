"""The warning that an answer is about a day of which the edition does not speak."""

from __future__ import annotations

from ceptoar._options import lang

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ceptoar.registries import Registry

__all__ = ["Watch", "warn"]


def warn(en: str, ja: str, level: int) -> None:
    """Warn whoever stands `level` calls above, this one included."""
    import warnings

    from ceptoar.errors import StaleWarning

    warnings.warn(ja if lang() == "ja" else en, StaleWarning, stacklevel=level)


class Watch:
    """Warns once of the stale rows of a frame, when the first of them is answered."""

    def __init__(self, registry: Registry, *, warns: bool, tell: Callable[[int], object] | None = None) -> None:
        """Begin; `tell` is called with the rows done, as before."""
        self._registry = registry
        self._tell = tell
        self._warned = not warns
        self.answered: Any = None
        """What knows the number of stale rows so far."""

    def __call__(self, done: int) -> None:
        """Look, after a part of the rows is done."""
        if self._tell is not None:
            self._tell(done)
        if self.answered is not None:
            self.look(4)

    def look(self, level: int) -> None:
        """Warn if there is reason, once."""
        rows = self.answered.stale_rows
        if rows and not self._warned:
            self._warned = True
            registry = self._registry
            covers = "/".join(
                "" if day is None else day.isoformat() for day in (registry.covers.from_, registry.covers.until)
            )
            warn(
                f"at least {rows} of the rows are of days of which the edition `{registry.id}` does not speak "
                f"(it covers {covers}): use an edition of those days, or allow stale answers explicitly",
                f"少なくとも {rows} 行が版 `{registry.id}` の扱わない日のものである (扱う期間: {covers})。"
                "その日を扱う版を使うか、古い版での回答を明示的に許す",
                level,
            )
