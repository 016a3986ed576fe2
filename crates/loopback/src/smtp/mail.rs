//! What the notes say of a mail.

use mailparse::{MailHeader, MailHeaderMap};

/// The subject, and the key that tells a copy from another mail: the
/// `Message-ID`. What is missing is `-`.
pub(crate) fn read(text: &[u8]) -> (String, String) {
    // Who writes no mail at all has no headers.
    let headers = mailparse::parse_headers(text).map_or(Vec::new(), |(headers, _)| headers);
    let headers: &[MailHeader] = &headers;
    (value(headers, "Subject"), value(headers, "Message-ID"))
}

/// The value of a header, decoded, in one line.
fn value(headers: &[MailHeader], name: &str) -> String {
    let value = headers.get_first_value(name).unwrap_or_default();
    let value = value.replace(char::is_control, " ");
    match value.trim() {
        "" => "-".into(),
        value => value.into(),
    }
}
