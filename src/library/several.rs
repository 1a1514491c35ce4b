//! Several documents and folders of them, named together and opened as one investigation. Each is
//! called by its path from the nearest folder that holds them all.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::document_cache::DocumentCache;
use super::folder::{self, FolderItem};
use super::merge::Merge;
use super::open::refused;
use super::sidecar;
use super::target::{INVESTIGATION, is_investigation};
use super::{OpenError, OpenOptions, Progress};
use crate::disk::{self, EntryKind, Folder};
use onrecord_corpus::Records;
use onrecord_model::fault::{FileError, OpenErrorKind};
use onrecord_text::never;

/// Names in a title before the others are left out.
const TITLED: usize = 3;

/// What was named, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Several {
    /// The nearest folder that holds them all.
    folder: PathBuf,
    /// Each as it was typed, and where it stands: its own name in the true path of its folder.
    spots: Vec<(PathBuf, PathBuf)>,
}

impl Several {
    /// Several paths as they were typed.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        let mut seen = HashSet::new();
        let spots = paths.iter().map(|path| (path.clone(), disk::spot(path)));
        let spots: Vec<_> = spots.filter(|(_, spot)| seen.insert(spot.clone())).collect();
        let folders = spots.iter().map(|(_, spot)| spot.parent().unwrap_or(spot).to_owned());
        let folder = folders.reduce(|all, one| common(&all, &one)).unwrap_or_else(|| {
            never!("several files are at least one");
            PathBuf::new()
        });
        Self { folder, spots }
    }

    /// The folder that holds all of them.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path that stands for them together, in whatever order they were typed: no file, but the
    /// name that what is decided about them is kept under.
    pub(super) fn path(&self) -> PathBuf {
        let mut names: Vec<_> = self.spots.iter().map(|(_, spot)| self.called(spot)).collect();
        names.sort_unstable();
        self.folder.join(names.join("+").replace('/', "-"))
    }

    /// Whether all of them are there: a name that was mistyped is told before anything is read.
    ///
    /// # Errors
    /// The first that is not there.
    pub(super) fn probe(&self) -> Result<(), OpenError> {
        use FileError::{FileAddress, Missing, WebAddress};
        let lost = self.spots.iter().find_map(|(typed, _)| match disk::readable(typed) {
            Err(why @ (Missing | WebAddress | FileAddress)) => Some((typed, why)),
            _ => None,
        });
        lost.map_or(Ok(()), |(typed, why)| Err(refused(typed, OpenErrorKind::File(why))))
    }

    /// Reads them.
    ///
    /// # Errors
    /// As [`Several::probe`], and where there is no document at all.
    pub(super) fn records(
        &self,
        options: &OpenOptions,
        progress: &mut dyn Progress,
    ) -> Result<Records, OpenError> {
        let found = self.files(options)?;
        let items = found.items();
        let mut merge = Merge::default();
        merge.records.title = self.title();
        folder::documents(&mut merge, &items, 0, (options, progress));
        found.close();
        let records = folder::records(merge, found.troubles);
        let nothing = folder::is_nothing(&records);
        if nothing { Err(refused(&self.folder, OpenErrorKind::NothingToRead)) } else { Ok(records) }
    }

    /// What there is to read in all that was named.
    ///
    /// # Errors
    /// As [`Several::probe`].
    pub(super) fn files(&self, options: &OpenOptions) -> Result<ListedFiles, OpenError> {
        self.probe()?;
        let FoundFiles { parts, troubles, .. } = self.found(options.follow);
        let cached = |folder| DocumentCache::new(folder, options.cache.clone());
        let parts = parts.into_iter().map(|(folder, files)| (cached(folder), files));
        Ok(ListedFiles { parts: parts.collect(), troubles, alone: true })
    }

    /// The files of all that was named, each once.
    fn found(&self, follow: bool) -> FoundFiles {
        let mut found = FoundFiles::default();
        // A person named the files, so they are read wherever they lead.
        let (named, mut files) = (Folder::new(&self.folder).anywhere(), Vec::new());
        for (typed, spot) in &self.spots {
            let name = self.called(spot);
            match disk::readable(typed) {
                Ok(EntryKind::Folder) => found.folder(&self.folder, spot, &name, follow),
                Ok(EntryKind::File) if is_investigation(&named, &name) => {
                    found.troubles.push((name, FileError::NotAlone));
                }
                Ok(EntryKind::File) => {
                    let path = named.find(&name).unwrap_or_else(|_| spot.clone());
                    files.push((name, path));
                }
                Err(why) => found.troubles.push((name, why)),
            }
        }
        found.part(named, files);
        found
    }

    fn called(&self, spot: &Path) -> String {
        disk::text(spot.strip_prefix(&self.folder).unwrap_or(spot))
    }

    fn title(&self) -> String {
        let names = self.spots.iter().take(TITLED).map(|(_, spot)| disk::name(spot));
        let more = (self.spots.len() > TITLED).then(|| "…".to_owned());
        names.chain(more).collect::<Vec<_>>().join(", ")
    }
}

/// The nearest folder that holds both.
fn common(one: &Path, other: &Path) -> PathBuf {
    let same = one.components().zip(other.components()).take_while(|(one, other)| one == other);
    same.map(|(part, _)| part).collect()
}

/// The files of all that was named, and where they are read.
pub(super) struct ListedFiles {
    pub(super) parts: Vec<(DocumentCache, Vec<String>)>,
    /// What could not be looked into, and why.
    pub(super) troubles: Vec<(String, FileError)>,
    /// Whether files were named by themselves: the texts beside them need not be listed.
    pub(super) alone: bool,
}

impl ListedFiles {
    /// The documents by name, each with the texts beside it.
    pub(super) fn items(&self) -> Vec<FolderItem<'_>> {
        let items = self.parts.iter().flat_map(|(cache, files)| {
            files.iter().map(|file| FolderItem {
                cache,
                file: file.clone(),
                named: false,
                beside: Vec::new(),
            })
        });
        let mut items = sidecar::laid_beside(items.collect());
        for item in &mut items {
            if self.alone && item.beside.is_empty() {
                item.beside = sidecar::nearby(item.cache.folder(), &item.file);
            }
        }
        items.sort_by(|one, other| one.file.cmp(&other.file));
        items
    }

    /// Keeps the caches within their bounds; called when everything is read.
    pub(super) fn close(&self) {
        self.parts.iter().for_each(|(cache, _)| cache.close());
    }
}

/// What there is to read.
#[derive(Default)]
struct FoundFiles {
    /// Files by name, with the folder that says how far their links may lead.
    parts: Vec<(Folder, Vec<String>)>,
    troubles: Vec<(String, FileError)>,
    /// Files by their true paths: one may be named, and lie in a folder that is named as well.
    seen: HashSet<PathBuf>,
}

impl FoundFiles {
    /// What lies below the folder at `spot`, called `name` from `all`.
    fn folder(&mut self, all: &Path, spot: &Path, name: &str, follow: bool) {
        let reach = |folder: Folder| if follow { folder.anywhere() } else { folder };
        let called = |file: String| format!("{name}/{file}");
        let below = disk::list(&reach(Folder::new(spot)));
        let troubles = below.troubles.into_iter();
        self.troubles.extend(troubles.map(|(file, why)| (called(file), why)));
        let files = below.files.into_iter().map(|(file, path)| (called(file), path));
        self.part(reach(Folder::new(all).part(spot)), files.collect());
    }

    /// Files by name and true path, read from `folder`.
    fn part(&mut self, folder: Folder, files: Vec<(String, PathBuf)>) {
        let mut names = Vec::new();
        for (name, path) in files {
            match name.rsplit('/').next() {
                Some(INVESTIGATION) => self.troubles.push((name, FileError::NotAlone)),
                _ if self.seen.insert(path) => names.push(name),
                _ => {}
            }
        }
        self.parts.push((folder, names));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::library::{OpenOptions, OpenTarget, Silent, open};
    use onrecord_corpus::Corpus;
    use onrecord_model::fault::FaultKind;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("“We saw {file},” said Ana Ruiz.")).unwrap();
        }
        folder
    }

    fn place(folder: &tempfile::TempDir, files: &[&str]) -> OpenTarget {
        OpenTarget::of(files.iter().map(|file| folder.path().join(file)).collect()).unwrap()
    }

    fn opened(folder: &tempfile::TempDir, files: &[&str]) -> Corpus {
        open(&place(folder, files), &OpenOptions::default(), &mut Silent).unwrap()
    }

    fn told(corpus: &Corpus) -> Vec<(&str, &FaultKind)> {
        corpus.faults().iter().map(|fault| (fault.file.as_str(), &fault.what)).collect()
    }

    fn sources(corpus: &Corpus) -> Vec<&str> {
        corpus.sources().iter().map(|source| source.file.as_str()).collect()
    }

    #[test]
    fn documents_and_folders_are_one_investigation() {
        let folder = folder(&["a.txt", "x/b.txt", "x/y/c.txt", "x/d.doc", "z/e.txt"]);
        let corpus = opened(&folder, &["x", "a.txt", "x/y/c.txt", "./x/../a.txt"]);
        assert_eq!(sources(&corpus), ["a.txt", "x/b.txt", "x/y/c.txt"]);
        assert_eq!((corpus.title(), corpus.statements().len()), ("x, a.txt, c.txt", 3));
        assert_eq!(corpus.actors().len(), 1, "one Ana Ruiz");
        assert_eq!(told(&corpus), [("x/d.doc", &FaultKind::NotRead)]);
        let corpus = opened(&folder, &["x/b.txt", "x/y/c.txt"]);
        assert_eq!(sources(&corpus), ["b.txt", "y/c.txt"]);
    }

    #[test]
    fn what_is_not_there_is_told_and_what_cannot_be_read_is_a_fault() {
        let folder = folder(&["a.txt", "x/investigation.json", "x/b.txt", "mill.json"]);
        let refused =
            open(&place(&folder, &["a.txt", "b.txt"]), &OpenOptions::default(), &mut Silent).err();
        let refused = refused.map(|error| (error.place, error.why));
        let missing = disk::text(folder.path().join("b.txt"));
        assert_eq!(refused, Some((missing, OpenErrorKind::File(FileError::Missing))));
        let corpus = opened(&folder, &["mill.json", "x", "a.txt"]);
        assert_eq!(sources(&corpus), ["a.txt", "x/b.txt"]);
        let not_alone = FaultKind::Unreadable(FileError::NotAlone);
        let want = [("mill.json", &not_alone), ("x/investigation.json", &not_alone)];
        assert_eq!(told(&corpus), want);
    }

    #[test]
    fn one_that_is_named_twice_is_one() {
        let folder = folder(&["a.txt"]);
        let path = folder.path().join("a.txt");
        assert_eq!(place(&folder, &["a.txt", "./a.txt"]), OpenTarget::Path(path));
        assert_eq!(OpenTarget::of(Vec::new()), None);
    }

    #[test]
    fn they_go_by_the_same_name_in_any_order() {
        let folder = folder(&["a.txt", "b.txt"]);
        let path = |files: [&str; 2]| Several::of(&files.map(|f| folder.path().join(f))).path();
        assert_eq!(path(["a.txt", "b.txt"]), path(["b.txt", "./a.txt"]));
        assert_eq!(disk::name(&path(["a.txt", "b.txt"])), "a.txt+b.txt");
    }

    #[test]
    #[cfg(unix)]
    fn a_named_link_is_read_and_one_in_a_named_folder_stays_in_it() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["notes.txt", "x/a.txt", "y/b.txt"]);
        let at = |file| folder.path().join(file);
        symlink("../notes.txt", at("x/out.txt")).unwrap();
        symlink("notes.txt", at("named.txt")).unwrap();
        let corpus = opened(&folder, &["x", "y/b.txt"]);
        assert_eq!(sources(&corpus), ["x/a.txt", "y/b.txt"]);
        assert_eq!(told(&corpus), [("x/out.txt", &FaultKind::Unreadable(FileError::LeadsOut))]);
        let corpus = opened(&folder, &["named.txt", "y/b.txt"]);
        assert_eq!(sources(&corpus), ["named.txt", "y/b.txt"]);
    }
}
