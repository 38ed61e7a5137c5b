"""Registries: an edition, with a roster or without, and what it holds as records, tables and a graph."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from ceptoar import _native
from ceptoar._held import Document, Held, records
from ceptoar._options import lang as chosen
from ceptoar._options import shown
from ceptoar._records import Record
from ceptoar._values import read
from ceptoar.enums import Direction, Lang
from ceptoar.facts import (
    Body,
    CeptoarRecord,
    CitedDocument,
    Council,
    Erratum,
    Instrument,
    Link,
    Lint,
    Membership,
    Party,
    Period,
    SourceIndex,
    Statement,
    Term,
    Text,
    Vocabularies,
)
from ceptoar.frames import Table

if TYPE_CHECKING:
    import networkx as nx

    from ceptoar.document.edition import Edition
    from ceptoar.document.roster import Roster as RosterDocument

__all__ = ["EDITION", "Registry", "Roster"]

EDITION: Final[str] = _native.EDITION
"""The built-in edition of the latest day."""


class Roster(Held):
    """The user's own organisations, their memberships and links.

    >>> roster = Roster.from_json({"id": "mine", "organizations": [{"id": "my-utility", "name": {"ja": "例示電力"}}],
    ...     "memberships": [{"party": "my-utility", "group": "electric-power", "role": "member"}]})
    >>> Registry.builtin().with_roster(roster).party("my-utility").name.ja
    '例示電力'
    """

    __slots__ = ()

    def __new__(cls, document: RosterDocument) -> Self:
        """Check a roster that is written as values."""
        from ceptoar.document.roster import Roster as RosterDocument

        return cls.from_json(cls._values(RosterDocument, document))

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read a roster. Whether it fits a registry is checked by `Registry.with_roster`."""
        native, data = read(_native.Roster.from_json, document)
        return cls._hold(native, "from_json", data)

    def document(self) -> RosterDocument:
        """Return the document as values."""
        from ceptoar.document.roster import Roster as RosterDocument

        return RosterDocument.from_dict(json.loads(self.to_json()))

    def to_json(self) -> str:
        """Return the document as JSON."""
        return str(self._native.to_json())

    def _identity(self) -> tuple[Any, ...]:
        return self._made

    def __repr__(self) -> str:
        """Return how many bytes the document has."""
        return f"<Roster: {len(self._made[1][0])} bytes>"


class Registry(Held):
    """A checked edition: who exists, who belongs to whom, who can hand on to whom, all dated and cited.

    >>> registry = Registry.builtin()
    >>> registry.id, len(registry.sectors), len(registry.ceptoars)
    ('2009-03-31', 10, 14)
    >>> registry.party("nisc").name.ja
    '内閣官房情報セキュリティセンター'
    """

    __slots__ = ()

    def __new__(cls, document: Edition) -> Self:
        """Check an edition that is written as values."""
        from ceptoar.document.edition import Edition

        return cls.from_json(cls._values(Edition, document))

    @staticmethod
    def editions() -> tuple[str, ...]:
        """Return the ids of the built-in editions."""
        return tuple(_native.Registry.editions())

    @classmethod
    def builtin(cls, edition: str = EDITION) -> Self:
        """Return a built-in edition; `UnknownId` (a `LookupError`) lists what there is."""
        return cls._hold(_native.Registry.builtin(edition), "builtin", edition)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check an edition."""
        native, data = read(_native.Registry.from_json, document)
        return cls._hold(native, "from_json", data)

    def document(self) -> Edition:
        """Return the document as values, without the roster."""
        from ceptoar.document.edition import Edition

        return Edition.from_dict(json.loads(self.to_json()))

    def to_json(self) -> str:
        """Return the document as JSON, without the roster."""
        return str(self._native.to_json())

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
                "instruments": Instrument,
                "bodies": Body,
                "statements": Statement,
                "errata": Erratum,
                "documents": CitedDocument,
                "lints": Lint,
            }
            if name in one:
                self._cache[name] = one[name].from_dict(json.loads(text))
            elif name in many:
                self._cache[name] = records(many[name], text)
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
    def edition(self) -> str | None:
        """The built-in edition that it was made from, with a roster or without, or whose document it read; or `None`.

        Its rules are what a router uses unless others are given; where there is none, the rules `standard`.
        """
        edition: str | None = self._native.edition
        return edition

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

    def party(self, party_id: str) -> Party:
        """Return the party of an id; `UnknownId` if there is none, which names the nearest."""
        if "by_id" not in self._cache:
            self._cache["by_id"] = {party.id: party for party in self.parties}
        found: Party = self._cache["by_id"][self._native.known(party_id)]
        return found

    def find(self, text: str) -> tuple[Party, ...]:
        """Return the parties whose id or name, Japanese or English, holds the text, the best fit first.

        Width, case, spaces and the kind of kana do not matter.

        >>> [party.id for party in Registry.builtin().find("ｎｉｓｃ")]
        ['nisc']
        """
        return records(Party, self._native.find(text))

    @property
    def ceptoars(self) -> tuple[CeptoarRecord, ...]:
        """The records of the CEPTOARs, sorted by party."""
        part: tuple[CeptoarRecord, ...] = self._part("ceptoars")
        return part

    def ceptoar(self, party_id: str) -> CeptoarRecord | None:
        """Return the record of a CEPTOAR; `None` for another party, `UnknownId` if there is no such party."""
        party_id = self._native.known(party_id)
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
    def instruments(self) -> tuple[Instrument, ...]:
        """The rules, plans, guidelines, standards and exercises that the source names, sorted by id."""
        part: tuple[Instrument, ...] = self._part("instruments")
        return part

    def instruments_of(self, ceptoar: str) -> tuple[Instrument, ...]:
        """Return the instruments that bind a CEPTOAR, sorted by id; `UnknownId` if there is no such party."""
        return records(Instrument, self._native.instruments_of(ceptoar))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The committees and groups inside CEPTOARs that the source names and that are no parties, sorted by id."""
        part: tuple[Body, ...] = self._part("bodies")
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
    def excused(self) -> tuple[tuple[str, Text], ...]:
        """Statements that no datum needs to cite, each with the reason."""
        return tuple((excused["id"], Text.from_dict(excused["reason"])) for excused in self._part("excused"))

    @property
    def lints(self) -> tuple[Lint, ...]:
        """What a careful reader of the edition should look at."""
        part: tuple[Lint, ...] = self._part("lints")
        return part

    @staticmethod
    def tables() -> tuple[str, ...]:
        """Return the names of the parts that `table` gives."""
        return tuple(_native.Registry.tables())

    def table(self, part: str, lang: Lang | str | None = None) -> Table:
        """Return a part as a flat frame, which every library that speaks Arrow reads; `UnknownId` lists the parts.

        Ids, codes and names are text, lists lists of text, days dates, numbers 64-bit integers. Periods are `valid_from` and
        `valid_until` (the first day that is not in it); open is null. What is not known is null, which is another thing
        than an empty list. What is cited has `source` (a list), `grade`, `reason` and `as_of`. Names and sentences are in
        `lang` (`ja`, `en`; else that of `ceptoar.options`, or Japanese), and null where the source gives none.

        >>> Registry.builtin().table("memberships").column_names[:6]
        ['party', 'party_name', 'group', 'group_name', 'role', 'valid_from']
        """
        return Table(self._native.table(part, chosen(lang, "ja")))

    def to_networkx(
        self,
        direction: Direction | str | None = None,
        at: date | datetime | None = None,
        lang: Lang | str | None = None,
    ) -> nx.MultiDiGraph[str]:
        """Return the parties and links as a directed graph with parallel edges; needs networkx.

        A node is a party's id with `kind` and `name`; an edge has `direction`, `channels` (`None`: not known), `internal`,
        `valid_from`, `valid_until`, `grade` and `source`. `direction` keeps the links of one direction, `at` what holds on
        a civil day in Japan, or on that of an aware instant. That a link is there says that its end can be reached, not that
        it may be told: whether it may is for a router to say.
        """
        from ceptoar._graph import graph

        about = {"edition": self.id, "revision": self.revision}
        return graph(self.parties, self.links, direction, at, chosen(lang, "ja"), **about)

    def __repr__(self) -> str:
        """Return id, revision and size."""
        parties = len(self.parties)
        if chosen() == "ja":
            roster = "、名簿つき" if self.roster_digest else ""
            return shown(f"<Registry {self.id} 改訂 {self.revision}{roster}: 関係主体 {parties}>")
        roster = " with a roster" if self.roster_digest else ""
        return shown(f"<Registry {self.id} revision {self.revision}{roster}: {parties} parties>")
