//! The example `route` as a process: exit codes, and what happens where nobody reads or nothing can be written.

use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The example, built by the cargo that runs this test.
fn route() -> Command {
    let exe = std::env::current_exe().unwrap();
    let folder = exe.parent().and_then(|deps| deps.parent()).unwrap().to_owned();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "-q", "-p", "ceptoar-core", "--example", "route"]);
    build.args(folder.ends_with("release").then_some("--release"));
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(build.status().unwrap().success());
    Command::new(folder.join("examples/route"))
}

fn notice(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ceptoar-core/examples/notices").join(name)
}

fn run(args: &[&str]) -> Output {
    route().args(args).env_remove("COLUMNS").output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// As wide as a terminal draws it at most: every character beyond Latin takes two columns.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn the_main_example_fits_a_screen() {
    for lang in ["ja", "en"] {
        let out = run(&["--lang", lang]);
        assert_eq!(out.status.code(), Some(0));
        let text = text(&out);
        assert!(text.lines().count() <= 40, "{text}");
        assert!(text.lines().all(|line| columns(line) <= 100), "{text}");
        assert!(!text.contains("bot-removal"), "an unrelated rule is noise:\n{text}");
        let narrow = String::from_utf8(run(&["--lang", lang, "--width", "60"]).stdout).unwrap();
        assert!(narrow.lines().all(|line| columns(line) <= 60), "{narrow}");
    }
}

#[test]
fn u13_the_nearest_reason_leads_and_everything_is_said_on_demand() {
    let short = text(&run(&[]));
    assert!(short.contains("44  not addressed — not among the affected sectors"), "{short}");
    let all = text(&run(&["--all"]));
    let gas: Vec<&str> = all.lines().skip_while(|line| !line.contains("GAS CEPTOAR [gas]")).take(2).collect();
    assert!(gas.get(1).is_some_and(|line| line.contains("not among the affected sectors")), "{gas:?}");
    for party in ["aviation", "water-members", "jpcert-cc"] {
        assert!(all.contains(party), "{party}");
    }
    let why = text(&run(&["--why", "gas", "--lang", "ja"]));
    assert!(why.contains("GAS CEPTOAR [gas]: 伝達しない (対象外) — 影響を受ける分野に含まれない"), "{why}");
    assert!(why.contains("情報の種類 (障害事例情報)") && why.contains("ボット駆除活動"), "{why}");
    let told = text(&run(&["--why", "meti"]));
    assert!(
        told.contains("told (MUST)") && told.contains("provision-to-affected") && told.contains("intro.11"),
        "{told}"
    );
}

#[test]
fn u11_a_foreign_id_is_refused() {
    let out = run(&["--why", "gaz"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("unknown-party"));
}

#[test]
fn u14_a_reader_of_japanese_reads_words() {
    for (name, words) in [
        ("vulnerability-to-electric-power.json", ["速やかに", "知る必要のある者に限る"]),
        ("railway-incident-from-another-sector.json", ["人がそう判断したときに限り", "有益と認められるとき"]),
    ] {
        let out = text(&run(&[notice(name).to_str().unwrap(), "--lang", "ja"]));
        for word in words {
            assert!(out.contains(word), "{word} in\n{out}");
        }
        for code in ["promptly", "need-to-know", "email"] {
            assert!(!out.contains(code), "{code} in\n{out}");
        }
    }
}

#[test]
fn u02_another_year_is_said_first_and_may_be_refused() {
    let at = ["--at", "2026-11-26T00:00:00Z"];
    let out = text(&run(&at));
    assert!(out.starts_with("STALE: edition 2009-03-31"), "{out}");
    assert!(!out.contains("no end") && out.contains("not\n  known") || out.contains("not known"), "{out}");
    let refused = run(&[at[0], at[1], "--stale", "refuse"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty() && String::from_utf8_lossy(&refused.stderr).contains("stale-edition"));
}

#[test]
fn u12_exit_codes() {
    assert_eq!(run(&["--no-such-option"]).status.code(), Some(2));
    assert_eq!(run(&["no-such-file.json"]).status.code(), Some(1));
    assert_eq!(run(&[notice("refused-unknown-ids.json").to_str().unwrap()]).status.code(), Some(2));
    let embargoed = notice("water-drill-under-embargo.json");
    assert_eq!(run(&[embargoed.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(run(&[embargoed.to_str().unwrap(), "--strict"]).status.code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn kind_13_the_example_never_panics() {
    use std::os::unix::ffi::OsStringExt as _;
    let quiet = |out: &Output| assert!(!String::from_utf8_lossy(&out.stderr).contains("panicked"), "{out:?}");
    // A reader that is gone.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let out = route().stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!((out.status.code(), out.stderr.len()), (Some(0), 0), "{out:?}");
    // A full disk.
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let out = route().stdout(full()).stderr(Stdio::piped()).output().unwrap();
    quiet(&out);
    assert!(out.status.code() == Some(1) && !out.stderr.is_empty());
    // Refusals to a full disk.
    let bad = notice("refused-unknown-ids.json");
    assert_eq!(route().arg(&bad).stderr(full()).status().unwrap().code(), Some(2));
    // A name that is not UTF-8.
    let out = route().arg(OsString::from_vec(b"\x92\xca\x92m.json".to_vec())).output().unwrap();
    quiet(&out);
    assert!(out.status.code() == Some(1) && !out.stderr.is_empty());
    // A closed output: the answer is not lost in silence. Another's `/dev/null` is none of our business.
    let program = route().get_program().to_owned();
    let shell = |redirect: &str| {
        Command::new("sh").arg("-c").arg(format!("exec \"$0\" {redirect}")).arg(&program).output().unwrap()
    };
    assert_eq!(shell(">&-").status.code(), Some(1));
    assert_eq!(shell("> /dev/null").status.code(), Some(0));
    assert_eq!(shell("--no-such-option 2>&-").status.code(), Some(2));
}

#[test]
fn what_the_readmes_show_is_what_the_command_says() {
    for (file, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let readme = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        assert_eq!(text(&run(&["--lang", lang])), shown, "{file}");
    }
}
