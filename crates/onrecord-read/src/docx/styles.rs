//! The styles of a Word document: which of them make a heading or an entry of a list, and of which list.
//!
//! Styles are known by ids in the language of their maker, but the names of the built-in ones are
//! English in every file. Room: `read::docx`.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::xml::{attribute, parser};
use onrecord_model::BlockKind;

/// How many styles may be built on each other; more is a loop.
const DEEPEST: usize = 20;

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    kind: Option<BlockKind>,
    based_on: Option<String>,
    /// The list whose paragraphs it makes, and the level in it.
    list: Option<String>,
    level: Option<usize>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut styles = HashMap::new();
        let mut xml = parser(xml);
        let mut open: Option<(String, Style)> = None;
        loop {
            match xml.read_event() {
                Ok(Event::Start(element)) if element.local_name().as_ref() == "style" => {
                    open = attribute(&element, "styleId").map(|id| (id, Style::default()));
                }
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    if let Some((_, style)) = &mut open {
                        style.take_in(&element);
                    }
                }
                Ok(Event::End(element)) if element.local_name().as_ref() == "style" => {
                    styles.extend(open.take());
                }
                Ok(Event::Eof) | Err(_) => return Self(styles),
                Ok(_) => {}
            }
        }
    }

    /// What the style makes of a paragraph, or the one that it is built on.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        self.built(id).find_map(|(_, style)| style.kind)
    }

    /// The list whose paragraphs the style makes, by its id, the level in it where it says one, and the id of
    /// the style that says so.
    pub(super) fn list<'s>(&'s self, id: &'s str) -> Option<(&'s str, Option<usize>, &'s str)> {
        let listed =
            |(id, style): (&'s str, &'s Style)| Some((style.list.as_deref()?, style.level, id));
        self.built(id).find_map(listed)
    }

    /// The style and those it is built on, with their ids.
    fn built<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.0.get(id).map(|style| (id, style));
        let below = |(_, style): &(&'s str, &'s Style)| {
            let id = style.based_on.as_deref()?;
            Some((id, self.0.get(id)?))
        };
        std::iter::successors(first, below).take(DEEPEST)
    }
}

impl Style {
    fn take_in(&mut self, element: &BytesStart<'_>) {
        let value = attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            "basedOn" => self.based_on = Some(value),
            "name" => {
                let name = value.to_lowercase();
                if name.starts_with("heading ") || name == "title" || name == "subtitle" {
                    self.kind = Some(BlockKind::Heading);
                } else if name.starts_with("list bullet") || name.starts_with("list number") {
                    self.kind = Some(BlockKind::Item);
                }
            }
            "outlineLvl" if is_outline(&value) => self.kind = Some(BlockKind::Heading),
            "numId" => {
                if value != "0" && self.kind.is_none() {
                    self.kind = Some(BlockKind::Item);
                }
                self.list = Some(value);
            }
            "ilvl" => self.level = value.parse().ok(),
            _ => {}
        }
    }
}

/// Whether an outline level is that of a heading: the tenth stands for running text.
pub(super) fn is_outline(level: &str) -> bool {
    level.parse::<u8>().is_ok_and(|level| level < 9)
}
