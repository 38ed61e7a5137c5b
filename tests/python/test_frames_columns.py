"""Which column is which field, and columns that hold nothing."""

from datetime import UTC, datetime

import ceptoar
import pytest
from frame_samples import frame_of

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

NEAR = {
    "embargo_until": [
        "Embargo_Until", "EMBARGO_UNTIL", "embargo-until", "embargo until", " embargo_until", "embargo_until\u3000",
        "\ufeffembargo_until", "ｅｍｂａｒｇｏ＿ｕｎｔｉｌ", "embargoUntil", "embargo_untl", "embrago_until", "embargo_until（解禁日時）",
        "embargo_until (JST)", "ï»¿embargo_until", "ｿembargo_until", "embargo", "embargoed", "embargo_until_x", "解禁 embargo_until",
        "embargo\u200b_until", "embargo_unti1", "embargo_till", "еmbargo_until",
    ],
    "only": ["Only", "onyl", "olny", "only_", "only_x", "ｏｎｌｙ", "only【限定】"],
    "mode": ["MODE", "modes", "mdoe", "mode\t"],
    "affected_ceptoars": ["affected_ceptoar", "affectedCeptoars", "afected_ceptoars", "ceptoars", "Affected CEPTOARs"],
    "addressees": ["addressee", "adressees", "addresses", "addresees"],
    "named_persons": ["named_person", "persons", "named-persons"],
    "no_attribution": ["noAttribution", "attribution", "no_atribution"],
    "consents": ["consent", "Consents"],
    "purposes": ["purpose"],
    "status": ["Status", "statuses", "satus"],
    "cause": ["causes", "Cause"],
    "affected_sectors": ["affected_sector", "sectors", "affected"],
}  # fmt: skip


@pytest.mark.parametrize("field", NEAR)
def test_kind_02_a_column_that_is_nearly_a_field_is_refused(router, field):
    frame = frame_of()
    if field == "affected_sectors":
        frame = frame.drop_columns(["affected_sectors"])
    for name in NEAR[field]:
        for read in (router.route_table, router.route_batches, router.answer_schema):
            with pytest.raises(ceptoar.FrameError) as refused:
                read(frame.append_column(name, pa.nulls(2, pa.string())))
            assert f"`{field}`" in str(refused.value), name
            assert f'columns={{"{field}": None}}' in str(refused.value) and "columns=" in refused.value.message_ja
            assert refused.value.message_en != refused.value.message_ja
        # What is said explicitly is done: read it, or leave it.
        near = frame.append_column(name, pa.nulls(2, pa.string()))
        wanted = pa.table(router.route_table(frame)).to_pylist()
        for columns in ({field: None}, {field: name}):
            rows = pa.table(router.route_table(near, columns=columns)).drop_columns([name]).to_pylist()
            assert rows == wanted


def test_kind_02_a_slip_beside_the_field_itself_is_another_column(router):
    note = pa.array(["x", "y"])
    held = ["2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z"]
    assert len(router.route_table(frame_of(embargo_until=held).append_column("embargo_note", note))) == 2
    # Where the field is empty, the note might have been the embargo.
    frame = frame_of(embargo_until=[held[0], None]).append_column("embargo_note", note)
    with pytest.raises(ceptoar.FrameRefusal, match="`embargo_note` says something") as refused:
        router.route_table(frame)
    assert [problem.row for problem in refused.value.problems] == [1]
    assert len(router.route_table(frame, columns={"embargo_until": "embargo_until"})) == 2
    with pytest.raises(ceptoar.FrameError, match="beside it"):
        router.route_table(frame_of(Level=["a", "b"]))
    assert len(router.route_table(frame_of(Level=["a", "b"]), columns={"level": "level"})) == 2


def test_kind_02_other_words_are_no_fields(router):
    for name in (
        "code",
        "contents",
        "case",
        "node",
        "memo",
        "備考",
        "Unnamed: 0",
        "note",
        "title",
        "id2",
        "",
        "__index_level_0__",
    ):
        assert len(router.route_table(frame_of(**{name: ["x", "y"]}))) == 2, name


def test_kind_02_every_fault_of_the_columns_is_told_at_once(router):
    with pytest.raises(ceptoar.FrameError) as refused:
        router.route_table(
            frame_of(Only=["x", "y"], ONLY=["x", "y"], Mode=["x", "y"]), columns={"colour": "x", "cause": "caus"}
        )
    for name in ("`Only`", "`ONLY`", "`Mode`", "`colour`", "`caus`"):
        assert name in str(refused.value)
    with pytest.raises(ceptoar.FrameError, match="nearest: `発信元`"):
        router.route_table(frame_of(発信元=["a", "b"]), columns={"only": "発信元 "})
    with pytest.raises(ceptoar.FrameError, match="nearest: `issued_at`"):
        router.route_table(frame_of(), columns={"issuedat": "x"})


@pytest.mark.parametrize("keys", [("party", "Ref"), ("party", "ref", "note"), ("party",), ("ref",), ("part", "ref")])
def test_kind_02_named_persons_have_two_keys(router, keys):
    persons = [[dict.fromkeys(keys, "gas")], []]
    with pytest.raises(ceptoar.FrameError, match="party, ref"):
        router.route_table(pl.DataFrame(frame_of(named_persons=persons)))


def test_kind_10_columns_of_nothing_from_polars(router):
    base = pl.DataFrame(frame_of())
    wanted = router.route_table(base).to_polars()
    for name in (
        "memo",
        "cause",
        "status",
        "mode",
        "no_attribution",
        "embargo_until",
        "consents",
        "only",
        "named_persons",
        "purposes",
    ):
        frame = base.with_columns(pl.Series(name, [None, None]))
        for options in ({}, {"explode": True}, {"verdicts": True}):
            assert len(router.route_table(frame, **options)) >= 2
        assert router.route_table(frame).to_polars().drop(name).equals(wanted), name
        assert sum(len(batch) for batch in router.route_batches(iter([frame, frame]))) == 4
    for name in ("memo", "consents", "named_persons", "purposes"):
        frame = base.with_columns(pl.Series(name, [[], None], dtype=pl.List(pl.Null)))
        assert router.route_table(frame).to_polars().drop(name).equals(wanted), name
    deep = base.with_columns(
        x=pl.Series([{"a": None}] * 2), y=pl.Series([[{"q": None}], []]), z=pl.Series([[[None]], None])
    )
    for options in ({}, {"explode": True}):
        out = router.route_table(deep, **options)
        assert {"x", "y", "z"} <= set(out.to_polars().columns) == set(out.to_pandas().columns)
    assert router.route_table(base.clear().with_columns(memo=pl.Series([], dtype=pl.Null))).to_polars().height == 0


def test_kind_11_a_column_that_is_empty_in_every_row_is_absent(router):
    wanted = pa.table(router.route_table(frame_of())).select(["recipient", "duty"]).to_pylist()
    empties = [
        pa.nulls(2), pa.nulls(2, pa.float64()), pa.array([float("nan")] * 2), pa.array([float("nan"), None], pa.float32()),
        pa.nulls(2, pa.int64()), pa.nulls(2, pa.bool_()), pa.nulls(2, pa.date32()), pa.nulls(2, pa.list_(pa.int64())),
        pa.nulls(2, pa.dictionary(pa.int8(), pa.float64())), pa.array(["", None]), pa.array(["", ""]),
    ]  # fmt: skip
    for name in (
        "cause",
        "status",
        "mode",
        "no_attribution",
        "embargo_until",
        "consents",
        "only",
        "named_persons",
        "purposes",
    ):
        for empty in empties:
            table = pa.table(router.route_table(frame_of(**{name: empty})))
            assert table.select(["recipient", "duty"]).to_pylist() == wanted, (name, empty.type)
    pandas = (
        frame_of().to_pandas().assign(embargo_until=float("nan"), cause=float("nan"), consents=float("nan"), only=None)
    )
    assert pa.table(router.route_table(pandas)).select(["recipient", "duty"]).to_pylist() == wanted


def test_kind_11_what_a_later_chunk_holds_is_refused_with_its_row(router):
    first, later = pa.array([None, None], pa.float64()), pa.array([None, 3.0])
    frame = pa.concat_tables([frame_of(embargo_until=first), frame_of(embargo_until=later)])
    with pytest.raises(ceptoar.FrameError, match=r"rows 3;.*instants"):
        router.route_table(frame)
    with pytest.raises(ceptoar.FrameError, match="rows 3;"):
        list(router.route_batches(frame))


def test_kind_07_instants_keep_their_zone_in_every_library(router):
    until = datetime(2010, 3, 31, 15, tzinfo=UTC)
    for options in ({}, {"explode": True}, {"verdicts": True}, {"dictionaries": True}, {"dictionaries": False}):
        table = router.route_table(frame_of(), **options)
        column = table.to_pandas()["valid_until"]
        assert str(column.dtype) == "datetime64[us, UTC]" and (column == until).all()
        assert column.dt.tz_convert("Asia/Tokyo").iloc[0].isoformat() == "2010-04-01T00:00:00+09:00"
        assert table.to_polars().schema["valid_until"] == pl.Datetime("us", "UTC")
        assert pd.DataFrame.from_arrow(table)["valid_until"].dtype == column.dtype


def test_kind_12_to_pandas_of_what_any_library_gave(router):
    base = pl.DataFrame(frame_of(named_persons=[[{"party": "gas", "ref": "p"}], []]))
    more = base.with_columns(
        b=pl.Series([[b"x"], None]), c=pl.Series([["a"], []], dtype=pl.List(pl.Categorical)),
        a=pl.Series([["a", "b"], None], dtype=pl.Array(pl.String, 2)), n=pl.Series([[["q"], []], None]),
        s=pl.Series([{"k": ["v"]}, None]), e=pl.Series(["x", None], dtype=pl.Enum(["x"])),
    )  # fmt: skip
    for options in ({}, {"explode": True}, {"verdicts": True}):
        for frame in (more, more.slice(1), more.clear(), pl.concat([more, more], rechunk=False)):
            table = router.route_table(frame, **options)
            back = table.to_pandas()
            assert len(back) == len(table) and list(back.columns) == table.column_names
    back = router.route_table(more).to_pandas()
    assert [list(cell) for cell in back["affected_sectors"]] == [["gas"], ["water"]]
    assert (
        list(back["c"][0]) == ["a"]
        and back["a"][1] is None
        and list(back["s"][0]["k"]) == ["v"]
        and back["b"][1] is None
    )
    assert list(back["n"][0][0]) == ["q"]
    assert list(router.route_table(more.slice(1)).to_pandas()["affected_sectors"][0]) == ["water"]


def test_u10_keys_are_text_and_join(router):
    for options in ({"explode": True}, {"verdicts": True}):
        key = "party" if "verdicts" in options else "recipient"
        table = router.route_table(frame_of(), **options)
        people = pl.DataFrame({key: ["gas", "meti"], "phone": ["1", "2"]})
        assert table.to_polars().join(people, on=key).height
        assert table.to_pandas().merge(people.to_pandas(), on=key).shape[0]
    lists = router.route_table(frame_of()).to_polars().explode("recipient")
    assert lists.join(pl.DataFrame({"recipient": ["gas"]}), on="recipient").height
    coded = pa.table(router.route_table(frame_of(), explode=True, dictionaries=True))
    assert pa.types.is_dictionary(coded["recipient"].type)
    for explode in (False, True):
        plain = pa.table(router.route_table(frame_of(), explode=explode, dictionaries=False))
        assert not any("dictionary" in str(kind) for kind in plain.schema.types)
        for form in (None, True):
            other = pa.table(router.route_table(frame_of(), explode=explode, dictionaries=form))
            assert other.to_pylist() == plain.to_pylist()


def test_u16_the_order_of_the_answers_columns_is_kept(router):
    inputs = frame_of().column_names
    for answer in (["duty", "recipient"], ["valid_until", "lints", "path", "unmet"]):
        for explode in (False, True):
            assert router.route_table(frame_of(), answer=answer, explode=explode).column_names == [*inputs, *answer]
    with pytest.raises(ceptoar.FrameError, match="twice"):
        router.route_table(frame_of(), answer=["duty", "duty"])
