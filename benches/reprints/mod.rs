//! Made-up papers that print one another's quotes: some statements are printed once more, cut, grown, changed,
//! negated or under another name, among many that are not. Always the same.
#![allow(dead_code, reason = "bench and test each use their part")]

#[path = "../dice/mod.rs"]
mod dice;

use std::collections::HashMap;

use onrecord_corpus::{Corpus, Records};
use onrecord_model::{
    Actor, ActorIx, ActorKind, Document, Form, Origin, Source, SourceIx, Stated, Statement,
    StatementIx, Status, When,
};
use onrecord_text::Span;

use dice::Dice;

/// What was done to a statement when it was printed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Edit {
    /// Its beginning or its end is gone, or something between.
    Cut,
    /// A clause was put in or added.
    Grown,
    /// Two words in seven at most stand for others.
    Changed,
    /// “not” was put in, or taken out.
    Negated,
    /// Somebody else is named.
    Reattributed,
    /// It stands in a paragraph where nobody is quoted.
    InPassing,
    /// It stands in the other language.
    Translated,
}

const EDITS: [Edit; 6] =
    [Edit::Cut, Edit::Grown, Edit::Changed, Edit::Negated, Edit::Reattributed, Edit::InPassing];

/// A hundred statements of invented people, each in English and in Spanish, put over by hand.
const TRANSLATED: &str = include_str!("translated.tsv");

/// A statement that was printed again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hidden {
    /// The first of both.
    pub original: StatementIx,
    /// What was done to it.
    pub edit: Edit,
    /// The source that the second stands in.
    pub source: SourceIx,
    /// The paragraph of it that holds the second, bytes of its text.
    pub paragraph: Span,
}

/// `statements` statements in documents of fifty, `hidden` of them printed once more.
pub(crate) fn made(statements: usize, hidden: usize) -> (Corpus, Vec<Hidden>) {
    let mut dice = Dice(20_161_130);
    let words: Vec<String> = (0..40_000).map(|rank| dice.word(2, rank)).collect();
    let names: Vec<String> = (0..300).map(|_| name(&mut dice)).collect();
    let mut plan: Vec<Plan> = Vec::new();
    // Each that is printed again brings itself, its reprint, and one that is near to both.
    let every = statements / hidden.max(1) - 2;
    for at in 0..statements - 2 * hidden {
        let (mut said, who) = (sentence(&mut dice, &words), dice.zipf(names.len()));
        if at % every == 0 && at / every < hidden {
            let edit = EDITS[(at / every) % EDITS.len()];
            plan.push(Plan { said: near(&mut dice, &said, &words), who, edit: None, of: None });
            let mut other = edited(&mut dice, &words, &said, edit);
            if edit == Edit::Negated && dice.below(2) == 0 {
                std::mem::swap(&mut said, &mut other);
            }
            plan.push(Plan { said: other, who, edit: Some(edit), of: Some(plan.len() + 1) });
        }
        plan.push(Plan { said, who, edit: None, of: None });
    }
    written(&mut dice, &names, &plan, &words)
}

/// `statements` statements in both languages, a hundred of them hidden in the other one as well: every other
/// one has its English side asked for. All others are strings of the same words, and of words of no language.
pub(crate) fn translated(statements: usize) -> (Corpus, Vec<Hidden>) {
    let mut dice = Dice(20_261_130);
    let rare: Vec<String> = (0..40_000).map(|rank| dice.word(2, rank)).collect();
    let names: Vec<String> = (0..300).map(|_| name(&mut dice)).collect();
    let sides = |line: &'static str| line.split_once('\t').expect("two sides");
    let pairs: Vec<_> = TRANSLATED.lines().map(sides).collect();
    let side = |of: fn(&(&'static str, &'static str)) -> &'static str| -> Vec<String> {
        pairs.iter().flat_map(|pair| words(of(pair))).collect()
    };
    let pools = [side(|pair| pair.0), side(|pair| pair.1)];
    let every = statements / pairs.len() - 2;
    let mut plan: Vec<Plan> = Vec::new();
    for at in 0..statements - 2 * pairs.len() {
        let who = dice.zipf(names.len());
        if let Some((english, spanish)) = pairs.get(at / every).filter(|_| at % every == 0) {
            let mut sides = [words(english), words(spanish)];
            let swapped = at / every % 2;
            sides.rotate_left(swapped);
            let [said, other] = sides;
            let mut decoy = mixed(&mut dice, &pools[1 - swapped], &rare);
            for _ in 0..other.len() / 3 {
                let (from, to) = (dice.below(other.len()), dice.below(decoy.len()));
                decoy[to].clone_from(&other[from]);
            }
            let of = Some(plan.len() + 1);
            plan.push(Plan { said: other, who, edit: Some(Edit::Translated), of });
            plan.push(Plan { said, who, edit: None, of: None });
            plan.push(Plan { said: decoy, who, edit: None, of: None });
        } else {
            let said = mixed(&mut dice, &pools[at % 2], &rare);
            plan.push(Plan { said, who, edit: None, of: None });
        }
    }
    written(&mut dice, &names, &plan, &rare)
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// Eight to thirty words, three quarters of them out of `pool`.
fn mixed(dice: &mut Dice, pool: &[String], rare: &[String]) -> Vec<String> {
    let length = 8 + dice.below(24);
    let word = |dice: &mut Dice| match dice.below(4) {
        0 => rare[dice.zipf(rare.len())].clone(),
        _ => pool[dice.below(pool.len())].clone(),
    };
    (0..length).map(|_| word(dice)).collect()
}

struct Plan {
    said: Vec<String>,
    who: usize,
    edit: Option<Edit>,
    /// Of which statement of the plan it is a reprint.
    of: Option<usize>,
}

const SMALL: [&str; 24] = [
    "the", "of", "to", "and", "a", "in", "that", "is", "was", "for", "on", "with", "by", "at",
    "we", "they", "have", "from", "our", "their", "will", "had", "this", "be",
];

/// Eight to thirty words, nearly half of them small.
fn sentence(dice: &mut Dice, words: &[String]) -> Vec<String> {
    let length = 8 + dice.below(24);
    let mut said = vec!["we".to_owned()];
    while said.len() < length {
        let small = dice.below(100) < 45;
        said.push(if small {
            SMALL[dice.zipf(SMALL.len())].to_owned()
        } else {
            words[dice.zipf(words.len())].clone()
        });
    }
    said
}

/// Another statement with a third of the words.
fn near(dice: &mut Dice, said: &[String], words: &[String]) -> Vec<String> {
    let mut other = sentence(dice, words);
    for _ in 0..said.len() / 3 {
        let (from, to) = (dice.below(said.len()), dice.below(other.len()));
        other[to].clone_from(&said[from]);
    }
    other
}

fn edited(dice: &mut Dice, words: &[String], said: &[String], edit: Edit) -> Vec<String> {
    let mut other = said.to_vec();
    let middle = 1 + dice.below(other.len() - 1);
    match edit {
        Edit::Cut => {
            let kept = other.len() - other.len() / 3;
            match dice.below(3) {
                0 => drop(other.drain(kept..)),
                1 => drop(other.drain(..other.len() - kept)),
                _ => drop(other.drain(other.len() / 3..other.len() / 3 + other.len() / 4)),
            }
        }
        Edit::Grown => {
            let clause = sentence(dice, words).into_iter().take(6);
            let at = [0, middle, other.len()][dice.below(3)];
            drop(other.splice(at..at, clause));
        }
        Edit::Changed => {
            for _ in 0..(other.len() / 7).max(1) {
                let at = dice.below(other.len());
                other[at].clone_from(&words[dice.zipf(words.len())]);
            }
        }
        Edit::Negated => other.insert(middle, ["not", "never"][dice.below(2)].to_owned()),
        Edit::Reattributed | Edit::InPassing | Edit::Translated => {}
    }
    other
}

/// Writes the plan down: documents of fifty paragraphs in an order of their own, each paragraph a sentence
/// that nobody is quoted with and the statement, but where it stands in passing.
fn written(
    dice: &mut Dice,
    names: &[String],
    plan: &[Plan],
    words: &[String],
) -> (Corpus, Vec<Hidden>) {
    const PARAGRAPHS: usize = 50;
    let mut order: Vec<usize> = (0..plan.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, dice.below(at + 1));
    }
    let mut records =
        Records { actors: names.iter().map(|name| actor(name)).collect(), ..Records::default() };
    let (mut rows, mut paragraphs) = (HashMap::new(), HashMap::new());
    for (document, chunk) in order.chunks(PARAGRAPHS).enumerate() {
        let (mut text, ix) = (String::new(), SourceIx::from(document));
        for at in chunk {
            let one = &plan[*at];
            let from = text.len();
            text += &(sentence(dice, words).join(" ") + ". ");
            let who = if one.edit == Some(Edit::Reattributed) {
                (one.who + 1) % names.len()
            } else {
                one.who
            };
            let passing = one.edit == Some(Edit::InPassing);
            let lead = if passing {
                "It was told once more that ".into()
            } else {
                format!("{} said that ", names[who])
            };
            text += &lead;
            let span = Span::at(text.len(), text.len() + one.said.join(" ").len());
            text += &one.said.join(" ");
            text += ".";
            paragraphs.insert(*at, (ix, Span::at(from, text.len())));
            text += "\n\n";
            if !passing {
                rows.insert(*at, StatementIx::from(records.statements.len()));
                let id = format!("s{}", records.statements.len()).into();
                records.statements.push(statement(id, ix, span, ActorIx::from(who)));
            }
        }
        let (year, month) = (2000 + dice.below(24), 1 + dice.below(12));
        let date = When::new(&format!("{year}-{month:02}"), None).expect("a date");
        records.sources.push(Source {
            id: format!("d{document}").into(),
            title: format!("Paper {document}"),
            date: Stated::Is(date),
            document: Document::new(text),
            ..Source::default()
        });
    }
    let hidden = plan.iter().enumerate().filter_map(|(at, one)| {
        let (source, paragraph) = paragraphs[&at];
        Some(Hidden { original: rows[&one.of?], edit: one.edit?, source, paragraph })
    });
    let hidden = hidden.collect();
    (Corpus::new(records), hidden)
}

fn statement(id: Box<str>, source: SourceIx, span: Span, who: ActorIx) -> Statement {
    Statement {
        id,
        source,
        spans: [span].into_iter().collect(),
        form: Form::Indirect,
        status: Status::Unchecked,
        origin: Origin::Suggested,
        speaker: Stated::Is(who),
        provenance: None,
    }
}

fn actor(name: &str) -> Actor {
    Actor {
        id: name.into(),
        name: name.to_owned(),
        kind: ActorKind::Person,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits: Vec::new(),
        joined: false,
    }
}

fn name(dice: &mut Dice) -> String {
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    format!("{} {}", capital(dice.word(2, 900)), capital(dice.word(2, 9_000)))
}

/// How well the reprints were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Figures {
    /// Reprints that were looked for, and that were found.
    pub hidden: usize,
    pub found: usize,
    /// Places told that are neither the one asked for nor its reprint.
    pub wrong: usize,
    /// Reprints that turn the words round, and those marked so.
    pub negated: usize,
    pub marked: usize,
    /// Reprints under another name, and those marked so.
    pub renamed: usize,
    pub named: usize,
    /// Reprints marked as turned round that are not.
    pub wrongly_marked: usize,
}

impl Figures {
    pub(crate) fn recall(&self) -> f64 {
        self.found as f64 / self.hidden.max(1) as f64
    }

    pub(crate) fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.wrong).max(1) as f64
    }

    /// Counts what one question found.
    pub(crate) fn add(&mut self, hidden: &Hidden, told: &onrecord_search::Everywhere) {
        use onrecord_search::{Naming, Reprint, ReprintKind};
        let there = |place: &&Reprint| {
            let mut spans = place.spans.iter();
            place.source == hidden.source && spans.any(|span| span.overlaps(hidden.paragraph))
        };
        self.hidden += 1;
        self.wrong += told.places.iter().filter(|place| !place.asked && !there(place)).count();
        self.negated += usize::from(hidden.edit == Edit::Negated);
        self.renamed += usize::from(hidden.edit == Edit::Reattributed);
        let translated = |place: &&Reprint| matches!(place.kind, ReprintKind::Translated(_));
        let as_it_is = |place: &&Reprint| translated(place) == (hidden.edit == Edit::Translated);
        let Some(place) = told.places.iter().find(|it| there(it) && as_it_is(it)) else { return };
        self.found += 1;
        match hidden.edit {
            Edit::Negated => self.marked += usize::from(place.is_turned()),
            _ => self.wrongly_marked += usize::from(place.is_turned()),
        }
        let named = hidden.edit == Edit::Reattributed && place.naming == Naming::Another;
        self.named += usize::from(named);
    }
}
