//! A registry of one's own, another country's sectors, with the standard rules: written in Rust, without JSON.

use ceptoar_core::document::{Ceptoar, Edition, Link, LinkChannel, Membership, Notice, Party, Sector};
use ceptoar_core::{Direction, Lang, PartyKind, Refusal, Registry, Role, Router, Situation};

/// A link that carries provision, by these channels in their order of preference.
fn provision(from: &str, to: &str, channels: &[&str]) -> Link {
    let channels = channels.iter().copied().map(LinkChannel::from).collect();
    Link { channels: Some(channels), ..Link::new(from, to, Direction::Provision) }
}

fn freedonia() -> Edition {
    Edition {
        sectors: vec![Sector::new("ferries", ("渡船", "Ferries"))],
        parties: vec![
            Party::new("centre", PartyKind::Cabinet, ("国の窓口", "National centre")),
            Party::new("harbours", PartyKind::Ministry, ("港湾省", "Ministry of Harbours")),
            Party::new("ferry", PartyKind::Ceptoar, ("渡船CEPTOAR", "Ferry CEPTOAR")),
            Party::new("ferry-lines", PartyKind::Members, ("渡船会社", "Ferry lines")),
        ],
        ceptoars: vec![Ceptoar::new("ferry", "ferries", ("渡船", "Ferries"))],
        memberships: vec![
            Membership::new("harbours", "ferry", Role::Responsible),
            Membership::new("ferry-lines", "ferry", Role::Member),
        ],
        links: vec![
            provision("centre", "harbours", &["email"]),
            provision("harbours", "ferry", &["phone", "email"]),
            provision("ferry", "ferry-lines", &["fax"]),
        ],
        ..Edition::new("freedonia", ("フリードニア", "Freedonia"))
    }
}

fn main() -> Result<(), Refusal> {
    let registry = Registry::from_document(&freedonia())?;
    let router = Router::builder(&registry).compile()?;
    let notice = ceptoar_core::Notice::from_document(&Notice {
        affected_sectors: Some(vec!["ferries".into()]),
        ..Notice::new("f-1", Direction::Provision, "centre", "TLP:GREEN", "malware", "2026-04-01T09:00:00+02:00")
    })?;
    let explanation = router.explain(&notice, &Situation::default())?;
    print!("{}", explanation.text(&registry, Lang::En));
    assert_eq!(explanation.deliveries().len(), 3, "the ministry, the CEPTOAR and the ferry lines");
    // The same registry as a document to keep.
    assert_eq!(Registry::from_json(registry.to_json().as_bytes())?.digest(), registry.digest());
    Ok(())
}
