"""The floors of the package: a module takes only from modules below it, so that no import makes a circle.

Every import counts, those inside functions and those for type checkers too. `_native` is the ground: its stub names what it
gives, and is no import.
"""

import ast

import pytest
from conftest import ROOT

PACKAGE = ROOT / "ceptoar-py/python/ceptoar"

FLOORS = """
_instants _later _native _pandas _parquet _progress _undecided _workbook
_cli _codes _defaults _records schemas
__main__ _held enums records.asked
_arguments _options
_also frames problems
_report errors
_gaps _values facts.text records.verdict
_value facts.source life overlays records.plan
document.channel document.cited facts.ceptoar facts.party facts.rule records.hand
document.record document.rules facts records
document.edition
_graph _recorded document.levels document.roster notices
answers document following registries
_stale documents
router
author
ceptoar engines
bench bench.rows
bench.calls bench.forms bench.peers
bench.beside bench.growth
bench.__main__
"""


def sources() -> dict[str, str]:
    """Every module of the package with its text; the package itself is `ceptoar`."""
    found = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name or "ceptoar"] = file.read_text(encoding="utf-8")
    return found | {"_native": ""}


def imports(name: str, text: str, modules: set[str]) -> set[str]:
    """The modules of the package that a module imports, wherever in its text."""
    taken = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                wanted = [alias.name for alias in names]
            case ast.ImportFrom(module=of, names=names, level=level):
                assert level == 0 and of is not None, f"{name} imports by dots: write the whole name"
                inner = [f"{of}.{alias.name}" for alias in names]
                wanted = [one if one.removeprefix("ceptoar.") in modules else of for one in inner]
            case _:
                continue
        ours = (one for one in wanted if one.partition(".")[0] == "ceptoar")
        taken |= {one.removeprefix("ceptoar.") for one in ours}
    return taken


def faults(texts: dict[str, str], floors: str = FLOORS) -> list[str]:
    """What stands on no floor or on two, and what takes from its own floor or from above."""
    order = [line.split() for line in floors.strip().splitlines()]
    height = {name: floor for floor, names in enumerate(order) for name in names}
    listed = [name for names in order for name in names]
    wrong = [f"{name} is on two floors" for name in sorted(set(listed)) if listed.count(name) > 1]
    wrong += [f"{name} is on no floor" for name in sorted(texts.keys() - height.keys())]
    wrong += [f"{name} is no module" for name in sorted(height.keys() - texts.keys())]
    for name, text in sorted(texts.items()):
        for other in sorted(imports(name, text, set(texts))):
            if height.get(other, len(order)) >= height.get(name, -1):
                wrong.append(f"{name} takes from {other}")
    return wrong


def test_every_module_takes_from_below():
    assert not faults(sources())


@pytest.mark.parametrize(
    "planted",
    [
        "import ceptoar.router",
        "from ceptoar import router",
        "from ceptoar.answers import Plan",
        "def later():\n    from ceptoar.router import Router\n    return Router",
        "if TYPE_CHECKING:\n    from ceptoar.router import Router",
        "from ceptoar.facts.text import Text",  # its own floor
    ],
)
def test_a_planted_circle_is_found(planted):
    texts = sources()
    texts["facts.text"] += f"\n\n{planted}\n"
    assert [fault.partition(" takes")[0] for fault in faults(texts)] == ["facts.text"]


def test_a_module_without_a_floor_is_found():
    assert faults(sources() | {"_new": ""}) == ["_new is on no floor"]
    assert "router is on two floors" in faults(sources(), f"{FLOORS}\nrouter\n")
    assert faults(sources(), f"{FLOORS}\nnobody\n") == ["nobody is no module"]
