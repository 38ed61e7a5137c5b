//! Router against reference on the built-in edition: bytes choose the fields of a notice.
#![no_main]

use ceptoar_core::{Direction, Edition, Notice, Registry, Router, RuleSet, Situation};
use ceptoar_suite::reference::{Ask, Fault, World, differences};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: [u8; 10]| {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).rules(RuleSet::builtin(Edition::V2009_03_31)).compile().unwrap();
    let pick = |place: usize, count: usize| usize::from(bytes[place]) % count;
    let party = |place: usize| registry.parties()[pick(place, registry.parties().len())].id.clone();
    let level = router.profile().levels()[pick(2, 5)].label.clone();
    let kind = registry.vocabulary().kinds[pick(3, registry.vocabulary().kinds.len())].id.parse().unwrap();
    let days = std::time::Duration::from_secs(86_400 * 5 * u64::from(bytes[4]));
    let at = ceptoar_core::day_start(registry.covers().from.unwrap()) + days;
    let mut notice = Notice::new("fuzz".parse().unwrap(), Direction::ALL[pick(0, 3)], party(1), level, kind, at);
    notice.affected_sectors = vec![registry.sectors()[pick(5, registry.sectors().len())].id.parse().unwrap()];
    notice.addressees = vec![party(6)];
    notice.consents = vec![party(7)];
    let link = &registry.links()[usize::from(bytes[8]) * 3 / 2 % registry.links().len()];
    let situation = match bytes[9] % 3 {
        0 => Situation::default(),
        1 => Situation::default().with_outage(ceptoar_core::Outage::link(link.from.clone(), link.to.clone())),
        _ => Situation::default().with_failed_sector("information-communications".parse().unwrap()),
    };
    let explanation = router.explain(&notice, &situation).unwrap();
    let world = World { registry: &registry, rules: router.rules(), profile: router.profile(), fault: Fault::None };
    let found = differences(&explanation, &Ask::new(world, &notice, &situation));
    assert!(found.is_empty(), "{found:#?}");
});
