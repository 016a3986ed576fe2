//! Where the program is: the addresses of its stack.

/// Stacks that are taken in one run. Each costs about ten microseconds, and a
/// picture of more waits than this would show none of them.
const MOST: usize = 600;

/// Where in an address the number of the file begins that it is in.
const CODE_SHIFT: u32 = 48;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "calls into the C library")]
mod imp {
    use std::ffi::c_void;
    use std::ops::Range;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use crate::file;

    /// Frames of the stack that are looked at.
    const DEEP: usize = 64;

    /// Addresses that are kept: of the innermost frames.
    const KEPT: usize = 32;

    /// Where the code of a program or library is.
    #[derive(Default)]
    struct Code {
        base: usize,
        range: Range<usize>,
    }

    /// The program, the kit, and Rust's standard library.
    type Codes = [Code; 3];

    static CODES: OnceLock<Codes> = OnceLock::new();

    static TAKEN: AtomicUsize = AtomicUsize::new(0);

    pub(crate) fn start() {
        let mut codes = Codes::default();
        // SAFETY: `visit` is a function of the type that is asked for, and the
        // data it gets is the array, which outlives the call.
        unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut codes).cast()) };
        let _ = CODES.set(codes);
        // The first call loads a library, which must not happen in a poll.
        let mut frames = [std::ptr::null_mut(); 4];
        // SAFETY: the array has room for as many addresses as are asked for.
        unsafe { libc::backtrace(frames.as_mut_ptr(), 4) };
    }

    /// Called with each loaded object; the first is the program itself.
    unsafe extern "C" fn visit(
        info: *mut libc::dl_phdr_info,
        _: libc::size_t,
        data: *mut c_void,
    ) -> libc::c_int {
        // SAFETY: `dl_iterate_phdr` passes a valid description, and `start` the
        // array.
        let (info, codes) = unsafe { (&*info, &mut *data.cast::<Codes>()) };
        let base = usize::try_from(info.dlpi_addr).unwrap_or(0);
        // SAFETY: the description says how many headers there are.
        let headers = unsafe { std::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum.into()) };
        let executable = headers
            .iter()
            .filter(|it| it.p_type == libc::PT_LOAD && it.p_flags & libc::PF_X != 0);
        for header in executable {
            let begin = base + usize::try_from(header.p_vaddr).unwrap_or(0);
            let range = begin..begin + usize::try_from(header.p_memsz).unwrap_or(0);
            let in_kit = range.contains(&(start as *const () as usize));
            let in_std = range.contains(&(std::thread::park as *const () as usize));
            let is_first = codes[0].range.is_empty();
            let found = Code { base, range };
            match (in_kit, in_std) {
                (true, _) => codes[1] = found,
                (_, true) => codes[2] = found,
                _ if is_first => codes[0] = found,
                _ => {}
            }
        }
        0
    }

    pub(crate) fn take() -> Vec<u64> {
        let Some(codes) = CODES.get() else {
            return Vec::new();
        };
        if file::is_cut() || TAKEN.fetch_add(1, Ordering::Relaxed) >= super::MOST {
            return Vec::new();
        }
        let mut frames = [std::ptr::null_mut(); DEEP];
        // SAFETY: the array has room for as many addresses as are asked for.
        let depth = unsafe { libc::backtrace(frames.as_mut_ptr(), DEEP as libc::c_int) };
        let depth = usize::try_from(depth).unwrap_or(0);
        let place = |frame: &*mut c_void| {
            // The address that is returned to is the one after the call.
            let address = (*frame as usize).checked_sub(1)?;
            let inside = |code: &Code| code.range.contains(&address);
            let (code, number) = codes.iter().zip(0..).find(|(code, _)| inside(code))?;
            let offset = u64::try_from(address - code.base).ok()?;
            Some(offset | number << super::CODE_SHIFT)
        };
        frames[..depth]
            .iter()
            .filter_map(place)
            .take(KEPT)
            .collect()
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
mod imp {
    pub(crate) fn start() {}

    pub(crate) fn take() -> Vec<u64> {
        let _ = (super::MOST, super::CODE_SHIFT);
        Vec::new()
    }
}

pub(crate) use imp::{start, take};
