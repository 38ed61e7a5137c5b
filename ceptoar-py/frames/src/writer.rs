//! Puts answers into words: each of those that work has dictionaries of its own, so that none waits for another, and the
//! ledger turns their numbers into those of the answer.

use std::sync::{Arc, Mutex, PoisonError};

use ceptoar_core::bulk::{Part, Parts};
use ceptoar_core::{ChannelId, Delivery, Explanation, Lint, Notice, Reason, Refusal, Router, Situation};

use super::answer::{Answer, OWN_ID, lint, stale, write_judgement, write_reason};
use super::arrays::{Cell, NULL};
use super::interner::Interner;
use super::layout::{LINTS, LISTS, Layout};
use super::memo::{Five, Keyed, Shared};

/// Where the columns of a layout stand that are written here.
struct Places {
    duty: usize,
    outcome: usize,
    required: Option<usize>,
    /// Path, channels, also, judged, judgement, due, obligations and reasons follow one after the other.
    path: usize,
}

impl Places {
    fn of(layout: Layout) -> Self {
        match layout {
            Layout::Notices | Layout::Deliveries => Self { duty: 1, outcome: 2, required: None, path: 3 },
            Layout::Verdicts => Self { duty: 3, outcome: 1, required: Some(2), path: 4 },
        }
    }
}

/// One that puts answers into words.
pub(super) struct Writer {
    pub(super) number: usize,
    layout: Layout,
    places: Places,
    /// By column of the layout: whether it is wanted.
    wanted: Vec<bool>,
    /// One for each column of the layout, for each of its lists, for the texts that hold a row's own id, and for single lints
    /// where many stand in one text.
    texts: Vec<Interner>,
    reasons: Shared<Reason>,
    channels: [Shared<ChannelId>; 3],
    /// By place of a party: the number of its id among recipients.
    recipients: Vec<Option<Cell>>,
    /// By what the way of a delivery rests on: its path, channels, also, judged and judgement.
    ways: Keyed,
    /// By what its terms rest on: its duty, outcome, due, obligations and reasons.
    terms: Keyed,
    /// By number of a lint: the number of its text, first of five.
    lints: Keyed,
    line: String,
}

impl Writer {
    fn new(number: usize, layout: Layout, wanted: &[bool]) -> Self {
        Self {
            number,
            layout,
            places: Places::of(layout),
            wanted: wanted.to_vec(),
            texts: std::iter::repeat_with(Interner::default).take(wanted.len() + LISTS.len() + 2).collect(),
            reasons: Shared::default(),
            channels: Default::default(),
            recipients: Vec::new(),
            ways: Keyed::default(),
            terms: Keyed::default(),
            lints: Keyed::default(),
            line: String::new(),
        }
    }

    /// The text of a number of one of its dictionaries.
    pub(super) fn text(&self, dictionary: usize, cell: Cell) -> Option<&str> {
        self.texts.get(dictionary)?.text(u32::try_from(cell).ok()? + 1)
    }

    fn word(&mut self, dictionary: usize, text: &str) -> Cell {
        self.texts.get_mut(dictionary).map_or(NULL, |texts| texts.code(text) as Cell - 1)
    }

    /// The number of a text that is written here.
    fn line(&mut self, dictionary: usize, write: impl FnOnce(&mut String)) -> Cell {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        write(&mut line);
        let cell = self.word(dictionary, &line);
        self.line = line;
        cell
    }

    /// The answer that says of each who is told all that is known. What was said before is found by its numbers.
    fn told(&mut self, parts: &Parts<'_>) -> Answer {
        let items = parts.told().count();
        let mut cells = Cells::new(items, self.wanted.len());
        let Places { duty, outcome, path, .. } = self.places;
        for (item, part) in parts.told().enumerate() {
            cells.put(0, item, self.recipient(parts, part.party));
            let way = self.ways.find(part.way).unwrap_or_else(|| {
                let way = part.delivery().map_or([NULL; 5], |delivery| self.way(&delivery));
                self.ways.enter(part.way, way)
            });
            let terms = self.terms.find(part.terms).unwrap_or_else(|| {
                let terms = self.terms_of(&part);
                self.terms.enter(part.terms, terms)
            });
            (path..).zip(way).for_each(|(column, cell)| cells.put(column, item, cell));
            let columns = [duty, outcome, path + 5, path + 6, path + 7];
            columns.into_iter().zip(terms).for_each(|(column, cell)| cells.put(column, item, cell));
        }
        Answer {
            writer: Some(self.number),
            items,
            lists: [self.unmet(parts), self.lints(parts)],
            cells: cells.cells,
            valid_until: parts.valid_until().map(|until| until.timestamp_micros()),
            problem: None,
            stale: parts.is_stale(),
            who: None,
        }
    }

    fn recipient(&mut self, parts: &Parts<'_>, party: usize) -> Cell {
        if let Some(Some(known)) = self.recipients.get(party) {
            return *known;
        }
        let cell = parts.id(party).map_or(NULL, |id| self.word(0, id.as_str()));
        self.recipients.resize(self.recipients.len().max(party + 1), None);
        self.recipients.iter_mut().skip(party).take(1).for_each(|place| *place = Some(cell));
        cell
    }

    /// Duty, outcome, due, obligations and reasons of one that is told.
    fn terms_of(&mut self, part: &Part<'_>) -> Five {
        let (Some(delivery), Some(verdict)) = (part.delivery(), part.verdict()) else { return [NULL; 5] };
        let [duty, due, obligations] = self.terms(&delivery);
        let outcome = self.word(self.places.outcome, verdict.outcome.as_str());
        [duty, outcome, due, obligations, self.reasons(&verdict.reasons)]
    }

    fn unmet(&mut self, parts: &Parts<'_>) -> Vec<Cell> {
        let ids: Vec<&str> = parts.unmet().iter().filter_map(|party| parts.id(*party)).map(|id| id.as_str()).collect();
        self.list(0, &ids)
    }

    fn lints(&mut self, parts: &Parts<'_>) -> Vec<Cell> {
        let Some(numbers) = parts.numbered_lints() else { return self.said_lints(&parts.lints()) };
        let single = self.texts.len() - 1;
        let mut said = None;
        let mut cells = Vec::with_capacity(numbers.len());
        for (place, number) in numbers.iter().enumerate() {
            let [cell, ..] = self.lints.find(&[*number]).unwrap_or_else(|| {
                let text = said.get_or_insert_with(|| parts.lints()).get(place).map(lint).unwrap_or_default();
                let cell = match self.layout {
                    Layout::Notices => self.in_list(LINTS, &text),
                    Layout::Deliveries | Layout::Verdicts => self.word(single, &text),
                };
                self.lints.enter(&[*number], [cell; 5])
            });
            cells.push(cell);
        }
        if self.layout == Layout::Notices {
            return cells;
        }
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        for (n, cell) in cells.iter().enumerate() {
            line.extend([if n == 0 { "" } else { ";" }, self.text(single, *cell).unwrap_or_default()]);
        }
        let cell = self.in_list(LINTS, &line);
        self.line = line;
        vec![cell]
    }

    fn said_lints(&mut self, lints: &[Lint]) -> Vec<Cell> {
        self.list(LINTS, &lints.iter().map(lint).collect::<Vec<_>>())
    }

    /// The answer that says of each party what becomes of it.
    fn verdicts(&mut self, why: &Explanation) -> Answer {
        let (plan, items) = (&why.plan, why.verdicts.len());
        let mut cells = Cells::new(items, self.wanted.len());
        let Places { duty, outcome, required, path } = self.places;
        for (item, verdict) in why.verdicts.iter().enumerate() {
            let party = verdict.party.as_str();
            cells.put(0, item, self.word(0, party));
            cells.put(outcome, item, self.word(outcome, verdict.outcome.as_str()));
            cells.put(path + 7, item, self.reasons(&verdict.reasons));
            if let Some(place) = required.filter(|_| verdict.required) {
                cells.put(place, item, self.word(place, "required"));
            }
            let Some(delivery) = plan.delivery(party) else { continue };
            let ([of_duty, due, obligations], way) = (self.terms(delivery), self.way(delivery));
            let terms = [(duty, of_duty), (path + 5, due), (path + 6, obligations)];
            let all = (path..).zip(way).chain(terms);
            all.for_each(|(column, cell)| cells.put(column, item, cell));
        }
        let unmet: Vec<&str> = plan.unmet.iter().map(|unmet| unmet.party.as_str()).collect();
        Answer {
            writer: Some(self.number),
            items,
            lists: [self.list(0, &unmet), self.said_lints(&plan.lints)],
            cells: cells.cells,
            valid_until: plan.valid_until.map(|until| until.timestamp_micros()),
            problem: None,
            stale: stale(&plan.lints),
            who: None,
        }
    }

    fn wants(&self, column: usize) -> bool {
        self.wanted.get(column).copied().unwrap_or(false)
    }

    /// The number of a list of reasons.
    fn reasons(&mut self, reasons: &Arc<[Reason]>) -> Cell {
        let place = self.places.path + 7;
        if !self.wants(place) {
            return NULL;
        }
        self.reasons.find(reasons).unwrap_or_else(|| {
            let cell = self.line(place, |line| {
                for (n, reason) in reasons.iter().enumerate() {
                    line.push_str(if n == 0 { "" } else { ";" });
                    write_reason(line, reason);
                }
            });
            self.reasons.enter(reasons, cell);
            cell
        })
    }

    /// Duty, due and obligations.
    fn terms(&mut self, delivery: &Delivery) -> [Cell; 3] {
        let Places { duty, path, .. } = self.places;
        let of_duty = self.word(duty, delivery.duty.as_str());
        let due = delivery.due.as_ref().map_or(NULL, |due| self.word(path + 5, due.as_str()));
        let obligations =
            if self.wants(path + 6) { self.line(path + 6, |line| join(line, &delivery.obligations)) } else { NULL };
        [of_duty, due, obligations]
    }

    /// Path, channels, also, judged and judgement; the channels are those of the last hop.
    fn way(&mut self, delivery: &Delivery) -> Five {
        let path = self.places.path;
        let mut way = [NULL; 5];
        let last = delivery.hops.last();
        let lists =
            [last.and_then(|hop| hop.channels.as_ref()), last.map(|hop| &hop.also), last.map(|hop| &hop.judged)];
        for (n, cell) in way.iter_mut().enumerate() {
            if !self.wants(path + n) {
                continue;
            }
            *cell = match n {
                0 => self.line(path, |line| {
                    line.extend(delivery.hops.first().map(|hop| hop.from.as_str()));
                    delivery.hops.iter().for_each(|hop| line.extend([">", hop.to.as_str()]));
                }),
                4 => self.line(path + 4, |line| write_judgement(line, delivery)),
                n => self.channels(n - 1, path + n, lists.get(n - 1).copied().flatten()),
            };
        }
        way
    }

    /// The number of a list of channels. Without a list there is none, where it says what is open; else an empty text.
    fn channels(&mut self, n: usize, place: usize, list: Option<&Arc<[ChannelId]>>) -> Cell {
        let Some(list) = list else { return if n == 0 { NULL } else { self.word(place, "") } };
        if let Some(cell) = self.channels.get(n).and_then(|known| known.find(list)) {
            return cell;
        }
        let cell = self.line(place, |line| join(line, list));
        if let Some(known) = self.channels.get_mut(n) {
            known.enter(list, cell);
        }
        cell
    }

    /// The numbers of a list that speaks of the notice as a whole.
    fn list(&mut self, n: usize, texts: &[impl AsRef<str>]) -> Vec<Cell> {
        match self.layout {
            Layout::Notices => texts.iter().map(|text| self.in_list(n, text.as_ref())).collect(),
            Layout::Deliveries | Layout::Verdicts => {
                let mut line = String::new();
                join(&mut line, texts);
                vec![self.in_list(n, &line)]
            }
        }
    }

    /// The number of a text of such a list; less than [`NULL`] for one that holds the notice's own id.
    fn in_list(&mut self, n: usize, text: &str) -> Cell {
        match text.contains(OWN_ID) {
            true => NULL - 1 - self.word(self.wanted.len() + LISTS.len(), text),
            false => self.word(self.wanted.len() + n, text),
        }
    }
}

/// The cells of an answer, column by column.
struct Cells {
    items: usize,
    cells: Vec<Cell>,
}

impl Cells {
    fn new(items: usize, columns: usize) -> Self {
        Self { items, cells: vec![NULL; items * columns] }
    }

    fn put(&mut self, column: usize, item: usize, cell: Cell) {
        if let Some(place) = self.cells.get_mut(column * self.items + item) {
            *place = cell;
        }
    }
}

fn join<T: AsRef<str>>(line: &mut String, ids: &[T]) {
    for (n, id) in ids.iter().enumerate() {
        line.extend([if n == 0 { "" } else { ";" }, id.as_ref()]);
    }
}

/// Those that put answers into words: as many as have worked at a time.
pub(super) struct Writers {
    layout: Layout,
    wanted: Vec<bool>,
    free: Mutex<Vec<Writer>>,
    made: std::sync::atomic::AtomicUsize,
}

impl Writers {
    /// `wanted`: by column of the layout.
    pub(super) fn new(layout: Layout, wanted: Vec<bool>) -> Self {
        Self { layout, wanted, free: Mutex::default(), made: Default::default() }
    }

    /// The answer to a notice with all that is known: what no column shows is not put into words.
    pub(super) fn answer(&self, router: &Router, notice: &Notice, situation: &Situation) -> Result<Answer, Refusal> {
        match self.layout {
            Layout::Notices | Layout::Deliveries => {
                Parts::of(router, notice, situation, |parts| self.with(|writer| writer.told(parts)))
            }
            Layout::Verdicts => {
                let why = router.explain(notice, situation)?;
                Ok(self.with(|writer| writer.verdicts(&why)))
            }
        }
    }

    /// Lets one that is free work.
    fn with<T>(&self, work: impl FnOnce(&mut Writer) -> T) -> T {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || self.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let found = free().pop();
        let mut writer = found.unwrap_or_else(|| Writer::new(made(), self.layout, &self.wanted));
        let done = work(&mut writer);
        free().push(writer);
        done
    }

    /// All of them, while none works.
    pub(super) fn all(&mut self) -> &[Writer] {
        self.free.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
