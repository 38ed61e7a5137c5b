"""What is asked about: the notice's envelope, and the situation in which it is routed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from ceptoar import _native
from ceptoar._records import to_bytes, to_plain
from ceptoar.documents import Document
from ceptoar.enums import Direction, Mode, Status
from ceptoar.records import NamedPerson, Outage

__all__ = ["Notice", "Situation"]


def _list(items: Iterable[Any]) -> list[Any] | None:
    if isinstance(items, str):
        raise TypeError(f"a list is needed, not the text {items!r}")
    return [to_plain(item) for item in items] or None


class Notice(_native.Notice):
    """The envelope of a piece of security information, never its content.

    Instants are aware `datetime`s; a naive one is refused. There is no default level. `only` names those beyond whom the
    source lets nobody see it (a sharing group): `None` is no limit, `()` is nobody.

    >>> from datetime import UTC, datetime
    >>> notice = Notice(id="n-1", direction="provision", origin="nisc", level="TLP:AMBER", kind="vulnerability",
    ...     issued_at=datetime(2009, 5, 8, 1, tzinfo=UTC), affected_sectors=["electric-power"])
    >>> notice.origin, notice.affected_sectors
    ('nisc', ('electric-power',))
    >>> Notice.from_json(notice.to_json()) == notice
    True
    """

    __slots__ = ("_parsed",)
    _parsed: dict[str, Any]

    def __new__(
        cls,
        *,
        id: str,
        direction: Direction | str,
        origin: str,
        level: str,
        kind: str,
        issued_at: datetime | str,
        purposes: Iterable[str] = (),
        cause: str | None = None,
        affected_sectors: Iterable[str] = (),
        affected_ceptoars: Iterable[str] = (),
        addressees: Iterable[str] = (),
        named_persons: Iterable[NamedPerson | Mapping[str, str]] = (),
        mode: Mode | str = Mode.NORMAL,
        status: Status | str = Status.ACTUAL,
        no_attribution: bool = False,
        embargo_until: datetime | str | None = None,
        consents: Iterable[str] = (),
        only: Iterable[str] | None = None,
    ) -> Self:
        """Make a notice; its form is checked, its ids when it is asked about."""
        document = {
            "id": id,
            "direction": direction,
            "origin": origin,
            "level": level,
            "kind": kind,
            "issued_at": issued_at,
            "purposes": _list(purposes),
            "cause": cause,
            "affected_sectors": _list(affected_sectors),
            "affected_ceptoars": _list(affected_ceptoars),
            "addressees": _list(addressees),
            "named_persons": _list(named_persons),
            "mode": mode,
            "status": status,
            "no_attribution": no_attribution,
            "embargo_until": embargo_until,
            "consents": _list(consents),
            "only": None if only is None else _list(only) or [],
        }
        return super().__new__(cls, to_bytes({key: value for key, value in document.items() if value is not None}))

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a notice. Whether its ids exist is checked by `Router.notice`, and again by each question."""
        return _native.Notice.__new__(cls, to_bytes(document))

    @classmethod
    def _checked(cls, document: Document, router: _native.Router) -> Self:
        return _native.Notice.__new__(cls, to_bytes(document), router)

    def to_dict(self) -> dict[str, Any]:
        """Return the notice as its document; what is empty is left out."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    def _get(self, name: str) -> Any:
        try:
            return self._parsed.get(name)
        except AttributeError:
            self._parsed = self.to_dict()
            return self._parsed.get(name)

    def _ids(self, name: str) -> tuple[str, ...]:
        return tuple(self._get(name) or ())

    @property
    def id(self) -> str:
        """The id, as its sender names it."""
        return str(self._get("id"))

    @property
    def direction(self) -> Direction:
        """Downward, upward or across."""
        return Direction(self._get("direction"))

    @property
    def origin(self) -> str:
        """The party that it comes from."""
        return str(self._get("origin"))

    @property
    def level(self) -> str:
        """The label of its sharing level."""
        return str(self._get("level"))

    @property
    def kind(self) -> str:
        """The kind of information."""
        return str(self._get("kind"))

    @property
    def issued_at(self) -> datetime:
        """When it was issued, in UTC."""
        return datetime.fromisoformat(self._get("issued_at"))

    @property
    def purposes(self) -> tuple[str, ...]:
        """What it is for, sorted."""
        return self._ids("purposes")

    @property
    def cause(self) -> str | None:
        """The cause class."""
        cause: str | None = self._get("cause")
        return cause

    @property
    def affected_sectors(self) -> tuple[str, ...]:
        """The affected sectors, sorted."""
        return self._ids("affected_sectors")

    @property
    def affected_ceptoars(self) -> tuple[str, ...]:
        """The affected CEPTOARs, sorted; they narrow sector by sector."""
        return self._ids("affected_ceptoars")

    @property
    def addressees(self) -> tuple[str, ...]:
        """The parties that its author addresses, sorted."""
        return self._ids("addressees")

    @property
    def named_persons(self) -> tuple[NamedPerson, ...]:
        """The persons who may handle it, sorted."""
        return tuple(map(NamedPerson.from_dict, self._get("named_persons") or ()))

    @property
    def mode(self) -> Mode:
        """The mode of the scheme."""
        return Mode(self._get("mode") or Mode.NORMAL)

    @property
    def status(self) -> Status:
        """Whether it is an exercise."""
        return Status(self._get("status") or Status.ACTUAL)

    @property
    def no_attribution(self) -> bool:
        """Whether recipients must not be told the origin."""
        return bool(self._get("no_attribution"))

    @property
    def embargo_until(self) -> datetime | None:
        """Nobody gets it before this instant (UTC)."""
        until = self._get("embargo_until")
        return None if until is None else datetime.fromisoformat(until)

    @property
    def consents(self) -> tuple[str, ...]:
        """The parties to whom the source agreed beyond the level, sorted."""
        return self._ids("consents")

    @property
    def only(self) -> tuple[str, ...] | None:
        """The parties beyond whom the source lets nobody see it, sorted; `None`: no limit; `()`: nobody."""
        only = self._get("only")
        return None if only is None else tuple(only)

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same envelope."""
        return isinstance(other, Notice) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        """Hash by the whole envelope."""
        return hash(self.to_json())

    def __repr__(self) -> str:
        """Return the notice as its document."""
        return f"<Notice {self.to_json()}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).from_json, (self.to_json(),))


class Situation(_native.Situation):
    """In what situation a notice is routed: the instant (else when it was issued), outages, failed sectors.

    An outage is a channel (`email`), a link (`mic>telecom`), or a channel of a link (`mic>telecom:email`).

    >>> Situation(outages=["email", "mic>telecom:fax"], failed_sectors=["gas"]).outages
    (Outage(channel='email', link=None), Outage(channel='fax', link='mic>telecom'))
    """

    __slots__ = ()

    def __new__(
        cls,
        at: datetime | str | None = None,
        *,
        outages: Iterable[Outage | str | Mapping[str, str]] = (),
        failed_sectors: Iterable[str] = (),
    ) -> Self:
        """Make a situation; its ids are checked when it is asked about."""
        if isinstance(outages, str) or isinstance(failed_sectors, str):
            raise TypeError("outages and failed sectors are lists")
        document = {"outages": [_outage(outage) for outage in outages], "failed_sectors": list(failed_sectors)}
        return super().__new__(cls, to_bytes(document if at is None else {"at": at, **document}))

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a situation."""
        return _native.Situation.__new__(cls, to_bytes(document))

    def to_dict(self) -> dict[str, Any]:
        """Return the situation as its document."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    @property
    def at(self) -> datetime | None:
        """The instant for which is decided; `None`: when the notice was issued."""
        at = self.to_dict().get("at")
        return None if at is None else datetime.fromisoformat(at)

    @property
    def outages(self) -> tuple[Outage, ...]:
        """What is down."""
        return tuple(map(Outage.from_dict, self.to_dict()["outages"]))

    @property
    def failed_sectors(self) -> tuple[str, ...]:
        """The sectors that have failed, with the channels that they carry."""
        return tuple(self.to_dict()["failed_sectors"])

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same situation."""
        return isinstance(other, Situation) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        """Hash by the whole situation."""
        return hash(self.to_json())

    def __repr__(self) -> str:
        """Return the situation as its document."""
        return f"<Situation {self.to_json()}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).from_json, (self.to_json(),))


def _outage(outage: Outage | str | Mapping[str, str]) -> Mapping[str, Any]:
    if isinstance(outage, Outage):
        return outage.to_dict()
    if isinstance(outage, Mapping):
        return outage
    link, _, channel = outage.partition(":")
    if ">" not in link:
        return {"channel": outage}
    return {"link": link, "channel": channel} if channel else {"link": link}
