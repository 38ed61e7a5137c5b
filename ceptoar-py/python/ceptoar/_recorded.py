"""What an edition holds, as records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ceptoar._held import Held, records

if TYPE_CHECKING:
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

__all__ = ["Recorded"]

# By part of a registry: the class of its record, or of each of its records.
_ONE = {"title": "Text", "covers": "Period", "vocabulary": "Vocabularies"}
_MANY = {
    "sectors": "Term",
    "parties": "Party",
    "ceptoars": "CeptoarRecord",
    "councils": "Council",
    "memberships": "Membership",
    "links": "Link",
    "instruments": "Instrument",
    "bodies": "Body",
    "statements": "Statement",
    "errata": "Erratum",
    "documents": "CitedDocument",
    "lints": "Lint",
}


class Recorded(Held):
    """What a registry holds as records: read once, each when it is first asked for."""

    __slots__ = ()

    def _part(self, name: str) -> Any:
        if name not in self._cache:
            # The classes of the records take longer to make than a router: they are made when somebody reads one.
            from ceptoar import facts

            text = self._native.section(name)
            if name in _ONE:
                self._cache[name] = getattr(facts, _ONE[name]).from_dict(json.loads(text))
            elif name in _MANY:
                self._cache[name] = records(getattr(facts, _MANY[name]), text)
            else:
                self._cache[name] = json.loads(text)
        return self._cache[name]

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

        >>> import ceptoar
        >>> [party.id for party in ceptoar.Registry.builtin().find("ｎｉｓｃ")]
        ['nisc']
        """
        from ceptoar.facts import Party

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
        from ceptoar.facts import Instrument

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
        from ceptoar.facts import SourceIndex

        part = self._part("source_index")
        return None if part is None else SourceIndex.from_dict(part)

    @property
    def excused(self) -> tuple[tuple[str, Text], ...]:
        """Statements that no datum needs to cite, each with the reason."""
        from ceptoar.facts import Text

        return tuple((excused["id"], Text.from_dict(excused["reason"])) for excused in self._part("excused"))

    @property
    def lints(self) -> tuple[Lint, ...]:
        """What a careful reader of the edition should look at."""
        part: tuple[Lint, ...] = self._part("lints")
        return part
