"""Registries of one's own on the command line: tables, editions, rosters. The rules are those of AUTHORING-RULES.md."""

import json
import shlex

import pytest
from spreadsheets import MINISTRIES, TABLES, build, date, edited, folder, places, problems, text, workbook

# New folders.


def test_r29_new_makes_tables_to_fill_in_and_overwrites_nothing(run, tmp_path):
    made = run("registry", "new", "deep/my", "--lang", "ja")
    assert made.returncode == 0 and "ceptoar registry build deep/my" in made.stdout, made.stderr
    scheme = (tmp_path / "deep/my/scheme.csv").read_bytes()
    assert scheme.startswith(b"\xef\xbb\xbf") and scheme.count(b"\r\n") == scheme.count(b"\n") == 2
    assert "識別子".encode() in scheme and b"my-scheme" in scheme
    before = {file.name: file.read_bytes() for file in (tmp_path / "deep/my").iterdir()}
    tables = ["scheme", "ministries", "ceptoars", "groups", "members", "links", "cells", "documents", "vocabulary"]
    assert before.keys() == {*(f"{table}.csv" for table in tables), "rules.json", "notice.json"}
    assert run("registry", "new", "deep/my").returncode == 2
    assert {file.name: file.read_bytes() for file in (tmp_path / "deep/my").iterdir()} == before
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["my"], "nothing half written is left"
    # What must be filled in is told, in the words of the header.
    missing = places(build(run, "deep/my"))
    assert ("missing-field", "scheme", 2, "内閣官房") in missing and {code for code, *_ in missing} == {"missing-field"}
    # An empty folder is taken.
    (tmp_path / "empty").mkdir()
    assert run("registry", "new", "empty").returncode == 0
    assert run("registry", "new", "x", "--outline", "2023").returncode == 2


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_next_steps_after_new_can_be_taken(run, tmp_path, lang):
    """Tables without rows stay where they are; a first notice names fields to edit, and is routed once they are."""
    told = run("registry", "new", "it's mine", "--lang", lang).stdout
    for name, rows in TABLES.items():
        (tmp_path / "it's mine" / f"{name}.csv").write_bytes(text(rows).encode())
    steps = [line.strip() for line in told.splitlines() if line.startswith("  ")]
    assert [step.split()[0] for step in steps] == ["ceptoar", "ceptoar", "#", "ceptoar"]
    notice = json.loads((tmp_path / "it's mine/notice.json").read_text())
    fields = {"origin": "nco", "affected_sectors": ["port"], "issued_at": "2026-04-01T10:00:00+09:00"}
    assert all(f"`{field}`" in steps[2] and field in notice for field in fields), steps[2]
    (tmp_path / "it's mine/notice.json").write_text(json.dumps(notice | fields))
    for step in steps:
        done = run(*shlex.split(step, comments=True)[1:] or ["--version"])
        assert done.returncode == 0, (step, done.stderr)


def test_the_outline_of_2024_is_completed_built_and_routed(run, tmp_path):
    made = run("registry", "new", "my", "--outline", "2024-03-31", "--format", "json")
    said = json.loads(made.stdout)
    assert {"table": "ceptoars", "column": "means", "count": 21} in said["unknown"] and said["filled"] > 100
    done = run("registry", "build", "my", "-o", "mine.json", "--lang", "en")
    assert done.returncode == 0 and "15 sectors, 20 CEPTOARs" in done.stdout, done.stderr
    assert json.loads((tmp_path / "mine.json").read_text())["id"] == "my-scheme"
    assert run("registry", "validate", "mine.json").returncode == 0
    routed = run("route", "my/notice.json", "--edition", "mine.json", "--rules", "my/rules.json", "--format", "json")
    assert routed.returncode == 0, routed.stderr
    # The folder stands wherever an edition is asked for.
    straight = run("route", "my/notice.json", "--edition", "my", "--rules", "my/rules.json", "--format", "json")
    assert straight.stdout == routed.stdout


def test_the_tables_of_an_edition(run, tmp_path):
    made = run("registry", "outline", "2009-03-31", "-o", "tables", "--lang", "ja")
    assert made.returncode == 0 and "no-table" in made.stdout, made.stderr
    built = build(run, "tables", "-o", "again.json")
    assert built.returncode == 0, built.stderr
    found, again = json.loads(built.stdout), json.loads((tmp_path / "again.json").read_text())
    assert found["ceptoars"] == 14 and again["id"] == "my-scheme"
    assert len(again["parties"]) == found["parties"]
    (tmp_path / "again2").mkdir()
    (tmp_path / "again2/mine.txt").write_text("")
    assert run("registry", "outline", "again.json", "-o", "again2").returncode == 2
    assert run("registry", "outline", "2009-03-31", "-o", "other", "--id", "2009-03-31").returncode == 2
    assert not (tmp_path / "other").exists()


# One outline in three forms.


def test_r28_folder_workbook_and_document_lead_to_the_same_bytes(run, tmp_path):
    folder(tmp_path / "a", TABLES)
    turned = {name: [rows[0], *reversed(rows[1:])] for name, rows in TABLES.items()}
    turned = {name: [row[::-1] for row in rows] for name, rows in turned.items()}
    folder(tmp_path / "b", turned, "cp932")
    workbook(tmp_path / "c.xlsx", {name: [list(row) for row in rows] for name, rows in TABLES.items()})
    english = {"省庁": "ministry", "名称": "name_ja"}
    document = {"format": "ceptoar/outline/1"}
    for name, (header, *rows) in TABLES.items():
        keys = [english.get(cell, cell) for cell in header]
        document[name] = [{key: cell for key, cell in zip(keys, row, strict=True) if cell} for row in rows]
    document["scheme"] = document["scheme"][0]
    (tmp_path / "d.json").write_text(json.dumps(document))
    built = [build(run, source) for source in ("a", "b", "c.xlsx", "d.json")]
    assert [done.returncode for done in built] == [0] * 4, [done.stderr for done in built]
    assert len({done.stdout for done in built}) == 1
    port = next(party for party in json.loads(built[0].stdout)["parties"] if party["id"] == "port")
    assert port["periods"] == [{"from": "2024-04-01"}]


def test_r1_other_files_are_not_looked_at_and_other_tables_are_refused(run, tmp_path):
    folder(tmp_path / "a", TABLES)
    for name, content in (("readme.txt", b"\xff"), (".~lock.csv", b"\xff"), ("notes.md", b"")):
        (tmp_path / "a" / name).write_bytes(content)
    assert build(run, "a").returncode == 0
    (tmp_path / "a/member.csv").write_text("party\n")
    (found,) = problems(build(run, "a"))
    assert found["code"] == "unknown-table" and "members" in found["message"]
    (tmp_path / "b").mkdir()
    assert {place[:2] for place in places(build(run, "b"))} == {
        ("missing-table", "scheme"), ("missing-table", "ministries"), ("missing-table", "ceptoars")
    }  # fmt: skip
    assert build(run, "nowhere").returncode == 1


# Encodings.


def test_r4_cp932_is_read_with_a_note(run, tmp_path):
    folder(tmp_path / "a", TABLES, "cp932")
    done = build(run, "a", "--lang", "en")
    assert done.returncode == 0 and done.stderr.count("read-as-cp932") == 3
    said = build(run, "a", "--encoding", "cp932")
    assert said.returncode == 0 and said.stderr == "" and said.stdout == done.stdout
    folder(tmp_path / "b", TABLES, "utf-8-sig")
    assert build(run, "b").stdout == done.stdout
    assert build(run, "b").stderr == ""


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (text(MINISTRIES).encode("utf-16"), [("bad-encoding", None, "")]),
        (text(MINISTRIES).encode("cp932") + b"fsa,\x81\r\n", [("bad-encoding", 4, "名称")]),
        (text(MINISTRIES).encode("cp932") + b"fsa,\xf0\x40\r\n", [("bad-encoding", 4, "名称")]),
        (text([*MINISTRIES, ["fsa", "金融\ue000"]]).encode(), [("bad-encoding", 4, "名称")]),
        (text([*MINISTRIES, ["fsa", "金融\ufffd"]]).encode(), [("bad-encoding", 4, "名称")]),
        (text(MINISTRIES).encode() + "fsa,金融庁\r\n".encode("cp932"), [("bad-encoding", 4, "名称")]),
    ],
    ids=["utf-16", "undecodable", "gaiji", "gaiji in utf-8", "lost before", "two encodings"],
)
def test_r4_what_is_no_text_is_refused_by_its_cell(run, tmp_path, content, wanted):
    folder(tmp_path / "a", {**TABLES, "ministries": content})
    assert [(code, row, column) for code, _, row, column in places(build(run, "a"))] == wanted


# Faults.


@pytest.mark.parametrize(
    ("tables", "wanted"),
    [
        (edited("ceptoars", 1, 0, "Port"), ("bad-id", "ceptoars", 2, "ceptoar")),
        (edited("ceptoars", 2, 0, "mlit"), ("duplicate-id", "ceptoars", 3, "ceptoar")),
        (edited("ceptoars", 1, 4, "mlitt"), ("unknown-party", "ceptoars", 2, "ministry")),
        (edited("ceptoars", 1, 7, "45383"), ("bad-date", "ceptoars", 2, "from")),
        (edited("ceptoars", 1, 7, "R6.4.1"), ("bad-date", "ceptoars", 2, "from")),
        (edited("ceptoars", 1, 7, "平成31年5月1日"), ("bad-date", "ceptoars", 2, "from")),
        (edited("ceptoars", 1, 6, "0"), ("bad-count", "ceptoars", 2, "members")),
        (edited("ceptoars", 1, 5, "email;email"), ("duplicate-item", "ceptoars", 2, "means")),
        (edited("ceptoars", 1, 5, "-"), ("none-not-allowed", "ceptoars", 2, "means")),
        (edited("ceptoars", 1, 5, "鳩"), ("unknown-channel", "ceptoars", 2, "means")),
        (edited("ceptoars", 1, 1, "港\n湾"), ("bad-text", "ceptoars", 2, "name_ja")),
        (edited("ceptoars", 0, 5, "mean"), ("unknown-field", "ceptoars", 1, "mean")),
        (edited("ceptoars", 0, 5, ""), ("ragged-row", "ceptoars", 2, "F")),
        (edited("ceptoars", 0, 5, "セプター"), ("duplicate-field", "ceptoars", 1, "セプター")),
        (edited("scheme", 1, 0, "2009-03-31"), ("built-in-id", "scheme", 2, "id")),
        ({**TABLES, "ministries": [*MINISTRIES, MINISTRIES[1]]}, ("duplicate-row", "ministries", 4, "")),
        ({**TABLES, "ministries": [*MINISTRIES, ["fsa", "金融庁", "x"]]}, ("ragged-row", "ministries", 4, "C")),
        ({**TABLES, "ministries": [["省庁;名称"], ["mlit;国土交通省"]]}, ("unknown-field", "ministries", 1, "省庁;名称")),
        ({**TABLES, "ministries": [["省庁\t名称"], ["mlit\t国土交通省"]]}, ("unknown-field", "ministries", 1, "省庁<U+0009>名称")),
        ({**TABLES, "ministries": b"ministry,name_ja\nmlit,\"MLIT\nmeti,METI\n"}, ("unreadable-cell", "ministries", 2, "name_ja")),
        ({**TABLES, "ministries": b"ministry,name_ja\nmlit,\"M\"x\nmeti,METI\n"}, ("unreadable-cell", "ministries", 2, "name_ja")),
        ({**TABLES, "ministries": [*MINISTRIES, ["fsa", "#REF!"]]}, ("unreadable-cell", "ministries", 4, "名称")),
        ({**TABLES, "ministries": [*MINISTRIES, ["#N/A", "金融庁"]]}, ("unreadable-cell", "ministries", 4, "省庁")),
        ({**TABLES, "ministries": [*MINISTRIES, ["fsa", "=A2&B2"]]}, ("unreadable-cell", "ministries", 4, "名称")),
        ({**TABLES, "scheme": b""}, ("missing-field", "scheme", None, "")),
    ],
)  # fmt: skip
def test_r10_a_fault_is_told_by_table_row_and_column(run, tmp_path, tables, wanted):
    folder(tmp_path / "a", tables)
    done = build(run, "a")
    assert wanted in places(done)
    assert done.stdout == ""


def test_r10_all_faults_of_all_tables_at_once_and_what_to_write(run, tmp_path):
    tables = edited("ceptoars", 1, 7, "H31.5.1")
    tables["ceptoars"][2][4] = "metti"
    tables["ministries"] = [["省庁", "名称", "備考"], ["MLIT", "国土交通省"], ["meti", ""]]
    folder(tmp_path / "a", tables)
    found = {place[0]: place for place in places(build(run, "a"))}
    assert found["bad-id"] == ("bad-id", "ministries", 2, "省庁")
    assert found["missing-field"] == ("missing-field", "ministries", 3, "名称")
    assert found["bad-date"] == ("bad-date", "ceptoars", 2, "from")
    lines = run("registry", "build", "a", "--lang", "ja").stderr
    assert "bad-date ceptoars 2行 `from`" in lines and "2024年4月1日" in lines and "`meti`" in lines
    assert "bad-date ceptoars row 2, from" in run("registry", "build", "a", "--lang", "en").stderr
    run("registry", "build", "a", "-o", "out.json")
    assert not (tmp_path / "out.json").exists()


def test_r2_r5_tables_as_people_send_them(run, tmp_path):
    """Blank rows, rows of commas, remarks, full-width letters, blanks at the ends, short rows."""
    rows = [
        ["", "", ""],
        ["# 2026年5月 総務部"],
        [" 省庁　", "名称", "#確認", ""],
        ["", "", "", ""],
        ["ｍｌｉｔ", "　国土交通省 ", "#N/A", ""],
        ["#fsa", "金融庁"],
        ["meti", "経済産業省"],
        ["", "", "", "", "", ""],
    ]
    folder(tmp_path / "a", TABLES)
    folder(tmp_path / "b", {**TABLES, "ministries": rows})
    folder(tmp_path / "c", edited("ceptoars", 1, 7, "２０２４年４月１日"))
    built = [build(run, source) for source in "abc"]
    assert built[1].returncode == 0, built[1].stderr
    assert len({done.stdout for done in built}) == 1


# Rosters.

ROSTER = [["組織", "名称", "セプター", "開始日"], ["１２３４５６７８９０１２３", "北ガス", "gas;electric-power", "令和3年4月1日"],
          ["south-gas", "南ガス", "gas", ""]]  # fmt: skip


def roster(run, file, *more):
    return run("roster", "from", file, "--format", "json", *more)


def test_r47_r49_r50_a_roster_as_people_send_it(run, tmp_path):
    (tmp_path / "r.csv").write_bytes(text(ROSTER).encode("cp932"))
    done = roster(run, "r.csv", "--lang", "ja")
    assert done.returncode == 0 and "read-as-cp932 r:" in done.stderr, done.stderr
    document = json.loads(done.stdout)
    assert document["format"] == "ceptoar/roster/1"
    assert document["organizations"] == [
        {"id": "1234567890123", "name": {"ja": "北ガス"}, "periods": [{"from": "2021-04-01"}]},
        {"id": "south-gas", "name": {"ja": "南ガス"}},
    ]
    assert [(role["party"], role["group"], role["role"], role.get("period")) for role in document["memberships"]] == [
        ("1234567890123", "electric-power", "member", {"from": "2021-04-01"}),
        ("1234567890123", "gas", "member", {"from": "2021-04-01"}),
        ("south-gas", "gas", "member", None),
    ]
    made = roster(run, "r.csv", "-o", "roster.json")
    assert json.loads(made.stdout) == {"organizations": 2, "memberships": 3}
    assert (tmp_path / "roster.json").read_text() == done.stdout
    assert run("registry", "validate", "--roster", "roster.json").returncode == 0
    piped = run("roster", "from", "-", stdin=text(ROSTER))
    assert piped.stdout == done.stdout
    # The spreadsheet stands wherever a roster is asked for.
    straight = run("registry", "validate", "--roster", "r.csv", "--format", "json")
    assert straight.stdout == run("registry", "validate", "--roster", "roster.json", "--format", "json").stdout
    assert "read-as-cp932" in straight.stderr
    # The same in a workbook, numbers and days as cells.
    rows = [list(row) for row in ROSTER]
    rows[1][0], rows[1][3] = ("", "<v>1234567890123</v>"), date(44287)
    workbook(tmp_path / "r.xlsx", {"会社": rows, "Sheet2": []})
    assert roster(run, "r.xlsx").stdout == done.stdout
    workbook(tmp_path / "two.xlsx", {"会社": [list(row) for row in ROSTER], "members": [list(row) for row in ROSTER]})
    assert roster(run, "two.xlsx").stdout == done.stdout
    workbook(tmp_path / "two.xlsx", {"a": [list(row) for row in ROSTER], "b": [list(row) for row in ROSTER]})
    assert roster(run, "two.xlsx").returncode == 2
    assert (
        run("roster", "from", "r.csv", "-o", "r.csv").returncode == 2 and (tmp_path / "r.csv").read_bytes()[:2] != b'{"'
    )


@pytest.mark.parametrize(
    ("rows", "wanted", "says"),
    [
        ([["1.23E+12", "甲", "gas", ""]], ("bad-id", 2, "組織"), "丸めた"),
        ([["a", "甲", "gas", ""], ["a", "乙", "water", ""]], ("conflicting-rows", 3, "名称"), "2行"),
        ([["a", "ﾄｳｷｮｳ", "gas", ""], ["a", "トウキョウ", "water", ""]], ("conflicting-rows", 3, "名称"), "全角"),
        ([["a", "甲", "gas", "2024/4/1"], ["a", "", "gas", "令和6年4月1日"]], ("duplicate-row", 3, ""), "2行"),
        ([["a", "甲", "gas", "2024/4/1"], ["a", "", "gas", "2024-05-01"]], ("overlapping-periods", 3, ""), "2行"),
        ([["a", "甲", "gas;gas", ""]], ("duplicate-item", 2, "セプター"), "gas"),
        ([["a", "甲", "gas", "45383"]], ("bad-date", 2, "開始日"), "2024年4月1日"),
        ([["a", "甲", "gas", "2024.4.1"]], ("bad-date", 2, "開始日"), "2024年4月1日"),
        ([["a", "甲", "", ""]], ("missing-field", 2, "セプター"), "`セプター`"),
        ([["a", "", "gas", ""]], ("missing-field", 2, "名称"), "`名称`"),
        ([["a", "甲", "-", ""]], ("none-not-allowed", 2, "セプター"), "`セプター`"),
    ],
)
def test_r47_r48_r50_faults_of_a_roster(run, tmp_path, rows, wanted, says):
    (tmp_path / "r.csv").write_text(text([ROSTER[0], *rows]))
    done = roster(run, "r.csv", "--lang", "ja")
    (found,) = problems(done)
    cell = found["cell"]
    assert (found["code"], cell["row"], cell["column"]) == wanted and cell["table"] == "r"
    assert says in found["message"]


def test_what_an_edition_refuses_of_a_roster_is_told_by_its_cells(run, tmp_path):
    """Nobody knows the place of a company in a document that was never written."""
    rows = [ROSTER[0], ["b", "甲", "gass", ""], ["gas", "乙", "gas", ""], ["a", "丙", "gas;meti", ""]]
    (tmp_path / "r.csv").write_text(text(rows))
    wanted = {("unknown-party", 2, "セプター"), ("duplicate-id", 3, "組織"), ("not-a-group", 4, "セプター")}
    asked = (
        ["registry", "validate"],
        ["registry", "gaps"],
        ["exposure", "--from", "2009-05-08", "--until", "2009-05-09"],
    )
    for command in asked:
        done = run(*command, "--roster", "r.csv", "--format", "json")
        assert done.returncode == 2, command
        cells = {(found["code"], found["cell"]["row"], found["cell"]["column"]) for found in problems(done)}
        assert cells == wanted, command


def test_a_roster_says_only_what_a_roster_can(run, tmp_path):
    (tmp_path / "r.csv").write_text(
        "party,name_ja,ceptoar,kind,role,means\na,甲,gas,members,,\nb,乙,gas,,relay,\nc,丙,gas,,,email\n"
    )
    assert [place[0::2] for place in places(roster(run, "r.csv"))] == [
        ("unknown-value", 2), ("unknown-value", 3), ("unknown-field", 4)
    ]  # fmt: skip
    (tmp_path / "r.csv").write_text("name_ja,ceptoar\n甲,gas\n乙,gas\n")
    assert places(roster(run, "r.csv")) == [("missing-field", "r", 2, "party")]


def test_every_command_speaks_japanese(run):
    for command in (
        ["registry", "new"],
        ["registry", "build"],
        ["registry", "outline"],
        ["roster"],
        ["roster", "from"],
    ):
        told = run(*command, "--help", "--lang", "ja").stdout
        assert "使い方" in told and not [line for line in told.splitlines() if " The " in line or " A " in line], told
    assert "台帳" in run("registry", "new", "--help", "--lang", "ja").stdout
    assert "標準出力" in run("notice", "new", "--help", "--lang", "ja").stdout
