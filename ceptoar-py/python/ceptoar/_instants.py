"""Instants as documents write them."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["instant_text"]


def instant_text(at: datetime) -> str:
    """Write an instant in UTC; one without a zone stays without, so that the core refuses it."""
    if at.tzinfo is None or at.utcoffset() is None:
        return at.isoformat()
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
