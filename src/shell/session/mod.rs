//! The session: where a person was in a target, what was there then, and which sources are marked as
//! read. Read once before the screen is taken, written once when it is left; it stays on this machine and
//! is the user's alone.

mod draft_wire;
mod drafts;
mod snapshot;
mod wire;

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::app::session::SavedPlace;
use crate::app::{Msg, State, session};
use crate::disk::{self, StateFile};
use crate::library::OpenTarget;
use drafts::RunDrafts;
use onrecord_corpus::Corpus;
use onrecord_search::Index;
pub(super) use snapshot::{LastVisit, Snapshot};

/// How long is waited where another run writes the same file.
const PAUSE: Duration = Duration::from_millis(5);

/// What a file of a session holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct SavedSession {
    /// When it was left (`2026-11-27T16:20:01Z`).
    at: String,
    place: SavedPlace,
    /// Hashes of the contents of sources marked as read, sorted.
    read: Vec<u64>,
    /// What was there.
    seen: Snapshot,
}

/// The session of one run.
pub(super) struct RunSession {
    /// Where it is kept; `None` where nothing is to be kept.
    file: Option<StateFile>,
    last: Option<Arc<LastVisit>>,
    /// What is there now, as it was read last.
    now: Option<Snapshot>,
    drafts: RunDrafts,
}

impl RunSession {
    /// Finds the session of `target`, where one `is_kept`, and lets the screen begin at its place, unless
    /// it is to begin `fresh`; `me` is who decides. What cannot be read is as if it were not there.
    pub(super) fn begin(
        target: &OpenTarget,
        is_kept: bool,
        fresh: bool,
        me: &str,
        state: &mut State,
    ) -> Self {
        let file = is_kept.then(|| StateFile::of(&target.key())).flatten();
        let saved = file.as_ref().and_then(read);
        let last = saved.map(|SavedSession { at, place, read, seen }| {
            if !fresh {
                session::begin(state, place);
            }
            Arc::new(LastVisit { at, me: me.into(), read, seen })
        });
        let drafts = RunDrafts::begin(&target.key(), is_kept, state);
        Self { file, last, now: None, drafts }
    }

    /// The last time somebody was here.
    pub(super) fn last(&self) -> Option<Arc<LastVisit>> {
        self.last.clone()
    }

    /// Notes what was read.
    pub(super) fn note(&mut self, now: Snapshot) {
        self.now = Some(now);
    }

    /// Keeps where the person is, when the program is left, and what was being typed where nobody has
    /// `asked` to leave. Before everything was read there is nothing to keep.
    pub(super) fn end(&self, state: &State, asked: bool) {
        self.drafts.end(state, asked);
        let (Some(file), Some(now)) = (&self.file, &self.now) else { return };
        let Some(place) = SavedPlace::of(state) else { return };
        let read = now.contents_of(&state.read);
        let at = disk::utc(disk::now());
        let bytes = wire::write(&SavedSession { at, place, read, seen: now.clone() });
        let written = bytes.map(|bytes| file.write(&bytes, &mut || thread::sleep(PAUSE)));
        match written {
            Some(Ok(())) => log::info!("the session is kept"),
            Some(Err(_)) | None => log::warn!("the session could not be kept"),
        }
    }
}

fn read(file: &StateFile) -> Option<SavedSession> {
    let saved = match file.read() {
        Ok(None) => return None,
        Ok(Some(bytes)) => wire::read(&bytes),
        Err(_) => None,
    };
    if saved.is_none() {
        log::warn!("a session file that cannot be read is passed over");
    }
    saved
}

/// What was just read, compared with what was there the last time: marks what is new in `index`, and says
/// what is to be told.
pub(super) fn compare(
    last: Option<&LastVisit>,
    corpus: &Corpus,
    index: &mut Index,
) -> (Snapshot, Option<Msg>) {
    let now = Snapshot::of(corpus);
    let told = last.map(|last| {
        let news = last.mark(corpus, &now, index);
        let news = (news != session::News::default()).then(|| (news, last.day().to_owned()));
        Msg::Remembered { read: now.with_contents(&last.read), news }
    });
    (now, told)
}
