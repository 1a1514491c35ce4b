//! Brings fields of a record that is there to what is to be said: only their keys are touched, in the look
//! of the record.

use serde_json::{Map, Value};

use super::layout::{Layout, space_before, string, value};
use super::set::SET;
use super::{Edit, EditError, scan};
use onrecord_model::Field;
use onrecord_text::Span;

impl Edit {
    /// Brings the fields `decided` of the record `id` in `list` to what `keys` say.
    pub(super) fn update(
        &mut self,
        (list, id): (&str, &str),
        keys: &Map<String, Value>,
        decided: &[Field],
    ) -> Result<(), EditError> {
        let there = self.with_id(list, id).ok_or(EditError::Gone)?;
        let record = self.object(there);
        let mut set = match record.get(SET) {
            Some(Value::Object(set)) => set.clone(),
            _ => Map::new(),
        };
        let wanted = keys.get(SET).and_then(Value::as_object);
        for field in decided.iter().filter(|field| !field.has_key()) {
            match wanted.and_then(|wanted| wanted.get(field.word())) {
                Some(value) => drop(set.insert(field.word().to_owned(), value.clone())),
                None => drop(set.shift_remove(field.word())),
            }
        }
        let mut changed = Vec::new();
        for field in decided.iter().filter(|field| field.has_key()) {
            let all = keys_of(*field);
            let first = all.first().copied().filter(|key| !same(record.get(*key), keys.get(*key)));
            changed.extend(first.map(|_| all.iter().map(|key| (*key, keys.get(*key).cloned()))));
        }
        let mut changed: Vec<_> = changed.into_iter().flatten().collect();
        let set = (!set.is_empty()).then(|| Value::from(set));
        if !same(record.get(SET), set.as_ref()) {
            changed.push((SET, set));
        }
        for (key, value) in changed {
            let there = self.with_id(list, id).ok_or(EditError::Gone)?;
            self.set_key(there, key, value.as_ref());
        }
        Ok(())
    }

    /// Writes `held` under `key` of the record at `there`, or takes the key out.
    fn set_key(&mut self, there: Span, key: &str, held: Option<&Value>) {
        let entries = scan::entries(&self.text, there);
        let is_it =
            |(name, _): &(Span, Span)| scan::string(&self.text, *name).as_deref() == Some(key);
        let at = entries.iter().position(is_it);
        let entry = |at: Option<usize>| at.and_then(|at| entries.get(at)).copied();
        let spaced = Layout::of(&self.text, there, "") != Layout::Tight;
        match (entry(at), held) {
            (Some((_, old)), Some(held)) => self.replace(old, value(held, spaced)),
            (Some((name, old)), None) => {
                let before = entry(at.and_then(|at| at.checked_sub(1)));
                let next = entry(at.map(|at| at + 1));
                let gone = match (before, next) {
                    (Some((_, before)), _) => Span::new(before.end, old.end),
                    (None, Some((next, _))) => Span::new(name.start, next.start),
                    (None, None) => Span::new(name.start, old.end),
                };
                self.replace(gone, String::new());
            }
            (None, Some(held)) => {
                let Some((name, last)) = entries.last().copied() else { return };
                let space = space_before(&self.text, name.start as usize);
                let usual = if spaced { " " } else { "" };
                let space = if entries.len() > 1 { space } else { usual };
                let colon = if spaced { ": " } else { ":" };
                let new = format!(",{space}{}{colon}{}", string(key), value(held, spaced));
                self.replace(Span::new(last.end, last.end), new);
            }
            (None, None) => {}
        }
    }
}

/// The keys that say what a field says, the first of them the field itself.
const fn keys_of(field: Field) -> &'static [&'static str] {
    match field {
        Field::Speaker => &["speaker", "mention", "speaker_by", "candidates"],
        Field::Form => &["form"],
        Field::Audience => &["audience"],
        Field::About => &["about"],
        Field::Via => &["via"],
        Field::Medium => &["medium"],
        Field::Said => &["said"],
        Field::Status => &["status"],
        Field::Links => &["links"],
        Field::Name => &["name"],
        Field::Kind => &["kind"],
        Field::Role => &["role"],
        Field::Aliases => &["aliases"],
        Field::Title => &["title"],
        Field::When => &["dates"],
        Field::TookPart => &["actors"],
        Field::Tags => &["tags"],
        Field::Note => &["note"],
        _ => &[],
    }
}

/// Whether two values say the same: one item stands for a list of it, and an empty list says "none".
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Array(list)), Some(only)) | (Some(only), Some(Value::Array(list)))
            if !only.is_array() =>
        {
            match list.as_slice() {
                [] => only.is_null(),
                [item] => item == only,
                _ => false,
            }
        }
        (one, other) => one == other,
    }
}
