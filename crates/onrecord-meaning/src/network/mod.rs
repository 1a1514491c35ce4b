//! A small network that reads whole sentences: MiniLM-L6 (BERT's encoder, 6 layers, 384 wide), its weights in a file of
//! their own. It puts a few dozen sentences in order that the [vectors](crate::Vectors) have found.
//!
//! The weights lie in the file as signed bytes with a scale for each row, which changes a sentence's vector by less than
//! a thousandth; they are widened when it is opened, and the products are `ndarray`'s, which uses what the processor
//! has. A sentence's vector is the mean over its pieces, as the authors of the network have it.

mod file;
mod layer;
mod matrix;
mod pieces;

use ndarray::{Array1, Array2, Axis, Slice};

use crate::BadTable;
use file::NetworkFile;
use layer::Layer;
use matrix::{Bytes, Normal};
use pieces::WordPieces;

const MAGIC: [u8; 8] = *b"ONRMINIL";
const VERSION: u32 = 1;

/// The most pieces of a text that are read.
const MOST_PIECES: usize = 128;

/// About how many pieces go through the network at once: enough that weights are fetched seldom, few enough that
/// it can stop soon.
const BATCH: usize = 192;

/// The network, with its weights in memory: about 55 MB.
#[derive(Debug)]
pub struct Network {
    pieces: WordPieces,
    words: Bytes,
    places: Array2<f32>,
    width: usize,
    first: Normal,
    layers: Vec<Layer>,
}

impl Network {
    /// A network out of the bytes of its file.
    ///
    /// # Errors
    /// What is wrong with them: nothing else is read from a file that announces too much or too little.
    pub fn open(bytes: &[u8]) -> Result<Self, BadTable> {
        let mut source = NetworkFile::of(bytes, MAGIC, VERSION)?;
        let layers = source.count(1..=48)?;
        let width = source.count(4..=1024)?;
        let heads = source.count(1..=64)?;
        let inner = source.count(4..=4096)?;
        let places = source.count(2..=512)?;
        let known = source.count(4..=200_000)?;
        if width % heads != 0 {
            return Err(BadTable::Cut);
        }
        let pieces = WordPieces::read(&mut source, known)?;
        let words = Bytes::read(&mut source, known, width)?;
        let places = Array2::from_shape_vec((places, width), source.floats(places * width)?)
            .map_err(|_| BadTable::Cut)?;
        let first = Normal::read(&mut source, width)?;
        let mut read = Vec::new();
        for _ in 0..layers {
            read.push(Layer::read(&mut source, width, inner, heads)?);
        }
        source.end()?;
        Ok(Self { pieces, words, places, width, first, layers: read })
    }

    /// How near each of `texts` is to `query` in meaning, -1 to 1, in their order. Stops, and gives those it has, as soon
    /// as `keep_going` says no; it is asked about every 50 ms.
    pub fn likeness(
        &self,
        query: &str,
        texts: &[&str],
        mut keep_going: impl FnMut() -> bool,
    ) -> Vec<f32> {
        let Some(query) = self.vectors(&[query]).pop() else { return Vec::new() };
        let mut out = Vec::with_capacity(texts.len());
        let mut rest = texts;
        while !rest.is_empty() && keep_going() {
            let (batch, behind) = rest.split_at(batch(rest));
            rest = behind;
            let vectors = self.vectors(batch);
            let likeness = vectors.iter().map(|vector| query.dot(vector));
            // A file that was tampered with may give what is no number.
            out.extend(
                likeness.map(|near| if near.is_finite() { near.clamp(-1.0, 1.0) } else { 0.0 }),
            );
        }
        out
    }

    /// The vector of each text, of length 1.
    pub fn vectors(&self, texts: &[&str]) -> Vec<Array1<f32>> {
        let most = MOST_PIECES.min(self.places.nrows());
        let read: Vec<_> = texts.iter().map(|text| self.pieces.of(text, most)).collect();
        let lengths: Vec<_> = read.iter().map(Vec::len).collect();
        let mut state = Array2::zeros((lengths.iter().sum(), self.width));
        let places =
            read.iter().flat_map(|pieces| pieces.iter().zip(self.places.axis_iter(Axis(0))));
        for (mut row, (piece, place)) in state.axis_iter_mut(Axis(0)).zip(places) {
            row.assign(&place);
            row.iter_mut().zip(self.words.row(*piece)).for_each(|(cell, more)| *cell += more);
        }
        self.first.apply(&mut state);
        for layer in &self.layers {
            layer.apply(&mut state, &lengths);
        }
        let mut at = 0;
        let means = lengths.iter().map(|length| {
            let mean = state.slice_axis(Axis(0), Slice::from(at..at + length)).sum_axis(Axis(0));
            at += length;
            let long = mean.dot(&mean).sqrt().max(f32::MIN_POSITIVE);
            mean / long
        });
        means.collect()
    }
}

/// How many of `texts` go through the network at once: one at least.
fn batch(texts: &[&str]) -> usize {
    let mut pieces = 0;
    let fitting = texts.iter().take_while(|text| {
        pieces += text.len().div_ceil(4).min(MOST_PIECES);
        pieces <= BATCH
    });
    fitting.count().max(1)
}
