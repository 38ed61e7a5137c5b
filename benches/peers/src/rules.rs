//! The one table that every encoding is made from: codes, recipients and the 32 rules.

/// A code list: the words in the order of their codes.
pub type Words = &'static [&'static str];

pub const ORIGINS: Words = &["nisc", "ministry", "ceptoar", "member"];
pub const LEVELS: Words = &["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];
pub const KINDS: Words = &["incident", "vulnerability", "malware", "fincrime", "newsletter"];
pub const CAUSES: Words = &["cyber", "unintentional", "disaster"];
pub const PURPOSES: Words = &["prevent", "contain", "recur"];
pub const SECTORS: Words = &[
    "infocomm",
    "finance",
    "aviation",
    "railway",
    "electricity",
    "gas",
    "government",
    "medical",
    "water",
    "logistics",
];
pub const MINISTRIES: Words = &["fsa", "mic", "mhlw", "meti", "mlit"];

/// Whom the rules speak of.
pub struct Recipient {
    pub name: &'static str,
    /// The index of its sector and of its ministry; `None`: it is for all sectors.
    pub place: Option<(u8, u8)>,
}

const fn ceptoar(name: &'static str, sector: u8, ministry: u8) -> Recipient {
    Recipient { name, place: Some((sector, ministry)) }
}

/// How many of the recipients, the first ones, are CEPTOARs: only they send notices.
pub const CEPTOARS: usize = 14;

pub const RECIPIENTS: [Recipient; 16] = [
    ceptoar("telecom", 0, 1),
    ceptoar("broadcast", 0, 1),
    ceptoar("banking", 1, 0),
    ceptoar("securities", 1, 0),
    ceptoar("life", 1, 0),
    ceptoar("nonlife", 1, 0),
    ceptoar("aviation", 2, 4),
    ceptoar("railway", 3, 4),
    ceptoar("electricity", 4, 3),
    ceptoar("gas", 5, 3),
    ceptoar("localgov", 6, 1),
    ceptoar("medical", 7, 2),
    ceptoar("water", 8, 2),
    ceptoar("logistics", 9, 4),
    Recipient { name: "council", place: None },
    Recipient { name: "liaison", place: None },
];

/// What a rule does where it fires. A denial overrides the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Must,
    May,
    Deny,
}
use Effect::{Deny, May, Must};

/// What must hold between a recipient and the notice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The recipient's sector is affected.
    Sector,
    /// The recipient's ministry is the origin's.
    Ministry,
    /// The recipient is the origin's CEPTOAR.
    Own,
    /// The recipient is not the origin's CEPTOAR.
    NotOwn,
}
use Relation::{Ministry, NotOwn, Own, Sector};

/// A rule. Each set is a mask: bit `i` stands for code `i`.
pub struct Rule {
    pub id: &'static str,
    pub effect: Effect,
    pub origins: u16,
    pub levels: u16,
    pub kinds: u16,
    pub causes: u16,
    pub purposes: u16,
    /// One of these sectors is affected; 0: the rule asks for none.
    pub sectors: u16,
    /// The days on which it holds, half-open.
    pub from: i32,
    pub until: i32,
    pub to: u16,
    pub relations: &'static [Relation],
}

/// Whether the mask holds every code of its list.
pub const fn all(mask: u16, words: Words) -> bool {
    mask == every(words)
}

const fn every(words: Words) -> u16 {
    (1 << words.len()) - 1
}

/// The words of a mask.
pub fn words(mask: u16, words: Words) -> impl Iterator<Item = &'static str> {
    words.iter().copied().enumerate().filter_map(move |(code, word)| (mask >> code & 1 == 1).then_some(word))
}

/// The names of the recipients of a mask.
pub fn recipients(mask: u16) -> impl Iterator<Item = &'static str> {
    RECIPIENTS.iter().enumerate().filter_map(move |(code, who)| (mask >> code & 1 == 1).then_some(who.name))
}

/// The days since 1970-01-01.
pub const fn day(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, month) = (year / 400, (month + 9) % 12);
    let of_era = year - era * 400;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (month * 153 + 2) / 5 + day - 1 - 719_468
}

const fn rule(id: &'static str, effect: Effect) -> Rule {
    Rule {
        id,
        effect,
        origins: every(ORIGINS),
        levels: every(LEVELS),
        kinds: every(KINDS),
        causes: every(CAUSES),
        purposes: every(PURPOSES),
        sectors: 0,
        from: i32::MIN,
        until: i32::MAX,
        to: u16::MAX,
        relations: &[],
    }
}

macro_rules! conditions {
    ($($name:ident: $type:ty,)*) => {
        impl Rule {
            $(const fn $name(self, $name: $type) -> Self {
                Self { $name, ..self }
            })*
        }
    };
}
conditions! {
    origins: u16, levels: u16, kinds: u16, causes: u16, purposes: u16, sectors: u16, from: i32, until: i32, to: u16,
    relations: &'static [Relation],
}

const NISC: u16 = 1;
const MINISTRIES_: u16 = 2;
const DESKS: u16 = 4;
const MEMBERS: u16 = 8;

const OPEN: u16 = 0b00011; // CLEAR, GREEN
const AMBER: u16 = 0b00100;
const STRICT: u16 = 0b01000;
const RED: u16 = 0b10000;
const TO_AMBER: u16 = OPEN | AMBER;
const TO_STRICT: u16 = TO_AMBER | STRICT;

const INCIDENT: u16 = 1;
const VULNERABILITY: u16 = 2;
const MALWARE: u16 = 4;
const FINCRIME: u16 = 8;
const NEWSLETTER: u16 = 16;

const CYBER: u16 = 1;
const UNINTENTIONAL: u16 = 2;
const DISASTER: u16 = 4;

const PREVENT: u16 = 1;
const CONTAIN: u16 = 2;
const RECUR: u16 = 4;

const TELECOM_BROADCAST: u16 = 0b11;
const FINANCE: u16 = 0b11_1100;
const AVIATION_RAILWAY: u16 = 0b1100_0000;
const ELECTRICITY_GAS: u16 = 0b11_0000_0000;
const LOCALGOV_MEDICAL: u16 = 0b1100_0000_0000;
const WATER: u16 = 1 << 12;
const LOGISTICS: u16 = 1 << 13;
const EVERY_CEPTOAR: u16 = (1 << CEPTOARS) - 1;
const COUNCIL: u16 = 1 << 14;
const LIAISON: u16 = 1 << 15;
const BOTH: u16 = COUNCIL | LIAISON;

/// The 32 rules, a rule a line where it fits.
#[rustfmt::skip]
pub static RULES: [Rule; 32] = [
    rule("r01", Must).origins(NISC).levels(TO_STRICT).kinds(INCIDENT).purposes(CONTAIN).to(EVERY_CEPTOAR).relations(&[Sector]),
    rule("r02", Must).origins(NISC).levels(TO_AMBER).kinds(VULNERABILITY).purposes(PREVENT).to(EVERY_CEPTOAR).relations(&[Sector]),
    rule("r03", May).origins(NISC).levels(OPEN).kinds(VULNERABILITY | MALWARE | NEWSLETTER),
    rule("r04", Must).origins(NISC).levels(TO_AMBER).kinds(MALWARE).causes(CYBER).to(EVERY_CEPTOAR),
    rule("r05", May).origins(NISC).levels(RED).kinds(INCIDENT).purposes(CONTAIN).to(EVERY_CEPTOAR).relations(&[Sector]),
    rule("r06", Must).origins(MINISTRIES_).levels(TO_STRICT).kinds(INCIDENT).to(EVERY_CEPTOAR).relations(&[Ministry, Sector]),
    rule("r07", Must).origins(MINISTRIES_).levels(TO_AMBER).kinds(VULNERABILITY | MALWARE).to(EVERY_CEPTOAR).relations(&[Ministry]),
    rule("r08", May).origins(MINISTRIES_).levels(OPEN).kinds(INCIDENT | VULNERABILITY | MALWARE | NEWSLETTER),
    rule("r09", May).origins(MINISTRIES_).levels(AMBER).kinds(INCIDENT | VULNERABILITY | MALWARE).causes(CYBER).to(EVERY_CEPTOAR)
        .relations(&[Sector]),
    rule("r10", Must).origins(MINISTRIES_).levels(TO_STRICT).kinds(INCIDENT).causes(DISASTER)
        .to(AVIATION_RAILWAY | ELECTRICITY_GAS | WATER | LOGISTICS).relations(&[Sector]),
    rule("r11", May).origins(DESKS).levels(OPEN).kinds(INCIDENT | VULNERABILITY | MALWARE | NEWSLETTER).relations(&[NotOwn]),
    rule("r12", Must).origins(DESKS).levels(TO_AMBER).kinds(INCIDENT).causes(CYBER).purposes(CONTAIN | RECUR).to(EVERY_CEPTOAR)
        .relations(&[Sector, NotOwn]),
    rule("r13", May).origins(DESKS).levels(TO_STRICT).kinds(INCIDENT).to(EVERY_CEPTOAR).relations(&[Own]),
    rule("r14", Must).origins(DESKS).levels(TO_AMBER).kinds(FINCRIME).sectors(1 << 1).to(FINANCE),
    rule("r15", May).origins(DESKS).levels(TO_AMBER).kinds(VULNERABILITY | MALWARE).to(COUNCIL),
    rule("r16", May).origins(DESKS).levels(TO_STRICT).causes(CYBER).from(day(2012, 4, 1)).to(BOTH),
    rule("r17", Must).origins(MEMBERS).levels(TO_STRICT).kinds(INCIDENT).to(EVERY_CEPTOAR).relations(&[Own]),
    rule("r18", May).origins(MEMBERS).levels(TO_AMBER).kinds(INCIDENT | VULNERABILITY | MALWARE).purposes(PREVENT).to(EVERY_CEPTOAR)
        .relations(&[Ministry, NotOwn]),
    rule("r19", May).origins(MEMBERS).levels(OPEN),
    rule("r20", Must).levels(TO_AMBER).kinds(INCIDENT).causes(CYBER).sectors(0b11_0000).from(day(2011, 3, 11)).to(ELECTRICITY_GAS),
    rule("r21", Must).levels(OPEN).kinds(INCIDENT).causes(DISASTER).sectors(0b10_0000_1100).to(AVIATION_RAILWAY | LOGISTICS),
    rule("r22", May).origins(NISC | MINISTRIES_).levels(TO_STRICT).kinds(FINCRIME).from(day(2011, 1, 1)).to(FINANCE),
    rule("r23", Must).origins(NISC | MINISTRIES_).levels(TO_AMBER).kinds(FINCRIME).purposes(CONTAIN).from(day(2013, 4, 1))
        .to(FINANCE | 1),
    rule("r24", May).levels(OPEN).kinds(NEWSLETTER),
    rule("r25", Deny).levels(RED).kinds(VULNERABILITY | MALWARE | FINCRIME | NEWSLETTER),
    rule("r26", Deny).levels(STRICT | RED).until(day(2014, 4, 1)).to(BOTH),
    rule("r27", Deny).origins(MEMBERS).levels(AMBER | STRICT | RED).kinds(FINCRIME).to(!FINANCE),
    rule("r28", Deny).levels(AMBER | STRICT | RED).kinds(INCIDENT).causes(UNINTENTIONAL).purposes(RECUR).to(BOTH),
    rule("r29", Deny).levels(AMBER | STRICT | RED).kinds(NEWSLETTER).to(LOCALGOV_MEDICAL | BOTH),
    rule("r30", Deny).origins(DESKS).levels(STRICT | RED).until(day(2012, 4, 1)).relations(&[NotOwn]),
    rule("r31", Deny).levels(AMBER | STRICT).kinds(VULNERABILITY).purposes(PREVENT).from(day(2015, 1, 1)).until(day(2015, 3, 1))
        .to(TELECOM_BROADCAST | BOTH),
    rule("r32", May).levels(TO_AMBER).kinds(MALWARE).sectors(0b1100_0000).from(day(2015, 4, 1)).to(LOCALGOV_MEDICAL),
];
