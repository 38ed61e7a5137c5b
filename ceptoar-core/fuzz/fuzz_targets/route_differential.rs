//! Router against reference on the built-in edition, with a roster and without: bytes choose the fields of a notice, `only`
//! among them, and what is out; then one hand is asked, and one hop of the plan.
#![no_main]

use std::sync::LazyLock;

use ceptoar_core::{
    Direction, Edition, LevelProfile, MayPass, Mode, Notice, Outage, PartyId, Registry, Roster, Router, RuleSet,
    Situation,
};
use ceptoar_suite::reference::{Ask, Fault, World, differences};
use libfuzzer_sys::fuzz_target;

/// One organisation that hangs on the links of two CEPTOARs, one that relays, and one with links of its own.
const ROSTER: &str = r#"{
    "id": "fuzz",
    "organizations": [
        { "id": "org-power", "name": { "ja": "電力の一社" } },
        { "id": "org-relay", "name": { "ja": "中継" }, "periods": [{ "until": "2009-06-01" }] },
        { "id": "org-bank", "name": { "ja": "銀行の一行" } }
    ],
    "memberships": [
        { "party": "org-power", "group": "electric-power", "role": "member" },
        { "party": "org-power", "group": "gas", "role": "member", "period": { "from": "2008-10-01" } },
        { "party": "org-relay", "group": "medical", "role": "relay" },
        { "party": "org-bank", "group": "banking", "role": "member" },
        { "party": "org-bank", "group": "telecom", "role": "analyst" }
    ],
    "links": [
        { "from": "banking", "to": "org-bank", "direction": "provision", "channels": [
            "email", { "id": "phone", "judgement": { "ja": "急ぐとき" } }, { "id": "fax", "use": "also" } ] },
        { "from": "org-bank", "to": "telecom", "direction": "exchange", "channels": [
            { "id": "phone", "judgement": { "ja": "急ぐとき" } } ] }
    ]
}"#;

/// Every built-in profile, without the roster and with it.
static ROUTERS: LazyLock<Vec<Router>> = LazyLock::new(|| {
    let builtin = Registry::builtin(Edition::V2009_03_31);
    let joined = builtin.with_roster(&Roster::from_json(ROSTER.as_bytes()).unwrap()).unwrap();
    let compile = |registry: &Registry, profile: &str| {
        let builder = Router::builder(registry).profile(LevelProfile::builtin(profile).unwrap());
        builder.rules(RuleSet::builtin(Edition::V2009_03_31)).compile().unwrap()
    };
    let profiles = ["tlp-2.0", "tlp-1.0", "pfc"];
    [builtin, joined].iter().flat_map(|registry| profiles.map(|profile| compile(registry, profile))).collect()
});

fuzz_target!(|bytes: [u8; 24]| {
    let pick = |place: usize, count: usize| usize::from(bytes[place]) % count;
    let router = &ROUTERS[pick(10, ROUTERS.len())];
    let registry = router.registry();
    let party = |place: usize| registry.parties()[pick(place, registry.parties().len())].id.clone();
    let levels = router.profile().levels();
    let level = levels[pick(2, levels.len())].label.clone();
    let kind = registry.vocabulary().kinds[pick(3, registry.vocabulary().kinds.len())].id.parse().unwrap();
    let days = std::time::Duration::from_secs(86_400 * 5 * u64::from(bytes[4]));
    let at = ceptoar_core::day_start(registry.covers().from.unwrap()) + days;
    let mut notice = Notice::new("fuzz".parse().unwrap(), Direction::ALL[pick(0, 3)], party(1), level, kind, at);
    if bytes[11] % 4 != 0 {
        notice.affected_sectors = vec![registry.sectors()[pick(5, registry.sectors().len())].id.parse().unwrap()];
    }
    match bytes[12] % 4 {
        0 => {}
        1 => notice.addressees = vec!["ceptoar-council".parse().unwrap()],
        _ => notice.addressees = vec![party(6)],
    }
    if bytes[13] % 2 == 0 {
        notice.consents = vec![party(7)];
    }
    if bytes[14] % 2 == 0 {
        notice.mode = Mode::WideAreaDisaster;
        notice.purposes = vec!["containment".parse().unwrap()];
    }
    notice.only = only(registry, &bytes[15..18], &notice.origin);
    let link = &registry.links()[usize::from(bytes[8]) * 3 / 2 % registry.links().len()];
    let situation = match bytes[9] % 3 {
        0 => Situation::default(),
        1 => Situation::default().with_outage(Outage::link(link.from.clone(), link.to.clone())),
        _ => Situation::default().with_failed_sector("information-communications".parse().unwrap()),
    };
    let explanation = router.explain(&notice, &situation).unwrap();
    let ask = Ask::new(World::of(router, Fault::None), &notice, &situation);
    let found = differences(&explanation, &ask);
    assert!(found.is_empty(), "{found:#?}");
    let compare = |holder: &PartyId, party: &PartyId| {
        let passing = router.may_pass(&notice, holder, party, &situation).unwrap();
        let reference = ask.passing(holder.as_str(), party.as_str());
        assert_eq!(passing.answer.as_str(), reference.answer, "{holder}>{party}");
        assert_eq!(passing.judgement.len(), reference.judgement.len(), "{holder}>{party}");
        let codes: Vec<&str> = reference.reasons.iter().map(|said| said.code).collect();
        let mut told: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, codes, "{holder}>{party}");
        passing.answer
    };
    compare(&party(18), &party(19));
    let hops: Vec<_> = explanation.deliveries().iter().flat_map(|delivery| &delivery.hops).collect();
    if let Some(hop) = hops.get(usize::from(bytes[20]) % hops.len().max(1)) {
        assert_ne!(compare(&hop.from, &hop.to), MayPass::No);
    }
});

/// The notice's `only`: none, nobody, or about two parties of three with the origin.
fn only(registry: &Registry, bytes: &[u8], origin: &PartyId) -> Option<Vec<PartyId>> {
    let chosen = |n: usize| u32::from(bytes[1]) >> (n % 8) & 1 == 1 || (n + usize::from(bytes[2])) % 3 == 0;
    let named = registry.parties().iter().enumerate().filter(|(n, party)| chosen(*n) || party.id == *origin);
    match bytes[0] % 4 {
        0 => Some(named.map(|(_, party)| party.id.clone()).collect()),
        1 if bytes[1] % 8 == 0 => Some(Vec::new()),
        _ => None,
    }
}
