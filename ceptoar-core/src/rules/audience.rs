//! The parties that a rule names.

use serde::Serialize;

use crate::document::convert;
use crate::document::rules::Audience as AudienceDoc;
use crate::error::pointer::At;
use crate::error::problem::Problems;
use crate::id::PartyId;
use crate::word::sets::{PartyKind, Role};

/// The parties that have a role in a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct MembersOf {
    /// The group.
    pub group: PartyId,
    /// The roles, sorted.
    pub roles: Vec<Role>,
}

/// The parties that a rule names: the union of what is given, less `except`.
///
/// ```
/// use ceptoar_core::{Edition, RuleSet};
///
/// let rules = RuleSet::builtin(Edition::V2009_03_31);
/// let audience = &rules.rule("aviation-members-only").ok_or("no rule")?.audience;
/// let except = audience.except.as_ref().ok_or("nobody is taken out")?; // everybody, except aviation and its members
/// assert_eq!((&except.parties[0], &except.members_of[0].group), (&"aviation".parse()?, &"aviation".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Audience {
    /// These parties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyId>,
    /// Every party of these kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<PartyKind>,
    /// The parties that have a role in these groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members_of: Vec<MembersOf>,
    /// The affected CEPTOARs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub affected_ceptoars: bool,
    /// Their responsible ministries.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub affected_ministries: bool,
    /// Their *Members*.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub affected_members: bool,
    /// The ministries responsible for the origin's own CEPTOARs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub origin_ministry: bool,
    /// The origin's own CEPTOARs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub origin_ceptoar: bool,
    /// Their *Members*.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub origin_members: bool,
    /// The analysts of the affected CEPTOARs and of the origin's own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub analysts: bool,
    /// The concerned CEPTOARs that the origin analyses for, and their *Members*.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub analysed: bool,
    /// The addressees of the notice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub addressees: bool,
    /// The parties that are taken out again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub except: Option<Box<Audience>>,
}

impl Audience {
    pub(super) fn read(doc: &AudienceDoc, at: &At<'_>, problems: &mut Problems) -> Self {
        let mut members_of = Vec::new();
        let list = at.key("members_of");
        for (n, of) in convert::given(&doc.members_of, &list, problems).into_iter().flatten().enumerate() {
            let at = list.index(n);
            let roles = convert::some_values(&of.roles, &at.key("roles"), problems);
            let roles = roles.unwrap_or_else(|| vec![Role::Member]);
            if let Some(group) = convert::id(&of.group, &at.key("group"), problems) {
                members_of.push(MembersOf { group, roles });
            }
        }
        members_of.sort_unstable();
        Self {
            parties: convert::some_ids(&doc.parties, &at.key("parties"), problems).unwrap_or_default(),
            kinds: convert::some_values(&doc.kinds, &at.key("kinds"), problems).unwrap_or_default(),
            members_of,
            affected_ceptoars: doc.affected_ceptoars,
            affected_ministries: doc.affected_ministries,
            affected_members: doc.affected_members,
            origin_ministry: doc.origin_ministry,
            origin_ceptoar: doc.origin_ceptoar,
            origin_members: doc.origin_members,
            analysts: doc.analysts,
            analysed: doc.analysed,
            addressees: doc.addressees,
            except: doc.except.as_ref().map(|except| Box::new(Self::read(except, &at.key("except"), problems))),
        }
    }
}
