//! Threads that a program starts by itself, and what they wait for.

use std::ffi::{c_int, c_long, c_void};

use libc::{pthread_attr_t, pthread_t};

use super::{Errno, Real};
use crate::file::{self, Line};
use crate::spans::{self, Kind};
use crate::stack;
use crate::thread::{self, Entered};

/// # Safety
///
/// As for the function of that name in the C library.
///
/// There it takes any number of arguments. On the processors for which this is
/// compiled, up to six come in the same places as those of any function.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn syscall(
    number: c_long,
    a: c_long,
    b: c_long,
    c: c_long,
    d: c_long,
    e: c_long,
    f: c_long,
) -> c_long {
    type Call =
        unsafe extern "C" fn(c_long, c_long, c_long, c_long, c_long, c_long, c_long) -> c_long;
    static REAL: Real = Real::new(c"syscall");
    // SAFETY: what the real one does not take, it does not look at.
    let real = unsafe { std::mem::transmute::<*mut c_void, Call>(REAL.address()) };
    // SAFETY: the caller keeps to the rules of the same function.
    let call = || unsafe { real(number, a, b, c, d, e, f) };
    // What all of Rust's locks, channels and conditions wait with.
    let command =
        c_int::try_from(b).unwrap_or(0) & !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
    match number {
        libc::SYS_futex if matches!(command, libc::FUTEX_WAIT | libc::FUTEX_WAIT_BITSET) => {
            parked(call)
        }
        _ => call(),
    }
}

/// # Safety
///
/// As for the function of that name in the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_join(native: pthread_t, result: *mut *mut c_void) -> c_int {
    type Join = unsafe extern "C" fn(pthread_t, *mut *mut c_void) -> c_int;
    static REAL: Real = Real::new(c"pthread_join");
    // SAFETY: this is the type of the function.
    let real = unsafe { std::mem::transmute::<*mut c_void, Join>(REAL.address()) };
    // SAFETY: the caller keeps to the rules of the same function.
    parked(|| unsafe { real(native, result) })
}

/// Calls what may take long because it waits for another thread.
fn parked<T>(call: impl FnOnce() -> T) -> T {
    if !file::is_open() {
        return call();
    }
    let running = thread::running();
    if running.is_none() && !thread::is_free() {
        return call(); // A runtime waits for something to do.
    }
    if let Some(mut line) = Line::frequent("park") {
        line.number("th", thread::number());
        if let Some(running) = running {
            line.number("id", running.id.into());
        }
        if let Some(job) = running.filter(|it| it.kind == Kind::Job) {
            line.number("cpu", thread::cpu().saturating_sub(job.cpu));
        }
        line.addresses(&stack::take()).write();
    }
    let result = call();
    let error = Errno::now();
    if let Some(mut line) = Line::frequent("unpark") {
        line.number("th", thread::number()).write();
    }
    if running.is_some_and(|it| it.kind == Kind::Job) {
        thread::reset_cpu();
    }
    drop(error);
    result
}

type Main = extern "C-unwind" fn(*mut c_void) -> *mut c_void;

/// What a new thread is to do.
struct Start {
    main: Main,
    argument: *mut c_void,
    id: u32,
}

/// # Safety
///
/// As for the function of that name in the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_create(
    native: *mut pthread_t,
    attributes: *const pthread_attr_t,
    main: Main,
    argument: *mut c_void,
) -> c_int {
    type Create =
        unsafe extern "C" fn(*mut pthread_t, *const pthread_attr_t, Main, *mut c_void) -> c_int;
    static REAL: Real = Real::new(c"pthread_create");
    // SAFETY: this is the type of the function.
    let real = unsafe { std::mem::transmute::<*mut c_void, Create>(REAL.address()) };
    if !file::is_open() {
        // SAFETY: the caller keeps to the rules of the same function.
        return unsafe { real(native, attributes, main, argument) };
    }
    let (id, _) = spans::add(Kind::Job);
    Line::rare("task")
        .number("th", thread::number())
        .number("id", id.into())
        .some("by", thread::task())
        .text("kind", b"thread")
        .addresses(&stack::take())
        .write();
    let start = Box::into_raw(Box::new(Start { main, argument, id }));
    // SAFETY: as above; `run` has the type that is asked for, and the box is
    // given to it alone.
    let result = unsafe { real(native, attributes, run, start.cast()) };
    if result != 0 {
        // SAFETY: no thread was started, so the box is still ours.
        drop(unsafe { Box::from_raw(start) });
        Line::rare("gone")
            .number("th", thread::number())
            .number("id", id.into())
            .write();
    }
    result
}

/// What a new thread does.
extern "C-unwind" fn run(start: *mut c_void) -> *mut c_void {
    // SAFETY: `pthread_create` passes a box that nobody else has.
    let Start { main, argument, id } = *unsafe { Box::from_raw(start.cast::<Start>()) };
    let cpu = thread::cpu();
    if let Some(mut line) = Line::frequent("in") {
        line.number("th", thread::number())
            .number("id", id.into())
            .write();
    }
    thread::enter(Entered {
        id,
        kind: Kind::Job,
        ready: None,
        set: None,
        cpu,
    });
    let result = main(argument);
    thread::leave(id);
    if let Some(mut line) = Line::frequent("out") {
        line.number("th", thread::number())
            .number("id", id.into())
            .number("cpu", thread::cpu().saturating_sub(cpu))
            .write();
    }
    Line::rare("gone")
        .number("th", thread::number())
        .number("id", id.into())
        .write();
    result
}
