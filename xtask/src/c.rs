//! The C interface: its header is fresh, and gcc, g++, the sanitizers, valgrind, pkg-config and CMake agree with it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::report::Report;
use crate::tools::{answers, copy, counted, need, printed, read, snippet, step, target, write};
use crate::{Outcome, root, tools};

const VERSION: &str = "0.1.0";
/// What the planted faults must be found as.
const PLANTED: [(&str, &str); 4] = [
    ("overflow", "heap-buffer-overflow"),
    ("use-after-free", "heap-use-after-free"),
    ("leak", "detected memory leaks"),
    ("signed", "signed integer overflow"),
];
const STRICT: [&str; 6] = ["-pedantic", "-Wall", "-Wextra", "-Werror", "-g", "-O1"];
const SANITIZED: [&str; 2] = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/// Makes the header, or checks it.
pub(crate) fn header(args: &[&str]) -> Outcome {
    let cargo = ["run", "-q", "--package", "ceptoar-bindgen", "--features", "c", "--bin", "c-header", "--"];
    match step(Command::new("cargo").current_dir(root()).args(cargo).args(args)) {
        Ok(()) => Ok("ceptoar-ffi/c/include/ceptoar.h".to_owned()),
        Err(Report::Failed(text) | Report::NotRun(text) | Report::NotHere(text) | Report::Passed(text)) => Err(text),
    }
}

pub(crate) fn c(install: bool) -> Report {
    match tested(install) {
        Ok(report) | Err(report) => report,
    }
}

fn folder() -> PathBuf {
    root().join("ceptoar-ffi/c")
}

fn tested(install: bool) -> Result<Report, Report> {
    let programs = ["gcc", "g++", "cmake", "pkg-config", "valgrind", "nm", "readelf"];
    let packages = ["gcc", "g++", "libc6-dev", "make", "cmake", "pkg-config", "valgrind", "binutils", "libcjson-dev"];
    need(&programs, &packages, install)?;
    if !has_cjson() {
        // The tests read JSON; the library needs no such thing.
        let none = || Report::NotRun("missing: libcjson-dev (`--install` fetches it)".to_owned());
        if install { tools::install(&packages)? } else { return Err(none()) }
    }
    header(&["--check"]).map_err(Report::Failed)?;
    step(Command::new("cargo").current_dir(root()).args(["build", "--release", "--package", "ceptoar-c"]))?;
    let place = target().join("bindings/c");
    let prefix = stage(&place.join("prefix"))?;
    exports(&prefix)?;
    let answers = answers()?;
    let mut wanted = 0;
    for (compiler, kind) in [("gcc", "shared"), ("gcc", "static"), ("g++", "shared")] {
        let build = |program: &str, flags: &[&str]| compile(&place, &prefix, compiler, kind, program, flags);
        let text = printed(&mut vectors(build("vectors", &SANITIZED)?, &answers))?;
        eprint!("{compiler}, {kind}, with sanitizers: {text}");
        wanted = counted("C", &text)?;
        printed(&mut abi(build("abi", &SANITIZED)?))?;
        if kind == "shared" {
            planted(&build("planted", &SANITIZED)?)?;
        }
    }
    for command in [
        vectors(compile(&place, &prefix, "gcc", "shared", "vectors", &[])?, &answers),
        abi(compile(&place, &prefix, "gcc", "shared", "abi", &[])?),
    ] {
        let mut under = Command::new("valgrind");
        under.args(["-q", "--leak-check=full", "--error-exitcode=9"]).arg(command.get_program());
        printed(under.args(command.get_args()))?;
    }
    consumer(&place, &prefix)?;
    readme(&place, &prefix)?;
    Ok(Report::Passed(format!(
        "{wanted} vectors through C, as many as the manifest has: gcc, g++, sanitizers, valgrind"
    )))
}

fn has_cjson() -> bool {
    Command::new("pkg-config").args(["--exists", "libcjson"]).status().is_ok_and(|status| status.success())
}

/// Lays the library out as a distribution would.
fn stage(prefix: &Path) -> Result<PathBuf, Report> {
    let _ = std::fs::remove_dir_all(prefix);
    let built = target().join("release");
    let lib = prefix.join("lib");
    copy(&folder().join("include/ceptoar.h"), &prefix.join("include/ceptoar.h"))?;
    copy(&built.join("libceptoar.a"), &lib.join("libceptoar.a"))?;
    copy(&built.join("libceptoar.so"), &lib.join(format!("libceptoar.so.{VERSION}")))?;
    for (name, to) in
        [("libceptoar.so.0", format!("libceptoar.so.{VERSION}")), ("libceptoar.so", "libceptoar.so.0".into())]
    {
        std::os::unix::fs::symlink(to, lib.join(name)).map_err(|error| Report::Failed(error.to_string()))?;
    }
    let templates = [
        ("ceptoar.pc.in", "lib/pkgconfig/ceptoar.pc"),
        ("cmake/ceptoar-config.cmake.in", "lib/cmake/ceptoar/ceptoar-config.cmake"),
        ("cmake/ceptoar-config-version.cmake.in", "lib/cmake/ceptoar/ceptoar-config-version.cmake"),
    ];
    let minor = VERSION.rsplit_once('.').map_or(VERSION, |(minor, _)| minor);
    for (from, to) in templates {
        let text = read(&folder().join(from))?;
        let text = text.replace("@PREFIX@", &prefix.to_string_lossy()).replace("@VERSION@", VERSION);
        write(&prefix.join(to), &text.replace("@MAJOR_MINOR@", minor))?;
    }
    Ok(prefix.to_owned())
}

/// The shared library shows what the header declares, and nothing else, under the name that programs record.
fn exports(prefix: &Path) -> Result<(), Report> {
    let library = prefix.join("lib/libceptoar.so");
    let symbols = printed(Command::new("nm").args(["-D", "--defined-only"]).arg(&library))?;
    let mut shown: Vec<&str> = symbols.lines().filter_map(|line| line.split_whitespace().last()).collect();
    let header = read(&prefix.join("include/ceptoar.h"))?;
    let mut declared: Vec<&str> = header
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .zip(header.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '_')))
        .filter(|(word, with)| word.starts_with("ceptoar_") && with.ends_with('('))
        .map(|(word, _)| word)
        .collect();
    shown.sort_unstable();
    declared.sort_unstable();
    if shown != declared {
        return Err(Report::Failed(format!("the library shows {shown:?}, the header declares {declared:?}")));
    }
    let dynamic = printed(Command::new("readelf").arg("-d").arg(&library))?;
    if !dynamic.contains("Library soname: [libceptoar.so.0]") {
        return Err(Report::Failed(format!("no soname libceptoar.so.0:\n{dynamic}")));
    }
    eprintln!("nm -D: {} symbols, all of them in the header", shown.len());
    Ok(())
}

/// Compiles one of the test programs as pkg-config says.
fn compile(
    place: &Path,
    prefix: &Path,
    compiler: &str,
    kind: &str,
    program: &str,
    flags: &[&str],
) -> Result<PathBuf, Report> {
    let source = folder().join(format!("tests/{program}.c"));
    let made =
        place.join(format!("{program}-{compiler}-{kind}-{}", if flags.is_empty() { "plain" } else { "sanitized" }));
    let mut command = Command::new(compiler);
    command.args(if compiler == "g++" { ["-std=c++11", "-xc++"] } else { ["-std=c99", "-xc"] });
    command.args(STRICT).args(flags).arg("-Wmissing-declarations").arg(source).arg("-xnone");
    link(&mut command, prefix, kind)?;
    step(command.arg("-lcjson").arg("-o").arg(&made))?;
    Ok(made)
}

fn link(command: &mut Command, prefix: &Path, kind: &str) -> Result<(), Report> {
    let mut pkg_config = Command::new("pkg-config");
    pkg_config.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")).args(["--cflags", "--libs"]);
    if kind == "static" {
        pkg_config.arg("--static");
    }
    let flags = printed(pkg_config.arg("ceptoar"))?;
    for flag in flags.split_whitespace() {
        // The static library by its name: beside a shared one the linker would take that.
        command.arg(if kind == "static" && flag == "-lceptoar" { "-l:libceptoar.a" } else { flag });
    }
    command.arg("-lpthread").arg(format!("-Wl,-rpath,{}", prefix.join("lib").display()));
    Ok(())
}

fn vectors(program: PathBuf, answers: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(answers);
    command
}

fn abi(program: PathBuf) -> Command {
    let mut command = Command::new(program);
    command.arg(root().join("ceptoar-core/examples/notices/vulnerability-to-electric-power.json"));
    command
}

/// The sanitizers find what is planted, and nothing where nothing is.
fn planted(program: &Path) -> Result<(), Report> {
    printed(Command::new(program).arg("none"))?;
    for (fault, found) in PLANTED {
        let output = Command::new(program).arg(fault).output().map_err(|error| Report::Failed(error.to_string()))?;
        let says = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !says.contains(found) {
            return Err(Report::Failed(format!("the planted fault `{fault}` was not found as `{found}`: {says}")));
        }
    }
    Ok(())
}

/// The example, as a project that finds the package with CMake.
fn consumer(place: &Path, prefix: &Path) -> Result<(), Report> {
    let build = place.join("example");
    let _ = std::fs::remove_dir_all(&build);
    let mut configure = Command::new("cmake");
    configure.arg("-S").arg(folder().join("example")).arg("-B").arg(&build);
    printed(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display())))?;
    printed(Command::new("cmake").arg("--build").arg(&build))?;
    printed(Command::new("ctest").arg("--test-dir").arg(&build).args(["--output-on-failure", "--no-tests=error"]))?;
    Ok(())
}

/// The README's lines of C, as they stand there.
fn readme(place: &Path, prefix: &Path) -> Result<(), Report> {
    let source = place.join("readme.c");
    write(&source, &snippet("c")?)?;
    let made = place.join("readme");
    let mut command = Command::new("gcc");
    command.arg("-std=c99").args(STRICT).args(SANITIZED).arg(&source);
    link(&mut command, prefix, "shared")?;
    step(command.arg("-o").arg(&made))?;
    printed(&mut Command::new(made)).map(drop)
}
