//! Rows of numbers, and what a layer does with them.

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::file::NetworkFile;
use crate::BadTable;

/// What is added to the spread of a row before it is divided by it.
const EPSILON: f32 = 1e-12;

/// A matrix of signed bytes, a scale for each row.
#[derive(Debug)]
pub(super) struct Bytes {
    cells: Vec<i8>,
    scales: Vec<f32>,
    width: usize,
}

impl Bytes {
    /// The matrix of `rows` rows that stands next in `source`.
    pub(super) fn read(
        source: &mut NetworkFile<'_>,
        rows: usize,
        width: usize,
    ) -> Result<Self, BadTable> {
        let scales = source.floats(rows)?;
        let cells = source.take(rows.checked_mul(width).ok_or(BadTable::Cut)?)?;
        Ok(Self { cells: cells.iter().map(|cell| cell.cast_signed()).collect(), scales, width })
    }

    /// The row at `at`; empty where there is none.
    pub(super) fn row(&self, at: u32) -> impl Iterator<Item = f32> {
        let at = at as usize;
        let cells = self.cells.get(at * self.width..(at + 1) * self.width).unwrap_or(&[]);
        let scale = self.scales.get(at).copied().unwrap_or(0.0);
        cells.iter().map(move |cell| f32::from(*cell) * scale)
    }

    /// All of it as floats.
    fn widened(&self) -> Result<Array2<f32>, BadTable> {
        let rows = self.cells.chunks_exact(self.width).zip(&self.scales);
        let cells =
            rows.flat_map(|(row, scale)| row.iter().map(move |cell| f32::from(*cell) * scale));
        let shape = (self.scales.len(), self.width);
        Array2::from_shape_vec(shape, cells.collect()).map_err(|_| BadTable::Cut)
    }
}

/// A matrix that rows are multiplied by, and what is added behind it.
#[derive(Debug)]
pub(super) struct Linear {
    weights: Array2<f32>,
    bias: Array1<f32>,
}

impl Linear {
    /// What stands next in `source`: out of `width` numbers come `outs`.
    pub(super) fn read(
        source: &mut NetworkFile<'_>,
        outs: usize,
        width: usize,
    ) -> Result<Self, BadTable> {
        let weights = Bytes::read(source, outs, width)?.widened()?;
        Ok(Self { weights, bias: source.floats(outs)?.into() })
    }

    /// What comes out of each row.
    pub(super) fn of(&self, rows: &ArrayView2<'_, f32>) -> Array2<f32> {
        rows.dot(&self.weights.t()) + &self.bias
    }
}

/// Rows brought to one mean and one spread, then scaled and moved (layer normalisation).
#[derive(Debug)]
pub(super) struct Normal {
    scale: Array1<f32>,
    shift: Array1<f32>,
}

impl Normal {
    /// What stands next in `source`.
    pub(super) fn read(source: &mut NetworkFile<'_>, width: usize) -> Result<Self, BadTable> {
        Ok(Self { scale: source.floats(width)?.into(), shift: source.floats(width)?.into() })
    }

    /// Brings every row to its place.
    pub(super) fn apply(&self, rows: &mut Array2<f32>) {
        for mut row in rows.axis_iter_mut(Axis(0)) {
            let mean = row.mean().unwrap_or(0.0);
            row -= mean;
            let over = 1.0 / (row.dot(&row) / row.len() as f32 + EPSILON).sqrt();
            row *= over;
            row *= &self.scale;
            row += &self.shift;
        }
    }
}
