//! A mail service of three programs that meet in Redis:
//! `service web` takes orders, `service worker` sends mails,
//! `service beat` orders a digest every second.
//! `REDIS_SERVER` and `SMTP_SERVER` say where the servers are.

use std::convert::Infallible;
use std::env;
use std::fmt::Display;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use apalis::prelude::*;
use apalis_redis::{
    Config, ConnectionManager, RedisStorage, RedisTask,
};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use lettre::message::Message;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, SmtpTransport,
    Tokio1Executor, Transport,
};
use redis::AsyncCommands;
use redis::aio::ConnectionManagerConfig;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{interval, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use ulid::Ulid;

/// What `web` is asked for.
#[derive(Debug, Deserialize)]
struct Order {
    to: String,
    subject: String,
}

/// A job: what it is about, and the key of its effect.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Mail {
    /// Goes out as the `Message-ID`.
    key: String,
    to: String,
    subject: String,
}

type Answer = (StatusCode, Json<Value>);

const NO_SERVER: &str =
    "start a server: cargo run -p loopback";

/// How often a job may be begun. `Attempt` does not count
/// those that ended with their worker.
const BEGUN_MAX: u32 = 3;

/// How long the mail server may take for a mail.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let stop = stop()?;
    let role: Vec<String> = env::args().skip(1).collect();
    let role: Vec<&str> =
        role.iter().map(String::as_str).collect();
    match role[..] {
        ["web"] => web(stop).await,
        ["worker"] => worker(stop, Sending::Waits).await,
        ["worker", "blocking"] => {
            worker(stop, Sending::Blocks).await
        }
        ["beat"] => beat(stop).await,
        _ => bail!(
            "which one: `web`, `worker`, `worker blocking` or `beat`?"
        ),
    }
}

/// Is cancelled by SIGTERM.
fn stop() -> Result<CancellationToken> {
    let (stop, mut term) = (
        CancellationToken::new(),
        signal(SignalKind::terminate())?,
    );
    let stopping = stop.clone();
    tokio::spawn(async move {
        term.recv().await;
        stopping.cancel();
    });
    Ok(stop)
}

// ANCHOR: settings
/// The library's own settings notice a dead worker after
/// 300 s, and give up on a Redis that is silent for 0.5 s.
async fn jobs<T>()
-> Result<(RedisStorage<T>, ConnectionManager)> {
    let server =
        env::var("REDIS_SERVER").context(NO_SERVER)?;
    let patience = Some(Duration::from_secs(30));
    let limits = ConnectionManagerConfig::new()
        .set_response_timeout(patience);
    let client = redis::Client::open(server)?;
    let redis = client
        .get_connection_manager_with_config(limits)
        .await?;
    let config = Config::default()
        .queue("mails")
        .batch_size(1)
        .heartbeat_interval(Duration::from_secs(1))
        .missed_heartbeats(3);
    let jobs = RedisStorage::new(redis.clone())
        .with_config(config);
    Ok((jobs, redis))
}
// ANCHOR_END: settings

// ANCHOR: web
/// A job whose id is the key of its effect, too.
fn job(
    id: Ulid,
    to: String,
    subject: String,
) -> RedisTask<Mail> {
    let key = id.to_string();
    TaskBuilder::new(Mail { key, to, subject })
        .task_id(TaskId::from_ulid(id))
        .build()
}

async fn web(stop: CancellationToken) -> Result<()> {
    let (jobs, _) = jobs::<Mail>().await?;
    let routes = Router::new()
        .route("/send", post(send))
        .route("/result/{id}", get(result))
        .with_state(jobs);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let stopped = async move { stop.cancelled().await };
    let server = axum::serve(listener, routes)
        .with_graceful_shutdown(stopped);
    Ok(server.await?)
}

/// 202 is said when Redis has the job, and not before.
async fn send(
    State(mut jobs): State<RedisStorage<Mail>>,
    Json(order): Json<Order>,
) -> Answer {
    let id = Ulid::generate();
    let job = job(id, order.to, order.subject);
    match jobs.push_task(job).await {
        Ok(()) => answer(StatusCode::ACCEPTED, "id", id),
        Err(error) => unavailable(error),
    }
}

async fn result(
    State(mut jobs): State<RedisStorage<Mail>>,
    Path(id): Path<String>,
) -> Answer {
    let Ok(id) = id.parse::<Ulid>() else {
        return missing("no id");
    };
    match jobs.fetch_by_id(&TaskId::from_ulid(id)).await {
        Ok(Some(job)) => answer(
            StatusCode::OK,
            "status",
            job.ctx().status(),
        ),
        Ok(None) => missing("no job"),
        Err(error) => unavailable(error),
    }
}

// ANCHOR_END: web

fn missing(what: &str) -> Answer {
    answer(StatusCode::NOT_FOUND, "error", what)
}

fn unavailable(error: impl Display) -> Answer {
    answer(StatusCode::SERVICE_UNAVAILABLE, "error", error)
}

/// Such as `{"error":"no job"}`.
fn answer(
    code: StatusCode,
    key: &str,
    text: impl Display,
) -> Answer {
    (code, Json(json!({ key: text.to_string() })))
}

// ANCHOR: worker
/// What ends a worker, such as a Redis that is gone, is
/// answered with a new one. It has a new name, because
/// Redis refuses the old one for a while.
async fn worker(
    stop: CancellationToken,
    sending: Sending,
) -> Result<()> {
    while !stop.is_cancelled() {
        if let Err(error) =
            work(stop.clone(), sending).await
        {
            eprintln!("worker: {error:#}; another begins");
            sleep(Duration::from_millis(500)).await;
        }
    }
    Ok(())
}

async fn work(
    stop: CancellationToken,
    sending: Sending,
) -> Result<()> {
    let (jobs, redis) = jobs().await?;
    make_ready(redis.clone()).await?;
    let often = Duration::from_millis(200);
    let jobs =
        jobs.with_codec(Bytes).poll_with_interval(often);
    let name = Ulid::generate().to_string();
    let heart = heart(redis.clone(), name.clone());
    let worker = WorkerBuilder::new(name)
        .backend(jobs)
        .concurrency(4)
        .data(redis)
        .data(sending)
        .build(deliver);
    let stopped = async move {
        stop.cancelled().await;
        Ok::<(), std::io::Error>(())
    };
    tokio::select! {
        end = worker.run_until(stopped) => Ok(end?),
        never = heart => match never {},
    }
}

/// Says in Redis that the worker lives: apalis 1.0.0 does
/// not while it drains. And each tick polls the worker,
/// which may miss its wake-up when Redis is late.
async fn heart(
    mut redis: ConnectionManager,
    name: String,
) -> Infallible {
    let mut tick = interval(Duration::from_secs(1));
    loop {
        tick.tick().await;
        let now = chrono::Utc::now().timestamp();
        // Only a worker that is there. Of a Redis that is
        // gone, it hears by itself.
        let _: redis::RedisResult<()> = redis::cmd("ZADD")
            .arg("mails:workers")
            .arg("XX")
            .arg(now)
            .arg(&name)
            .query_async(&mut redis)
            .await;
    }
}
// ANCHOR_END: worker

// ANCHOR: ready
/// Moves what has waited for a worker to the jobs that are
/// ready, in pieces. apalis-redis 1.0.0 moves all at once,
/// and at 8,000 of them ends each worker that tries.
async fn make_ready(
    mut redis: ConnectionManager,
) -> Result<()> {
    let script = "
        local ids = redis.call('zrangebyscore', KEYS[1],
            0, ARGV[1], 'LIMIT', 0, 1000)
        if #ids > 0 then
            redis.call('rpush', KEYS[2], unpack(ids))
            redis.call('zrem', KEYS[1], unpack(ids))
        end
        return #ids";
    loop {
        let now = chrono::Utc::now().timestamp();
        let moved: usize = redis::cmd("EVAL")
            .arg(script)
            .arg(2)
            .arg("mails:scheduled")
            .arg("mails:active")
            .arg(now)
            .query_async(&mut redis)
            .await?;
        if moved == 0 {
            return Ok(());
        }
    }
}
// ANCHOR_END: ready

// ANCHOR: bytes
/// Hands a job out as it is. With the library's codec, one
/// that cannot be read would end the worker, and the next.
struct Bytes;

impl Codec<Vec<u8>> for Bytes {
    type Error = Infallible;
    type Compact = Vec<u8>;

    fn encode(
        &self,
        job: &Vec<u8>,
    ) -> Result<Vec<u8>, Infallible> {
        Ok(job.clone())
    }

    fn decode(
        &self,
        job: &Vec<u8>,
    ) -> Result<Vec<u8>, Infallible> {
        Ok(job.clone())
    }
}
// ANCHOR_END: bytes

// ANCHOR: deliver
/// A mail goes out twice if it was sent and the note that
/// it was is not there when another attempt looks for it:
/// the worker died, or Redis, or the reply was lost.
async fn deliver(
    job: Vec<u8>,
    id: TaskId,
    attempt: Attempt,
    redis: Data<ConnectionManager>,
    sending: Data<Sending>,
) -> Result<(), BoxDynError> {
    let mut redis = (*redis).clone();
    let mail: Mail = match serde_json::from_slice(&job) {
        Ok(mail) => mail,
        Err(error) => {
            return give_up(redis, &id, error).await;
        }
    };
    let sent = format!("sent:{}", mail.key);
    if redis.exists(&sent).await? {
        return Ok(());
    }
    let begun = format!("begun:{}", mail.key);
    let times: u32 = redis.incr(&begun, 1).await?;
    if times > BEGUN_MAX {
        return give_up(redis, &id, "begun too often")
            .await;
    }
    // In a task of its own a panic is one more error.
    let task = tokio::spawn(send_mail(mail, *sending));
    let sending = AbortOnDropHandle::new(task).await;
    let outcome = sending.map_err(anyhow::Error::from);
    if let Err(error) = outcome.flatten() {
        if attempt.current() >= BEGUN_MAX as usize {
            return give_up(redis, &id, error).await;
        }
        return Err(error.into());
    }
    Ok(redis.set(&sent, 1).await?)
}

/// No further attempt; somebody may look at the job.
async fn give_up(
    mut redis: ConnectionManager,
    id: &TaskId,
    why: impl Into<BoxDynError>,
) -> Result<(), BoxDynError> {
    let _: () =
        redis.rpush("dead-letters", id.to_string()).await?;
    Err(AbortError::new(why).into())
}
// ANCHOR_END: deliver

/// How a worker sends a mail.
#[derive(Clone, Copy, Debug)]
enum Sending {
    /// It awaits the reply.
    Waits,
    /// It keeps the thread until the reply, and so the worker from its
    /// heartbeat: a mistake, for the tests.
    Blocks,
}

async fn send_mail(
    mail: Mail,
    sending: Sending,
) -> Result<()> {
    // Bugs, for the tests; one of them is no panic.
    match mail.subject.as_str() {
        "panic" => panic!("a bug"),
        "poison" => std::process::abort(),
        _ => {}
    }
    let server =
        env::var("SMTP_SERVER").context(NO_SERVER)?;
    let (host, port) = server
        .split_once(':')
        .context("SMTP_SERVER has no port")?;
    let port = port.parse()?;
    let message = Message::builder()
        .message_id(Some(format!(
            "<{}@jobs.example.org>",
            mail.key
        )))
        .from("jobs@example.org".parse()?)
        .to(mail.to.parse()?)
        .subject(&mail.subject)
        .body(String::new())?;
    match sending {
        Sending::Waits => {
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).port(port);
            let smtp = smtp.build();
            timeout(PATIENCE, smtp.send(message)).await??;
        }
        Sending::Blocks => {
            let smtp =
                SmtpTransport::builder_dangerous(host)
                    .port(port);
            smtp.build().send(&message)?;
        }
    }
    Ok(())
}

// ANCHOR: beat
/// Every second. Of several beats one pushes: the others
/// push a job of the same id, which changes nothing.
async fn beat(stop: CancellationToken) -> Result<()> {
    let (mut jobs, _) = jobs::<Mail>().await?;
    let schedule: cron::Schedule = "* * * * * *".parse()?;
    for at in schedule.upcoming(chrono::Utc) {
        let wait = (at - chrono::Utc::now())
            .to_std()
            .unwrap_or_default();
        tokio::select! {
            () = sleep(wait) => {}
            () = stop.cancelled() => break,
        }
        let moment = at.timestamp_millis().unsigned_abs();
        let id = Ulid::from_parts(moment, 0);
        let (to, subject) = ("ann@example.org", "digest");
        let job = job(id, to.into(), subject.into());
        jobs.push_task(job).await?;
    }
    Ok(())
}
// ANCHOR_END: beat
