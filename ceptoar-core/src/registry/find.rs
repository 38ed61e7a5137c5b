//! Parties by what a person types: an id, or a part of a Japanese or Latin name.

use unicode_normalization::UnicodeNormalization;

use crate::document::json::read::shown;
use crate::error::code::ErrorCode;
use crate::error::problem::Refusal;
use crate::error::unknown::refusal;
use crate::fact::party::Party;
use crate::registry::data::Registry;

/// How well a party fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    Inside,
}

impl Registry {
    /// The party of an id that somebody gives.
    ///
    /// # Errors
    /// `unknown-party` with the nearest known id, at `/party`.
    pub fn known(&self, party: &str) -> Result<&Party, Refusal> {
        let refused = || refusal(ErrorCode::UnknownParty, "/party", vec![shown(party)], self.party_ids());
        self.party(party).ok_or_else(refused)
    }

    /// The ids of all parties, in order.
    pub(crate) fn party_ids(&self) -> impl Iterator<Item = &str> {
        self.parties().iter().map(|party| party.id.as_str())
    }

    /// The parties whose id or name, Japanese or English, of any day, holds the text: those that are called just so first, then
    /// those that begin with it, each by id. Width, case, spaces and the kind of kana do not matter, so that `ｎｉｓｃ`
    /// finds `nisc`. A text without a letter finds nobody.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<&Party> {
        let wanted = folded(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Fit, &Party)> = self
            .parties()
            .iter()
            .filter_map(|party| {
                let names = [&party.name].into_iter().chain(party.names.iter().map(|later| &later.name));
                let names = names.flat_map(|name| [Some(&*name.ja), name.en.as_deref()]).flatten();
                let best = [party.id.as_str()]
                    .into_iter()
                    .chain(names)
                    .filter_map(|name| fit(&folded(name), &wanted))
                    .min()?;
                Some((best, party))
            })
            .collect();
        // The parties stand in the order of their ids, which a stable sort keeps.
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, party)| party).collect()
    }
}

fn fit(name: &str, wanted: &str) -> Option<Fit> {
    match name.find(wanted)? {
        0 if name.len() == wanted.len() => Some(Fit::Whole),
        0 => Some(Fit::Start),
        _ => Some(Fit::Inside),
    }
}

/// A text without what a person at a keyboard does not mean: width, case, spaces, and hiragana for katakana.
fn folded(text: &str) -> String {
    /// From hiragana to the katakana of the same sound.
    const KANA: u32 = 'ア' as u32 - 'あ' as u32;
    let plain = text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace());
    plain
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + KANA).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Edition;

    fn ids(text: &str) -> Vec<String> {
        let registry = Registry::builtin(Edition::V2009_03_31);
        registry.find(text).iter().map(|party| party.id.to_string()).collect()
    }

    #[test]
    fn width_case_spaces_and_kana_do_not_matter() {
        for text in
            ["nisc", "ＮＩＳＣ", " Nisc ", "National Information Security Center", "nationalinformationsecuritycenter"]
        {
            assert_eq!(ids(text).first().map(String::as_str), Some("nisc"), "{text}");
        }
        // The source calls the CEPTOAR itself `GAS CEPTOAR`; its members it names in Japanese.
        for text in ["ガス", "がす", "ｶﾞｽ"] {
            assert_eq!(ids(text), ["gas-members"], "{text}");
        }
    }

    #[test]
    fn who_is_called_just_so_comes_first() {
        let found = ids("gas");
        assert_eq!(found.first().map(String::as_str), Some("gas"));
        assert!(found.len() > 1, "its members hold the text as well: {found:?}");
        assert_eq!(ids(""), [""; 0]);
        assert_eq!(ids(" \u{3000}"), [""; 0]);
        assert_eq!(ids("nobody is called so"), [""; 0]);
    }
}
