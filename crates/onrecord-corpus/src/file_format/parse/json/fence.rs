//! Fences of the forgiving JSON reader: where a record must have ended.

use onrecord_text::Part;

/// Where the records of a list must have ended: see the reader's words on fences.
#[derive(Default)]
pub(super) struct Fence {
    /// White space before the first record on its line, in bytes; `None` before the first.
    column: Option<usize>,
    /// The last fence found; it serves every record before it.
    at: usize,
}

impl Fence {
    /// The fence after byte `from`, which is a record's first.
    pub(super) fn after(&mut self, text: &str, from: usize) -> usize {
        let bytes = text.as_bytes();
        let column = *self.column.get_or_insert_with(|| {
            let before = bytes.part(..from);
            let space = before.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let first = before.len().checked_sub(space + 1).and_then(|at| before.get(at));
            if first == Some(&b'\n') { space } else { usize::MAX }
        });
        if column == usize::MAX {
            return text.len();
        }
        while self.at <= from {
            let rest = bytes.part(from.max(self.at)..);
            self.at = next_sibling(rest, column).map_or(text.len(), |at| at + from.max(self.at));
            if self.at == text.len() {
                break;
            }
        }
        self.at
    }
}

/// The first line of `rest`, after the one it begins in, that begins a record in `column` or stands
/// before that column with anything: its first byte that is no space.
fn next_sibling(rest: &[u8], column: usize) -> Option<usize> {
    memchr::memchr_iter(b'\n', rest).find_map(|end| {
        let line = rest.get(end + 1..)?;
        let space = line.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let first = *line.get(space)?;
        let sibling = space == column && first == b'{' || space < column;
        (sibling && !matches!(first, b'\n' | b'\r')).then_some(end + 1 + space)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sibling_begins_a_record_in_its_column_or_stands_before_it() {
        for (rest, column, want) in [
            ("x\n  { a", 2, Some(4)),
            ("x\n\t{ a", 1, Some(3)),
            ("x\n    { a", 2, None),
            ("x\n  \"a\"", 2, None),
            ("x\n ]", 2, Some(3)),
            ("x\n]", 2, Some(2)),
            ("x\n\n  {", 2, Some(5)),
            ("x\n\r\n  {", 2, Some(6)),
            ("x\n    y\n  {", 2, Some(10)),
            ("{\n{", 0, Some(2)),
            ("{\n]", 0, None),
            ("x\n", 2, None),
            ("  {", 2, None),
        ] {
            assert_eq!(next_sibling(rest.as_bytes(), column), want, "{rest:?}");
        }
    }

    #[test]
    fn a_fence_stands_before_the_next_record() {
        let text = "[\n  { 1 },\n  { 2\n    },\n  { 3 }\n]";
        let at = |words: &str| text.find(words).unwrap();
        let mut fence = Fence::default();
        for (from, want) in [("{ 1", "{ 2"), ("{ 1", "{ 2"), ("{ 2", "{ 3"), ("{ 3", "]")] {
            assert_eq!(fence.after(text, at(from)), at(want), "after {from}");
        }
        assert_eq!(fence.after(text, at("]")), text.len());
        // A list on one line has none.
        for text in ["[{ 1 },\n{ 2 }]", "{ 1 },\n{ 2 }"] {
            let from = text.find('{').unwrap();
            assert_eq!(Fence::default().after(text, from), text.len(), "{text}");
        }
    }
}
