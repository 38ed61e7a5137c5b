"""`bulk`: what is written is read, nothing is lost, and the place of a fault is told as an editor counts."""

import csv
import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import NOTICE
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

HEADING = "id,direction,origin,level,kind,issued_at,affected_sectors"
ROW = "a,provision,nisc,TLP:AMBER,vulnerability,2009-05-08T01:00:00Z,gas"


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def objects(file: Path):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def rows_of(file: Path):
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


REFS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
IDS = st.text(st.sampled_from("ab,;\"'|[]{}:高ー0-="), min_size=1, max_size=10)
NOTICES = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "affected_sectors": st.sampled_from([[], ["gas"], ["gas", "water"]]),
        "only": st.sampled_from([[], ["gas"], ["gas", "meti"]]),
        "named_persons": st.lists(REFS, max_size=2).map(lambda refs: [{"party": "meti", "ref": ref} for ref in sorted(set(refs))]),
        "no_attribution": st.booleans(),
        "level": st.sampled_from(["TLP:RED", "TLP:AMBER", "TLP:GREEN"]),
        "addressees": st.just(["meti"]),
        "embargo_until": st.just("2009-06-01T00:00:00Z"),
    },
)  # fmt: skip


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(NOTICES, min_size=1, max_size=4, unique_by=lambda notice: notice["id"]), st.sampled_from(["", "first_"])
)
def test_kind_15_what_is_written_is_read(command, tmp_path_factory, router, notices, prefix):
    """The same notices, the same answers: through every format and layout."""
    here = tmp_path_factory.mktemp("round")
    notices = [{**NOTICE, **notice} for notice in notices]
    (here / "in.jsonl").write_text(lines(notices), encoding="utf-8")

    def bulk(*args: str) -> None:
        done = subprocess.run([command, "bulk", *args, "--quiet"], cwd=here, capture_output=True, text=True)
        assert done.returncode == 0, (done.stderr, notices)

    wanted = {notice["id"]: [d.recipient for d in router.route(notice).deliveries] for notice in notices}
    kinds = ["csv", "jsonl", "tsv"]
    for (first, second), rows in zip(
        itertools.product(kinds, kinds), itertools.cycle(["notices", "deliveries", "verdicts"])
    ):
        bulk("in.jsonl", f"a.{first}", "--rows", rows, "--prefix", prefix)
        bulk(f"a.{first}", f"b.{second}", "--rows", "notices", "--prefix", "second_")
        bulk(f"b.{second}", "c.jsonl", "--rows", "notices", "--prefix", "third_")
        answers = objects(here / "c.jsonl")
        assert {answer["id"]: answer["third_recipient"] for answer in answers} == wanted, (first, second, rows)
        assert all(answer["third_recipient"] == wanted[answer["id"]] for answer in answers)


@pytest.mark.parametrize("first", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("second", ["csv", "jsonl", "parquet"])
def test_kind_15_the_same_with_parquet_and_refused_rows(run, tmp_path, first, second):
    if "parquet" in (first, second):
        pytest.importorskip("pyarrow")
    told = [
        {**NOTICE, "id": 'a,"b'},
        {**NOTICE, "id": "b", "level": "TLP:RED", "addressees": ["meti"], "named_persons": [{"party": "meti", "ref": 'p;1:x"y'}]},
        {**NOTICE, "id": "c", "only": []},
        {**NOTICE, "id": "d", "only": ["gas", "meti"], "no_attribution": True},
        {**NOTICE, "id": "e", "origin": "nobody"},
    ]  # fmt: skip
    (tmp_path / "in.jsonl").write_text(lines(told))
    column = ("--errors", "column")
    for rows in ("notices", "deliveries", "verdicts"):
        assert run("bulk", "in.jsonl", f"a.{first}", "--rows", rows, *column).returncode == 0
        done = run("bulk", f"a.{first}", f"b.{second}", "--rows", "notices", "--prefix", "x_", *column)
        assert done.returncode == 0, done.stderr
        done = run("bulk", f"b.{second}", "c.jsonl", "--rows", "notices", "--prefix", "y_", *column)
        assert done.returncode == 0, done.stderr
        answers = {answer["id"]: answer for answer in objects(tmp_path / "c.jsonl")}
        told_to = {row: len(answer.get("y_recipient") or []) for row, answer in answers.items()}
        assert told_to == {'a,"b': 3, "b": 1, "c": 0, "d": 2, "e": 0}
        assert [row for row, answer in answers.items() if "y_problems" in answer] == ["e"]


@pytest.mark.parametrize("codec", ["none", "snappy", "zstd", "gzip", "lz4", "brotli"])
def test_parquet_of_others_is_read(run, tmp_path, codec):
    """As pyarrow writes it in any codec, and Polars with types of its own; what is written, both read."""
    pa, pl = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    import pyarrow.parquet as pq

    rows = [{**NOTICE, "id": f"n-{n}"} for n in range(3)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "of-pyarrow.parquet", compression=codec)
    issued = pl.col("issued_at").str.to_datetime(time_zone="UTC")
    frame = pl.DataFrame(rows).with_columns(pl.col("level").cast(pl.Categorical), issued)
    frame.write_parquet(tmp_path / "of-polars.parquet", compression="uncompressed" if codec == "none" else codec)
    (tmp_path / "in.jsonl").write_text(lines(rows))
    wanted = run("bulk", "in.jsonl", "wanted.parquet")
    assert wanted.returncode == 0, wanted.stderr
    told = [row["recipient"] for row in pq.read_table(tmp_path / "wanted.parquet").to_pylist()]
    assert len(told) == 3 and all(told)
    for source in ("of-pyarrow.parquet", "of-polars.parquet"):
        done = run("bulk", source, "out.parquet")
        assert done.returncode == 0, (source, done.stderr)
        assert [row["recipient"] for row in pq.read_table(tmp_path / "out.parquet").to_pylist()] == told
        assert pl.read_parquet(tmp_path / "out.parquet")["recipient"].to_list() == told


def test_parquet_that_is_broken_is_told(run, tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "in.jsonl").write_text(lines([NOTICE]))
    assert run("bulk", "in.jsonl", "whole.parquet").returncode == 0
    whole = (tmp_path / "whole.parquet").read_bytes()
    for broken in (b"", b"no Parquet", whole[:-9], whole[: len(whole) // 2]):
        (tmp_path / "in.parquet").write_bytes(broken)
        for lang in ("en", "ja"):
            done = run("bulk", "in.parquet", "out.csv", "--lang", lang)
            assert done.returncode == 1 and done.stderr.startswith("ceptoar: in.parquet: "), done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_kind_15_persons_and_an_empty_column(run, tmp_path):
    red = ROW.replace("AMBER", "RED").replace("a,", "b,", 1)
    heading = f"{HEADING},addressees,named_persons"
    cells = ["", "meti:p-1;meti:p-2", '"[{""party"": ""meti"", ""ref"": ""p;1""}]"']
    for cell, named in zip(cells, [None, 2, 1], strict=True):
        (tmp_path / "in.csv").write_text(f"{heading}\n{red},meti,{cell}\n")
        done = run("bulk", "in.csv", "-")
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["recipient"] == ["meti"] and len(answer.get("named_persons", [])) == (named or 0), cell
        assert ("nobody-named meti" in answer["lints"]) == (named is None)
    # What was answered already is not answered over, and the way on is told.
    (tmp_path / "in.jsonl").write_text(lines([NOTICE]))
    for name in ("out.csv", "out.jsonl"):
        assert run("bulk", "in.jsonl", name, "--rows", "notices").returncode == 0
        again = run("bulk", name, "again.csv")
        assert again.returncode == 2 and "prefix" in again.stderr, again.stderr
    # A field that stands twice is refused beside an earlier answer as well.
    text = (tmp_path / "out.jsonl").read_text().replace('{"id"', '{"only":["meti"],"only":["gas"],"id"')
    (tmp_path / "twice.jsonl").write_text(text)
    assert "duplicate-field" in run("bulk", "twice.jsonl", "-", "--prefix", "x_").stderr


def test_kind_19_lines_as_an_editor_counts(run, tmp_path):
    bad = ROW.replace("vulnerability", "rumour").replace("a,", "b,", 1)
    quoted = f'"two\nlines",{ROW.partition(",")[2]}'
    for end in ("\n", "\r\n", "\r"):
        text = f"{HEADING}\n{ROW}\n\n{ROW.replace('a,', 'c,', 1)}\n\n\n{bad}\n".replace("\n", end)
        (tmp_path / "in.csv").write_bytes(text.encode())
        done = run("bulk", "in.csv", "-")
        assert done.returncode == 2 and done.stderr.startswith("unknown-kind line 7, kind: "), (end, done.stderr)
    (tmp_path / "in.csv").write_text(f'{HEADING},memo\n{ROW},"one\ntwo\nthree"\n{bad},\n')
    problem = json.loads(run("bulk", "in.csv", "-", "--format", "json").stderr)["problems"][0]
    assert problem["line"] == 5 and problem["row"] == 1 and problem["column"] == "kind"
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{quoted}\n")
    assert "line 2" in run("bulk", "in.csv", "-").stderr
    good = json.dumps(NOTICE)
    (tmp_path / "in.jsonl").write_text(f"{good}\n\n{good}\n" + '{"id": "x",, }\n')
    done = run("bulk", "in.jsonl", "-")
    assert done.returncode == 2 and "line 4" in done.stderr and "(line 4, column 12)" in done.stderr, done.stderr
    assert "4行目" in (ja := run("bulk", "in.jsonl", "-", "--lang", "ja").stderr) and "4行12列" in ja
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist([NOTICE, {**NOTICE, "kind": "rumour"}]), tmp_path / "in.parquet")
    assert "row 1 (counted from 0), kind" in run("bulk", "in.parquet", "-").stderr
    # Also where Parquet is written, the rows are refused as anywhere.
    refused = run("bulk", "in.parquet", "out.parquet")
    assert refused.returncode == 2 and "unknown-kind" in refused.stderr and not (tmp_path / "out.parquet").exists()


def test_kind_20_a_refused_row_keeps_what_it_said(run, tmp_path):
    said = [
        {**NOTICE, "issued_at": "2009/05/08", "only": ["gas"]},
        {"id": 7, "direction": "provision"},
        {**NOTICE, "id": "x", "colour": {"deep": [1, "赤"]}, "affected_sectors": "gas"},
        NOTICE,
    ]
    text = lines(said) + '[1, 2]\n{"id": "twice", "only": ["gas"], "only": []}\n{"id": broken\n'
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    assert run("bulk", "in.jsonl", "out.jsonl", "--errors", "column").returncode == 0
    answers = objects(tmp_path / "out.jsonl")
    for row, answer in zip(said, answers, strict=False):
        assert {key: answer[key] for key in row} == row
    assert ["problems" in answer for answer in answers] == [True, True, True, False, True, True, True]
    assert answers[4]["unread"] == [1, 2] and answers[5]["unread"] == text.splitlines()[5]
    assert answers[5]["id"] == "twice" and answers[6]["unread"] == '{"id": broken'
    assert run("bulk", "in.jsonl", "out.csv", "--errors", "column").returncode == 0
    rows = rows_of(tmp_path / "out.csv")
    assert rows[1]["id"] == "7" and rows[1]["direction"] == "provision" and rows[0]["issued_at"] == "2009/05/08"
    refused = {row["id"]: row for row in rows if row["problems"]}
    assert json.loads(refused["x"]["unread"]) == {"colour": {"deep": [1, "赤"]}, "affected_sectors": "gas"}
    assert refused["x"]["affected_sectors"] == "gas"
    # In CSV, too, what stands under no heading is kept.
    (tmp_path / "in.csv").write_text(f"{HEADING}\n{ROW},surplus\n{ROW}\n")
    assert run("bulk", "in.csv", "out.csv", "--errors", "column").returncode == 0
    first = rows_of(tmp_path / "out.csv")[0]
    assert json.loads(first["unread"]) == ["surplus"] and first["problems"] and first["recipient"] == ""


def test_kind_23_no_row_is_an_answer_with_a_heading(run, tmp_path):
    (tmp_path / "in.csv").write_text(f"{HEADING}\n")
    (tmp_path / "in.jsonl").write_text("")
    for source in ("in.csv", "in.jsonl"):
        assert run("bulk", source, "out.csv").returncode == 0
        heading = (tmp_path / "out.csv").read_text()
        assert heading.count("\n") == 1 and heading.startswith("id,direction") and "recipient" in heading.split(",")
        assert run("bulk", source, "out.jsonl").returncode == 0 and (tmp_path / "out.jsonl").read_bytes() == b""
        pq = pytest.importorskip("pyarrow.parquet")
        assert run("bulk", source, "out.parquet").returncode == 0
        assert pq.read_table(tmp_path / "out.parquet").num_rows == 0
        again = run("bulk", "out.parquet", "again.csv", "--prefix", "x_")
        assert again.returncode == 0 and "x_recipient" in (tmp_path / "again.csv").read_text(), again.stderr


def test_kind_24_unknown_and_within_one_office_differ(run, tmp_path, router):
    notice = {**NOTICE, "affected_sectors": ["aviation"]}
    hops = {d.recipient: d.hops[-1] for d in router.route(notice).deliveries}
    internal = {recipient for recipient, hop in hops.items() if hop.internal}
    unknown = {recipient for recipient, hop in hops.items() if hop.channels is None}
    assert internal and unknown
    (tmp_path / "in.jsonl").write_text(lines([notice]))
    one = run("route", "-", "--format", "csv", stdin=json.dumps(notice)).stdout.splitlines()
    assert run("bulk", "in.jsonl", "out.csv").returncode == 0
    for rows in (list(csv.DictReader(one)), rows_of(tmp_path / "out.csv")):
        assert {row["recipient"] for row in rows if row["channels"] == "(internal)"} == internal
        assert {row["recipient"] for row in rows if row["channels"] == ""} == unknown


def test_kinds_01_02_03_on_the_command_line(run, tmp_path):
    notices = [NOTICE, {**NOTICE, "id": "later", "embargo_until": "2009-06-01T00:00:00Z"},
               {**NOTICE, "id": "lost", "affected_sectors": []}]  # fmt: skip
    (tmp_path / "in.jsonl").write_text(lines(notices))
    for rows in ("notices", "deliveries", "verdicts"):
        for name in ("out.csv", "out.tsv", "out.jsonl"):
            assert run("bulk", "in.jsonl", name, "--rows", rows, "--delimiter", ",", "--quiet").returncode == 0
            written = objects(tmp_path / name) if name.endswith("jsonl") else rows_of(tmp_path / name)
            assert {row["id"] for row in written} == {"n-1", "later", "lost"}
            assert all({"unmet", "lints"} <= set(row) for row in written)
    for name in (
        "Embargo_Until",
        " embargo_until",
        "embargo-until",
        "embargo_untill",
        "\ufeffembargo_until",
        "ＥＭＢＡＲＧＯ＿ＵＮＴＩＬ",
    ):
        (tmp_path / "near.csv").write_text(f"{HEADING},{name}\n{ROW},2009-06-01T00:00:00Z\n", encoding="utf-8")
        for lang in ("en", "ja"):
            done = run("bulk", "near.csv", "-", "--lang", lang)
            assert done.returncode == 2 and "embargo_until" in done.stderr and done.stdout == "", name
    for cell in (" ", "　", ";", "gas;;", "\u200b"):
        (tmp_path / "blank.csv").write_text(f"{HEADING},only\n{ROW},{cell}\n", encoding="utf-8")
        done = run("bulk", "blank.csv", "-")
        assert done.returncode == 2 and "line 2" in done.stderr, cell
    (tmp_path / "none.csv").write_text(f"{HEADING},embargo\n{ROW},2009-06-01T00:00:00Z\n")
    left_out = run("bulk", "none.csv", "-", "--column", "embargo_until=embargo")
    assert left_out.returncode == 0 and json.loads(left_out.stdout)["recipient"] == []


def test_kind_26_an_outage_with_an_empty_part(run):
    for outage in ("meti>gas:", ":email", "meti>", ">gas", ""):
        for lang in ("en", "ja"):
            done = run("route", "-", "--outage", outage, "--lang", lang, stdin=json.dumps(NOTICE))
            assert done.returncode == 2 and done.stderr.startswith("bad-id /outages/0/"), outage


def many(file: Path, count: int) -> None:
    with file.open("w") as out:
        out.write(f"{HEADING}\n")
        out.writelines(f"n-{n},{ROW.partition(',')[2]}\n" for n in range(count))


def test_u04_the_time_grows_with_the_rows(command, tmp_path):
    """Ten times the rows take about ten times as long, in every format; it was a hundred times."""

    def seconds(source: str, output: str) -> float:
        begun = time.monotonic()
        subprocess.run([command, "bulk", source, output, "--rows", "deliveries"], cwd=tmp_path, check=True)
        return time.monotonic() - begun

    many(tmp_path / "few.csv", 5_000)
    many(tmp_path / "many.csv", 50_000)
    for output in ("out.csv", "out.jsonl"):
        few, much = min(seconds("few.csv", output) for _ in range(2)), seconds("many.csv", output)
        assert much < 30 * max(few, 0.1), (output, few, much)


def test_u05_verdicts_tell_their_size_and_stream(command, run, tmp_path):
    many(tmp_path / "in.csv", 10_000)
    done = run("bulk", "in.csv", "out.csv", "--rows", "verdicts")
    assert done.returncode == 0 and "10000 notices" in done.stderr and done.stderr.startswith("verdicts: ")
    assert run("bulk", "in.csv", "out.csv", "--rows", "verdicts", "--quiet").stderr == ""
    # Half a million rows are never in memory at once, also where they are held back for standard output.
    limit = 300 * 1024 * 1024
    for output in ("out.csv", "-"):
        done = subprocess.run(
            [sys.executable, "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)", command, "bulk", "in.csv", output, "--rows", "verdicts",
             "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=True)  # fmt: skip
        assert int(done.stdout.split()[-1]) * 1024 < limit
