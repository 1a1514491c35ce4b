//! The form of a record: a row for each field, the scroll's row is the one that is set next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{StatefulWidget, Widget};

use super::Scene;
use super::paint::Strip;
use super::scroll::Scroll;
use super::theme::StyleRole;
use crate::app::form;
use crate::words::{decisions, labels, links};
use onrecord_model::{Field, FieldReading};
use onrecord_text::width;

/// Columns for the names of fields.
const NAME: usize = 19;

/// A row: the place of its field, and under a field one of its readings.
type FormRow<'a> = (usize, &'a Field, Option<(usize, &'a FieldReading)>);

/// The rows of a field: its own, and one for each of its readings.
fn rows_of<'a>(
    readings: &impl Fn(Field) -> &'a [FieldReading],
) -> impl Fn((usize, &'a Field)) -> Vec<FormRow<'a>> {
    move |(at, field)| {
        let under = readings(*field).iter().enumerate();
        let under = under.map(|one| (at, field, Some(one)));
        std::iter::once((at, field, None)).chain(under).collect()
    }
}

/// The fields of the record that one stands on.
pub(super) struct FormRows<'a>(pub Scene<'a>);

impl StatefulWidget for FormRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let corpus = &scene.state.corpus;
        let Some(record) = form::record(scene.state) else { return };
        let fields = form::fields(record);
        scroll.last = fields.len().saturating_sub(1);
        let annotations = corpus.annotations(record);
        let readings = |field: Field| form::readings(corpus, record, field);
        let rows: Vec<FormRow<'_>> =
            fields.iter().enumerate().flat_map(rows_of(&readings)).collect();
        let last = rows.iter().rposition(|(at, _, _)| *at == scroll.row);
        let below = last.map_or(scroll.row, |last| last + 1);
        let top = below.saturating_sub(usize::from(area.height));
        for (area, (at, field, reading)) in area.rows().zip(rows.into_iter().skip(top)) {
            let name = NAME.min(usize::from(area.width) / 2);
            let room = usize::from(area.width).saturating_sub(name + 2);
            if let Some((number, reading)) = reading {
                let words = decisions::reading_row(number, reading);
                let words = width::cut(&words, room).into_owned();
                let indent = " ".repeat(name + 2);
                Strip::new([
                    scene.span(indent, StyleRole::Plain),
                    scene.span(words, StyleRole::Warning),
                ])
                .render(area, buffer);
                continue;
            }
            let value = form::value(corpus, record, *field);
            let linked =
                if *field == Field::Links { links::outward(corpus, record) } else { vec![] };
            let tags = annotations.into_iter().flat_map(|all| all.words(*field));
            let tags: Vec<_> = tags.chain(linked.iter().map(String::as_str)).collect();
            let decided = annotations.and_then(|all| all.decided(*field));
            let inferred = form::is_inferred(corpus, record, *field);
            let contradicted = !readings(*field).is_empty();
            let decided = decided.filter(|_| !contradicted);
            let words = decisions::form_row(value.as_ref(), inferred, &tags, decided);
            let words =
                if contradicted { decisions::CONTRADICTED.to_owned() + &words } else { words };
            let selected = at == scroll.row;
            let (mark, role) =
                if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
            Strip::new([
                scene.span(mark, StyleRole::Selected),
                scene.span(width::pad(labels::field(*field), name), StyleRole::Quiet),
                scene.span(" ", StyleRole::Plain),
                scene.span(width::cut(&words, room).into_owned(), role),
            ])
            .render(area, buffer);
        }
    }
}
