"""The parts of a registry, of rules and of level profiles, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from ceptoar.facts.ceptoar import (
    Activity,
    ActivityCount,
    Body,
    CeptoarRecord,
    Composition,
    Council,
    LaterMeans,
    Means,
    Secretariat,
    Summary,
)
from ceptoar.facts.party import (
    Channel,
    ChannelCondition,
    Count,
    CountPart,
    LaterCounts,
    LaterName,
    Link,
    LinkChannel,
    Membership,
    Party,
    Term,
    Vocabularies,
)
from ceptoar.facts.rule import Audience, Condition, Level, MembersOf, Rule
from ceptoar.facts.source import (
    Binds,
    Citation,
    CitedDocument,
    Erratum,
    Excused,
    Instrument,
    SourceIndex,
    Statement,
    StatementDigest,
)
from ceptoar.facts.text import Lint, Period, Text

__all__ = [
    "Activity",
    "ActivityCount",
    "Audience",
    "Binds",
    "Body",
    "CeptoarRecord",
    "Channel",
    "ChannelCondition",
    "Citation",
    "CitedDocument",
    "Composition",
    "Condition",
    "Council",
    "Count",
    "CountPart",
    "Erratum",
    "Excused",
    "Instrument",
    "LaterCounts",
    "LaterMeans",
    "LaterName",
    "Level",
    "Link",
    "LinkChannel",
    "Lint",
    "Means",
    "MembersOf",
    "Membership",
    "Party",
    "Period",
    "Rule",
    "Secretariat",
    "SourceIndex",
    "Statement",
    "StatementDigest",
    "Summary",
    "Term",
    "Text",
    "Vocabularies",
]
