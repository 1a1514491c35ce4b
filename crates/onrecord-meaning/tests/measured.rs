//! What the vectors alone are worth on queries written from memory, as the program has them. The queries and their
//! corpus are not part of the repository: `ONRECORD_CORPUS` names a text with a sentence a line, `ONRECORD_QUERIES` lines of
//! kind, language, number of the sentence behind an `L`, and query, between tabs.

use std::collections::BTreeMap;

use onrecord_meaning::Vectors;

#[test]
#[ignore = "needs a corpus and queries, which are not part of the repository"]
fn what_the_vectors_are_worth() {
    let read = |name| std::fs::read_to_string(std::env::var(name).unwrap()).unwrap();
    let (corpus, queries) = (read("ONRECORD_CORPUS"), read("ONRECORD_QUERIES"));
    let vectors = Vectors::shipped();
    let sentences: Vec<_> = corpus.lines().map(|line| vectors.of(line)).collect();
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in queries.lines() {
        let [kind, language, target, query] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let target: usize = target.trim_start_matches('L').parse().unwrap();
        let asked = vectors.of(query).unwrap();
        let near = |at: usize| sentences[at].map_or(-1.0, |sentence| asked.likeness(&sentence));
        let mine = near(target);
        let before = (0..sentences.len()).filter(|at| near(*at) > mine).count();
        kinds.entry(format!("{kind} {language}")).or_default().push(before + 1);
    }
    for (kind, ranks) in kinds {
        let mrr: f64 =
            ranks.iter().filter(|rank| **rank <= 10).map(|rank| 1.0 / *rank as f64).sum();
        let ten = ranks.iter().filter(|rank| **rank <= 10).count();
        let (mrr, ten) = (mrr / ranks.len() as f64, ten as f64 / ranks.len() as f64);
        println!("{kind}: {} queries, MRR@10 {mrr:.3}, in ten {ten:.2}", ranks.len());
    }
}
