use {casbin as _, cedar_policy as _, ceptoar_core as _, chrono as _, regorus as _, serde_json as _, zen_engine as _};
fn main() {}
