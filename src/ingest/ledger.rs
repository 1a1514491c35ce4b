//! [`Ledger`]: the one file that a person's judgements about a place are written to, and reading
//! back the one that is the user's own.

use std::path::{Path, PathBuf};

use super::several::Several;
use super::{INVESTIGATION, Place, is_json};
use crate::corpus::fault::Unwritten;
use crate::corpus::format::edit::{self, Judgement, Unfit, Written};
use crate::disk::{self, Access, Change};

/// Where judgements about a place go. The file is chosen at the first of them and stays the same.
#[derive(Debug, Clone)]
pub struct Ledger {
    place: Place,
    chosen: Option<(PathBuf, Access)>,
}

/// A judgement that was written down, to be taken back.
#[derive(Debug, Clone)]
pub struct Entry {
    written: Written,
    /// Whether there was no file before it.
    began: bool,
}

impl Ledger {
    /// The ledger of `place`; nothing is written yet.
    pub fn new(place: Place) -> Self {
        Self { place, chosen: None }
    }

    /// The file, once something was written or tried to be.
    pub fn file(&self) -> Option<&Path> {
        self.chosen.as_ref().map(|(path, _)| path.as_path())
    }

    /// Writes a judgement into the file as it stands now.
    ///
    /// # Errors
    /// What stands in the way; the file is then as it was.
    pub fn write(&mut self, judgement: &Judgement) -> Result<Entry, Unwritten> {
        let (path, access) = self.choose()?;
        let mut entry = None;
        disk::rewrite(&path, access, &mut |before| {
            let text = text(before.unwrap_or_default())?;
            let (after, written) = edit::insert(text, judgement).map_err(unwritten)?;
            let same = before.is_some() && after == text;
            entry = Some(Entry { written, began: before.is_none() });
            Ok(if same { Change::Leave } else { Change::Put(after.into_bytes()) })
        })?;
        entry.ok_or(Unwritten::Gone)
    }

    /// Takes a judgement out of the file again. A file that was begun with it and holds nothing else
    /// goes as well.
    ///
    /// # Errors
    /// As [`Ledger::write`].
    pub fn take_back(&mut self, entry: &Entry) -> Result<(), Unwritten> {
        let (path, access) = self.choose()?;
        disk::rewrite(&path, access, &mut |before| {
            let text = text(before.ok_or(Unwritten::Gone)?)?;
            let after = edit::remove(text, &entry.written).map_err(unwritten)?;
            Ok(match () {
                () if after == text => Change::Leave,
                () if after.is_empty() && entry.began => Change::Delete,
                () => Change::Put(after.into_bytes()),
            })
        })
    }

    fn choose(&mut self) -> Result<(PathBuf, Access), Unwritten> {
        if let Some(chosen) = &self.chosen {
            return Ok(chosen.clone());
        }
        let beside = beside(&self.place).filter(|path| disk::writable(path));
        let chosen = match beside {
            Some(path) => (path, Access::Usual),
            None => (own_file(&self.place).ok_or(Unwritten::NoHome)?, Access::Private),
        };
        if let (Access::Private, Some(folder)) = (chosen.1, chosen.0.parent()) {
            disk::make_private_folder(folder)?;
        }
        self.chosen = Some(chosen.clone());
        Ok(chosen)
    }
}

/// The investigation's file of a place, where there is one or could be one.
fn beside(place: &Place) -> Option<PathBuf> {
    let Place::Path(path) = place else { return None };
    match disk::kind(path).ok()? {
        disk::Kind::Folder => {
            let file = path.join(INVESTIGATION);
            disk::stays_in(path, &file).then_some(file)
        }
        disk::Kind::File => is_json(&disk::name(path)).then(|| path.clone()),
    }
}

/// The user's own file about a place.
pub(super) fn own_file(place: &Place) -> Option<PathBuf> {
    match place {
        // Annotated whole by hand.
        Place::Builtin => None,
        Place::Path(path) => disk::own_file(path),
        Place::Several(paths) => disk::own_file(&Several::of(paths).path()),
    }
}

fn text(bytes: &[u8]) -> Result<&str, Unwritten> {
    std::str::from_utf8(bytes).map_err(|_| Unwritten::NotUtf8)
}

fn unwritten(unfit: Unfit) -> Unwritten {
    match unfit {
        Unfit::NotJson(line) => Unwritten::NotJson(line),
        Unfit::Other => Unwritten::NoInvestigation,
        Unfit::Gone => Unwritten::Gone,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::corpus::Corpus;
    use crate::ingest::{Patient, open};
    use crate::model::{Origin, StatementIx, Verdict};

    const TEXT: &str = "“Nobody told us,” said Ana Ruiz. “Nobody came,” said Bo Lind.";

    fn folder() -> (tempfile::TempDir, Place, Corpus) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        let place = Place::Path(folder.path().to_owned());
        let corpus = open(&place, &mut Patient).unwrap();
        assert_eq!(corpus.statements().len(), 2);
        (folder, place, corpus)
    }

    fn judgement(corpus: &Corpus, at: u32, verdict: Verdict) -> Judgement {
        Judgement::of(corpus, StatementIx(at), verdict).unwrap()
    }

    #[test]
    fn a_file_is_begun_with_the_first_and_goes_with_it() {
        let (folder, place, corpus) = folder();
        let file = folder.path().join(INVESTIGATION);
        let mut ledger = Ledger::new(place);
        assert_eq!(ledger.file(), None);
        let first = ledger.write(&judgement(&corpus, 0, Verdict::Confirmed)).unwrap();
        assert_eq!(ledger.file(), Some(file.as_path()));
        let once = fs::read(&file).unwrap();
        let second = ledger.write(&judgement(&corpus, 1, Verdict::Dismissed)).unwrap();
        ledger.take_back(&second).unwrap();
        assert_eq!(fs::read(&file).unwrap(), once);
        ledger.take_back(&first).unwrap();
        assert!(!file.exists());
        assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), TEXT);
    }

    #[test]
    fn what_a_person_writes_meanwhile_stays() {
        let (folder, place, corpus) = folder();
        let file = folder.path().join(INVESTIGATION);
        let own = "{ \"version\": 1, \"title\": \"Mine\", \"sources\": [] }\r\n";
        let mut ledger = Ledger::new(place);
        let first = ledger.write(&judgement(&corpus, 0, Verdict::Confirmed)).unwrap();
        fs::write(&file, own).unwrap();
        let second = ledger.write(&judgement(&corpus, 1, Verdict::Confirmed)).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("Mine") && text.contains("Bo Lind"), "{text}");
        assert_eq!(ledger.take_back(&first), Err(Unwritten::Gone), "they took it out");
        ledger.take_back(&second).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), own);
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        let (folder, place, corpus) = folder();
        let file = folder.path().join(INVESTIGATION);
        let judgement = judgement(&corpus, 0, Verdict::Confirmed);
        for (bytes, want) in [
            (&b"{ \"version\": 1,\n"[..], Unwritten::NotJson(2)),
            (b"[]", Unwritten::NoInvestigation),
            (b"{ \"title\": \"\xe9\" }", Unwritten::NotUtf8),
        ] {
            fs::write(&file, bytes).unwrap();
            let refused = Ledger::new(place.clone()).write(&judgement).map(|_| ());
            assert_eq!(refused, Err(want));
            assert_eq!(fs::read(&file).unwrap(), bytes);
        }
    }

    #[test]
    fn where_nothing_may_be_written_the_users_own_file_is_chosen() {
        let (folder, place, _) = folder();
        let document = Place::Path(folder.path().join("a.txt"));
        let json = folder.path().join("other.json");
        fs::write(&json, "{}").unwrap();
        for (place, beside) in [
            (place.clone(), Some(folder.path().join(INVESTIGATION))),
            (Place::Path(json.clone()), Some(json.clone())),
            (document.clone(), None),
            (Place::Builtin, None),
        ] {
            assert_eq!(super::beside(&place), beside, "{place:?}");
        }
        let named = |place: &Place| own_file(place).unwrap();
        let name = named(&document).file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("a.txt.j-"), "{name}");
        assert_ne!(named(&document), named(&place));
        assert!(named(&place).parent().unwrap().ends_with("onrecord/judged"));
    }

    #[test]
    fn judged_again_after_opening_it_is_so() {
        let (folder, place, corpus) = folder();
        let mut ledger = Ledger::new(place.clone());
        ledger.write(&judgement(&corpus, 0, Verdict::Confirmed)).unwrap();
        let again = open(&place, &mut Patient).unwrap();
        assert_eq!(again.faults(), []);
        let now = |corpus: &Corpus| {
            let said = corpus.statements().iter();
            said.map(|s| (s.id.to_string(), s.origin)).collect::<Vec<_>>()
        };
        let ids: Vec<_> = corpus.statements().iter().map(|s| s.id.to_string()).collect();
        let [first, second] = ids.as_slice() else { panic!("two") };
        let want = [(first.clone(), Origin::Confirmed), (second.clone(), Origin::Suggested)];
        assert_eq!(now(&again), want);
        assert_eq!(again.sources()[0].hidden, 0, "the confirmed one is not hidden, it is there");
        ledger.write(&judgement(&again, 1, Verdict::Dismissed)).unwrap();
        let again = open(&place, &mut Patient).unwrap();
        assert_eq!((now(&again).as_slice(), again.faults()), (&want[..1], &[][..]));
        assert_eq!(again.sources()[0].hidden, 0);
        // The document grows at its head: ids of suggestions change, what was judged stays judged.
        fs::write(folder.path().join("a.txt"), format!("New. {TEXT}")).unwrap();
        let again = open(&place, &mut Patient).unwrap();
        assert_eq!(now(&again), want[..1]);
        assert_eq!(again.faults().len(), 1, "the changed source is told: {:?}", again.faults());
    }
}
