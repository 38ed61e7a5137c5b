"""The command line, as a shell runs it."""

import csv
import io
import json
import re

import ceptoar
import pytest
from conftest import NOTICE, POWER, ROOT, table


def test_route_in_every_format(run, router):
    text = run("route", POWER)
    assert text.returncode == 0 and "electric-power-members" in text.stdout and text.stderr == ""
    answer = run("route", POWER, "--format", "json")
    assert answer.stdout == router.route(POWER.read_bytes()).to_json() + "\n"
    rows = list(csv.DictReader(io.StringIO(run("route", POWER, "--format", "csv").stdout)))
    assert [row["recipient"] for row in rows] == [d.recipient for d in router.route(POWER.read_bytes()).deliveries]
    assert rows[0]["duty"] == "must" and rows[0]["path"] == "nisc>meti>electric-power>criepi"


def test_explain_in_both_languages(run, router):
    why = router.explain(POWER.read_bytes())
    assert run("route", POWER, "--lang", "ja").stdout == why.text("ja")
    assert run("route", POWER, env={"LANG": "ja_JP.UTF-8"}).stdout == why.text("ja")
    assert run("route", POWER).stdout == why.text("en")
    everything = run("explain", POWER).stdout
    assert len(everything) > len(why.text("en")) and all(verdict.party in everything for verdict in why.verdicts)
    assert run("explain", POWER, "--format", "json").stdout == why.to_json() + "\n"
    rows = list(csv.DictReader(io.StringIO(run("explain", POWER, "--format", "csv").stdout)))
    assert {row["party"]: row["outcome"] for row in rows} == {v.party: v.outcome for v in why.verdicts}


def test_the_questions_at_each_hand(run):
    audience = json.loads(run("audience", POWER, "--format", "json").stdout)
    assert {"party": "meti", "duty": "must"} in audience["audience"]
    onward = json.loads(run("onward", POWER, "meti", "--format", "json").stdout)
    assert [hop["to"] for hop in onward] == ["electric-power"]
    yes = run("may-pass", POWER, "nisc", "meti")
    assert yes.returncode == 0 and ": yes" in yes.stdout
    no = run("may-pass", POWER, "nisc", "gas", "--lang", "ja")
    assert no.returncode == 3 and "渡してはならない" in no.stdout
    as_json = run("may-pass", POWER, "nisc", "gas", "--format", "json")
    assert as_json.returncode == 3 and json.loads(as_json.stdout)["answer"] == "no"


RAILWAY = {**NOTICE, "level": "TLP:GREEN", "kind": "incident-case", "affected_sectors": ["electric-power"]}
DISASTER = {
    **NOTICE,
    "level": "TLP:GREEN",
    "affected_sectors": ["finance"],
    "affected_ceptoars": ["securities"],
    "mode": "wide-area-disaster",
    "purposes": ["containment"],
}


def test_what_somebody_must_judge_is_said(run, router):
    notice = json.dumps(RAILWAY)
    ask = ("may-pass", "-", "railway", "railway-members")
    judged = run(*ask, stdin=notice)
    assert judged.returncode == 4 and "if judged so" in judged.stdout
    assert "railway decides: " in judged.stdout and "`railway-when-useful`" in judged.stdout
    japanese = run(*ask, "--lang", "ja", stdin=notice)
    assert japanese.returncode == 4 and "判断" in japanese.stdout
    assert "有益" in japanese.stdout
    rows = list(csv.DictReader(io.StringIO(run(*ask, "--format", "csv", stdin=notice).stdout)))
    assert rows[0]["answer"] == "if-judged" and rows[0]["judgement"] == "railway-members:railway-when-useful"
    text = run("route", "-", stdin=notice).stdout
    assert "railway decides: " in text
    rows = list(csv.DictReader(io.StringIO(run("route", "-", "--format", "csv", stdin=notice).stdout)))
    by_recipient = {row["recipient"]: row["judgement"] for row in rows}
    assert by_recipient["railway-members"] == "railway-members:railway-when-useful" and by_recipient["railway"] == ""
    assert "railway decides: " in run("onward", "-", "railway", stdin=notice).stdout


def test_channels_used_beside_the_others_are_said(run, router):
    notice = json.dumps(DISASTER)
    last = router.route(DISASTER).delivery("securities-members").hops[-1]
    assert last.also and last.judged
    assert "if judged" in run("route", "-", stdin=notice).stdout
    assert "要判断" in run("route", "-", "--lang", "ja", stdin=notice).stdout
    rows = list(csv.DictReader(io.StringIO(run("onward", "-", "securities", "--format", "csv", stdin=notice).stdout)))
    assert rows[0]["also"] == ";".join(last.also) and rows[0]["judged"] == ";".join(last.judged)
    links = run("registry", "show", "links", "--format", "csv").stdout
    assert last.also[0] in links


def test_nobody_goes_unsaid(run):
    notice = json.dumps({**NOTICE, "only": []})
    told = run("audience", "-", "--format", "json", stdin=notice)
    assert json.loads(told.stdout) == {
        "notice": "n-1",
        "audience": [],
        "lints": [{"code": "nobody-told", "at": "n-1"}],
    }
    assert "n-1" in run("audience", "-", stdin=notice).stdout
    for command in ("route", "audience", "explain"):
        as_csv = run(command, "-", "--format", "csv", stdin=notice)
        assert "(n-1)" in as_csv.stderr and "n-1" not in as_csv.stdout, command
    assert "gas" in run("route", "-", "--format", "csv", stdin=notice).stderr


def test_a_roster_keeps_the_rules_of_the_edition(run, tmp_path):
    (tmp_path / "roster.json").write_text(json.dumps({"id": "mine", "organizations": [], "memberships": []}))
    plain, with_roster = (json.loads(run("rules", "lint", "--format", "json", *more).stdout)
                          for more in ((), ("--roster", "roster.json")))  # fmt: skip
    assert all(plain[name] == with_roster[name] for name in ("rules", "digest", "lints", "findings"))
    assert plain["rules"] == ceptoar.RuleSet.builtin().id


def test_standard_input_and_the_situation(run, router):
    notice = json.dumps(NOTICE)
    down = run("route", "-", "--outage", "nisc>meti", "--format", "json", stdin=notice)
    assert json.loads(down.stdout)["unmet"][0]["outcome"] == "unreachable"
    both = run("route", "-", "--outage", "meti>gas:email", "--failed-sector", "gas", "--format", "json", stdin=notice)
    asked = router.route(NOTICE, {"outages": [{"link": "meti>gas", "channel": "email"}], "failed_sectors": ["gas"]})
    assert both.stdout == asked.to_json() + "\n"


def test_exit_codes(run, tmp_path):
    (tmp_path / "bad.json").write_text(json.dumps({**NOTICE, "origin": "nobody", "kind": "rumour"}))
    refused = run("route", "bad.json")
    assert refused.returncode == 2 and refused.stdout == ""
    assert refused.stderr.splitlines()[0].startswith("unknown-kind /kind: ")
    as_json = run("route", "bad.json", "--format", "json", "--lang", "ja")
    problems = json.loads(as_json.stderr)["problems"]
    assert [problem["code"] for problem in problems] == ["unknown-kind", "unknown-party"]
    assert "`nobody`" in problems[1]["message"] and re.search("[ぁ-ん]", problems[1]["message"])
    assert run("route", "nowhere.json").returncode == 1
    assert run("route").returncode == 2
    assert run("--nonsense").returncode == 2
    assert run("onward", POWER, "nobody").returncode == 2
    for asked in ("--version", "--help"):
        assert run(asked).returncode == 0
    assert ceptoar.__version__ in run("--version").stdout


def test_help_in_japanese(run):
    """Every command and every option says in Japanese what it is."""
    for command in ("", "route", "explain", "audience", "onward", "may-pass", "plot", "registry show", "registry validate",
                    "rules lint", "schema", "bulk", "completion"):  # fmt: skip
        shown = run(*command.split(), "--help", "--lang", "ja")
        assert shown.returncode == 0
        # The heading of the values, and the values' own words, are clap's and English.
        told = [
            line
            for line in shown.stdout.splitlines()
            if re.match(r" {10}\S", line) and "[" not in line and "Possible values" not in line
        ]
        assert re.search("[ぁ-ん]", shown.stdout.splitlines()[0]), command
        english = [
            line for line in told if not re.search("[ぁ-んァ-ヶ一-龠]", line) and not line.strip().startswith("-")
        ]
        assert not english, (command, english)
    assert "who must be" in run("route", "--help").stdout
    assert "誰" in run("route", "--help", env={"LANG": "ja_JP.UTF-8"}).stdout


def test_no_colour_where_nobody_looks(run):
    assert "\x1b" not in run("route", POWER).stdout
    assert "\x1b" not in run("route", POWER, env={"NO_COLOR": "1"}).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "elvish"])
def test_completion(run, shell):
    assert "may-pass" in run("completion", shell).stdout


def test_registry_rules_schema(run, tmp_path):
    parties = json.loads(run("registry", "show", "--format", "json").stdout)
    assert len(parties) == len(ceptoar.Registry.builtin().parties)
    for part in ("links", "memberships", "ceptoars", "sectors", "channels", "kinds", "documents", "errata",
                 "instruments", "bodies"):  # fmt: skip
        shown = run("registry", "show", part)
        assert shown.returncode == 0 and len(shown.stdout.splitlines()) > 1, part
    empty: dict = {name: [] for name in ("sectors", "parties", "ceptoars", "memberships", "links")}
    edition = {"id": "own", "title": {"ja": "版"}, **empty}
    (tmp_path / "own.json").write_text(json.dumps(edition))
    checked = run("registry", "validate", "own.json")
    assert checked.returncode == 0 and "own" in checked.stdout, checked.stderr
    (tmp_path / "bad.json").write_text(
        json.dumps({**edition, "links": [{"from": "a", "to": "b", "direction": "provision"}]})
    )
    assert run("registry", "validate", "bad.json").returncode == 2
    assert str(len(ceptoar.RuleSet.builtin().rules)) in run("rules", "lint").stdout
    rules = {"id": "own", "rules": [{"id": "r", "effect": "permit", "when": {"levels": ["TLP:RED"]}, "audience": {}}]}
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    lint = json.loads(run("rules", "lint", "--rules", "rules.json", "--format", "json").stdout)
    assert lint["lints"] == [{"code": "rule-names-level", "at": "r"}]
    (tmp_path / "rules.json").write_text(json.dumps(rules).replace("RED", "PINK"))
    assert run("rules", "lint", "--rules", "rules.json").returncode == 2
    published = sorted(file.name.removesuffix(".schema.json") for file in (ROOT / "schemas/v1").glob("*.schema.json"))
    assert len(published) == 29 and sorted(run("schema").stdout.split()) == published
    assert json.loads(run("schema", "notice").stdout) == ceptoar.schema("notice")


def test_plot(run, tmp_path, router):
    why = router.explain(POWER.read_bytes())
    assert run("plot", POWER, "--lang", "ja").stdout == why.picture("svg", "ja")
    assert run("plot", POWER, "--picture", "mermaid", "-o", "route.mmd").returncode == 0
    assert (tmp_path / "route.mmd").read_text(encoding="utf-8") == why.picture("mermaid", "en")


ROWS = [
    {**NOTICE, "id": "a", "affected_sectors": ["gas", "water"]},
    {
        **NOTICE,
        "id": "b",
        "level": "TLP:RED",
        "addressees": ["meti"],
        "named_persons": [{"party": "meti", "ref": "p-1"}],
    },
    {**NOTICE, "id": "c", "no_attribution": True, "embargo_until": "2009-06-01T00:00:00Z"},
]


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_bulk_lines(run, tmp_path, router):
    (tmp_path / "in.jsonl").write_text(lines(ROWS))
    done = run("bulk", "in.jsonl", "out.jsonl")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for row, answer in zip(ROWS, answers, strict=True):
        plan = router.route(row)
        assert answer["id"] == row["id"]
        assert answer["recipient"] == [delivery.recipient for delivery in plan.deliveries]
        assert answer["unmet"] == [unmet.party for unmet in plan.unmet]
        assert answer["valid_until"] == json.loads(plan.to_json())["valid_until"]
    piped = run("bulk", "-", "-", stdin=lines(ROWS))
    assert piped.stdout == (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_bulk_csv_and_parquet(run, tmp_path, router):
    header = "番号,direction,origin,level,kind,issued_at,affected_sectors,memo\n"
    body = "a,provision,nisc,TLP:AMBER,other,2009-05-08T01:00:00Z,gas;water,メモ\nb,provision,nisc,TLP:RED,other,2009-05-08T01:00:00Z,gas,\n"
    (tmp_path / "in.csv").write_text("\ufeff" + header + body, encoding="utf-8")
    done = run("bulk", "in.csv", "out.csv", "--column", "id=番号")
    assert done.returncode == 0, done.stderr
    rows = table(tmp_path / "out.csv")
    plan = router.route({**NOTICE, "kind": "other", "affected_sectors": ["gas", "water"]})
    assert [row["recipient"] for row in rows if row["番号"] == "a"] == [d.recipient for d in plan.deliveries]
    assert rows[0]["memo"] == "メモ" and rows[0]["path"].startswith("nisc>")
    pytest.importorskip("pyarrow")
    assert run("bulk", "in.csv", "mid.parquet", "--column", "id=番号", "--rows", "notices").returncode == 0
    again = run("bulk", "mid.parquet", "last.csv", "--column", "id=番号", "--prefix", "new_")
    assert again.returncode == 0, again.stderr
    last = table(tmp_path / "last.csv")
    assert [row["new_path"] for row in last] == [row["path"] for row in rows]


def test_bulk_keeps_who_alone_may_see_it(run, tmp_path, router):
    """In CSV a blank cell is no limit, `-` is nobody, and what is written is what is read."""
    header = "id,direction,origin,level,kind,issued_at,affected_sectors,only\n"
    cells = ["", "-", "meti;gas"]
    body = "".join(f"r{n},provision,nisc,TLP:AMBER,other,2009-05-08T01:00:00Z,gas,{c}\n" for n, c in enumerate(cells))
    (tmp_path / "in.csv").write_text(header + body)
    assert run("bulk", "in.csv", "out.jsonl").returncode == 0
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for limit, answer in zip([None, [], ["gas", "meti"]], answers, strict=True):
        plan = router.route({**NOTICE, "id": answer["id"], "kind": "other", "only": limit})
        assert answer["recipient"] == [delivery.recipient for delivery in plan.deliveries]
        assert answer["lints"] == [f"{lint.code} {lint.at}" for lint in plan.lints]
    assert "nobody-told r1" in answers[1]["lints"]
    rows = [{**NOTICE, "id": "a"}, {**NOTICE, "id": "b", "only": []}, {**NOTICE, "id": "c", "only": ["meti"]}]
    (tmp_path / "in.jsonl").write_text(lines(rows))
    assert run("bulk", "in.jsonl", "out.csv").returncode == 0
    written = table(tmp_path / "out.csv")
    assert {row["id"]: row["only"] for row in written} == {"a": "", "b": "-", "c": "meti"}
    (nobody,) = (row for row in written if row["id"] == "b")
    assert nobody["recipient"] == "" and nobody["lints"] == "nobody-told b" and "gas" in nobody["unmet"].split(";")
    again = run("bulk", "out.csv", "again.csv", "--prefix", "new_")
    assert again.returncode == 0, again.stderr
    first = {row["id"]: row["new_lints"] for row in table(tmp_path / "again.csv")}
    assert first == {row["id"]: row["lints"] for row in written}


def test_bulk_refuses_whole_files_or_answers_rows(run, tmp_path):
    bad = [ROWS[0], {**ROWS[0], "origin": "nobody"}, {"id": "x", "colour": 1}, "no object"]
    (tmp_path / "in.jsonl").write_text(lines(bad))
    done = run("bulk", "in.jsonl", "out.jsonl", "--format", "json")
    assert done.returncode == 2 and not list(tmp_path.glob("out*"))
    problems = json.loads(done.stderr)["problems"]
    told = [(problem["row"], problem["code"]) for problem in problems]
    assert told[0] == (1, "unknown-party") and told[-1] == (3, "wrong-type")
    assert {code for row, code in told if row == 2} == {"unknown-field", "missing-field", "missing-level"}
    assert problems[0]["column"] == "origin"
    done = run("bulk", "in.jsonl", "out.jsonl", "--errors", "column")
    assert done.returncode == 0
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ["problems" in answer for answer in answers] == [False, True, True, True]
    assert all(answer.get("recipient") is None for answer in answers[1:])
    assert run("bulk", "in.txt", "out.csv").returncode == 2
