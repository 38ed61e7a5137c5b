//! What is asked at each hand: whom do I hand it to, may I pass it on, what may I be told, may I relabel it?

use ceptoar_core::{Edition, Lang, Registry, Router, Situation};

const NOTICE: &[u8] = include_bytes!("notices/vulnerability-to-electric-power.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let registry = Registry::builtin(Edition::LATEST);
    let router = Router::builder(&registry).compile()?;
    let notice = router.notice(NOTICE)?;
    let now = Situation::default();

    let ministry = "meti";
    for hop in router.onward(&notice, ministry, &now)? {
        println!("meti hands on to {} by {:?}, which serves {:?}", hop.to, hop.channels, hop.serves);
    }
    for party in ["electric-power", "gas"] {
        let passing = router.may_pass(&notice, ministry, party, &now)?;
        println!("may meti pass it to {party}? {}", passing.answer);
        for reason in &passing.reasons {
            println!("  no: {}", reason.sentence(&registry, Lang::En));
        }
    }
    let plan = router.route(&notice, &now)?;
    if let Some(view) = plan.view_for("electric-power-members") {
        println!("what the members may be told: {}", view.to_json());
    }
    let stricter = router.relabel(&notice, ministry, "TLP:RED", &now)?;
    println!("as {}: {} recipients", stricter.level, router.audience(&stricter, &now)?.len());
    if let Err(refusal) = router.relabel(&notice, ministry, "TLP:CLEAR", &now) {
        println!("{refusal}");
    }
    Ok(())
}
