"""Values from outside as JSON: what is certain is taken, everything else is refused, each with the pointer of its field.

Records come from pandas, NumPy, databases and forms. A missing value is never read as an absent field: that could lift an
embargo or a limit without anybody having said so.
"""

from __future__ import annotations

from ceptoar._later import Module
from ceptoar.errors import DocumentRefusal

TYPE_CHECKING = False  # as in `ceptoar._later`

if TYPE_CHECKING:
    import datetime as dt
    import enum
    from collections import abc
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeGuard, TypeVar

    from ceptoar import _instants, _records, problems
    from ceptoar.problems import Problem

    _T = TypeVar("_T")
else:
    abc, dt, enum = Module("collections.abc"), Module("datetime"), Module("enum")
    _instants, _records, problems = Module("ceptoar._instants"), Module("ceptoar._records"), Module("ceptoar.problems")

__all__ = ["Values", "problem", "quoted", "read"]

# Deeper than any document goes, and within what every reader of JSON follows.
_DEEPEST = 100
_INTEGERS = range(-(2**63), 2**64)
_LISTS = (list, tuple, set, frozenset)
_NULL = "null"
_ESCAPES = {code: f"\\u{code:04x}" for code in range(0x20)}
_ESCAPES |= {ord(char): f"\\{escape}" for char, escape in zip('"\\\b\t\n\f\r', '"\\btnfr', strict=True)}


def problem(code: str, pointer: str, en: str, ja: str) -> Problem:
    """Return a problem of a code, with the core's sentence and what `en` and `ja` say: in its place, or after it."""
    from ceptoar._codes import problem_codes

    english, japanese = problem_codes()[code]
    if "{}" not in english:
        return problems.Problem(code, pointer, f"{english}; {en}", f"{japanese}。{ja}")
    return problems.Problem(code, pointer, english.replace("{}", en, 1), japanese.replace("{}", ja, 1))


def kind(value: object) -> str:
    """Return the name of a value's type, as its users write it."""
    of = type(value)
    module = of.__module__.partition(".")[0]
    return of.__qualname__ if module == "builtins" else f"{module}.{of.__qualname__}"


def quoted(text: str) -> str:
    """Return text as JSON, as Python's own library writes it, which takes longer to import than a router to be made."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{text.translate(_ESCAPES)}"'


class Values:
    """Writes values as JSON, and keeps a problem for each that it cannot take.

    In place of those stands null, so that whoever reads the rest can go on and tell what else is wrong.
    """

    def __init__(self, *, sets: bool) -> None:
        """Begin; `sets`: whether a set may stand for a list, because no order counts."""
        self.problems: list[Problem] = []
        self._sets = sets
        self._inside: list[int] = []

    def refuse(self, code: str, pointer: str, en: str, ja: str) -> str:
        """Keep a problem, and return what stands in place of the value."""
        self.problems.append(problem(code, pointer, en, ja))
        return _NULL

    def written(self, value: Any, pointer: str = "") -> str:
        """Return a value as JSON, or null and a problem."""
        of = type(value)
        if of is str:
            return self._text(value, pointer)
        if of is dict or of in _LISTS:
            return self._nested(value, pointer)
        if value is None:
            return _NULL
        if of is bool:
            return "true" if value else "false"
        return self._converted(value, pointer)

    def _converted(self, value: Any, pointer: str) -> str:
        """Write what stands for a value of another type."""
        match value:
            case enum.Enum():
                return self.written(value.value, pointer)
            case str():
                return self._text(str.__str__(value), pointer)
            case int():
                return self._integer(int(value), pointer)
            case float():
                return self._float(float(value), pointer)
            case dt.datetime():
                return self._instant(value, pointer)
            case dt.date():
                return quoted(value.isoformat())
            case abc.Mapping() | list() | tuple() | set() | frozenset():
                return self._nested(value, pointer)
        if type(value).__module__.partition(".")[0] == "numpy":
            return self._numpy(value, pointer)
        return self._other(value, pointer)

    def _other(self, value: Any, pointer: str) -> str:
        if isinstance(value, _records.Record):
            return self.written(value.to_dict(), pointer)
        name = kind(value)
        if name.endswith("NAType"):
            return self._missing("NA", pointer)
        return self.refuse("wrong-type", pointer, f"a {name} is no value of JSON", f"{name} はJSONの値ではない")

    def _missing(self, name: str, pointer: str) -> str:
        return self.refuse(
            "wrong-type",
            pointer,
            f"{name} is a missing value (leave the field out, or give None, if nothing is meant)",
            f"{name} は欠損値である (何も指定しないなら項目を省くか None とする)",
        )

    def _text(self, text: str, pointer: str) -> str:
        if self._is_text(text, pointer):
            return quoted(text)
        return _NULL

    def _is_text(self, text: str, pointer: str) -> bool:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(text[error.start]):04X}"
            self.refuse("bad-text", pointer, f"it holds half a character ({half})", f"文字の片割れ ({half}) を含む")
            return False
        return True

    def _integer(self, number: int, pointer: str) -> str:
        if number in _INTEGERS:
            return str(number)
        return self.refuse("wrong-type", pointer, "an integer of more than 64 bits", "64ビットを超える整数である")

    def _float(self, number: float, pointer: str) -> str:
        if number != number:
            return self._missing("NaN", pointer)
        if abs(number) == float("inf"):
            return self.refuse("wrong-type", pointer, "infinity is no number of JSON", "無限大はJSONの数ではない")
        return repr(number)

    def _instant(self, at: dt.datetime, pointer: str) -> str:
        if at != at:  # pandas' NaT is a datetime
            return self._missing("NaT", pointer)
        try:
            return quoted(_instants.instant_text(at))
        except Exception:  # a zone may do anything, and the calendar ends
            shown = dt.datetime.isoformat(at.replace(tzinfo=None))
            return self.refuse("bad-instant", pointer, shown, shown)

    def _nested(self, value: Any, pointer: str) -> str:
        if id(value) in self._inside or len(self._inside) == _DEEPEST:
            return self.refuse(
                "wrong-type",
                pointer,
                "the value holds itself, or is nested too deep",
                "値がそれ自身を含むか、入れ子が深すぎる",
            )
        self._inside.append(id(value))
        try:
            if not isinstance(value, _LISTS):
                return self._object(value, pointer)
            if isinstance(value, set | frozenset):
                if not self._sets:
                    return self.refuse(
                        "wrong-type",
                        pointer,
                        "a set has no order, and here the order counts (give a list)",
                        "集合には順序がないが、ここでは順序に意味がある (リストにする)",
                    )
                # The same set is the same document, in every process.
                value = sorted(value) if all(isinstance(item, str) for item in value) else list(value)
            items = [self.written(item, f"{pointer}/{place}") for place, item in enumerate(value)]
            return f"[{', '.join(items)}]"
        finally:
            self._inside.pop()

    def _object(self, value: Mapping[Any, Any], pointer: str) -> str:
        fields: dict[str, str] = {}
        for key, item in value.items():
            if type(key) is not str and isinstance(key, enum.Enum):
                key = key.value
            if not isinstance(key, str):
                name = kind(key)
                self.refuse(
                    "wrong-type", pointer, f"a key is a {name}, not text", f"キーが文字列ではなく {name} である"
                )
                continue
            key = str.__str__(key)
            if self._is_text(key, pointer):
                fields[key] = self.written(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
        written = [f"{quoted(key)}: {item}" for key, item in fields.items()]
        return f"{{{', '.join(written)}}}"

    def _numpy(self, value: Any, pointer: str) -> str:
        name = type(value).__name__
        if type(value).__module__.startswith("numpy.ma"):
            return self._missing("a masked value", pointer) if name == "MaskedConstant" else self._other(value, pointer)
        if name == "ndarray" and value.ndim == 1:
            return self._nested(value.tolist(), pointer)
        if name == "datetime64":
            text = str(value)  # it has no zone, which is for the core to say
            return self._missing("NaT", pointer) if text == "NaT" else quoted(text)
        item = value.item() if hasattr(value, "dtype") and value.dtype.kind in "biuf" and value.ndim == 0 else None
        return self.written(item, pointer) if type(item) in (bool, int, float) else self._other(value, pointer)


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
    if not _is_object(document):
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
    data = values.written(document).encode()
    found = [*told, *values.problems]
    try:
        made_of = door(data)
    except DocumentRefusal as refusal:
        pointers = {problem.pointer for problem in found}
        found += [
            _without_position(problem)
            for problem in refusal.problems
            if not problem.pointer or problem.pointer not in pointers
        ]
    if found:
        raise DocumentRefusal(found)
    return made_of, data


def _is_object(document: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(document, dict) or isinstance(document, abc.Mapping)


def _without_position(problem: Problem) -> Problem:
    """Drop line and column: they are those of JSON that the caller never saw."""
    if problem.line is None:
        return problem
    en = problem.message_en.removesuffix(f" (line {problem.line}, column {problem.column})")
    ja = problem.message_ja.removesuffix(f" ({problem.line}行{problem.column}列)")
    return problems.Problem(problem.code, problem.pointer, en, ja)
