//! A mail service of three programs that meet in Redis: `service web` takes
//! orders, `service worker` sends mails, `service beat` orders a digest every
//! second. `REDIS_SERVER` and `SMTP_SERVER` say where the servers are.

use std::env;
use std::pin::pin;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use apalis::prelude::*;
use apalis_redis::{Config, ConnectionManager, RedisStorage};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use lettre::message::Message;
use lettre::{AsyncSmtpTransport, AsyncTransport, SmtpTransport, Tokio1Executor, Transport};
use redis::AsyncCommands;
use redis::aio::ConnectionManagerConfig;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{interval, sleep};
use tokio_util::sync::CancellationToken;
use ulid::Ulid;

/// A job: what it is about, and the key of its effect.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Mail {
    /// Chosen where the job is made; goes out as the `Message-ID`.
    #[serde(default)]
    key: String,
    to: String,
    subject: String,
}

type Jobs = RedisStorage<Mail>;

/// How often a job may be begun. `Attempt` does not count those that ended
/// with their worker.
const BEGUN_MAX: u32 = 3;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let stop = stop()?;
    let role: Vec<String> = env::args().skip(1).collect();
    let role: Vec<&str> = role.iter().map(String::as_str).collect();
    match role[..] {
        ["web"] => web(stop).await,
        ["worker"] => worker(stop, Sending::Waits).await,
        ["worker", "blocking"] => worker(stop, Sending::Blocks).await,
        ["beat"] => beat(stop).await,
        _ => bail!("which one: `web`, `worker`, `worker blocking` or `beat`?"),
    }
}

/// Is cancelled by SIGTERM.
fn stop() -> Result<CancellationToken> {
    let (stop, mut term) = (CancellationToken::new(), signal(SignalKind::terminate())?);
    let stopping = stop.clone();
    tokio::spawn(async move {
        term.recv().await;
        stopping.cancel();
    });
    Ok(stop)
}

// ANCHOR: settings
/// The library's own settings notice a dead worker after 300 s, and give up on
/// a Redis that is silent for half a second.
async fn jobs() -> Result<(Jobs, ConnectionManager)> {
    let server = env::var("REDIS_SERVER").context("start a server: cargo run -p loopback")?;
    let limits = ConnectionManagerConfig::new().set_response_timeout(Some(Duration::from_secs(30)));
    let client = redis::Client::open(server)?;
    let redis = client.get_connection_manager_with_config(limits).await?;
    let config = Config::default()
        .queue("mails")
        .batch_size(1)
        .heartbeat_interval(Duration::from_secs(1))
        .missed_heartbeats(3);
    let jobs = RedisStorage::new(redis.clone()).with_config(config);
    Ok((jobs, redis))
}
// ANCHOR_END: settings

// ANCHOR: web
async fn web(stop: CancellationToken) -> Result<()> {
    let (jobs, _) = jobs().await?;
    let routes = Router::new()
        .route("/send", post(send))
        .route("/result/{id}", get(result))
        .with_state(jobs);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let stopped = async move { stop.cancelled().await };
    let server = axum::serve(listener, routes).with_graceful_shutdown(stopped);
    Ok(server.await?)
}

/// 202 is said when Redis has the job, and not before.
async fn send(
    State(mut jobs): State<Jobs>,
    Json(mut mail): Json<Mail>,
) -> (StatusCode, Json<Value>) {
    let id = Ulid::generate();
    mail.key = id.to_string();
    let task = TaskBuilder::new(mail).task_id(TaskId::from_ulid(id));
    match jobs.push_task(task.build()).await {
        Ok(()) => (StatusCode::ACCEPTED, Json(json!({ "id": id.to_string() }))),
        Err(error) => unavailable(&error),
    }
}

async fn result(State(jobs): State<Jobs>, Path(id): Path<String>) -> (StatusCode, Json<Value>) {
    let Ok(id) = id.parse::<Ulid>() else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "no id" })));
    };
    match jobs.clone().fetch_by_id(&TaskId::from_ulid(id)).await {
        Ok(Some(job)) => {
            let status = job.ctx().status().to_string();
            (StatusCode::OK, Json(json!({ "status": status })))
        }
        Ok(None) => (StatusCode::NOT_FOUND, Json(json!({ "error": "no job" }))),
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &dyn std::fmt::Display) -> (StatusCode, Json<Value>) {
    let error = error.to_string();
    (
        StatusCode::SERVICE_UNAVAILABLE,
        Json(json!({ "error": error })),
    )
}
// ANCHOR_END: web

// ANCHOR: worker
/// Works until it is told to stop. What ends a worker, such as a Redis that is
/// gone, is answered with a new one: under a new name, because Redis refuses
/// the old one for a while.
async fn worker(stop: CancellationToken, sending: Sending) -> Result<()> {
    while !stop.is_cancelled() {
        if let Err(error) = work(stop.clone(), sending).await {
            eprintln!("worker: {error:#}; another begins");
            sleep(Duration::from_millis(500)).await;
        }
    }
    Ok(())
}

async fn work(stop: CancellationToken, sending: Sending) -> Result<()> {
    let (jobs, redis) = jobs().await?;
    let worker = WorkerBuilder::new(Ulid::generate().to_string())
        .backend(jobs.poll_with_interval(Duration::from_millis(200)))
        .concurrency(4)
        .catch_panic()
        .data(redis)
        .data(sending)
        .build(deliver);
    let stopped = async move {
        stop.cancelled().await;
        Ok::<(), std::io::Error>(())
    };
    let mut run = pin!(worker.run_until(stopped));
    let mut tick = interval(Duration::from_secs(1));
    loop {
        tokio::select! {
            end = &mut run => return Ok(end?),
            // apalis 1.0.0 may miss its wake-up when Redis answers later than
            // the next heartbeat, and then waits without end: this polls it.
            _ = tick.tick() => {}
        }
    }
}

/// A mail goes out again only if the worker dies between the reply of the mail
/// server and the note that it came.
async fn deliver(
    mail: Mail,
    attempt: Attempt,
    redis: Data<ConnectionManager>,
    sending: Data<Sending>,
) -> Result<(), BoxDynError> {
    let mut redis = (*redis).clone();
    let (sent, begun) = (format!("sent:{}", mail.key), format!("begun:{}", mail.key));
    if redis.exists(&sent).await? {
        return Ok(());
    }
    let times: u32 = redis.incr(&begun, 1).await?;
    if times > BEGUN_MAX {
        let _: () = redis.rpush("dead-letters", &mail.key).await?;
        return Err(AbortError::new(format!("begun {BEGUN_MAX} times")).into());
    }
    if let Err(error) = send_mail(&mail, *sending).await {
        let last = attempt.current() >= BEGUN_MAX as usize;
        return Err(if last {
            AbortError::new(error).into()
        } else {
            error.into()
        });
    }
    Ok(redis.set(&sent, 1).await?)
}
// ANCHOR_END: worker

/// How a worker sends a mail.
#[derive(Clone, Copy, Debug)]
enum Sending {
    /// It awaits the reply.
    Waits,
    /// It keeps the thread until the reply, and so the worker from its
    /// heartbeat: a mistake, for the tests.
    Blocks,
}

async fn send_mail(mail: &Mail, sending: Sending) -> Result<()> {
    if mail.subject == "poison" {
        std::process::abort(); // A bug that no `catch_panic` catches, for the tests.
    }
    let server = env::var("SMTP_SERVER").context("start a server: cargo run -p loopback")?;
    let (host, port) = server.split_once(':').context("SMTP_SERVER has no port")?;
    let port = port.parse()?;
    let message = Message::builder()
        .message_id(Some(format!("<{}@jobs.example.org>", mail.key)))
        .from("jobs@example.org".parse()?)
        .to(mail.to.parse()?)
        .subject(&mail.subject)
        .body(String::new())?;
    match sending {
        Sending::Waits => {
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host).port(port);
            smtp.build().send(message).await?;
        }
        Sending::Blocks => {
            let smtp = SmtpTransport::builder_dangerous(host).port(port);
            smtp.build().send(&message)?;
        }
    }
    Ok(())
}

// ANCHOR: beat
/// Six fields: every second. Of several beats one pushes, whoever is first to
/// take the key of the moment.
async fn beat(stop: CancellationToken) -> Result<()> {
    let (mut jobs, mut redis) = jobs().await?;
    let schedule: cron::Schedule = "* * * * * *".parse()?;
    for at in schedule.upcoming(chrono::Utc) {
        let wait = (at - chrono::Utc::now()).to_std().unwrap_or_default();
        tokio::select! {
            () = sleep(wait) => {}
            () = stop.cancelled() => break,
        }
        let key = format!("digest-{}", at.timestamp());
        if redis.set_nx(format!("beat:{key}"), 1).await? {
            let (to, subject) = ("ann@example.org".into(), "digest".into());
            jobs.push(Mail { key, to, subject }).await?;
        }
    }
    Ok(())
}
// ANCHOR_END: beat
