"""What a router is asked about notices that were sent. The answers are in `ceptoar.life`."""

from __future__ import annotations

from ceptoar import _native

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Unpack

    from ceptoar._held import Document
    from ceptoar.enums import Lang
    from ceptoar.life import (
        Actions,
        Audit,
        AuditOptions,
        Drill,
        FailureKind,
        FollowUp,
        Log,
        Remedies,
        Resilience,
    )
    from ceptoar.notices import Notice, Situation

__all__ = ["Following"]


def _word(lang: Lang | str | None) -> str | None:
    return None if lang is None else str(lang)


class Following(_native.Router):
    """The questions of a router about notices that were sent."""

    __slots__ = ()

    if TYPE_CHECKING:

        def _read(
            self, notice: Notice | Document, situation: Situation | Document | None, level: int = 4
        ) -> tuple[Notice, Situation | None]: ...

        def situation(self, situation: Situation | Document | None) -> Situation | None:
            """Read a situation."""

    def _read_each(self, notices: Iterable[Notice | Document]) -> list[Notice]:
        read = []
        # No comprehension: until Python 3.12 it is a call of its own, and a warning would not be of whoever asks.
        for notice in notices:
            read.append(self._read(notice, None, 5)[0])
        return read

    def audit(
        self,
        notices: Iterable[Notice | Document],
        log: Log,
        *,
        as_of: datetime | str,
        view_for: str | None = None,
        keep_bad_rows: bool = False,
        messages: Lang | str | None = None,
        **how: Unpack[AuditOptions],
    ) -> Audit:
        """Say what a delivery log shows: leaks, omissions, and why; who holds what; how far each notice came.

        `log` is a document `ceptoar/log/1`, its rows (dicts with `notice`, `from`, `to`, `sent_at` …), or a frame of them,
        whose columns may have other names (`columns={"sent_at": "発信日時"}`). `as_of` is the instant at which it is asked:
        what was sent later is not looked at. `promptly` is how long *promptly* is (else nothing is late), `confirm_within`
        the time for a confirmation, `logs_of` the parties whose sending is recorded whole (else all), `tolerance` how far
        apart clocks may be, `since` the instant before which a notice has no duties. `situations` are dicts with `from`,
        `until` and `situation`. `keep_bad_rows`: rows that are wrong are left out and found (`bad-entry`), where they would
        refuse the log. `view_for` leaves only what one party may be told. `messages`: the language in which each finding
        has its sentence, in the table and in the document.

        >>> import ceptoar
        >>> router = ceptoar.Router()
        >>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        ...     "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> log = [{"notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00"},
        ...     {"notice": "n-1", "from": "meti", "to": "banking", "sent_at": "2009-05-08T10:10:00+09:00"}]
        >>> audit = router.audit([notice], log, as_of="2009-05-08T15:00:00+09:00", promptly="PT1H")
        >>> [(finding["code"], finding["party"]) for finding in audit.to_dict()["findings"]]
        [('omission', 'gas'), ('omission', 'gas-members'), ('leak', 'banking')]
        """
        from ceptoar.life import Audit, asked

        read = self._read_each(notices)
        of = asked(self, log, as_of, how, keep_bad_rows)
        return Audit(_native.audit(self, read, of.log, of.situations, of.strict, (view_for, _word(messages))))

    def actions(
        self,
        notices: Iterable[Notice | Document],
        log: Log,
        *,
        as_of: datetime | str,
        messages: Lang | str | None = None,
        **how: Unpack[AuditOptions],
    ) -> Actions:
        """Say what to do now about the notices of a log; the further arguments are those of `audit`.

        `messages`: the language in which each thing to do has its sentence.

        >>> import ceptoar
        >>> router = ceptoar.Router()
        >>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        ...     "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> print(router.actions([notice], [], as_of="2009-05-08T10:30:00+09:00").text("en"), end="")
        2009-05-08 10:30 JST (01:30 UTC): 1 to do
        n-1 nisc → meti: hand it on; it serves gas, gas-members, meti
        """
        from ceptoar.life import Actions, asked

        read = self._read_each(notices)
        of = asked(self, log, as_of, how)
        return Actions(_native.actions(self, read, of.log, of.situations, of.strict, _word(messages)))

    def follow_up(
        self,
        notices: Iterable[Notice | Document],
        log: Log,
        notice: str,
        situation: Situation | Document | None = None,
        *,
        columns: Mapping[str, str] | None = None,
    ) -> FollowUp:
        """Say what follows from an update or withdrawal: who has an earlier version, who is told, who keeps an old one.

        `notices` are its thread, back to the original; `notice` is its id. It is asked at the instant of the situation, else at
        the issue of the notice.

        >>> import ceptoar
        >>> first = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        ...     "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> end = first | {"id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T15:00:00+09:00"}
        >>> log = [{"notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00"},
        ...     {"notice": "n-1", "from": "meti", "to": "banking", "sent_at": "2009-05-08T10:10:00+09:00"}]
        >>> found = ceptoar.Router().follow_up([first, end], log, "n-2")
        >>> [delivery["recipient"] for delivery in found.to_dict()["deliveries"]]
        ['banking', 'meti']
        """
        from ceptoar.life import FollowUp, read_log

        read = self._read_each(notices)
        return FollowUp(_native.follow_up(self, read, read_log(self, log, columns), notice, self.situation(situation)))

    def resilience(
        self,
        notice: Notice | Document,
        situation: Situation | Document | None = None,
        *,
        kinds: Iterable[FailureKind] | None = None,
        pairs: bool = False,
    ) -> Resilience:
        """Say who is lost when a channel, a sector, a link or a relay fails on top of the situation; `pairs`: or two of them.

        >>> import ceptoar
        >>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        ...     "affected_sectors": ["water"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> [one for one in ceptoar.Router().resilience(notice).single_points if one.startswith("party")]
        ['party mhlw', 'party water']
        """
        from ceptoar.life import Resilience

        read, at = self._read(notice, situation)
        return Resilience(_native.resilience(self, read, at, None if kinds is None else list(kinds), pairs))

    def drill(self, notice: Notice | Document, scenario: Document) -> Drill:
        """Say how often chance loses whom: a scenario is drawn again and again, of one seed always alike.

        `scenario` is a document `ceptoar/scenario/1`: `runs`, `seed`, `failures`, each with its `chance`, and at will
        `situation`, `delays` and `confirmation`.

        >>> import ceptoar
        >>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        ...     "affected_sectors": ["water"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> scenario = {"runs": 1000, "seed": 1, "failures": [{"party": "mhlw", "chance": 0.1}]}
        >>> [(row["stage"], row["reached"]["p50"]) for row in ceptoar.Router().drill(notice, scenario).to_dict()["stages"]]
        [('government', 1), ('ceptoars', 1), ('members', 1)]
        """
        from ceptoar._values import read
        from ceptoar.life import Drill

        read_notice, _ = self._read(notice, None)
        _, document = read(bytes, scenario)
        return Drill(_native.drill(self, read_notice, document))

    def remedies(
        self, notice: Notice | Document, party: str, situation: Situation | Document | None = None
    ) -> Remedies:
        """Say what it would take that a party is told: the smallest sets of decisions, each verified by deciding again.

        >>> import ceptoar
        >>> notice = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER+STRICT",
        ...     "kind": "vulnerability", "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}
        >>> print(ceptoar.Router().remedies(notice, "gas-members").text("en"), end="")
        n-1: gas-members beyond the sharing level
        1. address gas-members (nisc) [nisc>meti>gas>gas-members]
        2. consent for gas-members (nisc) [nisc>meti>gas>gas-members]
        3. relabel TLP:AMBER (nisc) [nisc>meti>gas>gas-members]
        """
        from ceptoar.life import Remedies

        read, at = self._read(notice, situation)
        return Remedies(_native.remedies(self, read, party, at))
