"""What is raised: an exception tree that keeps every problem with its code, pointer and sentence.

- `CeptoarError`
    - `Refusal` (also a `ValueError`): something was refused, with every problem at once
        - `DocumentRefusal`: a document, or parts that do not fit together
        - `QuestionRefusal`: a question that names what the router does not know
            - `UnknownId` (also a `LookupError`): an id, label or name that nothing here has
        - `FrameRefusal`: rows of a frame; each problem knows its row and column
    - `FrameError` (also a `ValueError`): a frame that cannot be read as a whole
    - `InternalError` (also a `RuntimeError`): a fault of this library; nothing was decided

`StaleWarning` is a warning: the answer is about a day of which the edition does not speak.

Sentences are in English, or in the language of `ceptoar.options(lang=)`; every problem has both.
"""

from __future__ import annotations

from ceptoar._later import later
from ceptoar._options import lang, shown

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Self

    from ceptoar.problems import CellPlace, Problem

__all__ = [
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
]


__getattr__: Callable[[str], object] = later(__name__, CellPlace="problems", Problem="problems")


class CeptoarError(Exception):
    """Whatever this package raises of its own."""


class FrameError(CeptoarError, ValueError):
    """A frame that cannot be read as a whole: no frame, a column of a wrong type, masked rows, a broken column."""

    message_en: str
    """What is wrong, in English."""
    message_ja: str
    """What is wrong, in Japanese."""

    def __str__(self) -> str:
        """Return what is wrong."""
        said = getattr(self, f"message_{lang()}", None)
        return shown(super().__str__() if said is None else said)


class InternalError(CeptoarError, RuntimeError):
    """A fault of this library. Nothing was decided."""


class Refusal(CeptoarError, ValueError):
    """Something was refused, with every problem at once. Nothing was accepted in part.

    >>> import ceptoar
    >>> try:
    ...     ceptoar.Situation.from_json('{"at": "yesterday", "outages": "email"}')
    ... except ceptoar.Refusal as refusal:
    ...     [(problem.code, problem.pointer) for problem in refusal.problems]
    [('bad-instant', '/at'), ('wrong-type', '/outages')]
    """

    problems: tuple[Problem, ...]
    """The problems; at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Refuse with these problems."""
        self.problems = tuple(problems)
        super().__init__(self.problems)

    @classmethod
    def _from_native(cls, found: Iterable[tuple[Any, ...]]) -> Self:
        from ceptoar.problems import CellPlace, Problem

        problems = []
        for code, pointer, en, ja, position, row, name, place in found:
            line, column = position or (None, None)
            cell = None if place is None else CellPlace(*place)
            problems.append(Problem(code, pointer, en, ja, line, column, row, name, cell))
        return cls(problems)

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code

    @property
    def pointer(self) -> str:
        """The pointer of the first problem."""
        return self.problems[0].pointer

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Return `{"problems": [{"code", "pointer", "message"}]}`."""
        return {"problems": [problem.to_dict() for problem in self.problems]}

    def __str__(self) -> str:
        """Return every problem, one after the other (of more than ten, the first ten)."""
        first = "; ".join(map(str, self.problems[:10]))
        more = len(self.problems) - 10
        if lang() == "ja":
            return f"拒否: {first}" + (f"; ほか {more} 件" if more > 0 else "")
        return f"refused: {first}" + (f"; and {more} more" if more > 0 else "")


class DocumentRefusal(Refusal):
    """A document is refused, or parts that do not fit together."""


class QuestionRefusal(Refusal):
    """A question is refused: it names what the router does not know."""


class UnknownId(QuestionRefusal, LookupError):
    """An id, label or name that nothing here has. What is known and has no answer is `None` instead.

    >>> import ceptoar
    >>> try:
    ...     ceptoar.Registry.builtin().party("gaz")
    ... except LookupError as refusal:
    ...     refusal.code
    'unknown-party'
    """


class StaleWarning(UserWarning):
    """The answer is about a day of which the edition does not speak: what it says may have changed since.

    `Router(…, stale="refuse")` refuses such a question, `stale="allow"` only keeps the lint `stale-edition`.
    """


class FrameRefusal(Refusal):
    """Rows of a frame are refused; each problem knows its row and column."""
