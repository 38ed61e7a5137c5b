//! Writes the JSON Schemas of the core as texts, which the command and the Python package carry: the code that makes them is six
//! hundred kilobytes, and what it makes never changes between two builds.

use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    let mut list = String::new();
    for (name, schema) in ceptoar_core::schema::documents() {
        fs::write(folder.join(name), format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
        list += &format!("({name:?}, include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))), ");
    }
    fs::write(folder.join("schemas.rs"), format!("&[{list}]"))?;
    Ok(())
}
