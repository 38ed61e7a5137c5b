"""What type checkers see is what is there."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT


def tool(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *args], capture_output=True, text=True, cwd=ROOT / "ceptoar-py", check=False
    )


def test_the_stub_is_the_module():
    pytest.importorskip("mypy")
    done = tool("mypy.stubtest", "ceptoar._native", "--concise")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_passes_mypy():
    pytest.importorskip("mypy")
    done = tool("mypy", "--strict", "-p", "ceptoar")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_public_name_has_a_type():
    pytest.importorskip("pyright")
    done = tool("pyright", "--verifytypes", "ceptoar", "--ignoreexternal", "--outputjson")
    report = json.loads(done.stdout)["typeCompleteness"]
    unknown = [s["name"] for s in report["symbols"] if s["isExported"] and not s["isTypeKnown"]]
    assert report["completenessScore"] == 1, unknown
