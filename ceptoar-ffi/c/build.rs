//! Gives the shared library the name that C programs record.

fn main() {
    // The number is raised when the binary interface breaks, and only then.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libceptoar.so.0");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
