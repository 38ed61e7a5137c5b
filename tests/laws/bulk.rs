//! The bulk call against single calls: whatever form the columns have, each row's question has the row's own answer.

use ceptoar_core::bulk::{Bulk, Class, Column, Field, Keys, Rows, Value};
use ceptoar_core::chrono::{DateTime, Utc};
use ceptoar_core::{Explanation, LintCode, Notice, Refusal, Router, Situation, civil_day};
use ceptoar_suite::random::{Draw, Size, documents, notice, situation};

const WORLDS: u64 = 60;
const NOTICES: usize = 60;

fn nanos(at: DateTime<Utc>) -> i64 {
    at.timestamp_nanos_opt().unwrap()
}

fn texts<T: AsRef<str>>(ids: &[T]) -> Vec<&str> {
    ids.iter().map(AsRef::as_ref).collect()
}

/// The class of what a notice says in a field.
fn class(bulk: &mut Bulk, field: Field, notice: &Notice) -> Class {
    let text = |text: &str, bulk: &mut Bulk| bulk.class(field, Value::Text(text));
    let set = |ids: Vec<&str>, bulk: &mut Bulk| match ids.is_empty() {
        true => bulk.class(field, Value::Absent),
        false => bulk.class(field, Value::Set(&ids)),
    };
    match field {
        Field::Direction => text(notice.direction.as_str(), bulk),
        Field::Origin => text(notice.origin.as_str(), bulk),
        Field::Level => text(notice.level.as_str(), bulk),
        Field::Kind => text(notice.kind.as_str(), bulk),
        Field::Cause => match &notice.cause {
            Some(cause) => text(cause.as_str(), bulk),
            None => bulk.class(field, Value::Absent),
        },
        Field::Purposes => set(texts(&notice.purposes), bulk),
        Field::AffectedSectors => set(texts(&notice.affected_sectors), bulk),
        Field::AffectedCeptoars => set(texts(&notice.affected_ceptoars), bulk),
        Field::Addressees => set(texts(&notice.addressees), bulk),
        Field::Consents => set(texts(&notice.consents), bulk),
        Field::Mode => text(notice.mode.as_str(), bulk),
        Field::Status => text(notice.status.as_str(), bulk),
        Field::NoAttribution => bulk.class(field, Value::Flag(notice.no_attribution)),
        Field::NamedPersons => {
            let persons: Vec<(&str, &str)> =
                notice.named_persons.iter().map(|one| (one.party.as_str(), one.reference.as_str())).collect();
            bulk.class(field, Value::Persons(&persons))
        }
        Field::Only => match &notice.only {
            None => bulk.class(field, Value::Absent),
            Some(only) => bulk.class(field, Value::Set(&texts(only))),
        },
    }
}

/// Takes one field of another notice over.
fn take(notice: &mut Notice, field: Field, of: &Notice) {
    match field {
        Field::Direction => notice.direction = of.direction,
        Field::Origin => notice.origin = of.origin.clone(),
        Field::Level => notice.level = of.level.clone(),
        Field::Kind => notice.kind = of.kind.clone(),
        Field::Cause => notice.cause = of.cause.clone(),
        Field::Purposes => notice.purposes = of.purposes.clone(),
        Field::AffectedSectors => notice.affected_sectors = of.affected_sectors.clone(),
        Field::AffectedCeptoars => notice.affected_ceptoars = of.affected_ceptoars.clone(),
        Field::Addressees => notice.addressees = of.addressees.clone(),
        Field::NamedPersons => notice.named_persons = of.named_persons.clone(),
        Field::Mode => notice.mode = of.mode,
        Field::Status => notice.status = of.status,
        Field::NoAttribution => notice.no_attribution = of.no_attribution,
        Field::Consents => notice.consents = of.consents.clone(),
        Field::Only => notice.only = of.only.clone(),
    }
}

/// Notices that share what they say: few values in many mixtures. Some say what does not fit.
fn notices(draw: &mut Draw<'_>, router: &Router) -> Vec<Notice> {
    let pool: Vec<Notice> = (0..6).map(|_| notice(draw, router)).collect();
    let mut all = Vec::new();
    for n in 0..NOTICES {
        let mut one = draw.one(&pool).clone();
        one.id = format!("n-{n}").parse().unwrap();
        for field in Field::ALL {
            if draw.once_in(5) {
                take(&mut one, field, draw.one(&pool));
            }
        }
        (one.issued_at, one.embargo_until) = (draw.one(&pool).issued_at, draw.one(&pool).embargo_until);
        if draw.once_in(25) {
            one.origin = "nobody-knows".parse().unwrap();
        }
        all.push(one);
    }
    all
}

/// A column in some form.
enum Form {
    Each(Vec<Class>),
    Bytes(Vec<u8>, Vec<Class>),
    Signed(Vec<i8>, Vec<Class>),
    Words(Vec<i32>, Vec<Class>),
    Short(Vec<u16>, Vec<Class>),
    Long(Vec<i64>, Vec<Class>),
    Longest(Vec<u64>, Vec<Class>),
}

impl Form {
    fn new(draw: &mut Draw<'_>, classes: Vec<Class>) -> Self {
        // A dictionary may name one value twice.
        let places = 0..classes.len();
        match draw.below(7) {
            0 => Self::Each(classes),
            1 => Self::Bytes(places.map(|n| n as u8).collect(), classes),
            2 => Self::Signed(places.map(|n| n as i8).collect(), classes),
            3 => Self::Words(places.map(|n| n as i32).collect(), classes),
            4 => Self::Short(places.map(|n| n as u16).collect(), classes),
            5 => Self::Long(places.map(|n| n as i64).collect(), classes),
            _ => Self::Longest(places.map(|n| n as u64).collect(), classes),
        }
    }

    fn column(&self) -> Column<'_> {
        match self {
            Self::Each(classes) if classes.windows(2).all(|pair| pair[0] == pair[1]) => Column::Same(classes[0]),
            Self::Each(classes) => Column::Each(classes),
            Self::Bytes(keys, classes) => Column::Keyed(Keys::U8(keys), classes),
            Self::Signed(keys, classes) => Column::Keyed(Keys::I8(keys), classes),
            Self::Words(keys, classes) => Column::Keyed(Keys::I32(keys), classes),
            Self::Short(keys, classes) => Column::Keyed(Keys::U16(keys), classes),
            Self::Long(keys, classes) => Column::Keyed(Keys::I64(keys), classes),
            Self::Longest(keys, classes) => Column::Keyed(Keys::U64(keys), classes),
        }
    }
}

fn number(draw: &mut Draw<'_>, bulk: &mut Bulk, notices: &[Notice], at: &[i64], situations: &[Class]) -> Vec<u32> {
    let forms: Vec<(Field, Form)> = Field::ALL
        .into_iter()
        .map(|field| {
            let classes = notices.iter().map(|notice| class(bulk, field, notice)).collect();
            (field, Form::new(draw, classes))
        })
        .collect();
    let columns: Vec<(Field, Column<'_>)> = forms.iter().map(|(field, form)| (*field, form.column())).collect();
    let issued: Vec<i64> = notices.iter().map(|notice| nanos(notice.issued_at)).collect();
    let embargo: Vec<i64> = notices.iter().map(|notice| notice.embargo_until.map_or(Rows::NEVER, nanos)).collect();
    let situation = Some(Column::Each(situations));
    let mut questions = Vec::new();
    bulk.number(&Rows { columns: &columns, issued: &issued, embargo: &embargo, at, situation }, &mut questions);
    questions
}

/// The answer to a row's question, as the answer to the row: what is only shown of a notice is its own.
fn own(answer: &Explanation, notice: &Notice, at: DateTime<Utc>) -> Explanation {
    let mut answer = answer.clone();
    (answer.plan.notice, answer.plan.at, answer.plan.on) = (notice.id.clone(), at, civil_day(at));
    answer.plan.situation.at = None;
    for lint in answer.plan.lints.iter_mut().filter(|lint| lint.code == LintCode::NobodyTold) {
        lint.at = notice.id.to_string();
    }
    answer.plan.lints.sort_unstable();
    answer
}

/// Rows that are asked of one router, each in a situation and at an instant of its own.
struct Scene {
    router: Router,
    notices: Vec<Notice>,
    situations: Vec<Situation>,
    base: Situation,
    bulk: Bulk,
    /// None: each row is asked at the instant of the base, else at its issue.
    each_at: Vec<DateTime<Utc>>,
    at_nanos: Vec<i64>,
    of_row: Vec<usize>,
    situation_of_row: Vec<Class>,
}

impl Scene {
    /// `None`: of the day of the base the edition does not speak, and that is refused.
    fn new(draw: &mut Draw<'_>, size: Size) -> Option<Self> {
        let mut router = documents(draw, size).router();
        if draw.once_in(3) {
            router = refusing_stale(&router);
        }
        let notices = notices(draw, &router);
        let situations: Vec<Situation> = (0..3).map(|_| at(situation(draw, &router, &notices[0]), None)).collect();
        let base = at(situations[0].clone(), draw.once_in(3).then(|| notices[0].issued_at));
        let mut bulk = Bulk::new(&router, &base).ok()?;
        let classes: Vec<Class> = situations
            .iter()
            .map(|one| bulk.situation(one.outages.clone(), one.failed_sectors.clone()).unwrap())
            .collect();
        let each_at: Vec<DateTime<Utc>> = match draw.once_in(2) {
            true => notices.iter().map(|_| draw.one(&notices).issued_at).collect(),
            false => Vec::new(),
        };
        let of_row: Vec<usize> = notices.iter().map(|_| draw.below(3)).collect();
        let situation_of_row = of_row.iter().map(|place| classes[*place]).collect();
        let at_nanos = each_at.iter().map(|at| nanos(*at)).collect();
        Some(Self { router, notices, situations, base, bulk, each_at, at_nanos, of_row, situation_of_row })
    }

    /// The instant and the situation that a row is asked in.
    fn asked(&self, row: usize) -> (DateTime<Utc>, Situation) {
        let asked_at = self.each_at.get(row).copied().or(self.base.at).unwrap_or(self.notices[row].issued_at);
        (asked_at, at(self.situations[self.of_row[row]].clone(), Some(asked_at)))
    }
}

#[test]
fn each_row_has_the_answer_of_its_question() {
    let (mut rows, mut asked, mut unfit) = (0, 0, 0);
    for n in 0..WORLDS {
        let mut draw = Draw::Seed(4_242 + n);
        let Some(mut scene) = Scene::new(&mut draw, Size::SMALL) else { continue };
        // In pieces: each question keeps its number.
        let mut questions = Vec::new();
        let piece = 1 + draw.below(NOTICES);
        let Scene { notices, bulk, at_nanos, situation_of_row, .. } = &mut scene;
        for (n, some) in notices.chunks(piece).enumerate() {
            let of_piece = n * piece..n * piece + some.len();
            let at = at_nanos.get(of_piece.clone()).unwrap_or_default();
            questions.extend(number(&mut draw, bulk, some, at, &situation_of_row[of_piece]));
        }
        let again = number(&mut draw, bulk, notices, at_nanos, situation_of_row);
        assert_eq!(questions, again);
        let answers: Vec<Result<Explanation, Refusal>> =
            bulk.ask(0..bulk.questions(), |router, notice, situation| router.explain(notice, situation));
        assert_eq!(answers.len(), bulk.questions() as usize);
        for (row, (notice, question)) in scene.notices.iter().zip(&questions).enumerate() {
            let (asked_at, situation) = scene.asked(row);
            let single = scene.router.explain(notice, &situation);
            rows += 1;
            if *question == Bulk::UNFIT {
                unfit += 1;
                assert!(single.is_err(), "a row that fits has no question: {}", notice.to_json());
                continue;
            }
            let answer = answers[*question as usize].as_ref().unwrap();
            let single = single.unwrap_or_else(|refusal| panic!("{refusal}: {}", notice.to_json()));
            assert_eq!(own(answer, notice, asked_at), own(&single, notice, asked_at), "{}", notice.to_json());
        }
        asked += answers.len();
    }
    println!("{rows} rows, {asked} questions, {unfit} unfit");
    assert!(unfit > 0 && asked < rows - unfit && asked > rows / 4);
}

/// Who is told of a question from its classes alone is who is told of each of its notices: with every field, in several
/// situations, at instants of their own, before and after embargoes, under rules and levels of every kind, by small sets and large.
#[test]
fn each_row_is_told_from_codes_whom_its_notice_is_told() {
    let (mut rows, mut told_some, mut early, mut out) = (0, 0, 0, 0);
    for n in 0..2 * WORLDS {
        let mut draw = Draw::Seed(9_000 + n);
        let size = if n % 10 == 0 { Size::SMALL.with("parties", 150) } else { Size::SMALL };
        let Some(mut scene) = Scene::new(&mut draw, size) else { continue };
        let words = scene.router.registry().parties().len().div_ceil(64);
        let Scene { notices, bulk, at_nanos, situation_of_row, .. } = &mut scene;
        let questions = number(&mut draw, bulk, notices, at_nanos, situation_of_row);
        // In pieces: each gives the words of its own questions alone.
        let (mut all, mut some, mut first) = (Vec::new(), vec![1; 7], 0);
        while first < bulk.questions() {
            let until = bulk.questions().min(first + 1 + draw.below(20) as u32);
            bulk.audiences(first..until, &mut some).unwrap();
            all.extend_from_slice(&some);
            first = until;
        }
        assert_eq!(all.len(), bulk.questions() as usize * 2 * words);
        for (row, (notice, question)) in scene.notices.iter().zip(&questions).enumerate() {
            let (asked_at, situation) = scene.asked(row);
            let single = scene.router.audience(notice, &situation);
            if *question == Bulk::UNFIT {
                assert!(single.is_err(), "a row that fits has no question: {}", notice.to_json());
                continue;
            }
            let single = single.unwrap_or_else(|refusal| panic!("{refusal}: {}", notice.to_json()));
            let said = &all[*question as usize * 2 * words..][..2 * words];
            let expected = [single.told_bits(), single.required_bits()].concat();
            assert_eq!(said, expected, "{} {situation:?}", notice.to_json());
            assert_eq!(
                scene.bulk.is_stale(*question),
                single.lints().iter().any(|lint| lint.code == LintCode::StaleEdition)
            );
            rows += 1;
            told_some += usize::from(!single.is_empty());
            early += usize::from(notice.embargo_until.is_some_and(|until| asked_at < until));
            out += usize::from(single.told_bits() != plainly(&scene.router, notice, asked_at));
        }
    }
    println!("{rows} rows: {told_some} told to somebody, {early} too early, {out} told to others for what is out");
    assert!(rows > 5_000 && told_some > 1_500 && early > 200 && out > 200);
}

/// Who is told where nothing is out.
fn plainly(router: &Router, notice: &Notice, at: DateTime<Utc>) -> Vec<u64> {
    router.audience(notice, &Situation::at(at)).unwrap().told_bits().to_vec()
}

/// The same router, which answers of no day that its edition does not speak of.
fn refusing_stale(router: &Router) -> Router {
    let builder = Router::builder(router.registry()).profile(router.profile().clone()).rules(router.rules().clone());
    builder.refuse_stale(true).compile().unwrap()
}

/// Rows in tens of thousands, looked at in waves and blocks: each has the number that it has among few.
#[test]
fn many_rows_have_the_questions_of_few() {
    let mut draw = Draw::Seed(99);
    let router = documents(&mut draw, Size::SMALL).router();
    let few = notices(&mut draw, &router);
    let mut bulk = Bulk::new(&router, &Situation::default()).unwrap();
    let here: Vec<Class> = few.iter().map(|_| bulk.situation(Vec::new(), Vec::new()).unwrap()).collect();
    let numbers = number(&mut draw, &mut bulk, &few, &[], &here);
    let asked = bulk.questions();
    let places: Vec<usize> =
        (0..90_000).map(|row| if row < 70_000 { row % 7 } else { draw.below(few.len()) }).collect();
    let mut fresh = Bulk::new(&router, &Situation::default()).unwrap();
    let forms: Vec<(Field, Vec<Class>)> = Field::ALL
        .into_iter()
        .map(|field| (field, few.iter().map(|notice| class(&mut fresh, field, notice)).collect()))
        .collect();
    let keys: Vec<u16> = places.iter().map(|place| *place as u16).collect();
    let columns: Vec<(Field, Column<'_>)> =
        forms.iter().map(|(field, classes)| (*field, Column::Keyed(Keys::U16(&keys), classes))).collect();
    let issued: Vec<i64> = places.iter().map(|place| nanos(few[*place].issued_at)).collect();
    let until = |place: &usize| few[*place].embargo_until.map_or(Rows::NEVER, nanos);
    let embargo: Vec<i64> = places.iter().map(until).collect();
    let mut questions = Vec::new();
    let new = fresh
        .number(&Rows { columns: &columns, issued: &issued, embargo: &embargo, ..Rows::default() }, &mut questions);
    assert_eq!(new, 0..asked);
    // The numbers differ with the order of first sight: equal rows have equal ones, and no others.
    let mut seen: Vec<Option<u32>> = vec![None; asked as usize];
    for (place, question) in places.iter().zip(&questions) {
        match numbers[*place] {
            Bulk::UNFIT => assert_eq!(*question, Bulk::UNFIT),
            number => assert_eq!(*seen[number as usize].get_or_insert(*question), *question),
        }
    }
    let mut each: Vec<u32> = seen.into_iter().flatten().collect();
    each.sort_unstable();
    assert_eq!(each, (0..asked).collect::<Vec<u32>>());
}

/// The columns with another one for a field.
fn with<'a>(columns: &[(Field, Column<'a>)], field: Field, column: Column<'a>) -> Vec<(Field, Column<'a>)> {
    columns.iter().map(|(known, own)| (*known, if *known == field { column } else { *own })).collect()
}

/// A situation at an instant.
fn at(mut situation: Situation, at: Option<DateTime<Utc>>) -> Situation {
    situation.at = at;
    situation
}

/// A row beyond the end of a column, a place out of its dictionary, a foreign class: never read as something less.
#[test]
fn what_is_not_there_is_unfit() {
    let mut draw = Draw::Seed(7);
    let router = documents(&mut draw, Size::SMALL).router();
    let (mut one, now) = (notice(&mut draw, &router), Situation::default());
    one.named_persons.clear();
    assert!(router.audience(&one, &now).is_ok());
    let mut bulk = Bulk::new(&router, &now).unwrap();
    let all: Vec<(Field, Class)> = Field::ALL.map(|field| (field, class(&mut bulk, field, &one))).to_vec();
    let whole: Vec<(Field, Column<'_>)> = all.iter().map(|(field, class)| (*field, Column::Same(*class))).collect();
    let issued = [nanos(one.issued_at); 3];
    let mut questions = Vec::new();
    let mut ask = |rows: &Rows<'_>| {
        bulk.number(rows, &mut questions);
        questions.clone()
    };
    let good = Rows { columns: &whole, issued: &issued, ..Rows::default() };
    assert_eq!(ask(&good), [0, 0, 0]);
    for (field, class) in &all {
        let (two, same) = ([*class; 2], [*class]);
        let short = with(&whole, *field, Column::Each(&two));
        assert_eq!(ask(&Rows { columns: &short, ..good }), [0, 0, Bulk::UNFIT], "{field:?}");
        let beyond = with(&whole, *field, Column::Keyed(Keys::I32(&[0, -1, 1]), &same));
        assert_eq!(ask(&Rows { columns: &beyond, ..good }), [0, Bulk::UNFIT, Bulk::UNFIT], "{field:?}");
        let foreign = with(&whole, *field, Column::Same(Class::UNFIT));
        assert_eq!(ask(&Rows { columns: &foreign, ..good }), [Bulk::UNFIT; 3], "{field:?}");
    }
    let twice: Vec<(Field, Column<'_>)> = whole.iter().chain(&whole[..1]).copied().collect();
    assert_eq!(ask(&Rows { columns: &twice, ..good }), [Bulk::UNFIT; 3], "which of two columns is meant is not known");
    for missing in [Field::Direction, Field::Origin, Field::Level, Field::Kind] {
        let without: Vec<(Field, Column<'_>)> = whole.iter().filter(|(field, _)| *field != missing).copied().collect();
        assert_eq!(ask(&Rows { columns: &without, ..good }), [Bulk::UNFIT; 3], "{missing:?}");
    }
    let never = [issued[0], Rows::NEVER, i64::MAX];
    assert_eq!(ask(&Rows { issued: &never, ..good }), [0, Bulk::UNFIT, Bulk::UNFIT]);
    assert_eq!(ask(&Rows { at: &never, ..good }), [0, Bulk::UNFIT, Bulk::UNFIT]);
    assert_eq!(ask(&Rows { at: &issued[..1], ..good }), [0, Bulk::UNFIT, Bulk::UNFIT]);
    assert_eq!(ask(&Rows { embargo: &[Rows::NEVER], ..good }), [0, Bulk::UNFIT, Bulk::UNFIT]);
    assert_eq!(ask(&Rows { embargo: &[Rows::NEVER, i64::MAX, -i64::MAX], ..good })[1..], [Bulk::UNFIT; 2]);
    assert_eq!(ask(&Rows { issued: &[], ..good }), [0_u32; 0]);
}
