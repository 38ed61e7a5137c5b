"""Outlines from the spreadsheets that people have: a folder of CSV, a workbook."""

import pickle

import ceptoar
import pytest
from ceptoar import Outline
from spreadsheets import TABLES, edited, folder, workbook


def channels(outline):
    return {ceptoar.party: list(ceptoar.means.channels) for ceptoar in outline.build().ceptoars}


def test_a_folder_of_csv_is_an_outline(tmp_path):
    folder(tmp_path / "mine", TABLES)
    outline = Outline.from_folder(tmp_path / "mine")
    assert outline.id == "mine" and channels(outline)["port"] == ["email", "phone"]
    assert Outline.from_folder(str(tmp_path / "mine")) == outline == pickle.loads(pickle.dumps(outline))


def test_r4_what_excel_in_japan_writes_is_read_with_a_warning(tmp_path):
    folder(tmp_path / "utf8", TABLES, "utf-8-sig")
    folder(tmp_path / "cp932", TABLES, "cp932")
    with pytest.warns(UserWarning) as told:
        outline = Outline.from_folder(tmp_path / "cp932")
    assert outline == Outline.from_folder(tmp_path / "utf8")
    heads = [str(warning.message).partition(":")[0] for warning in told]
    assert sorted(heads) == [f"read-as-cp932 {table}" for table in ("ceptoars", "ministries", "scheme")]
    assert {warning.filename for warning in told} == {__file__}  # who reads is shown, not the package
    with ceptoar.options(lang="ja"), pytest.warns(UserWarning) as told:
        Outline.from_folder(tmp_path / "cp932")
    assert all("として読んだ" in str(warning.message) for warning in told)


def test_a_workbook_is_an_outline(tmp_path):
    workbook(tmp_path / "mine.xlsx", {name: [list(row) for row in rows] for name, rows in TABLES.items()})
    folder(tmp_path / "mine", TABLES)
    assert Outline.from_workbook(tmp_path / "mine.xlsx") == Outline.from_folder(tmp_path / "mine")


def test_r10_a_fault_names_the_row_that_the_spreadsheet_shows(tmp_path):
    folder(tmp_path / "mine", edited("ceptoars", 2, 4, "nobody"))
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Outline.from_folder(tmp_path / "mine")
    (problem,) = refused.value.problems
    # Below the header in row 1 and the port in row 2.
    place = (problem.cell.table, problem.cell.row, problem.cell.column, problem.cell.value)
    assert (problem.code, *place) == ("unknown-party", "ceptoars", 3, "ministry", "nobody")


def test_what_is_no_spreadsheet_is_said(tmp_path):
    with pytest.raises(FileNotFoundError) as missing:
        Outline.from_workbook(tmp_path / "none.xlsx")
    assert str(tmp_path) in str(missing.value)
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(ceptoar.FrameError, match=r"save it as `\.xlsx`"):
        Outline.from_workbook(tmp_path / "old.xls")
    with ceptoar.options(lang="ja"), pytest.raises(ceptoar.FrameError, match="保存し直す"):
        Outline.from_workbook(tmp_path / "old.xls")
