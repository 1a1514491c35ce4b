//! The sets of articles and of pages, read from their notation (`articles/README.md` tells it).

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::Form;

/// One article: its text without the notation, and what is said in it.
pub(crate) struct Article {
    pub name: &'static str,
    pub text: String,
    pub said: Vec<Said>,
}

/// One statement as a person marked it.
pub(crate) struct Said {
    pub form: Form,
    /// A proposal may find it and need not: reasonable people differ.
    pub optional: bool,
    pub hard: bool,
    pub construct: &'static str,
    /// Bytes of the text, in order.
    pub pieces: Vec<Range<usize>>,
    /// Words that attribute it; empty where nothing does.
    pub cues: Vec<Range<usize>>,
    /// Words that name the speaker beside it; empty where the subject is dropped.
    pub named: Vec<Range<usize>>,
    pub who: Who,
}

/// Who said it.
pub(crate) enum Who {
    /// Not judged: an interviewer, the narrator.
    Any,
    /// The text does not say.
    Silent,
    /// Each way to name the speaker: the words (lower case) that the name given must have.
    Is(Vec<Vec<String>>),
}

/// The articles of a set.
pub(crate) fn articles(half: &'static str) -> Vec<Article> {
    let parts = half.split("=== ").skip(1);
    parts.filter_map(|part| part.split_once('\n')).map(|(head, body)| article(head, body)).collect()
}

fn article(head: &'static str, body: &'static str) -> Article {
    let (marked, list) = body.split_once("\n--\n").unwrap();
    let Marked { text, mut said, mut cues, mut named } = marked_text(marked);
    let lines = list.lines().map(|line| {
        let (left, who) = line.split_once(" = ").unwrap_or_else(|| panic!("{head}: {line}"));
        let [tag, form, hard, construct] = *left.split(' ').collect::<Vec<_>>() else {
            panic!("{head}: {line}");
        };
        Said {
            form: match form.trim_start_matches('?') {
                "D" => Form::Direct,
                "M" => Form::Mixed,
                "I" => Form::Indirect,
                _ => panic!("{head}: {line}"),
            },
            optional: form.starts_with('?'),
            hard: hard == "h",
            construct,
            pieces: said.remove(tag).unwrap_or_else(|| panic!("{head}: {line}")),
            cues: cues.remove(tag).unwrap_or_default(),
            named: named.remove(tag).unwrap_or_default(),
            who: speaker(who),
        }
    });
    let listed = lines.collect();
    let left: Vec<_> = said.keys().chain(cues.keys()).chain(named.keys()).collect();
    assert!(left.is_empty(), "{head}: marked and not listed: {left:?}");
    Article { name: head, text, said: listed }
}

/// `Inés Bustarviejo`: her surname; `el contable`: the noun; `*Mirian Yánez`: the starred words.
fn speaker(who: &str) -> Who {
    let key = |way: &str| -> Vec<String> {
        let words: Vec<_> = way.split(' ').collect();
        let starred = words.iter().filter_map(|word| word.strip_prefix('*'));
        let starred: Vec<_> = starred.map(str::to_lowercase).collect();
        if !starred.is_empty() {
            return starred;
        }
        let named = way.starts_with(char::is_uppercase);
        let word = if named { words.last() } else { words.get(1) };
        vec![word.unwrap_or_else(|| panic!("no key in {who}")).to_lowercase()]
    };
    match who {
        "~" => Who::Any,
        "-" => Who::Silent,
        who => Who::Is(who.split(" / ").map(key).collect()),
    }
}

type Tagged = BTreeMap<&'static str, Vec<Range<usize>>>;

#[derive(Default)]
struct Marked {
    text: String,
    said: Tagged,
    cues: Tagged,
    named: Tagged,
}

/// Takes the notation out: `[[1:words]]` said, `<<1:words>>` cue, `{{1:words}}` who; they may nest.
fn marked_text(marked: &'static str) -> Marked {
    let mut out = Marked::default();
    let mut open: Vec<(&str, &str, usize)> = Vec::new();
    let mut rest = marked;
    while !rest.is_empty() {
        if let Some(mark) = ["[[", "<<", "{{"].into_iter().find(|mark| rest.starts_with(mark)) {
            let (tags, after) = rest[2..].split_once(':').unwrap();
            assert!(tags.chars().all(|c| c.is_ascii_digit() || c == ','), "tag {tags}");
            open.push((mark, tags, out.text.len()));
            rest = after;
        } else if ["]]", ">>", "}}"].iter().any(|mark| rest.starts_with(mark)) {
            let (mark, tags, start) = open.pop().unwrap_or_else(|| panic!("closed twice: {rest}"));
            assert_eq!(mark.as_bytes()[0].abs_diff(rest.as_bytes()[0]), 2, "crossed: {rest}");
            let span = start..out.text.len();
            for tag in tags.split(',') {
                let spans = match mark {
                    "[[" => &mut out.said,
                    "<<" => &mut out.cues,
                    _ => &mut out.named,
                };
                spans.entry(tag).or_default().push(span.clone());
            }
            rest = &rest[2..];
        } else {
            let letter = rest.chars().next().unwrap();
            out.text.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    out
}
