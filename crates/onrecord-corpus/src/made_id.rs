//! Ids of records whose author gave none.

use sha2::{Digest, Sha256};

/// An id made from what a record says, where its author gave none: the same on every run.
pub fn made_id(letter: char, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let short = hash.finalize().iter().take(6).fold(String::new(), |id, b| format!("{id}{b:02x}"));
    format!("{letter}-{short}")
}

#[cfg(test)]
mod tests {
    use super::made_id;

    #[test]
    fn where_a_part_ends_makes_a_difference() {
        let id = made_id('s', &["ab", "c"]);
        assert_eq!((id.len(), id.get(..2)), (14, Some("s-")));
        assert_ne!(id, made_id('s', &["a", "bc"]));
        assert_eq!(id, made_id('s', &["ab", "c"]));
    }
}
