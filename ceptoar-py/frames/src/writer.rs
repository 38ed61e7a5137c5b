//! Puts answers into words: each of those that work has dictionaries of its own, so that none waits for another, and the
//! ledger turns their numbers into those of the answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ceptoar_core::{ChannelId, Delivery, Explanation, Reason};
use foldhash::fast::FixedState;

use super::answer::{Answer, OWN_ID, lint, stale, write_judgement, write_reason};
use super::arrays::{Cell, NULL};
use super::interner::Interner;
use super::layout::{LINTS, LISTS, Layout};

/// So many lists are remembered by what they are; then all are forgotten.
const MOST_LISTS: usize = 1 << 16;

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

/// Lists that answers share, and the number of the text of each: where they stand in memory says which is which.
struct Shared<T>(HashMap<usize, (Arc<[T]>, Cell), FixedState>);

impl<T> Shared<T> {
    fn find(&self, list: &Arc<[T]>) -> Option<Cell> {
        self.0.get(&(Arc::as_ptr(list).cast::<()>() as usize)).map(|(_, cell)| *cell)
    }

    /// What is kept here keeps its place, and no other list gets it.
    fn enter(&mut self, list: &Arc<[T]>, cell: Cell) {
        if self.0.len() >= MOST_LISTS {
            self.0.clear();
        }
        self.0.insert(Arc::as_ptr(list).cast::<()>() as usize, (Arc::clone(list), cell));
    }
}

/// One that puts answers into words.
pub(super) struct Writer {
    pub(super) number: usize,
    layout: Layout,
    places: Places,
    /// By column of the layout: whether it is wanted.
    wanted: Vec<bool>,
    /// One for each column of the layout, for each of its lists, and for the texts that hold a row's own id.
    texts: Vec<Interner>,
    reasons: Shared<Reason>,
    channels: [Shared<ChannelId>; 3],
    line: String,
}

impl Writer {
    fn new(number: usize, layout: Layout, wanted: &[bool]) -> Self {
        let shared = || Shared(HashMap::default());
        Self {
            number,
            layout,
            places: Places::of(layout),
            wanted: wanted.to_vec(),
            texts: std::iter::repeat_with(Interner::default).take(wanted.len() + LISTS.len() + 1).collect(),
            reasons: Shared(HashMap::default()),
            channels: [shared(), shared(), shared()],
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

    /// The answer that says all that is known.
    pub(crate) fn answer(&mut self, why: &Explanation) -> Answer {
        let (width, plan) = (self.wanted.len(), &why.plan);
        let items = match self.layout {
            Layout::Notices | Layout::Deliveries => plan.deliveries.len(),
            Layout::Verdicts => why.verdicts.len(),
        };
        let mut cells = Cells { items, cells: vec![NULL; items * width] };
        match self.layout {
            Layout::Notices | Layout::Deliveries => {
                for (item, delivery) in plan.deliveries.iter().enumerate() {
                    let verdict = why.verdict(delivery.recipient.as_str());
                    let said = verdict.map(|verdict| (verdict.outcome.as_str(), &verdict.reasons));
                    self.item(&mut cells, item, delivery.recipient.as_str(), said);
                    self.way(&mut cells, item, delivery);
                }
            }
            Layout::Verdicts => {
                for (item, verdict) in why.verdicts.iter().enumerate() {
                    let party = verdict.party.as_str();
                    self.item(&mut cells, item, party, Some((verdict.outcome.as_str(), &verdict.reasons)));
                    if let Some(place) = self.places.required.filter(|_| verdict.required) {
                        cells.put(place, item, self.word(place, "required"));
                    }
                    if let Some(delivery) = plan.delivery(party) {
                        self.way(&mut cells, item, delivery);
                    }
                }
            }
        }
        let unmet = plan.unmet.iter().map(|unmet| unmet.party.to_string()).collect();
        let lints: Vec<String> = plan.lints.iter().map(lint).collect();
        Answer {
            writer: Some(self.number),
            items,
            lists: [self.list(0, unmet), self.list(LINTS, lints)],
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

    /// What stands in every item: the party, and of its verdict the outcome and the reasons.
    fn item(&mut self, cells: &mut Cells, item: usize, party: &str, verdict: Option<(&str, &Arc<[Reason]>)>) {
        cells.put(0, item, self.word(0, party));
        let Some((outcome, reasons)) = verdict else { return };
        let place = self.places.outcome;
        cells.put(place, item, self.word(place, outcome));
        let place = self.places.path + 7;
        if !self.wants(place) {
            return;
        }
        let cell = self.reasons.find(reasons).unwrap_or_else(|| {
            let cell = self.line(place, |line| {
                for (n, reason) in reasons.iter().enumerate() {
                    line.push_str(if n == 0 { "" } else { ";" });
                    write_reason(line, reason);
                }
            });
            self.reasons.enter(reasons, cell);
            cell
        });
        cells.put(place, item, cell);
    }

    /// Duty, path, channels, also, judged, judgement, due and obligations; the channels are those of the last hop.
    fn way(&mut self, cells: &mut Cells, item: usize, delivery: &Delivery) {
        let Places { duty, path, .. } = self.places;
        cells.put(duty, item, self.word(duty, delivery.duty.as_str()));
        if self.wants(path) {
            let cell = self.line(path, |line| {
                line.extend(delivery.hops.first().map(|hop| hop.from.as_str()));
                delivery.hops.iter().for_each(|hop| line.extend([">", hop.to.as_str()]));
            });
            cells.put(path, item, cell);
        }
        let last = delivery.hops.last();
        let lists =
            [last.and_then(|hop| hop.channels.as_ref()), last.map(|hop| &hop.also), last.map(|hop| &hop.judged)];
        for (n, list) in lists.into_iter().enumerate() {
            let place = path + 1 + n;
            if self.wants(place) {
                cells.put(place, item, self.channels(n, place, list));
            }
        }
        if self.wants(path + 4) {
            cells.put(path + 4, item, self.line(path + 4, |line| write_judgement(line, delivery)));
        }
        if let Some(due) = &delivery.due {
            cells.put(path + 5, item, self.word(path + 5, due.as_str()));
        }
        if self.wants(path + 6) {
            cells.put(path + 6, item, self.line(path + 6, |line| join(line, &delivery.obligations)));
        }
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

    /// The numbers of a list that speaks of the notice as a whole; less than [`NULL`] for texts that hold its own id.
    fn list(&mut self, n: usize, texts: Vec<String>) -> Vec<Cell> {
        let layout = self.layout;
        let (place, patterns) = (self.wanted.len() + n, self.wanted.len() + LISTS.len());
        let mut cell = |text: &str| match text.contains(OWN_ID) {
            true => NULL - 1 - self.word(patterns, text),
            false => self.word(place, text),
        };
        match layout {
            Layout::Notices => texts.iter().map(|text| cell(text)).collect(),
            Layout::Deliveries | Layout::Verdicts => vec![cell(&texts.join(";"))],
        }
    }
}

/// The cells of an answer, column by column.
struct Cells {
    items: usize,
    cells: Vec<Cell>,
}

impl Cells {
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

    /// Lets one that is free work.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Writer) -> T) -> T {
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
