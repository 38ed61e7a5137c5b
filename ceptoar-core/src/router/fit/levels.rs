//! Whether a level profile fits a registry.

use crate::error::problem::Problems;
use crate::id::ChannelId;
use crate::level::profile::{LevelProfile, nest};
use crate::registry::data::Registry;

/// Channels can only be compared over the vocabulary of a registry: whether a list lies within `not-public`.
pub(crate) fn check(profile: &LevelProfile, registry: &Registry, problems: &mut Problems) {
    let channels = &registry.vocabulary().channels;
    let not_public = |id: &ChannelId| {
        let known = channels.binary_search_by(|channel| channel.id.cmp(id)).ok().and_then(|n| channels.get(n));
        known.map(|channel| !channel.public)
    };
    nest(profile.levels(), |id| Some(not_public(id).unwrap_or(true)), problems);
}
