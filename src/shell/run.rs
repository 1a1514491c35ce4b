//! The loop: waits, drains what came, decides, performs, draws once.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::layout::Rect;

use super::backend::FrameBackend;
use super::guard::{self, Guard, Tty};
use super::input::Input;
use super::original::{self, OriginalStep};
use super::session::RunSession;
use super::tmux::Tmux;
use super::workers::journal::{JournalWorker, ReadInvestigation};
use super::workers::lists::{AskedList, ListJob, ListWorker};
use super::workers::open::OpenWorker;
use super::workers::search::{SearchJob, SearchWorker};
use super::workers::unwritten::UnwrittenDecisions;
use super::{Options, Wake, clipboard, fault, signals, size};
use crate::app::msg::{Clip, Multiplexer, Refusal, Way};
use crate::app::original::OriginalPlace;
use crate::app::{Effect, Msg, Notice, Size, State, update};
use crate::disk;
use crate::view::{self, Theme};
use crate::words::decisions;

/// How long a frame waits for the answer that belongs to it: one frame a key, not two.
const PATIENCE: Duration = Duration::from_millis(30);

/// Exit code where decisions were given up (BSD `sysexits`: input/output error).
const GIVEN_UP: i32 = 74;

/// Runs the screen until it is left; returns the exit code. What was decided is on the disk then, or
/// is named on standard error. A terminal that cannot be written any
/// more is gone, whether the signal that says so came before or not.
///
/// # Errors
/// When the terminal cannot be taken.
pub(crate) fn run(options: Options) -> io::Result<i32> {
    let (wake, woken) = mpsc::channel();
    let waiting = UnwrittenDecisions::default();
    signals::start(wake.clone(), waiting.clone())?;
    let guard = Guard::enter(options.mouse)?;
    let input = Input::start(wake.clone())?;
    let size = size();
    let mut state = State::new(size, options.mouse);
    let session =
        RunSession::begin(&options.target, options.session, options.fresh, &options.by, &mut state);
    let mut opening = OpenWorker::start(&options, session.last(), wake.clone());
    opening.read();
    state.withheld = options.withheld;
    state.meaning &= options.meaning;
    state.today = disk::today();
    state.unnamed.clone_from(&options.unnamed);
    state.notice = options.passed.clone().map(|(path, why)| Notice::PassedOver(path, why));
    let mut shell = Shell {
        state,
        terminal: Terminal::new(FrameBackend::new(size, Tty))?,
        opening,
        search: SearchWorker::start(wake.clone()),
        lists: ListWorker::start(wake.clone()),
        journal: JournalWorker::start(
            options.target.clone(),
            options.by.clone(),
            session.last(),
            waiting.clone(),
            wake.clone(),
        ),
        waiting,
        session,
        input,
        tmux: (options.through == Some(Multiplexer::Tmux)).then(|| Tmux::start(wake)),
        options,
        left: None,
    };
    let code = shell.watch(&woken).unwrap_or(signals::HANGUP);
    drop(guard);
    // Who has pressed q again does not wait.
    let given_up = code == 0;
    shell.session.end(&shell.state, given_up);
    let lost = shell.waiting.last(if given_up { Duration::ZERO } else { signals::LAST });
    shell.waiting.tell(&lost, code == signals::HANGUP);
    Ok(if given_up && !lost.is_empty() { GIVEN_UP } else { code })
}

/// What the loop owns.
struct Shell {
    options: Options,
    state: State,
    terminal: Terminal<FrameBackend<Tty>>,
    opening: OpenWorker,
    search: SearchWorker,
    lists: ListWorker,
    journal: JournalWorker,
    /// tmux, where the program runs inside it.
    tmux: Option<Tmux>,
    waiting: UnwrittenDecisions,
    session: RunSession,
    input: Input,
    /// The exit code, once the program is to end.
    left: Option<i32>,
}

impl Shell {
    fn watch(&mut self, woken: &Receiver<Wake>) -> io::Result<i32> {
        let mut due = Some(Instant::now() + PATIENCE);
        loop {
            let first = match next(woken, due) {
                Ok(wake) => Some(wake),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            };
            for wake in first.into_iter().chain(woken.try_iter()) {
                self.wake(wake)?;
                if let Some(code) = self.left {
                    return Ok(code);
                }
                due.get_or_insert_with(|| Instant::now() + PATIENCE);
            }
            let late = due.is_some_and(|due| due <= Instant::now());
            let complete = !self.state.waiting();
            if due.is_some() && (complete || late) {
                self.draw()?;
                due = None;
            }
        }
    }

    /// Whether a wake still counts: what comes of a reading, a search or an investigation that another
    /// has replaced changes nothing.
    fn is_present(&self, wake: &Wake) -> bool {
        match wake {
            Wake::Opened(generation, _) | Wake::Read(generation, _) => {
                self.opening.is_present(*generation)
            }
            Wake::Searched(generation, _) => self.search.is_present(*generation),
            Wake::Decided(generation, _) => self.journal.is_present(*generation),
            Wake::Msg(_)
            | Wake::Buffered { .. }
            | Wake::Resized
            | Wake::Suspend
            | Wake::Resumed
            | Wake::Leave(_) => true,
        }
    }

    fn wake(&mut self, wake: Wake) -> io::Result<()> {
        if !self.is_present(&wake) {
            return Ok(());
        }
        match wake {
            Wake::Msg(msg)
            | Wake::Opened(_, msg)
            | Wake::Searched(_, msg)
            | Wake::Decided(_, msg) => self.take(msg),
            Wake::Buffered { clip, text, taken: true } => {
                self.take(Msg::Sent { clip, bytes: text.len(), way: Way::TmuxBuffer })
            }
            Wake::Buffered { clip, text, taken: false } => self.request(clip, &text),
            Wake::Read(_, now) => {
                self.session.note(now);
                Ok(())
            }
            Wake::Resized => self.take(Msg::Resize(size())),
            Wake::Suspend => self.suspend(),
            Wake::Resumed => self.resume(),
            Wake::Leave(code) => {
                self.left = Some(code);
                Ok(())
            }
        }
    }

    fn take(&mut self, msg: Msg) -> io::Result<()> {
        match &msg {
            Msg::Resize(size) => self.resize(*size)?,
            Msg::Key(_) | Msg::AfterEsc(_) => {
                fault::drill("screen");
                // Days pass while the screen stands.
                if let Some(today) = disk::today().filter(|day| self.state.today != Some(*day)) {
                    update(&mut self.state, Msg::Today(today));
                }
            }
            Msg::Corpus { corpus, index, base, operations, more: false } => {
                self.journal.read(ReadInvestigation::new(base, corpus, index, *operations));
            }
            _ => {}
        }
        for effect in update(&mut self.state, msg) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Search { generation, query, facets, weak, meaning } => {
                let (corpus, index) = self.state.asked_of();
                let (corpus, index) = (Arc::clone(corpus), Arc::clone(index));
                let job = SearchJob { generation, corpus, index, query, facets, weak, meaning };
                self.search.ask(job);
            }
            Effect::Everywhere { generation, row } => {
                self.look_up(generation, AskedList::Everywhere(row));
            }
            Effect::Says { generation, request } => {
                self.look_up(generation, AskedList::Says(request));
            }
            Effect::Decide(decision) => {
                let name = decisions::named(&self.state.corpus, &decision);
                self.waiting.add(&decision, name);
                self.journal.decide(decision);
            }
            Effect::Log(most) => self.journal.log(most),
            Effect::Copy(clip) => return self.copy(clip),
            Effect::Reread(_) => self.opening.read(),
            Effect::OpenOriginal(place) => return self.open_original(place),
            Effect::Mouse(true) => return self.send(guard::MOUSE_ON),
            Effect::Mouse(false) => return self.send(guard::MOUSE_OFF),
            Effect::Repaint => self.terminal.clear()?,
            Effect::Suspend => return self.suspend(),
            Effect::Leave => self.left = Some(0),
        }
        Ok(())
    }

    fn look_up(&self, generation: u64, asked: AskedList) {
        let State { corpus, index, .. } = &self.state;
        let (corpus, index) = (Arc::clone(corpus), Arc::clone(index));
        self.lists.ask(ListJob { generation, corpus, index, asked });
    }

    fn copy(&mut self, clip: Clip) -> io::Result<()> {
        let text = if self.options.clipboard {
            clipboard::text(&self.state.corpus, clip)
        } else {
            Err(Refusal::NoClipboard)
        };
        match (text, &self.tmux) {
            (Ok(text), Some(tmux)) => {
                tmux.load(clip, text);
                Ok(())
            }
            (Ok(text), None) => self.request(clip, &text),
            (Err(refusal), _) => self.take(Msg::Refused(refusal)),
        }
    }

    /// Asks the terminal itself.
    fn request(&mut self, clip: Clip, text: &str) -> io::Result<()> {
        self.send(&clipboard::request(text)?)?;
        let way = match self.options.through {
            None => Way::Terminal,
            Some(Multiplexer::Tmux) => Way::ThroughTmux,
            Some(Multiplexer::Screen) => Way::ThroughScreen,
        };
        self.take(Msg::Sent { clip, bytes: text.len(), way })
    }

    /// Sends bytes that are no frame.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.terminal.backend_mut().send(bytes)
    }

    /// Takes another size, or the same again: what stands on the screen is not known any more.
    fn resize(&mut self, size: Size) -> io::Result<()> {
        self.terminal.backend_mut().set_size(size);
        self.terminal.resize(Rect::from(size))
    }

    /// Opens the original of a source: in the terminal, which is another program's then until it ends, or
    /// beside it.
    fn open_original(&mut self, place: OriginalPlace) -> io::Result<()> {
        let Options { target, open, openers, .. } = &self.options;
        let commands = match original::step(&self.state.corpus, target, open.follow, openers, place)
        {
            OriginalStep::Tell(told) => return self.take(Msg::Original(told)),
            OriginalStep::Run(commands) => commands,
        };
        let Some(command) = commands.first().filter(|_| original::takes_terminal(&commands)) else {
            return self.take(Msg::Original(original::start(&commands)));
        };
        let Ok(still) = self.input.stand_still() else {
            return self.take(Msg::Refused(Refusal::Fault));
        };
        guard::give_back();
        signals::set_away(true);
        let told = original::run_here(command);
        signals::set_away(false);
        self.resume()?;
        drop(still);
        told.map_or(Ok(()), |told| self.take(Msg::Original(told)))
    }

    /// Gives the terminal back and stops. It is taken again when the signal thread says that the
    /// program was continued.
    fn suspend(&mut self) -> io::Result<()> {
        if !signals::can_stop() {
            return self.take(Msg::Refused(Refusal::NoShell));
        }
        guard::give_back();
        signals::stop().or_else(|_| self.resume())
    }

    /// Takes the terminal again and asks its size, which may have changed meanwhile.
    fn resume(&mut self) -> io::Result<()> {
        guard::take(self.state.mouse)?;
        self.take(Msg::Resize(size()))
    }

    fn draw(&mut self) -> io::Result<()> {
        let theme = Theme::new(self.options.colour);
        let state = &self.state;
        let mut last_row = 0;
        self.terminal.draw(|frame| last_row = view::draw(frame, state, theme))?;
        update(&mut self.state, Msg::Drawn { last_row });
        Ok(())
    }
}

/// The next wake; with a deadline while a frame is due.
fn next(woken: &Receiver<Wake>, due: Option<Instant>) -> Result<Wake, RecvTimeoutError> {
    match due {
        Some(due) => woken.recv_timeout(due.saturating_duration_since(Instant::now())),
        None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
    }
}
