"""Answers: the plan, and the explanation with a verdict for every party."""

from __future__ import annotations

from ceptoar._later import Module, later
from ceptoar._options import instant, shown, zone
from ceptoar._options import lang as chosen

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    import datetime as dt
    import html
    import json
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import Any, Protocol, Self

    from ceptoar import _native, enums
    from ceptoar._arguments import PictureFormat
    from ceptoar._records import Record
    from ceptoar.enums import Direction, Lang, Status, Withheld
    from ceptoar.facts import Lint
    from ceptoar.frames import Table
    from ceptoar.notices import Notice, Situation
    from ceptoar.records import Delivery, Digests, ReachBasis, Unmet, Verdict, View

    class _Asked(Protocol):
        """Who was asked: a router, which can be asked again."""

        def _route(self, notice: Notice, situation: Situation | None, /) -> _native.Plan: ...
        def _explain(self, notice: Notice, situation: Situation | None, /) -> _native.Explanation: ...

else:
    dt, html, json = Module("datetime"), Module("html"), Module("json")
    enums = Module("ceptoar.enums")

__all__ = ["Explanation", "PictureFormat", "Plan", "Withheld"]

__getattr__: Callable[[str], object] = later(__name__, PictureFormat="_arguments", Withheld="enums")


class _Drawn:
    """How a picture is drawn, as the native module reads it."""

    __slots__ = ("collapse", "lang", "page", "withheld")

    def __init__(self, lang: str, collapse: int | None, page: tuple[int, int] | None, withheld: str) -> None:
        self.lang = lang
        self.collapse = collapse
        self.page = page
        self.withheld = withheld


class _Answer:
    """What plan and explanation share: they know the question that they answer, and that is what is pickled."""

    __slots__ = ("_data", "_native", "_question", "_text")
    _native: Any
    _question: tuple[_Asked, Notice, Situation | None]
    _text: str
    _data: dict[str, Any] | None

    def __init__(self, native: Any, router: _Asked, notice: Notice, situation: Situation | None) -> None:
        self._native = native
        self._question = (router, notice, situation)
        self._text = native.to_json()
        self._data = None

    def _get(self, name: str, *absent: Any) -> Any:
        if self._data is None:
            self._data = json.loads(self._text)
        return self._data.get(name, *absent) if absent else self._data[name]

    def _records(self, name: str, kind: type[Record]) -> Any:
        """Read a list once, and keep the records in place of the objects."""
        values = self._get(name)
        if values and not isinstance(values[0], kind):
            values = tuple(map(kind.from_dict, values))
            self._data[name] = values  # type: ignore[index]
        return tuple(values)

    def to_json(self) -> str:
        """Return the answer as JSON, byte for byte as every other language gives it."""
        return self._text

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        data: dict[str, Any] = json.loads(self._text)
        return data

    @property
    def notice(self) -> str:
        """The id of the notice."""
        return str(self._get("notice"))

    @property
    def direction(self) -> Direction:
        """The direction of the notice."""
        return enums.Direction(self._get("direction"))

    @property
    def origin(self) -> str:
        """The party that the notice comes from."""
        return str(self._get("origin"))

    @property
    def level(self) -> str:
        """The label of its sharing level."""
        return str(self._get("level"))

    @property
    def status(self) -> Status:
        """Whether it is an exercise."""
        return enums.Status(self._get("status"))

    @property
    def no_attribution(self) -> bool:
        """Whether recipients must not be told the origin."""
        return bool(self._get("no_attribution"))

    @property
    def edition(self) -> str:
        """The id of the edition."""
        return str(self._get("edition"))

    @property
    def revision(self) -> int:
        """The revision of the edition."""
        return int(self._get("revision"))

    @property
    def profile(self) -> str:
        """The id of the level profile."""
        return str(self._get("profile"))

    @property
    def digests(self) -> Digests:
        """SHA-256 of every document that the answer rests on."""
        from ceptoar.records import Digests

        return Digests.from_dict(self._get("digests"))

    @property
    def situation(self) -> dict[str, Any]:
        """The situation, as it was asked."""
        situation: dict[str, Any] = self._get("situation")
        return dict(situation)

    @property
    def at(self) -> datetime:
        """The instant for which was decided (UTC)."""
        return dt.datetime.fromisoformat(self._get("at"))

    @property
    def on(self) -> date:
        """The civil day in Japan."""
        return dt.date.fromisoformat(self._get("on"))

    @property
    def valid_until(self) -> datetime | None:
        """The first later instant at which the answer differs; `None` if nothing later changes it."""
        until = self._get("valid_until")
        return None if until is None else dt.datetime.fromisoformat(until)

    @property
    def lints(self) -> tuple[Lint, ...]:
        """What to look at."""
        from ceptoar.facts import Lint

        records: tuple[Lint, ...] = self._records("lints", Lint)
        return records

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """What each recipient is told, sorted by recipient."""
        from ceptoar.records import Delivery

        records: tuple[Delivery, ...] = self._records("deliveries", Delivery)
        return records

    def delivery(self, recipient: str) -> Delivery | None:
        """Return the delivery to a party; `None` if it is not told, `UnknownId` if the registry has no such party."""
        recipient = self._native.known(recipient)
        return next((delivery for delivery in self.deliveries if delivery.recipient == recipient), None)

    @property
    def changes(self) -> tuple[str, ...]:
        """The later changes that are known and touch the answer, where the edition does not speak of the day.

        Each is the place of an entry of a built-in overlay, as `since-2009#/set/5`; `digests.changes` is its digest.
        """
        return tuple(self._get("changes", ()))

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Whom a rule requires and who is not told."""
        from ceptoar.records import Unmet

        records: tuple[Unmet, ...] = self._records("unmet", Unmet)
        return records

    @property
    def is_stale(self) -> bool:
        """Whether it is about a day of which the edition does not speak."""
        return any(lint.code == "stale-edition" for lint in self.lints)

    def table(self, lang: Lang | str | None = None) -> Table:
        """Return the answer as a flat frame, a row for each party.

        In a plan those stand who are told, and those whom a rule requires and who are not told (`outcome` says why,
        `duty` is null); in an explanation everybody who has a verdict. `channels`, `also` and `judged` are of the last
        hand-over, and null where they are not known; `judgement` is written as in routed frames. `lang` is the language of
        names and sentences (`ja`, `en`; else that of `ceptoar.options`, or Japanese): a name is null where no source gives it.
        """
        from ceptoar.frames import Table

        return Table(self._native.table(chosen(lang, "ja")))

    def picture(
        self,
        format: PictureFormat = "svg",
        lang: Lang | str | None = None,
        *,
        collapse: int | None = 8,
        page: tuple[int, int] | None = None,
        withheld: Withheld | str = "summary",
    ) -> str:
        """Draw the route as SVG, Mermaid or Graphviz DOT, in Japanese (`ja`) or English (`en`).

        Without `lang` it is the language of `ceptoar.options`, or Japanese. More siblings than `collapse` are one box with
        their number (`None`: never). `page` bounds an SVG, in pixels of width and height: what does not fit is counted.
        `withheld`: those who are not told, in short (`summary`), each (`list`) or not at all (`none`).

        A picture shows everybody: it is for whoever routes. A recipient gets `Plan.view_for`.
        """
        drawn = _Drawn(chosen(lang, "ja"), collapse, page, str(withheld))
        picture: str = self._native.picture(format, drawn)
        return picture

    def _offset(self) -> int | None:
        """Return the seconds from UTC of the zone in which instants are shown; `None`: none was chosen."""
        there = zone()
        offset = None if there is None else self.at.astimezone(there).utcoffset()
        return None if offset is None else int(offset.total_seconds())

    def _summary(self) -> str:
        """Return what was asked, how many are told, and until when, in the language of the reader."""
        ja = chosen() == "ja"
        told, must, unmet = len(self.deliveries), sum(d.duty == "must" for d in self.deliveries), len(self.unmet)
        until = ""
        if self.is_stale:
            until = (
                f"、版 {self.edition} は {self.on} を扱わない"
                if ja
                else f"; edition {self.edition} does not speak of {self.on}"
            )
        elif self.valid_until is not None:
            until = f"、{instant(self.valid_until)} まで" if ja else f", until {instant(self.valid_until)}"
        counts = (
            f"伝達先 {told}、うち必須 {must}、必須だが届かない {unmet}"
            if ja
            else (f"{told} told, {must} must be, {unmet} unmet")
        )
        return shown(f"{self.notice} {self.level}: {counts}{until}")

    def _repr_html_(self) -> str:
        """Return the route as a picture under a line of text, for notebooks."""
        return f'<p>{html.escape(self._summary())}</p><div style="overflow-x:auto">{self.picture("svg")}</div>'

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the answer in every form that a notebook may show: HTML, SVG, Mermaid and text."""
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "image/svg+xml": self.picture("svg"),
            "text/vnd.mermaid": self.picture("mermaid"),
        }

    def __repr__(self) -> str:
        """Return what was asked, how many are told, and until when."""
        return f"<{type(self).__name__} {self._summary()}>"

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same answer."""
        return type(self) is type(other) and self._text == other._text

    def __hash__(self) -> int:
        """Hash by the whole answer."""
        return hash(self._text)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the question with the answer's text: it is asked again, and must be answered alike."""
        return (self._again, (*self._question, self._text))

    @classmethod
    def _again(cls, router: _Asked, notice: Notice, situation: Situation | None, text: str) -> Self:
        ask = router._explain if cls is Explanation else router._route
        answer = cls(ask(notice, situation), router, notice, situation)
        if answer.to_json() != text:
            from ceptoar.errors import CeptoarError

            raise CeptoarError("the answer was pickled by a version that decided otherwise; keep answers as JSON")
        return answer


class Plan(_Answer):
    """Who is told, who must be, by which path and channels, how soon, on what conditions, until when.

    >>> import ceptoar
    >>> plan = ceptoar.Router().route({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    ...     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z"})
    >>> plan.delivery("gas").path
    ('nisc', 'meti', 'gas')
    >>> plan.view_for("gas").from_
    'meti'
    """

    __slots__ = ()
    _native: _native.Plan

    def view_for(self, party: str) -> View | None:
        """Return what a party may be told; `None`: nothing. `UnknownId` if the registry has no such party."""
        from ceptoar.records import View

        view = self._native.view_for(party)
        return None if view is None else View.from_dict(json.loads(view))

    def text(self, lang: Lang | str | None = None, *, width: int = 100) -> str:
        """Return the plan as readable text of `width` columns, in Japanese (`ja`) or English (`en`).

        Without `lang` it is the language of `ceptoar.options`, or Japanese. Instants stand in UTC and in Japan's time, or in
        that of `ceptoar.options(tz=)` on the day of the answer.
        """
        return self._native.text(chosen(lang, "ja"), width, self._offset())


def _said(verdict: dict[str, Any], sentences: list[tuple[str, str]]) -> Verdict:
    """Read a verdict, with the sentences of its reasons."""
    from ceptoar.records import Verdict

    said = zip(verdict["reasons"], sentences, strict=True)
    reasons = [{**reason, "en": en, "ja": ja} for reason, (en, ja) in said]
    return Verdict.from_dict({**verdict, "reasons": reasons})


class Explanation(_Answer):
    """The plan, and for every party why it is told or not.

    >>> import ceptoar
    >>> why = ceptoar.Router().explain({"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER",
    ...     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z"})
    >>> why.verdict("banking").outcome
    <Outcome.NOT_ADDRESSED: 'not-addressed'>
    >>> why.verdict("gas").reasons[0].sentence("ja")
    '規則 `provision-to-affected` が伝達を求める'
    """

    __slots__ = ("_verdicts",)
    _native: _native.Explanation
    _verdicts: dict[str, Verdict] | None

    def __init__(self, native: Any, router: _Asked, notice: Notice, situation: Situation | None) -> None:
        super().__init__(native, router, notice, situation)
        self._verdicts = None

    @property
    def plan(self) -> Plan:
        """The plan alone."""
        return Plan(self._native.plan(), *self._question)

    @property
    def reach(self) -> ReachBasis:
        """What the reach of the level rests on."""
        from ceptoar.records import ReachBasis

        return ReachBasis.from_dict(self._get("reach"))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdict on every party that has one, sorted by party."""
        if self._verdicts is None:
            verdicts = map(_said, self._get("verdicts"), self._native.sentences())
            self._verdicts = {verdict.party: verdict for verdict in verdicts}
        return tuple(self._verdicts.values())

    def verdict(self, party: str) -> Verdict | None:
        """Return the verdict on a party; `None` for the origin, `UnknownId` if the registry has no such party."""
        party = self._native.known(party)
        return next((verdict for verdict in self.verdicts if verdict.party == party), None)

    def withheld(self) -> tuple[Verdict, ...]:
        """Return the verdicts on those who are not told."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is not enums.Outcome.DELIVER)

    def text(self, lang: Lang | str | None = None, *, width: int = 100, all: bool = False) -> str:
        """Return the explanation as readable text of `width` columns, in Japanese (`ja`) or English (`en`).

        What is alike stands together, unless `all` is wanted: then nobody and nothing is left out. Language and instants are
        as in `Plan.text`.
        """
        return self._native.text(chosen(lang, "ja"), width, all, self._offset())

    def why(self, party: str, lang: Lang | str | None = None, *, width: int = 100) -> str:
        """Return everything about one party as readable text: verdict, path, every reason with its rule and source.

        `UnknownId` if the registry has no such party. Language and instants are as in `Plan.text`.
        """
        return self._native.why(party, chosen(lang, "ja"), width, self._offset())

    def _repr_html_(self) -> str:
        """Return the route as a picture with the text below, for notebooks."""
        words = html.escape(self.text())
        return f"{super()._repr_html_()}<details><summary>文章で読む / as text</summary><pre>{words}</pre></details>"
