//! One layer: every piece of a text looks at every other (attention), then each is worked over by itself.

use std::sync::OnceLock;

use ndarray::{Array2, ArrayView2, Axis, Slice};

use super::file::NetworkFile;
use super::matrix::{Linear, Normal};
use crate::BadTable;

/// The weights of a layer.
#[derive(Debug)]
pub(super) struct Layer {
    heads: usize,
    query: Linear,
    key: Linear,
    value: Linear,
    joined: Linear,
    inner: Linear,
    outer: Linear,
    after_attention: Normal,
    after_all: Normal,
}

impl Layer {
    /// The layer that stands next in `source`. `heads` divides `width`.
    pub(super) fn read(
        source: &mut NetworkFile<'_>,
        width: usize,
        inner: usize,
        heads: usize,
    ) -> Result<Self, BadTable> {
        Ok(Self {
            heads,
            query: Linear::read(source, width, width)?,
            key: Linear::read(source, width, width)?,
            value: Linear::read(source, width, width)?,
            joined: Linear::read(source, width, width)?,
            inner: Linear::read(source, inner, width)?,
            outer: Linear::read(source, width, inner)?,
            after_attention: Normal::read(source, width)?,
            after_all: Normal::read(source, width)?,
        })
    }

    /// Works over the rows of texts of these lengths, one behind the other.
    pub(super) fn apply(&self, state: &mut Array2<f32>, lengths: &[usize]) {
        let of = |linear: &Linear| linear.of(&state.view());
        let (query, key, value) = (of(&self.query), of(&self.key), of(&self.value));
        let mut seen = Array2::zeros(state.raw_dim());
        let mut at = 0;
        for length in lengths {
            let rows = Slice::from(at..at + length);
            let [query, key, value] =
                [&query, &key, &value].map(|all| all.slice_axis(Axis(0), rows));
            seen.slice_axis_mut(Axis(0), rows).assign(&self.attend(&query, &key, &value));
            at += length;
        }
        *state += &self.joined.of(&seen.view());
        self.after_attention.apply(state);
        let mut inner = self.inner.of(&state.view());
        inner.mapv_inplace(gelu);
        *state += &self.outer.of(&inner.view());
        self.after_all.apply(state);
    }

    /// For each piece of one text, head by head: the mean of what all have to give, weighed by how well what it asks
    /// for fits what they have.
    fn attend(
        &self,
        query: &ArrayView2<'_, f32>,
        key: &ArrayView2<'_, f32>,
        value: &ArrayView2<'_, f32>,
    ) -> Array2<f32> {
        let mut seen = Array2::zeros(query.raw_dim());
        let width = query.ncols() / self.heads;
        let sharp = 1.0 / (width as f32).sqrt();
        for head in 0..self.heads {
            let part = Slice::from(head * width..(head + 1) * width);
            let [query, key, value] = [query, key, value].map(|all| all.slice_axis(Axis(1), part));
            let mut shares = query.dot(&key.t()) * sharp;
            for mut row in shares.axis_iter_mut(Axis(0)) {
                let greatest = row.fold(f32::NEG_INFINITY, |greatest, fit| greatest.max(*fit));
                row.mapv_inplace(|fit| (fit - greatest).exp());
                let sum = row.sum();
                row /= sum;
            }
            seen.slice_axis_mut(Axis(1), part).assign(&shares.dot(&value));
        }
        seen
    }
}

/// Steps of the table of [`gelu`] for 1.
const STEPS: f32 = 128.0;

/// Beyond this [`gelu`] is 0 or the number itself.
const BEYOND: f32 = 6.0;

/// The bend between the two halves of a layer: `x` times the share of the normal distribution below it. Read out of
/// a table of steps, between which it is drawn straight; off by less than 0.00002.
fn gelu(x: f32) -> f32 {
    static TABLE: OnceLock<Vec<f32>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let steps = (2.0 * BEYOND * STEPS) as u16 + 2;
        let at = |step| f64::from(step) / f64::from(STEPS) - f64::from(BEYOND);
        (0..steps).map(|step| exact_gelu(at(step)) as f32).collect()
    });
    if x >= BEYOND {
        return x;
    }
    if x <= -BEYOND || x.is_nan() {
        return 0.0;
    }
    let at = (x + BEYOND) * STEPS;
    let step = at as usize;
    match table.get(step..step + 2) {
        Some([low, high]) => low + (high - low) * (at - step as f32),
        _ => 0.0,
    }
}

/// By the error function of Abramowitz and Stegun, 7.1.26: off by 0.00000015 at most.
fn exact_gelu(x: f64) -> f64 {
    const SERIES: [f64; 5] =
        [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    let z = x.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let powers = SERIES.iter().fold(0.0, |sum, factor| (sum + factor) * t);
    let erf = (1.0 - powers * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}
