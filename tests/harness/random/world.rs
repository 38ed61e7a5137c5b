//! Random editions of any size, with a roster.

use serde_json::{Value, json};

use super::Draw;
use super::rules::rules;

/// How large a world is: how many of each there are at most.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// CEPTOARs.
    pub ceptoars: usize,
    /// Classes, sub-groups and partners.
    pub others: usize,
    /// Organisations of the roster.
    pub organizations: usize,
    /// Sectors.
    pub sectors: usize,
    /// Kinds, causes and purposes, of each.
    pub terms: usize,
    /// Channels.
    pub channels: usize,
    /// Rules of its own.
    pub rules: usize,
}

impl Size {
    /// What a fuzzer fills with few bytes.
    pub const TINY: Self =
        Self { ceptoars: 2, others: 3, organizations: 1, sectors: 2, terms: 2, channels: 3, rules: 3 };
    /// About as the worlds of the laws.
    pub const SMALL: Self =
        Self { ceptoars: 4, others: 8, organizations: 3, sectors: 3, terms: 3, channels: 5, rules: 8 };
    /// As the built-in edition.
    pub const USUAL: Self =
        Self { ceptoars: 14, others: 30, organizations: 6, sectors: 10, terms: 5, channels: 12, rules: 25 };

    /// As large, and with so many of one thing that one word of bits does not hold them.
    #[must_use]
    pub fn with(mut self, of: &str, count: usize) -> Self {
        match of {
            "parties" => self.others = count,
            "organizations" => self.organizations = count,
            "ceptoars" => self.ceptoars = count,
            "sectors" => self.sectors = count,
            "terms" => self.terms = count,
            "channels" => self.channels = count,
            "rules" => self.rules = count,
            other => panic!("a size has no {other}"),
        }
        self
    }
}

/// The documents of a world.
#[derive(Debug, Clone)]
pub struct Documents {
    /// The edition.
    pub edition: Value,
    /// The roster; `null`: none.
    pub roster: Value,
    /// The rules.
    pub rules: Value,
    /// The id of a built-in profile, or a whole one.
    pub profile: Value,
}

/// The names of a world while it is drawn.
pub(super) struct Names {
    /// Every party of the edition, with its kind.
    pub(super) parties: Vec<(String, &'static str)>,
    pub(super) groups: Vec<String>,
    pub(super) ceptoars: Vec<String>,
    pub(super) sectors: Vec<String>,
    pub(super) channels: Vec<String>,
    pub(super) terms: [Vec<String>; 3],
    pub(super) labels: [&'static str; 5],
}

impl Names {
    pub(super) fn of(&self, kinds: &[&str]) -> Vec<String> {
        self.parties.iter().filter(|(_, kind)| kinds.contains(kind)).map(|(id, _)| id.clone()).collect()
    }

    pub(super) fn party(&self, draw: &mut Draw<'_>) -> String {
        draw.one(&self.parties).0.clone()
    }
}

/// The days on which facts begin and end.
const DAYS: [&str; 6] = ["2009-01-01", "2009-02-15", "2009-03-01", "2009-05-01", "2009-07-01", "2009-07-02"];
const MEMBERS: [&str; 3] = ["members", "subgroup", "partner"];
const ROLES: [&str; 5] = ["member", "member", "observer", "secretariat", "analyst"];

/// Ids whose order is not the order in which they are made.
fn named(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{}{prefix}{n}", ["", "x-", "a"][n % 3])).collect()
}

/// Always, or half-open.
pub(super) fn period(draw: &mut Draw<'_>) -> Value {
    match draw.below(9) {
        0 => json!({ "from": draw.one(&DAYS) }),
        1 => json!({ "until": draw.one(&DAYS) }),
        2 => {
            let from = draw.below(DAYS.len() - 1);
            json!({ "from": DAYS[from], "until": DAYS[from + 1 + draw.below(DAYS.len() - 1 - from)] })
        }
        _ => json!({}),
    }
}

/// A text of what is to be judged: few, so that they repeat.
pub(super) fn judgement(draw: &mut Draw<'_>) -> Value {
    let n = draw.below(3);
    json!({ "ja": format!("必要に応じて{n}"), "en": format!("as needed {n}") })
}

/// A world that loads whole.
pub fn documents(draw: &mut Draw<'_>, size: Size) -> Documents {
    let (profile, labels) = profile(draw);
    let count = |draw: &mut Draw<'_>, most: usize| if most > 16 { most } else { 1 + draw.below(most) };
    let ceptoars = named("cep", count(draw, size.ceptoars));
    let mut parties: Vec<(String, &str)> = vec![("cab".to_owned(), "cabinet")];
    parties.extend(named("min", 1 + ceptoars.len() / 3).into_iter().map(|id| (id, "ministry")));
    parties.extend(ceptoars.iter().map(|id| (id.clone(), "ceptoar")));
    parties.extend(["council", "all-councils"].map(|id| (id.to_owned(), "council")));
    parties.push(("liaison".to_owned(), "liaison-council"));
    let others = named("oth", count(draw, size.others));
    parties.extend(others.into_iter().enumerate().map(|(n, id)| (id, MEMBERS[n % 3])));
    let groups = ["council", "all-councils", "liaison"].map(str::to_owned);
    let names = Names {
        parties,
        groups: [ceptoars.as_slice(), &groups].concat(),
        sectors: named("sec", count(draw, size.sectors)),
        channels: named("chan", count(draw, size.channels)),
        terms: ["kind", "cause", "aim"].map(|prefix| named(prefix, size.terms)),
        labels,
        ceptoars,
    };
    let edition = edition(draw, &names);
    let roster = if size.organizations == 0 || draw.once_in(2) { Value::Null } else { roster(draw, &names, size) };
    let rules = rules(draw, &names, size.rules, (&edition, &roster));
    Documents { edition, roster, rules, profile }
}

/// A profile, by id or whole, and its five labels, strictest first; where it has four, one stands twice.
fn profile(draw: &mut Draw<'_>) -> (Value, [&'static str; 5]) {
    match draw.below(4) {
        0 => (json!("tlp-2.0"), ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]),
        1 => (json!("tlp-1.0"), ["TLP:RED", "TLP:AMBER", "TLP:AMBER", "TLP:GREEN", "TLP:WHITE"]),
        2 => (json!("pfc"), ["PFC:ROUGE", "PFC:AMBRE+STRICT", "PFC:AMBRE", "PFC:VERT", "PFC:LIBRE"]),
        _ => (own_profile(), ["A", "B", "C", "D", "E"]),
    }
}

/// Its second label allows a channel that no vocabulary has.
fn own_profile() -> Value {
    let reading = json!({ "source": [], "grade": "reading", "reason": { "ja": "例", "en": "an example" } });
    let label = |id: &str, reach: &[&str], persons: &str, channels: Value| {
        json!({
            "label": id, "text": { "ja": id }, "reach": reach, "persons": persons, "channels": channels, "basis": reading,
        })
    };
    let few = json!(["chan0", "x-chan1", "pigeon"]);
    json!({ "id": "own", "name": { "ja": "自前" }, "labels": [
        label("A", &["addressees"], "named", json!(["chan0"])),
        label("B", &["addressees", "concerned-ceptoars"], "named", few.clone()),
        label("C", &["addressees", "concerned-ceptoars", "portfolio"], "community", few),
        label("D", &["addressees", "concerned-ceptoars", "portfolio", "community"], "community", json!("all")),
        label("E", &["anyone"], "anyone", json!("all")),
    ] })
}

fn edition(draw: &mut Draw<'_>, names: &Names) -> Value {
    let ministries = names.of(&["ministry"]);
    let mut memberships: Vec<Value> = Vec::new();
    let mut seat = |party: &str, group: &str, role: &str, period: Value| {
        let same = |m: &Value| m["party"] == party && m["group"] == group && m["role"] == role;
        if !memberships.iter().any(same) {
            memberships.push(json!({ "party": party, "group": group, "role": role, "period": period }));
        }
    };
    let mut links = Links::default();
    for ministry in &ministries {
        links.add(draw, names, ("cab", ministry, "provision"), false);
        links.add(draw, names, (ministry, "cab", "liaison"), false);
    }
    for ceptoar in &names.ceptoars {
        let ministry = draw.one(&ministries);
        seat(ministry, ceptoar, "responsible", json!({}));
        if draw.once_in(4) {
            let second = draw.one(&ministries);
            seat(second, ceptoar, "responsible", period(draw));
        }
        let internal = draw.once_in(4);
        links.add(draw, names, (ministry, ceptoar, "provision"), internal);
        for group in &names.groups[names.ceptoars.len()..] {
            if draw.once_in(3) {
                seat(ceptoar, group, ["member", "observer"][draw.below(2)], period(draw));
                links.add(draw, names, (ceptoar, group, "exchange"), false);
            }
        }
    }
    for id in names.of(&MEMBERS) {
        let ceptoar = draw.one(&names.ceptoars);
        if !draw.once_in(8) {
            seat(&id, ceptoar, if draw.once_in(6) { "relay" } else { "member" }, period(draw));
        }
        links.add(draw, names, (ceptoar, &id, "provision"), false);
        links.add(draw, names, (&id, ceptoar, "liaison"), false);
        if draw.once_in(2) {
            links.add(draw, names, (ceptoar, &id, "exchange"), false);
        }
    }
    for _ in 0..names.parties.len() / 2 {
        let (party, group, role) = (names.party(draw), draw.one(&names.groups).clone(), *draw.one(&ROLES));
        let (is_group, in_ceptoar) = (names.groups.contains(&party), names.ceptoars.contains(&group));
        // A group in a group may make a circle.
        if !is_group || (!in_ceptoar && names.ceptoars.contains(&party)) {
            seat(&party, &group, role, period(draw));
        }
    }
    for _ in 0..names.parties.len() {
        let direction = *draw.one(&["provision", "liaison", "exchange", "exchange"]);
        let (from, to) = (names.party(draw), names.party(draw));
        links.add(draw, names, (&from, &to, direction), false);
    }
    let parties: Vec<Value> = (names.parties.iter())
        .map(|(id, kind)| {
            let periods = if draw.once_in(12) { json!([period(draw)]) } else { Value::Null };
            let periods = if periods == json!([{}]) { Value::Null } else { periods };
            json!({ "id": id, "kind": kind, "name": { "ja": id }, "periods": periods })
        })
        .collect();
    let ceptoars: Vec<Value> = (names.ceptoars.iter())
        .map(|id| {
            let poc = if draw.once_in(8) { json!({ "from": draw.one(&DAYS) }) } else { Value::Null };
            json!({ "party": id, "sector": draw.one(&names.sectors), "scope": { "ja": id }, "poc": poc })
        })
        .collect();
    let instruments: Vec<Value> = (0..3)
        .map(|n| {
            let binds = draw.some(&names.ceptoars, 3);
            let binds: Vec<Value> = binds.iter().map(|id| json!({ "ceptoar": id, "how": "own" })).collect();
            json!({ "id": format!("rule-{n}"), "title": { "ja": "規則" }, "binds": binds })
        })
        .collect();
    json!({
        "id": "random", "title": { "ja": "無作為" }, "covers": { "from": "2009-01-10", "until": "2009-07-01" },
        "sectors": terms(&names.sectors), "parties": parties, "ceptoars": ceptoars, "memberships": memberships,
        "links": links.0, "instruments": instruments, "vocabularies": vocabularies(draw, names),
    })
}

fn terms(ids: &[String]) -> Vec<Value> {
    ids.iter().map(|id| json!({ "id": id, "name": { "ja": id } })).collect()
}

fn vocabularies(draw: &mut Draw<'_>, names: &Names) -> Value {
    let channel = |id: &String| {
        let carried = draw.some(&names.sectors, 2);
        json!({ "id": id, "name": { "ja": id }, "public": draw.once_in(4), "carried_by": carried })
    };
    let channels: Vec<Value> = names.channels.iter().map(channel).collect();
    let [kinds, causes, purposes] = &names.terms;
    let mut causes = causes.clone();
    causes.push("unknown".to_owned());
    json!({ "kinds": terms(kinds), "causes": terms(&causes), "purposes": terms(purposes), "channels": channels })
}

/// Links, each pair of ends and direction once, or in two versions one after the other.
#[derive(Default)]
struct Links(Vec<Value>);

impl Links {
    fn add(&mut self, draw: &mut Draw<'_>, names: &Names, ends: (&str, &str, &str), internal: bool) {
        let (from, to, direction) = ends;
        let class = names.parties.iter().any(|(id, kind)| id == from && *kind == "members");
        let same = |link: &Value| link["from"] == from && link["to"] == to && link["direction"] == direction;
        if (from == to && !class) || self.0.iter().any(same) {
            return;
        }
        let mut version = |draw: &mut Draw<'_>, period: Value| {
            let channels = if internal { json!([]) } else { channels(draw, names) };
            self.0.push(json!({
                "from": from, "to": to, "direction": direction, "channels": channels, "internal": internal, "period": period,
            }));
        };
        if draw.once_in(10) {
            let day = draw.one(&DAYS);
            version(draw, json!({ "until": day }));
            version(draw, json!({ "from": day }));
        } else {
            let period = period(draw);
            version(draw, period);
        }
    }
}

/// Channels of a link: unknown, plain ones, or some with conditions, judgements and uses. One is in no vocabulary.
fn channels(draw: &mut Draw<'_>, names: &Names) -> Value {
    if draw.once_in(6) {
        return Value::Null;
    }
    let mut ids = draw.some(&names.channels, 4);
    if draw.once_in(12) {
        ids.push("pigeon".to_owned());
    }
    if ids.is_empty() {
        ids.push(draw.one(&names.channels).clone());
    }
    let conditional = |id: String| {
        let mut channel = json!({ "id": id });
        if draw.once_in(2) {
            return json!(id);
        }
        if draw.once_in(3) {
            channel["use"] = json!("also");
        }
        if draw.once_in(2) {
            channel["judgement"] = judgement(draw);
        }
        let aims = draw.some(&names.terms[2], 2);
        match draw.below(6) {
            0 => channel["when"] = json!({ "modes": ["wide-area-disaster"] }),
            1 if !aims.is_empty() => channel["when"] = json!({ "purposes": aims }),
            2 if !aims.is_empty() => channel["when"] = json!({ "modes": ["normal"], "purposes": aims }),
            _ => {}
        }
        channel
    };
    ids.into_iter().map(conditional).collect()
}

fn roster(draw: &mut Draw<'_>, names: &Names, size: Size) -> Value {
    let ids = named("org", 1 + size.organizations / 2 + draw.below(size.organizations.div_ceil(2)));
    let mut memberships = Vec::new();
    let mut links = Links::default();
    for id in &ids {
        for group in draw.some(&names.groups, 3) {
            let in_ceptoar = names.ceptoars.contains(&group);
            let role = if in_ceptoar && draw.once_in(4) { "relay" } else { *draw.one(&ROLES) };
            memberships.push(json!({ "party": id, "group": group, "role": role, "period": period(draw) }));
        }
        for _ in 0..draw.below(3) {
            let other = names.party(draw);
            let direction = *draw.one(&["provision", "liaison", "exchange"]);
            let ends = if draw.once_in(2) { (id.as_str(), other.as_str()) } else { (other.as_str(), id.as_str()) };
            links.add(draw, names, (ends.0, ends.1, direction), false);
        }
    }
    let organization = |id: &String| {
        let period = period(draw);
        let periods = if period == json!({}) { Value::Null } else { json!([period]) };
        json!({ "id": id, "name": { "ja": id }, "periods": periods })
    };
    let organizations: Vec<Value> = ids.iter().map(organization).collect();
    json!({ "id": "own", "organizations": organizations, "memberships": memberships, "links": links.0 })
}
