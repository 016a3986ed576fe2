//! Logging in: any password is right but `wrong`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::Reply;

/// What the client has to say next.
#[derive(Debug, PartialEq)]
pub(crate) enum Auth {
    /// Name and password at once.
    Plain,
    /// The name, and then the password.
    User,
    Password,
}

impl Auth {
    /// What the server asks; in base64, as RFC 4954 has it.
    pub(crate) fn question(&self) -> Reply {
        match self {
            Auth::Plain => "334 ".into(),
            Auth::User => format!("334 {}", BASE64_STANDARD.encode("Username:")).into(),
            Auth::Password => format!("334 {}", BASE64_STANDARD.encode("Password:")).into(),
        }
    }

    /// Takes the client's answer: what is to be said next, if anything is.
    pub(crate) fn answer(self, line: &[u8]) -> Result<Option<Auth>, Reply> {
        // An answer that is empty is written so.
        let line = if line == b"=" { b"" } else { line };
        if line == b"*" {
            return Err("501 5.7.0 given up".into());
        }
        let text = BASE64_STANDARD.decode(line);
        let text = text.map_err(|_| "501 5.5.2 not base64")?;
        let password = match self {
            Auth::User => return Ok(Some(Auth::Password)),
            Auth::Password => &text[..],
            Auth::Plain => match text.split(|it| *it == 0).collect::<Vec<_>>()[..] {
                [_, _, password] => password,
                _ => return Err("501 5.5.2 write it as NUL name NUL password".into()),
            },
        };
        match password {
            b"wrong" => Err("535 5.7.8 wrong name or password".into()),
            _ => Ok(None),
        }
    }
}
