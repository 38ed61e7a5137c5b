"""The registry as a graph of networkx."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from ceptoar._options import lang
from ceptoar.enums import Direction
from ceptoar.facts import CeptoarRecord, Link, Party, Period, Text

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["graph"]

# Civil days are those of Japan, which has had no summer time since 1951.
_JAPAN = timezone(timedelta(hours=9))


def _day(at: date | datetime | None) -> date | None:
    if at is not None and not isinstance(at, date):
        raise TypeError(f"`at` is a day in Japan, such as date(2024, 4, 1), or an aware datetime, not {at!r}")
    if not isinstance(at, datetime):
        return at
    if at.utcoffset() is None:
        raise ValueError("`at` is a day in Japan, or an instant with a zone: this one has none")
    return at.astimezone(_JAPAN).date()


def _holds(periods: tuple[Period, ...], day: date | None) -> bool:
    return day is None or not periods or any(period.covers(day) for period in periods)


def _networkx() -> Any:
    """Return networkx, or say what is missing."""
    try:
        import networkx
    except ImportError as error:
        en = "to_networkx needs networkx, which is not installed: pip install networkx"
        ja = "to_networkx には networkx が要るが、入っていない: pip install networkx"
        raise ImportError(ja if lang() == "ja" else en, name="networkx") from error
    return networkx


def _name(party: Party, day: date | None) -> Text:
    """Return the name of a day, or the newest."""
    if day is not None:
        return party.name_on(day)
    return party.names[-1].name if party.names else party.name


def graph(
    held: tuple[tuple[Party, ...], tuple[CeptoarRecord, ...], tuple[Link, ...]],
    direction: Direction | str | None,
    at: date | datetime | None,
    shown: str,
    **about: Any,
) -> nx.MultiDiGraph[str]:
    """Return the graph of what holds on a day, in one direction or all; `about` is what the graph itself says."""
    wanted = None if direction is None else Direction(direction)
    day = _day(at)
    made = _networkx().MultiDiGraph(**about)
    parties, ceptoars, links = held
    sectors = {record.party: record.sector for record in ceptoars}
    for party in parties:
        if _holds(party.periods, day):
            name = _name(party, day)
            made.add_node(
                party.id,
                kind=party.kind.value,
                name=name.get(shown),
                name_ja=name.ja,
                name_en=name.en,
                sector=sectors.get(party.id),
            )
    for link in links:
        ends = link.from_ in made and link.to in made
        if ends and wanted in (None, link.direction) and _holds((link.period,), day):
            made.add_edge(
                link.from_,
                link.to,
                direction=link.direction.value,
                channels=None if link.channels is None else [channel.id for channel in link.channels],
                internal=link.internal,
                valid_from=link.period.from_,
                valid_until=link.period.until,
                grade=None if link.grade is None else link.grade.value,
                source=list(link.source),
            )
    graph: nx.MultiDiGraph[str] = made
    return graph
