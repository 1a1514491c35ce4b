//! What is kept is what is built, and is not taken where anything is otherwise.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onrecord_corpus::Records;
use onrecord_model::Document;
use onrecord_search::{ByMeaning, Facets, Query, SearchRequest, Session};

use onrecord_text::Span;

use super::*;
use crate::disk::Cache;
use crate::library::{Silent, open};

/// A folder with a list that is worth keeping, a page beside it, and a cache.
struct Place {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let row = |at: usize| {
            let who = ["Ana Ruiz", "Lena Quint", "Tomás Ibarra"][at % 3];
            let paper = ["herald", "el-faro"][at % 2];
            let text = format!("Row {at}: the ñandú {} paid", at * 7);
            format!("{{\"text\":\"{text}\",\"speaker\":\"{who}\",\"source\":\"{paper}\"}}\n")
        };
        let rows: String = (0..LEAST_ROWS).map(row).collect();
        fs::write(folder.path().join("rows.ndjson"), rows).unwrap();
        let page = "Harbour\n\n“Nobody called me,” said Ana Ruiz, the mayor, on 4 March 2021.\n\nShe denied it.";
        fs::write(folder.path().join("page.txt"), page).unwrap();
        Self { folder, cache }
    }

    fn target(&self, file: &str) -> OpenTarget {
        OpenTarget::Path(self.folder.path().join(file))
    }

    fn options(&self) -> OpenOptions {
        OpenOptions { cache: Cache::at(self.cache.path()), ..OpenOptions::default() }
    }

    /// As long after its files were written as their stamps need to vouch for them.
    fn kept(&self, file: &str) -> KeptIndex {
        let kept = KeptIndex::of(&self.target(file), &self.options()).unwrap();
        KeptIndex { began: kept.began + Duration::from_secs(9), ..kept }
    }

    /// Opens and keeps it, as a session does.
    fn keep(&self, file: &str) -> (Corpus, Index) {
        let corpus = open(&self.target(file), &self.options(), &mut Silent).unwrap();
        let index = Index::of(&corpus, 2);
        self.kept(file).keep(&corpus, &index);
        (corpus, index)
    }

    fn images(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.cache.path().join("images")).into_iter().flatten();
        let files = files.map(|file| file.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|end| end == "image")).collect()
    }
}

fn answers(corpus: Corpus, index: Index) -> String {
    let mut session = Session::new(Arc::new(corpus), Arc::new(index));
    let mut ask = |text: &str| {
        let query = Query::parse(text);
        let facets = Facets::default();
        let (weak, limit, meaning) = (true, 9, ByMeaning::Now);
        let request = SearchRequest { query: &query, facets: &facets, weak, limit, meaning };
        format!("{text}: {:?}\n", session.search(&request, &|| true).unwrap())
    };
    ["nandu 7 paid", "by:ruiz row 12", "is:denied", "nobody called", "on:2021", "pagado", "rwo 4"]
        .map(&mut ask)
        .concat()
}

/// All that records say, texts as they are and not as they are held.
fn told(records: &Records) -> String {
    let mut records = records.clone();
    let text = |document: &Document| {
        let marks: Vec<_> = document.marks_in(Span::new(0, u32::MAX)).collect();
        format!("{:?} {:?} {marks:?} {}", document.text(), document.blocks(), document.line_count())
    };
    let texts: Vec<_> = records.sources.iter().map(|source| text(&source.document)).collect();
    for source in &mut records.sources {
        source.document = Document::default();
    }
    format!("{texts:?} {records:?}")
}

#[test]
fn what_is_kept_is_what_is_built() {
    let place = Place::new();
    for target in ["", "rows.ndjson"] {
        let (corpus, index) = place.keep(target);
        let kept = place.kept(target).open().expect("what was kept");
        assert!(kept.image().is_some() && corpus.image().is_none(), "{target}");
        assert_eq!(told(&kept.to_records()), told(&corpus.to_records()));
        let rows = |corpus: &Corpus| format!("{:?}", corpus.rows().collect::<Vec<_>>());
        assert_eq!(rows(&kept), rows(&corpus));
        let again = Index::of(&kept, 2);
        assert_eq!(format!("{again:?}"), format!("{index:?}"));
        assert_eq!(answers(kept, again), answers(corpus, index));
    }
    assert_eq!(place.images().len(), 2);
}

#[test]
fn what_is_small_or_may_have_changed_meanwhile_is_not_kept() {
    let place = Place::new();
    let (corpus, index) = place.keep("page.txt");
    assert_eq!(place.images().len(), 0);
    // As soon after it was written as here, it may be written again and its stamp not tell.
    let soon = KeptIndex::of(&place.target("rows.ndjson"), &place.options()).unwrap();
    let rows = open(&place.target("rows.ndjson"), &place.options(), &mut Silent).unwrap();
    soon.keep(&rows, &Index::of(&rows, 2));
    assert_eq!(place.images().len(), 0);
    drop((corpus, index));
    let nothing = OpenOptions { cache: Cache::none(), ..OpenOptions::default() };
    assert!(KeptIndex::of(&place.target(""), &nothing).is_none());
    let followed = OpenOptions { follow: true, ..place.options() };
    assert!(KeptIndex::of(&place.target(""), &followed).is_none());
}

#[test]
fn what_others_may_see_is_kept_unless_something_is_left_out_of_it() {
    let place = Place::new();
    let for_others = || {
        let corpus = open(&place.target(""), &place.options(), &mut Silent).unwrap();
        corpus.anonymous().for_others().0
    };
    let corpus = for_others();
    place.kept("").keep(&corpus, &Index::of(&corpus, 2));
    assert_eq!(place.images().len(), 1);
    assert!(place.kept("").open().is_some_and(|corpus| corpus.tells_names()));
    let row = "quote,speaker,terms\nThe mayor hid it,Ana Ruiz,background\n";
    fs::write(place.folder.path().join("told.csv"), row).unwrap();
    let corpus = for_others();
    place.kept("").keep(&corpus, &Index::of(&corpus, 2));
    assert_eq!(place.images().len(), 0, "the next session has the row as well");
}

#[test]
fn what_is_otherwise_now_is_not_taken_and_goes() {
    let change =
        |path: &Path| fs::write(path.join("page.txt"), "“Somebody called me,” said Ana Ruiz.");
    let add = |path: &Path| fs::write(path.join("new.txt"), "New.");
    let lose = |path: &Path| fs::remove_file(path.join("page.txt"));
    for (name, otherwise) in [
        ("changed", &change as &dyn Fn(&Path) -> std::io::Result<()>),
        ("added", &add),
        ("gone", &lose),
    ] {
        let place = Place::new();
        place.keep("");
        assert!(place.kept("").open().is_some(), "{name}");
        otherwise(place.folder.path()).unwrap();
        assert!(place.kept("").open().is_none(), "{name}");
        assert_eq!(place.images().len(), 0, "{name}: what was shredded is in no cache");
    }
}

#[test]
fn what_is_damaged_cut_or_foreign_is_built_anew() {
    let place = Place::new();
    place.keep("");
    let [image] = &place.images()[..] else { panic!("one image") };
    let sound = fs::read(image).unwrap();
    let mut flipped = sound.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 4;
    for bytes in [&flipped[..], &sound[..sound.len() / 3], b"something else", b""] {
        fs::write(image, bytes).unwrap();
        assert!(place.kept("").open().is_none());
        assert!(!image.exists());
        let corpus = open(&place.target(""), &place.options(), &mut Silent).unwrap();
        assert!(corpus.statements().len() > LEAST_ROWS);
    }
    fs::write(image, &sound).unwrap();
    assert!(place.kept("").open().is_some());
    let foreign = place.kept("");
    let mut other = sound;
    other[30] ^= 1;
    fs::write(image, &other).unwrap();
    assert!(foreign.open().is_none(), "another build wrote it");
}

#[test]
fn where_somebody_decided_something_it_is_read_anew() {
    let place = Place::new();
    place.keep("");
    let journals = place.folder.path().join("onrecord.d");
    fs::create_dir(&journals).unwrap();
    fs::write(journals.join("ana@desk-20260101T000000Z-x.ndjson"), "{\"op\":\n").unwrap();
    assert!(place.kept("").open().is_none());
    let (corpus, _) = place.keep("");
    assert!(!corpus.faults().is_empty(), "what cannot be read is told");
    fs::remove_dir_all(journals).unwrap();
    assert!(place.kept("").open().is_some(), "it stayed, and is as good as before");
}
