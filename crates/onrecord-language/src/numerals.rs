//! Numbers as letters write them in every language.

/// A Roman number up to 39.
pub fn roman(text: &str) -> Option<i32> {
    let (mut sum, mut before) = (0, 0);
    for letter in text.chars() {
        let value = match letter {
            'X' => 10,
            'V' => 5,
            'I' => 1,
            _ => return None,
        };
        sum += if value > before { value - 2 * before } else { value };
        before = value;
    }
    (1..40).contains(&sum).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        for (text, want) in [
            ("I", Some(1)),
            ("IV", Some(4)),
            ("XIX", Some(19)),
            ("XXXIX", Some(39)),
            ("XL", None),
            ("", None),
        ] {
            assert_eq!(roman(text), want, "{text}");
        }
    }
}
