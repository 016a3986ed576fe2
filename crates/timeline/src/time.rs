//! Times, as the programs of the book print them: with one decimal of a
//! second where that says enough.

use trace::Micros;

use crate::words::{Words, fill};

/// Runs shorter than this have an axis in milliseconds.
const SECONDS_FROM: Micros = 50_000;

/// Runs shorter than this have an axis in microseconds.
const MILLIS_FROM: Micros = 2_000;

/// From this scale on, one decimal of a second is fine enough for the axis.
const TENTHS_FROM: Micros = 190_000;

/// More intervals than this leave no room between their labels at 300 px.
const INTERVALS_MAX: u64 = 5;

/// The same where the labels are longer: two decimals, or microseconds.
const LONG_INTERVALS_MAX: u64 = 4;

/// The moments that get a label on the axis, evenly apart, in microseconds.
pub fn ticks(scale: Micros) -> Vec<Micros> {
    let unit = match scale {
        TENTHS_FROM.. => 100_000,
        SECONDS_FROM.. => 10_000,
        MILLIS_FROM.. => 1_000,
        _ => 1,
    };
    let mut step = unit;
    let mut factors = [2, 5, 10].iter().cycle();
    let mut decade = unit;
    let most = match unit {
        10_000 | 1 => LONG_INTERVALS_MAX,
        _ => INTERVALS_MAX,
    };
    while scale / step > most {
        let factor = *factors.next().expect("cycles");
        step = decade * factor;
        if factor == 10 {
            decade = step;
        }
    }
    (0..=scale / step).map(|n| n * step).collect()
}

/// What stands on the axis at `at`, in an axis with steps of `step`.
pub fn tick_label(at: Micros, step: Micros, scale: Micros, words: &Words) -> String {
    if at == 0 {
        return "0".into();
    }
    if scale >= SECONDS_FROM {
        let decimals = match step {
            10_000_000.. => 0,
            _ if at.is_multiple_of(100_000) => 1,
            _ => 2,
        };
        seconds(at, decimals, words)
    } else if scale >= MILLIS_FROM {
        fill(&words.milliseconds, &[("number", &(at / 1000).to_string())])
    } else {
        fill(&words.microseconds, &[("number", &at.to_string())])
    }
}

/// A time that was measured.
pub fn measured(time: Micros, words: &Words) -> String {
    match time {
        95_000.. => seconds(time, 1, words),
        SECONDS_FROM.. => seconds(time, 2, words),
        1_000.. => {
            let millis = (time + 500) / 1000;
            fill(&words.milliseconds, &[("number", &millis.to_string())])
        }
        _ => fill(&words.microseconds, &[("number", &time.to_string())]),
    }
}

/// A time that the program asked for: every digit counts.
pub fn exact(time: Micros, words: &Words) -> String {
    let (unit, word) = match time {
        10_000.. => (1_000_000, &words.seconds),
        1_000.. => (1_000, &words.milliseconds),
        _ => (1, &words.microseconds),
    };
    // Timers round to milliseconds; more digits than three are noise.
    let number = format!("{:.3}", time as f64 / unit as f64);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    fill(word, &[("number", number)])
}

/// Seconds with so many decimals; a shorter run in its own unit.
pub fn moment(at: Micros, scale: Micros, decimals: usize, words: &Words) -> String {
    if scale >= SECONDS_FROM {
        seconds(at, decimals, words)
    } else if scale >= MILLIS_FROM {
        let number = format!("{:.*}", decimals - 1, at as f64 / 1e3);
        fill(&words.milliseconds, &[("number", &number)])
    } else {
        fill(&words.microseconds, &[("number", &at.to_string())])
    }
}

fn seconds(time: Micros, decimals: usize, words: &Words) -> String {
    let number = format!("{:.decimals$}", time as f64 / 1e6);
    fill(&words.seconds, &[("number", &number)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::words;

    #[track_caller]
    fn check(scale: Micros, expected: &str) {
        let ticks = ticks(scale);
        let words = words();
        let labels = ticks
            .iter()
            .map(|at| tick_label(*at, ticks[1], scale, &words));
        let labels: Vec<String> = labels.collect();
        assert_eq!(labels.join(", "), expected);
    }

    #[test]
    fn axes_have_few_round_labels() {
        check(201_600, "0, 0.1 s, 0.2 s");
        check(306_000, "0, 0.1 s, 0.2 s, 0.3 s");
        check(606_000, "0, 0.2 s, 0.4 s, 0.6 s");
        check(1_003_000, "0, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1.0 s");
        check(121_000, "0, 0.05 s, 0.1 s");
        check(30_100_000, "0, 10 s, 20 s, 30 s");
        check(2_010_000, "0, 0.5 s, 1.0 s, 1.5 s, 2.0 s");
        check(12_300, "0, 5 ms, 10 ms");
        check(640, "0, 200 µs, 400 µs, 600 µs");
        check(3, "0, 1 µs, 2 µs, 3 µs");
    }

    #[test]
    fn asked_for_and_measured_times() {
        let words = words();
        let both = |time| format!("{} / {}", exact(time, &words), measured(time, &words));
        assert_eq!(both(100_000), "0.1 s / 0.1 s");
        assert_eq!(both(250_000), "0.25 s / 0.2 s");
        assert_eq!(both(66_000), "0.066 s / 0.07 s");
        assert_eq!(both(2_000_000), "2 s / 2.0 s");
        assert_eq!(both(5_000), "5 ms / 5 ms");
        assert_eq!(both(7), "7 µs / 7 µs");
    }
}
