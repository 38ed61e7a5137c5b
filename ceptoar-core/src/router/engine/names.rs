//! Lists of conditions that a rule does not meet: few differ, and many answers show them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;

use crate::word::sets::ConditionName;

// Each condition has a bit.
const _: () = assert!(ConditionName::ALL.len() <= 16);

/// The lists that were asked for, by their conditions as bits in the order of their names.
#[derive(Default)]
pub(in crate::router) struct Names(Mutex<HashMap<u16, Arc<[ConditionName]>, FixedState>>);

impl Names {
    /// The names of conditions, sorted.
    pub(in crate::router) fn of(&self, failed: u16) -> Arc<[ConditionName]> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(failed).or_insert_with(|| {
            let all = ConditionName::ALL.iter().enumerate();
            all.filter(|(place, _)| failed >> place & 1 == 1).map(|(_, name)| *name).collect()
        }))
    }
}
