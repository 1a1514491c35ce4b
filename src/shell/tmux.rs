//! tmux's own buffer, asked of tmux itself: it needs no setting, where OSC 52 through tmux needs one.
//! tmux passes the text on to the clipboard where its terminal takes it (`load-buffer -w`, tmux 3.2).
//!
//! A worker of its own waits for tmux, so that one that does not answer holds nobody up.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Wake;
use crate::app::msg::Clip;

/// How long tmux may take: its server stands on this machine.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often it is looked whether it is done.
const LOOK: Duration = Duration::from_millis(5);

/// The worker: texts go to tmux in the order in which they were copied.
pub(super) struct Tmux {
    texts: Sender<(Clip, String)>,
}

impl Tmux {
    /// Starts the worker; it tells the loop what came of each text.
    pub(super) fn start(wake: Sender<Wake>) -> Self {
        let (texts, waiting) = mpsc::channel();
        thread::spawn(move || work(&waiting, &wake));
        Self { texts }
    }

    /// Puts `text` into tmux's buffer; [`Wake::Buffered`] says whether tmux took it.
    pub(super) fn load(&self, clip: Clip, text: String) {
        let _ = self.texts.send((clip, text));
    }
}

fn work(waiting: &Receiver<(Clip, String)>, wake: &Sender<Wake>) {
    for (clip, text) in waiting {
        let taken = load(text.clone());
        if wake.send(Wake::Buffered { clip, text, taken }).is_err() {
            return;
        }
    }
}

/// Whether tmux has the text.
fn load(text: String) -> bool {
    let mut tmux = Command::new("tmux");
    tmux.args(["load-buffer", "-w", "-"]);
    tmux.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut tmux) = tmux.spawn() else { return false };
    // A tmux that does not read would hold up whoever writes.
    let words = tmux.stdin.take();
    thread::spawn(move || words.map(|mut words| words.write_all(text.as_bytes())));
    let due = Instant::now() + PATIENCE;
    while Instant::now() < due {
        match tmux.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(LOOK),
            Err(_) => break,
        }
    }
    let _ = tmux.kill();
    let _ = tmux.wait();
    false
}
