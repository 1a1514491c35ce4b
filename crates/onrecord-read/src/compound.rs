//! Compound files ([MS-CFB], version 3 and 4): storages and streams, as Outlook and older Office write them.
//!
//! Nothing of the file is believed: chains end where they run in circles or out of the file, and what is
//! taken in all is bounded by the size of the file.

use std::collections::BTreeSet;

use onrecord_text::Part as _;

/// What a compound file begins with.
const SIGN: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// From this number on a sector is none: free, the end of a chain, a table's own.
const NONE: u32 = 0xffff_fffa;

/// Bytes of an entry of the directory, and of a sector of short streams.
const ENTRY: usize = 128;
const SHORT: usize = 64;

/// How many sectors of tables the header itself names.
const NAMED: usize = 109;

/// Whether `bytes` begin as a compound file does.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGN)
}

/// An entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CompoundEntry {
    /// Its name.
    pub(crate) name: String,
    /// Whether it holds others; else it holds bytes.
    pub(crate) is_storage: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// A compound file.
pub(crate) struct CompoundFile<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector.
    sector: usize,
    /// Streams below so many bytes stand in short sectors.
    cutoff: usize,
    /// Which sector follows each.
    table: Vec<u32>,
    short_table: Vec<u32>,
    /// The short sectors, one behind the other.
    short: Option<Vec<u8>>,
    entries: Vec<CompoundEntry>,
    /// How many more bytes are taken out of the file.
    left: usize,
}

impl<'b> CompoundFile<'b> {
    /// Reads the tables and the directory; `None` where they are none.
    pub(crate) fn read(bytes: &'b [u8]) -> Option<Self> {
        if !begins(bytes) {
            return None;
        }
        let number = |at: usize| u32_at(bytes, at);
        let shift = u16_at(bytes, 30)?;
        let sector = match shift {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = CompoundFile {
            bytes,
            sector,
            cutoff: number(56)? as usize,
            table: Vec::new(),
            short_table: Vec::new(),
            short: None,
            entries: Vec::new(),
            left: bytes.len().saturating_mul(2) + (1 << 20),
        };
        file.table = file.tables(number(68)?);
        let directory = file.chain(number(48)?, usize::MAX)?;
        file.entries =
            directory.chunks_exact(ENTRY).filter_map(|chunk| entry(chunk, shift == 9)).collect();
        let short_table = file.chain(number(60)?, usize::MAX);
        file.short_table = short_table.iter().flat_map(|table| numbers(table)).collect();
        let root = file.entries.first()?.clone();
        file.short = file.chain(root.start, root.size);
        Some(file)
    }

    /// What follows each sector: the tables that the header names, and those that a chain of lists names.
    fn tables(&self, mut list: u32) -> Vec<u32> {
        let most = self.bytes.len() / self.sector + 1;
        let mut places: Vec<u32> =
            self.bytes.get(76..).into_iter().flat_map(numbers).take(NAMED).collect();
        let mut lists = 0;
        while list < NONE && lists <= most {
            let Some(sector) = self.sector_at(list) else { break };
            let mut named: Vec<u32> = numbers(sector).collect();
            list = named.pop().unwrap_or(NONE);
            places.append(&mut named);
            lists += 1;
        }
        let places = places.into_iter().filter(|place| *place < NONE).take(most);
        let sectors = places.filter_map(|place| self.sector_at(place));
        sectors.flat_map(numbers).take(most).collect()
    }

    fn sector_at(&self, place: u32) -> Option<&'b [u8]> {
        let from = (place as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(from..).filter(|rest| !rest.is_empty())?;
        // A last sector may lack its end.
        Some(rest.part(..rest.len().min(self.sector)))
    }

    /// `size` bytes of the chain that begins at sector `start`, or as many as there are.
    fn chain(&mut self, start: u32, size: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let (mut place, mut steps) = (start, 0);
        while place < NONE && out.len() < size && steps <= self.table.len() {
            let sector = self.sector_at(place)?;
            self.left = self.left.checked_sub(sector.len())?;
            out.extend_from_slice(sector);
            place = self.table.get(place as usize).copied().unwrap_or(NONE);
            steps += 1;
        }
        out.truncate(size);
        Some(out)
    }

    fn short_chain(&mut self, start: u32, size: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let (mut place, mut steps) = (start, 0);
        while place < NONE && out.len() < size && steps <= self.short_table.len() {
            let from = (place as usize).checked_mul(SHORT)?;
            let rest = self.short.as_ref()?.get(from..)?;
            let sector = rest.part(..rest.len().min(SHORT));
            self.left = self.left.checked_sub(sector.len())?;
            out.extend_from_slice(sector);
            place = self.short_table.get(place as usize).copied().unwrap_or(NONE);
            steps += 1;
        }
        out.truncate(size);
        Some(out)
    }

    /// The numbers of the entries in the storage with number `of`; 0 is the root.
    pub(crate) fn inside(&mut self, of: usize) -> Vec<usize> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![self.entries.get(of).map_or(NONE, |entry| entry.child)];
        while let Some(at) = waiting.pop() {
            let at = at as usize;
            let Some(left) = self.left.checked_sub(ENTRY) else { break };
            self.left = left;
            if let Some(entry) = self.entries.get(at)
                && found.insert(at)
            {
                waiting.extend([entry.right, entry.left]);
            }
        }
        found.into_iter().collect()
    }

    /// Entry `at`.
    pub(crate) fn entry(&self, at: usize) -> Option<&CompoundEntry> {
        self.entries.get(at)
    }

    /// The bytes of stream `at`; `None` for one that is none, or leads nowhere.
    pub(crate) fn stream(&mut self, at: usize) -> Option<Vec<u8>> {
        let (start, size) =
            self.entries.get(at).filter(|e| !e.is_storage).map(|e| (e.start, e.size))?;
        if size < self.cutoff { self.short_chain(start, size) } else { self.chain(start, size) }
    }
}

/// The first of these streams that a compound file has at its root: what stands beside its name, and its bytes.
pub(crate) fn first_stream<T: Copy>(bytes: &[u8], names: &[(&str, T)]) -> Option<(T, Vec<u8>)> {
    let mut file = CompoundFile::read(bytes)?;
    let inside = file.inside(0);
    names.iter().find_map(|(name, beside)| {
        let is = |at: &&usize| file.entry(**at).is_some_and(|entry| entry.name == *name);
        let at = inside.iter().find(is).copied()?;
        Some((*beside, file.stream(at)?))
    })
}

fn entry(bytes: &[u8], short_sizes: bool) -> Option<CompoundEntry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62);
    let (units, _) = bytes.get(..length)?.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    let number = |at| u32_at(bytes, at);
    let high = if short_sizes { 0 } else { number(124)? };
    Some(CompoundEntry {
        name: String::from_utf16_lossy(&units),
        is_storage: matches!(bytes.get(66)?, 1 | 5),
        left: number(68)?,
        right: number(72)?,
        child: number(76)?,
        start: number(116)?,
        size: usize::try_from(u64::from(high) << 32 | u64::from(number(120)?)).ok()?,
    })
}

/// All numbers of four bytes.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}
