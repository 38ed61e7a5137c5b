"""The router: one notice in, one answer out; or a frame of them."""

from __future__ import annotations

from ceptoar import _native
from ceptoar._defaults import EDITION, PROFILE
from ceptoar._later import Module, later
from ceptoar._options import lang as chosen
from ceptoar.answers import Explanation, Plan
from ceptoar.following import Following
from ceptoar.notices import Notice, Situation

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    import datetime as dt
    import json
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Any, Literal, Self

    from ceptoar._arguments import Stale, Wanted
    from ceptoar._held import Document
    from ceptoar._progress import Progress
    from ceptoar.documents import LevelProfile, Registry, RuleSet
    from ceptoar.enums import Lang
    from ceptoar.frames import AnswerSchema, ArrowFrame, ArrowSchema, BatchStream, Table
    from ceptoar.records import Onward, Passing, Verdict
else:
    dt, json = Module("datetime"), Module("json")

__all__ = ["Router", "Stale", "Wanted"]

__getattr__: Callable[[str], object] = later(__name__, Stale="_arguments", Wanted="_arguments")


class Router(Following):
    """Decides from one registry, one level profile and one set of rules. Free to share between threads.

    Without arguments: the newest built-in edition with its rules, and the profile `tlp-2.0`. A roster changes nothing in
    the rules; with an edition of one's own they are `standard`. Wherever a notice or situation is wanted, a dict, JSON
    text or JSON bytes will do as well.

    An edition speaks of the days that it `covers`. A question about another day is answered with a `StaleWarning`
    (`stale="warn"`), refused (`"refuse"`), or answered with no more than the lint `stale-edition` (`"allow"`).

    >>> router = Router()
    >>> notice = router.notice({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    ...     "kind": "vulnerability", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T10:00:00+09:00"})
    >>> router.route(notice)
    <Plan n-1 TLP:AMBER: 4 told, 4 must be, 0 unmet, until 2010-03-31 15:00 UTC>
    >>> router.audience(notice).duty("electric-power-members")
    <Duty.MUST: 'must'>
    >>> [hop.to for hop in router.onward(notice, "meti")]
    ['electric-power']
    """

    __slots__ = ("_given",)
    _given: tuple[Registry | None, LevelProfile | None, RuleSet | None]

    def __new__(
        cls,
        registry: Registry | None = None,
        *,
        profile: LevelProfile | None = None,
        rules: RuleSet | None = None,
        stale: Stale = "warn",
    ) -> Self:
        """Put a router together; parts that do not fit are refused, with every problem."""
        router = super().__new__(
            cls,
            _native.Registry.builtin(EDITION) if registry is None else registry._native,
            _native.LevelProfile.builtin(PROFILE) if profile is None else profile._native,
            None if rules is None else rules._native,
            stale,
        )
        router._given = (registry, profile, rules)
        return router

    @property
    def _parts(self) -> tuple[Registry, LevelProfile, RuleSet]:
        """The parts; those that nobody gave are made when somebody asks for them, since no answer needs them."""
        registry, profile, rules = self._given
        if registry is None or profile is None or rules is None:
            from ceptoar.documents import LevelProfile, Registry, RuleSet

            registry = registry or Registry.builtin()
            profile = profile or LevelProfile.builtin()
            # Where none are given, which rules are used is for the core to say.
            rules = rules or RuleSet._hold(self._rules(), "_chosen", registry)
            self._given = (registry, profile, rules)
        return registry, profile, rules

    @property
    def registry(self) -> Registry:
        """The registry that answers rest on."""
        return self._parts[0]

    @property
    def profile(self) -> LevelProfile:
        """The level profile in use."""
        return self._parts[1]

    @property
    def rules(self) -> RuleSet:
        """The rules in use."""
        return self._parts[2]

    @property
    def mask_parties(self) -> list[str]:
        """The party of each bit of a mask, the lowest bit first: the ids in their order."""
        return sorted(party.id for party in self.registry.parties)

    @property
    def boundaries(self) -> tuple[datetime, ...]:
        """The instants (UTC) at which a fact begins or ends. Between two of them answers do not change."""
        return tuple(map(dt.datetime.fromisoformat, self._boundaries()))

    def notice(self, notice: Notice | Document) -> Notice:
        """Read a notice and check it against registry and profile; every problem of it is told at once."""
        if isinstance(notice, Notice):
            notice = notice.to_json()
        return Notice._read(notice, self._reader())

    def situation(self, situation: Situation | Document | None) -> Situation | None:
        """Read a situation."""
        if situation is None or isinstance(situation, Situation):
            return situation
        return Situation.from_json(situation)

    def _read(
        self, notice: Notice | Document, situation: Situation | Document | None, level: int = 4
    ) -> tuple[Notice, Situation | None]:
        """Read a question, and warn whoever asks, `level` calls above the warning, where the answer will be stale."""
        read, at = (notice if isinstance(notice, Notice) else self.notice(notice)), self.situation(situation)
        stale = self._staleness(read, at)
        if stale is not None:
            from ceptoar._stale import warn

            warn(*stale, level)
        return read, at

    def route(self, notice: Notice | Document, situation: Situation | Document | None = None) -> Plan:
        """Say who is told, who must be, by which path and channels, until when."""
        asked = self._read(notice, situation)
        return Plan(self._route(*asked), self, *asked)

    def explain(self, notice: Notice | Document, situation: Situation | Document | None = None) -> Explanation:
        """Give the plan, and for every party why it is told or not."""
        asked = self._read(notice, situation)
        return Explanation(self._explain(*asked), self, *asked)

    def decide(self, notice: Notice | Document, party: str, situation: Situation | Document | None = None) -> Verdict:
        """Give the verdict on one party."""
        from ceptoar.records import Verdict

        read, at = self._read(notice, situation)
        return Verdict.from_dict(json.loads(self._decide(read, party, at).record()))

    def onward(
        self,
        notice: Notice | Document,
        holder: str,
        situation: Situation | Document | None = None,
        *,
        thread: Iterable[Notice | Document] | None = None,
    ) -> tuple[Onward, ...]:
        """Say to whom a holder hands the notice on, and whom each hand-over serves.

        `thread` are the notices that follow it: what was replaced or withdrawn by the instant of the situation (without one,
        by any of them) is handed on to nobody.
        """
        from ceptoar.records import Onward

        read, at = self._read(notice, situation)
        if thread is None:
            return tuple(map(Onward.from_dict, json.loads(self._onward(read, holder, at))))
        known = [self.notice(one) for one in thread]
        return tuple(map(Onward.from_dict, json.loads(_native.onward_in(self, read, known, holder, at))))

    def may_pass(
        self,
        notice: Notice | Document,
        holder: str,
        party: str,
        situation: Situation | Document | None = None,
        *,
        thread: Iterable[Notice | Document] | None = None,
    ) -> Passing:
        """Say whether a holder may pass the notice to a party: yes or if somebody judges so, or every reason why not.

        `thread` are the notices that follow it: what was replaced or withdrawn by the instant of the situation (without one,
        by any of them) may not be passed on (`replaced`).

        >>> passing = Router().may_pass({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:RED",
        ...     "kind": "malware", "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z"}, "meti", "gas")
        >>> passing.answer, "out-of-reach" in [reason.code for reason in passing.reasons]
        (<MayPass.NO: 'no'>, True)
        """
        from ceptoar.records import Passing

        read, at = self._read(notice, situation)
        if thread is None:
            return Passing.from_dict(json.loads(self._may_pass(read, holder, party, at).record()))
        known = [self.notice(one) for one in thread]
        return Passing.from_dict(json.loads(_native.may_pass_in(self, read, known, holder, party, at)))

    def relabel(
        self, notice: Notice | Document, by: str, label: str, situation: Situation | Document | None = None
    ) -> Notice:
        """Return the notice under another label: any by the deciding authority, a stricter one by any holder."""
        read, at = self._read(notice, situation)
        return Notice.from_json(self._relabel(read, by, label, at))

    def route_table(
        self,
        frame: ArrowFrame,
        *,
        columns: Mapping[str, str | None] | None = None,
        explode: bool = False,
        verdicts: bool = False,
        answer: Wanted | Sequence[str] | None = None,
        errors: Literal["raise", "column"] = "raise",
        prefix: str = "",
        separator: str | None = None,
        situation: Situation | Document | None = None,
        lang: Lang | str | None = None,
        tz: str | None = None,
        dictionaries: bool | None = None,
        progress: Progress = None,
    ) -> Table:
        """Route every notice of a frame.

        The frame is anything with `__arrow_c_stream__` or `__arrow_c_array__`: pandas, Polars, pyarrow, DuckDB, nanoarrow,
        ibis. Its columns are found by the names of a notice's fields, or as `columns` says (`{"issued_at": "発生日時"}`;
        `None`: do not read). A column that is nearly a field is refused until `columns` says what it is. All its columns
        and the order of its rows are kept, and the answer's columns stand beside.

        `explode=True` gives a row for each delivery, `verdicts=True` a row for each notice and party; else there is a
        row for each notice, with lists. `answer` chooses among the answer's columns and their order: fewer cost less. It may
        also be a word: `"whole"` is all of it, `"who"` only the recipients and duties; `"masks"` gives who is told and who
        must be as bits (`told`, `must`; `mask_parties` names the party of each), the lowest first, as bytes where there are
        more than 64 parties; `"ids"` gives the number of an outcome (`outcome_id`), and `Table.outcomes` says what each is.
        `errors="column"` answers a refused row in a column `problems`, with sentences in `lang`, instead of refusing the
        frame. `separator` splits lists that are written as text, `tz` is the zone of instants that name none ("Asia/Tokyo",
        "+09:00"). `dictionaries=False` gives plain text for readers without dictionaries (Spark), `True` codes even the
        recipients. `progress` is `True`, or is called with the number of rows done.
        """
        from ceptoar._progress import told
        from ceptoar._stale import Watch
        from ceptoar.frames import Table

        with told(progress, frame) as tell:
            settings = _settings(
                columns, explode, verdicts, answer, errors, prefix, separator, self.situation(situation), lang, tz,
                dictionaries, tell,
            )  # fmt: skip
            native = self._route_table(frame, settings)
        watch = Watch(self.registry, warns=self.stale == "warn")
        watch.answered = native
        watch.look(4)
        return Table(native)

    def route_batches(
        self,
        stream: ArrowFrame | Iterable[ArrowFrame],
        *,
        columns: Mapping[str, str | None] | None = None,
        explode: bool = False,
        verdicts: bool = False,
        answer: Wanted | Sequence[str] | None = None,
        errors: Literal["raise", "column"] = "raise",
        prefix: str = "",
        separator: str | None = None,
        situation: Situation | Document | None = None,
        lang: Lang | str | None = None,
        tz: str | None = None,
        dictionaries: bool | None = None,
        progress: Progress = None,
    ) -> BatchStream:
        """Route a stream batch by batch, in bounded memory.

        The stream is a frame that is read as it comes, or an iterable of frames of the same columns (what Spark's
        `mapInArrow` and Dask hand over). The arguments are those of `route_table`.
        """
        from ceptoar._progress import teller
        from ceptoar._stale import Watch
        from ceptoar.frames import BatchStream

        watch = Watch(self.registry, warns=self.stale == "warn", tell=teller(progress, stream))
        settings = _settings(
            columns, explode, verdicts, answer, errors, prefix, separator, self.situation(situation), lang, tz,
            dictionaries, watch,
        )  # fmt: skip
        watch.answered = native = self._route_stream(stream, settings)
        return BatchStream(native)

    def answer_schema(
        self,
        frame: ArrowFrame | ArrowSchema,
        *,
        columns: Mapping[str, str | None] | None = None,
        explode: bool = False,
        verdicts: bool = False,
        answer: Wanted | Sequence[str] | None = None,
        errors: Literal["raise", "column"] = "raise",
        prefix: str = "",
        separator: str | None = None,
        situation: Situation | Document | None = None,
        lang: Lang | str | None = None,
        tz: str | None = None,
        dictionaries: bool | None = None,
    ) -> AnswerSchema:
        """Say which columns `route_table` would answer a frame with, without routing: what lazy engines want to know.

        Takes a frame, or its schema alone (`pyarrow.Schema`, `polars.Schema`), and the arguments of `route_table`. A frame
        that would be refused as a whole for its columns is refused here.
        """
        from ceptoar.frames import AnswerSchema

        settings = _settings(
            columns, explode, verdicts, answer, errors, prefix, separator, self.situation(situation), lang, tz,
            dictionaries, None,
        )  # fmt: skip
        return AnswerSchema(self._answer_schema(frame, settings))

    def __eq__(self, other: object) -> bool:
        """Whether the other decides from the same documents, and does the same about stale answers."""
        return isinstance(other, Router) and self._parts == other._parts and self.stale == other.stale

    def __hash__(self) -> int:
        """Hash by the documents."""
        return hash(self._parts)

    def __repr__(self) -> str:
        """Return the ids of the documents."""
        registry, profile, rules = self._parts
        if chosen() == "ja":
            return f"<Router: 版 {registry.id}、プロファイル {profile.id}、規則 {rules.id}>"
        return f"<Router: edition {registry.id}, profile {profile.id}, rules {rules.id}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_router, (*self._parts, self.stale))


def _router(registry: Registry, profile: LevelProfile, rules: RuleSet, stale: Stale = "warn") -> Router:
    return Router(registry, profile=profile, rules=rules, stale=stale)


class _Settings:
    """What the native module reads of a question about a frame."""

    __slots__ = (
        "answer",
        "columns",
        "dictionaries",
        "errors",
        "lang",
        "layout",
        "prefix",
        "progress",
        "separator",
        "situation",
        "tz",
    )

    def __init__(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)


def _settings(
    columns: Mapping[str, str | None] | None,
    explode: bool,
    verdicts: bool,
    answer: Wanted | Sequence[str] | None,
    errors: str,
    prefix: str,
    separator: str | None,
    situation: Situation | None,
    lang: Lang | str | None,
    tz: str | None,
    dictionaries: bool | None,
    progress: Callable[[int], object] | None,
) -> _Settings:
    if explode and verdicts:
        raise ValueError("`explode` and `verdicts` are two different tables: choose one")
    return _Settings(
        columns=dict(columns or {}),
        layout="verdicts" if verdicts else "deliveries" if explode else "notices",
        answer=answer if answer is None or isinstance(answer, str) else list(answer),
        errors=errors,
        prefix=prefix,
        separator=separator,
        situation=situation,
        lang=chosen(lang),
        tz=tz,
        dictionaries=dictionaries,
        progress=progress,
    )
