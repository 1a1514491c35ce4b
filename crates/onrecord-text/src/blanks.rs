//! Words that stand on several lines, or apart by any blanks, on one line.

/// `text` on one line: every run of white space, line ends and hard spaces among it, is one space, and none stands at
/// either end.
///
/// ```
/// use onrecord_text::blanks::collapsed;
/// assert_eq!(collapsed(" Ana\u{a0}Ruiz,\r\n\tmayor "), "Ana Ruiz, mayor");
/// ```
pub fn collapsed(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_several_lines_stands_on_one() {
        for (text, line) in [
            ("", ""),
            (" \n\t ", ""),
            ("one", "one"),
            ("  a\r\nline \u{2028} ends ", "a line ends"),
            ("hard\u{a0}\u{3000}spaces", "hard spaces"),
            // What has no width is no blank.
            ("zero\u{200b}width", "zero\u{200b}width"),
        ] {
            assert_eq!(collapsed(text), line, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn words_stay_and_one_space_stands_between_them(text: String) {
            let line = collapsed(&text);
            proptest::prop_assert!(line.split_whitespace().eq(text.split_whitespace()));
            let gap = |c: char| c.is_whitespace() && c != ' ';
            proptest::prop_assert!(!line.contains(gap) && !line.contains("  ") && line.trim() == line);
        }
    }
}
