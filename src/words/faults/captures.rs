//! What a capture of the web holds beside its documents, counted.

use super::short;
use crate::words::labels;
use onrecord_model::PassedOver;

/// The sentence for what was passed over, with some of the answers that were no page.
pub(super) fn passed_over(counts: &[(PassedOver, u32)], answers: &[String]) -> String {
    let count = |(what, count): &(PassedOver, u32)| {
        let (one, many) = match what {
            PassedOver::Moved => ("redirect", "redirects"),
            PassedOver::Refused => ("answer without its page", "answers without their page"),
            PassedOver::Picture => ("picture", "pictures"),
            PassedOver::Recording => ("sound or film", "sounds and films"),
            PassedOver::Style => ("style sheet or font", "style sheets and fonts"),
            PassedOver::Program => ("program of a page", "programs of pages"),
            PassedOver::Data => ("data file", "data files"),
            PassedOver::Seen => ("page seen again unchanged", "pages seen again unchanged"),
            PassedOver::Own => ("note of the capture", "notes of the capture"),
            PassedOver::Other => ("other", "others"),
        };
        labels::count(*count as usize, one, many)
    };
    let counts: Vec<_> = counts.iter().map(count).collect();
    let named: Vec<_> = answers.iter().map(|answer| short(answer)).collect();
    let named = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    format!(
        "beside its documents this capture holds {}{named}, which were left out; look at them in a \
         player of web archives if they matter",
        counts.join(", ")
    )
}
