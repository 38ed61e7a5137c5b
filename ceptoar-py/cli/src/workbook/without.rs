//! A command that was built without workbooks.

use std::path::Path;

use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::life::Sheet;
use ceptoar_frames::Fault;

use super::super::parquet::{Builtin, Trouble};
use super::library::{Form, Workbooks};

impl Workbooks for Builtin {
    fn write(&self, _: &Path, _: &[Sheet], _: DateTime<Utc>) -> Result<(), Trouble> {
        Err(without())
    }

    fn write_forms(&self, _: &Path, _: &[Form], _: DateTime<Utc>) -> Result<(), Trouble> {
        Err(without())
    }
}

fn without() -> Trouble {
    let fault = Fault::failed(
        "this command was built without workbooks: build it with the feature `xlsx`",
        "このコマンドはブックなしで作られている: 機能 `xlsx` を付けて作る",
    );
    fault.into()
}
