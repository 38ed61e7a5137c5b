//! Every vector, on the router, and the router against the literal reference on each.

use ceptoar_suite::vectors::load;

#[test]
fn every_vector_holds() {
    let files = load().unwrap();
    let mut ran = 0;
    let mut faults = Vec::new();
    for (file, content) in &files {
        for case in &content.cases {
            ran += 1;
            faults.extend(case.run().into_iter().map(|fault| format!("{file} / {}: {fault}", case.name)));
        }
    }
    println!("vectors: {ran}");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_wrong_expectation_is_noticed() {
    let files = load().unwrap();
    let (_, file) = files.into_iter().find(|(name, _)| name == "provision.json").unwrap();
    let mut case = file.cases.into_iter().next().unwrap();
    case.expect.unmet = Some(vec!["nobody-of-this-name".to_owned()]);
    assert!(!case.run().is_empty(), "an expectation that cannot fail proves nothing");
}
