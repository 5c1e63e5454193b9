//! Large files, mapped. The only place with `unsafe`.
//!
//! A mapping costs nothing until it is read, while copying 280 MB takes a tenth of a second or more. But another
//! program may truncate the file meanwhile, and reading past its new end raises SIGBUS, which kills the process. So
//! files are mapped only when a caller opts in ([`map_large_files`]), and the signal ends the run with a message that
//! says why.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// From this size on a mapping is worth its risk: it is a thousand phones. Files that people and programs rewrite in
/// place are seldom larger, and are copied.
const MIN_MAPPED_SIZE: u64 = 256 << 10;
/// At most this many files are mapped; the others are copied.
const MAX_MAPPINGS: usize = 4096;

static WANTED: AtomicBool = AtomicBool::new(false);
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// From now on large files are mapped, and if one is truncated meanwhile the process ends with status 2 and a message.
/// For a command that reads, reports and exits; long-running processes must not use it.
pub(crate) fn map_large_files() {
    WANTED.store(true, Ordering::Relaxed);
}

/// The file's content, mapped; `None` if it should be copied instead.
#[allow(unsafe_code)]
pub(super) fn map(file: &File, len: u64, path: &Path) -> io::Result<Option<memmap2::Mmap>> {
    if len < MIN_MAPPED_SIZE || !WANTED.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    if number >= MAX_MAPPINGS {
        return Ok(None);
    }
    // SAFETY: the mapping is private and read-only. If another process truncates the file, reading past the new end
    // raises SIGBUS, which `guard` turns into the end of the process. If another process overwrites the file in place,
    // its bytes change under us: no code here relies on reading the same byte twice (no unchecked UTF-8, every index is
    // checked), so the result is a report on neither text, as it would be from a torn copy.
    let map = unsafe { memmap2::Mmap::map(file)? };
    Ok(guard::watch(number, &map, path).then_some(map))
}

#[cfg(unix)]
mod guard {
    use std::path::Path;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::MAX_MAPPINGS;

    /// What is said if a mapping breaks, before its name and behind it.
    const BROKEN: [&str; 2] = [
        "pjlint: ",
        ": another program made this file shorter while pjlint was reading it, so there is no report (what was printed \
         is not all). Run pjlint again when the file is complete; a program that replaces files by renaming is always \
         safe\n",
    ];

    /// A mapping, and its name as it is said: composed beforehand, since a signal's handler may do next to nothing.
    struct Watched {
        first: AtomicUsize,
        end: AtomicUsize,
        name: OnceLock<Box<str>>,
    }

    static WATCHED: [Watched; MAX_MAPPINGS] =
        [const { Watched { first: AtomicUsize::new(0), end: AtomicUsize::new(0), name: OnceLock::new() } };
            MAX_MAPPINGS];

    /// From now on SIGBUS from this mapping ends the process with a message. False if that cannot be had.
    pub(super) fn watch(number: usize, map: &[u8], path: &Path) -> bool {
        static INSTALLED: OnceLock<bool> = OnceLock::new();
        let slot = &WATCHED[number];
        let _ = slot.name.set(path.display().to_string().escape_debug().to_string().into());
        slot.first.store(map.as_ptr() as usize, Ordering::Relaxed);
        slot.end.store(map.as_ptr() as usize + map.len().next_multiple_of(1 << 16), Ordering::Release);
        *INSTALLED.get_or_init(install)
    }

    #[allow(unsafe_code)]
    fn install() -> bool {
        // SAFETY: a zeroed sigaction is a valid one; the handler has the type that SA_SIGINFO asks for, and does only
        // what a handler may do. It runs on the stack that Rust's own handlers run on.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = on_sigbus as extern "C" fn(_, _, _) as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigaction(libc::SIGBUS, &raw const action, std::ptr::null_mut()) == 0
        }
    }

    #[allow(unsafe_code)]
    extern "C" fn on_sigbus(signal: libc::c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
        // SAFETY: with SA_SIGINFO the kernel passes a valid `info`. Atomic loads, write(2), _exit(2) and sigaction(2)
        // are allowed in a handler.
        unsafe {
            let at = (*info).si_addr() as usize;
            let broken = |w: &&Watched| at < w.end.load(Ordering::Acquire) && at >= w.first.load(Ordering::Relaxed);
            if let Some(name) = WATCHED.iter().find(broken).and_then(|w| w.name.get()) {
                for part in [BROKEN[0], name, BROKEN[1]] {
                    libc::write(libc::STDERR_FILENO, part.as_ptr().cast(), part.len());
                }
                libc::_exit(2);
            }
            // Something else is wrong: the signal comes again, and does what it does without us.
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = libc::SIG_DFL;
            libc::sigaction(signal, &raw const action, std::ptr::null_mut());
        }
    }
}

#[cfg(not(unix))]
mod guard {
    /// The system refuses to truncate a file that is mapped.
    pub(super) fn watch(_: usize, _: &[u8], _: &std::path::Path) -> bool {
        true
    }
}
