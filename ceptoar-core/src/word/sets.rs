//! The closed sets: a reader treats every member, so that a new one is a major version.

use super::macros::words;

words! {
    /// A language that ceptoar's own sentences exist in.
    ///
    /// ```
    /// use ceptoar_core::Lang;
    ///
    /// assert_eq!("ja".parse(), Ok(Lang::Ja));
    /// assert_eq!(Lang::default().pick("通知", "notice"), "notice");
    /// ```
    #[derive(Default)]
    Lang {
        /// Japanese.
        Ja = "ja",
        /// English.
        #[default]
        En = "en",
    }

    /// How a fact is known. Never upgraded.
    ///
    /// ```
    /// use ceptoar_core::Grade;
    ///
    /// assert_eq!("stated".parse(), Ok(Grade::Stated));
    /// ```
    Grade {
        /// The source says so.
        Stated = "stated",
        /// Follows from what the source says; the reason stands beside it.
        Deduced = "deduced",
        /// Another document says so.
        Secondary = "secondary",
        /// This library's choice where the sources are silent.
        Reading = "reading",
    }

    /// What a party is. Closed: a new kind is a major version, because a reader who forgets a case leaks.
    ///
    /// ```
    /// use ceptoar_core::PartyKind;
    ///
    /// assert_eq!("liaison-council".parse(), Ok(PartyKind::LiaisonCouncil));
    /// assert!(PartyKind::Ceptoar.is_group() && PartyKind::Partner.is_member_kind());
    /// ```
    PartyKind {
        /// The Cabinet Secretariat's centre, which decides the sharing level.
        Cabinet = "cabinet",
        /// A responsible ministry.
        Ministry = "ministry",
        /// A CEPTOAR: the information sharing and analysis function of a business scope.
        Ceptoar = "ceptoar",
        /// A council of CEPTOARs.
        Council = "council",
        /// A liaison council of CEPTOARs of one sector.
        LiaisonCouncil = "liaison-council",
        /// A sub-group of a CEPTOAR.
        Subgroup = "subgroup",
        /// A class of many member organisations, known by counts.
        Members = "members",
        /// A body that works with a CEPTOAR.
        Partner = "partner",
        /// One organisation, as a roster names it.
        Organization = "organization",
    }

    /// A role that a party has in a group.
    ///
    /// ```
    /// use ceptoar_core::Role;
    ///
    /// assert_eq!("relay".parse(), Ok(Role::Relay));
    /// assert!(Role::Relay.is_of_members() && !Role::Observer.is_of_members());
    /// ```
    Role {
        /// A member.
        Member = "member",
        /// An observer.
        Observer = "observer",
        /// Runs the group's secretariat.
        Secretariat = "secretariat",
        /// Analyses incidents for the group.
        Analyst = "analyst",
        /// The responsible ministry of the CEPTOAR.
        Responsible = "responsible",
        /// Hands on for the CEPTOAR without being its member.
        Relay = "relay",
    }

    /// The direction of a notice or link.
    ///
    /// ```
    /// use ceptoar_core::Direction;
    ///
    /// assert_eq!("provision".parse(), Ok(Direction::Provision));
    /// assert_eq!(Direction::ALL.map(Direction::as_str), ["provision", "liaison", "exchange"]);
    /// ```
    Direction {
        /// Downward (情報提供): cabinet to ministry to CEPTOAR to members.
        Provision = "provision",
        /// Upward (情報連絡): provider to ministry to cabinet.
        Liaison = "liaison",
        /// Across (相互の合意に基づく情報共有): between and inside CEPTOARs and in councils.
        Exchange = "exchange",
    }

    /// The mode in which the scheme runs.
    ///
    /// ```
    /// use ceptoar_core::Mode;
    ///
    /// assert_eq!(Mode::default(), Mode::Normal);
    /// ```
    #[derive(Default)]
    Mode {
        /// Every day.
        #[default]
        Normal = "normal",
        /// A wide-area disaster.
        WideAreaDisaster = "wide-area-disaster",
    }

    /// Whether a notice is meant.
    ///
    /// ```
    /// use ceptoar_core::Status;
    ///
    /// assert_eq!(Status::default(), Status::Actual); // an exercise says that it is one
    /// ```
    #[derive(Default)]
    Status {
        /// It is.
        #[default]
        Actual = "actual",
        /// It is an exercise: routed alike, marked everywhere.
        Exercise = "exercise",
    }

    /// What a notice is in its thread.
    ///
    /// ```
    /// use ceptoar_core::Message;
    ///
    /// assert_eq!(Message::default(), Message::Original); // what follows another says so, and names it
    /// ```
    #[derive(Default)]
    Message {
        /// The first of its thread.
        #[default]
        Original = "original",
        /// Takes the place of an earlier notice.
        Update = "update",
        /// Takes all earlier notices of the thread back; it carries no content.
        Withdrawal = "withdrawal",
    }

    /// The persons who may handle a notice, the fewest first.
    ///
    /// ```
    /// use ceptoar_core::PersonsScope;
    ///
    /// assert!(PersonsScope::Named < PersonsScope::NeedToKnow && PersonsScope::Community < PersonsScope::Anyone);
    /// ```
    PersonsScope {
        /// The persons that the notice names.
        Named = "named",
        /// The persons who need to know.
        NeedToKnow = "need-to-know",
        /// Anyone in the community.
        Community = "community",
        /// Anyone.
        Anyone = "anyone",
    }

    /// A part of a level's reach: which organisations it admits.
    ///
    /// ```
    /// use ceptoar_core::{LevelProfile, ReachTerm};
    ///
    /// let tlp = LevelProfile::tlp2();
    /// let clear = tlp.level("TLP:CLEAR").ok_or("no such label")?;
    /// assert!(clear.reach.contains(&ReachTerm::Anyone));
    /// # Ok::<(), &str>(())
    /// ```
    ReachTerm {
        /// The addressees of the notice.
        Addressees = "addressees",
        /// The concerned CEPTOARs: the affected, the origin's own, and those among the addressees.
        ConcernedCeptoars = "concerned-ceptoars",
        /// The ministries responsible for them.
        ConcernedMinistries = "concerned-ministries",
        /// Every party with a role in one of them.
        ConcernedParties = "concerned-parties",
        /// The CEPTOARs of the same responsible ministries, and their members.
        Portfolio = "portfolio",
        /// All parties of the registry.
        Community = "community",
        /// Anyone.
        Anyone = "anyone",
    }

    /// What a rule does. `Require` implies `Permit`; `Forbid` beats both.
    ///
    /// ```
    /// use ceptoar_core::{Edition, Effect, RuleSet};
    ///
    /// let rules = RuleSet::builtin(Edition::V2009_03_31);
    /// assert_eq!(rules.rule("report-up").map(|rule| rule.effect), Some(Effect::Require));
    /// ```
    Effect {
        /// The audience may be told.
        Permit = "permit",
        /// The audience must be told.
        Require = "require",
        /// The audience must not be told.
        Forbid = "forbid",
    }

    /// How an instrument binds a CEPTOAR.
    ///
    /// ```
    /// use ceptoar_core::Binding;
    ///
    /// assert_eq!("follows".parse(), Ok(Binding::Follows));
    /// ```
    Binding {
        /// The CEPTOAR made it itself (定めた).
        Own = "own",
        /// It follows it (従う).
        Follows = "follows",
        /// It conforms to it (準ずる、準じ).
        Conforms = "conforms",
        /// It refers to it (参考).
        Refers = "refers",
    }

    /// What a stated total counts. Closed, so that each is really counted.
    TotalOf {
        /// The sectors.
        Sectors = "sectors",
        /// The CEPTOARs.
        Ceptoars = "ceptoars",
        /// The members of the group `party` on the day `on`.
        GroupMembers = "group-members",
        /// The observers of the group `party` on the day `on`.
        GroupObservers = "group-observers",
        /// The sectors of the members of the group `party` on the day `on`.
        GroupMemberSectors = "group-member-sectors",
        /// The counts of the *Members* classes of the CEPTOAR `party`, added up.
        CountedMembers = "counted-members",
        /// The sub-groups of the CEPTOAR `party`.
        Subgroups = "subgroups",
        /// The parts of the party's counts, added up.
        CountParts = "count-parts",
    }

    /// The fields of which an overlay gives new values.
    TimelineField {
        /// The name of a party.
        Name = "name",
        /// The ministries that are responsible for a CEPTOAR.
        Ministry = "ministry",
        /// Who runs a secretariat.
        Secretariat = "secretariat",
        /// The means of contact of a CEPTOAR.
        Means = "means",
        /// The numbers of organisations that a party stands for.
        Counts = "counts",
        /// The day since which a point of contact works.
        Poc = "poc",
        /// The month in which handling rules were made.
        HandlingRules = "handling_rules",
    }

    /// How a channel is used.
    Usage {
        /// Beside the others.
        Also = "also",
    }

    /// Whether a recipient may or must be told.
    ///
    /// ```
    /// use ceptoar_core::Duty;
    ///
    /// assert!(Duty::May < Duty::Must);
    /// ```
    Duty {
        /// No rule requires it.
        May = "may",
        /// A rule requires it.
        Must = "must",
    }

    /// What becomes of a party: the first test that fails, or `deliver`.
    ///
    /// ```
    /// use ceptoar_core::Outcome;
    ///
    /// assert!(Outcome::Forbidden < Outcome::Capped); // in the order of the tests
    /// assert_eq!("deliver".parse(), Ok(Outcome::Deliver));
    /// ```
    Outcome {
        /// It does not exist or work on the day.
        Inactive = "inactive",
        /// No rule permits it.
        NotAddressed = "not-addressed",
        /// A rule forbids it, or a liaison notice may not be held by it.
        Forbidden = "forbidden",
        /// The sharing level does not reach it.
        Capped = "capped",
        /// No open path leads to it.
        Unreachable = "unreachable",
        /// It is too early.
        Embargoed = "embargoed",
        /// It is told.
        Deliver = "deliver",
    }

    /// A field of a rule's condition.
    ///
    /// ```
    /// use ceptoar_core::{ConditionName, Lang};
    ///
    /// assert_eq!("affected_sectors".parse(), Ok(ConditionName::AffectedSectors)); // as rules write the field
    /// println!("{}", ConditionName::AffectedSectors.word(Lang::Ja));
    /// ```
    ConditionName {
        /// The addressees that the notice names.
        Addressees = "addressees",
        /// The affected CEPTOARs that the notice names.
        AffectedCeptoars = "affected_ceptoars",
        /// The affected sectors that the notice names.
        AffectedSectors = "affected_sectors",
        /// The cause class.
        Causes = "causes",
        /// The direction.
        Directions = "directions",
        /// The kind of information.
        Kinds = "kinds",
        /// The sharing level.
        Levels = "levels",
        /// The mode.
        Modes = "modes",
        /// A group of the origin.
        OriginGroups = "origin_groups",
        /// The kind of the origin.
        OriginKinds = "origin_kinds",
        /// A role of the origin.
        OriginRoles = "origin_roles",
        /// The origin.
        Origins = "origins",
        /// The days on which the rule holds.
        Period = "period",
        /// The purposes.
        Purposes = "purposes",
        /// The status.
        Statuses = "statuses",
    }

    /// What would have to change on the way to an unreachable party.
    ///
    /// ```
    /// use ceptoar_core::ChangeKind;
    ///
    /// assert_eq!("outage".parse(), Ok(ChangeKind::Outage));
    /// ```
    ChangeKind {
        /// A link would have to hold on the day.
        Validity = "validity",
        /// An outage of a link or of a party would have to end.
        Outage = "outage",
        /// The level or a condition would have to let a channel of a link pass.
        Channels = "channels",
        /// A relay would have to be permitted.
        Permission = "permission",
        /// The level would have to reach a relay.
        Reach = "reach",
    }

    /// Whether a holder may pass a notice to a party. Three values: a bare yes would pass what nobody has judged.
    ///
    /// ```
    /// use ceptoar_core::MayPass;
    ///
    /// fn may_send(answer: MayPass, judged: bool) -> bool {
    ///     match answer {
    ///         MayPass::Yes => true,
    ///         MayPass::IfJudged => judged,
    ///         MayPass::No => false,
    ///     }
    /// }
    /// assert!(!may_send(MayPass::IfJudged, false));
    /// ```
    MayPass {
        /// It may.
        Yes = "yes",
        /// It may once somebody has judged so.
        IfJudged = "if-judged",
        /// It may not.
        No = "no",
    }

    /// What a picture says of those who are not told.
    ///
    /// ```
    /// use ceptoar_core::Withheld;
    ///
    /// assert_eq!(Withheld::default(), Withheld::Summary);
    /// ```
    #[derive(Default)]
    Withheld {
        /// How many, by reason; by name only those who ought to be told.
        #[default]
        Summary = "summary",
        /// Everybody, with the reason that comes nearest.
        List = "list",
        /// Nothing, but for those who ought to be told.
        None = "none",
    }
}
