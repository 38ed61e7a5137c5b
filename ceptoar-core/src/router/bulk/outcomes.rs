//! The distinct answers to the questions of a bulk call, each kept once.

use std::hash::{BuildHasher as _, Hash};
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::router::bulk::call::Bulk;

/// The distinct answers to the questions of a [`Bulk`] call, numbered in the order in which each first came: questions are many,
/// answers few.
///
/// An answer is what the caller makes of a question. A caller that keeps a table of them within a bound looks at
/// [`Outcomes::len`], and ends its call where there are enough.
///
/// ```
/// use ceptoar_core::bulk::{Bulk, Column, Field, Outcomes, Rows, Value};
/// use ceptoar_core::{Edition, Registry, Router, Situation};
///
/// let router = Router::builder(&Registry::builtin(Edition::V2009_03_31)).compile()?;
/// let mut bulk = Bulk::new(&router, &Situation::default())?;
/// let mut same = |field, text| (field, Column::Same(bulk.class(field, Value::Text(text))));
/// let mut columns = vec![
///     same(Field::Direction, "provision"),
///     same(Field::Origin, "nisc"),
///     same(Field::Level, "TLP:AMBER"),
///     same(Field::Kind, "malware"),
/// ];
/// let sectors = [["gas"], ["no-sector"], ["gas"], ["water"]];
/// let sectors = sectors.map(|ids| bulk.class(Field::AffectedSectors, Value::Set(&ids)));
/// columns.push((Field::AffectedSectors, Column::Each(&sectors)));
/// let rows = Rows { columns: &columns, issued: &[1_241_744_400_000_000_000; 4], ..Rows::default() };
///
/// let (mut questions, mut outcomes) = (Vec::new(), Outcomes::default());
/// let asked = bulk.number(&rows, &mut questions);
/// let answers = bulk.ask(asked.clone(), |router, notice, situation| {
///     router.audience(notice, situation).map_or_else(|_| Vec::new(), |told| told.told_bits().to_vec())
/// });
/// outcomes.take(asked, answers);
/// let mut of_rows = [0; 4];
/// outcomes.number(&questions, &mut of_rows);
/// // A sector that the registry does not have makes no question; news of water has other recipients than news of gas.
/// assert_eq!(of_rows, [0, Outcomes::<Vec<u64>>::NONE, 0, 1]);
/// assert!(outcomes.table()[0][0] != 0);
/// # Ok::<(), ceptoar_core::Refusal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Outcomes<T> {
    /// By question: the number of its answer.
    of_questions: Vec<u32>,
    table: Vec<T>,
    /// By answer: its hash.
    hashes: Vec<u64>,
    /// A power of two of them, at most half of them filled: the number of an answer, or [`Outcomes::NONE`].
    slots: Vec<u32>,
}

impl<T> Default for Outcomes<T> {
    fn default() -> Self {
        Self { of_questions: Vec::new(), table: Vec::new(), hashes: Vec::new(), slots: vec![Self::NONE; 16] }
    }
}

impl<T> Outcomes<T> {
    /// The number of a row without an answer: it has no question, or one whose answer was not taken.
    pub const NONE: u32 = Bulk::UNFIT;

    /// The distinct answers, each at the place of its number.
    #[must_use]
    pub fn table(&self) -> &[T] {
        &self.table
    }

    /// How many distinct answers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether no answer was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The number of the answer to a question; [`Outcomes::NONE`] where it has none.
    #[inline]
    #[must_use]
    pub fn of(&self, question: u32) -> u32 {
        self.of_questions.get(question as usize).copied().unwrap_or(Self::NONE)
    }

    /// Writes for each row, of which the number of its question is given, the number of its answer.
    pub fn number(&self, questions: &[u32], outcomes: &mut [u32]) {
        for (outcome, question) in outcomes.iter_mut().zip(questions) {
            *outcome = self.of(*question);
        }
    }
}

impl<T: Eq + Hash> Outcomes<T> {
    /// Takes the answers to some questions, in their order.
    pub fn take(&mut self, questions: Range<u32>, answers: impl IntoIterator<Item = T>) {
        for (question, answer) in questions.zip(answers) {
            let number = self.enter(answer);
            let place = question as usize;
            if self.of_questions.len() <= place {
                self.of_questions.resize(place + 1, Self::NONE);
            }
            self.of_questions.iter_mut().skip(place).take(1).for_each(|of| *of = number);
        }
    }

    /// The number of an answer, whoever gave it: what several routers answer has one table, so that rows which two sets of rules answer
    /// alike have one number.
    ///
    /// ```
    /// use ceptoar_core::bulk::{Bulk, Column, Field, Outcomes, Rows, Value};
    /// use ceptoar_core::{Edition, Registry, Router, RuleSet, Situation};
    ///
    /// let registry = Registry::builtin(Edition::V2009_03_31);
    /// // Rules that only let addressees be told.
    /// let few = br#"{"id":"few","rules":[{"id":"one","effect":"permit","audience":{"addressees":true}}]}"#;
    /// let routers = [
    ///     Router::builder(&registry).compile()?,
    ///     Router::builder(&registry).rules(RuleSet::from_json(few)?).compile()?,
    /// ];
    /// let mut outcomes = Outcomes::default();
    /// let mut of_routers = Vec::new();
    /// for router in &routers {
    ///     let mut bulk = Bulk::new(router, &Situation::default())?;
    ///     let mut same = |field, text| (field, Column::Same(bulk.class(field, Value::Text(text))));
    ///     let mut columns = vec![
    ///         same(Field::Direction, "provision"),
    ///         same(Field::Origin, "nisc"),
    ///         same(Field::Level, "TLP:AMBER"),
    ///         same(Field::Kind, "malware"),
    ///     ];
    ///     let none: &[&str] = &[];
    ///     let sectors = [none, &["gas"]].map(|set| bulk.class(Field::AffectedSectors, Value::Set(set)));
    ///     columns.push((Field::AffectedSectors, Column::Each(&sectors)));
    ///     let rows = Rows { columns: &columns, issued: &[1_241_744_400_000_000_000; 2], ..Rows::default() };
    ///     let mut questions = Vec::new();
    ///     let asked = bulk.number(&rows, &mut questions);
    ///     let told = bulk.ask(asked, |router, notice, situation| {
    ///         router.audience(notice, situation).map_or_else(|_| Vec::new(), |told| told.told_bits().to_vec())
    ///     });
    ///     let of_questions: Vec<u32> = told.into_iter().map(|told| outcomes.enter(told)).collect();
    ///     of_routers.push(questions.iter().map(|question| of_questions[*question as usize]).collect::<Vec<_>>());
    /// }
    /// // News of gas goes to its CEPTOAR by the one, and to nobody by the other.
    /// assert_ne!(of_routers[0][1], of_routers[1][1]);
    /// assert!(outcomes.table()[of_routers[1][1] as usize].iter().all(|word| *word == 0));
    /// # Ok::<(), ceptoar_core::Refusal>(())
    /// ```
    pub fn enter(&mut self, answer: T) -> u32 {
        let hash = FixedState::default().hash_one(&answer);
        let mut place = self.place(hash);
        while let Some(number) = self.slots.get(place).copied().filter(|number| *number != Self::NONE) {
            let known = number as usize;
            if self.hashes.get(known) == Some(&hash) && self.table.get(known) == Some(&answer) {
                return number;
            }
            place = self.behind(place);
        }
        let number = u32::try_from(self.table.len()).unwrap_or(Self::NONE);
        self.table.push(answer);
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = number;
        }
        if 2 * self.table.len() > self.slots.len() {
            self.widen();
        }
        number
    }

    fn place(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn behind(&self, place: usize) -> usize {
        (place + 1) & (self.slots.len() - 1)
    }

    fn widen(&mut self) {
        self.slots = vec![Self::NONE; 2 * self.slots.len()];
        for (number, hash) in (0..).zip(std::mem::take(&mut self.hashes)) {
            let mut place = self.place(hash);
            while self.slots.get(place).is_some_and(|slot| *slot != Self::NONE) {
                place = self.behind(place);
            }
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = number;
            }
            self.hashes.push(hash);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hasher;

    use super::*;

    /// An answer of which many have one hash.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Alike(u32);

    impl Hash for Alike {
        fn hash<H: Hasher>(&self, state: &mut H) {
            (self.0 % 3).hash(state);
        }
    }

    #[test]
    fn each_answer_is_kept_once_whatever_its_hash() {
        let mut outcomes = Outcomes::default();
        let answers: Vec<u32> = (0..500).map(|n| n * 7 % 101).collect();
        for (part, answers) in (0..).zip(answers.chunks(9)) {
            let first = part * 9;
            outcomes.take(first..first + answers.len() as u32, answers.iter().copied().map(Alike));
        }
        let mut firsts: Vec<u32> = Vec::new();
        for (question, answer) in (0..).zip(&answers) {
            if !firsts.contains(answer) {
                firsts.push(*answer);
            }
            let number = outcomes.of(question) as usize;
            assert_eq!((firsts.get(number), outcomes.table().get(number)), (Some(answer), Some(&Alike(*answer))));
        }
        assert_eq!((outcomes.len(), outcomes.is_empty()), (101, false));
    }

    #[test]
    fn a_row_without_an_answer_gets_none() {
        let mut outcomes = Outcomes::default();
        outcomes.take(0..3, ["a", "b", "a"]);
        outcomes.take(4..5, ["b"]); // the third was not answered
        let mut of_rows = [7; 7];
        outcomes.number(&[2, Bulk::UNFIT, 1, 3, 0, 4], &mut of_rows);
        assert_eq!(of_rows, [0, u32::MAX, 1, u32::MAX, 0, 1, 7]); // and a row that was not asked for stays
        assert!(Outcomes::<u32>::default().is_empty());
    }
}
