//! Answers with rows: each is text, JSON, and tables.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use ceptoar_core::{Lang, Refusal};
use pyo3::prelude::*;
use serde_json::Value;

use crate::error::{Kind, refused};
use crate::frame::python::Table;
use crate::known::unlisted;
use crate::table::rows::{Column, table};
use crate::word::language;

/// Rows, and the columns that they are shown in.
pub(crate) type Rows = (Vec<Value>, Vec<Column>);

/// What an answer with rows can say.
pub(crate) trait Tells: Send + Sync {
    fn json(&self) -> String;
    fn text(&self, lang: Lang) -> String;
    /// One of its tables; `None`: it has none of that name.
    fn rows(&self, part: &str) -> Option<Rows>;
}

/// An answer with rows.
#[pyclass(frozen, module = "ceptoar._native")]
pub(crate) struct Report(Box<dyn Tells>);

/// What an answer says, and its tables by their names.
macro_rules! tells {
    ($of:ty { $($part:literal => |$made:ident| $rows:expr,)* }) => {
        impl crate::report::Tells for $of {
            fn json(&self) -> String {
                self.to_json()
            }

            fn text(&self, lang: ceptoar_core::Lang) -> String {
                <$of>::text(self, lang)
            }

            fn rows(&self, part: &str) -> Option<crate::report::Rows> {
                match part {
                    $($part => {
                        let $made = self;
                        Some($rows)
                    })*
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use tells;

/// The tables that answers have.
const PARTS: [&str; 9] =
    ["causes", "holders", "not_observed", "notices", "pairs", "parties", "pending", "rows", "stages"];

/// The objects of a list of the answer. They are read from its text, which the answers write anyway: to write each type into values
/// as well is code that the wheel has no room for (ADR 14).
pub(crate) fn objects<T: serde::Serialize>(list: &[T]) -> Vec<Value> {
    // The core's types have string keys and finite numbers, so that this cannot fail.
    let text = serde_json::to_string(list).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

impl Report {
    pub(crate) fn new(made: impl Tells + 'static) -> Self {
        Self(Box::new(made))
    }
}

#[pymethods]
impl Report {
    fn to_json(&self) -> String {
        self.0.json()
    }

    fn text(&self, lang: &str) -> PyResult<String> {
        Ok(self.0.text(language(lang)?))
    }

    /// A list of it as a table: its `rows`, or another.
    fn table(&self, py: Python<'_>, part: &str) -> PyResult<Table> {
        let Some((rows, columns)) = self.0.rows(part) else {
            return Err(unlisted(py, ("table of the answer", "答えの表"), part, PARTS));
        };
        Table::made(table(&rows, &columns))
    }
}

/// What comes out of a question, or the exception for its refusal: too many combinations are asked.
pub(crate) fn asked<T: Send>(py: Python<'_>, ask: impl FnOnce() -> Result<T, Refusal> + Send) -> PyResult<T> {
    py.detach(ask).map_err(|refusal| refused(py, Kind::Question, &refusal))
}

/// So long nobody waits to see how far long work is, or for it to stop.
const SOON: Duration = Duration::from_millis(50);

/// The same for long work: signals are heeded meanwhile, and `tell` is called with how much of how much is done.
pub(crate) fn watched<T: Send>(
    py: Python<'_>,
    tell: Option<Py<PyAny>>,
    ask: impl FnOnce(&mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<T, Refusal> + Send,
) -> PyResult<T> {
    let (mut raised, mut last) = (None, 0);
    let found = py.detach(|| {
        let mut looked = Instant::now();
        ask(&mut |done, all| {
            last = all;
            if looked.elapsed() < SOON {
                return ControlFlow::Continue(());
            }
            let told = Python::attach(|py| {
                py.check_signals()?;
                tell.as_ref().map_or(Ok(()), |tell| tell.call1(py, (done, all)).map(drop))
            });
            looked = Instant::now();
            match told {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    raised = Some(error);
                    ControlFlow::Break(())
                }
            }
        })
    });
    if let Some(error) = raised {
        return Err(error);
    }
    let found = found.map_err(|refusal| refused(py, Kind::Question, &refusal))?;
    if let Some(tell) = tell {
        tell.call1(py, (last, last))?;
    }
    Ok(found)
}
