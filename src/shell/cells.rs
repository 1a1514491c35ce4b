//! From cells to bytes: a short way from what the terminal shows to what it should show.
//!
//! ratatui's own backend writes a cursor movement for every gap, three resets a frame and 256-colour
//! codes for the sixteen named colours, which plain terminals misread. Here gaps that are shorter
//! than a movement are written again, the blank rest of a row is erased, and styles change by the
//! fewest codes. [`super::backend`] is the only caller.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use onrecord_text::width;

/// Blank cells at the end of a row from which erasing is shorter than writing them.
const ERASED: usize = 4;

/// The same where so many cells at most stand behind them: with the way to those and their style.
const ERASED_BESIDE: usize = 24;
const BESIDE: usize = 1;

/// Modifiers that show on a blank, too.
const ON_BLANKS: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// The bytes that turn a terminal that shows `shown` into one that shows `next` (of the same size),
/// in plain style before and after. The cursor stays where the last cell was written.
pub(super) fn changes(shown: &Buffer, next: &Buffer) -> String {
    let mut pen = Pen { out: String::new(), at: None, look: Look::PLAIN };
    let columns = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(columns).zip(next.content.chunks(columns));
    for (y, (old, new)) in rows.enumerate() {
        row(&mut pen, y, old, new);
    }
    pen.turn(Look::PLAIN);
    pen.out
}

fn row(pen: &mut Pen, y: usize, old: &[Cell], new: &[Cell]) {
    // From this column on nothing stands there any more.
    let mut erased = old.len();
    // Cells before this column are written even if they seem to stand there already.
    let mut covered = 0;
    let mut x = 0;
    while let (Some(before), Some(cell)) = (old.get(x), new.get(x)) {
        let before = if x < erased { before } else { &Cell::EMPTY };
        let wide = width_of(cell);
        let differs = !same(before, cell);
        if differs || x < covered {
            if x < erased && is_worth_erasing(old, new, x) {
                pen.go(x, y, new);
                pen.turn(Look::PLAIN);
                pen.command("K");
                (erased, covered) = (x, 0);
                continue;
            }
            pen.go(x, y, new);
            pen.put(x, y, cell);
            // Half a wide character is none: its other half goes, too.
            let halves = old.iter().enumerate().take(erased).skip(x).take(wide);
            let halves = halves.map(|(column, cell)| column + width_of(cell)).max();
            // One that may be wider than we count would cover its neighbour.
            let doubtful = if is_sure(cell) { 0 } else { x + wide + 1 };
            covered = covered.max(doubtful).max(halves.unwrap_or(0));
        }
        x += wide;
    }
}

/// Whether erasing the row from column `x` on is shorter than writing the blanks that stand there: all
/// the rest of it, or all but a border or a scrollbar, which is then written again.
fn is_worth_erasing(old: &[Cell], new: &[Cell], x: usize) -> bool {
    let blank = new.iter().skip(x).take_while(|cell| is_blank(cell)).count();
    let changes = old.iter().zip(new).skip(x).take(blank);
    let changes = changes.filter(|(old, new)| !same(old, new)).count();
    match new.len() - (x + blank) {
        0 => changes >= ERASED,
        1..=BESIDE => changes >= ERASED_BESIDE,
        _ => false,
    }
}

/// How text looks: colours and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        let look = Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier };
        if text(cell) == " " { look.on_blanks() } else { look }
    }

    /// What is seen of it on a blank.
    fn on_blanks(self) -> Self {
        if self.modifier.intersects(ON_BLANKS) { self } else { Self { bg: self.bg, ..Self::PLAIN } }
    }
}

/// Writes cells one after the other and knows where the terminal's cursor stands and how it writes.
struct Pen {
    out: String,
    /// Column and row; `None` where it is not sure.
    at: Option<(usize, usize)>,
    look: Look,
}

impl Pen {
    /// Goes to a column of a row, whose cells are `row`.
    fn go(&mut self, x: usize, y: usize, row: &[Cell]) {
        let gap = match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, here)) if here == y && from < x => row.get(from..x).unwrap_or_default(),
            _ => {
                let column = if x == 0 { String::new() } else { format!(";{}", x + 1) };
                return self.command(&format!("{}{column}H", y + 1));
            }
        };
        let movement = match gap.len() {
            1 => "\x1b[C".to_owned(),
            cells => format!("\x1b[{cells}C"),
        };
        let again: String = gap.iter().map(text).collect();
        let writes = |cell: &Cell| width_of(cell) == 1 && is_sure(cell) && self.shows(cell);
        if again.len() <= movement.len() && gap.iter().all(writes) {
            self.out.push_str(&again);
        } else {
            self.out.push_str(&movement);
        }
    }

    /// Writes a control sequence.
    fn command(&mut self, sequence: &str) {
        self.out.push_str("\x1b[");
        self.out.push_str(sequence);
    }

    /// Whether a cell can be written without a change of style.
    fn shows(&self, cell: &Cell) -> bool {
        let look = if text(cell) == " " { self.look.on_blanks() } else { self.look };
        look == Look::of(cell)
    }

    /// Writes a cell at the cursor.
    fn put(&mut self, x: usize, y: usize, cell: &Cell) {
        if !self.shows(cell) {
            self.turn(Look::of(cell));
        }
        self.out.push_str(text(cell));
        self.at = is_sure(cell).then_some((x + width_of(cell), y));
    }

    /// Changes the style (ECMA-48, 8.3.117).
    fn turn(&mut self, to: Look) {
        if to == self.look {
            return;
        }
        let mut codes = Vec::new();
        let mut from = self.look;
        if to == Look::PLAIN || !to.modifier.contains(from.modifier) {
            // Nothing switches one weight off alone.
            codes.push(String::new());
            from = Look::PLAIN;
        }
        for (modifier, code) in MODIFIERS {
            if to.modifier.difference(from.modifier).contains(*modifier) {
                codes.push((*code).to_owned());
            }
        }
        if to.fg != from.fg {
            codes.push(colour(to.fg, 30));
        }
        if to.bg != from.bg {
            codes.push(colour(to.bg, 40));
        }
        self.command(&format!("{}m", codes.join(";")));
        self.look = to;
    }
}

const MODIFIERS: &[(Modifier, &str)] = &[
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::RAPID_BLINK, "6"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// The code of a colour; `base` is 30 for text, 40 for its ground.
fn colour(colour: Color, base: u8) -> String {
    let bright = base + 60;
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    code.to_string()
}

/// What is written for a cell; one without width is a blank.
fn text(cell: &Cell) -> &str {
    if width::of_grapheme(cell.symbol()) == 0 { " " } else { cell.symbol() }
}

fn width_of(cell: &Cell) -> usize {
    width::of_grapheme(cell.symbol()).max(1)
}

fn is_blank(cell: &Cell) -> bool {
    text(cell) == " " && Look::of(cell) == Look::PLAIN
}

fn same(one: &Cell, other: &Cell) -> bool {
    text(one) == text(other) && Look::of(one) == Look::of(other)
}

/// Whether every terminal moves as far for this cell as we count: not for clusters and pictures,
/// where they differ. What follows those is placed anew, and written in any case.
fn is_sure(cell: &Cell) -> bool {
    let mut chars = text(cell).chars();
    let known = chars.next().is_some_and(|first| first < '\u{1f000}');
    known && chars.all(|mark| ('\u{300}'..='\u{36f}').contains(&mark))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use std::num::NonZeroU16;
    use unicode_segmentation::UnicodeSegmentation as _;

    pub(crate) const AREA: Rect = Rect { x: 0, y: 0, width: 40, height: 3 };

    /// Lays out text as ratatui does: a wide character takes its cell and a plain empty one.
    fn buffer(rows: &[Vec<(&str, Style)>]) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        for (y, row) in (0..).zip(rows) {
            let mut x = 0;
            for (symbol, style) in row {
                let wide = width::of_grapheme(symbol) as u16;
                if x + wide > AREA.width {
                    break;
                }
                for covered in x..x + wide {
                    buffer[(covered, y)].reset();
                }
                buffer[(x, y)].set_symbol(symbol).set_style(*style);
                x += wide;
            }
        }
        buffer
    }

    fn style() -> impl Strategy<Value = Style> {
        prop::sample::select(vec![
            Style::new(),
            Style::new(),
            Style::new().add_modifier(Modifier::BOLD),
            Style::new().add_modifier(Modifier::DIM),
            Style::new().add_modifier(Modifier::REVERSED),
            Style::new().add_modifier(Modifier::UNDERLINED).fg(Color::Cyan),
            Style::new().add_modifier(Modifier::BOLD).fg(Color::LightRed),
            Style::new().bg(Color::Indexed(200)).fg(Color::Rgb(1, 2, 3)),
        ])
    }

    /// Screens with all that is hard to write.
    pub(crate) fn screen() -> impl Strategy<Value = Buffer> {
        let symbols = vec![" ", " ", " ", "a", "b", "é", "“", "漢", "e\u{301}", "🙂"];
        // Some stand there often enough for their row to be worth erasing.
        let times = prop::sample::select(vec![1, 1, 1, 1, 30]);
        let run = (prop::sample::select(symbols), style(), times);
        let row = prop::collection::vec(run, 0..14).prop_map(|runs| {
            let runs = runs.into_iter();
            runs.flat_map(|(symbol, style, times)| vec![(symbol, style); times]).collect()
        });
        prop::collection::vec(row, 3).prop_map(|rows: Vec<Vec<_>>| buffer(&rows))
    }

    /// A cell of a terminal: its text and, where it can be seen, its style.
    fn seen(cell: &vt100::Cell) -> String {
        if cell.is_wide_continuation() {
            return "the other half".into();
        }
        let weight = [cell.bold(), cell.dim(), cell.underline(), cell.inverse()];
        words(cell.contents(), weight, cell.fgcolor(), cell.bgcolor())
    }

    /// The same of a cell to be shown.
    fn wanted(cell: &Cell) -> String {
        let weight = [Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED, Modifier::REVERSED];
        let weight = weight.map(|modifier| cell.modifier.contains(modifier));
        words(cell.symbol(), weight, told(cell.fg), told(cell.bg))
    }

    fn words(text: &str, weight: [bool; 4], fg: vt100::Color, bg: vt100::Color) -> String {
        match (text, weight) {
            ("" | " ", [_, _, false, false]) => format!("blank on {bg:?}"),
            _ => format!("{:?} {weight:?} {fg:?} on {bg:?}", text.trim()),
        }
    }

    fn told(colour: Color) -> vt100::Color {
        match colour {
            Color::Cyan => vt100::Color::Idx(6),
            Color::LightRed => vt100::Color::Idx(9),
            Color::Indexed(index) => vt100::Color::Idx(index),
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            _ => vt100::Color::Default,
        }
    }

    pub(crate) fn terminal() -> vt100::Parser {
        let size = |cells| NonZeroU16::new(cells).unwrap();
        vt100::Parser::new(size(AREA.height), size(AREA.width), 0)
    }

    /// Whether a terminal shows what is `wanted`.
    pub(crate) fn shows(terminal: &vt100::Parser, next: &Buffer) -> Result<(), TestCaseError> {
        for y in 0..AREA.height {
            let mut x = 0;
            while x < AREA.width {
                let cell = &next[(x, y)];
                let there = terminal.screen().cell(y, x).unwrap();
                prop_assert_eq!(seen(there), wanted(cell), "column {} row {}", x, y);
                x += width_of(cell) as u16;
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn the_changes_lead_from_any_screen_to_any_other(
            screens in prop::collection::vec(screen(), 1..6),
        ) {
            let mut terminal = terminal();
            let mut shown = Buffer::empty(AREA);
            for next in screens {
                terminal.process(changes(&shown, &next).as_bytes());
                shows(&terminal, &next)?;
                prop_assert_eq!(changes(&next, &next), "");
                shown = next;
            }
        }
    }

    #[test]
    fn the_bytes_are_few() {
        let (plain, bold) = (Style::new(), Style::new().add_modifier(Modifier::BOLD));
        let red = plain.fg(Color::Red);
        let line = |text: &'static str, style| {
            text.split_inclusive(|_| true).map(|c| (c, style)).collect()
        };
        for (from, to, want) in [
            (("", plain), ("ab", plain), "\x1b[1Hab"),
            (("abc", plain), ("xbz", plain), "\x1b[1Hxbz"),
            (("abcdefgh", plain), ("xbcdefgz", plain), "\x1b[1Hx\x1b[6Cz"),
            (("abcdefgh", plain), ("ab", plain), "\x1b[1;3H\x1b[K"),
            (("ab", plain), ("a", plain), "\x1b[1;2H "),
            (("", plain), ("a b", red), "\x1b[1H\x1b[31ma b\x1b[m"),
            (("a b", bold), ("a b", red), "\x1b[1H\x1b[31ma b\x1b[m"),
        ] {
            let (from, to) = (buffer(&[line(from.0, from.1)]), buffer(&[line(to.0, to.1)]));
            assert_eq!(changes(&from, &to), want);
        }
        let framed = |text: &str, style| {
            let row = format!("{text:39}│");
            let row: Vec<_> = row.graphemes(true).map(|c| (c.to_owned(), style)).collect();
            let row: Vec<_> = row.iter().map(|(symbol, style)| (symbol.as_str(), *style)).collect();
            buffer(&[row])
        };
        let full = "x".repeat(39);
        for (from, to, want) in
            [(full.as_str(), "ab", "\x1b[1Hab\x1b[K\x1b[37C│"), ("abcd", "ab", "\x1b[1;3H  ")]
        {
            assert_eq!(changes(&framed(from, plain), &framed(to, plain)), want, "a border stays");
        }
        let from = buffer(&[vec![("漢", plain), ("c", plain)]]);
        let to = buffer(&[vec![("a", plain), (" ", plain), ("c", plain)]]);
        assert_eq!(changes(&from, &to), "\x1b[1Ha ", "both halves");
        let to = buffer(&[vec![("🙂", plain), ("c", plain)]]);
        assert_eq!(changes(&from, &to), "\x1b[1H🙂\x1b[1;3Hc", "placed anew, and not covered");
    }
}
