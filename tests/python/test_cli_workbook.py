"""Workbooks as people fill them in, on the command line (R5, R10, R49)."""

import json
import zipfile
from xml.etree import ElementTree

import pytest
from spreadsheets import CEPTOARS, TABLES, build, date, folder, places, problems, sheets, workbook


def test_a_workbook_as_people_fill_it_in(run, tmp_path):
    """Days as cells, numbers as cells, kept values of formulas, cells merged downwards, sheets that are none."""
    folder(tmp_path / "a", TABLES)
    book = sheets()
    book["ceptoars"][1][7] = date(45383)  # 2024-04-01
    book["ceptoars"][1][6] = ("", "<v>12</v>")
    book["ceptoars"][2][0] = ('t="str"', "<f>LOWER(&quot;GAS&quot;)</f><v>gas</v>")
    book |= {"Sheet1": [], "#memo": [["何でも"]], "lists": [["email"]]}
    workbook(tmp_path / "b.xlsx", book, hidden=["lists", "ministries"])
    done = build(run, "b.xlsx", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout == build(run, "a").stdout
    assert "hidden-sheet ministries" in done.stderr and "sheet-left-out lists" in done.stderr
    book = sheets()
    book["ceptoars"][1][7] = date(45383, style=2)  # 令和6年4月1日
    workbook(tmp_path / "c.xlsx", book)
    assert build(run, "c.xlsx").stdout == done.stdout


def test_cells_merged_downwards_fill_down(run, tmp_path):
    rows = [CEPTOARS[0], *([name, "", "sea", "海", "mlit", "email", "", ""] for name in ("port", "ferry", "pilot"))]
    rows = [[cell or ("港湾" if n == 1 and r else "") for n, cell in enumerate(row)] for r, row in enumerate(rows)]
    merged = [[cell if r < 2 or n < 2 else "" for n, cell in enumerate(row)] for r, row in enumerate(rows)]
    folder(tmp_path / "a", {**TABLES, "ceptoars": rows})
    workbook(
        tmp_path / "b.xlsx", sheets(ceptoars=merged) | {"ceptoars": [*map(list, merged), "C2:C4 D2:D4 E2:E4 F2:F4"]}
    )
    done = build(run, "b.xlsx")
    assert done.returncode == 0, done.stderr
    assert done.stdout == build(run, "a").stdout


@pytest.mark.parametrize(
    ("row", "column", "cell", "wanted"),
    [
        (1, 7, ("", "<v>45383</v>"), ("bad-date", 2, "from")),
        (1, 7, date(45383.5), ("unreadable-cell", 2, "from")),
        (1, 7, date(59), ("unreadable-cell", 2, "from")),
        (1, 0, date(45383), ("unreadable-cell", 2, "ceptoar")),
        (1, 6, date(45383), ("unreadable-cell", 2, "members")),
        (1, 1, ("", "<f>A1&amp;B1</f>"), ("unreadable-cell", 2, "name_ja")),
        (1, 1, ('t="e"', "<v>#REF!</v>"), ("unreadable-cell", 2, "name_ja")),
        (1, 6, ('t="e"', "<f>1/0</f><v>#DIV/0!</v>"), ("unreadable-cell", 2, "members")),
        (1, 6, ("", "<v>1.5</v>"), ("bad-count", 2, "members")),
        (1, 1, "港\ue000湾", ("bad-encoding", 2, "name_ja")),
    ],
)
def test_a_cell_of_a_workbook_that_cannot_be_read_is_refused(run, tmp_path, row, column, cell, wanted):
    book = sheets()
    book["ceptoars"][row][column] = cell
    workbook(tmp_path / "a.xlsx", book)
    assert [(code, line, name) for code, _, line, name in places(build(run, "a.xlsx"))] == [wanted]


@pytest.mark.parametrize(
    ("areas", "row"),
    [("A1:B1", 1), ("A1:A2", 1), ("B2:C2", 2), ("B2:C3", 2)],
    ids=["header", "tall header", "row", "block"],
)
def test_merged_cells_that_say_nothing_for_certain_are_refused(run, tmp_path, areas, row):
    book = sheets()
    (first, last), rows = areas.split(":"), book["ceptoars"]
    for r in range(int(first[1]) - 1, int(last[1])):
        for c in range(ord(first[0]) - 65, ord(last[0]) - 64):
            if (r, c) != (int(first[1]) - 1, ord(first[0]) - 65):
                rows[r][c] = ""
    book["ceptoars"].append(areas)
    workbook(tmp_path / "a.xlsx", book)
    assert ("unreadable-cell", "ceptoars", row) in {place[:3] for place in places(build(run, "a.xlsx"))}


def test_what_is_no_workbook_is_said(run, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "b.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    for name in ("a.xlsx", "b.xls"):
        done = run("registry", "build", name, "--lang", "en")
        assert done.returncode == 2 and name in done.stderr and ".xlsx" in done.stderr, done.stderr
    assert run("registry", "build", "c.xlsx").returncode == 1


def test_a_formula_that_answers_with_nothing_is_an_empty_cell(run, tmp_path):
    book = sheets()
    book["ceptoars"][2][7] = ('t="str"', "<f>IF(A1=&quot;&quot;,A1,&quot;&quot;)</f><v></v>")
    workbook(tmp_path / "a.xlsx", book)
    workbook(tmp_path / "b.xlsx", sheets())
    done = build(run, "a.xlsx")
    assert done.returncode == 0, done.stderr
    assert done.stdout == build(run, "b.xlsx").stdout


def test_a_remark_may_be_merged(run, tmp_path):
    book = sheets()
    book["ceptoars"] = [["# 記入要領: 空のセルは不明"], *book["ceptoars"], "A1:H1"]
    workbook(tmp_path / "a.xlsx", book)
    workbook(tmp_path / "b.xlsx", sheets())
    done = build(run, "a.xlsx")
    assert done.returncode == 0, done.stderr
    assert done.stdout == build(run, "b.xlsx").stdout


def test_a_workbook_that_unpacks_to_more_than_a_memory_is_refused(run, tmp_path):
    workbook(tmp_path / "a.xlsx", sheets())
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a", zipfile.ZIP_DEFLATED) as out, out.open("xl/x.xml", "w") as file:
        for _ in range(513):
            file.write(bytes(1 << 20))
    done = run("registry", "build", "a.xlsx", "--lang", "en")
    assert done.returncode == 2 and "a.xlsx" in done.stderr and "512 MB" in done.stderr, done.stderr


def test_a_roster_of_several_sheets_says_which_it_is(run, tmp_path):
    rows = [["party", "name_ja", "ceptoar"], ["one", "一", "gas"]]
    workbook(tmp_path / "a.xlsx", {"members": [list(row) for row in rows], "others": [list(row) for row in rows]})
    done = run("roster", "from", "a.xlsx", "--lang", "en")
    assert done.returncode == 0 and "sheet-left-out others" in done.stderr, done.stderr
    workbook(tmp_path / "b.xlsx", {"east": [list(row) for row in rows], "west": [list(row) for row in rows]})
    assert run("roster", "from", "b.xlsx").returncode == 2


def test_what_is_read_is_never_written(run, tmp_path):
    workbook(tmp_path / "a.xlsx", sheets())
    folder(tmp_path / "t", TABLES)
    for source, output in (("a.xlsx", "a.xlsx"), ("t", "t/scheme.csv"), ("a.xlsx", "./t/../a.xlsx")):
        before = (tmp_path / output).read_bytes()
        assert run("registry", "build", source, "-o", output).returncode == 2
        assert (tmp_path / output).read_bytes() == before
    assert run("registry", "build", "a.xlsx", "-o", "edition.json").returncode == 0
    before = (tmp_path / "edition.json").read_bytes()
    assert run("registry", "diff", "edition.json", "a.xlsx", "--overlay", "edition.json").returncode == 2
    assert (tmp_path / "edition.json").read_bytes() == before


def test_a_refusal_as_json_is_one_document_with_the_notes(run, tmp_path):
    book = sheets() | {"#memo": [["何でも"]], "lists": [["email"]]}
    workbook(
        tmp_path / "good.xlsx", {name: [list(row) for row in rows] for name, rows in book.items()}, hidden=["lists"]
    )
    book["ministries"][1][0] = "MLIT"
    workbook(tmp_path / "bad.xlsx", book, hidden=["lists"])
    refused = json.loads(build(run, "bad.xlsx", "--lang", "en").stderr)
    assert "bad-id" in {problem["code"] for problem in refused["problems"]}
    assert [(note["code"], note["table"]) for note in refused["notes"]] == [("sheet-left-out", "lists")]
    # Who calls a sheet a remark knows that it is not read.
    told = build(run, "good.xlsx", "--lang", "en")
    assert told.returncode == 0 and told.stderr.startswith("sheet-left-out lists: ") and "memo" not in told.stderr
    lines = run("registry", "build", "bad.xlsx", "--lang", "en").stderr.splitlines()
    assert lines[0].startswith("sheet-left-out lists: ") and "bad-id ministries row 2" in "".join(lines[1:])
    assert "notes" not in json.loads(run("registry", "validate", "-", "--format", "json", stdin="{}").stderr)


# Workbooks that the command writes.

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def laid_out(path):
    """Read the sheets of a workbook: of each its rows, the lists offered by column, and how it is formatted."""
    with zipfile.ZipFile(path) as book:
        tree = lambda name: ElementTree.fromstring(book.read(name))  # noqa: E731
        names = [sheet.get("name") for sheet in tree("xl/workbook.xml").iterfind("m:sheets/m:sheet", NS)]
        texts = ["".join(item.itertext()) for item in tree("xl/sharedStrings.xml")]
        formats = [style.get("numFmtId") for style in tree("xl/styles.xml").iterfind("m:cellXfs/m:xf", NS)]
        found = {}
        for n, name in enumerate(names, 1):
            page = tree(f"xl/worksheets/sheet{n}.xml")
            cells = {cell.get("r"): cell for cell in page.iterfind("m:sheetData/m:row/m:c", NS)}
            assert all(cell.get("t") == "s" and formats[int(cell.get("s"))] == "49" for cell in cells.values()), name
            texted = [
                column for column in page.iterfind("m:cols/m:col", NS) if formats[int(column.get("style"))] == "49"
            ]
            pane = page.find("m:sheetViews/m:sheetView/m:pane", NS)
            assert pane is not None and pane.get("state") == "frozen" and pane.get("ySplit") == "1", name
            values = {at: texts[int(cell.findtext("m:v", None, NS))] for at, cell in cells.items()}
            header = {at[:-1]: value for at, value in values.items() if at[1:].lstrip("ABC") == "1" or at[1:] == "1"}
            assert sum(int(c.get("max")) - int(c.get("min")) + 1 for c in texted) == len(header), name
            lists = {}
            for rule in page.iterfind("m:dataValidations/m:dataValidation", NS):
                for area in rule.get("sqref").split():
                    first, last = area.split(":")
                    assert (first[-1], last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == ("2", "1048576")
                    lists[header[first[:-1]]] = rule.findtext("m:formula1", None, NS).strip('"').split(",")
            found[name] = list(header.values()), lists
        return found


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_new_writes_a_workbook_that_is_a_folder_in_one_file(run, tmp_path, lang):
    made = run("registry", "new", "deep/my.xlsx", "--outline", "2024-03-31", "--lang", lang)
    assert made.returncode == 0, made.stderr
    assert {file.name for file in (tmp_path / "deep").iterdir()} == {"my.xlsx", "my-rules.json", "my-notice.json"}
    assert run("registry", "new", "my", "--outline", "2024-03-31", "--lang", lang).returncode == 0
    built = [build(run, source) for source in ("deep/my.xlsx", "my")]
    assert built[0].returncode == 0 and built[0].stdout == built[1].stdout, built[0].stderr
    assert built[0].stderr == ""
    for name in ("rules", "notice"):
        assert (tmp_path / f"deep/my-{name}.json").read_bytes() == (tmp_path / f"my/{name}.json").read_bytes()
    # The same bytes for the same tables; the header is of the language.
    assert run("registry", "new", "other/my.xlsx", "--outline", "2024-03-31", "--lang", lang).returncode == 0
    assert (tmp_path / "other/my.xlsx").read_bytes() == (tmp_path / "deep/my.xlsx").read_bytes()
    assert laid_out(tmp_path / "deep/my.xlsx")["ministries"][0][0] == {"en": "ministry", "ja": "省庁"}[lang]
    # What the next steps say can be done.
    commands = [line.strip() for line in made.stdout.splitlines() if line.startswith("  ceptoar ")]
    assert len(commands) == 3
    for line in commands:
        done = run(*line.split()[1:])
        assert done.returncode == 0, (line, done.stderr)


def test_an_edition_becomes_a_workbook(run, tmp_path):
    for path in ("tables", "tables.xlsx"):
        made = run("registry", "outline", "2009-03-31", "-o", path, "--format", "json")
        assert made.returncode == 0, made.stderr
        assert "tables.xlsx" in json.loads(made.stdout)["files"] or path == "tables"
    assert build(run, "tables.xlsx").stdout == build(run, "tables").stdout
    assert "documents" in laid_out(tmp_path / "tables.xlsx")


def test_a_workbook_is_never_written_over(run, tmp_path):
    assert run("registry", "new", "a.xlsx").returncode == 0
    (tmp_path / "b-notice.json").write_text("mine")
    (tmp_path / "c.xlsx").mkdir()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    for path in ("a.xlsx", "b.xlsx", "c.xlsx", "d.xls", "d.csv", "d.ods"):
        done = run("registry", "new", path, "--lang", "en")
        assert done.returncode == 2 and done.stdout == "", path
        if path != "b.xlsx":
            assert run("registry", "outline", "2009-03-31", "-o", path).returncode == 2
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*before, "c.xlsx"]), (
        "nothing half written is left"
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_workbook_offers_the_words_that_the_core_takes(run, tmp_path, lang):
    """Every column with few words has its list, and no other: those that a refusal of `?` names."""
    assert run("registry", "new", "a.xlsx", "--lang", lang).returncode == 0
    pages = laid_out(tmp_path / "a.xlsx")
    folder(tmp_path / "a", {name: [header, ["?"] * len(header)] for name, (header, _) in pages.items()})
    wanted = {}
    for found in problems(build(run, "a", "--lang", "en")):
        if found["code"] == "unknown-value":
            _, _, words = found["message"].partition("write ")
            words = words.removeprefix("one of ").replace("` or `", " / ").strip("`").split(" / ")
            wanted[found["cell"]["table"], found["cell"]["column"]] = words
    offered = {(name, column): words for name, (_, lists) in pages.items() for column, words in lists.items()}
    assert {at: [word for word in words if word != "-"] for at, words in offered.items()} == wanted
    assert len(offered) > 15
    # `-` is offered where it may stand.
    columns = {"council": "カウンシル", "role": "役割"}
    minus = {column for (_, column), words in offered.items() if "-" in words}
    assert minus == (set(columns) if lang == "en" else set(columns.values()))
