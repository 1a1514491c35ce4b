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

use ndarray::{Array2, Axis, Slice};

use crate::BadTable;
use file::NetworkFile;
use layer::Layer;
use matrix::{Bytes, Normal};
use pieces::WordPieces;

const MAGIC: [u8; 8] = *b"ONRMINIL";
const VERSION: u32 = 2;

/// The most pieces of a text that are read, with those of its start and its end; what stands behind them is not.
const MOST_PIECES: usize = 128;

/// The network, with its weights in memory: about 55 MB.
#[derive(Debug)]
pub struct Network {
    name: String,
    pieces: WordPieces,
    words: Bytes,
    places: Array2<f32>,
    width: usize,
    first: Normal,
    layers: Vec<Layer>,
}

/// The counts of a file.
struct NetworkShape {
    layers: usize,
    width: usize,
    heads: usize,
    inner: usize,
    places: usize,
    known: usize,
}

impl NetworkShape {
    fn read(source: &mut NetworkFile<'_>) -> Result<Self, BadTable> {
        let shape = Self {
            layers: source.count(1..=48)?,
            width: source.count(4..=1024)?,
            heads: source.count(1..=64)?,
            inner: source.count(4..=4096)?,
            places: source.count(2..=512)?,
            known: source.count(4..=200_000)?,
        };
        if shape.width.is_multiple_of(shape.heads) { Ok(shape) } else { Err(BadTable::Cut) }
    }

    /// How many bytes the weights take, all that stands behind the list of pieces.
    fn bytes(&self) -> usize {
        let Self { layers, width, inner, places, known, .. } = self;
        let (float, linear) = (size_of::<f32>(), |outs, width| outs * (width + 8));
        let normal = 2 * float * width;
        let layer =
            4 * linear(width, width) + linear(inner, width) + linear(width, inner) + 2 * normal;
        known * (width + float) + places * width * float + normal + layers * layer
    }
}

impl Network {
    /// A file with more bytes is none: more than twice what the network of six layers takes.
    pub const LARGEST: u64 = 64 << 20;

    /// A network out of the bytes of its file.
    ///
    /// # Errors
    /// What is wrong with them. Sum and sizes are looked at before anything is taken out of it, so that this takes at
    /// most four times their memory.
    pub fn open(bytes: &[u8]) -> Result<Self, BadTable> {
        if bytes.len() as u64 > Self::LARGEST {
            return Err(BadTable::Cut);
        }
        let mut source = NetworkFile::of(bytes, MAGIC, VERSION)?;
        let name = source.text(1..=64)?;
        if !name.chars().all(|c| c.is_ascii_graphic()) {
            return Err(BadTable::Cut);
        }
        let shape = NetworkShape::read(&mut source)?;
        let NetworkShape { layers, width, heads, inner, places, known } = shape;
        let pieces = WordPieces::read(&mut source, known)?;
        if source.left() != shape.bytes() {
            return Err(BadTable::Cut);
        }
        let words = Bytes::read(&mut source, known, width)?;
        let places = Array2::from_shape_vec((places, width), source.floats(places * width)?)
            .map_err(|_| BadTable::Cut)?;
        let first = Normal::read(&mut source, width)?;
        let layers = (0..layers).map(|_| Layer::read(&mut source, width, inner, heads));
        let layers = layers.collect::<Result<_, _>>()?;
        Ok(Self { name: name.to_owned(), pieces, words, places, width, first, layers })
    }

    /// What its authors call it: letters, digits and signs of ASCII, 64 at most.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where each text stands. Several at once take less time than one after the other: the weights are fetched once;
    /// from about 200 pieces together it makes no difference.
    pub fn vectors(&self, texts: &[&str]) -> Vec<SentenceVector> {
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
            SentenceVector((mean / long).to_vec())
        });
        means.collect()
    }
}

/// Where a text stands in the network's own space of meaning: a direction.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceVector(Vec<f32>);

impl SentenceVector {
    /// How near another is in meaning, -1 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let near: f32 = self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum();
        // A file that was tampered with may give what is no number.
        if near.is_finite() { near.clamp(-1.0, 1.0) } else { 0.0 }
    }

    /// Its numbers.
    pub fn cells(&self) -> &[f32] {
        &self.0
    }
}
