//! Statements of one document of which one reports in other words what the other quotes: reporters first sum
//! up, then quote, or the other way round.
//!
//! Such a pair shares few words; what it shares is the place, the people and, more or less, the meaning. So
//! only statements that stand close together are compared, one in quotation marks and one not, by the people that
//! both speak of and by how near they lie in meaning.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_corpus::Corpus;
use onrecord_meaning::{Vector, Vectors};
use onrecord_model::{ActorIx, Form, Statement, StatementIx};
use onrecord_text::Span;

/// Paragraphs between the two at most.
const NEAR: u32 = 2;

/// What the same speaker adds, and each paragraph between the two takes.
const SAME_SPEAKER: f32 = 0.15;
const FARTHER: f32 = 0.05;

/// What the people in common, the likeness and those must come to. In the sample, in which somebody has marked
/// what sums up what, such pairs come to 0.75 and more, all others to 0.63 and less, but for one that tells of one
/// arrest twice.
const ENOUGH: f32 = 0.7;

/// A statement that says in other words what another one does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paraphrase {
    pub row: StatementIx,
    /// How near they lie in meaning, -1 to 1.
    pub likeness: f32,
    /// Whom both speak of.
    pub about: Vec<ActorIx>,
}

/// A statement with what it is compared by.
struct Compared<'c> {
    statement: &'c Statement,
    paragraph: u32,
    /// Whom it speaks of, but for the one who speaks.
    people: BTreeSet<ActorIx>,
    vector: Option<Vector>,
}

/// The statements around `asked` in its source of which one quotes what the other reports.
pub(super) fn paraphrases(corpus: &Corpus, asked: StatementIx) -> Vec<Paraphrase> {
    let Some(statement) = corpus.statement(asked) else { return Vec::new() };
    let Some(source) = corpus.source(statement.source) else { return Vec::new() };
    let paragraph = |statement: &Statement| source.document.paragraph_at(statement.hull().start);
    let around = corpus.statements_in(statement.source).filter_map(|ix| {
        let other = corpus.statement(ix)?;
        let near = paragraph(other).abs_diff(paragraph(statement)) <= NEAR;
        let apart = !overlap(statement, other);
        (near && apart && is_quoted(other) != is_quoted(statement)).then_some((ix, other))
    });
    let around: Vec<_> = around.collect();
    if around.is_empty() {
        return Vec::new();
    }
    let mut mentions = Mentions::default();
    mentions.read(corpus, std::iter::once(statement).chain(around.iter().map(|(_, other)| *other)));
    let compared = |statement| Compared {
        statement,
        paragraph: paragraph(statement),
        people: mentions.within(statement),
        vector: Vectors::shipped().of(&corpus.words(statement)),
    };
    let one = compared(statement);
    let found = around.into_iter().filter_map(|(ix, other)| {
        let (score, likeness, about) = mentions.compare(&one, &compared(other));
        (score >= ENOUGH).then_some(Paraphrase { row: ix, likeness, about })
    });
    found.collect()
}

/// Whether the words are the speaker's own, in part at least.
fn is_quoted(statement: &Statement) -> bool {
    matches!(statement.form, Form::Direct | Form::Mixed)
}

fn overlap(one: &Statement, other: &Statement) -> bool {
    one.spans.iter().any(|span| other.spans.iter().any(|there| there.overlaps(*span)))
}

/// Who is mentioned in a stretch of a source, and how much it tells that somebody is.
#[derive(Default)]
struct Mentions {
    places: Vec<(Span, ActorIx)>,
    tells: BTreeMap<ActorIx, f32>,
}

impl Mentions {
    fn read<'c>(&mut self, corpus: &Corpus, statements: impl Iterator<Item = &'c Statement>) {
        let hulls: Vec<_> =
            statements.map(|statement| (statement.source, statement.hull())).collect();
        for (ix, actor) in (0..).map(ActorIx).zip(corpus.actors()) {
            let here = actor.mentions.iter().filter(|mention| {
                let within = |(source, hull): &(_, Span)| {
                    *source == mention.source && hull.overlaps(mention.span)
                };
                hulls.iter().any(within)
            });
            let before = self.places.len();
            self.places.extend(here.map(|mention| (mention.span, ix)));
            if self.places.len() > before {
                // Who is mentioned everywhere tells little of a place.
                self.tells.insert(ix, 1.0 / (1.0 + (actor.mentions.len() as f32).ln()));
            }
        }
    }

    fn within(&self, statement: &Statement) -> BTreeSet<ActorIx> {
        let speaker = statement.speaker.value();
        let inside = |span: Span| statement.spans.iter().any(|own| own.overlaps(span));
        let here = self.places.iter().filter(|(span, _)| inside(*span)).map(|(_, actor)| *actor);
        here.filter(|actor| Some(actor) != speaker).collect()
    }

    /// How much tells that the two say the same, how near they lie in meaning, and whom both speak of.
    fn compare(&self, one: &Compared<'_>, other: &Compared<'_>) -> (f32, f32, Vec<ActorIx>) {
        let tells = |actors: &mut dyn Iterator<Item = &ActorIx>| -> f32 {
            actors.filter_map(|actor| self.tells.get(actor)).sum()
        };
        let shared = tells(&mut one.people.intersection(&other.people));
        let all = tells(&mut one.people.union(&other.people));
        let people = shared / all.max(f32::MIN_POSITIVE);
        let vectors = one.vector.as_ref().zip(other.vector.as_ref());
        let likeness = match vectors {
            Some((one, other)) => one.likeness(other),
            None => 0.0,
        };
        let speaker = one.statement.speaker.value();
        let same = speaker.is_some() && speaker == other.statement.speaker.value();
        let far = one.paragraph.abs_diff(other.paragraph) as f32;
        let score = people + likeness + if same { SAME_SPEAKER } else { 0.0 } - FARTHER * far;
        (score, likeness, one.people.intersection(&other.people).copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::press;
    use super::*;
    use onrecord_model::{How, Mention, SourceIx};

    #[test]
    fn what_is_quoted_beside_what_sums_it_up_is_found_by_the_people_of_both() {
        let mut records = press(&[(
            "2020",
            "{Ana: that the clerk had made a deal with Quince}. {Ana: I say the bald man and that uncle of mine shook hands}\n\n\
             {Ana: that bread was dear}\n\n{Bo: nobody here eats bread}",
        )])
        .records()
        .clone();
        records.statements[1].form = Form::Direct;
        let text = records.sources[0].document.text().to_owned();
        let mut mentioned = |name: &str, words: &[&str]| {
            let mut actor = records.actors[0].clone();
            actor.name = name.into();
            actor.id = name.into();
            let mention = |words: &&str| {
                let at = text.find(words).unwrap();
                let span = Span::at(at, at + words.len());
                Mention { source: SourceIx(0), span, how: How::Description }
            };
            actor.mentions = words.iter().map(mention).collect();
            records.actors.push(actor);
        };
        mentioned("Quince", &["Quince", "that uncle of mine"]);
        mentioned("The clerk", &["the clerk", "the bald man"]);
        let corpus = Corpus::new(records);
        let rows = |asked: u32| -> Vec<u32> {
            let found = paraphrases(&corpus, StatementIx(asked)).into_iter();
            found.map(|found| found.row.0).collect()
        };
        assert_eq!([rows(0), rows(1), rows(2), rows(3)], [vec![1], vec![0], vec![], vec![]]);
        assert_eq!(paraphrases(&corpus, StatementIx(0))[0].about.len(), 2);
    }
}
