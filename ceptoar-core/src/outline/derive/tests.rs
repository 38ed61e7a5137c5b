//! What is derived, rule by rule (R15 to R25, R27, R28).
use crate::document::channel::LinkChannel;
use crate::document::edition::{Edition, Link};
use crate::document::scalar::{DateText, Period};
use crate::error::problem::Refusal;
use crate::outline::table::Table;
use crate::outline::tests::{built, faults, table};
use crate::word::sets::Grade;

/// A link as one line: `from>to direction channels [period]`.
fn shown(link: &Link) -> String {
    let channel = |channel: &LinkChannel| match channel {
        LinkChannel::Plain(id) => id.0.clone(),
        LinkChannel::Conditional(channel) => format!("{}?", channel.id),
    };
    let channels = link.channels.as_ref().map(|all| all.iter().map(channel).collect::<Vec<_>>().join(","));
    let channels = if link.internal { "internal".to_owned() } else { channels.unwrap_or_else(|| "?".to_owned()) };
    let period = link.period.as_ref().map(days).unwrap_or_default();
    format!("{}>{} {} {channels}{period}", link.from, link.to, link.direction)
}

fn days(period: &Period) -> String {
    let day = |day: &Option<DateText>| day.as_ref().map(|day| day.0.clone()).unwrap_or_default();
    format!(" {}/{}", day(&period.from), day(&period.until))
}

/// The links that touch a party.
fn links(edition: &Edition, party: &str) -> Vec<String> {
    let touches = |link: &&Link| link.from.as_str() == party || link.to.as_str() == party;
    edition.links.iter().filter(touches).map(shown).collect()
}

fn roles(edition: &Edition, party: &str) -> Vec<String> {
    let of = edition.memberships.iter().filter(|m| m.party.as_str() == party);
    of.map(|m| format!("{} {}{}", m.group, m.role, m.period.as_ref().map(days).unwrap_or_default())).collect()
}

fn sorted(links: &[&str]) -> Vec<String> {
    let mut links: Vec<String> = links.iter().map(|link| (*link).to_owned()).collect();
    links.sort_unstable();
    links
}

fn is(found: Vec<String>, wanted: &[&str]) {
    assert_eq!(sorted(&found.iter().map(String::as_str).collect::<Vec<_>>()), sorted(wanted));
}

fn two_ministries() -> Table {
    table("ministries", &["ministry|name_ja", "mlit|国土交通省", "mic|総務省"])
}

fn ceptoars(columns: &str, rows: &[&str]) -> Table {
    let head = format!("ceptoar|scope_ja|sector|sector_ja|{columns}");
    let rows: Vec<String> = rows.iter().map(|row| row.replacen('>', "|範囲|s|分野|", 1)).collect();
    table("ceptoars", &[&[head.as_str()][..], &rows.iter().map(String::as_str).collect::<Vec<_>>()].concat())
}

fn members(rows: &[&str]) -> Table {
    table("members", &[&["party|kind|name_ja|ceptoar|role|means|relay_for|from|until"][..], rows].concat())
}

#[test]
fn the_chain_down_up_and_inside_is_derived_and_each_datum_says_so() -> Result<(), Refusal> {
    let edition = built(vec![])?;
    let wanted = [
        "mlit>nco liaison ?",
        "nco>mlit provision ?",
        "mlit>port provision email,phone",
        "port>mlit liaison ?",
        "port>port-members provision email,phone",
        "port-members>port liaison ?",
        "port-members>mlit liaison ?",
        "port>port-members exchange ?",
        "port-members>port exchange ?",
    ];
    is(edition.links.iter().map(shown).collect(), &wanted);
    for link in &edition.links {
        let reason = link.reason.as_ref().map(|reason| reason.ja.as_str());
        assert_eq!((link.grade, reason), (Some(Grade::Deduced), Some("outline")), "R16");
    }
    is(roles(&edition, "port-members"), &["port member"]);
    Ok(())
}

#[test]
fn r15_a_class_is_derived_unless_a_row_names_one_or_there_is_none() -> Result<(), Refusal> {
    let edition = built(vec![ceptoars("ministry|name_en|members", &["water>mlit|Water|3社"])])?;
    let class = edition.parties.iter().find(|party| party.id.as_str() == "water-members");
    let name = class.map(|class| (class.name.ja.as_str(), class.name.en.as_deref()));
    assert_eq!(name, Some(("Water構成員", Some("Water members"))));
    let own = || members(&["cities|members|都市|port|member||||"]);
    let edition = built(vec![own()])?;
    assert!(edition.parties.iter().all(|party| party.id.as_str() != "port-members"));
    let counted = vec![own(), ceptoars("ministry|members", &["port>mlit|12"])];
    assert_eq!(faults(counted), ["conflicting-rows | ceptoars row 2, members | /ceptoars/0/members"]);
    // A party of another kind, or a class with another role, is no class of members.
    let edition = built(vec![members(&["a|partner|甲|port|member||||", "b|members|乙|port|observer||||"])])?;
    assert!(edition.parties.iter().any(|party| party.id.as_str() == "port-members"));
    let long = "c".repeat(60);
    let found = faults(vec![ceptoars("ministry", &[&format!("{long}>mlit")])]);
    assert_eq!(found, ["bad-id | ceptoars row 2, ceptoar | /ceptoars/0/ceptoar"]);
    Ok(())
}

#[test]
fn r16_what_is_cited_by_hand_keeps_its_grade_and_an_empty_one_stays_empty() -> Result<(), Refusal> {
    let edition = built(vec![
        table("documents", &["document|title_ja", "a|甲", "b|乙"]),
        ceptoars("ministry|means|secretariat_ja|source|grade|note", &["port>mlit|email|港湾局|a|secondary|注"]),
        table("cells", &["table|key|column|source|grade|reason_ja", "ceptoars|port|所管省庁|b|deduced|省令による"]),
    ])?;
    let responsible = edition.memberships.iter().find(|m| m.role.as_str() == "responsible");
    let cited = responsible.map(|m| (m.grade, m.source.clone(), m.reason.as_ref().map(|r| r.ja.clone())));
    assert_eq!(cited, Some((Some(Grade::Deduced), Some(vec!["b".into()]), Some("省令による".to_owned()))));
    let record = edition.ceptoars.first();
    let means = record.and_then(|record| record.means.as_ref()).map(|means| (means.grade, means.source.clone()));
    assert_eq!(means, Some((Some(Grade::Secondary), Some(vec!["a".into()]))));
    let mlit = edition.parties.iter().find(|party| party.id.as_str() == "mlit");
    assert_eq!(mlit.map(|party| party.grade), Some(None));
    let nco = edition.parties.iter().find(|party| party.id.as_str() == "nco");
    assert_eq!(nco.map(|party| party.grade), Some(Some(Grade::Deduced)), "the cabinet is made by us");
    let unknown = vec![
        table("documents", &["document|title_ja", "a|甲"]),
        ceptoars("ministry|source", &["port>mlit|a;c"]),
        table("cells", &["table|key|column|grade", "ceptoars|prot|means|stated", "ceptoars|port|mean|stated"]),
    ];
    let wanted = [
        "unknown-party | cells row 2, key | /cells/0/key",
        "unknown-field | cells row 3, column | /cells/1/column",
        "unknown-source | ceptoars row 2, source | /ceptoars/0/source",
    ];
    assert_eq!(faults(unknown), wanted);
    Ok(())
}

#[test]
fn r17_what_is_derived_holds_on_the_days_of_its_rows_and_of_both_its_parties() -> Result<(), Refusal> {
    let ministries = table("ministries", &["ministry|name_ja|from|until", "mlit|国土交通省|2001-01-06|2030-01-01"]);
    let rows = ["port>mlit|2024-03-08|2026-01-01", "port>mlit|2028-01-01|2032-01-01"];
    let edition = built(vec![ministries, ceptoars("ministry|from|until", &rows)])?;
    let down: Vec<String> = links(&edition, "mlit").into_iter().filter(|link| link.starts_with("mlit>port")).collect();
    let wanted = ["mlit>port provision ? 2024-03-08/2026-01-01", "mlit>port provision ? 2028-01-01/2030-01-01"];
    is(down, &wanted);
    is(roles(&edition, "port-members"), &["port member 2024-03-08/2026-01-01", "port member 2028-01-01/2032-01-01"]);
    let port = edition.parties.iter().find(|party| party.id.as_str() == "port");
    assert_eq!(port.and_then(|port| port.periods.as_ref()).map(Vec::len), Some(2));
    assert!(links(&edition, "nco").contains(&"nco>mlit provision ? 2001-01-06/2030-01-01".to_owned()));
    // Neighbours that are equal are one.
    let rows = ["port>mlit||2024-04-01", "port>mlit|2024-04-01|"];
    let edition = built(vec![ceptoars("ministry|from|until", &rows)])?;
    assert!(edition.links.iter().all(|link| link.period.is_none()));
    Ok(())
}

#[test]
fn r18_the_secretariat_makes_one_office_of_a_ministry_and_its_ceptoar_and_no_more() -> Result<(), Refusal> {
    let rows = ["port>mlit;mic|mlit|国土交通省 港湾局|email"];
    let edition = built(vec![two_ministries(), ceptoars("ministry|secretariat_is|secretariat_ja|means", &rows)])?;
    let wanted = [
        "mlit>port provision internal",
        "port>mlit liaison internal",
        "mlit>nco liaison ?",
        "nco>mlit provision ?",
        "port-members>mlit liaison ?",
    ];
    is(links(&edition, "mlit"), &wanted);
    assert!(links(&edition, "mic").contains(&"mic>port provision email".to_owned()));
    is(roles(&edition, "mlit"), &["port responsible", "port secretariat"]);
    is(roles(&edition, "mic"), &["port responsible"]);
    let text =
        edition.ceptoars.first().and_then(|record| record.secretariat.as_ref()?.first().map(|s| s.name.ja.clone()));
    assert_eq!(text.as_deref(), Some("国土交通省 港湾局"));
    // Any other party has the role, and no link; its name is no text.
    let bodies = members(&["association|partner|協会|-|-||||"]);
    let edition = built(vec![bodies, ceptoars("ministry|secretariat_is", &["port>mlit|association"])])?;
    is(roles(&edition, "association"), &["port secretariat"]);
    is(links(&edition, "association"), &[]);
    assert_eq!(edition.ceptoars.first().and_then(|record| record.secretariat.clone()), None);
    Ok(())
}

#[test]
fn r19_a_ministry_tells_by_the_plain_channels_from_person_to_person() -> Result<(), Refusal> {
    let down = |means: &str| -> Result<Vec<String>, Refusal> {
        let edition = built(vec![ceptoars("ministry|means", &[&format!("port>mlit|{means}")])])?;
        Ok(links(&edition, "mlit").into_iter().filter(|link| link.starts_with("mlit>port")).collect())
    };
    assert_eq!(
        down("web;fax;satellite-phone;bulletin-board;email")?,
        ["mlit>port provision fax,satellite-phone,email"]
    );
    assert_eq!(down("web;bulletin-board")?, ["mlit>port provision ?"]);
    assert_eq!(down("")?, ["mlit>port provision ?"]);
    let conditional = r#"["fax",{"id":"email","when":{"modes":["normal"]}}]"#;
    assert_eq!(down(conditional)?, ["mlit>port provision fax"]);
    Ok(())
}

#[test]
fn r20_members_of_every_kind_report_and_are_told_by_their_own_means_or_the_ceptoars() -> Result<(), Refusal> {
    let rows = [
        "a|partner|甲|port|member|fax|||",
        "b|organization|乙|port|member||||",
        "c|subgroup|丙|port|member|-|||",
        "d|members|丁|port|member||||",
    ];
    let edition = built(vec![members(&rows)])?;
    let all = |id: &str, told: Option<&str>| {
        let mut wanted = vec![
            format!("{id}>port liaison ?"),
            format!("{id}>mlit liaison ?"),
            format!("{id}>port exchange ?"),
            format!("port>{id} exchange ?"),
        ];
        wanted.extend(told.map(|channels| format!("port>{id} provision {channels}")));
        is(links(&edition, id), &wanted.iter().map(String::as_str).collect::<Vec<_>>());
    };
    all("a", Some("fax"));
    all("b", Some("email,phone")); // R23 too
    all("c", None);
    all("d", Some("email,phone"));
    Ok(())
}

#[test]
fn r21_a_relay_hands_on_and_its_targets_still_report_straight() -> Result<(), Refusal> {
    let rows = [
        "jma|partner|医師会|port|member||hospitals||",
        "prefectures|partner|都道府県|port|relay|fax|hospitals||",
        "hospitals|members|医療機関|port|member|phone|||",
    ];
    let edition = built(vec![members(&rows)])?;
    let wanted = [
        "jma>hospitals provision phone",
        "prefectures>hospitals provision phone",
        "jma>hospitals exchange ?",
        "hospitals>jma exchange ?",
        "prefectures>hospitals exchange ?",
        "hospitals>prefectures exchange ?",
        "hospitals>port liaison ?",
        "hospitals>mlit liaison ?",
    ];
    is(links(&edition, "hospitals"), &wanted);
    let of_relay: Vec<String> =
        links(&edition, "prefectures").into_iter().filter(|link| !link.contains("hospitals")).collect();
    is(of_relay, &["port>prefectures provision fax", "port>prefectures exchange ?", "prefectures>port exchange ?"]);
    // The class that is derived can be a target; its means are its own, so unknown.
    let edition = built(vec![members(&["city|subgroup|会長都市|port|member||port-members||"])])?;
    assert!(links(&edition, "port-members").contains(&"city>port-members provision ?".to_owned()));
    assert!(!links(&edition, "port-members").contains(&"port>port-members provision email,phone".to_owned()));
    // On the days without the relay, the direct links stand.
    let edition = built(vec![members(&["city|subgroup|会長都市|port|member||port-members|2024-04-01|2025-04-01"])])?;
    let direct: Vec<String> = links(&edition, "port-members")
        .into_iter()
        .filter(|link| link.starts_with("port>port-members provision"))
        .collect();
    is(
        direct,
        &["port>port-members provision email,phone /2024-04-01", "port>port-members provision email,phone 2025-04-01/"],
    );
    let bad = [
        "a|partner|甲|port|relay||||",
        "b|partner|乙|port|observer||||",
        "c|partner|丙|port|member||b;nobody;c||",
        "d|partner|丁|port|observer||a||",
        "e|partner|戊|port|analyst|fax|||",
    ];
    let wanted = [
        "missing-field | members row 2, relay_for | /members/0/relay_for",
        "self-link | members row 4, relay_for | /members/2/relay_for",
        "not-a-member | members row 4, relay_for | /members/2/relay_for",
        "not-a-member | members row 4, relay_for | /members/2/relay_for",
        "not-a-member | members row 5, relay_for | /members/3/relay_for",
        "not-a-member | members row 6, means | /members/4/means",
    ];
    let mut found = faults(vec![members(&bad)]);
    found.sort_unstable();
    assert_eq!(found, sorted(&wanted));
    Ok(())
}

#[test]
fn r22_analysts_observers_secretariats_and_bodies_outside() -> Result<(), Refusal> {
    let rows = [
        "fisc|partner|FISC|port|analyst||||",
        "jahis|partner|JAHIS|port|observer||||",
        "office|partner|事務局|port|secretariat||||",
        "outside|partner|外|-|-||||",
    ];
    let edition = built(vec![members(&rows)])?;
    is(links(&edition, "fisc"), &["port>fisc provision ?", "fisc>port exchange ?"]);
    for id in ["jahis", "office", "outside"] {
        is(links(&edition, id), &[]);
    }
    is(roles(&edition, "jahis"), &["port observer"]);
    is(roles(&edition, "office"), &["port secretariat"]);
    is(roles(&edition, "outside"), &[]);
    // A member that analyses is told as a member.
    let edition = built(vec![members(&["cab|partner|航空局|port|member||||", "cab|partner|航空局|port|analyst||||"])])?;
    assert!(links(&edition, "cab").contains(&"port>cab provision email,phone".to_owned()));
    let half = ["a|partner|甲|port|-||||", "b|partner|乙|-|member||||", "c|partner|丙||||||"];
    let wanted = [
        "none-not-allowed | members row 2, role | /members/0/role",
        "none-not-allowed | members row 3, ceptoar | /members/1/ceptoar",
        "missing-field | members row 4, ceptoar | /members/2/ceptoar",
        "missing-field | members row 4, role | /members/2/role",
    ];
    assert_eq!(faults(vec![members(&half)]), wanted);
    Ok(())
}

#[test]
fn r24_councils_and_ceptoars_exchange_less_what_either_side_leaves_out() -> Result<(), Refusal> {
    let groups = table(
        "groups",
        &["group|kind|name_ja|from", "council|council|カウンシル|2009-02-26", "finance|liaison-council|連絡協議会|"],
    );
    let rows = ["a>mlit|member|finance|", "b>mlit|observer|finance|a", "c>mlit|-||-", "d>mlit|||"];
    let edition = built(vec![groups, ceptoars("ministry|council|group|exchange", &rows)])?;
    is(roles(&edition, "a"), &["council member 2009-02-26/", "finance member"]);
    is(roles(&edition, "b"), &["council observer 2009-02-26/", "finance member"]);
    let exchange: Vec<String> = edition
        .links
        .iter()
        .filter(|link| link.direction.as_str() == "exchange" && !link.from.as_str().ends_with("-members"))
        .filter(|link| !link.to.as_str().ends_with("-members"))
        .map(shown)
        .collect();
    let wanted = [
        "a>b exchange ?",
        "b>a exchange ?",
        "a>d exchange ?",
        "d>a exchange ?",
        "a>council exchange ? 2009-02-26/",
        "council>a exchange ? 2009-02-26/",
        "b>council exchange ? 2009-02-26/",
        "council>b exchange ? 2009-02-26/",
        "a>finance exchange ?",
        "finance>a exchange ?",
        "b>finance exchange ?",
        "finance>b exchange ?",
    ];
    is(exchange, &wanted);
    let bad = vec![
        table("groups", &["group|kind|name_ja", "k|council|甲", "l|council|乙"]),
        ceptoars("ministry|group|exchange", &["a>mlit|k|a", "b>mlit|mlit|nco"]),
    ];
    let found = faults(bad);
    for wanted in [
        "conflicting-rows | groups row 3, kind",
        "not-a-group | ceptoars row 3, group",
        "self-link | ceptoars row 2, exchange",
        "not-a-ceptoar | ceptoars row 3, exchange",
    ] {
        assert!(found.iter().any(|fault| fault.starts_with(wanted)), "{wanted}: {found:?}");
    }
    let alone = faults(vec![ceptoars("ministry|council", &["a>mlit|member"])]);
    assert_eq!(alone, ["unknown-party | ceptoars row 2, council | /ceptoars/0/council"]);
    // The council may stand in the scheme.
    let scheme = ["id|title_ja|cabinet|cabinet_ja|council|council_ja", "mine|例|nco|室|cc|カウンシル"];
    let edition = built(vec![table("scheme", &scheme), ceptoars("ministry|council", &["a>mlit|member"])])?;
    is(roles(&edition, "a"), &["cc member"]);
    Ok(())
}

fn own(rows: &[&str]) -> Table {
    table("links", &[&["from|to|direction|means|internal|from_day|until_day|source|grade"][..], rows].concat())
}

#[test]
fn r25_links_stand_instead_of_derived_ones_on_their_own_days_alone() -> Result<(), Refusal> {
    let edition = built(vec![own(&["mlit|port|provision|fax||2024-04-01|2025-04-01||stated"])])?;
    let down: Vec<String> = links(&edition, "mlit").into_iter().filter(|link| link.starts_with("mlit>port")).collect();
    let wanted = [
        "mlit>port provision email,phone /2024-04-01",
        "mlit>port provision fax 2024-04-01/2025-04-01",
        "mlit>port provision email,phone 2025-04-01/",
    ];
    is(down, &wanted);
    let stated = edition.links.iter().filter(|link| link.grade == Some(Grade::Stated));
    assert_eq!(stated.map(shown).collect::<Vec<_>>(), ["mlit>port provision fax 2024-04-01/2025-04-01"], "R16");
    // Taken away, added, and unknown; the class may exchange with itself.
    let rows = [
        "port|port-members|exchange|-|||||",
        "nco|port|provision||||||",
        "port-members|port-members|exchange|email|||||",
    ];
    let edition = built(vec![own(&rows)])?;
    let found: Vec<String> = edition.links.iter().map(shown).collect();
    assert!(!found.contains(&"port>port-members exchange ?".to_owned()));
    assert!(found.contains(&"port-members>port exchange ?".to_owned()));
    assert!(found.contains(&"nco>port provision ?".to_owned()));
    assert!(found.contains(&"port-members>port-members exchange email".to_owned()));
    let bad = [
        "nco|port|provision|-|||||",
        "mlit|port|provision|email|yes||||",
        "port|port|exchange||||||",
        "port|mlit|exchange|email|||||",
        "port|mlit|exchange|phone|||||",
        "nco|port|liaison||yes||||",
    ];
    let found = faults(vec![own(&bad)]);
    for wanted in [
        "nothing-to-take-away | links row 2, means",
        "internal-with-channels | links row 3, means",
        "self-link | links row 4, to",
        "overlapping-periods | links row 6",
        "internal-between-others | links row 7, internal",
    ] {
        assert!(found.iter().any(|fault| fault.starts_with(wanted)), "{wanted}: {found:?}");
    }
    Ok(())
}

#[test]
fn r27_a_stated_total_is_no_row_and_no_fault() -> Result<(), Refusal> {
    let scheme = ["id|title_ja|cabinet|cabinet_ja|sectors_stated|ceptoars_stated", "mine|例|nco|室|15|21"];
    let edition = built(vec![table("scheme", &scheme)])?;
    let stated: Vec<(String, Option<u32>)> =
        edition.statements.into_iter().flatten().map(|s| (s.id.0, s.value)).collect();
    assert_eq!(stated, [("ceptoars-stated".to_owned(), Some(21)), ("sectors-stated".to_owned(), Some(15))]);
    assert_eq!((edition.sectors.len(), edition.ceptoars.len()), (1, 1));
    Ok(())
}

#[test]
fn r35_a_state_that_changes_the_name_or_the_means_is_an_entry_of_their_timelines() -> Result<(), Refusal> {
    let ministries = table(
        "ministries",
        &[
            "ministry|name_ja|until|from",
            "mlit|運輸省|2001-01-06|",
            "mlit|国土交通省|2010-01-01|2001-01-06",
            "mlit|||2010-01-01",
        ],
    );
    let rows = ["port>mlit|email;web||2024-04-01", "port>mlit||2024-04-01|2025-04-01", "port>mlit|fax|2025-04-01|"];
    let edition = built(vec![ministries, ceptoars("ministry|means|from|until", &rows)])?;
    let mlit = edition.parties.iter().find(|party| party.id.as_str() == "mlit");
    let names = mlit.and_then(|mlit| mlit.names.clone()).unwrap_or_default();
    let names: Vec<(&str, &str)> = names.iter().map(|later| (later.from.as_str(), later.name.ja.as_str())).collect();
    assert_eq!(mlit.map(|mlit| mlit.name.ja.as_str()), Some("運輸省"));
    assert_eq!(names, [("2001-01-06", "国土交通省")], "a state without a name says nothing of it");
    let record = edition.ceptoars.first();
    let later = record.and_then(|record| record.means_later.clone()).unwrap_or_default();
    let later: Vec<(&str, Vec<&str>)> =
        later.iter().map(|l| (l.from.as_str(), l.channels.iter().map(|id| id.as_str()).collect())).collect();
    // What was known before an unknown state would hold in it: the links say what is known of each day.
    assert_eq!((record.map(|record| record.means.is_some()), later), (Some(false), vec![("2025-04-01", vec!["fax"])]));
    let down: Vec<String> = links(&edition, "mlit").into_iter().filter(|link| link.starts_with("mlit>port")).collect();
    let wanted = [
        "mlit>port provision email /2024-04-01",
        "mlit>port provision ? 2024-04-01/2025-04-01",
        "mlit>port provision fax 2025-04-01/",
    ];
    is(down, &wanted);
    let clash = members(&["a|partner|甲|port|observer||||", "a|partner|乙|-|-||||"]);
    assert_eq!(faults(vec![clash]), ["conflicting-rows | members row 3, name_ja | /members/1/name_ja"]);
    Ok(())
}
