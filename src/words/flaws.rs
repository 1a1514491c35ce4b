//! What is wrong with a file as JSON, for people who can read it but do not write programs.

use onrecord_model::fault::JsonFlaw;

/// The sentence of a flaw, without its place.
pub(super) fn flaw(flaw: &JsonFlaw) -> String {
    match flaw {
        JsonFlaw::Empty => "the file is empty; begin with { \"version\": 1, \"title\": \"…\", \
                        \"sources\": [] }"
            .into(),
        JsonFlaw::NotAnObject => {
            "this is not the file of an investigation; it must begin with {".into()
        }
        JsonFlaw::MissingComma => {
            "a comma is missing after this; put one before what follows".into()
        }
        JsonFlaw::ExtraComma => "there is a comma too many here; take it out".into(),
        JsonFlaw::MissingColon => {
            "there is no colon after this key; write \"key\": and then its value".into()
        }
        JsonFlaw::MissingValue => {
            "this key has no value; give it one, or null where the text does not say".into()
        }
        JsonFlaw::Unclosed { opener, before } => {
            let closer = if *opener == '{' { '}' } else { ']' };
            format!(
                "the {opener} that begins here is not closed; a {closer} is missing before line \
                 {before}"
            )
        }
        JsonFlaw::Stray('{') => {
            "this record stands outside its list; a ] before it closes the list too early".into()
        }
        JsonFlaw::Stray(bracket) => format!("this {bracket} closes nothing; take it out"),
        JsonFlaw::UnclosedText => {
            "the text that begins here has no \" at its end; close it on the \
                               same line and write \\n for a line break inside it"
                .into()
        }
        JsonFlaw::QuoteInside => {
            "the quotation marks on this line do not pair up; close the text, or write \\\" for a \
             mark inside it"
                .into()
        }
        JsonFlaw::BadEscape => "a \\ in this text stands before something it does not belong to; \
                            write \\\\ for the \\ itself"
            .into(),
        JsonFlaw::NotAValue(word) => not_a_value(word),
        JsonFlaw::TooDeep => {
            "there are too many brackets inside brackets here; no record needs more \
                          than six, so take the others out"
                .into()
        }
    }
}

fn not_a_value(word: &str) -> String {
    let advice = match word.chars().next() {
        Some('/' | '#') => "JSON has no comments: take it out, or put it into a \"note\"",
        Some('“' | '”' | '„' | '«' | '‘' | '’' | '\'') => {
            "a text stands between straight quotation marks: \"…\""
        }
        _ => "a text needs quotation marks around it: \"…\"",
    };
    format!("“{word}” is not a value; {advice}")
}
