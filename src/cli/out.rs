//! [`Out`]: text for people. Wraps and colours on a terminal; in a pipe every row stands whole on
//! its line, without colour. Whatever it is given, no control character gets through.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use super::stop::tell;
use super::surroundings::Surroundings;
use onrecord_text::{Span, clean, width, wrap};

/// The widest a text is set: longer lines are hard to read, however wide the terminal.
const MEASURE: usize = 100;

/// What a piece of a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextRole {
    /// Running text.
    Plain,
    /// Names and headings.
    Strong,
    /// Less important than its neighbours.
    Quiet,
    /// Words that match the query.
    Lit,
    /// Attributing words that turn the others round.
    Turned,
}

impl TextRole {
    /// Its "select graphic rendition" codes; as `view::theme` shows the same role.
    const fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Quiet => "2",
            Self::Lit => "1;35",
            Self::Turned => "1;4",
        }
    }
}

/// Where answers go.
pub(super) struct Out<'w> {
    to: Box<dyn Write + 'w>,
    styled: bool,
    columns: Option<usize>,
    quiet: bool,
}

impl Out<'static> {
    /// Standard output, as it is.
    pub(super) fn new(surroundings: &Surroundings, quiet: bool) -> Self {
        Self {
            to: Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
            styled: surroundings.columns.is_some() && surroundings.colour,
            columns: surroundings.columns,
            quiet,
        }
    }
}

impl Out<'_> {
    /// Columns for running text.
    pub(super) fn measure(&self) -> Option<usize> {
        self.columns.map(|columns| columns.min(MEASURE))
    }

    /// The writer beneath, for what is no text for people.
    pub(super) fn raw(&mut self) -> &mut dyn Write {
        &mut self.to
    }

    /// Whether nothing is to be said beside the answer.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says something beside the answer, unless it was asked not to.
    ///
    /// # Errors
    /// When the answer so far cannot be written; it stands before what is said.
    pub(super) fn aside(&mut self, sentence: &str) -> io::Result<()> {
        if !self.quiet {
            self.to.flush()?;
            tell(sentence);
        }
        Ok(())
    }

    /// One line, or its end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn line(&mut self, parts: &[(TextRole, &str)]) -> io::Result<()> {
        self.start(parts)?;
        self.to.write_all(b"\n")
    }

    /// The beginning of a line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn start(&mut self, parts: &[(TextRole, &str)]) -> io::Result<()> {
        parts.iter().try_for_each(|(role, text)| self.piece(*role, text))
    }

    /// A text behind a lead, wrapped with all rows beginning where the first does.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn flow(
        &mut self,
        lead: (TextRole, &str),
        text: &str,
        lights: &[Span],
    ) -> io::Result<()> {
        let indent = width::of(lead.1);
        let rows = match self.measure() {
            Some(columns) => wrap::rows(text, columns.saturating_sub(indent).max(1)),
            None => vec![Span::at(0, text.len())],
        };
        self.piece(lead.0, lead.1)?;
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                write!(self.to, "{:indent$}", "")?;
            }
            self.row(text, *row, lights)?;
            self.to.write_all(b"\n")?;
        }
        Ok(())
    }

    /// One row of `text`, without the spaces it ends with; `lights` ascend and do not overlap.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn row(&mut self, text: &str, row: Span, lights: &[Span]) -> io::Result<()> {
        let row = Span::new(row.start, row.start + row.of(text).trim_end().len() as u32);
        let mut from = row.start;
        for light in lights.iter().filter_map(|light| light.meet(row)) {
            self.piece(TextRole::Plain, Span::new(from, light.start).of(text))?;
            self.piece(TextRole::Lit, light.of(text))?;
            from = light.end;
        }
        self.piece(TextRole::Plain, Span::new(from, row.end).of(text))
    }

    /// Rows of cells. On a terminal they stand in columns under their names, the first (an id) as
    /// wide as it is, the others at most a quarter of the terminal, the last up to its edge; in a
    /// pipe cells are set apart by tabs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn table<'r, const N: usize>(
        &mut self,
        names: [&str; N],
        rows: impl Fn() -> Box<dyn Iterator<Item = [Cow<'r, str>; N]> + 'r>,
    ) -> io::Result<()> {
        let Some(columns) = self.columns else {
            return rows().try_for_each(|row| {
                let cells = row.iter().map(|cell| clean::one_line(cell));
                let line = cells.collect::<Vec<_>>().join("\t");
                writeln!(self.to, "{line}")
            });
        };
        let mut wide = names.map(width::of);
        for row in rows() {
            for (at, (wide, cell)) in wide.iter_mut().zip(&row).enumerate() {
                let most = if at == 0 { columns } else { columns / 4 };
                *wide = width::of(cell).min(most).max(*wide);
            }
        }
        let names = names.map(Cow::from);
        self.cells(TextRole::Quiet, TextRole::Quiet, &names, &wide, columns)?;
        rows()
            .try_for_each(|row| self.cells(TextRole::Strong, TextRole::Plain, &row, &wide, columns))
    }

    /// One row of a table on a terminal: cells in their columns, the last up to the edge.
    fn cells(
        &mut self,
        first: TextRole,
        others: TextRole,
        cells: &[Cow<str>],
        wide: &[usize],
        columns: usize,
    ) -> io::Result<()> {
        let mut left = columns;
        for (at, (cell, wide)) in cells.iter().zip(wide).enumerate() {
            let role = if at == 0 { first } else { others };
            if at + 1 == cells.len() {
                return self.line(&[(role, &width::cut(cell, left))]);
            }
            self.start(&[(role, &width::pad(cell, (*wide).min(left))), (TextRole::Plain, "  ")])?;
            left = left.saturating_sub(wide + 2);
        }
        self.line(&[])
    }

    /// A text with its own lines. In a pipe every byte of it stands but those of characters that could
    /// steer a terminal; on a terminal it ends its last line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        if self.columns.is_none() {
            return self.to.write_all(clean::as_written(text).as_bytes());
        }
        self.to.write_all(clean::lines(text).as_bytes())?;
        if text.is_empty() || text.ends_with('\n') { Ok(()) } else { self.to.write_all(b"\n") }
    }

    /// The name of the text that follows, where there are several: `==> a.txt <==`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn name_of_text(&mut self, name: &str, others: bool) -> io::Result<()> {
        if others {
            self.to.write_all(b"\n\n")?;
        }
        self.line(&[(TextRole::Strong, &format!("==> {name} <=="))])
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }

    /// Hands out all that was written so far.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn piece(&mut self, role: TextRole, text: &str) -> io::Result<()> {
        let text = clean::one_line(text);
        if text.is_empty() || role == TextRole::Plain || !self.styled {
            return self.to.write_all(text.as_bytes());
        }
        write!(self.to, "\x1b[{}m{text}\x1b[0m", role.codes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `write` writes on a terminal with so many columns, or in a pipe.
    fn written(columns: Option<usize>, write: impl Fn(&mut Out) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        let to: Box<dyn Write> = Box::new(&mut bytes);
        let mut out = Out { to, styled: columns.is_some(), columns, quiet: true };
        write(&mut out).unwrap();
        drop(out);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_text_flows_beside_its_lead() {
        let lights = [Span::new(0, 3), Span::new(8, 16)];
        let flow =
            |out: &mut Out| out.flow((TextRole::Quiet, "who "), "one two three four", &lights);
        assert_eq!(written(None, flow), "who one two three four\n");
        let want = "\x1b[2mwho \x1b[0m\x1b[1;35mone\x1b[0m two\n    \x1b[1;35mthree fo\x1b[0mur\n";
        assert_eq!(written(Some(14), flow), want);
    }

    #[test]
    fn a_table_fits_its_terminal_and_is_whole_in_a_pipe() {
        let table = |out: &mut Out| {
            out.table(["id", "name", "words"], || {
                let row = |cells: [&'static str; 3]| cells.map(Cow::from);
                let rows = [row(["s1", "漢字", "some words\tand more"]), row(["s22", "é", ""])];
                Box::new(rows.into_iter())
            })
        };
        assert_eq!(written(None, table), "s1\t漢字\tsome words and more\ns22\té\t\n");
        let plain = written(Some(20), table).replace("\x1b[0m", "").replace("\x1b[1m", "");
        let plain = plain.replace("\x1b[2m", "");
        assert_eq!(plain, "id   name  words\ns1   漢字  some wor…\ns22  é     \n");
    }

    proptest::proptest! {
        #[test]
        fn no_control_gets_through(text in "\\PC{0,40}|[a \\x00-\\x1f\\x7f-\\x9f\u{202a}-\u{202e}]{0,40}", columns in 1usize..30) {
            let line = |out: &mut Out| {
                out.line(&[(TextRole::Strong, &text), (TextRole::Plain, &text)])?;
                out.flow((TextRole::Quiet, &text), &text, &[])?;
                out.table(["a"], || Box::new([[Cow::from(text.as_str())]].into_iter()))
            };
            for columns in [None, Some(columns)] {
                let written = written(columns, line);
                let ours = ["\x1b[1m", "\x1b[2m", "\x1b[0m", "\n"];
                let rest = ours.iter().fold(written, |left, code| left.replace(code, ""));
                proptest::prop_assert!(!rest.chars().any(clean::is_hostile), "{rest:?}");
            }
        }
    }
}
