//! On which day something was said and to whom, as the words that attribute it tell, in both languages.

use super::{Language, found};

/// Holds every text against the day and the audience of its first statement, `day > audience`.
fn each(language: Language, table: &[(&str, &str)]) {
    for (text, want) in table {
        let found = found(text, language);
        let one = found.statements.first();
        let day = one.and_then(|one| one.said.as_ref()).map_or("—", |(_, day)| day.of(text));
        let names = one.iter().flat_map(|one| &one.audience);
        let names: Vec<_> = names.map(|at| found.actors[*at as usize].name.as_str()).collect();
        assert_eq!(format!("{day} > {}", names.join(", ")).trim_end(), *want, "{text}");
    }
}

#[test]
fn the_day_beside_the_verb_is_the_day_it_was_said() {
    each(
        Language::English,
        &[
            ("Ruth Adams told the BBC on Tuesday that the till was empty.", "Tuesday > BBC"),
            (
                "“It was empty,” Ruth Adams told The Herald on 3 May 2019.",
                "3 May 2019 > The Herald",
            ),
            ("“It was empty,” said Ruth Adams on Tuesday.", "Tuesday >"),
            ("On Tuesday, Ruth Adams said the till had been empty in 2018.", "Tuesday >"),
            ("Ruth Adams on Tuesday said the till was empty.", "Tuesday >"),
            ("Ruth Adams said in a statement on Tuesday that the till was empty.", "Tuesday >"),
            ("In 2018 the clerk said that the till was empty.", "2018 >"),
        ],
    );
    each(
        Language::Spanish,
        &[
            ("Inés Rey dijo el martes que la caja estaba vacía.", "martes >"),
            ("El martes Inés Rey dijo que la caja estaba vacía en 2018.", "martes >"),
            ("“Estaba vacía”, dijo este martes Inés Rey.", "este martes >"),
            ("“Estaba vacía”, dijo Inés Rey a La Prensa el 3 de mayo.", "3 de mayo > La Prensa"),
            ("Inés Rey dijo a la BBC el martes que la caja estaba vacía.", "martes > BBC"),
        ],
    );
}

#[test]
fn a_day_of_something_else_is_not_the_day_it_was_said() {
    each(
        Language::English,
        &[
            ("Ruth Adams said the till was empty on Tuesday.", "— >"),
            ("The May 2020 report said the till was empty.", "— >"),
            ("Monday’s report said the till was empty.", "— >"),
            ("Ruth Adams, who took over in June 2018, said the till was empty.", "— >"),
            ("After the theft on Tuesday, Ruth Adams said the till was empty.", "— >"),
            ("On 3 May 2018 the roof fell, and Ruth Adams said it was old.", "— >"),
            ("Ruth Adams said the clerk seen on Tuesday was her uncle.", "— >"),
        ],
    );
    each(
        Language::Spanish,
        &[
            ("Inés Rey dijo que el martes la caja estaba vacía.", "— >"),
            ("La jueza, que llegó en 2018, negó que estuviera vacía.", "— >"),
        ],
    );
}

#[test]
fn whom_one_blames_is_not_whom_one_tells() {
    each(
        Language::English,
        &[(
            "Ruth Adams said in an interview with Radio South that it was empty.",
            "— > Radio South",
        )],
    );
    each(
        Language::Spanish,
        &[
            ("Inés Rey acusó a Luis Paz de que la caja estaba vacía.", "— >"),
            ("Inés Rey dijo a Luis Paz que la caja estaba vacía.", "— > Luis Paz"),
            ("“Vacía”, dijo Inés Rey en una entrevista con Radio Sur.", "— > Radio Sur"),
        ],
    );
}
