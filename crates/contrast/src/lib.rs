//! How well one color is told from another, for tests of style sheets.
//!
//! ```
//! let [ink, paper] = ["#57606a", "#ffffff"].map(contrast::hex);
//! assert!(contrast::ratio(ink, paper) > contrast::TEXT_MIN);
//! ```

/// Red, green and blue of sRGB, from 0 to 1.
pub type Color = [f64; 3];

/// What WCAG 2.2 asks for text (1.4.3).
pub const TEXT_MIN: f64 = 4.5;

/// A color as style sheets write it, such as `#1f2329`.
///
/// # Panics
///
/// If the text is no such color: a test then names a color that is none.
pub fn hex(text: &str) -> Color {
    let part = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("is hexadecimal");
    [1, 3, 5].map(|at| f64::from(part(at)) / 255.0)
}

/// So much of one color, from 0 to 1, over another.
pub fn mix(one: Color, share: f64, other: Color) -> Color {
    [0, 1, 2].map(|it| one[it] * share + other[it] * (1.0 - share))
}

/// The contrast ratio of WCAG 2, from 1 to 21.
pub fn ratio(one: Color, other: Color) -> f64 {
    let linear = |part: f64| match part {
        ..=0.04045 => part / 12.92,
        _ => ((part + 0.055) / 1.055).powf(2.4),
    };
    let light = |color: Color| {
        let [red, green, blue] = color.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::{hex, mix, ratio};

    #[test]
    fn black_and_white_differ_most() {
        let [black, white] = ["#000000", "#ffffff"].map(hex);
        assert!((ratio(black, white) - 21.0).abs() < 1e-9);
        assert!((ratio(white, white) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_known_gray_is_just_legible_on_white() {
        let ratio = ratio(hex("#767676"), hex("#ffffff"));
        assert!((4.54..4.55).contains(&ratio), "{ratio}");
    }

    #[test]
    fn a_quarter_over_another_is_a_quarter_of_it() {
        assert_eq!(
            mix([1.0, 0.0, 0.0], 0.25, [0.0, 0.0, 1.0]),
            [0.25, 0.0, 0.75]
        );
    }
}
