//! How the records of documents become the core's values, and come from them.

use ceptoar_core::document::{
    Allowance, DateText, DocumentIdText, DueText, IdText, LabelText, PartialDateText, Set, Sha256Text, SourceText, Text,
};

use crate::records::allowance::ChannelAllowance;
use crate::records::enums::{
    Direction, Effect, Grade, InstrumentBinding, Mode, PartyKind, PersonsScope, ReachTerm, Role, Status, TotalOf, Usage,
};
use crate::records::text::BilingualText;

/// What says the same as a value of the core's documents.
pub(crate) trait Written<C> {
    fn core(&self) -> C;
    fn of(core: &C) -> Self;
}

macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl Written<$name> for String {
            fn core(&self) -> $name {
                $name(self.clone())
            }

            fn of(core: &$name) -> Self {
                core.0.clone()
            }
        }
    )*};
}

as_text! { DateText DocumentIdText DueText IdText LabelText PartialDateText Sha256Text SourceText }

macro_rules! as_itself {
    ($($name:ident)*) => {$(
        impl Written<Self> for $name {
            fn core(&self) -> Self {
                self.clone()
            }

            fn of(core: &Self) -> Self {
                core.clone()
            }
        }
    )*};
}

as_itself! {
    String bool u16 u32
    Direction Effect Grade InstrumentBinding Mode PartyKind PersonsScope ReachTerm Role Status TotalOf Usage
}

impl<C, T: Written<C>> Written<Option<C>> for Option<T> {
    fn core(&self) -> Option<C> {
        self.as_ref().map(T::core)
    }

    fn of(core: &Option<C>) -> Self {
        core.as_ref().map(T::of)
    }
}

impl<C, T: Written<C>> Written<Vec<C>> for Vec<T> {
    fn core(&self) -> Vec<C> {
        self.iter().map(T::core).collect()
    }

    fn of(core: &Vec<C>) -> Self {
        core.iter().map(T::of).collect()
    }
}

/// A set that is absent sets no condition; one that is given must name something, which the core sees to.
impl<C, T: Written<C>> Written<Set<C>> for Option<Vec<T>> {
    fn core(&self) -> Set<C> {
        self.as_ref().map_or(Set::Absent, |items| Set::Given(items.core()))
    }

    fn of(core: &Set<C>) -> Self {
        core.given().map(Vec::of)
    }
}

/// What holds itself crosses as a list of at most one; `Rules` refuses more.
impl<C, T: Written<C>> Written<Option<Box<C>>> for Vec<T> {
    fn core(&self) -> Option<Box<C>> {
        self.first().map(|one| Box::new(one.core()))
    }

    fn of(core: &Option<Box<C>>) -> Self {
        core.iter().map(|one| T::of(one)).collect()
    }
}

impl Written<Text> for BilingualText {
    fn core(&self) -> Text {
        Text { ja: self.ja.clone(), en: self.en.clone() }
    }

    fn of(core: &Text) -> Self {
        Self { ja: core.ja.clone(), en: core.en.clone() }
    }
}

impl Written<Allowance> for ChannelAllowance {
    fn core(&self) -> Allowance {
        match self {
            Self::All => Allowance::All,
            Self::NotPublic => Allowance::NotPublic,
            Self::Only { channels } => Allowance::Only(channels.core()),
        }
    }

    fn of(core: &Allowance) -> Self {
        match core {
            Allowance::All => Self::All,
            Allowance::NotPublic => Self::NotPublic,
            Allowance::Only(channels) => Self::Only { channels: Written::of(channels) },
        }
    }
}
