//! [`List`]: the cursor and the scroll of a pane of rows. It knows positions, not what stands there.

/// A cursor in a list of rows of any height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// Position of the selected row.
    pub cursor: usize,
    /// Position of the first row on the screen.
    pub top: usize,
    /// Whether a person chose the row; else the best stays selected while the list changes.
    pub picked: bool,
}

impl List {
    /// Moves the cursor by `delta` rows within `len`; `false` where it cannot move.
    pub fn step(&mut self, delta: isize, len: usize) -> bool {
        let to = self.cursor.saturating_add_signed(delta).min(len.saturating_sub(1));
        let moved = to != self.cursor;
        self.cursor = to;
        self.picked = true;
        moved
    }

    /// Selects the row at `to`, as a person's choice.
    pub fn pick(&mut self, to: usize) {
        self.cursor = to;
        self.picked = true;
    }

    /// Selects the row that `to` has become, where it stood on the screen; as a person's choice.
    pub fn carry(&mut self, to: usize) {
        self.top = (self.top + to).saturating_sub(self.cursor);
        self.pick(to);
    }

    /// After the list changed: the row that a person chose, if it is still there (`found`), else
    /// the first.
    pub fn follow(&mut self, found: Option<usize>) {
        match found.filter(|_| self.picked) {
            Some(at) => self.cursor = at,
            None => *self = Self::default(),
        }
    }

    /// Scrolls as little as possible so that the selected row is wholly on the screen, and nothing is empty
    /// below while rows stand above.
    ///
    /// `height` is in screen rows, `len` in rows of the list; `rows_of` gives the height of the row at a
    /// position and is asked only for rows that may be on the screen.
    pub(crate) fn reveal(
        &mut self,
        height: usize,
        mut rows_of: impl FnMut(usize) -> usize,
        len: usize,
    ) {
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        let mut room = height.saturating_sub(rows_of(self.cursor));
        let mut first = self.cursor;
        while first > self.top {
            let rows = rows_of(first - 1);
            if rows > room {
                break;
            }
            room -= rows;
            first -= 1;
        }
        self.top = first;
        let mut below = self.cursor + 1;
        while below < len {
            let Some(left) = room.checked_sub(rows_of(below)) else { return };
            (room, below) = (left, below + 1);
        }
        while let Some(before) = self.top.checked_sub(1) {
            let Some(left) = room.checked_sub(rows_of(before)) else { return };
            (room, self.top) = (left, before);
        }
    }

    /// How many rows fit a screen of `height` from the top of the list, at least one.
    pub fn page(self, height: usize, mut rows_of: impl FnMut(usize) -> usize, len: usize) -> usize {
        let mut room = height;
        let mut count = 0;
        for at in self.top..len {
            let rows = rows_of(at);
            if rows > room {
                break;
            }
            room -= rows;
            count += 1;
        }
        count.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn the_cursor_stays_in_the_list_and_on_the_screen() {
        let rows = |at: usize| [3, 2, 4, 1, 1].get(at).copied().unwrap_or(1);
        for (start, delta, height, cursor, top) in
            [(0, 1, 6, 1, 0), (0, 2, 6, 2, 1), (0, 9, 6, 4, 2), (4, -9, 6, 0, 0), (0, 2, 3, 2, 2)]
        {
            let mut list = List { cursor: start, top: 0, picked: false };
            list.reveal(height, rows, 5);
            list.step(delta, 5);
            list.reveal(height, rows, 5);
            assert_eq!((list.cursor, list.top), (cursor, top), "{start} {delta} {height}");
        }
        assert!(!List::default().step(1, 0));
    }

    #[test]
    fn nothing_is_empty_below_while_rows_stand_above() {
        let rows = |at: usize| [3, 2, 4, 1, 1].get(at).copied().unwrap_or(1);
        for (cursor, top, height, len, want) in [
            (2, 2, 20, 5, 0),
            (2, 2, 8, 5, 1),
            (2, 2, 7, 5, 2),
            (3, 3, 2, 5, 3),
            (4, 4, 2, 5, 3),
            (4, 4, 3, 9, 4),
            (0, 0, 20, 0, 0),
        ] {
            let mut list = List { cursor, top, picked: true };
            list.reveal(height, rows, len);
            assert_eq!((list.cursor, list.top), (cursor, want), "{cursor} {top} {height} {len}");
        }
    }

    #[test]
    fn a_choice_is_kept_and_a_default_is_not() {
        let mut list = List { cursor: 3, top: 2, picked: true };
        list.follow(Some(7));
        assert_eq!(list.cursor, 7);
        list.follow(None);
        assert_eq!(list, List::default());
        list.cursor = 2;
        list.follow(Some(2));
        assert_eq!(list.cursor, 0, "nobody chose it");
    }
}
