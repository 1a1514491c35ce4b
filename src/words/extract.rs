//! What `onrecord extract` says beside its lines.

use super::labels;

/// Where a list of files is given and no one folder.
pub const ONE_FOLDER: &str =
    "--files-from names files of one folder; name that folder, or stand in it and name nothing";

/// Why nothing is extracted where `rows` are withheld.
pub fn withheld(rows: usize) -> String {
    let (are, stand) = if rows == 1 { ("is", "it stands") } else { ("are", "they stand") };
    format!(
        "{} {are} withheld here (sensitive, or not told on the record), and extract writes documents \
         whole, in which {stand}: take what may leave with onrecord list statements --json, or all of \
         it with --with-withheld",
        labels::count(rows, "row", "rows")
    )
}

/// `12 documents extracted, 1 file not read`.
pub fn summary(documents: usize, unread: usize) -> String {
    let documents = labels::count(documents, "document", "documents");
    match unread {
        0 => format!("{documents} extracted"),
        unread => {
            let unread = labels::count(unread, "file", "files");
            format!("{documents} extracted, {unread} not read: the lines of kind fault say why")
        }
    }
}
