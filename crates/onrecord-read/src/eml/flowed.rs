//! Text that was broken into lines to be sent (`format=flowed`, RFC 3676).

/// What stands before a signature (§4.3): no line of it flows, though it ends with a space.
const SIGNATURE: &str = "-- ";

/// `text` with its lines joined again (§4.1, §4.2): a line that ends with a space flows into the
/// next of the same depth of quotation. The space is no part of the text where the sender says so
/// (`delsp`, §4.4: as in Chinese and Japanese).
pub(super) fn joined(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut flowing: Option<usize> = None;
    for (at, line) in text.lines().enumerate() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let (marks, words) = line.split_at_checked(depth).unwrap_or(("", line));
        let words = words.strip_prefix(' ').unwrap_or(words);
        let signature = words == SIGNATURE;
        if flowing != Some(depth) || signature {
            out.push_str(if at > 0 { "\n" } else { "" });
            out.push_str(marks);
            out.push_str(if depth > 0 { " " } else { "" });
        }
        let flows = words.strip_suffix(' ').filter(|_| !signature);
        out.push_str(flows.filter(|_| delsp).unwrap_or(words));
        flowing = flows.map(|_| depth);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_flow_into_the_next_of_their_depth() {
        for (text, kept, deleted) in [
            ("", "", ""),
            ("One \nlong \nline.\nTwo.", "One long line.\nTwo.", "Onelongline.\nTwo."),
            ("One \n\nTwo", "One \nTwo", "One\nTwo"),
            ("會議在 \n港口。", "會議在 港口。", "會議在港口。"),
            ("word  \nword", "word  word", "word word"),
            ("> quoted \n> too\nown", "> quoted too\nown", "> quotedtoo\nown"),
            (">> deep \n> less \nown", ">> deep \n> less \nown", ">> deep\n> less\nown"),
            (">From here \n> on", "> From here on", "> From hereon"),
            (" From here\n  two", "From here\n two", "From here\n two"),
            ("so \n-- \nAna \nRuiz", "so \n-- \nAna Ruiz", "so\n-- \nAnaRuiz"),
            ("> so \n> -- \n> Ana", "> so \n> -- \n> Ana", "> so\n> -- \n> Ana"),
            ("\nfirst", "\nfirst", "\nfirst"),
        ] {
            assert_eq!(joined(text, false), kept, "{text}");
            assert_eq!(joined(text, true), deleted, "{text}");
        }
    }
}
