//! Numbers that count up from 1 in the order of the lines.

use std::collections::BTreeMap;

use trace::Event;

/// New numbers by the old ones.
#[derive(Default)]
struct Numbers(BTreeMap<u32, u32>);

impl Numbers {
    fn introduce(&mut self, number: &mut u32) {
        let next = u32::try_from(self.0.len() + 1).expect("a recording has some thousand lines");
        self.0.insert(*number, next);
        *number = next;
    }

    fn replace(&self, number: &mut u32) {
        if let Some(new) = self.0.get(number) {
            *number = *new;
        }
    }

    fn replace_all<'a>(&self, numbers: impl IntoIterator<Item = &'a mut u32>) {
        numbers.into_iter().for_each(|number| self.replace(number));
    }
}

/// Numbers threads, tasks and waits anew: what was dropped or has changed places
/// left gaps.
pub(super) fn renumber(events: &mut [Event]) {
    let (mut threads, mut tasks, mut waits) = <(Numbers, Numbers, Numbers)>::default();
    for event in events {
        match event {
            Event::Thread { th, .. } => threads.introduce(th),
            Event::Task { id, by, .. } => {
                tasks.replace_all(by);
                tasks.introduce(id);
            }
            Event::Enter { th, id, .. } | Event::Leave { th, id, .. } => {
                threads.replace(th);
                tasks.replace(id);
            }
            Event::Wait { id, task, on, .. } => {
                tasks.replace(task);
                tasks.replace_all(on);
                waits.introduce(id);
            }
            Event::Over { id, .. } => waits.replace(id),
            Event::Wake { task, by, .. } | Event::Cancel { task, by, .. } => {
                tasks.replace(task);
                tasks.replace_all(by);
            }
            Event::End { id, .. } => tasks.replace(id),
            Event::Hold { th, task, .. } | Event::Print { th, task, .. } => {
                threads.replace(th);
                tasks.replace_all(task);
            }
            Event::Free { th, .. } => threads.replace(th),
            Event::Cut { .. } | Event::Exit { .. } => {}
        }
    }
}
