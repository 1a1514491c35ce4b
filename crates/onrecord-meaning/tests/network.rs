//! The network against what its reference gives: one of few random weights that stands here, and the real one where
//! its file is named (`ONRECORD_MINILM=… ONRECORD_MINILM_REFERENCE=… cargo test -p onrecord-meaning -- --ignored`).

use onrecord_meaning::{BadTable, Network};
use proptest::prelude::*;

static TINY: &[u8] = include_bytes!("tiny.bin");

/// What `make/network.py` printed for these texts when it wrote `tiny.bin`.
const GIVEN: [(&str, [f32; 8]); 2] = [
    (
        "The HARBOURS is closed.",
        [-0.7136, -0.2213, 0.0951, 0.3673, 0.5108, 0.0391, -0.1406, 0.1247],
    ),
    ("señora zz.", [-0.6995, -0.2523, 0.0453, 0.3557, 0.4962, 0.1861, -0.1568, 0.1145]),
];

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let of = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    of(a, b) / (of(a, a) * of(b, b)).sqrt()
}

#[test]
fn vectors_meet_the_reference() {
    let network = Network::open(TINY).unwrap();
    for (text, want) in GIVEN {
        let found = network.vectors(&[text]).remove(0);
        for (found, want) in found.iter().zip(&want) {
            assert!((found - want).abs() < 0.003, "{text}: {found} {want}");
        }
    }
    // Together as each by itself.
    let texts = GIVEN.map(|(text, _)| text);
    let together = network.vectors(&texts);
    for (text, vector) in texts.iter().zip(&together) {
        assert_eq!(*vector, network.vectors(&[text]).remove(0));
    }
}

#[test]
fn likeness_is_that_of_the_vectors_and_stops_when_asked() {
    let network = Network::open(TINY).unwrap();
    let [(query, one), (text, other)] = GIVEN;
    let texts = [text; 30];
    let found = network.likeness(query, &texts, || true);
    assert_eq!(found.len(), 30);
    assert!((found[0] - cosine(&one, &other)).abs() < 0.005);
    let mut asked = 0;
    let found =
        network.likeness(query, &["the harbour is closed. ".repeat(40).as_str(); 30], || {
            asked += 1;
            asked < 4
        });
    assert_eq!(found.len(), 3);
    assert_eq!(network.likeness("", &[""], || true).len(), 1);
}

#[test]
fn bytes_that_are_no_network_are_refused() {
    let bad = |bytes: &[u8]| Network::open(bytes).err();
    assert_eq!(bad(b""), Some(BadTable::Magic));
    assert_eq!(bad(b"ONRMINIL\x02\0\0\0"), Some(BadTable::Version(2)));
    for cut in 12..TINY.len() {
        assert_eq!(bad(&TINY[..cut]), Some(BadTable::Cut), "{cut}");
    }
    assert_eq!(bad(&[TINY, b"x"].concat()), Some(BadTable::Cut));
}

proptest! {
    #[test]
    fn a_broken_network_gives_no_panic(at in prop::collection::vec((0..TINY.len(), any::<u8>()), 1..20), text in ".{0,80}") {
        let mut bytes = TINY.to_vec();
        for (at, byte) in at {
            bytes[at] = byte;
        }
        if let Ok(network) = Network::open(&bytes) {
            let found = network.likeness(&text, &[&text, "the harbour"], || true);
            prop_assert!(found.len() == 2 && found.iter().all(|near| near.abs() <= 1.0), "{:?}", found);
        }
    }
}

#[test]
#[ignore = "needs the weights, which are not part of the repository"]
fn the_real_network_meets_its_reference() {
    let read = |name| std::fs::read(std::env::var(name).unwrap()).unwrap();
    let network = Network::open(&read("ONRECORD_MINILM")).unwrap();
    let reference = String::from_utf8(read("ONRECORD_MINILM_REFERENCE")).unwrap();
    let rows: Vec<_> = reference.lines().filter_map(|line| line.split_once('\t')).collect();
    let texts: Vec<_> = rows.iter().map(|(text, _)| *text).collect();
    let began = std::time::Instant::now();
    let likeness = network.likeness("who took the money", &texts, || true);
    println!("{} texts in {:?}", likeness.len(), began.elapsed());
    for ((text, want), found) in rows.iter().zip(network.vectors(&texts)) {
        let want: Vec<f32> = want.split(' ').map(|cell| cell.parse().unwrap()).collect();
        let cosine = cosine(found.as_slice().unwrap(), &want);
        println!("{cosine:.4} {}", text.chars().take(70).collect::<String>());
        assert!(cosine > 0.99, "{cosine} {text}");
    }
}
