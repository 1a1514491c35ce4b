//! The rule as a whole, on small texts; that it holds for any.

use super::*;
use proptest::prelude::*;

const TEXT: &str = "The mayor spoke on Monday at the town hall.\n\n“We never met him, not once in all \
    those years,” the mayor told this newspaper. He had been asked four times.\n\nAna Ruiz, who drove \
    him, said that the two had met in March. “No deal,” she said.\n\nThe clerk agreed. “No deal,” said \
    the other side.";

/// Words of [`TEXT`] with as much around them as is usually put down.
fn recorded(exact: &str) -> (String, String) {
    let (before, behind) = TEXT.split_once(exact).unwrap();
    let before: Vec<char> = before.chars().collect();
    let prefix = before[before.len().saturating_sub(32)..].iter().collect();
    (prefix, behind.chars().take(32).collect())
}

fn state(text: &str, exact: &str) -> (&'static str, Option<String>) {
    let (prefix, suffix) = recorded(exact);
    let wanted = WantedWords {
        exact,
        prefix: Some(&prefix),
        suffix: Some(&suffix),
        ..WantedWords::default()
    };
    told(text, &wanted)
}

fn told(text: &str, wanted: &WantedWords<'_>) -> (&'static str, Option<String>) {
    let found = Reanchor::of(&Document::new(text)).find(wanted);
    (found.state.word(), found.span.map(|span| span.of(text).to_owned()))
}

#[test]
fn what_became_of_the_words() {
    let never = "We never met him, not once in all those years";
    let march = "the two had met in March";
    let deal = "No deal";
    for (exact, from, to, state_now, words) in [
        (never, "", "", "same", Some(never)),
        (never, "on Monday", "on Tuesday", "same", Some(never)),
        (never, "years,” the mayor", "years,\" the mayor", "same", Some(never)),
        (
            never,
            "never met him, not",
            "never\nmet him,  not",
            "same",
            Some("We never\nmet him,  not once in all those years"),
        ),
        (
            never,
            "all those years",
            "all those months",
            "changed",
            Some("We never met him, not once in all those months"),
        ),
        (
            never,
            "We never met",
            "We met",
            "changed",
            Some("We met him, not once in all those years"),
        ),
        (never, "“We never met him, not once in all those years,”", "“No comment,”", "lost", None),
        (
            march,
            "had met in March",
            "had not met in March",
            "changed",
            Some("the two had not met in March"),
        ),
        (march, "in March", "in April", "changed", Some("the two had met in April")),
        (deal, "", "", "same", Some(deal)),
        (deal, "The clerk agreed", "The clerk, a new man, agreed", "same", Some(deal)),
        // Another one is left, whose context is another.
        (deal, "“No deal,” she said.", "", "ambiguous", None),
        (deal, "“No deal,” she", "“None,” she", "ambiguous", None),
    ] {
        let text = TEXT.replace(from, to);
        let text = if from.is_empty() { TEXT.to_owned() } else { text };
        assert_eq!(state(&text, exact), (state_now, words.map(str::to_owned)), "{from} → {to}");
    }
}

#[test]
fn what_moved_is_told_and_what_is_short_is_no_proof() {
    let whole = "Ana Ruiz, who drove him, said that the two had met in March. “No deal,” she said.";
    let text = format!("{}\n\n{whole}", TEXT.replace(whole, ""));
    assert_eq!(state(&text, whole), ("moved", Some(whole.to_owned())));
    assert_eq!(state(&text, "the two had met in March").0, "same");
    let short =
        TEXT.replace("“No deal,” said the other side.", "").replace("“No deal,” she said.", "");
    assert_eq!(state(&format!("{short}\n\nNo deal"), "No deal"), ("ambiguous", None));
}

#[test]
fn context_page_and_paragraph_choose_among_several() {
    let text = "No deal.\n\nHe said: No deal, today.\n\nShe said: No deal, today.";
    let wanted = |prefix, suffix, paragraph| WantedWords {
        exact: "No deal",
        prefix,
        suffix,
        paragraph,
        ..WantedWords::default()
    };
    for (prefix, suffix, paragraph, want) in [
        (Some("She said: "), Some(", today."), None, ("same", Some(35))),
        (Some("They said: "), Some(", today."), None, ("ambiguous", None)),
        (None, Some(", today."), Some(3), ("same", Some(44))),
        (None, None, Some(3), ("ambiguous", None)),
        (None, None, None, ("ambiguous", None)),
    ] {
        let found = Reanchor::of(&Document::new(text)).find(&wanted(prefix, suffix, paragraph));
        let at = found.span.map(|span| span.start);
        let want = (want.0, want.1.map(|_| text.rfind("No deal").unwrap() as u32));
        assert_eq!((found.state.word(), at), want, "{prefix:?} {suffix:?} {paragraph:?}");
    }
}

#[test]
fn words_without_context_must_resemble_more() {
    let text = "They said that nobody had ever seen the mayor at the old quay that night.";
    for (exact, want) in [
        ("nobody had ever seen the mayor at the quay", "changed"),
        ("nobody had ever met the mayor at the old port", "changed"),
        ("nobody had ever met the minister in a new port", "lost"),
        ("seen the major", "lost"),
        ("the old quay", "same"),
        ("had ever seen the mayor at the old quay that day", "changed"),
    ] {
        let wanted = WantedWords { exact, ..WantedWords::default() };
        assert_eq!(told(text, &wanted).0, want, "{exact}");
    }
}

#[test]
fn what_was_replaced_at_the_end_of_the_text_belongs_to_it() {
    let text = "Nobody saw it. An official denied it in Máy";
    let exact = "An official denied it in June";
    let wanted = WantedWords { exact, prefix: Some("Nobody saw it. "), ..WantedWords::default() };
    assert_eq!(told(text, &wanted).1.as_deref(), Some("An official denied it in Máy"));
}

#[test]
fn dashes_at_the_edge_belong_to_the_words() {
    let text = "He began: “But I —” and left.";
    let wanted = WantedWords { exact: "But I—", ..WantedWords::default() };
    assert_eq!(told(text, &wanted), ("same", Some("But I —".to_owned())));
}

#[test]
fn a_spent_budget_finds_nothing_and_never_guesses() {
    let mut search = Reanchor::of(&Document::new(TEXT.repeat(3)));
    search.left = 10;
    let wanted = WantedWords { exact: "the two had met in May", ..WantedWords::default() };
    assert_eq!(search.find(&wanted), Anchored::LOST);
}

proptest! {
    #[test]
    fn a_place_has_the_words_and_what_is_lost_has_none(
        text in "([ab]|[ab]|no|deal| |é|e\u{301}|“|…|-|\n|🙂){0,80}",
        exact in "([ab]|no|deal| |é|\"|\\.\\.\\.|-|🙂){0,12}",
        prefix in prop::option::of("[ab ]{0,12}"),
        suffix in prop::option::of("[ab ]{0,12}"),
        paragraph in prop::option::of(0u32..4),
    ) {
        let wanted = WantedWords {
            exact: &exact,
            prefix: prefix.as_deref(),
            suffix: suffix.as_deref(),
            paragraph,
            place: None,
        };
        let found = Reanchor::of(&Document::new(text.as_str())).find(&wanted);
        prop_assert_eq!(found.span.is_some(), found.state.has_place());
        if let Some(span) = found.span {
            let words = text.get(span.range());
            prop_assert!(words.is_some(), "between characters");
            if found.state.has_words() {
                prop_assert!(same_words(&letters(&exact), &letters(words.unwrap())));
            }
        }
    }

    #[test]
    fn words_with_all_that_stands_around_them_are_the_same(
        text in "([ab]|[ab] |é|“|\n|🙂){1,60}",
        a in any::<prop::sample::Index>(),
        b in any::<prop::sample::Index>(),
    ) {
        let mut bounds: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
        bounds.push(text.len());
        let first = a.index(bounds.len() - 1);
        let last = first + 1 + b.index(bounds.len() - 1 - first);
        let span = Span::at(bounds[first], bounds[last]);
        let wanted = WantedWords {
            exact: span.of(&text),
            prefix: text.get(..span.start as usize),
            suffix: text.get(span.end as usize..),
            ..WantedWords::default()
        };
        let found = Reanchor::of(&Document::new(text.as_str())).find(&wanted);
        prop_assert_eq!(found, Anchored { state: AnchorState::Same, span: Some(span) });
    }
}
