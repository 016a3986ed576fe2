//! What is measured, and in which tables it stands.

use std::fmt;

use listing::{Language, Listings, Need};

/// What runs a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// rustc, in release mode.
    Rust,
    /// Python with the loop it comes with, or none.
    Python,
    /// Python with the loop of the package `uvloop`.
    Uvloop,
}

impl Way {
    /// The language of the program.
    pub fn language(self) -> Language {
        match self {
            Way::Rust => Language::Rust,
            Way::Python | Way::Uvloop => Language::Python,
        }
    }

    /// As it stands in the data.
    pub fn name(self) -> &'static str {
        match self {
            Way::Rust => "rust",
            Way::Python => "python",
            Way::Uvloop => "uvloop",
        }
    }
}

/// The page that shows the tables.
pub const PAGE: &str = "choosing.md";

/// The name of the program that is no listing: it starts, and ends.
pub const EMPTY: &str = "empty";

/// The name of a constant and its value: `TASKS`, `100_000`.
pub type Size = (&'static str, &'static str);

/// A program as it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// A listing, or [`EMPTY`].
    pub listing: &'static str,
    /// What runs it.
    pub way: Way,
    /// The constant that is changed, if there is one.
    pub size: Option<Size>,
}

/// `five_at_once (python)`.
impl fmt::Display for Program {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} ({})", self.listing, self.way.name())
    }
}

impl Program {
    /// The page that shows it; none for the empty program.
    pub fn page(&self) -> Option<&'static str> {
        match self.listing {
            EMPTY => None,
            PAGES | PAGES_THREADS | PAGES_AT_ONCE => Some("fetching.md"),
            _ => Some(PAGE),
        }
    }
}

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// From the start of the process to its end.
    Time,
    /// Of all processors together, in the program and in the system for it.
    CpuTime,
    /// The most that was resident at once; of several processes, the largest.
    Memory,
    /// The time without that of the empty program, for one of the size.
    Each,
}

/// A table of the page.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The stem of its file.
    pub name: &'static str,
    /// What is measured.
    pub caption: &'static str,
    /// The columns behind the names.
    pub columns: &'static [Quantity],
    /// Rows that belong together.
    pub groups: &'static [Group],
}

/// Rows of one size.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The constant that is changed in all of them, if there is one.
    pub size: Option<Size>,
    /// Label, listing, and what runs it.
    pub rows: &'static [(&'static str, &'static str, Way)],
}

impl Group {
    /// Its programs, in order.
    pub fn programs(&self) -> impl Iterator<Item = Program> {
        let size = self.size;
        let rows = self.rows.iter();
        rows.map(move |&(_, listing, way)| Program { listing, way, size })
    }
}

const NAPS: &str = "sleeping_tasks_share_a_thread";
const NAPS_JOINED: &str = "sleeping_tasks_share_a_thread.try_join";
const NAP_THREADS: &str = "each_sleeper_has_a_thread";
const TASKS: &str = "a_task_for_each_number";
const TASKS_WORKERS: &str = "a_task_for_each_number.try_workers";
const TASKS_INSIDE: &str = "a_task_for_each_number.try_inside";
const TASKS_ALL: &str = "a_task_for_each_number.try_all";
const TASKS_AWAIT: &str = "a_task_for_each_number.try_await";
const JOBS: &str = "joined_jobs_compute_in_turn";
const JOBS_THREADS: &str = "joined_jobs_compute_in_turn.try_threads";
const JOBS_CORES: &str = "joined_jobs_compute_in_turn.try_cores";
const BLOCKING: &str = "jobs_that_block_need_threads";
const BLOCKING_POOL: &str = "jobs_that_block_need_threads.try_pool";
const PAGES: &str = "five_pages_in_turn";
const PAGES_THREADS: &str = "five_pages_in_turn.try_threads";
const PAGES_AT_ONCE: &str = "five_at_once";

use Quantity::{CpuTime, Each, Memory, Time};
use Way::{Python, Rust, Uvloop};

/// Every table, in the order of the page.
pub const TABLES: &[Table] = &[
    Table {
        name: "start",
        caption: "Programs that start a loop, or a runtime, and end",
        columns: &[Time, Memory],
        groups: &[Group {
            size: None,
            rows: &[
                ("Python, asyncio", EMPTY, Python),
                ("Python, uvloop", EMPTY, Uvloop),
                ("Rust, tokio", EMPTY, Rust),
            ],
        }],
    },
    Table {
        name: "pages",
        caption: "Five pages from a server on the same machine",
        columns: &[Time, Memory],
        groups: &[Group {
            size: None,
            rows: &[
                ("Python, in turn", PAGES, Python),
                ("Python, threads", PAGES_THREADS, Python),
                ("Python, asyncio and aiohttp", PAGES_AT_ONCE, Python),
                ("Rust, in turn", PAGES, Rust),
                ("Rust, threads", PAGES_THREADS, Rust),
                ("Rust, tokio and reqwest", PAGES_AT_ONCE, Rust),
            ],
        }],
    },
    Table {
        name: "sleepers",
        caption: "Sleepers of 1 s, all at once",
        columns: &[Time, Memory],
        groups: &[
            Group {
                size: Some(("SLEEPERS", "1_000")),
                rows: &[
                    ("Python, threads", NAP_THREADS, Python),
                    ("Python, asyncio", NAPS, Python),
                    ("Rust, threads", NAP_THREADS, Rust),
                    ("Rust, tasks", NAPS, Rust),
                ],
            },
            Group {
                size: Some(("SLEEPERS", "10_000")),
                rows: &[
                    ("Python, threads", NAP_THREADS, Python),
                    ("Python, asyncio", NAPS, Python),
                    ("Python, uvloop", NAPS, Uvloop),
                    ("Rust, threads", NAP_THREADS, Rust),
                    ("Rust, tasks", NAPS, Rust),
                    ("Rust, one task", NAPS_JOINED, Rust),
                ],
            },
            Group {
                size: Some(("SLEEPERS", "100_000")),
                rows: &[
                    ("Python, asyncio", NAPS, Python),
                    ("Python, uvloop", NAPS, Uvloop),
                    ("Rust, tasks", NAPS, Rust),
                    ("Rust, one task", NAPS_JOINED, Rust),
                ],
            },
        ],
    },
    Table {
        name: "tasks",
        caption: "A task for each number",
        columns: &[Time, Each],
        groups: &[Group {
            size: Some(("TASKS", "100_000")),
            rows: &[
                ("asyncio, in turn", TASKS, Python),
                ("uvloop, in turn", TASKS, Uvloop),
                ("asyncio, created first", TASKS_ALL, Python),
                ("asyncio, no task", TASKS_AWAIT, Python),
                ("tokio, in turn", TASKS, Rust),
                ("tokio, in turn, with workers", TASKS_WORKERS, Rust),
                ("tokio, in turn, on a worker", TASKS_INSIDE, Rust),
                ("tokio, spawned first", TASKS_ALL, Rust),
                ("tokio, no task", TASKS_AWAIT, Rust),
            ],
        }],
    },
    Table {
        name: "jobs",
        caption: "Two computations",
        columns: &[Time, CpuTime],
        groups: &[
            Group {
                size: Some(("LIMIT", "500_000")),
                rows: &[
                    ("Python, joined", JOBS, Python),
                    ("Python, threads", JOBS_THREADS, Python),
                    ("Python, processes", JOBS_CORES, Python),
                    ("Rust, joined", JOBS, Rust),
                ],
            },
            Group {
                size: Some(("LIMIT", "5_000_000")),
                rows: &[
                    ("Rust, joined", JOBS, Rust),
                    ("Rust, threads", JOBS_THREADS, Rust),
                    ("Rust, rayon", JOBS_CORES, Rust),
                ],
            },
        ],
    },
    Table {
        name: "blocking",
        caption: "Jobs that block a thread for 0.2 s",
        columns: &[Time, Memory],
        groups: &[
            Group {
                size: Some(("JOBS", "4")),
                rows: &[
                    ("Python, on the loop", BLOCKING, Python),
                    ("Python, to_thread", BLOCKING_POOL, Python),
                    ("Rust, on two workers", BLOCKING, Rust),
                    ("Rust, spawn_blocking", BLOCKING_POOL, Rust),
                ],
            },
            Group {
                size: Some(("JOBS", "100")),
                rows: &[
                    ("Python, to_thread", BLOCKING_POOL, Python),
                    ("Rust, spawn_blocking", BLOCKING_POOL, Rust),
                ],
            },
        ],
    },
];

/// Every program of the plan once, without those that need a package to do
/// without.
pub fn programs(without: &[String], listings: &Listings) -> Vec<Program> {
    let groups = TABLES.iter().flat_map(|table| table.groups);
    let mut programs: Vec<Program> = Vec::new();
    for program in groups.flat_map(Group::programs) {
        let needed = modules(&program, listings);
        if !programs.contains(&program) && !needed.iter().any(|it| without.contains(it)) {
            programs.push(program);
        }
    }
    programs
}

/// The packages of Python that the program needs.
pub fn modules(program: &Program, listings: &Listings) -> Vec<String> {
    let needs = listings.get(program.listing);
    let needs = needs.map(|it| it.needs(program.way.language()));
    let mut modules: Vec<String> = needs
        .into_iter()
        .flatten()
        .filter(|need| matches!(need, Need::Module(_)))
        .map(|need| need.name().to_string())
        .collect();
    if program.way == Way::Uvloop {
        modules.push("uvloop".into());
    }
    modules
}
