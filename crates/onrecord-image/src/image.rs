//! [`Image`]: a file of columns, mapped.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use bytemuck::Pod;

use crate::format::{self, Section};
use crate::map::Map;
use crate::{ImageFault, SharedColumn, SharedText};

/// A file of columns, mapped into memory. Cheap to clone: all clones share one map.
#[derive(Debug, Clone)]
pub struct Image {
    map: Arc<Map>,
    sections: Arc<[Section]>,
    /// Where its sections end (bytes).
    end: usize,
}

impl Image {
    /// Maps `file`, which `build` wrote. Its sections are not looked at yet: see [`Image::verify`].
    ///
    /// # Errors
    /// [`ImageFault`] where it is no image of this build, or its table does not fit it.
    pub fn of_file(file: &File, build: &[u8; 32]) -> Result<Self, ImageFault> {
        Self::of_map(Map::of_file(file).map_err(|_| ImageFault::Unreadable)?, build)
    }

    /// The image that `bytes` are, copied.
    ///
    /// # Errors
    /// As [`Image::of_file`].
    pub fn of_bytes(bytes: &[u8], build: &[u8; 32]) -> Result<Self, ImageFault> {
        Self::of_map(Map::of_bytes(bytes), build)
    }

    fn of_map(map: Map, build: &[u8; 32]) -> Result<Self, ImageFault> {
        let (sections, end) = format::table(map.bytes(), build)?;
        if sections.iter().any(|section| section.range(end).is_none()) {
            return Err(ImageFault::Damaged);
        }
        Ok(Self { map: Arc::new(map), sections: sections.into(), end })
    }

    /// The column `id`.
    ///
    /// # Errors
    /// [`ImageFault::Missing`] where there is none whose elements have this size.
    pub fn column<T: Pod>(&self, id: u32) -> Result<SharedColumn<T>, ImageFault> {
        let fits = |section: &&Section| section.id == id && section.element == size::<T>();
        let section = self.sections.iter().find(fits).ok_or(ImageFault::Missing)?;
        let range = section.range(self.end).ok_or(ImageFault::Damaged)?;
        SharedColumn::mapped(Arc::clone(&self.map), range).ok_or(ImageFault::Damaged)
    }

    /// The text `id`.
    ///
    /// # Errors
    /// [`ImageFault::Missing`] where there is none, [`ImageFault::NoText`] where it is no UTF-8.
    pub fn text(&self, id: u32) -> Result<SharedText, ImageFault> {
        SharedText::of(self.column(id)?).ok_or(ImageFault::NoText)
    }

    /// Compares every section with its checksum, on `threads` threads (at least one).
    ///
    /// # Errors
    /// [`ImageFault::Damaged`] where one does not fit.
    pub fn verify(&self, threads: usize) -> Result<(), ImageFault> {
        let (next, sound) = (AtomicUsize::new(0), AtomicBool::new(true));
        let work = || {
            while let Some(section) = self.sections.get(next.fetch_add(1, Ordering::Relaxed)) {
                let bytes = section.range(self.end).and_then(|range| self.map.bytes().get(range));
                if bytes.is_none_or(|bytes| crc32fast::hash(bytes) != section.checksum) {
                    sound.store(false, Ordering::Relaxed);
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
        if sound.into_inner() && !self.is_torn() { Ok(()) } else { Err(ImageFault::Damaged) }
    }

    /// Whether the file was cut since it was mapped, so that some of it reads as zeros.
    pub fn is_torn(&self) -> bool {
        self.map.is_torn()
    }

    /// How long the file is (bytes).
    pub fn bytes(&self) -> usize {
        self.map.bytes().len()
    }
}

/// The size of an element (bytes).
pub(crate) fn size<T>() -> u32 {
    size_of::<T>() as u32
}
