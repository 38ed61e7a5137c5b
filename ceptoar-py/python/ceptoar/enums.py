"""The closed sets, as they stand in documents and answers.

Every member is its text: `Duty.MUST == "must"`. Sets that grow (parties, sectors, kinds, channels, level labels) are not
here: they are ids in data.
"""

from enum import StrEnum
from typing import NoReturn

from ceptoar._native import codes as _codes

__all__ = [
    "Binding",
    "ChangeKind",
    "Condition",
    "Direction",
    "Duty",
    "Effect",
    "Grade",
    "Lang",
    "MayPass",
    "Mode",
    "Outcome",
    "PartyKind",
    "PersonsScope",
    "ReachTerm",
    "Role",
    "Status",
    "lint_codes",
    "problem_codes",
    "reason_codes",
]


class Lang(StrEnum):
    """The language of sentences."""

    JA = "ja"
    EN = "en"


class Direction(StrEnum):
    """The direction of a notice or link."""

    PROVISION = "provision"
    """Downward, 情報提供: cabinet, ministry, CEPTOAR, members."""
    LIAISON = "liaison"
    """Upward, 情報連絡: provider, ministry, cabinet."""
    EXCHANGE = "exchange"
    """Across, 相互の合意に基づく情報共有."""


class Mode(StrEnum):
    """The mode in which the scheme runs."""

    NORMAL = "normal"
    WIDE_AREA_DISASTER = "wide-area-disaster"


class Status(StrEnum):
    """Whether a notice is meant."""

    ACTUAL = "actual"
    EXERCISE = "exercise"


class Duty(StrEnum):
    """Whether a recipient may or must be told."""

    MAY = "may"
    MUST = "must"


class MayPass(StrEnum):
    """Whether a holder may pass a notice on. Three values, none of which is true or false: compare them.

    >>> MayPass("if-judged") is MayPass.YES
    False
    """

    YES = "yes"
    IF_JUDGED = "if-judged"
    """It may once somebody has judged so: a bare yes would pass what nobody has judged."""
    NO = "no"

    def __bool__(self) -> NoReturn:
        """Refuse: text is true, even `"no"`."""
        raise TypeError("yes, if-judged and no are neither true nor false: compare, as in `answer is MayPass.YES`")


class Outcome(StrEnum):
    """What becomes of a party: the first that holds, in this order."""

    INACTIVE = "inactive"
    NOT_ADDRESSED = "not-addressed"
    FORBIDDEN = "forbidden"
    CAPPED = "capped"
    UNREACHABLE = "unreachable"
    EMBARGOED = "embargoed"
    DELIVER = "deliver"


class PartyKind(StrEnum):
    """What a party is."""

    CABINET = "cabinet"
    MINISTRY = "ministry"
    CEPTOAR = "ceptoar"
    COUNCIL = "council"
    LIAISON_COUNCIL = "liaison-council"
    SUBGROUP = "subgroup"
    MEMBERS = "members"
    PARTNER = "partner"
    ORGANIZATION = "organization"


class Role(StrEnum):
    """A role that a party has in a group."""

    MEMBER = "member"
    OBSERVER = "observer"
    SECRETARIAT = "secretariat"
    ANALYST = "analyst"
    RESPONSIBLE = "responsible"
    RELAY = "relay"
    """Hands on for a CEPTOAR without being its member."""


class Effect(StrEnum):
    """What a rule does. `REQUIRE` implies `PERMIT`; `FORBID` beats both."""

    PERMIT = "permit"
    REQUIRE = "require"
    FORBID = "forbid"


class Grade(StrEnum):
    """How a fact is known."""

    STATED = "stated"
    DEDUCED = "deduced"
    SECONDARY = "secondary"
    READING = "reading"


class Binding(StrEnum):
    """How an instrument binds a CEPTOAR."""

    OWN = "own"
    """The CEPTOAR made it itself, 定めた."""
    FOLLOWS = "follows"
    """It follows it, 従う."""
    CONFORMS = "conforms"
    """It conforms to it, 準ずる."""
    REFERS = "refers"
    """It refers to it, 参考."""


class PersonsScope(StrEnum):
    """Which persons may handle a notice, the fewest first."""

    NAMED = "named"
    NEED_TO_KNOW = "need-to-know"
    COMMUNITY = "community"
    ANYONE = "anyone"


class ReachTerm(StrEnum):
    """A part of a level's reach: which organisations it admits."""

    ADDRESSEES = "addressees"
    CONCERNED_CEPTOARS = "concerned-ceptoars"
    CONCERNED_MINISTRIES = "concerned-ministries"
    CONCERNED_PARTIES = "concerned-parties"
    PORTFOLIO = "portfolio"
    COMMUNITY = "community"
    ANYONE = "anyone"


class ChangeKind(StrEnum):
    """What would have to change for a path to open."""

    VALIDITY = "validity"
    OUTAGE = "outage"
    CHANNELS = "channels"
    PERMISSION = "permission"
    REACH = "reach"


class Condition(StrEnum):
    """A condition of a rule, as reasons name it."""

    ADDRESSEES = "addressees"
    AFFECTED_CEPTOARS = "affected_ceptoars"
    AFFECTED_SECTORS = "affected_sectors"
    CAUSES = "causes"
    DIRECTIONS = "directions"
    KINDS = "kinds"
    LEVELS = "levels"
    MODES = "modes"
    ORIGIN_GROUPS = "origin_groups"
    ORIGIN_KINDS = "origin_kinds"
    ORIGIN_ROLES = "origin_roles"
    ORIGINS = "origins"
    PERIOD = "period"
    PURPOSES = "purposes"
    STATUSES = "statuses"


def problem_codes() -> dict[str, tuple[str, str]]:
    """Every code of a problem with its sentence in English and Japanese; `{}` stands for what is named.

    >>> problem_codes()["unknown-party"][0]
    'the registry has no party `{}`'
    """
    return _table("problem")


def reason_codes() -> dict[str, tuple[str, str]]:
    """Every code of a reason with its sentence in English and Japanese.

    >>> reason_codes()["no-rule"]
    ('no rule permits it', 'この宛先を認める規則がない')
    """
    return _table("reason")


def lint_codes() -> dict[str, tuple[str, str]]:
    """Every code of a lint with its sentence in English and Japanese.

    >>> lint_codes()["stale-edition"][0]
    'the edition does not speak of this day'
    """
    return _table("lint")


def _table(name: str) -> dict[str, tuple[str, str]]:
    return {code: (en, ja) for code, en, ja in _codes(name)}
