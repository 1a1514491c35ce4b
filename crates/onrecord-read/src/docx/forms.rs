//! [`LegacyField`]: what somebody chose in a form of old, which stands in its field and not in its text.
//!
//! Format: ECMA-376 part 1, 17.16.6 and around.

use crate::xml::{XmlElement, attribute};

/// A box that is ticked, and one that is not.
const TICKED: &str = "☒";
const UNTICKED: &str = "☐";

/// A field of a form.
#[derive(Debug, Default)]
pub(super) struct LegacyField {
    /// Whether it is a box, and ticked.
    ticked: Option<bool>,
    /// The entries of a list, and which of them was chosen.
    entries: Vec<String>,
    chosen: usize,
    /// What stands in a field of text before somebody writes in it.
    pub default: Option<String>,
}

impl LegacyField {
    /// An element in it begins.
    pub(super) fn start(&mut self, name: &str, element: &XmlElement<'_>) {
        let value = attribute(element, "val");
        let number = || value.as_deref().and_then(|value| value.parse().ok());
        let yes = || !matches!(value.as_deref(), Some("0" | "false" | "off"));
        match name {
            "checkBox" => self.ticked = Some(false),
            "checked" => self.ticked = Some(yes()),
            "default" if self.ticked.is_some() => self.ticked = Some(yes()),
            "listEntry" => self.entries.extend(value),
            "result" | "default" if number().is_some() => {
                self.chosen = number().unwrap_or(self.chosen);
            }
            "default" => self.default = value,
            _ => {}
        }
    }

    /// What it shows: the entry, or the box.
    pub(super) fn shown(&self) -> Option<&str> {
        match self.ticked {
            Some(ticked) => Some(if ticked { TICKED } else { UNTICKED }),
            None => self.entries.get(self.chosen).map(String::as_str),
        }
    }
}
