//! Who a mail is for, and so how it is delivered.

use std::time::Duration;

use super::address::{Address, Behavior};
use crate::notes::Mailing;

/// How long a mail takes.
const WAIT: Duration = Duration::from_millis(100);

/// The most recipients of a mail (RFC 5321, 4.5.3.1.8).
const RECIPIENTS_MAX: usize = 100;

/// Who a mail is for.
pub(crate) struct Envelope<'a> {
    recipients: Vec<Address>,
    _mailing: Mailing<'a>,
}

/// How a mail is delivered.
#[derive(Debug, PartialEq)]
pub(crate) struct Delivery {
    /// Whether it is there before the wait, and not after it.
    pub(crate) at_once: bool,
    /// How long the reply takes; none is for ever.
    pub(crate) wait: Option<Duration>,
}

impl<'a> Envelope<'a> {
    pub(crate) fn new(mailing: Mailing<'a>) -> Envelope<'a> {
        Envelope {
            recipients: Vec::new(),
            _mailing: mailing,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.recipients.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.recipients.len() == RECIPIENTS_MAX
    }

    pub(crate) fn push(&mut self, recipient: Address) {
        self.recipients.push(recipient);
    }

    /// The recipients, as `/mails` names them.
    pub(crate) fn names(&self) -> String {
        let names = self.recipients.iter().map(|it| it.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    /// The slowest recipient decides; if one has it at once, all have.
    pub(crate) fn delivery(&self) -> Delivery {
        let behaviors = || self.recipients.iter().map(|it| &it.behavior);
        let waits = behaviors().map(|behavior| match behavior {
            Behavior::Hang => Duration::MAX,
            Behavior::Delay(wait) | Behavior::Late(wait) => *wait,
            _ => WAIT,
        });
        Delivery {
            at_once: behaviors().any(|it| matches!(it, Behavior::Hang | Behavior::Late(_))),
            wait: waits.max().filter(|wait| *wait < Duration::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::Notes;

    #[track_caller]
    fn check(recipients: &[&str], at_once: bool, wait_ms: Option<u64>) {
        let notes = Notes::new(|_| ());
        let mut envelope = Envelope::new(notes.mailing());
        for recipient in recipients {
            envelope.push(Address::read(recipient).expect("an address"));
        }
        let wait = wait_ms.map(Duration::from_millis);
        assert_eq!(envelope.delivery(), Delivery { at_once, wait });
    }

    #[test]
    fn the_slowest_recipient_decides() {
        check(&["a@x"], false, Some(100));
        check(&["a+delay10@x"], false, Some(10));
        check(&["a+delay10@x", "b@x"], false, Some(100));
        check(&["a+delay200@x", "b+delay300@x"], false, Some(300));
        check(&["b+hang@x", "a+delay200@x"], true, None);
    }

    #[test]
    fn one_that_has_it_at_once_is_enough() {
        check(&["a+late200@x"], true, Some(200));
        check(&["a+late50@x", "b@x"], true, Some(100));
        check(&["a+delay300@x", "b+late200@x"], true, Some(300));
        check(&["a+fails1@x", "b+late0@x"], true, Some(100));
    }
}
