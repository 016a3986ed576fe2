//! The lines that a supervisor writes.

use std::io::Write;
use std::sync::Mutex;

use super::spec::Report;
use crate::live::stop::lock;

/// Where they go. If nobody reads them any more, the other pipe says so, too.
#[derive(Debug, Default)]
pub(super) struct Reports(Mutex<()>);

impl Reports {
    pub(super) fn send(&self, report: &Report) {
        let _alone = lock(&self.0);
        let mut line = serde_json::to_vec(report).unwrap_or_default();
        line.push(b'\n');
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(&line).and_then(|()| stdout.flush());
    }
}
