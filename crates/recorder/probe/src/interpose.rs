//! Stand-ins for functions of the C library: what a program prints, when a
//! thread sleeps or waits, and the threads it starts by itself.
//!
//! The dynamic linker finds these first, in the kit. Each does what the real
//! one does, and writes a line if this run is recorded.
#![expect(unsafe_code, reason = "functions that take the place of unsafe ones")]

mod threads;

use std::ffi::{CStr, c_int, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

use libc::{clockid_t, iovec, size_t, ssize_t, timespec};

use crate::file::{self, Line};
use crate::thread;

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
