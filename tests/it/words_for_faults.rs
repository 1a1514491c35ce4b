//! Every way of failing has its words: each variant of the closed enums of faults and errors is named
//! where sentences are made, so that no wildcard says the same of two of them.

use std::fs;
use std::path::Path;

use syn::Item;

/// All text of the Rust files below `folder`.
fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            into.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// `Enum::Variant` of every enum in a source.
fn variants(source: &str) -> Vec<String> {
    let items = syn::parse_file(source).unwrap().items.into_iter();
    let named = items.flat_map(|item| match item {
        Item::Enum(of) => {
            let variant = |variant: &syn::Variant| format!("{}::{}", of.ident, variant.ident);
            of.variants.iter().map(variant).collect()
        }
        _ => Vec::new(),
    });
    named.collect()
}

/// Whether `text` names it, and not only something that begins like it.
fn names(text: &str, variant: &str) -> bool {
    let mut after = text.split(variant).skip(1);
    after.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

#[test]
fn every_variant_has_its_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut faults, mut words) = (Vec::new(), Vec::new());
    sources(&root.join("crates/onrecord-model/src/fault"), &mut faults);
    faults.push(fs::read_to_string(root.join("crates/onrecord-model/src/doubt.rs")).unwrap());
    sources(&root.join("src/words"), &mut words);
    let words = words.concat();
    let all: Vec<_> = faults.iter().flat_map(|source| variants(source)).collect();
    assert!(all.len() > 100, "{} variants", all.len());
    let mute: Vec<_> = all.iter().filter(|variant| !names(&words, variant)).collect();
    assert!(mute.is_empty(), "without words: {mute:?}");
}

#[test]
fn what_begins_alike_is_no_name() {
    assert!(names("x => FileError::Other(why)", "FileError::Other"));
    assert!(!names("x => FileError::Others", "FileError::Other"));
    assert_eq!(variants("enum A { B, C(u8) }\nstruct D;"), ["A::B", "A::C"]);
}
