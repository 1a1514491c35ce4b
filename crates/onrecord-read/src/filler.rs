//! Bylines and titles that a program put where nobody typed one: they name no person and no text.

use onrecord_text::fold::fold;

/// Bylines that are none, folded, sorted.
const NOBODY: &[&str] = &[
    "(anonymous)",
    "admin",
    "administrador",
    "administrator",
    "adobe acrobat",
    "anonymous",
    "apache poi",
    "author",
    "autor",
    "default",
    "desconocido",
    "google docs",
    "guest",
    "invitado",
    "libreoffice",
    "microsoft",
    "microsoft office user",
    "microsoft word",
    "nobody",
    "none",
    "openoffice.org",
    "openpyxl",
    "owner",
    "pc",
    "propietario",
    "python-docx",
    "root",
    "scanner",
    "template author",
    "unknown",
    "unspecified",
    "user",
    "usuario",
    "usuario de microsoft office",
    "usuario de windows",
    "windows user",
];

/// Titles that are none, folded, sorted.
const UNTITLED: &[&str] = &[
    "documento sin titulo",
    "documento1",
    "document",
    "document1",
    "no title",
    "presentacion de powerpoint",
    "powerpoint presentation",
    "scan",
    "scanned document",
    "sin titulo",
    "titulo",
    "title",
    "untitled",
    "untitled document",
    "word document",
];

/// Beginnings of titles that a program makes of what it prints, folded.
const PRINTED: &[&str] = &["microsoft word - ", "microsoft powerpoint - ", "microsoft excel - "];

/// Ends of titles that name a program or a file, folded.
const FILES: &[&str] = &[
    " - notepad",
    ": bloc de notas",
    ": notepad",
    " - wordpad",
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".indd",
    ".rtf",
];

/// Whether a byline names nobody. Several names stand with commas between them.
pub(super) fn is_nobody(byline: &str) -> bool {
    let name = fold(byline.trim()).text;
    NOBODY.contains(&name.as_str()) || name.chars().all(|c| !c.is_alphabetic())
}

/// Whether a title is a program's and not the text's.
pub(super) fn is_untitled(title: &str) -> bool {
    let title = fold(title.trim()).text;
    UNTITLED.contains(&title.as_str())
        || PRINTED.iter().any(|start| title.starts_with(start))
        || FILES.iter().any(|end| title.ends_with(end))
        || !title.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_puts_is_nobody_and_no_title() {
        for (byline, none) in [
            ("Administrator", true),
            ("ADMINISTRADOR", true),
            ("(anonymous)", true),
            ("python-docx", true),
            ("openpyxl", true),
            (" user ", true),
            ("Usuario de Windows", true),
            ("-", true),
            ("Ana Ruiz", false),
            ("Root Okoro", false),
            ("Ministry of Ports", false),
        ] {
            assert_eq!(is_nobody(byline), none, "{byline}");
        }
        for (title, none) in [
            ("Untitled", true),
            ("Untitled - Notepad", true),
            ("Sin título: Bloc de notas", true),
            ("Sin título", true),
            ("Binder1.pdf", true),
            ("Microsoft Word - statement.doc", true),
            ("Untitled Soul", false),
            ("Minutes", false),
            ("What the harbour knew", false),
        ] {
            assert_eq!(is_untitled(title), none, "{title}");
        }
    }
}
