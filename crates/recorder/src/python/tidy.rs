//! The order of events, and what is too small to be seen.

use std::collections::{BTreeMap, BTreeSet};

use trace::{Event, Micros, Stream};

/// A call that could have blocked and did not takes less than this.
const HOLD_MIN: Micros = 1_000;

/// The parts of one `print` follow each other faster than this.
const PRINT_MAX: Micros = 1_000;

/// Sorts by time. Threads note the time before they write, so their lines can
/// pass each other; those of one thread stay as they are.
///
/// What is printed while the interpreter ends comes after `exit`, which has to
/// be the last.
pub(super) fn order(events: &mut Vec<Event>) {
    events.sort_by_key(Event::at);
    let end = events.last().map_or(0, Event::at);
    let before = events.len();
    events.retain(|event| !matches!(event, Event::Exit { .. }));
    if events.len() < before {
        events.push(Event::Exit { t: end });
    }
}

/// Where each `hold` ends, by their places among the events; none if it does not.
pub(super) type Holds = BTreeMap<usize, Option<usize>>;

pub(super) fn holds(events: &[Event]) -> Holds {
    let mut open = BTreeMap::new();
    let mut holds = BTreeMap::new();
    for (place, event) in events.iter().enumerate() {
        match event {
            Event::Hold { th, .. } => {
                open.insert(*th, place);
                holds.insert(place, None);
            }
            Event::Free { th, .. } => {
                if let Some(began) = open.remove(th) {
                    holds.insert(began, Some(place));
                }
            }
            _ => {}
        }
    }
    holds
}

/// Drops calls that did not block, except those that said for how long they would.
pub(super) fn drop_short_holds(events: &mut Vec<Event>) {
    let mut gone = BTreeSet::new();
    for (from, to) in holds(events) {
        let asked = matches!(events[from], Event::Hold { for_us, .. } if for_us.is_some());
        if let Some(to) = to
            && !asked
            && events[to].at() - events[from].at() < HOLD_MIN
        {
            gone.extend([from, to]);
        }
    }
    remove(events, &gone);
}

pub(super) fn remove(events: &mut Vec<Event>, gone: &BTreeSet<usize>) {
    let mut place = 0;
    events.retain(|_| {
        place += 1;
        !gone.contains(&(place - 1))
    });
}

/// Joins the parts of a line: `print(a, b)` writes `a`, a space, `b` and `\n`.
pub(super) fn join_writes(events: &mut Vec<Event>) {
    let mut begun: BTreeMap<Stream, usize> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    for place in 0..events.len() {
        let Event::Print { to, .. } = events[place] else {
            continue;
        };
        if let Some(before) = begun.remove(&to) {
            let (head, tail) = events.split_at_mut(place);
            if join(&mut head[before], &mut tail[0]) {
                gone.insert(before);
            }
        }
        if let Event::Print { text, .. } = &events[place]
            && !text.ends_with('\n')
        {
            begun.insert(to, place);
        }
    }
    remove(events, &gone);
}

/// Puts the text of the first write before that of the second, if they are of
/// one thread and task and of one moment; whether they are. The first is left
/// without a text: a line may have thousands of parts, and is not copied for each.
fn join(first: &mut Event, second: &mut Event) -> bool {
    let (
        Event::Print {
            t: begun,
            th: first_th,
            task: first_task,
            text: first_text,
            ..
        },
        Event::Print {
            t, th, task, text, ..
        },
    ) = (first, second)
    else {
        return false;
    };
    let of_one = first_th == th && first_task == task && *t - *begun < PRINT_MAX;
    if of_one {
        let mut whole = std::mem::take(first_text);
        whole.push_str(text);
        *text = whole;
    }
    of_one
}

/// Drops what is said of the waits of a task that is over: a timeout that
/// nobody left is given up when Python finds its remains.
pub(super) fn drop_late(events: &mut Vec<Event>) {
    let mut ended = BTreeSet::new();
    let mut waiting = BTreeMap::new();
    events.retain(|event| match event {
        Event::End { id, .. } => ended.insert(*id),
        Event::Wait { id, task, .. } => {
            waiting.insert(*id, *task);
            !ended.contains(task)
        }
        Event::Over { id, .. } => waiting.get(id).is_some_and(|task| !ended.contains(task)),
        _ => true,
    });
}
