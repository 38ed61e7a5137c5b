"""Defaults of the reader: the language of what is shown, and the zone in which instants are shown."""

from __future__ import annotations

import re
from contextvars import ContextVar, Token
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from types import TracebackType
from typing import NamedTuple, Self

from ceptoar.enums import Lang

__all__ = ["instant", "lang", "options", "shown", "zone"]


class _Options(NamedTuple):
    lang: str | None = None
    zone: tzinfo | None = None


_CURRENT: ContextVar[_Options] = ContextVar("ceptoar.options", default=_Options())  # noqa: B039


class options:  # noqa: N801 - it is called like a function
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

    __slots__ = ("_token",)
    _token: Token[_Options] | None

    def __init__(self, *, lang: Lang | str | None = None, tz: tzinfo | str | None = None) -> None:
        """Set the defaults from here on; a language or zone that is none raises `ValueError`."""
        if lang is not None and lang not in set(Lang):
            raise ValueError(f"the language is `ja` or `en`, not `{lang}`")
        now = _CURRENT.get()
        self._token = _CURRENT.set(
            _Options(now.lang if lang is None else str(lang), now.zone if tz is None else _zone(tz))
        )

    def __enter__(self) -> Self:
        """Go into a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put back what was set before."""
        if self._token is not None:
            _CURRENT.reset(self._token)
            self._token = None


def _zone(tz: tzinfo | str) -> tzinfo:
    if not isinstance(tz, str):
        return tz
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
    return str(given) if given is not None else _CURRENT.get().lang or else_


def zone() -> tzinfo | None:
    """Return the zone in which instants are shown; `None`: none was chosen."""
    return _CURRENT.get().zone


def instant(at: datetime) -> str:
    """Return an instant for people, in the zone of the options or else in UTC."""
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
