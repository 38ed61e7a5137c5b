"""The parts of questions and answers, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from ceptoar._later import later

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Callable

    from ceptoar.records.asked import NamedPerson, Outage
    from ceptoar.records.hand import Onward, Passing, View
    from ceptoar.records.plan import Delivery, Digests, Hop, OwedJudgement, Persons, Unmet
    from ceptoar.records.verdict import Change, ReachBasis, Reason, Verdict

__all__ = [
    "Change",
    "Delivery",
    "Digests",
    "Hop",
    "NamedPerson",
    "Onward",
    "Outage",
    "OwedJudgement",
    "Passing",
    "Persons",
    "ReachBasis",
    "Reason",
    "Unmet",
    "Verdict",
    "View",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    Change="records.verdict",
    Delivery="records.plan",
    Digests="records.plan",
    Hop="records.plan",
    NamedPerson="records.asked",
    Onward="records.hand",
    Outage="records.asked",
    OwedJudgement="records.plan",
    Passing="records.hand",
    Persons="records.plan",
    ReachBasis="records.verdict",
    Reason="records.verdict",
    Unmet="records.plan",
    Verdict="records.verdict",
    View="records.hand",
)
