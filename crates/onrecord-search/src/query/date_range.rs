//! How the value of `on:` is read.

use onrecord_model::When;

/// Reads the value of `on:`: a date of EDTF, or a range `2012..2014` with an end left out at will.
pub(super) fn date_range(text: &str) -> Option<When> {
    let text = text.trim();
    let edtf = match text.split_once("..").filter(|_| !text.contains('/')) {
        Some((from, to)) => {
            let open = |end: &str| if end.is_empty() { "..".to_owned() } else { end.to_owned() };
            format!("{}/{}", open(from.trim()), open(to.trim().trim_start_matches('.')))
        }
        None => text.to_owned(),
    };
    When::new(&edtf, None).ok().filter(|when| when.bounds().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_as_they_are_typed() {
        for (text, want) in [
            ("2022-03", Some("2022-03")),
            ("2012..2014", Some("2012/2014")),
            ("..2014", Some("../2014")),
            ("2014..", Some("2014/..")),
            ("2012...2014", Some("2012/2014")),
            ("2012/2014", Some("2012/2014")),
            ("201X", Some("201X")),
            ("XXXX-03", None),
            ("..", None),
            ("2014..2012", None),
            ("March", None),
        ] {
            assert_eq!(date_range(text).map(|when| when.edtf).as_deref(), want, "{text}");
        }
    }
}
