//! Words that style sheets put on a page: the strings of `content:` (CSS Generated Content 3).

use onrecord_text::Part as _;

/// Hands the strings over that say something; the signs of fonts of symbols and counters do not.
pub(super) fn words(css: &str, tell: &mut dyn FnMut(&str)) {
    for (at, name) in css.match_indices("content") {
        let is_part = css.get(..at).is_some_and(|before| before.ends_with(is_of_names));
        let rest = css.part(at + name.len()..).trim_start();
        let Some(value) = rest.strip_prefix(':').filter(|_| !is_part) else { continue };
        let words = strings(value);
        if words.chars().any(char::is_alphabetic) {
            tell(&words);
        }
    }
}

/// Whether a sign belongs to a longer name, as in `justify-content`.
fn is_of_names(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '_')
}

/// The strings of a value one behind the other, up to the end of its declaration.
fn strings(value: &str) -> String {
    let mut out = String::new();
    let mut open = None;
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (open, c) {
            (Some(_), '\n') | (None, ';' | '}') => break,
            (Some(mark), c) if c == mark => open = None,
            (Some(_), '\\') => {
                /// The most digits of the number of a character.
                const DIGITS: usize = 6;
                let mut digits = String::new();
                while digits.len() < DIGITS
                    && let Some(digit) = chars.next_if(char::is_ascii_hexdigit)
                {
                    digits.push(digit);
                }
                if digits.is_empty() {
                    out.extend(chars.next().filter(|c| *c != '\n'));
                } else {
                    chars.next_if(|c| c.is_whitespace());
                    let sign = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                    out.extend(sign.filter(|sign| !sign.is_control()));
                }
            }
            (Some(_), c) => out.push(c),
            (None, '"' | '\'') => open = Some(c),
            (None, _) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn strings_of_content_are_words() {
        for (css, want) in [
            (".a::before { content: \"Draft\" }", &["Draft"][..]),
            ("a:after{content:' \\2014 not paid' ' yet';color:red}b{x:'no'}", &[" —not paid yet"]),
            ("i{content:\"\\f101\"}b{content:'»'}c{content:counter(x)}", &[]),
            ("a{justify-content:'no'}", &[]),
            ("a{content:\"it's \\\"so\\\"\"", &["it's \"so\""]),
            ("content", &[]),
            ("content:'x", &["x"]),
        ] {
            let mut told = Vec::new();
            super::words(css, &mut |words| told.push(words.to_owned()));
            assert_eq!(told, want, "{css}");
        }
    }
}
