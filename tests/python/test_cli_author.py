"""What an author of documents asks on the command line: differences, fixtures, exposure."""

import json

import ceptoar
import pytest

RULES = {"format": "ceptoar/rules/1", "id": "own", "extends": ["standard"], "rules": []}
NEWS = {"id": "news", "effect": "permit", "audience": {"kinds": ["ceptoar"]},
        "when": {"directions": ["provision"], "kinds": ["newsletter"], "levels": ["TLP:GREEN"]}}  # fmt: skip
NOTICE = {"id": "n", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
          "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}  # fmt: skip
ONE_DAY = ("--from", "2009-05-08", "--until", "2009-05-09", "--addressees", "none")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "before.json").write_text(json.dumps(RULES))
    (tmp_path / "after.json").write_text(json.dumps({**RULES, "rules": [NEWS]}))
    return tmp_path


def test_documents_that_differ(run, files):
    same = run("registry", "diff", "2009-03-31", "2009-03-31")
    assert same.returncode == 0 and "say the same" in same.stdout
    edition = json.loads(ceptoar.Registry.builtin().to_json())
    edition["memberships"].append({"party": "jpcert-cc", "group": "gas", "role": "analyst"})
    (files / "mine.json").write_text(json.dumps(edition))
    found = run("registry", "diff", "2009-03-31", "mine.json", "--format", "json")
    assert found.returncode == 3
    assert json.loads(found.stdout)["rows"] == [
        {"of": "memberships", "key": ["jpcert-cc", "gas", "analyst"], "what": "added"}
    ]
    assert "追加" in run("registry", "diff", "2009-03-31", "mine.json", "--lang", "ja").stdout
    rules = run("rules", "diff", "before.json", "after.json", "--format", "csv")
    assert rules.returncode == 3 and rules.stdout.splitlines()[1].startswith("rules,news,added,")
    assert run("rules", "diff", "standard", "standard").returncode == 0
    assert "TLP:AMBER+STRICT" in run("levels", "diff", "tlp-1.0", "tlp-2.0").stdout
    assert run("rules", "diff", "before.json", "nowhere.json").returncode == 1
    assert run("rules", "diff", "-", "-").returncode == 2


def test_fixtures(run, files):
    case = {"name": "gas-hears", "notice": NOTICE, "expect": {"told": ["gas"], "not_told": ["banking"]}}
    fixture = {"format": "ceptoar/test/1", "id": "own", "cases": [case]}
    (files / "good.json").write_text(json.dumps(fixture))
    good = run("rules", "test", "good.json")
    assert good.returncode == 0 and "1 of 1 as expected" in good.stdout and "newsletter" in good.stdout
    case["expect"] = {"told": ["banking"], "not_told": ["nobody"]}
    (files / "bad.json").write_text(json.dumps(fixture))
    bad = run("rules", "test", "bad.json", "--format", "json")
    assert bad.returncode == 3
    (found,) = json.loads(bad.stdout)["cases"]
    assert [(fault["pointer"], fault["kind"]) for fault in found["faults"]] == [
        ("/expect/told/0", "missing"), ("/expect/not_told/0", "foreign")
    ]  # fmt: skip
    both = run("rules", "test", "good.json", "bad.json", "--lang", "ja")
    assert both.returncode == 3 and "期待どおり" in both.stdout
    assert "gas-hears,,passed" in run("rules", "test", "good.json", "--format", "csv").stdout


def test_who_sees_more(run, files):
    found = run("exposure", "diff", "before.json", "after.json", *ONE_DAY, "--format", "json", "--fail-on", "gain")
    assert found.returncode == 3, found.stderr
    rows = json.loads(found.stdout)["rows"]
    assert {(row["aspect"], row["sense"]) for row in rows} >= {("notice", "gains")}
    before, after = (ceptoar.RuleSet.from_json((files / name).read_text()) for name in ("before.json", "after.json"))
    for row in rows:
        told = [row["witness"]["party"] in ceptoar.Router(rules=rules).audience(row["witness"]["notice"])
                for rules in (before, after)]  # fmt: skip
        assert row["aspect"] != "notice" or told == [False, True]
    turned = run("exposure", "diff", "after.json", "before.json", *ONE_DAY, "--fail-on", "gain")
    assert turned.returncode == 0 and "no longer told" in turned.stdout
    assert run("exposure", "diff", "before.json", "before.json", *ONE_DAY, "--fail-on", "any").returncode == 0
    (files / "what.json").write_text("{}")
    assert run("exposure", "diff", "before.json", "what.json", *ONE_DAY).returncode == 2


def test_who_could_see_what(run):
    found = json.loads(run("exposure", "--who", "gas", *ONE_DAY, "--format", "json").stdout)
    assert [party["party"] for party in found["parties"]] == ["gas"] and found["parties"][0]["told"] > 0
    assert all(row["parties"] == ["gas"] for row in found["rows"])
    assert run("exposure", "--who", "gaz").returncode == 2
    assert run("exposure", "--from", "2009/5/8").returncode == 2
