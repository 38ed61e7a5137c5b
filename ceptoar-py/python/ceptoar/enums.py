"""The closed sets, as they stand in documents and answers.

Every member is its text: `Duty.MUST == "must"`. Sets that grow (parties, sectors, kinds, channels, level labels) are not
here: they are ids in data. Codes grow as well: each list of them is a function.

>>> Duty.MUST == "must", problem_codes()["unknown-party"][0]
(True, 'the registry has no party `{}`')
"""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from enum import StrEnum

from ceptoar._codes import lint_codes, problem_codes, reason_codes
from ceptoar._undecided import Undecided

__all__ = [
    "Binding",
    "ChangeKind",
    "ConditionName",
    "Direction",
    "Duty",
    "Effect",
    "Grade",
    "Lang",
    "MayPass",
    "Message",
    "Mode",
    "Outcome",
    "PartyKind",
    "PersonsScope",
    "ReachTerm",
    "Role",
    "Status",
    "TimelineField",
    "TotalOf",
    "Usage",
    "Withheld",
    "lint_codes",
    "problem_codes",
    "reason_codes",
]


class Lang(StrEnum):
    """A language that ceptoar's own sentences exist in."""

    JA = "ja"
    """Japanese."""
    EN = "en"
    """English."""


class Grade(StrEnum):
    """How a fact is known. Never upgraded."""

    STATED = "stated"
    """The source says so."""
    DEDUCED = "deduced"
    """Follows from what the source says; the reason stands beside it."""
    SECONDARY = "secondary"
    """Another document says so."""
    READING = "reading"
    """This library's choice where the sources are silent."""


class PartyKind(StrEnum):
    """What a party is. Closed: a new kind is a major version, because a reader who forgets a case leaks."""

    CABINET = "cabinet"
    """The Cabinet Secretariat's centre, which decides the sharing level."""
    MINISTRY = "ministry"
    """A responsible ministry."""
    CEPTOAR = "ceptoar"
    """A CEPTOAR: the information sharing and analysis function of a business scope."""
    COUNCIL = "council"
    """A council of CEPTOARs."""
    LIAISON_COUNCIL = "liaison-council"
    """A liaison council of CEPTOARs of one sector."""
    SUBGROUP = "subgroup"
    """A sub-group of a CEPTOAR."""
    MEMBERS = "members"
    """A class of many member organisations, known by counts."""
    PARTNER = "partner"
    """A body that works with a CEPTOAR."""
    ORGANIZATION = "organization"
    """One organisation, as a roster names it."""


class Role(StrEnum):
    """A role that a party has in a group."""

    MEMBER = "member"
    """A member."""
    OBSERVER = "observer"
    """An observer."""
    SECRETARIAT = "secretariat"
    """Runs the group's secretariat."""
    ANALYST = "analyst"
    """Analyses incidents for the group."""
    RESPONSIBLE = "responsible"
    """The responsible ministry of the CEPTOAR."""
    RELAY = "relay"
    """Hands on for the CEPTOAR without being its member."""


class Direction(StrEnum):
    """The direction of a notice or link."""

    PROVISION = "provision"
    """Downward (情報提供): cabinet to ministry to CEPTOAR to members."""
    LIAISON = "liaison"
    """Upward (情報連絡): provider to ministry to cabinet."""
    EXCHANGE = "exchange"
    """Across (相互の合意に基づく情報共有): between and inside CEPTOARs and in councils."""


class Mode(StrEnum):
    """The mode in which the scheme runs."""

    NORMAL = "normal"
    """Every day."""
    WIDE_AREA_DISASTER = "wide-area-disaster"
    """A wide-area disaster."""


class Status(StrEnum):
    """Whether a notice is meant."""

    ACTUAL = "actual"
    """It is."""
    EXERCISE = "exercise"
    """It is an exercise: routed alike, marked everywhere."""


class Message(StrEnum):
    """What a notice is in its thread."""

    ORIGINAL = "original"
    """The first of its thread."""
    UPDATE = "update"
    """Takes the place of an earlier notice."""
    WITHDRAWAL = "withdrawal"
    """Takes all earlier notices of the thread back; it carries no content."""


class PersonsScope(StrEnum):
    """The persons who may handle a notice, the fewest first."""

    NAMED = "named"
    """The persons that the notice names."""
    NEED_TO_KNOW = "need-to-know"
    """The persons who need to know."""
    COMMUNITY = "community"
    """Anyone in the community."""
    ANYONE = "anyone"
    """Anyone."""


class ReachTerm(StrEnum):
    """A part of a level's reach: which organisations it admits."""

    ADDRESSEES = "addressees"
    """The addressees of the notice."""
    CONCERNED_CEPTOARS = "concerned-ceptoars"
    """The concerned CEPTOARs: the affected, the origin's own, and those among the addressees."""
    CONCERNED_MINISTRIES = "concerned-ministries"
    """The ministries responsible for them."""
    CONCERNED_PARTIES = "concerned-parties"
    """Every party with a role in one of them."""
    PORTFOLIO = "portfolio"
    """The CEPTOARs of the same responsible ministries, and their members."""
    COMMUNITY = "community"
    """All parties of the registry."""
    ANYONE = "anyone"
    """Anyone."""


class Effect(StrEnum):
    """What a rule does. `REQUIRE` implies `PERMIT`; `FORBID` beats both."""

    PERMIT = "permit"
    """The audience may be told."""
    REQUIRE = "require"
    """The audience must be told."""
    FORBID = "forbid"
    """The audience must not be told."""


class Binding(StrEnum):
    """How an instrument binds a CEPTOAR."""

    OWN = "own"
    """The CEPTOAR made it itself (定めた)."""
    FOLLOWS = "follows"
    """It follows it (従う)."""
    CONFORMS = "conforms"
    """It conforms to it (準ずる、準じ)."""
    REFERS = "refers"
    """It refers to it (参考)."""


class TotalOf(StrEnum):
    """What a stated total counts. Closed, so that each is really counted."""

    SECTORS = "sectors"
    """The sectors."""
    CEPTOARS = "ceptoars"
    """The CEPTOARs."""
    GROUP_MEMBERS = "group-members"
    """The members of the group `party` on the day `on`."""
    GROUP_OBSERVERS = "group-observers"
    """The observers of the group `party` on the day `on`."""
    GROUP_MEMBER_SECTORS = "group-member-sectors"
    """The sectors of the members of the group `party` on the day `on`."""
    COUNTED_MEMBERS = "counted-members"
    """The counts of the *Members* classes of the CEPTOAR `party`, added up."""
    SUBGROUPS = "subgroups"
    """The sub-groups of the CEPTOAR `party`."""
    COUNT_PARTS = "count-parts"
    """The parts of the party's counts, added up."""


class TimelineField(StrEnum):
    """The fields of which an overlay gives new values."""

    NAME = "name"
    """The name of a party."""
    MINISTRY = "ministry"
    """The ministries that are responsible for a CEPTOAR."""
    SECRETARIAT = "secretariat"
    """Who runs a secretariat."""
    MEANS = "means"
    """The means of contact of a CEPTOAR."""
    COUNTS = "counts"
    """The numbers of organisations that a party stands for."""
    POC = "poc"
    """The day since which a point of contact works."""
    HANDLING_RULES = "handling_rules"
    """The month in which handling rules were made."""


class Usage(StrEnum):
    """How a channel is used."""

    ALSO = "also"
    """Beside the others."""


class Duty(StrEnum):
    """Whether a recipient may or must be told."""

    MAY = "may"
    """No rule requires it."""
    MUST = "must"
    """A rule requires it."""


class Outcome(StrEnum):
    """What becomes of a party: the first test that fails, or `deliver`."""

    INACTIVE = "inactive"
    """It does not exist or work on the day."""
    NOT_ADDRESSED = "not-addressed"
    """No rule permits it."""
    FORBIDDEN = "forbidden"
    """A rule forbids it, or a liaison notice may not be held by it."""
    CAPPED = "capped"
    """The sharing level does not reach it."""
    UNREACHABLE = "unreachable"
    """No open path leads to it."""
    EMBARGOED = "embargoed"
    """It is too early."""
    DELIVER = "deliver"
    """It is told."""


class ConditionName(StrEnum):
    """A field of a rule's condition."""

    ADDRESSEES = "addressees"
    """The addressees that the notice names."""
    AFFECTED_CEPTOARS = "affected_ceptoars"
    """The affected CEPTOARs that the notice names."""
    AFFECTED_SECTORS = "affected_sectors"
    """The affected sectors that the notice names."""
    CAUSES = "causes"
    """The cause class."""
    DIRECTIONS = "directions"
    """The direction."""
    KINDS = "kinds"
    """The kind of information."""
    LEVELS = "levels"
    """The sharing level."""
    MODES = "modes"
    """The mode."""
    ORIGIN_GROUPS = "origin_groups"
    """A group of the origin."""
    ORIGIN_KINDS = "origin_kinds"
    """The kind of the origin."""
    ORIGIN_ROLES = "origin_roles"
    """A role of the origin."""
    ORIGINS = "origins"
    """The origin."""
    PERIOD = "period"
    """The days on which the rule holds."""
    PURPOSES = "purposes"
    """The purposes."""
    STATUSES = "statuses"
    """The status."""


class ChangeKind(StrEnum):
    """What would have to change on the way to an unreachable party."""

    VALIDITY = "validity"
    """A link would have to hold on the day."""
    OUTAGE = "outage"
    """An outage of a link or of a party would have to end."""
    CHANNELS = "channels"
    """The level or a condition would have to let a channel of a link pass."""
    PERMISSION = "permission"
    """A relay would have to be permitted."""
    REACH = "reach"
    """The level would have to reach a relay."""


class MayPass(Undecided, StrEnum):
    """Whether a holder may pass a notice to a party. Three values: a bare yes would pass what nobody has judged."""

    YES = "yes"
    """It may."""
    IF_JUDGED = "if-judged"
    """It may once somebody has judged so."""
    NO = "no"
    """It may not."""


class Withheld(StrEnum):
    """What a picture says of those who are not told."""

    SUMMARY = "summary"
    """How many, by reason; by name only those who ought to be told."""
    LIST = "list"
    """Everybody, with the reason that comes nearest."""
    NONE = "none"
    """Nothing, but for those who ought to be told."""
