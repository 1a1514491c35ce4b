//! Which command opens a file at a place: [`OpenCommand`]. Arguments are handed over one by one, never to
//! a shell, and a file by its whole path, so that no name is taken for an option.

use crate::library;
use onrecord_read::Kind;

/// What of the environment says by which programs originals are opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Openers {
    /// `ONRECORD_OPEN`: a command for everything, with `{file}`, `{line}`, `{page}` and `{time}`.
    pub command: Option<String>,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// Whether there is a screen for programs with windows.
    pub has_screen: bool,
}

/// A place in a file; what is not known of it is the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FilePlace {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub page: u32,
    /// Seconds into a recording.
    pub time: u32,
}

impl FilePlace {
    /// The beginning of a file.
    pub(super) const BEGINNING: Self = Self { line: 1, page: 1, time: 0 };
}

/// How a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::shell) enum CommandKind {
    /// It takes the terminal until it ends.
    Terminal,
    /// It has windows of its own.
    Window,
    /// It is a browser, or hands over to one: what it opens may call out.
    Browser,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::shell) struct OpenCommand {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// How it runs.
    pub kind: CommandKind,
}

/// What hands a file over to whatever the desktop opens it with.
const DESKTOP: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// The editor where none is set.
const EDITOR: &str = "less";

/// Programs with windows of their own.
const WINDOWS: &[&str] = &[
    "xdg-open",
    "open",
    "gio",
    "zathura",
    "evince",
    "okular",
    "mupdf",
    "xreader",
    "atril",
    "qpdfview",
    "code",
    "codium",
    "gedit",
    "kate",
    "subl",
    "zed",
    "gvim",
    "libreoffice",
    "soffice",
    "vlc",
];

/// Editors, with the arguments that open a file read-only (where they can) at a line.
const EDITORS: &[(&str, &[&str])] = &[
    ("vim", &["-R", "+{line}", "{file}"]),
    ("nvim", &["-R", "+{line}", "{file}"]),
    ("vi", &["-R", "+{line}", "{file}"]),
    ("view", &["+{line}", "{file}"]),
    ("gvim", &["-R", "+{line}", "{file}"]),
    ("nano", &["-v", "+{line}", "{file}"]),
    ("emacs", &["-nw", "+{line}", "{file}", "-f", "read-only-mode"]),
    ("less", &["+{line}", "{file}"]),
    ("most", &["+{line}", "{file}"]),
    ("kak", &["-ro", "+{line}", "{file}"]),
    ("micro", &["-readonly", "true", "+{line}", "{file}"]),
    ("hx", &["{file}:{line}"]),
    ("helix", &["{file}:{line}"]),
    ("code", &["--goto", "{file}:{line}"]),
    ("codium", &["--goto", "{file}:{line}"]),
    ("subl", &["{file}:{line}"]),
];

/// Viewers of PDF, the one asked first in front.
const PDF_VIEWERS: &[(&str, &[&str])] = &[
    ("zathura", &["-P", "{page}", "{file}"]),
    ("evince", &["-p", "{page}", "{file}"]),
    ("okular", &["-p", "{page}", "{file}"]),
    (DESKTOP, &["{file}"]),
];

/// The player of recordings.
const PLAYER: (&str, &[&str]) = ("mpv", &["--start={time}", "{file}"]);

/// The commands that open a file (of the name's kind, or a recording) at a place: the first that is there
/// is meant.
pub(super) fn commands(openers: &Openers, file: &str, at: FilePlace) -> Vec<OpenCommand> {
    let make = |(program, arguments): &(&str, &[&str])| {
        let arguments = arguments.iter().map(|argument| filled(argument, file, at)).collect();
        OpenCommand { program: (*program).to_owned(), arguments, kind: kind(program, file) }
    };
    if let Some(command) = openers.command.as_deref().and_then(|command| own(command, file, at)) {
        return vec![command];
    }
    match Kind::of(file) {
        Some(Kind::Pdf) => PDF_VIEWERS.iter().map(make).collect(),
        Some(Kind::Html | Kind::Docx) => vec![make(&(DESKTOP, &["{file}"]))],
        None if library::is_picture(file) => vec![make(&(DESKTOP, &["{file}"]))],
        None => vec![make(&PLAYER)],
        Some(_) => vec![editor(openers, file, at)],
    }
}

/// The command that opens a link.
pub(super) fn link(link: &str) -> OpenCommand {
    let arguments = vec![link.to_owned()];
    OpenCommand { program: DESKTOP.to_owned(), arguments, kind: CommandKind::Browser }
}

/// The command of a person's own; a file that it does not name comes last.
fn own(template: &str, file: &str, at: FilePlace) -> Option<OpenCommand> {
    let mut words = words(template);
    if !words.iter().any(|word| word.contains("{file}")) {
        words.push("{file}".to_owned());
    }
    let mut words = words.into_iter();
    let program = words.next().filter(|program| !program.contains("{file}"))?;
    let arguments = words.map(|word| filled(&word, file, at)).collect();
    Some(OpenCommand { kind: kind(&program, file), program, arguments })
}

fn editor(openers: &Openers, file: &str, at: FilePlace) -> OpenCommand {
    let mut words = words(openers.editor.as_deref().unwrap_or(EDITOR));
    if words.is_empty() {
        words.push(EDITOR.to_owned());
    }
    let program = words.remove(0);
    let known = EDITORS.iter().find(|(name, _)| *name == base(&program));
    let arguments = known.map_or(&["{file}"][..], |(_, arguments)| arguments);
    words.extend(arguments.iter().map(|argument| filled(argument, file, at)));
    let kind = if base(&program) == "emacs" { CommandKind::Terminal } else { kind(&program, file) };
    OpenCommand { kind, program, arguments: words }
}

/// The name of a program without its folder.
fn base(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

fn kind(program: &str, file: &str) -> CommandKind {
    let of_web = matches!(Kind::of(file), Some(Kind::Html));
    match WINDOWS.contains(&base(program)) {
        // Whatever shows a page may load what it names, unless it shows its source.
        _ if of_web && !EDITORS.iter().any(|(name, _)| *name == base(program)) => {
            CommandKind::Browser
        }
        true => CommandKind::Window,
        false => CommandKind::Terminal,
    }
}

/// An argument with the place put in. A path is put in once, and
/// nothing in it is read as a place.
fn filled(argument: &str, file: &str, at: FilePlace) -> String {
    let numbers = [("{line}", at.line), ("{page}", at.page), ("{time}", at.time)];
    let parts = argument.split("{file}").map(|part| {
        numbers.iter().fold(part.to_owned(), |part, (sign, n)| part.replace(sign, &n.to_string()))
    });
    parts.collect::<Vec<_>>().join(file)
}

/// The words of a command, as a shell parts them: at spaces that are not between quotation marks.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

impl OpenCommand {
    /// As one would type it into a shell.
    pub(super) fn typed(&self) -> String {
        let plain = |word: &str| {
            let safe = |c: char| c.is_alphanumeric() || "/._-+=:@%,".contains(c);
            !word.is_empty() && word.chars().all(safe)
        };
        let quoted = |word: &String| {
            if plain(word) { word.clone() } else { format!("'{}'", word.replace('\'', "'\\''")) }
        };
        let words = std::iter::once(&self.program).chain(&self.arguments);
        words.map(quoted).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: FilePlace = FilePlace { line: 13, page: 214, time: 751 };

    fn typed(openers: &Openers, file: &str, at: FilePlace) -> Vec<(String, CommandKind)> {
        commands(openers, file, at).iter().map(|c| (c.typed(), c.kind)).collect()
    }

    #[test]
    fn every_editor_gets_the_line_and_no_right_to_write_where_it_can() {
        use CommandKind::{Terminal, Window};
        for (editor, want, kind) in [
            ("vim", "vim -R +13 /d/-a.txt", Terminal),
            ("/usr/bin/nvim -u NONE", "/usr/bin/nvim -u NONE -R +13 /d/-a.txt", Terminal),
            ("nano", "nano -v +13 /d/-a.txt", Terminal),
            ("emacs", "emacs -nw +13 /d/-a.txt -f read-only-mode", Terminal),
            ("hx", "hx /d/-a.txt:13", Terminal),
            ("code --wait", "code --wait --goto /d/-a.txt:13", Window),
            ("'/opt/my editor' \"-x y\"", "'/opt/my editor' '-x y' /d/-a.txt", Terminal),
            ("  ", "less +13 /d/-a.txt", Terminal),
        ] {
            let openers = Openers { editor: Some(editor.into()), ..Openers::default() };
            let (want, all) = ((want.to_owned(), kind), typed(&openers, "/d/-a.txt", AT));
            assert_eq!(all, [want], "{editor}");
        }
        assert_eq!(typed(&Openers::default(), "/a.md", FilePlace::BEGINNING)[0].0, "less +1 /a.md");
    }

    #[test]
    fn other_kinds_have_programs_of_their_own() {
        use CommandKind::{Browser, Terminal, Window};
        let open = |file: &str| typed(&Openers::default(), file, AT);
        let pdf = open("/d/Exh C.pdf");
        assert_eq!(pdf[0], ("zathura -P 214 '/d/Exh C.pdf'".into(), Window));
        assert_eq!(pdf[1], ("evince -p 214 '/d/Exh C.pdf'".into(), Window));
        assert_eq!(pdf[3], (format!("{DESKTOP} '/d/Exh C.pdf'"), Window));
        assert_eq!(open("/d/a.html"), [(format!("{DESKTOP} /d/a.html"), Browser)]);
        assert_eq!(open("/d/a.docx"), [(format!("{DESKTOP} /d/a.docx"), Window)]);
        assert_eq!(open("/d/scan.TIF"), [(format!("{DESKTOP} /d/scan.TIF"), Window)]);
        assert_eq!(open("/d/tape.mp3"), [("mpv --start=751 /d/tape.mp3".into(), Terminal)]);
        assert_eq!(link("https://a.example/").kind, Browser);
    }

    #[test]
    fn a_command_of_ones_own_is_taken_for_everything_and_never_read_by_a_shell() {
        use CommandKind::{Browser, Terminal, Window};
        for (command, file, want, kind) in [
            ("view {file} {line}", "/a.txt", "view /a.txt 13", Terminal),
            ("zathura -P {page}", "/a.pdf", "zathura -P 214 /a.pdf", Window),
            ("vim -R +{line}", "/a.html", "vim -R +13 /a.html", Terminal),
            ("w3m {file}", "/a.html", "w3m /a.html", Browser),
            ("x {file}", "/{line} $(rm).txt", "x '/{line} $(rm).txt'", Terminal),
            ("x 'a {time}'", "/it's.txt", "x 'a 751' '/it'\\''s.txt'", Terminal),
        ] {
            let openers = Openers { command: Some(command.into()), ..Openers::default() };
            assert_eq!(typed(&openers, file, AT), [(want.to_owned(), kind)], "{command}");
        }
        for none in ["", "{file}"] {
            let openers = Openers { command: Some(none.into()), ..Openers::default() };
            assert_eq!(typed(&openers, "/a.txt", AT)[0].0, "less +13 /a.txt");
        }
    }
}
