"""Tables, folders and workbooks as people send them, for tests of what reads them."""

import json
import re
import zipfile
from datetime import datetime, timedelta
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

SCHEME = [["id", "title_ja", "cabinet", "cabinet_ja"], ["mine", "例示の枠組み", "nco", "国家サイバー統括室"]]
MINISTRIES = [["省庁", "名称"], ["mlit", "国土交通省"], ["meti", "経済産業省"]]
CEPTOARS = [
    ["ceptoar", "name_ja", "sector", "sector_ja", "ministry", "means", "members", "from"],
    ["port", "港湾セプター", "port", "港湾", "mlit", "email;phone", "12", "2024/4/1"],
    ["gas", "ガスセプター", "gas", "ガス", "meti", "メール;電話等", "10社", ""],
]
TABLES = {"scheme": SCHEME, "ministries": MINISTRIES, "ceptoars": CEPTOARS}


def text(rows):
    quoted = [
        ['"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell for cell in row] for row in rows
    ]
    return "".join(",".join(row) + "\r\n" for row in quoted)


def folder(path, tables, encoding="utf-8"):
    path.mkdir()
    for name, rows in tables.items():
        (path / f"{name}.csv").write_bytes(rows if isinstance(rows, bytes) else text(rows).encode(encoding))
    return path.name


def edited(table, row, column, value):
    rows = [list(cells) for cells in TABLES[table]]
    rows[row][column] = value
    return {**TABLES, table: rows}


def problems(done):
    assert done.returncode == 2, done.stdout
    return json.loads(done.stderr.splitlines()[-1])["problems"]


def places(done):
    cells = [(found["code"], found.get("cell") or {}) for found in problems(done)]
    return [(code, cell.get("table"), cell.get("row"), cell.get("column")) for code, cell in cells]


def workbook(path, sheets, hidden=()):
    """Write a workbook by hand: a cell is a text, or the inside of `<c>` with its attributes; `merged` follows the rows."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names, links = "", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for n, (name, rows) in enumerate(sheets.items(), 1):
            merged = rows.pop() if rows and isinstance(rows[-1], str) else ""
            body = ""
            for r, row in enumerate(rows, 1):
                cells = ""
                for c, cell in enumerate(row):
                    at = f'r="{chr(65 + c)}{r}"'
                    if isinstance(cell, tuple):
                        cells += f"<c {at} {cell[0]}>{cell[1]}</c>"
                    elif cell:
                        cells += f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
                body += f'<row r="{r}">{cells}</row>'
            areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged.split())
            areas = f"<mergeCells>{areas}</mergeCells>" if areas else ""
            out.writestr(
                f"xl/worksheets/sheet{n}.xml", f"<worksheet {ns}><sheetData>{body}</sheetData>{areas}</worksheet>"
            )
            state = ' state="hidden"' if name in hidden else ""
            names += f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"{state}/>'
            links += f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        out.writestr("xl/workbook.xml", f'<workbook {ns} xmlns:r="{rel}"><sheets>{names}</sheets></workbook>')
        links += f'<Relationship Id="s" Type="{rel}/styles" Target="styles.xml"/>'
        out.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        # Style 1 is a date (14), style 2 the Japanese era by a format of its own.
        formats = '<numFmts count="1"><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
        styles = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 176))
        out.writestr("xl/styles.xml", f'<styleSheet {ns}>{formats}<cellXfs count="3">{styles}</cellXfs></styleSheet>')
        root = f'<Relationship Id="r" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
        out.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{root}</Relationships>')
        out.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
    return path.name


def date(serial, style=1):
    return (f's="{style}"', f"<v>{serial}</v>")


def build(run, source, *more):
    return run("registry", "build", source, "--format", "json", *more)


def sheets(**changed):
    return {name: [list(row) for row in rows] for name, rows in {**TABLES, **changed}.items()}


def pages(path):
    """Read a workbook by hand: by the name of each sheet its rows as dicts; instants as texts, what is blank as `None`."""
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        tree = lambda name: ElementTree.fromstring(book.read(name))  # noqa: E731
        names = [sheet.get("name") for sheet in tree("xl/workbook.xml").iterfind("m:sheets/m:sheet", ns)]
        texts = ["".join(item.itertext()) for item in tree("xl/sharedStrings.xml")]
        clock = [style.get("numFmtId") != "0" for style in tree("xl/styles.xml").iterfind("m:cellXfs/m:xf", ns)]

        def value(cell):
            assert cell.find("m:f", ns) is None, "a formula"
            text = cell.findtext("m:v", None, ns)
            if cell.get("t") == "s":
                return texts[int(text)]
            if cell.get("t") == "b":
                return text == "1"
            if clock[int(cell.get("s", "0"))]:
                return str(datetime(1899, 12, 30) + timedelta(seconds=round(float(text) * 86_400)))
            return int(text)

        def rows(n):
            lines = []
            for row in tree(f"xl/worksheets/sheet{n}.xml").iterfind("m:sheetData/m:row", ns):
                lines.append({re.sub(r"\d", "", cell.get("r")): value(cell) for cell in row})
            heads = lines.pop(0)
            return [{head: line.get(column) for column, head in heads.items()} for line in lines]

        return {name: rows(n) for n, name in enumerate(names, 1)}
