//! What the shipped tables say, and what bytes that are none do.

use onrecord_meaning::{BadTable, Dictionary, Kin, Tongue, Vectors};
use proptest::prelude::*;

static DICTIONARY: &[u8] = include_bytes!("../assets/dictionary.bin");
static VECTORS: &[u8] = include_bytes!("../assets/vectors.bin");

fn lemmas(word: &str, tongue: Tongue) -> Vec<&'static str> {
    let dictionary = Dictionary::shipped();
    dictionary.lemmas(word, tongue).map(|lemma| dictionary.word(lemma)).collect()
}

fn translations(word: &str, from: Tongue) -> Vec<&'static str> {
    let dictionary = Dictionary::shipped();
    dictionary.translations(word, from).iter().map(|sense| dictionary.word(sense.lemma)).collect()
}

#[test]
fn forms_lead_to_their_lemmas() {
    for (word, want) in [
        ("said", "say"),
        ("children", "child"),
        ("judges", "judge"),
        ("planned", "plan"),
        ("denies", "deny"),
        ("killing", "kill"),
        ("widow", "widow"),
    ] {
        assert!(
            lemmas(word, Tongue::English).contains(&want),
            "{word}: {:?}",
            lemmas(word, Tongue::English)
        );
    }
    for (word, want) in [
        ("dijeron", "decir"),
        ("jueces", "juez"),
        ("pescadores", "pescador"),
        ("asesinada", "asesinar"),
        ("negocio", "negocio"),
        ("fue", "ser"),
        ("fue", "ir"),
        ("expropiaremos", "expropiar"),
        ("viudas", "viuda"),
    ] {
        assert!(
            lemmas(word, Tongue::Spanish).contains(&want),
            "{word}: {:?}",
            lemmas(word, Tongue::Spanish)
        );
    }
    assert_eq!(lemmas("zzqx", Tongue::English), [""; 0]);
    assert_eq!(lemmas("", Tongue::Spanish), [""; 0]);
}

#[test]
fn words_are_translated_both_ways() {
    for (word, want) in
        [("pescadores", "fisherman"), ("votantes", "voter"), ("culpa", "guilt"), ("muerto", "dead")]
    {
        let found = translations(word, Tongue::Spanish);
        assert!(found.contains(&want), "{word}: {found:?}");
    }
    for (word, want) in
        [("farms", "granja"), ("widow", "viuda"), ("judges", "juez"), ("bribes", "soborno")]
    {
        let found = translations(word, Tongue::English);
        assert!(found.contains(&want), "{word}: {found:?}");
    }
    assert_eq!(translations("zzqx", Tongue::Spanish), [""; 0]);
}

#[test]
fn synonyms_stay_in_their_language() {
    let dictionary = Dictionary::shipped();
    let car = dictionary.lemmas("cars", Tongue::English).next().unwrap();
    let synonyms = dictionary.senses(car).filter(|sense| sense.kin == Kin::Synonym);
    let words: Vec<_> = synonyms.map(|sense| dictionary.word(sense.lemma)).collect();
    assert!(words.contains(&"automobile"), "{words:?}");
    for sense in dictionary.senses(car) {
        let there = if sense.kin == Kin::Translation { Tongue::Spanish } else { Tongue::English };
        assert_eq!(sense.lemma.tongue, there);
        assert!(sense.weight > 0.0 && sense.weight <= 1.0, "{sense:?}");
    }
}

#[test]
fn near_in_meaning_is_near_in_place() {
    let vectors = Vectors::shipped();
    let near = |a: &str, b: &str| vectors.of(a).unwrap().likeness(&vectors.of(b).unwrap());
    for (a, near_one, far_one) in [
        ("my gut told me no", "he had a bad feeling", "the cargo left the harbour"),
        ("the judge was bribed", "magistrates took money", "the children play football"),
        ("mataron al juez", "the judge was killed", "a new bakery opened"),
        ("los pescadores vieron el barco", "fishermen saw a ship", "the bank raised its rates"),
    ] {
        let (one, other) = (near(a, near_one), near(a, far_one));
        assert!(one > other + 0.1, "{a}: {near_one} {one}, {far_one} {other}");
    }
    assert_eq!(vectors.of(""), None);
    assert_eq!(vectors.of("… — ?!"), None);
}

#[test]
fn a_vector_is_the_same_on_every_machine() {
    let vector = Vectors::shipped().of("The widow of the harbour master spoke.").unwrap();
    let again = Vectors::shipped().of("the WIDOW of the harbour master: spoke").unwrap();
    assert_eq!(vector, again);
    assert!((vector.likeness(&vector) - 1.0).abs() < 1e-6);
    assert!((vector.code() ^ again.code()).count_ones() == 0);
}

#[test]
fn the_nearest_words_explain_a_likeness() {
    let (query, text) = ("feeling of guilt", "My gut told me it was my fault.");
    let near = Vectors::shipped().near_words(query, text).unwrap();
    assert_eq!((near.first.of(query), near.second.of(text)), ("guilt", "fault"));
    let near = Vectors::shipped().near_words("widow", "La viuda habló.").unwrap();
    assert_eq!(near.second.of("La viuda habló."), "viuda");
    // The same word is no explanation by meaning.
    assert_eq!(Vectors::shipped().near_words("harbour", "harbour"), None);
}

#[test]
fn bytes_that_are_no_table_are_refused() {
    assert_eq!(Dictionary::open(VECTORS).map(|_| ()), Err(BadTable::Magic));
    assert_eq!(Vectors::open(DICTIONARY).map(|_| ()), Err(BadTable::Magic));
    for cut in [8, 12, 40, 1000, 100_000] {
        assert_eq!(Dictionary::open(&DICTIONARY[..cut]).map(|_| ()), Err(BadTable::Cut), "{cut}");
        assert_eq!(Vectors::open(&VECTORS[..cut]).map(|_| ()), Err(BadTable::Cut), "{cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_broken_table_gives_no_panic(at in prop::collection::vec((0_usize..2_000_000, any::<u8>()), 1..400), word in "[a-zñ]{0,9}") {
        let mut bytes = DICTIONARY.to_vec();
        for (at, byte) in at {
            bytes[at] = byte;
        }
        if let Ok(dictionary) = Dictionary::open(bytes.leak()) {
            for word in [word.as_str(), "said", "dijeron", "pescadores"] {
                for tongue in Tongue::ALL {
                    for lemma in dictionary.lemmas(word, tongue) {
                        let _ = dictionary.word(lemma);
                        let _ = dictionary.senses(lemma).count();
                    }
                }
            }
        }
    }

    #[test]
    fn any_text_has_a_vector_or_none(text in ".{0,200}", other in "[a-zñé ]{0,60}") {
        let vectors = Vectors::shipped();
        if let (Some(a), Some(b)) = (vectors.of(&text), vectors.of(&other)) {
            prop_assert!(a.likeness(&b).abs() <= 1.00001);
        }
        let _ = vectors.near_words(&text, &other);
    }
}
