"""The command audits delivery logs: files in, text, JSON and CSV out, exit codes (LIFE-RULES: what a desk needs)."""

import csv
import io
import json

import pytest
from spreadsheets import pages

NOTICE = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
          "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}  # fmt: skip
AT = ("--as-of", "2009-05-08T15:00:00+09:00", "--promptly", "PT1H")


def test_the_sheet_of_a_notice_comes_back_as_a_log(run, tmp_path):
    (tmp_path / "n.json").write_text(json.dumps(NOTICE))
    sheet = run("log", "template", "n.json").stdout
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    assert [(row["from"], row["to"]) for row in rows] == [("nisc", "meti"), ("meti", "gas"), ("gas", "gas-members")]
    # Nothing is filled in yet: nothing was sent.
    (tmp_path / "log.csv").write_text(sheet, encoding="utf-8")
    assert json.loads(run("audit", "n.json", "log.csv", *AT, "--format", "json").stdout)["notices"][0]["sent"] == 0
    # As Excel writes it in Japan.
    for row, time in zip(rows, ("10:05", "10:10", "10:20"), strict=True):
        row["sent_at"] = f"2009-05-08T{time}:00+09:00"
    with (tmp_path / "log.csv").open("w", encoding="cp932", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "備考"])
        writer.writeheader()
        writer.writerows([row | {"備考": "済み"} for row in rows])
    done = run("audit", "n.json", "log.csv", *AT, "--fail-on", "breach,omission")
    assert done.returncode == 0, done.stderr
    assert "no findings" in done.stdout


def test_findings_end_with_an_exit_code(run, tmp_path):
    (tmp_path / "n.jsonl").write_text(json.dumps(NOTICE) + "\n")
    row = {"notice": "n-1", "from": "nisc", "to": "banking", "sent_at": "2009-05-08T10:05:00+09:00"}
    (tmp_path / "log.jsonl").write_text(json.dumps(row) + "\n")
    for wanted, code in (("leak", 3), ("breach", 3), ("note", 0)):
        assert run("audit", "n.jsonl", "log.jsonl", *AT, "--fail-on", wanted).returncode == code
    rows = list(csv.DictReader(io.StringIO(run("audit", "n.jsonl", "log.jsonl", *AT, "--format", "csv").stdout)))
    assert {row["code"] for row in rows} == {"leak", "omission"}
    assert all(row["message"] for row in rows)
    todo = run("actions", "n.jsonl", "log.jsonl", *AT, "--lang", "ja")
    assert "nisc → meti: 渡す" in todo.stdout and "banking から先へ" in todo.stdout
    mine = json.loads(run("actions", "n.jsonl", "log.jsonl", *AT, "--by", "meti", "--format", "json").stdout)
    assert mine["actions"] == []


def test_faults_stand_at_their_cells(run, tmp_path):
    (tmp_path / "n.json").write_text(json.dumps([NOTICE]))
    (tmp_path / "log.csv").write_text(
        "notice,from,to,sent_at,recieved_at\nn-1,nisc,meti,2009-05-08T10:05:00+09:00,\n", encoding="utf-8"
    )
    done = run("audit", "n.json", "log.csv", *AT)
    assert done.returncode == 2 and "recieved_at" in done.stderr and "`received_at`" in done.stderr
    (tmp_path / "log.csv").write_text(
        "notice,sender,to,sent_at,count\nn-1,me,meti,2009-05-08T10:05:00+09:00,few\nn-1,nisc,meti,10:05,\n,nisc,meti,,1\n",
        encoding="utf-8",
    )
    done = run("audit", "n.json", "log.csv", *AT, "--column", "from=sender", "--format", "json")
    told = {(one["code"], one["cell"]["row"], one["cell"]["column"]) for one in json.loads(done.stderr)["problems"]}
    assert told == {
        ("unknown-party", 2, "sender"),
        ("bad-count", 2, "count"),
        ("bad-instant", 3, "sent_at"),
        ("missing-field", 4, "notice"),
        ("missing-field", 4, "sent_at"),
    }
    done = run("audit", "n.json", "log.csv", "--as-of", "2009-05-08T15:00")
    assert done.returncode == 2 and done.stderr.startswith("naive-instant /as-of/at")
    (tmp_path / "log.json").write_text('{"entries": []}')
    assert "--column" in run("audit", "n.json", "log.json", *AT, "--column", "from=sender").stderr
    (tmp_path / "out.json").write_text('[{"from": "10:00", "situation": {"at": 1}}]')
    told = run("audit", "n.json", "log.json", *AT, "--situations", "out.json").stderr
    assert "bad-instant /0/from" in told and "wrong-type /0/situation/at" in told and "column 45" not in told


def test_a_report_is_a_workbook(run, tmp_path):
    files = handed(tmp_path, NOTICE)
    for book, lang in (("ja.xlsx", "ja"), ("en.xlsx", "en"), ("again.xlsx", "ja")):
        done = run("audit", *files, *AT, "--report", book, "--lang", lang, "--fail-on", "leak")
        assert done.returncode == 3, done.stderr
    # What is decided and what is written does not hang on the clock.
    assert (tmp_path / "ja.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    en, ja = pages(tmp_path / "en.xlsx"), pages(tmp_path / "ja.xlsx")
    assert list(en) == ["findings", "notices", "stages", "holders", "pending", "not_observed"]
    assert list(ja) == ["指摘", "通知", "段階", "保有者", "これから渡す", "記録の範囲の外"]
    (leak,) = (row for row in en["findings"] if row["code"] == "leak")
    assert (leak["from"], leak["party"], leak["at (Japan time)"]) == ("gas", "banking", "2009-05-08 12:00:00")
    for lang, rows in (("en", en["findings"]), ("ja", ja["指摘"])):
        said = run("audit", *files, *AT, "--lang", lang).stdout
        assert rows and all(row["message" if lang == "en" else "説明"] in said for row in rows)
    assert {row["重大度"] for row in ja["指摘"]} == {"違反", "不備"}
    (of_year,) = en["notices"]
    assert (of_year["version"], of_year["final"], of_year["expected"], of_year["sent"]) == (1, True, 3, 2)
    assert of_year["issued_at (Japan time)"] == "2009-05-08 10:00:00"
    # Numbers are numbers, so that a year is summed up.
    assert sum(row["要伝達"] for row in ja["通知"]) == 3
    mine = run("audit", *files, *AT, "--report", "mine.xlsx", "--for", "banking", "--lang", "en")
    assert mine.returncode == 0 and pages(tmp_path / "mine.xlsx")["notices"] == []


def test_a_text_of_a_report_is_never_a_formula(run, tmp_path):
    notices, log = handed(tmp_path, NOTICE)
    row = {"notice": "n-1", "from": "gas", "outside": "=1+1", "sent_at": "2009-05-08T12:30:00+09:00"}
    (tmp_path / log).write_text(json.dumps(row) + "\n")
    assert run("audit", notices, log, *AT, "--report", "r.xlsx", "--lang", "en").returncode == 0
    assert [row["outside"] for row in pages(tmp_path / "r.xlsx")["findings"] if row["outside"]] == ["=1+1"] * 2


@pytest.mark.parametrize("name", ["report.csv", "report", "log.jsonl"])
def test_a_report_is_written_to_a_workbook_of_its_own(run, tmp_path, name):
    files = handed(tmp_path, NOTICE)
    before = (tmp_path / "log.jsonl").read_bytes()
    done = run("audit", *files, *AT, "--report", name)
    assert done.returncode == 2 and name in done.stderr
    assert (tmp_path / "log.jsonl").read_bytes() == before and not (tmp_path / "report").exists()


def test_no_picture_and_no_report_is_written_over_what_is_read(run, tmp_path):
    notices, log = handed(tmp_path, NOTICE)
    for option in ("--timeline", "--coverage", "--report"):
        done = run("audit", notices, log, *AT, option, log)
        assert done.returncode == 2 and "another file" in done.stderr
    assert (tmp_path / log).read_text().startswith("{")
    done = run("audit", notices, log, *AT, "--timeline", "one.svg", "--coverage", "./one.svg")
    assert done.returncode == 2 and "twice" in done.stderr
    # What is asked wrongly leaves nothing behind.
    assert run("audit", notices, log, *AT, "--timeline", "one.svg", "--report", "one.txt").returncode == 2
    assert not (tmp_path / "one.svg").exists()


def test_each_table_is_written_as_csv(run, tmp_path):
    files = handed(tmp_path, NOTICE, END)
    whole = json.loads(run("audit", *files, *AT, "--format", "json").stdout)
    for table in ("findings", "notices", "stages", "holders", "pending", "not_observed"):
        done = run("audit", *files, *AT, "--format", "csv", "--table", table)
        assert done.returncode == 0, done.stderr
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert [row["notice"] for row in rows] == [one["notice"] for one in whole[table]]
    rows = list(csv.DictReader(io.StringIO(run("audit", *files, *AT, "--format", "csv", "--table", "notices").stdout)))
    assert [(row["message"], row["version"], row["final"]) for row in rows] == [
        ("original", "1", "false"),
        ("withdrawal", "2", "true"),
    ]
    assert run("audit", *files, *AT, "--table", "notices").returncode == 2
    assert run("audit", *files, *AT, "--format", "csv", "--table", "leaks").returncode == 2


def test_sentences_stand_in_json_where_they_are_asked_for(run, tmp_path):
    files = handed(tmp_path, NOTICE)
    for command, rows in (("audit", "findings"), ("actions", "actions")):
        plain = json.loads(run(command, *files, *AT, "--format", "json").stdout)
        assert plain[rows] and not any("message" in one for one in plain[rows])
        for lang in ("ja", "en"):
            told = json.loads(run(command, *files, *AT, "--format", "json", "--messages", "--lang", lang).stdout)
            said = run(command, *files, *AT, "--lang", lang).stdout
            assert all(one.pop("message") in said for one in told[rows])
            assert told == plain


END = NOTICE | {"id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T15:00:00+09:00"}
HANDED = [("nisc", "meti", "10:05"), ("meti", "gas", "10:10"), ("gas", "banking", "12:00")]


def handed(tmp_path, *notices):
    rows = [{"notice": "n-1", "from": a, "to": b, "sent_at": f"2009-05-08T{at}:00+09:00"} for a, b, at in HANDED]
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(notice) + "\n" for notice in notices))
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return "n.jsonl", "log.jsonl"


def test_a_withdrawal_says_to_whom_it_goes(run, tmp_path):
    files = handed(tmp_path, NOTICE, END)
    found = json.loads(run("follow-up", *files, "--format", "json").stdout)
    assert found["format"] == "ceptoar/follow-up/1"
    assert [delivery["recipient"] for delivery in found["deliveries"]] == ["banking", "gas", "meti"]
    rows = list(csv.DictReader(io.StringIO(run("follow-up", *files, "--format", "csv").stdout)))
    assert [(row["party"], row["what"], row["path"]) for row in rows][:2] == [
        ("banking", "withdrawn", "nisc>meti>gas>banking"),
        ("gas", "withdrawn", "nisc>meti>gas"),
    ]
    assert "取り消し、第2報" in run("follow-up", *files, "--lang", "ja").stdout
    mine = json.loads(run("follow-up", *files, "--for", "gas").stdout)
    assert mine["from"] == "meti" and "banking" not in json.dumps(mine)
    assert run("follow-up", *files, "--for", "telecom").stdout == "null\n"
    # METI is out: gas and banking are not reached.
    cut = ("--outage", "party:meti")
    assert [run("follow-up", *files, *of, "--strict").returncode for of in ((), cut)] == [0, 3]


def test_who_waits_for_an_embargo_is_not_lost(run, tmp_path):
    update = END | {"message": "update", "embargo_until": "2009-05-08T18:00:00+09:00"}
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(notice) + "\n" for notice in (NOTICE, update)))
    row = {"notice": "n-1", "from": "nisc", "to": "meti", "sent_at": "2009-05-08T10:05:00+09:00"}
    (tmp_path / "log.jsonl").write_text(json.dumps(row) + "\n")
    done = run("follow-up", "n.jsonl", "log.jsonl", "--strict", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0 and [(row["party"], row["what"]) for row in rows] == [("meti", "waiting")]


def test_a_log_that_says_its_own_tolerance(run, tmp_path):
    notices, log = handed(tmp_path, NOTICE, END)
    entries = [json.loads(line) for line in (tmp_path / log).read_text().splitlines()]
    (tmp_path / "log.json").write_text(json.dumps({"entries": entries}))
    assert run("follow-up", notices, "log.json", "--tolerance", "PT2M").returncode == 2
    assert run("follow-up", notices, log, "--tolerance", "PT2M").returncode == 0


def test_which_notice_follows_is_said_where_it_is_not_clear(run, tmp_path):
    other = [one | {"id": one["id"] + "x", "replaces": "n-1x"} for one in (NOTICE, END)]
    del other[0]["replaces"]
    files = handed(tmp_path, NOTICE, END, *other)
    done = run("follow-up", *files)
    assert done.returncode == 2 and "n-2, n-2x" in done.stderr
    assert run("follow-up", *files, "--notice", "n-2x").returncode == 0
    done = run("follow-up", *files, "--notice", "n-1", "--format", "json")
    assert [one["code"] for one in json.loads(done.stderr)["problems"]] == ["not-a-follow-up"]
    assert run("follow-up", *handed(tmp_path, NOTICE)).returncode == 2


def test_what_was_replaced_is_not_passed_on(run, tmp_path):
    (tmp_path / "n-1.json").write_text(json.dumps(NOTICE))
    (tmp_path / "thread.json").write_text(json.dumps([END]))
    ask = ("may-pass", "n-1.json", "meti", "gas")
    assert run(*ask).returncode == 0
    done = run(*ask, "--thread", "thread.json", "--format", "json")
    assert done.returncode == 3 and json.loads(done.stdout)["reasons"][0]["code"] == "replaced"
    assert run(*ask, "--thread", "thread.json", "--at", "2009-05-08T14:00:00+09:00").returncode == 0
    assert json.loads(run("onward", "n-1.json", "meti", "--thread", "thread.json", "--format", "json").stdout) == []


def test_how_often_chance_loses_whom(run, tmp_path):
    water = NOTICE | {"affected_sectors": ["water"]}
    (tmp_path / "n.json").write_text(json.dumps([water, NOTICE | {"id": "n-2"}]))
    scenario = {"runs": 200, "seed": 7, "failures": [{"party": "mhlw", "chance": 0.5}]}
    (tmp_path / "s.json").write_text(json.dumps(scenario))
    ask = ("drill", "n.json", "s.json")
    of_water, of_gas = json.loads(run(*ask, "--format", "json").stdout)
    assert of_gas["causes"][0]["runs_lost"] == 0 < of_water["causes"][0]["runs_lost"]
    assert of_water["causes"][0]["runs_lost"] == of_water["causes"][0]["runs_failed"]
    rows = list(csv.DictReader(io.StringIO(run(*ask, "--format", "csv").stdout)))
    assert [(row["notice"], row["stage"], row["confirmed_mean"]) for row in rows][:2] == [
        ("n-1", "government", ""),
        ("n-1", "ceptoars", ""),
    ]
    assert 0.4 < float(rows[0]["reached_mean"]) < 0.6 and {row["reached_mean"] for row in rows[3:]} == {"1"}
    assert "独立とみなす" in run(*ask, "--lang", "ja").stdout
    (tmp_path / "s.json").write_text(json.dumps(scenario | {"runs": 0, "failures": [{"party": "mlhw", "chance": 2}]}))
    refused = run(*ask)
    assert refused.returncode == 2 and "/failures/0/chance" in refused.stderr and "/runs" in refused.stderr
    assert run("drill", "-", "-").returncode == 2


def test_what_would_break(run, tmp_path):
    water = NOTICE | {"affected_sectors": ["water"]}
    (tmp_path / "n.json").write_text(json.dumps(water))
    found = json.loads(run("resilience", "n.json", "--pairs", "--format", "json").stdout)
    assert {"link": "mhlw>water"} in found["single_points"] and found["pairs"]
    assert run("resilience", "n.json", "--strict").returncode == 3
    assert "単一障害点" in run("resilience", "n.json", "--lang", "ja").stdout
    (tmp_path / "two.json").write_text(json.dumps([water, NOTICE | {"id": "n-2"}]))
    many = run("resilience", "two.json", "--kinds", "party", "--format", "json").stdout
    assert [one["notice"] for one in json.loads(many)] == ["n-1", "n-2"]
    rows = list(csv.DictReader(io.StringIO(run("resilience", "two.json", "--format", "csv").stdout)))
    assert {row["notice"] for row in rows} == {"n-1", "n-2"}
    assert any(row["failure"] == "party meti" and row["single_point"] == "true" for row in rows)


def test_what_it_would_take(run, tmp_path):
    (tmp_path / "n.json").write_text(json.dumps(NOTICE | {"level": "TLP:AMBER+STRICT"}))
    found = json.loads(run("remedies", "n.json", "gas-members", "--format", "json").stdout)
    assert [[change["change"] for change in one["changes"]] for one in found["sets"]] == [
        ["address"],
        ["consent"],
        ["label"],
    ]
    rows = list(csv.DictReader(io.StringIO(run("remedies", "n.json", "gas-members", "--format", "csv").stdout)))
    assert [row["path"] for row in rows] == ["nisc>meti>gas>gas-members"] * 3
    assert "共有レベルを TLP:AMBER にする (nisc)" in run("remedies", "n.json", "gas-members", "--lang", "ja").stdout
    exchange = NOTICE | {
        "direction": "exchange",
        "origin": "aviation",
        "affected_sectors": [],
        "addressees": ["railway"],
    }
    (tmp_path / "x.json").write_text(json.dumps(exchange))
    done = run("remedies", "x.json", "railway")
    assert done.returncode == 3 and "nothing helps but to wait" in done.stdout
    assert run("remedies", "n.json", "pigeon").returncode == 2


def test_an_audit_is_drawn(run, tmp_path):
    files = handed(tmp_path, NOTICE, END)
    done = run("audit", *files, *AT, "--timeline", "t.svg", "--notice", "n-1", "--coverage", "c.svg", "--lang", "ja")
    assert done.returncode == 0 and "経済産業省" in (tmp_path / "t.svg").read_text()
    assert (tmp_path / "c.svg").read_text().startswith("<svg")
    assert run("audit", *files, *AT, "--timeline", "t.svg").returncode == 2
    done = run("audit", *files, *AT, "--timeline", "x.svg", "--notice", "n-9", "--format", "json")
    assert [one["code"] for one in json.loads(done.stderr)["problems"]] == ["unknown-notice"]
    assert not (tmp_path / "x.svg").exists()
