//! Statements as a document: a title, the sources, and each statement as a block quote with its
//! citation, in Markdown (`CommonMark`).
//!
//! `cli` calls it. The words of a source show as they stand there: nothing of them is taken for
//! Markdown or HTML, and nothing is fetched when the document is looked at.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{citation, fragment};
use crate::words::{dates, exports, labels, places, who};
use onrecord_corpus::Corpus;
use onrecord_model::{RecordRef, RowRef, Source, SourceIx};
use onrecord_text::clean;

/// Writes the statements in the order in which they are given, under a line that says what they
/// are.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(
    to: &mut dyn Write,
    corpus: &Corpus,
    about: &str,
    rows: &[RowRef],
) -> io::Result<()> {
    let title = if corpus.title().is_empty() { exports::UNTITLED } else { corpus.title() };
    writeln!(to, "# {}\n\n{}", escaped(title), escaped(about))?;
    writeln!(to, "\n## {}\n", exports::SOURCES)?;
    let of = |row: &RowRef| Some(corpus.row(*row)?.source);
    let sources: BTreeSet<SourceIx> = rows.iter().filter_map(of).collect();
    for source in sources.iter().filter_map(|ix| corpus.source(*ix)) {
        writeln!(to, "- {}", source_line(source))?;
    }
    writeln!(to, "\n## {}", exports::STATEMENTS)?;
    rows.iter().try_for_each(|row| statement(to, corpus, *row))
}

/// `byline, “title”, publisher, date, link or file`.
fn source_line(source: &Source) -> String {
    let mut parts: Vec<_> = citation::reference(source).iter().map(|part| escaped(part)).collect();
    parts.push(match &source.link {
        Some(link) if is_web(link) => format!("<{link}>"),
        Some(link) => escaped(link),
        None => escaped(&source.file),
    });
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The words, and under them who said them, where they stand, and how far they are checked.
fn statement(to: &mut dyn Write, corpus: &Corpus, row: RowRef) -> io::Result<()> {
    let Some(statement) = corpus.row(row) else { return Ok(()) };
    let Some(source) = corpus.source(statement.source) else { return Ok(()) };
    let words = citation::words(corpus, statement);
    let who = citation::attribution(corpus, statement);
    let mut stands: Vec<_> = citation::reference(source).iter().map(|part| escaped(part)).collect();
    let place = places::cited(source, statement);
    stands.push(match fragment::of(corpus, RecordRef::Row(row)) {
        Some(link) => linked(&place, &link),
        None => escaped(&place),
    });
    let names = statement.audience().iter().filter_map(|ix| Some(corpus.actor(*ix)?.name.as_str()));
    let audience: Vec<_> = names.collect();
    let mut facts = Vec::new();
    facts.extend((!audience.is_empty()).then(|| format!("to {}", audience.join(", "))));
    facts.extend(statement.said().map(|said| format!("said {}", dates::said(said))));
    let turned = statement.polarity().filter(|_| who::turns(statement));
    facts.extend(turned.map(|polarity| labels::polarity(polarity).to_owned()));
    facts.extend(who.is_some().then(|| labels::status(statement.status).to_owned()));
    facts.push(statement.id.to_string());
    let facts: Vec<_> = facts.iter().map(|fact| escaped(fact)).collect();
    writeln!(to, "\n> {}\n>", escaped(&words))?;
    if let Some(who) = who {
        write!(to, "> — {}. ", escaped(&who))?;
    } else {
        write!(to, "> ")?;
    }
    writeln!(to, "In: {} · {}", stands.join(", "), facts.join(" · "))
}

/// `[words](<link>)`; the words alone where the link is none for a browser.
fn linked(words: &str, link: &str) -> String {
    if is_web(link) { format!("[{}](<{link}>)", escaped(words)) } else { escaped(words) }
}

/// Whether a link is one that a browser opens, and ends where Markdown takes it to end.
fn is_web(link: &str) -> bool {
    let odd = |c: char| matches!(c, '<' | '>' | '\\') || c.is_whitespace() || clean::is_hostile(c);
    (link.starts_with("https://") || link.starts_with("http://")) && !link.contains(odd)
}

/// `text` on one line, every sign of it meant as it stands (`CommonMark` 0.31 §2.4, and what GitHub
/// adds: `~`, `|`, `$`). Signs that mean something only at the beginning of a line are left alone
/// elsewhere.
fn escaped(text: &str) -> String {
    let text = clean::one_line(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let anywhere =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' | '$');
        let first = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbered = at > 0 && at == digits && matches!(c, '.' | ')');
        if anywhere || first || numbered {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_corpus::Records;
    use onrecord_model::{
        Actor, ActorIx, ActorKind, Document, Facts, Form, Medium, Origin, Provenance, Stated,
        Statement, StatementIx, Status,
    };
    use onrecord_text::Span;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// One reported statement with `words`, and a second source in which nobody says anything.
    fn corpus(words: &str, name: &str, link: Option<&str>) -> Corpus {
        let medium = Medium { kind: "interview".into(), stated: false, basis: None };
        let statement = Statement {
            id: "s_1".into(),
            source: SourceIx(1),
            spans: [Span::at(0, words.len())].into_iter().collect(),
            form: Form::Indirect,
            status: Status::Disputed,
            origin: Origin::Suggested,
            speaker: Stated::Is(ActorIx(0)),
            provenance: Some(Box::new(Provenance {
                known: Facts {
                    medium: Stated::Is(medium),
                    audience: Stated::Is(vec![ActorIx(0)]),
                    ..Facts::NONE
                }
                .into(),
                ..Provenance::default()
            })),
        };
        let actor = Actor {
            id: "a".into(),
            name: name.into(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            portraits: Vec::new(),
            joined: false,
        };
        let source = Source {
            title: "a.txt".into(),
            file: "b/a.txt".into(),
            link: link.map(str::to_owned),
            document: Document::new(words),
            ..Source::default()
        };
        Corpus::new(Records {
            title: "The *pact*".into(),
            sources: vec![Source::default(), source].into(),
            actors: vec![actor].into(),
            statements: vec![statement].into(),
            ..Records::default()
        })
    }

    fn written(corpus: &Corpus) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, corpus, "1 statement", &[StatementIx(0).into(), StatementIx(7).into()])
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// What a reader of the rendered document sees of the quote, and the links in it.
    fn rendered(document: &str) -> (Vec<String>, Vec<String>) {
        let (mut lines, mut targets, mut quoted) = (Vec::new(), Vec::new(), false);
        let extras = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_MATH;
        for event in Parser::new_ext(document, extras) {
            match event {
                Event::Start(Tag::BlockQuote(_)) => quoted = true,
                Event::End(TagEnd::BlockQuote(_)) => quoted = false,
                Event::Start(Tag::Paragraph) if quoted => lines.push(String::new()),
                Event::Text(words) if quoted => lines.last_mut().unwrap().push_str(&words),
                Event::Start(Tag::Link { dest_url, .. }) => targets.push(dest_url.to_string()),
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Item)
                | Event::End(_)
                | Event::Text(_) => {}
                other => panic!("{other:?} in {document}"),
            }
        }
        (lines, targets)
    }

    #[test]
    fn a_document_has_its_sources_and_each_quote_its_citation() {
        let own = written(&corpus("They never met.", "Ana", None));
        assert_eq!(
            own,
            "# The \\*pact\\*\n\n1 statement\n\n## Sources\n\n- b/a.txt\n\n## Statements\n\n\
             > They never met.\n>\n> — Ana (disputed, suggested, indirect, via interview (inferred)). \
             In: b/a.txt line 1 · to Ana · disputed · s\\_1\n"
        );
        let published = written(&corpus("They never met.", "Ana", Some("https://x.example/a_b")));
        let (lines, targets) = rendered(&published);
        let passage = "https://x.example/a_b#:~:text=They%20never%20met";
        assert_eq!(targets, ["https://x.example/a_b", passage]);
        assert!(lines[1].contains("In: “a.txt”, ¶1 · to Ana"), "{lines:?}");
    }

    #[test]
    fn only_a_link_for_a_browser_is_one() {
        for link in ["javascript:alert(1)", "https://x>y", "http://a b", "https://a\u{202e}", ""] {
            assert_eq!(linked("¶1", link), "¶1", "{link:?}");
        }
    }

    #[test]
    fn no_words_are_taken_for_marks() {
        for words in [
            "# no",
            "- no",
            "+ no",
            "12. no",
            "3) no",
            "===",
            "---",
            "> no",
            "* no",
            "`no`",
            "<b>no</b>",
            "![no](https://x.example)",
            "[no]: https://x.example",
            "&amp; a_b_ **c**",
            "| a | b |",
            "~~no~~ $x$",
            "\\*",
            "    four",
            "a\n\n# b\r\n- c",
            "<!-- no",
            "\u{1b}[2J",
        ] {
            let (lines, targets) = rendered(&written(&corpus(words, "*Ana*", None)));
            assert_eq!(lines[0], clean::one_line(words).trim(), "{words:?}");
            assert!(lines[1].starts_with("— *Ana* (") && targets.is_empty(), "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn any_words_show_as_they_stand(
            words in "\\PC{1,20}|[-#>*_`~1.)(!\\[\\]\\\\<&;$| \n\r\u{202e}a]{1,20}",
        ) {
            let clean = clean::one_line(&words);
            prop_assume!(!clean.trim().is_empty());
            let document = written(&corpus(&words, "Ana", None));
            let (lines, targets) = rendered(&document);
            prop_assert_eq!(&lines[0], clean.trim());
            prop_assert!(targets.is_empty());
            prop_assert!(!document.chars().any(|c| c != '\n' && clean::is_hostile(c)));
        }
    }
}
