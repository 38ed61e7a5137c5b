//! What is derived follows the values that it rests on, day by day, in whichever order they are told (R18, R19, R31, R35, R40, R42).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::error::problem::Refusal;
use crate::overlay::checked::Overlay;
use crate::overlay::tests::{base, links, overlay, roles, told};
use crate::registry::data::Registry;
use crate::time::parse_date;
use crate::word::sets::{Direction, Role};

const DAYS: [&str; 5] = ["2026-06-01", "2026-08-01", "2026-10-01", "2026-12-01", "2027-02-01"];
const MINISTRIES: [&str; 3] = ["m1", "m2", "m3"];

/// The two CEPTOARs of `base` and a third ministry.
fn world() -> Result<Registry, Refusal> {
    let mut document = base();
    if let Some(parties) = document.pointer_mut("/parties").and_then(Value::as_array_mut) {
        parties.push(json!({"id": "m3", "kind": "ministry", "name": {"ja": "m3"}}));
    }
    Registry::from_json(document.to_string().as_bytes())
}

fn ministry(of: &str, from: &str, value: &[&str]) -> Value {
    json!({"of": {"ceptoar": of}, "field": "ministry", "from": from, "value": value})
}

fn secretariat(of: &str, from: &str, name: &str, is: Option<&str>) -> Value {
    let value = match is {
        Some(is) => json!({"name": {"ja": name}, "is": is}),
        None => json!({"name": {"ja": name}}),
    };
    json!({"of": {"ceptoar": of}, "field": "secretariat", "from": from, "value": value})
}

fn means(of: &str, from: &str, channels: &[&str]) -> Value {
    json!({"of": {"ceptoar": of}, "field": "means", "from": from, "value": {"channels": channels}})
}

/// Overlays of one or more entries each, laid one over the other.
fn spread(parts: &[&[Value]]) -> Result<Registry, Refusal> {
    let overlays = parts.iter().enumerate().map(|(n, set)| overlay(&format!("o{n}"), json!({ "set": set })));
    let overlays: Vec<Overlay> = overlays.collect::<Result<_, _>>()?;
    world()?.with_overlays(&overlays)
}

#[test]
fn r40_a_ministry_that_comes_between_two_secretariats_is_told_on_all_its_days() -> Result<(), Refusal> {
    let offices = [secretariat("c1", "2026-06-01", "局", Some("m2")), secretariat("c1", "2027-01-01", "協会", None)];
    let takes_over = ministry("c1", "2026-10-01", &["m2"]);
    let registry = spread(&[&offices, &[takes_over]])?;
    let down = links(&registry, "m2", "c1", Direction::Provision);
    assert_eq!(down, ["2026-10-01/2027-01-01 internal", "2027-01-01/.. email phone"]);
    let up = links(&registry, "c1", "m2", Direction::Liaison);
    assert_eq!(up, ["2026-10-01/2027-01-01 internal", "2027-01-01/.. null"]);
    Ok(())
}

#[test]
fn r18_an_office_that_begins_later_or_earlier_than_the_ministry_makes_its_own_days_internal() -> Result<(), Refusal> {
    let office = secretariat("c1", "2027-01-01", "局", Some("m2"));
    let takes_over = ministry("c1", "2026-10-01", &["m2"]);
    for parts in [[office.clone(), takes_over.clone()], [takes_over, office]] {
        let [one, two] = parts;
        let registry = spread(&[&[one], &[two]])?;
        let down = links(&registry, "m2", "c1", Direction::Provision);
        assert_eq!(down, ["2026-10-01/2027-01-01 email phone", "2027-01-01/.. internal"]);
    }
    Ok(())
}

#[test]
fn r19_a_ministry_uses_the_means_of_each_day() -> Result<(), Refusal> {
    let known = means("c2", "2027-01-01", &["email", "web"]);
    let takes_over = ministry("c2", "2026-10-01", &["m1"]);
    for parts in [[known.clone(), takes_over.clone()], [takes_over, known]] {
        let [one, two] = parts;
        let registry = spread(&[&[one], &[two]])?;
        let down = links(&registry, "m1", "c2", Direction::Provision);
        assert_eq!(down, ["2026-10-01/2027-01-01 null", "2027-01-01/.. email"]);
    }
    Ok(())
}

#[test]
fn r35_a_secretariat_that_is_set_before_another_ends_where_that_begins() -> Result<(), Refusal> {
    let later = secretariat("c1", "2027-01-01", "協会", None);
    let earlier = secretariat("c1", "2026-10-01", "局", Some("m1"));
    let registry = spread(&[&[later], &[earlier]])?;
    assert_eq!(roles(&registry, "c1", Role::Secretariat), ["m1 2026-10-01/2027-01-01"]);
    let down = links(&registry, "m1", "c1", Direction::Provision);
    assert_eq!(down, ["../2026-10-01 email phone", "2026-10-01/2027-01-01 internal", "2027-01-01/.. email phone"]);
    // A later one with a role of its own is no hindrance.
    let later = secretariat("c1", "2027-01-01", "局", Some("m1"));
    let earlier = secretariat("c1", "2026-10-01", "協会", Some("body"));
    let registry = spread(&[&[later], &[earlier]])?;
    assert_eq!(roles(&registry, "c1", Role::Secretariat), ["body 2026-10-01/2027-01-01", "m1 2027-01-01/.."]);
    Ok(())
}

#[test]
fn r40_a_ministry_and_its_office_begin_on_one_day() -> Result<(), Refusal> {
    let both = [ministry("c1", "2026-10-01", &["m2"]), secretariat("c1", "2026-10-01", "局", Some("m2"))];
    for registry in [spread(&[&both])?, spread(&[&both[..1], &both[1..]])?, spread(&[&both[1..], &both[..1]])?] {
        assert_eq!(links(&registry, "m2", "c1", Direction::Provision), ["2026-10-01/.. internal"]);
        assert_eq!(links(&registry, "c1", "m2", Direction::Liaison), ["2026-10-01/.. internal"]);
        assert_eq!(links(&registry, "m1", "c1", Direction::Provision), ["../2026-10-01 email phone"]);
    }
    Ok(())
}

#[test]
fn r31_a_ministry_is_not_set_before_a_change_that_stands() {
    // Both ministries leave one that stays behind from 2027 on: whoever sets an earlier one has not seen that.
    let two = [ministry("c1", "2026-06-01", &["m1", "m2"]), ministry("c1", "2027-01-01", &["m1"])];
    assert_eq!(told(spread(&[&two, &[ministry("c1", "2026-10-01", &["m3"])]])), ["by-hand /1/set/0"]);
    assert_eq!(told(spread(&[&two[..1], &[ministry("c1", "2026-05-01", &["m3"])]])), ["by-hand /1/set/0"]);
    // That nobody is responsible any more is no value: whoever takes over before does so for good.
    let role = json!({"party": "m1", "group": "c1", "role": "responsible"});
    let ended = overlay("ended", json!({"end": [{"membership": role, "until": "2027-01-01"}]}));
    let set = overlay("set", json!({"set": [ministry("c1", "2026-10-01", &["m3"])]}));
    let registry = ended.and_then(|ended| world()?.with_overlays([&ended, &set?]));
    let responsible = registry.map(|registry| roles(&registry, "c1", Role::Responsible)).unwrap_or_default();
    assert_eq!(responsible, ["m1 ../2026-10-01", "m3 2026-10-01/.."]);
}

#[test]
fn r35_one_overlay_has_one_value_of_a_day() {
    // The first of the two begins no role, so that only the entries tell that there are two.
    let set = |value: &[&str]| ministry("c1", "2026-10-01", value);
    let [one, two] = [set(&["m1"]), set(&["m2"])];
    let before = [ministry("c1", "2026-06-01", &["m1", "m3"])];
    for both in [[one.clone(), two.clone()], [two, one]] {
        assert_eq!(told(spread(&[&before, &both])), ["doubled-value /1/set/1"]);
    }
}

#[test]
fn r40_who_becomes_responsible_is_there_until_others_are() -> Result<(), Refusal> {
    let party = |periods: Value| json!({"id": "m4", "kind": "ministry", "name": {"ja": "m4"}, "periods": periods});
    let laid = |periods: Value, sets: &[Value]| {
        let parts = json!({"add": {"parties": [party(periods)]}, "set": sets});
        world()?.with_overlay(&overlay("new", parts)?)
    };
    let takes_over = ministry("c1", "2026-10-01", &["m4"]);
    for periods in [
        json!([{"until": "2026-08-01"}]),
        json!([{"from": "2026-12-01"}]),
        json!([{"until": "2027-01-01"}]),
        json!([{"until": "2026-11-01"}, {"from": "2026-12-01"}]),
    ] {
        assert_eq!(
            told(laid(periods.clone(), std::slice::from_ref(&takes_over))),
            ["not-standing /set/0/value"],
            "{periods}"
        );
    }
    let next = ministry("c1", "2027-01-01", &["m2"]);
    let registry = laid(json!([{"from": "2026-10-01", "until": "2027-01-01"}]), &[next, takes_over])?;
    assert_eq!(
        roles(&registry, "c1", Role::Responsible),
        ["m1 ../2026-10-01", "m4 2026-10-01/2027-01-01", "m2 2027-01-01/.."]
            .iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    Ok(())
}

/// Numbers as if at random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n.max(1)
    }

    fn one<T: Copy>(&mut self, of: &[T], or: T) -> T {
        of.get(self.below(of.len())).copied().unwrap_or(or)
    }

    /// Some of a list, at least one, in an order of their own.
    fn some<T: Copy>(&mut self, of: &[T], most: usize) -> Vec<T> {
        let mut rest = of.to_vec();
        let count = 1 + self.below(most);
        std::iter::repeat_with(|| (!rest.is_empty()).then(|| rest.swap_remove(self.below(rest.len()))))
            .take(count)
            .flatten()
            .collect()
    }

    fn entry(&mut self) -> Value {
        let (of, from) = (self.one(&["c1", "c2"], "c1"), self.one(&DAYS, "2026-06-01"));
        match self.below(5) {
            0 | 1 => ministry(of, from, &self.some(&MINISTRIES, 2)),
            2 | 3 => {
                let name = format!("局{}", self.below(9));
                let is = self.some(&["m1", "m2", "m3", "body"], 1).first().copied().filter(|_| self.below(10) < 7);
                secretariat(of, from, &name, is)
            }
            _ => means(of, from, &self.some(&["email", "fax", "phone", "web"], 3)),
        }
    }
}

/// All that an edition says on a day of roles, links, means and secretariats.
fn on(registry: &Registry, day: &str) -> BTreeSet<String> {
    let Some(day) = parse_date(day) else { return BTreeSet::new() };
    let mut said = BTreeSet::new();
    for m in registry.memberships().iter().filter(|m| m.period.covers(day)) {
        assert!(said.insert(format!("{} {} {}", m.party, m.group, m.role.as_str())), "one role twice");
    }
    for l in registry.links().iter().filter(|l| l.period.covers(day)) {
        let channels = l.channels.as_deref().map(|all| all.iter().map(|c| c.id.to_string()).collect::<Vec<_>>());
        said.insert(format!("{}>{} {} {channels:?} {}", l.from, l.to, l.direction.as_str(), l.internal));
    }
    for c in registry.ceptoars() {
        let names = c.secretariat.iter().filter(|s| s.period.covers(day)).map(|s| s.name.ja.to_string());
        said.insert(format!(
            "{} {:?} {:?}",
            c.party,
            names.collect::<Vec<_>>(),
            means_on(registry, c.party.as_str(), day)
        ));
    }
    said
}

fn means_on(registry: &Registry, ceptoar: &str, day: chrono::NaiveDate) -> Option<Vec<String>> {
    let record = registry.ceptoar(ceptoar)?;
    let later = record.means_later.iter().filter(|later| later.from <= day).max_by_key(|later| later.from);
    let text = |ids: &[crate::id::ChannelId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    later.map(|later| text(&later.channels)).or_else(|| record.means.as_ref().map(|means| text(&means.channels)))
}

/// What R18 to R20 derive of the roles and means of a day.
fn as_derived(registry: &Registry, day: &str, seed: u64) {
    let said = on(registry, day);
    let date = parse_date(day).unwrap_or_default();
    let mut wanted = BTreeSet::new();
    for c in ["c1", "c2"] {
        let has = |m: &str, role: &str| said.contains(&format!("{m} {c} {role}"));
        let responsible = MINISTRIES.iter().filter(|m| has(m, "responsible"));
        assert!(responsible.clone().count() > 0, "seed {seed}: nobody is responsible for {c} on {day}");
        let means = means_on(registry, c, date);
        for m in responsible {
            let by_person = means.iter().flatten().filter(|id| ["email", "phone", "fax"].contains(&id.as_str()));
            let by_person: Vec<String> = by_person.cloned().collect();
            let (down, up, internal) = match has(m, "secretariat") {
                true => (Some(Vec::new()), Some(Vec::<String>::new()), true),
                false => ((!by_person.is_empty()).then_some(by_person), None, false),
            };
            wanted.insert(format!("{m}>{c} provision {down:?} {internal}"));
            wanted.insert(format!("{c}>{m} liaison {up:?} {internal}"));
            wanted.insert(format!("{c}-members>{m} liaison {:?} false", None::<Vec<String>>));
        }
        wanted.insert(format!("{c}>{c}-members provision {means:?} false"));
    }
    let touches = |said: &&String| {
        let ministry =
            MINISTRIES.iter().any(|m| said.starts_with(&format!("{m}>c")) || said.contains(&format!(">{m} ")));
        (ministry && !said.starts_with("hq>")) || said.contains("-members provision")
    };
    let found: BTreeSet<String> = said.iter().filter(touches).cloned().collect();
    assert_eq!(found, wanted, "seed {seed} on {day}");
}

#[test]
fn the_same_values_in_one_overlay_or_in_several_of_any_order_are_the_same_edition() {
    let days: Vec<&str> = ["2026-05-01"].into_iter().chain(DAYS).collect();
    let (mut accepted, mut both) = (0, 0);
    for seed in 0..150_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let entries: Vec<Value> = (0..2 + dice.below(3)).map(|_| dice.entry()).collect();
        let one = spread(&[&entries]).ok();
        let mut orders = vec![entries.clone()];
        let turned = dice.below(entries.len());
        orders.push(entries.iter().skip(turned).chain(entries.iter().take(turned)).cloned().collect());
        orders.push(entries.iter().rev().cloned().collect());
        let mut results: Vec<Registry> = one.into_iter().collect();
        for order in orders {
            for most in [1, 2] {
                let parts: Vec<&[Value]> = order.chunks(most).collect();
                results.extend(spread(&parts).ok());
            }
        }
        for day in &days {
            results.iter().for_each(|registry| as_derived(registry, day, seed));
            for pair in results.windows(2) {
                let said: Vec<BTreeSet<String>> = pair.iter().map(|registry| on(registry, day)).collect();
                assert_eq!(said.first(), said.last(), "seed {seed} on {day}: {entries:?}");
            }
        }
        accepted += results.len();
        both += usize::from(results.len() > 1);
    }
    assert!(accepted > 300 && both > 60, "{accepted} {both}");
}
