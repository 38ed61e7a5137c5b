//! Asks every combination of an exposure: those in which the same rules and conditions hold are decided once.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::answer::plan::Plan;
use crate::author::exposure::axes::Axes;
use crate::id::NoticeId;
use crate::notice::envelope::Notice;
use crate::router::ask::Router;
use crate::situation::Situation;

/// What one router answers to a class; `None`: it refuses its notices.
pub(in crate::author) type Answered = Option<Plan>;

/// The combinations of one class, in rising order, and what each router answers to the first of them.
pub(in crate::author) struct Class<'a> {
    pub(in crate::author) points: &'a [u64],
    pub(in crate::author) answers: Vec<Answered>,
}

/// Asks every class, in the order of the combinations. Gives how many were decided.
pub(in crate::author) fn each_class(axes: &Axes, routers: &[&Router], mut look: impl FnMut(Class<'_>)) -> u64 {
    let Ok(id) = NoticeId::new("witness") else { return 0 };
    let (inside, situation) = (axes.inside().max(1), Situation::default());
    let mut decided = 0;
    for cell in 0..axes.count() / inside {
        let first = cell * inside;
        // By what the routers take from the notice: the combinations that are answered alike.
        let mut classes: HashMap<Vec<Option<Box<[u64]>>>, usize, FixedState> = HashMap::default();
        let mut found: Vec<(Vec<u64>, Notice)> = Vec::new();
        for number in first..first + inside {
            let Some(notice) = axes.notice(&axes.point(number), &id) else { continue };
            let key = routers.iter().map(|router| router.class_of(&notice, &situation)).collect();
            let next = found.len();
            let place = *classes.entry(key).or_insert(next);
            if place == next {
                found.push((Vec::new(), notice));
            }
            if let Some((points, _)) = found.get_mut(place) {
                points.push(number);
            }
        }
        for (points, notice) in &found {
            decided += 1;
            let answers = routers.iter().map(|router| router.route(notice, &situation).ok()).collect();
            look(Class { points, answers });
        }
    }
    decided
}
