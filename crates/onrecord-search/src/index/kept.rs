//! An index in an image, beside the corpus that it belongs to.

use std::io;

use onrecord_corpus::Corpus;
use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn};

use super::Index;
use super::row_set::RowSet;
use super::shard::Shard;
use super::vocabulary::Vocabulary;
use crate::matching::lexicon::Lexicon;

/// The first section of the index of statements, weak suggestions, what was dismissed, and passages.
const OWN: u32 = 0x1000;
const WEAK: u32 = 0x1100;
const DISMISSED: u32 = 0x1200;
const PASSAGES: u32 = 0x1300;

/// Sections of each of these, counted from its first.
const VOCABULARY: u32 = 0;
const NAMES: u32 = 8;
const SOURCES: u32 = 16;
const SPEAKERS: u32 = 24;
const PARAPHRASES: u32 = 25;
const SHARDS: u32 = 26;
const SHARD_WORDS: u32 = 27;
const POSTING_STARTS: u32 = 28;
const POSTINGS: u32 = 29;
const ROW_STARTS: u32 = 30;
const ROW_WORDS: u32 = 31;
#[cfg(feature = "meaning")]
const PLACES: u32 = 32;

/// What finds a shard in the columns of all: its first row, and where its part of each of the five columns
/// begins, in the order of their sections.
type ShardPlace = [u64; 6];

impl Index {
    /// The index of `corpus`: where that lies in an image the one beside it, else made on `threads` threads.
    pub fn of(corpus: &Corpus, threads: usize) -> Self {
        let kept = corpus.image().map(|image| Self::open(image, corpus));
        match kept {
            Some(Ok(index)) => index,
            Some(Err(why)) => {
                log::warn!("the index that is kept cannot be read: {why:?}");
                Self::build(corpus, threads)
            }
            None => Self::build(corpus, threads),
        }
    }

    /// Writes it into an image, from which [`Index::of`] has it again. What is new to somebody is not written.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write<W: io::Write>(&self, image: &mut ImageWriter<W>) -> io::Result<()> {
        let parts = [
            (Some(self), OWN),
            (self.weak.as_deref(), WEAK),
            (self.dismissed.as_deref(), DISMISSED),
            (self.passages.as_deref(), PASSAGES),
        ];
        for (part, base) in parts {
            if let Some(part) = part {
                part.write_part(image, base)?;
            }
        }
        Ok(())
    }

    fn write_part<W: io::Write>(&self, image: &mut ImageWriter<W>, base: u32) -> io::Result<()> {
        self.vocabulary.write(image, base + VOCABULARY)?;
        self.names.write(image, base + NAMES)?;
        self.sources.write(image, base + SOURCES)?;
        image.put(base + SPEAKERS, &self.speakers)?;
        image.put(base + PARAPHRASES, &self.paraphrases)?;
        #[cfg(feature = "meaning")]
        self.places.write(image, base + PLACES)?;
        write_shards(&self.shards, image, base)
    }

    fn open(image: &Image, corpus: &Corpus) -> Result<Self, ImageFault> {
        let part = |base, part: Option<&Corpus>| {
            part.map(|part| Self::open_part(image, base, part).map(Box::new)).transpose()
        };
        let (weak, dismissed) = (part(WEAK, corpus.weak())?, part(DISMISSED, corpus.dismissed())?);
        let passages = part(PASSAGES, corpus.passages())?;
        Ok(Self { passages, weak, dismissed, ..Self::open_part(image, OWN, corpus)? })
    }

    fn open_part(image: &Image, base: u32, corpus: &Corpus) -> Result<Self, ImageFault> {
        let rows = corpus.statements().len() as u32;
        let index = Self {
            rows,
            vocabulary: Vocabulary::open(image, base + VOCABULARY)?,
            shards: open_shards(image, base)?,
            names: Lexicon::open(image, base + NAMES)?,
            sources: Lexicon::open(image, base + SOURCES)?,
            speakers: image.column(base + SPEAKERS)?,
            paraphrases: image.column(base + PARAPHRASES)?,
            #[cfg(feature = "meaning")]
            places: crate::meaning::places::Places::open(image, base + PLACES)?,
            new: RowSet::none(rows),
            ..Self::default()
        };
        // Rows come one shard after the other, and are those of the corpus.
        let upto = index
            .shards
            .iter()
            .try_fold(0, |from, shard| (shard.first == from).then(|| from + shard.rows()));
        let fits = upto.is_some_and(|upto| upto == rows) && index.speakers.len() == rows as usize;
        if fits { Ok(index) } else { Err(ImageFault::Damaged) }
    }
}

fn write_shards<W: io::Write>(
    shards: &[Shard],
    image: &mut ImageWriter<W>,
    base: u32,
) -> io::Result<()> {
    let mut places: Vec<ShardPlace> = Vec::with_capacity(shards.len() + 1);
    let mut at: ShardPlace = [0; 6];
    for shard in shards {
        places.push(at);
        let lengths = [
            shard.rows() as usize,
            shard.words.len(),
            shard.posting_starts.len(),
            shard.postings.len(),
            shard.row_starts.len(),
            shard.row_words.len(),
        ];
        for (start, length) in at.iter_mut().zip(lengths) {
            *start += length as u64;
        }
    }
    places.push(at);
    image.put(base + SHARDS, &places)?;
    image.put_parts::<u32>(base + SHARD_WORDS, shards.iter().map(|shard| &*shard.words))?;
    let starts = shards.iter().map(|shard| &*shard.posting_starts);
    image.put_parts::<u32>(base + POSTING_STARTS, starts)?;
    image.put_parts::<u16>(base + POSTINGS, shards.iter().map(|shard| &*shard.postings))?;
    image.put_parts::<u32>(base + ROW_STARTS, shards.iter().map(|shard| &*shard.row_starts))?;
    image.put_parts::<u16>(base + ROW_WORDS, shards.iter().map(|shard| &*shard.row_words))
}

fn open_shards(image: &Image, base: u32) -> Result<Vec<Shard>, ImageFault> {
    let places: SharedColumn<ShardPlace> = image.column(base + SHARDS)?;
    let (words, postings) = (image.column(base + SHARD_WORDS)?, image.column(base + POSTINGS)?);
    let (posting_starts, row_starts) =
        (image.column(base + POSTING_STARTS)?, image.column(base + ROW_STARTS)?);
    let row_words = image.column(base + ROW_WORDS)?;
    let shard = |bounds: &[ShardPlace]| {
        let [from, to] = bounds else { return None };
        let range = |at: usize| {
            Some(usize::try_from(*from.get(at)?).ok()?..usize::try_from(*to.get(at)?).ok()?)
        };
        Some(Shard {
            first: u32::try_from(*from.first()?).ok()?,
            words: SharedColumn::view(&words, range(1)?)?,
            posting_starts: SharedColumn::view(&posting_starts, range(2)?)?,
            postings: SharedColumn::view(&postings, range(3)?)?,
            row_starts: SharedColumn::view(&row_starts, range(4)?)?,
            row_words: SharedColumn::view(&row_words, range(5)?)?,
        })
    };
    let shards: Option<Vec<_>> = places.windows(2).map(shard).collect();
    shards.ok_or(ImageFault::Damaged)
}
