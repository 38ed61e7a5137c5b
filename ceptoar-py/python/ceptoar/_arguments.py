"""What arguments may be, for annotations. Each is offered by the module that takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypedDict

from ceptoar.enums import Direction, Message, Mode, Status

if TYPE_CHECKING:
    from ceptoar.records.asked import NamedPerson

__all__ = ["NoticeFields", "PictureFormat", "Stale", "Wanted"]

PictureFormat = Literal["mermaid", "dot", "svg"]
"""How a picture is written."""

Stale = Literal["warn", "refuse", "allow"]
"""What is done about a day of which the edition does not speak."""

Wanted = Literal["whole", "who", "masks", "ids"]
"""What is wanted of the answers to a frame: all, who and with what duty, the same as bits, or numbers of outcomes."""


class NoticeFields(TypedDict, total=False):
    """The fields of a notice, as `Notice` and `Notice.replace` take them."""

    id: str
    direction: Direction | str
    origin: str
    level: str
    kind: str
    issued_at: datetime | str
    purposes: Iterable[str]
    cause: str | None
    affected_sectors: Iterable[str]
    affected_ceptoars: Iterable[str]
    addressees: Iterable[str]
    named_persons: Iterable[NamedPerson | Mapping[str, str]]
    mode: Mode | str
    status: Status | str
    no_attribution: bool
    embargo_until: datetime | str | None
    consents: Iterable[str]
    only: Iterable[str] | None
    message: Message | str
    replaces: str | None
