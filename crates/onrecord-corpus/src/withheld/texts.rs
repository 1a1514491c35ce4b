//! Texts of records that stand in no document: what people set, wrote or put down, and what a file says of
//! itself. What must not be told may be told there as well.

use crate::Records;
use onrecord_model::{
    Annotations, Facts, Field, FieldShape, FieldValue, Source, Stated, Statement,
};

/// Puts what `covered` makes of each text in its place; `None` leaves it as it is.
pub(super) fn cover_texts(records: &mut Records, covered: impl Fn(&str) -> Option<String>) {
    let cover = |text: &mut String| {
        if let Some(covered) = covered(text) {
            *text = covered;
        }
    };
    for (field, value) in records.annotations.each().flat_map(values) {
        let is_text = matches!(field.shape(), FieldShape::Text | FieldShape::Words);
        if let FieldValue::Text(text) = value
            && is_text
            && let Some(covered) = covered(text)
        {
            *text = covered.into();
        }
    }
    let rows = records.statements.iter_mut().chain(&mut records.weak).chain(&mut records.aside);
    rows.filter_map(Statement::known_mut).for_each(|facts| cover_facts(facts, &cover));
    records.events.iter_mut().for_each(|event| cover(&mut event.title));
    records.sources.iter_mut().for_each(|source| cover_source(source, &cover));
    records.actors.iter_mut().filter_map(|actor| actor.role.as_mut()).for_each(cover);
}

fn cover_facts(facts: &mut Facts, cover: &impl Fn(&mut String)) {
    facts.note.iter_mut().for_each(cover);
    if let Stated::Is(medium) = &mut facts.medium {
        cover(&mut medium.kind);
        medium.basis.iter_mut().for_each(cover);
    }
    if let Stated::Is(said) = &mut facts.said {
        said.words.iter_mut().for_each(cover);
    }
    if let Stated::Is(steps) = &mut facts.via {
        steps.iter_mut().filter_map(|step| step.did.as_mut()).for_each(cover);
    }
    // Of a value in JSON no part can be covered for certain.
    if let Some(carried) = facts.carried.as_mut() {
        let is_open = |json: &str| {
            let mut text = json.to_owned();
            cover(&mut text);
            text == json
        };
        carried.others.retain(|(_, value)| is_open(value));
        carried.anchor.take_if(|anchor| !is_open(anchor));
    }
}

fn cover_source(source: &mut Source, cover: &impl Fn(&mut String)) {
    cover(&mut source.title);
    for (name, _) in &mut source.columns {
        cover(name);
    }
    for text in [&mut source.publisher, &mut source.byline] {
        if let Stated::Is(text) = text {
            cover(text);
        }
    }
    if let Some(report) = &mut source.reports {
        cover(&mut report.title);
    }
}

/// All values of what was set, with their fields.
pub(super) fn values(set: &mut Annotations) -> impl Iterator<Item = (Field, &mut FieldValue)> {
    let Annotations { values, elements, decided, conflicts, otherwise } = set;
    let single = values.iter_mut().chain(elements).map(|(field, value)| (*field, value));
    let readings = conflicts.iter_mut().flat_map(|conflict| {
        let field = conflict.field;
        conflict.readings.iter_mut().map(move |reading| (field, reading))
    });
    let readings = readings.chain(decided.iter_mut().map(|(field, reading)| (*field, reading)));
    let readings = readings.filter_map(|(field, reading)| Some((field, reading.value.as_mut()?)));
    let rules = otherwise.iter_mut().map(|one| (one.field, &mut one.value));
    single.chain(readings).chain(rules)
}
