"""The parts of questions and answers, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

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
