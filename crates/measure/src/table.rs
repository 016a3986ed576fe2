//! Data in, the HTML of a table out: numbers, with a bar below each.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use crate::data::size_text;
use crate::plan::{self, EMPTY, Group, PAGE, Program, Quantity};
use crate::{Data, Run};

/// The median of some runs, the least, and the most.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spread {
    median: f64,
    least: f64,
    most: f64,
}

/// The table, as it is included into the page: one block of HTML without an
/// empty line.
pub(crate) fn render(table: &plan::Table, data: &Data) -> Result<String> {
    let mut html = format!(
        "<figure class=\"measured\" id=\"measured-{}\">\n<table>\n",
        table.name
    );
    writeln!(html, "<caption>{}</caption>", table.caption)?;
    html += "<thead><tr><th scope=\"col\">Program</th>";
    for quantity in table.columns {
        write!(html, "<th scope=\"col\">{}</th>", heading(*quantity))?;
    }
    html += "</tr></thead>\n";
    let most = longest(table, data)?;
    for group in table.groups {
        html += &rows(table, group, data, &most)?;
    }
    writeln!(
        html,
        "</table>\n<figcaption>{}</figcaption>\n</figure>",
        origin(data)
    )?;
    Ok(html)
}

fn heading(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Time => "Time",
        Quantity::CpuTime => "Processor time",
        Quantity::Memory => "Memory, at most",
        Quantity::Each => "For one",
    }
}

/// The rows of one size, below a line that names it.
fn rows(table: &plan::Table, group: &Group, data: &Data, most: &[f64]) -> Result<String> {
    let mut html = String::from("<tbody>\n");
    if group.size.is_some() {
        let columns = table.columns.len() + 1;
        writeln!(
            html,
            "<tr><th scope=\"rowgroup\" colspan=\"{columns}\"><code>{}</code></th></tr>",
            size_text(group.size)
        )?;
    }
    for ((label, ..), program) in group.rows.iter().zip(group.programs()) {
        let Some(run) = measured(data, &program)? else {
            continue;
        };
        write!(
            html,
            "<tr data-language=\"{}\"><th scope=\"row\">{}</th>",
            program.way.language(),
            linked(label, &program)
        )?;
        for (quantity, most) in table.columns.iter().zip(most) {
            html += &cell(*quantity, spread(*quantity, &program, run, data)?, *most);
        }
        html += "</tr>\n";
    }
    Ok(html + "</tbody>\n")
}

/// The runs of a program; nothing if it was left out on demand.
fn measured<'a>(data: &'a Data, program: &Program) -> Result<Option<&'a Run>> {
    let run = data.of(program);
    if run.is_none() && data.machine.without.is_empty() {
        anyhow::bail!("{program} was not measured\n  cargo book measure");
    }
    Ok(run)
}

/// A label that leads to the program.
fn linked(label: &str, program: &Program) -> String {
    let id = program.listing.replace('.', "-");
    match program.page() {
        None => label.to_string(),
        Some(PAGE) => format!("<a href=\"#listing-{id}\">{label}</a>"),
        Some(page) => format!("<a href=\"{page}#listing-{id}\">{label}</a>"),
    }
}

/// The longest bar of each column: all begin at nothing, and have one scale.
fn longest(table: &plan::Table, data: &Data) -> Result<Vec<f64>> {
    let mut longest = vec![0.0_f64; table.columns.len()];
    for program in table.groups.iter().flat_map(Group::programs) {
        let Some(run) = measured(data, &program)? else {
            continue;
        };
        for (quantity, most) in table.columns.iter().zip(&mut longest) {
            *most = most.max(spread(*quantity, &program, run, data)?.median);
        }
    }
    Ok(longest)
}

fn spread(quantity: Quantity, program: &Program, run: &Run, data: &Data) -> Result<Spread> {
    Ok(match quantity {
        Quantity::Time => of(&run.seconds),
        Quantity::CpuTime => of(&run.cpu_seconds),
        Quantity::Memory => of(&run
            .peak_bytes
            .iter()
            .map(|it| *it as f64)
            .collect::<Vec<_>>()),
        Quantity::Each => {
            let empty = Program {
                listing: EMPTY,
                size: None,
                ..*program
            };
            let start = data
                .of(&empty)
                .context("the empty program was not measured")?;
            let start = of(&start.seconds).median;
            let each = |seconds: &f64| (seconds - start).max(0.0) / count(program);
            of(&run.seconds.iter().map(each).collect::<Vec<_>>())
        }
    })
}

/// How many there are in a program of that size.
fn count(program: &Program) -> f64 {
    let (_, value) = program.size.unwrap_or(("", "1"));
    value.replace('_', "").parse().unwrap_or(1.0)
}

/// Of an even number, the median is the lower of the two in the middle: a value
/// that was measured.
fn of(values: &[f64]) -> Spread {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let at = |index: usize| values.get(index).copied().unwrap_or_default();
    let last = values.len().saturating_sub(1);
    Spread {
        median: at(last / 2),
        least: at(0),
        most: at(last),
    }
}

fn cell(quantity: Quantity, spread: Spread, most: f64) -> String {
    let (scale, unit) = unit(quantity, spread.median);
    let [median, least, most_text] = [spread.median, spread.least, spread.most]
        .map(|value| number(value * scale, spread.median * scale));
    let part = if most > 0.0 {
        spread.median / most * 100.0
    } else {
        0.0
    };
    format!(
        "<td><b>{median} {unit}</b> <small>{least} to {most_text}</small>\
         <span class=\"bar\" style=\"--part: {part:.1}%\"></span></td>"
    )
}

/// What a value is multiplied with to be in the unit.
fn unit(quantity: Quantity, value: f64) -> (f64, &'static str) {
    match quantity {
        Quantity::Time | Quantity::CpuTime if value < 0.0995 => (1e3, "ms"),
        Quantity::Time | Quantity::CpuTime => (1.0, "s"),
        Quantity::Memory => (1e-6, "MB"),
        Quantity::Each if value < 0.0995e-6 => (1e9, "ns"),
        Quantity::Each => (1e6, "µs"),
    }
}

/// With as many decimals as leave the other with three digits, or two.
fn number(value: f64, like: f64) -> String {
    let decimals = match like {
        _ if like >= 99.5 => 0,
        _ if like >= 9.95 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

/// When, where and with what.
fn origin(data: &Data) -> String {
    let machine = &data.machine;
    let rounds = data.runs.first().map_or(0, |run| run.seconds.len());
    let versions = machine.versions.iter();
    let versions = versions.map(|(name, version)| format!("{name} {version}"));
    let versions = versions.collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "Median of {rounds} runs, and the least to the most. Measured on {}: {}, {} cores, {}; {versions}.",
        machine.date, machine.processor, machine.cores, machine.system
    );
    if !machine.without.is_empty() {
        let _ = write!(text, " Without {}.", machine.without.join(", "));
    }
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use snapbox::str;

    use super::*;
    use crate::Machine;
    use crate::plan::Way;

    const TABLE: plan::Table = plan::Table {
        name: "naps",
        caption: "Naps",
        columns: &[Quantity::Time, Quantity::Each],
        groups: &[Group {
            size: Some(("SLEEPERS", "1_000")),
            rows: &[
                ("Rust", "naps.try_x", Way::Rust),
                ("Python", "naps", Way::Python),
            ],
        }],
    };

    fn run(program: &str, way: &str, size: &str, seconds: &[f64]) -> Run {
        Run {
            program: program.into(),
            way: way.into(),
            size: size.into(),
            source: String::new(),
            seconds: seconds.to_vec(),
            cpu_seconds: seconds.to_vec(),
            peak_bytes: Vec::new(),
        }
    }

    /// A program in Rust and one in Python, and what it takes to start them.
    fn data() -> Data {
        let machine = Machine {
            date: "2026-11-21".into(),
            processor: "A & B".into(),
            cores: 2,
            system: "Linux 6".into(),
            versions: vec![("Rust".into(), "1.95.0".into())],
            without: Vec::new(),
        };
        let runs = vec![
            run(EMPTY, "rust", "", &[0.001]),
            run(EMPTY, "python", "", &[0.05]),
            run(
                "naps.try_x",
                "rust",
                "SLEEPERS = 1_000",
                &[0.012, 0.011, 0.014],
            ),
            run("naps", "python", "SLEEPERS = 1_000", &[1.25, 1.05, 1.06]),
        ];
        Data { machine, runs }
    }

    #[test]
    fn a_table_has_numbers_and_bars() {
        snapbox::assert_data_eq!(
            render(&TABLE, &data()).unwrap(),
            str![[r##"
<figure class="measured" id="measured-naps">
<table>
<caption>Naps</caption>
<thead><tr><th scope="col">Program</th><th scope="col">Time</th><th scope="col">For one</th></tr></thead>
<tbody>
<tr><th scope="rowgroup" colspan="3"><code>SLEEPERS = 1_000</code></th></tr>
<tr data-language="rust"><th scope="row"><a href="#listing-naps-try_x">Rust</a></th><td><b>12.0 ms</b> <small>11.0 to 14.0</small><span class="bar" style="--part: 1.1%"></span></td><td><b>11.0 µs</b> <small>10.0 to 13.0</small><span class="bar" style="--part: 1.1%"></span></td></tr>
<tr data-language="python"><th scope="row"><a href="#listing-naps">Python</a></th><td><b>1.06 s</b> <small>1.05 to 1.25</small><span class="bar" style="--part: 100.0%"></span></td><td><b>1010 µs</b> <small>1000 to 1200</small><span class="bar" style="--part: 100.0%"></span></td></tr>
</tbody>
</table>
<figcaption>Median of 1 runs, and the least to the most. Measured on 2026-11-21: A &amp; B, 2 cores, Linux 6; Rust 1.95.0.</figcaption>
</figure>

"##]]
        );
    }

    #[test]
    fn the_median_was_measured() {
        let spread = |median, least, most| Spread {
            median,
            least,
            most,
        };
        for (values, expected) in [
            (&[3.0, 1.0, 2.0][..], spread(2.0, 1.0, 3.0)),
            (&[4.0, 1.0, 2.0, 3.0], spread(2.0, 1.0, 4.0)),
            (&[5.0], spread(5.0, 5.0, 5.0)),
            (&[], spread(0.0, 0.0, 0.0)),
        ] {
            assert_eq!(of(values), expected, "{values:?}");
        }
    }

    #[test]
    fn numbers_have_two_digits_or_three() {
        for (value, expected) in [
            (0.051, "0.05"),
            (1.049, "1.05"),
            (9.96, "10.0"),
            (143.6, "144"),
        ] {
            assert_eq!(number(value, value), expected);
        }
    }

    #[test]
    fn what_is_missing_is_an_error_unless_it_was_left_out() {
        let mut data = data();
        data.runs.pop();
        let error = render(&TABLE, &data).unwrap_err().to_string();
        assert!(error.contains("naps (python) was not measured"), "{error}");
        data.machine.without.push("uvloop".into());
        let html = render(&TABLE, &data).unwrap();
        assert!(
            !html.contains("Python</") && html.contains("Without uvloop."),
            "{html}"
        );
    }
}
