//! Decides at which widths which text fits, so that no text overlaps another.
//!
//! A picture is as wide as its column, and its text does not shrink. So for
//! each of a few widths the longest text that fits is chosen, and the style
//! sheet shows the one for the width there is: the classes `from-480` and
//! `until-480` hide an element below and from 480 px.

use crate::text::{self, Font};

/// The widths that texts are chosen for: a small phone, a phone, half a column,
/// a column. The style sheet knows the same numbers.
pub const WIDTHS: [f64; 4] = [270.0, 300.0, 480.0, 760.0];

/// Left of a text in a bar: beside the line of a step and the dot of a print.
pub(crate) const PAD: f64 = 8.0;

/// Left and right of a text in a bar, together.
const PADS: f64 = PAD + 3.0;

/// What is chosen at some widths.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fitted<T> {
    pub what: T,
    /// For the style sheet: empty, `from-480`, `until-760` or both.
    pub class: String,
}

/// Asks `choose` for every width and joins the widths with the same answer.
pub(crate) fn fit<T: PartialEq>(
    widths: &[f64],
    choose: impl Fn(f64) -> Option<T>,
) -> Vec<Fitted<T>> {
    let mut chosen: Vec<(T, usize, usize)> = Vec::new();
    for (index, width) in widths.iter().enumerate() {
        let Some(what) = choose(*width) else { continue };
        match chosen.last_mut() {
            Some(last) if last.0 == what && last.2 == index => last.2 += 1,
            _ => chosen.push((what, index, index + 1)),
        }
    }
    let fitted = chosen.into_iter().map(|(what, from, until)| {
        let from = (from > 0).then(|| format!("from-{}", widths[from]));
        let until = widths.get(until).map(|width| format!("until-{width}"));
        let classes: Vec<String> = from.into_iter().chain(until).collect();
        Fitted {
            what,
            class: classes.join(" "),
        }
    });
    fitted.collect()
}

/// The longest of the texts that fits into one of the slots, which are pairs
/// of fractions; with it, the index of the slot. So many px at the end of the
/// last slot are `taken`.
pub(crate) fn into_slots(
    texts: &[String],
    slots: &[(f64, f64)],
    width: f64,
    font: Font,
    taken: f64,
) -> Option<(String, usize)> {
    let room = |index: usize| {
        let taken = if index + 1 == slots.len() { taken } else { 0.0 };
        (slots[index].1 - slots[index].0) * width - taken - PADS
    };
    texts.iter().find_map(|text| {
        let length = text::width(text, font);
        let slot = (0..slots.len()).find(|index| length <= room(*index))?;
        Some((text.clone(), slot))
    })
}

/// What is left of a bar between the places where something lies over it.
pub(crate) fn slots(from: f64, to: f64, over: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut slots = Vec::new();
    let mut left = from;
    for (x0, x1) in over {
        if *x1 <= left || *x0 >= to {
            continue;
        }
        if *x0 > left {
            slots.push((left, *x0));
        }
        left = *x1;
    }
    if to > left {
        slots.push((left, to));
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_width_has_the_longest_text_that_fits() {
        let texts = ["waits for say_after(100)", "waits"].map(String::from);
        let slots = [(0.0, 0.05), (0.1, 0.4)];
        let fitted = fit(&WIDTHS, |width| {
            into_slots(&texts, &slots, width, Font::Label, 0.0)
        });
        let fitted: Vec<_> = fitted
            .iter()
            .map(|it| (it.what.0.as_str(), it.what.1, it.class.as_str()))
            .collect();
        assert_eq!(
            fitted,
            [
                ("waits", 1, "until-760"),
                ("waits for say_after(100)", 1, "from-760")
            ]
        );
    }

    #[test]
    fn what_is_taken_at_the_end_of_the_last_slot_is_not_used_twice() {
        let texts = ["sleep 0.3 s", "0.3 s"].map(String::from);
        let choose = |taken| into_slots(&texts, &[(0.0, 0.3)], 300.0, Font::Label, taken);
        assert_eq!(choose(0.0), Some(("sleep 0.3 s".into(), 0)));
        assert_eq!(choose(18.0), Some(("0.3 s".into(), 0)));
        let slots = [(0.0, 0.3), (0.3, 0.4)];
        let in_two = into_slots(&texts, &slots, 300.0, Font::Label, 18.0);
        assert_eq!(in_two, Some(("sleep 0.3 s".into(), 0)));
    }

    #[test]
    fn what_fits_nowhere_is_left_out() {
        let texts = ["a long text that fits nowhere".to_string()];
        let fitted = fit(&WIDTHS, |width| {
            into_slots(&texts, &[(0.0, 0.01)], width, Font::Label, 0.0)
        });
        assert_eq!(fitted, []);
    }

    #[test]
    fn a_bar_is_free_between_what_lies_over_it() {
        let over = [(0.0, 0.1), (0.3, 0.4), (0.8, 0.9)];
        assert_eq!(slots(0.1, 0.7, &over), [(0.1, 0.3), (0.4, 0.7)]);
    }
}
