"""Frames that the tests of frames share, and the same answers one notice at a time."""

from datetime import UTC, datetime
from itertools import pairwise

import ceptoar
import pytest
from conftest import NOTICE
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

NAMES = [
    "recipient",
    "duty",
    "outcome",
    "path",
    "channels",
    "also",
    "judged",
    "judgement",
    "due",
    "obligations",
    "reasons",
]


SECTORS = ["gas", "water", "electric-power", "finance", "information-communications"]


def rows_strategy():
    """Rows as a spreadsheet may hold them: mostly good, some not."""
    instants = st.sampled_from(
        [
            datetime(2008, 12, 31, 15, tzinfo=UTC),
            datetime(2009, 2, 25, 14, 59, 59, tzinfo=UTC),
            datetime(2009, 2, 25, 15, tzinfo=UTC),
            datetime(2009, 5, 8, 1, tzinfo=UTC),
            datetime(2011, 1, 1, tzinfo=UTC),
        ]
    )
    maybe = st.none
    return st.lists(
        st.fixed_dictionaries(
            {
                "id": st.sampled_from(["a", "b", "通知"]),
                "direction": st.sampled_from(["provision", "liaison", "exchange"]),
                "origin": st.sampled_from(["nisc", "meti", "gas", "gas-members", "jpcert-cc", "nobody", None, ""]),
                "level": st.sampled_from(["TLP:RED", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", "TLP:PINK", None]),
                "kind": st.sampled_from(["incident-case", "malware", "newsletter", "rumour"]),
                "issued_at": instants,
                "purposes": maybe() | st.lists(st.sampled_from(["prevention", "containment"]), unique=True),
                "cause": maybe() | st.sampled_from(["cyber-attack", "unknown"]),
                "affected_sectors": maybe() | st.lists(st.sampled_from([*SECTORS, "moon"]), max_size=3),
                "addressees": maybe() | st.lists(st.sampled_from(["gas", "fsa", "banking"]), unique=True, max_size=2),
                "no_attribution": maybe() | st.booleans(),
                "embargo_until": maybe() | instants,
                "only": maybe() | st.lists(st.sampled_from(["meti", "gas", "nobody"]), unique=True, max_size=2),
            }
        ),
        max_size=12,
    )


def one_by_one(router, rows):
    """The slow and plain way: each row as a document."""
    answers = []
    for row in rows:
        document = {key: value for key, value in row.items() if value is not None}
        try:
            plan = router.route(document)
        except ceptoar.Refusal:
            answers.append(None)
        else:
            answers.append(
                (
                    [
                        (d.recipient, str(d.duty), ">".join(d.path), d.due, ";".join(d.obligations))
                        for d in plan.deliveries
                    ],
                    [unmet.party for unmet in plan.unmet],
                    [f"{lint.code} {lint.at}" for lint in plan.lints],
                    plan.valid_until,
                )
            )
    return answers


def read_back(table):
    answers = []
    for row in pa.table(table).to_pylist():
        if row["problems"] is not None:
            assert row["recipient"] is None and row["unmet"] is None and row["valid_until"] is None
            answers.append(None)
            continue
        names = ("recipient", "duty", "path", "due", "obligations")
        assert set(row["outcome"]) <= {"deliver"}
        answers.append(
            (
                list(zip(*(row[name] for name in names), strict=True)),
                row["unmet"],
                row["lints"],
                row["valid_until"],
            )
        )
    return answers


def read_exploded(table, ids):
    """The same of a table of deliveries: rows of one notice stand one after the other."""
    answers = [[[], None, None, None] for _ in ids]
    rows = pa.table(table).to_pylist()
    for row in rows:
        answer = answers[row["place"]]
        assert row["id"] == ids[row["place"]]
        if row["problems"] is not None:
            assert row["recipient"] is None and row["unmet"] is None and row["lints"] is None
            answers[row["place"]] = None
            continue
        if row["recipient"] is not None:
            answer[0].append(tuple(row[name] for name in ("recipient", "duty", "path", "due", "obligations")))
        else:
            assert not answer[0], "a notice that nobody is told keeps one row"
        answer[1:] = [[part for part in row[name].split(";") if part] for name in ("unmet", "lints")] + [
            row["valid_until"]
        ]
    assert {row["place"] for row in rows} == set(range(len(ids))), "no row is lost"
    return [None if answer is None else tuple(answer) for answer in answers]


TEXT = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.dictionary(pa.uint8(), pa.large_string())]  # fmt: skip


LISTS = ["list", "large_list"]


def build(rows, text, kind, unit, chunks):
    """The rows as a pyarrow table of the given types, cut into chunks."""
    instant = pa.timestamp(unit, "Asia/Tokyo")
    of = pa.list_ if kind == "list" else pa.large_list
    inner = pa.string() if pa.types.is_string_view(text) else text
    kinds = {
        "issued_at": instant,
        "embargo_until": instant,
        "purposes": of(inner),
        "affected_sectors": of(inner),
        "addressees": of(inner),
        "only": of(inner),
        "no_attribution": pa.bool_(),
        "place": pa.int64(),
    }

    def column(name, part):
        values = [row[name] for row in part]
        wanted = kinds.get(name, text)
        if pa.types.is_dictionary(wanted):
            return pa.array(values, pa.string()).cast(wanted.value_type).dictionary_encode().cast(wanted)
        return pa.array(values, wanted)

    names = list(rows[0]) if rows else list(NOTICE)
    cuts = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in chunks)})
    parts = [rows[start:end] for start, end in pairwise(cuts)]
    tables = [pa.table({name: column(name, part) for name in names}) for part in parts]
    return pa.concat_tables(tables) if tables else None


def frame_of(**changes):
    columns = {
        "id": ["a", "b"],
        "direction": ["provision", "provision"],
        "origin": ["nisc", "nisc"],
        "level": ["TLP:AMBER", "TLP:GREEN"],
        "kind": ["other", "other"],
        "issued_at": pa.array([datetime(2009, 5, 8, 1, tzinfo=UTC)] * 2, pa.timestamp("us", "UTC")),
        "affected_sectors": [["gas"], ["water"]],
    }
    return pa.table({**columns, **changes})


def reason_text(reason):
    rule = f":{reason.rule}" if reason.rule else ""
    return f"{reason.code}{rule}" + (f"@{reason.group}:{reason.date}" if reason.group else "")


def judgement_text(delivery):
    parts = []
    for hop in delivery.hops:
        if hop.rests_on_judgement:
            parts.append(f"{hop.from_}>{hop.to}:{','.join(hop.judged)}")
        parts += [f"{owed.party}:{','.join(owed.rules)}" for owed in delivery.judgement if owed.party == hop.to]
    return ";".join(parts)


ONLY = [None, [], ["meti"], ["gas", "meti"]]


def limited(only, count=4):
    columns = {name: frame_of()[name].to_pylist()[:1] * count for name in frame_of().column_names}
    columns["issued_at"] = pa.array(columns["issued_at"], pa.timestamp("us", "UTC"))
    return pa.table({**columns, "id": [f"n{place}" for place in range(count)], "only": only})
