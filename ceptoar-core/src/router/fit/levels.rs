//! Whether a level profile fits a registry.

use crate::error::problem::Problems;
use crate::id::ChannelId;
use crate::level::profile::{LevelProfile, nest};
use crate::registry::data::Registry;

/// Channels can only be compared over the vocabulary of a registry: whether a list lies within `not-public`.
pub(crate) fn check(profile: &LevelProfile, registry: &Registry, problems: &mut Problems) {
    let channels = &registry.vocabulary().channels;
    let not_public = |id: &ChannelId| channels.iter().find(|channel| channel.id == *id).map(|channel| !channel.public);
    nest(profile.levels(), |id| Some(not_public(id).unwrap_or(true)), problems);
}
