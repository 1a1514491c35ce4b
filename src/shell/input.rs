//! The input thread: bytes of the terminal in, messages out.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, Result, read};
use rustix::stdio::stdin;

use super::keyboard::Keyboard;
use super::{Wake, fault, signals};
use onrecord_text::Part;

/// Bytes read at once.
const CHUNK: usize = 4096;

/// How long the thread may take to stand still: it does nothing else than wait for keys.
const PATIENCE: Duration = Duration::from_secs(1);

/// What goes to the thread: stand still, and go on.
const STILL: u8 = b's';
const ON: u8 = b'g';

/// The way to the thread.
pub(super) struct Input {
    gate: UnixStream,
}

impl Input {
    /// Starts the thread. It ends with the program, or tells the loop when the terminal is gone.
    ///
    /// # Errors
    /// When the system has no pair of sockets for it.
    pub(super) fn start(wake: Sender<Wake>) -> io::Result<Self> {
        let (gate, inner) = UnixStream::pair()?;
        gate.set_read_timeout(Some(PATIENCE))?;
        thread::spawn(move || work(&wake, &inner));
        Ok(Self { gate })
    }

    /// Lets the thread stand still: from now on keys are another program's, until what comes back is
    /// dropped.
    ///
    /// # Errors
    /// Where the thread does not answer.
    pub(super) fn stand_still(&self) -> io::Result<Still> {
        let way_on = self.gate.try_clone()?;
        (&self.gate).write_all(&[STILL])?;
        (&self.gate).read_exact(&mut [0])?;
        Ok(Still(way_on))
    }
}

/// The input thread stands still while this is there.
pub(super) struct Still(UnixStream);

impl Drop for Still {
    fn drop(&mut self) {
        let _ = self.0.write_all(&[ON]);
    }
}

fn work(wake: &Sender<Wake>, gate: &UnixStream) {
    fault::essential();
    let mut keyboard = Keyboard::new(Instant::now());
    let mut chunk = [0; CHUNK];
    loop {
        let came = match next(&keyboard, gate, &mut chunk) {
            Ok(Came::Bytes(0)) | Err(_) => {
                let _ = wake.send(Wake::Leave(signals::HANGUP));
                return;
            }
            Ok(Came::Bytes(length)) => Some(length),
            Ok(Came::Nothing) => None,
            Ok(Came::Command) => {
                if stand(gate).is_err() {
                    return;
                }
                keyboard = Keyboard::new(Instant::now());
                continue;
            }
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
}

/// Stands still as long as the loop wants it.
fn stand(mut gate: &UnixStream) -> io::Result<()> {
    let mut told = [0];
    gate.read_exact(&mut told)?;
    if told == [STILL] {
        gate.write_all(&[STILL])?;
        gate.read_exact(&mut told)?;
    }
    Ok(())
}

/// What came first.
enum Came {
    /// So many bytes; none: the terminal is gone.
    Bytes(usize),
    /// Nothing, as long as the keyboard holds something.
    Nothing,
    /// The loop wants something.
    Command,
}

/// Waits for bytes or for the loop.
fn next(keyboard: &Keyboard, gate: &UnixStream, chunk: &mut [u8]) -> Result<Came> {
    loop {
        let left = keyboard.deadline().map(|due| due.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let terminal = stdin();
        let mut both = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(gate, PollFlags::IN)];
        match poll(&mut both, left.as_ref()) {
            Ok(0) => return Ok(Came::Nothing),
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(fault) => return Err(fault),
        }
        let [keys, command] = both;
        if keys.revents().is_empty() {
            if !command.revents().is_empty() {
                return Ok(Came::Command);
            }
            continue;
        }
        match read(terminal, &mut *chunk) {
            Ok(length) => return Ok(Came::Bytes(length)),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(fault) => return Err(fault),
        }
    }
}
