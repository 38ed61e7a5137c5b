"""What is imported when somebody first asks for it: what no answer needs stays out of the way of the first one."""

from __future__ import annotations

import sys
from importlib import import_module

# What type checkers know from `typing`, which alone takes longer to import than all that an answer needs.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["Module", "later"]


class Module:
    """Stands for a module that is imported when something of it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """Return what the module holds, and keep it: Python asks here only for what is not kept."""
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value


def later(module: str, **homes: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module; `homes` says of each name which module of the package holds it.

    What was looked up once is kept in the module. `dir` of the module lists the names, as completion in a notebook asks for.
    """

    def look_up(name: str) -> object:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        value = getattr(import_module(f"ceptoar.{home}"), name)
        setattr(import_module(module), name, value)
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[module]), *homes})

    vars(sys.modules[module])["__dir__"] = listed
    return look_up
