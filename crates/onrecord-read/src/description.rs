//! [`FileDescription`]: what a file says about itself besides its title and author, kept as far as nothing else tells it.

use memchr::memmem;
use onrecord_model::LeftOut;

use super::About;
use super::left_out::LeftOutText;
use onrecord_text::blanks::collapsed;

/// The most that a file may say about itself: each is looked for in its text.
const MOST: usize = 100;

/// Between a field and its words. A colon would make somebody of the one, and of the other what is said.
pub(crate) const SAYS: &str = " · ";

/// The fields so far, each with its words.
#[derive(Debug, Default)]
pub(crate) struct FileDescription {
    fields: Vec<(String, String)>,
}

impl FileDescription {
    /// Takes the words of a field, on one line. Returns whether there was room for them.
    pub(crate) fn put(&mut self, name: &str, words: &str) -> bool {
        let field = (collapsed(name), collapsed(words));
        if field.1.is_empty() || self.fields.contains(&field) {
            return true;
        }
        let has_room = self.fields.len() < MOST;
        if has_room {
            self.fields.push(field);
        }
        has_room
    }

    /// Puts what neither `text` nor `about` says to what is left out.
    pub(crate) fn tell(&self, text: &str, about: &About, left_out: &mut LeftOutText) {
        let known = [&about.title, &about.byline, &about.publisher, &about.link];
        for (name, words) in &self.fields {
            let is_known = known.into_iter().flatten().any(|known| known == words);
            // Descriptions are often cut in the midst of what they are taken from.
            let stem = words.trim_end_matches(['…', '.']);
            if !is_known && memmem::find(text.as_bytes(), stem.as_bytes()).is_none() {
                left_out.put(LeftOut::About, None, &format!("{name}{SAYS}{words}"));
            }
        }
    }
}
