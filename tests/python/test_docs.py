"""Every example in the documentation and the docstrings runs; the notebooks run, and show their pictures."""

import doctest
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import textwrap
import xml.etree.ElementTree
from pathlib import Path

import ceptoar
import pytest
from conftest import ROOT

READMES = [ROOT / "ceptoar-py/README.md", ROOT / "README.md", ROOT / "README.ja.md"]
PYTHON = [ROOT / "docs/python.md", ROOT / "docs/frames.md", *READMES]
SHELL = [ROOT / "docs/cli.md", *READMES]
# The benchmark is run, and frames and records are read, by tests of their own.
WITHOUT_EXAMPLES = {"bench", "facts", "frames", "records"}
MODULES = sorted(
    module.name
    for module in pkgutil.iter_modules(ceptoar.__path__)
    if not module.name.startswith("_") and module.name not in WITHOUT_EXAMPLES
)


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"ceptoar.{name}"))
    assert result.failed == 0
    assert result.attempted, "a public module needs an example"


def fences(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: file.name + "-" + file.parent.name)
def test_python_in_texts(file, tmp_path, monkeypatch):
    sybil = pytest.importorskip("sybil")
    from sybil.parsers.markdown import PythonCodeBlockParser

    monkeypatch.chdir(tmp_path)
    document = sybil.document.Document.parse(str(file), PythonCodeBlockParser())
    examples = list(document.examples())
    for example in examples:
        example.evaluate()
    assert examples, "no example in Python"


@pytest.mark.parametrize("file", SHELL, ids=lambda file: file.name + "-" + file.parent.name)
def test_shell_in_texts(command, file, tmp_path):
    """The commands `ceptoar …` of a text run one after the other in one folder; what they read, the text makes first."""
    env = {**os.environ, "PATH": f"{Path(command).parent}:{os.environ['PATH']}"}
    lines = [
        line
        for fence in fences(file.read_text(encoding="utf-8"), "sh")
        for line in fence.splitlines()
        if re.match(r"(ceptoar|echo|cat) ", line)
    ]
    assert lines
    for line in lines:
        done = subprocess.run(["sh", "-c", line], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        # `may-pass` answers with its exit code: yes, no, if somebody judges so.
        good = {0, 3, 4} if line.startswith("ceptoar may-pass") else {0}
        assert done.returncode in good, (line, done.stderr)


# What each how-to makes last.
HOWTOS = {"check-a-rule-change": "witness.json", "own-registry": "answer.json", "water-drill": "audit.json"}


@pytest.mark.parametrize(
    "file",
    [ROOT / f"docs/howto/{name}{lang}.md" for name in HOWTOS for lang in ("", ".ja")],
    ids=lambda file: file.name,
)
def test_shell_in_howtos(command, file, tmp_path):
    """Every step of a how-to runs as it stands, one after the other in one folder."""
    env = {**os.environ, "PATH": f"{Path(command).parent}:{os.environ['PATH']}"}
    text = file.read_text(encoding="utf-8")
    steps = re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    assert len(steps) >= 4
    for step in map(textwrap.dedent, steps):
        done = subprocess.run(["sh", "-ec", step], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (step, done.stdout, done.stderr)
    made = tmp_path / HOWTOS[file.name.split(".")[0]]
    assert made.stat().st_size > 2
    if made.name == "audit.json":
        # The drill shows every kind of finding.
        shown = {finding["code"] for finding in json.loads(made.read_text())["findings"]}
        known = json.loads((ROOT / "schemas/v1/audit.schema.json").read_text())["$defs"]["AuditCode"]
        assert shown == {code["const"] for code in known["oneOf"]}
        for picture in ("timeline.svg", "coverage.svg"):
            assert xml.etree.ElementTree.parse(tmp_path / picture).getroot().tag.endswith("svg")


def test_every_howto_for_users_is_run():
    written = {file.name.split(".")[0] for file in (ROOT / "docs/howto").glob("*.md")}
    # Who adds an API or an edition changes the library: those are checked by its own tests.
    assert written - {"add-an-api", "add-an-edition"} == HOWTOS.keys()


# The tables of an outline, as `docs/outlines.md` tells of them.

GOOD = {
    "scheme": {"id": "mine", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "統括室"},
    "ministries": {"ministry": "mlit", "name_ja": "国土交通省"},
    "ceptoars": {"ceptoar": "port", "name_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": "mlit"},
    "groups": {"group": "all", "kind": "council", "name_ja": "協議会"},
    "members": {"party": "a", "kind": "partner", "name_ja": "甲", "ceptoar": "port", "role": "analyst"},
    "links": {"from": "mlit", "to": "port", "direction": "provision"},
    "cells": {"table": "ceptoars", "key": "port", "column": "means"},
    "documents": {"document": "d", "title_ja": "文書"},
    "vocabulary": {"list": "kinds", "term": "own", "name_ja": "自分の種類"},
}
# What a refusal of `?` says of a column, and how the pages call that.
FORMS = {"bad-date": ("day", "日"), "bad-month": ("month", "月"), "bad-count": ("number", "数"), "bad-id": ("id", "ID")}


def columns(file: Path) -> dict[str, dict[str, list[str]]]:
    """By table and column, the cells of a page: Japanese header, required, what it holds, empty, `-`."""
    parts = re.split(r"^## `(\w+)`$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    rows = {
        name: re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE)
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }
    return {name: {column: cells.split(" | ") for column, cells in lines} for name, lines in rows.items()}


@pytest.mark.parametrize("lang", [0, 1], ids=["en", "ja"])
def test_the_tables_of_an_outline_are_told(run, tmp_path, lang):
    """Headers, what is required, what may be none and which words stand where: the command is asked about each column."""
    page = columns(ROOT / ("docs/outlines.ja.md" if lang else "docs/outlines.md"))
    headers = []
    for each in ("en", "ja"):
        assert run("registry", "new", each, "--lang", each).returncode == 0
        lines = {
            file.stem: file.read_text(encoding="utf-8-sig").splitlines()[0] for file in (tmp_path / each).glob("*.csv")
        }
        headers.append({name: line.split(",") for name, line in lines.items()})
    assert {name: list(cells) for name, cells in page.items()} == headers[0]
    assert {name: [row[0] for row in cells.values()] for name, cells in page.items()} == headers[1]

    def faults(value):
        """Build one row of each table; what is refused, by table, column and code."""
        for name, cells in page.items():
            row = ",".join(value(name, column) for column in cells)
            (tmp_path / f"en/{name}.csv").write_text(",".join(cells) + "\n" + row + "\n", encoding="utf-8")
        done = run("registry", "build", "en", "--format", "json", "--lang", "en")
        found = json.loads(done.stderr)["problems"] if done.returncode == 2 else []
        return {(f["cell"]["table"], f["cell"]["column"], f["code"]): f["message"] for f in found}

    good = lambda table, column: GOOD[table].get(column, "")  # noqa: E731
    assert faults(good) == {}
    minus = {(table, column) for table, column, code in faults(lambda *_: "-") if code == "none-not-allowed"}
    refused = {
        (table, column)
        for table, cells in page.items()
        for column, row in cells.items()
        if row[4] in {"refused", "拒否"}
    }
    assert minus == refused
    for table, cells in page.items():
        for column, (_, required, _, empty, _) in cells.items():
            blank = column in GOOD[table] and faults(lambda *at, of=(table, column): "" if at == of else good(*at))
            # A CEPTOAR without a name is called by its scope.
            missing = (table, column, "missing-field") in (blank or {}) and (table, column) != ("ceptoars", "name_ja")
            assert bool(required) == missing, (table, column)
            assert not missing or "拒否" in empty or "refused" in empty, (table, column)
    for (table, column, code), message in faults(lambda *_: "?").items():
        holds = page[table][column][2]
        if code == "unknown-value":
            words = (
                message.partition("; write ")[2]
                .removeprefix("one of ")
                .replace("`", "")
                .replace(" or ", " / ")
                .split(" / ")
            )
            assert all(f"`{word}`" in holds for word in words), (table, column)
        elif code in FORMS:
            assert FORMS[code][lang] in holds, (table, column, code)


def test_the_guides_say_that_nothing_is_published():
    """The package is on no index: who follows the guide must not install somebody else's."""
    for file in (ROOT / "docs/python.md", ROOT / "ceptoar-py/README.md"):
        text = file.read_text(encoding="utf-8")
        assert "not on PyPI" in text and "./ceptoar-py" in text
        assert not [
            line for fence in fences(text, "sh") for line in fence.splitlines() if line.endswith("install ceptoar")
        ]


def test_u17_there_is_a_notebook_in_each_language():
    pytest.importorskip("nbformat")
    notebooks = pytest.importorskip("notebooks")
    assert [file.stem for file in notebooks.NOTEBOOKS] == [
        "first-route.en",
        "first-route.ja",
        "water-drill.en",
        "water-drill.ja",
    ]


@pytest.mark.parametrize("name", ["first-route", "water-drill"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_u17_a_notebook_shows_what_it_computes(name, lang):
    """The outputs that are committed are those of today; `python tests/python/notebooks.py` writes them anew."""
    nbformat = pytest.importorskip("nbformat")
    notebooks = pytest.importorskip("notebooks")
    file = ROOT / f"ceptoar-py/examples/{name}.{lang}.ipynb"
    kept, now = nbformat.read(file, as_version=4), notebooks.run(file)
    assert all(cell.outputs or cell.source.endswith(";") for cell in kept.cells if cell.cell_type == "code"), (
        "outputs are committed"
    )
    assert notebooks.outputs(kept) == notebooks.outputs(now), "run `python tests/python/notebooks.py`"
    forms = [output["data"] for cell in notebooks.outputs(now) for output in cell if "data" in output]
    pictures = [
        drawn for data in forms for form in ("text/html", "image/svg+xml") if "<svg" in (drawn := data.get(form, ""))
    ]
    words = {"first-route": ("必須", "MUST"), "water-drill": ("訓練", "EXERCISE")}[name]
    assert len(pictures) >= 2 and all(words[lang == "en"] in picture for picture in pictures)


def test_the_code_is_tidy():
    pytest.importorskip("ruff")
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", "ceptoar-py/pyproject.toml", "ceptoar-py/python", "tests/python", "benches"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
