"""Values from outside as JSON: what is certain is taken, everything else is refused, each with the pointer of its field.

Records come from pandas, NumPy, databases and forms. A missing value is never read as an absent field: that could lift an
embargo or a limit without anybody having said so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from ceptoar._codes import problem_codes
from ceptoar._records import Record, instant_text
from ceptoar.errors import DocumentRefusal, Problem

__all__ = ["Values", "problem", "read"]

_T = TypeVar("_T")

# Deeper than any document goes, and within what every reader of JSON follows.
_DEEPEST = 100
_INTEGERS = range(-(2**63), 2**64)


def problem(code: str, pointer: str, en: str, ja: str) -> Problem:
    """Return a problem of a code, with the core's sentence and what `en` and `ja` say: in its place, or after it."""
    english, japanese = problem_codes()[code]
    if "{}" not in english:
        return Problem(code, pointer, f"{english}; {en}", f"{japanese}。{ja}")
    return Problem(code, pointer, english.replace("{}", en, 1), japanese.replace("{}", ja, 1))


def kind(value: object) -> str:
    """Return the name of a value's type, as its users write it."""
    of = type(value)
    module = of.__module__.partition(".")[0]
    return of.__qualname__ if module == "builtins" else f"{module}.{of.__qualname__}"


class Values:
    """Turns values into what JSON knows, and keeps a problem for each that it cannot take.

    In place of those stands null, so that whoever reads the rest can go on and tell what else is wrong.
    """

    def __init__(self, *, sets: bool) -> None:
        """Begin; `sets`: whether a set may stand for a list, because no order counts."""
        self.problems: list[Problem] = []
        self._sets = sets
        self._inside: list[int] = []

    def refuse(self, code: str, pointer: str, en: str, ja: str) -> None:
        """Keep a problem."""
        self.problems.append(problem(code, pointer, en, ja))

    def plain(self, value: Any, pointer: str = "") -> Any:
        """Return a value as JSON knows it, or null and a problem."""
        match value:
            case None | bool():
                return value
            case Record():
                return self.plain(value.to_dict(), pointer)
            case Enum():
                return self.plain(value.value, pointer)
            case str():
                return self._text(str.__str__(value), pointer)
            case int():
                return self._integer(int(value), pointer)
            case float():
                return self._float(float(value), pointer)
            case datetime():
                return self._instant(value, pointer)
            case date():
                return value.isoformat()
            case Mapping() | list() | tuple() | set() | frozenset():
                return self._nested(value, pointer)
        if type(value).__module__.partition(".")[0] == "numpy":
            return self._numpy(value, pointer)
        return self._other(value, pointer)

    def _other(self, value: Any, pointer: str) -> None:
        name = kind(value)
        if name.endswith("NAType"):
            self._missing("NA", pointer)
        else:
            self.refuse("wrong-type", pointer, f"a {name} is no value of JSON", f"{name} はJSONの値ではない")

    def _missing(self, name: str, pointer: str) -> None:
        self.refuse(
            "wrong-type",
            pointer,
            f"{name} is a missing value (leave the field out, or give None, if nothing is meant)",
            f"{name} は欠損値である (何も指定しないなら項目を省くか None とする)",
        )

    def _text(self, text: str, pointer: str) -> str | None:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(text[error.start]):04X}"
            self.refuse("bad-text", pointer, f"it holds half a character ({half})", f"文字の片割れ ({half}) を含む")
            return None
        return text

    def _integer(self, number: int, pointer: str) -> int | None:
        if number in _INTEGERS:
            return number
        self.refuse("wrong-type", pointer, "an integer of more than 64 bits", "64ビットを超える整数である")
        return None

    def _float(self, number: float, pointer: str) -> float | None:
        if math.isnan(number):
            self._missing("NaN", pointer)
        elif math.isinf(number):
            self.refuse("wrong-type", pointer, "infinity is no number of JSON", "無限大はJSONの数ではない")
        else:
            return number
        return None

    def _instant(self, at: datetime, pointer: str) -> str | None:
        if at != at:  # pandas' NaT is a datetime
            self._missing("NaT", pointer)
            return None
        try:
            return instant_text(at)
        except Exception:  # a zone may do anything, and the calendar ends
            shown = datetime.isoformat(at.replace(tzinfo=None))
            self.refuse("bad-instant", pointer, shown, shown)
            return None

    def _nested(self, value: Any, pointer: str) -> Any:
        if id(value) in self._inside or len(self._inside) == _DEEPEST:
            self.refuse(
                "wrong-type",
                pointer,
                "the value holds itself, or is nested too deep",
                "値がそれ自身を含むか、入れ子が深すぎる",
            )
            return None
        self._inside.append(id(value))
        try:
            if isinstance(value, Mapping):
                return self._object(value, pointer)
            if isinstance(value, set | frozenset):
                if not self._sets:
                    self.refuse(
                        "wrong-type",
                        pointer,
                        "a set has no order, and here the order counts (give a list)",
                        "集合には順序がないが、ここでは順序に意味がある (リストにする)",
                    )
                    return None
                # The same set is the same document, in every process.
                value = sorted(value) if all(isinstance(item, str) for item in value) else list(value)
            return [self.plain(item, f"{pointer}/{place}") for place, item in enumerate(value)]
        finally:
            self._inside.pop()

    def _object(self, value: Mapping[Any, Any], pointer: str) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, item in value.items():
            if isinstance(key, Enum):
                key = key.value
            if not isinstance(key, str):
                name = kind(key)
                self.refuse(
                    "wrong-type", pointer, f"a key is a {name}, not text", f"キーが文字列ではなく {name} である"
                )
                continue
            key = self._text(str.__str__(key), pointer)
            if key is not None:
                plain[key] = self.plain(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
        return plain

    def _numpy(self, value: Any, pointer: str) -> Any:
        name = type(value).__name__
        if type(value).__module__.startswith("numpy.ma"):
            return self._missing("a masked value", pointer) if name == "MaskedConstant" else self._other(value, pointer)
        if name == "ndarray" and value.ndim == 1:
            return self._nested(value.tolist(), pointer)
        if name == "datetime64":
            text = str(value)  # it has no zone, which is for the core to say
            return self._missing("NaT", pointer) if text == "NaT" else text
        item = value.item() if hasattr(value, "dtype") and value.dtype.kind in "biuf" and value.ndim == 0 else None
        return self.plain(item, pointer) if type(item) in (bool, int, float) else self._other(value, pointer)


def read(
    door: Callable[[bytes], _T], document: object, *, sets: bool = False, told: Iterable[Problem] = ()
) -> tuple[_T, bytes]:
    """Read a document through a door of the core; return what it made, and the JSON that it read.

    `told`: what is known to be wrong already. Whatever is wrong is told at once.
    """
    if isinstance(document, str):
        # A lone surrogate is no UTF-8, which is for the core to say.
        data = document.encode(errors="surrogatepass")
        return door(data), data
    if isinstance(document, bytes | bytearray | memoryview):
        data = bytes(document)
        return door(data), data
    if not isinstance(document, Mapping):
        name, made = kind(document), hasattr(document, "to_dict")
        raise DocumentRefusal(
            [
                problem(
                    "wrong-type",
                    "",
                    f"a document is a dict, JSON text or JSON bytes, not {name}"
                    + (" (`.to_dict()` may make one)" if made else ""),
                    f"文書は dict、JSONの文字列、JSONのバイト列であり、{name} ではない"
                    + (" (`.to_dict()` で作れることがある)" if made else ""),
                )
            ]
        )
    values = Values(sets=sets)
    plain = values.plain(document)
    problems = [*told, *values.problems]
    data = json.dumps(plain, ensure_ascii=False).encode()
    try:
        made_of = door(data)
    except DocumentRefusal as refusal:
        pointers = {problem.pointer for problem in problems}
        problems += [
            _without_position(problem)
            for problem in refusal.problems
            if not problem.pointer or problem.pointer not in pointers
        ]
    if problems:
        raise DocumentRefusal(problems)
    return made_of, data


def _without_position(problem: Problem) -> Problem:
    """Drop line and column: they are those of JSON that the caller never saw."""
    if problem.line is None:
        return problem
    en = problem.message_en.removesuffix(f" (line {problem.line}, column {problem.column})")
    ja = problem.message_ja.removesuffix(f" ({problem.line}行{problem.column}列)")
    return Problem(problem.code, problem.pointer, en, ja)
