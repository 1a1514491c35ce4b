//! The forms of a verb, from the entry that a table has for it.

use super::Class;

/// The forms of an English verb: `lemma`, `lemma/past` or `lemma/past/participle`.
pub(crate) fn english(entry: &str) -> Vec<(String, Class)> {
    let mut parts = entry.split('/');
    let lemma = parts.next().unwrap_or(entry);
    let given = parts.next();
    let past = given.map_or_else(|| add(lemma, "ed"), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let doubled = given.is_some_and(|past| past.ends_with("ed") && past.len() == lemma.len() + 3);
    let gerund = match given {
        Some(past) if doubled => past.trim_end_matches("ed").to_owned() + "ing",
        _ => add(lemma, "ing"),
    };
    vec![
        (lemma.to_owned(), Class::FINITE),
        (add(lemma, "s"), Class::FINITE),
        (past, Class::FINITE | Class::PAST),
        (participle, Class::PARTICIPLE),
        (gerund, Class::GERUND),
    ]
}

/// Adds a regular English ending with the usual change of spelling.
fn add(lemma: &str, ending: &str) -> String {
    let consonant_y = lemma.ends_with('y') && !ends_in(lemma, &["ay", "ey", "oy", "uy"]);
    let stem = lemma.strip_suffix(['e', 'y']).unwrap_or(lemma);
    match ending {
        "ed" if lemma.ends_with("ee") => format!("{lemma}d"),
        "s" if consonant_y => format!("{stem}ies"),
        "s" if ends_in(lemma, &["s", "sh", "ch", "x"]) => format!("{lemma}es"),
        "ed" if consonant_y => format!("{stem}ied"),
        "ed" | "ing" if lemma.ends_with('e') && !lemma.ends_with("ee") => format!("{stem}{ending}"),
        _ => format!("{lemma}{ending}"),
    }
}

fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|end| word.ends_with(end))
}

/// The forms of a Spanish verb: a regular infinitive gives its third persons, gerund, participle
/// and itself; `=form` is a form of a third person as it stands, `~form` a participle.
pub(crate) fn spanish(entry: &str) -> Vec<(String, Class)> {
    let finite = Class::FINITE | Class::DROPS;
    if let Some(form) = entry.strip_prefix('=') {
        let gerund = form.ends_with("ndo");
        return vec![(form.to_owned(), if gerund { Class::GERUND } else { finite })];
    }
    if let Some(form) = entry.strip_prefix('~') {
        return vec![(form.to_owned(), Class::PARTICIPLE)];
    }
    let (stem, ends, gerund, participle): (&str, &[&str], _, _) =
        if let Some(stem) = entry.strip_suffix("ar") {
            (stem, &["a", "an", "ó", "aron", "aba", "aban", "ará", "arán", "é"], "ando", "ado")
        } else if let Some(stem) = entry.strip_suffix("er") {
            (stem, &["e", "en", "ió", "ieron", "ía", "ían", "erá", "erán", "í"], "iendo", "ido")
        } else if let Some(stem) = entry.strip_suffix("ir") {
            (stem, &["e", "en", "ió", "ieron", "ía", "ían", "irá", "irán", "í"], "iendo", "ido")
        } else {
            return vec![(entry.to_owned(), finite)];
        };
    let mut forms: Vec<_> = ends.iter().map(|end| (format!("{stem}{end}"), finite)).collect();
    forms.push((format!("{stem}{gerund}"), Class::GERUND));
    forms.push((format!("{stem}{participle}"), Class::PARTICIPLE));
    forms.push((entry.to_owned(), Class::PLAIN));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Tables};

    #[test]
    fn verbs_are_inflected() {
        let english = Tables::of(Language::English);
        for (word, class) in [
            ("said", Class::PAST),
            ("says", Class::FINITE),
            ("denied", Class::PAST),
            ("denies", Class::FINITE),
            ("accusing", Class::GERUND),
            ("admitting", Class::GERUND),
            ("admitted", Class::PAST),
            ("written", Class::PARTICIPLE),
            ("stresses", Class::FINITE),
            ("agreed", Class::PAST),
        ] {
            assert!(english.class(word).is(class), "{word}");
            assert!(english.class(word).is(Class::SAY | Class::OBJECT), "{word}");
        }
        let spanish = Tables::of(Language::Spanish);
        for word in ["aseguró", "afirman", "negaba", "dijo", "sostuvo"] {
            assert!(spanish.class(word).is(Class::SAY | Class::OBJECT), "{word}");
        }
        assert!(!english.class("table").is(Class::SAY | Class::FINITE));
    }
}
