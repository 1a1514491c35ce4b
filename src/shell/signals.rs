//! The signal thread. It asks the loop to leave and, where the loop does not answer, ends the
//! program itself: on a terminal that is gone, reading input may never return.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::workers::unwritten::UnwrittenDecisions;
use super::{Wake, fault, guard};

/// Exit code after a hang-up: 128 and the signal's number, as shells count.
pub(super) const HANGUP: i32 = 128 + SIGHUP;

/// How long the loop may take to give the terminal back, and then this thread.
const GRACE: Duration = Duration::from_millis(300);

/// How long a program that is ended by a signal goes on writing what was decided.
pub(super) const LAST: Duration = Duration::from_secs(3);

/// Whether another program has the terminal.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Notes whether another program has the terminal: until it gives it back, Ctrl-C and Ctrl-Z are its own.
pub(super) fn set_away(away: bool) {
    AWAY.store(away, Ordering::SeqCst);
}

/// Stops with the program that has the terminal, so that the shell notices.
fn stop_alone() {
    if can_stop() {
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// Sees to it that a limit on the size of files is an error of whatever is written, and not the end of the
/// program. Where the system refuses, it stays its end.
pub(crate) fn outlive_large_files() {
    // Whether the signal came nobody asks: the write that it came of says so.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// Starts the thread. A size that is asked after this is right or will be told: whoever resizes the
/// window after it was asked is heard.
///
/// # Errors
/// When the system refuses to watch a signal.
pub(super) fn start(wake: Sender<Wake>, waiting: UnwrittenDecisions) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::spawn(move || {
        fault::essential();
        for signal in signals.forever() {
            // A key that a program in the terminal hears as a signal is meant for that program.
            let away = AWAY.load(Ordering::SeqCst);
            let told = match signal {
                SIGINT | SIGQUIT if away => Ok(()),
                SIGTSTP if away => {
                    stop_alone();
                    Ok(())
                }
                SIGTSTP => wake.send(Wake::Suspend),
                SIGCONT => wake.send(Wake::Resumed),
                SIGWINCH => wake.send(Wake::Resized),
                _ => leave(&wake, &waiting, 128 + signal),
            };
            if told.is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// The loop is asked first. Where it does not answer, it works without end or its last frame waits
/// for a terminal that takes no bytes; then this thread tries, and takes no longer either. What is
/// decided and not on the disk is waited for, and told, by whoever of the two comes to it.
fn leave(wake: &Sender<Wake>, waiting: &UnwrittenDecisions, code: i32) -> ! {
    let _ = wake.send(Wake::Leave(code));
    thread::sleep(GRACE);
    thread::spawn(guard::give_back);
    thread::sleep(GRACE);
    guard::give_back_modes();
    let lost = waiting.last(LAST);
    waiting.tell(&lost, code == HANGUP);
    std::process::exit(code)
}

/// Whether there is a shell that gets the terminal when this program stops. The first job of a
/// session (started by ssh or a terminal's window itself) has none: it would stop for ever.
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the program and, as Ctrl-Z does on a terminal in its usual modes, everything else in its
/// job: a script that waits for it would keep the shell from noticing.
///
/// # Errors
/// When the system refuses.
pub(super) fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}
