//! The notice under another label.

use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;
use crate::word::sets::{Direction, PartyKind};

impl Router {
    /// The notice under another label: any by the deciding authority, a stricter one by any holder.
    ///
    /// # Errors
    /// As [`Router::route`]; `unknown-level`; `not-a-holder`, `not-stricter` for one who may not.
    pub fn relabel(&self, notice: &Notice, by: &str, label: &str, situation: &Situation) -> Result<Notice, Refusal> {
        self.check(notice, situation)?;
        let [holder] = self.parties_of(notice, situation, [("/by", by)])?;
        let refuse = |code, pointer: &str, args: Vec<String>| Err(Refusal::one(code, pointer, args));
        let label = &self.profile().known(label)?.label;
        let relabelled = Notice { level: label.clone(), ..notice.clone() };
        let decides = match notice.direction {
            Direction::Provision => self.registry().party(by).is_some_and(|party| party.kind == PartyKind::Cabinet),
            Direction::Liaison | Direction::Exchange => notice.origin == *by,
        };
        if decides {
            return Ok(relabelled);
        }
        if !self.ask(notice, situation, |asked| self.engine.holds(asked, holder))? {
            return refuse(ErrorCode::NotAHolder, "/by", vec![by.to_string()]);
        }
        if self.profile().is_stricter(label, &notice.level) != Some(true) {
            return refuse(ErrorCode::NotStricter, "/label", vec![label.to_string(), notice.level.to_string()]);
        }
        Ok(relabelled)
    }
}
