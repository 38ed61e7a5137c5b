"""What an author makes, changes and compares, in Python: overlays, outlines and rosters of frames, differences."""

import builtins
import copy
import json
import pickle
import sys
from datetime import date

import ceptoar
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from ceptoar import Outline, Overlay, Registry
from conftest import NOTICE

LATER = {**NOTICE, "affected_sectors": ["water"], "issued_at": "2024-04-01T01:00:00Z"}
RENAMED = {
    "id": "renamed",
    "extends": {"edition": "2009-03-31"},
    "set": [
        {
            "of": {"party": "meti"},
            "field": "name",
            "from": "2030-01-01",
            "value": {"ja": "新しい省", "en": "New Ministry"},
        }
    ],
}


def tables(**other):
    """A scheme of one port, as lists of rows by table."""
    made = {
        "scheme": [{"id": "mine", "title_ja": "例示の枠組み", "cabinet": "nco", "cabinet_ja": "国家サイバー統括室"}],
        "ministries": [{"ministry": "mlit", "name_ja": "国土交通省"}],
        "ceptoars": [
            {
                "ceptoar": "port",
                "name_ja": "港湾セプター",
                "sector": "port",
                "sector_ja": "港湾",
                "ministry": ["mlit"],
                "means": ["email", "phone"],
                "members": 12,
                "from": "2024-04-01",
            }
        ],
    }
    return {**made, **other}


def document(**other):
    return {
        "format": "ceptoar/outline/1",
        **{name: rows[0] if name == "scheme" else rows for name, rows in tables(**other).items()},
    }


def found(refused, *fields):
    return [tuple(getattr(problem, field) for field in fields) for problem in refused.value.problems]


@pytest.fixture(scope="module")
def since():
    return Overlay.builtin("since-2009")


@pytest.fixture(scope="module")
def changed(since):
    return Registry.builtin().with_overlay(since)


def test_r34_an_overlaid_edition_is_named_after_its_parts(since, changed):
    assert (changed.id, changed.revision) == ("2009-03-31+since-2009", Registry.builtin().revision)
    assert changed.overlay_digests == (since.digest,) and Registry.builtin().overlay_digests == ()
    assert changed != Registry.builtin() and "2009-03-31+since-2009" in repr(changed)
    assert Overlay.overlays() == ("since-2009",) and Overlay.from_json(since.to_json()) == since


def test_r36_it_keeps_the_rules_of_the_edition_at_its_bottom(changed):
    assert changed.edition == "2009-03-31" and ceptoar.Router(changed).rules == ceptoar.RuleSet.builtin()
    again = Registry.from_json(changed.to_json())
    assert again.overlay_digests == () and ceptoar.Router(again).rules == ceptoar.RuleSet.builtin()


def test_r37_answers_name_what_was_applied(since, changed):
    plan = ceptoar.Router(changed, stale="allow").route(LATER)
    assert plan.digests.overlays == (since.digest,) and plan.changes == ()
    assert plan.delivery("water").path == ("nisc", "mlit", "water")
    before = ceptoar.Router(stale="allow").route(LATER)
    assert before.delivery("water").path == ("nisc", "mhlw", "water") and before.digests.changes == since.digest
    assert before.changes and all(place.startswith("since-2009#/") for place in before.changes)


def test_r31_overlays_apply_in_their_order(since):
    both = Registry.builtin().with_overlays([since, RENAMED])
    assert both == Registry.builtin().with_overlay(since).with_overlay(json.dumps(RENAMED))
    assert both.id == "2009-03-31+since-2009+renamed" and len(both.overlay_digests) == 2
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Registry.builtin().with_overlays(
            [RENAMED, since, {**RENAMED, "set": [*RENAMED["set"], {**RENAMED["set"][0], "of": {"party": "gaz"}}]}]
        )
    assert all(problem.pointer.startswith("/2/") for problem in refused.value.problems)
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Registry.builtin().with_overlay({**RENAMED, "extends": {"edition": "1999"}})
    assert found(refused, "code", "pointer") == [("wrong-base", "/extends")]
    with pytest.raises(LookupError, match="since-2009"):
        Overlay.builtin("since-1999")
    with pytest.raises(TypeError, match="from_json"):
        Overlay(RENAMED)


def test_r38_a_roster_comes_last(since, changed):
    roster = {
        "id": "mine",
        "organizations": [{"id": "my-gas", "name": {"ja": "例示ガス"}}],
        "memberships": [{"party": "my-gas", "group": "gas", "role": "member"}],
    }
    joined = changed.with_roster(roster)
    assert joined.party("my-gas").name.ja == "例示ガス" and joined.overlay_digests == (since.digest,)
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        joined.with_overlay(since)
    assert found(refused, "code", "pointer") == [("overlay-after-roster", "")]


def test_r35_timelines_are_records_and_tables(changed):
    nisc = changed.party("nisc")
    assert nisc.name_on(date(2015, 1, 8)).ja == nisc.name.ja == "内閣官房情報セキュリティセンター"
    assert nisc.name_on(date(2015, 1, 9)).ja == "内閣サイバーセキュリティセンター"
    assert nisc.name_on(date(2025, 7, 1)).ja == "国家サイバー統括室"
    names = (
        pl.DataFrame(changed.table("names"))
        .filter(pl.col("party") == "nisc")
        .select("name", "valid_from", "valid_until")
    )
    assert names.rows() == [
        ("内閣官房情報セキュリティセンター", None, date(2015, 1, 9)),
        ("内閣サイバーセキュリティセンター", date(2015, 1, 9), date(2025, 7, 1)),
        ("国家サイバー統括室", date(2025, 7, 1), None),
    ]
    means = {
        "id": "means",
        "extends": {"edition": "2009-03-31"},
        "set": [{"of": {"ceptoar": "gas"}, "field": "means", "from": "2030-01-01", "value": {"channels": ["fax"]}},
                {"of": {"party": "gas-members"}, "field": "counts", "from": "2030-01-01", "value": [{"value": 9, "unit": {"ja": "社"}}]}],
    }  # fmt: skip
    later = changed.with_overlay(means)
    gas, members = later.ceptoar("gas"), later.party("gas-members")
    assert gas.means_on(date(2029, 12, 31)) == tuple(gas.means.channels) != ("fax",)
    assert gas.means_on(date(2030, 1, 1)) == ("fax",)
    assert [count.value for count in members.counts_on(date(2030, 1, 1))] == [9] != [c.value for c in members.counts]
    assert members.counts_on(date(2029, 12, 31)) == members.counts
    rows = pl.DataFrame(later.table("means")).filter(pl.col("party") == "gas")
    assert rows["valid_from"].to_list() == [None, date(2030, 1, 1)] and rows["channels"].to_list()[1] == ["fax"]
    counts = pl.DataFrame(later.table("counts")).filter((pl.col("party") == "gas-members") & pl.col("part").is_null())
    assert (counts["value"].to_list()[-1], counts["valid_from"].to_list()[-1]) == (9, date(2030, 1, 1))
    assert counts["valid_until"].to_list()[0] == date(2030, 1, 1)


def test_r43_a_listing_shows_the_newest_name_and_an_answer_that_of_its_day(changed):
    roles = pl.DataFrame(changed.table("links")).filter(pl.col("from") == "nisc")
    assert set(roles["from_name"]) == {"国家サイバー統括室"}
    assert dict(pl.DataFrame(changed.table("parties")).select("id", "name").iter_rows())["nisc"] == "国家サイバー統括室"
    back = {**NOTICE, "direction": "liaison", "origin": "meti", "issued_at": "2015-01-09T01:00:00Z"}
    why = pl.DataFrame(ceptoar.Router(changed, stale="allow").explain(back).table())
    assert dict(why.select("party", "party_name").iter_rows())["nisc"] == "内閣サイバーセキュリティセンター"
    assert changed.find("国家サイバー統括室") == changed.find("情報セキュリティセンター")[:1]


def test_the_graph_says_what_a_node_is_and_is_called_on_the_day(changed):
    pytest.importorskip("networkx")
    newest, then = changed.to_networkx(), changed.to_networkx(at=date(2015, 1, 8))
    assert newest.nodes["nisc"]["name"] == newest.nodes["nisc"]["name_ja"] == "国家サイバー統括室"
    assert then.nodes["nisc"]["name"] == "内閣官房情報セキュリティセンター"
    assert then.nodes["nisc"]["name_en"] == changed.to_networkx(at=date(2015, 1, 8), lang="en").nodes["nisc"]["name"]
    assert newest.nodes["water"]["sector"] == "water" and newest.nodes["nisc"]["sector"] is None
    assert all((data["sector"] is not None) == (data["kind"] == "ceptoar") for _, data in newest.nodes(data=True))


def test_the_graph_says_what_is_missing(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **more):
        if name.partition(".")[0] == "networkx":
            raise ImportError(f"No module named '{name}'")
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "networkx", raising=False)
    with pytest.raises(ImportError, match=r"to_networkx needs networkx.*pip install networkx"):
        Registry.builtin().to_networkx()
    with ceptoar.options(lang="ja"), pytest.raises(ImportError, match="networkx が要る"):
        Registry.builtin().to_networkx()


# How a library makes a frame of rows.
LIBRARIES = {
    "polars": pl.DataFrame,
    "pyarrow": pa.Table.from_pylist,
    "pandas": pd.DataFrame,
    "duckdb": lambda rows: duckdb.connect().from_arrow(pa.Table.from_pylist(rows)),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_r11_frames_of_any_library_say_what_the_document_says(library):
    frames = {name: LIBRARIES[library](rows) for name, rows in tables().items()}
    outline = Outline.from_frames(frames)
    assert outline == Outline.from_json(document()) and outline.digest == Outline.from_json(document()).digest
    assert Registry.from_outline(frames) == Registry.from_outline(document()) == outline.build()


def test_what_pandas_adds_to_rows_that_were_chosen_is_no_column():
    frames = {name: pd.DataFrame(rows) for name, rows in tables().items()}
    more = pd.concat([frames["ministries"], pd.DataFrame({"ministry": ["nta"], "name_ja": ["国税庁"]})])
    chosen = more[more["ministry"] == "mlit"]
    assert "__index_level_0__" in pa.table(chosen).column_names
    assert Outline.from_frames({**frames, "ministries": chosen}) == Outline.from_json(document())


def test_r11_what_a_cell_of_a_frame_may_be():
    """Null is empty, an empty list is none, days are days, and a number keeps its value whatever its type."""
    channel = {"id": "email", "when": {"modes": ["wide-area-disaster"]}}
    typed = tables(
        ceptoars=pa.table({
            "ceptoar": pa.array(["port", "ship"]).dictionary_encode(),
            "name_ja": pa.array(["港湾セプター", "海運セプター"], pa.string_view()),
            "sector": pa.array(["port", "ship"], pa.large_string()),
            "sector_ja": ["港湾", "海運"],
            "ministry": [["mlit"], ["mlit", "nta"]],
            "means": [None, ["email", "phone"]],
            "group": pa.array([[], []], pa.large_list(pa.string())),
            "members": pa.array([12.0, None], pa.float64()),
            "poc_from": pa.array([date(2024, 4, 1), None], pa.date32()),
            "from": pa.array([None, pd.Timestamp("2024-05-01")], pa.timestamp("ns")),
            "note": pa.nulls(2),
        }),
        ministries=pl.DataFrame({"ministry": ["mlit", "nta"], "name_ja": ["国土交通省", "国税庁"]}),
        scheme=pl.DataFrame(tables()["scheme"]),
        links=pa.table({"from": ["nco"], "to": ["mlit"], "direction": ["provision"], "means": [[channel]], "internal": [False]}),
    )  # fmt: skip
    wanted = document(
        ceptoars=[
            {"ceptoar": "port", "name_ja": "港湾セプター", "sector": "port", "sector_ja": "港湾", "ministry": ["mlit"],
             "group": [], "members": 12, "poc_from": "2024-04-01"},
            {"ceptoar": "ship", "name_ja": "海運セプター", "sector": "ship", "sector_ja": "海運", "ministry": ["mlit", "nta"],
             "means": "email;phone", "group": "-", "from": "2024-05-01"},
        ],
        ministries=[{"ministry": "mlit", "name_ja": "国土交通省"}, {"ministry": "nta", "name_ja": "国税庁"}],
        links=[{"from": "nco", "to": "mlit", "direction": "provision", "means": [channel], "internal": "no"}],
    )  # fmt: skip
    assert Outline.from_frames(typed).to_json() == Outline.from_json(wanted).to_json()
    nan = tables(ceptoars=pl.DataFrame([{**tables()["ceptoars"][0], "members": float("nan")}]))
    empty = document(ceptoars=[{**tables()["ceptoars"][0], "members": None}])
    frames = {name: rows if isinstance(rows, pl.DataFrame) else pl.DataFrame(rows) for name, rows in nan.items()}
    assert Outline.from_frames(frames) == Outline.from_json(empty)


def test_r10_every_fault_has_its_cell():
    rows = tables(
        ceptoars=[
            {**tables()["ceptoars"][0], "ministry": ["nobody"], "members": 0},
            {**tables()["ceptoars"][0], "ceptoar": "Ship", "poc_from": "soon"},
        ],
        ministries=[{"省庁": "mlit", "名稱": "国土交通省"}],
    )
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Outline.from_frames({name: pl.DataFrame(of) for name, of in rows.items()})
    cells = {(p.code, p.cell.table, p.cell.row, p.cell.column, p.cell.value) for p in refused.value.problems}
    assert ("unknown-field", "ministries", None, "名稱", "") in cells
    assert ("bad-id", "ceptoars", 1, "ceptoar", "Ship") in cells
    assert {(0, "members", "0"), (1, "poc_from", "soon")} <= {cell[2:] for cell in cells}
    problem = next(p for p in refused.value.problems if p.code == "bad-id")
    assert str(problem).startswith("bad-id ceptoars row 1, column ceptoar: ")
    assert problem.to_dict()["cell"] == {"table": "ceptoars", "row": 1, "column": "ceptoar", "value": "Ship"}
    with ceptoar.options(lang="ja"):
        assert str(problem).startswith("bad-id ceptoars 行 1、列 ceptoar: ")
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.problems == refused.value.problems
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Outline.from_json(document(ceptoars=[{**tables()["ceptoars"][0], "members": 0}]))
    assert found(refused, "pointer", "cell") == [("/ceptoars/0/members", None)]


def test_r1_r8_tables_that_are_unknown_missing_or_doubled():
    frames = {name: pl.DataFrame(rows) for name, rows in tables().items()}
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Outline.from_frames({"scheme": frames["scheme"], "ceptoar": frames["ceptoars"]})
    assert {("unknown-table", "ceptoar"), ("missing-table", "ceptoars"), ("missing-table", "ministries")} <= {
        (problem.code, problem.cell.table) for problem in refused.value.problems
    }
    doubled = pl.concat([frames["ministries"], frames["ministries"]])
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Outline.from_frames({**frames, "ministries": doubled})
    (problem,) = (problem for problem in refused.value.problems if problem.code == "duplicate-row")
    assert problem.cell.row == 1 and "row 0" in problem.message("en") and "0行" in problem.message("ja")


def test_what_is_no_frame_is_named_with_its_table():
    frames = {name: pl.DataFrame(rows) for name, rows in tables().items()}
    with pytest.raises(ceptoar.FrameError, match="the table `ministries`: a data frame is needed"):
        Outline.from_frames({**frames, "ministries": [{"ministry": "mlit"}]})
    with pytest.raises(ceptoar.FrameError, match="`ministries`: the column `name_ja` is of the type Binary"):
        Outline.from_frames({**frames, "ministries": pa.table({"ministry": ["mlit"], "name_ja": [b"x"]})})
    with ceptoar.options(lang="ja"), pytest.raises(ceptoar.FrameError, match="列 `name_ja` の型 Binary"):
        Outline.from_frames({**frames, "ministries": pa.table({"ministry": ["mlit"], "name_ja": [b"x"]})})
    # An item that holds the sign between items stays one item, and no such id is accepted.
    odd = pa.table({**{key: [value] for key, value in tables()["ceptoars"][0].items()}, "ministry": [["mlit;mlit"]]})
    with pytest.raises(ceptoar.DocumentRefusal):
        Outline.from_frames({**frames, "ceptoars": odd})


def test_the_frames_of_an_outline_read_back_the_same():
    outline = Outline.builtin("2024-03-31")
    for lang in ("ja", "en"):
        frames = outline.frames(lang)
        assert Outline.from_frames({name: pl.DataFrame(frame) for name, frame in frames.items()}) == outline
        assert Outline.from_frames(frames) == outline and Registry.from_outline(frames).id == outline.id
    assert "セプター" in outline.frames("ja")["ceptoars"].column_names
    assert {"ceptoar", "means"} <= set(outline.frames()["ceptoars"].column_names)
    ceptoars = pl.DataFrame(outline.frames()["ceptoars"])
    assert ceptoars["means"].null_count() == ceptoars.height >= ceptoars["ceptoar"].n_unique() == 20
    assert all(cell.table in frames for cell in outline.unknown())
    assert "cells unknown" in repr(outline) and pickle.loads(pickle.dumps(outline)) == outline


def test_an_edition_comes_back_as_an_outline_and_what_no_table_says():
    built_in = Registry.builtin()
    reverse = built_in.outline("again")
    again = reverse.outline.build()
    assert reverse.outline.id == again.id == "again"
    assert {party.id for party in again.parties} == {party.id for party in built_in.parties}
    assert ("/bodies", "no-table") in {unsaid[:2] for unsaid in reverse.unsaid}
    assert all(unsaid.message_en and unsaid.message_ja for unsaid in reverse.unsaid)
    with pytest.raises(ceptoar.DocumentRefusal):  # R29: the id of a built-in edition is taken
        built_in.outline("2009-03-31")
    with pytest.raises(TypeError, match="from_frames"):
        Outline(document())


def test_what_is_made_is_pickled_and_copied(since, changed):
    things = [since, changed, Registry.builtin().with_overlays([since, RENAMED]), Outline.from_json(document()),
              Registry.from_outline(document())]  # fmt: skip
    for thing in things:
        for other in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
            assert other == thing and hash(other) == hash(thing)


def test_r54_a_difference_is_dated_and_by_key(changed):
    same = ceptoar.diff(Registry.builtin(), Registry.builtin())
    assert len(same.rows) == 0 and same == ceptoar.diff(Registry.builtin(), Registry.builtin())
    found = ceptoar.diff(Registry.builtin(), Registry.builtin().with_overlay(RENAMED))
    rows = pl.DataFrame(found.rows)
    assert dict(rows.schema) == {
        "of": pl.String, "key": pl.List(pl.String), "what": pl.String, "from": pl.Date, "until": pl.Date, "field": pl.String,
        "before": pl.String, "after": pl.String,
    }  # fmt: skip
    (meti,) = rows.filter(pl.col("of") == "parties").rows(named=True)
    assert (meti["key"], meti["what"], meti["field"], meti["from"], meti["until"]) == (
        ["meti"], "changed", "name", date(2030, 1, 1), None,
    )  # fmt: skip
    assert json.loads(meti["after"]) == {"en": "New Ministry", "ja": "新しい省"}
    assert len(found.to_dict()["rows"]) == len(rows) and found.to_dict()["format"] == "ceptoar/diff/1"
    assert found.text("ja") != found.text("en") and "meti" in found.text() and str(len(rows)) in repr(found)
    assert isinstance(found.rows.to_pandas(), pd.DataFrame)
    plain, cited = (ceptoar.diff(Registry.builtin(), changed, citations=citations) for citations in (False, True))
    assert len(cited.rows) > len(plain.rows)
    levels = ceptoar.diff(ceptoar.LevelProfile.builtin("tlp-1.0"), ceptoar.LevelProfile.builtin())
    assert ["TLP:AMBER+STRICT"] in pl.DataFrame(levels.rows)["key"].to_list()
    with pytest.raises(TypeError, match="Registry and RuleSet"):
        ceptoar.diff(Registry.builtin(), ceptoar.RuleSet.builtin())


def test_r47_a_frame_of_organisations_is_a_roster():
    rows = {
        "組織": ["1234567890123", "my-utility"],
        "名称": ["北ガス", "例示電力"],
        "セプター": [["gas", "electric-power"], ["electric-power"]],
        "開始日": ["令和6年4月1日", None],
    }
    roster = ceptoar.Roster.from_frame(pl.DataFrame(rows), "own")
    held = [(one.party, one.group, one.role) for one in roster.document().memberships]
    north = [("1234567890123", group, "member") for group in ("electric-power", "gas")]
    assert held == [*north, ("my-utility", "electric-power", "member")]
    # The order of the rows does not matter, nor does the library.
    other = pd.DataFrame({name: cells[::-1] for name, cells in rows.items()})
    assert ceptoar.Roster.from_frame(other, "own").to_json() == roster.to_json()
    assert pickle.loads(pickle.dumps(roster)) == roster == ceptoar.Roster.from_json(roster.to_json())
    assert Registry.builtin().with_roster(roster).party("my-utility").name.ja == "例示電力"


def test_r48_each_fault_of_a_frame_of_organisations_has_its_cell():
    rows = {"party": ["one", "one", "1.23E+12"], "name_ja": ["一", "一", "二"], "ceptoar": ["gas", "gas", "gas"]}
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        ceptoar.Roster.from_frame(pa.table(rows), "own")
    told = {(problem.code, problem.cell.row, problem.cell.column) for problem in refused.value.problems}
    assert {code for code, row, _ in told if row == 1} == {"duplicate-row"}
    assert any(row == 2 and column == "party" for _, row, column in told)
    # What an edition refuses of it as well.
    rows = {"party": ["b", "gas", "a"], "name_ja": ["甲", "乙", "丙"], "ceptoar": ["gass", "gas", "gas;meti"]}
    roster = ceptoar.Roster.from_frame(pa.table(rows), "own")
    with pytest.raises(ceptoar.DocumentRefusal) as refused:
        Registry.builtin().with_roster(roster)
    assert {(problem.code, problem.cell.row, problem.cell.column) for problem in refused.value.problems} == {
        ("unknown-party", 0, "ceptoar"), ("duplicate-id", 1, "party"), ("not-a-group", 2, "ceptoar")
    }  # fmt: skip
