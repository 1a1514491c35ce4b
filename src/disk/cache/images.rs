//! Images in a cache: what opening made of a place, one file a place, mapped by every session that opens it.
//!
//! A new image is written beside the old one and takes its name when it is whole; who has the old one mapped
//! keeps it. An image holds the words of its documents: it goes when they changed, and when its place is gone.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use onrecord_image::{Image, ImageFault};
use tempfile::Builder;

use super::shelf::{digits, open};
use super::{DIGEST, private};

/// The folder of images among the caches.
const FOLDER: &str = "images";

/// What the name of an image ends with; while it is written, and in front of it where it says of which place it is.
const IMAGE: &str = ".image";
const PLACE: &str = ".place";
const UNFINISHED: &str = ".unfinished";

/// Writing one takes less; what is older was left by a process that was killed.
const LONGEST_WRITING: Duration = Duration::from_hours(1);

/// Bytes that are written at once.
const BUFFER: usize = 1 << 20;

/// The image of one place.
#[derive(Debug, Clone)]
pub(crate) struct ImageFile {
    folder: PathBuf,
    /// Its name without what it ends with.
    name: String,
    place: PathBuf,
    /// Which build writes here.
    build: [u8; DIGEST],
}

impl ImageFile {
    /// The one in `cache` of what stands at `place`, a path from the root, as it is opened `how`.
    pub(super) fn of(cache: &Path, place: &Path, how: &str, build: [u8; DIGEST]) -> Self {
        let name = digits(&[place.as_os_str().as_encoded_bytes(), how.as_bytes()]);
        Self { folder: cache.join(FOLDER), name, place: place.to_owned(), build }
    }

    /// Which build writes here: what another one wrote means nothing to this one.
    pub(crate) const fn build(&self) -> &[u8; DIGEST] {
        &self.build
    }

    /// Maps it; `None` where it is not there.
    pub(crate) fn map(&self) -> Option<Result<Image, ImageFault>> {
        Some(Image::of_file(&self.open()?, &self.build))
    }

    /// Opens it, where it is there and nobody else's.
    fn open(&self) -> Option<File> {
        let file = open(&self.path(IMAGE)).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let own = file.metadata().ok()?.uid() == rustix::process::getuid().as_raw();
            if !own {
                return None;
            }
        }
        Some(file)
    }

    /// Writes it anew; until it is whole the old one is there.
    ///
    /// # Errors
    /// What the system or `write` says; then nothing is changed.
    pub(crate) fn replace(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        private(&self.folder)?;
        sweep(&self.folder);
        let file =
            Builder::new().prefix(&self.name).suffix(UNFINISHED).tempfile_in(&self.folder)?;
        let mut to = BufWriter::with_capacity(BUFFER, file);
        write(&mut to)?;
        let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut place = Builder::new().suffix(UNFINISHED).tempfile_in(&self.folder)?;
        place.write_all(self.place.as_os_str().as_encoded_bytes())?;
        place.persist(self.path(PLACE)).map_err(|error| error.error)?;
        file.persist(self.path(IMAGE)).map_err(|error| error.error)?;
        Ok(())
    }

    /// Takes it away.
    pub(crate) fn remove(&self) {
        let _ = fs::remove_file(self.path(IMAGE));
        let _ = fs::remove_file(self.path(PLACE));
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}{ending}", self.name))
    }
}

/// All images in `cache`, and what belongs to them.
pub(super) fn files(cache: &Path) -> Vec<PathBuf> {
    let ours = |name: &str| [IMAGE, PLACE, UNFINISHED].iter().any(|ending| name.ends_with(ending));
    let files = fs::read_dir(cache.join(FOLDER)).into_iter().flatten().flatten();
    let files = files.filter(|file| file.file_name().to_str().is_some_and(ours));
    files.map(|file| file.path()).collect()
}

/// Takes away the folder of images, where nothing is in it.
pub(super) fn close(cache: &Path) {
    let _ = fs::remove_dir(cache.join(FOLDER));
}

/// Takes away the images of places that are gone.
pub(super) fn forget_gone(cache: &Path, is_gone: impl Fn(&Path) -> bool) {
    let files = files(cache);
    let images = files.iter().filter(|path| path.extension().is_some_and(|end| end == "image"));
    for image in images {
        let place = image.with_extension("place");
        if super::upkeep::path_in(&place).is_none_or(|place| is_gone(&place)) {
            let _ = fs::remove_file(image);
            let _ = fs::remove_file(place);
        }
    }
}

/// Takes away what processes that were killed have left.
fn sweep(folder: &Path) {
    let now = SystemTime::now();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let unfinished = file.file_name().to_str().is_some_and(|name| name.ends_with(UNFINISHED));
        let old = file.metadata().and_then(|data| data.modified()).is_ok_and(|written| {
            now.duration_since(written).is_ok_and(|age| age > LONGEST_WRITING)
        });
        if unfinished && old {
            let _ = fs::remove_file(file.path());
        }
    }
}
