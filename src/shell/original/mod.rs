//! Opening the original of a source in another program: an editor, a viewer, a player, a browser.

mod command;

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::app::original::{OriginalPlace, OriginalTold};
use crate::disk;
use crate::library::{self, OpenTarget};
pub(crate) use command::Openers;
use command::{CommandKind, FilePlace, OpenCommand};
use onrecord_corpus::Corpus;
use onrecord_model::{Place, Source};
use onrecord_read::{Kind, WITHIN};
use onrecord_text::Part;

/// Endings of recordings, which captions of the same name may belong to.
const RECORDINGS: &[&str] =
    &["mp4", "mp3", "m4a", "webm", "mkv", "mov", "wav", "ogg", "opus", "flac"];

/// What is to be done for an original.
pub(super) enum OriginalStep {
    /// Something is to be told, nothing to be run.
    Tell(OriginalTold),
    /// One of these is to be run, the first that is there.
    Run(Vec<OpenCommand>),
}

/// What is to be done so that the original at `place` is opened.
pub(super) fn step(
    corpus: &Corpus,
    target: &OpenTarget,
    follow: bool,
    openers: &Openers,
    place: OriginalPlace,
) -> OriginalStep {
    let tell = OriginalStep::Tell;
    let Some(source) = corpus.source(place.source) else { return tell(OriginalTold::NoFile) };
    let commands = match library::original(target, &source.file, follow) {
        Some(file) => of_file(openers, source, place.offset, &file),
        None => source
            .link
            .as_deref()
            .filter(|link| is_web(link))
            .map(command::link)
            .into_iter()
            .collect(),
    };
    let Some(first) = commands.first() else { return tell(OriginalTold::NoFile) };
    let typed = || first.typed();
    match first.kind {
        CommandKind::Terminal => OriginalStep::Run(commands),
        _ if !openers.has_screen => tell(OriginalTold::NoScreen(typed())),
        CommandKind::Browser if !place.sure => tell(OriginalTold::Ask(place, typed())),
        CommandKind::Browser | CommandKind::Window => OriginalStep::Run(commands),
    }
}

/// Whether a link leads into the web and is written plainly.
fn is_web(link: &str) -> bool {
    let plain = link.chars().all(|c| c.is_ascii_graphic());
    plain && (link.starts_with("https://") || link.starts_with("http://"))
}

fn of_file(openers: &Openers, source: &Source, offset: u32, file: &Path) -> Vec<OpenCommand> {
    let at = file_place(source, offset);
    let is_captions = Kind::of(&source.file) == Some(Kind::Captions);
    let recording = Some(file).filter(|_| is_captions).and_then(recording);
    // A name that is no text cannot be shown either.
    let Some(path) = recording.as_deref().unwrap_or(file).to_str() else { return Vec::new() };
    command::commands(openers, path, at)
}

/// The recording beside captions.
fn recording(captions: &Path) -> Option<std::path::PathBuf> {
    let beside = RECORDINGS.iter().map(|ending| captions.with_extension(ending));
    let mut there = beside.filter(|path| disk::readable(path) == Ok(disk::EntryKind::File));
    there.next()
}

/// Where a byte of a source's text stands in its file.
fn file_place(source: &Source, offset: u32) -> FilePlace {
    let begin = FilePlace::BEGINNING;
    if source.file.contains(WITHIN) {
        return begin;
    }
    match source.document.mark_at(offset).map(|mark| mark.place) {
        Some(Place::Page(page)) => FilePlace { page, ..begin },
        Some(Place::Region(region)) => FilePlace { page: region.page(), ..begin },
        Some(Place::Time(milliseconds)) => FilePlace { time: milliseconds / 1000, ..begin },
        Some(Place::Line(line)) => FilePlace { line, ..begin },
        // Of plain text alone the text is the file.
        None if Kind::of(&source.file) == Some(Kind::Text) => {
            let text = source.document.text();
            let before = text.part(..text.floor_char_boundary(offset as usize));
            FilePlace { line: before.matches('\n').count() as u32 + 1, ..begin }
        }
        // No program is known that opens a file there.
        Some(Place::Row(_) | Place::Slide(_) | Place::Section(_)) | None => begin,
    }
}

/// Whether a command needs the terminal.
pub(super) fn takes_terminal(commands: &[OpenCommand]) -> bool {
    commands.first().is_some_and(|command| command.kind == CommandKind::Terminal)
}

/// Runs a command that has the terminal, until it ends.
pub(super) fn run_here(command: &OpenCommand) -> Option<OriginalTold> {
    let ran = Command::new(&command.program).args(&command.arguments).status();
    log::info!("an original was opened in the terminal");
    ran.is_err().then(|| OriginalTold::NotStarted(command.typed()))
}

/// Starts the first of some commands that is there, beside the screen.
pub(super) fn start(commands: &[OpenCommand]) -> OriginalTold {
    for command in commands {
        let mut run = Command::new(&command.program);
        run.args(&command.arguments);
        run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut run, 0);
        match run.spawn() {
            Ok(mut child) => {
                log::info!("an original was opened beside the screen");
                // Somebody has to see it end.
                thread::spawn(move || child.wait());
                return OriginalTold::Started(command.typed());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => return OriginalTold::NotStarted(command.typed()),
        }
    }
    commands.first().map_or(OriginalTold::NoFile, |first| OriginalTold::NotStarted(first.typed()))
}
