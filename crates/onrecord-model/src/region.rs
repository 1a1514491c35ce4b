//! [`Region`]: a part of a scanned page.

use serde::{Deserialize, Serialize};

/// Where something stands on a scanned page, in the units of whoever read it: mostly pixels. Small, since every
/// mark of every document has room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Region {
    page: u16,
    sides: [u16; 4],
}

impl Region {
    /// The region of a page (from 1) between `sides`: left, top, right, bottom. `None` for one that is empty or
    /// larger than a page can be (65,535 either way).
    pub fn of(page: u32, sides: [u32; 4]) -> Option<Self> {
        let [left, top, right, bottom] = sides.map(|side| u16::try_from(side).ok());
        let sides = [left?, top?, right?, bottom?];
        let [left, top, right, bottom] = sides;
        let page = u16::try_from(page).ok()?;
        (left < right && top < bottom).then_some(Self { page, sides })
    }

    /// Its page, from 1.
    pub fn page(self) -> u32 {
        self.page.into()
    }

    /// Left, top, right, bottom.
    pub fn sides(self) -> [u16; 4] {
        self.sides
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mark, Place};

    #[test]
    fn a_region_has_room_and_is_small() {
        let region = Region::of(3, [10, 20, 300, 60]);
        assert_eq!(
            region.map(|region| (region.page(), region.sides())),
            Some((3, [10, 20, 300, 60]))
        );
        for sides in [[10, 20, 10, 60], [10, 20, 300, 20], [300, 20, 10, 60], [0, 0, 1, 65_536]] {
            assert_eq!(Region::of(1, sides), None, "{sides:?}");
        }
        assert_eq!(Region::of(65_536, [0, 0, 1, 1]), None);
        assert_eq!((size_of::<Place>(), size_of::<Mark>()), (12, 16));
    }
}
