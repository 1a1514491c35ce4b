//! What is the user's own: the name, and the folders of journals that cannot stand beside what they are
//! about.

use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::write::make_private_folder;
use onrecord_model::fault::FileError;
use onrecord_text::Part;

/// Characters of a place's or a person's own name in the name of a file.
const NAME: usize = 40;

/// The file in a journal's folder that says what the journal is about: a line for each place and each
/// content it was met under.
const KEYS: &str = "keys.txt";

/// A word that no other run has, of letters and digits.
pub(crate) fn random_word() -> String {
    // The standard library seeds it from the system for every thread, and counts on.
    let half = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}", half() ^ half().rotate_left(17))
}

/// The name under which the user is logged in; "somebody" where the system does not say.
pub(crate) fn login_name() -> String {
    let named =
        ["LOGNAME", "USER", "USERNAME"].into_iter().filter_map(|key| std::env::var(key).ok());
    named
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "somebody".into())
}

/// The name of a journal's file: who writes it, where, since when, and a random word.
pub(crate) fn journal_name(by: &str, at: &str, random: &str) -> String {
    let host = host();
    let time: String = at.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}@{}-{time}-{random}.ndjson", plain(by), plain(&host))
}

/// The name of a file that holds what `by` decided in a month, by the hash of its bytes: the same lines put
/// together twice are one file, and others are another.
pub(crate) fn tidied_name(by: &str, month: &str, sha256: &str) -> String {
    /// Digits of the hash.
    const HASH: usize = 16;
    let hash: String = sha256.chars().take(HASH).collect();
    format!("{}@{}-{hash}.ndjson", plain(by), plain(month))
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "here".into())
}

fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = name.chars().take(NAME).map(plain).collect();
    // No file of ours is hidden.
    if name.trim_matches('.').is_empty() { "somebody".into() } else { name }
}

/// The user's own folder for the journal of what stands at `place`, whose content has the hash
/// `content` where it is one file: the one it had before, wherever it stood then, or a new one. `None`
/// where the system has no folder for data.
pub(crate) fn own_journal(place: &Path, content: Option<&str>) -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let all = etcetera::choose_base_strategy().ok()?.data_dir().join("onrecord").join("journals");
    let key = super::text(place);
    let met = known(&all, &[Some(key.as_str()), content]);
    let name = format!("{}.{}", plain(&super::name(place)), onrecord_corpus::made_id('j', &[&key]));
    Some(met.unwrap_or_else(|| all.join(name)))
}

/// The journal that was met under one of these keys, the first of them first.
fn known(all: &Path, keys: &[Option<&str>]) -> Option<PathBuf> {
    let entries = fs::read_dir(all).ok()?.flatten();
    let met: Vec<_> = entries
        .filter_map(|entry| Some((entry.path(), fs::read_to_string(entry.path().join(KEYS)).ok()?)))
        .collect();
    let with = |key: &str| met.iter().find(|(_, keys)| keys.lines().any(|line| line == key));
    keys.iter().flatten().find_map(|key| with(key)).map(|(path, _)| path.clone())
}

/// Notes under which place and content the journal in `folder` was met, where that is not known yet.
/// Where it cannot be written the journal is found by its place alone.
pub(crate) fn note_keys(folder: &Path, place: &Path, content: Option<&str>) {
    let path = folder.join(KEYS);
    let mut text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(_) => return,
    };
    let before = text.len();
    let place = super::text(place);
    for key in std::iter::once(place.as_str()).chain(content) {
        if !text.lines().any(|line| line == key) {
            text.push_str(key);
            text.push('\n');
        }
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if text.len() > before
        && make_private_folder(folder).is_ok()
        && let Ok(mut file) = options.open(path)
    {
        let _ = file.write_all(text.part(before..).as_bytes());
    }
}

/// Whether a file could be made in `folder`, or in the nearest folder above it that is there.
pub(crate) fn writable_folder(folder: &Path) -> bool {
    let there = folder.ancestors().find(|folder| fs::symlink_metadata(folder).is_ok());
    there.is_some_and(|folder| folder.is_dir() && super::writable(&folder.join(KEYS)))
}

/// Where a file of data may lie that is no part of the program: beside the program, and in the user's own folder of
/// data.
pub(crate) fn data_places(name: &str) -> impl Iterator<Item = PathBuf> {
    use etcetera::BaseStrategy;
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(Path::to_owned);
    let own = etcetera::choose_base_strategy().ok().map(|own| own.data_dir().join("onrecord"));
    beside.into_iter().chain(own).map(move |folder| folder.join(name))
}

/// What stands in a file of our own, of `most` bytes; `None` where it is not there.
///
/// # Errors
/// Where it is no file, is larger, or cannot be read.
pub(crate) fn read_up_to(path: &Path, most: u64) -> Result<Option<Vec<u8>>, FileError> {
    let trouble = |error: std::io::Error| super::folder::trouble(&error);
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(trouble(error)),
        // A pipe that nobody writes to would never open.
        Ok(data) if !data.is_file() => return Err(FileError::Special),
        Ok(data) if data.len() > most => return Err(FileError::TooLarge),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(trouble)?;
    file.take(most).read_to_end(&mut bytes).map_err(trouble)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_journals_are_plain() {
        let name = journal_name("ana/ruiz\u{1b}", "2026-11-29T10:04:00Z", "k3f9");
        assert!(
            name.starts_with("ana-ruiz-@") && name.ends_with("-20261129T100400Z-k3f9.ndjson"),
            "{name}"
        );
        assert!(journal_name("..", "", "x").starts_with("somebody@"));
        assert_ne!(random_word(), random_word());
        assert_eq!(random_word().len(), 16);
    }

    #[test]
    fn a_journal_is_found_by_its_content_where_its_document_moved() {
        let all = tempfile::tempdir().unwrap();
        let journal = all.path().join("a.txt.j-1");
        note_keys(&journal, Path::new("/one/a.txt"), Some("00ff"));
        note_keys(&journal, Path::new("/one/a.txt"), Some("11ff"));
        for (place, content, found) in [
            (Some("/one/a.txt"), None, true),
            (Some("/two/a.txt"), Some("00ff"), true),
            (Some("/two/a.txt"), Some("11ff"), true),
            (Some("/two/a.txt"), Some("22ff"), false),
        ] {
            let met = known(all.path(), &[place, content]);
            assert_eq!(met, found.then(|| journal.clone()), "{place:?} {content:?}");
        }
    }
}
