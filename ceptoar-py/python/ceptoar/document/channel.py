"""Channels of a link, as documents write them."""

# Made by `cargo xtask records` from the core's declarations; do not edit.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from ceptoar._value import Value
from ceptoar.enums import Mode, Usage
from ceptoar.facts.text import Text

__all__ = [
    "ChannelCondition",
    "ConditionalChannel",
]


@dataclass(frozen=True, slots=True)
class ChannelCondition(Value):
    """When a channel may be used."""

    _: KW_ONLY
    modes: Sequence[Mode] | None = None
    """In one of these modes."""
    purposes: Sequence[str] | None = None
    """For a notice with one of these purposes."""


@dataclass(frozen=True, slots=True)
class ConditionalChannel(Value):
    """A channel with what is particular to it."""

    id: str
    """The channel."""
    _: KW_ONLY
    use: Usage | None = None
    """`also`: it is used beside the other channels, not instead of them."""
    when: ChannelCondition | None = None
    """Its condition."""
    judgement: Text | None = None
    """What only a person can judge before it is used."""
