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

/// The forms of a verb that a table spells out: `=form` is a form of a third person as it stands,
/// `~form` a participle.
fn spelt(entry: &str, finite: Class, gerund: &str) -> Option<Vec<(String, Class)>> {
    if let Some(form) = entry.strip_prefix('=') {
        let kind = if form.ends_with(gerund) { Class::GERUND } else { finite };
        return Some(vec![(form.to_owned(), kind)]);
    }
    let form = entry.strip_prefix('~')?;
    Some(vec![(form.to_owned(), Class::PARTICIPLE)])
}

/// The endings of a regular verb.
struct Endings {
    infinitive: &'static str,
    /// Of the third persons, in all tenses.
    finite: &'static [&'static str],
    gerund: &'static str,
    participle: &'static str,
}

/// The forms of a verb by the first endings that fit its infinitive; itself where none do.
fn regular(entry: &str, finite: Class, all: &[Endings]) -> Vec<(String, Class)> {
    let fit = all.iter().find_map(|one| Some((entry.strip_suffix(one.infinitive)?, one)));
    let Some((stem, endings)) = fit else { return vec![(entry.to_owned(), finite)] };
    let mut forms: Vec<_> =
        endings.finite.iter().map(|end| (format!("{stem}{end}"), finite)).collect();
    forms.push((format!("{stem}{}", endings.gerund), Class::GERUND));
    forms.push((format!("{stem}{}", endings.participle), Class::PARTICIPLE));
    forms.push((entry.to_owned(), Class::PLAIN));
    forms
}

/// The forms of a Spanish verb.
pub(crate) fn spanish(entry: &str) -> Vec<(String, Class)> {
    const ENDINGS: [Endings; 3] = [
        Endings {
            infinitive: "ar",
            finite: &["a", "an", "ó", "aron", "aba", "aban", "ará", "arán", "é"],
            gerund: "ando",
            participle: "ado",
        },
        Endings {
            infinitive: "er",
            finite: &["e", "en", "ió", "ieron", "ía", "ían", "erá", "erán", "í"],
            gerund: "iendo",
            participle: "ido",
        },
        Endings {
            infinitive: "ir",
            finite: &["e", "en", "ió", "ieron", "ía", "ían", "irá", "irán", "í"],
            gerund: "iendo",
            participle: "ido",
        },
    ];
    let finite = Class::FINITE | Class::DROPS;
    spelt(entry, finite, "ndo").unwrap_or_else(|| regular(entry, finite, &ENDINGS))
}

/// The forms of a Portuguese verb.
pub(crate) fn portuguese(entry: &str) -> Vec<(String, Class)> {
    const ENDINGS: [Endings; 3] = [
        Endings {
            infinitive: "ar",
            finite: &["a", "am", "ou", "aram", "ava", "avam", "ará", "arão", "ei"],
            gerund: "ando",
            participle: "ado",
        },
        Endings {
            infinitive: "er",
            finite: &["e", "em", "eu", "eram", "ia", "iam", "erá", "erão"],
            gerund: "endo",
            participle: "ido",
        },
        Endings {
            infinitive: "ir",
            finite: &["e", "em", "iu", "iram", "ia", "iam", "irá", "irão"],
            gerund: "indo",
            participle: "ido",
        },
    ];
    let finite = Class::FINITE | Class::DROPS;
    spelt(entry, finite, "ndo").unwrap_or_else(|| regular(entry, finite, &ENDINGS))
}

/// The forms of an Italian verb.
pub(crate) fn italian(entry: &str) -> Vec<(String, Class)> {
    const ENDINGS: [Endings; 3] = [
        Endings {
            infinitive: "are",
            finite: &["a", "ano", "ò", "arono", "ava", "avano", "erà", "eranno"],
            gerund: "ando",
            participle: "ato",
        },
        Endings {
            infinitive: "ere",
            finite: &["e", "ono", "eva", "evano", "erà", "eranno"],
            gerund: "endo",
            participle: "uto",
        },
        Endings {
            infinitive: "ire",
            finite: &["isce", "iscono", "ì", "irono", "iva", "ivano", "irà", "iranno"],
            gerund: "endo",
            participle: "ito",
        },
    ];
    let finite = Class::FINITE | Class::DROPS;
    spelt(entry, finite, "ndo").unwrap_or_else(|| regular(entry, finite, &ENDINGS))
}

/// The forms of a French verb; its participle agrees with its subject.
pub(crate) fn french(entry: &str) -> Vec<(String, Class)> {
    const ENDINGS: [Endings; 1] = [Endings {
        infinitive: "er",
        finite: &["e", "ent", "a", "èrent", "ait", "aient", "era", "eront"],
        gerund: "ant",
        participle: "é",
    }];
    let finite = Class::FINITE | Class::LOOSE;
    let mut forms = spelt(entry, finite, "ant").unwrap_or_else(|| regular(entry, finite, &ENDINGS));
    let participles: Vec<_> =
        forms.iter().filter(|(_, class)| *class == Class::PARTICIPLE).collect();
    let agreeing: Vec<_> = participles
        .into_iter()
        .flat_map(|(form, class)| ["e", "s", "es"].map(|end| (format!("{form}{end}"), *class)))
        .collect();
    forms.extend(agreeing);
    forms
}

/// The forms of a weak German verb.
pub(crate) fn german(entry: &str) -> Vec<(String, Class)> {
    let finite = Class::FINITE | Class::LOOSE;
    if let Some(forms) = spelt(entry, finite, "nd") {
        return forms;
    }
    let stem = entry.strip_suffix("en").or_else(|| entry.strip_suffix('n')).unwrap_or(entry);
    let link = if ends_in(stem, &["t", "d"]) { "e" } else { "" };
    let inseparable = ["be", "er", "ver", "ent", "ge", "zer", "wider"];
    let bare = stem.ends_with("ier") || inseparable.iter().any(|head| stem.starts_with(head));
    let participle = if bare { format!("{stem}{link}t") } else { format!("ge{stem}{link}t") };
    vec![
        (format!("{stem}{link}t"), finite),
        (format!("{stem}{link}te"), finite),
        (format!("{stem}{link}ten"), finite),
        (entry.to_owned(), finite | Class::PLAIN),
        (participle, Class::PARTICIPLE),
    ]
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
        for (language, words) in [
            (Language::German, ["erklärte", "sagten", "meldet", "fürchtete", "betont", "riefen"]),
            (Language::French, ["ajoute", "assurait", "précisèrent", "dit", "écrit", "explique"]),
            (
                Language::Portuguese,
                ["afirmou", "declaram", "concluiu", "diz", "respondeu", "pediu"],
            ),
            (Language::Italian, ["spiega", "affermò", "dice", "ribadisce", "scrive", "sostiene"]),
        ] {
            for word in words {
                assert!(Tables::of(language).class(word).is(Class::FINITE), "{word}");
            }
        }
        for (language, word) in [
            (Language::German, "betont"),
            (Language::German, "gesagt"),
            (Language::French, "déclaré"),
            (Language::Portuguese, "afirmado"),
            (Language::Italian, "spiegato"),
        ] {
            assert!(Tables::of(language).class(word).is(Class::PARTICIPLE), "{word}");
        }
        assert!(!english.class("table").is(Class::SAY | Class::FINITE));
    }
}
