//! The sample notices answer as committed, and every document, sample and real answer validates.

use std::path::{Path, PathBuf};

use ceptoar_core::{Edition, Lang, Registry, Router, Situation};
use ceptoar_suite::vectors;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join(folder)).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn schema(name: &str) -> jsonschema::Validator {
    let schema = json(&root().join(format!("schemas/v1/{name}.schema.json")));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let faults: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:?}");
}

#[test]
fn samples_answer_as_committed() {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let router = Router::builder(&registry).compile().unwrap();
    let (notices, answers) = (schema("notice"), schema("answer"));
    let mut refused = 0;
    let samples = files("ceptoar-core/examples/notices");
    for sample in &samples {
        let text = std::fs::read(sample).unwrap();
        let answer = match router.notice(&text) {
            Ok(notice) => {
                assert_valid(&notices, &json(sample), &sample.display().to_string());
                let explanation = router.explain(&notice, &Situation::default()).unwrap();
                let plan: Value = serde_json::from_str(&explanation.plan.clone().to_json()).unwrap();
                assert_valid(&answers, &plan, "plan");
                for lang in Lang::ALL {
                    assert!(explanation.text(&registry, lang).contains(notice.id.as_str()));
                }
                let answer: Value = serde_json::from_str(&explanation.to_json()).unwrap();
                assert_valid(&answers, &answer, "explanation");
                answer
            }
            Err(refusal) => {
                refused += 1;
                serde_json::from_str(&refusal.to_json(Lang::En)).unwrap()
            }
        };
        let expected = sample.parent().unwrap().join("expected").join(sample.file_name().unwrap());
        assert_eq!(answer, json(&expected), "{}", sample.display());
    }
    assert!(samples.len() >= 12 && refused == 2, "{} samples, {refused} refused", samples.len());
}

#[test]
fn the_data_validate() {
    let data = "ceptoar-core/data";
    for (name, file) in [
        ("edition", "editions/2009-03-31.json"),
        ("rules", "editions/2009-03-31.rules.json"),
        ("rules", "rules/standard.json"),
        ("levels", "levels/tlp-2.0.json"),
        ("levels", "levels/tlp-1.0.json"),
        ("levels", "levels/pfc.json"),
    ] {
        assert_valid(&schema(name), &json(&root().join(data).join(file)), file);
    }
}

#[test]
fn the_vectors_validate() {
    let (notices, answers) = (schema("notice"), schema("answer"));
    let mut validated = 0;
    let parts = [("edition", schema("edition")), ("rules", schema("rules")), ("roster", schema("roster"))];
    for (file, content) in vectors::load().unwrap() {
        for case in content.cases.iter().filter(|case| case.expect.refused.is_empty()) {
            let what = format!("{file} / {}", case.name);
            let documents = [&case.registry, &case.rules, &case.roster];
            for ((_, validator), document) in parts.iter().zip(documents) {
                if let Some(document) = document {
                    assert_valid(validator, document, &what);
                }
            }
            if let Some(notice) = &case.notice {
                assert_valid(&notices, notice, &what);
                let scene = case.scene().unwrap();
                let answer = scene.router.explain(&scene.notice, &scene.situation).unwrap();
                assert_valid(&answers, &serde_json::from_str(&answer.to_json()).unwrap(), &what);
                validated += 1;
            }
        }
    }
    assert!(validated > 400, "only {validated} vectors have an answer");
}
