//! [`Blocks`] and [`Marks`]: those of a document, owned or where they lie in an image.

use std::sync::OnceLock;

use onrecord_image::Column;

use super::{Block, BlockKind, LeftOut, Mark};
use onrecord_text::{Span, never};

/// A block as it lies in an image: first byte, end, and the number of its kind.
pub(super) type KeptBlock = [u32; 3];

/// The kinds of blocks in the order of their numbers.
const KINDS: [BlockKind; 17] = [
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::Item,
    BlockKind::Cue,
    BlockKind::Note,
    BlockKind::LeftOut(LeftOut::RunningHeads),
    BlockKind::LeftOut(LeftOut::LineNumbers),
    BlockKind::LeftOut(LeftOut::Furniture),
    BlockKind::LeftOut(LeftOut::Links),
    BlockKind::LeftOut(LeftOut::Captions),
    BlockKind::LeftOut(LeftOut::Hidden),
    BlockKind::LeftOut(LeftOut::Comments),
    BlockKind::LeftOut(LeftOut::Directions),
    BlockKind::LeftOut(LeftOut::Repeats),
    BlockKind::LeftOut(LeftOut::Markup),
    BlockKind::LeftOut(LeftOut::OtherForm),
    BlockKind::LeftOut(LeftOut::Attached),
];

/// The blocks of a document.
#[derive(Debug)]
pub(super) enum Blocks {
    Owned(Vec<Block>),
    /// In an image; the whole list is made where somebody asks for it, which few do.
    Kept(Column<KeptBlock>, OnceLock<Vec<Block>>),
}

impl Blocks {
    /// Those that lie in an image.
    pub(super) const fn kept(column: Column<KeptBlock>) -> Self {
        Self::Kept(column, OnceLock::new())
    }

    /// As they lie in an image.
    pub(super) fn to_kept(&self) -> Vec<KeptBlock> {
        let kept = |block: &Block| {
            let kind = KINDS.iter().position(|kind| *kind == block.kind);
            if kind.is_none() {
                never!("{:?} has no number", block.kind);
            }
            [block.span.start, block.span.end, kind.unwrap_or_default() as u32]
        };
        self.as_slice().iter().map(kept).collect()
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Owned(blocks) => blocks.len(),
            Self::Kept(column, _) => column.len(),
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<Block> {
        match self {
            Self::Owned(blocks) => blocks.get(at).copied(),
            Self::Kept(column, _) => column.get(at).map(block),
        }
    }

    /// The position of the first block that `holds`, where it holds for all behind that one, too.
    pub(super) fn first_where(&self, holds: impl Fn(&Block) -> bool) -> usize {
        match self {
            Self::Owned(blocks) => blocks.partition_point(|block| !holds(block)),
            Self::Kept(column, _) => column.partition_point(|kept| !holds(&block(kept))),
        }
    }

    pub(super) fn as_slice(&self) -> &[Block] {
        match self {
            Self::Owned(blocks) => blocks,
            Self::Kept(column, made) => made.get_or_init(|| column.iter().map(block).collect()),
        }
    }
}

fn block(&[start, end, kind]: &KeptBlock) -> Block {
    // A number that no kind has is no kind of this build: shown rather than left out.
    let kind = KINDS.get(kind as usize).copied().unwrap_or(BlockKind::Paragraph);
    Block { span: Span::new(start, end), kind }
}

impl From<Vec<Block>> for Blocks {
    fn from(mut blocks: Vec<Block>) -> Self {
        // It will not grow any more.
        blocks.shrink_to_fit();
        Self::Owned(blocks)
    }
}

impl Default for Blocks {
    fn default() -> Self {
        Self::Owned(Vec::new())
    }
}

/// The marks of a document; those in an image are read when the first of them is asked for.
#[derive(Debug, Default)]
pub(super) struct Marks {
    kept: Column<u8>,
    made: OnceLock<Vec<Mark>>,
}

impl Marks {
    /// Those that lie in an image, as [`Marks::to_kept`] wrote them.
    pub(super) const fn kept(kept: Column<u8>) -> Self {
        Self { kept, made: OnceLock::new() }
    }

    /// As they lie in an image; nothing where there are none.
    pub(super) fn to_kept(&self) -> Vec<u8> {
        if self.as_slice().is_empty() {
            return Vec::new();
        }
        postcard::to_allocvec(self.as_slice()).unwrap_or_else(|why| {
            never!("marks cannot be written: {why}");
            Vec::new()
        })
    }

    pub(super) fn as_slice(&self) -> &[Mark] {
        self.made.get_or_init(|| {
            if self.kept.is_empty() {
                return Vec::new();
            }
            postcard::from_bytes(&self.kept).unwrap_or_else(|why| {
                log::error!("the places of a kept document cannot be read: {why}");
                Vec::new()
            })
        })
    }
}

impl From<Vec<Mark>> for Marks {
    fn from(mut marks: Vec<Mark>) -> Self {
        marks.shrink_to_fit();
        Self { kept: Column::default(), made: OnceLock::from(marks) }
    }
}
