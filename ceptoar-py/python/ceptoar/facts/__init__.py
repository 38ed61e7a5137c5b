"""The parts of a registry, of rules and of level profiles, as frozen records.

Each has `to_dict()` and `to_json()`, and is what the document of the same name says: the fields are those of the JSON
Schemas, with Python's own types for instants, days and closed sets.
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from ceptoar._later import later

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Callable

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

__getattr__: Callable[[str], object] = later(
    __name__,
    Activity="facts.ceptoar",
    ActivityCount="facts.ceptoar",
    Audience="facts.rule",
    Binds="facts.source",
    Body="facts.ceptoar",
    CeptoarRecord="facts.ceptoar",
    Channel="facts.party",
    ChannelCondition="facts.party",
    Citation="facts.source",
    CitedDocument="facts.source",
    Composition="facts.ceptoar",
    Condition="facts.rule",
    Council="facts.ceptoar",
    Count="facts.party",
    CountPart="facts.party",
    Erratum="facts.source",
    Excused="facts.source",
    Instrument="facts.source",
    LaterCounts="facts.party",
    LaterMeans="facts.ceptoar",
    LaterName="facts.party",
    Level="facts.rule",
    Link="facts.party",
    LinkChannel="facts.party",
    Lint="facts.text",
    Means="facts.ceptoar",
    MembersOf="facts.rule",
    Membership="facts.party",
    Party="facts.party",
    Period="facts.text",
    Rule="facts.rule",
    Secretariat="facts.ceptoar",
    SourceIndex="facts.source",
    Statement="facts.source",
    StatementDigest="facts.source",
    Summary="facts.ceptoar",
    Term="facts.party",
    Text="facts.text",
    Vocabularies="facts.party",
)
