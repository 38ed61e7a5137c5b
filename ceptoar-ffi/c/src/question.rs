//! What every question names.

use ceptoar_core::{self as core, Notice, Refusal, Situation};

use crate::fail::Fail;
use crate::handle::{lend, need};
use crate::notice::{CeptoarNotice, CeptoarSituation};
use crate::router::CeptoarRouter;

/// Router, notice and situation of a question.
pub(crate) struct Question<'a> {
    pub(crate) router: &'a core::Router,
    notice: &'a Notice,
    situation: Option<&'a Situation>,
}

impl<'a> Question<'a> {
    /// # Safety
    /// Pointers are NULL or valid.
    pub(crate) unsafe fn new(
        router: *const CeptoarRouter,
        notice: *const CeptoarNotice,
        situation: *const CeptoarSituation,
    ) -> Result<Self, Fail> {
        unsafe {
            let (router, notice) = (&need(router, "router")?.0, &need(notice, "notice")?.0);
            Ok(Self { router, notice, situation: lend(situation).map(|situation| &situation.0) })
        }
    }

    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&'a core::Router, &'a Notice, &Situation) -> Result<T, Refusal>,
    ) -> Result<T, Fail> {
        let plain = Situation::default();
        question(self.router, self.notice, self.situation.unwrap_or(&plain)).map_err(Fail::from)
    }
}
