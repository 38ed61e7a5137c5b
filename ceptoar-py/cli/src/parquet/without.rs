//! A command that was built without Parquet.

use std::path::Path;

use arrow_schema::Schema;
use ceptoar_frames::{Fault, Frame};

use super::library::{Parquet, Trouble, Writer};

/// Parquet as it is built in: not at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Builtin;

fn missing() -> Trouble {
    Fault::failed(
        "this command was built without Parquet: build it with the feature `parquet`",
        "このコマンドはParquetなしで作られている: 機能 `parquet` を付けて作る",
    )
    .into()
}

impl Parquet for Builtin {
    fn read(&self, _: &Path) -> Result<Frame, Trouble> {
        Err(missing())
    }

    fn rows(&self, _: &Path) -> Option<u64> {
        None
    }

    fn write(&self, _: &Path, _: &Schema) -> Result<Box<dyn Writer>, Trouble> {
        Err(missing())
    }
}
