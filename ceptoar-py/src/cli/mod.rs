use pyo3::prelude::*;
/// x
#[pyfunction]
pub(crate) fn run_cli(_args: Vec<String>) -> u8 { 0 }
