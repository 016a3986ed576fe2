//! A Redis of its own for one run.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The name of the variable that programs find the Redis by.
pub const REDIS_VARIABLE: &str = "REDIS_SERVER";

/// The program that is started; who has it on the path can have a Redis.
const PROGRAM: &str = "redis-server";

/// What a Redis writes to its log when it can be talked to.
const READY: &str = "Ready to accept connections";

/// What it writes when another program took the port meanwhile.
const TAKEN: &str = "Failed listening on port";

/// How long a start may take.
const LIMIT: Duration = Duration::from_secs(10);

/// How many ports are tried.
const TRIES: usize = 5;

/// The shell is told to end by the end of its input, also when this process is
/// killed: the kernel closes the pipe, and no Redis outlives who started it.
const SCRIPT: &str = r#""$@" & read _; kill -9 $!; wait"#;

/// A Redis that is empty at first, and runs until this is dropped.
///
/// It writes down every change before it confirms it (`appendfsync always`), so
/// what was confirmed is still there after [`Redis::restart`].
#[derive(Debug)]
pub struct Redis {
    variables: [(&'static str, String); 1],
    port: u16,
    /// The shell; the Redis is its child.
    shell: Child,
    /// Where the Redis writes.
    folder: TempDir,
}

impl Redis {
    /// Whether one can be started here.
    pub fn is_installed() -> bool {
        let path = std::env::var_os("PATH").unwrap_or_default();
        cfg!(unix) && std::env::split_paths(&path).any(|it| it.join(PROGRAM).is_file())
    }

    /// Starts one on a free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if it is not installed; another if it does not
    /// start.
    pub fn start() -> io::Result<Redis> {
        if !Redis::is_installed() {
            let remedy = "no `redis-server` on the path\n  apt-get install redis-server";
            return Err(io::Error::new(ErrorKind::NotFound, remedy));
        }
        let folder = tempfile::Builder::new().prefix("redis-").tempdir()?;
        let (port, shell) = launch_somewhere(folder.path())?;
        Ok(Redis {
            variables: [(REDIS_VARIABLE, format!("redis://127.0.0.1:{port}/"))],
            port,
            shell,
            folder,
        })
    }

    /// What programs find it by: name and value of an environment variable.
    pub fn variables(&self) -> &[(&'static str, String)] {
        &self.variables
    }

    /// Kills it, as a failure of power would, and starts it again on the same
    /// port after `down`, with the data it had confirmed.
    ///
    /// # Errors
    ///
    /// If it does not start.
    pub fn restart(&mut self, down: Duration) -> io::Result<()> {
        end(&mut self.shell)?;
        std::thread::sleep(down);
        self.shell = launch(self.port, self.folder.path())?;
        Ok(())
    }

    /// Sends it one command, such as `CLIENT PAUSE 2000`, and returns the first
    /// line of the answer.
    ///
    /// # Errors
    ///
    /// If it does not answer.
    pub fn command(&self, command: &str) -> io::Result<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let mut client = TcpStream::connect(address)?;
        client.set_read_timeout(Some(LIMIT))?;
        client.write_all(format!("{command}\r\n").as_bytes())?;
        let mut answer = [0; 1024];
        let length = client.read(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer[..length]);
        Ok(answer.lines().next().unwrap_or_default().to_owned())
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = end(&mut self.shell);
    }
}

/// Tries another port if the one that was free is not any more.
fn launch_somewhere(folder: &Path) -> io::Result<(u16, Child)> {
    let mut tries = 0;
    loop {
        let port = free_port()?;
        tries += 1;
        match launch(port, folder) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && tries < TRIES => {}
            done => return done.map(|shell| (port, shell)),
        }
    }
}

/// A port that nobody listens on; somebody may before we do.
fn free_port() -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

/// Starts the shell and waits until its Redis can be talked to.
fn launch(port: u16, folder: &Path) -> io::Result<Child> {
    let log = folder.join("log");
    std::fs::write(&log, "")?;
    let mut shell = command(port, folder).spawn()?;
    let started = Instant::now();
    let problem = loop {
        let text = std::fs::read_to_string(&log)?;
        if text.contains(READY) {
            return Ok(shell);
        }
        if text.contains(TAKEN) {
            break io::Error::new(ErrorKind::AddrInUse, text);
        }
        if started.elapsed() > LIMIT {
            break io::Error::new(ErrorKind::TimedOut, format!("does not start\n{text}"));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    end(&mut shell)?;
    Err(problem)
}

/// Another process group: a Ctrl-C in the terminal is for us, and we end it.
fn command(port: u16, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh", PROGRAM]);
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1"]);
    command.args(["--appendonly", "yes", "--appendfsync", "always"]);
    command.args(["--save", "", "--logfile", "log", "--dir"]);
    command.arg(folder).current_dir(folder);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Ends the shell and its Redis, and waits for both.
fn end(shell: &mut Child) -> io::Result<()> {
    drop(shell.stdin.take());
    shell.wait().map(drop)
}
