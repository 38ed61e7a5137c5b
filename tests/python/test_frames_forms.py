"""Forms of a frame's answer: bits and numbers of outcomes say what lists say; a row may have a situation of its own."""

from datetime import UTC, datetime

import ceptoar
import pytest
from frame_samples import LISTS, TEXT, build, frame_of, read_back, rows_strategy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

WHOLE = ceptoar.Router(stale="allow")


def roster_of(count):
    """A roster of so many members of a CEPTOAR."""
    ids = [f"gas-{n:03}" for n in range(count)]
    return {
        "format": "ceptoar/roster/1",
        "id": "many",
        "organizations": [{"id": name, "name": {"ja": f"事業者{name}"}} for name in ids],
        "memberships": [{"party": name, "group": "gas", "role": "member"} for name in ids],
    }


def masks(row, parties):
    """Return who is told and who must be, from the bits of a row."""
    if row["told"] is None:
        assert row["must"] is None
        return None
    bits = [
        row[name] if isinstance(row[name], int) else int.from_bytes(row[name], "little") for name in ("told", "must")
    ]
    told = [party for n, party in enumerate(parties) if bits[0] >> n & 1]
    assert bits[0] < 1 << len(parties) and bits[1] & ~bits[0] == 0
    return [(party, "must" if bits[1] >> parties.index(party) & 1 else "may") for party in told]


def who(row):
    """Return the same from the lists of a row."""
    return None if row["recipient"] is None else list(zip(row["recipient"], row["duty"], strict=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=rows_strategy().filter(bool),
    text=st.sampled_from(TEXT),
    kind=st.sampled_from(LISTS),
    chunks=st.lists(st.integers(0, 12), max_size=3),
)
def test_every_form_says_the_same(rows, text, kind, chunks):
    frame = build(rows, text, kind, "us", chunks)
    whole = WHOLE.route_table(frame, errors="column")
    lists = pa.table(whole).to_pylist()
    bits = pa.table(WHOLE.route_table(frame, errors="column", answer="masks")).to_pylist()
    assert [masks(row, WHOLE.mask_parties) for row in bits] == [who(row) for row in lists]
    assert [row["problems"] for row in bits] == [row["problems"] for row in lists]
    told = pa.table(WHOLE.route_table(frame, errors="column", answer="who")).to_pylist()
    assert [who(row) for row in told] == [who(row) for row in lists]
    assert set(told[0]) == {*frame.column_names, "recipient", "duty", "problems"}
    numbered = WHOLE.route_table(frame, errors="column", answer="ids")
    outcomes = pa.table(numbered.outcomes).to_pylist()
    assert [row.pop("outcome_id") for row in outcomes] == list(range(len(outcomes)))
    assert len({repr(row) for row in outcomes}) == len(outcomes), "outcomes that say the same share a number"
    read = [outcomes[row["outcome_id"]] for row in pa.table(numbered).to_pylist()]
    for row, answer in zip(lists, read, strict=True):
        own = {name: row[name] for name in answer}
        # The one lint that speaks of the notice's own id has none where an outcome stands for many notices.
        own["lints"] = own["lints"] and [
            "nobody-told" if lint.startswith("nobody-told") else lint for lint in own["lints"]
        ]
        assert answer == own
    stream = WHOLE.route_batches(frame, errors="column", answer="ids")
    assert stream.outcomes is None
    ids = [row["outcome_id"] for batch in stream for row in pa.record_batch(batch).to_pylist()]
    assert [outcomes[n] for n in ids] == read
    assert {name: pa.table(stream.outcomes).to_pylist()[ids[0]][name] for name in read[0]} == read[0]


def test_bits_are_bytes_where_there_are_many_parties():
    registry = ceptoar.Registry.builtin().with_roster(roster_of(70))
    router = ceptoar.Router(registry, stale="allow")
    frame = frame_of()
    bits = pa.table(router.route_table(frame, answer="masks"))
    assert pa.types.is_fixed_size_binary(bits.schema.field("told").type)
    lists = pa.table(router.route_table(frame)).to_pylist()
    assert [masks(row, router.mask_parties) for row in bits.to_pylist()] == [who(row) for row in lists]
    assert len(router.mask_parties) > 64 and any(len(row["recipient"]) > 64 for row in lists)


@pytest.mark.parametrize("options", [{"explode": True}, {"verdicts": True}])
@pytest.mark.parametrize("answer", ["masks", "ids"])
def test_bits_and_numbers_have_a_row_for_each_notice(answer, options):
    with pytest.raises(ceptoar.FrameError, match="a row for each notice"):
        WHOLE.route_table(frame_of(), answer=answer, **options)


def test_who_is_of_those_who_are_told():
    exploded = WHOLE.route_table(frame_of(), answer="who", explode=True)
    assert exploded.column_names[-2:] == ["recipient", "duty"]
    with pytest.raises(ValueError, match="leave `verdicts` out"):
        WHOLE.route_table(frame_of(), answer="who", verdicts=True)
    with pytest.raises(ValueError, match="`ids`, `masks`, `who` or `whole`"):
        WHOLE.route_table(frame_of(), answer="bits")
    assert WHOLE.route_table(frame_of()).outcomes is None


INSTANTS = [datetime(2009, 2, 25, 14, tzinfo=UTC), datetime(2009, 2, 25, 16, tzinfo=UTC), None]
OUTAGES = [
    None,
    [None],
    ["nisc>meti", None],
    ["email"],
    ["nisc>meti"],
    ["nisc>meti:email", "meti>gas"],
    ["nowhere>gas"],
    ["party:meti"],
    ["party:nobody"],
    ["nisc>"],
    ["NISC>meti"],
]
FAILED = [None, ["gas", None], ["electric-power"], ["information-communications", "gas"], ["moon"], ["Moon"]]
SITUATIONS = {"at": "when", "outages": "out", "failed_sectors": "failed"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=rows_strategy().filter(bool),
    drawn=st.lists(st.tuples(*map(st.sampled_from, (INSTANTS, OUTAGES, FAILED))), min_size=12, max_size=12),
    at=st.sampled_from([None, "2009-05-08T10:00:00+09:00"]),
)
def test_a_row_has_its_own_situation(rows, drawn, at):
    """Each row is answered as the row alone in that situation."""
    rows = rows[: len(drawn)]
    frame = build(rows, TEXT[0], LISTS[0], "us", [])
    columns = [list(column) for column in zip(*drawn[: len(rows)], strict=True)]
    texts = pa.list_(pa.string())
    whole = frame.append_column("when", pa.array(columns[0], pa.timestamp("us", "UTC")))
    whole = whole.append_column("out", pa.array(columns[1], texts)).append_column("failed", pa.array(columns[2], texts))
    base = None if at is None else {"at": at, "outages": [{"channel": "email"}]}
    together = read_back(WHOLE.route_table(whole, errors="column", columns=SITUATIONS, situation=base))
    for place, (when, out, failed) in enumerate(drawn[: len(rows)]):
        if None in [*(out or []), *(failed or [])]:
            assert together[place] is None, "an element of a list that is null is refused"
            continue
        situation = {"failed_sectors": failed or [], "outages": [outage(text) for text in out or []]}
        if when or at:
            situation["at"] = when.isoformat() if when else at
        try:
            alone = read_back(WHOLE.route_table(frame.slice(place, 1), errors="column", situation=situation))[0]
        except ceptoar.Refusal:
            alone = None  # The situation has not its form, and so the row is refused.
        assert together[place] == alone


def outage(text):
    """Return an outage as a document writes it."""
    if text.startswith("party:"):
        return {"party": text.removeprefix("party:")}
    link, _, channel = text.partition(":") if ">" in text else ("", "", text)
    return {name: said for name, said in (("channel", channel), ("link", link)) if said}


def instants(*texts):
    return pa.array([datetime.fromisoformat(text) for text in texts], pa.timestamp("us", "UTC"))


NOON, BEFORE, AFTER = "2009-05-08T03:00:00+00:00", "2009-05-08T01:00:00+00:00", "2009-05-08T05:00:00+00:00"


@pytest.mark.parametrize("order", [(BEFORE, AFTER), (AFTER, BEFORE)])
@pytest.mark.parametrize("key", [pa.uint64(), pa.int64(), pa.uint16(), pa.int8()])
def test_an_embargo_holds_by_row_whatever_the_keys(key, order):
    """Rows of one day, one of them before the end of the embargo."""
    level = pa.array(["TLP:AMBER"] * 2).cast(pa.dictionary(key, pa.string()))
    sectors = [["gas"], ["gas"]]
    frame = frame_of(
        level=level, affected_sectors=sectors, issued_at=instants(*order), embargo_until=instants(NOON, NOON)
    )
    for options in ({}, {"answer": "who"}):
        told = pa.table(WHOLE.route_table(frame, **options)).to_pylist()
        assert [bool(row["recipient"]) for row in told] == [at == AFTER for at in order]


@pytest.mark.parametrize("order", [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_a_row_that_is_refused_spoils_no_other(order):
    """The first row's instant is none: the others of its outages are answered as they are."""
    when, out = ["never", *order], [["email"]] * 3
    frame = frame_of(
        **{
            name: pa.array([frame_of().to_pylist()[0][name]] * 3)
            for name in ("id", "direction", "origin", "level", "kind")
        },
        affected_sectors=[["gas"]] * 3,
        issued_at=instants(*[BEFORE] * 3),
        embargo_until=instants(*[NOON] * 3),
        when=when,
        out=out,
    )
    answered = pa.table(WHOLE.route_table(frame, errors="column", columns={"at": "when", "outages": "out"})).to_pylist()
    assert answered[0]["problems"].startswith("bad-instant /at")
    assert [bool(row["recipient"]) for row in answered[1:]] == [at == AFTER for at in order]


@pytest.mark.parametrize(
    "name", ["outages", "Outages", "at", "failed_sectors", "failed sectors", "ｆａｉｌｅｄ＿ｓｅｃｔｏｒｓ"]
)
def test_kind_02_a_column_of_the_situation_is_never_passed_over_in_silence(name):
    # What is out in a row changes who is told: a column that says so is read or left because somebody said which.
    field = {"at": "at", "outages": "outages", "Outages": "outages"}.get(name, "failed_sectors")
    value = {"at": "2009-12-01T00:00:00Z", "outages": "nisc>meti"}.get(field, "gas")
    frame = frame_of(**{name: [value, value]})
    for read in (WHOLE.route_table, WHOLE.route_batches, WHOLE.answer_schema):
        with pytest.raises(ceptoar.FrameError) as refused:
            read(frame)
        assert f'columns={{"{field}": "{name}"}}' in str(refused.value), name
        assert f'columns={{"{field}": None}}' in str(refused.value)
        assert f"--column {field}=" in refused.value.message_ja != refused.value.message_en
    left = WHOLE.route_table(frame, columns={field: None})
    assert pa.table(left).drop_columns([name]).to_pylist() == pa.table(WHOLE.route_table(frame_of())).to_pylist()
    read = pa.table(WHOLE.route_table(frame, columns={field: name}))
    situation = {"at": {"at": value}, "outages": {"outages": [{"link": value}]}}.get(field, {"failed_sectors": [value]})
    alike = pa.table(WHOLE.route_table(frame_of(), situation=situation))
    assert read.column("recipient").to_pylist() == alike.column("recipient").to_pylist()


def test_every_column_of_a_situation_is_told_at_once_and_its_cells_are_checked():
    frame = frame_of(outages=[["email"], ["email"]], at=["never", "never"], failed_sectors=[["gas"], None])
    with pytest.raises(ceptoar.FrameError) as several:
        WHOLE.route_table(frame)
    assert all(f'columns={{"{field}": None}}' in str(several.value) for field in ("outages", "at", "failed_sectors"))
    with pytest.raises(ceptoar.FrameRefusal) as caught:
        WHOLE.route_table(frame, columns={"at": "at", "outages": None, "failed_sectors": None})
    assert [problem.pointer for problem in caught.value.problems] == ["/at", "/at"]
