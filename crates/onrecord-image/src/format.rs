//! What stands at the two ends of an image, and its table.

use std::ops::Range;

use crate::ImageFault;

/// Sections begin at multiples of this (bytes): whatever their elements are, they are aligned.
pub(crate) const ALIGNMENT: usize = 64;

/// What an image begins and ends with.
pub(crate) const MAGIC: [u8; 16] = *b"onrecord image\r\n";

/// Grows with every change of this format.
const VERSION: u32 = 1;

/// Reads otherwise on a machine of the other byte order.
const ORDER: u32 = 0x0102_0304;

/// Bytes of the head, of a row of the table, and of the tail.
pub(crate) const HEAD: usize = 64;
pub(crate) const ROW: usize = 32;
pub(crate) const TAIL: usize = 40;

/// Sections of one image at most.
const MOST_SECTIONS: u64 = 1 << 16;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) id: u32,
    /// Size of an element (bytes).
    pub(crate) element: u32,
    /// Where it begins in the file, and how long it is (bytes).
    pub(crate) offset: u64,
    pub(crate) length: u64,
    pub(crate) checksum: u32,
}

impl Section {
    /// Its bytes in a file that ends its sections at `end`; `None` where they do not lie in there.
    pub(crate) fn range(&self, end: usize) -> Option<Range<usize>> {
        let from = usize::try_from(self.offset).ok()?;
        let to = from.checked_add(usize::try_from(self.length).ok()?)?;
        let fits = from >= HEAD && from.is_multiple_of(ALIGNMENT) && to <= end;
        fits.then_some(from..to)
    }

    pub(crate) fn to_bytes(self) -> [u8; ROW] {
        let mut row = [0; ROW];
        let fields: [&[u8]; 5] = [
            &self.id.to_le_bytes(),
            &self.element.to_le_bytes(),
            &self.offset.to_le_bytes(),
            &self.length.to_le_bytes(),
            &self.checksum.to_le_bytes(),
        ];
        fill(&mut row, &fields);
        row
    }

    fn read(row: &[u8]) -> Option<Self> {
        let mut rest = row;
        Some(Self {
            id: u32_of(&mut rest)?,
            element: u32_of(&mut rest)?,
            offset: u64_of(&mut rest)?,
            length: u64_of(&mut rest)?,
            checksum: u32_of(&mut rest)?,
        })
    }
}

/// What an image begins with.
pub(crate) fn head(build: &[u8; 32]) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    // The byte order is the writer's own, so that a reader of the other one sees another mark.
    fill(&mut head, &[&MAGIC, &VERSION.to_le_bytes(), &ORDER.to_ne_bytes(), build]);
    head
}

/// What an image ends with: its `table` begins at `offset`.
pub(crate) fn tail(offset: u64, table: &[u8]) -> [u8; TAIL] {
    let mut tail = [0; TAIL];
    let sections = (table.len() / ROW) as u32;
    let length = offset + (table.len() + TAIL) as u64;
    let checksum = crc32fast::hash(table);
    fill(
        &mut tail,
        &[
            &offset.to_le_bytes(),
            &length.to_le_bytes(),
            &sections.to_le_bytes(),
            &checksum.to_le_bytes(),
            &MAGIC,
        ],
    );
    tail
}

/// The table of the image `bytes` that `build` wrote, and where its sections end.
pub(crate) fn table(bytes: &[u8], build: &[u8; 32]) -> Result<(Vec<Section>, usize), ImageFault> {
    let begins = bytes.get(..HEAD).filter(|begins| begins.starts_with(&MAGIC));
    let begins = begins.ok_or(ImageFault::NoImage)?;
    if begins != head(build) {
        return Err(ImageFault::Foreign);
    }
    let end =
        bytes.len().checked_sub(TAIL).filter(|end| *end >= HEAD).ok_or(ImageFault::NoImage)?;
    let mut rest = bytes.get(end..).ok_or(ImageFault::NoImage)?;
    let fields = (u64_of(&mut rest), u64_of(&mut rest), u32_of(&mut rest), u32_of(&mut rest));
    let (Some(offset), Some(length), Some(sections), Some(checksum)) = fields else {
        return Err(ImageFault::NoImage);
    };
    if rest != MAGIC || length != bytes.len() as u64 {
        return Err(ImageFault::NoImage);
    }
    let offset = usize::try_from(offset).map_err(|_| ImageFault::Damaged)?;
    let table = bytes.get(offset..end).ok_or(ImageFault::Damaged)?;
    let fits = u64::from(sections) <= MOST_SECTIONS && table.len() == sections as usize * ROW;
    if !fits || crc32fast::hash(table) != checksum {
        return Err(ImageFault::Damaged);
    }
    let sections: Option<Vec<_>> = table.chunks_exact(ROW).map(Section::read).collect();
    Ok((sections.ok_or(ImageFault::Damaged)?, offset))
}

/// Writes the `fields` one after the other into `to`, which has room for them.
fn fill(to: &mut [u8], fields: &[&[u8]]) {
    for (slot, byte) in to.iter_mut().zip(fields.iter().flat_map(|field| field.iter())) {
        *slot = *byte;
    }
}

fn u32_of(rest: &mut &[u8]) -> Option<u32> {
    let (first, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u32::from_le_bytes(*first))
}

fn u64_of(rest: &mut &[u8]) -> Option<u64> {
    let (first, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(u64::from_le_bytes(*first))
}
