//! Runs to draw, made by hand: the smallest that show one thing each.

use trace::{
    Delay, Fate, Hold, How, Micros, Model, Output, Over, Step, Stream, Task, TaskId, TaskKind,
    Thread, Wait, What,
};

use crate::Words;

/// The English words.
pub fn words() -> Words {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../mdbook-listing/words/en.toml"
    );
    let text = std::fs::read_to_string(path).expect("the words of the book");
    let mut table: toml::Table = toml::from_str(&text).expect("is TOML");
    let words = table.remove("timeline").expect("has [timeline]");
    words.try_into().expect("has exactly these words")
}

/// How long a short poll takes here.
const POLL: Micros = 12;

/// An empty run with the main thread.
pub fn run(language: &str) -> Model {
    Model {
        language: language.into(),
        tasks: Vec::new(),
        threads: vec![Thread {
            id: 1,
            name: "main".into(),
        }],
        outputs: Vec::new(),
        end: 0,
        exited: true,
        cut: None,
    }
}

/// Changes to a run, one thing at a time; times are in microseconds.
pub trait Build {
    fn thread(&mut self, name: &str) -> u32;
    fn make(&mut self, kind: TaskKind, name: &str, line: u32, by: TaskId, born: Micros) -> TaskId;
    fn at(&mut self, id: TaskId) -> &mut Task;
    fn main(&mut self) -> TaskId {
        let id = self.make(TaskKind::Main, "main", 0, 0, 300);
        self.at(id).line = None;
        id
    }
    fn spawn(&mut self, name: &str, line: u32, born: Micros) -> TaskId {
        self.make(TaskKind::Task, name, line, 1, born)
    }
    fn step(&mut self, id: TaskId, thread: u32, from: Micros, to: Micros) -> &mut Step {
        let holds = Vec::new();
        let step = Step {
            from,
            to,
            thread,
            holds,
            cpu: None,
        };
        let steps = &mut self.at(id).steps;
        steps.push(step);
        steps.last_mut().expect("was pushed")
    }
    fn poll(&mut self, id: TaskId, at: Micros) {
        self.step(id, 1, at, at + POLL);
    }
    fn hold(&mut self, id: TaskId, thread: u32, from: Micros, to: Micros, label: &str) {
        let for_us = Some((to - from) / 1000 * 1000);
        let label = label.into();
        let hold = Hold {
            from: from + 20,
            to,
            label,
            for_us,
        };
        self.step(id, thread, from, to + 40).holds.push(hold);
    }
    fn wait(&mut self, id: TaskId, from: Micros, to: Micros, what: What, label: &str) -> &mut Wait {
        let wait = Wait {
            from,
            to,
            what,
            label: label.into(),
            for_us: None,
            line: Some(12),
            on: Vec::new(),
            over: Some(Over::Ready),
            inferred: false,
        };
        let waits = &mut self.at(id).waits;
        waits.push(wait);
        waits.last_mut().expect("was pushed")
    }
    fn sleep(&mut self, id: TaskId, from: Micros, to: Micros, for_us: Micros) -> &mut Wait {
        let wait = self.wait(id, from, to, What::Timer, "sleep");
        wait.for_us = Some(for_us);
        wait
    }
    fn join(&mut self, id: TaskId, from: Micros, to: Micros, on: &[TaskId]) -> &mut Wait {
        let wait = self.wait(id, from, to, What::Task, "");
        wait.on = on.to_vec();
        wait.inferred = true;
        wait.line = None;
        wait
    }
    fn end(&mut self, id: TaskId, at: Micros, fate: Fate) {
        let task = self.at(id);
        task.gone = at;
        task.fate = fate;
    }
    fn finish(&mut self, id: TaskId, at: Micros) {
        self.end(id, at, Fate::Ended(How::Finished));
    }
    fn print(&mut self, id: TaskId, at: Micros, line: &str);
}

impl Build for Model {
    fn thread(&mut self, name: &str) -> u32 {
        let id = self.threads.len() as u32 + 1;
        self.threads.push(Thread {
            id,
            name: name.into(),
        });
        id
    }

    fn make(&mut self, kind: TaskKind, name: &str, line: u32, by: TaskId, born: Micros) -> TaskId {
        let id = self.tasks.len() as u32 + 1;
        self.tasks.push(Task {
            id,
            kind,
            name: name.into(),
            line: Some(line),
            by: (by > 0).then_some(by),
            born,
            gone: born,
            fate: Fate::Abandoned,
            steps: Vec::new(),
            waits: Vec::new(),
            delays: Vec::new(),
            cancels: Vec::new(),
        });
        id
    }

    fn at(&mut self, id: TaskId) -> &mut Task {
        &mut self.tasks[id as usize - 1]
    }

    fn print(&mut self, id: TaskId, at: Micros, line: &str) {
        let (thread, to) = (1, Stream::Stdout);
        let line = line.into();
        self.outputs.push(Output {
            at,
            thread,
            task: Some(id),
            to,
            line,
        });
        self.end = self.end.max(at);
    }
}

fn ending(mut run: Model, end: Micros) -> Model {
    run.end = end;
    run
}

/// Two awaits, one after the other.
pub fn sequential() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    run.sleep(main, 322, 101_600, 100_000).line = Some(6);
    run.step(main, 1, 101_600, 101_680);
    run.print(main, 101_650, "hello");
    run.sleep(main, 101_670, 303_100, 200_000).line = Some(8);
    run.step(main, 1, 303_100, 303_160);
    run.print(main, 303_140, "world");
    run.print(main, 303_150, "took 0.3 s");
    run.finish(main, 303_170);
    ending(run, 303_400)
}

/// The same two joined: two waits in one lane.
pub fn joined() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    run.sleep(main, 318, 101_600, 100_000).line = Some(14);
    run.sleep(main, 322, 201_500, 200_000).line = Some(14);
    run.step(main, 1, 101_600, 101_680);
    run.print(main, 101_650, "hello");
    run.step(main, 1, 201_500, 201_560);
    run.print(main, 201_540, "world");
    run.print(main, 201_550, "took 0.2 s");
    run.finish(main, 201_570);
    ending(run, 201_800)
}

/// The same two as tasks.
pub fn spawned() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let hello = run.spawn(r#"say_after(100, "hello")"#, 9, 330);
    let world = run.spawn(r#"say_after(200, "world")"#, 10, 340);
    for (task, begin, millis, text) in [(hello, 350, 100, "hello"), (world, 370, 200, "world")] {
        run.poll(task, begin);
        let over = millis * 1000 + begin + 1_300;
        run.sleep(task, begin + 5, over, millis * 1000).line = Some(17);
        run.step(task, 1, over, over + 60);
        run.print(task, over + 40, text);
        run.finish(task, over + 65);
    }
    run.join(main, 350, 101_720, &[hello]);
    run.poll(main, 101_720);
    run.join(main, 101_735, 201_740, &[world]);
    run.step(main, 1, 201_740, 201_800);
    run.print(main, 201_780, "took 0.2 s");
    run.finish(main, 201_810);
    ending(run, 202_000)
}

/// The twin of [`spawned`].
pub fn spawned_in_python() -> Model {
    let mut run = spawned();
    run.language = "python".into();
    for task in &mut run.tasks {
        task.name = task.name.replace("(100", "(0.1").replace("(200", "(0.2");
        for wait in &mut task.waits {
            if wait.label == "sleep" {
                wait.label = "asyncio.sleep".into();
            }
        }
    }
    run
}

/// Tasks that block the one thread.
pub fn blocked() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let hello = run.spawn(r#"say_after(100, "hello")"#, 9, 330);
    let world = run.spawn(r#"say_after(200, "world")"#, 10, 340);
    run.hold(hello, 1, 350, 100_500, "thread::sleep");
    run.print(hello, 100_530, "hello");
    run.finish(hello, 100_550);
    run.at(world).delays.push(Delay {
        from: 340,
        to: 100_600,
        behind: Some(hello),
    });
    run.hold(world, 1, 100_600, 300_800, "thread::sleep");
    run.print(world, 300_830, "world");
    run.finish(world, 300_850);
    run.join(main, 350, 300_900, &[hello, world]);
    run.step(main, 1, 300_900, 300_960);
    run.print(main, 300_940, "took 0.3 s");
    run.finish(main, 300_965);
    ending(run, 301_200)
}

/// The same offloaded to threads.
pub fn offloaded() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let mut jobs = Vec::new();
    for number in 1..=3u64 {
        let thread = run.thread(&format!("blocking {number}"));
        let name = format!("|| fetch({number})");
        let job = run.make(TaskKind::Blocking, &name, 7, main, 330 + number * 10);
        run.hold(
            job,
            thread,
            400 + number * 15,
            200_500 + number * 20,
            "thread::sleep",
        );
        run.print(job, 200_530 + number * 20, &format!("job {number} done"));
        run.finish(job, 200_600 + number * 20);
        jobs.push(job);
    }
    run.join(main, 330, 200_900, &jobs).what = What::Thread;
    run.step(main, 1, 200_900, 200_960);
    run.print(main, 200_940, "all done");
    run.finish(main, 200_965);
    ending(run, 201_200)
}

/// The first of three wins, the others are aborted.
pub fn aborted() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let mut tasks = Vec::new();
    for number in 1..=3 {
        let task = run.spawn(&format!("fetch({number})"), 8, 330 + number * 8);
        run.poll(task, 370 + number * 20);
        let wait = run.sleep(task, 375 + number * 20, 152_900, number * 100_000);
        wait.over = Some(Over::Dropped);
        run.end(task, 152_910, Fate::Ended(How::Cancelled));
        tasks.push(task);
    }
    let first = tasks[0];
    run.at(first).waits[0].to = 101_700;
    run.at(first).waits[0].over = Some(Over::Ready);
    run.step(first, 1, 101_700, 101_760);
    run.print(first, 101_740, "task 1 finished");
    run.finish(first, 101_770);
    run.join(main, 330, 101_800, &[first]);
    run.step(main, 1, 101_800, 101_860);
    run.print(main, 101_840, "winner: 1");
    run.sleep(main, 101_860, 152_800, 50_000);
    for task in [2, 3] {
        run.at(tasks[task - 1]).cancels.push((152_850, Some(main)));
    }
    run.step(main, 1, 152_800, 153_000);
    run.print(main, 152_980, "two were cancelled");
    run.finish(main, 153_010);
    ending(run, 153_200)
}

/// `select!`: the loser is dropped, and main goes on.
pub fn selected() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    run.print(main, 315, "near: connecting");
    run.print(main, 317, "far: connecting");
    run.sleep(main, 318, 101_600, 100_000);
    run.sleep(main, 322, 101_650, 300_000).over = Some(Over::Dropped);
    run.step(main, 1, 101_600, 101_680);
    run.print(main, 101_610, "near: done");
    run.print(main, 101_660, "far: closed");
    run.sleep(main, 101_670, 303_100, 200_000);
    run.step(main, 1, 303_100, 303_160);
    run.print(main, 303_140, "main: near won");
    run.finish(main, 303_170);
    ending(run, 303_400)
}

/// Two tasks need one lock.
pub fn locked() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let mut from = 340;
    let mut tasks = Vec::new();
    for number in 1..=3u64 {
        let task = run.spawn(&format!("add({number}, &total)"), 11, 330);
        run.poll(task, 340 + number * 20);
        if number > 1 {
            run.wait(task, 350 + number * 20, from, What::Lock, "Mutex::lock")
                .line = Some(20);
            run.poll(task, from);
        }
        run.sleep(task, from + 20, from + 101_300, 100_000).line = Some(21);
        from += 101_300;
        run.step(task, 1, from, from + 50);
        run.print(task, from + 30, &format!("added {number}"));
        run.finish(task, from + 60);
        from += 70;
        tasks.push(task);
    }
    run.join(main, 330, from, &tasks);
    run.poll(main, from);
    run.finish(main, from + 20);
    ending(run, from + 200)
}

/// Two threads of Python compute, and share the interpreter.
pub fn shared() -> Model {
    let mut run = run("python");
    let main = run.main();
    run.poll(main, 310);
    let mut jobs = Vec::new();
    for number in 1..=2u64 {
        let thread = run.thread(&format!("asyncio_{}", number - 1));
        let job = run.make(
            TaskKind::Blocking,
            "count(2_000_000)",
            9,
            main,
            400 + number,
        );
        run.step(job, thread, 700 + number * 40, 201_000 + number * 900)
            .cpu = Some(100_300);
        run.finish(job, 201_040 + number * 900);
        jobs.push(job);
    }
    run.wait(main, 400, 203_200, What::Thread, "to_thread").on = jobs;
    run.step(main, 1, 203_200, 203_300);
    run.print(main, 203_280, "took 0.2 s");
    run.finish(main, 203_320);
    ending(run, 203_500)
}

/// The same in Rust: two threads compute at once.
pub fn parallel() -> Model {
    let mut run = shared();
    run.language = "rust".into();
    for task in &mut run.tasks {
        task.name = task.name.replace("count(2_000_000)", "|| count(2_000_000)");
        task.gone = task.gone * 10 / 20;
        for step in &mut task.steps {
            step.to = step.from + ((step.to - step.from) / 2).max(POLL);
            step.from = step.from.min(102_000);
            step.to = step.to.min(102_100).max(step.from + POLL);
            step.cpu = step.cpu.map(|_| step.to - step.from - 90);
        }
        for wait in &mut task.waits {
            wait.to /= 2;
        }
    }
    for output in &mut run.outputs {
        output.at = 102_090;
        output.line = "took 0.1 s".into();
    }
    ending(run, 102_200)
}

/// A task panics, and main goes on.
pub fn panicked() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let good = run.spawn("steady()", 6, 320);
    let bad = run.spawn("shaky()", 7, 330);
    for (task, over) in [(good, 201_600), (bad, 101_600)] {
        run.poll(task, 350);
        run.sleep(task, 360, over, over / 100_000 * 100_000);
        run.step(task, 1, over, over + 80);
    }
    run.print(
        bad,
        101_640,
        "thread 'main' panicked at examples/failing/shaky.rs:18:5:",
    );
    run.outputs[0].to = Stream::Stderr;
    run.print(bad, 101_641, "no luck");
    run.outputs[1].to = Stream::Stderr;
    run.end(bad, 101_690, Fate::Ended(How::Failed));
    run.print(good, 201_640, "steady: done");
    run.finish(good, 201_690);
    run.join(main, 330, 201_710, &[good, bad]);
    run.poll(main, 201_710);
    run.finish(main, 201_725);
    ending(run, 202_000)
}

/// Main ends while a task still sleeps, and another never ran.
pub fn abandoned() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let forgotten = run.spawn("write_log()", 6, 320);
    run.poll(forgotten, 350);
    run.sleep(forgotten, 355, 101_700, 300_000).over = None;
    run.sleep(main, 330, 101_600, 100_000);
    let late = run.spawn("too_late()", 9, 101_620);
    run.end(late, 101_700, Fate::NeverRan);
    run.step(main, 1, 101_600, 101_660);
    run.print(main, 101_650, "main: bye");
    run.finish(main, 101_665);
    run.end(forgotten, 101_700, Fate::Abandoned);
    ending(run, 101_700)
}

/// Main and a hundred tasks.
pub fn hundred() -> Model {
    let mut run = run("rust");
    let main = run.main();
    let worker = run.thread("worker 1");
    run.poll(main, 310);
    for number in 1..=100u64 {
        let task = run.spawn("nap(n)", 6, 320 + number);
        run.step(task, worker, 500 + number * 6, 505 + number * 6);
        let over = 21_200 + number * 1_000;
        run.sleep(task, 505 + number * 6, over, 20_000 + number * 1_000);
        run.step(task, worker, over, over + 12);
        run.finish(task, over + 14);
        run.poll(main, over + 20);
        if number % 5 == 0 {
            run.print(main, over + 25, &format!("{number} have woken"));
        }
    }
    run.join(main, 330, 121_220, &(2..=101).collect::<Vec<_>>());
    run.finish(main, 121_300);
    ending(run, 121_500)
}

/// Over in less than a millisecond.
pub fn quick() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.at(main).born = 90;
    run.step(main, 1, 95, 140);
    let task = run.spawn("greet()", 5, 120);
    run.step(task, 1, 150, 190);
    run.print(task, 180, "hello");
    run.finish(task, 195);
    run.join(main, 140, 200, &[task]);
    run.step(main, 1, 200, 230);
    run.finish(main, 232);
    ending(run, 300)
}

/// Half a minute, ten times the same.
pub fn long() -> Model {
    let mut run = run("python");
    let main = run.main();
    run.poll(main, 310);
    let mut at = 322;
    for number in 1..=6 {
        let over = at + 5_001_000;
        run.sleep(main, at, over, 5_000_000).label = "asyncio.sleep".into();
        run.step(main, 1, over, over + 60);
        run.print(main, over + 30, &format!("beat {number}"));
        at = over + 60;
    }
    run.finish(main, at + 30);
    ending(run, at + 500)
}

/// Names and lines that are far too long, and markup everywhere.
pub fn wordy() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let name = format!(
        "send_everything(\"{}\", &mut sender)",
        "very long ".repeat(17)
    );
    let task = run.spawn(&name, 9, 330);
    run.poll(task, 350);
    run.wait(task, 360, 50_000, What::Channel, "Sender::send")
        .line = Some(21);
    run.poll(task, 50_000);
    run.wait(task, 50_020, 101_000, What::Io, "TcpStream::connect")
        .line = Some(22);
    run.poll(task, 101_000);
    run.print(
        task,
        101_010,
        &"a line that is much too long for any column ".repeat(6),
    );
    run.print(
        task,
        101_011,
        "</svg><script>alert(1)</script> {{#include x}} & more",
    );
    run.print(task, 101_012, "");
    run.end(task, 101_020, Fate::Ended(How::Cancelled));
    run.join(main, 330, 152_000, &[task]);
    run.poll(main, 152_000);
    run.finish(main, 152_020);
    ending(run, 152_200)
}

/// Thirty futures at once in one task.
pub fn crowded() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    for number in 1..=30u64 {
        let over = 101_600 + number * 5_000;
        run.sleep(main, 320 + number, over, 100_000 + number * 5_000);
        run.poll(main, over);
    }
    run.finish(main, 251_700);
    ending(run, 251_900)
}

/// A channel of one: the sender waits for the receiver.
pub fn channel() -> Model {
    let mut run = run("rust");
    let main = run.main();
    run.poll(main, 310);
    let sender = run.spawn("produce(sender)", 8, 330);
    run.poll(sender, 350);
    run.print(sender, 352, "sent 1");
    run.print(sender, 354, "sent 2");
    let mut at = 370;
    for number in 1..=5u64 {
        let over = at + 81_300;
        run.sleep(main, at, over, 80_000).line = Some(14);
        run.poll(main, over);
        run.print(main, over + 5, &format!("handled {number}"));
        if number <= 3 {
            run.wait(sender, at, over + 15, What::Channel, "Sender::send")
                .line = Some(21);
            run.poll(sender, over + 15);
            run.print(sender, over + 20, &format!("sent {}", number + 2));
        }
        if number == 3 {
            run.finish(sender, over + 40);
        }
        at = over + 30;
    }
    run.finish(main, at);
    ending(run, at + 200)
}

/// Python: a task is told to stop, and cleans up before it does.
pub fn told_to_stop() -> Model {
    let mut run = run("python");
    let main = run.main();
    run.poll(main, 310);
    let far = run.spawn(r#"fetch("far", 0.5)"#, 7, 330);
    run.poll(far, 360);
    let wait = run.sleep(far, 365, 101_700, 500_000);
    wait.over = Some(Over::Dropped);
    wait.label = "asyncio.sleep".into();
    run.sleep(main, 330, 101_600, 100_000).label = "asyncio.sleep".into();
    run.poll(main, 101_600);
    run.at(far).cancels.push((101_605, Some(main)));
    run.step(far, 1, 101_700, 101_760);
    run.print(far, 101_740, "far: cleaning up");
    run.sleep(far, 101_760, 202_000, 100_000).label = "asyncio.sleep".into();
    run.step(far, 1, 202_000, 202_050);
    run.print(far, 202_030, "far: closed");
    run.end(far, 202_060, Fate::Ended(How::Cancelled));
    run.join(main, 101_620, 202_100, &[far]).inferred = false;
    run.poll(main, 202_100);
    run.print(main, 202_105, "main: it has stopped");
    run.finish(main, 202_120);
    ending(run, 202_400)
}

/// A run that was cut and killed.
pub fn cut() -> Model {
    let mut run = sequential();
    run.cut = Some(150_000);
    run.exited = false;
    run
}

/// All of them, by name.
pub fn all() -> Vec<(&'static str, Model)> {
    vec![
        ("sequential", sequential()),
        ("joined", joined()),
        ("spawned", spawned()),
        ("spawned in Python", spawned_in_python()),
        ("blocked", blocked()),
        ("offloaded", offloaded()),
        ("aborted", aborted()),
        ("told to stop", told_to_stop()),
        ("selected", selected()),
        ("locked", locked()),
        ("channel", channel()),
        ("shared", shared()),
        ("parallel", parallel()),
        ("panicked", panicked()),
        ("abandoned", abandoned()),
        ("hundred", hundred()),
        ("quick", quick()),
        ("long", long()),
        ("wordy", wordy()),
        ("crowded", crowded()),
        ("cut", cut()),
    ]
}
