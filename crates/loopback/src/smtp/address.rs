//! The address of a recipient, and what it says by what follows its `+`.

use std::time::Duration;

use super::Reply;

/// The longest wait that can be asked for.
const DELAY_MAX: u64 = 60_000;

/// Who a mail is for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Address {
    /// As the client wrote it.
    pub(crate) name: String,
    pub(crate) behavior: Behavior,
}

/// What happens to mails to an address.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Behavior {
    /// They take as long as mails take.
    Usual,
    /// They take so long.
    Delay(Duration),
    /// They are there at once, and no reply comes.
    Hang,
    /// They are there at once, and the reply comes so late.
    Late(Duration),
    /// The connection is closed.
    Drop,
    /// They are refused with this status.
    Fail(u16),
    /// So many are refused for now, and later ones are taken.
    Fails(u32),
}

impl Address {
    /// Reads what stands within `<` and `>`.
    pub(crate) fn read(path: &str) -> Result<Address, Reply> {
        let (local, _) = Address::parts(path)?;
        let behavior = match local.split_once('+') {
            None => Behavior::Usual,
            Some((_, tag)) => Behavior::read(tag).ok_or_else(|| unknown(tag))?,
        };
        Ok(Address {
            name: path.to_owned(),
            behavior,
        })
    }

    /// What is before and behind the last `@`.
    pub(crate) fn parts(path: &str) -> Result<(&str, &str), Reply> {
        let parts = path.rsplit_once('@');
        let whole = parts.filter(|(local, domain)| !local.is_empty() && !domain.is_empty());
        let quoted = path.starts_with('"');
        let odd = |it: char| !quoted && (it == ' ' || it == '<' || it == '>');
        match whole {
            _ if !path.is_ascii() => Err("553 5.6.7 only ASCII, there is no SMTPUTF8".into()),
            Some(parts) if !path.contains(odd) => Ok(parts),
            _ => Err("501 5.1.3 no address, write it as ann@example.org".into()),
        }
    }
}

impl Behavior {
    /// Reads a tag: a word, and a number right behind it.
    fn read(tag: &str) -> Option<Behavior> {
        let digits = tag.find(|it: char| it.is_ascii_digit());
        let (word, digits) = tag.split_at(digits.unwrap_or(tag.len()));
        let number = digits.parse::<u64>().ok();
        let wait = number.filter(|number| *number <= DELAY_MAX);
        let wait = wait.map(Duration::from_millis);
        match word {
            "delay" => Some(Behavior::Delay(wait?)),
            "late" => Some(Behavior::Late(wait?)),
            "hang" => digits.is_empty().then_some(Behavior::Hang),
            "drop" => digits.is_empty().then_some(Behavior::Drop),
            "fail" => {
                let code = number.filter(|number| (400..600).contains(number))?;
                Some(Behavior::Fail(u16::try_from(code).ok()?))
            }
            "fails" => Some(Behavior::Fails(u32::try_from(number?).ok()?)),
            _ => None,
        }
    }
}

fn unknown(tag: &str) -> Reply {
    format!(
        "501 5.1.3 unknown tag {tag}, there are +delayMS, +lateMS (at most {DELAY_MAX}), \
         +hang, +drop, +failCODE (400 to 599), +failsCOUNT"
    )
    .into()
}
