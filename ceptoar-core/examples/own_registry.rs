//! A registry of one's own, another country's sectors, with the standard rules.

use ceptoar_core::{Lang, Refusal, Registry, Router, Situation};

const REGISTRY: &str = r#"{
  "id": "freedonia", "title": { "ja": "フリードニア", "en": "Freedonia" },
  "sectors": [{ "id": "ferries", "name": { "ja": "渡船", "en": "Ferries" } }],
  "parties": [
    { "id": "centre", "kind": "cabinet", "name": { "ja": "国の窓口", "en": "National centre" } },
    { "id": "harbours", "kind": "ministry", "name": { "ja": "港湾省", "en": "Ministry of Harbours" } },
    { "id": "ferry", "kind": "ceptoar", "name": { "ja": "渡船CEPTOAR", "en": "Ferry CEPTOAR" } },
    { "id": "ferry-lines", "kind": "members", "name": { "ja": "渡船会社", "en": "Ferry lines" } }
  ],
  "ceptoars": [{ "party": "ferry", "sector": "ferries", "scope": { "ja": "渡船", "en": "Ferries" } }],
  "memberships": [
    { "party": "harbours", "group": "ferry", "role": "responsible" },
    { "party": "ferry-lines", "group": "ferry", "role": "member" }
  ],
  "links": [
    { "from": "centre", "to": "harbours", "direction": "provision", "channels": ["email"] },
    { "from": "harbours", "to": "ferry", "direction": "provision", "channels": ["phone", "email"] },
    { "from": "ferry", "to": "ferry-lines", "direction": "provision", "channels": ["fax"] }
  ]
}"#;

const NOTICE: &str = r#"{ "id": "f-1", "direction": "provision", "origin": "centre", "level": "TLP:GREEN",
  "kind": "malware", "affected_sectors": ["ferries"], "issued_at": "2026-04-01T09:00:00+02:00" }"#;

fn main() -> Result<(), Refusal> {
    let registry = Registry::from_json(REGISTRY.as_bytes())?;
    let router = Router::builder(&registry).compile()?;
    let notice = router.notice(NOTICE.as_bytes())?;
    let explanation = router.explain(&notice, &Situation::default())?;
    print!("{}", explanation.text(&registry, Lang::En));
    assert_eq!(explanation.deliveries().len(), 3, "the ministry, the CEPTOAR and the ferry lines");
    Ok(())
}
