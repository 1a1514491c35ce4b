//! Takes a judgement out of the text again, whenever it was written: what somebody else has put there
//! since stays.

use serde_json::Value;

use super::{AppliedEdit, Edit, EditError, Judgement};
use onrecord_model::Verdict;

/// `text` without what `judgement` has written into it, so that it is a suggestion again. A confirmed
/// statement that a person has gone on to edit stays, as a suggestion.
///
/// # Errors
/// [`EditError`], where it does not stand there, or a person has put the statement down.
pub fn lift(text: &str, judgement: &Judgement) -> Result<(String, AppliedEdit), EditError> {
    let mut edit = Edit { text: text.to_owned(), patches: Vec::new() };
    edit.check()?;
    match judgement.verdict {
        Verdict::Confirmed => edit.lift_statement(judgement)?,
        Verdict::Dismissed | Verdict::Suggested => edit.lift_dismissals(judgement)?,
    }
    Ok(edit.written())
}

/// `text` without the statement that a person put down and took back.
///
/// # Errors
/// [`EditError`], where the text is not sound.
pub fn take_out(text: &str, judgement: &Judgement) -> Result<(String, AppliedEdit), EditError> {
    let mut edit = Edit { text: text.to_owned(), patches: Vec::new() };
    edit.check()?;
    if let Some(there) = edit.with_id("statements", &judgement.id) {
        edit.take_out("statements", there)?;
    }
    Ok(edit.written())
}

impl Edit {
    fn lift_statement(&mut self, judgement: &Judgement) -> Result<(), EditError> {
        let there = self.with_id("statements", &judgement.id).ok_or(EditError::Gone)?;
        let origin = self.origin_of(there).filter(|origin| origin != "hand");
        let Some(origin) = origin else {
            return Err(EditError::Contradicted(Verdict::Confirmed));
        };
        let record = self.object(there);
        let made = record.get("source").and_then(Value::as_str).map(|source| {
            let mut made = judgement.record(source);
            made.insert("origin".into(), origin.into());
            made
        });
        if made.as_ref() == Some(&record) {
            self.take_out("statements", there)
        } else {
            self.set_origin(there, "confirmed", "suggested");
            Ok(())
        }
    }

    fn lift_dismissals(&mut self, judgement: &Judgement) -> Result<(), EditError> {
        let found = self.dismissals(judgement);
        if found.is_empty() {
            return Err(EditError::Gone);
        }
        // The last first: those before it keep their places.
        found.into_iter().rev().try_for_each(|there| self.take_out("dismissed", there))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::judgement;
    use super::super::{insert, reverse, scan};
    use super::*;

    #[test]
    fn what_is_lifted_goes_alone() {
        let [first, second] = [0, 2].map(|at| judgement(at, Verdict::Confirmed));
        let (text, _) = insert("", &first).unwrap();
        let (both, _) = insert(&text, &second).unwrap();
        let other = both.replace("A “test”", "Another title");
        for (lifted, gone, left) in [(&first, "q-1", "q-3"), (&second, "q-3", "q-1")] {
            let (text, written) = lift(&other, lifted).unwrap();
            assert_eq!(scan::sound(&text), Ok(()), "{text}");
            assert!(text.contains("Another title") && text.contains(left), "{text}");
            assert!(!text.contains(gone), "{text}");
            assert_eq!(reverse(&text, &written).as_deref(), Some(&*other));
        }
        let (one, _) = lift(&other, &first).unwrap();
        let (none, _) = lift(&one, &second).unwrap();
        assert!(none.contains("\"statements\": []"), "{none}");
        assert_eq!(lift(&none, &second).map(drop), Err(EditError::Gone));
        assert_eq!(lift("{", &first).map(drop), Err(EditError::NotJson(1)));
    }

    /// A statement that a person has gone on to edit stays, with all that was put into it.
    #[test]
    fn a_statement_that_was_edited_is_a_suggestion_again_and_stays() {
        let confirmed = judgement(0, Verdict::Confirmed);
        let (text, _) = insert("", &confirmed).unwrap();
        let mine = text.replace("\"cue\": \"said\"", "\"note\": \"heard on the phone\"");
        let (lifted, _) = lift(&mine, &confirmed).unwrap();
        assert_eq!(lifted, mine.replace("\"confirmed\"", "\"suggested\""));
        let own = mine.replace("\"confirmed\"", "\"hand\"");
        let refused = lift(&own, &confirmed).map(drop);
        assert_eq!(refused, Err(EditError::Contradicted(Verdict::Confirmed)), "it is a person's");
    }

    #[test]
    fn a_dismissal_is_lifted_by_its_id_or_its_place() {
        let dismissed = judgement(2, Verdict::Dismissed);
        let (text, _) = insert("", &dismissed).unwrap();
        for (there, lifts) in [
            (text.clone(), true),
            (text.replace("q-3", "q-of-before"), true),
            (text.replace("\"id\": \"q-3\",", ""), true),
            (text.replace("q-3", "q-9").replace("knew. “", "knew: “"), false),
            (
                text.replace("q-3", "q-9").replace("\"exact\": \"No\"", "\"exact\": \"he knew\""),
                false,
            ),
            (
                text.replace("q-3", "q-9").replace("\"file\": \"a.txt\"", "\"file\": \"b.txt\""),
                false,
            ),
        ] {
            let lifted = lift(&there, &dismissed).map(|(text, _)| text);
            assert_eq!(lifted.is_ok(), lifts, "{there}");
            if let Ok(lifted) = lifted {
                assert!(lifted.contains("\"dismissed\": []"), "{lifted}");
            }
        }
    }
}
