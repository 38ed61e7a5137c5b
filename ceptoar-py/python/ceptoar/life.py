"""What becomes of notices once they are sent: audits of delivery logs, what to do now, what follows, what would break.

They are methods of a router: `Router.audit`, `actions`, `follow_up`, `resilience`, `drill`, `remedies`.

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
from os import PathLike
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypedDict

from ceptoar import _native
from ceptoar._held import Document
from ceptoar._instants import instant_text
from ceptoar._options import lang as chosen
from ceptoar._report import Report as _Report
from ceptoar._values import read
from ceptoar.enums import Lang
from ceptoar.frames import ArrowArray, ArrowFrame, ArrowStream, Table

__all__ = [
    "Actions",
    "Audit",
    "AuditOptions",
    "Drill",
    "FailureKind",
    "FollowUp",
    "Log",
    "Remedies",
    "Resilience",
]

Log = Document | ArrowFrame | Iterable[Mapping[str, Any]]
"""A delivery log: a document `ceptoar/log/1`, a frame, or rows as dicts with `notice`, `from`, `to`, `sent_at` and so on."""

FailureKind = Literal["channel", "sector", "link", "party"]
"""What may fail: a channel everywhere, a sector with the channels that it carries, a link whole, a relay."""


class Audit(_Report):
    """What a delivery log shows: what was wrong and why, what is still to come, who holds what, how far each notice came.

    The columns of `rows`, the findings: `id`, `notice`, `at`, `code`, `severity` (`breach`, `fault`, `open`, `scheme`, `data`,
    `note`), `party`, `from`, `channel`, `entry`, `outside`, `outcome`, `rules`, `due_at`, `late_by`, `since`, `stopped_at`,
    `behind`, `told`, `of`, `count`, `message` (the sentence, where `messages` asked for it). Instants are RFC 3339 in UTC,
    lengths of time as `PT1H20M`.
    """

    __slots__ = ("_made",)
    _made: _native.Audited

    def __init__(self, made: _native.Audited) -> None:
        super().__init__(made.report())
        self._made = made

    def timeline(self, notice: str, lang: Lang | str | None = None) -> str:
        """Draw the way of one notice as SVG: a lane for each party, what came when, what was due, what was found."""
        drawn = self._made.timeline(notice, chosen(lang, "ja"))
        if drawn is None:
            raise KeyError(notice)
        return drawn

    def coverage(self, lang: Lang | str | None = None) -> str:
        """Draw how far each notice came at each stage as SVG: bars of what was sent and confirmed, with the numbers."""
        return self._made.coverage(chosen(lang, "ja"))

    def report(self, path: str | PathLike[str], lang: Lang | str | None = None) -> None:
        """Write all its tables as a workbook (.xlsx): a sheet for each, with headings and sentences in the language.

        Instants stand as Japan's clocks show them; the same audit gives the same bytes. It needs XlsxWriter. A sheet of more
        than 1,048,575 rows is refused with a `ValueError`, and nothing is written.
        """
        if Path(path).suffix.lower() != ".xlsx":
            raise ValueError(f"{str(path)!r} is no name of a workbook: it ends in .xlsx")
        self._made.workbook(Path(path), chosen(lang, "ja"))

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
        """How far each notice came: parties that must be told, and to how many it was sent, confirmed and in time.

        With `issued_at`, `direction`, `kind`, `affected_sectors` and `status` it is the table of a year; `version` is its
        number in its thread (第n報), `final` whether it is the last so far (最終報).
        """
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


class FollowUp(_Report):
    """What follows from an update or a withdrawal: who has an earlier version, who is told the new one, who keeps an old one.

    The columns of `rows`: `party`, `what` (of an update `kept`, `gained`, `waiting`, `stranded`; of a withdrawal `withdrawn`;
    `unmet`, `outside`), `versions` (what it has), `duty`, `path`, `channels`, `also`, `judged` (of the last hand-over),
    `off_link` (no open link leads there: an earlier version is logged to have gone that way), `outcome`, `done` (it has come
    there already).
    """

    __slots__ = ("_made",)
    _made: _native.Followed

    def __init__(self, made: _native.Followed) -> None:
        super().__init__(made.report())
        self._made = made

    @property
    def holders(self) -> Table:
        """Who has which earlier versions, since when, and whether the log says whence."""
        return Table(self._held.table("holders"))

    def view_for(self, party: str) -> dict[str, Any] | None:
        """Return what one party may be told: its own part; `None` where it is told nothing."""
        view = self._made.view_for(party)
        return None if view is None else json.loads(view)


class Resilience(_Report):
    """Who is lost when something fails.

    The columns of `rows`, the single failures that change something: `failure`, `single_point` (somebody else is lost who
    must be told), `lost_must`, `lost_may`, `units_must`, `units_may`, `units_unknown` (organisations), `changed` (told another
    way).
    """

    __slots__ = ()

    @property
    def single_points(self) -> tuple[str, ...]:
        """The failures that lose somebody else who must be told, as `link mhlw>water`."""
        return tuple(f"{kind} {id}" for one in self.to_dict()["single_points"] for kind, id in one.items())

    @property
    def pairs(self) -> Table:
        """Every two failures that lose somebody whom neither loses alone; none unless they were asked for."""
        return Table(self._held.table("pairs"))


class Drill(_Report):
    """What chance leaves of a plan: a row for each stage. Shares are of parties, from 0 to 1; a class counts as one.

    The columns of `rows`: `stage`, `expected` (who must be told, and is while nothing fails), `units` and `units_unknown` (for
    how many organisations they stand), `unmet` (not told even then), and of those `reached` and those who have `confirmed` the
    mean and the percentiles (`reached_mean`, `reached_p5`, `reached_p50`, `reached_p95`; `confirmed_mean` and so on, null where
    the scenario does not say who confirms). `to_dict` has the times.
    """

    __slots__ = ()

    @property
    def causes(self) -> Table:
        """What each failure costs: in how many runs it fails (`runs_failed`), and loses somebody (`runs_lost`)."""
        return Table(self._held.table("causes"))


class Remedies(_Report):
    """What it would take that a party is told: a row for each set of at most three decisions, each enough, no part of it is.

    The columns of `rows`: `changes` (`address`, `consent`, `label`, `wait`, `restore`, `permission`), `parties` (whom they
    name), `label`, `until`, `restored`, `path`, `also` (who else would be told), `lost`, `widens`, `changes_scheme`. `to_dict`
    says who decides each.
    """

    __slots__ = ()


class AuditOptions(TypedDict, total=False):
    """How strict an audit is, and what was out: the further arguments of `Router.audit` and `Router.actions`."""

    promptly: timedelta | str | None
    confirm_within: timedelta | str | None
    logs_of: Iterable[str] | None
    tolerance: timedelta | str | None
    since: datetime | str | None
    situations: Iterable[Mapping[str, Any]]
    columns: Mapping[str, str] | None


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


class _Asked(NamedTuple):
    """What is asked of a log, as the native module reads it."""

    log: _native.Log
    situations: bytes | None
    strict: _Strict


def read_log(
    router: _native.Router,
    log: Log,
    columns: Mapping[str, str] | None,
    tolerance: str | None = None,
    keep_bad_rows: bool = False,
) -> _native.Log:
    """Read a log: a document, its rows, or a frame."""
    if isinstance(log, ArrowStream | ArrowArray):
        return _native.log_of_frame(router, log, list((columns or {}).items()), tolerance, keep_bad_rows)
    if columns:
        raise TypeError("`columns` names columns of a frame")
    is_document = isinstance(log, Mapping | str | bytes | bytearray | memoryview)
    _, document = read(bytes, log if is_document else {"entries": list(log)})
    return _native.log_of_json(router, document, keep_bad_rows)


def asked(
    router: _native.Router, log: Log, as_of: datetime | str, how: AuditOptions, keep_bad_rows: bool = False
) -> _Asked:
    """Read what is asked."""
    unknown = sorted(set(how) - set(AuditOptions.__annotations__))
    if unknown:
        raise TypeError(f"unexpected keyword argument: {', '.join(unknown)}")
    tolerance = _span(how.get("tolerance"))
    entries = read_log(router, log, how.get("columns"), tolerance, keep_bad_rows)
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
        tolerance,
        None if since is None else _instant(since),
    )
    return _Asked(entries, situations, strict)
