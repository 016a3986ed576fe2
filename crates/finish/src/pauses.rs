//! Lets a browser draw and answer while it reads a long page.
//!
//! Chromium reads for 10 ms at a time, but only six times: then it reads all
//! that has come, for up to half a second, and lays that out in one piece. After
//! the end of a script it goes back to 10 ms (`HTMLDocumentParser::PumpTokenizer`),
//! also of one that is data, which nothing runs and no policy has to allow.

/// An element that is nothing but its end.
const PAUSE: &str = "<script type=\"application/json\"></script>";

/// The page with a pause after each listing, which are its long parts.
pub(crate) fn paused(html: &str) -> String {
    html.replace("</figure>", &format!("</figure>{PAUSE}"))
}

#[cfg(test)]
mod tests {
    use super::paused;

    #[test]
    fn each_listing_is_followed_by_a_pause() {
        let [page, expected] = [
            "<figure>a</figure>\n<p>b</p>\n<figure>c</figure>\n",
            "<figure>a</figure><script type=\"application/json\"></script>\n<p>b</p>\n\
             <figure>c</figure><script type=\"application/json\"></script>\n",
        ];
        assert_eq!(paused(page), expected);
    }
}
