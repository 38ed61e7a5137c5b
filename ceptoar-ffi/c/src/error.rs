//! Status numbers, and the error object with every problem.

use ceptoar_core::{self as core, ErrorCode, InvalidId, Lang, Refusal};

use crate::handle::{Handle, lend, make, need};
use crate::text::{CeptoarStr, CeptoarString, lang};

/// How a call ended. A number is never used again for something else.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CeptoarStatus {
    /// It did what it was asked.
    Ok = 0,
    /// A pointer that is needed was NULL.
    NullArgument = 1,
    /// A text was not UTF-8.
    InvalidUtf8 = 2,
    /// A number has no meaning here, or a length is more than a memory has.
    InvalidArgument = 3,
    /// A document or question is refused; the error object lists every problem.
    Refused = 4,
    /// There is nothing of that name.
    NotFound = 5,
    /// A fault of the library. Free the handles involved and tell us.
    Panic = 255,
}

impl CeptoarStatus {
    /// The code of the one problem that such an end has; a refusal has its own.
    const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NullArgument => "null-argument",
            Self::InvalidUtf8 => "invalid-utf-8",
            Self::InvalidArgument => "invalid-argument",
            Self::Refused => "refused",
            Self::NotFound => "not-found",
            Self::Panic => "panic",
        }
    }
}

struct Problem {
    code: &'static str,
    pointer: String,
    /// In Japanese and in English.
    messages: [String; 2],
    position: Option<(usize, usize)>,
}

/// Why a call did not succeed.
pub(crate) struct Fail {
    pub(crate) status: CeptoarStatus,
    problems: Vec<Problem>,
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
        // It may hold anything: what turns or hides characters must not reach a screen.
        let text: String = text.escape_debug().take(80).collect();
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

/// Why a call did not succeed: a status, and every problem with its code, place and sentence. Free it with
/// `ceptoar_error_free`.
pub struct CeptoarError(Fail);

impl CeptoarError {
    pub(crate) fn new(fail: Fail) -> Self {
        Self(fail)
    }

    /// # Safety
    /// `error` is NULL or alive.
    unsafe fn problem<'a>(error: *const Self, place: usize) -> Option<&'a Problem> {
        unsafe { lend(error) }?.0.problems.get(place)
    }
}

impl Handle for CeptoarError {}

fn message(problem: &Problem, lang: Lang) -> &str {
    let [ja, en] = &problem.messages;
    lang.pick(ja, en)
}

/// The status of an error; `CEPTOAR_STATUS_OK` for NULL.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_status(error: *const CeptoarError) -> CeptoarStatus {
    unsafe { lend(error) }.map_or(CeptoarStatus::Ok, |error| error.0.status)
}

/// How many problems an error lists; 0 for NULL, at least 1 else.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_len(error: *const CeptoarError) -> usize {
    unsafe { lend(error) }.map_or(0, |error| error.0.problems.len())
}

/// The code of a problem: one of docs/codes.md where the status is `CEPTOAR_STATUS_REFUSED`, else the name of the status,
/// such as `null-argument`. No text where there is no such problem.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_code(error: *const CeptoarError, place: usize) -> CeptoarStr {
    unsafe { CeptoarError::problem(error, place) }.map_or(CeptoarStr::NONE, |problem| CeptoarStr::of(problem.code))
}

/// Where a problem is, as a JSON Pointer into the document, or `/` and the name of the argument. No text where there is no
/// such problem.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_pointer(error: *const CeptoarError, place: usize) -> CeptoarStr {
    unsafe { CeptoarError::problem(error, place) }.map_or(CeptoarStr::NONE, |problem| CeptoarStr::of(&problem.pointer))
}

/// The sentence of a problem in one language (`CEPTOAR_LANG_JA` or `CEPTOAR_LANG_EN`), without a full stop. No text where
/// there is no such problem or language.
///
/// # Safety
/// `error` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_message(error: *const CeptoarError, place: usize, lang: u32) -> CeptoarStr {
    let lang = crate::text::lang(lang);
    match (unsafe { CeptoarError::problem(error, place) }, lang) {
        (Some(problem), Ok(lang)) => CeptoarStr::of(message(problem, lang)),
        _ => CeptoarStr::NONE,
    }
}

/// Line and column of a problem, for what is no JSON or has not its shape: whether the problem has them. `line` and
/// `column` are not written where it has none.
///
/// # Safety
/// `error` is NULL or alive; `line` and `column` are NULL or can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_position(
    error: *const CeptoarError,
    place: usize,
    line: *mut usize,
    column: *mut usize,
) -> bool {
    let position = unsafe { CeptoarError::problem(error, place) }.and_then(|problem| problem.position);
    let Some((at_line, at_column)) = position else { return false };
    for (out, value) in [(line, at_line), (column, at_column)] {
        if !out.is_null() {
            // SAFETY: not NULL, and the caller says that it can be written to.
            unsafe { out.write(value) };
        }
    }
    true
}

/// Every problem as `{"problems": [{"code", "pointer", "message"}]}`.
///
/// # Safety
/// Pointers are NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_json(
    error: *const CeptoarError,
    lang: u32,
    out: *mut *mut CeptoarString,
) -> CeptoarStatus {
    unsafe {
        make(out, std::ptr::null_mut(), || {
            let error = need(error, "error")?;
            let lang = self::lang(lang)?;
            let problems: Vec<_> = error
                .0
                .problems
                .iter()
                .map(|p| serde_json::json!({ "code": p.code, "pointer": p.pointer, "message": message(p, lang) }))
                .collect();
            Ok(CeptoarString::new(serde_json::json!({ "problems": problems }).to_string()))
        })
    }
}

/// The name of a status number, such as `refused`; no text for a number that is none.
#[unsafe(no_mangle)]
pub extern "C" fn ceptoar_status_name(status: u32) -> CeptoarStr {
    use CeptoarStatus as S;
    let all = [S::Ok, S::NullArgument, S::InvalidUtf8, S::InvalidArgument, S::Refused, S::NotFound, S::Panic];
    let found = all.into_iter().find(|known| *known as u32 == status);
    found.map_or(CeptoarStr::NONE, |status| CeptoarStr::of(status.code()))
}

/// Frees an error. NULL is allowed.
///
/// # Safety
/// `error` came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ceptoar_error_free(error: *mut CeptoarError) {
    unsafe { CeptoarError::free(error) }
}
