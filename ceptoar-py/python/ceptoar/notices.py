"""What is asked about: the notice's envelope, and the situation in which it is routed."""

from __future__ import annotations

from ceptoar import _native
from ceptoar._later import Module, later
from ceptoar._options import shown
from ceptoar._values import problem, read
from ceptoar.errors import DocumentRefusal

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    import datetime as dt
    import json
    from collections import abc
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from typing import Any, Self, Unpack

    from ceptoar import enums
    from ceptoar._arguments import NoticeFields
    from ceptoar._held import Document
    from ceptoar.enums import Direction, Message, Mode, Status
    from ceptoar.problems import Problem
    from ceptoar.records import NamedPerson, Outage
else:
    abc, dt, json = Module("collections.abc"), Module("datetime"), Module("json")
    enums = Module("ceptoar.enums")

__all__ = ["Notice", "NoticeFields", "Situation"]

__getattr__: Callable[[str], object] = later(__name__, NoticeFields="_arguments")


def _list(items: Any, pointer: str, told: list[Problem]) -> Any:
    """Return what was given for a list; one text is none."""
    if items is None or isinstance(items, list | tuple | set | frozenset):
        return items
    if isinstance(items, str | bytes | bytearray | abc.Mapping):
        name = type(items).__name__
        told.append(problem("wrong-type", pointer, f"{name}, not a list", f"リストではなく {name} である"))
        return []
    if isinstance(items, abc.Iterable):
        try:
            return list(items)
        except TypeError:  # an array of NumPy without a dimension
            return items
    return items


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
        mode: Mode | str = "normal",
        status: Status | str = "actual",
        no_attribution: bool = False,
        embargo_until: datetime | str | None = None,
        consents: Iterable[str] = (),
        only: Iterable[str] | None = None,
        message: Message | str = "original",
        replaces: str | None = None,
    ) -> Self:
        """Make a notice; its form is checked, its ids when it is asked about."""
        told: list[Problem] = []
        document = {
            "id": id,
            "direction": direction,
            "origin": origin,
            "level": level,
            "kind": kind,
            "issued_at": issued_at,
            "purposes": _list(purposes, "/purposes", told),
            "cause": cause,
            "affected_sectors": _list(affected_sectors, "/affected_sectors", told),
            "affected_ceptoars": _list(affected_ceptoars, "/affected_ceptoars", told),
            "addressees": _list(addressees, "/addressees", told),
            "named_persons": _list(named_persons, "/named_persons", told),
            "mode": mode,
            "status": status,
            "no_attribution": no_attribution,
            "embargo_until": embargo_until,
            "consents": _list(consents, "/consents", told),
            "only": _list(only, "/only", told),
            "message": message,
            "replaces": replaces,
        }
        given = {key: value for key, value in document.items() if value is not None}
        return cls._read(given, told=told)

    @classmethod
    def _read(cls, document: object, reader: _native.Reader | None = None, told: Iterable[Problem] = ()) -> Self:
        return read(lambda data: _native.Notice.__new__(cls, data, reader), document, sets=True, told=told)[0]

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a notice. Whether its ids exist is checked by `Router.notice`, and again by each question."""
        return cls._read(document)

    def replace(self, **changes: Unpack[NoticeFields]) -> Self:
        """Return another notice: this one with other fields. It is checked as a new one is.

        It is for whoever writes notices. Who holds a notice and puts it under another label asks `Router.relabel`, which
        knows who may.

        >>> notice = Notice(id="n-1", direction="provision", origin="nisc", level="TLP:AMBER", kind="vulnerability",
        ...     issued_at="2009-05-08T01:00:00Z", affected_sectors=["gas"])
        >>> notice.replace(id="n-2", affected_sectors=["gas", "water"]).affected_sectors
        ('gas', 'water')
        """
        held = self.to_dict()
        held.pop("format", None)  # it says what the document is, and is no field of the notice
        return type(self)(**{**held, **changes})

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
        return enums.Direction(self._get("direction"))

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
        return dt.datetime.fromisoformat(self._get("issued_at"))

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
        from ceptoar.records import NamedPerson

        return tuple(map(NamedPerson.from_dict, self._get("named_persons") or ()))

    @property
    def mode(self) -> Mode:
        """The mode of the scheme."""
        return enums.Mode(self._get("mode") or enums.Mode.NORMAL)

    @property
    def status(self) -> Status:
        """Whether it is an exercise."""
        return enums.Status(self._get("status") or enums.Status.ACTUAL)

    @property
    def no_attribution(self) -> bool:
        """Whether recipients must not be told the origin."""
        return bool(self._get("no_attribution"))

    @property
    def embargo_until(self) -> datetime | None:
        """Nobody gets it before this instant (UTC)."""
        until = self._get("embargo_until")
        return None if until is None else dt.datetime.fromisoformat(until)

    @property
    def consents(self) -> tuple[str, ...]:
        """The parties to whom the source agreed beyond the level, sorted."""
        return self._ids("consents")

    @property
    def only(self) -> tuple[str, ...] | None:
        """The parties beyond whom the source lets nobody see it, sorted; `None`: no limit; `()`: nobody."""
        only = self._get("only")
        return None if only is None else tuple(only)

    @property
    def message(self) -> Message:
        """What it is in its thread."""
        return enums.Message(self._get("message") or enums.Message.ORIGINAL)

    @property
    def replaces(self) -> str | None:
        """The notice before it in the thread, of an update or a withdrawal."""
        replaces: str | None = self._get("replaces")
        return replaces

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same envelope."""
        return isinstance(other, Notice) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        """Hash by the whole envelope."""
        return hash(self.to_json())

    def __repr__(self) -> str:
        """Return the notice as its document."""
        return f"<Notice {shown(self.to_json())}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).from_json, (self.to_json(),))


class Situation(_native.Situation):
    """In what situation a notice is routed: the instant (else when it was issued), outages, failed sectors.

    An outage is a channel (`email`), a link (`mic>telecom`), a channel of a link (`mic>telecom:email`), or a
    party (`party:mhlw`), which neither receives nor hands on.

    >>> Situation(outages=["email", "mic>telecom:fax"], failed_sectors=["gas"]).outages
    (Outage(channel='email', link=None, party=None), Outage(channel='fax', link='mic>telecom', party=None))
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
        told: list[Problem] = []
        down = _list(outages, "/outages", told)
        if isinstance(down, list | tuple | set | frozenset):
            down = [_outage(outage, f"/outages/{place}", told) for place, outage in enumerate(down)]
        document = {"at": at, "outages": down, "failed_sectors": _list(failed_sectors, "/failed_sectors", told)}
        return cls._read({key: value for key, value in document.items() if value is not None}, told)

    @classmethod
    def _read(cls, document: object, told: Iterable[Problem] = ()) -> Self:
        return read(lambda data: _native.Situation.__new__(cls, data), document, sets=True, told=told)[0]

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a situation."""
        return cls._read(document)

    def to_dict(self) -> dict[str, Any]:
        """Return the situation as its document."""
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    @property
    def at(self) -> datetime | None:
        """The instant for which is decided; `None`: when the notice was issued."""
        at = self.to_dict().get("at")
        return None if at is None else dt.datetime.fromisoformat(at)

    @property
    def outages(self) -> tuple[Outage, ...]:
        """What is down."""
        from ceptoar.records import Outage

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
        return f"<Situation {shown(self.to_json())}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).from_json, (self.to_json(),))


def _outage(outage: object, pointer: str, told: list[Problem]) -> Any:
    """Return an outage as its document; text is read by the core, as on the command line."""
    if not isinstance(outage, str):
        return outage
    try:
        return json.loads(_native.outage(outage))
    except UnicodeEncodeError:
        return outage  # refused, as every text that is none
    except DocumentRefusal as refusal:
        from ceptoar.problems import Problem

        told += [
            Problem(found.code, pointer + found.pointer, found.message_en, found.message_ja)
            for found in refusal.problems
        ]
        return {"channel": "refused"}  # stands in for it while the rest is looked at
