//! When jobs on threads had their turn: of several that compute, one has the
//! global interpreter lock.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use trace::{Event, Micros, TaskId, TaskKind, ThreadId};

/// A turn of another thread that takes less than this is one of many: a bar with
/// its share of processor time tells more than a dozen bars.
const TURN_MIN: Micros = 100_000;

/// A job that had less than one part in so many of a time did not have its turn.
/// Others that had more did: the processor is not Python's alone.
const PART: Micros = 20;

/// What the recorder writes besides events.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(tag = "k", rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum Seen {
    /// How much processor time a job had used at that moment.
    Look { t: Micros, id: TaskId, cpu: Micros },
}

/// A moment, and the processor time since `enter`.
type Point = (Micros, Micros);

/// From when to when a job blocked.
type Busy = (Micros, Micros);

/// From an `enter` to its `leave`, and what is known of the processor time.
struct Stretch {
    task: TaskId,
    th: ThreadId,
    /// The places of `enter` and `leave`.
    enter: usize,
    leave: usize,
    points: Vec<Point>,
}

impl Stretch {
    fn length(&self) -> Micros {
        self.points[self.points.len() - 1].0 - self.points[0].0
    }
}

/// Divides the stretches of jobs: where a job had no processor time because
/// another thread had it, it leaves its thread and enters it again.
///
/// Only tasks that have a thread of their own: of others a gap would say that
/// they wait for something.
pub(super) fn divide(events: &mut Vec<Event>, looks: &[Seen]) {
    let stretches = stretches(events, looks);
    let jobs = jobs(events);
    let mut added = Vec::new();
    let long = |it: &&Stretch| jobs.contains(&it.task) && it.length() >= TURN_MIN;
    for stretch in stretches.iter().filter(long) {
        let mut left = 0;
        let mut idle = idle(stretch, &busy(events, stretch));
        idle.retain(|(from, to)| others(&stretches, stretch, from.0, to.0) * PART > to.0 - from.0);
        for (from, to) in idle {
            // What little it had it had at both ends, where it was seen.
            let rest = to.1 - from.1;
            let cpu = from.1 + rest / 2;
            added.push(leave(from.0 + rest / 2, stretch, cpu - left));
            added.push(enter(to.0 - (rest - rest / 2), stretch));
            left = cpu;
        }
        if let Event::Leave { cpu: Some(cpu), .. } = &mut events[stretch.leave] {
            *cpu -= left;
        }
    }
    for event in added {
        let at = event.at();
        let place = match event {
            Event::Leave { .. } => events.partition_point(|it| it.at() <= at),
            _ => events.partition_point(|it| it.at() < at),
        };
        events.insert(place, event);
    }
}

fn leave(t: Micros, stretch: &Stretch, cpu: Micros) -> Event {
    Event::Leave {
        t,
        th: stretch.th,
        id: stretch.task,
        cpu: Some(cpu),
    }
}

fn enter(t: Micros, stretch: &Stretch) -> Event {
    Event::Enter {
        t,
        th: stretch.th,
        id: stretch.task,
    }
}

/// The tasks that have a thread to themselves.
fn jobs(events: &[Event]) -> BTreeSet<TaskId> {
    let job = |event: &Event| match event {
        Event::Task { id, kind, .. } if *kind != TaskKind::Main && *kind != TaskKind::Task => {
            Some(*id)
        }
        _ => None,
    };
    events.iter().filter_map(job).collect()
}

/// All stretches of which the processor time was measured.
fn stretches(events: &[Event], looks: &[Seen]) -> Vec<Stretch> {
    let mut seen: BTreeMap<TaskId, Vec<Point>> = BTreeMap::new();
    for Seen::Look { t, id, cpu } in looks {
        seen.entry(*id).or_default().push((*t, *cpu));
    }
    let mut entered = BTreeMap::new();
    let mut stretches = Vec::new();
    for (place, event) in events.iter().enumerate() {
        match event {
            Event::Enter { t, id, .. } => {
                entered.insert(*id, (place, *t));
            }
            Event::Leave { t, th, id, cpu } => {
                let (Some((enter, from)), Some(cpu)) = (entered.remove(id), *cpu) else {
                    continue;
                };
                let seen = seen.get(id).map_or(&[][..], Vec::as_slice).iter();
                let seen = seen.filter(|it| from < it.0 && it.0 < *t && it.1 <= cpu);
                let mut points = vec![(from, 0)];
                points.extend(seen);
                points.push((*t, cpu));
                points.sort();
                // Two threads may look at once, and write in another order.
                points.dedup_by(|next, kept| next.1 < kept.1);
                stretches.push(Stretch {
                    task: *id,
                    th: *th,
                    enter,
                    leave: place,
                    points,
                });
            }
            _ => {}
        }
    }
    stretches
}

/// The times in which the job had almost no processor time and did nothing that
/// was seen.
fn idle(stretch: &Stretch, busy: &[Busy]) -> Vec<(Point, Point)> {
    let mut idle: Vec<(Point, Point)> = Vec::new();
    for pair in stretch.points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let used = to.1.saturating_sub(from.1);
        // What it used may have been in any part; the books say, in the first.
        let at = |moment: Micros| (moment, from.1 + used.min(moment - from.0));
        let mut begun = from;
        let inside = busy.iter().filter(|it| from.0 < it.1 && it.0 < to.0);
        for (first, last) in inside.copied().chain([(to.0, to.0)]) {
            if first > begun.0 && used * PART <= first - begun.0 {
                match idle.last_mut() {
                    Some(before) if before.1 == begun => before.1 = at(first),
                    _ => idle.push((begun, at(first))),
                }
            }
            begun = at(last.clamp(begun.0, to.0));
        }
    }
    idle.retain(|(from, to)| to.0 - from.0 >= TURN_MIN);
    idle
}

/// The processor time that other threads had in that time.
fn others(stretches: &[Stretch], own: &Stretch, from: Micros, to: Micros) -> Micros {
    let others = stretches.iter().filter(|it| it.th != own.th);
    let pairs = others.flat_map(|it| it.points.windows(2));
    let used = pairs.map(|pair| {
        let ((begun, before), (ended, after)) = (pair[0], pair[1]);
        let both = to.min(ended).saturating_sub(from.max(begun));
        after.saturating_sub(before) as f64 * both as f64 / (ended - begun).max(1) as f64
    });
    used.sum::<f64>() as Micros
}

/// When the job blocked, or was seen to do something: that takes no time.
fn busy(events: &[Event], job: &Stretch) -> Vec<Busy> {
    let mut busy: Vec<Busy> = Vec::new();
    let mut held = None;
    for event in &events[job.enter..job.leave] {
        let at = event.at();
        match event {
            Event::Hold { th, .. } if *th == job.th => held = Some(at),
            Event::Free { th, .. } if *th == job.th => {
                busy.push((held.take().unwrap_or(at), at));
            }
            Event::Print { th, .. } if *th == job.th => busy.push((at, at)),
            Event::Task { by, .. } | Event::Wake { by, .. } | Event::Cancel { by, .. }
                if *by == Some(job.task) =>
            {
                busy.push((at, at));
            }
            Event::Wait { task, .. } if *task == job.task => busy.push((at, at)),
            _ => {}
        }
    }
    busy.extend(held.map(|from| (from, Micros::MAX)));
    busy.sort();
    busy
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps of the first job of a run of two, on threads 2 and 3: from when
    /// to when, and their processor time, in milliseconds.
    #[track_caller]
    fn check(lines: &str, expected: &[(Micros, Micros, Micros)]) {
        let raw = format!(
            "{{'k':'thread','t':0,'th':1,'name':'main'}}\n\
             {{'k':'thread','t':0,'th':2,'name':'thread 1'}}\n\
             {{'k':'thread','t':0,'th':3,'name':'thread 2'}}\n\
             {{'k':'task','t':0,'id':1,'kind':'blocking','name':'a'}}\n\
             {{'k':'task','t':0,'id':2,'kind':'blocking','name':'b'}}\n\
             {lines}"
        );
        let trace = crate::python::trace(&raw.replace('\'', "\""), "x.py", "", "Python").unwrap();
        let model = trace::Model::new(&trace);
        let steps = model.tasks[0].steps.iter();
        let steps: Vec<_> = steps
            .map(|it| (it.from / 1000, it.to / 1000, it.cpu.unwrap() / 1000))
            .collect();
        assert_eq!(steps, expected);
    }

    #[test]
    fn a_job_that_waits_for_its_end_has_left() {
        check(
            "{'k':'enter','t':1000,'th':2,'id':1}\n\
             {'k':'look','t':500000,'id':1,'cpu':499000}\n\
             {'k':'enter','t':500000,'th':3,'id':2}\n\
             {'k':'leave','t':999000,'th':3,'id':2,'cpu':498000}\n\
             {'k':'leave','t':1000000,'th':2,'id':1,'cpu':501000}\n",
            &[(0, 500, 500), (998, 999, 1)],
        );
    }

    #[test]
    fn a_job_that_waits_at_its_beginning_enters_later() {
        check(
            "{'k':'enter','t':1000,'th':2,'id':1}\n\
             {'k':'enter','t':1000,'th':3,'id':2}\n\
             {'k':'look','t':400000,'id':1,'cpu':0}\n\
             {'k':'leave','t':401000,'th':3,'id':2,'cpu':390000}\n\
             {'k':'leave','t':801000,'th':2,'id':1,'cpu':390000}\n",
            &[(0, 0, 0), (399, 800, 390)],
        );
    }

    #[test]
    fn a_fine_alternation_is_one_bar() {
        check(
            "{'k':'enter','t':1000,'th':2,'id':1}\n\
             {'k':'enter','t':1000,'th':3,'id':2}\n\
             {'k':'look','t':21000,'id':1,'cpu':20000}\n\
             {'k':'look','t':41000,'id':1,'cpu':20000}\n\
             {'k':'look','t':300000,'id':1,'cpu':150000}\n\
             {'k':'leave','t':400000,'th':3,'id':2,'cpu':200000}\n\
             {'k':'leave','t':401000,'th':2,'id':1,'cpu':200000}\n",
            &[(0, 400, 200)],
        );
    }

    #[test]
    fn a_job_that_sleeps_keeps_its_thread() {
        check(
            "{'k':'enter','t':1000,'th':2,'id':1}\n\
             {'k':'hold','t':1000,'th':2,'task':1,'label':'time.sleep','for_us':500000}\n\
             {'k':'enter','t':1000,'th':3,'id':2}\n\
             {'k':'look','t':2000,'id':1,'cpu':100}\n\
             {'k':'leave','t':400000,'th':3,'id':2,'cpu':390000}\n\
             {'k':'look','t':400000,'id':1,'cpu':100}\n\
             {'k':'free','t':501000,'th':2}\n\
             {'k':'leave','t':501000,'th':2,'id':1,'cpu':200}\n",
            &[(0, 500, 0)],
        );
    }

    #[test]
    fn nothing_is_said_where_no_other_thread_computes() {
        check(
            "{'k':'enter','t':1000,'th':2,'id':1}\n\
             {'k':'enter','t':1000,'th':3,'id':2}\n\
             {'k':'look','t':2000,'id':1,'cpu':100}\n\
             {'k':'leave','t':400000,'th':3,'id':2,'cpu':200}\n\
             {'k':'look','t':400000,'id':1,'cpu':100}\n\
             {'k':'leave','t':501000,'th':2,'id':1,'cpu':200}\n",
            &[(0, 500, 0)],
        );
    }
}
