//! Faults of the program itself: where a thread may go on without the answer, and where all ends.

use std::cell::Cell;
use std::io::{self, Write};
use std::panic;

use super::guard;
use crate::text::clean;
use crate::words::notices;

/// Exit code for a fault of the program (BSD `sysexits`: internal software error).
const OUR_FAULT: i32 = 70;

thread_local! {
    /// Whether the program cannot go on without this thread.
    static ESSENTIAL: Cell<bool> = const { Cell::new(false) };
}

/// The program ends with this thread: it is the loop, or brings it what it lives on. A panic in any
/// other is caught by [`contained`], there or where the thread is waited for.
pub fn essential() {
    ESSENTIAL.set(true);
}

/// From now on a panic of an essential thread gives the terminal back, says one sentence and ends the
/// program. The calling thread is one.
pub fn install_panic_hook() {
    essential();
    panic::set_hook(Box::new(|info| {
        if !ESSENTIAL.get() {
            return;
        }
        guard::give_back();
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        // It may quote a document.
        let what = clean::one_line(info.payload_as_str().unwrap_or_default());
        let _ = writeln!(io::stderr(), "onrecord: {}", notices::our_fault(&place, &what));
        std::process::exit(OUR_FAULT);
    }));
}

/// Runs `work`; a panic in it, or in a thread it waits for, is caught and comes back as `None`.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(panic::AssertUnwindSafe(work)).ok()
}

/// Fails on demand, so that tests can prove the above: in a debug build, where `ONRECORD_PANIC` names
/// this place.
pub fn drill(place: &str) {
    let asked = cfg!(debug_assertions)
        && std::env::var_os("ONRECORD_PANIC").is_some_and(|asked| asked.as_os_str() == place);
    assert!(!asked, "drill in {place} with \u{1b}[31m");
}
