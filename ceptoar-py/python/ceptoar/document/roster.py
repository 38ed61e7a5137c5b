"""The roster: the user's own organisations."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._value import Value
from ceptoar.document.cited import Cited
from ceptoar.document.edition import Link, Membership
from ceptoar.facts.text import Period, Text

__all__ = [
    "Organization",
    "Roster",
]


@dataclass(frozen=True, slots=True)
class Roster(Value):
    """A roster."""

    id: str
    """The id of the roster."""
    _: KW_ONLY
    schema: str | None = None
    """Where the schema of this document is."""
    format: str | None = "ceptoar/roster/1"
    """`ceptoar/roster/1`."""
    organizations: Sequence[Organization] = ()
    """The organisations."""
    memberships: Sequence[Membership] | None = None
    """Their roles in the registry's groups."""
    links: Sequence[Link] | None = None
    """Links of their own; an organisation without one hangs on its CEPTOAR's links to members."""


@dataclass(frozen=True, slots=True)
class Organization(Cited):
    """One organisation."""

    id: str
    """Its id."""
    name: Text
    """Its name."""
    _: KW_ONLY
    periods: Sequence[Period] | None = None
    """When it exists; absent: always."""
