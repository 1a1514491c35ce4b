//! What becomes of statements when their source is edited: never another passage, never a changed word
//! that is not told.

pub(crate) mod edit;
mod formats;
mod screen;

use std::fs;
use std::path::Path;
use std::process::Command;

use edit::Edited;
use onrecord::library::{OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::file_format::{self, LoadedText, WantedText};
use onrecord_corpus::{Corpus, Reanchor, Telling, WantedWords, WordDiff};
use onrecord_model::{AnchorState, Document};
use onrecord_text::Span;

/// The article inside the program, and the words of its statements.
pub(crate) fn article() -> (Corpus, Vec<Span>) {
    let corpus = open(&OpenTarget::Builtin, &OpenOptions::default(), &mut Silent).unwrap();
    let spans = corpus.statements().iter().flat_map(|one| one.spans.to_vec()).collect();
    (corpus, spans)
}

/// Words with what is put down with them.
struct Words<'t>(&'t str, &'t str, &'t str);

impl<'t> Words<'t> {
    fn of(text: &'t str, span: Span, context: usize) -> Self {
        let before = Span::new(0, span.start).of(text);
        let from = before.char_indices().rev().take(context).last();
        let from = from.map_or(before.len(), |(from, _)| from);
        let rest = text.get(span.end as usize..).unwrap();
        let to = rest.char_indices().nth(context).map_or(rest.len(), |(at, _)| at);
        Self(span.of(text), before.get(from..).unwrap(), rest.get(..to).unwrap())
    }

    fn wanted(&self) -> WantedWords<'t> {
        let Self(exact, prefix, suffix) = *self;
        let some = |words: &'t str| Some(words).filter(|words| !words.is_empty());
        WantedWords { exact, prefix: some(prefix), suffix: some(suffix), ..WantedWords::default() }
    }
}

/// The place of a state among five counts.
pub(crate) fn at(state: AnchorState) -> usize {
    match state {
        AnchorState::Same => 0,
        AnchorState::Moved => 1,
        AnchorState::Changed { .. } => 2,
        AnchorState::Ambiguous { .. } => 3,
        AnchorState::Lost => 4,
    }
}

/// How often each state came out for one edit of every statement in turn, all statements looked for
/// each time; and what is wrong.
#[derive(Debug, Default)]
struct Outcome {
    states: [usize; 5],
    wrong: Vec<String>,
}

impl Outcome {
    fn look(&mut self, text: &str, all: &[Span], context: usize, edited: &Edited) {
        let mut search = Reanchor::of(&Document::new(edited.text.as_str()));
        for span in all {
            let words = Words::of(text, *span, context);
            let found = search.find(&words.wanted());
            self.states[at(found.state)] += 1;
            let now = edited.now(*span);
            let right = match (found.span, now) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(found), Some(now)) => {
                    let shared = found.meet(now).map_or(0, Span::len);
                    2 * shared > found.len().max(now.len())
                }
            };
            if !right {
                let there = found.span.map(|span| span.of(&edited.text));
                self.wrong.push(format!("{:?} {:?} → {there:?}", found.state, span.of(text)));
            }
        }
    }
}

type Edit<'e> = &'e dyn Fn(Span) -> Option<Edited>;

/// Every statement edited in turn and all of them looked for, with `context` characters put down around
/// them: how often they are the same, moved, changed, ambiguous, lost. None may be put elsewhere.
fn hold(context: usize, edits: &[(&str, Edit<'_>, [usize; 5])]) {
    let (corpus, spans) = article();
    let text = corpus.sources()[0].document.text();
    for (name, edit, want) in edits {
        let mut outcome = Outcome::default();
        for edited in spans.iter().filter_map(|span| edit(*span)) {
            outcome.look(text, &spans, context, &edited);
        }
        assert_eq!(outcome.wrong, [""; 0], "{name}");
        assert_eq!(outcome.states, *want, "{name}, {context} characters of context");
    }
}

/// The word in the middle of a span, with the space before it.
pub(crate) fn middle(text: &str, span: Span) -> Span {
    let words: Vec<_> = span.of(text).match_indices(' ').map(|(at, _)| at).collect();
    let at = words.get(words.len() / 2).copied().unwrap_or(0);
    let next = words.get(words.len() / 2 + 1).copied().unwrap_or(span.len() as usize);
    Span::at(at, next).shifted(span.start)
}

/// Words with as much around them as annotations of the web carry.
const CONTEXT: usize = 32;

#[test]
fn no_edit_puts_a_statement_elsewhere() {
    let (corpus, _) = article();
    let document = corpus.sources()[0].document.clone();
    let text = document.text();
    let paragraph = |span: Span| document.block(document.paragraph_at(span.start)).unwrap().span;
    let deleted = |span: Span| Some(edit::deleted(text, span));
    let without_paragraph = |span: Span| Some(edit::deleted(text, paragraph(span)));
    let moved = |span: Span| Some(edit::moved_to_the_end(text, paragraph(span)));
    let one_word = |span: Span| Some(edit::replaced(text, middle(text, span), " otherwise"));
    let first = |span: Span| span.start == article().1[0].start;
    let once = |edited: Edited| move |span: Span| first(span).then(|| edited.clone());
    let ascii = once(edit::in_ascii(text));
    let wrapped = once(edit::wrapped(text, 60, false));
    let hyphenated = once(edit::wrapped(text, 60, true));
    hold(
        CONTEXT,
        &[
            ("deleted", &deleted, [1454, 22, 1, 1, 43]),
            ("paragraph deleted", &without_paragraph, [1418, 16, 0, 3, 84]),
            ("moved to the end", &moved, [1475, 46, 0, 0, 0]),
            ("one word replaced", &one_word, [1477, 0, 38, 1, 5]),
            ("in ASCII", &ascii, [39, 0, 0, 0, 0]),
            ("wrapped", &wrapped, [39, 0, 0, 0, 0]),
            ("hyphenated", &hyphenated, [39, 0, 0, 0, 0]),
        ],
    );
    hold(
        0,
        &[
            ("deleted", &deleted, [1438, 0, 1, 39, 43]),
            ("paragraph deleted", &without_paragraph, [1398, 0, 0, 39, 84]),
            ("moved to the end", &moved, [1482, 0, 0, 39, 0]),
            ("one word replaced", &one_word, [1439, 0, 35, 39, 8]),
            ("in ASCII", &ascii, [38, 0, 0, 1, 0]),
            ("wrapped", &wrapped, [38, 0, 0, 1, 0]),
            ("hyphenated", &hyphenated, [38, 0, 0, 1, 0]),
        ],
    );
}

/// What an edit of words changes is told as what it is, or the words have no place.
fn told(name: &str, why: Telling, count: [usize; 2], edit: &dyn Fn(&str, Span) -> Option<Edited>) {
    let (corpus, spans) = article();
    let text = corpus.sources()[0].document.text();
    let (mut flagged, mut lost) = (0, 0);
    for span in &spans {
        let Some(edited) = edit(text, *span) else { continue };
        let words = Words::of(text, *span, CONTEXT);
        let found = Reanchor::of(&Document::new(edited.text.as_str())).find(&words.wanted());
        assert!(!found.state.has_words(), "{name}: {}", words.0);
        let Some(now) = found.span else {
            lost += 1;
            continue;
        };
        let diff = WordDiff::of(words.0, now.of(&edited.text));
        assert!(diff.telling().iter().any(|piece| piece.telling == Some(why)), "{name}: {diff:?}");
        flagged += 1;
    }
    assert_eq!([flagged, lost], count, "{name}");
}

#[test]
fn a_negation_a_number_and_a_name_are_told() {
    told("not put in", Telling::Negation, [37, 2], &|text, span| {
        let at = middle(text, span).start;
        Some(edit::replaced(text, Span::new(at, at), " not"))
    });
    told("a number changed", Telling::Number, [10, 0], &|text, span| {
        let words = span.of(text);
        let at = words.find(|c: char| c.is_ascii_digit())?;
        Some(edit::replaced(text, Span::at(at, at + 1).shifted(span.start), "3"))
    });
    told("a name changed", Telling::Name, [24, 2], &|text, span| {
        let words = span.of(text);
        let capital =
            |(_, word): &(usize, &str)| word.starts_with(char::is_uppercase) && word.len() > 3;
        let mut at = 0;
        let words = words.split(' ').map(|word| {
            at += word.len() + 1;
            (at - word.len() - 1, word)
        });
        let (at, word) = words.skip(1).find(capital)?;
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        Some(edit::replaced(text, Span::at(at, at + word.len()).shifted(span.start), "Quintero"))
    });
}

/// The investigation inside the program beside another text of its article.
fn opened(text: &str) -> Corpus {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/el-salvador-pact");
    let file = fs::read_to_string(sample.join("investigation.json")).unwrap();
    let loaded = || LoadedText { document: Document::new(text), ..LoadedText::default() };
    let mut load = |wanted: &[WantedText]| wanted.iter().map(|_| Ok(loaded())).collect();
    Corpus::new(file_format::read(&file, "investigation.json", &mut load))
}

/// How the statements of the investigation stand after an edit of the article, none of them elsewhere.
fn states_of(before: &Corpus, edited: &Edited) -> [usize; 5] {
    let after = opened(&edited.text);
    let mut states = [0; 5];
    assert_eq!(after.statements().len(), before.statements().len(), "nothing is dropped");
    for statement in before.statements() {
        let now = after.statements().iter().find(|one| one.id == statement.id).unwrap();
        states[at(now.anchor_state())] += 1;
        assert_eq!(now.anchor_state().has_place(), now.spans.iter().all(|span| !span.is_empty()));
        if !now.anchor_state().has_place() {
            assert_eq!(after.words(now), before.words(statement));
            continue;
        }
        for (was, is) in statement.spans.iter().zip(&now.spans) {
            let want = edited.now(*was);
            let shared = want.and_then(|want| want.meet(*is)).map_or(0, Span::len);
            let longer = want.map_or(u32::MAX, Span::len).max(is.len());
            assert!(
                u64::from(shared) * 2 > u64::from(longer),
                "{} {:?}: {:?} is not {:?}",
                statement.id,
                now.anchor_state(),
                is.of(&edited.text),
                want.map(|want| want.of(&edited.text))
            );
        }
    }
    states
}

#[test]
fn a_file_that_goes_by_the_numbers_of_paragraphs_keeps_to_its_words() {
    let (corpus, spans) = article();
    let document = corpus.sources()[0].document.clone();
    let text = document.text();
    let beginning = Span::new(0, 0);
    let put_in = edit::replaced(text, beginning, "A correction.\n\nAnother one.\n\n");
    assert_eq!(states_of(&corpus, &put_in), [34, 0, 0, 1, 0]);
    assert_eq!(states_of(&corpus, &edit::in_ascii(text)), [34, 0, 0, 1, 0]);
    let mut all = [0; 5];
    for block in document.blocks() {
        let states = states_of(&corpus, &edit::deleted(text, block.span));
        for (sum, count) in all.iter_mut().zip(states) {
            *sum += count;
        }
    }
    assert_eq!(all, [1530, 0, 0, 46, 34], "each paragraph deleted");
    let mut all = [0; 5];
    for span in &spans {
        let states = states_of(&corpus, &edit::deleted(text, *span));
        for (sum, count) in all.iter_mut().zip(states) {
            *sum += count;
        }
    }
    assert_eq!(all, [1282, 0, 1, 39, 43], "each statement deleted");
}

#[test]
fn a_list_of_statements_that_changed_is_the_same_list_again() {
    let folder = tempfile::tempdir().unwrap();
    let (corpus, _) = article();
    let text = corpus.sources()[0].document.text().replace("72 hours", "48 hours");
    let lost = "why did you lower your guard?";
    fs::write(folder.path().join("insight-crime.txt"), text.replace(lost, "")).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/el-salvador-pact");
    let file = folder.path().join("investigation.json");
    fs::copy(sample.join("investigation.json"), &file).unwrap();
    for format in [&["list", "statements", "--json"][..], &["export", "--csv"]] {
        let written = |place: &Path| {
            let run = Command::new(env!("CARGO_BIN_EXE_onrecord"))
                .args(format)
                .arg("-i")
                .arg(place)
                .args(["--no-cache"])
                .output()
                .unwrap();
            String::from_utf8(run.stdout).unwrap()
        };
        let first = written(&file);
        let written_to = folder.path().join(if format[0] == "list" { "a.ndjson" } else { "a.csv" });
        fs::write(&written_to, &first).unwrap();
        let again = written(&written_to);
        if format[0] == "list" {
            assert!(first.contains(r#""anchor":{"state":"changed","likeness":0."#), "{first}");
            assert!(first.contains(r#""anchor":{"state":"lost""#), "{first}");
            assert_eq!(first, again);
        } else {
            let anchors = |table: &str| -> Vec<String> {
                let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
                let mut cells: Vec<_> = rows.map(|row| row.unwrap()[22].to_owned()).collect();
                cells.sort();
                cells
            };
            assert!(anchors(&first).contains(&"lost".to_owned()));
            assert_eq!(anchors(&first), anchors(&again));
        }
    }
}
