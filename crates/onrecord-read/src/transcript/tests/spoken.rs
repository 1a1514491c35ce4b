//! Parliaments, hearings, recordings: who has the word by the shape of the line.

use super::shown;

#[test]
fn parliaments_make_turns() {
    for (name, text, want) in [
        (
            "offices with their holders, members with their seats",
            "Mr. Speaker: Order. The House is too loud.\n\nThe Home Secretary (Ruth Okafor): The report is late.\n\nPaul Dunne (Moss Side) (Lab): When will it come?",
            vec![
                "Mr. Speaker | Order. The House is too loud.",
                "Ruth Okafor | The report is late.",
                "Paul Dunne | When will it come?",
            ],
        ),
        (
            "Spanish chambers",
            "La señora PRESIDENTA: Se abre la sesión.\n\nEl señor LAGOS: Nadie pagó.\n(Aplausos).\nNadie.\n\nLa señora MINISTRA DE PESCA (Vera Ruiz): No es cierto.",
            vec![
                "La señora PRESIDENTA | Se abre la sesión.",
                "El señor LAGOS | Nadie pagó. … Nadie.",
                "Vera Ruiz | No es cierto.",
            ],
        ),
        (
            "a stop and a dash",
            "Sr. PRESIDENTE.- Tiene la palabra.\n\nSra. VERA.– Gracias, presidente.\n\nSr. LAGOS. — No es así.",
            vec![
                "Sr. PRESIDENTE | Tiene la palabra.",
                "Sra. VERA | Gracias, presidente.",
                "Sr. LAGOS | No es así.",
            ],
        ),
        (
            "a stop alone",
            "    Mr. DUNNE of Ohio. Mr. Speaker, I rise today.\n    The bill is late.\n\n    The SPEAKER pro tempore. The gentleman has a minute.\n\n    Ms. VERA. I object.",
            vec![
                "Mr. DUNNE of Ohio | Mr. Speaker, I rise today./    The bill is late.",
                "The SPEAKER pro tempore | The gentleman has a minute.",
                "Ms. VERA | I object.",
            ],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}

#[test]
fn numbers_in_front_are_of_nobody() {
    for (name, text, want) in [
        (
            "turns with numbers",
            "1. MS. RUIZ: I paid him.\n2. MR. LUND: When?\n3. MS. RUIZ: In May.\n   1. It was a Monday.",
            vec![
                "MS. RUIZ | I paid him.",
                "MR. LUND | When?",
                "MS. RUIZ | In May./   1. It was a Monday.",
            ],
        ),
        (
            "questions and answers with numbers",
            "1) Q. Who paid?\n2) A. I did.\n3) Q. When?\n4) A. In May.",
            vec!["-? | Who paid?", "-! | I did.", "-? | When?", "-! | In May."],
        ),
        (
            "blocks with numbers beyond a page's lines, and a time",
            "(101) [00:12:31] Ana Ruiz: ¿Quién pagó?\n\n(102) [00:12:40] Luz Vera: Nadie.\n\n(103) [00:12:44] Ana Ruiz: ¿Nadie?",
            vec![
                "Ana Ruiz @751000 | ¿Quién pagó?",
                "Luz Vera @760000 | Nadie.",
                "Ana Ruiz @764000 | ¿Nadie?",
            ],
        ),
        (
            "a list of what there is to do",
            "1. Chair: to write to the bank.\n2. Secretary: to book the hall.\n3. Chair: to call.",
            vec![],
        ),
        (
            "fields of a form",
            "1. Purpose: The board buys zinc.\n2. Scope: All quays.\n3. Budget: None so far.",
            vec![],
        ),
        (
            "points of a speech",
            "ANA: Two things.\n1. Nobody paid.\n2. Nobody asked.\nLUZ: Why?\nANA: I forgot.",
            vec![
                "ANA | Two things./1. Nobody paid./2. Nobody asked.",
                "LUZ | Why?",
                "ANA | I forgot.",
            ],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}

#[test]
fn hearings_know_who_asks_and_who_answers() {
    for (name, text, want) in [
        (
            "the name that the first answer gives",
            "CROSS-EXAMINATION\n\nBY MS. VERA:\n\nQ. Please state your full name.\nA. My name is Otto Brand.\nQ. Who paid?\nA. I did.\nTHE COURT: Speak up.\nTHE WITNESS: I did.",
            vec![
                "MS. VERA?? | Please state your full name.",
                "Otto Brand!! | My name is Otto Brand.",
                "MS. VERA?? | Who paid?",
                "Otto Brand!! | I did.",
                "THE COURT | Speak up.",
                "Otto Brand!! | I did.",
            ],
        ),
        (
            "a title page",
            "DEPOSITION OF OTTO BRAND\n\nEXAMINATION BY MR. LAGOS:\n\nQ. Who paid?\nA. I did.\nQ. When?\nA. In May.",
            vec![
                "MR. LAGOS?? | Who paid?",
                "OTTO BRAND!! | I did.",
                "MR. LAGOS?? | When?",
                "OTTO BRAND!! | In May.",
            ],
        ),
        (
            "one of each among names",
            "THE CHAIR: We begin.\n\nQ. Who paid?\n\nA. My sister.\n\nTHE CHAIR: When?\n\nMS. VERA: In May.",
            vec![
                "THE CHAIR | We begin.",
                "-?? | Who paid?",
                "-!! | My sister.",
                "THE CHAIR | When?",
                "MS. VERA | In May.",
            ],
        ),
        (
            "numbers of lines are no words",
            "  1     Q.   Who paid the\n  2   driver?\n  3     A.   I paid him\n  4   twice.\n  5         MR. LAGOS:  Objection.",
            vec![
                "-?? | Who paid the … driver?",
                "-!! | I paid him … twice.",
                "MR. LAGOS | Objection.",
            ],
        ),
        (
            "statements to the police",
            "PREGUNTADO: Diga si conoce a Lagos. CONTESTÓ no.\nCONTESTÓ: Que no lo conoce.\nPREGUNTADO: Diga quién pagó.\nCONTESTÓ: Que no sabe.",
            vec![
                "-? | Diga si conoce a Lagos. CONTESTÓ no.",
                "-! | Que no lo conoce.",
                "-? | Diga quién pagó.",
                "-! | Que no sabe.",
            ],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}

#[test]
fn recordings_make_turns() {
    for (name, text, want) in [
        (
            "times and numbers of speakers",
            "[00:00:05] SPEAKER 1: We saw nothing.\n[00:00:11] SPEAKER 2: I sent it.",
            vec!["SPEAKER 1 @5000 | We saw nothing.", "SPEAKER 2 @11000 | I sent it."],
        ),
        (
            "from and until",
            "[00:05.000 --> 00:09.000] [SPEAKER_00]: We saw nothing.\n[00:09.000 --> 00:12.000] [SPEAKER_01]: I sent it.",
            vec!["SPEAKER_00 @5000 | We saw nothing.", "SPEAKER_01 @9000 | I sent it."],
        ),
        (
            "who asks by what he is",
            "Entrevistadora: ¿Y luego?\nEntrevistado: Me llamaron.",
            vec!["Entrevistadora? | ¿Y luego?", "Entrevistado | Me llamaron."],
        ),
        (
            "clock times of a recording, and marks around all of it",
            "[09:01:05] Interviewer: When?\n[09:01:09] MS. LIND: “In May.”\n[09:01:15] Interviewer: Alone?",
            vec![
                "Interviewer? @32465000 | When?",
                "MS. LIND @32469000 | In May.",
                "Interviewer? @32475000 | Alone?",
            ],
        ),
        (
            "sounds and directions",
            "ANA: No. [laughter] Never.\n\n[APPLAUSE]\n\nLUZ (through interpreter): Why?\n\nANA (V.O.): (sighs) Because.",
            vec!["ANA | No. … Never.", "LUZ | Why?", "ANA | Because."],
        ),
    ] {
        assert_eq!(shown(text), want, "{name}");
    }
}
