"""Parts of questions."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from dataclasses import dataclass

from ceptoar._records import Record

__all__ = [
    "NamedPerson",
    "Outage",
]


@dataclass(frozen=True, slots=True)
class Outage(Record):
    """A channel everywhere, a link whole, a channel of a link, or a party."""

    channel: str | None = None
    """The channel."""
    link: str | None = None
    """The link, as `from>to`."""
    party: str | None = None
    """The party, which neither receives nor hands on: without a channel or a link beside it."""


@dataclass(frozen=True, slots=True)
class NamedPerson(Record):
    """A person, known to the party alone."""

    party: str
    """The party whose person it is."""
    ref: str
    """An opaque reference."""
