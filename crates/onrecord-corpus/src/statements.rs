//! [`Statements`]: those of a corpus in order, in memory or in an image.

use std::io;
use std::iter::FusedIterator;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn};
use onrecord_model::{Form, Origin, SourceIx, Stated, Statement, Status};
use onrecord_text::{Part, never};
use smallvec::smallvec;

/// Statements that are read from an image together: one alone costs its neighbours, a list reads few stretches.
const STRETCH: usize = 64;

/// Sections of an image, counted from the number that its owner gives the statements.
const BYTES: u32 = 0;
const STARTS: u32 = 1;
const COUNT: u32 = 2;

/// Stands where an image that is not sound has none.
static MISSING: LazyLock<Statement> = LazyLock::new(|| Statement {
    id: "".into(),
    source: SourceIx(u32::MAX),
    spans: smallvec![onrecord_text::Span::default()],
    form: Form::Unknown,
    status: Status::Unchecked,
    origin: Origin::Suggested,
    speaker: Stated::Unseen,
    provenance: None,
});

/// The statements of a corpus in order. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Statements<'c>(StatementsPlace<'c>);

#[derive(Debug, Clone, Copy)]
enum StatementsPlace<'c> {
    Owned(&'c [Statement]),
    Kept(&'c KeptStatements),
}

impl<'c> Statements<'c> {
    /// How many there are.
    pub fn len(self) -> usize {
        match self.0 {
            StatementsPlace::Owned(all) => all.len(),
            StatementsPlace::Kept(kept) => kept.count,
        }
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The statement at a position.
    pub fn get(self, at: usize) -> Option<&'c Statement> {
        match self.0 {
            StatementsPlace::Owned(all) => all.get(at),
            StatementsPlace::Kept(kept) => kept.get(at),
        }
    }

    /// All of them.
    pub fn iter(self) -> StatementIter<'c> {
        self.range(0..self.len())
    }

    /// Those at these positions.
    pub fn range(self, range: Range<usize>) -> StatementIter<'c> {
        let end = range.end.min(self.len());
        StatementIter { all: self, left: range.start.min(end)..end }
    }

    /// How many stand before the first that does not `hold`, where none behind that one does either.
    pub fn partition_point(self, holds: impl Fn(&Statement) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.get(middle).is_some_and(&holds) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

impl<'c> From<&'c [Statement]> for Statements<'c> {
    fn from(all: &'c [Statement]) -> Self {
        Self(StatementsPlace::Owned(all))
    }
}

impl<'c> From<&'c KeptStatements> for Statements<'c> {
    fn from(kept: &'c KeptStatements) -> Self {
        Self(StatementsPlace::Kept(kept))
    }
}

impl PartialEq for Statements<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<'c> IntoIterator for Statements<'c> {
    type Item = &'c Statement;
    type IntoIter = StatementIter<'c>;

    fn into_iter(self) -> StatementIter<'c> {
        self.iter()
    }
}

/// Statements one after the other.
#[derive(Debug, Clone)]
pub struct StatementIter<'c> {
    all: Statements<'c>,
    left: Range<usize>,
}

impl<'c> Iterator for StatementIter<'c> {
    type Item = &'c Statement;

    fn next(&mut self) -> Option<&'c Statement> {
        self.all.get(self.left.next()?)
    }

    fn nth(&mut self, n: usize) -> Option<&'c Statement> {
        self.all.get(self.left.nth(n)?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl DoubleEndedIterator for StatementIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.all.get(self.left.next_back()?)
    }
}

impl ExactSizeIterator for StatementIter<'_> {}
impl FusedIterator for StatementIter<'_> {}

/// Statements in an image, each read with its neighbours when somebody looks at one of them, and held from then on.
#[derive(Debug)]
pub(crate) struct KeptStatements {
    bytes: SharedColumn<u8>,
    /// Where each stretch begins in `bytes`; one entry more than stretches.
    starts: SharedColumn<u64>,
    count: usize,
    read: Box<[OnceLock<Box<[Statement]>>]>,
}

impl KeptStatements {
    /// Those that [`write()`] wrote into sections from `base` on.
    pub(crate) fn open(image: &Image, base: u32) -> Result<Self, ImageFault> {
        let starts: SharedColumn<u64> = image.column(base + STARTS)?;
        let count = *image.column::<u64>(base + COUNT)?.first().ok_or(ImageFault::Damaged)?;
        let count = usize::try_from(count).map_err(|_| ImageFault::Damaged)?;
        let stretches = count.div_ceil(STRETCH);
        if starts.len() != stretches + 1 {
            return Err(ImageFault::Damaged);
        }
        let read = (0..stretches).map(|_| OnceLock::new()).collect();
        Ok(Self { bytes: image.column(base + BYTES)?, starts, count, read })
    }

    fn get(&self, at: usize) -> Option<&Statement> {
        if at >= self.count {
            return None;
        }
        let stretch = at / STRETCH;
        let read = self.read.get(stretch)?.get_or_init(|| self.stretch(stretch));
        Some(read.get(at % STRETCH).unwrap_or(&MISSING))
    }

    fn stretch(&self, stretch: usize) -> Box<[Statement]> {
        let bounds = self.starts.get(stretch).zip(self.starts.get(stretch + 1));
        let bytes = bounds.and_then(|(from, to)| {
            self.bytes.get(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?)
        });
        let Some(bytes) = bytes else {
            never!("stretch {stretch} of a kept corpus is not there");
            return Box::default();
        };
        match postcard::from_bytes::<Vec<Statement>>(bytes) {
            Ok(read) => read.into_boxed_slice(),
            Err(why) => {
                never!("stretch {stretch} of a kept corpus cannot be read: {why}");
                Box::default()
            }
        }
    }
}

/// Writes statements into sections from `base` on.
///
/// # Errors
/// What the writer says.
pub(crate) fn write<W: io::Write>(
    image: &mut ImageWriter<W>,
    base: u32,
    statements: &[Statement],
) -> io::Result<()> {
    let mut starts = vec![0u64];
    let mut at = 0;
    let mut failed = None;
    let stretches = statements.chunks(STRETCH).map(|stretch| {
        let bytes = postcard::to_allocvec(stretch).unwrap_or_else(|why| {
            failed.get_or_insert(why);
            Vec::new()
        });
        at += bytes.len() as u64;
        starts.push(at);
        bytes
    });
    image.put_parts::<u8>(base + BYTES, stretches)?;
    if let Some(why) = failed {
        return Err(io::Error::other(why));
    }
    image.put(base + STARTS, &starts)?;
    image.put(base + COUNT, &[statements.len() as u64])
}

/// All of them, to be changed.
pub(crate) fn to_vec(statements: Statements<'_>) -> Vec<Statement> {
    match statements.0 {
        StatementsPlace::Owned(all) => all.part(..).to_vec(),
        StatementsPlace::Kept(_) => statements.iter().cloned().collect(),
    }
}
