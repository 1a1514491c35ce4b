//! Interviews in print: questions in bold, answers below them.

use super::super::*;
use onrecord_model::{Block, BlockKind};

/// Turns of a page whose blocks are given; `*` in front of one in bold, `#` in front of a heading.
fn printed(blocks: &[&str]) -> Vec<String> {
    let (mut text, mut all, mut bold) = (String::new(), Vec::new(), Vec::new());
    for block in blocks {
        let words = block.trim_start_matches(['*', '#']);
        let kind = if block.starts_with('#') { BlockKind::Heading } else { BlockKind::Paragraph };
        // All of it, or up to the next asterisk.
        if block.starts_with('*') {
            let head = words.find('*').unwrap_or(words.len());
            bold.push(Span::at(text.len(), text.len() + head));
        }
        let words = words.replacen('*', "", 1);
        all.push(Block { span: Span::at(text.len(), text.len() + words.len()), kind });
        text.push_str(&words);
        text.push_str("\n\n");
    }
    let document = Document::of_blocks(text, all, Vec::new());
    let turn = |turn: &Turn| {
        let part = if turn.part == TurnPart::Asks { "?" } else { "!" };
        format!("{part} {}", document.words(turn.hull()).replace('\n', "/"))
    };
    turns(&document, &bold).iter().map(turn).collect()
}

#[test]
fn questions_in_bold_and_their_answers_are_turns() {
    let interview = printed(&[
        "#Entrevista con Luz Lagos",
        "*¿Quién pagó?",
        "El ministro.",
        "Yo lo vi.",
        "*¿Cuándo? Diga el día.",
        "En mayo.",
        "Otra cosa.",
        "Luz Lagos nació en Lima.",
    ]);
    assert_eq!(
        interview,
        [
            "? ¿Quién pagó?",
            "! El ministro.//Yo lo vi.",
            "? ¿Cuándo? Diga el día.",
            "! En mayo.//Otra cosa."
        ]
    );
    let on_one_line = printed(&[
        "#Interview with Luz Lagos",
        "*Who paid?* The minister.",
        "*When?*\nIn May.",
        "I saw it.",
    ]);
    assert_eq!(on_one_line, ["? Who paid?", "! The minister.", "? When?", "! In May."]);
    let dashes = printed(&["#La clerk", "—¿Quién pagó?\n—El ministro.\n—¿Cuándo?\n—En mayo."]);
    assert_eq!(dashes, ["? ¿Quién pagó?", "! El ministro.", "? ¿Cuándo?", "! En mayo."]);
    let personal =
        ["#The clerk", "*Why did you leave?", "I was tired.", "#Would you come back?", "Not me."];
    assert_eq!(
        printed(&personal),
        ["? Why did you leave?", "! I was tired.", "? Would you come back?", "! Not me."]
    );
}

#[test]
fn an_article_that_explains_is_no_interview() {
    for blocks in [
        &["#The pact", "#What is the pact?", "It is a treaty.", "#Who signed it?", "Three states."]
            [..],
        &["#The pact", "#What should you do?", "Stay calm.", "#Can you travel?", "Only by day."],
        &["#Interview with Luz Lagos", "*Why?", "Because.", "It was late."],
        &["#Interview with Luz Lagos", "Why?", "Because.", "When?", "In May."],
    ] {
        assert_eq!(printed(blocks), Vec::<String>::new(), "{blocks:?}");
    }
}
