//! A Redis, a mail server and the programs of the service, for one test.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use loopback::{Redis, Servers};
use tests_servers::python;

/// How long anything may take.
const LIMIT: Duration = Duration::from_secs(40);

/// All that a test talks to; gone when this is dropped.
pub struct World {
    pub redis: Redis,
    servers: Servers,
    web: Program,
    /// Where the web program listens: `127.0.0.1:39021`.
    address: String,
    /// The keys of the jobs whose push returned `Ok`.
    pub accepted: BTreeSet<String>,
    /// How many orders were not accepted.
    pub refused: usize,
}

/// A program of the service, killed when this is dropped.
pub struct Program(Child);

/// The figures of one test.
pub struct Seen {
    pub accepted: usize,
    pub refused: usize,
    pub mails: usize,
    /// How many different ones the mails have.
    pub keys: usize,
    pub dead: usize,
    /// From the fault until all was done.
    pub seconds: f64,
}

impl Program {
    fn service(redis: &Redis, servers: &Servers, roles: &[&str]) -> Result<Program> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_service"));
        Program::start(redis, servers, command.args(roles))
    }

    fn start(redis: &Redis, servers: &Servers, command: &mut Command) -> Result<Program> {
        for (name, value) in redis.variables().iter().chain(servers.variables()) {
            command.env(name, value);
        }
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        Ok(Program(command.spawn()?))
    }

    /// As `kill -9`, with the processes that it started itself.
    pub fn kill(mut self) -> Result<()> {
        self.end()
    }

    fn end(&mut self) -> Result<()> {
        if self.has_ended()? {
            return Ok(());
        }
        let pid = self.0.id().to_string();
        let children = Command::new("pgrep").args(["-P", &pid]).output()?;
        let children = String::from_utf8(children.stdout)?;
        let pids = children.split_whitespace().chain([pid.as_str()]);
        let mut kill = Command::new("kill");
        ensure!(kill.arg("-9").args(pids).status()?.success());
        self.0.wait()?;
        Ok(())
    }

    /// Sends SIGTERM, and waits for the end; whether it ended well.
    pub fn terminate(&mut self) -> Result<bool> {
        let pid = self.0.id().to_string();
        ensure!(Command::new("kill").arg(pid).status()?.success());
        self.ends_well()
    }

    /// Waits for the end; whether it ended well.
    pub fn ends_well(&mut self) -> Result<bool> {
        until("the end of a program", || self.has_ended())?;
        Ok(self.0.wait()?.success())
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> Result<bool> {
        Ok(self.0.try_wait()?.is_some())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

impl World {
    pub fn start() -> Result<World> {
        let (redis, servers) = (Redis::start()?, Servers::start()?);
        let mut web = Program::service(&redis, &servers, &["web"])?;
        let stdout = web.0.stdout.take().context("has an output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.trim().strip_prefix("http://");
        let address = address.context("the web program did not start")?.to_owned();
        Ok(World {
            redis,
            servers,
            web,
            address,
            accepted: BTreeSet::new(),
            refused: 0,
        })
    }

    /// Starts one more program.
    pub fn program(&self, roles: &[&str]) -> Result<Program> {
        Program::service(&self.redis, &self.servers, roles)
    }

    /// Starts Python beside `tasks.py`.
    pub fn python(&self, arguments: &[&str]) -> Result<Program> {
        let mut command = python("celery");
        Program::start(&self.redis, &self.servers, command.args(arguments))
    }

    /// Orders a mail; its key if the order was accepted.
    pub fn order(&mut self, to: &str, subject: &str) -> Result<Option<String>> {
        ensure!(!self.web.has_ended()?, "the web program has ended");
        let body = format!(r#"{{"to":"{to}","subject":"{subject}"}}"#);
        let (status, answer) = ask(&self.address, "POST", "/send", &body)?;
        let key = answer.split('"').nth(3).unwrap_or_default().to_owned();
        match status {
            202 => {
                self.accepted.insert(key.clone());
                Ok(Some(key))
            }
            503 => {
                self.refused += 1;
                Ok(None)
            }
            _ => bail!("POST /send: {status} {answer}"),
        }
    }

    /// The keys of the mails that arrived, oldest first.
    pub fn mails(&self) -> Result<Vec<String>> {
        let keys = self.server("/mails/keys")?;
        let key = |line: &str| {
            line.trim_start_matches('<')
                .split('@')
                .next()
                .map(str::to_owned)
        };
        Ok(keys.lines().filter_map(key).collect())
    }

    /// An answer of the server to practise on.
    pub fn server(&self, path: &str) -> Result<String> {
        let address = self.servers.variables()[0].1.trim_start_matches("http://");
        Ok(ask(address, "GET", path, "")?.1)
    }

    /// What the web program says of a job.
    pub fn status(&self, key: &str) -> Result<String> {
        let (_, answer) = ask(&self.address, "GET", &format!("/result/{key}"), "")?;
        Ok(answer.split('"').nth(3).unwrap_or_default().to_owned())
    }

    /// How many jobs were given up.
    pub fn dead(&self) -> Result<usize> {
        let answer = self.redis.command("LLEN dead-letters")?;
        Ok(answer.trim_start_matches(':').parse()?)
    }

    /// Waits until every accepted job but `dead` of them has had its effect,
    /// and is `Done`.
    pub fn settle(&self, dead: usize) -> Result<()> {
        until("an effect of every accepted job", || {
            let arrived: BTreeSet<String> = self.mails()?.into_iter().collect();
            Ok(self.accepted.difference(&arrived).count() <= dead && self.dead()? == dead)
        })
        .with_context(|| self.state())?;
        until("the end of every accepted job", || {
            let running = self.redis.command("SCARD mails:done")?;
            Ok(running.trim_start_matches(':').parse::<usize>()? + dead >= self.accepted.len())
        })
    }

    /// What Redis says of the jobs that had no effect.
    fn state(&self) -> String {
        let arrived: BTreeSet<String> = self.mails().unwrap_or_default().into_iter().collect();
        let mut state = String::new();
        for key in self.accepted.difference(&arrived) {
            let begun = self.redis.command(&format!("EXISTS begun:{key}"));
            let status = self.status(key);
            state += &format!("{key} {status:?}, begun {begun:?}\n");
        }
        for set in [
            "LLEN mails:active",
            "ZCARD mails:scheduled",
            "SCARD mails:dead",
            "KEYS mails:inflight:*",
            "ZCARD mails:workers",
        ] {
            state += &format!("{set} {:?}\n", self.redis.command(set));
        }
        state
    }

    /// The figures, now.
    pub fn seen(&self, fault: Instant) -> Result<Seen> {
        let seconds = fault.elapsed().as_secs_f64();
        let mails = self.mails()?;
        Ok(Seen {
            accepted: self.accepted.len(),
            refused: self.refused,
            keys: mails.iter().collect::<BTreeSet<_>>().len(),
            mails: mails.len(),
            dead: self.dead()?,
            seconds,
        })
    }
}

/// Waits until it is true.
pub fn until(what: &str, mut is_true: impl FnMut() -> Result<bool>) -> Result<()> {
    let started = Instant::now();
    while !is_true()? {
        ensure!(started.elapsed() < LIMIT, "waited {LIMIT:?} for {what}");
        std::thread::sleep(Duration::from_millis(30));
    }
    Ok(())
}

/// One request; the status and the body of the answer.
fn ask(address: &str, method: &str, path: &str, body: &str) -> Result<(u16, String)> {
    let mut client = TcpStream::connect(address)?;
    client.set_read_timeout(Some(LIMIT))?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    client.write_all(request.as_bytes())?;
    let mut answer = String::new();
    client.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("no answer")?;
    let status = head.split(' ').nth(1).context("no status")?.parse()?;
    Ok((status, body.to_owned()))
}
