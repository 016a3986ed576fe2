//! Finds the scripts that stand in a page, and hashes them for its policy.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// Each inline script of the page as `sha256-…`, in the order of the page.
///
/// The page is not parsed, which takes a fifth of a second for a long one in a
/// debug build. So what stands in a comment is found, too, which does no harm;
/// none is missed, because each begins and ends with the same words.
pub(super) fn inline_scripts(page: &str) -> Vec<String> {
    let starts = page.match_indices("<script");
    let scripts = starts.filter_map(|(start, name)| inline_script(&page[start + name.len()..]));
    scripts.map(hash).collect()
}

/// The script after `<script`, unless it is in a file, or is data for one.
fn inline_script(rest: &str) -> Option<&str> {
    let (attributes, rest) = rest.split_once('>')?;
    let (script, _) = rest.split_once("</script")?;
    let elsewhere = attributes.contains("src=") || attributes.contains("json");
    (!elsewhere).then_some(script)
}

/// What a policy calls a script.
fn hash(script: &str) -> String {
    let digest = Sha256::digest(script.as_bytes());
    format!("sha256-{}", BASE64_STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::{hash, inline_scripts};

    #[track_caller]
    fn check(page: &str, scripts: &[&str]) {
        let expected: Vec<String> = scripts.iter().map(|it| hash(it)).collect();
        assert_eq!(inline_scripts(page), expected, "{page}");
    }

    #[test]
    fn a_script_is_hashed_as_a_browser_does() {
        // The example of the specification of content security policies.
        let expected = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(hash("alert('Hello, world.');"), expected);
    }

    #[test]
    fn scripts_in_the_page_are_found() {
        check("<script>\n  a()\n</script><p>", &["\n  a()\n"]);
        check(
            "<script type=module>a</script ><script>b</script>",
            &["a", "b"],
        );
        check("<script>if (a < b) '<p>'</script>", &["if (a < b) '<p>'"]);
        check("<script></script>", &[""]);
    }

    #[test]
    fn what_is_elsewhere_or_data_is_not() {
        check("<script src=\"a.js\"></script>", &[]);
        check("<script type=\"application/json\">{}</script>", &[]);
        check("<p>&lt;script>a&lt;/script><script>never ends", &[]);
    }

    #[test]
    fn what_stands_in_a_comment_hides_none() {
        check(
            "<!-- <script> --><script>a</script>",
            &[" --><script>a", "a"],
        );
    }
}
