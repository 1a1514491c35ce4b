//! [`Groups`]: one-to-many ties in two flat arrays, small enough for a million statements.

use std::io;

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn};
use onrecord_text::Part;

/// For each key `0..n` the sorted list of values tied to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// Where the values of each key begin in `values`; one entry more than keys.
    starts: SharedColumn<u32>,
    values: SharedColumn<u32>,
}

impl Groups {
    /// Groups pairs `(key, value)`; `pairs` is walked twice and must give the same both times.
    /// Values of a key keep the order in which they come. Keys from `keys` on are left out.
    pub(super) fn new<I: Iterator<Item = (u32, u32)>>(keys: usize, pairs: impl Fn() -> I) -> Self {
        let mut starts = vec![0u32; keys + 1];
        for (key, _) in pairs() {
            if let Some(count) = starts.get_mut(key as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut values = vec![0; sum as usize];
        for (key, value) in pairs().filter(|(key, _)| (*key as usize) < keys) {
            if let Some(at) = next.get_mut(key as usize) {
                if let Some(slot) = values.get_mut(*at as usize) {
                    *slot = value;
                }
                *at += 1;
            }
        }
        Self { starts: starts.into(), values: values.into() }
    }

    /// The values tied to `key`.
    pub(super) fn of(&self, key: u32) -> &[u32] {
        let key = key as usize;
        let bounds = self.starts.get(key).zip(self.starts.get(key + 1));
        match bounds {
            Some((from, to)) => self.values.part(*from as usize..*to as usize),
            // A key that was left out.
            None => &[],
        }
    }

    /// Writes them into sections `base` and the next.
    pub(super) fn write<W: io::Write>(
        &self,
        image: &mut ImageWriter<W>,
        base: u32,
    ) -> io::Result<()> {
        image.put(base, &self.starts)?;
        image.put(base + 1, &self.values)
    }

    /// Those that [`Groups::write`] wrote.
    pub(super) fn open(image: &Image, base: u32) -> Result<Self, ImageFault> {
        Ok(Self { starts: image.column(base)?, values: image.column(base + 1)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn values_stand_under_their_key_in_order() {
        let pairs = [(2, 5), (0, 1), (2, 3), (9, 9)];
        let groups = Groups::new(3, || pairs.into_iter());
        assert_eq!(groups.of(0), [1]);
        assert_eq!(groups.of(1), [0u32; 0]);
        assert_eq!(groups.of(2), [5, 3]);
        assert_eq!(groups.of(9), [0u32; 0]);
    }
}
