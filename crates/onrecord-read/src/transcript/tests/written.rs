//! Chats, mails and posts: who wrote what, to whom, on which day.

use super::super::*;

/// Turns as "from > to @day | words"; `~` where the order of day and month is assumed.
fn sent(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let turn = |turn: &Turn| {
        let to: Vec<_> = turn.to.iter().map(|to| document.words(*to)).collect();
        let to = if to.is_empty() { String::new() } else { format!(" > {}", to.join(", ")) };
        let day = turn.said.as_ref();
        let day = day.map_or(String::new(), |said| {
            format!(" @{}{}", said.day, if said.basis.is_some() { "~" } else { "" })
        });
        let words: Vec<_> = turn.words.iter().map(|span| document.words(*span)).collect();
        let words = words.join(" … ").replace('\n', "/");
        format!("{}{to}{day} | {words}", turn.name(&document).unwrap_or("-"))
    };
    turns(&document, &[]).iter().map(turn).collect()
}

#[test]
fn messages_of_chats_are_their_senders() {
    for (name, text, want) in [
        (
            "a telephone's export",
            "13/05/2021, 14:30 - Messages and calls are end-to-end encrypted.\n13/05/2021, 14:33 - Ana Vera: I have it.\nAll of it.\n14/05/2021, 9:01 - Otto Brand: <Media omitted>\n14/05/2021, 9:02 - Otto Brand: Send it: now",
            vec![
                "Ana Vera @2021-05-13 | I have it./All of it.",
                "Otto Brand @2021-05-14 | Send it: now",
            ],
        ),
        (
            "another telephone's, twelve hours",
            "[5/4/21, 2:33:05\u{202f}PM] Ana Vera: I have it.\n\u{200e}[5/4/21, 2:34:00\u{202f}PM] Otto 🌊: \u{200e}image omitted\n[5/4/21, 2:35:11\u{202f}PM] Otto 🌊: Send it.",
            vec!["Ana Vera @2021-05-04~ | I have it.", "Otto 🌊 @2021-05-04~ | Send it."],
        ),
        (
            "Spanish, numbers for names",
            "12/5/21 2:33 p. m. - +34 600 11 22 33: Lo tengo.\n12/5/21 2:35 p. m. - Ana Vera añadió a Otto.\n13/5/21 10:00 a. m. - Ana Vera: ¿Todo?",
            vec!["+34 600 11 22 33 @2021-05-12 | Lo tengo.", "Ana Vera @2021-05-13 | ¿Todo?"],
        ),
        (
            "years first",
            "[2021-05-04 10:00] Ana: I have it.\n[2021-05-04 10:02] Otto: Send it.",
            vec!["Ana @2021-05-04 | I have it.", "Otto @2021-05-04 | Send it."],
        ),
        (
            "names first",
            "Ana Vera, [04.05.21 10:00]\nI have it.\n\nOtto Brand, [14.05.21 10:02]\nSend it.\nNow.",
            vec!["Ana Vera @2021-05-04 | I have it.", "Otto Brand @2021-05-14 | Send it./Now."],
        ),
        (
            "a meeting's chat",
            "09:15:22 From Ana Vera to Everyone:\n\tI have it\n09:15:40 From Otto Brand to Ana Vera(Direct Message) : send it\n09:16:01 De Luz a Todos: ¿qué?",
            vec!["Ana Vera | I have it", "Otto Brand > Ana Vera | send it", "Luz | ¿qué?"],
        ),
        (
            "an office's chat",
            "[9:15 AM] Ana Vera\nI have it.\n\n[9:16 AM] Otto Brand\nSend it.\n\n[9:17 AM] Ana Vera\nNo.",
            vec!["Ana Vera | I have it.", "Otto Brand | Send it.", "Ana Vera | No."],
        ),
        (
            "names in angles",
            "[09:15] <ana> I have it\n[09:16] <otto> send it\n[09:17] <ana> no",
            vec!["ana | I have it", "otto | send it", "ana | no"],
        ),
        (
            "what the program tells has a colon",
            "[04/05/2021, 10:00:00] Ana: hola\n[04/05/2021, 10:00:10] Ana cambió el asunto a “Puerto: las cuentas”\n[14/05/2021, 10:01:00] Otto: No.",
            vec!["Ana @2021-05-04 | hola", "Otto @2021-05-14 | No."],
        ),
        ("an agenda", "10:30 - Opening\n11:00 - Ana Vera: the books\n12:00 - Lunch", vec![]),
        ("a log", "2021-05-04 10:00 started\n2021-05-04 10:01 stopped", vec![]),
    ] {
        assert_eq!(sent(text), want, "{name}");
    }
}

#[test]
fn every_level_of_a_mail_is_its_senders() {
    for (name, text, want) in [
        (
            "an answer over what it answers",
            "From: Ana Vera <ana@x.example>\nTo: Otto Brand <otto@x.example>\nDate: Tue, 04 May 2021 10:00:00 +0000\nSubject: Re: pay\n\nHi Otto,\n\nI never saw it.\n\nBest,\nAna\n\nOn Mon, May 3, 2021 at 9:12 PM Otto Brand\n<otto@x.example> wrote:\n> You signed it.\n> Twice.\n>\n> On 2 May 2021, at 08:00, Luz Lagos wrote:\n>> Nobody signed.",
            vec![
                "Ana Vera > Otto Brand @2021-05-04 | I never saw it.",
                "Otto Brand @2021-05-03 | You signed it. … Twice.",
                "Luz Lagos @2021-05-02 | Nobody signed.",
            ],
        ),
        (
            "an empty mark between an intro and what it quotes",
            "From: Ana Vera <ana@x.example>\nSubject: pay\n\nNo.\n\nOn 4 May 2021, Otto Brand wrote:\n> Show me.\n>\n> On 3 May 2021, Ana Vera wrote:\n>\n>> You signed.",
            vec![
                "Ana Vera | No.",
                "Otto Brand @2021-05-04 | Show me.",
                "Ana Vera @2021-05-03 | You signed.",
            ],
        ),
        (
            "answers between the lines",
            "From: Ana Vera <ana@x.example>\nSubject: pay\n\nEl lun, 3 may 2021 a las 21:12, Otto Brand (<otto@x.example>) escribió:\n> ¿Firmó?\n\nNo.\n\n> ¿Nunca?\n\nNunca.",
            vec![
                "Otto Brand @2021-05-03 | ¿Firmó?",
                "Ana Vera | No.",
                "Otto Brand @2021-05-03 | ¿Nunca?",
                "Ana Vera | Nunca.",
            ],
        ),
        (
            "a forwarded mail without marks",
            "De: Ana Vera\nEnviado el: martes, 4 de mayo de 2021 10:00\nPara: Otto Brand; Luz Lagos\nAsunto: RV: pago\n\nMire esto.\n\n-----Mensaje original-----\nDe: Raúl Paz [mailto:raul@x.example]\nEnviado: 13/05/2020 9:00\nPara: Ana Vera\nAsunto: pago\n\nPague antes del viernes.\n\n--\nRaúl Paz\nDirector",
            vec![
                "Ana Vera > Otto Brand, Luz Lagos @2021-05-04 | Mire esto.",
                "Raúl Paz > Ana Vera @2020-05-13 | Pague antes del viernes.",
            ],
        ),
        (
            "German and French intros",
            "From: Ana <a@x.example>\nSubject: s\n\nNo.\n\nAm 03.05.21 um 21:12 schrieb Otto Brand:\n> Ja.\n\nLe lun. 3 mai 2021 à 21:12, Luz Lagos <l@x.example> a écrit :\n> Non.",
            vec!["Ana | No.", "Otto Brand @2021-05-03~ | Ja.", "Luz Lagos @2021-05-03 | Non."],
        ),
        (
            "a letter that quotes a book",
            "As Otto Brand wrote:\n\nNobody signed. On 3 May, Luz Lagos wrote: no.",
            vec![],
        ),
        ("fields of a form", "From: Lima\nPrice: 30\n\nIt was late.", vec![]),
    ] {
        assert_eq!(sent(text), want, "{name}");
    }
}

#[test]
fn posts_are_those_of_who_signs_them() {
    for (text, want) in [
        (
            "Ana Vera answered.\n\nThe bridge is shut. Stay home pic.twitter.com/abc1\n\n— Ana Vera (@anavera) November 1, 2019\n\nIt rained.",
            vec!["Ana Vera @2019-11-01 | The bridge is shut. Stay home"],
        ),
        (
            "Cerramos el puente https://t.co/xyz\n— Ana Vera (@anavera) 4 de mayo de 2021",
            vec!["Ana Vera @2021-05-04 | Cerramos el puente"],
        ),
        ("It rained.\n\n— Ana Vera (mayor) said so.", vec![]),
    ] {
        assert_eq!(sent(text), want, "{text}");
    }
}
