//! Extraction: what each document gives by itself, one after the other, before anything joins them. It is the
//! same whatever else is read, so the parts of a folder can be extracted on many machines.

use std::collections::HashSet;
use std::num::NonZero;
use std::ops::ControlFlow;

use super::document_cache::DocumentCache;
use super::folder::FolderItem;
use super::journal::JournalSession;
use super::merge::Merge;
use super::open::refused;
use super::own_decisions::OwnDecisions;
use super::several::{ListedFiles, Several};
use super::target::{INVESTIGATION, OpenTarget, is_investigation};
use super::{OpenError, OpenOptions, decided_elsewhere, piece, pool};
use crate::disk::{self, EntryKind, Folder};
use onrecord_corpus::{Corpus, Records};
use onrecord_model::Source;
use onrecord_model::fault::{Fault, FaultKind, FileError, OpenErrorKind};
use onrecord_read::Kind;

/// How many files are read ahead of one that takes long.
const AHEAD: usize = 64;

/// One of several parts of the files, told by their names alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileShard {
    part: u64,
    of: NonZero<u64>,
}

impl FileShard {
    /// Part `part`, from 1, of `of`.
    pub(crate) fn new(part: u64, of: u64) -> Option<Self> {
        let of = NonZero::new(of)?;
        (1..=of.get()).contains(&part).then_some(Self { part, of })
    }

    /// Whether a file of this name is in it: the first 16 hexadecimal digits of the SHA-256 of its name, modulo the
    /// number of parts.
    fn holds(self, file: &str) -> bool {
        let sum = disk::sha256(file.as_bytes());
        let first = sum.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok());
        first.is_some_and(|first| first % self.of == self.part - 1)
    }
}

/// What is to be extracted.
pub(crate) struct DocumentExtraction {
    files: ListedFiles,
    /// Files that were asked for by name and cannot be read.
    lost: Vec<(String, FileError)>,
    /// What of the files was asked for.
    only: Option<HashSet<String>>,
    shard: Option<FileShard>,
    jobs: usize,
    decided: bool,
}

/// A document of a folder, or why there is none.
enum ExtractItem<'c> {
    Document(FolderItem<'c>),
    Unread(Fault),
}

impl DocumentExtraction {
    /// Lists the files of `target`: all of them, or those whose paths from its folder are `named`; of these those in
    /// the `shard`.
    ///
    /// # Errors
    /// Where the target cannot be listed, or is no folder although files of it are named.
    pub(crate) fn of(
        target: &OpenTarget,
        options: &OpenOptions,
        named: Option<&[u8]>,
        shard: Option<FileShard>,
    ) -> Result<Self, OpenError> {
        let files = listed(target, options)?;
        let mut extraction = Self {
            files,
            lost: Vec::new(),
            only: None,
            shard,
            jobs: options.jobs(),
            decided: false,
        };
        if let Some(named) = named {
            extraction.choose(target, options.follow, named);
        }
        extraction.decided = extraction.is_decided(target);
        Ok(extraction)
    }

    /// Whether people have decided something about the documents, or a list withholds something: what of the
    /// documents is withheld, only opening the whole tells.
    pub(crate) const fn may_be_withheld(&self) -> bool {
        self.decided
    }

    /// Reads the documents, several at once; `work` makes of each, by itself, what goes to `take`, in their order, until that
    /// breaks.
    pub(crate) fn run<R: Send, B>(
        &self,
        work: impl Fn(Corpus) -> R + Sync,
        mut take: impl FnMut(R) -> ControlFlow<B>,
    ) -> Option<B> {
        let items = self.items();
        let all = |item: &ExtractItem<'_>| {
            let pieces = match item {
                ExtractItem::Document(item) => piece::read(item.cache, &item.file, &item.beside),
                ExtractItem::Unread(fault) => {
                    vec![Records { faults: vec![fault.clone()], ..Records::default() }]
                }
            };
            pieces.into_iter().map(|piece| work(alone(piece))).collect::<Vec<_>>()
        };
        let ended = pool::in_order_until(&items, (self.jobs, AHEAD), all, |_, _, results| {
            results.into_iter().try_for_each(&mut take)
        });
        self.files.close();
        ended
    }

    /// The files that were asked for, in the order of their names, and those that cannot be read behind them.
    fn items(&self) -> Vec<ExtractItem<'_>> {
        let asked = |file: &str| {
            let only = self.only.as_ref().is_none_or(|only| only.contains(file));
            only && !is_of_investigation(file) && self.shard.is_none_or(|shard| shard.holds(file))
        };
        let documents = self.files.items().into_iter().filter(|item| asked(&item.file));
        let unread = self.files.troubles.iter().chain(&self.lost).filter(|(file, _)| asked(file));
        let unread = unread.map(|(file, why)| Fault {
            file: file.clone(),
            line: 0,
            what: FaultKind::Unreadable(why.clone()),
        });
        documents.map(ExtractItem::Document).chain(unread.map(ExtractItem::Unread)).collect()
    }

    /// Keeps to the files that are `listed`, and notes those that are not there.
    fn choose(&mut self, target: &OpenTarget, follow: bool, listed: &[u8]) {
        let OpenTarget::Path(path) = target else { return };
        let (folder, spot) = (Folder::new(path), disk::spot(path));
        let roots = [disk::text(folder.root()), disk::text(spot)];
        let folder = if follow { folder.anywhere() } else { folder };
        let names: HashSet<_> = lines(listed).map(|line| from_folder(&roots, line)).collect();
        let parts = self.files.parts.iter().flat_map(|(_, files)| files);
        let troubles = self.files.troubles.iter().map(|(file, _)| file);
        let there: HashSet<_> = parts.chain(troubles).collect();
        let lost = names.iter().filter(|name| !there.contains(*name));
        let lost = lost.filter_map(|name| Some((name.clone(), folder.stamp(name).err()?)));
        self.lost = lost.collect();
        self.lost.sort_by(|one, other| one.0.cmp(&other.0));
        self.only = Some(names);
    }

    fn is_decided(&self, target: &OpenTarget) -> bool {
        let files = || self.files.parts.iter().flat_map(|(_, files)| files);
        let own = JournalSession::open(target, "");
        // A folder's own file is not told as one that stands elsewhere.
        let has_file = files().any(|file| is_of_investigation(file));
        let source = |file: &String| Source { file: file.clone(), ..Source::default() };
        let sources = || Records { sources: files().map(source).collect(), ..Records::default() };
        has_file
            || !own.journal().is_empty()
            || !own.faults().is_empty()
            || OwnDecisions::of(target).is_some()
            || decided_elsewhere::is_decided(&sources(), target)
            || self.lists_withhold()
    }

    /// Whether a list of statements says that one of them is withheld, which may stand in another document.
    fn lists_withhold(&self) -> bool {
        use Kind::{OpenDocument, Rows, Sheets, Table};
        let list =
            |file: &str| matches!(Kind::of(file), Some(Rows | Table | Sheets | OpenDocument));
        let lists: Vec<_> =
            self.files.items().into_iter().filter(|item| list(&item.file)).collect();
        let withholds = |item: &FolderItem<'_>| {
            let pieces = piece::read(item.cache, &item.file, &item.beside);
            pieces.into_iter().any(|piece| alone(piece).for_others().1 > 0)
        };
        let found =
            pool::in_order_until(&lists, (self.jobs, AHEAD), withholds, |_, _, withholds| {
                if withholds { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        found.is_some()
    }
}

/// The files of a target, its `investigation.json` among them.
fn listed(target: &OpenTarget, options: &OpenOptions) -> Result<ListedFiles, OpenError> {
    let path = match target {
        OpenTarget::Builtin => {
            return Err(OpenError { place: String::new(), why: OpenErrorKind::NotEmbedded });
        }
        OpenTarget::Several(paths) => return Several::of(paths).files(options),
        OpenTarget::Path(path) => path,
    };
    let kind = disk::readable(path).map_err(|why| refused(path, OpenErrorKind::File(why)))?;
    let cached = |folder| DocumentCache::new(folder, options.cache.clone());
    if kind == EntryKind::Folder {
        let folder = Folder::new(path);
        let folder = if options.follow { folder.anywhere() } else { folder };
        let found = disk::list(&folder);
        let files = found.files.into_iter().map(|(file, _)| file).collect();
        let parts = vec![(cached(folder), files)];
        return Ok(ListedFiles { parts, troubles: found.troubles, alone: false });
    }
    let (folder, name) = (Folder::of_file(path).anywhere(), disk::name(path));
    if is_investigation(&folder, &name) {
        return Err(refused(path, OpenErrorKind::File(FileError::NotAlone)));
    }
    let parts = vec![(cached(folder), vec![name])];
    Ok(ListedFiles { parts, troubles: Vec::new(), alone: true })
}

/// What came of a document, joined with no other.
fn alone(piece: Records) -> Corpus {
    let mut merge = Merge::default();
    merge.add(piece);
    Corpus::new(merge.finish())
}

fn is_of_investigation(file: &str) -> bool {
    file.rsplit('/').next() == Some(INVESTIGATION)
}

/// The names in a list: a line each, or up to a byte 0 each where there is one.
fn lines(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = if list.contains(&0) { 0 } else { b'\n' };
    list.split(move |byte| *byte == end).filter(|line| !line.is_empty())
}

/// How a file is called from the folder at `roots`, which is one folder by two names.
fn from_folder(roots: &[String], line: &[u8]) -> String {
    let name = disk::text_of_bytes(line);
    let below = |root: &String| name.strip_prefix(root.as_str())?.strip_prefix('/');
    let name = roots.iter().find_map(below).unwrap_or(&name);
    let parts = name.split('/').filter(|part| !matches!(*part, "." | ""));
    let relative = parts.collect::<Vec<_>>().join("/");
    if name.starts_with('/') { format!("/{relative}") } else { relative }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_in_one_shard_of_any_number() {
        assert_eq!([FileShard::new(0, 3), FileShard::new(4, 3), FileShard::new(1, 0)], [None; 3]);
        for of in 1..9 {
            let shards: Vec<_> = (1..=of).filter_map(|part| FileShard::new(part, of)).collect();
            for file in ["a.txt", "x/ñ.pdf", "", "mail.eml"] {
                let holding = shards.iter().filter(|shard| shard.holds(file)).count();
                assert_eq!((shards.len() as u64, holding), (of, 1), "{file} of {of}");
            }
        }
        // As `printf a.txt | sha256sum` tells: machines of two versions may share a folder.
        let holding = [7, 64, 1000].map(|of| {
            (1..=of)
                .find(|part| FileShard::new(*part, of).is_some_and(|shard| shard.holds("a.txt")))
        });
        assert_eq!(holding, [Some(3), Some(54), Some(630)]);
    }

    #[test]
    fn a_listed_name_is_called_from_the_folder() {
        let roots = ["/srv/leaks".to_owned(), "/home/ana/leaks".to_owned()];
        for (line, want) in [
            (&b"a.txt"[..], "a.txt"),
            (b"./x//y/./a.txt", "x/y/a.txt"),
            (b"/srv/leaks/x/a.txt", "x/a.txt"),
            (b"/home/ana/leaks/a.txt", "a.txt"),
            (b"/srv/leaks2/a.txt", "/srv/leaks2/a.txt"),
            (b"caf\xe9.txt", "caf\\xE9.txt"),
        ] {
            assert_eq!(from_folder(&roots, line), want);
        }
        let all = |list: &'static [u8]| lines(list).collect::<Vec<_>>();
        assert_eq!(all(b"a\nb c\n\n"), [&b"a"[..], b"b c"]);
        assert_eq!(all(b"a\nb\0c\0"), [&b"a\nb"[..], b"c"]);
    }
}
