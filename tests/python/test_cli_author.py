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


def test_gaps(run, files):
    found = run("registry", "gaps", "2024-03-31", "--on", "2026-11-26", "--format", "json")
    assert found.returncode == 0, found.stderr
    gaps = json.loads(found.stdout)
    assert gaps["format"] == "ceptoar/gaps/1" and gaps["of"]["outline"] == "2024-03-31" and gaps["on"] == "2026-11-26"
    assert gaps["counts"]["unknown-means"] == 20 and gaps["counts"]["stated-total"] == 1
    total = next(gap for gap in gaps["gaps"] if gap["code"] == "stated-total")
    assert (total["at"], total["stated"], total["listed"]) == ("scheme/ceptoars_stated", 21, 20)
    assert all(gap["causes"]["ja"] and gap["fill"]["en"] for gap in gaps["gaps"])
    assert sum(gaps["counts"].values()) == len(gaps["gaps"])
    # Whatever is found, the exit code is 0, unless it must not be.
    assert run("registry", "gaps", "2024-03-31", "--fail-on", "stated-total,stale").returncode == 3
    assert run("registry", "gaps", "2024-03-31", "--fail-on", "no-way").returncode == 0
    assert run("registry", "gaps", "2024-03-31", "--fail-on", "nothing").returncode == 2
    assert "連絡手段` に" in run("registry", "gaps", "2024-03-31", "--lang", "ja").stdout
    # An edition is asked in the same way; without a day it is today's.
    edition = json.loads(run("registry", "gaps", "--format", "json").stdout)
    assert edition["of"]["edition"] == "2009-03-31" and edition["counts"]["stale"] == 1
    assert "stale" not in json.loads(run("registry", "gaps", "--on", "2009-05-08", "--format", "json").stdout)["counts"]
    (files / "mine.json").write_text(ceptoar.Registry.builtin().to_json())
    csv = run("registry", "gaps", "mine.json", "--rules", "before.json", "--format", "csv")
    assert csv.stdout.splitlines()[0] == "code,at,party,from,until,stated,listed,causes,fill", csv.stderr
    assert run("registry", "gaps", "nowhere.json").returncode == 1
    assert run("registry", "gaps", "--on", "2009/5/8").returncode == 2


def test_what_is_found_in_rules(run, files):
    double = {"id": "double", "effect": "permit", "audience": {"parties": ["gas"]},
              "when": {"directions": ["provision"], "kinds": ["newsletter"], "levels": ["TLP:GREEN"]}}  # fmt: skip
    (files / "double.json").write_text(json.dumps({**RULES, "rules": [NEWS, double]}))
    days = ONE_DAY[:4]
    found = json.loads(run("rules", "lint", "--rules", "double.json", *days, "--format", "json").stdout)
    assert [finding["at"] for finding in found["findings"] if finding["code"] == "idle"].count("double") == 1
    assert not any(finding["at"] == "news" for finding in found["findings"])
    assert run("rules", "lint", "--rules", "double.json", *days, "--fail-on", "idle").returncode == 3
    assert "この規則がなくても" in run("rules", "lint", "--rules", "double.json", *days, "--lang", "ja").stdout
    few = run("rules", "lint", "--rules", "double.json", *days, "--most", "10")
    assert few.returncode == 2 and "too-many-combinations" in few.stderr


PORT = {"ceptoar": "port", "name_ja": "港湾セプター", "sector": "port", "sector_ja": "港湾", "ministry": ["mlit"],
        "means": ["email"], "from": "2009-04-01"}  # fmt: skip


def test_an_overlay_is_laid_over_the_edition(run, files):
    found = ("registry", "find", "国家サイバー統括室", "--format", "json")
    assert json.loads(run(*found).stdout) == []  # nobody is called so in 2009
    hit = json.loads(run(*found, "--overlay", "since-2009").stdout)[0]
    assert (hit["id"], hit["since"]) == ("nisc", "2025-07-01")
    before = run(
        "registry", "find", "内閣官房情報セキュリティセンター", "--overlay", "since-2009", "--lang", "en"
    ).stdout
    assert "National Cybersecurity Office (since 2025-07-01)" in before  # its newest name, whichever was looked for
    shown = run("registry", "show", "parties", "--overlay", "since-2009", "--lang", "ja").stdout
    assert "国家サイバー統括室 (2025-07-01から)" in shown
    # A CEPTOAR is one row of an outline, and the next overlay speaks of it.
    port = {"id": "port", "extends": {"edition": "2009-03-31"}, "add": {"outline": {"ceptoars": [PORT]}}}
    name = {"of": {"party": "port"}, "field": "name", "from": "2009-05-01", "value": {"ja": "港"}}
    (files / "port.json").write_text(json.dumps(port))
    (files / "name.json").write_text(json.dumps({"id": "name", "extends": {"edition": "2009-03-31"}, "set": [name]}))
    (files / "n.json").write_text(json.dumps({**NOTICE, "affected_sectors": ["port"]}))
    both = ("--overlay", "port.json", "--overlay", "name.json")
    told = run("route", "n.json", *both, "--format", "json")
    plan = json.loads(told.stdout)
    assert plan["edition"] == "2009-03-31+port+name" and len(plan["digests"]["overlays"]) == 2
    deliveries = {delivery["recipient"]: delivery for delivery in plan["deliveries"]}
    assert deliveries["port-members"]["hops"][-1]["channels"] == ["email"]
    assert "港" in run("route", "n.json", *both, "--lang", "ja").stdout
    assert run("registry", "validate", *both).returncode == 0
    # In the other order the second has nobody to speak of; without them the notice names what nobody knows.
    turned = run("route", "n.json", "--overlay", "name.json", "--overlay", "port.json")
    assert turned.returncode == 2 and "/0/set/0" in turned.stderr
    assert run("route", "n.json").returncode == 2
    # All that cannot be read are told, each by its number.
    for n in (1, 2):
        late = {"id": f"late-{n}", "extends": {"edition": "2009-03-31"}, "set": [{**name, "from": f"2009-1{n + 2}-01"}]}
        (files / f"late-{n}.json").write_text(json.dumps(late))
    late = run("route", "n.json", "--overlay", "late-1.json", "--overlay", "port.json", "--overlay", "late-2.json")
    assert late.returncode == 2 and all(place in late.stderr for place in ("/0/set/0/from", "/2/set/0/from"))
    # What asks over every class, and what answers files, asks the same registry.
    who = json.loads(run("exposure", *ONE_DAY, *both, "--who", "port", "--format", "json").stdout)
    assert who["rows"] and all(row["parties"] == ["port"] for row in who["rows"])
    gaps = json.loads(run("registry", "gaps", *both, "--on", "2009-05-08", "--format", "json").stdout)
    assert any("port" in gap["at"] for gap in gaps["gaps"])
    (files / "in.jsonl").write_text(json.dumps({**NOTICE, "affected_sectors": ["port"]}) + "\n")
    assert "port-members" in run("bulk", "in.jsonl", "-", *both).stdout
    assert run("bulk", "in.jsonl", "port.json", *both).returncode == 2  # it is read, and never written


def test_an_overlay_lies_over_what_is_compared(run, files):
    (files / "port.json").write_text(
        json.dumps({"id": "port", "extends": {"edition": "2009-03-31"}, "add": {"outline": {"ceptoars": [PORT]}}})
    )
    (files / "mine.json").write_text(ceptoar.Registry.builtin().to_json())
    same = run("exposure", "diff", "2009-03-31", "mine.json", "--overlay", "port.json", *ONE_DAY, "--format", "json",
               "--rules", "before.json")  # fmt: skip
    assert same.returncode == 0 and json.loads(same.stdout)["rows"] == []


def test_the_overlay_between_two_editions(run, files):
    edition = json.loads(ceptoar.Registry.builtin().to_json())
    edition["memberships"].append(
        {"party": "jpcert-cc", "group": "gas", "role": "analyst", "period": {"from": "2009-10-01"}}
    )
    (files / "mine.json").write_text(json.dumps(edition))
    found = run("registry", "diff", "2009-03-31", "mine.json", "--overlay", "analyst.json")
    assert found.returncode == 3 and "jpcert-cc" in found.stdout and found.stderr == "", found.stderr
    overlay = json.loads((files / "analyst.json").read_text())
    assert overlay["id"] == "analyst" and overlay["extends"]["edition"] == "2009-03-31"
    assert [added["party"] for added in overlay["add"]["memberships"]] == ["jpcert-cc"] and "end" not in overlay
    # Who sees more with it: an overlay is compared as any document is.
    gains = run("exposure", "diff", "2009-03-31", "analyst.json", "--from", "2009-10-01", "--until", "2009-10-02",
                "--addressees", "none", "--format", "json", "--fail-on", "gain")  # fmt: skip
    assert gains.returncode == 3, gains.stderr  # incident cases of gas go to its analyst
    graded = edition["links"][0].copy()
    edition["links"][0]["grade"] = "secondary"
    (files / "cited.json").write_text(json.dumps(edition))
    counted = run("registry", "diff", "mine.json", "cited.json", "--overlay", "-", "--lang", "en")
    assert counted.returncode == 0 and counted.stderr == "sources and grades that no overlay can say: 1 (--citations)\n"
    listed = run("registry", "diff", "mine.json", "cited.json", "--overlay", "-", "--citations", "--lang", "en")
    assert listed.returncode == 3 and "grade" in listed.stderr
    edition["links"][0] = graded
    edition["title"]["ja"] = "別の名"
    (files / "mine.json").write_text(json.dumps(edition))
    rest = run("registry", "diff", "2009-03-31", "mine.json", "--overlay", "-", "--lang", "en")
    assert json.loads(rest.stdout)["id"] == "changes" and "title" in rest.stderr


def test_an_outline_is_taken_wherever_an_edition_is_compared(run, tmp_path):
    assert run("registry", "new", "mine", "--outline", "2024-03-31").returncode == 0
    # What `new` writes says what the built-in outline says, under an id of its own.
    same = run("registry", "diff", "2024-03-31", "mine")
    assert same.returncode == 0, same.stdout + same.stderr
    assert run("registry", "outline", "2024-03-31", "-o", "again").returncode == 0
    (tmp_path / "outline.json").write_text(json.dumps({
        "scheme": {"id": "small", "title_ja": "例", "cabinet": "nco", "cabinet_ja": "統括室"},
        "ministries": [{"ministry": "mlit", "name_ja": "国土交通省"}],
        "ceptoars": [{"ceptoar": "port", "scope_ja": "港湾", "sector": "port", "sector_ja": "港湾", "ministry": ["mlit"]}],
    }))  # fmt: skip
    # An outline may leave its format out.
    for command in (("registry", "gaps"), ("exposure", "diff", "outline.json"), ("registry", "diff", "outline.json")):
        assert run(*command, "outline.json").returncode == 0
    # It is built before anything is routed with it.
    routed = run("route", "mine/notice.json", "--edition", "2024-03-31")
    assert routed.returncode == 2 and "registry build 2024-03-31" in routed.stderr


def test_two_days_are_compared(run):
    days = ("--before-on", "2007-05-01", "--after-on", "2009-05-01", "--addressees", "none")
    found = json.loads(run("exposure", "diff", "2009-03-31", "2009-03-31", *days, "--format", "json").stdout)
    assert (found["before_on"], found["after_on"]) == ("2007-05-01", "2009-05-01")
    assert any(row["aspect"] == "notice" for row in found["rows"])
    assert run("exposure", "diff", "2009-03-31", "2009-03-31", "--before-on", "2007-05-01").returncode == 2


# What is built in, by its id.


def test_exposure_diff_takes_what_is_built_in_by_its_id(run, tmp_path):
    (tmp_path / "after.json").write_text(json.dumps(RULES))
    same = run("exposure", "diff", "standard", "after.json", *ONE_DAY, "--format", "json")
    assert same.returncode == 0 and json.loads(same.stdout)["rows"] == [], same.stderr
    other = run("exposure", "diff", "tlp-2.0", "pfc", *ONE_DAY, "--fail-on", "any")
    assert other.returncode == 3, other.stderr
    assert run("rules", "lint", "--rules", "standard", "--edition", "2009-03-31").returncode == 0


def test_an_outline_that_is_built_in_is_built_by_its_id(run):
    built = run("registry", "build", "2024-03-31")
    assert built.returncode == 0 and json.loads(built.stdout)["id"] == "2024-03-31", built.stderr


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("registry", "diff", "2009-03-31", "since-2009"), "ceptoar exposure diff 2009-03-31 since-2009"),
        (("registry", "validate", "since-2009"), "registry show parties --overlay since-2009"),
        (("registry", "build", "since-2009"), "registry show parties --overlay since-2009"),
        (("registry", "build", "2009-03-31"), "ceptoar registry outline 2009-03-31"),
        (("registry", "show", "--edition", "since-2009"), "registry show parties --overlay since-2009"),
        (("registry", "show", "--edition", "2024-03-31"), "ceptoar registry new FOLDER --outline 2024-03-31"),
        (("registry", "show", "--edition", "pfc"), "--profile"),
        (("registry", "show", "--edition", "standard"), "--rules"),
        (("registry", "show", "--overlay", "2024-03-31"), "ceptoar registry build 2024-03-31"),
    ],
)
def test_what_is_built_in_and_stands_in_the_wrong_place_is_told(run, words, wanted):
    for lang in ("en", "ja"):
        done = run(*words, "--lang", lang)
        assert done.returncode == 2 and done.stdout == "", done.stderr
        wanted = wanted if lang == "en" else wanted.replace("FOLDER", "フォルダー")
        assert wanted in done.stderr and "os error" not in done.stderr
    assert run("registry", "show", "--edition", "nowhere").returncode == 1
