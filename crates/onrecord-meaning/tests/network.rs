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
        for (found, want) in found.cells().iter().zip(&want) {
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
fn likeness_is_the_cosine() {
    let network = Network::open(TINY).unwrap();
    assert_eq!(network.name(), "tiny");
    let [(text, one), (other, another)] = GIVEN;
    let vectors = network.vectors(&[text, other, ""]);
    assert!((vectors[0].likeness(&vectors[1]) - cosine(&one, &another)).abs() < 0.005);
    assert!((vectors[0].likeness(&vectors[0]) - 1.0).abs() < 1e-5);
    assert!(vectors[2].likeness(&vectors[0]).abs() <= 1.0);
}

/// The bytes with the sum that belongs to them.
fn summed(bytes: &[u8]) -> Vec<u8> {
    [bytes, &crc32fast::hash(bytes).to_le_bytes()].concat()
}

#[test]
fn bytes_that_are_no_network_are_refused() {
    let bad = |bytes: &[u8]| Network::open(bytes).err();
    assert_eq!(bad(b""), Some(BadTable::Magic));
    assert_eq!(bad(b"ONRMINIL\x01\0\0\0"), Some(BadTable::Version(1)));
    assert_eq!(bad(b"ONRMINIL"), Some(BadTable::Cut));
    let whole = TINY.split_last_chunk::<4>().unwrap().0;
    for cut in 12..TINY.len() {
        assert_eq!(bad(&TINY[..cut]), Some(BadTable::Damaged), "{cut}");
    }
    // One that somebody made to deceive has the right sum.
    for cut in 12..whole.len() {
        assert_eq!(bad(&summed(&whole[..cut])), Some(BadTable::Cut), "{cut}");
    }
    assert_eq!(bad(&summed(&[whole, b"x"].concat())), Some(BadTable::Cut));
    assert_eq!(bad(&vec![0; Network::LARGEST as usize + 1]), Some(BadTable::Cut));
    assert_eq!(summed(whole), TINY);
}

proptest! {
    #[test]
    fn a_broken_network_gives_no_panic(at in prop::collection::vec((12..TINY.len() - 4, any::<u8>()), 1..20), text in ".{0,80}") {
        let mut bytes = TINY.split_last_chunk::<4>().unwrap().0.to_vec();
        for (at, byte) in at {
            bytes[at] = byte;
        }
        if let Ok(network) = Network::open(&summed(&bytes)) {
            let vectors = network.vectors(&[&text, "the harbour"]);
            prop_assert!(vectors[0].likeness(&vectors[1]).abs() <= 1.0, "{:?}", vectors);
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
    let vectors = network.vectors(&texts);
    println!("{} texts in {:?}", texts.len(), began.elapsed());
    for ((text, want), found) in rows.iter().zip(vectors) {
        let want: Vec<f32> = want.split(' ').map(|cell| cell.parse().unwrap()).collect();
        let cosine = cosine(found.cells(), &want);
        println!("{cosine:.4} {}", text.chars().take(70).collect::<String>());
        assert!(cosine > 0.99, "{cosine} {text}");
    }
}
