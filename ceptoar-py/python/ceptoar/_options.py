"""Defaults of the reader: the language of what is shown, and the zone in which instants are shown."""

from __future__ import annotations

from contextvars import ContextVar

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from contextvars import Token
    from datetime import datetime, tzinfo
    from types import TracebackType
    from typing import Self

    from ceptoar.enums import Lang

__all__ = ["instant", "lang", "options", "shown", "zone"]

_LANG: ContextVar[str | None] = ContextVar("ceptoar.options.lang", default=None)
_ZONE: ContextVar[tzinfo | None] = ContextVar("ceptoar.options.tz", default=None)


class options:
    """Set the language and the zone in which this context shows things; what is not given stays.

    `lang` (`ja`, `en`) is the default language of texts, pictures, reprs, refusals and tables. `tz` (`Asia/Tokyo`,
    `+09:00`, or a `tzinfo`) is the zone in which reprs and the HTML of answers and tables show instants. It is never the zone
    of an instant that was given without one: that stays refused. Data are not changed by either.

    As a plain call it holds until it is called again, as a context manager until the block ends. It holds for the current
    context (`contextvars`): a new thread begins without.

    >>> import ceptoar
    >>> with ceptoar.options(lang="ja", tz="+09:00"):
    ...     ceptoar.Router().route({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    ...         "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z"})
    <Plan n-1 TLP:AMBER: 伝達先 3、うち必須 3、必須だが届かない 0、2010-04-01 00:00 +09:00 まで>
    """

    __slots__ = ("_before",)
    _before: tuple[Token[str | None], Token[tzinfo | None]] | None

    def __init__(self, *, lang: Lang | str | None = None, tz: tzinfo | str | None = None) -> None:
        """Set the defaults from here on; a language or zone that is none raises `ValueError`."""
        if lang is not None and not _is_language(lang):
            raise ValueError(f"the language is `ja` or `en`, not `{lang}`")
        there = _ZONE.get() if tz is None else _zone(tz)
        self._before = (_LANG.set(_LANG.get() if lang is None else str(lang)), _ZONE.set(there))

    def __enter__(self) -> Self:
        """Go into a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put back what was set before."""
        if self._before is not None:
            lang, zone = self._before
            _LANG.reset(lang)
            _ZONE.reset(zone)
            self._before = None


def _is_language(word: str) -> bool:
    from ceptoar.enums import Lang

    return word in set(Lang)


def _zone(tz: tzinfo | str) -> tzinfo:
    if not isinstance(tz, str):
        return tz
    import re
    from datetime import UTC, timedelta, timezone

    offset = re.fullmatch(r"([+-])(\d\d):([0-5]\d)", tz)
    if offset:
        sign, hours, minutes = offset.groups()
        if int(hours) < 24:
            return timezone((-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes)))
    elif tz == "UTC":
        return UTC
    else:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(tz)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise ValueError(f"there is no zone `{tz}` (give a name such as `Asia/Tokyo`, or an offset such as `+09:00`)")


def lang(given: Lang | str | None = None, else_: str = "en") -> str:
    """Return the language: what is given, what the options say, or what is usual here."""
    return str(given) if given is not None else _LANG.get() or else_


def zone() -> tzinfo | None:
    """Return the zone in which instants are shown; `None`: none was chosen."""
    return _ZONE.get()


def instant(at: datetime) -> str:
    """Return an instant for people, in the zone of the options or else in UTC."""
    from datetime import UTC

    there = at.astimezone(zone() or UTC)
    offset = f"{there:%z}"
    name = "UTC" if there.tzinfo is UTC else f"{offset[:3]}:{offset[3:5]}"
    seconds = f"{there:%S}"
    return f"{there:%Y-%m-%d %H:%M}{'' if seconds == '00' else ':' + seconds} {name}"


def shown(text: str) -> str:
    """Return text in which nothing hides or turns the line around: such characters are shown as their escapes."""
    if text.isascii() and text.isprintable():
        return text
    visible = (
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode() for char in text
    )
    return "".join(visible)
