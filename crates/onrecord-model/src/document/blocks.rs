//! [`BlockList`] and [`MarkList`]: those of a document, owned or where they lie in an image.

use std::sync::OnceLock;

use onrecord_image::SharedColumn;

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
pub(super) enum BlockList {
    Owned(Vec<Block>),
    /// In an image; the whole list is made where somebody asks for it, which few do.
    Kept(SharedColumn<KeptBlock>, OnceLock<Vec<Block>>),
}

impl BlockList {
    /// Those that lie in an image.
    pub(super) const fn kept(column: SharedColumn<KeptBlock>) -> Self {
        Self::Kept(column, OnceLock::new())
    }

    /// As they lie in an image.
    pub(super) fn to_kept(&self) -> Vec<KeptBlock> {
        let kept = |block: &Block| {
            let Some(kind) = KINDS.iter().position(|kind| *kind == block.kind) else {
                never!("{:?} has no number", block.kind);
                return [block.span.start, block.span.end, 0];
            };
            [block.span.start, block.span.end, kind as u32]
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

impl From<Vec<Block>> for BlockList {
    fn from(mut blocks: Vec<Block>) -> Self {
        // It will not grow any more.
        blocks.shrink_to_fit();
        Self::Owned(blocks)
    }
}

impl Default for BlockList {
    fn default() -> Self {
        Self::Owned(Vec::new())
    }
}

/// The marks of a document; those in an image are read when the first of them is asked for.
#[derive(Debug, Default)]
pub(super) struct MarkList {
    kept: SharedColumn<u8>,
    made: OnceLock<Vec<Mark>>,
}

impl MarkList {
    /// Those that lie in an image, as [`MarkList::to_kept`] wrote them.
    pub(super) const fn kept(kept: SharedColumn<u8>) -> Self {
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

impl From<Vec<Mark>> for MarkList {
    fn from(mut marks: Vec<Mark>) -> Self {
        marks.shrink_to_fit();
        Self { kept: SharedColumn::default(), made: OnceLock::from(marks) }
    }
}
