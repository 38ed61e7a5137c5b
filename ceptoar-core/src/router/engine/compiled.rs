//! Registry, profile and rules, compiled, with the facts of the days that were asked for.

use chrono::{DateTime, Utc};

use crate::answer::ground::Rules;
use crate::error::problem::Refusal;
use crate::level::profile::LevelProfile;
use crate::notice::envelope::Notice;
use crate::registry::data::Registry;
use crate::router::engine::epoch::Epoch;
use crate::router::engine::kept::Epochs;
use crate::router::engine::question::Question;
use crate::router::engine::tables::Tables;
use crate::rules::set::RuleSet;
use crate::situation::Situation;
use crate::time::civil_day;

pub(in crate::router) struct Compiled {
    pub(in crate::router) tables: Tables,
    pub(in crate::router) epochs: Epochs,
}

impl Compiled {
    /// # Errors
    /// A look-up that fails though the parts were checked.
    pub(in crate::router) fn new(registry: Registry, profile: LevelProfile, rules: RuleSet) -> Result<Self, Refusal> {
        let tables = Tables::new(registry, profile, rules)?;
        let epochs = Epochs::new(tables.boundaries.len() + 1, tables.parties.len());
        Ok(Self { tables, epochs })
    }

    /// The notice with its ids looked up, on the day of an instant; `None` if an id is foreign, which the checks before have
    /// refused.
    pub(in crate::router) fn question<'a>(
        &'a self,
        notice: &'a Notice,
        situation: &'a Situation,
        at: DateTime<Utc>,
    ) -> Option<Question<'a>> {
        let day = civil_day(at);
        let epoch = self.epochs.get(self.tables.epoch_at(day), || Epoch::new(&self.tables, day))?;
        Question::new(&self.tables, epoch, notice, situation, at)
    }
}

impl Rules for Compiled {
    fn rules(&self) -> &RuleSet {
        &self.tables.rules
    }
}
