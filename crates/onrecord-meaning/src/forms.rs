//! Which lemmas a word is a form of: a front-coded list, read where it lies.
//!
//! Forms stand in blocks of [`BLOCK`] in the order of their bytes. Each says how many bytes it shares with
//! the one before it (0 at the start of a block), how many of its own follow, these, how many lemmas it
//! has, and their numbers in two bytes each.

use crate::bytes::{BadTable, Numbers, Parts};

/// How many forms stand in a block.
const BLOCK: u32 = 16;

/// The longest form in bytes; `pack.py` leaves longer ones out.
const LONGEST: usize = 40;

/// The most lemmas that one form has.
pub(crate) const MOST_LEMMAS: usize = 3;

/// The forms that rules do not bring to their lemma, or not to the right one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forms {
    blocks: Numbers,
    bytes: &'static [u8],
    count: u32,
}

impl Forms {
    pub(crate) const EMPTY: Self = Self { blocks: Numbers::EMPTY, bytes: &[], count: 0 };

    /// The list that stands next in `parts`.
    pub(crate) fn read(parts: &mut Parts) -> Result<Self, BadTable> {
        let count = parts.number()?;
        let blocks = parts.numbers(count.div_ceil(BLOCK) as usize + 1)?;
        let bytes = parts.stretch()?;
        Ok(Self { blocks, bytes, count })
    }

    /// The numbers of the lemmas of `form`, the likeliest first; empty where it is not listed.
    pub(crate) fn lemmas(&self, form: &str) -> impl Iterator<Item = u16> + use<> {
        let found = self.find(form.as_bytes()).unwrap_or(&[]);
        found.as_chunks::<2>().0.iter().map(|bytes| u16::from_le_bytes(*bytes))
    }

    fn find(&self, form: &[u8]) -> Option<&'static [u8]> {
        // The last block whose first form does not stand behind this one.
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.first_of(middle)? <= form { low = middle + 1 } else { high = middle }
        }
        let mut rest = self.blocks.stretch(low.checked_sub(1)? as usize, self.bytes);
        let (mut word, mut len) = ([0; LONGEST], 0);
        while let Some(entry) = ListedForm::read(&mut rest) {
            if entry.shared > len {
                return None;
            }
            len = entry.shared + entry.own.len();
            word.get_mut(entry.shared..len)?.copy_from_slice(entry.own);
            match word.get(..len)?.cmp(form) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(entry.lemmas),
                std::cmp::Ordering::Greater => return None,
            }
        }
        None
    }

    fn first_of(&self, block: u32) -> Option<&'static [u8]> {
        ListedForm::read(&mut self.blocks.stretch(block as usize, self.bytes))
            .map(|entry| entry.own)
    }
}

/// One form as it stands in its block.
struct ListedForm {
    shared: usize,
    own: &'static [u8],
    lemmas: &'static [u8],
}

impl ListedForm {
    fn read(rest: &mut &'static [u8]) -> Option<Self> {
        let ([shared, own], behind) = rest.split_first_chunk()?;
        let (own, behind) = behind.split_at_checked(usize::from(*own))?;
        let (count, behind) = behind.split_first()?;
        let count = usize::from(*count).min(MOST_LEMMAS);
        let (lemmas, behind) = behind.split_at_checked(2 * count)?;
        *rest = behind;
        Some(Self { shared: usize::from(*shared), own, lemmas })
    }
}
