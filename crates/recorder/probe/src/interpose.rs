//! Stand-ins for functions of the C library: what a program prints, when a
//! thread sleeps, and the threads it starts by itself.
//!
//! The dynamic linker finds these first, in the kit. Each does what the real
//! one does, and writes a line if this run is recorded.
#![expect(unsafe_code, reason = "functions that take the place of unsafe ones")]

use std::ffi::{CStr, c_int, c_long, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

use libc::{clockid_t, iovec, pthread_attr_t, pthread_t, size_t, ssize_t, timespec};

use crate::file::{self, Line};
use crate::spans::{self, Kind};
use crate::stack;
use crate::thread::{self, Entered};

/// The next function of that name after ours, found once.
struct Real {
    name: &'static CStr,
    address: AtomicPtr<c_void>,
}

impl Real {
    const fn new(name: &'static CStr) -> Real {
        let address = AtomicPtr::new(std::ptr::null_mut());
        Real { name, address }
    }

    fn address(&self) -> *mut c_void {
        let known = self.address.load(Ordering::Relaxed);
        if !known.is_null() {
            return known;
        }
        // SAFETY: the name ends with a zero byte.
        let found = unsafe { libc::dlsym(libc::RTLD_NEXT, self.name.as_ptr()) };
        if found.is_null() {
            std::process::abort(); // A C library without `write`.
        }
        self.address.store(found, Ordering::Relaxed);
        found
    }
}

/// Makes sure that the end of the program is noticed.
pub(crate) fn start() {
    extern "C" fn at_exit() {
        Line::rare("exit").write();
    }
    // SAFETY: the function is there as long as the kit is, which is never
    // unloaded.
    unsafe { libc::atexit(at_exit) };
}

/// Text that is kept of one write.
const TEXT_MAX: usize = 16 * 1024;

/// # Safety
///
/// As for the function of that name in the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, bytes: *const c_void, count: size_t) -> ssize_t {
    type Write = unsafe extern "C" fn(c_int, *const c_void, size_t) -> ssize_t;
    static REAL: Real = Real::new(c"write");
    // SAFETY: this is the type of the function.
    let real = unsafe { std::mem::transmute::<*mut c_void, Write>(REAL.address()) };
    // SAFETY: the caller keeps to the rules of the same function.
    let written = unsafe { real(fd, bytes, count) };
    if let Ok(length) = usize::try_from(written)
        && is_visible(fd)
    {
        // SAFETY: the real function has read as many bytes.
        printed(fd, unsafe {
            std::slice::from_raw_parts(bytes.cast(), length)
        });
    }
    written
}

/// # Safety
///
/// As for the function of that name in the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, parts: *const iovec, count: c_int) -> ssize_t {
    type Writev = unsafe extern "C" fn(c_int, *const iovec, c_int) -> ssize_t;
    static REAL: Real = Real::new(c"writev");
    // SAFETY: this is the type of the function.
    let real = unsafe { std::mem::transmute::<*mut c_void, Writev>(REAL.address()) };
    // SAFETY: the caller keeps to the rules of the same function.
    let written = unsafe { real(fd, parts, count) };
    if let (Ok(mut left), Ok(count)) = (usize::try_from(written), usize::try_from(count))
        && is_visible(fd)
    {
        let mut text = Vec::new();
        // SAFETY: the real function has read as many parts.
        for part in unsafe { std::slice::from_raw_parts(parts, count) } {
            let length = part.iov_len.min(left);
            left -= length;
            // SAFETY: the real function has read as many bytes of the part.
            let bytes = unsafe { std::slice::from_raw_parts(part.iov_base.cast::<u8>(), length) };
            text.extend_from_slice(bytes);
        }
        printed(fd, &text);
    }
    written
}

fn is_visible(fd: c_int) -> bool {
    matches!(fd, libc::STDOUT_FILENO | libc::STDERR_FILENO) && file::is_open()
}

fn printed(fd: c_int, text: &[u8]) {
    if text.is_empty() {
        return;
    }
    let _error = Errno::now();
    Line::rare("print")
        .number("th", thread::number())
        .some("task", thread::task())
        .number("fd", u64::from(fd.unsigned_abs()))
        .text("text", &text[..text.len().min(TEXT_MAX)])
        .write();
}

/// # Safety
///
/// As for the function of that name in the C library.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_nanosleep(
    clock: clockid_t,
    flags: c_int,
    request: *const timespec,
    remaining: *mut timespec,
) -> c_int {
    type Sleep = unsafe extern "C" fn(clockid_t, c_int, *const timespec, *mut timespec) -> c_int;
    static REAL: Real = Real::new(c"clock_nanosleep");
    // SAFETY: this is the type of the function.
    let real = unsafe { std::mem::transmute::<*mut c_void, Sleep>(REAL.address()) };
    if !file::is_open() {
        // SAFETY: the caller keeps to the rules of the same function.
        return unsafe { real(clock, flags, request, remaining) };
    }
    if let Some(mut line) = Line::frequent("hold") {
        line.number("th", thread::number())
            .some("task", thread::task());
        // SAFETY: the caller must pass a request.
        let request = unsafe { &*request };
        let part = |number: i64| u64::try_from(number).unwrap_or(0);
        if flags & libc::TIMER_ABSTIME == 0 {
            line.number(
                "us",
                part(request.tv_sec) * 1_000_000 + part(request.tv_nsec) / 1_000,
            );
        }
        line.write();
    }
    // SAFETY: the caller keeps to the rules of the same function.
    let result = unsafe { real(clock, flags, request, remaining) };
    let _error = Errno::now();
    if let Some(mut line) = Line::frequent("free") {
        line.number("th", thread::number()).write();
    }
    result
}

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
    let job = thread::job();
    if job.is_none() && !thread::is_free() {
        return call(); // A runtime waits for something to do.
    }
    if let Some(mut line) = Line::frequent("park") {
        line.number("th", thread::number());
        if let Some(job) = job {
            line.number("id", job.id.into())
                .number("cpu", thread::cpu().saturating_sub(job.cpu));
        }
        line.addresses(&stack::take()).write();
    }
    let result = call();
    let error = Errno::now();
    if let Some(mut line) = Line::frequent("unpark") {
        line.number("th", thread::number()).write();
    }
    if job.is_some() {
        thread::reset_cpu();
    }
    drop(error);
    result
}

/// The number of the last error of this thread, which is as it was when this
/// is dropped.
struct Errno(c_int);

impl Errno {
    fn now() -> Errno {
        // SAFETY: the C library gives each thread a valid place.
        Errno(unsafe { *libc::__errno_location() })
    }
}

impl Drop for Errno {
    fn drop(&mut self) {
        // SAFETY: the C library gives each thread a valid place.
        unsafe { *libc::__errno_location() = self.0 };
    }
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
        millis: None,
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
