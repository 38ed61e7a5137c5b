//! No panic passes into C: one is planted into every function that the header declares.

use std::collections::BTreeSet;

use crate::panic::plant::within;
use crate::*;

const HEADER: &str = include_str!("../include/ceptoar.h");

/// What a function returns where it has nothing to return.
trait Nothing {
    fn is_nothing(&self) -> bool;
}

impl Nothing for CeptoarStatus {
    fn is_nothing(&self) -> bool {
        *self == Self::Panic
    }
}

impl Nothing for CeptoarStr {
    fn is_nothing(&self) -> bool {
        self.data.is_null() && self.len == 0
    }
}

impl<T> Nothing for *const T {
    fn is_nothing(&self) -> bool {
        self.is_null()
    }
}

impl<T> Nothing for *mut T {
    fn is_nothing(&self) -> bool {
        self.is_null()
    }
}

impl Nothing for usize {
    fn is_nothing(&self) -> bool {
        *self == 0
    }
}

impl Nothing for bool {
    fn is_nothing(&self) -> bool {
        !self
    }
}

impl Nothing for () {
    fn is_nothing(&self) -> bool {
        true
    }
}

/// A function of the interface, called with NULL and 0 for everything that it takes.
trait Called {
    fn ends_as_nothing(self) -> bool;
}

macro_rules! called {
    ($($argument:ident)*) => {
        impl<R: Nothing, $($argument),*> Called for unsafe extern "C" fn($($argument),*) -> R {
            fn ends_as_nothing(self) -> bool {
                // SAFETY: what the interface takes are pointers and numbers, and NULL and 0 are allowed for all of them.
                unsafe { self($(std::mem::zeroed::<$argument>()),*) }.is_nothing()
            }
        }
    };
}

called! {}
called! { A }
called! { A B }
called! { A B C }
called! { A B C D }
called! { A B C D E }
called! { A B C D E F }
called! { A B C D E F G }
called! { A B C D E F G H }
called! { A B C D E F G H I }
called! { A B C D E F G H I J }
called! { A B C D E F G H I J K }
called! { A B C D E F G H I J K L }
called! { A B C D E F G H I J K L M }
called! { A B C D E F G H I J K L M N }
called! { A B C D E F G H I J K L M N O P }

/// Calls each function with a panic inside, and names those that let it pass or never meet it.
macro_rules! let_pass {
    ($($name:ident $arguments:tt)*) => {{
        let mut named = BTreeSet::new();
        let mut pass = Vec::new();
        $(
            named.insert(stringify!($name));
            let function: let_pass!(@type $arguments) = $name;
            let ended = within(|| std::panic::catch_unwind(|| function.ends_as_nothing()));
            if !matches!(ended, (Ok(true), true)) {
                pass.push(stringify!($name));
            }
        )*
        (named, pass)
    }};
    (@type ($($argument:tt)*)) => { unsafe extern "C" fn($(let_pass!(@any $argument)),*) -> _ };
    (@any $argument:tt) => { _ };
}

#[test]
fn a_panic_in_any_function_ends_at_the_boundary() {
    let (named, pass) = let_pass! {
        ceptoar_edition_at(_)
        ceptoar_edition_latest()
        ceptoar_error_code(_ _)
        ceptoar_error_free(_)
        ceptoar_error_json(_ _ _)
        ceptoar_error_len(_)
        ceptoar_error_message(_ _ _)
        ceptoar_error_pointer(_ _)
        ceptoar_error_position(_ _ _ _)
        ceptoar_error_status(_)
        ceptoar_explanation_free(_)
        ceptoar_explanation_json(_ _ _)
        ceptoar_explanation_picture(_ _ _ _ _ _ _)
        ceptoar_explanation_plan(_ _ _)
        ceptoar_explanation_text(_ _ _ _ _)
        ceptoar_explanation_verdict(_ _ _ _ _)
        ceptoar_explanation_why(_ _ _ _ _ _ _)
        ceptoar_levels_builtin(_ _ _ _)
        ceptoar_levels_free(_)
        ceptoar_levels_from_json(_ _ _ _)
        ceptoar_levels_is_stricter(_ _ _ _ _ _ _)
        ceptoar_levels_json(_ _ _)
        ceptoar_notice_free(_)
        ceptoar_notice_from_json(_ _ _ _)
        ceptoar_notice_json(_ _ _)
        ceptoar_overlay_builtin(_ _ _ _)
        ceptoar_plan_delivery(_ _ _ _ _)
        ceptoar_plan_free(_)
        ceptoar_plan_json(_ _ _)
        ceptoar_plan_text(_ _ _ _ _)
        ceptoar_plan_view(_ _ _ _ _)
        ceptoar_recipients_at(_ _)
        ceptoar_recipients_duty(_ _ _ _ _)
        ceptoar_recipients_free(_)
        ceptoar_recipients_len(_)
        ceptoar_recipients_lints(_ _ _)
        ceptoar_registry_builtin(_ _ _ _)
        ceptoar_registry_edition(_)
        ceptoar_registry_find(_ _ _ _ _)
        ceptoar_registry_free(_)
        ceptoar_registry_from_json(_ _ _ _)
        ceptoar_registry_instruments_of(_ _ _ _ _)
        ceptoar_registry_part(_ _ _ _ _)
        ceptoar_registry_with_overlay(_ _ _ _ _)
        ceptoar_registry_with_roster(_ _ _ _ _)
        ceptoar_router_actions(_ _ _ _ _ _ _ _ _ _ _ _ _)
        ceptoar_router_audit(_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _)
        ceptoar_router_batch(_ _ _ _ _ _ _ _ _ _ _ _)
        ceptoar_router_boundaries(_ _ _)
        ceptoar_router_builtin(_ _ _ _)
        ceptoar_router_decide(_ _ _ _ _ _ _)
        ceptoar_router_drill(_ _ _ _ _ _)
        ceptoar_router_duty(_ _ _ _ _ _ _)
        ceptoar_router_explain(_ _ _ _ _)
        ceptoar_router_follow_up(_ _ _ _ _ _ _ _ _ _)
        ceptoar_router_free(_)
        ceptoar_router_levels(_)
        ceptoar_router_may_pass(_ _ _ _ _ _ _ _ _)
        ceptoar_router_new(_ _ _ _ _)
        ceptoar_router_new_with(_ _ _ _ _ _)
        ceptoar_router_notice(_ _ _ _ _)
        ceptoar_router_onward(_ _ _ _ _ _ _)
        ceptoar_router_party(_ _)
        ceptoar_router_passing(_ _ _ _ _ _ _ _ _)
        ceptoar_router_passing_in(_ _ _ _ _ _ _ _ _ _ _)
        ceptoar_router_recipients(_ _ _ _ _)
        ceptoar_router_registry(_)
        ceptoar_router_relabel(_ _ _ _ _ _ _ _ _)
        ceptoar_router_remedies(_ _ _ _ _ _ _)
        ceptoar_router_resilience(_ _ _ _ _ _)
        ceptoar_router_route(_ _ _ _ _)
        ceptoar_router_route_batch(_ _ _ _ _ _)
        ceptoar_router_rules(_)
        ceptoar_router_why_not(_ _ _ _ _ _ _ _ _ _)
        ceptoar_router_words(_)
        ceptoar_rules_builtin(_ _ _ _)
        ceptoar_rules_free(_)
        ceptoar_rules_from_json(_ _ _ _)
        ceptoar_rules_json(_ _ _)
        ceptoar_situation_free(_)
        ceptoar_situation_from_json(_ _ _ _)
        ceptoar_situation_with_outage(_ _ _ _ _)
        ceptoar_status_name(_)
        ceptoar_string_data(_)
        ceptoar_string_free(_)
        ceptoar_string_len(_)
        ceptoar_version()
    };
    assert_eq!(pass, [""; 0]);
    let words = HEADER.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let after = HEADER.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let declared: BTreeSet<&str> = words
        .zip(after)
        .filter(|(word, with)| word.starts_with("ceptoar_") && with.ends_with('('))
        .map(|(word, _)| word)
        .collect();
    assert_eq!(named, declared);
    assert!(named.len() > 50, "the header was not read");
}
