//! From sentences to proposals: puts quotes, attributions and names of a document together, one
//! paragraph at a time.

mod beside;
mod circumstances;
mod colon;
mod cut;
mod dialogue;
mod given;
mod headline;
mod joint;
mod once;
mod partial;
mod pulled;
mod turns;
mod unattributed;
mod veto;
mod who;
mod words_of;

use beside::{is_heading, is_quoted_heading, stops};
pub(crate) use cut::sentences;
use cut::{CutParagraph, piece};
use dialogue::{Dialogue, line};
use headline::Headline;
use smallvec::SmallVec;
use who::NamedSpeaker;

use crate::attribution::{Attribution, AttributionCue, Range, SourceMention, attributions};
use crate::dates::Dates;
use crate::names::Names;
use crate::phrases::{inner, is_headline, token_range};
use crate::sentence::Sentence;
use crate::tokens::{Token, TokenKind, within};
use crate::{Extraction, ExtractionContext, Proposal, ProposedActor};
use onrecord_language::{Class, Language, Tables};
use onrecord_model::{Document, Form, Strength, Turn};
use onrecord_text::{Part as _, Span};

/// The longest clause in words and marks that is taken for reported speech: of a longer one it
/// cannot be told where it ends, and lines without full stops would each report all the others.
const LONGEST_REPORT: usize = 120;

/// Fewer quoted words than this, and nobody beside them, are a name, a title or a scare quote.
const FEWEST_WORDS: usize = 4;

/// The longest title (bytes).
const LONGEST_TITLE: u32 = 160;

/// Reads the whole document.
pub(super) fn read(
    document: &Document,
    about: &ExtractionContext,
    language: Language,
    turns: &[Turn],
) -> Extraction {
    let tables = Tables::of(language);
    let dates = Dates::new(document.body(), tables, about.published.as_ref());
    let mut reader = StatementReader::new(document.body(), tables, dates);
    let mut cut = CutParagraph::new(tables);
    let title = document.blocks().first().map(|first| first.span);
    reader.title = title.filter(|title| title.len() <= LONGEST_TITLE).map(|title| title.end);
    reader.talk_begins = turns.first().map(|turn| turn.place().start);
    for turn in turns {
        reader.given_turn(turn, tables);
    }
    let mut next = 0;
    for block in document.body_blocks() {
        let rest = turns.part(next..);
        next += rest.iter().take_while(|turn| turn.place().end <= block.span.start).count();
        let rest = turns.part(next..);
        let here = rest.iter().take_while(|turn| turn.place().start < block.span.end).count();
        match rest.get(..here).filter(|here| !here.is_empty()) {
            Some(spoken) => reader.spoken(block, spoken, next, &mut cut),
            None => reader.written(block.span, &mut cut),
        }
    }
    reader.finish(about.title.as_deref())
}

/// How the items of `content` are given: `aliases` are quotes that are no words of anybody.
fn form(sentence: &Sentence<'_>, content: &[Range], aliases: &[usize]) -> Form {
    let items = || content.iter().flat_map(|range| range.0..range.1);
    let quote = |at: usize| sentence.quote(at).is_some() && !aliases.contains(&at);
    let word = |at: usize| sentence.is_word(at) || sentence.is_kind(at, TokenKind::Number);
    match (items().any(quote), items().any(|at| !quote(at) && word(at))) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

struct StatementReader<'a> {
    text: &'a str,
    names: Names,
    dates: Dates<'a>,
    found: Vec<Proposal>,
    /// Number of the sentence that is read, over the whole document.
    sentence: u32,
    /// Number of the paragraph.
    paragraph: u32,
    last: Option<Last>,
    /// Whose quotes were read last, in this paragraph or before it, and in another one before that.
    voices: [Option<Voice>; 2],
    /// Who asked somebody else last, without the words of the question, whom, and in which sentence.
    asked: Option<(u32, u32, u32)>,
    /// The same of statements of any form.
    said: Option<Last>,
    /// Turns of a transcript so far.
    turns: u32,
    /// The speaker whom a paragraph ending in a colon announces.
    announced: Option<Announced>,
    /// Whose words a section gives, as the line above it says.
    section: Option<NamedSpeaker>,
    /// The name in front of the colon of a line in capitals, and the paragraph it is.
    label: Option<(SmallVec<[Token; 4]>, u32)>,
    /// What headlines say, until it shows whose words they are.
    headlines: Vec<Headline>,
    /// The dialogue that is going on.
    talk: Dialogue,
    /// Whether there has been running text so far.
    running: bool,
    /// How many lines more may be links to other texts, behind one that is.
    links: u32,
    /// Whether the paragraph is a heading or a caption.
    heading: bool,
    /// Who answers in a talk without being named there.
    answerer: Option<u32>,
    /// Where the first turn begins.
    talk_begins: Option<u32>,
    /// Where the line that the text begins with ends, if that may be its title.
    title: Option<u32>,
    /// Whether the words of a turn are read: they are somebody's already.
    in_turn: bool,
    /// The words of a cue, and those of the date on which it was said.
    days: Vec<(Span, Span)>,
    /// Quotes that may be headings.
    pulled: Vec<Span>,
}

/// Whose words a colon at the end of a paragraph announces, and by which cue.
#[derive(Debug, Clone, Copy)]
struct Announced {
    who: NamedSpeaker,
    cue: AttributionCue,
    /// The words of the cue.
    span: Span,
}

/// The direct statement read last: what comes next may go on from it.
#[derive(Debug, Clone, Copy)]
struct Last {
    proposal: usize,
    sentence: u32,
    paragraph: u32,
    open: bool,
}

/// Whose quote was read, and in which paragraph.
#[derive(Debug, Clone, Copy)]
struct Voice {
    speaker: u32,
    paragraph: u32,
}

impl<'a> StatementReader<'a> {
    fn new(text: &'a str, tables: &'static Tables, dates: Dates<'a>) -> Self {
        Self {
            text,
            names: Names::new(tables),
            dates,
            found: Vec::new(),
            sentence: 0,
            paragraph: 0,
            last: None,
            voices: [None; 2],
            asked: None,
            said: None,
            turns: 0,
            announced: None,
            section: None,
            label: None,
            headlines: Vec::new(),
            talk: Dialogue::default(),
            running: false,
            links: 0,
            heading: false,
            answerer: None,
            talk_begins: None,
            title: None,
            in_turn: false,
            days: Vec::new(),
            pulled: Vec::new(),
        }
    }

    /// Reads a block that is nobody's turn.
    fn written(&mut self, block: Span, cut: &mut CutParagraph) {
        let mut rest = block;
        while !rest.is_empty() {
            let piece = line(self.text, piece(self.text, rest));
            cut.cut(self.text, piece);
            self.paragraph(cut);
            rest = Span::new(piece.end, rest.end);
        }
    }

    fn paragraph(&mut self, cut: &CutParagraph) {
        self.paragraph += 1;
        let (paragraph, items, ends) = (cut.paragraph(self.text), &cut.items, &cut.ends);
        let known = paragraph.tables.language() != Language::Other;
        let furniture = |reader: &mut Self| {
            reader.turn(paragraph)
                || reader.dialogue(paragraph, items)
                || reader.link(paragraph, items, ends)
        };
        if known && furniture(self) {
            return;
        }
        let heading = is_heading(paragraph, items, ends) || is_quoted_heading(paragraph, items);
        self.heading = self.running && heading;
        self.running |= stops(paragraph, items);
        self.sentences(cut);
    }

    /// Reads a paragraph sentence by sentence.
    fn sentences(&mut self, cut: &CutParagraph) {
        let known = cut.paragraph(self.text).tables.language() != Language::Other;
        let mut from = 0;
        for end in &cut.ends {
            self.sentence += 1;
            if let Some(items) = cut.items.get(from..*end) {
                let sentence = Sentence { paragraph: cut.paragraph(self.text), items };
                if known {
                    self.read_sentence(&sentence);
                } else {
                    self.marks_alone(&sentence);
                }
            }
            from = *end;
        }
    }

    fn read_sentence(&mut self, sentence: &Sentence<'_>) {
        let (first, last) = token_range(sentence);
        let all = within(sentence.paragraph.tokens, first..last);
        let headline = !self.in_turn && is_headline(all);
        // A sentence of long names has other words in lower case than small ones; a title has none.
        let small = Class::PREPOSITION | Class::DETERMINER | Class::CONJUNCTION | Class::PARTICLE;
        let plain = |token: &Token| {
            token.kind == TokenKind::Word && !token.is_capital() && !token.is(small)
        };
        if headline && !all.iter().any(plain) {
            self.names.heading(self.text, all, self.sentence);
        } else {
            let quoted: SmallVec<[Span; 4]> = (0..sentence.items.len())
                .filter_map(|at| sentence.quote(at).map(|quote| quote.outer))
                .collect();
            self.names.read(self.text, all, &quoted, self.sentence);
        }
        self.dates.read(all);
        if !self.in_turn {
            self.heading(sentence);
        }
        if !self.in_turn && self.headline(sentence, headline) {
            return;
        }
        if self.words_of(sentence) {
            return;
        }
        let aliases = self.aliases(sentence);
        let attributions = attributions(sentence, headline);
        let mut covered = vec![false; sentence.items.len()];
        for at in &aliases {
            if let Some(done) = covered.get_mut(*at) {
                *done = true;
            }
        }
        let mut before = NamedSpeaker::default();
        let mut told: SmallVec<[(Range, NamedSpeaker); 4]> = SmallVec::new();
        let kept = self.found.len();
        for one in &attributions {
            let who = self.whose(sentence, one.source, one.cue, before);
            if let SourceMention::Named(range) = one.source {
                told.push((range, who));
            }
            // "Smith said that Lee had denied it, adding that …": Smith adds.
            if !attributions.iter().any(|outer| outer.reports(one.cue.0)) {
                before = who;
            }
            if one.happens {
                self.propose(sentence, one, who, &aliases, &mut covered);
            } else if let Some(speaker) = who.speaker {
                self.names.told_of(speaker, self.sentence);
            }
        }
        self.through(sentence, kept, &attributions, &told);
        self.rest(sentence, &covered);
        if !headline {
            self.about(sentence);
        }
        self.announced = None;
        let count = sentence.items.len();
        if count > 0 && sentence.is_kind(count - 1, TokenKind::Colon) {
            self.announce(sentence, count - 1);
        }
    }

    fn propose(
        &mut self,
        sentence: &Sentence<'_>,
        one: &Attribution,
        who: NamedSpeaker,
        aliases: &[usize],
        covered: &mut [bool],
    ) {
        let taken = one.content.iter().flat_map(|range| range.0..range.1).any(|at| {
            let done = covered.get(at).copied().unwrap_or(false);
            sentence.quote(at).is_some() && done && !aliases.contains(&at)
        });
        if taken {
            return;
        }
        let form = form(sentence, &one.content, aliases);
        if !partial::reads(sentence, one, form) {
            return;
        }
        let mut spans: SmallVec<[Span; 2]> = SmallVec::new();
        for range in &one.content {
            for done in covered.iter_mut().take(range.1).skip(range.0) {
                *done = true;
            }
            spans.extend(self.content_spans(sentence, *range));
        }
        let items: usize = one.content.iter().map(|range| range.1 - range.0).sum();
        if spans.is_empty() || form == Form::Indirect && items > LONGEST_REPORT {
            return;
        }
        let leads = one.content.first().is_some_and(|range| range.0 == 0);
        if form == Form::Direct && leads && sentence.opens_paragraph() {
            self.gather(&mut spans);
        }
        let (via, audience) = self.told(sentence, one);
        let cue = sentence.span(one.shown.0, one.shown.1);
        self.days.extend(self.said(sentence, one).map(|day| (cue, day)));
        let (from, to) = one.shown;
        let attribution = match one.source {
            SourceMention::Named(range) => sentence.span(range.0.min(from), range.1.max(to)),
            SourceMention::Same | SourceMention::Unsaid | SourceMention::Nobody => {
                sentence.span(from, to)
            }
        };
        self.push(Proposal {
            spans,
            form,
            speaker: who.speaker,
            speaker_by: who.by,
            candidates: who.candidates.into_iter().flatten().collect(),
            mention: who.mention,
            cue: Some(cue),
            polarity: one.polarity,
            only_says: one.only_says,
            attribution: vec![attribution],
            via,
            audience,
            said: None,
            rule: one.rule,
            // Marks of quotation show that the words were said, whatever stands beside them.
            strength: match form {
                Form::Indirect if self.heading => Strength::Weak,
                Form::Indirect | Form::Mixed => one.strength,
                _ => Strength::Clear,
            },
        });
        if let Some(range) = one.content.last() {
            let last = sentence.quote(range.1.saturating_sub(1));
            let open = last.is_some_and(|quote| sentence.paragraph.is_open(quote));
            if let Some(last) = self.last.as_mut() {
                last.open = open;
            }
        }
    }

    /// Quotes of the paragraphs before that were left open and have no attribution go on here: their
    /// words are this statement's first.
    fn gather(&mut self, spans: &mut SmallVec<[Span; 2]>) {
        let open = self.last.filter(|last| last.open && last.paragraph + 1 == self.paragraph);
        let Some(last) = open.filter(|last| last.proposal + 1 == self.found.len()) else { return };
        let alone = |proposal: &Proposal| proposal.cue.is_none();
        if !self.found.last().is_some_and(alone) {
            return;
        }
        if let Some(before) = self.found.pop() {
            spans.insert_many(0, before.spans);
        }
        self.last = Some(Last { open: false, ..last });
    }

    fn push(&mut self, mut proposal: Proposal) {
        self.veto(&mut proposal);
        if let Some(speaker) = proposal.speaker {
            self.names.spoke(speaker, self.sentence);
        }
        let (direct, speaker) = (proposal.form != Form::Indirect, proposal.speaker);
        self.found.push(proposal);
        let (sentence, paragraph) = (self.sentence, self.paragraph);
        let said = Last { proposal: self.found.len() - 1, sentence, paragraph, open: false };
        self.said = Some(said);
        if direct {
            self.last = Some(said);
            let [last, before] = &mut self.voices;
            if let Some(voice) = last.filter(|voice| voice.paragraph < paragraph) {
                *before = Some(voice);
            }
            *last = speaker.map(|speaker| Voice { speaker, paragraph });
        }
    }

    /// The spans of a range of content: a quote without its marks, or all from first to last.
    fn content_spans(&self, sentence: &Sentence<'_>, (from, to): Range) -> SmallVec<[Span; 2]> {
        let all_quotes = (from..to).all(|at| sentence.quote(at).is_some() || !sentence.is_word(at));
        if all_quotes {
            return (from..to).filter_map(|at| inner(sentence, at)).collect();
        }
        let span = sentence.span(from, to);
        let kept = span.of(self.text).trim_end_matches([',', ';', ':']).len() as u32;
        SmallVec::from_iter([Span::new(span.start, span.start + kept)])
    }

    fn finish(mut self, title: Option<&str>) -> Extraction {
        self.headlines();
        self.answers(title);
        self.leave_out_pulled();
        let (entries, numbers) = self.names.finish();
        let mut statements = self.found;
        for proposal in &mut statements {
            let number = |at: u32| numbers.get(at as usize).copied().flatten();
            proposal.speaker = proposal.speaker.and_then(number);
            proposal.speaker_by = proposal.speaker_by.filter(|_| proposal.speaker.is_some());
            let all = [&mut proposal.candidates, &mut proposal.via, &mut proposal.audience];
            for actors in all {
                *actors = actors.iter().filter_map(|at| number(*at)).collect();
            }
            if proposal.speaker.is_some() || proposal.candidates.len() < 2 {
                proposal.candidates.clear();
            }
        }
        let dates = self.dates.finish();
        circumstances::date(&mut statements, self.days, &dates);
        once::once(&mut statements);
        once::again(self.text, &mut statements);
        let actors = entries
            .into_iter()
            .map(|entry| ProposedActor {
                name: entry.name,
                kind: entry.kind,
                traits: entry.traits,
                aliases: entry.aliases,
                mentions: entry.mentions,
            })
            .collect();
        Extraction { statements, actors, dates, ..Extraction::default() }
    }
}
