"""The documents that decide: registry (an edition, with a roster or without), rules, level profile, notice, situation.

Each is read from a dict, JSON text or JSON bytes, checked as a whole, and frozen. A document that is refused raises
`ceptoar.DocumentRefusal` with every problem at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Self, TypeVar

from ceptoar import _native
from ceptoar._records import Record, to_bytes, to_plain
from ceptoar.enums import Direction, Mode, Status
from ceptoar.records import (
    CeptoarRecord,
    CitedDocument,
    Council,
    Erratum,
    Level,
    Link,
    Lint,
    Membership,
    NamedPerson,
    Outage,
    Party,
    Period,
    Rule,
    SourceIndex,
    Statement,
    Term,
    Text,
    Vocabularies,
)

__all__ = ["EDITION", "Document", "LevelProfile", "Notice", "Registry", "Roster", "RuleSet", "Situation"]

Document = Mapping[str, Any] | bytes | str
"""A document: a dict, JSON bytes or JSON text."""

EDITION: Final = "2009-03-31"
"""The newest built-in edition."""

_R = TypeVar("_R", bound=Record)


def _records(kind: type[_R], text: str) -> tuple[_R, ...]:
    return tuple(map(kind.from_dict, json.loads(text)))


class _Held:
    """What is held by a handle of the core, and known by how it was made: that is what is pickled."""

    __slots__ = ("_cache", "_made", "_native")
    _native: Any
    _made: tuple[str, tuple[Any, ...]]
    _cache: dict[str, Any]

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        raise TypeError(f"{cls.__name__} is made by its class methods, such as `builtin` and `from_json`")

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


class Roster(_Held):
    """The user's own organisations, their memberships and links.

    >>> roster = Roster.from_json({"id": "mine", "organizations": [{"id": "my-utility", "name": {"ja": "例示電力"}}],
    ...     "memberships": [{"party": "my-utility", "group": "electric-power", "role": "member"}]})
    >>> Registry.builtin().with_roster(roster).party("my-utility").name.ja
    '例示電力'
    """

    __slots__ = ()

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a roster. Whether it fits a registry is checked by `Registry.with_roster`."""
        data = to_bytes(document)
        return cls._hold(_native.Roster.from_json(data), "from_json", data)

    def _identity(self) -> tuple[Any, ...]:
        return self._made

    def __repr__(self) -> str:
        """Return how many bytes the document has."""
        return f"<Roster: {len(self._made[1][0])} bytes>"


class Registry(_Held):
    """A checked edition: who exists, who belongs to whom, who can hand on to whom, all dated and cited.

    >>> registry = Registry.builtin()
    >>> registry.id, len(registry.parties), len(registry.ceptoars)
    ('2009-03-31', 50, 14)
    >>> registry.party("nisc").name.ja
    '内閣官房情報セキュリティセンター'
    """

    __slots__ = ()

    @staticmethod
    def editions() -> tuple[str, ...]:
        """Return the ids of the built-in editions."""
        return tuple(_native.Registry.editions())

    @classmethod
    def builtin(cls, edition: str = EDITION) -> Self:
        """Return a built-in edition; `LookupError` if there is none of this id."""
        return cls._hold(_native.Registry.builtin(edition), "builtin", edition)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check an edition."""
        data = to_bytes(document)
        return cls._hold(_native.Registry.from_json(data), "from_json", data)

    def with_roster(self, roster: Roster | Document) -> Registry:
        """Return this registry with the organisations of a roster."""
        return self._joined(self, roster)

    @classmethod
    def _joined(cls, base: Registry, roster: Roster | Document) -> Registry:
        held = roster if isinstance(roster, Roster) else Roster.from_json(roster)
        return cls._hold(base._native.with_roster(held._native), "_joined", base, held)

    def _identity(self) -> tuple[Any, ...]:
        return (self._native.digest, self._native.roster_digest)

    def _part(self, name: str) -> Any:
        if name not in self._cache:
            text = self._native.section(name)
            one: dict[str, type[Record]] = {"title": Text, "covers": Period, "vocabulary": Vocabularies}
            many: dict[str, type[Record]] = {
                "sectors": Term,
                "parties": Party,
                "ceptoars": CeptoarRecord,
                "councils": Council,
                "memberships": Membership,
                "links": Link,
                "statements": Statement,
                "errata": Erratum,
                "documents": CitedDocument,
                "lints": Lint,
            }
            if name in one:
                self._cache[name] = one[name].from_dict(json.loads(text))
            elif name in many:
                self._cache[name] = _records(many[name], text)
            else:
                self._cache[name] = json.loads(text)
        return self._cache[name]

    @property
    def id(self) -> str:
        """The id of the edition."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the edition, in hexadecimal."""
        return str(self._native.digest)

    @property
    def roster_digest(self) -> str | None:
        """SHA-256 of the roster, where one is joined."""
        digest: str | None = self._native.roster_digest
        return digest

    @property
    def title(self) -> Text:
        """What the edition is called."""
        part: Text = self._part("title")
        return part

    @property
    def covers(self) -> Period:
        """The days that the edition speaks of."""
        part: Period = self._part("covers")
        return part

    @property
    def vocabulary(self) -> Vocabularies:
        """The vocabularies, each sorted by id."""
        part: Vocabularies = self._part("vocabulary")
        return part

    @property
    def sectors(self) -> tuple[Term, ...]:
        """The sectors, sorted by id."""
        part: tuple[Term, ...] = self._part("sectors")
        return part

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties, sorted by id."""
        part: tuple[Party, ...] = self._part("parties")
        return part

    def party(self, party_id: str) -> Party | None:
        """Return the party of an id."""
        if "by_id" not in self._cache:
            self._cache["by_id"] = {party.id: party for party in self.parties}
        found: Party | None = self._cache["by_id"].get(party_id)
        return found

    @property
    def ceptoars(self) -> tuple[CeptoarRecord, ...]:
        """The records of the CEPTOARs, sorted by party."""
        part: tuple[CeptoarRecord, ...] = self._part("ceptoars")
        return part

    def ceptoar(self, party_id: str) -> CeptoarRecord | None:
        """Return the record of a CEPTOAR."""
        return next((record for record in self.ceptoars if record.party == party_id), None)

    @property
    def councils(self) -> tuple[Council, ...]:
        """What is known of the councils, sorted by party."""
        part: tuple[Council, ...] = self._part("councils")
        return part

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """The memberships, sorted by party, group, role and period."""
        part: tuple[Membership, ...] = self._part("memberships")
        return part

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, sorted by both ends, direction and period."""
        part: tuple[Link, ...] = self._part("links")
        return part

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the source states and no other datum holds, sorted by id."""
        part: tuple[Statement, ...] = self._part("statements")
        return part

    @property
    def errata(self) -> tuple[Erratum, ...]:
        """Where the source contradicts itself, sorted by id."""
        part: tuple[Erratum, ...] = self._part("errata")
        return part

    @property
    def documents(self) -> tuple[CitedDocument, ...]:
        """The documents that are cited, sorted by id."""
        part: tuple[CitedDocument, ...] = self._part("documents")
        return part

    @property
    def source_index(self) -> SourceIndex | None:
        """The statements of the source with their digests."""
        part = self._part("source_index")
        return None if part is None else SourceIndex.from_dict(part)

    @property
    def excused(self) -> tuple[tuple[str, str], ...]:
        """Statements that no datum needs to cite, each with the reason."""
        return tuple((statement, reason) for statement, reason in self._part("excused"))

    @property
    def lints(self) -> tuple[Lint, ...]:
        """What a careful reader of the edition should look at."""
        part: tuple[Lint, ...] = self._part("lints")
        return part

    def __repr__(self) -> str:
        """Return id, revision and size."""
        roster = " with a roster" if self.roster_digest else ""
        return f"<Registry {self.id} revision {self.revision}{roster}: {len(self.parties)} parties>"


class RuleSet(_Held):
    """What ought to happen: rules that permit, require or forbid. No order, no priorities.

    >>> len(RuleSet.builtin().rules), len(RuleSet.standard().rules)
    (18, 7)
    """

    __slots__ = ()

    @classmethod
    def standard(cls) -> Self:
        """Return the rules that name no id of an edition: they work with any registry."""
        return cls.builtin("standard")

    @classmethod
    def builtin(cls, name: str = EDITION) -> Self:
        """Return the rules of a built-in edition, the standard ones among them; or `standard`."""
        return cls._hold(_native.RuleSet.builtin(name), "builtin", name)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check a rule set; `"extends": ["standard"]` takes in the standard rules."""
        data = to_bytes(document)
        return cls._hold(_native.RuleSet.from_json(data), "from_json", data)

    @property
    def id(self) -> str:
        """The id of the set."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the set, what it extends included, in hexadecimal."""
        return str(self._native.digest)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, sorted by id."""
        if "rules" not in self._cache:
            self._cache["rules"] = _records(Rule, self._native.rules())
        rules: tuple[Rule, ...] = self._cache["rules"]
        return rules

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of an id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def __repr__(self) -> str:
        """Return id, revision and size."""
        return f"<RuleSet {self.id} revision {self.revision}: {len(self.rules)} rules>"


class LevelProfile(_Held):
    """Sharing levels: labels, the strictest first, each with reach, persons and channels.

    >>> [level.label for level in LevelProfile.builtin().levels]
    ['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR']
    >>> LevelProfile.builtin().is_stricter("TLP:RED", "TLP:GREEN")
    True
    """

    __slots__ = ()

    @classmethod
    def builtin(cls, name: str = "tlp-2.0") -> Self:
        """Return a built-in profile: `tlp-2.0`, `tlp-1.0` or `pfc`."""
        return cls._hold(_native.LevelProfile.builtin(name), "builtin", name)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check a profile."""
        data = to_bytes(document)
        return cls._hold(_native.LevelProfile.from_json(data), "from_json", data)

    @property
    def id(self) -> str:
        """The id of the profile."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the profile, in hexadecimal."""
        return str(self._native.digest)

    @property
    def name(self) -> Text:
        """What the profile is called."""
        return Text.from_dict(json.loads(self._native.name()))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, the strictest first."""
        if "levels" not in self._cache:
            self._cache["levels"] = _records(Level, self._native.levels())
        levels: tuple[Level, ...] = self._cache["levels"]
        return levels

    def level(self, label: str) -> Level | None:
        """Return the level of a label."""
        return next((level for level in self.levels if level.label == label), None)

    def is_stricter(self, label: str, other: str) -> bool | None:
        """Whether a label is stricter than another; `None` where one is foreign to the profile."""
        stricter: bool | None = self._native.is_stricter(label, other)
        return stricter

    def __repr__(self) -> str:
        """Return id and labels."""
        return f"<LevelProfile {self.id}: {' '.join(level.label for level in self.levels)}>"


def _list(items: Iterable[Any]) -> list[Any] | None:
    if isinstance(items, str):
        raise TypeError(f"a list is needed, not the text {items!r}")
    return [to_plain(item) for item in items] or None


class Notice(_native.Notice):
    """The envelope of a piece of security information, never its content.

    Instants are aware `datetime`s; a naive one is refused. There is no default level.

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
