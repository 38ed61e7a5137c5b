//! What a picture must say, whatever its format.

use crate::answer::explanation::{Explanation, Outcome};
use crate::error::Refusal;
use crate::{Edition, Lang, Registry, Router, RuleSet, Situation};

fn explained(notice: &str) -> Result<(Registry, Explanation), Refusal> {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).rules(RuleSet::builtin(Edition::V2009_03_31)).compile()?;
    let notice = router.notice(notice.as_bytes())?;
    let why = router.explain(&notice, &Situation::default())?;
    Ok((registry, why))
}

const POWER: &str = r#"{"id":"<n>&\"1\"","direction":"provision","origin":"nisc","level":"TLP:AMBER","kind":"vulnerability",
    "affected_sectors":["electric-power"],"issued_at":"2009-05-08T01:00:00Z"}"#;

#[test]
fn every_recipient_and_everybody_withheld_stands_in_every_picture() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    for lang in Lang::ALL {
        for picture in [why.mermaid(&registry, lang), why.dot(&registry, lang), why.svg(&registry, lang)] {
            for verdict in &why.verdicts {
                assert!(picture.contains(verdict.party.as_str()), "{} in\n{picture}", verdict.party);
                assert!(verdict.outcome == Outcome::Deliver || picture.contains(verdict.outcome.word(lang)));
            }
            assert!(
                picture.contains(lang.pick("必須", "MUST"))
                    && picture.contains(lang.pick("手段不明", "channel unknown"))
            );
        }
    }
    Ok(())
}

#[test]
fn no_text_of_a_notice_can_break_out() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    assert!(why.svg(&registry, Lang::En).contains("&lt;n&gt;&amp;&quot;1&quot;"));
    assert!(why.mermaid(&registry, Lang::En).contains("#lt;n#gt;#amp;#quot;1#quot;"));
    assert!(why.dot(&registry, Lang::En).contains(r#"<n>&\"1\""#));
    Ok(())
}

#[test]
fn a_plan_draws_the_same_route_without_the_reasons() -> Result<(), Refusal> {
    let (registry, why) = explained(POWER)?;
    let (with, without) = (why.mermaid(&registry, Lang::Ja), why.plan().mermaid(&registry, Lang::Ja));
    let route = |text: &str| text.lines().take_while(|line| !line.contains("subgraph")).count();
    assert_eq!(route(&with), without.lines().count());
    assert!(!without.contains("subgraph"));
    Ok(())
}
