"""What an author of documents asks: what differs, who could ever see what, and whether a router answers as is written down.

>>> import ceptoar
>>> found = ceptoar.diff(ceptoar.RuleSet.standard(), ceptoar.RuleSet.builtin())
>>> found.rows.column_names
['of', 'key', 'what', 'from', 'until', 'field', 'before', 'after']
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeVar

from ceptoar import _native
from ceptoar._gaps import Gaps, day
from ceptoar._held import Document
from ceptoar._progress import Progress, counted
from ceptoar._report import Report as _Report
from ceptoar._values import read
from ceptoar.documents import LevelProfile, Outline, Registry, RuleSet
from ceptoar.frames import Table
from ceptoar.router import Router

__all__ = [
    "Addressees",
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
]

Addressees = Literal["none", "everybody", "each"]
"""Whom the notices of an exposure are addressed to: nobody; nobody or everybody; also each party by itself."""

_D = TypeVar("_D", Registry, RuleSet, LevelProfile)


class Diff(_Report):
    """What differs between two documents of one kind, day by day: each row is the longest period of one difference.

    The columns of `rows`: `of` (the table of the datum), `key`, `what` (`added`, `ended`, `changed`), `from` and `until` (the
    days of the difference; null is open), and of a changed `field` what it said `before` and `after`, as JSON.
    """

    __slots__ = ()


class Exposure(_Report):
    """Who could ever see what: exact over the classes of envelopes that the router can tell apart.

    The columns of `rows`: the `parties`, their `duty`, the `rules` that say so, how many `classes`, the envelopes as lists of
    values by axis (every combination; null: not told apart), and one of them, the `witness`, as a notice in JSON.
    """

    __slots__ = ()

    @property
    def parties(self) -> Table:
        """How many combinations tell each party (`told`), must (`must`), and must and do not (`unmet`)."""
        return Table(self._held.table("parties"))


class ExposureDiff(_Report):
    """What two routers answer otherwise, over every class of envelopes.

    The columns of `rows`: what changes (`aspect`) and in which `sense`, the `parties`, how many `classes`, the envelopes as
    lists of values by axis, the `witness`, the party that it is shown at (`witness_party`), and what the routers answer on it
    (`before`, `after`), as JSON.
    """

    __slots__ = ()


class LintedRules(_Report):
    """What a careful reader of rules should look at.

    The columns of `rows`: `code`, `at` (a rule, a label or a party), the `effect` of a rule, the `direction` of a label, in how
    many combinations a rule `fires`, the `outcome` that stands in the way most often, and a `witness`, a notice in JSON.
    """

    __slots__ = ()


class Tested(_Report):
    """What comes out of a fixture: each case with what of its answer is not as expected.

    The columns of `rows`: `fixture`, `case`, `pointer`, `what` (`passed`, or what is wrong), `expected` and `found`, as JSON.
    """

    __slots__ = ("_passed",)

    def __init__(self, native: _native.Report, passed: bool) -> None:
        """Hold what came out."""
        super().__init__(native)
        self._passed = passed

    @property
    def passed(self) -> bool:
        """Whether every case passed; a fixture without a case does not."""
        return self._passed

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules of the router that no case fires, sorted."""
        return tuple(self.to_dict()["silent"])


def diff(before: _D, after: _D, *, citations: bool = False) -> Diff:
    """Say what differs between two editions, two sets of rules or two level profiles, by natural keys and days.

    `citations`: also what data rest on, such as sources, grades, notes and summaries.

    >>> from ceptoar import Overlay, Registry
    >>> known = Registry.builtin()
    >>> rows = diff(known, known.with_overlay(Overlay.builtin("since-2009"))).rows.to_polars()
    >>> rows.filter((rows["of"] == "memberships") & (rows["what"] == "added"))["key"].to_list()[0]
    ['japan-medical-association', 'medical', 'secretariat']
    """
    if isinstance(before, Registry) and isinstance(after, Registry):
        return Diff(_native.diff_editions(before._native, after._native, citations))
    if isinstance(before, RuleSet) and isinstance(after, RuleSet):
        return Diff(_native.diff_rules(before._native, after._native, citations))
    if isinstance(before, LevelProfile) and isinstance(after, LevelProfile):
        return Diff(_native.diff_levels(before._native, after._native, citations))
    kinds = f"{type(before).__name__} and {type(after).__name__}"
    raise TypeError(f"two Registries, two RuleSets or two LevelProfiles are compared, not {kinds}")


class _Over(NamedTuple):
    """Over which envelopes an exposure is asked, as the native module reads it."""

    from_: str | None
    until: str | None
    addressees: str
    sectors: int
    most: int


def _over(from_: date | None, until: date | None, addressees: str, sectors: int, most: int) -> _Over:
    return _Over(day("from_", from_), day("until", until), addressees, sectors, most)


def _look(window: tuple[str | None, str | None], *routers: tuple[Router, str | None]) -> None:
    """Warn whoever asked where some of the days are none of which an edition speaks."""
    for router, on in routers:
        if router.stale != "warn":
            continue
        first, end = (None if bound is None else date.fromisoformat(bound) for bound in window)
        last = None if end is None else end - timedelta(days=1)
        if on is not None:
            first = last = date.fromisoformat(on)
        covers = router.registry.covers
        early = covers.from_ is not None and (first is None or first < covers.from_)
        late = covers.until is not None and (last is None or last >= covers.until)
        if early or late:
            from ceptoar._stale import warn

            days = "/".join("" if bound is None else bound.isoformat() for bound in (covers.from_, covers.until))
            warn(
                f"some of the days that are asked are none of which the edition `{router.registry.id}` speaks "
                f"(it covers {days}): ask of other days, or allow stale answers explicitly",
                f"問う日のうちに版 `{router.registry.id}` の扱わない日がある (扱う期間: {days})。"
                "ほかの日を問うか、古い版での回答を明示的に許す",
                4,
            )
            return


def exposure(
    router: Router,
    *,
    from_: date | None = None,
    until: date | None = None,
    addressees: Addressees = "everybody",
    sectors: Literal[1, 2] = 1,
    most: int = 5_000_000,
    progress: Progress = None,
) -> Exposure:
    """Say who could ever see what.

    `from_` is the first day of the notices and `until` the first day after; else they are the days that the edition covers and
    that its overlays speak of. `addressees` says whom the notices are addressed to, `sectors` how many a notice names at most.
    More combinations than `most` are refused before the first is asked, and the refusal says what to narrow. Not held are
    several but not all addressees, consents, persons, embargo, outages and other days. Organisations that nothing tells apart
    are one, by the smallest id. `progress` is `True`, or is called with the number of combinations done.

    >>> import ceptoar
    >>> from datetime import date
    >>> found = exposure(ceptoar.Router(), from_=date(2009, 5, 1), until=date(2009, 5, 2), addressees="none")
    >>> gas = next(row for row in found.to_dict()["parties"] if row["party"] == "gas-members")
    >>> 0 < gas["must"] < gas["told"]
    True
    """
    over = _over(from_, until, addressees, sectors, most)
    with counted(progress, "combinations") as tell:
        found, window = _native.exposure(router, over, tell)
    _look(window, (router, None))
    return Exposure(found)


def exposure_diff(
    before: Router,
    after: Router,
    *,
    from_: date | None = None,
    until: date | None = None,
    before_on: date | None = None,
    after_on: date | None = None,
    addressees: Addressees = "everybody",
    sectors: Literal[1, 2] = 1,
    most: int = 5_000_000,
    progress: Progress = None,
) -> ExposureDiff:
    """Say who sees more, and who sees less, from one router to another: a check before rules are changed.

    The arguments are those of `exposure`. With `before_on` and `after_on` the same notices are asked of on each of these two
    days; both are given then, `from_` and `until` are not, and the routers may be one. An id or a label that one router does
    not know makes it refuse: a refused notice tells nobody.

    >>> import ceptoar
    >>> from datetime import date
    >>> wider = ceptoar.RuleSet.from_json({"id": "wider", "extends": ["standard"], "rules": [
    ...     {"id": "all", "effect": "permit", "audience": {"kinds": ["ceptoar"]},
    ...      "when": {"directions": ["provision"], "kinds": ["newsletter"], "levels": ["TLP:GREEN"]}}]})
    >>> routers = [ceptoar.Router(rules=rules) for rules in (ceptoar.RuleSet.standard(), wider)]
    >>> found = exposure_diff(*routers, from_=date(2009, 5, 1), until=date(2009, 5, 2), addressees="none")
    >>> {(row["aspect"], row["sense"]) for row in found.to_dict()["rows"]}
    {('notice', 'gains')}
    """
    one, other = day("before_on", before_on), day("after_on", after_on)
    if (one is None) != (other is None):
        raise TypeError("two days are compared: `before_on` and `after_on` are given together")
    if one is not None and (from_ or until):
        raise TypeError("two days are compared, or all days of a window: not `before_on` beside `from_` or `until`")
    over = _over(from_, until, addressees, sectors, most)
    with counted(progress, "combinations") as tell:
        found, window = _native.exposure_diff(before, after, over, one, other, tell)
    _look(window, (before, one), (after, other))
    return ExposureDiff(found)


def gaps(
    of: Registry | Outline,
    *,
    on: date | None = None,
    rules: RuleSet | None = None,
    profile: LevelProfile | None = None,
    most: int = 5_000_000,
) -> Gaps:
    """Say what is unknown in a registry or an outline, or cannot work there: what it causes, and what to write.

    `on` is the day of which it is asked whether the edition still speaks of it. `rules` and `profile` are those under which a
    party is reached or not; else those that a router takes. No more combinations than `most` are asked until everybody is
    reached; if that is not enough, it is refused.

    >>> import ceptoar
    >>> found = gaps(ceptoar.Outline.builtin("2024-03-31"))
    >>> found.to_dict()["counts"]["unknown-means"]
    20
    """
    levels = profile or LevelProfile.builtin()
    if isinstance(of, Outline):
        return of.gaps(on=on, rules=rules, profile=levels, most=most)
    held = None if rules is None else rules._native
    return Gaps(_native.gaps_of_registry(of._native, day("on", on), held, levels._native, most))


def lint_rules(
    router: Router,
    *,
    from_: date | None = None,
    until: date | None = None,
    addressees: Addressees = "everybody",
    sectors: Literal[1, 2] = 1,
    most: int = 5_000_000,
    progress: Progress = None,
) -> LintedRules:
    """Say which rules change no answer, which require in vain, and under which labels nothing travels; as `exposure` asks.

    >>> import ceptoar
    >>> from datetime import date
    >>> rule = {"id": "never", "effect": "permit", "audience": {"kinds": ["ministry"]}, "period": {"from": "2100-01-01"}}
    >>> rules = ceptoar.RuleSet.from_json({"id": "mine", "extends": ["standard"], "rules": [rule]})
    >>> found = lint_rules(ceptoar.Router(rules=rules), from_=date(2009, 5, 8), until=date(2009, 5, 9), addressees="none")
    >>> [row["fires"] for row in found.to_dict()["findings"] if row["at"] == "never"]
    [0]
    """
    over = _over(from_, until, addressees, sectors, most)
    with counted(progress, "combinations") as tell:
        found, window = _native.lint_rules(router, over, tell)
    _look(window, (router, None))
    return LintedRules(found)


def run_tests(router: Router, fixture: Document) -> Tested:
    """Put the cases of a fixture (`ceptoar/test/1`) to a router, and say what is not as they expect.

    Only what a case names is asserted; an id that the registry does not know fails, even where nobody is to be told.

    >>> import ceptoar
    >>> tested = run_tests(ceptoar.Router(), {"id": "power", "cases": [{"name": "members-hear",
    ...     "notice": {"id": "v", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
    ...                "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z"},
    ...     "expect": {"told": ["meti"], "not_told": ["gas"], "must": ["electric-power-members"]}}]})
    >>> tested.passed, "newsletter" in tested.silent
    (True, True)
    """
    (native, passed), _ = read(lambda data: _native.run_tests(router, data), fixture)
    return Tested(native, passed)
