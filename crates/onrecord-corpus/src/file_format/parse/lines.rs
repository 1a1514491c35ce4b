//! [`Lines`]: from a byte of a file to the number of its line.

/// Where the lines of a text begin.
pub(super) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of `text`, which must be shorter than 4 GiB. `\n` ends a line.
    pub(super) fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self { starts: ends.map(|end| end as u32 + 1).collect() }
    }

    /// The line, from 1, that byte `at` stands in.
    pub(super) fn of(&self, at: u32) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn bytes_have_lines() {
        let lines = Lines::new("a\r\n\nb");
        let of: Vec<_> = (0..6).map(|at| lines.of(at)).collect();
        assert_eq!(of, [1, 1, 1, 2, 3, 3]);
    }
}
