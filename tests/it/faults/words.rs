//! Words, dates and files.

use super::hold;

#[test]
fn words() {
    // A statement whose words are not there is listed with them.
    hold(&[
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": \"He  knew\"",
            &["14: “He  knew” does not stand in the source; nearest is ¶2 “he knew”: copy"],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": \"\\\"No more.\\\"\"",
            &[
                "14: “\"No more.\"” does not stand in the source; nearest is ¶1 ““No more.”” (other marks, spaces",
            ],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": \"something else entirely\"",
            &["14: “something else entirely” does not stand in the source, nor anything like it"],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": \"No deal\"",
            &["14: “No deal” stands 2 times (¶1, ¶3)"],
            3,
        ),
        ("{ \"exact\": \"said\", \"nth\": 1 }", "\"said\"", &["12: “said” stands 2 times (¶1)"], 3),
        (
            "\"nth\": 1",
            "\"nth\": 7",
            &["12: “said” stands there twice, so there is no number 7"],
            3,
        ),
        (
            "{ \"paragraph\": 1, \"exact\": \"The minister\"",
            "{ \"paragraph\": 3, \"exact\": \"The minister\"",
            &["8: “The minister” stands in ¶1, not where the record says"],
            3,
        ),
        (
            "{ \"paragraph\": 1, \"exact\": \"The minister\"",
            "{ \"paragraph\": 9, \"exact\": \"Nobody\"",
            &["8: there is no ¶9, the source has 3"],
            3,
        ),
        (
            "{ \"paragraph\": 1, \"exact\": \"No more.\" }",
            "{ \"paragraph\": 1, \"exact\": \"deal,” he said\" }",
            &["13: two pieces of this statement share the words “deal”"],
            2,
        ),
        (
            "\"why\": \"a guess\"",
            "\"words\": \"in an interview\"",
            &["14: “in an interview” does not stand"],
            3,
        ),
    ]);
}

#[test]
fn mentions_listed_twice() {
    hold(&[(
        "[ \"Carlos Marroquín\" ]",
        "[ \"Carlos Marroquín\", { \"exact\": \"Carlos Marroquín\", \"how\": \"alias\" } ]",
        &["9: these words are listed as a mention"],
        3,
    )]);
}

#[test]
fn dates() {
    hold(&[
        (
            "\"edtf\": \"XXXX-03-25\"",
            "\"edtf\": \"25 March\"",
            &["17: “25 March” is not a date: "],
            3,
        ),
        (
            "\"resolved\": \"2022-03-25\"",
            "\"resolved\": \"2022-13-25\"",
            &["17: “2022-13-25” is not a date: "],
            3,
        ),
        (
            "\"resolved\": \"2022-03-25\"",
            "\"resolved\": \"2022-03-25/2022-03-24\"",
            &["17: “2022-03-25/2022-03-24” is not a date: "],
            3,
        ),
        (
            "\"resolved\": \"2022-03-25\"",
            "\"resolved\": \"2022-04-25\"",
            &["17: \"resolved\" “2022-04-25” is not within \"edtf\""],
            3,
        ),
        (
            "\"basis\": \"the report\"",
            "\"basis\": null",
            &["17: “2022-03-25” says more than the text does"],
            3,
        ),
        ("\"exact\": \"March 25\", ", "", &["17: this date has no \"exact\""], 3),
        (
            "\"dates\": [ {",
            "\"datse\": [ {",
            &["17: this event has no \"spans\"", "17: \"datse\" is not a key"],
            3,
        ),
    ]);
}

#[test]
fn files() {
    let hash = "0000000000000000000000000000000000000000000000000000000000000000";
    let changed = format!("\"file\": \"text.txt\", \"sha256\": \"{hash}\"");
    let changed: &'static str = Box::leak(changed.into_boxed_str());
    hold(&[
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"texts.txt\"",
            &[
                "5: “texts.txt” gives no text: there is no such file; check its name (7 passages in it are left out)",
            ],
            0,
        ),
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"../text.txt\"",
            &["5: “../text.txt” gives no text: it lies outside"],
            0,
        ),
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"/etc/hostname\"",
            &["5: “/etc/hostname” gives no text: it lies outside"],
            0,
        ),
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"picture.txt\"",
            &["5: “picture.txt” gives no text: it is not a text"],
            0,
        ),
        (
            "\"file\": \"text.txt\"",
            changed,
            &["5: text.txt changed: 3 same; accept it with A in the app, or onrecord accept"],
            3,
        ),
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"text.txt\", \"sha256\": \"12\"",
            &["5: the value of \"sha256\" is of the wrong kind; write its 64"],
            3,
        ),
        (
            "\"file\": \"text.txt\" }",
            "\"file\": \"text.txt\" },\n{ \"id\": \"latin\", \"file\": \"latin.txt\" }",
            &[
                "9: it is not said in which source",
                "10: it is not said in which source",
                "13: it is not said in which source",
                "14: it is not said in which source",
                "15: it is not said in which source",
                "18: it is not said in which source",
                "latin.txt: the file is not UTF-8 and was read as Windows-1252",
            ],
            0,
        ),
    ]);
}
