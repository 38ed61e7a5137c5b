//! Makes the C header from the sources of `ceptoar-c`, or says that the one on disk is stale.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match header() {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn header() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../c");
    let config = cbindgen::Config::from_file(folder.join("cbindgen.toml"))?;
    let builder = cbindgen::Builder::new().with_crate(&folder).with_config(config);
    let mut made = Vec::new();
    builder.generate().map_err(|error| error.to_string())?.write(&mut made);
    let file = folder.join("include/ceptoar.h");
    if std::env::args().any(|arg| arg == "--check") {
        let kept = std::fs::read(&file).map_err(|error| error.to_string())?;
        return if kept == made { Ok(()) } else { Err("ceptoar.h is stale: run `cargo xtask c-header`".to_owned()) };
    }
    std::fs::write(file, made).map_err(|error| error.to_string())
}
