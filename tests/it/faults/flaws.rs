//! Files that are not JSON.

use super::hold;

#[test]
fn flaws_of_json() {
    hold(&[
        (
            "\"links\": [ { \"kind\": \"repeats\", \"statement\": \"s1\" } ] },\n",
            "\"note\": \"\" }\n",
            &["13: a comma is missing"],
            3,
        ),
        ("\"form\": \"direct\",", "\"form\": \"direct\"", &["13: a comma is missing"], 3),
        (
            "\"why\": \"a guess\" } }",
            "\"why\": \"a guess\" } },",
            &["14: there is a comma too many"],
            3,
        ),
        (
            "\"anchor\": \"he knew\"",
            "\"anchor\": \"he knew",
            &["14: the quotation marks on this line"],
            2,
        ),
        (
            "\"why\": \"a guess\"",
            "\"why\": \"a \"good\" guess\"",
            &["14: the quotation marks on this line"],
            3,
        ),
        (
            "\"speaker\": \"marroquin\"",
            "\"speaker\": marroquin",
            &["14: “marroquin” is not a value"],
            3,
        ),
        (
            "\"nth\": 1 } },",
            "\"nth\": 1 },",
            &["12: the { that begins here is not closed; a } is missing before line 13"],
            3,
        ),
        (
            "\"repeats\", \"statement\": \"s1\" } ] },",
            "\"repeats\", \"statement\": \"s1\" ,",
            &["13: the { that begins here is not closed"],
            3,
        ),
        (
            "  ],\n  \"events\"",
            "  \"events\"",
            &["11: the [ that begins here is not closed; a ] is missing before line 15"],
            3,
        ),
        (
            "\"version\": 1,",
            "\"version\": 1, // mine",
            &["2: “// mine” is not a value; JSON has no comments"],
            3,
        ),
    ]);
}
