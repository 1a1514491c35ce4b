//! A program in a real pseudo-terminal; what it writes is replayed into a model of the screen.
//!
//! Tests say what they wait for, never how long: every wait ends as soon as it holds, and shows the
//! screen when it never does.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use memchr::memmem;
use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use vt100::{Parser, Screen};

/// How long something may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// No byte for this long: the program has nothing more to say.
const QUIET: Duration = Duration::from_millis(300);

/// Begin and end of a frame in synchronised output.
pub(crate) const BEGIN: &[u8] = b"\x1b[?2026h";
pub(crate) const END: &[u8] = b"\x1b[?2026l";

/// What is to be run, and in what kind of terminal.
pub(crate) struct Start {
    command: CommandBuilder,
    size: (u16, u16),
}

/// `onrecord` at 80×24.
pub(crate) fn onrecord<'a>(args: impl IntoIterator<Item = &'a str>) -> Start {
    program(env!("CARGO_BIN_EXE_onrecord"), args)
}

/// Any program at 80×24. Of the environment it gets only what a person has set.
pub(crate) fn program<'a>(name: &str, args: impl IntoIterator<Item = &'a str>) -> Start {
    let mut command = CommandBuilder::new(name);
    command.args(args);
    command.cwd(std::env::temp_dir());
    for name in ["NO_COLOR", "TMUX", "STY", "ONRECORD_PANIC", "ENV"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env("XDG_STATE_HOME", a_state_of_its_own());
    Start { command, size: (80, 24) }
}

/// A folder for what one program keeps for the next time: none of these begins where another was.
fn a_state_of_its_own() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = format!("{}/state-{process}-{count}", env!("CARGO_TARGET_TMPDIR"));
    // Of an earlier run with this number.
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

impl Start {
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Where it is run.
    pub(crate) fn cwd(mut self, folder: &Path) -> Self {
        self.command.cwd(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn run(self) -> Terminal {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let modes = modes(&*pair.master);
        let keyboard = pair.master.take_writer().unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let started = Instant::now();
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        let pid = child.process_id().unwrap();
        let seen = Arc::new(Seen {
            state: Mutex::new(State {
                parser: Parser::new(nonzero(rows), nonzero(columns), 0),
                bytes: Vec::new(),
                changed: started,
                exit: None,
                reading: Reading::Goes,
            }),
            news: Condvar::new(),
        });
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.read(reader)
        });
        thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let status = child.wait().unwrap();
                let code = if status.signal().is_some() { -1 } else { status.exit_code() as i32 };
                seen.change(|state| state.exit = Some(code));
            }
        });
        let (master, slave) = (pair.master, pair.slave);
        let running = Running { pid, seen: Arc::clone(&seen) };
        Terminal { seen, master, slave, keyboard, reader, running, modes, started }
    }
}

/// A running program, seen from the terminal's side.
pub(crate) struct Terminal {
    seen: Arc<Seen>,
    master: Box<dyn MasterPty + Send>,
    /// Held to the end: when its last holder goes, the system forgets the terminal's modes.
    slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    reader: JoinHandle<()>,
    running: Running,
    /// The terminal's modes before the program came.
    modes: String,
    pub started: Instant,
}

struct Seen {
    state: Mutex<State>,
    news: Condvar,
}

struct State {
    parser: Parser,
    /// Everything the program wrote.
    bytes: Vec<u8>,
    /// When something was sent or came last.
    changed: Instant,
    /// The exit code; -1 for a program that a signal killed.
    exit: Option<i32>,
    reading: Reading,
}

/// Whether the terminal takes what the program writes.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Goes,
    Stalls,
    Ends,
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.news.notify_all();
    }

    fn read(&self, mut reader: Box<dyn Read + Send>) {
        let mut chunk = vec![0; 65_536];
        loop {
            let stalls = |state: &mut State| state.reading == Reading::Stalls;
            drop(self.news.wait_while(self.lock(), stalls).unwrap());
            let Ok(length @ 1..) = reader.read(&mut chunk) else { return };
            self.change(|state| {
                state.parser.process(&chunk[..length]);
                state.bytes.extend_from_slice(&chunk[..length]);
                state.changed = Instant::now();
            });
            if self.lock().reading == Reading::Ends {
                return;
            }
        }
    }

    /// Waits until `holds` gives a value, at most [`PATIENCE`].
    fn wait<T>(&self, what: &str, mut holds: impl FnMut(&State) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.lock();
        loop {
            if let Some(value) = holds(&state) {
                return value;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(state);
                self.fail(what);
            }
            // The quiet after the last byte is no news: look again from time to time.
            let nap = left.min(Duration::from_millis(20));
            state = self.news.wait_timeout(state, nap).unwrap().0;
        }
    }

    fn fail(&self, what: &str) -> ! {
        let state = self.lock();
        let tail = state.bytes.len().saturating_sub(200);
        let tail = state.bytes[tail..].escape_ascii();
        let screen = state.parser.screen().contents();
        panic!("never: {what}\nexit {:?}, last bytes {tail}\n{screen}\n", state.exit);
    }
}

impl Terminal {
    /// Waits until the whole frame on the screen is as `holds` says.
    pub(crate) fn wait(&self, what: &str, holds: impl Fn(&Screen) -> bool) {
        self.seen.wait(what, |state| {
            let screen = state.parser.screen();
            (whole(&state.bytes) && holds(screen)).then_some(())
        });
    }

    /// Waits until `text` stands on the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits for the screen of an investigation that was read and searched: a row is selected.
    pub(crate) fn wait_ready(&self) {
        self.wait_taken();
        self.wait_for("▸");
    }

    /// Waits until nothing was sent and no byte came for a while, and the frame is whole.
    pub(crate) fn settle(&self) {
        self.seen.wait("quiet", |state| (quiet(state) && whole(&state.bytes)).then_some(()));
    }

    /// Waits until no further byte comes, be it in the middle of a frame.
    pub(crate) fn settle_in_pieces(&self) {
        self.seen.wait("quiet", |state| quiet(state).then_some(()));
    }

    /// Waits until the program has written `bytes`, wherever they stand on the screen.
    pub(crate) fn wait_written(&self, bytes: &[u8]) {
        let written = |written: &[u8]| memmem::find(written, bytes).is_some();
        self.seen.wait("bytes", |state| written(&state.bytes).then_some(()));
    }

    /// Looks at the screen now.
    pub(crate) fn see<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        look(self.seen.lock().parser.screen())
    }

    /// The text on the screen now.
    pub(crate) fn text(&self) -> String {
        self.see(Screen::contents)
    }

    /// How many bytes the program wrote up to now.
    pub(crate) fn count(&self) -> usize {
        self.seen.lock().bytes.len()
    }

    /// What it wrote after the first `count` bytes.
    pub(crate) fn since(&self, count: usize) -> Vec<u8> {
        self.seen.lock().bytes[count..].to_vec()
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: impl AsRef<[u8]>) {
        self.seen.change(|state| state.changed = Instant::now());
        self.keyboard.write_all(keys.as_ref()).unwrap();
    }

    /// Types, and gives the bytes of the answer once it is quiet.
    pub(crate) fn answer(&mut self, keys: impl AsRef<[u8]>) -> Vec<u8> {
        self.answer_to(|terminal| terminal.send(keys))
    }

    /// Does something to the program, and gives the bytes of the answer once it is quiet.
    pub(crate) fn answer_to(&mut self, act: impl FnOnce(&mut Self)) -> Vec<u8> {
        self.settle();
        let before = self.count();
        act(self);
        self.seen.wait("an answer", |state| (state.bytes.len() > before).then_some(()));
        self.settle();
        self.since(before)
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen.change(|state| {
            state.parser.set_size(nonzero(rows), nonzero(columns));
            state.changed = Instant::now();
        });
        self.master.resize(pty_size(columns, rows)).unwrap();
    }

    /// The process whose job has the terminal.
    pub(crate) fn foreground(&self) -> u32 {
        self.master.process_group_leader().unwrap() as u32
    }

    /// Sends the program itself (not what it started) a signal by its name: `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        signal(self.running.pid, name);
    }

    /// How many threads the program has.
    pub(crate) fn threads(&self) -> usize {
        let listed = std::fs::read_dir(format!("/proc/{}/task", self.running.pid));
        listed.map_or(0, Iterator::count)
    }

    /// The terminal takes no more bytes, as on a line that broke but was not closed.
    pub(crate) fn stall(&self) {
        self.seen.change(|state| state.reading = Reading::Stalls);
    }

    /// It takes them again.
    pub(crate) fn flow(&self) {
        self.seen.change(|state| state.reading = Reading::Goes);
    }

    /// Waits for the end; -1 stands for a program that a signal killed.
    pub(crate) fn exit_code(&self) -> i32 {
        self.seen.wait("the end of the program", |state| state.exit)
    }

    /// Whether the terminal's modes (`stty`) are as before the program came.
    pub(crate) fn has_its_modes(&self) -> bool {
        modes(&*self.master) == self.modes
    }

    /// Waits until everything is as before the program came: modes, screen, cursor, paste, mouse.
    pub(crate) fn wait_restored(&self) {
        self.wait("the terminal given back", |screen| untouched(screen) && self.has_its_modes());
    }

    /// Waits until the program has the terminal: raw, alternate screen, paste.
    pub(crate) fn wait_taken(&self) {
        self.wait("the terminal taken", |screen| {
            screen.alternate_screen() && screen.bracketed_paste() && !self.has_its_modes()
        });
    }

    /// Closes the terminal, as a lost connection does; gives the exit code.
    pub(crate) fn hang_up(mut self) -> i32 {
        self.seen.change(|state| state.reading = Reading::Ends);
        // The reader holds the terminal, too, until it gets its next byte: Ctrl-L provokes one.
        self.send("\x0c");
        let Self { seen, master, slave, keyboard, reader, running, .. } = self;
        reader.join().unwrap();
        drop((keyboard, slave, master));
        let code = seen.wait("the end after a hang-up", |state| state.exit);
        drop(running);
        code
    }
}

/// The process, ended with the test: one that failed must leave nothing behind.
struct Running {
    pid: u32,
    seen: Arc<Seen>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.seen.lock().exit.is_none() {
            let end = format!("kill -KILL {}", self.pid);
            let _ = Command::new("sh").args(["-c", &end]).stderr(Stdio::null()).status();
        }
    }
}

/// Whether no mode of a program is left on the screen.
pub(crate) fn untouched(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
}

/// Whether the program has nothing more to say.
fn quiet(state: &State) -> bool {
    state.changed.elapsed() > QUIET
}

/// Whether no frame is under way.
fn whole(bytes: &[u8]) -> bool {
    memmem::rfind(bytes, BEGIN) <= memmem::rfind(bytes, END)
}

/// The terminal's modes as the system tells them.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Sends a process a signal by its name.
pub(crate) fn signal(pid: u32, name: &str) {
    let sent = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status().unwrap();
    assert!(sent.success());
}

fn nonzero(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
