"""The documents that decide: a registry (an edition, with overlays and a roster or without), rules, level profile.

Each is made of values of `ceptoar.document`, or read from a dict, JSON text or JSON bytes, checked as a whole, and frozen.
A document that is refused raises `ceptoar.DocumentRefusal` with every problem at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

from ceptoar import _native
from ceptoar._defaults import PROFILE
from ceptoar._held import Document, Held, records
from ceptoar._options import lang as chosen
from ceptoar._options import shown
from ceptoar._values import read
from ceptoar.overlays import Overlay
from ceptoar.registries import EDITION, Outline, Registry, Reverse, Roster, UnknownCell, Unsaid

if TYPE_CHECKING:
    from ceptoar.document.levels import Levels
    from ceptoar.document.rules import Rules
    from ceptoar.facts import Level, Rule, Text

__all__ = [
    "EDITION",
    "Document",
    "LevelProfile",
    "Outline",
    "Overlay",
    "Registry",
    "Reverse",
    "Roster",
    "RuleSet",
    "UnknownCell",
    "Unsaid",
]


class RuleSet(Held):
    """What ought to happen: rules that permit, require or forbid. No order, no priorities.

    >>> len(RuleSet.builtin().rules), len(RuleSet.standard().rules)
    (22, 9)
    """

    __slots__ = ()

    def __new__(cls, document: Rules) -> Self:
        """Check a set of rules that is written as values."""
        from ceptoar.document.rules import Rules

        return cls.from_json(cls._values(Rules, document))

    @classmethod
    def standard(cls) -> Self:
        """Return the rules that name no id of an edition: they work with any registry."""
        return cls.builtin("standard")

    @classmethod
    def builtin(cls, name: str = EDITION) -> Self:
        """Return the rules of a built-in edition, the standard ones among them; or `standard`. `UnknownId` for another."""
        return cls._hold(_native.RuleSet.builtin(name), "builtin", name)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check a rule set; `"extends": ["standard"]` takes in the standard rules."""
        native, data = read(_native.RuleSet.from_json, document)
        return cls._hold(native, "from_json", data)

    def document(self) -> Rules:
        """Return the document as values."""
        from ceptoar.document.rules import Rules

        return Rules.from_dict(json.loads(self.to_json()))

    def to_json(self) -> str:
        """Return the document as JSON."""
        return str(self._native.to_json())

    @classmethod
    def _chosen(cls, registry: Registry) -> Self:
        """Return what the core chooses for a registry where nobody names rules."""
        router = _native.Router(registry._native, _native.LevelProfile.builtin(PROFILE))
        return cls._hold(router._rules(), "_chosen", registry)

    @property
    def id(self) -> str:
        """The id of the set."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the set, what it extends included, in hexadecimal."""
        return str(self._native.digest)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, sorted by id."""
        if "rules" not in self._cache:
            from ceptoar.facts import Rule

            self._cache["rules"] = records(Rule, self._native.rules())
        rules: tuple[Rule, ...] = self._cache["rules"]
        return rules

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of an id; `UnknownId` if there is none, which names the nearest."""
        rule_id = self._native.known(rule_id)
        return next(rule for rule in self.rules if rule.id == rule_id)

    def __repr__(self) -> str:
        """Return id, revision and size."""
        if chosen() == "ja":
            return shown(f"<RuleSet {self.id} 改訂 {self.revision}: 規則 {len(self.rules)}>")
        return shown(f"<RuleSet {self.id} revision {self.revision}: {len(self.rules)} rules>")


class LevelProfile(Held):
    """Sharing levels: labels, the strictest first, each with reach, persons and channels.

    >>> [level.label for level in LevelProfile.builtin().levels]
    ['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR']
    >>> LevelProfile.builtin().is_stricter("TLP:RED", "TLP:GREEN")
    True
    """

    __slots__ = ()

    def __new__(cls, document: Levels) -> Self:
        """Check a profile that is written as values."""
        from ceptoar.document.levels import Levels

        return cls.from_json(cls._values(Levels, document))

    @staticmethod
    def profiles() -> tuple[str, ...]:
        """Return the names of the built-in profiles."""
        return tuple(_native.LevelProfile.profiles())

    @classmethod
    def builtin(cls, name: str = PROFILE) -> Self:
        """Return a built-in profile: `tlp-2.0`, `tlp-1.0` or `pfc`; `UnknownId` (a `LookupError`) for another."""
        return cls._hold(_native.LevelProfile.builtin(name), "builtin", name)

    @classmethod
    def from_json(cls, document: Document) -> Self:
        """Read and check a profile."""
        native, data = read(_native.LevelProfile.from_json, document)
        return cls._hold(native, "from_json", data)

    def document(self) -> Levels:
        """Return the document as values."""
        from ceptoar.document.levels import Levels

        return Levels.from_dict(json.loads(self.to_json()))

    def to_json(self) -> str:
        """Return the document as JSON."""
        return str(self._native.to_json())

    @property
    def id(self) -> str:
        """The id of the profile."""
        return str(self._native.id)

    @property
    def revision(self) -> int:
        """The revision: raised by each correction."""
        return int(self._native.revision)

    @property
    def digest(self) -> str:
        """SHA-256 of the profile, in hexadecimal."""
        return str(self._native.digest)

    @property
    def name(self) -> Text:
        """What the profile is called."""
        from ceptoar.facts import Text

        return Text.from_dict(json.loads(self._native.name()))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, the strictest first."""
        if "levels" not in self._cache:
            from ceptoar.facts import Level

            self._cache["levels"] = records(Level, self._native.levels())
        levels: tuple[Level, ...] = self._cache["levels"]
        return levels

    def level(self, label: str) -> Level:
        """Return the level of a label; `UnknownId` if the profile has none of this label."""
        label = self._native.known(label)
        return next(level for level in self.levels if level.label == label)

    def is_stricter(self, label: str, other: str) -> bool:
        """Whether a label is stricter than another; `UnknownId` where one is foreign to the profile."""
        return bool(self._native.is_stricter(label, other))

    def __repr__(self) -> str:
        """Return id and labels."""
        return shown(f"<LevelProfile {self.id}: {' '.join(level.label for level in self.levels)}>")
