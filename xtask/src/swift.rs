//! Swift: uniffi's sources and the hand-written ones make a package, and its tests run on Linux.
//!
//! Debian 12 has no Swift: the toolchain of Debian 13 lives in a root of its own, outside the checkout, made once.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Report;
use crate::root;
use crate::tools::{answers, copy, counted, need, printed, read, runs, snippet, step, target, write};
use crate::uniffi::generate;

/// Where the root is; `SWIFT_ROOT` says otherwise.
const ROOT: &str = "/var/cache/ceptoar/swift-trixie";

/// Without documentation and what links statically, the toolchain needs three quarters of its room.
const SLIM: &str = "path-exclude=/usr/libexec/swift/lib/swift_static/*
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
";

const INSTALL: &str = "apt-get update -q
apt-get install -qy --no-install-recommends swiftlang libc6-dev
apt-get clean
rm -rf /var/lib/apt/lists/*";

/// Runs a command inside the root, with the checkout at /checkout and what is built at /target. The mounts live in a
/// namespace of their own and vanish with the command.
pub(crate) const INSIDE: &str = r#"mount --make-rprivate /
mkdir -p "$SWIFT_ROOT/checkout" "$SWIFT_ROOT/target"
mount -t proc proc "$SWIFT_ROOT/proc"
mount --rbind /dev "$SWIFT_ROOT/dev"
mount --bind "$CHECKOUT" "$SWIFT_ROOT/checkout"
mount --bind "$TARGET" "$SWIFT_ROOT/target"
exec chroot "$SWIFT_ROOT" /usr/bin/env LD_LIBRARY_PATH=/target/release "$@""#;

pub(crate) fn swift(install: bool) -> Report {
    match tested(install) {
        Ok(report) | Err(report) => report,
    }
}

pub(crate) fn swift_root() -> PathBuf {
    std::env::var_os("SWIFT_ROOT").map_or_else(|| PathBuf::from(ROOT), PathBuf::from)
}

/// Lays the package out: what is written by hand, uniffi's Swift, and its C header.
pub(crate) fn prepare() -> Result<PathBuf, Report> {
    let generated = target().join("bindings/swift-generated");
    generate("swift", &generated)?;
    let package = target().join("bindings/swift");
    let made = std::fs::create_dir_all(&package);
    made.map_err(|error| Report::Failed(format!("{}: {error}", package.display())))?;
    // What was deleted in the checkout is not to be built.
    for folder in ["Sources", "Tests"] {
        let _ = std::fs::remove_dir_all(package.join(folder));
    }
    let source = root().join("ceptoar-ffi/swift");
    for part in ["Package.swift", "Sources", "Tests"] {
        step(Command::new("cp").arg("-R").arg(source.join(part)).arg(&package))?;
    }
    let source = quicker(&read(&generated.join("Ceptoar.swift"))?)?;
    write(&package.join("Sources/Ceptoar/Ceptoar.swift"), &source)?;
    copy(&generated.join("CeptoarFFI.h"), &package.join("Sources/CeptoarFFI/CeptoarFFI.h"))?;
    Ok(package)
}

/// uniffi's Swift reads each number and text through a copy by Foundation, which on Linux made three quarters of what a plan
/// costs. The same two functions without it; where uniffi writes others one day, this says so.
fn quicker(source: &str) -> Result<String, Report> {
    let mut source = source.to_owned();
    for (slow, quick) in [
        (
            "    var value: T = 0
    let _ = withUnsafeMutableBytes(of: &value, { reader.data.copyBytes(to: $0, from: range)})
",
            "    let value = reader.data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: range.lowerBound, as: T.self) }
",
        ),
        (
            "    var value = [UInt8](repeating: 0, count: count)
    value.withUnsafeMutableBufferPointer({ buffer in
        reader.data.copyBytes(to: buffer, from: range)
    })
",
            "    let value = reader.data.withUnsafeBytes { [UInt8]($0[range]) }
",
        ),
    ] {
        if !source.contains(slow) {
            return Err(Report::Failed(format!("uniffi's Swift no longer reads so, look at `quicker` again:\n{slow}")));
        }
        source = source.replace(slow, quick);
    }
    Ok(source)
}

/// Makes the root if it is not there.
fn toolchain(install: bool) -> Result<(), Report> {
    let place = swift_root();
    if place.join(".complete").exists() {
        return Ok(());
    }
    if !install {
        return Err(Report::NotRun("no Swift yet (`--install` makes a root with Debian's)".to_owned()));
    }
    if printed(Command::new("id").arg("-u"))?.trim() != "0" {
        return Err(Report::NotRun("only root can make a root for Swift".to_owned()));
    }
    if !runs("debootstrap") {
        need(&["debootstrap"], &["debootstrap"], true)?;
    }
    let _ = std::fs::remove_dir_all(&place);
    let made = std::fs::create_dir_all(&place);
    made.map_err(|error| Report::Failed(format!("{}: {error}", place.display())))?;
    printed(Command::new("debootstrap").args(["--variant=minbase", "trixie"]).arg(&place))?;
    write(&place.join("etc/dpkg/dpkg.cfg.d/slim"), SLIM)?;
    write(&place.join("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n")?;
    step(Command::new("chmod").arg("+x").arg(place.join("usr/sbin/policy-rc.d")))?;
    let mut chroot = Command::new("chroot");
    printed(chroot.env("DEBIAN_FRONTEND", "noninteractive").arg(&place).args(["sh", "-ec", INSTALL]))?;
    write(&place.join(".complete"), "")
}

/// A command inside the root.
pub(crate) fn inside(command: &[&str]) -> Command {
    let mut unshare = Command::new("unshare");
    unshare.args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", INSIDE, "sh"]).args(command);
    unshare.env("SWIFT_ROOT", swift_root()).env("CHECKOUT", root()).env("TARGET", target()).env("RUST_BACKTRACE", "0");
    unshare.env("CEPTOAR_ROOT", "/checkout").env("CEPTOAR_ANSWERS", "/target/bindings/answers.json");
    unshare
}

fn tested(install: bool) -> Result<Report, Report> {
    toolchain(install)?;
    let package = prepare()?;
    answers()?;
    write(&package.join("Tests/CeptoarTests/ReadmeTests.swift"), &readme()?)?;
    let at = ["--disable-sandbox", "--package-path", "/target/bindings/swift", "-Xlinker", "-L/target/release"];
    let text = printed(&mut inside(&[&["swift", "test"], &at[..]].concat()))?;
    for line in text.lines().filter(|line| line.contains("Executed") || line.contains("vectors run")) {
        eprintln!("{line}");
    }
    let wanted = counted("Swift", &text)?;
    documented(&package)?;
    Ok(Report::Passed(format!("{wanted} vectors through Swift, as many as the manifest has")))
}

/// The documentation as a static site.
fn documented(package: &Path) -> Result<(), Report> {
    let graphs = "/target/bindings/swift-docs/graphs";
    let place = target().join("bindings/swift-docs");
    let made = std::fs::create_dir_all(place.join("graphs"));
    made.map_err(|error| Report::Failed(format!("{}: {error}", place.display())))?;
    let build =
        ["swift", "build", "--disable-sandbox", "--package-path", "/target/bindings/swift", "--target", "Ceptoar"];
    let emit = ["-Xswiftc", "-emit-symbol-graph", "-Xswiftc", "-emit-symbol-graph-dir", "-Xswiftc", graphs];
    // A build of its own: what is already built is not looked at again.
    printed(&mut inside(&[&build[..], &emit[..], &["--scratch-path", "/target/bindings/swift-docs/build"]].concat()))?;
    let names = ["--fallback-display-name", "Ceptoar", "--fallback-bundle-identifier", "org.ceptoar"];
    let docc = ["/usr/libexec/swift/bin/docc", "convert", "--additional-symbol-graph-dir", graphs];
    printed(&mut inside(&[&docc[..], &names[..], &["--output-dir", "/target/bindings/swift-docs/site"]].concat()))?;
    let page = place.join("site/documentation/ceptoar/router/index.html");
    if page.exists() || place.join("site/data/documentation/ceptoar/router.json").exists() {
        return Ok(());
    }
    Err(Report::Failed(format!("DocC made no page for `Router` of {}", package.display())))
}

/// The README's lines of Swift as a test.
fn readme() -> Result<String, Report> {
    let code = snippet("swift")?;
    let (imports, lines): (Vec<&str>, Vec<&str>) = code.lines().partition(|line| line.starts_with("import "));
    let (imports, lines) = (imports.join("\n"), lines.join("\n"));
    Ok(format!(
        "{imports}\nimport XCTest\n\nfinal class ReadmeTests: XCTestCase {{\nfunc testLines() throws {{\n{lines}\n}}\n}}\n"
    ))
}
