//! What goes wrong: a status with every problem.

use ceptoar_core::{self as core, ErrorCode, InvalidId, Lang, Refusal};

use crate::status::CeptoarStatus;

pub(crate) struct Problem {
    pub(crate) code: &'static str,
    pub(crate) pointer: String,
    /// In Japanese and in English.
    messages: [String; 2],
    pub(crate) position: Option<(usize, usize)>,
}

impl Problem {
    pub(crate) fn message(&self, lang: Lang) -> &str {
        let [ja, en] = &self.messages;
        lang.pick(ja, en)
    }
}

/// A text that may hold anything, as a screen may show it: what turns or hides characters must not reach one.
pub(crate) fn screen(text: &str) -> String {
    text.escape_debug().take(80).collect()
}

/// Why a call did not succeed.
pub(crate) struct Fail {
    pub(crate) status: CeptoarStatus,
    pub(crate) problems: Vec<Problem>,
}

impl Fail {
    fn one(status: CeptoarStatus, pointer: String, ja: String, en: String) -> Self {
        Self { status, problems: vec![Problem { code: status.code(), pointer, messages: [ja, en], position: None }] }
    }

    pub(crate) fn null(name: &str) -> Self {
        let (ja, en) = (format!("引数 `{name}` がNULLである"), format!("the argument `{name}` is NULL"));
        Self::one(CeptoarStatus::NullArgument, format!("/{name}"), ja, en)
    }

    pub(crate) fn utf8(name: &str) -> Self {
        let (ja, en) = (format!("引数 `{name}` がUTF-8でない"), format!("the argument `{name}` is not UTF-8"));
        Self::one(CeptoarStatus::InvalidUtf8, format!("/{name}"), ja, en)
    }

    pub(crate) fn invalid(name: &str) -> Self {
        let (ja, en) = (format!("引数 `{name}` の値に意味がない"), format!("the argument `{name}` has no meaning"));
        Self::one(CeptoarStatus::InvalidArgument, format!("/{name}"), ja, en)
    }

    pub(crate) fn not_found(name: &str, text: &str) -> Self {
        let text = screen(text);
        let (ja, en) = (format!("`{text}` という名のものはない"), format!("there is nothing of the name `{text}`"));
        Self::one(CeptoarStatus::NotFound, format!("/{name}"), ja, en)
    }

    pub(crate) fn panic() -> Self {
        let (ja, en) = ("ライブラリの不具合で中断した".to_owned(), "a fault of the library ended the call".to_owned());
        Self::one(CeptoarStatus::Panic, String::new(), ja, en)
    }

    /// A text that has not the form of an id is refused like one in a document.
    pub(crate) fn bad_id(fault: &InvalidId, name: &str) -> Self {
        fault.refusal(&format!("/{name}")).into()
    }

    /// The same of an argument that is called something else.
    pub(crate) fn at(mut self, name: &str) -> Self {
        for problem in &mut self.problems {
            problem.pointer = format!("/{name}");
        }
        self
    }

    /// The same of a part of something.
    pub(crate) fn within(mut self, whole: &str) -> Self {
        for problem in &mut self.problems {
            problem.pointer.insert_str(0, whole);
        }
        self
    }

    /// A refusal of one problem; the text may be shown as it is.
    pub(crate) fn refused(code: ErrorCode, pointer: &str, text: &str) -> Self {
        let messages = [Lang::Ja, Lang::En].map(|lang| code.template(lang).replace("{}", text));
        let problem = Problem { code: code.as_str(), pointer: pointer.to_owned(), messages, position: None };
        Self { status: CeptoarStatus::Refused, problems: vec![problem] }
    }

    /// With the problems of another as well.
    pub(crate) fn also(&mut self, other: Self) {
        self.problems.extend(other.problems);
    }
}

impl From<Refusal> for Fail {
    fn from(refusal: Refusal) -> Self {
        let problem = |problem: &core::Problem| Problem {
            code: problem.code().as_str(),
            pointer: problem.pointer().to_owned(),
            messages: [problem.message(Lang::Ja), problem.message(Lang::En)],
            position: problem.position(),
        };
        Self { status: CeptoarStatus::Refused, problems: refusal.problems().iter().map(problem).collect() }
    }
}
