"""What becomes of notices once they are sent: the audit of a delivery log, and what to do now.

Both are methods of a router: `Router.audit` and `Router.actions`.

>>> import ceptoar
>>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
...     "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}
>>> audit = ceptoar.Router().audit([notice], [], as_of="2009-05-08T10:30:00+09:00", promptly="PT1H")
>>> [row["party"] for row in audit.to_dict()["pending"]]
['gas', 'gas-members', 'meti']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypedDict

from ceptoar._held import Document
from ceptoar._records import instant_text
from ceptoar._report import Report as _Report
from ceptoar._values import read
from ceptoar.frames import Table

__all__ = ["Actions", "Audit", "AuditOptions"]


class Audit(_Report):
    """What a delivery log shows: what was wrong and why, what is still to come, who holds what, how far each notice came.

    The columns of `rows`, the findings: `id`, `notice`, `at`, `code`, `severity` (`breach`, `fault`, `open`, `scheme`, `data`,
    `note`), `party`, `from`, `channel`, `entry`, `outside`, `outcome`, `rules`, `due_at`, `late_by`, `since`, `stopped_at`,
    `behind`, `told`, `of`, `count`. Instants are RFC 3339 in UTC, lengths of time as `PT1H20M`.
    """

    __slots__ = ()

    @property
    def pending(self) -> Table:
        """What is still to be handed on, and not overdue."""
        return Table(self._held.table("pending"))

    @property
    def not_observed(self) -> Table:
        """What was not handed on by hands whose sending nobody recorded."""
        return Table(self._held.table("not_observed"))

    @property
    def notices(self) -> Table:
        """How far each notice came: parties that must be told, and to how many it was sent, confirmed and in time."""
        return Table(self._held.table("notices"))

    @property
    def stages(self) -> Table:
        """The same by stage, also as organisations (`units_…`: a class counted as the sum of its counts)."""
        return Table(self._held.table("stages"))

    @property
    def holders(self) -> Table:
        """Who has each notice, since when and from whom."""
        return Table(self._held.table("holders"))


class Actions(_Report):
    """What to do now: hand on, chase, decide, contain, wait; by whom, to whom, and whom it serves."""

    __slots__ = ()


class AuditOptions(TypedDict, total=False):
    """How strict an audit is, and what was out: the further arguments of `Router.audit` and `Router.actions`."""

    promptly: timedelta | str | None
    confirm_within: timedelta | str | None
    logs_of: Iterable[str] | None
    tolerance: timedelta | str | None
    since: datetime | str | None
    situations: Iterable[Mapping[str, Any]]


class _Strict(NamedTuple):
    """How strict an audit is, as the native module reads it."""

    as_of: str
    promptly: str | None
    confirm_within: str | None
    logs_of: list[str] | None
    tolerance: str | None
    since: str | None


def _span(length: timedelta | str | None) -> str | None:
    if not isinstance(length, timedelta):
        return length
    seconds = length.total_seconds()
    if seconds != int(seconds) or seconds < 0:
        raise ValueError("a length of time has whole seconds, and is not negative")
    hours, rest = divmod(int(seconds), 3600)
    parts = ((hours, "H"), (rest // 60, "M"), (rest % 60, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")


def _instant(at: datetime | str) -> str:
    return instant_text(at) if isinstance(at, datetime) else at


class Asked(NamedTuple):
    """What is asked of a log, as the native module reads it."""

    log: bytes
    situations: bytes | None
    strict: _Strict


def asked(log: Document | Iterable[Mapping[str, Any]], as_of: datetime | str, how: AuditOptions) -> Asked:
    """Read what is asked: a log may also be its rows."""
    unknown = sorted(set(how) - set(AuditOptions.__annotations__))
    if unknown:
        raise TypeError(f"unexpected keyword argument: {', '.join(unknown)}")
    is_document = isinstance(log, Mapping | str | bytes | bytearray | memoryview)
    _, entries = read(bytes, log if is_document else {"entries": list(log)})
    listed = list(how.get("situations", ()))
    situations = None
    if listed:
        _, whole = read(bytes, {"situations": listed})
        situations = json.dumps(json.loads(whole)["situations"]).encode()
    logs_of, since = how.get("logs_of"), how.get("since")
    strict = _Strict(
        _instant(as_of),
        _span(how.get("promptly")),
        _span(how.get("confirm_within")),
        None if logs_of is None else list(logs_of),
        _span(how.get("tolerance")),
        None if since is None else _instant(since),
    )
    return Asked(entries, situations, strict)
