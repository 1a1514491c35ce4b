//! The journal under load: what a decision costs beside a bare write of the same bytes, what a long
//! journal adds to opening, and what is left when the program is killed or fifty write at once.
//!
//! `cargo bench --bench journal` runs all of it; `ONRECORD_COUNT=N` writes another number of decisions
//! first (100,000), `ONRECORD_ROUNDS=N` kills so often (1,000).

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench may stop where it stumbles, and prints"
)]

use std::env::{args, current_exe, var};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use onrecord::library::{self, Desk, OpenOptions, OpenTarget, Silent};
use onrecord_corpus::Corpus;
use onrecord_journal::{FieldAction, FieldEdit, Intent, Outcome, TargetKey, TargetKind};
use onrecord_model::{Field, FieldValue};

/// Statements that are decided about.
const STATEMENTS: usize = 2_000;

/// Decisions that are timed.
const TIMED: usize = 200;

/// Writers at once.
const WRITERS: usize = 50;

fn main() {
    let mut words = args().skip(1);
    if words.next().as_deref() == Some("--writer") {
        let folder = words.next().expect("a folder");
        return write_on(Path::new(&folder));
    }
    let number = |name: &str, usual| var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let place = tempfile::tempdir().expect("a folder");
    make_up(place.path());
    let target = OpenTarget::Path(place.path().to_owned());
    let empty = opening(&target);
    let count = number("ONRECORD_COUNT", 100_000);
    fill(&target, count);
    let full = opening(&target);
    println!("opening: {empty:.0?} without a journal, {full:.0?} with {count} decisions in it");
    cost(&target);
    killed(number("ONRECORD_ROUNDS", 1_000));
    together();
}

fn make_up(folder: &Path) {
    let said =
        |n: usize| format!("“These are the words numbered {n},” said Ada Quill on Friday.\n\n");
    fs::write(folder.join("a.txt"), (0..STATEMENTS).map(said).collect::<String>()).expect("a file");
}

fn opened(target: &OpenTarget) -> Corpus {
    library::open(target, &OpenOptions::default(), &mut Silent).expect("a folder that opens")
}

/// The time until it is opened, the best of three.
fn opening(target: &OpenTarget) -> Duration {
    let once = |_| {
        let start = Instant::now();
        drop(opened(target));
        start.elapsed()
    };
    (0..3).map(once).min().expect("three")
}

fn desk(target: &OpenTarget, by: &str) -> (Desk, Arc<Corpus>) {
    let corpus = Arc::new(opened(target));
    let mut desk = Desk::open(target, by);
    desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
    (desk, corpus)
}

/// A decision about the `at`-th statement.
fn decision(corpus: &Corpus, at: usize, word: &str) -> Intent {
    let statements = corpus.statements();
    let statement = statements.get(at % statements.len()).expect("a statement");
    let key = TargetKey { kind: TargetKind::Statement, id: statement.id.clone() };
    let action = FieldAction::To(FieldValue::text(word));
    Intent::Edit(vec![FieldEdit { key, field: Field::Status, set: action }])
}

/// Puts decisions into a journal by writing one desk's lines again and again under other names: a
/// hundred thousand syncs would only wait for the disk.
fn fill(target: &OpenTarget, count: usize) {
    let (mut desk, corpus) = desk(target, "ana");
    for at in 0..STATEMENTS.min(count) {
        desk.decide(&decision(&corpus, at, "disputed")).expect("a decision");
    }
    let OpenTarget::Path(folder) = target else { return };
    let folder = folder.join("onrecord.d");
    let first = fs::read_dir(&folder).expect("a journal").flatten().next().expect("a file").path();
    let text = fs::read_to_string(&first).expect("lines");
    let run =
        text.split("\"op\":\"").nth(1).and_then(|rest| rest.split(':').next()).expect("a run");
    for copy in 1..count.div_ceil(STATEMENTS) {
        let other = format!("{copy:016x}");
        // A line of another run: its checksum is that of its own letters.
        let lines = text.lines().map(|line| {
            let body = line.rsplit_once(",\"sum\"").expect("a checksum").0.replace(run, &other);
            format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()))
        });
        let file = folder.join(format!("bo@desk-{copy}.ndjson"));
        fs::write(file, lines.collect::<String>()).expect("a file");
    }
}

/// What a decision costs beside a bare write and sync of the same bytes, in turns.
fn cost(target: &OpenTarget) {
    let (mut desk, corpus) = desk(target, "eva");
    let OpenTarget::Path(folder) = target else { return };
    let bare = folder.join("onrecord.d").join("bare");
    let mut file = File::options().append(true).create(true).open(&bare).expect("a file");
    let line = vec![b'x'; 900];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for at in 0..TIMED {
        let start = Instant::now();
        file.write_all(&line).and_then(|()| file.sync_data()).expect("a write");
        theirs.push(start.elapsed());
        let intent = decision(&corpus, at, "single source");
        let start = Instant::now();
        desk.decide(&intent).expect("a decision");
        ours.push(start.elapsed());
    }
    fs::remove_file(bare).expect("the file");
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times.get(times.len() / 2).copied().expect("times")
    };
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("a decision: {ours:.0?}, a bare write and sync: {theirs:.0?}, {ratio:.2} times");
}

/// One who decides until killed, and says each time what is on the disk.
fn write_on(folder: &Path) {
    let target = OpenTarget::Path(folder.to_owned());
    let (mut desk, corpus) = desk(&target, "kim");
    for at in 0.. {
        match desk.decide(&decision(&corpus, at, "disputed")) {
            Ok(Outcome::Written(id)) => println!("{id}"),
            other => println!("failed: {other:?}"),
        }
    }
}

/// Kills a writer at any moment; what it said was on the disk has to be there.
fn killed(rounds: usize) {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(
        place.path().join("a.txt"),
        "“Nobody told us,” said Ana Ruiz.\n\n“No,” said Bo Lind.",
    )
    .expect("a file");
    let program = current_exe().expect("this program");
    let (mut told, mut lost) = (Vec::new(), 0);
    for round in 0..rounds {
        let mut writer = Command::new(&program)
            .args(["--writer", &place.path().to_string_lossy()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a writer");
        let mut out = BufReader::new(writer.stdout.take().expect("its output")).lines();
        // Killed before it decides, on a slow machine each time, it would show nothing.
        told.extend(out.next().map(|line| line.expect("a line")));
        thread::sleep(Duration::from_micros((round as u64) * 7_919 % 20_000));
        writer.kill().expect("a living writer");
        writer.wait().expect("its end");
        told.extend(out.map_while(Result::ok));
    }
    let desk = Desk::open(&OpenTarget::Path(place.path().to_owned()), "");
    let there: std::collections::HashSet<_> =
        desk.log(usize::MAX).iter().map(|entry| entry.operation.id.to_string()).collect();
    lost += told.iter().filter(|id| !there.contains(*id)).count();
    println!(
        "killed {rounds} times: {} decisions told, {} there, {lost} lost",
        told.len(),
        there.len()
    );
}

/// Fifty decide about one folder at once; nothing may be lost, and each sees the last of the others.
fn together() {
    let place = tempfile::tempdir().expect("a folder");
    make_up(place.path());
    let target = OpenTarget::Path(place.path().to_owned());
    let corpus = Arc::new(opened(&target));
    let start = Instant::now();
    let writers = (0..WRITERS).map(|who| {
        let (target, corpus) = (target.clone(), Arc::clone(&corpus));
        thread::spawn(move || {
            let mut desk = Desk::open(&target, &format!("writer{who}"));
            desk.read(Arc::clone(&corpus), Arc::clone(&corpus));
            for at in 0..20 {
                desk.decide(&decision(&corpus, who * 20 + at, "disputed")).expect("a decision");
            }
        })
    });
    writers.collect::<Vec<_>>().into_iter().for_each(|one| one.join().expect("a writer"));
    let took = start.elapsed();
    let mut seen = Desk::open(&target, "last");
    let start = Instant::now();
    let news = seen.news().len();
    println!(
        "{WRITERS} at once, 20 decisions each: {took:.0?}; {} there; a look costs {:.0?} ({news} new)",
        seen.log(usize::MAX).len(),
        start.elapsed()
    );
}
