//! Where everything stands on a screen of a given size: wide, medium, narrow, tiny.

/// A rectangle of cells: columns and rows from the upper left corner of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// The area inside a border of one cell.
    #[must_use]
    pub fn inside(self) -> Self {
        Self {
            x: self.x + 1,
            y: self.y + 1,
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// Whether the cell lies inside.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// The area without its first `rows`.
    #[must_use]
    pub fn below(self, rows: u16) -> Self {
        self.top(rows).1
    }

    /// Cuts `rows` from the top; the cut and the rest.
    fn top(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let rest = Self { y: self.y + rows, height: self.height - rows, ..self };
        (Self { height: rows, ..self }, rest)
    }

    /// Cuts `rows` from the bottom; the rest and the cut.
    fn bottom(self, rows: u16) -> (Self, Self) {
        self.top(self.height.saturating_sub(rows))
    }

    /// Cuts `columns` from the left; the cut and the rest.
    fn left(self, columns: u16) -> (Self, Self) {
        let columns = columns.min(self.width);
        let rest = Self { x: self.x + columns, width: self.width - columns, ..self };
        (Self { width: columns, ..self }, rest)
    }
}

/// A screen's size in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

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
pub struct Place {
    /// With frame or title rule.
    pub outer: Area,
    /// For its rows.
    pub inner: Area,
    /// Whether it has a frame on all sides (else a rule above, or nothing).
    pub framed: bool,
}

/// Where everything stands. What has no area has no room at this size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Name, title and counts.
    pub title: Option<Area>,
    /// The search line.
    pub line: Option<Area>,
    /// The names of the panes, where not all are shown.
    pub tabs: Option<Area>,
    /// Keys and messages.
    pub status: Option<Area>,
    /// Pane 1.
    pub actors: Option<Place>,
    /// Pane 2.
    pub timeline: Option<Place>,
    /// Pane 3.
    pub quotes: Option<Place>,
    /// Pane 4.
    pub source: Option<Place>,
    /// The record card under the source.
    pub card: Option<Area>,
    /// Everything between the search line and the status line (for overlays).
    pub body: Area,
}

/// From here on all four panes stand side by side (columns).
const WIDE: u16 = 140;
/// From here on lists stand beside the source (columns).
const MEDIUM: u16 = 100;
/// Rows of the record card: eight facts, why a suggestion was made, and its rule.
const CARD: u16 = 10;
/// A source pane keeps at least this many rows of text before it gives room to a card.
const TEXT: u16 = 14;

impl Layout {
    /// Lays out a screen. `focus` decides what is shown where not everything has room; `zoom` gives
    /// it the whole body.
    pub fn new(size: Size, focus: &Focus, zoom: bool) -> Self {
        let screen = Area { width: size.width, height: size.height, ..Area::default() };
        let mut layout = Self::default();
        let mut body = screen;
        if size.height >= 8 {
            (layout.title, body) = some(body.top(1));
        }
        if size.height >= 2 {
            (layout.line, body) = some(body.top(1));
        }
        if size.height >= 5 {
            let (rest, status) = body.bottom(1);
            (layout.status, body) = (Some(status), rest);
        }
        layout.body = body;
        if zoom || body.height < 8 || size.width < 30 {
            layout.single(body, focus.pane);
        } else if size.width >= WIDE && body.height >= 16 {
            layout.wide(body);
        } else if size.width >= MEDIUM && body.height >= 12 {
            layout.medium(body, focus.side);
        } else {
            layout.narrow(body, focus.list);
        }
        layout
    }

    /// The place of a pane, if it is on the screen.
    pub fn place(&self, pane: Pane) -> Option<Place> {
        match pane {
            Pane::Actors => self.actors,
            Pane::Timeline => self.timeline,
            Pane::Quotes => self.quotes,
            Pane::Source => self.source,
        }
    }

    fn put(&mut self, pane: Pane, place: Place) {
        match pane {
            Pane::Actors => self.actors = Some(place),
            Pane::Timeline => self.timeline = Some(place),
            Pane::Quotes => self.quotes = Some(place),
            Pane::Source => self.source = Some(place),
        }
    }

    fn wide(&mut self, body: Area) {
        let (left, rest) = body.left((body.width / 4).clamp(34, 46));
        let (middle, right) = rest.left(rest.width * 46 / 100);
        let (upper, lower) = left.top(left.height / 2);
        self.put(Pane::Actors, framed(upper));
        self.put(Pane::Timeline, framed(lower));
        self.put(Pane::Quotes, framed(middle));
        self.source_with_card(framed(right));
    }

    fn medium(&mut self, body: Area, side: Pane) {
        let (left, right) = body.left(body.width * 48 / 100);
        let (upper, lower) = left.top(left.height * 55 / 100);
        self.put(Pane::Quotes, framed(upper));
        self.put(side, framed(lower));
        self.source_with_card(framed(right));
    }

    fn narrow(&mut self, body: Area, list: Pane) {
        let (tabs, body) = body.top(1);
        self.tabs = Some(tabs);
        // The text gets the larger half: the answer is the passage, the list only leads to it.
        let (upper, lower) = body.top((body.height * 45 / 100).max(3));
        self.put(list, Place { outer: upper, inner: upper, framed: false });
        self.put(Pane::Source, ruled(lower));
    }

    fn single(&mut self, body: Area, pane: Pane) {
        let (tabs, rest) = body.top(u16::from(body.height >= 4));
        self.tabs = (tabs.height > 0).then_some(tabs);
        self.put(pane, Place { outer: rest, inner: rest, framed: false });
    }

    fn source_with_card(&mut self, mut place: Place) {
        if place.inner.height >= TEXT + CARD {
            let (text, card) = place.inner.bottom(CARD);
            place.inner = text;
            self.card = Some(card);
        }
        self.put(Pane::Source, place);
    }
}

fn some((cut, rest): (Area, Area)) -> (Option<Area>, Area) {
    (Some(cut), rest)
}

fn framed(outer: Area) -> Place {
    Place { outer, inner: outer.inside(), framed: true }
}

fn ruled(outer: Area) -> Place {
    Place { outer, inner: outer.top(1).1, framed: false }
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
            let layout = Layout::new(Size { width, height }, &focused(focus), zoom);
            let shown: Vec<_> =
                Pane::ALL.into_iter().filter(|pane| layout.place(*pane).is_some()).collect();
            assert_eq!(shown, panes, "{width}x{height} {focus:?}");
            assert_eq!(layout.card.is_some(), card, "{width}x{height}");
        }
    }

    proptest::proptest! {
        #[test]
        fn everything_lies_on_the_screen_and_nothing_overlaps(
            width in 1u16..260, height in 1u16..90, focus in 0usize..4, zoom: bool,
        ) {
            let layout = Layout::new(Size { width, height }, &focused(Pane::ALL[focus]), zoom);
            let places = Pane::ALL.iter().filter_map(|pane| layout.place(*pane)).map(|p| p.outer);
            let bars = [layout.title, layout.line, layout.tabs, layout.status].into_iter().flatten();
            let mut cells = vec![false; usize::from(width) * usize::from(height)];
            for area in places.chain(bars) {
                for y in area.y..area.y + area.height {
                    for x in area.x..area.x + area.width {
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
