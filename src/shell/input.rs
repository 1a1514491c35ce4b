//! The input thread: bytes of the terminal in, messages out.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, Result, read};
use rustix::stdio::stdin;

use super::keyboard::Keyboard;
use super::{Wake, fault, signals};
use onrecord_text::Part;

/// Bytes read at once.
const CHUNK: usize = 4096;

/// Starts the thread. It ends with the program, or tells the loop when the terminal is gone.
pub(super) fn start(wake: Sender<Wake>) {
    thread::spawn(move || {
        fault::essential();
        let mut keyboard = Keyboard::new(Instant::now());
        let mut chunk = [0; CHUNK];
        loop {
            let came = match next(&keyboard, &mut chunk) {
                Ok(Some(0)) | Err(_) => {
                    let _ = wake.send(Wake::Leave(signals::HANGUP));
                    return;
                }
                Ok(came) => came,
            };
            let now = Instant::now();
            let msgs = match came {
                Some(length) => keyboard.read(chunk.part(..length), now),
                None => keyboard.pause(now),
            };
            fault::drill("input");
            for msg in msgs {
                if wake.send(Wake::Msg(msg)).is_err() {
                    return;
                }
            }
        }
    });
}

/// Waits for bytes: how many came (none: the terminal is gone), or `None` where nothing came as long
/// as the keyboard holds something.
fn next(keyboard: &Keyboard, chunk: &mut [u8]) -> Result<Option<usize>> {
    loop {
        let left = keyboard.deadline().map(|due| due.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let terminal = stdin();
        match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], left.as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(fault) => return Err(fault),
        }
        match read(terminal, &mut *chunk) {
            Ok(length) => return Ok(Some(length)),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(fault) => return Err(fault),
        }
    }
}
