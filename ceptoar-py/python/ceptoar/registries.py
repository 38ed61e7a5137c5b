"""Registries: an edition, with overlays and a roster or without, as records, tables and a graph; and outlines."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from ceptoar import _native
from ceptoar._defaults import PROFILE
from ceptoar._gaps import Gaps, Levelled, Ruled, UnknownCell, day
from ceptoar._held import Document, Held
from ceptoar._options import lang as chosen
from ceptoar._options import shown
from ceptoar._recorded import Recorded
from ceptoar._values import read
from ceptoar.enums import Direction, Lang
from ceptoar.frames import ArrowFrame, Table
from ceptoar.overlays import Overlay

if TYPE_CHECKING:
    import networkx as nx

    from ceptoar.document.edition import Edition
    from ceptoar.document.roster import Roster as RosterDocument

__all__ = ["EDITION", "Outline", "Registry", "Reverse", "Roster", "UnknownCell", "Unsaid"]

EDITION: Final[str] = _native.EDITION
"""The built-in edition of the latest day."""


class Unsaid(NamedTuple):
    """A datum of an edition that no table of an outline can say, and why."""

    pointer: str
    """Where it stands in the edition, as a JSON Pointer."""
    code: str
    """Why: a code that stays the same."""
    message_en: str
    """Why, in English."""
    message_ja: str
    """Why, in Japanese."""


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

    @classmethod
    def from_frame(cls, frame: ArrowFrame, id: str) -> Self:
        """Read a frame with a row for each organisation in a CEPTOAR; `id` is that of the roster.

        Its columns are those of the table `members` of an outline, with English or Japanese headers: `party` and `ceptoar` are
        required, the role is `member` unless given, and the name in one row of an organisation suffices. Cells are read
        as those of `Outline.from_frames`; every fault is told with its cell.

        >>> import polars as pl
        >>> companies = pl.DataFrame({"組織": ["1234567890123"], "名称": ["北ガス"], "セプター": [["gas", "electric-power"]]})
        >>> roster = Roster.from_frame(companies, "own")
        >>> [membership.group for membership in roster.document().memberships]
        ['electric-power', 'gas']
        """
        native = _native.roster_of_frame(frame, id)
        return cls._hold(native, "from_json", native.to_json().encode())

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


class Registry(Recorded):
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

    def with_overlay(self, overlay: Overlay | Document) -> Registry:
        """Return this registry, changed by an overlay; a roster comes last.

        What comes out is named `<edition>+<overlay>`, keeps the rules of the edition at its bottom, and answers name the
        digests of both. Every entry that does not fit is told at once.

        >>> changed = Registry.builtin().with_overlay(Overlay.builtin("since-2009"))
        >>> changed.id, changed.party("nisc").names[-1].name.ja
        ('2009-03-31+since-2009', '国家サイバー統括室')
        """
        return self._overlaid(self, overlay)

    def with_overlays(self, overlays: Iterable[Overlay | Document]) -> Registry:
        """Return this registry, changed by overlays in their order, each laid over what the former left.

        Where one is refused, its place stands before the pointer: `/1/set/0`.
        """
        held = tuple(overlay if isinstance(overlay, Overlay) else Overlay.from_json(overlay) for overlay in overlays)
        return self._all_overlaid(self, held)

    @classmethod
    def _overlaid(cls, base: Registry, overlay: Overlay | Document) -> Registry:
        held = overlay if isinstance(overlay, Overlay) else Overlay.from_json(overlay)
        return cls._hold(base._native.with_overlay(held._native), "_overlaid", base, held)

    @classmethod
    def _all_overlaid(cls, base: Registry, overlays: tuple[Overlay, ...]) -> Registry:
        native = base._native.with_overlays([overlay._native for overlay in overlays])
        return cls._hold(native, "_all_overlaid", base, overlays)

    @classmethod
    def from_outline(cls, outline: Outline | Document | Mapping[str, ArrowFrame]) -> Self:
        """Return the registry of an outline: an `Outline`, its document as JSON, or frames by the names of their tables.

        >>> registry = Registry.from_outline({
        ...     "scheme": {"id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室"},
        ...     "ministries": [{"ministry": "mlit", "name_ja": "国土交通省"}],
        ...     "ceptoars": [{"ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾",
        ...                   "ministry": ["mlit"], "means": ["email", "phone"], "members": 12}]})
        >>> registry.id, [party.id for party in registry.parties]
        ('mine', ['mlit', 'nco', 'port', 'port-members'])
        """
        held = outline if isinstance(outline, Outline) else Outline._of(outline)
        return cls._hold(held._native.build(), "from_outline", held)

    def outline(self, id: str = "my-scheme") -> Reverse:
        """Return the outline that builds this edition under an id of its own, and what no table of it can say.

        >>> reverse = Registry.builtin().outline()
        >>> sorted(reverse.outline.frames())
        ['cells', 'ceptoars', 'documents', 'groups', 'links', 'members', 'ministries', 'scheme']
        >>> [unsaid.code for unsaid in reverse.unsaid if unsaid.pointer == "/bodies"]
        ['no-table']
        """
        native, unsaid = _native.Outline.from_registry(self._native, id)
        made = Outline._hold(native, "from_json", native.to_json())
        return Reverse(made, tuple(Unsaid(*each) for each in unsaid))

    def _identity(self) -> tuple[Any, ...]:
        return (self._native.digest, self.overlay_digests, self._native.roster_digest)

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
    def overlay_digests(self) -> tuple[str, ...]:
        """SHA-256 of each overlay that was applied, in their order; an edition that is read again has none."""
        return tuple(self._native.overlay_digests)

    @property
    def roster_digest(self) -> str | None:
        """SHA-256 of the roster, where one is joined."""
        digest: str | None = self._native.roster_digest
        return digest

    @property
    def edition(self) -> str | None:
        """The built-in edition that it was made from, with overlays and a roster or without, or that it read; or `None`.

        Its rules are what a router uses unless others are given; where there is none, the rules `standard`.
        """
        edition: str | None = self._native.edition
        return edition

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

        A node is a party's id with `kind`, `name`, `name_ja`, `name_en` and `sector` (that of a CEPTOAR; `None` for other
        parties); an edge has `direction`, `channels` (`None`: not known), `internal`, `valid_from`, `valid_until`, `grade` and
        `source`. `direction` keeps the links of one direction, `at` what holds on a civil day in Japan, or on that of an aware
        instant: names are then those of the day, else the newest. That a link is there says that its end can be reached, not
        that it may be told: whether it may is for a router to say.
        """
        from ceptoar._graph import graph

        about = {"edition": self.id, "revision": self.revision}
        return graph((self.parties, self.ceptoars, self.links), direction, at, chosen(lang, "ja"), **about)

    def __repr__(self) -> str:
        """Return id, revision and size."""
        parties = len(self.parties)
        if chosen() == "ja":
            roster = "、名簿つき" if self.roster_digest else ""
            return shown(f"<Registry {self.id} 改訂 {self.revision}{roster}: 関係主体 {parties}>")
        roster = " with a roster" if self.roster_digest else ""
        return shown(f"<Registry {self.id} revision {self.revision}{roster}: {parties} parties>")


class Outline(Held):
    """The least that a person knows of a scheme, in tables, of which an edition is derived: checked, so that it can be built.

    `Outline.from_frames` reads a frame for each table, `from_folder` CSV, `from_workbook` a workbook, `from_json` its document;
    `builtin` gives what public texts support, `Registry.outline` makes one of an edition. Empty is unknown, `-` is none.

    >>> Outline.outlines()
    ('2024-03-31',)
    >>> known = Outline.builtin("2024-03-31")
    >>> len(known.build().ceptoars), ("ceptoars", "port", "means") in known.unknown()
    (20, True)
    """

    __slots__ = ()

    def __new__(cls, *_: Any, **__: Any) -> Self:
        """Refuse: an outline is read, or built in."""
        raise TypeError(
            "`Outline.from_frames` reads frames, `Outline.from_json` a dict or JSON, `Outline.builtin` gives one"
        )

    @staticmethod
    def outlines() -> tuple[str, ...]:
        """Return the ids of the built-in outlines: no editions, since most of their cells are unknown."""
        return tuple(_native.Outline.outlines())

    @classmethod
    def builtin(cls, outline: str = "2024-03-31") -> Self:
        """Return a built-in outline, for a person to complete; `UnknownId` (a `LookupError`) lists what there is."""
        return cls._hold(_native.Outline.builtin(outline), "builtin", outline)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read an outline (`ceptoar/outline/1`); every fault is told at once, each with its JSON Pointer."""
        native, data = read(_native.Outline.from_json, document)
        return cls._hold(native, "from_json", data)

    @classmethod
    def from_frames(cls, frames: Mapping[str, ArrowFrame]) -> Self:
        """Read frames by the names of their tables, with English or Japanese headers; every fault is told with its cell.

        A frame is anything with `__arrow_c_stream__` or `__arrow_c_array__`. Its cells are those of a spreadsheet: null is
        empty, a list is written with `;`, an empty one as `-`, a day, a number and a flag as text. A fault has its cell
        (`problem.cell`), whose row counts from 0.

        >>> import polars as pl
        >>> outline = Outline.from_frames({
        ...     "scheme": pl.DataFrame({"id": ["mine"], "title_ja": ["例"], "cabinet": ["nco"], "cabinet_ja": ["統括室"]}),
        ...     "ministries": pl.DataFrame({"省庁": ["mlit"], "名称": ["国土交通省"]}),
        ...     "ceptoars": pl.DataFrame({"ceptoar": ["port"], "scope_ja": ["港湾"], "sector": ["port"], "sector_ja": ["港湾"],
        ...                               "ministry": [["mlit"]], "members": [12]})})
        >>> outline.build().party("port-members").counts[0].value
        12
        """
        native = _native.Outline.from_frames(dict(frames))
        return cls._hold(native, "from_json", native.to_json())

    @classmethod
    def from_folder(cls, folder: str | PathLike[str]) -> Self:
        """Read a folder of CSV, a file for each table, as `ceptoar registry new` makes it.

        UTF-8 is read, and CP932 as Excel in Japan writes it, with a `UserWarning` that says so. Every fault is told with its
        cell, whose row is that which a spreadsheet shows.

        >>> import pathlib, tempfile
        >>> folder, known = pathlib.Path(tempfile.mkdtemp()), Outline.builtin("2024-03-31")
        >>> for name, table in known.frames("ja").items():
        ...     table.to_polars().write_csv(folder / f"{name}.csv")
        >>> Outline.from_folder(folder) == known
        True
        """
        return cls._of_path(folder)

    @classmethod
    def from_workbook(cls, workbook: str | PathLike[str]) -> Self:
        """Read a workbook (`.xlsx`) with a sheet for each table, else as `from_folder`."""
        return cls._of_path(workbook)

    @classmethod
    def _of_path(cls, path: str | PathLike[str]) -> Self:
        native, notes = _native.Outline.from_path(path, chosen())
        for note in notes:
            warnings.warn(note, stacklevel=3)
        return cls._hold(native, "from_json", native.to_json())

    @classmethod
    def _of(cls, outline: Document | Mapping[str, ArrowFrame]) -> Self:
        """Read frames, or a document."""
        if isinstance(outline, Mapping) and any(isinstance(value, ArrowFrame) for value in outline.values()):
            return cls.from_frames(outline)
        return cls.from_json(outline)

    def build(self) -> Registry:
        """Return the registry of the edition that is derived: the same whatever the order of rows and columns."""
        return Registry.from_outline(self)

    def gaps(
        self,
        *,
        on: date | None = None,
        rules: Ruled | None = None,
        profile: Levelled | None = None,
        most: int = 5_000_000,
    ) -> Gaps:
        """Say what is unknown, or cannot work in the edition that it leads to; the arguments are those of `ceptoar.gaps`."""
        held = None if rules is None else rules._native
        levels = _native.LevelProfile.builtin(PROFILE) if profile is None else profile._native
        return Gaps(_native.gaps_of_outline(self._native, day("on", on), held, levels, most))

    def frames(self, lang: Lang | str | None = None) -> dict[str, Table]:
        """Return the tables by their names, each cell as text: what they say is read back by `from_frames`.

        `lang` is the language of the headers (`ja`, `en`; else that of `ceptoar.options`, or English).
        """
        return {name: Table(table) for name, table in self._native.frames(chosen(lang))}

    def unknown(self) -> tuple[UnknownCell, ...]:
        """Return the cells that are empty though something could stand there, in the order of tables and keys."""
        return tuple(UnknownCell(*cell) for cell in self._native.unknown())

    def to_json(self) -> str:
        """Return the document as JSON, each cell in one form."""
        return str(self._native.to_json())

    @property
    def id(self) -> str:
        """The id of the edition to be."""
        return str(self._native.id)

    @property
    def digest(self) -> str:
        """SHA-256 of what the outline says: the same for frames and JSON that say the same."""
        return str(self._native.digest)

    def __repr__(self) -> str:
        """Return the id, and how many cells are unknown."""
        unknown = len(self.unknown())
        said = f"不明なセル {unknown}" if chosen() == "ja" else f"{unknown} cells unknown"
        return shown(f"<Outline {self.id}: {said}>")


class Reverse(NamedTuple):
    """An outline that was made of an edition."""

    outline: Outline
    """The outline."""
    unsaid: tuple[Unsaid, ...]
    """What it cannot say, by place."""
