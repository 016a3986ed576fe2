//! The faults: each says what fails, and what must hold.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::world::{Seen, World, until};

type Fault = fn(&mut World) -> Result<Seen>;

/// By name, in the order of the table.
pub const FAULTS: [(&str, Fault); 17] = [
    ("nothing_fails", nothing_fails),
    ("a_worker_is_killed", a_worker_is_killed),
    (
        "a_worker_is_killed_after_the_mail",
        a_worker_is_killed_after_the_mail,
    ),
    ("redis_is_paused", redis_is_paused),
    ("redis_is_restarted", redis_is_restarted),
    ("a_job_kills_its_worker", a_job_kills_its_worker),
    ("a_job_panics", a_job_panics),
    ("a_job_cannot_be_read", a_job_cannot_be_read),
    ("nine_thousand_jobs_wait", nine_thousand_jobs_wait),
    ("a_long_job_awaits", a_long_job_awaits),
    ("a_long_job_blocks", a_long_job_blocks),
    ("the_mail_server_is_silent", the_mail_server_is_silent),
    ("sigterm_drains", sigterm_drains),
    ("sigterm_with_a_long_mail", sigterm_with_a_long_mail),
    ("two_beats_run", two_beats_run),
    ("celery_worker_is_killed", celery_worker_is_killed),
    (
        "celery_acks_late_worker_is_killed",
        celery_acks_late_worker_is_killed,
    ),
];

/// One mail for each accepted order, and none besides.
fn once(seen: Seen) -> Result<Seen> {
    let Seen {
        accepted,
        mails,
        keys,
        dead,
        ..
    } = seen;
    ensure!(mails == keys, "{mails} mails have {keys} keys");
    ensure!(
        keys + dead == accepted,
        "{accepted} orders, {keys} mails, {dead} dead"
    );
    Ok(seen)
}

fn order_many(world: &mut World, count: usize) -> Result<()> {
    (0..count).try_for_each(|_| world.order("ann@example.org", "hello").map(drop))
}

/// Waits until so many mails are with the mail server at the same time.
fn on_their_way(world: &World, count: &str) -> Result<()> {
    until("mails on their way", || {
        Ok(world.server("/mails/most")?.trim() == count)
    })
}

fn nothing_fails(world: &mut World) -> Result<Seen> {
    let _worker = world.program(&["worker"])?;
    let from = Instant::now();
    order_many(world, 20)?;
    world.settle(0)?;
    once(world.seen(from)?)
}

/// While a mail is on its way, and others wait in the queue.
fn a_worker_is_killed(world: &mut World) -> Result<Seen> {
    let worker = world.program(&["worker"])?;
    order_many(world, 5)?;
    world.order("ann+delay4000@example.org", "slow")?;
    until("the mails before the slow one", || {
        Ok(world.mails()?.len() == 5)
    })?;
    sleep(Duration::from_millis(500));
    order_many(world, 5)?;
    let from = Instant::now();
    worker.kill()?;
    let _other = world.program(&["worker"])?;
    world.settle(0)?;
    once(world.seen(from)?)
}

/// The window that no order of effect and note closes: this mail goes out
/// twice, and the two have one key.
fn a_worker_is_killed_after_the_mail(world: &mut World) -> Result<Seen> {
    let worker = world.program(&["worker"])?;
    world.order("ann+late2000@example.org", "hello")?;
    until("the mail", || Ok(world.mails()?.len() == 1))?;
    let from = Instant::now();
    worker.kill()?;
    let _other = world.program(&["worker"])?;
    world.settle(0)?;
    let seen = world.seen(from)?;
    ensure!((seen.mails, seen.keys) == (2, 1), "{} mails", seen.mails);
    Ok(seen)
}

/// Redis is silent for two seconds: orders wait, and none is refused.
fn redis_is_paused(world: &mut World) -> Result<Seen> {
    let _worker = world.program(&["worker"])?;
    order_many(world, 5)?;
    world.settle(0)?;
    let from = Instant::now();
    world.redis.command("CLIENT PAUSE 2000")?;
    order_many(world, 5)?;
    world.settle(0)?;
    ensure!(world.refused == 0, "{} orders were refused", world.refused);
    once(world.seen(from)?)
}

/// Redis dies, and is back half a second later. An order may be refused; one
/// that was accepted is carried out. A mail whose note is lost with the worker
/// goes out twice: at most the four that one works on.
fn redis_is_restarted(world: &mut World) -> Result<Seen> {
    let _worker = world.program(&["worker"])?;
    order_many(world, 5)?;
    let from = Instant::now();
    world.redis.restart(Duration::from_millis(500))?;
    for _ in 0..20 {
        order_many(world, 1)?;
        sleep(Duration::from_millis(50));
    }
    ensure!(world.accepted.len() > 5, "the web program did not recover");
    world.settle(0)?;
    let seen = world.seen(from)?;
    ensure!(
        seen.keys >= seen.accepted,
        "{} orders, {} mails",
        seen.accepted,
        seen.keys
    );
    ensure!(
        seen.mails <= seen.keys + 4,
        "{} mails, {} keys",
        seen.mails,
        seen.keys
    );
    Ok(seen)
}

/// The worker is started again each time, as a service manager would.
fn a_job_kills_its_worker(world: &mut World) -> Result<Seen> {
    let poison = world.order("ann@example.org", "poison")?;
    let poison = poison.context("is accepted")?;
    order_many(world, 5)?;
    let (mut worker, mut deaths) = (world.program(&["worker"])?, 0);
    let from = Instant::now();
    until("the end of the poison", || {
        if worker.has_ended()? {
            deaths += 1;
            worker = world.program(&["worker"])?;
        }
        Ok(world.dead()? == 1)
    })?;
    world.settle(1)?;
    ensure!(deaths == 3, "{deaths} workers died of it");
    until("its status", || Ok(world.status(&poison)? == "Killed"))?;
    once(world.seen(from)?)
}

/// A panic is an error like any other: three attempts, and the worker lives.
fn a_job_panics(world: &mut World) -> Result<Seen> {
    let panics = world.order("ann@example.org", "panic")?;
    let panics = panics.context("is accepted")?;
    order_many(world, 5)?;
    let mut worker = world.program(&["worker"])?;
    let from = Instant::now();
    world.settle(1)?;
    until("its status", || Ok(world.status(&panics)? == "Killed"))?;
    let begun = world.redis.command(&format!("INCRBY begun:{panics} 0"))?;
    ensure!(begun == ":3", "was begun {begun} times");
    ensure!(!worker.has_ended()?, "the worker has ended");
    once(world.seen(from)?)
}

/// Somebody else wrote it, as the library does, and it is not even JSON. The
/// orders behind it are carried out, by the same worker.
fn a_job_cannot_be_read(world: &mut World) -> Result<Seen> {
    let key = "00000000000000000000000001";
    for command in [
        format!("HSET mails:data {key} no-json"),
        format!("HSET mails:meta:{key} attempts 0 max_attempts 25 status Pending"),
        format!("RPUSH mails:active {key}"),
    ] {
        let answer = world.redis.command(&command)?;
        ensure!(answer.starts_with(':'), "{command}: {answer}");
    }
    world.accepted.insert(key.into());
    order_many(world, 5)?;
    let mut worker = world.program(&["worker"])?;
    let from = Instant::now();
    world.settle(1)?;
    let (status, dead) = (world.status(key)?, world.redis.command("SCARD mails:dead")?);
    ensure!(
        (status.as_str(), dead.as_str()) == ("Killed", ":1"),
        "{status}, {dead}"
    );
    let workers = world.redis.command("ZCARD mails:workers")?;
    ensure!(workers == ":1" && !worker.has_ended()?, "{workers} workers");
    once(world.seen(from)?)
}

/// No worker was up while they were pushed. All but five have had their effect
/// already: their mails need not be sent again, and the test is short.
fn nine_thousand_jobs_wait(world: &mut World) -> Result<Seen> {
    world.redis.command("CONFIG SET appendfsync no")?;
    let mail = r#"{\"key\":\"done\",\"to\":\"ann@example.org\",\"subject\":\"hello\"}"#;
    let push = format!(
        "for n = 1, 9000 do local id = string.format('%026d', n) \
         redis.call('hset', 'mails:data', id, '{mail}') \
         redis.call('hset', 'mails:meta:' .. id, 'attempts', 0, 'max_attempts', 25, 'status', 'Pending') \
         redis.call('zadd', 'mails:scheduled', 1, id) end \
         redis.call('set', 'sent:done', 1) return 9000"
    );
    let pushed = world.redis.command(&format!("EVAL \"{push}\" 0"))?;
    ensure!(pushed == ":9000", "{pushed}");
    order_many(world, 5)?;
    let from = Instant::now();
    let _worker = world.program(&["worker"])?;
    world.settle(0)?;
    until("the end of all", || {
        Ok(world.redis.command("SCARD mails:done")? == ":9005")
    })?;
    once(world.seen(from)?)
}

/// Six seconds with two workers, of which one counts as dead after three.
fn long_job(world: &mut World, roles: &[&str]) -> Result<Seen> {
    let _workers = [world.program(roles)?, world.program(roles)?];
    let from = Instant::now();
    world.order("ann+delay6000@example.org", "slow")?;
    settled_for_good(world, from)
}

/// The figures after six more seconds, for a mail that should not come; the
/// time without those.
fn settled_for_good(world: &World, from: Instant) -> Result<Seen> {
    world.settle(0)?;
    let seconds = world.seen(from)?.seconds;
    sleep(Duration::from_secs(6));
    Ok(Seen {
        seconds,
        ..world.seen(from)?
    })
}

fn a_long_job_awaits(world: &mut World) -> Result<Seen> {
    once(long_job(world, &["worker"])?)
}

/// A worker without a heartbeat counts as dead, and lives: the mail goes out
/// twice.
fn a_long_job_blocks(world: &mut World) -> Result<Seen> {
    let seen = long_job(world, &["worker", "blocking"])?;
    ensure!((seen.mails, seen.keys) == (2, 1), "{} mails", seen.mails);
    Ok(seen)
}

/// The worker ends what it has begun, and begins nothing more.
fn sigterm_drains(world: &mut World) -> Result<Seen> {
    let mut worker = world.program(&["worker"])?;
    for _ in 0..8 {
        world.order("ann+delay2000@example.org", "slow")?;
    }
    on_their_way(world, "4")?;
    let from = Instant::now();
    ensure!(worker.terminate()?, "did not end well");
    ensure!(
        from.elapsed() < Duration::from_secs(4),
        "took {:?}",
        from.elapsed()
    );
    let (done, begun) = (world.mails()?.len(), world.redis.command("KEYS begun:*")?);
    ensure!(
        begun == format!("*{done}"),
        "{begun} were begun, {done} ended"
    );
    let _other = world.program(&["worker"])?;
    world.settle(0)?;
    once(world.seen(from)?)
}

/// Four mails take all places of the worker, and no reply to them comes. The
/// fifth waits until they are given up, and not longer.
fn the_mail_server_is_silent(world: &mut World) -> Result<Seen> {
    let _worker = world.program(&["worker"])?;
    for _ in 0..4 {
        world.order("ann+hang@example.org", "hello")?;
    }
    until("four mails", || Ok(world.mails()?.len() == 4))?;
    let from = Instant::now();
    order_many(world, 1)?;
    until("an effect of every order", || {
        Ok(world.seen(from)?.keys == world.accepted.len())
    })?;
    world.seen(from)
}

/// The worker that drains says that it lives, so no other one takes its mail.
fn sigterm_with_a_long_mail(world: &mut World) -> Result<Seen> {
    let mut worker = world.program(&["worker"])?;
    world.order("ann+delay6000@example.org", "slow")?;
    on_their_way(world, "1")?;
    let _other = world.program(&["worker"])?;
    let from = Instant::now();
    ensure!(worker.terminate()?, "did not end well");
    once(settled_for_good(world, from)?)
}

/// Two programs push on one schedule: each second has one digest.
fn two_beats_run(world: &mut World) -> Result<Seen> {
    let _worker = world.program(&["worker"])?;
    let from = Instant::now();
    let beats = [world.program(&["beat"])?, world.program(&["beat"])?];
    until("three digests", || Ok(world.mails()?.len() >= 3))?;
    beats
        .into_iter()
        .try_for_each(|mut it| it.terminate().map(drop))?;
    let pushed = world.redis.command("HLEN mails:data")?;
    let pushed: usize = pushed.trim_start_matches(':').parse()?;
    until("every digest", || Ok(world.mails()?.len() >= pushed))?;
    let seen = world.seen(from)?;
    once(Seen {
        accepted: pushed,
        ..seen
    })
}

/// The job was acknowledged when it was taken: it is lost.
fn celery_worker_is_killed(world: &mut World) -> Result<Seen> {
    let seen = celery(world, "send")?;
    ensure!((seen.mails, seen.dead) == (0, 0), "{} mails", seen.mails);
    let unacked = world.redis.command("HLEN unacked")?;
    ensure!(unacked == ":0", "{unacked} are not acknowledged");
    Ok(seen)
}

/// It was not: it waits for the visibility timeout, an hour.
fn celery_acks_late_worker_is_killed(world: &mut World) -> Result<Seen> {
    let seen = celery(world, "send_late")?;
    ensure!((seen.mails, seen.dead) == (0, 0), "{} mails", seen.mails);
    let unacked = world.redis.command("HLEN unacked")?;
    ensure!(unacked == ":1", "{unacked} are not acknowledged");
    Ok(seen)
}

/// What another worker does within ten seconds after the first was killed while
/// a mail was on its way.
fn celery(world: &mut World, task: &str) -> Result<Seen> {
    let worker = [
        "-m",
        "celery",
        "-A",
        "tasks",
        "worker",
        "--concurrency",
        "1",
    ];
    let first = world.python(&worker)?;
    let push = format!("import tasks; tasks.{task}.delay('k', 'ann+delay4000@example.org')");
    ensure!(
        world.python(&["-c", &push])?.ends_well()?,
        "the push failed"
    );
    world.accepted.insert("k".into());
    on_their_way(world, "1")?;
    let from = Instant::now();
    first.kill()?;
    let _other = world.python(&worker)?;
    sleep(Duration::from_secs(10));
    world.seen(from)
}
