//! Faults of the program itself: where a thread may go on without the answer, and where all ends.

use std::cell::Cell;
use std::io::{self, Write};
use std::panic;
use std::sync::{Mutex, PoisonError};

use super::guard;
use crate::words::notices;
use onrecord_text::clean;

/// Exit code for a fault of the program (BSD `sysexits`: internal software error).
const OUR_FAULT: i32 = 70;

thread_local! {
    /// Whether the program cannot go on without this thread.
    static ESSENTIAL: Cell<bool> = const { Cell::new(false) };
}

/// The last panic of a thread that is not essential: whoever waits for it panics in turn, with words
/// that do not say why.
static BEFORE: Mutex<Option<String>> = Mutex::new(None);

/// Marks this thread as one without which the program cannot go on.
pub(super) fn essential() {
    ESSENTIAL.set(true);
}

/// From now on a panic of this thread, or of any that is [`essential`], gives the terminal back, says
/// one sentence and ends the program. A panic of another is caught by [`contained`], there or where
/// the thread is waited for.
pub(crate) fn install_panic_hook() {
    essential();
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "somewhere".to_owned(), ToString::to_string);
        // It may quote a document.
        let what = clean::one_line(info.payload_as_str().unwrap_or("a panic without words"));
        let told = format!("{place}: {what}");
        // What a panic says may quote a document: the log gets its place alone.
        log::error!("panic at {place}");
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if !ESSENTIAL.get() {
            *before = Some(told);
            return;
        }
        guard::give_back();
        let told: Vec<_> = before.take().into_iter().chain([told]).collect();
        let _ = writeln!(io::stderr(), "onrecord: {}", notices::our_fault(&told.join("; ")));
        std::process::exit(OUR_FAULT);
    }));
}

/// Runs the `work` of this name; a panic in it, or in a thread it waits for, is caught, logged, and
/// comes back as `None`.
pub(super) fn contained<T>(name: &str, work: impl FnOnce() -> T) -> Option<T> {
    let done = panic::catch_unwind(panic::AssertUnwindSafe(work));
    done.inspect_err(|_| log::error!("{name} failed, and the program goes on without it")).ok()
}

/// Fails on demand, so that tests can prove the above: in a debug build, where `ONRECORD_PANIC` names
/// this place.
pub(super) fn drill(place: &str) {
    let asked = cfg!(debug_assertions)
        && std::env::var_os("ONRECORD_PANIC").is_some_and(|asked| asked.as_os_str() == place);
    assert!(!asked, "drill in {place} with \u{1b}[31m");
}
