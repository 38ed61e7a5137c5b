"""The documents that decide, as values: put one together, and a registry, rules, a profile or a roster is made of it.

What is required comes first; the rest is given by name and may be left out. A value is not checked until something is made
of it: then every problem is told at once, each with its pointer into the document.

>>> from ceptoar import RuleSet, document
>>> tell = document.Rule.permit("tell", document.Audience(addressees=True))
>>> RuleSet(document.Rules("own", [tell])).rule("tell").audience.addressees
True
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from ceptoar.document.channel import ChannelCondition, ConditionalChannel
from ceptoar.document.edition import (
    BasedOn,
    Channel,
    CitedDocument,
    Count,
    CountPart,
    Covers,
    Edition,
    Erratum,
    Excused,
    FromOutline,
    IndexEntry,
    LaterCounts,
    LaterName,
    Link,
    Membership,
    Party,
    Sector,
    SourceIndex,
    Statement,
    Term,
    Total,
    Vocabularies,
)
from ceptoar.document.levels import Basis, Level, Levels
from ceptoar.document.record import (
    Activity,
    ActivityCount,
    Binds,
    Body,
    Ceptoar,
    Composition,
    Council,
    Dated,
    Instrument,
    Kinds,
    LaterMeans,
    Means,
    Month,
    Secretariat,
    Summary,
)
from ceptoar.document.roster import Organization, Roster
from ceptoar.document.rules import Audience, Condition, MembersOf, Rule, Rules
from ceptoar.facts.text import Period, Text

__all__ = [
    "Activity",
    "ActivityCount",
    "Audience",
    "BasedOn",
    "Basis",
    "Binds",
    "Body",
    "Ceptoar",
    "Channel",
    "ChannelCondition",
    "CitedDocument",
    "Composition",
    "Condition",
    "ConditionalChannel",
    "Council",
    "Count",
    "CountPart",
    "Covers",
    "Dated",
    "Edition",
    "Erratum",
    "Excused",
    "FromOutline",
    "IndexEntry",
    "Instrument",
    "Kinds",
    "LaterCounts",
    "LaterMeans",
    "LaterName",
    "Level",
    "Levels",
    "Link",
    "Means",
    "MembersOf",
    "Membership",
    "Month",
    "Organization",
    "Party",
    "Period",
    "Roster",
    "Rule",
    "Rules",
    "Secretariat",
    "Sector",
    "SourceIndex",
    "Statement",
    "Summary",
    "Term",
    "Text",
    "Total",
    "Vocabularies",
]
