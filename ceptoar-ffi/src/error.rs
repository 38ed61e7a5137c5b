//! The one error: a refusal, with every problem.

use std::fmt;

use ceptoar_core::{self as core, ErrorCode, InvalidId, Refusal};

use crate::bilingual::sentences;
use crate::records::text::BilingualText;

/// One thing that is wrong with a document or a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Problem {
    /// The code: stable, and listed in `docs/codes.md`.
    pub code: String,
    /// Where it is, as a JSON Pointer (RFC 6901); for an argument, `/` and its name.
    pub pointer: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: BilingualText,
    /// The line, for what is no JSON or not of the right shape.
    pub line: Option<u64>,
    /// The column.
    pub column: Option<u64>,
}

impl From<&core::Problem> for Problem {
    fn from(problem: &core::Problem) -> Self {
        let (line, column) = problem.position().unzip();
        Self {
            code: problem.code().as_str().to_owned(),
            pointer: problem.pointer().to_owned(),
            message: sentences(|lang| problem.message(lang)),
            line: line.and_then(|line| line.try_into().ok()),
            column: column.and_then(|column| column.try_into().ok()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code, self.pointer, self.message.en.as_deref().unwrap_or(&self.message.ja))
    }
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

/// Why a call did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum CeptoarError {
    /// A document or a question is refused: every problem, sorted by place and code. Nothing was accepted in part.
    #[error("refused: {}", list(problems))]
    Refused {
        /// The problems; at least one.
        problems: Vec<Problem>,
    },
}

impl From<Refusal> for CeptoarError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { problems: refusal.problems().iter().map(Problem::from).collect() }
    }
}

impl CeptoarError {
    pub(crate) fn of_code(code: ErrorCode, pointer: &str, text: &str) -> Self {
        let message = sentences(|lang| code.template(lang).replace("{}", text));
        let (code, pointer) = (code.as_str().to_owned(), pointer.to_owned());
        Self::Refused { problems: vec![Problem { code, pointer, message, line: None, column: None }] }
    }

    /// What several refusals say together; nothing where there are none.
    pub(crate) fn all(refusals: Vec<Self>) -> Result<(), Self> {
        let problems: Vec<Problem> = refusals.into_iter().flat_map(|Self::Refused { problems }| problems).collect();
        if problems.is_empty() { Ok(()) } else { Err(Self::Refused { problems }) }
    }

    /// The same of an argument that is called something else.
    fn at(self, pointer: &str) -> Self {
        let Self::Refused { problems } = self;
        let at = |problem| Problem { pointer: pointer.to_owned(), ..problem };
        Self::Refused { problems: problems.into_iter().map(at).collect() }
    }
}

/// A text as an id, or the refusal that says which argument is none.
pub(crate) fn id<T: std::str::FromStr<Err = InvalidId>>(text: &str, pointer: &str) -> Result<T, CeptoarError> {
    Ok(text.parse().map_err(|fault: InvalidId| fault.refusal(pointer))?)
}

/// A text as the id of a party that the registry has: of a name misspelt, "not told" is no answer.
pub(crate) fn known(registry: &core::Registry, text: &str, pointer: &str) -> Result<core::PartyId, CeptoarError> {
    let party: core::PartyId = id(text, pointer)?;
    match registry.known(party.as_str()) {
        Ok(_) => Ok(party),
        Err(refusal) => Err(CeptoarError::from(refusal).at(pointer)),
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_of_an_error_is_the_cores() {
        let refusal = core::Notice::from_json(br#"{"id": "n"}"#).expect_err("much of it is missing");
        assert_eq!(CeptoarError::from(refusal.clone()).to_string(), refusal.to_string());
        let found = id::<core::PartyId>("No Id", "/party").map_err(|error| error.to_string());
        let said = found.expect_err("no id");
        assert!(said.starts_with("refused: bad-id /party: `No Id` has not the form of an id"), "{said}");
        let misspelt = known(&core::Registry::builtin(core::Edition::V2009_03_31), "gass", "/ceptoar");
        let said = misspelt.map_err(|error| error.to_string()).expect_err("no party");
        assert!(said.starts_with("refused: unknown-party /ceptoar: ") && said.contains("`gas`"), "{said}");
        let CeptoarError::Refused { problems } = refusal.into();
        assert!(
            problems.iter().all(|problem| problem.message.ja != *problem.message.en.as_deref().unwrap_or_default())
        );
    }
}
