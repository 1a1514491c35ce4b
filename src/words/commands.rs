//! What the commands say: help by example, and the sentences beside an answer.

use std::borrow::Cow;

use super::{decisions, faults, labels, queries, troubles, who};
use onrecord_corpus::{Corpus, listed_faults};
use onrecord_model::fault::{Fault, FileError, WriteError};
use onrecord_search::Hits;

/// Under `onrecord --help`.
pub const EXAMPLES: &str = "\
Examples:
  onrecord                         the nearest investigation.json upward, else a sample
  onrecord my-folder               your own: texts, and investigation.json if there is one
  onrecord my-folder/*.pdf b.txt   some documents, as one investigation
  onrecord find minister deal      a quick look-up; no screen, fit for pipes
  onrecord show s17 -i my-folder   one statement with its passage

In the reading room, ? shows every key and q leaves.";

/// Under `onrecord find --help`.
pub const FIND: &str = "\
Examples:
  onrecord find minister deal            both words; near-spelled ones are found, too
  onrecord find --phrase kind of deal    these words in this order (or: '\"kind of deal\"')
  onrecord find about:lobo driver        about Osiris Luna: an alias is the actor
  onrecord find by:\"Carlos Marroquin\"    said by; quote marks for a name of two words
  onrecord find by:bukele on:2022        when it may have been said
  onrecord find deal -not:pact           without a word (or: '!pact')
  onrecord find is:unchecked zero        by status (or form:direct, form:indirect, …)
  onrecord find is:weak -i my-folder     what may be no statement: a plan, a hope
  onrecord find is:denied by:bukele      what somebody denied (or is:refused, is:asked, is:ordered)
  onrecord find minister deal --json     for scripts; docs/json.md names the keys
  onrecord find minister deal --csv      a table; with --queries FILE one table for all

Filters: by: to: about: via: in: on: form: is: tag: note: by-whom: reply: terms:
near:word asks for meaning alone; --no-meaning finds by words alone, as --csv does.
Rows that have all the words stand first. Where some do, the others are shown only with -n;
what says the same in other words stands behind them, with ≈ before it.";

/// Under `onrecord list --help`.
pub const LIST: &str = "\
Examples:
  onrecord list actors                    who is in it, with their ids
  onrecord list events -i my-folder       what happened, by date; inferred parts in (brackets)
  onrecord list dates                     every date the sources name, whether it makes an event
  onrecord list statements | grep Lobo    in a pipe: columns set apart by tabs, nothing cut
  onrecord list statements --weak         what may be no statement as well: “his claim that”
  onrecord list statements --json         for scripts; docs/json.md names the keys";

/// Under `onrecord show --help`.
pub const SHOW: &str = "\
Examples:
  onrecord show s17                a statement: who, to whom, via, when, and the paragraph
  onrecord show luna               an actor: names, role, and where it is mentioned
  onrecord show s17 --json         for scripts; docs/json.md names the keys

— means the source does not say; · means nobody has looked yet.";

/// Under `onrecord everywhere --help`.
pub const EVERYWHERE: &str = "\
Examples:
  onrecord everywhere s17                who printed these words, when, and what each made of them
  onrecord everywhere some kind of deal  the same for words
  onrecord everywhere s17 --json         for scripts; docs/json.md names the keys

[−these−] are gone there, [+these+] were put in; twice (−−, ++) where that changes what is said.
Exit code 0: in other places as well; 1: nowhere else.";

/// Under `onrecord says --help`.
pub const SAYS: &str = "\
Examples:
  onrecord says bukele negotiations        what he said on it, in the order of time, undated last
  onrecord says bukele                     all that he said
  onrecord says \"Osiris Luna\" is:denied   with a filter; a name of two words in quote marks
  onrecord says bukele deal --md           as a document with citations; --csv as a table

Where a name is that of several who speak, they are listed with their ids, and one is to be chosen.
≤ before a date: that of the source, before which it was said.
Exit code 0: found; 1: nothing was said; 2: several are called so.";

/// Under `onrecord watch --help`.
pub const WATCH: &str = "\
Examples:
  onrecord watch names.txt -i my-folder         what is new for these names; at first all of it
  onrecord watch names.txt -i my-folder --json  for scripts; docs/json.md names the keys
  7 * * * * onrecord watch ~/names.txt -i ~/leaks -q    every hour, from cron, which mails what is printed

A line is found as in find, but by words as they are written or with another ending: not by beginnings,
typing errors or meaning, unless it says near:word. Nothing is told twice.
Exit code 0: something is new; 1: nothing; 2: a line or a file cannot be read.";

/// Under `onrecord text --help`.
pub const TEXT: &str = "\
Examples:
  onrecord text report.pdf | less        what was read of it, in reading order
  onrecord text -i my-folder a.eml       a document of an investigation, by its file or id
  onrecord text --json report.pdf        a line for each block; docs/json.md names the keys
  onrecord text a.txt | cmp - a.txt      a UTF-8 text is printed byte for byte

Control characters (but tabs and line ends) and marks that turn the direction of a line are
replaced by visible signs.";

/// There is no source of this name.
pub fn no_such_source(name: &str) -> String {
    format!("no source is called “{name}”; `onrecord list sources` names them")
}

/// Under `onrecord export --help`.
pub const EXPORT: &str = "\
Examples:
  onrecord export --md                   every statement as a quote with its citation
  onrecord export --csv > said.csv       the same as a table; docs/csv.md names the columns
  onrecord export --md minister deal     those found, best first; filters as in find

Nothing but what is asked for is written, and only to where the shell sends it.";

/// Under `onrecord extract --help`.
pub const EXTRACT: &str = "\
Examples:
  onrecord extract my-folder > all.ndjson               a line for each document, statement, actor, event, date
  onrecord extract my-folder --shard 3/16 > 3.ndjson    a sixteenth of it; the union of all is the whole
  onrecord extract my-folder --files-from list.txt      these files of it; docs/extract.md names the lines

Exit code 0: extracted; 1: none of the files could be read; 2: bad use, or something is withheld.";

/// Under `onrecord check --help`.
pub const CHECK: &str = "\
Examples:
  onrecord check my-folder         file:line: what is wrong, and what to do
  onrecord check && echo sound     exit code 0: no faults; 1: faults; 2: cannot be opened";

/// Under `onrecord accept --help`.
pub const ACCEPT: &str = "\
What a document says otherwise now, or no more, is never accepted so: look at it in the app (A on its row).

Examples:
  onrecord accept my-folder                     exit code 0: all is accepted; 1: something is left
  onrecord accept my-folder --source talk.txt   this document alone";

/// Under `onrecord holes --help`.
pub const HOLES: &str = "\
Examples:
  onrecord holes my-folder                 by kind: what is missing, of whose words, and where
  onrecord holes && echo ready             exit code 0: no holes; 1: holes; 2: cannot be opened
  onrecord holes --json | grep '\"reply\"'   for scripts; docs/json.md names the keys

Holes are of what a person or a list stands behind: confirmed, put down by hand, listed, or used (a field,
a tag, a star). Suggestions that nobody has looked at are only counted.";

/// Under `onrecord log --help`.
pub const LOG: &str = "\
Examples:
  onrecord log                     who decided what and when, the latest last
  onrecord log -n 20 my-folder     the last twenty about another folder
  onrecord log --since 3d --by ana what ana decided in the last three days
  onrecord log --json              for scripts; docs/json.md names the keys

docs/journal.md tells what the journal is and where it stands.";

/// Under `onrecord completions --help`.
pub const COMPLETIONS: &str = "\
Example:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord";

/// Where the screen was asked for and there is no terminal.
pub const NO_TERMINAL: &str = "the reading room needs a terminal; in a pipe or a script use: \
                               onrecord find WORDS (or list, show, check)";

/// Where the terminal cannot place a cursor.
pub const DUMB_TERMINAL: &str = "this terminal (TERM is dumb or not set) cannot show the reading \
                                 room; use: onrecord find WORDS (or list, show, check)";

/// Where a query holds no word.
pub const EMPTY_QUERY: &str = "there is nothing to look for; type a word or two, as in: onrecord \
                               find minister deal";

/// Which investigation a command reads, where none was named.
pub fn reading(path: Option<&str>) -> String {
    match path {
        Some(path) => format!("reading {path}"),
        None => "reading the investigation that comes with onrecord; -i PATH reads another".into(),
    }
}

/// That an investigation which was met on the way up is not the one that is read.
pub fn passed_over(path: &str, why: &FileError) -> String {
    format!("{path} was passed over: {}", troubles::sentence(why))
}

/// Beside the answer of `find`: how many there are, and what was left out.
pub fn found(hits: &Hits, shown: usize, of: usize) -> String {
    let mut parts = Vec::new();
    let number = labels::number;
    if hits.full > 0 || hits.statements() == 0 {
        parts.push(labels::left(hits, of));
    } else {
        parts.push("none has all the words".into());
    }
    if hits.some > 0 {
        let has = if hits.some == 1 { "has" } else { "have" };
        let more = if hits.full > 0 { "more " } else { "" };
        parts.push(format!("{} {more}{has} some of the words", number(hits.some)));
    }
    if hits.near() > 0 {
        parts.push(format!("{} near in meaning", number(hits.near())));
        parts.extend(hits.network().map(|name| format!("the English ones as {name} has them")));
    }
    let passages = hits.passages();
    if passages > 0 {
        parts.push(labels::count(passages, "passage", "passages"));
    }
    parts.extend(notes(hits));
    parts.extend(undated(hits));
    let line = parts.join("; ");
    if shown == hits.len() {
        return line;
    }
    format!("{line} ({} shown; -n {} for all)", number(shown), hits.len())
}

/// Where no statement was found: that, and what is near.
pub fn nothing(corpus: &Corpus, hits: &Hits) -> String {
    if corpus.statements().is_empty() {
        return "there are no statements here yet; onrecord list sources shows the texts".into();
    }
    let mut parts = vec!["nothing found".to_owned()];
    let actors = hits.actors.iter().filter_map(|(ix, _)| corpus.actor(*ix));
    let actors = actors.map(|actor| (&*actor.id, Cow::Borrowed(actor.name.as_str())));
    let events = hits.events.iter().filter_map(|ix| corpus.event(*ix));
    let mut others =
        actors.chain(events.map(|event| (&*event.id, who::event_title(corpus, event))));
    if let Some((id, name)) = others.next() {
        parts.push(format!("but there is {name} (onrecord show {id})"));
    }
    if !hits.nearest.is_empty() {
        parts.push(format!("nearest words: {}", hits.nearest.join(", ")));
    }
    parts.extend(notes(hits));
    parts.extend(undated(hits));
    parts.join("; ")
}

/// What was found in what readers left out, where nobody asked to look as well.
fn notes(hits: &Hits) -> Option<String> {
    let told = if hits.notes_listed {
        labels::count(hits.notes, "note", "notes")
    } else {
        format!("{} in what readers left out (form:note)", labels::number(hits.notes))
    };
    (hits.notes > 0).then_some(told)
}

fn undated(hits: &Hits) -> Option<String> {
    (hits.undated > 0).then(|| format!("{} left out, undated", labels::number(hits.undated)))
}

/// Where no record has an id: the ids that come near, each with its name.
pub fn no_such_id(id: &str, near: &[(&str, String)]) -> String {
    let near: Vec<_> = near.iter().map(|(id, name)| format!("{id} ({name})")).collect();
    let advice = if near.is_empty() {
        "onrecord list statements (or actors, events, sources) shows the ids".to_owned()
    } else {
        format!("did you mean {}?", near.join(", or "))
    };
    format!("no record has the id “{id}”; {advice}")
}

/// `35 statements, 32 actors, 24 events, 1 source: no faults`.
pub fn sound(corpus: &Corpus) -> String {
    format!(
        "{}, {}, {}, {}: no faults",
        labels::count(corpus.statements().len(), "statement", "statements"),
        labels::count(corpus.actors().len(), "actor", "actors"),
        labels::count(corpus.events().len(), "event", "events"),
        labels::count(corpus.sources().len(), "source", "sources"),
    )
}

/// `a.txt: read for quotation marks alone …`: no fault, but what is not read is said.
pub fn partly(file: &str, read: &str) -> String {
    format!("{file}: read for {read}")
}

/// `2 rows are withheld (…)`: what is left out of every answer.
pub fn withheld(rows: usize) -> String {
    let are = if rows == 1 { "is" } else { "are" };
    format!(
        "{} {are} withheld, with what stands around (sensitive, or not told on the record); \
         --with-withheld shows them",
        labels::count(rows, "row", "rows")
    )
}

/// Why nothing is handed on: a decision that cannot be read may withhold any of it.
pub fn may_withhold(unread: &Fault) -> String {
    format!(
        "{}; it may withhold something, so nothing is handed on: mend the file, or take the line out of \
         it (--with-withheld hands on all, what is withheld as well)",
        faults::sentence(unread)
    )
}

/// Decisions that a log is without, or of which it does not tell all.
pub fn left_out(decisions: usize) -> String {
    let are = if decisions == 1 { "is" } else { "are" };
    format!(
        "{} {are} left out or not told whole: about what is withheld, or what stands nowhere any more; \
         --with-withheld shows them",
        labels::count(decisions, "decision", "decisions")
    )
}

/// Beside the text of a document: what is not in it.
pub fn left_out_of(file: &str, told: &str) -> String {
    format!("{file}: left out {told}; --left-out prints them")
}

/// Where a log would be empty.
pub const NOTHING_DECIDED: &str = "there are no such decisions here";

/// What is no time for `--since`.
pub fn no_moment(text: &str) -> String {
    format!(
        "{text} is no time: write 2026-11-29, 2026-11-29T10:04, or how long ago: 90m, 12h, 3d, 2w"
    )
}

/// Where a list would be empty.
pub fn none_of(what: &str) -> String {
    format!("there are no {what} here yet")
}

/// `35 statements + 412 weak; --weak lists them as well`: what is not listed before somebody asks.
pub fn beside_weak(counted: String, weak: usize) -> String {
    let told = labels::with_weak(counted, weak);
    if weak == 0 { told } else { format!("{told}; --weak lists them as well") }
}

/// Beside an answer from an investigation with faults: how many there are, or where nothing could be
/// read, why.
pub fn unsound(corpus: &Corpus) -> Vec<String> {
    /// Reasons told before `check` has to be asked.
    const TOLD: usize = 20;
    let Some(amiss) = queries::amiss(corpus) else { return Vec::new() };
    if !corpus.sources().is_empty() {
        let how = "not all of it could be read; onrecord check tells what and why";
        return vec![format!("{amiss}: {how}")];
    }
    let told = listed_faults(corpus.faults());
    let mut why: Vec<_> = told.iter().take(TOLD).map(|fault| faults::sentence(fault)).collect();
    let more = told.len() > TOLD;
    let more = if more { "; onrecord check tells the others" } else { "" };
    why.push(format!("{amiss}: nothing here could be read{more}"));
    why
}

/// Beside the list of faults.
pub fn faulty(faults: usize) -> String {
    format!("{}; all that is sound still opens", labels::count(faults, "fault", "faults"))
}

/// Under `onrecord cache --help`.
pub const CACHE: &str = "\
What was read of a document is kept, so that a folder opens at once the next time: its text and what
was found in it, in a folder of yours that nobody else can look into. So is your session in each place:
where you were in it, what was there, and what you have marked as read. Nothing is ever needed of it.
onrecord --no-cache neither reads nor writes any of it.

Examples:
  onrecord cache                   where it is, and how large
  onrecord cache --clear           takes all of it away";

/// `/home/ana/.cache/onrecord: 1,204 documents, 35.1 MB`.
pub fn cache(folder: &str, entries: u64, bytes: u64) -> String {
    let documents = labels::count(entries as usize, "document", "documents");
    format!("{folder}: {documents}, {}", size(bytes))
}

/// The same, after it was taken away.
pub fn cleared(folder: &str, entries: u64, bytes: u64) -> String {
    format!("taken away from {}", cache(folder, entries, bytes))
}

/// `/home/ana/.local/state/onrecord/sessions: 3 sessions, 4.1 kB`: where one was in each place.
pub fn sessions(folder: &str, entries: u64, bytes: u64) -> String {
    let sessions =
        labels::count(entries as usize, "session or watch list", "sessions and watch lists");
    format!("{folder}: {sessions}, {}", size(bytes))
}

/// The same, after they were taken away.
pub fn cleared_sessions(folder: &str, entries: u64, bytes: u64) -> String {
    format!("taken away from {}", sessions(folder, entries, bytes))
}

/// Where the system does not say where a cache would be.
pub const NO_CACHE: &str = "there is no folder for a cache: set HOME or XDG_CACHE_HOME";

/// A number of bytes, to be read: `312 bytes`, `4.1 kB`, `35.1 MB`.
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    let [kilo, mega, giga] = [1e3, 1e6, 1e9];
    match bytes {
        _ if bytes < kilo => format!("{bytes} bytes"),
        _ if bytes < mega => format!("{:.1} kB", bytes / kilo),
        _ if bytes < giga => format!("{:.1} MB", bytes / mega),
        _ => format!("{:.1} GB", bytes / giga),
    }
}

/// Where the terminal could not be taken, or went away.
pub fn lost_terminal(why: &str) -> String {
    format!("the terminal cannot be used ({why}); try: onrecord find WORDS")
}

/// Where the file after `--trace` cannot be appended to.
pub fn no_trace(file: &str, why: &str) -> String {
    format!("{file} cannot be written as a log ({why}); name another file, or leave --trace out")
}

/// Where what was piped in could not be read.
pub fn unread(what: &str, why: &str) -> String {
    format!("{what} cannot be read: {why}")
}

/// Where a word was given for a path: what it may have been meant for.
pub fn no_path(word: &str, command: Option<&str>) -> String {
    match command {
        Some(command) => format!("or did you mean the command {command}?"),
        None => format!("or look it up with: onrecord find {word}"),
    }
}

/// What was written into the file of an investigation.
pub fn settled(file: &str, [written, left, withheld]: [usize; 3]) -> String {
    let records = labels::count(written, "record", "records");
    let are = |count| labels::count(count, "record is", "records are");
    let left = match left {
        0 => String::new(),
        left => format!(
            "; {} left to the journal: the file says otherwise, or cannot say all that was set",
            are(left)
        ),
    };
    let withheld = match withheld {
        0 => String::new(),
        withheld => format!(
            "; {} withheld and left to the journal, --with-withheld writes all of what was set",
            are(withheld)
        ),
    };
    format!("{records} written to {file}{left}{withheld}.")
}

/// Why nothing was written into the file of an investigation.
pub fn not_settled(why: &WriteError) -> String {
    decisions::not_decided(Some("investigation.json"), why)
}

/// What was put together of a journal: files that are gone, those that hold now what stood in them, and
/// those that are left as they are.
pub fn tidied(folder: &str, [gone, made, left]: [usize; 3]) -> String {
    let files = |count| labels::count(count, "file", "files");
    let left = match left {
        0 => String::new(),
        left => format!(
            "; {} left as before: in order, of the last day, being written into, or with a line that is \
             no decision",
            labels::count(left, "other is", "others are")
        ),
    };
    match gone {
        0 => format!("Nothing to put together in {folder}{left}."),
        gone => {
            format!("{} became {made} in {folder}; every decision is there{left}.", files(gone))
        }
    }
}

/// Why nothing of a journal was put together.
pub fn not_tidied(why: &WriteError) -> String {
    decisions::not_decided(Some("onrecord.d"), why)
}
