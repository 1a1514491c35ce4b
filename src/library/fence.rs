//! [`enter`]: takes from the thread that reads a document what no reader needs.
//!
//! A second wall behind the readers' own bounds, and no proof: threads share memory, so what has taken over a
//! reader could still make another thread do something. It costs a fault in a library the plain ways out of it,
//! a connection, a file written, a program started. Threads that a reader starts are behind the wall with it.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod linux;

#[cfg(test)]
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod tests;

/// Which walls stand around a thread. An old kernel or another system has fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FenceState {
    /// Landlock: no file is written, made, moved or taken away, and no address is connected to.
    pub(super) files: bool,
    /// Seccomp: no call of the system but those that reading needs.
    pub(super) calls: bool,
}

/// Takes from this thread, and from those that it starts, the right to open sockets, to write files, to start
/// programs and to meddle with others, as far as the system can. There is no way back for it.
pub(super) fn enter() -> FenceState {
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    let state = linux::enter();
    #[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
    let state = FenceState::default();
    tell(state);
    state
}

/// Says once in the log which walls stand.
fn tell(state: FenceState) {
    use std::sync::Once;
    static TOLD: Once = Once::new();
    let word = |stands| if stands { "on" } else { "off" };
    TOLD.call_once(|| {
        let (files, calls) = (word(state.files), word(state.calls));
        log::info!("readers are fenced: Landlock {files}, seccomp {calls}");
    });
}
