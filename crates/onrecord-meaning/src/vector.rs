//! A place in the space of meaning, and how near two of them are.

/// How many numbers a vector has.
pub const CELLS: usize = 128;

/// Where a text stands in the space of meaning. Only its direction counts; its cells are scaled so that
/// the greatest is 127 or -127.
///
/// All arithmetic up to [`Vector::likeness`] is in whole numbers, so the same text has the same vector on every machine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vector {
    cells: [i8; CELLS],
    /// One over the length of `cells`.
    over_length: f32,
}

impl Vector {
    /// The vector in the direction of `sums`; `None` where that is nowhere.
    pub(crate) fn of(sums: &[i32; CELLS]) -> Option<Self> {
        let greatest = sums.iter().map(|sum| sum.unsigned_abs()).max().filter(|max| *max > 0)?;
        let greatest = i64::from(greatest);
        let scaled = sums.map(|sum| {
            let twice = i64::from(sum) * 254 + greatest * i64::from(sum.signum());
            (twice / (2 * greatest)) as i8
        });
        Self::from_cells(scaled)
    }

    /// The vector with these cells, as [`Vector::cells`] gave them; `None` where all are 0.
    pub fn from_cells(cells: [i8; CELLS]) -> Option<Self> {
        let square: i32 = cells.iter().map(|cell| i32::from(*cell) * i32::from(*cell)).sum();
        (square > 0).then(|| Self { cells, over_length: 1.0 / (square as f32).sqrt() })
    }

    /// Its cells, 128 bytes, to be kept.
    pub fn cells(&self) -> &[i8; CELLS] {
        &self.cells
    }

    /// How near the two point: the cosine of the angle between them, -1 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let products = self.cells.iter().zip(&other.cells);
        let sum: i32 = products.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        sum as f32 * self.over_length * other.over_length
    }

    /// The signs of its cells, a bit each, the first cell the lowest: for a first look among very many. Vectors near
    /// each other differ in few bits ([`u128::count_ones`] of the two by `^`).
    pub fn code(&self) -> u128 {
        self.cells.iter().rev().fold(0, |code, cell| code << 1 | u128::from(*cell > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(at: &[(usize, i32)]) -> Option<Vector> {
        let mut sums = [0; CELLS];
        for (cell, sum) in at {
            sums[*cell] = *sum;
        }
        Vector::of(&sums)
    }

    #[test]
    fn likeness_is_the_cosine_of_the_angle() {
        let of = |a: &[_], b: &[_]| vector(a).unwrap().likeness(&vector(b).unwrap());
        assert!((of(&[(0, 5)], &[(0, 90_000)]) - 1.0).abs() < 1e-6);
        assert!((of(&[(0, 5)], &[(0, -2)]) + 1.0).abs() < 1e-6);
        assert!(of(&[(0, 5)], &[(1, 5)]).abs() < 1e-6);
        assert!((of(&[(0, 7)], &[(0, 3), (127, 3)]) - 0.5_f32.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn the_greatest_sums_do_not_overflow() {
        assert_eq!(vector(&[(0, i32::MIN), (1, i32::MAX)]).unwrap().cells()[..2], [-127, 127]);
    }

    #[test]
    fn nowhere_is_no_vector() {
        assert_eq!(vector(&[]), None);
        assert_eq!(Vector::from_cells([0; CELLS]), None);
    }

    #[test]
    fn a_code_has_a_bit_for_each_positive_cell() {
        assert_eq!(vector(&[(0, 1), (1, -1), (127, 3)]).unwrap().code(), 1 << 127 | 1);
    }
}
