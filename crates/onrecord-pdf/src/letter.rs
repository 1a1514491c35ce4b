//! [`Letter`]: one letter of a page with its place.
//!
//! Made by `content`, put together by `pieces`.

use std::rc::Rc;

use hayro_font::kurbo::Point;

/// A letter (or what one code stands for: a ligature is several) on a page whose lines, seen along
/// the letter's own direction, run rightwards and downwards. Units are points.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Letter {
    /// Its characters; a blank is a space.
    pub(crate) text: Rc<str>,
    /// Where it begins along its line.
    pub(crate) x0: f32,
    /// Where the pen stands after it.
    pub(crate) x1: f32,
    /// Its base line.
    pub(crate) y: f32,
    /// The size it is set in.
    pub(crate) size: f32,
    /// Its direction: quarter turns clockwise, or [`Letter::SLANTED`].
    pub(crate) turn: u8,
    /// Whether it is bold.
    pub(crate) bold: bool,
    /// Whether the file itself says that it belongs to the head or foot of the page.
    pub(crate) furniture: bool,
}

impl Letter {
    /// The direction of letters that stand neither level nor upright: stamps across a page.
    pub(crate) const SLANTED: u8 = 4;

    /// Puts a letter from `at` to `after` on a line of its own direction, in which `way` lies.
    pub(crate) fn placed(self, at: Point, after: Point, way: Point) -> Self {
        /// How far a level line may rise or fall (the sine of about 10 degrees): a crooked scan does.
        const CROOKED: f64 = 0.17;
        let way = way - at;
        let (x, y) = (way.x / way.hypot(), way.y / way.hypot());
        let (turn, (x, y)) = if y.abs() < CROOKED {
            if x > 0.0 { (0, (1.0, 0.0)) } else { (2, (-1.0, 0.0)) }
        } else if x.abs() < CROOKED {
            if y > 0.0 { (1, (0.0, 1.0)) } else { (3, (0.0, -1.0)) }
        } else {
            (Self::SLANTED, (x, y))
        };
        Self {
            x0: (at.x * x + at.y * y) as f32,
            x1: (after.x * x + after.y * y) as f32,
            y: (at.y * x - at.x * y) as f32,
            turn,
            ..self
        }
    }
}
