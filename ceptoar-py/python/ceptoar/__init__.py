"""Who may see, and who must be told, of a notice about Japan's critical infrastructure: by which path, and why.

A `Router` decides from dated, cited documents. Ask it about one notice (`route`, `explain`, `decide`, `onward`,
`may_pass`, `audience`, `relabel`) or about a whole data frame (`route_table`, `route_batches`). Nothing of it does I/O
or reads a clock.

>>> import ceptoar
>>> why = ceptoar.Router().explain({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
...     "kind": "vulnerability", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z"})
>>> [delivery.recipient for delivery in why.deliveries]
['criepi', 'electric-power', 'electric-power-members', 'meti']
"""

# What is public is looked up when it is first asked for, so that importing the package, and starting the command line,
# costs next to nothing.

# What type checkers know from `typing`, which alone would take longer to import than all of this.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ceptoar._native import VERSION as __version__
    from ceptoar._native import Prepared, RecipientSet
    from ceptoar._options import options
    from ceptoar.answers import Explanation, Plan
    from ceptoar.author import (
        Diff,
        Exposure,
        ExposureDiff,
        Gaps,
        LintedRules,
        Tested,
        diff,
        exposure,
        exposure_diff,
        gaps,
        lint_rules,
        run_tests,
    )
    from ceptoar.documents import (
        EDITION,
        LevelProfile,
        Outline,
        Overlay,
        Registry,
        Reverse,
        Roster,
        RuleSet,
        UnknownCell,
        Unsaid,
    )
    from ceptoar.enums import (
        Binding,
        ChangeKind,
        ConditionName,
        Direction,
        Duty,
        Effect,
        Grade,
        Lang,
        MayPass,
        Message,
        Mode,
        Outcome,
        PartyKind,
        PersonsScope,
        ReachTerm,
        Role,
        Status,
    )
    from ceptoar.errors import (
        CellPlace,
        CeptoarError,
        DocumentRefusal,
        FrameError,
        FrameRefusal,
        InternalError,
        Problem,
        QuestionRefusal,
        Refusal,
        StaleWarning,
        UnknownId,
    )
    from ceptoar.frames import AnswerSchema, Batch, BatchStream, LargeAnswerWarning, Table
    from ceptoar.life import Actions, Audit, Drill, FollowUp, Remedies, Resilience
    from ceptoar.notices import Notice, Situation
    from ceptoar.router import Router
    from ceptoar.schemas import schema

__all__ = [
    "EDITION",
    "Actions",
    "AnswerSchema",
    "Audit",
    "Batch",
    "BatchStream",
    "Binding",
    "CellPlace",
    "CeptoarError",
    "ChangeKind",
    "ConditionName",
    "Diff",
    "Direction",
    "DocumentRefusal",
    "Drill",
    "Duty",
    "Effect",
    "Explanation",
    "Exposure",
    "ExposureDiff",
    "FollowUp",
    "FrameError",
    "FrameRefusal",
    "Gaps",
    "Grade",
    "InternalError",
    "Lang",
    "LargeAnswerWarning",
    "LevelProfile",
    "LintedRules",
    "MayPass",
    "Message",
    "Mode",
    "Notice",
    "Outcome",
    "Outline",
    "Overlay",
    "PartyKind",
    "PersonsScope",
    "Plan",
    "Prepared",
    "Problem",
    "QuestionRefusal",
    "ReachTerm",
    "RecipientSet",
    "Refusal",
    "Registry",
    "Remedies",
    "Resilience",
    "Reverse",
    "Role",
    "Roster",
    "Router",
    "RuleSet",
    "Situation",
    "StaleWarning",
    "Status",
    "Table",
    "Tested",
    "UnknownCell",
    "UnknownId",
    "Unsaid",
    "__version__",
    "diff",
    "exposure",
    "exposure_diff",
    "gaps",
    "lint_rules",
    "options",
    "run_tests",
    "schema",
]

_HOMES = {
    "_native": ("Prepared", "RecipientSet"),
    "_options": ("options",),
    "answers": ("Explanation", "Plan"),
    "author": (
        "Diff",
        "Exposure",
        "ExposureDiff",
        "Gaps",
        "LintedRules",
        "Tested",
        "diff",
        "exposure",
        "exposure_diff",
        "gaps",
        "lint_rules",
        "run_tests",
    ),
    "documents": (
        "EDITION",
        "LevelProfile",
        "Outline",
        "Overlay",
        "Registry",
        "Reverse",
        "Roster",
        "RuleSet",
        "UnknownCell",
        "Unsaid",
    ),
    "errors": (
        "CellPlace",
        "CeptoarError",
        "DocumentRefusal",
        "FrameError",
        "FrameRefusal",
        "InternalError",
        "Problem",
        "QuestionRefusal",
        "Refusal",
        "StaleWarning",
        "UnknownId",
    ),
    "frames": ("AnswerSchema", "Batch", "BatchStream", "LargeAnswerWarning", "Table"),
    "life": ("Actions", "Audit", "Drill", "FollowUp", "Remedies", "Resilience"),
    "notices": ("Notice", "Situation"),
    "router": ("Router",),
    "schemas": ("schema",),
}

# Whoever writes `ceptoar.enums.Role` need not know whether something has imported that module yet.
_MODULES = {
    "document", "engines", "enums", "facts", "following", "overlays", "problems", "records", "registries", *_HOMES
}  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        return import_module("ceptoar._native").VERSION
    if name in _MODULES:
        return import_module(f"ceptoar.{name}")
    if name not in __all__:
        raise AttributeError(f"module 'ceptoar' has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), "enums")
    value = getattr(import_module(f"ceptoar.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
