//! [`Folder`]: reads files by the names an investigation gives them, and no others.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::names;
use onrecord_model::fault::FileError;
use onrecord_text::Part;

/// The largest file that is read: byte offsets are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64 - 1;

/// A folder whose files may be read.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    path: PathBuf,
    reach: Reach,
}

/// How far names and links lead.
#[derive(Debug, Clone)]
enum Reach {
    /// Wherever they lead: a person named the file, or asked for it.
    Anywhere,
    /// Not out of this folder, given by its true path: a folder that somebody sent must not choose
    /// what else of one's own is read, and goes into an export.
    Within(PathBuf),
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// A folder.
    Folder,
    /// A file.
    File,
}

impl Folder {
    /// The folder at `path`; nothing leads out of it.
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let reach = Reach::Within(true_path(&path).unwrap_or_else(|_| path.clone()));
        Self { path, reach }
    }

    /// The folder that holds the file at `path`.
    pub(crate) fn of_file(path: &Path) -> Self {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        Self::new(parent.unwrap_or(Path::new(".")))
    }

    /// The same, where names and links may lead out of it.
    #[must_use]
    pub(crate) fn anywhere(self) -> Self {
        Self { reach: Reach::Anywhere, ..self }
    }

    /// The folder at `inner`, its files named from this one.
    #[must_use]
    pub(crate) fn part(&self, inner: &Path) -> Self {
        Self { path: self.path.clone(), ..Self::new(inner) }
    }

    /// Its path from the root, links resolved; as it stands where the system does not tell.
    pub(crate) fn root(&self) -> PathBuf {
        true_path(&self.path).unwrap_or_else(|_| self.path.clone())
    }

    /// The bytes of `file`, a path inside the folder, in blocks of about `size` bytes.
    ///
    /// # Errors
    /// As [`Folder::read`]; a file may have any size.
    pub(crate) fn blocks(&self, file: &str, size: usize) -> Result<Blocks, FileError> {
        let file = open(&self.find(file)?)?;
        Ok(Blocks { file, size, rest: Vec::new(), ended: false })
    }

    /// The bytes of `file`, a path inside the folder.
    ///
    /// # Errors
    /// [`FileError::Outside`] for a path that is absolute or goes up, [`FileError::LeadsOut`] for a link
    /// that does; otherwise what stands in the way of reading it.
    pub(crate) fn read(&self, file: &str) -> Result<Vec<u8>, FileError> {
        read(&self.find(file)?)
    }

    /// The first `size` bytes of `file`, a path inside the folder; fewer where it has no more.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn head(&self, file: &str, size: usize) -> Result<Vec<u8>, FileError> {
        let mut bytes = Vec::new();
        let file = open(&self.find(file)?)?;
        file.take(size as u64).read_to_end(&mut bytes).map_err(|error| trouble(&error))?;
        Ok(bytes)
    }

    /// The true path of `file`, a path inside the folder, if it does not lead out of it.
    ///
    /// # Errors
    /// As [`Folder::read`], as far as names and links tell.
    pub(crate) fn find(&self, file: &str) -> Result<PathBuf, FileError> {
        let relative = names::path(file);
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let stays = relative.components().all(inside);
        if matches!(self.reach, Reach::Within(_)) && !stays {
            return Err(names::address(file).unwrap_or(FileError::Outside));
        }
        self.reached(&self.path.join(relative)).map_err(|trouble| match trouble {
            FileError::Missing => names::address(file).unwrap_or(trouble),
            other => other,
        })
    }

    /// The true path of what stands at `path`, if its links do not lead out of the folder.
    pub(super) fn reached(&self, path: &Path) -> Result<PathBuf, FileError> {
        let path = true_path(path)?;
        match &self.reach {
            Reach::Within(root) if !path.starts_with(root) => Err(FileError::LeadsOut),
            _ if names::is_reserved(&path) => Err(FileError::Reserved),
            _ => Ok(path),
        }
    }
}

/// The bytes of a file, some megabytes at a time, cut after line ends. A line longer than a block
/// makes its block longer.
pub(crate) struct Blocks {
    file: File,
    size: usize,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
    ended: bool,
}

impl Iterator for Blocks {
    type Item = Result<Vec<u8>, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut block = std::mem::take(&mut self.rest);
        while !self.ended {
            let before = block.len();
            let part = Read::by_ref(&mut self.file).take(self.size as u64);
            match { part }.read_to_end(&mut block) {
                Ok(read) => self.ended = read == 0,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(trouble(&error)));
                }
            }
            let added = block.part(before..);
            if let Some(end) = memchr::memrchr(b'\n', added) {
                self.rest = block.split_off(before + end + 1);
                return Some(Ok(block));
            }
        }
        (!block.is_empty()).then_some(Ok(block))
    }
}

/// What stands at `path`, links followed.
///
/// # Errors
/// [`FileError`] for what is neither a file nor a folder, or cannot be looked at.
pub(crate) fn kind(path: &Path) -> Result<EntryKind, FileError> {
    let data = fs::metadata(path).map_err(|error| trouble_at(path, &error))?;
    match () {
        () if data.is_dir() => Ok(EntryKind::Folder),
        () if data.is_file() => Ok(EntryKind::File),
        () => Err(FileError::Special),
    }
}

/// What stands at a path that a person named, and that it may be read. Nothing is read yet.
///
/// # Errors
/// As [`kind`], [`FileError::Denied`] for what may be seen but not read, [`FileError::Reserved`] for the
/// program's own folder, and where nothing stands, whether the path is an address instead.
pub(crate) fn readable(path: &Path) -> Result<EntryKind, FileError> {
    let kind = kind(path).map_err(|trouble| match trouble {
        FileError::Missing => names::typed_address(&names::text(path)).unwrap_or(trouble),
        other => other,
    })?;
    if true_path(path).is_ok_and(|path| names::is_reserved(&path)) {
        return Err(FileError::Reserved);
    }
    let opened = match kind {
        EntryKind::Folder => fs::read_dir(path).map(drop).map_err(|error| trouble(&error)),
        EntryKind::File => open(path).map(drop),
    };
    opened.map(|()| kind)
}

/// The last part of a path as text, for titles: `.` and the like are resolved first.
pub(crate) fn name(path: &Path) -> String {
    let whole = || fs::canonicalize(path).ok().and_then(|path| path.file_name().map(names::text));
    path.file_name().map(names::text).or_else(whole).unwrap_or_else(|| names::text(path))
}

/// Where a path leads by its folders, its own name kept: one may be named in many ways.
pub(crate) fn spot(path: &Path) -> PathBuf {
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let spot = match (place.parent(), place.file_name()) {
        (Some(folder), Some(name)) => true_path(folder).map(|folder| folder.join(name)),
        _ => true_path(&place),
    };
    spot.unwrap_or(place)
}

/// The path from the root without links.
pub(super) fn true_path(path: &Path) -> Result<PathBuf, FileError> {
    fs::canonicalize(path).map_err(|error| trouble_at(path, &error))
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = open(path)?;
    let size = file.metadata().map_err(|error| trouble(&error))?.len();
    if size > LARGEST {
        return Err(FileError::TooLarge);
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size as usize).map_err(|_| FileError::TooLarge)?;
    // It may have grown since; files under /proc say they have no size at all.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| trouble(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileError::TooLarge);
    }
    Ok(bytes)
}

/// Opens a file, and only a file: opening a pipe would wait for somebody to write into it. What
/// stands there is asked before, since opening a device may do something, and again of what was
/// opened, since another may have taken its place.
pub(super) fn open(path: &Path) -> Result<File, FileError> {
    if kind(path)? == EntryKind::Folder {
        return Err(FileError::Folder);
    }
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32);
    }
    let file = options.open(path).map_err(|error| trouble_at(path, &error))?;
    match file.metadata() {
        Ok(data) if data.is_file() => Ok(file),
        Ok(_) => Err(FileError::Special),
        Err(error) => Err(trouble(&error)),
    }
}

/// What the system's error about a path means to a reader.
fn trouble_at(path: &Path, error: &io::Error) -> FileError {
    let leads_on = || fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
    match trouble(error) {
        FileError::Missing if leads_on() => FileError::LeadsNowhere,
        other => other,
    }
}

/// What the system's error means to a reader.
pub(super) fn trouble(error: &io::Error) -> FileError {
    match error.kind() {
        // A name with a zero byte, or a folder's name that is a file's: nothing stands there.
        ErrorKind::NotFound | ErrorKind::InvalidInput | ErrorKind::NotADirectory => {
            FileError::Missing
        }
        ErrorKind::PermissionDenied => FileError::Denied,
        ErrorKind::OutOfMemory => FileError::TooLarge,
        // Links that lead to each other: nothing stands at their end.
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            FileError::Missing
        }
        _ => FileError::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_inside_the_folder_only() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("in/deep")).unwrap();
        fs::write(place.path().join("outside.txt"), "no").unwrap();
        fs::write(place.path().join("in/a.txt"), "yes").unwrap();
        fs::write(place.path().join("in/deep/b.txt"), "").unwrap();
        let folder = Folder::new(place.path().join("in"));
        let absolute = place.path().join("outside.txt");
        for (file, want) in [
            ("a.txt", Ok("yes")),
            ("./a.txt", Ok("yes")),
            ("deep/b.txt", Ok("")),
            ("../outside.txt", Err(FileError::Outside)),
            ("deep/../../outside.txt", Err(FileError::Outside)),
            (absolute.to_str().unwrap(), Err(FileError::Outside)),
            ("nowhere.txt", Err(FileError::Missing)),
            ("a.txt/b.txt", Err(FileError::Missing)),
            ("zero\0.txt", Err(FileError::Missing)),
            ("deep", Err(FileError::Folder)),
        ] {
            assert_eq!(folder.read(file), want.map(|text| text.as_bytes().to_vec()), "{file}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_would_never_end_is_not_read() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        let at = |name| place.path().join(name);
        std::os::unix::fs::symlink("/dev/zero", at("zero.txt")).unwrap();
        std::os::unix::fs::symlink("loop.txt", at("loop.txt")).unwrap();
        std::os::unix::net::UnixListener::bind(at("socket.txt")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe.txt"), 0o600.into()).unwrap();
        File::create(at("huge.txt")).unwrap().set_len(1 << 32).unwrap();
        for (file, want) in [
            ("zero.txt", FileError::Special),
            ("pipe.txt", FileError::Special),
            ("socket.txt", FileError::Special),
            ("huge.txt", FileError::TooLarge),
            ("loop.txt", FileError::LeadsNowhere),
        ] {
            assert_eq!(folder.clone().anywhere().read(file), Err(want), "{file}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn neither_names_nor_links_lead_out_unless_they_may() {
        use std::os::unix::fs::symlink;
        let place = tempfile::tempdir().unwrap();
        let at = |name| place.path().join(name);
        fs::create_dir_all(at("sent/onrecord.d")).unwrap();
        fs::create_dir_all(at("sent/deep")).unwrap();
        fs::write(at("notes.txt"), "mine").unwrap();
        fs::write(at("sent/a.txt"), "theirs").unwrap();
        fs::write(at("sent/onrecord.d/x.txt"), "ours").unwrap();
        symlink("../notes.txt", at("sent/out.txt")).unwrap();
        symlink(place.path(), at("sent/deep/up")).unwrap();
        symlink("../a.txt", at("sent/deep/in.txt")).unwrap();
        symlink("onrecord.d/x.txt", at("sent/ours.txt")).unwrap();
        symlink("gone.txt", at("sent/gone")).unwrap();
        symlink(at("sent"), at("way")).unwrap();
        let (mine, theirs) = (b"mine".to_vec(), b"theirs".to_vec());
        for (file, held, free) in [
            ("out.txt", Err(FileError::LeadsOut), Ok(&mine)),
            ("deep/up/notes.txt", Err(FileError::LeadsOut), Ok(&mine)),
            ("../notes.txt", Err(FileError::Outside), Ok(&mine)),
            ("..\\x2Fnotes.txt", Err(FileError::Outside), Ok(&mine)),
            ("deep/in.txt", Ok(&theirs), Ok(&theirs)),
            ("deep/up/sent/a.txt", Ok(&theirs), Ok(&theirs)),
            ("onrecord.d/x.txt", Err(FileError::Reserved), Err(FileError::Reserved)),
            ("ours.txt", Err(FileError::Reserved), Err(FileError::Reserved)),
            ("gone", Err(FileError::LeadsNowhere), Err(FileError::LeadsNowhere)),
            ("https://a.example/b", Err(FileError::WebAddress), Err(FileError::WebAddress)),
            ("file:///etc/hosts", Err(FileError::FileAddress), Err(FileError::FileAddress)),
        ] {
            for folder in ["sent", "way"].map(|name| Folder::new(at(name))) {
                assert_eq!(folder.read(file), held.clone().cloned(), "{file}");
                assert_eq!(folder.anywhere().read(file), free.clone().cloned(), "{file}");
            }
        }
        assert_eq!(readable(&at("sent/onrecord.d")), Err(FileError::Reserved));
        assert_eq!(readable(Path::new("www.a.example")), Err(FileError::WebAddress));
    }
}
