//! Front matter: what the YAML block at the top of a Markdown file says of it.
//!
//! The YAML is read event by event, not into a tree: an alias is never followed, so that nothing
//! grows, and what stands before a fault counts.

use saphyr_parser::{Event, Parser};

use super::About;
use super::day::day;

/// The longest front matter that is read (bytes).
const LONGEST: usize = 64 << 10;

/// What `yaml` says. Where it is not sound, each of its entries is read alone, and of one that is not
/// sound by itself what stands on its line (`title: Harbour: day one`).
pub(super) fn about(yaml: &str) -> About {
    let yaml = yaml.get(..yaml.floor_char_boundary(LONGEST)).unwrap_or(yaml);
    let mut fields = Fields::default();
    if fields.read(yaml).is_none() {
        fields = Fields::default();
        for entry in entries(yaml) {
            if Fields::default().read(entry).is_some() {
                fields.read(entry);
            } else if let Some((key, value)) = entry.lines().next().and_then(|l| l.split_once(':'))
            {
                let value = value.trim();
                let plain = !value.starts_with(['[', '{', '|', '>']);
                fields.value(key.trim(), None, if plain { value } else { "" });
            }
        }
    }
    let authors = fields.authors.join(", ");
    About { byline: Some(authors).filter(|names| !names.is_empty()), ..fields.about }
}

/// The entries of the outermost mapping: a line that is not indented, with the lines that belong to it.
fn entries(yaml: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut begin, mut at) = (0, 0);
    for line in yaml.split_inclusive('\n') {
        let continues = line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', ']', '}']);
        if !continues {
            found.extend(yaml.get(begin..at));
            begin = at;
        }
        at += line.len();
    }
    found.extend(yaml.get(begin..));
    found
}

/// Where in the nesting an event stands.
enum Level {
    List,
    /// With the key whose value is awaited, if one was read.
    Map(Option<String>),
}

#[derive(Default)]
struct Fields {
    about: About,
    authors: Vec<String>,
}

impl Fields {
    /// Takes up what `yaml` says; `None` where it is not sound.
    fn read(&mut self, yaml: &str) -> Option<()> {
        let mut levels: Vec<Level> = Vec::new();
        for event in Parser::new_from_str(yaml) {
            match event.ok()?.0 {
                Event::Scalar(text, ..) => self.scalar(&mut levels, &text),
                // What it stands for is not looked up.
                Event::Alias(_) => self.scalar(&mut levels, ""),
                Event::SequenceStart(..) => levels.push(Level::List),
                Event::MappingStart(..) => levels.push(Level::Map(None)),
                Event::SequenceEnd | Event::MappingEnd => {
                    levels.pop();
                    turn(&mut levels, "");
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
            }
        }
        Some(())
    }

    fn scalar(&mut self, levels: &mut [Level], text: &str) {
        let value = match levels {
            [Level::Map(Some(key))] | [Level::Map(Some(key)), Level::List] => Some((key, None)),
            [Level::Map(Some(key)), Level::Map(Some(part))]
            | [Level::Map(Some(key)), Level::List, Level::Map(Some(part))] => {
                Some((key, Some(part.as_str())))
            }
            _ => None,
        };
        if let Some((key, part)) = value {
            self.value(key, part, text.trim());
        }
        turn(levels, text);
    }

    /// The value `text` of `key`, or of its `part` where its value is a mapping.
    fn value(&mut self, key: &str, part: Option<&str>, text: &str) {
        if text.is_empty() {
            return;
        }
        let about = &mut self.about;
        let first = |field: &mut Option<String>| {
            field.get_or_insert_with(|| text.to_owned());
        };
        match (key.to_ascii_lowercase().as_str(), part) {
            ("author" | "authors" | "byline" | "by", None | Some("name")) => {
                self.authors.push(text.to_owned());
            }
            (_, Some(_)) => {}
            ("title", _) => first(&mut about.title),
            ("publisher" | "site", _) => first(&mut about.publisher),
            ("date" | "published", _) => about.date = about.date.take().or_else(|| day(text)),
            ("link" | "url" | "source" | "canonical" | "permalink", _)
                if text.starts_with("http") =>
            {
                first(&mut about.link);
            }
            _ => {}
        }
    }
}

/// In a mapping a key is followed by its value, and that by the next key.
fn turn(levels: &mut [Level], text: &str) {
    if let Some(Level::Map(key)) = levels.last_mut() {
        *key = if key.is_some() { None } else { Some(text.to_owned()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(yaml: &str) -> [String; 5] {
        let About { title, byline, publisher, date, link, .. } = about(yaml);
        [title, byline, publisher, date, link].map(Option::unwrap_or_default)
    }

    #[test]
    fn yaml_says_who_what_and_when() {
        for (yaml, want) in [
            ("", ["", "", "", "", ""]),
            ("title: 'It''s'  # mine\ndate: 2022-05-17\n", ["It's", "", "", "2022-05-17", ""]),
            ("Title: One\ntitle: Two", ["One", "", "", "", ""]),
            (
                "title: >-\n  Harbour,\n  day three\nby: Ana",
                ["Harbour, day three", "Ana", "", "", ""],
            ),
            ("title: \"\\u00e1\\n b\"", ["á\n b", "", "", "", ""]),
            ("title: 2016\ndate: 2022.10", ["2016", "", "", "2022-10", ""]),
            ("authors:\n- Ana Ruiz\n- Bo Li\n", ["", "Ana Ruiz, Bo Li", "", "", ""]),
            ("author: [Ana, 'Bo, Li']", ["", "Ana, Bo, Li", "", "", ""]),
            ("author: [\n  Ana,\n  Bo\n]\nsite: Courier", ["", "Ana, Bo", "Courier", "", ""]),
            (
                "authors:\n  - name: Ana Ruiz\n    title: no\n    url: http://no\n  - name: Bo\n",
                ["", "Ana Ruiz, Bo", "", "", ""],
            ),
            ("author: {name: Ana, email: a@b}", ["", "Ana", "", "", ""]),
            ("author:\n  - [Ana]\n", ["", "", "", "", ""]),
            ("url: /here\nsource: https://a.example", ["", "", "", "", "https://a.example"]),
            ("published: 17 mayo 2022", ["", "", "", "2022-05-17", ""]),
            ("? [a]\n: b\ntitle: One", ["One", "", "", "", ""]),
            ("a: &a One\ntitle: *a\nby: Ana", ["", "Ana", "", "", ""]),
            ("title: &t One\nby: Ana", ["One", "Ana", "", "", ""]),
            ("- title: One", ["", "", "", "", ""]),
        ] {
            assert_eq!(shown(yaml), want, "{yaml}");
        }
    }

    #[test]
    fn what_is_not_sound_is_read_entry_by_entry() {
        for (yaml, want) in [
            ("title: Harbour: day one\nby: Ana\n", ["Harbour: day one", "Ana", "", "", ""]),
            ("by: @ana\nauthors:\n- Bo\ntitle: One", ["One", "@ana, Bo", "", "", ""]),
            ("title: One\nby: 'Ana", ["One", "'Ana", "", "", ""]),
            ("title: One\n\t: x\nby: Ana", ["One", "Ana", "", "", ""]),
            ("just words\ntitle: One", ["One", "", "", "", ""]),
        ] {
            assert_eq!(shown(yaml), want, "{yaml}");
        }
    }

    #[test]
    fn a_trap_costs_no_more_than_its_length() {
        let doubled = |at: u32| format!("a{at}: &a{at} [*a{0}, *a{0}]\n", at.saturating_sub(1));
        let bomb: String = (0..60).map(doubled).collect();
        for trap in [
            format!("a0: &a0 x\n{bomb}title: One"),
            format!("title: One\na: {}", "[".repeat(100_000)),
            format!("title: One\na: {}", "{a: ".repeat(100_000)),
            format!("title: One\n{}", "? ".repeat(100_000)),
            format!("title: One\n{}", "- ".repeat(100_000)),
            format!("title: One\na: {}", "!t &a ".repeat(100_000)),
        ] {
            let begun = std::time::Instant::now();
            assert!(shown(&trap)[0] == "One", "{}", trap.get(..40).unwrap_or(""));
            assert!(begun.elapsed().as_secs() < 5, "{}", trap.get(..40).unwrap_or(""));
        }
    }

    proptest::proptest! {
        #[test]
        fn anything_is_read(yaml in "(title: |by: |[-?:,#&*!|>'\"%@\\[\\]{}]|[ab é漢\t\n]|  ){0,40}") {
            about(&yaml);
        }
    }
}
