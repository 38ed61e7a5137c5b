"""What is neither true nor false."""

from typing import NoReturn

__all__ = ["Undecided"]


class Undecided:
    """A word of three values.

    >>> from ceptoar import MayPass
    >>> MayPass("if-judged") is MayPass.YES
    False
    """

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        """Refuse: text is true, even `"no"`."""
        raise TypeError("yes, if-judged and no are neither true nor false: compare, as in `answer is MayPass.YES`")
