//! Style sheets, joined and made small.

use super::{join, link, minified};

const PAGE: &str = r#"<head>
  <link rel="stylesheet" href="css/general-1.css">
  <link rel="stylesheet" href="css/print-1.css" media="print">
  <!-- Fonts -->
  <link rel="stylesheet" href="fonts/fonts-1.css">
  <link rel="stylesheet" id="mdbook-highlight-css" href="highlight-1.css">
  <link rel="stylesheet" href="theme/page-1.css">
</head>"#;

#[test]
fn sheets_are_joined_in_the_order_of_the_page() {
    let css = join(PAGE, &|name| Ok(format!("{}{{a:b}}", &name[..5]))).unwrap();
    let order: Vec<_> = ["css/g{", "@media print{css/p{", ".skip", "theme{"]
        .iter()
        .map(|it| css.find(it).unwrap_or_else(|| panic!("no {it} in {css}")))
        .collect();
    assert!(order.is_sorted(), "{css}");
    assert!(!css.contains("fonts") && !css.contains("highl"), "{css}");
}

#[test]
fn one_link_stands_for_all() {
    let mut page = PAGE.to_string();
    link(&mut page, "page-1.css").unwrap();
    let expected = "<head>\n  <link rel=\"stylesheet\" href=\"page-1.css\">\n</head>";
    assert_eq!(page, expected);
}

#[test]
fn addresses_are_right_from_the_page() {
    let sheet = "a{b:url(x.svg) url(\"y.svg\") url('../z.svg') url(data:w) url(#v) url(/u)}";
    let css = join("<link rel=\"stylesheet\" href=\"theme/a.css\">", &|_| {
        Ok(sheet.to_string())
    });
    let css = css.unwrap();
    for address in [
        "url(theme/x.svg)",
        "url(\"theme/y.svg\")",
        "url('theme/../z.svg')",
        "url(data:w)",
        "url(#v)",
        "url(/u)",
    ] {
        assert!(css.contains(address), "{address} in {css}");
    }
}

/// The forms that we write and a minifier may not know.
#[test]
fn what_a_sheet_says_stays() {
    for (css, small) in [
        ("/* c */ a > b { c: d; } /* e */", "a>b{c:d;}"),
        ("a :hover { b: c }", "a :hover{b:c}"),
        (
            ".a { &:hover { b: c } & > .d { e: f } }",
            ".a{&:hover{b:c}&>.d{e:f}}",
        ),
        (
            ":root:is(.a, .b) :not(.c) { d: e }",
            ":root:is(.a,.b) :not(.c){d:e}",
        ),
        ("a:has(+ b) { c: d }", "a:has(+b){c:d}"),
        (
            "a { b: calc(1px + (2px - 3em) * 2) }",
            "a{b:calc(1px + (2px - 3em) * 2)}",
        ),
        (
            "@container (width > 30em) { a { b: c } }",
            "@container (width>30em){a{b:c}}",
        ),
        (
            "a { b: color-mix(in srgb, var(--c) 50%, #fff) }",
            "a{b:color-mix(in srgb,var(--c) 50%,#fff)}",
        ),
        (
            "a { b: url('data:image/svg+xml,<svg a=\"1  2\"/>') }",
            "a{b:url('data:image/svg+xml,<svg a=\"1  2\"/>')}",
        ),
        ("a { content: \"/* b */  c\" }", "a{content:\"/* b */  c\"}"),
        (
            "@media not (prefers-reduced-motion) { a { b: c } }",
            "@media not (prefers-reduced-motion){a{b:c}}",
        ),
        (
            "a { margin: -1px -2px; --b: ; }",
            "a{margin:-1px -2px;--b:;}",
        ),
    ] {
        assert_eq!(minified(css).unwrap(), small);
    }
}
