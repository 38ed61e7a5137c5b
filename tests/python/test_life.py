"""Audits of delivery logs: what is found, as tables, and what is refused (LIFE-RULES R4, R5, R44; DESIGN-LIFE 3)."""

import json
import sys
from datetime import UTC, datetime, timedelta

import ceptoar
import polars as pl
import pyarrow as pa
import pytest
from ceptoar._workbook import write
from spreadsheets import pages

NOTICE = {"id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
          "affected_sectors": ["gas"], "issued_at": "2009-05-08T10:00:00+09:00"}  # fmt: skip
LATE = "2009-05-08T15:00:00+09:00"


def row(sender, to, time, **more):
    return {"notice": "n-1", "from": sender, "to": to, "sent_at": f"2009-05-08T{time}:00+09:00", **more}


SOUND = [row("nisc", "meti", "10:05"), row("meti", "gas", "10:10"), row("gas", "gas-members", "10:20")]


def found(audit):
    return [(finding["code"], finding["party"]) for finding in audit.to_dict()["findings"]]


def test_a_log_as_document_text_or_rows(router):
    document = {"format": "ceptoar/log/1", "entries": SOUND[:2]}
    wanted = [("omission", "gas-members")]
    for log in (document, json.dumps(document), json.dumps(document).encode(), SOUND[:2], iter(SOUND[:2])):
        assert found(router.audit([NOTICE], log, as_of=LATE, promptly="PT1H")) == wanted
    frame = pl.DataFrame(SOUND[:2])
    assert found(router.audit([router.notice(NOTICE)], frame.to_dicts(), as_of=LATE, promptly="PT1H")) == wanted


def test_tables(router):
    audit = router.audit([NOTICE], [*SOUND, row("gas", "banking", "12:00")], as_of=datetime(2009, 5, 8, 6, tzinfo=UTC))
    rows = pa.table(audit.rows).to_pylist()
    assert [(one["code"], one["severity"], one["from"], one["outcome"]) for one in rows] == [
        ("leak", "breach", "gas", "not-addressed")
    ]
    assert pa.table(audit.notices)["sent"].to_pylist() == [3]
    stages = {one["stage"]: one["units_expected"] for one in pa.table(audit.stages).to_pylist()}
    assert stages["members"] == 10
    holders = {one["party"]: one["from"] for one in pa.table(audit.holders).to_pylist()}
    assert holders == {"nisc": None, "meti": "nisc", "gas": "meti", "gas-members": "gas", "banking": "gas"}
    assert len(audit.pending) == len(audit.not_observed) == 0
    assert "見てはならない相手" in audit.text("ja")
    own = router.audit([NOTICE], [*SOUND, row("gas", "banking", "12:00")], as_of=LATE, view_for="gas-members")
    assert found(own) == [] and [one["party"] for one in own.to_dict()["holders"]] == ["gas-members"]


def test_a_report_is_a_workbook(router, tmp_path, monkeypatch):
    """The same sheets as the command writes (tests/python/test_cli_life.py)."""
    end = NOTICE | {"id": "n-2", "message": "withdrawal", "replaces": "n-1", "issued_at": "2009-05-08T14:00:00+09:00"}
    audit = router.audit([NOTICE, end], [*SOUND, row("gas", "banking", "12:00")], as_of=LATE, promptly="PT1H")
    for name in ("one.xlsx", "two.xlsx"):
        audit.report(tmp_path / name, "en")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    sheets = pages(tmp_path / "one.xlsx")
    assert [row["message"] for row in sheets["findings"]] == [
        one["message"]
        for one in router.audit(
            [NOTICE, end], [*SOUND, row("gas", "banking", "12:00")], as_of=LATE, promptly="PT1H", messages="en"
        ).to_dict()["findings"]
    ]
    (leak,) = (row for row in sheets["findings"] if row["code"] == "leak")
    assert (leak["party"], leak["at (Japan time)"]) == ("banking", "2009-05-08 12:00:00")
    assert [(row["version"], row["final"], row["replaced_by"]) for row in sheets["notices"]] == [
        (1, False, "n-2"),
        (2, True, None),
    ]
    audit.report(str(tmp_path / "ja.xlsx"))
    assert [(row["報番号"], row["報の種別"]) for row in pages(tmp_path / "ja.xlsx")["通知"]] == [
        (1, "新規"),
        (2, "取り消し"),
    ]
    with pytest.raises(FileNotFoundError):
        audit.report(tmp_path / "nowhere" / "one.xlsx")
    with pytest.raises(ValueError, match="xlsx"):
        audit.report(tmp_path / "one.csv")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ModuleNotFoundError, match="XlsxWriter"):
        audit.report(tmp_path / "none.xlsx")


def test_what_does_not_fit_into_a_workbook_is_refused(tmp_path):
    for text in ("x" * 32_768, "\U00020b9f" * 16_384):
        with pytest.raises(ValueError, match="row 2, `b`"):
            write(tmp_path / "x.xlsx", [("page", ["a", "b"], [["=1", 1], [None, text]])], datetime(2009, 5, 8))
    assert not (tmp_path / "x.xlsx").exists()


def test_sentences_stand_in_rows_and_documents_where_they_are_asked_for(router):
    log = [*SOUND, row("gas", "banking", "12:00")]
    plain = router.audit([NOTICE], log, as_of=LATE)
    assert pa.table(plain.rows)["message"].to_pylist() == [None]
    for lang in ("ja", ceptoar.Lang.EN):
        told = router.audit([NOTICE], log, as_of=LATE, messages=lang)
        (said,) = pa.table(told.rows)["message"].to_pylist()
        assert said in plain.text(lang) and told.to_dict()["findings"][0]["message"] == said
        todo = router.actions([NOTICE], [], as_of=LATE, messages=lang)
        assert [one["message"] for one in todo.to_dict()["actions"]] == todo.text(lang).splitlines()[1:]
    with pytest.raises(ValueError, match="fr"):
        router.audit([NOTICE], log, as_of=LATE, messages="fr")


def test_the_notices_of_a_year(router):
    exercise = NOTICE | {"id": "n-2", "status": "exercise", "kind": "malware", "affected_sectors": ["water", "gas"]}
    table = pa.table(router.audit([exercise, NOTICE], [], as_of=LATE).notices)
    columns = ["notice", "issued_at", "direction", "kind", "affected_sectors", "status", "message", "version", "final"]
    at = "2009-05-08T01:00:00Z"
    assert [tuple(one.values()) for one in table.select(columns).to_pylist()] == [
        ("n-1", at, "provision", "vulnerability", ["gas"], "actual", "original", 1, True),
        ("n-2", at, "provision", "malware", ["gas", "water"], "exercise", "original", 1, True),
    ]


def test_lengths_of_time_and_situations(router):
    out = [{"from": "2009-05-08T09:00:00+09:00", "until": "2009-05-08T11:00:00+09:00",
            "situation": {"outages": [{"party": "meti"}]}}]  # fmt: skip
    log = [row("nisc", "meti", "11:50"), row("meti", "gas", "12:10"), row("gas", "gas-members", "12:20")]
    asked = {"as_of": LATE, "promptly": timedelta(hours=1)}
    assert found(router.audit([NOTICE], log, **asked, situations=out)) == [("late", "gas"), ("late", "gas-members")]
    assert found(router.audit([NOTICE], log, as_of=LATE, promptly="PT2H20M", situations=out)) == []
    with pytest.raises(ValueError, match="whole seconds"):
        router.audit([NOTICE], log, as_of=LATE, promptly=timedelta(seconds=0.5))
    with pytest.raises(TypeError, match="prompt"):
        router.audit([NOTICE], log, as_of=LATE, prompt="PT1H")
    with pytest.raises(ValueError, match="no length of time"):
        router.audit([NOTICE], log, as_of=LATE, promptly="soon")


def test_what_to_do_now(router):
    todo = router.actions([NOTICE], SOUND[:2], as_of="2009-05-08T10:30:00+09:00", promptly="PT1H")
    (one,) = pa.table(todo.rows).to_pylist()
    assert (one["action"], one["by"], one["to"], one["serves"]) == ("hand-on", "gas", "gas-members", ["gas-members"])
    assert one["due_at"] == "2009-05-08T02:00:00Z"


def test_refusals(router):
    with pytest.raises(ceptoar.CeptoarError) as refused:
        router.audit([NOTICE], [row("me", "meti", "10:05"), row("nisc", "meti", "10:05", channel="pigeon")], as_of=LATE)
    told = {(problem.code, problem.pointer) for problem in refused.value.problems}
    assert told == {("unknown-party", "/entries/0/from"), ("unknown-channel", "/entries/1/channel")}
    with pytest.raises(ceptoar.CeptoarError) as refused:
        router.audit([NOTICE], SOUND, as_of=LATE, logs_of=["nobody"])
    assert [problem.pointer for problem in refused.value.problems] == ["/policy/logs_of/0"]


def test_an_audit_draws_itself():
    audit = ceptoar.Router().audit([NOTICE], [], as_of="2009-05-08T15:00:00+09:00", promptly="PT1H")
    assert "通知 n-1 の経過" in audit.timeline("n-1", "ja") and "omission" in audit.timeline("n-1", "en")
    assert "sent 0/1" in audit.coverage("en")
    with pytest.raises(KeyError):
        audit.timeline("n-9")


@pytest.mark.parametrize("library", ["polars", "pandas", "pyarrow"])
def test_a_log_may_be_a_frame(library):
    frames = pytest.importorskip(library)
    columns = {
        "notice": ["n-1", "n-1"],
        "from": ["nisc", "meti"],
        "宛先": ["meti", "banking"],
        "sent_at": ["2009-05-08T10:05:00+09:00", "2009-05-08T10:10:00+09:00"],
        "備考": ["済み", None],
    }
    frame = frames.table(columns) if library == "pyarrow" else frames.DataFrame(columns)
    how = {"as_of": "2009-05-08T15:00:00+09:00", "promptly": "PT1H", "columns": {"to": "宛先"}}
    audit = ceptoar.Router().audit([NOTICE], frame, **how)
    assert [finding["code"] for finding in audit.to_dict()["findings"]] == ["omission", "omission", "leak"]
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        ceptoar.Router().audit([NOTICE], frame, as_of="2009-05-08T15:00:00+09:00", columns={"to": "あて先"})
    assert refused.value.problems[0].cell is not None
    with pytest.raises(TypeError, match="columns"):
        ceptoar.Router().audit([NOTICE], [], **how)
