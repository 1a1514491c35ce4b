//! What turns a file that is not read into one that is, by how its name ends.

/// Endings in small letters, and what is to be done about such a file.
const PROGRAMS: &[(&[&str], &str)] = &[
    (&["doc", "dot", "wpd", "wps", "pages", "odm"], "LibreOffice turns it into .docx"),
    (&["xlsb", "numbers", "dbf"], "LibreOffice turns it into .xlsx"),
    (&["ppt", "pps", "key"], "LibreOffice turns it into .pptx"),
    (&["pst", "ost"], "readpst (libpst) turns it into .mbox"),
    (&["mobi", "azw", "azw3", "fb2"], "Calibre turns it into .epub"),
    (
        &["djvu", "djv"],
        "djvutxt (DjVuLibre) turns it into .txt, which is read where it lies beside it under the same name",
    ),
    (&["mdb", "accdb"], "mdb-export (mdbtools) turns each of its tables into .csv"),
    (
        &["sqlite", "sqlite3", "db"],
        "sqlite3 turns each of its tables into .csv, if it is a database of SQLite",
    ),
    (&["7z", "rar", "bz2", "xz", "zst"], "7-Zip unpacks it"),
    (
        &["mp3", "wav", "m4a", "flac", "ogg", "oga", "opus", "aac", "wma", "amr", "aiff"],
        "Whisper turns what is said in it into .vtt",
    ),
    (
        &["mp4", "m4v", "mov", "mkv", "avi", "webm", "3gp", "wmv", "mpg", "mpeg"],
        "Whisper turns what is said in it into .vtt",
    ),
    (
        &["jpg", "jpeg", "png", "tif", "tiff", "gif", "bmp", "webp", "jp2"],
        "Tesseract turns what stands on it into .txt or .hocr; laid beside it under the same name, that is read as its text",
    ),
];

/// What to do about a file that is not read.
pub(super) fn way(file: &str) -> &'static str {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let named = |ending: &String| PROGRAMS.iter().find(|(all, _)| all.contains(&&**ending));
    let known = ending.as_ref().and_then(named);
    known.map_or("save it as text, HTML or PDF", |(_, way)| way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_read::Kind;

    #[test]
    fn a_program_is_named_for_what_is_not_read_and_for_nothing_else() {
        for (file, said) in [
            ("board.DOC", "LibreOffice turns it into .docx"),
            ("mail.eml › talk.mp3", "Whisper turns what is said in it into .vtt"),
            ("ledger.qbw", "save it as text, HTML or PDF"),
            ("README", "save it as text, HTML or PDF"),
        ] {
            assert_eq!(way(file), said, "{file}");
        }
        for (endings, way) in PROGRAMS {
            for ending in *endings {
                assert_eq!(Kind::of(&format!("a.{ending}")), None, "{ending}");
            }
            // What it becomes is read.
            let becomes = way.split(' ').find_map(|word| word.strip_prefix('.'));
            let becomes = becomes.map(|word| word.trim_end_matches(','));
            assert!(becomes.is_none_or(|to| Kind::of(&format!("a.{to}")).is_some()), "{way}");
        }
    }
}
