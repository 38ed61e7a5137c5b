use ceptoar_core::*;
use ceptoar_suite::classes::Classes;
use std::time::Instant;
pub(crate) fn count() {
    let registry = Registry::builtin(Edition::V2009_03_31);
    let rules = RuleSet::builtin(Edition::V2009_03_31);
    let profiles = [LevelProfile::tlp2(), LevelProfile::tlp1(), LevelProfile::pfc()];
    let t = Instant::now();
    let classes = Classes::new(&registry, &rules, &profiles);
    println!("{}", classes.sizes());
    println!("meanings {:?}", classes.meanings());
    println!("products of label {}", classes.products_of_label());
    let mut n = 0;
    let mut p = 0;
    for g in 0..classes.groups() {
        let of = classes.of_group(g);
        n += of.len();
        p += of.iter().map(Vec::len).sum::<usize>();
    }
    println!("{n} classes of {p} tracks, {:?} {:?}", classes.instants(), t.elapsed());
}
