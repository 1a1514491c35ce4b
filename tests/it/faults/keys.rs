//! Keys, values and ids.

use super::hold;

#[test]
fn keys_and_values() {
    hold(&[
        ("\"version\": 1,\n", "", &["1: this investigation has no \"version\""], 3),
        ("\"version\": 1", "\"version\": 2", &["2: version “2” is not known"], 3),
        ("\"title\": \"A test\",\n", "", &["1: this investigation has no \"title\""], 3),
        ("\"form\": \"direct\",", "", &["13: this statement has no \"form\""], 2),
        ("\"anchor\": \"he knew\",", "", &["14: this statement has no \"anchor\""], 2),
        ("\"name\": \"the minister\",", "\"name\": \"\",", &["8: this actor has no \"name\""], 3),
        ("\"kind\": \"person\",", "", &["9: this actor has no \"kind\""], 3),
        ("\"title\": \"The deal\",", "", &["17: this event has no \"title\""], 3),
        ("\"kind\": \"repeats\", ", "", &["13: this link has no \"kind\""], 3),
        (
            "\"about\"",
            "\"abuot\"",
            &["14: \"abuot\" is not a key of this statement; did you mean \"about\"?"],
            3,
        ),
        (
            "\"about\"",
            "\"wholly new\"",
            &["14: \"wholly new\" is not a key of this statement; take it out"],
            3,
        ),
        ("\"cue\": {", "\"form\": \"mixed\", \"cue\": {", &["12: \"form\" stands twice"], 3),
        (
            "\"form\": \"direct\"",
            "\"form\": \"qoute\"",
            &["13: “qoute” is not a \"form\" that is known; write one of: direct, mixed, indirect"],
            2,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"polarity\": \"denys\", \"anchor\": \"he knew\"",
            &["14: “denys” is not a \"polarity\" that is known; write one of: affirms, denies"],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"speaker_by\": \"guess\", \"anchor\": \"he knew\"",
            &["14: “guess” is not a \"speaker_by\" that is known; write one of: name, role"],
            3,
        ),
        ("\"kind\": \"person\"", "\"kind\": \"human\"", &["9: “human” is not a \"kind\""], 3),
        ("\"how\": \"description\"", "\"how\": \"so\"", &["8: “so” is not a \"how\""], 3),
        (
            "\"role\": null",
            "\"role\": [ 1 ]",
            &["9: the value of \"role\" is of the wrong kind; write a text"],
            3,
        ),
        (
            "\"stated\": false",
            "\"stated\": \"no\"",
            &["14: the value of \"stated\" is of the wrong kind; write true"],
            3,
        ),
        (
            "\"nth\": 1",
            "\"nth\": 0",
            &["12: the value of \"nth\" is of the wrong kind; write a whole number"],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": 5",
            &["14: the value of \"anchor\" is of the wrong kind; write the words"],
            2,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": null",
            &["14: this statement has no \"anchor\""],
            2,
        ),
        (
            "[ \"Carlos Marroquín\" ]",
            "[ \"Carlos Marroquín\", 7 ]",
            &["9: the value of \"mentions\""],
            3,
        ),
    ]);
}

#[test]
fn ids() {
    hold(&[
        (
            "\"id\": \"s3\"",
            "\"id\": \"s2\"",
            &["14: the id “s2” is that of the statement on line 13 already"],
            3,
        ),
        (
            "\"id\": \"marroquin\"",
            "\"id\": \"minister\"",
            &[
                "9: the id “minister” is that of the actor on line 8",
                "14: no record under \"actors\" has the id “marroquin”",
            ],
            3,
        ),
        (
            "\"speaker\": \"marroquin\"",
            "\"speaker\": \"maroquin\"",
            &["14: no record under \"actors\" has the id “maroquin”; did you mean “marroquin”?"],
            3,
        ),
        (
            "\"used_by\": [ \"minister\" ]",
            "\"used_by\": [ \"nobody at all\" ]",
            &["9: no record under \"actors\" has the id “nobody at all”; correct"],
            3,
        ),
        (
            "\"statement\": \"s1\"",
            "\"statement\": \"x9\"",
            &["13: no record under \"statements\" has the id “x9”"],
            3,
        ),
        (
            "\"statements\": [ \"s1\" ]",
            "\"statements\": [ \"s9\" ]",
            &["17: no record under \"statements\" has the id “s9”; did you mean “s1”?"],
            3,
        ),
        (
            "\"file\": \"text.txt\"",
            "\"file\": \"text.txt\", \"outlet\": \"x\"",
            &["5: no record under \"actors\" has the id “x”"],
            3,
        ),
        (
            "\"about\": [ \"minister\" ]",
            "\"events\": [ \"dael\" ]",
            &["14: no record under \"events\" has the id “dael”; did you mean “deal”?"],
            3,
        ),
    ]);
}
