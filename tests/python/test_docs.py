"""Every example in the documentation and the docstrings runs; the notebooks run, and show their pictures."""

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import ceptoar
import pytest
from conftest import ROOT, SAMPLES

TEXTS = [ROOT / "docs/python.md", ROOT / "ceptoar-py/README.md", ROOT / "README.md", ROOT / "README.ja.md"]
# The benchmark is run, and frames and records are read, by tests of their own.
WITHOUT_EXAMPLES = {"bench", "facts", "frames", "records"}
MODULES = sorted(
    module.name
    for module in pkgutil.iter_modules(ceptoar.__path__)
    if not module.name.startswith("_") and module.name not in WITHOUT_EXAMPLES
)
NOTEBOOKS = sorted((ROOT / "ceptoar-py/examples").glob("*.ipynb"))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"ceptoar.{name}"))
    assert result.failed == 0
    assert result.attempted, "a public module needs an example"


def fences(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name + "-" + file.parent.name)
def test_python_in_texts(file, tmp_path, monkeypatch):
    sybil = pytest.importorskip("sybil")
    from sybil.parsers.markdown import PythonCodeBlockParser

    monkeypatch.chdir(tmp_path)
    document = sybil.document.Document.parse(str(file), PythonCodeBlockParser())
    examples = list(document.examples())
    for example in examples:
        example.evaluate()
    assert examples, "no example in Python"


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name + "-" + file.parent.name)
def test_shell_in_texts(file, tmp_path):
    """The commands `ceptoar …` of a text run one after the other in one folder, which holds a sample as `notice.json`."""
    (tmp_path / "notice.json").write_bytes((SAMPLES / "vulnerability-to-electric-power.json").read_bytes())
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    commands = [
        line
        for fence in fences(file.read_text(encoding="utf-8"), "sh")
        for line in fence.splitlines()
        if re.match(r"(ceptoar|echo|cat) ", line)
    ]
    assert commands
    for command in commands:
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        # `may-pass` answers with its exit code: yes, no, if somebody judges so.
        good = {0, 3, 4} if command.startswith("ceptoar may-pass") else {0}
        assert done.returncode in good, (command, done.stderr)


def test_there_is_a_notebook_in_each_language():
    assert [file.stem for file in NOTEBOOKS] == ["first-route.en", "first-route.ja"]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_notebook(file):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(file, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "outputs are not committed"
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    pictures = [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {}) and "<svg" in output["data"]["text/html"]
    ]
    assert len(pictures) >= 2
    lang = file.stem[-2:]
    assert all(("必須" if lang == "ja" else "MUST") in picture for picture in pictures)


def test_the_code_is_tidy():
    pytest.importorskip("ruff")
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", "ceptoar-py/pyproject.toml", "ceptoar-py/python", "tests/python"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
