"""Records against the documents that they are made from, field by field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from ceptoar._records import Record


def assert_same(found: Any, wanted: Any, at: str = "") -> None:
    """Check that a record is its document's object, and that the object has no field that the record has not.

    Nothing of the package reads or writes here: a field that both ways forget is missed by neither.
    """
    match found:
        case Record():
            _assert_fields(found, wanted, at)
        case Enum():
            assert found.value == wanted, at
        case datetime():
            assert found.tzinfo is not None and found == datetime.fromisoformat(wanted), at
        case date():
            assert found.isoformat() == wanted, at
        case tuple() | list():
            assert isinstance(wanted, list) and len(found) == len(wanted), f"{at}: {found}, not {wanted}"
            for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
                assert_same(one, other, f"{at}/{place}")
        case Mapping():
            assert found.keys() == wanted.keys(), at
            for key, value in found.items():
                assert_same(value, wanted[key], f"{at}/{key}")
        case _:
            assert type(found) is type(wanted) and found == wanted, f"{at}: {found!r}, not {wanted!r}"


def _assert_fields(record: Record, wanted: dict[str, Any], at: str) -> None:
    fields = {field.name.rstrip("_"): getattr(record, field.name) for field in dataclasses.fields(record)}
    hidden = {name: fields.pop(name) for name in record._hidden}
    assert all(hidden.values()), f"{at}: a sentence is missing"
    more = wanted.keys() - fields.keys() - {"format"}
    assert not more, f"{at} has no {more}"
    for name, value in fields.items():
        if name in wanted:
            assert_same(value, wanted[name], f"{at}/{name}")
        else:
            assert value in (None, False, (), ""), f"{at}/{name} is {value!r}, and the document does not say so"


def assert_answer(answer: Any, wanted: dict[str, Any]) -> None:
    """Check that an answer has each field of its document, under its name."""
    for name in wanted.keys() - {"format"}:
        assert_same(getattr(answer, name), wanted[name], name)
