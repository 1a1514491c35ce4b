//! [`Map`]: the bytes of a file in memory, shared by the system with every process that maps it.
#![allow(unsafe_code, reason = "mapping a file is a promise about that file: see `Map::of_file`")]

use std::fs::File;
use std::io;

use memmap2::Mmap;

use crate::bus;
use onrecord_text::Part;

/// The bytes of an image.
#[derive(Debug)]
pub(crate) enum Map {
    /// A file where it lies.
    File(Mmap),
    /// A copy, aligned as a page would be for every element there is; with how many bytes of it are meant.
    Memory(Vec<u128>, usize),
}

impl Map {
    /// Maps a file for reading.
    ///
    /// # Errors
    /// What the system says; an empty file cannot be mapped.
    pub(crate) fn of_file(file: &File) -> io::Result<Self> {
        bus::watch();
        // SAFETY: the map is read only and outlives no borrow of it, for those come from `bytes`. What the
        // compiler cannot know is that the bytes stay as they are. Writers of images never write into one
        // that is in its place (see the crate's front page). One that is cut all the same reads as zeros,
        // which `bus` sees to, and one that somebody with the right to writes into in place may give other
        // numbers, or other bytes for text: who may do that may as well write an image of their own, and
        // what is read from an image is checked where it is used (`get`, never an index that panics). SharedText
        // that changes after it was found to be UTF-8 is the one thing left that a checked read does not
        // catch; SECURITY.md says whom one trusts with a shared folder.
        let map = unsafe { Mmap::map(file) }?;
        bus::add(&map);
        Ok(Self::File(map))
    }

    /// A copy of `bytes`.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        let cell = |chunk: &[u8]| {
            let mut cell = [0; size_of::<u128>()];
            for (slot, byte) in cell.iter_mut().zip(chunk) {
                *slot = *byte;
            }
            u128::from_ne_bytes(cell)
        };
        Self::Memory(bytes.chunks(size_of::<u128>()).map(cell).collect(), bytes.len())
    }

    /// All its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::File(map) => map,
            Self::Memory(cells, length) => bytemuck::cast_slice::<u128, u8>(cells).part(..*length),
        }
    }

    /// Whether pages of it were lost since it was mapped.
    pub(crate) fn is_torn(&self) -> bool {
        match self {
            Self::File(map) => bus::is_torn(map),
            Self::Memory(..) => false,
        }
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        if let Self::File(map) = self {
            bus::remove(map);
        }
    }
}
