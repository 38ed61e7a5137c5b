"""Values from pandas, NumPy and forms, at every door: what is certain is taken, the rest is refused at its field."""

import enum
import json
import math
import subprocess
import sys
import uuid
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import ceptoar
import numpy as np
import pandas as pd
import pytest
from ceptoar._values import Values
from conftest import NOTICE, ROOT, document
from hypothesis import given, settings
from hypothesis import strategies as st

JAPAN = timezone(timedelta(hours=9))


class Colour(enum.Enum):
    RED = "TLP:RED"
    ODD = object()


class Broken(datetime):
    def utcoffset(self):
        raise RuntimeError("no zone today")


def circle():
    made = {}
    made["again"] = made
    return made


def deep():
    made = []
    for _ in range(5000):
        made = [made]
    return made


MISSING = {"nan": math.nan, "np-nan": np.float64("nan"), "f32-nan": np.float32("nan"), "NaT": pd.NaT, "NA": pd.NA,
           "np-nat": np.datetime64("NaT")}  # fmt: skip
FOREIGN = {
    "inf": math.inf, "minus-inf": -math.inf, "np-inf": np.float64("inf"), "decimal": Decimal("1"), "decimal-nan": Decimal("sNaN"),
    "bytes": b"gas", "np-bytes": np.bytes_(b"gas"), "bytearray": bytearray(b"x"), "huge": 10**400, "huger": 10**5000, "complex": 1j,
    "object": object(), "type": int, "function": len, "uuid": uuid.UUID(int=0), "timedelta": timedelta(1), "np-timedelta": np.timedelta64(1),
    "matrix": np.zeros((2, 2)), "masked": np.ma.masked_array(["gas"], mask=[True]), "series": pd.Series(["gas"]),
    "enum-of-object": Colour.ODD, "circle": circle(), "deep": deep(), "key": {1: "gas"}, "key-none": {None: "gas"}, "interval": pd.Interval(0, 1),
    "nested-nan": {"a": [math.nan]}, "timestamps": [pd.NaT], "long": np.longdouble(1) if np.longdouble is not np.float64 else 1j,
}  # fmt: skip
TEXTS = {"lone-high": "n\ud83d", "lone-low": "\udfffn", "np-lone": np.str_("\ud83d")}
FIELDS = ["id", "level", "kind", "origin", "direction", "issued_at", "embargo_until", "cause", "only", "affected_sectors", "named_persons",
          "no_attribution", "mode", "consents"]  # fmt: skip


def doors(field, value):
    record = {**NOTICE, field: value}
    return {
        "route": lambda: ceptoar.Router().route(record),
        "notice": lambda: ceptoar.Router().notice(record),
        "from_json": lambda: ceptoar.Notice.from_json(record),
        "fields": lambda: ceptoar.Notice(**record),
        "replace": lambda: ceptoar.Notice(**NOTICE).replace(**{field: value}),
        "audience": lambda: ceptoar.Router().audience(record),
        "may_pass": lambda: ceptoar.Router().may_pass(record, "meti", "gas"),
    }


def refusal_of(door):
    with pytest.raises(ceptoar.Refusal) as refused:
        door()
    text = str(refused.value)
    assert text.isprintable() and len(text) < 3000
    for problem in refused.value.problems:
        assert problem.message("en") != problem.message("ja")
    return refused.value


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", [*MISSING, *FOREIGN])
def test_kind_25_what_is_no_value_is_refused_at_its_field(field, name):
    value = {**MISSING, **FOREIGN}[name]
    for door, ask in doors(field, value).items():
        if name == "series" and door in ("fields", "replace"):
            continue  # a list of texts, said one by one
        refusal = refusal_of(ask)
        assert all(problem.pointer.startswith(f"/{field}") for problem in refusal.problems), (door, refusal.problems)
        assert {problem.code for problem in refusal.problems} <= {"wrong-type", "bad-text", "bad-instant"}, door


@pytest.mark.parametrize("name", MISSING)
def test_kind_25_a_missing_value_says_so(name):
    refusal = refusal_of(lambda: ceptoar.Router().route({**NOTICE, "embargo_until": MISSING[name]}))
    assert (refusal.code, refusal.pointer) == ("wrong-type", "/embargo_until")
    assert "missing" in refusal.problems[0].message("en") and "欠損値" in refusal.problems[0].message("ja")


@pytest.mark.parametrize("name", TEXTS)
def test_kind_25_a_lone_surrogate_is_no_text(name):
    text = TEXTS[name]
    for field in ("id", "level", "origin"):
        for ask in doors(field, text).values():
            assert [(p.code, p.pointer) for p in refusal_of(ask).problems] == [("bad-text", f"/{field}")]
    assert refusal_of(lambda: ceptoar.Notice.from_json(f'{{"id": "{text}"}}')).problems
    assert refusal_of(lambda: ceptoar.Situation(outages=[text])).pointer == "/outages/0"
    for ask in (
        lambda: ceptoar.Router().decide(NOTICE, text),
        lambda: ceptoar.Router().onward(NOTICE, text),
        lambda: ceptoar.Router().audience(NOTICE).duty(text),
        lambda: ceptoar.Registry.builtin().party(text),
    ):
        assert refusal_of(ask).code == "bad-id"
    assert refusal_of(lambda: ceptoar.Notice.from_json({**NOTICE, text: 1})).code == "bad-text"


def test_kind_25_every_value_is_told_at_once_with_what_the_core_finds():
    refusal = refusal_of(
        lambda: ceptoar.Router().route({**NOTICE, "id": "n\ud83d", "cause": math.nan, "only": {"gas": 1, 2: 3}})
    )
    assert [(p.code, p.pointer) for p in refusal.problems][:3] == [
        ("bad-text", "/id"), ("wrong-type", "/cause"), ("wrong-type", "/only"),
    ]  # fmt: skip
    listed = refusal_of(lambda: ceptoar.Notice.from_json({**NOTICE, "only": ["gas", pd.NA, "meti", math.nan]}))
    assert [p.pointer for p in listed.problems] == ["/only/1", "/only/3"]
    strange = refusal_of(
        lambda: ceptoar.Notice.from_json({**NOTICE, "named_persons": [{"party": "gas", "a/b~c": object()}]})
    )
    assert "/named_persons/0/a~1b~0c" in [p.pointer for p in strange.problems]


def test_kind_25_no_position_of_a_text_that_nobody_wrote():
    problem = refusal_of(lambda: ceptoar.Notice.from_json({**NOTICE, "id": 7})).problems[0]
    assert problem.line is None and "line 1" not in problem.message("en") and "1行" not in problem.message("ja")
    assert refusal_of(lambda: ceptoar.Notice.from_json('{"id": 7}')).problems[0].line == 1


@pytest.mark.parametrize("value", [7, None, 1.5, [], [NOTICE], ("a",), object(), math.nan, pd.NA, pd.Series(NOTICE), pd.DataFrame([{"id": "a"}])],
                         ids=lambda value: type(value).__name__)  # fmt: skip
def test_kind_25_what_is_no_document_is_refused(value):
    router = ceptoar.Router()
    asked = [router.route, router.audience, router.notice, ceptoar.Notice.from_json, ceptoar.Situation.from_json,
             ceptoar.Registry.from_json, ceptoar.Roster.from_json, ceptoar.RuleSet.from_json, ceptoar.LevelProfile.from_json]  # fmt: skip
    for ask in asked:
        refusal = refusal_of(lambda ask=ask: ask(value))
        assert (refusal.code, refusal.pointer) == ("wrong-type", "")
    if value is not None:
        assert refusal_of(lambda: router.route(NOTICE, value)).code == "wrong-type"


@pytest.mark.parametrize("bad", [math.nan, pd.NA, {"gas"}, b"x", 10**400, circle()],
                         ids=["nan", "NA", "set", "bytes", "huge", "circle"])  # fmt: skip
def test_kind_25_documents_of_every_kind(bad):
    edition = document(ROOT / "ceptoar-core/data/editions/2009-03-31.json")
    edition["links"][3]["channels"] = bad
    assert refusal_of(lambda: ceptoar.Registry.from_json(edition)).pointer.startswith("/links/3/channels")
    roster = {"id": "mine", "organizations": [{"id": "x", "name": {"ja": bad}}], "memberships": []}
    assert refusal_of(lambda: ceptoar.Roster.from_json(roster)).pointer.startswith("/organizations/0/name/ja")
    assert refusal_of(lambda: ceptoar.Registry.builtin().with_roster(roster)).pointer.startswith(
        "/organizations/0/name/ja"
    )
    assert refusal_of(lambda: ceptoar.RuleSet.from_json({"id": bad, "rules": []})).pointer.startswith("/id")
    assert refusal_of(
        lambda: ceptoar.LevelProfile.from_json({"id": "x", "name": bad, "levels": []})
    ).pointer.startswith("/name")
    assert refusal_of(lambda: ceptoar.Situation.from_json({"at": bad})).pointer.startswith("/at")


def test_kind_25_what_is_certain_is_taken():
    plain = ceptoar.Notice.from_json({**NOTICE, "no_attribution": True, "only": ["gas", "meti"]})
    for record in (
        {**NOTICE, "no_attribution": np.bool_(True), "only": np.array(["gas", "meti"])},
        {**NOTICE, "no_attribution": np.True_, "only": np.array(["gas", "meti"], dtype=object), "cause": None},
        {
            **NOTICE,
            "id": np.str_("n-1"),
            "no_attribution": True,
            "only": {"meti", "gas"},
            "level": np.str_("TLP:AMBER"),
        },
        OrderedDict(
            {**NOTICE, "no_attribution": True, "only": ("gas", "meti"), "direction": ceptoar.Direction.PROVISION}
        ),
        {
            **NOTICE,
            "issued_at": datetime(2009, 5, 8, 10, tzinfo=JAPAN),
            "no_attribution": True,
            "only": frozenset({"gas", "meti"}),
        },
        {
            **NOTICE,
            "issued_at": pd.Timestamp("2009-05-08T10:00", tz="Asia/Tokyo"),
            "no_attribution": True,
            "only": ["meti", "gas"],
        },
    ):
        assert ceptoar.Notice.from_json(record) == ceptoar.Notice(**record) == plain
    assert ceptoar.Notice(**NOTICE, purposes=(word for word in ["containment"])).purposes == ("containment",)
    assert ceptoar.Notice(**{**NOTICE, "affected_sectors": pd.Series(["gas"])}).affected_sectors == ("gas",)
    assert ceptoar.Notice.from_json({**NOTICE, "level": Colour.RED}).level == "TLP:RED"
    edition = document(ROOT / "ceptoar-core/data/editions/2009-03-31.json")
    edition["revision"] = np.int64(edition["revision"])
    assert ceptoar.Registry.from_json(edition).digest == ceptoar.Registry.builtin().digest
    nanos = ceptoar.Notice.from_json({**NOTICE, "issued_at": pd.Timestamp("2009-05-08T01:00:00.123456789Z")})
    assert "00:00.123456789Z" in nanos.to_json()


@pytest.mark.parametrize("at", [datetime(2009, 5, 8), pd.Timestamp("2009-05-08"), np.datetime64("2009-05-08T00:00"), "2009-05-08T00:00:00"],
                         ids=["datetime", "Timestamp", "datetime64", "text"])  # fmt: skip
def test_kind_25_no_zone_is_made_up(at):
    with ceptoar.options(tz="Asia/Tokyo"):
        for ask in doors("issued_at", at).values():
            assert [(p.code, p.pointer) for p in refusal_of(ask).problems] == [("naive-instant", "/issued_at")]
        assert refusal_of(lambda: ceptoar.Situation(at)).code == "naive-instant"


@pytest.mark.parametrize("at", [datetime.max.replace(tzinfo=timezone(-timedelta(hours=9))), datetime.min.replace(tzinfo=JAPAN),
                                Broken(2009, 5, 8, tzinfo=UTC), date(2009, 5, 8)], ids=["late", "early", "broken", "day"])  # fmt: skip
def test_kind_25_instants_that_are_none(at):
    for ask in doors("issued_at", at).values():
        refusal = refusal_of(ask)
        assert refusal.pointer == "/issued_at" and refusal.code in (
            "bad-instant",
            "instant-out-of-range",
            "naive-instant",
        )


@pytest.mark.parametrize(
    "value", ["gas", b"gas", {"gas": 1}, bytearray(b"gas")], ids=lambda value: type(value).__name__
)
def test_kind_25_one_text_is_no_list(value):
    for field in (
        "affected_sectors",
        "affected_ceptoars",
        "addressees",
        "purposes",
        "consents",
        "only",
        "named_persons",
    ):
        refusal = refusal_of(lambda field=field: ceptoar.Notice(**{**NOTICE, field: value}))
        assert [(p.code, p.pointer) for p in refusal.problems] == [("wrong-type", f"/{field}")]
    for field in ("outages", "failed_sectors"):
        refusal = refusal_of(lambda field=field: ceptoar.Situation(**{field: value}))
        assert [(p.code, p.pointer) for p in refusal.problems] == [("wrong-type", f"/{field}")]


def test_kind_25_records_of_a_frame_from_pandas():
    frame = pd.DataFrame(
        [
            {**NOTICE, "cause": None, "no_attribution": True},
            {**NOTICE, "id": "n-2", "cause": "disaster", "no_attribution": False},
        ]
    )
    frame["issued_at"] = pd.to_datetime(frame["issued_at"])
    router, told = ceptoar.Router(), []
    for place, record in enumerate(frame.to_dict("records")):
        # pandas may write NaN for what was None: then it is for the caller to say which is meant.
        plain = {
            key: None if value is None or value is pd.NA or value != value else value
            for key, value in record.items()
            if key != "affected_sectors"
        }
        told.append(router.route({**plain, "affected_sectors": record["affected_sectors"]}))
        assert told[-1].notice == f"n-{place + 1}"
    with pytest.raises(ceptoar.Refusal):
        router.route({**frame.to_dict("records")[1], "embargo_until": frame.reindex([5])["kind"].iloc[0]})


def test_kind_25_a_document_of_sets_is_the_same_in_every_process():
    record = f"{NOTICE!r} | {{'only': {{'gas', 'meti', 'water', 'finance'}}}}"
    code = f"import ceptoar; print(ceptoar.Notice.from_json({record}).to_json())"
    written = set()
    for seed in "012":
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        written.add(
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
        )
    assert len(written) == 1


class Named(str):
    """The name of a value that cannot be printed itself."""


def made(value):
    if isinstance(value, Named):
        return {**MISSING, **FOREIGN, **TEXTS}[value]
    if isinstance(value, dict):
        return {key: made(item) for key, item in value.items()}
    return type(value)(map(made, value)) if isinstance(value, list | tuple) else value


anything = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.decimals(), st.datetimes(),
        st.datetimes(timezones=st.timezones()), st.dates(), st.times(), st.timedeltas(), st.uuids(), st.complex_numbers(),
        st.text(st.characters(categories=["Cs", "Cc", "Cf"])), st.sampled_from(sorted({**MISSING, **FOREIGN, **TEXTS})).map(Named),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(st.one_of(st.text(), st.integers()), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(field=st.sampled_from([*FIELDS, "more", "\ud800"]), value=anything)
def test_kind_25_whatever_stands_in_a_field(field, value):
    value = made(value)
    record = {**NOTICE, field: value}
    for ask in (lambda: ceptoar.Router(stale="allow").route(record), lambda: ceptoar.Situation.from_json({"at": value}), lambda: ceptoar.Situation(outages=[value]),
                lambda: ceptoar.Roster.from_json({"id": "x", "organizations": value})):  # fmt: skip
        try:
            ask()
        except ceptoar.Refusal as refusal:
            assert str(refusal).isprintable()


@pytest.mark.parametrize(
    ("text", "pointer"),
    [("meti>gas:", "channel"), (":email", "link"), (":", "link"), ("", "channel"), ("party:", "party"), (">", "link"), ("meti>", "link"), (">gas", "link"),
     ("meti>gas:email:fax", "channel"), ("meti:email", "link"), ("meti>gas>x", "link"), (" email", "channel"), ("email ", "channel"),
     ("e mail", "channel"), ("EMAIL", "channel"), ("meti＞gas", "channel"), ("\n", "channel")],
)  # fmt: skip
def test_kind_26_an_empty_part_of_an_outage_is_refused(text, pointer):
    refusal = refusal_of(lambda: ceptoar.Situation(outages=["fax", text]))
    assert {problem.code for problem in refusal.problems} == {"bad-id"}
    assert f"/outages/1/{pointer}" in [problem.pointer for problem in refusal.problems]
    with pytest.raises(ceptoar.Refusal):
        ceptoar.Router().route(NOTICE, ceptoar.Situation(outages=[text]))


def test_kind_26_outages_are_what_they_say():
    made = ceptoar.Situation(outages=["email", "mic>telecom", "mic>telecom:fax", "party:mic"]).outages
    assert {(outage.link, outage.channel or outage.party) for outage in made} == {
        (None, "email"),
        ("mic>telecom", None),
        (None, "mic"),
        ("mic>telecom", "fax"),
    }
    both = refusal_of(lambda: ceptoar.Situation("soon", outages=["a>b:"], failed_sectors=[math.nan]))
    assert {p.pointer for p in both.problems} >= {"/outages/0/channel", "/failed_sectors/0"}


LEAF = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text()
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.deferred(lambda: LEAF | NUMBER | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(), PLAIN, max_size=3))


@given(PLAIN)
def test_plain_values_are_written_as_the_library_of_python_writes_them(value):
    assert Values(sets=False).written(value) == json.dumps(value, ensure_ascii=False)


def test_every_character_is_written_as_the_library_of_python_writes_it():
    characters = [chr(code) for code in (*range(0x300), 0x2028, 0x2029, 0x3000, 0xFEFF, 0x1F600)]
    assert Values(sets=False).written(characters) == json.dumps(characters, ensure_ascii=False)
