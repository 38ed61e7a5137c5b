"""What a notice is in its thread, in frames and files: a withdrawal is never answered as an original is."""

import json

import ceptoar
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

ROW = {"id": "a", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
       "affected_sectors": ["gas"], "issued_at": "2009-05-08T01:00:00Z"}  # fmt: skip
# By message and replaces: what is refused of the row, and where.
PLACES = {
    (None, None): None,
    ("original", None): None,
    ("update", "n-1"): None,
    ("withdrawal", "n-1"): ("withdrawal-needs-log", "/message"),
    ("withdrawal", None): ("missing-field", "/replaces"),
    ("update", None): ("missing-field", "/replaces"),
    ("original", "n-1"): ("original-replaces", "/message"),
    (None, "n-1"): ("original-replaces", "/message"),
    ("the valve is open", None): ("unknown-value", "/message"),
    ("update", " n-1"): ("bad-id", "/replaces"),
    (" ", None): ("bad-text", "/message"),
}


def rows():
    return [
        {**ROW, "id": f"n{n}", "message": message, "replaces": before} for n, (message, before) in enumerate(PLACES)
    ]


@pytest.mark.parametrize("answer", ["whole", "who", "masks"])
@pytest.mark.parametrize("build", [pa.Table.from_pylist, pl.DataFrame, pd.DataFrame], ids=["arrow", "polars", "pandas"])
def test_a_row_says_its_place_in_a_thread(router, build, answer):
    column = "nisc" if answer == "masks" else "recipient"
    table = router.route_table(build(rows()), errors="column", answer=answer)
    found = pa.table(table).to_pylist()
    plain = pa.table(router.route_table(build([ROW]), answer=answer)).to_pylist()[0]
    for row, wanted in zip(found, PLACES.values(), strict=True):
        if wanted is None:
            assert row["problems"] is None
            assert all(row[name] == plain[name] for name in plain if name not in ROW), row
        else:
            assert row["problems"].startswith(f"{wanted[0]} "), row["problems"]
            assert not row.get(column)


def test_a_frame_with_a_withdrawal_is_refused_as_a_whole(router):
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        router.route_table(pa.Table.from_pylist(rows()))
    told = {problem.row: (problem.code, problem.pointer) for problem in refused.value.problems}
    assert told == {row: wanted for row, wanted in enumerate(PLACES.values()) if wanted}
    # Each alone, coded and not: what stands in a dictionary is looked at as well.
    for row, wanted in zip(rows(), PLACES.values(), strict=True):
        frame = pa.Table.from_pylist([row] * 3)
        coded = frame.set_column(frame.column_names.index("message"), "message", frame["message"].dictionary_encode())
        for one in (frame, coded) if row["message"] else (frame,):
            if wanted is None:
                assert pa.table(router.route_table(one)).num_rows == 3
            else:
                with pytest.raises(ceptoar.FrameRefusal, match=wanted[0]):
                    router.route_table(one)


def test_columns_of_other_meaning_are_passed_over_where_somebody_says_so(router):
    frame = pa.Table.from_pylist([{**ROW, "message": "the valve is open", "error_message": "none"}])
    table = pa.table(router.route_table(frame, columns={"message": None}))
    assert table["recipient"].to_pylist()[0]


def test_files_of_notices(run, tmp_path):
    lines = [row for row in rows() if row["message"] in (None, "original", "update", "withdrawal")]
    written = [{name: value for name, value in line.items() if value is not None} for line in lines]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in written))
    assert run("bulk", "in.jsonl", "out.jsonl").returncode == 2
    done = run("bulk", "in.jsonl", "out.jsonl", "--errors", "column", "--rows", "notices")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    for line, answer in zip(written, answers, strict=True):
        wanted = PLACES[line.get("message"), line.get("replaces")]
        assert answer.get("problems", "").startswith(wanted[0] if wanted else ""), answer
        assert bool(answer.get("recipient")) == (wanted is None), answer
        # What a notice said of its thread is kept.
        kept = {name: line[name] for name in ("message", "replaces") if name in line and line[name] != "original"}
        assert kept.items() <= answer.items(), answer
    csv = "id,direction,origin,level,kind,affected_sectors,issued_at,message,replaces\n"
    csv += "a,provision,nisc,TLP:AMBER,other,gas,2009-05-08T01:00:00Z,withdrawal,n-1\n"
    (tmp_path / "in.csv").write_text(csv)
    assert "withdrawal-needs-log" in run("bulk", "in.csv", "-").stderr
