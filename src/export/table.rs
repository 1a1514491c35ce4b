//! Statements as a table for a spreadsheet: CSV as RFC 4180 has it, UTF-8, one row a statement.
//!
//! `cli` calls it. A cell is one line of clean text, and no cell is taken for a formula. What the
//! source does not say is `—`; a cell is empty where nobody has looked.

use std::io::{self, Write};

use csv::{ErrorKind, Terminator, Writer, WriterBuilder};

use super::{fragment, set_columns};
use crate::words::{exports, labels, places};
use onrecord_corpus::Corpus;
use onrecord_model::{ActorIx, Facts, Provenance, RecordRef, RowRef, Source, Stated, Statement};
use onrecord_search::SaidRow;
use onrecord_text::{Span, clean};

/// Between several values of one cell.
pub(super) const BETWEEN: &str = " | ";

/// What stands in a cell of what the source does not say.
pub(super) const NOTHING_STATED: &str = "—";

/// What stands in a cell of which nobody knows anything.
const NOBODY_LOOKED: &str = "";

/// The columns before a statement's in a table of what was found.
const FOUND: [&str; 3] = ["query", "rank", "lacks"];

/// The columns between these and a statement's in a table of what somebody said.
const GOES_BY: [&str; 2] = ["goes_by", "goes_by_from"];

/// What stands in a column of a row.
type Cell = fn(&TableRow<'_>) -> String;

/// The columns of a statement, each with what stands in it.
const COLUMNS: [(&str, Cell); 23] = [
    ("id", |row| row.statement.id.to_string()),
    ("form", |row| labels::form(row.statement.form).to_owned()),
    ("speaker", |row| stated(row.statement.speaker.as_ref().map(|ix| row.name(*ix)))),
    ("speaker_by", |row| {
        let by = row.provenance().and_then(|known| known.speaker_by);
        by.map_or("", labels::speaker_by).to_owned()
    }),
    ("speaker_as_written", |row| row.words(row.provenance().and_then(|known| known.mention))),
    ("cue", |row| row.words(row.provenance().and_then(|known| known.cue))),
    ("polarity", |row| row.statement.polarity().map_or("", labels::polarity).to_owned()),
    ("to", |row| stated(row.known().audience.as_ref().map(|list| row.names(list.iter().copied())))),
    ("via", |row| {
        stated(row.known().via.as_ref().map(|steps| row.names(steps.iter().map(|step| step.actor))))
    }),
    ("medium", |row| stated(row.known().medium.as_ref().map(exports::medium))),
    ("said_edtf", |row| stated(row.known().said.as_ref().map(|said| said.when.resolved.clone()))),
    ("said_words", |row| {
        let words = row.statement.said().and_then(|said| said.words.as_deref());
        words.unwrap_or(NOBODY_LOOKED).to_owned()
    }),
    ("date_basis", |row| row.statement.said().map_or(String::new(), |s| exports::basis(&s.when))),
    ("status", |row| row.judged(labels::status(row.statement.status))),
    ("origin", |row| row.judged(row.statement.origin.word())),
    ("strength", |row| row.judged(row.statement.strength().word())),
    ("text", |row| row.corpus.words(row.statement)),
    ("source", |row| row.source.title.clone()),
    ("place", |row| places::of(row.source, row.statement)),
    ("start", |row| joined(row.spans().iter().map(|span| span.start.to_string()))),
    ("end", |row| joined(row.spans().iter().map(|span| span.end.to_string()))),
    ("link", |row| {
        let link = fragment::of(row.corpus, RecordRef::Row(row.at));
        link.unwrap_or_else(|| places::of_in_file(row.source, row.statement))
    }),
    ("anchor", |row| exports::anchor(row.statement.anchor_state())),
];

/// A table being written; [`StatementTable::finish`] ends it.
pub(crate) struct StatementTable<'w> {
    to: Writer<&'w mut dyn Write>,
}

impl<'w> StatementTable<'w> {
    /// A table of statements.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn of_statements(to: &'w mut dyn Write) -> io::Result<Self> {
        Self::new(to, &[])
    }

    /// A table of what was found for one query or several.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn of_hits(to: &'w mut dyn Write) -> io::Result<Self> {
        Self::new(to, &FOUND)
    }

    /// A table of what somebody said.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn of_said(to: &'w mut dyn Write) -> io::Result<Self> {
        Self::new(to, &[FOUND.as_slice(), GOES_BY.as_slice()].concat())
    }

    fn new(to: &'w mut dyn Write, before: &[&'static str]) -> io::Result<Self> {
        let to = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        let mut table = Self { to };
        let own = COLUMNS.iter().map(|(name, _)| *name);
        let names = before.iter().copied().chain(own).chain(set_columns::names());
        table.row(names.map(str::to_owned))?;
        Ok(table)
    }

    /// A row of a table of statements; nothing where there is no such statement.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn statement(&mut self, corpus: &Corpus, at: RowRef) -> io::Result<()> {
        TableRow::of(corpus, at).map_or(Ok(()), |row| self.row(row.cells()))
    }

    /// A row of a table of what was found: the query, the rank from 1, the words of the query that
    /// the statement lacks, the statement.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn hit(
        &mut self,
        corpus: &Corpus,
        at: RowRef,
        (query, rank, lacks): (&str, usize, Vec<String>),
    ) -> io::Result<()> {
        let before = [query.to_owned(), rank.to_string(), joined(lacks.into_iter())];
        TableRow::of(corpus, at)
            .map_or(Ok(()), |row| self.row(before.into_iter().chain(row.cells())))
    }

    /// A row of a table of what somebody said: the same, with the date that it goes by and where that is taken
    /// from.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn said(
        &mut self,
        corpus: &Corpus,
        said: &SaidRow,
        (query, rank, lacks): (&str, usize, Vec<String>),
    ) -> io::Result<()> {
        let (when, from) = match said.dated() {
            Some(dated) => (dated.when.resolved.clone(), exports::goes_by(dated.from).to_owned()),
            None => (String::new(), String::new()),
        };
        let before = [query.to_owned(), rank.to_string(), joined(lacks.into_iter()), when, from];
        TableRow::of(corpus, said.hit.row)
            .map_or(Ok(()), |row| self.row(before.into_iter().chain(row.cells())))
    }

    /// The row of a query without a hit, which says so in the place of the rank.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn nothing(&mut self, query: &str) -> io::Result<()> {
        let before = [query.to_owned(), exports::NOTHING.to_owned(), String::new()];
        let columns = COLUMNS.len() + set_columns::names().count();
        self.row(before.into_iter().chain((0..columns).map(|_| String::new())))
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        self.to.write_record(cells.map(|cell| harmless(&cell))).map_err(|error| {
            // As it came, so that a closed pipe is known for one.
            match error.into_kind() {
                ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            }
        })
    }
}

/// A cell that neither steers a terminal nor runs in a spreadsheet.
///
/// A spreadsheet takes a text that begins with `= + - @`, a tab or a line end for a formula, also
/// with the full-width forms of these signs and behind spaces; an apostrophe in front keeps it a
/// text (OWASP, "CSV Injection").
fn harmless(cell: &str) -> String {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let clean = clean::one_line(cell);
    let formula = cell.starts_with(['\t', '\r', '\n']) || clean.trim_start().starts_with(SIGNS);
    if formula { format!("'{clean}") } else { clean.into_owned() }
}

/// A statement on its way into a row.
struct TableRow<'c> {
    corpus: &'c Corpus,
    at: RowRef,
    statement: &'c Statement,
    source: &'c Source,
}

impl<'c> TableRow<'c> {
    fn of(corpus: &'c Corpus, at: RowRef) -> Option<Self> {
        let statement = corpus.row(at)?;
        let source = corpus.source(statement.source)?;
        Some(Self { corpus, at, statement, source })
    }

    fn known(&self) -> &'c Facts {
        self.statement.known()
    }

    /// What is said of a statement by whoever put it here; nobody put a passage here.
    fn judged(&self, label: &str) -> String {
        let passage = self.statement.form.is_passage();
        if passage { String::new() } else { label.to_owned() }
    }

    fn provenance(&self) -> Option<&'c Provenance> {
        self.statement.provenance.as_deref()
    }

    /// Where the words stand; of a row of a list, where they stood when that was written.
    fn spans(&self) -> &'c [Span] {
        if self.statement.recorded_words().is_some() {
            // What stands there now is not what the row says.
            return &[];
        }
        self.statement.original().map_or(&self.statement.spans[..], |there| &there.spans[..])
    }

    fn words(&self, span: Option<Span>) -> String {
        span.map_or("", |span| self.source.document.words(span)).to_owned()
    }

    fn cells(&self) -> impl Iterator<Item = String> {
        let own = COLUMNS.iter().map(|(_, cell)| cell(self));
        own.chain(set_columns::cells(self.corpus, self.statement))
    }

    fn name(&self, ix: ActorIx) -> String {
        self.corpus.shown_name(ix).to_owned()
    }

    fn names(&self, list: impl Iterator<Item = ActorIx>) -> String {
        joined(list.map(|ix| self.name(ix)))
    }
}

fn stated(fact: Stated<String>) -> String {
    match fact {
        Stated::Is(words) if !words.is_empty() => words,
        Stated::Is(_) | Stated::Silent => NOTHING_STATED.to_owned(),
        Stated::Unseen => String::new(),
    }
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{
        Actor, ActorKind, AnchorState, Document, Form, Medium, Origin, Polarity, Recorded,
        RecordedWords, Said, SourceIx, SpeakerBy, StatementIx, Status, Step, When,
    };
    use proptest::prelude::*;

    fn actor(name: &str) -> Actor {
        Actor {
            id: name.into(),
            name: name.into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        }
    }

    /// One statement with `words` by a speaker called `name`.
    fn corpus(words: &str, name: &str, known: Provenance) -> Corpus {
        let text = format!("She said: {words}");
        let span = Span::at("She said: ".len(), text.len());
        let statement = Statement {
            id: "s1".into(),
            source: SourceIx(0),
            spans: [span].into_iter().collect(),
            form: Form::Direct,
            status: Status::SingleSource,
            origin: Origin::Suggested,
            speaker: Stated::Is(ActorIx(0)),
            provenance: Some(Box::new(known)),
        };
        Corpus::new(Records {
            sources: vec![Source {
                title: "a.txt".into(),
                file: "b/a.txt".into(),
                document: Document::new(text),
                ..Source::default()
            }]
            .into(),
            actors: vec![actor(name), actor("El Faro"), actor("=1+1")].into(),
            statements: vec![statement].into(),
            ..Records::default()
        })
    }

    fn written(corpus: &Corpus) -> String {
        let mut bytes = Vec::new();
        let mut table = StatementTable::of_statements(&mut bytes).unwrap();
        table.statement(corpus, StatementIx(0).into()).unwrap();
        table.statement(corpus, StatementIx(9).into()).unwrap();
        table.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn nobody_put_a_passage_here() {
        let mut passage =
            corpus("no", "Ana", Provenance::default()).statements().get(0).unwrap().clone();
        passage.form = Form::Passage;
        passage.speaker = Stated::Unseen;
        let row = Corpus::new(Records {
            sources: vec![Source {
                file: "a.txt".into(),
                document: Document::new("She said: no"),
                ..Source::default()
            }]
            .into(),
            statements: vec![passage].into(),
            ..Records::default()
        });
        let cells = read_back(&written(&row)).remove(0);
        assert_eq!(cells[13..15], ["", ""]);
    }

    /// The cells of the row as a spreadsheet reads them.
    fn read_back(csv: &str) -> Vec<Vec<String>> {
        let mut rows = csv::ReaderBuilder::new().from_reader(csv.as_bytes()).into_records();
        let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        std::iter::from_fn(move || rows.next().map(|record| row(record.unwrap()))).collect()
    }

    #[test]
    fn a_statement_is_a_row() {
        let when = When::new("XXXX-03-25", Some("2022-03-25")).unwrap();
        let when = when.inferred(vec!["year".into()], Some("the article, is of 2022".into()));
        let known = Provenance {
            mention: Some(Span::new(0, 3)),
            cue: Some(Span::new(4, 8)),
            polarity: Some(Polarity::Denies),
            speaker_by: Some(SpeakerBy::Pronoun),
            known: Facts {
                via: Stated::Is(vec![
                    Step { actor: ActorIx(1), did: None },
                    Step { actor: ActorIx(2), did: None },
                ]),
                medium: Stated::Is(Medium {
                    kind: "interview".into(),
                    stated: false,
                    basis: Some("they were asked".into()),
                }),
                audience: Stated::Silent,
                said: Stated::Is(Said { when, words: Some("on March 25".into()) }),
                ..Facts::NONE
            }
            .into(),
            ..Provenance::default()
        };
        let csv = written(&corpus("never,\r\n“no”, \"no\"", "Ana", known));
        let (head, row) = csv.split_once("\r\n").unwrap();
        assert_eq!(
            head,
            "id,form,speaker,speaker_by,speaker_as_written,cue,polarity,to,via,medium,said_edtf,said_words,date_basis,\
             status,origin,strength,text,source,place,start,end,link,anchor,\
             note,tags,certainty,present,transcript,language,translation,original,original_language,translated_by,\
             how,evidence,critical,reply,reply_from,reply_asked,reply_channel,reply_by,reply_answer,terms,\
             conditions,agreed_with,embargo,sensitive,star"
        );
        assert_eq!(
            row,
            "s1,direct,Ana,pronoun,She,said,denies,—,El Faro | =1+1,interview (inferred: they were asked),2022-03-25,\
             on March 25,\"year inferred: the article, is of 2022\",single source,suggested,clear,\
             \"never,  “no”, \"\"no\"\"\",a.txt,lines 1–2,10,32,b/a.txt lines 1–2,\
             ,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
        );
    }

    #[test]
    fn recorded_words_have_no_place_and_say_so() {
        let mut known = Provenance::default();
        let words = RecordedWords { exact: "never".into(), ..RecordedWords::default() };
        known.known.set_recorded(Recorded {
            state: AnchorState::Changed { likeness: 94 },
            pieces: [words].into_iter().collect(),
            cue: None,
        });
        let csv = written(&corpus("not once", "Ana", known));
        let [row] = &read_back(&csv)[..] else { panic!("{csv}") };
        let at = |name: &str| COLUMNS.iter().position(|(column, _)| *column == name).unwrap();
        let cells = ["text", "start", "end", "anchor"].map(|name| row[at(name)].as_str());
        assert_eq!(cells, ["never", "", "", "changed 0.94"]);
    }

    #[test]
    fn what_nobody_looked_at_is_empty() {
        let csv = written(&corpus("no", "Ana", Provenance::default()));
        let [row] = &read_back(&csv)[..] else { panic!("{csv}") };
        assert_eq!(row[3..13], [""; 10]);
    }

    #[test]
    fn a_query_without_a_hit_says_so() {
        let corpus = corpus("no", "Ana", Provenance::default());
        let mut bytes = Vec::new();
        let mut table = StatementTable::of_hits(&mut bytes).unwrap();
        table.hit(&corpus, StatementIx(0).into(), ("ana yes", 1, vec!["yes".into()])).unwrap();
        table.nothing("=zzyqx").unwrap();
        table.finish().unwrap();
        let csv = String::from_utf8(bytes).unwrap();
        let rows = read_back(&csv);
        assert!(csv.starts_with("query,rank,lacks,id,form,"), "{csv}");
        assert_eq!(rows[0][..5], ["ana yes", "1", "yes", "s1", "direct"]);
        assert_eq!(rows[1][..5], ["'=zzyqx", "nothing found", "", "", ""]);
    }

    #[test]
    fn no_cell_runs_or_steers() {
        for (cell, want) in [
            ("plain “é” 漢 🙂", "plain “é” 漢 🙂"),
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+1", "'+1"),
            ("-5 percent", "'-5 percent"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("  =1", "'  =1"),
            ("\t=1", "' =1"),
            ("\rx", "' x"),
            ("\u{200b}\u{feff}=1", "'=1"),
            ("1=1", "1=1"),
            ("— no", "— no"),
            ("\u{1b}[2J\u{202e}a\nb\0", "␛[2J�a b␀"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), want, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_words_stay_one_cell_of_one_line(
            words in "\\PC{1,20}|[\"', =@\\r\\n\\x1b\u{202e}\u{85}é]{1,20}",
            name in "\\PC{1,10}|[\"', +\\t\\r\\n\\x00]{1,10}",
        ) {
            let csv = written(&corpus(&words, &name, Provenance::default()));
            let rows = read_back(&csv);
            prop_assert_eq!(rows.len(), 1);
            prop_assert_eq!(rows[0].len(), COLUMNS.len() + set_columns::names().count());
            prop_assert_eq!(&rows[0][2], &harmless(&name));
            prop_assert_eq!(&rows[0][16], &harmless(&words));
            prop_assert_eq!(csv.matches("\r\n").count(), 2);
            prop_assert!(!csv.replace("\r\n", "").chars().any(clean::is_hostile));
        }
    }
}
