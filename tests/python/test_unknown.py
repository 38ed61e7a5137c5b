"""What nothing here has is refused, wherever it is asked, and never answered as "not told"."""

import ceptoar
import pytest
from conftest import NOTICE

FOREIGN = ["gaz", "GAS", "ｇａｓ", " gas", "gas ", "", "ガス", "gas\n", "provision-to-affected", "n-1", "TLP:AMBER"]


def asked(router):
    plan, why, audience = router.route(NOTICE), router.explain(NOTICE), router.audience(NOTICE)
    registry = router.registry
    return {
        "plan.delivery": plan.delivery,
        "plan.view_for": plan.view_for,
        "why.delivery": why.delivery,
        "why.verdict": why.verdict,
        "why.why": why.why,
        "audience.duty": audience.duty,
        "in audience": lambda party: party in audience,
        "registry.party": registry.party,
        "registry.ceptoar": registry.ceptoar,
        "registry.instruments_of": registry.instruments_of,
        "decide": lambda party: router.decide(NOTICE, party),
        "onward": lambda party: router.onward(NOTICE, party),
        "may_pass from": lambda party: router.may_pass(NOTICE, party, "gas"),
        "may_pass to": lambda party: router.may_pass(NOTICE, "meti", party),
        "relabel": lambda party: router.relabel(NOTICE, party, "TLP:RED"),
    }


@pytest.mark.parametrize("party", FOREIGN)
def test_u11_a_foreign_party_is_refused_everywhere(router, party):
    for name, ask in asked(router).items():
        with pytest.raises(ceptoar.QuestionRefusal) as refused:
            ask(party)
        assert refused.value.code in ("unknown-party", "bad-id"), name
        assert refused.value.pointer in ("/party", "/holder", "/by", "/ceptoar"), name
        assert refused.value.problems[0].message("ja"), name


@pytest.mark.parametrize("party", [7, None, ("gas",), ["gas"], b"gas", 1.5], ids=repr)
def test_u11_what_is_no_text_is_no_party(router, party):
    for name, ask in asked(router).items():
        with pytest.raises(ceptoar.QuestionRefusal) as refused:
            ask(party)
        assert refused.value.code == "wrong-type", name


def test_u11_known_and_not_told_stays_none(router):
    plan, why, audience = router.route(NOTICE), router.explain(NOTICE), router.audience(NOTICE)
    assert plan.delivery("banking") is plan.view_for("banking") is audience.duty("banking") is None
    assert "banking" not in audience and "gas" in audience
    assert why.verdict("banking") is not None and why.verdict("nisc") is None
    assert router.registry.ceptoar("nisc") is None and router.registry.instruments_of("nisc") == ()


def test_u11_ids_of_a_roster_are_known_to_its_own_router_only(router):
    roster = {
        "id": "mine",
        "organizations": [{"id": "my-gas", "name": {"ja": "例示ガス"}}],
        "memberships": [{"party": "my-gas", "group": "gas", "role": "member"}],
    }
    own = ceptoar.Router(ceptoar.Registry.builtin().with_roster(roster))
    assert own.route(NOTICE).delivery("my-gas").duty is ceptoar.Duty.MUST and "my-gas" in own.audience(NOTICE)
    for ask in (router.route(NOTICE).delivery, router.audience(NOTICE).duty, router.registry.party):
        with pytest.raises(ceptoar.UnknownId):
            ask("my-gas")


def test_u11_rules_and_levels(router):
    for ask, code in (
        (lambda: router.rules.rule("bot-removel"), "unknown-value"),
        (lambda: router.profile.level("TLP:PINK"), "unknown-level"),
        (lambda: router.profile.is_stricter("TLP:RED", "tlp:green"), "unknown-level"),
        (lambda: router.profile.is_stricter("", "TLP:GREEN"), "unknown-level"),
    ):
        with pytest.raises(ceptoar.UnknownId) as refused:
            ask()
        assert refused.value.code == code and "{}" not in str(refused.value)
    assert router.profile.is_stricter("TLP:RED", "TLP:GREEN") is True
    assert router.profile.is_stricter("TLP:GREEN", "TLP:GREEN") is False


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("gaz", "gas"), ("GAS", "gas"), ("ｇａｓ", "gas"), (" gas", "gas"), ("elektric-power", "electric-power"), ("mteI", "meti"),
     ("zzz", None), ("", None), ("x" * 10_000, None), ("ga", "gas")],
)  # fmt: skip
def test_u11_the_refusal_names_the_nearest_id(router, asked, nearest):
    for ask in (router.route(NOTICE).delivery, router.audience(NOTICE).duty, router.registry.party):
        with pytest.raises(ceptoar.UnknownId) as refused:
            ask(asked)
        for lang, words in (("en", "nearest: "), ("ja", "近い")):
            message = refused.value.problems[0].message(lang)
            assert (words in message) == (nearest is not None) and (nearest is None or message.endswith(f"`{nearest}`"))


def test_u16_a_name_that_is_none_lists_what_there_is():
    registry = ceptoar.Registry.builtin()
    for ask, known in (
        (lambda: ceptoar.Registry.builtin("2009-03-32"), ceptoar.Registry.editions()),
        (lambda: ceptoar.RuleSet.builtin("standart"), ("standard", *ceptoar.Registry.editions())),
        (lambda: ceptoar.LevelProfile.builtin("tlp-2"), ceptoar.LevelProfile.profiles()),
        (lambda: ceptoar.schema("notices"), ("notice", "answer", "edition")),
        (lambda: registry.table("party"), ceptoar.Registry.tables()),
        (lambda: ceptoar.RuleSet.standard().rule("x"), [rule.id for rule in ceptoar.RuleSet.standard().rules]),
    ):
        with pytest.raises(LookupError) as refused:
            ask()
        assert isinstance(refused.value, ceptoar.CeptoarError)
        for lang in ("en", "ja"):
            assert "\n" not in refused.value.problems[0].message(lang)
            assert all(name in refused.value.problems[0].message(lang) for name in known)
    for ask, nearest in ((lambda: ceptoar.RuleSet.builtin("standart"), "standard"), (lambda: registry.table("membership"), "memberships"),
                         (lambda: ceptoar.schema("notices"), "notice"), (lambda: ceptoar.LevelProfile.builtin("TLP-2.0"), "tlp-2.0"),
                         (lambda: ceptoar.RuleSet.builtin().rule("bot-removel"), "bot-removal")):  # fmt: skip
        with pytest.raises(LookupError, match=f"nearest: `{nearest}`"):
            ask()
    for name in ceptoar.LevelProfile.profiles():
        assert ceptoar.LevelProfile.builtin(name).id == name


@pytest.mark.parametrize("name", [None, 7, float("nan"), b"notice", "\ud800"], ids=ascii)
def test_u16_what_is_no_name_is_refused_as_well(name):
    registry = ceptoar.Registry.builtin()
    for ask in (
        ceptoar.Registry.builtin,
        ceptoar.RuleSet.builtin,
        ceptoar.LevelProfile.builtin,
        ceptoar.schema,
        registry.table,
        registry.find,
        ceptoar.RuleSet.standard().rule,
        ceptoar.LevelProfile.builtin().level,
    ):
        with pytest.raises(ceptoar.UnknownId):
            ask(name)
