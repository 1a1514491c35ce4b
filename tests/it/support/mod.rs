//! A headless room for tests: keys in, a screen with its styles out. No terminal, no threads.

pub(crate) mod attributed;

use std::sync::Arc;

use onrecord::app::msg::{Clip, Decided, Decision, Mouse, MouseWhat};
use onrecord::app::original::OriginalPlace;
use onrecord::app::session::{self, SavedPlace};
use onrecord::app::{Chord, Effect, Key, Msg, Size, State, update};
use onrecord::export::{citation, fragment};
use onrecord::library::{self, Desk, OpenTarget};
use onrecord::view::{self, Theme};
use onrecord_corpus::Corpus;
use onrecord_model::Day;
use onrecord_search::{
    AskedWords, ByMeaning, Facets, Index, Query, SearchRequest, Session, everywhere, says,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};

/// Where the cursor stands (column, row), if it is seen.
pub(crate) type Cursor = Option<(u16, u16)>;

/// Whether all of the project is here: its package alone has neither the crates nor the fuzzers, and
/// nothing to say about them.
pub(crate) fn is_whole_project() -> bool {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").is_dir()
}

/// The program without its shell.
pub(crate) struct Room {
    pub state: State,
    pub corpus: Arc<Corpus>,
    /// What would have gone to the clipboard.
    pub copied: Vec<String>,
    /// What would have been opened in another program.
    pub originals: Vec<OriginalPlace>,
    /// Whether it was left.
    pub left: bool,
    /// Whether answers come only when they are asked for with [`Room::answer`].
    pub slow: bool,
    asked: Option<(u64, Query, Facets, bool, ByMeaning)>,
    /// Decisions that nobody has written down yet.
    pub decisions: Vec<Decision>,
    /// Where they are written down, and the folder of it.
    pub desk: Desk,
    place: tempfile::TempDir,
    session: Session,
    colour: bool,
}

impl Room {
    /// The embedded investigation on a screen of a given size.
    pub(crate) fn embedded(width: u16, height: u16) -> Self {
        let corpus = library::open(
            &OpenTarget::Builtin,
            &library::OpenOptions::default(),
            &mut library::Silent,
        )
        .expect("the embedded investigation opens");
        Self::of(corpus, width, height)
    }

    /// Any investigation.
    pub(crate) fn of(corpus: Corpus, width: u16, height: u16) -> Self {
        Self::begun(corpus, None, width, height)
    }

    /// The same by somebody who has been there before.
    pub(crate) fn begun(corpus: Corpus, left: Option<SavedPlace>, width: u16, height: u16) -> Self {
        let index = Arc::new(Index::build(&corpus, 1));
        let corpus = Arc::new(corpus);
        let place = tempfile::tempdir().expect("a folder");
        let mut desk = Desk::open(&OpenTarget::Path(place.path().to_owned()), "ana");
        desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
        let mut room = Self {
            state: State::new(Size { width, height }, true),
            session: Session::new(Arc::clone(&corpus), Arc::clone(&index)),
            corpus: Arc::clone(&corpus),
            desk,
            place,
            decisions: Vec::new(),
            slow: false,
            asked: None,
            copied: Vec::new(),
            originals: Vec::new(),
            left: false,
            colour: true,
        };
        if let Some(place) = left {
            session::begin(&mut room.state, place);
        }
        // A Sunday.
        room.send(Msg::Today(Day { year: 2026, month: 11, day: 29 }));
        let base = Arc::clone(&corpus);
        room.send(Msg::Corpus { corpus, index, base, operations: 0, more: false });
        room
    }

    /// The same without colours.
    pub(crate) fn plain(mut self) -> Self {
        self.colour = false;
        self
    }

    /// Sends a message and performs what comes of it, at once.
    pub(crate) fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.state, msg) {
            match effect {
                Effect::Search { generation, query, facets, weak, meaning } => {
                    let meaning = if meaning { ByMeaning::Now } else { ByMeaning::Off };
                    if self.slow {
                        self.asked = Some((generation, query, facets, weak, meaning));
                        continue;
                    }
                    self.search(generation, &query, &facets, (weak, meaning));
                }
                Effect::Copy(clip) => {
                    let text = match clip {
                        Clip::Citation(subject) => citation::of(&self.corpus, subject),
                        Clip::Link(subject) => fragment::of(&self.corpus, subject),
                    };
                    self.copied.extend(text);
                }
                Effect::Decide(decision) => self.decisions.push(decision),
                Effect::Everywhere { generation, row } => {
                    let State { corpus, index, .. } = &self.state;
                    let asked = AskedWords::Row(row);
                    let found = everywhere(corpus, index, &asked, &|| true).expect("not stopped");
                    self.send(Msg::Everywhere { generation, found: Arc::new(found) });
                }
                Effect::Says { generation, request } => {
                    let State { corpus, index, .. } = &self.state;
                    let found = says(corpus, index, &request, &|| true).expect("not stopped");
                    self.send(Msg::Says { generation, found: Arc::new(found) });
                }
                Effect::Log(most) => {
                    let (entries, total) = (self.desk.log(most), self.desk.count());
                    self.send(Msg::Log { entries, total });
                }
                Effect::OpenOriginal(place) => self.originals.push(place),
                Effect::Leave => self.left = true,
                _ => {}
            }
        }
    }

    fn search(
        &mut self,
        generation: u64,
        query: &Query,
        facets: &Facets,
        (weak, meaning): (bool, ByMeaning),
    ) {
        let (corpus, index) = self.state.asked_of();
        if !Arc::ptr_eq(corpus, &self.corpus) {
            self.corpus = Arc::clone(corpus);
            self.session = Session::new(Arc::clone(corpus), Arc::clone(index));
        }
        let ask = SearchRequest { query, facets, weak, limit: 200, meaning };
        let hits = self.session.search(&ask, &|| true).expect("not stopped");
        self.send(Msg::Hits { generation, hits: Arc::new(hits) });
    }

    /// Answers what was asked last.
    pub(crate) fn answer(&mut self) -> &mut Self {
        if let Some((generation, query, facets, weak, meaning)) = self.asked.take() {
            self.search(generation, &query, &facets, (weak, meaning));
        }
        self
    }

    /// Answers what was asked last, and keeps it, as if it were asked for so much meaning.
    #[cfg(feature = "meaning")]
    pub(crate) fn answer_as(&mut self, meaning: ByMeaning) -> &mut Self {
        if let Some((generation, query, facets, weak, _)) = self.asked.clone() {
            self.search(generation, &query, &facets, (weak, meaning));
        }
        self
    }

    /// Lets a network put what was found by its meaning in order, as the search does when the typing pauses. Whether
    /// it did.
    #[cfg(feature = "meaning")]
    pub(crate) fn reorder(&mut self, network: &onrecord_search::SentenceNetwork) -> bool {
        let (generation, mut hits) = (self.state.generation, (*self.state.hits).clone());
        let read = self.session.reorder(network, &mut hits, 2, &|| true).expect("not stopped");
        self.send(Msg::Hits { generation, hits: Arc::new(hits) });
        read
    }

    /// Writes down what was decided, and lets the investigation follow.
    pub(crate) fn follow(&mut self) -> &mut Self {
        let Some(upto) = self.decisions.last().map(|decision| decision.number) else { return self };
        for decision in std::mem::take(&mut self.decisions) {
            let outcome = self.desk.decide(&decision.intent);
            let folder = Some("/folder/onrecord.d".to_owned());
            self.send(Msg::Decided(Box::new(Decided { decision, folder, outcome })));
        }
        let corpus = self.desk.follow();
        let index = Arc::new(Index::build(&corpus, 1));
        self.send(Msg::Rebuilt { corpus, index, upto });
        self
    }

    /// The same investigation opened in another run, by the same person.
    pub(crate) fn again(self, width: u16, height: u16) -> Self {
        let shown = Arc::clone(&self.state.corpus);
        let mut room = Self::of((*shown).clone(), width, height);
        let mut desk = Desk::open(&OpenTarget::Path(self.place.path().to_owned()), "ana");
        desk.read(self.desk.base(), shown);
        (room.desk, room.place) = (desk, self.place);
        room
    }

    /// Types: characters as they stand, other keys as `<esc>`, `<enter>`, `<c-n>`, `<a-f>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for chord in chords(keys) {
            self.send(Msg::Key(chord));
        }
        self
    }

    /// Another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Msg::Resize(Size { width, height }));
        self
    }

    /// A click.
    pub(crate) fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.send(Msg::Mouse(Mouse { x, y, what: MouseWhat::Click }));
        self
    }

    /// The screen and the cursor.
    pub(crate) fn draw(&self) -> (Buffer, Cursor) {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        let theme = Theme::new(self.colour);
        terminal.draw(|frame| _ = view::draw(frame, &self.state, theme)).expect("a frame");
        let backend = terminal.backend();
        let Position { x, y } = backend.cursor_position();
        (backend.buffer().clone(), backend.cursor_visible().then_some((x, y)))
    }

    /// The words on the screen, row by row.
    pub(crate) fn screen(&self) -> String {
        glyphs(&self.draw().0)
    }

    /// The words on the screen with every style: what a snapshot holds.
    pub(crate) fn snapshot(&self) -> String {
        let (buffer, cursor) = self.draw();
        let mut legend = Legend::default();
        let mut out = String::new();
        for (row, styles) in glyphs(&buffer).lines().zip(style_rows(&buffer, &mut legend)) {
            out.push_str(row.trim_end());
            out.push('\n');
            if !styles.trim().is_empty() {
                out.push_str("    ");
                out.push_str(styles.trim_end());
                out.push('\n');
            }
        }
        let styles = legend.0.iter().enumerate();
        let styles = styles.map(|(at, style)| format!("{} {}", sign(at), describe(*style)));
        let legend: Vec<_> = styles.collect();
        format!("{out}cursor {cursor:?}\n{}\n", legend.join("\n"))
    }

    /// The words that stand in reverse video: the marked passage, rows joined by a space.
    pub(crate) fn marked(&self) -> String {
        let (buffer, _) = self.draw();
        let mut words = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width)
                .map(|x| &buffer[(x, y)])
                .filter(|cell| cell.style().add_modifier.contains(Modifier::REVERSED))
                .map(ratatui::buffer::Cell::symbol)
                .collect();
            if !row.is_empty() {
                words.push_str(row.trim_end());
                words.push(' ');
            }
        }
        words.trim_end().to_owned()
    }
}

/// Reads the little key language of [`Room::keys`].
pub(crate) fn chords(keys: &str) -> Vec<Chord> {
    let mut out = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>'))
            && let Some(chord) = named(name)
        {
            out.push(chord);
            rest = after;
            continue;
        }
        out.push(Chord::char(c));
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    out
}

fn named(name: &str) -> Option<Chord> {
    if let Some(c) = name.strip_prefix("c-") {
        return c.chars().next().map(Chord::ctrl);
    }
    if let Some(c) = name.strip_prefix("a-") {
        return c.chars().next().map(|c| Chord::alt(Key::Char(c)));
    }
    Some(Chord::plain(match name {
        "esc" => Key::Esc,
        "enter" => Key::Enter,
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "home" => Key::Home,
        "end" => Key::End,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "bs" => Key::Backspace,
        "del" => Key::Delete,
        _ => return None,
    }))
}

fn glyphs(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            out.push_str(buffer[(x, y)].symbol());
        }
        out.push('\n');
    }
    out
}

#[derive(Default)]
struct Legend(Vec<Style>);

fn sign(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).expect("few styles"))
}

fn style_rows(buffer: &Buffer, legend: &mut Legend) -> Vec<String> {
    let plain = ratatui::buffer::Cell::EMPTY.style();
    let mut rows = Vec::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        for x in 0..buffer.area.width {
            let style = buffer[(x, y)].style();
            if style == plain {
                row.push(' ');
                continue;
            }
            let at = legend.0.iter().position(|known| *known == style).unwrap_or_else(|| {
                legend.0.push(style);
                legend.0.len() - 1
            });
            row.push(sign(at));
        }
        rows.push(row);
    }
    rows
}

fn describe(style: Style) -> String {
    let mut parts = Vec::new();
    if let Some(colour) = style.fg.filter(|colour| *colour != ratatui::style::Color::Reset) {
        parts.push(format!("{colour:?}"));
    }
    if !style.add_modifier.is_empty() {
        parts.push(format!("{:?}", style.add_modifier));
    }
    parts.join(" ")
}
