//! Questions about one notice.

use ceptoar_core::life::{self, Threads};
use ceptoar_core::{
    ChannelId, Delivery, Duty, Explanation, Lang, Lint, LintCode, MayPass, Notice, OwedJudgement, PartyId,
    PictureOptions, Registry, Router, Situation, TextOptions, Unmet, Withheld, onward_text,
};
use serde::Serialize;
use serde_json::json;

use super::args::{Drawing, Followed, Format, Of, Picture, Stale, Strict, Untold};
use super::bulk::INTERNAL;
use super::failure::Failure;
use super::file::{self, read, router, situation};
use super::print::{coloured, rows};
use super::screen::Screen;
use super::{Answer, logged, stale, target};
use ceptoar_frames::{Found, judgement};

/// How an answer is shown, and where.
#[derive(Clone, Copy)]
pub(super) struct Face<'a> {
    pub(super) format: Format,
    pub(super) lang: Lang,
    pub(super) stale: Stale,
    pub(super) screen: &'a Screen,
}

impl Face<'_> {
    fn options(&self) -> TextOptions {
        TextOptions::new(self.lang).width(self.screen.width())
    }

    fn text(&self, text: &str) -> String {
        coloured(text, self.screen.paints())
    }

    fn rows(&self, headings: &[&str], table: &[Vec<String>]) -> Result<String, Failure> {
        rows(headings, table, self.format, self.screen)
    }
}

pub(super) struct Asked {
    pub(super) router: Router,
    pub(super) notice: Notice,
    pub(super) situation: Situation,
    /// What stands above the answer.
    banner: String,
}

impl Asked {
    pub(super) fn read(of: &Of, face: Face<'_>) -> Result<Self, Failure> {
        file::once([Some(&*of.notice)].into_iter().chain(of.basis.files()))?;
        let router = router(&of.basis, face.stale, face.screen)?;
        let encoding = file::encoding(of.encoding.as_deref())?;
        let notice = router.notice(&read(&of.notice, encoding, face.screen)?)?;
        let situation = situation(&of.when)?;
        let banner = match face.stale {
            Stale::Warn => stale::banner(&notice, &situation, router.registry(), face.lang),
            Stale::Refuse | Stale::Allow => None,
        };
        let banner = coloured(&banner.unwrap_or_default(), face.screen.paints_messages());
        Ok(Self { router, notice, situation, banner })
    }

    /// The notices that follow the notice, and itself.
    fn thread(&self, followed: &Followed, face: Face<'_>) -> Result<Option<Vec<Notice>>, Failure> {
        let Some(path) = &followed.thread else { return Ok(None) };
        let mut notices = logged::notices(path, &self.router, face.screen)?;
        // One of the same id that says something else is refused with the thread.
        if !notices.contains(&self.notice) {
            notices.push(self.notice.clone());
        }
        Ok(Some(notices))
    }

    fn explain(&self) -> Result<Explanation, Failure> {
        Ok(self.router.explain(&self.notice, &self.situation)?)
    }

    fn registry(&self) -> &Registry {
        self.router.registry()
    }

    pub(super) fn party(&self, pointer: &str, id: &str) -> Result<PartyId, Failure> {
        party(self.registry(), pointer, id)
    }

    /// An answer for programs, whose rows have no place for what is said of the whole.
    pub(super) fn answer(&self, out: String, notes: &str, code: u8) -> Answer {
        Answer { out, notes: format!("{}{notes}", self.banner), code }
    }
}

/// A party that an argument names.
pub(super) fn party(registry: &Registry, pointer: &str, id: &str) -> Result<PartyId, Failure> {
    let known = id.parse().ok().filter(|id: &PartyId| registry.party(id.as_str()).is_some());
    known.ok_or_else(|| {
        let code = ceptoar_core::ErrorCode::UnknownParty;
        Failure::Refused(vec![Found::of_code(code, pointer, &super::screen::shown(id))])
    })
}

fn line(json: String) -> String {
    json + "\n"
}

/// An answer of the core as a line. The core's types have string keys and finite numbers, so that this cannot fail.
fn json<T: Serialize + ?Sized>(answer: &T) -> String {
    line(serde_json::to_string(answer).unwrap_or_default())
}

fn listed<T: AsRef<str>>(list: &[T], between: &str) -> String {
    list.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
}

fn ids<T: AsRef<str>>(list: &[T]) -> String {
    listed(list, ";")
}

/// For programs: the channels, those used beside them, and those that need a judgement. No channel is known: empty; none is
/// needed: [`INTERNAL`].
pub(super) fn way(
    channels: Option<&[ChannelId]>,
    also: &[ChannelId],
    judged: &[ChannelId],
    internal: bool,
) -> [String; 3] {
    let open = if internal { INTERNAL.to_owned() } else { channels.map(ids).unwrap_or_default() };
    [open, ids(also), ids(judged)]
}

/// The way of a hop or of a step onward.
macro_rules! way {
    ($hop:expr) => {
        way($hop.channels.as_deref(), &$hop.also, &$hop.judged, $hop.internal)
    };
}

/// `party:rule`, with `,` between rules any of which will do, as bulk answers write it.
fn owed(list: &[OwedJudgement]) -> String {
    let one = |owed: &OwedJudgement| format!("{}:{}", owed.party, listed(&owed.rules, ","));
    list.iter().map(one).collect::<Vec<_>>().join(";")
}

/// Whom a rule requires and who is not told, and what to look at. What is stale is said by the banner.
fn notes(unmet: &[Unmet], lints: &[Lint], lang: Lang) -> String {
    let mut out = String::new();
    for unmet in unmet {
        let outcome = unmet.outcome.word(lang);
        let what = lang.pick("必須だが届かない", "REQUIRED, NOT TOLD");
        out += &format!("{what}: {} ({outcome})\n", unmet.party);
    }
    for lint in lints.iter().filter(|lint| lint.code != LintCode::StaleEdition) {
        out += &format!("{}: {} ({})\n", lang.pick("注意", "note"), lint.message(lang), lint.at);
    }
    out
}

/// With `--strict`, that somebody who must be told is not is no success.
fn code(strict: Strict, unmet: &[Unmet]) -> u8 {
    if strict.strict && !unmet.is_empty() { 3 } else { 0 }
}

pub(super) fn route(of: &Of, face: Face<'_>, all: bool, why: Option<&str>, strict: Strict) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    if let Some(party) = why {
        return one(&asked, face, party, strict);
    }
    if face.format == Format::Table {
        let explained = asked.explain()?;
        let text = explained.text(asked.registry(), face.options().all(all));
        return Ok(Answer { code: code(strict, &explained.plan.unmet), ..face.text(&text).into() });
    }
    let plan = asked.router.route(&asked.notice, &asked.situation)?;
    let code = code(strict, &plan.unmet);
    if face.format == Format::Json {
        return Ok(asked.answer(line(plan.to_json()), "", code));
    }
    let row = |delivery: &Delivery| {
        let [channels, also, judged] = delivery.hops.last().map(|hop| way!(hop)).unwrap_or_default();
        let due = delivery.due.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![
            delivery.duty.as_str().to_owned(),
            delivery.recipient.to_string(),
            delivery.path(),
            channels,
            also,
            judged,
            judgement(delivery),
            due,
            ids(&delivery.obligations),
            ids(&delivery.rules),
        ]
    };
    let table: Vec<Vec<String>> = plan.deliveries.iter().map(row).collect();
    let headings =
        ["duty", "recipient", "path", "channels", "also", "judged", "judgement", "due", "obligations", "rules"];
    Ok(asked.answer(face.rows(&headings, &table)?, &notes(&plan.unmet, &plan.lints, face.lang), code))
}

/// Of one party alone.
fn one(asked: &Asked, face: Face<'_>, party: &str, strict: Strict) -> Result<Answer, Failure> {
    let why = asked.explain()?;
    let party = asked.party("/party", party)?;
    let code = code(strict, &why.plan.unmet);
    match face.format {
        Format::Table => {
            let text = why.why(asked.registry(), party.as_str(), face.options())?;
            Ok(asked.answer(face.text(&text), "", code))
        }
        Format::Json => Ok(asked.answer(line(json!(why.verdict(party.as_str())).to_string()), "", code)),
        Format::Csv => {
            let table = verdicts(&why, asked.registry(), face.lang, Some(&party));
            Ok(asked.answer(face.rows(&VERDICT, &table)?, "", code))
        }
    }
}

const VERDICT: [&str; 5] = ["party", "outcome", "required", "reasons", "sentences"];

fn verdicts(why: &Explanation, registry: &Registry, lang: Lang, party: Option<&PartyId>) -> Vec<Vec<String>> {
    let wanted = why.verdicts.iter().filter(|verdict| party.is_none_or(|party| verdict.party == *party));
    wanted
        .map(|verdict| {
            let sentences: Vec<String> = verdict.reasons.iter().map(|reason| reason.sentence(registry, lang)).collect();
            let codes: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code.as_str()).collect();
            vec![
                verdict.party.to_string(),
                verdict.outcome.as_str().to_owned(),
                verdict.required.to_string(),
                codes.join(";"),
                sentences.join("; "),
            ]
        })
        .collect()
}

pub(super) fn explain(of: &Of, face: Face<'_>, strict: Strict) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    let why = asked.explain()?;
    let code = code(strict, &why.plan.unmet);
    match face.format {
        Format::Json => Ok(asked.answer(line(why.to_json()), "", code)),
        Format::Table => {
            let text = why.text(asked.registry(), face.options().all(true));
            Ok(Answer { code, ..face.text(&text).into() })
        }
        Format::Csv => {
            let table = verdicts(&why, asked.registry(), face.lang, None);
            Ok(asked.answer(face.rows(&VERDICT, &table)?, &notes(&[], &why.plan.lints, face.lang), code))
        }
    }
}

pub(super) fn audience(of: &Of, face: Face<'_>, strict: Strict) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    let audience = asked.router.audience(&asked.notice, &asked.situation)?;
    let unmet = if strict.strict { asked.router.route(&asked.notice, &asked.situation)?.unmet } else { Vec::new() };
    let (code, missed) = (code(strict, &unmet), notes(&unmet, &[], face.lang));
    match face.format {
        Format::Json => {
            let list: Vec<_> = audience.iter().map(|(party, duty)| json!({ "party": party, "duty": duty })).collect();
            let answer = json!({ "notice": asked.notice.id, "audience": list, "lints": audience.lints() });
            Ok(asked.answer(line(answer.to_string()), &missed, code))
        }
        Format::Table => Ok(asked.answer(face.text(&audience.text(face.options())), &missed, code)),
        Format::Csv => {
            let name = |id: &PartyId| {
                asked
                    .registry()
                    .party(id.as_str())
                    .map_or_else(String::new, |party| party.name.label(id.as_str(), face.lang))
            };
            let row = |(party, duty): (&PartyId, Duty)| vec![duty.as_str().to_owned(), party.to_string(), name(party)];
            let table: Vec<Vec<String>> = audience.iter().map(row).collect();
            let notes = missed + &notes(&[], audience.lints(), face.lang);
            Ok(asked.answer(face.rows(&["duty", "recipient", "name"], &table)?, &notes, code))
        }
    }
}

pub(super) fn onward(of: &Of, holder: &str, followed: &Followed, face: Face<'_>) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    let holder = asked.party("/holder", holder)?;
    let onward = match asked.thread(followed, face)? {
        None => asked.router.onward(&asked.notice, &holder, &asked.situation)?,
        Some(notices) => {
            let threads = Threads::new(&asked.router, &notices)?;
            life::onward(&asked.router, &threads, &asked.notice.id, &holder, &asked.situation)?
        }
    };
    let out = match face.format {
        Format::Json => json(&onward),
        Format::Csv => {
            let table: Vec<Vec<String>> = onward
                .iter()
                .map(|step| {
                    let [channels, also, judged] = way!(step);
                    let direction = step.direction.as_str().to_owned();
                    let (judgement, serves) = (owed(&step.judgement), ids(&step.serves));
                    vec![step.to.to_string(), direction, channels, also, judged, judgement, serves]
                })
                .collect();
            face.rows(&["to", "direction", "channels", "also", "judged", "judgement", "serves"], &table)?
        }
        Format::Table => face.text(&onward_text(asked.registry(), holder.as_str(), &onward, face.options())),
    };
    Ok(asked.answer(out, "", 0))
}

pub(super) fn may_pass(
    of: &Of,
    holder: &str,
    to: &str,
    followed: &Followed,
    face: Face<'_>,
) -> Result<Answer, Failure> {
    let asked = Asked::read(of, face)?;
    let (holder, to) = (asked.party("/holder", holder)?, asked.party("/party", to)?);
    let passing = match asked.thread(followed, face)? {
        None => asked.router.may_pass(&asked.notice, &holder, &to, &asked.situation)?,
        Some(notices) => {
            let threads = Threads::new(&asked.router, &notices)?;
            life::may_pass(&asked.router, &threads, &asked.notice.id, &holder, &to, &asked.situation)?
        }
    };
    let out = match face.format {
        Format::Json => json(&passing),
        Format::Csv => {
            let codes: Vec<&str> = passing.reasons.iter().map(|reason| reason.code.as_str()).collect();
            let [channels, also, judged] = passing.hop.as_ref().map(|hop| way!(hop)).unwrap_or_default();
            let answer = passing.answer.as_str().to_owned();
            let row = vec![answer, channels, also, judged, owed(&passing.judgement), codes.join(";")];
            face.rows(&["answer", "channels", "also", "judged", "judgement", "reasons"], &[row])?
        }
        Format::Table => face.text(&passing.text(asked.registry(), holder.as_str(), to.as_str(), face.options())),
    };
    let code = match passing.answer {
        MayPass::Yes => 0,
        MayPass::IfJudged => 4,
        MayPass::No => 3,
    };
    Ok(asked.answer(out, "", code))
}

pub(super) fn plot(of: &Of, how: &Drawing, face: Face<'_>) -> Result<Answer, Failure> {
    let picture = drawn(how)?;
    let options = PictureOptions::new(face.lang).page(page(how.page.as_deref())?).withheld(match how.withheld {
        Untold::Summary => Withheld::Summary,
        Untold::List => Withheld::List,
        Untold::None => Withheld::None,
    });
    let options = match how.collapse {
        None => options,
        Some(count) => options.collapse(Some(count).filter(|count| *count > 0)),
    };
    let asked = Asked::read(of, face)?;
    let why = asked.explain()?;
    let drawing = match picture {
        Picture::Svg => why.svg(asked.registry(), options),
        Picture::Mermaid => why.mermaid(asked.registry(), options),
        Picture::Dot => why.dot(asked.registry(), options),
    };
    let Some(path) = &how.output else { return Ok(asked.answer(drawing, "", 0)) };
    target::write(path, &drawing)?;
    Ok(asked.answer(String::new(), "", 0))
}

/// What is drawn: as is asked, else as the name of the file says. A name that says something else is refused.
fn drawn(how: &Drawing) -> Result<Picture, Failure> {
    let Some(path) = &how.output else { return Ok(how.picture.unwrap_or(Picture::Svg)) };
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    let named = match end.as_deref() {
        Some("svg") => Some(Picture::Svg),
        Some("mmd" | "mermaid") => Some(Picture::Mermaid),
        Some("dot" | "gv") => Some(Picture::Dot),
        _ => None,
    };
    // A device has no name that could say it.
    let device = std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir());
    match (named, how.picture) {
        (Some(named), None) => Ok(named),
        (Some(named), Some(asked)) if named == asked => Ok(asked),
        (None, asked) if device => Ok(asked.unwrap_or(Picture::Svg)),
        (None, Some(asked)) if matches!(end.as_deref(), None | Some("txt" | "md")) => Ok(asked),
        _ => {
            let name = file::place(path);
            Err(Failure::usage(
                format!(
                    "{name}: what is written is SVG (.svg), Mermaid (.mmd) or DOT (.dot), and the name must say which"
                ),
                format!(
                    "{name}: 書き出せるのはSVG (.svg)、Mermaid (.mmd)、DOT (.dot) であり、名前の終わりをそれに合わせる"
                ),
            ))
        }
    }
}

fn page(text: Option<&str>) -> Result<Option<(u32, u32)>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let parsed = text.split_once(['x', 'X', '×']).and_then(|(width, height)| {
        Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
            .filter(|(width, height)| *width > 0 && *height > 0)
    });
    let text = super::screen::shown(text);
    parsed.map(Some).ok_or_else(|| {
        Failure::usage(
            format!("--page: `{text}` is no size; write pixels as 1200x800"),
            format!("--page: `{text}` は大きさではない。1200x800 のように画素で書く"),
        )
    })
}
