//! The form of a record: a row for each field, the scroll's row is the one that is set next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{StatefulWidget, Widget};

use super::Scene;
use super::paint::Strip;
use super::scroll::Scroll;
use super::theme::StyleRole;
use crate::app::form;
use crate::words::{decisions, labels};
use onrecord_text::width;

/// Columns for the names of fields.
const NAME: usize = 19;

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
        let top = scroll.row.saturating_sub(usize::from(area.height).saturating_sub(1));
        for (area, (at, field)) in area.rows().zip(fields.iter().enumerate().skip(top)) {
            let value = form::value(corpus, record, *field);
            let tags: Vec<_> = annotations.into_iter().flat_map(|all| all.words(*field)).collect();
            let decided = annotations.and_then(|all| all.decided(*field));
            let inferred = form::is_inferred(corpus, record, *field);
            let words = decisions::form_row(value.as_ref(), inferred, &tags, decided);
            let selected = at == scroll.row;
            let (mark, role) =
                if selected { ("▸", StyleRole::Selected) } else { (" ", StyleRole::Plain) };
            let name = NAME.min(usize::from(area.width) / 2);
            let room = usize::from(area.width).saturating_sub(name + 2);
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
