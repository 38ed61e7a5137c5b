"""What facts rest on."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ceptoar._records import Record
from ceptoar.enums import Binding, Grade
from ceptoar.facts.text import Text

__all__ = [
    "Binds",
    "Citation",
    "Cited",
    "CitedDocument",
    "Erratum",
    "Excused",
    "Instrument",
    "SourceIndex",
    "Statement",
    "StatementDigest",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Record):
    """What is cited: where it comes from, and how it is known."""

    source: tuple[str, ...] = ()
    """The statements or documents cited, sorted."""
    grade: Grade | None = None
    """The grade; `None` where the author of the document gives none."""
    reason: Text | None = None
    """The reason, where the fact is deduced or a reading."""
    as_of: str | None = None
    """The day, month or year whose state the source describes, where it is another than the edition's."""


@dataclass(frozen=True, slots=True)
class Citation(Cited):
    """The citation of a fact: statement or document ids, the grade, and the reason where it is not stated."""


@dataclass(frozen=True, slots=True)
class Instrument(Cited):
    """A rule, plan, guideline, standard or exercise that the source names."""

    id: str
    """Its id."""
    title: Text
    """Its title, as the source writes it."""
    issuer: Text | None
    """The body that issued it."""
    issued: str | None
    """The day, month or year in which it was issued or held."""
    binds: tuple[Binds, ...]
    """The CEPTOARs that it binds, sorted."""
    summary: Text | None
    """A summary in our own words."""


@dataclass(frozen=True, slots=True)
class Binds(Cited):
    """A CEPTOAR that an instrument binds, and how."""

    ceptoar: str
    """The CEPTOAR."""
    how: Binding
    """The way in which it binds."""


@dataclass(frozen=True, slots=True)
class Statement(Cited):
    """A statement that is kept as it is."""

    id: str
    """Its id in the edition."""
    summary: Text
    """A summary in our own words."""
    value: int | None
    """The number that it states."""
    text: str | None
    """A term as the source writes it."""
    fiscal_year: int | None
    """The fiscal year that it speaks of, from April on."""


@dataclass(frozen=True, slots=True)
class Erratum(Cited):
    """A contradiction of the source, both readings kept."""

    id: str
    """Its id in the edition."""
    found: Text
    """The text that stands there."""
    likely: Text | None
    """The likely reading."""
    used: Text | None
    """The one of the two that the data follow."""


@dataclass(frozen=True, slots=True)
class CitedDocument(Record):
    """A document that is cited."""

    id: str
    """The id that citations use."""
    title: Text
    """Its title."""
    publisher: Text | None
    """The publisher."""
    published: dt.date | None
    """The day on which it was published."""
    as_of: dt.date | None
    """The day whose state it describes."""
    address: str | None
    """The address where it is or was."""


@dataclass(frozen=True, slots=True)
class SourceIndex(Record):
    """The statements of a source with their digests, in the order of the source."""

    document: str
    """The document that was cut."""
    statements: tuple[StatementDigest, ...]
    """Its statements."""


@dataclass(frozen=True, slots=True)
class StatementDigest(Record):
    """A statement of a source with its digest: the text itself is not kept."""

    id: str
    """The statement."""
    sha256: str
    """SHA-256 of its normalised text, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Excused(Record):
    """A statement that no datum needs to cite."""

    id: str
    """The statement."""
    reason: Text
    """Why."""
