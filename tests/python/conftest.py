"""What the tests of the Python package share."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ceptoar
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "ceptoar-core/examples/notices"
POWER = SAMPLES / "vulnerability-to-electric-power.json"

NOTICE: dict[str, Any] = {
    "id": "n-1",
    "direction": "provision",
    "origin": "nisc",
    "level": "TLP:AMBER",
    "kind": "vulnerability",
    "affected_sectors": ["gas"],
    "issued_at": "2009-05-08T01:00:00Z",
}


@pytest.fixture(scope="session")
def router() -> ceptoar.Router:
    return ceptoar.Router()


@pytest.fixture(scope="session", params=["wheel", "binary"])
def command(request) -> str:
    """The command as the package ships it, and as `cargo` builds it: what holds of one holds of both."""
    if request.param == "wheel":
        return str(Path(sys.executable).with_name("ceptoar"))
    binary = os.environ.get("CEPTOAR_BINARY")
    if binary is None:
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell("CEPTOAR_BINARY does not name the binary: cargo build -p ceptoar-cli")
    assert Path(binary).name == "ceptoar" and Path(binary).is_absolute(), binary
    return binary


@pytest.fixture
def run(command, tmp_path):
    """Run the command, as a shell would."""

    def run(*args: object, stdin: str | None = None, env: dict[str, str] | None = None):
        line = [command, *map(str, args)]
        clean = {key: value for key, value in os.environ.items() if key not in {"LC_ALL", "LC_MESSAGES", "LANG"}}
        return subprocess.run(
            line,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**clean, **(env or {})},
            check=False,
        )

    return run


def samples() -> list[Path]:
    files = sorted(file for file in SAMPLES.glob("*.json"))
    assert files
    return files


def table(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def document(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


VECTORS_RUN = pytest.StashKey[set[str]]()


def pytest_configure(config):
    config.stash[VECTORS_RUN] = set()
    config.pluginmanager.register(_Counter(config), "vector-counter")


class _Counter:
    """Counts the vectors that really ran and passed."""

    def __init__(self, config):
        self.config = config

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and report.passed and dict(report.user_properties).get("vector"):
            self.config.stash[VECTORS_RUN].add(report.nodeid)

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.line(f"vectors run through Python: {len(self.config.stash[VECTORS_RUN])}")
