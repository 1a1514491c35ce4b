//! Sheets that are lists of statements: their rows as statements of the workbook's own document.

use std::collections::HashSet;

use super::row_text::RowText;
use super::{ListBuilder, ListedActor, actor};
use onrecord_corpus::Records;
use onrecord_model::{ActorIx, ActorKind, Source};
use onrecord_read::ListedSheet;
use onrecord_read::rows::Row;
use onrecord_text::Span;

/// Adds what the `listed` sheets of `source` say to `records`, a piece whose one source it is. An actor whom the
/// document names by the same name is the same one.
pub(in crate::library) fn put(records: &mut Records, source: &mut Source, listed: &[ListedSheet]) {
    if listed.is_empty() {
        return;
    }
    let mut told = HashSet::new();
    let columns = listed.iter().flat_map(ListedSheet::mapping);
    let columns = columns.map(|column| (column.column, column.as_.into()));
    source.columns = columns.filter(|column| told.insert(column.clone())).collect();
    let mut list = ListBuilder::new(&source.file);
    list.here = list.source(&source.id);
    list.know(records);
    let own = list.known.len();
    for sheet in listed {
        sheet.each_row(&source.document, |row, words, said| list.put_at(row, words, said));
    }
    list.tell_untold();
    records.actors.extend(list.known.into_iter().skip(own).map(actor));
    records.statements.extend(list.statements);
    records.statements.sort_by_key(|statement| statement.hull().start);
    records.annotations.extend(list.annotations);
    records.faults.extend(list.faults);
}

impl ListBuilder<'_> {
    /// Knows the actors of `records` by their names, each at its own position. A name of two of them means neither.
    fn know(&mut self, records: &Records) {
        let mut twice = HashSet::new();
        for (at, known) in records.actors.iter().enumerate() {
            let name: Box<str> = known.name.as_str().into();
            self.known.push(ListedActor { id: None, name: name.clone(), source: self.here });
            if known.kind != ActorKind::Unnamed
                && self.actors.insert(name.clone(), ActorIx::from(at)).is_some()
            {
                twice.insert(name);
            }
        }
        self.actors.retain(|name, _| !twice.contains(name));
    }

    /// Puts a row whose words stand at `words` of the document.
    fn put_at(&mut self, row: u32, words: Span, said: &Row<'_>) {
        self.line = row;
        let laid = said.details.as_deref().map(|details| RowText::of(&said.text, details));
        self.state(said, laid, words);
    }
}
