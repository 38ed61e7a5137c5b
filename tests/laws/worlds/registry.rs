//! Random editions and rosters.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Value, json};

use super::rules::judgement;

/// The parties of every edition, with their kinds.
pub(crate) const PARTIES: [(&str, &str); 13] = [
    ("cab", "cabinet"),
    ("min-a", "ministry"),
    ("min-b", "ministry"),
    ("cep-a", "ceptoar"),
    ("cep-b", "ceptoar"),
    ("cep-c", "ceptoar"),
    ("council", "council"),
    ("liaison", "liaison-council"),
    ("mem-a", "members"),
    ("mem-b", "members"),
    ("sub-a", "subgroup"),
    ("part", "partner"),
    ("rel", "partner"),
];
/// The groups among them.
pub(crate) const GROUPS: [&str; 5] = ["cep-a", "cep-b", "cep-c", "liaison", "council"];
/// The roles that anybody can have.
pub(crate) const ROLES: [&str; 5] = ["member", "observer", "secretariat", "analyst", "relay"];
/// The days on which facts begin and end.
const DAYS: [&str; 4] = ["2009-01-01", "2009-03-01", "2009-05-01", "2009-07-01"];
/// Channels; the last is in no vocabulary.
const CHANNELS: [&str; 5] = ["email", "phone", "web", "meeting", "pigeon"];
/// Who can be a *Member*.
const MEMBERS: [&str; 7] = ["mem-a", "mem-b", "sub-a", "part", "rel", "org-a", "org-b"];

/// The links that every scheme has, so that most notices find a way; random links come on top.
const SPINE: [(&str, &str, &str); 15] = [
    ("cab", "min-a", "provision"),
    ("cab", "min-b", "provision"),
    ("min-a", "cep-a", "provision"),
    ("min-b", "cep-b", "provision"),
    ("cep-a", "mem-a", "provision"),
    ("cep-b", "mem-b", "provision"),
    ("mem-a", "cep-a", "liaison"),
    ("mem-a", "min-a", "liaison"),
    ("min-a", "cab", "liaison"),
    ("cep-a", "cep-b", "exchange"),
    ("cep-b", "cep-a", "exchange"),
    ("cep-a", "sub-a", "exchange"),
    ("cep-a", "rel", "provision"),
    ("rel", "mem-a", "provision"),
    ("cep-a", "council", "exchange"),
];

/// The memberships of which every edition has some.
const USUAL: [(&str, &str, &str); 16] = [
    ("mem-a", "cep-a", "member"),
    ("mem-b", "cep-b", "member"),
    ("mem-b", "cep-a", "member"),
    ("sub-a", "cep-a", "member"),
    ("part", "cep-b", "analyst"),
    ("part", "cep-c", "member"),
    ("cep-a", "liaison", "member"),
    ("cep-b", "liaison", "member"),
    ("cep-c", "liaison", "observer"),
    ("min-b", "cep-a", "observer"),
    ("rel", "cep-a", "relay"),
    ("rel", "cep-b", "relay"),
    ("cep-a", "council", "member"),
    ("cep-b", "council", "member"),
    ("cep-c", "council", "observer"),
    ("part", "cep-a", "analyst"),
];

/// Party, group, role.
type Seat = (&'static str, &'static str, &'static str);

/// Always, or half-open.
pub(super) fn period() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => Just(json!({})),
        1 => (0..DAYS.len()).prop_map(|n| json!({ "from": DAYS[n] })),
        1 => (0..DAYS.len()).prop_map(|n| json!({ "until": DAYS[n] })),
    ]
}

/// Any party of the edition.
pub(crate) fn party() -> impl Strategy<Value = &'static str> {
    (0..PARTIES.len()).prop_map(|n| PARTIES[n].0)
}

fn channel() -> impl Strategy<Value = Value> {
    let when = prop_oneof![
        3 => Just(Value::Null),
        1 => Just(json!({ "modes": ["wide-area-disaster"] })),
        1 => Just(json!({ "purposes": ["prevention"] })),
        1 => Just(json!({ "modes": ["normal"], "purposes": ["prevention"] })),
    ];
    let kept = (0..CHANNELS.len(), any::<bool>(), any::<bool>(), weighted(0.5, judgement()), when);
    kept.prop_map(|(n, simple, also, judgement, when)| {
        if simple {
            return json!(CHANNELS[n]);
        }
        let mut channel = json!({ "id": CHANNELS[n] });
        if also {
            channel["use"] = json!("also");
        }
        if let Some(judgement) = judgement {
            channel["judgement"] = judgement;
        }
        if !when.is_null() {
            channel["when"] = when;
        }
        channel
    })
}

fn channels() -> impl Strategy<Value = Value> {
    let rich = vec(channel(), 1..5).prop_map(|list| {
        let id = |channel: &Value| channel.as_str().or(channel["id"].as_str()).unwrap_or_default().to_owned();
        let mut kept: Vec<Value> = Vec::new();
        for channel in list {
            if !kept.iter().any(|known| id(known) == id(&channel)) {
                kept.push(channel);
            }
        }
        json!(kept)
    });
    prop_oneof![
        2 => Just(Value::Null),
        2 => subsequence(CHANNELS.to_vec(), 1..4).prop_map(|ids| json!(ids)),
        5 => rich,
    ]
}

/// A link, or two versions of it, one after the other.
fn link(
    from: impl Strategy<Value = &'static str>,
    to: impl Strategy<Value = &'static str>,
) -> impl Strategy<Value = Vec<Value>> {
    let direction = prop_oneof![3 => Just("provision"), 1 => Just("liaison"), 2 => Just("exchange")];
    let versions = prop_oneof![
        6 => (channels(), period()).prop_map(|version| vec![version]),
        1 => (channels(), channels(), 0..DAYS.len()).prop_map(|(one, two, n)| {
            vec![(one, json!({ "until": DAYS[n] })), (two, json!({ "from": DAYS[n] }))]
        }),
    ];
    (from, to, direction, versions).prop_map(|(from, to, direction, versions)| {
        let link = |(channels, period): (Value, Value)| json!({ "from": from, "to": to, "direction": direction, "channels": channels, "period": period });
        versions.into_iter().map(link).collect()
    })
}

/// Adds links that are allowed and not there yet.
fn add_links(all: &mut Vec<Value>, more: Vec<Vec<Value>>) {
    for versions in more {
        let link = &versions[0];
        let class = link["from"].as_str().is_some_and(|from| from.starts_with("mem"));
        let same = |known: &Value| ["from", "to", "direction"].iter().all(|key| known[*key] == link[*key]);
        if (link["from"] != link["to"] || class) && !all.iter().any(same) {
            all.extend(versions);
        }
    }
}

fn seat(party: impl Strategy<Value = &'static str>) -> impl Strategy<Value = Seat> {
    let group = prop_oneof![3 => 0..1usize, 2 => 1..2usize, 3 => 2..GROUPS.len()];
    (party, group, 0..ROLES.len()).prop_map(|(party, group, role)| (party, GROUPS[group], ROLES[role]))
}

/// Seats as memberships, those left out that no registry lets in.
fn memberships(seats: impl IntoIterator<Item = (Seat, Value)>) -> Vec<Value> {
    let is_council = |id: &str| id == "liaison" || id == "council";
    let mut taken: Vec<Seat> = Vec::new();
    let mut all = Vec::new();
    for ((party, group, role), period) in seats {
        let in_ceptoar = group.starts_with("cep");
        let misplaced = is_council(party) || (in_ceptoar && party.starts_with("cep"));
        let no_relay = role == "relay" && !(in_ceptoar && MEMBERS.contains(&party));
        if !misplaced && !no_relay && !taken.contains(&(party, group, role)) {
            taken.push((party, group, role));
            all.push(json!({ "party": party, "group": group, "role": role, "period": period }));
        }
    }
    all
}

fn parties(periods: Vec<Value>) -> Vec<Value> {
    // Few are dated: who is inactive is never told.
    let dated = |id: &str, period: Value| {
        let is_dated = ["mem-b", "min-b", "cep-c", "part"].contains(&id) && period != json!({});
        if is_dated { json!([period]) } else { Value::Null }
    };
    let all = PARTIES.iter().zip(periods);
    all.map(
        |((id, kind), period)| json!({ "id": id, "kind": kind, "name": { "ja": id }, "periods": dated(id, period) }),
    )
    .collect()
}

/// An edition.
pub(super) fn edition() -> impl Strategy<Value = Value> {
    let spine = (vec(channels(), SPINE.len()), any::<bool>());
    let links = vec(link(party(), party()), 0..16);
    let usual = subsequence(USUAL.to_vec(), 5..USUAL.len());
    let seats = (usual, vec(seat(party()), 0..6), vec(period(), USUAL.len() + 6));
    let pocs = vec(weighted(0.15, 0..DAYS.len()), 3);
    (spine, links, seats, vec(period(), PARTIES.len()), pocs).prop_map(
        |((spine, internal), links, (usual, random, periods), of_parties, pocs)| {
            let mut all: Vec<Value> = Vec::new();
            for ((from, to, direction), channels) in SPINE.iter().zip(spine) {
                let internal = internal && (*from, *to) == ("min-a", "cep-a");
                let channels = if internal { json!([]) } else { channels };
                let mut link = json!({ "from": from, "to": to, "direction": direction, "internal": internal });
                link["channels"] = channels;
                all.push(link);
            }
            add_links(&mut all, links);
            let responsible = [("min-a", "cep-a"), ("min-b", "cep-b"), ("min-b", "cep-c")]
                .map(|(party, group)| json!({ "party": party, "group": group, "role": "responsible" }));
            let mut seats = memberships(usual.into_iter().chain(random).zip(periods));
            seats.extend(responsible);
            let ceptoars = [("cep-a", "one"), ("cep-b", "one"), ("cep-c", "two")];
            let ceptoars = ceptoars.into_iter().zip(pocs).map(|((id, sector), poc)| {
                let poc = poc.map(|n| json!({ "from": DAYS[n] }));
                json!({ "party": id, "sector": sector, "scope": { "ja": id }, "poc": poc })
            });
            json!({
                "id": "random", "title": { "ja": "無作為" }, "covers": { "until": "2009-07-01" },
                "sectors": [{ "id": "one", "name": { "ja": "一" } }, { "id": "two", "name": { "ja": "二" } }],
                "parties": parties(of_parties), "ceptoars": ceptoars.collect::<Vec<_>>(), "memberships": seats, "links": all,
                "instruments": [
                    { "id": "plan-a", "title": { "ja": "計画" }, "binds": [{ "ceptoar": "cep-b", "how": "refers" }] },
                    { "id": "rule-a", "title": { "ja": "規則" }, "binds": [
                        { "ceptoar": "cep-a", "how": "own" }, { "ceptoar": "cep-b", "how": "follows" },
                    ] },
                ],
                "vocabularies": { "channels": [
                    { "id": "email", "name": { "ja": "メール" }, "carried_by": ["one"] },
                    { "id": "phone", "name": { "ja": "電話" }, "carried_by": ["two"] },
                    { "id": "web", "name": { "ja": "WEB" }, "public": true },
                    { "id": "meeting", "name": { "ja": "会議" } },
                ] },
            })
        },
    )
}

/// A roster of two organisations, or `null`: none.
pub(super) fn roster() -> impl Strategy<Value = Value> {
    let organization = || prop_oneof![3 => Just("org-a"), 1 => Just("org-b")];
    let usual = vec![("org-a", "cep-a", "member"), ("org-b", "cep-b", "relay"), ("org-b", "cep-b", "member")];
    let seats = (subsequence(usual, 1..=3), vec(seat(organization()), 0..3), vec(period(), 6));
    let links = (vec(link(organization(), party()), 0..3), vec(link(party(), organization()), 0..3));
    let roster =
        (seats, links, vec(period(), 2)).prop_map(|((usual, random, periods), (out, back), of_organizations)| {
            let mut links = Vec::new();
            add_links(&mut links, [out, back].concat());
            let organizations = ["org-a", "org-b"].iter().zip(of_organizations).map(|(id, period)| {
                let periods = if period == json!({}) { Value::Null } else { json!([period]) };
                json!({ "id": id, "name": { "ja": id }, "periods": periods })
            });
            json!({
                "id": "own", "organizations": organizations.collect::<Vec<_>>(),
                "memberships": memberships(usual.into_iter().chain(random).zip(periods)), "links": links,
            })
        });
    prop_oneof![2 => Just(Value::Null).boxed(), 1 => roster.boxed()]
}
