//! What a picture must say, whatever its format.

use crate::answer::explanation::Explanation;
use crate::edition::Edition;
use crate::error::problem::Refusal;
use crate::registry::data::Registry;
use crate::registry::roster::Roster;
use crate::router::ask::Router;
use crate::rules::set::RuleSet;
use crate::say::options::PictureOptions;
use crate::situation::Situation;
use crate::word::sets::{Lang, Outcome, Withheld};

fn explained_by(registry: Registry, notice: &str) -> Result<(Registry, Explanation), Refusal> {
    let router = Router::builder(&registry).rules(RuleSet::builtin(Edition::V2009_03_31)).compile()?;
    let notice = router.notice(notice.as_bytes())?;
    let why = router.explain(&notice, &Situation::default())?;
    Ok((registry, why))
}

fn explained(notice: &str) -> Result<(Registry, Explanation), Refusal> {
    explained_by(Registry::builtin(Edition::V2009_03_31), notice)
}

const POWER: &str = r#"{"id":"<n>&\"1\"","direction":"provision","origin":"nisc","level":"TLP:AMBER","kind":"vulnerability",
    "affected_sectors":["electric-power"],"issued_at":"2009-05-08T01:00:00Z"}"#;
const MANY: &str = r#"{"id":"n","direction":"provision","origin":"nisc","level":"TLP:GREEN","kind":"vulnerability",
    "affected_sectors":["finance","information-communications","railway","aviation","electric-power"],
    "issued_at":"2009-05-08T01:00:00Z"}"#;

/// Many organisations of one CEPTOAR.
fn crowd(count: usize) -> Result<Registry, Refusal> {
    let organization = |n: usize| format!(r#"{{"id":"org-{n}","name":{{"ja":"組織{n}","en":"Organisation {n}"}}}}"#);
    let membership = |n: usize| format!(r#"{{"party":"org-{n}","group":"electric-power","role":"member"}}"#);
    let list = |one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(",");
    let roster =
        format!(r#"{{"id":"crowd","organizations":[{}],"memberships":[{}]}}"#, list(&organization), list(&membership));
    Registry::builtin(Edition::V2009_03_31).with_roster(&Roster::from_json(roster.as_bytes())?)
}

fn every_picture(why: &Explanation, registry: &Registry, options: PictureOptions) -> [String; 3] {
    [why.mermaid(registry, options), why.dot(registry, options), why.svg(registry, options)]
}

/// The numbers of an attribute's or a path's text.
fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
}

/// Where a line leaves its sender, and its vertical part as x, top and bottom.
type Lane = ((usize, usize), (usize, usize, usize));

/// For each line of a hand-over: where it leaves its sender, and its vertical part as x, top and bottom.
fn lanes(svg: &str) -> Vec<Lane> {
    let lines = svg.lines().filter_map(|line| line.strip_prefix("<path d=\"M")?.split('"').next());
    lines
        .filter_map(|d| match numbers(d).as_slice() {
            [x1, y1, x, y2, _] => Some(((*x1, *y1), (*x, *y1.min(y2), *y1.max(y2)))),
            _ => None,
        })
        .collect()
}

fn size(svg: &str) -> (usize, usize) {
    let attribute = |name: &str| {
        let value = svg.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or(usize::MAX)
    };
    (attribute("width"), attribute("height"))
}

#[test]
fn every_recipient_and_everybody_withheld_stands_in_every_list() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    for lang in Lang::ALL {
        for picture in every_picture(&why, &registry, PictureOptions::new(lang).withheld(Withheld::List)) {
            for verdict in &why.verdicts {
                assert!(picture.contains(verdict.party.as_str()), "{} in\n{picture}", verdict.party);
                assert!(verdict.outcome == Outcome::Deliver || picture.contains(verdict.outcome.word(lang)));
            }
            assert!(
                picture.contains(lang.pick("必須", "MUST"))
                    && picture.contains(lang.pick("速やかに", "promptly"))
                    && picture.contains(lang.pick("手段不明", "channel unknown"))
            );
        }
    }
    Ok(())
}

#[test]
fn u01_no_line_reads_as_coming_from_another_sender() -> Result<(), Refusal> {
    for (registry, collapse) in [(crowd(1)?, Some(8)), (crowd(330)?, Some(8)), (crowd(330)?, None)] {
        let (registry, why) = explained_by(registry, MANY)?;
        let svg = why.svg(&registry, PictureOptions::new(Lang::En).collapse(collapse));
        let lanes = lanes(&svg);
        assert!(lanes.len() > 20, "{}", lanes.len());
        for (n, (sender, (x, top, bottom))) in lanes.iter().enumerate() {
            for (other, (other_x, other_top, other_bottom)) in lanes.iter().skip(n + 1) {
                let touch = x == other_x && top <= other_bottom && other_top <= bottom;
                assert!(sender == other || !touch, "{sender:?} and {other:?} at {x}");
            }
        }
    }
    Ok(())
}

#[test]
fn u01_many_siblings_are_one_box_with_their_number() -> Result<(), Refusal> {
    let (registry, why) = explained_by(crowd(330)?, POWER)?;
    assert!(why.deliveries().len() > 330);
    for picture in every_picture(&why, &registry, PictureOptions::new(Lang::En)) {
        assert!(picture.contains("330 recipients") || picture.contains("332 recipients"), "{picture}");
        assert!(!picture.contains("org-329"));
    }
    let (width, height) = size(&why.svg(&registry, Lang::Ja));
    assert!(width < 1600 && height < 900, "{width} × {height}");
    let all = why.svg(&registry, PictureOptions::new(Lang::Ja).collapse(None));
    assert!(why.deliveries().iter().all(|delivery| all.contains(delivery.recipient.as_str())));
    Ok(())
}

#[test]
fn u01_a_page_is_kept_and_what_it_does_not_hold_is_counted() -> Result<(), Refusal> {
    let (registry, why) = explained_by(crowd(330)?, POWER)?;
    for lang in Lang::ALL {
        for page in [(800, 600), (1200, 800), (420, 320)] {
            for withheld in Withheld::ALL {
                let options = PictureOptions::new(lang).collapse(None).page(page).withheld(withheld);
                let svg = why.svg(&registry, options);
                let (width, height) = size(&svg);
                assert!(width <= page.0 as usize && height <= page.1 as usize, "{width} × {height} for {page:?}");
                assert!(svg.contains(lang.pick("の宛先は紙面に入らない", "recipients that the page does not hold")));
            }
        }
    }
    Ok(())
}

#[test]
fn u01_those_who_are_not_told_in_short_as_a_list_or_not_at_all() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    let of = |withheld| why.svg(&registry, PictureOptions::new(Lang::En).withheld(withheld));
    let (summary, list, none) = (of(Withheld::Summary), of(Withheld::List), of(Withheld::None));
    assert!(summary.contains("not among the affected sectors: 44") && !summary.contains("[gas]"));
    assert!(list.contains("[gas]") && !none.contains("affected sectors"));
    assert!(size(&none).1 < size(&summary).1 && size(&summary).1 < size(&list).1);
    Ok(())
}

#[test]
fn u02_a_picture_of_another_day_says_so_first_and_never_no_end() -> Result<(), Refusal> {
    let (registry, why) = explained(&POWER.replace("2009-05-08", "2026-05-08"))?;
    for lang in Lang::ALL {
        for picture in every_picture(&why, &registry, PictureOptions::new(lang)) {
            assert!(picture.contains(lang.pick("版の期間外", "STALE")), "{picture}");
            assert!(!picture.contains(lang.pick("期限なし", "no end")));
        }
    }
    Ok(())
}

#[test]
fn kind_09_no_text_of_a_notice_can_break_out() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    assert!(why.svg(&registry, Lang::En).contains("&lt;n&gt;&amp;&quot;1&quot;"));
    assert!(why.mermaid(&registry, Lang::En).contains("#lt;n#gt;#amp;#quot;1#quot;"));
    assert!(why.dot(&registry, Lang::En).contains(r#"<n>&amp;\"1\""#));
    for id in [
        "%%{init:{'themeCSS':'.node{display:none}'}}%%",
        "a;b#35;c`d`",
        "]];click n0 x",
        "</svg><script>",
        "$$x$$ style x:#f;",
        "--- ~~~ ***",
    ] {
        let notice = POWER.replace(r#"<n>&\"1\""#, id);
        let (registry, why) = explained(&notice)?;
        let mermaid = why.mermaid(&registry, Lang::En);
        for bad in ["%%", "{init", "$$", "`", "<script", "'"] {
            assert!(!mermaid.contains(bad), "{bad} of {id} in\n{mermaid}");
        }
        let click = mermaid.lines().find(|line| line.trim_start().starts_with("click"));
        assert_eq!(click, None, "{id} begins a line");
        // Beside what Mermaid itself needs, a semicolon ends an entity and nothing else.
        let entity = |part: &str| part.rsplit('#').next().is_some_and(|e| e.chars().all(|c| c.is_ascii_alphanumeric()));
        let parts: Vec<&str> = mermaid.split(';').collect();
        assert!(parts.split_last().is_some_and(|(_, before)| before.iter().all(|part| entity(part))), "{mermaid}");
        assert!(!why.svg(&registry, Lang::En).contains("<script"));
    }
    Ok(())
}

#[test]
fn kind_08_what_deceives_is_escaped_in_every_picture() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    // What documents refuse is put in by hand: nothing that is drawn rests on that check alone.
    for (bad, safe) in [('\u{202e}', "U+202E"), ('\u{200b}', "U+200B"), ('\u{2028}', "U+2028"), ('\u{1b}', "U+001B")] {
        let mut picture =
            crate::say::picture::parts::Picture::new(&why.plan, Some(&why), &registry, PictureOptions::new(Lang::En));
        picture.title = format!("n{bad}RED");
        if let Some(node) = picture.nodes.first_mut() {
            node.name = format!("{bad}name\nsecond");
        }
        for text in [picture.svg(), picture.dot(), picture.mermaid()] {
            assert!(!text.contains(bad) && !text.contains("name\nsecond"), "{safe}");
            assert!(text.contains(safe) || text.contains(&safe.replace('+', "#43;")), "{safe} in\n{text}");
        }
    }
    Ok(())
}

#[test]
fn a_plan_draws_the_same_route_without_the_reasons() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    let (with, without) = (why.mermaid(&registry, Lang::Ja), why.plan.mermaid(&registry, Lang::Ja));
    let route = |text: &str| text.lines().take_while(|line| !line.contains("subgraph")).count();
    assert_eq!(route(&with), without.lines().count());
    assert!(!without.contains("subgraph"));
    Ok(())
}
