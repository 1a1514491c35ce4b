//! Where everything stands on a screen of a given size: wide, medium, narrow, tiny. Plain geometry of
//! ratatui's: rows are scrolled and clicks are met by the same rectangles that are drawn.

use ratatui::layout::Constraint::{Fill, Length};
use ratatui::layout::{Layout, Margin, Position};
pub use ratatui::layout::{Rect, Size};

/// One of the four panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// 1: who.
    Actors,
    /// 2: when.
    Timeline,
    /// 3: what was said.
    #[default]
    Quotes,
    /// 4: where it stands.
    Source,
}

impl Pane {
    /// All four, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Timeline, Self::Quotes, Self::Source];
}

/// Which pane has the keys, and which ones are shown where there is no room for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The pane with the keys.
    pub pane: Pane,
    /// The list last used (any but Source): it stays beside the source on a narrow screen.
    pub list: Pane,
    /// The last used of Actors and Timeline: they share one place on a medium screen.
    pub side: Pane,
}

impl Default for Focus {
    fn default() -> Self {
        Self { pane: Pane::Quotes, list: Pane::Quotes, side: Pane::Actors }
    }
}

impl Focus {
    /// Gives `pane` the keys.
    pub fn set(&mut self, pane: Pane) {
        self.pane = pane;
        if pane != Pane::Source {
            self.list = pane;
        }
        if matches!(pane, Pane::Actors | Pane::Timeline) {
            self.side = pane;
        }
    }
}

/// A pane on the screen: what it covers with its frame, and what is left for rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanePlace {
    /// With frame or title rule.
    pub outer: Rect,
    /// For its rows.
    pub inner: Rect,
    /// Whether it has a frame on all sides (else a rule above, or nothing).
    pub framed: bool,
}

/// Where everything stands. What has no room at this size has an empty rectangle, or no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScreenLayout {
    /// Name, title and counts.
    pub title: Rect,
    /// The search line.
    pub line: Rect,
    /// The names of the panes, where not all are shown.
    pub tabs: Rect,
    /// Keys and messages.
    pub status: Rect,
    /// Pane 1.
    pub actors: Option<PanePlace>,
    /// Pane 2.
    pub timeline: Option<PanePlace>,
    /// Pane 3.
    pub quotes: Option<PanePlace>,
    /// Pane 4.
    pub source: Option<PanePlace>,
    /// The record card under the source.
    pub card: Rect,
    /// Everything between the search line and the status line (for overlays).
    pub body: Rect,
}

/// From here on all four panes stand side by side (columns).
const WIDE: u16 = 140;
/// From here on lists stand beside the source (columns).
const MEDIUM: u16 = 100;
/// Rows of the record card: eight facts, why a suggestion was made, and its rule.
const CARD: u16 = 10;
/// A source pane keeps at least this many rows of text before it gives room to a card.
const TEXT: u16 = 14;

impl ScreenLayout {
    /// Lays out a screen. `focus` decides what is shown where not everything has room; `zoom` gives
    /// it the whole body.
    pub fn new(size: Size, focus: &Focus, zoom: bool) -> Self {
        let rows_from = |height: u16| Length(u16::from(size.height >= height));
        let [title, line, body, status] =
            Layout::vertical([rows_from(8), rows_from(2), Fill(1), rows_from(5)])
                .areas(Rect::from(size));
        let mut layout = Self { title, line, status, body, ..Self::default() };
        if zoom || body.height < 8 || size.width < 30 {
            layout.single(focus.pane);
        } else if size.width >= WIDE && body.height >= 16 {
            layout.wide();
        } else if size.width >= MEDIUM && body.height >= 12 {
            layout.medium(focus.side);
        } else {
            layout.narrow(focus.list);
        }
        layout
    }

    /// The place of a pane, if it is on the screen.
    pub fn place(&self, pane: Pane) -> Option<PanePlace> {
        match pane {
            Pane::Actors => self.actors,
            Pane::Timeline => self.timeline,
            Pane::Quotes => self.quotes,
            Pane::Source => self.source,
        }
    }

    /// Whether a cell belongs to the search line.
    pub fn is_line(&self, x: u16, y: u16) -> bool {
        self.line.contains(Position { x, y })
    }

    /// The pane at a cell, if there is one.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let there = |pane: &Pane| {
            self.place(*pane).is_some_and(|place| place.outer.contains(Position { x, y }))
        };
        Pane::ALL.into_iter().find(there)
    }

    fn put(&mut self, pane: Pane, place: PanePlace) {
        match pane {
            Pane::Actors => self.actors = Some(place),
            Pane::Timeline => self.timeline = Some(place),
            Pane::Quotes => self.quotes = Some(place),
            Pane::Source => self.source = Some(place),
        }
    }

    fn wide(&mut self) {
        let left = (self.body.width / 4).clamp(34, 46);
        let middle = (self.body.width - left) * 46 / 100;
        let [left, middle, right] =
            Layout::horizontal([Length(left), Length(middle), Fill(1)]).areas(self.body);
        let [upper, lower] = top(left, left.height / 2);
        self.put(Pane::Actors, framed(upper));
        self.put(Pane::Timeline, framed(lower));
        self.put(Pane::Quotes, framed(middle));
        self.source_with_card(framed(right));
    }

    fn medium(&mut self, side: Pane) {
        let left = Length(self.body.width * 48 / 100);
        let [left, right] = Layout::horizontal([left, Fill(1)]).areas(self.body);
        let [upper, lower] = top(left, left.height * 55 / 100);
        self.put(Pane::Quotes, framed(upper));
        self.put(side, framed(lower));
        self.source_with_card(framed(right));
    }

    fn narrow(&mut self, list: Pane) {
        let [tabs, rest] = top(self.body, 1);
        self.tabs = tabs;
        // The text gets the larger half: the answer is the passage, the list only leads to it.
        let [upper, lower] = top(rest, (rest.height * 45 / 100).max(3));
        self.put(list, bare(upper));
        self.put(Pane::Source, ruled(lower));
    }

    fn single(&mut self, pane: Pane) {
        let [tabs, rest] = top(self.body, u16::from(self.body.height >= 4));
        self.tabs = tabs;
        self.put(pane, bare(rest));
    }

    fn source_with_card(&mut self, mut place: PanePlace) {
        if place.inner.height >= TEXT + CARD {
            [place.inner, self.card] = Layout::vertical([Fill(1), Length(CARD)]).areas(place.inner);
        }
        self.put(Pane::Source, place);
    }
}

/// Cuts `rows` from the top; the cut and the rest.
fn top(area: Rect, rows: u16) -> [Rect; 2] {
    Layout::vertical([Length(rows), Fill(1)]).areas(area)
}

fn framed(outer: Rect) -> PanePlace {
    PanePlace { outer, inner: outer.inner(Margin::new(1, 1)), framed: true }
}

fn ruled(outer: Rect) -> PanePlace {
    let [_, inner] = top(outer, 1);
    PanePlace { outer, inner, framed: false }
}

fn bare(area: Rect) -> PanePlace {
    PanePlace { outer: area, inner: area, framed: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn focused(pane: Pane) -> Focus {
        let mut focus = Focus::default();
        focus.set(pane);
        focus
    }

    #[test]
    fn what_is_shown_at_which_size() {
        use Pane::{Actors, Quotes, Source, Timeline};
        for (width, height, focus, zoom, panes, card) in [
            (200, 50, Quotes, false, &[Actors, Timeline, Quotes, Source][..], true),
            (140, 24, Quotes, false, &[Actors, Timeline, Quotes, Source], false),
            (120, 36, Actors, false, &[Actors, Quotes, Source], true),
            (120, 36, Timeline, false, &[Timeline, Quotes, Source], true),
            (80, 24, Quotes, false, &[Quotes, Source], false),
            (80, 24, Source, false, &[Quotes, Source], false),
            (80, 24, Timeline, false, &[Timeline, Source], false),
            (80, 24, Source, true, &[Source], false),
            (20, 5, Quotes, false, &[Quotes], false),
            (1, 1, Quotes, false, &[Quotes], false),
        ] {
            let layout = ScreenLayout::new(Size { width, height }, &focused(focus), zoom);
            let shown: Vec<_> =
                Pane::ALL.into_iter().filter(|pane| layout.place(*pane).is_some()).collect();
            assert_eq!(shown, panes, "{width}x{height} {focus:?}");
            assert_eq!(!layout.card.is_empty(), card, "{width}x{height}");
        }
    }

    proptest::proptest! {
        #[test]
        fn everything_lies_on_the_screen_and_nothing_overlaps(
            width in 1u16..260, height in 1u16..90, focus in 0usize..4, zoom: bool,
        ) {
            let layout = ScreenLayout::new(Size { width, height }, &focused(Pane::ALL[focus]), zoom);
            let places = Pane::ALL.iter().filter_map(|pane| layout.place(*pane)).map(|p| p.outer);
            let bars = [layout.title, layout.line, layout.tabs, layout.status];
            let mut cells = vec![false; usize::from(width) * usize::from(height)];
            for area in places.chain(bars) {
                for y in area.top()..area.bottom() {
                    for x in area.left()..area.right() {
                        let cell = &mut cells[usize::from(y) * usize::from(width) + usize::from(x)];
                        proptest::prop_assert!(!*cell, "{x},{y} taken twice in {layout:?}");
                        *cell = true;
                    }
                }
            }
            proptest::prop_assert!(layout.place(Pane::ALL[focus]).is_some());
        }
    }
}
