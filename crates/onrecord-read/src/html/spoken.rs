//! `<q>`: the marks that a browser sets around it by style are words of the text here, since they say
//! that somebody is quoted.

/// The quotes that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct SpokenMarks {
    /// Whether marks were set around each: not where the page has marks of its own inside.
    set: Vec<bool>,
    /// Whether the newest has no words yet.
    begins: bool,
}

impl SpokenMarks {
    /// A quote begins.
    pub(super) fn start(&mut self) {
        self.begins = true;
        self.set.push(false);
    }

    /// The mark in front of `words`, where a quote begins with them.
    pub(super) fn opening(&mut self, words: &str) -> Option<&'static str> {
        let first = words.chars().find(|c| !c.is_whitespace()).filter(|_| self.begins)?;
        self.begins = false;
        let own = matches!(first, '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚');
        let outer = self.set.len() % 2 == 1;
        let set = self.set.last_mut()?;
        *set = !own;
        (!own).then_some(if outer { "“" } else { "‘" })
    }

    /// A quote ends: the mark behind it.
    pub(super) fn end(&mut self) -> Option<&'static str> {
        let outer = self.set.len() % 2 == 1;
        self.begins = false;
        let set = self.set.pop()?;
        set.then_some(if outer { "”" } else { "’" })
    }
}
