//! The closed sets of what an author compares.

use crate::word::macros::words;

words! {
    /// The kind of the documents that are compared.
    DiffOf {
        /// Two editions.
        Edition = "edition",
        /// Two sets of rules.
        Rules = "rules",
        /// Two level profiles.
        Levels = "levels",
    }

    /// How a datum differs on some days.
    DiffKind {
        /// It stands in the second document alone.
        Added = "added",
        /// It stands in the first document alone.
        Ended = "ended",
        /// A field of it says something else.
        Changed = "changed",
    }

    /// A kind of document that is read.
    DocumentKind {
        /// An edition.
        Edition = "edition",
        /// A set of rules.
        Rules = "rules",
        /// A level profile.
        Levels = "levels",
        /// A roster.
        Roster = "roster",
        /// A situation.
        Situation = "situation",
        /// A notice.
        Notice = "notice",
    }

    /// What is done about days that an edition does not speak of, where they are not answered.
    StaleDays {
        /// They are refused.
        Refuse = "refuse",
    }

    /// How an answer is not what a case expects.
    TestFaultKind {
        /// Something else is there.
        Differs = "differs",
        /// What is expected is not there.
        Missing = "missing",
        /// What is expected not to be there is.
        Unwanted = "unwanted",
        /// Nothing has the id or the code that is named.
        Foreign = "foreign",
        /// The case, or this part of it, would judge nothing.
        Empty = "empty",
        /// This is not written as it must be.
        Unread = "unread",
    }

    /// What of the answer on a party changes.
    Aspect {
        /// Whether it is told.
        Notice = "notice",
        /// Whether it must be.
        Duty = "duty",
        /// The channels of the last hop.
        Channels = "channels",
        /// The path.
        Path = "path",
        /// How soon.
        Due = "due",
        /// The obligations.
        Obligations = "obligations",
        /// The judgements that are owed.
        Judgement = "judgement",
        /// Whether it must be told and is not.
        Unmet = "unmet",
    }

    /// In which sense the answer on a party changes.
    Sense {
        /// There is more of it.
        Gains = "gains",
        /// There is less of it.
        Loses = "loses",
        /// It is another.
        Changes = "changes",
    }
}
