//! The terminal's state: taken on entering, given back on every way out — return, panic, signal.
//!
//! Whether the terminal is ours changes under the lock of standard output, and everything that is
//! written asks under the same lock. So no frame of another thread can follow the giving back.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Alternate screen, bracketed paste, no cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";

/// Clicks and the wheel, with coordinates of any size. Not the motions of the mouse: on a slow line
/// they cost bytes and say nothing here.
pub(super) const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// The mouse for the terminal's own selection.
pub(super) const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whatever was cut off in the middle (a clipboard text, a frame, a style), ended; then all of the
/// above in reverse.
const LEAVE: &[u8] =
    b"\x1b\\\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?25h\x1b[?2004l\x1b[?1049l";

/// Whether the terminal is ours. Left twice, it would lose what stands on the person's own screen.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; gives it back when dropped.
pub(super) struct Guard;

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// As [`take`]; it is given back then.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        let guard = Self;
        take(mouse)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Takes the terminal: raw mode, the alternate screen, bracketed paste, and the mouse if wanted. Also
/// where it is ours already: when the program was stopped without being asked, nobody knows what
/// others did to the terminal meanwhile.
///
/// # Errors
/// When the terminal refuses raw mode or cannot be written.
pub(super) fn take(mouse: bool) -> io::Result<()> {
    // The modes first: in the background this stops the program before it writes a byte.
    disable_raw_mode()?;
    enable_raw_mode()?;
    let mut out = io::stdout().lock();
    if TAKEN.swap(true, Ordering::SeqCst) {
        out.write_all(LEAVE)?;
    }
    out.write_all(ENTER)?;
    if mouse {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Gives the terminal back, once. That it is gone is no error here.
pub(super) fn give_back() {
    let mut out = io::stdout().lock();
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = out.write_all(LEAVE);
        let _ = out.flush();
    }
    let _ = disable_raw_mode();
}

/// Gives back what can be given without a byte or a lock: the modes.
pub(super) fn give_back_modes() {
    let _ = disable_raw_mode();
}

/// The way to the terminal while it is ours; at other times bytes are dropped. Each write goes out
/// whole and at once.
pub(super) struct Tty;

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = io::stdout().lock();
        if TAKEN.load(Ordering::SeqCst) {
            out.write_all(bytes)?;
            out.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
