use ceptoar_core::*;
fn main() {
    let registry = match Registry::from_json(include_bytes!("../data/editions/2009-03-31.json")) { Ok(r) => r, Err(e) => { for p in e.problems() { println!("{p}"); } return } };
    let router = Router::builder(&registry).rules(RuleSet::builtin(Edition::V2009_03_31)).compile().unwrap();
    let n = router.notice(br#"{ "id": "n-1", "direction": "provision", "origin": "nisc", "level": "TLP:AMBER", "kind": "vulnerability",
  "purposes": ["prevention"], "cause": "cyber-attack", "affected_sectors": ["electric-power"], "issued_at": "2009-05-08T01:00:00Z"}"#).unwrap();
    let e = router.explain(&n, &Situation::default()).unwrap();
    println!("{}", e.text(&registry, Lang::En));
    println!("{}", e.plan().to_json());
    let t = std::time::Instant::now(); for _ in 0..1000 { std::hint::black_box(router.explain(&n, &Situation::default()).unwrap()); } println!("explain {:?}", t.elapsed()/1000);
    let t = std::time::Instant::now(); for _ in 0..1000 { std::hint::black_box(router.audience(&n, &Situation::default()).unwrap()); } println!("audience {:?} {}", t.elapsed()/1000, router.audience(&n, &Situation::default()).unwrap().len());
    let t = std::time::Instant::now(); let _ = Registry::from_json(include_bytes!("../data/editions/2009-03-31.json")); println!("load {:?}", t.elapsed());
}
