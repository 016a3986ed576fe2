//! What was measured, as a table.

use std::fs::read_to_string;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::contenders::python;

/// Rows in the order in which they came first: what, who, and each figure.
#[derive(Default)]
pub struct Table(Vec<(&'static str, &'static str, Vec<f64>)>);

impl Table {
    pub fn add(&mut self, what: &'static str, who: &'static str, figure: f64) {
        let row = self.0.iter_mut().find(|it| (it.0, it.1) == (what, who));
        match row {
            Some(row) => row.2.push(figure),
            None => self.0.push((what, who, vec![figure])),
        }
    }

    /// Prints it: the median of each row, and its least and its greatest figure.
    pub fn print(&mut self, took: Duration) -> Result<()> {
        let whats: Vec<_> = self.0.iter().map(|it| it.0).collect();
        // Stable: those of one thing stay in their order.
        self.0
            .sort_by_key(|row| whats.iter().position(|it| *it == row.0));
        println!("{}", machine()?);
        println!("it took {took:.0?}");
        for (what, who, figures) in &mut self.0 {
            figures.sort_by(f64::total_cmp);
            let last = figures.len() - 1;
            let [middle, least, most] = [last / 2, 0, last].map(|it| round(figures[it]));
            println!("{what:30} {who:43} {middle:>7} ({least} to {most})");
        }
        Ok(())
    }
}

/// Two or more digits that mean something.
fn round(figure: f64) -> String {
    let digits = if figure < 10.0 { 2 } else { 0 };
    format!("{figure:.digits$}")
}

/// What it ran on.
fn machine() -> Result<String> {
    let processors = read_to_string("/proc/cpuinfo")?;
    let model = processors.lines().find(|it| it.starts_with("model name"));
    let model = model.and_then(|it| it.split(": ").nth(1)).unwrap_or("?");
    let cores = std::thread::available_parallelism()?;
    let kernel = read_to_string("/proc/sys/kernel/osrelease")?;
    let load = read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or("?");
    let redis = said(Command::new("redis-server").arg("--version"))?;
    let redis = redis.split(' ').nth(2).unwrap_or("?").to_owned();
    let versions = "import celery, platform as p; print(p.python_version(), celery.__version__)";
    let versions = said(python().args(["-c", versions]))?;
    let (python, celery) = versions.trim().split_once(' ').unwrap_or(("?", "?"));
    Ok(format!(
        "{model}, {cores} cores, load {load}; Linux {}; Redis {redis}; \
         Python {python}, Celery {celery}",
        kernel.trim()
    ))
}

fn said(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(command.output()?.stdout)?)
}
