"""The first answer: what it imports and what waits until it is used, though it is there for whoever asks."""

import inspect
import json
import pickle
import pkgutil
import subprocess
import sys
from typing import get_args

import ceptoar
import ceptoar.document
import pytest
from ceptoar import answers, enums, errors, facts, notices, problems, records, router
from conftest import NOTICE


def test_importing_brings_no_frame_library():
    code = "import ceptoar, sys; ceptoar.Router(); print([n for n in sys.modules if n in sys.argv[1:]])"
    libraries = ["pandas", "polars", "pyarrow", "numpy", "duckdb", "narwhals", "rich", "tqdm"]
    done = subprocess.run([sys.executable, "-c", code, *libraries], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_first_answer_imports_next_to_nothing():
    """What a router needs to answer is the native module; whatever else takes time to import waits until it is used."""
    code = (
        "import sys; before = set(sys.modules); import ceptoar; "
        "notice = ceptoar.Notice(**eval(sys.argv[1])); why = ceptoar.Router().explain(notice); why.to_json(); "
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code, repr(NOTICE)], capture_output=True, text=True, check=True)
    brought = set(done.stdout.split())
    assert "ceptoar" in brought
    dear = {"collections", "dataclasses", "datetime", "enum", "html", "inspect", "json", "re", "typing"}
    assert not brought & dear


def test_names_are_where_they_always_were():
    """What is looked up when it is first asked for is offered by the module that speaks of it, and can be pickled."""
    assert errors.Problem is problems.Problem is ceptoar.Problem and errors.CellPlace is ceptoar.CellPlace
    assert answers.Withheld is enums.Withheld and set(get_args(answers.PictureFormat)) == {"mermaid", "dot", "svg"}
    assert set(get_args(router.Stale)) == {"warn", "refuse", "allow"} and "who" in get_args(router.Wanted)
    assert set(notices.NoticeFields.__annotations__) == set(inspect.signature(ceptoar.Notice).parameters)
    for module in (answers, ceptoar.document, errors, facts, notices, records, router):
        for name in module.__all__:
            assert getattr(module, name) is not None
        with pytest.raises(AttributeError, match="nothing"):
            _ = module.nothing
    # A pickle of an earlier version names the module that the class stood in.
    assert pickle.loads(b"cceptoar.errors\nProblem\n.") is ceptoar.Problem


def test_every_public_module_is_there_without_an_import_of_its_own():
    public = {module.name for module in pkgutil.iter_modules(ceptoar.__path__) if not module.name.startswith("_")}
    code = "import ceptoar, sys; print(*[getattr(ceptoar, name).__name__ for name in sys.argv[1:]])"
    for name in public - {"bench"}:  # which has needs of its own
        done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=False)
        assert done.stdout.split() == [f"ceptoar.{name}"], done.stderr


def test_the_defaults_of_a_notice_are_words_of_their_sets():
    defaults = {name: found.default for name, found in inspect.signature(ceptoar.Notice).parameters.items()}
    assert ceptoar.Mode(defaults["mode"]) is ceptoar.Mode.NORMAL
    assert ceptoar.Status(defaults["status"]) is ceptoar.Status.ACTUAL
    assert ceptoar.Message(defaults["message"]) is ceptoar.Message.ORIGINAL
    drawn = inspect.signature(ceptoar.Plan.picture).parameters["withheld"].default
    assert enums.Withheld(drawn) is enums.Withheld.SUMMARY


def test_a_router_says_by_which_parts_it_decides():
    """The parts that nobody gave are made when they are asked for: they are those that answers rest on."""
    asked = ceptoar.Router()
    digests = asked.route(NOTICE).digests
    assert (asked.registry.digest, asked.profile.digest, asked.rules.digest) == (
        digests.edition, digests.profile, digests.rules,
    )  # fmt: skip
    assert asked.registry is asked.registry and asked.profile is asked.profile and asked.rules is asked.rules
    mine = ceptoar.LevelProfile.builtin("pfc")
    assert ceptoar.Router(profile=mine).profile is mine
    assert ceptoar.Router(profile=mine) != asked == ceptoar.Router()


def test_a_first_answer_makes_no_record():
    # The classes of the records are the dearest part of the package: they are made when somebody reads one.
    notice = {
        "id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
        "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00",
    }  # fmt: skip
    code = (
        "import ceptoar, json, sys; plan = ceptoar.Router().route(json.loads(sys.argv[1])); plan.to_json(); "
        "print([n for n in sys.modules if n.startswith(('ceptoar.facts', 'ceptoar.records', 'ceptoar.document.'))]); "
        "print(plan.deliveries[0].recipient); "
        "print(*[n for n in sys.modules if n.startswith(('ceptoar.facts.', 'ceptoar.records.', 'ceptoar.document.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code, json.dumps(notice)], capture_output=True, text=True, check=True)
    before, recipient, after = done.stdout.splitlines()
    assert (before, recipient) == ("[]", "gas")
    assert set(after.split()) == {"ceptoar.facts.text", "ceptoar.records.plan"}
