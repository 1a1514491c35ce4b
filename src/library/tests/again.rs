//! Opening a second time, from what was kept.

use super::*;
use crate::disk::Cache;

fn open_with(cache: &Path, folder: &tempfile::TempDir) -> Corpus {
    let options = OpenOptions { cache: Cache::at(cache), ..OpenOptions::default() };
    open(&OpenTarget::Path(folder.path().to_owned()), &options, &mut Silent).unwrap()
}

fn told(corpus: &Corpus) -> String {
    let sources: Vec<_> = corpus.sources().iter().map(|s| (&s.title, &s.sha256)).collect();
    let said: Vec<_> = corpus.statements().iter().map(|s| corpus.words(s)).collect();
    let lines: Vec<_> =
        corpus.sources().iter().map(|source| source.document.line_count()).collect();
    let faults = corpus.faults();
    let actors = corpus.actors();
    let events = corpus.events();
    format!("{sources:?} {said:?} {lines:?} {actors:?} {events:?} {faults:?}")
}

/// Writes a file and makes it old enough to be vouched for.
fn write(folder: &tempfile::TempDir, file: &str, text: &str) {
    let path = folder.path().join(file);
    fs::write(&path, text).unwrap();
    let then = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    fs::File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
}

fn entries(cache: &Path) -> Vec<PathBuf> {
    let inner = fs::read_dir(cache).unwrap().map(|room| room.unwrap().path());
    inner
        .flat_map(|room| fs::read_dir(room).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| !path.ends_with("place"))
        .collect()
}

/// Whether anything that is kept holds these words.
fn holds(cache: &Path, words: &str) -> bool {
    let holds = |bytes: Vec<u8>| bytes.windows(words.len()).any(|at| at == words.as_bytes());
    entries(cache).iter().any(|file| holds(fs::read(file).unwrap()))
}

#[test]
fn what_was_shredded_or_changed_is_not_found_in_the_cache() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("in")).unwrap();
    for file in ["a.txt", "in/b.txt"] {
        write(&folder, file, "The witness lives on Quay Street.");
    }
    write(&folder, "c.txt", "Something else.");
    let cache = tempfile::tempdir().unwrap();
    let options = OpenOptions { cache: Cache::at(cache.path()), ..OpenOptions::default() };
    // Kept for each way it was opened.
    for target in ["", "a.txt", "in/b.txt", "in"] {
        let target = OpenTarget::Path(folder.path().join(target));
        open(&target, &options, &mut Silent).unwrap();
    }
    assert_eq!(entries(cache.path()).len(), 4, "a folder and the one file in it name it alike");
    write(&folder, "a.txt", "The witness is not named.");
    fs::remove_file(folder.path().join("in/b.txt")).unwrap();
    assert!(holds(cache.path(), "Quay Street"));
    open_with(cache.path(), &folder);
    assert!(!holds(cache.path(), "Quay Street"));
    assert!(holds(cache.path(), "not named") && holds(cache.path(), "Something else"));
    fs::remove_dir(folder.path().join("in")).unwrap();
    write(&folder, "a.txt", "The witness lives on Quay Street.");
    open_with(cache.path(), &folder);
    fs::write(folder.path().join("a.txt"), [0; 40]).unwrap();
    open_with(cache.path(), &folder);
    assert!(!holds(cache.path(), "Quay Street"), "what can no longer be read");
}

#[test]
fn a_time_ahead_is_as_good_as_any() {
    let folder = folder(&[]);
    write(&folder, "a.txt", "“One,” said Ana Ruiz.");
    let then = std::time::SystemTime::now() + std::time::Duration::from_hours(99_999);
    let path = folder.path().join("a.txt");
    fs::File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
    let cache = tempfile::tempdir().unwrap();
    open_with(cache.path(), &folder);
    let [kept] = entries(cache.path()).try_into().unwrap();
    let written = || fs::metadata(&kept).unwrap().modified().unwrap();
    let before = written();
    open_with(cache.path(), &folder);
    assert_eq!(written(), before, "read and written again");
    write(&folder, "a.txt", "“Two,” said Ana Ruiz.");
    let corpus = open_with(cache.path(), &folder);
    assert_eq!(corpus.words(corpus.statements().get(0).unwrap()), "Two");
}

#[test]
fn the_second_time_is_as_the_first_whatever_became_of_the_cache() {
    let folder = folder(&[]);
    write(&folder, "a.txt", "“We will pay,” said Ana Ruiz on 3 May 2021.\n\nNobody paid.");
    write(&folder, "b.md", "# Minutes\n\nLuis Soto denied that he had signed.");
    write(&folder, "c.pdf", "no pdf at all");
    let cache = tempfile::tempdir().unwrap();
    let first = told(&open_with(cache.path(), &folder));
    assert_eq!(
        first,
        told(
            &open(&OpenTarget::Path(folder.path().into()), &OpenOptions::default(), &mut Silent)
                .unwrap()
        )
    );
    let kept = entries(cache.path());
    assert_eq!(kept.len(), 3);
    assert_eq!(first, told(&open_with(cache.path(), &folder)));
    for (at, file) in kept.iter().enumerate() {
        fs::write(file, [b"", &b"x"[..], &[0; 900][..]][at]).unwrap();
    }
    assert_eq!(first, told(&open_with(cache.path(), &folder)));
    assert_eq!(entries(cache.path()).len(), 3);
}

#[test]
fn what_is_kept_is_really_used_and_what_changed_is_read_again() {
    let folder = folder(&[]);
    write(&folder, "a.txt", "“One,” said Ana Ruiz.");
    let cache = tempfile::tempdir().unwrap();
    let said = |cache: &Path| {
        let corpus = open_with(cache, &folder);
        corpus.statements().iter().map(|s| corpus.words(s)).collect::<Vec<_>>()
    };
    assert_eq!(said(cache.path()), ["One"]);
    // A file that only its stamp knows: other bytes under the same stamp would go unseen.
    let [kept] = entries(cache.path()).try_into().unwrap();
    let before = fs::metadata(&kept).unwrap().modified().unwrap();
    assert_eq!(said(cache.path()), ["One"]);
    assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), before, "not written again");
    write(&folder, "a.txt", "“Two,” said Ana Ruiz.");
    assert_eq!(said(cache.path()), ["Two"]);
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    write(&folder, "b.txt", "“Three,” said Ana Ruiz.");
    assert_eq!(said(cache.path()), ["Three"]);
}
