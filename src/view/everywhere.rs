//! Where the words of a statement stand: a row for each place, oldest first, the scroll's row is the one that
//! keys are about; all of it below, with what it makes of the words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use super::Scene;
use super::dated_rows::{self, DatedRow};
use super::scroll::Scroll;
use crate::words::everywhere;
use onrecord_search::Reprint;

/// Columns for the date, such as `(25 Mar 2022)`.
const DATE: usize = 13;

/// The places.
pub(super) struct ReprintRows<'a>(pub Scene<'a>);

impl StatefulWidget for ReprintRows<'_> {
    type State = Scroll;

    fn render(self, area: Rect, buffer: &mut Buffer, scroll: &mut Scroll) {
        let Self(scene) = self;
        let Some(found) = scene.state.everywhere.found.as_deref() else {
            return dated_rows::told(scene, everywhere::LOOKING, area, buffer);
        };
        scroll.last = found.places.len().saturating_sub(1);
        let summary = if found.others() == 0 {
            everywhere::NOWHERE.into()
        } else {
            everywhere::summary(found)
        };
        let [head, rows, below] = dated_rows::parts(&summary, area);
        dated_rows::told(scene, &summary, head, buffer);
        let top = (scroll.row + 1).saturating_sub(usize::from(rows.height));
        for (area, (at, place)) in rows.rows().zip(found.places.iter().enumerate().skip(top)) {
            dated_rows::row(scene, &row(scene, place), at == scroll.row, area, buffer);
        }
        if let Some(place) = found.places.get(scroll.row) {
            let title = everywhere::place(scroll.row, found.places.len());
            let facts = everywhere::facts(&scene.state.corpus, place);
            dated_rows::detail(scene, title, &facts, below, buffer);
        }
    }
}

/// When, who and the words, and at the end what became of them.
fn row(scene: Scene<'_>, place: &Reprint) -> DatedRow {
    let corpus = &scene.state.corpus;
    DatedRow {
        date: (everywhere::date(corpus, place.row), DATE),
        said: everywhere::said(corpus, place),
        words: place.words.clone(),
        aside: everywhere::marks(place).join(" · "),
        loud: place.is_turned() || everywhere::is_renamed(place),
    }
}
