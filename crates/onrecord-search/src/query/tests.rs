//! What queries are read as.

use super::*;

/// A short form of what a query asks for.
fn read(text: &str) -> String {
    let query = Query::parse(text);
    let words = query.words.iter().map(|word| {
        let mark = if word.open { "…" } else { "" };
        format!("{}{}{mark}", word.key, word.parts.join("+"))
    });
    let filters = query.filters.iter().map(|filter| {
        let asks = match &filter.condition {
            Condition::Named(field, words) => format!("{field:?}({})", words.join(" ")),
            Condition::On(when) => format!("On({})", when.resolved),
            Condition::Form(form) => format!("{form:?}"),
            Condition::Is(is) => format!("{is:?}"),
            Condition::Set(field, words) => format!("{field:?}({})", words.join(" ")),
            Condition::Chosen(field, word) => format!("{field:?}={word}"),
            Condition::Unanswered => "Unanswered".to_owned(),
            Condition::Phrase(words) => format!("“{}”", words.join(" ")),
        };
        format!("{}{asks}", if filter.not { "!" } else { "" })
    });
    words.chain(filters).collect::<Vec<_>>().join(" ")
}

#[test]
fn queries_as_they_are_typed() {
    for (text, want) in [
        ("", ""),
        ("minister deal", "minister deal…"),
        ("minister deal ", "minister deal"),
        ("deal Deal", "deal"),
        ("MS-13", "ms13ms+13…"),
        ("by:Lobo deal", "deal… By(lobo)"),
        ("by:\"Osiris Luna\" x", "x… By(osiris luna)"),
        ("BY: “Osiris Luna”", "By(osiris luna)"),
        ("\"exact words\" more", "more… “exact words”"),
        ("«palabras exactas» “así” „so“", "“palabras exactas” “asi” “so”"),
        ("!word -not:other !by:x !\"a b\"", "!“word” !“other” !By(x) !“a b”"),
        ("on:2012..2014 on:..2014 on:2022-03", "On(2012/2014) On(../2014) On(2022-03)"),
        ("form:mixed is:single form:passage", "Mixed Status(SingleSource) Passage"),
        ("is:“single source”", "Status(SingleSource)"),
        ("is:checked is:question is:q is:hole", "Checked Question Question Hole"),
        ("is:denied is:denies is:den", "Polarity(Denies) Polarity(Denies) Polarity(Denies)"),
        ("is:refused !is:asked", "Polarity(Refuses) !Polarity(Asks)"),
        ("is:ordered is:aff is:listed", "Polarity(Orders) Polarity(Affirms) Origin(Listed)"),
        // Beginnings that were enough before there were more words.
        (
            "is:d is:a is:ret is:r is:dis",
            "Status(Disputed) Status(Authenticated) Status(Retracted) Status(Retracted) Status(Disputed)",
        ),
        ("is:weak is:cl !is:w", "Strength(Weak) Strength(Clear) !Strength(Weak)"),
        ("is:c", "is c…"),
        (
            "is:withheld is:wi is:conflict is:edited is:e is:noted",
            "Withheld Withheld Conflict Edited Edited Noted",
        ),
        ("is:new !is:read is:n is:re is:h", "New !Read Noted Status(Retracted) Origin(Hand)"),
        ("is:critical is:starred !is:st", "Flagged(Critical) Flagged(Star) !Flagged(Star)"),
        (
            "is:moved is:changed is:ambiguous is:lost is:lo",
            "Anchored(\"moved\") Anchored(\"changed\") Anchored(\"ambiguous\") Anchored(\"lost\") Anchored(\"lost\")",
        ),
        // What these began before there were more words.
        ("is:w is:con is:conf", "Strength(Weak) Origin(Confirmed) Origin(Confirmed)"),
        ("tag:money deal", "deal… Tag(money)"),
        ("TAG:“two words” note:leak", "Tag(two words) Note(leak)"),
        ("by-whom:jorge !by-whom:ana", "ByWhom(jorge) !ByWhom(ana)"),
        (
            "reply:none reply:asked reply:\"no answer\" reply:not-n",
            "Unanswered Reply=asked Reply=no answer Reply=not needed",
        ),
        (
            "terms:off terms:deep terms:back terms:on_record",
            "Terms=off Terms=deep background Terms=background Terms=on record",
        ),
        ("reply:no", "reply no…"),
        ("by:", ""),
        ("by: luna", "By(luna)"),
        ("12:30 https://elfaro.net", "12 30 https elfaro net…"),
        ("Jeb! - “", "jeb"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn what_is_searched_as_text_is_said() {
    let bad = |text: &str| QueryNotice::BadDate { text: text.into() };
    for (text, want, notice) in [
        ("\"exact wor", "exact wor…", QueryNotice::UnclosedQuote),
        ("by:“osiris", "By(osiris)", QueryNotice::UnclosedQuote),
        (
            "abuot:luna",
            "abuot luna…",
            QueryNotice::UnknownField { field: "abuot".into(), nearest: Some("about") },
        ),
        (
            "colour:red",
            "colour red…",
            QueryNotice::UnknownField { field: "colour".into(), nearest: None },
        ),
        (
            "is:retarcted",
            "is retarcted…",
            QueryNotice::UnknownValue {
                field: "is",
                value: "retarcted".into(),
                nearest: Some("retracted"),
            },
        ),
        ("xz:luna", "xz luna…", QueryNotice::UnknownField { field: "xz".into(), nearest: None }),
        (
            "tags:money",
            "tags money…",
            QueryNotice::UnknownField { field: "tags".into(), nearest: Some("tag") },
        ),
        (
            "reply:askd",
            "reply askd…",
            QueryNotice::UnknownValue {
                field: "reply",
                value: "askd".into(),
                nearest: Some("asked"),
            },
        ),
        (
            "is:witheld",
            "is witheld…",
            QueryNotice::UnknownValue {
                field: "is",
                value: "witheld".into(),
                nearest: Some("withheld"),
            },
        ),
        ("on:March", "on march…", bad("March")),
        ("on:2022-13", "on 2022 13…", bad("2022-13")),
    ] {
        assert_eq!(read(text), want, "{text}");
        assert_eq!(Query::parse(text).notices(), [notice]);
    }
    let long = (0..40).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let query = Query::parse(&long);
    assert_eq!((query.words.len(), query.notices()), (32, &[QueryNotice::TooLong][..]));
}

#[test]
fn a_colon_that_makes_no_field_is_not_talked_about() {
    for text in ["note: deal", "12:30", "https://harbour.example", ":deal", "by:"] {
        assert_eq!(Query::parse(text).notices(), [], "{text}");
    }
}

/// Whether it asks for nothing, for what was dismissed, for passages, for a time.
#[test]
fn a_query_says_what_it_asks_for() {
    for (text, want) in [
        ("", [true, false, false, false]),
        ("deal", [false, false, true, false]),
        ("by:brandt", [false, false, false, false]),
        ("deal by:brandt", [false, false, true, false]),
        ("on:2022", [false, false, false, true]),
        ("!on:2022", [false, false, false, true]),
        ("is:dismissed", [false, true, false, false]),
        ("!is:dismissed", [false, false, false, false]),
        ("is:suggested", [false, false, false, false]),
        ("form:passage", [false, false, true, false]),
        ("!form:passage", [false, false, false, false]),
        ("form:note", [false, false, true, false]),
        ("form:direct", [false, false, false, false]),
        ("!form:direct", [false, false, false, false]),
        ("\"the quay\"", [false, false, true, false]),
        ("!\"the quay\"", [false, false, false, false]),
        ("is:dismissed on:2022 quay", [false, true, true, true]),
    ] {
        let query = Query::parse(text);
        let asks =
            [query.is_empty(), query.asks_dismissed(), query.asks_passages(), query.asks_when()];
        assert_eq!(asks, want, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_query(text in "[a-z\"“”«»!:. é漢-]{0,30}|(by|on|is|form|reply|by-whom|-not):\\PC{0,12}|\\PC{0,20}") {
        let query = Query::parse(&text);
        let filters = query.filters.len();
        proptest::prop_assert!(query.words.len() + filters <= text.chars().count());
    }
}
