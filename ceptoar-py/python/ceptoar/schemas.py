"""The published JSON Schemas (draft 2020-12) of the documents."""

from __future__ import annotations

import json
from typing import Any

from ceptoar import _native

__all__ = ["schema"]


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of `edition`, `rules`, `levels`, `roster`, `notice` or `answer`.

    >>> schema("notice")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    found: dict[str, Any] = json.loads(_native.schema(name))
    return found
