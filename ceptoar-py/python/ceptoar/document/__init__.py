"""The documents that decide, as values: put one together, and a registry, rules, a profile or a roster is made of it.

What is required comes first; the rest is given by name and may be left out. A value is not checked until something is made
of it: then every problem is told at once, each with its pointer into the document.

>>> from ceptoar import RuleSet, document
>>> tell = document.Rule.permit("tell", document.Audience(addressees=True))
>>> RuleSet(document.Rules("own", [tell])).rule("tell").audience.addressees
True
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from ceptoar._later import later

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Callable

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

__getattr__: Callable[[str], object] = later(
    __name__,
    Activity="document.record",
    ActivityCount="document.record",
    Audience="document.rules",
    BasedOn="document.edition",
    Basis="document.levels",
    Binds="document.record",
    Body="document.record",
    Ceptoar="document.record",
    Channel="document.edition",
    ChannelCondition="document.channel",
    CitedDocument="document.edition",
    Composition="document.record",
    Condition="document.rules",
    ConditionalChannel="document.channel",
    Council="document.record",
    Count="document.edition",
    CountPart="document.edition",
    Covers="document.edition",
    Dated="document.record",
    Edition="document.edition",
    Erratum="document.edition",
    Excused="document.edition",
    FromOutline="document.edition",
    IndexEntry="document.edition",
    Instrument="document.record",
    Kinds="document.record",
    LaterCounts="document.edition",
    LaterMeans="document.record",
    LaterName="document.edition",
    Level="document.levels",
    Levels="document.levels",
    Link="document.edition",
    Means="document.record",
    MembersOf="document.rules",
    Membership="document.edition",
    Month="document.record",
    Organization="document.roster",
    Party="document.edition",
    Period="facts.text",
    Roster="document.roster",
    Rule="document.rules",
    Rules="document.rules",
    Secretariat="document.record",
    Sector="document.edition",
    SourceIndex="document.edition",
    Statement="document.edition",
    Summary="document.record",
    Term="document.edition",
    Text="facts.text",
    Total="document.edition",
    Vocabularies="document.edition",
)
