//! The examples of `docs/format.md`, opened as a reader would try them.

use std::fs;

use onrecord::library::{OpenOptions, OpenTarget, Silent, open};
use onrecord_corpus::Corpus;
use onrecord_model::Origin;

/// The blocks of the page that are marked as `kind`.
fn blocks(kind: &str) -> Vec<String> {
    let page = include_str!("../../docs/format.md");
    let mark = format!("```{kind}\n");
    let marked = page.split(&mark).skip(1);
    marked.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

fn opened(investigation: &str) -> Corpus {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("interview.txt"), &blocks("text")[0]).unwrap();
    fs::write(folder.path().join("investigation.json"), investigation).unwrap();
    open(&OpenTarget::Path(folder.path().into()), &OpenOptions::default(), &mut Silent).unwrap()
}

#[test]
fn three_lines_are_enough() {
    let corpus = opened(&blocks("json")[0]);
    assert_eq!(blocks("json")[0].trim().lines().count(), 3);
    assert_eq!((corpus.title(), corpus.faults()), ("The mayor and his driver", &[][..]));
    assert_eq!(corpus.sources().len(), 1);
    assert!(corpus.statements().iter().all(|s| s.origin == Origin::Suggested));
}

#[test]
fn the_example_says_what_it_shows() {
    let corpus = opened(&blocks("json")[1]);
    assert_eq!(corpus.faults(), []);
    let said: Vec<_> = corpus
        .statements()
        .iter()
        .map(|s| (corpus.speaker_name(s).unwrap(), corpus.words(s)))
        .collect();
    let want = [
        ("the mayor", "We never met him … Not once.".to_owned()),
        ("Ana Ruiz", "the two had met in March".to_owned()),
    ];
    assert_eq!(said, want);
    assert_eq!(corpus.events()[0].when().unwrap().resolved, "2022-03");
}
