"""Columns and rows that look like less than they say: names that tell of a field, and rows that were refused before."""

import json
import subprocess
import sys

import ceptoar
import polars as pl
import pytest

SOUND_ROW = {"id": "a", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
             "affected_sectors": ["finance"], "issued_at": "2009-05-08T01:00:00Z"}  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        {"embargo_until": 1893456000},
        {"only": {"party": "fsa"}},
        {"affected_ceptoars": ""},
        {"affected_ceptoars": [None]},
        {"Embargo_Until": "2030-01-01T00:00:00Z"},
        {"status": ["exercise"]},
        {"no_attribution": "yes"},
    ],
)
@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
@pytest.mark.parametrize("again", ["command", "frame"])
def test_kind_20_a_refused_row_is_refused_again(command, tmp_path, said, ending, again):
    """What could not be read of a row need not stand in its field's column: the row must not look like one that says less."""
    lines = [{**SOUND_ROW, "id": "good"}, {**SOUND_ROW, "id": "bad", **said}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    answer = tmp_path / f"out.{ending}"
    first = [
        command,
        "bulk",
        str(tmp_path / "in.jsonl"),
        str(answer),
        "--rows",
        "notices",
        "--errors",
        "column",
        "--quiet",
    ]
    subprocess.run(first, check=True)
    if again == "command" or ending == "jsonl":
        second = [
            command,
            "bulk",
            str(answer),
            "-",
            "--prefix",
            "x_",
            "--errors",
            "column",
            "--rows",
            "notices",
            "--quiet",
        ]
        done = subprocess.run(second, check=True, capture_output=True, text=True)
        told = {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}
        problems = {name: line.get("x_problems") for name, line in told.items()}
        recipients = {name: line.get("x_recipient") for name, line in told.items()}
    else:
        frame = pl.read_csv(answer, infer_schema=False) if ending == "csv" else pl.read_parquet(answer)
        table = ceptoar.Router().route_table(frame, prefix="x_", errors="column", separator=";").to_polars()
        problems = dict(zip(table["id"], table["x_problems"], strict=True))
        recipients = {
            name: [] if ids is None else list(ids) for name, ids in zip(table["id"], table["x_recipient"], strict=True)
        }
    assert problems["good"] is None and len(recipients["good"]) > 5
    assert problems["bad"] and not recipients["bad"]


@pytest.mark.parametrize(
    ("column", "field"),
    [(name, "embargo_until") for name in ("disclosure_embargo", "until_embargo", "the embargo", "end of embargo",
     "until (embargo)", "newEmbargo", "\u0435mb\u0430rg\u043e_until", "emb\u0430rgo",
     "\u0435m\u042c\u0430r\u0261\u043e")]
    + [(name, "affected_ceptoars") for name in ("ceptoars_affected", "ceptoar_affected", "target_ceptoars", "narrow_ceptoars")]
    + [(name, "only") for name in ("only_parties", "only_to", "only for", "limit_only", "recipients_only", "\u043enly")]
    + [("\u0440ur\u0440\u043e\u0455\u0435\u0455", "purposes"), ("persons_named", "named_persons"), ("pre_status", "status"), ("notice_mode", "mode"),
       ("status_target", "status"), ("target_status", "status"), ("end_mode", "mode"), ("mode_time", "mode"),
       ("date_status", "status")],
)  # fmt: skip
def test_kind_02_telling_words_and_letters_of_other_scripts(column, field):
    frame = pl.DataFrame([{**SOUND_ROW, column: "x"}])
    with pytest.raises(ceptoar.FrameError, match=f"`{field}`"):
        ceptoar.Router().route_table(frame)
    assert len(ceptoar.Router().route_table(frame, columns={field: None})) == 1


@pytest.mark.parametrize(
    ("own", "column"),
    [("embargo_until", "embargo_untl"), ("embargo_until", "embargo"), ("embargo_until", "embargo_until_2"),
     ("affected_ceptoars", "affected_ceptoar"), ("named_persons", "named_person"), ("purposes", "purpose"), ("mode", "moode"),
     ("affected_sectors", "affected_sector"), ("affected_sectors", "sectors_affected")],
)  # fmt: skip
def test_kind_02_an_empty_column_does_not_answer_for_a_slip(own, column):
    frame = pl.DataFrame([{**SOUND_ROW, own: None, column: "banking"}])
    with pytest.raises(ceptoar.FrameError, match=f"`{own}`"):
        ceptoar.Router().route_table(frame)
    assert len(ceptoar.Router().route_table(frame, columns={own: own})) == 1


def test_kind_10_instants_as_categories():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame([{**SOUND_ROW, "id": name} for name in "abc"])
    instants = pd.to_datetime(["2009-05-08T01:00:00Z", "2009-05-08T01:00:00Z", "2009-05-09T01:00:00Z"])
    plain = ceptoar.Router().route_table(frame.assign(issued_at=instants)).to_polars()
    coded = ceptoar.Router().route_table(frame.assign(issued_at=instants.astype("category"))).to_polars()
    assert coded["recipient"].to_list() == plain["recipient"].to_list()
    naive = frame.assign(issued_at=instants.tz_localize(None).astype("category"))
    with pytest.raises(ceptoar.CeptoarError, match="tz"):
        ceptoar.Router().route_table(naive)
    assert len(ceptoar.Router().route_table(naive, tz="Asia/Tokyo")) == 3


def test_kind_19_what_is_missing_is_told_at_its_own_column():
    row = {**SOUND_ROW, "id": None, "direction": None, "kind": None}
    with pytest.raises(ceptoar.FrameRefusal) as refused:
        ceptoar.Router().route_table(pl.DataFrame([SOUND_ROW, row]))
    told = {problem.field_column for problem in refused.value.problems if problem.code == "missing-field"}
    assert told == {"id", "direction", "kind"}


@pytest.mark.parametrize(
    "said", [{"Embargo_Until": "2030-01-01T00:00:00Z"}, {"affected_ceptoars": ""}, {"only": [None]}]
)
def test_kind_20_what_was_not_read_stays_unread(tmp_path, said):
    """The cell with the problems is emptied, but the row is not mended."""
    lines = [{**SOUND_ROW, "id": "good"}, {**SOUND_ROW, "id": "bad", **said}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [sys.executable, "-m", "ceptoar", "bulk", "--rows", "notices", "--errors", "column", "--quiet"]
    subprocess.run([*command, str(tmp_path / "in.jsonl"), str(tmp_path / "out.parquet")], check=True)
    frame = pl.read_parquet(tmp_path / "out.parquet").drop("problems")
    table = ceptoar.Router().route_table(frame, prefix="x_", errors="column").to_polars()
    told = {name: 0 if ids is None else len(ids) for name, ids in zip(table["id"], table["x_recipient"], strict=True)}
    assert told["good"] > 5 and told["bad"] == 0


@pytest.mark.parametrize(
    ("own", "column"),
    [("only", "only_party"), ("embargo_until", "end of embargo"), ("embargo_until", "disclosure_embargo"),
     ("affected_ceptoars", "target_ceptoars"), ("status", "is_exercise")],
)  # fmt: skip
def test_kind_02_a_telling_column_beside_an_empty_field(own, column):
    frame = pl.DataFrame([{**SOUND_ROW, own: None, column: None}, {**SOUND_ROW, own: None, column: "x"}])
    table = ceptoar.Router().route_table(frame, errors="column").to_polars()
    assert table["problems"][0] is None and f"`{own}`" in table["problems"][1]
    assert len(ceptoar.Router().route_table(frame, columns={own: own})) == 2
