//! Mails of every shape, from bytes to blocks.

use super::*;
use crate::{Doubt, Warning};
use onrecord_model::LeftOut;

fn mail(text: &str) -> Reading {
    read(text.replace('\n', "\r\n").as_bytes(), &Limits::default()).expect("a mail")
}

fn blocks(reading: &Reading) -> Vec<(BlockKind, &str)> {
    let document = &reading.document;
    let blocks = document.body_blocks().iter();
    blocks.map(|block| (block.kind, document.words(block.span))).collect()
}

fn left_out(reading: &Reading) -> Vec<(LeftOut, &str)> {
    let left_out = reading.document.left_out();
    left_out.map(|(what, span)| (what, reading.document.words(span))).collect()
}

#[test]
fn a_plain_mail_is_its_header_and_its_text() {
    let reading = mail(
        "From: =?utf-8?Q?Carlos_Marroqu=C3=ADn?= <cm@example.org>\nTo: a@b, \"B, C\" <c@d>\n\
         Date: Tue, 17 May 2022 10:00:00 -0600\nSubject: Re: the\n deal\nContent-Type: text/plain; charset=utf-8\n\n\
         We agreed.\nOn everything.\n\n> No.\n",
    );
    let about = About {
        title: Some("Re: the deal".to_owned()),
        byline: Some("Carlos Marroquín".to_owned()),
        publisher: None,
        date: Some("2022-05-17".to_owned()),
        ..About::default()
    };
    assert_eq!(reading.about, about);
    let header = "From: Carlos Marroquín <cm@example.org>\nTo: a@b, \"B, C\" <c@d>\n\
                  Date: Tue, 17 May 2022 10:00:00 -0600\nSubject: Re: the deal";
    let want = [header, "We agreed.\nOn everything.", "> No."].map(|w| (BlockKind::Paragraph, w));
    assert_eq!(blocks(&reading), want);
    assert!(reading.warnings.is_empty());
}

#[test]
fn a_store_of_mails_is_read_mail_by_mail() {
    let one = "From ana@x.example Mon Mar  4 09:12:00 2024\nFrom: Ana Ruiz <ana@x.example>\n\
               Date: Mon, 4 Mar 2024 09:12:00 +0000\nSubject: Berths\n\nNo tender.\n\n";
    let alone = mail(one);
    assert_eq!(alone.about.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(alone.about.date.as_deref(), Some("2024-03-04"));
    let two = "From - Tue Mar  5 10:00:00 2024\nFrom: bo@x.example\nDate: Tue, 5 Mar 2024 10:00 +0000\n\
               Content-Type: multipart/mixed; boundary=b\n\n--b\n\n>From the start.\n--b\n\
               Content-Type: image/png; name=a.png\n\nx\n--b--\n\n";
    let all = mail(&format!("{one}{two}{one}"));
    let first = "From: Ana Ruiz <ana@x.example>\nDate: Mon, 4 Mar 2024 09:12:00 +0000\nSubject: Berths\n\nNo tender.";
    let second = "From: bo@x.example\nDate: Tue, 5 Mar 2024 10:00 +0000\n\nFrom the start.";
    assert_eq!(all.document.body().trim_end(), [first, second, first].join("\n\n"));
    assert_eq!(left_out(&all), [(LeftOut::Attached, "a.png")]);
    assert_eq!((all.about, all.warnings), (About::default(), Vec::new()));
}

#[test]
fn of_alternatives_the_plain_text_is_read_and_attachments_are_read_or_told() {
    let reading = mail(
        "Subject: s\nContent-Type: multipart/mixed; boundary=\"o\"\n\npreamble\n--o\n\
         Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain; charset=iso-8859-1\n\
         Content-Transfer-Encoding: quoted-printable\n\nNo firm=E9 na=\nda.\n--i\nContent-Type: text/html\n\n<p>other\n--i--\n--o\n\
         Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''se%C3%B1al.pdf\n\
         Content-Transfer-Encoding: base64\n\nAAAA\n--o\nContent-Type: text/plain; name=notes.txt\n\nBrought along.\n--o--\nepilogue",
    );
    assert_eq!(
        blocks(&reading),
        [(BlockKind::Paragraph, "Subject: s"), (BlockKind::Paragraph, "No firmé nada."),]
    );
    assert!(reading.warnings.is_empty(), "what is attached tells of itself");
    let aside = [
        (LeftOut::Hidden, "preamble\nepilogue"),
        (LeftOut::OtherForm, "other"),
        (LeftOut::Attached, "señal.pdf\nnotes.txt"),
    ];
    assert_eq!(left_out(&reading), aside);
}

/// The parts of a file: name, kind, and what reading it gives.
fn within(kind: Kind, bytes: &[u8]) -> Vec<(String, Option<Kind>, String)> {
    let limits = Limits::default();
    let mut found = Vec::new();
    let rest = crate::parts(("", kind), bytes, &limits, &mut |part| {
        let read = part.kind.and_then(|kind| part.read(kind, &limits).ok());
        let text = read.map_or_else(String::new, |read| read.document.body().trim_end().to_owned());
        found.push((part.name.clone(), part.kind, text));
    });
    assert_eq!(rest, []);
    found
}

#[test]
fn what_lies_in_a_mail_is_read_part_by_part() {
    let mail = include_bytes!("../../tests/files/eml/attached.eml");
    let reading = read(mail, &Limits::default()).unwrap();
    let header = "From: Nora Quint <nora@quay.example>\nTo: Ana Ruiz <ana@courier.example>\n\
                  Date: Mon, 4 Mar 2024 09:12:00 +0000\nSubject: Berth seven";
    let page = [
        header,
        "Ana,",
        "the berth was let without a tender. The minister knew.",
        "Crane\t41,000",
        "On Sun, Mar 3, 2024 at 6:02 PM Tom Halloran <tom@quay.example> wrote:",
        "> Eleven names.",
        ">> How many?",
    ];
    assert_eq!(blocks(&reading).iter().map(|(_, words)| *words).collect::<Vec<_>>(), page);
    let attached = "calendar.ics\nThe list.eml\n../names.txt\nledger.qbw";
    assert_eq!(left_out(&reading).last(), Some(&(LeftOut::Attached, attached)));
    let own = |name: &str, kind, text: &str| (name.to_owned(), kind, text.to_owned());
    let list = "From: Tom Halloran <tom@quay.example>\nTo: Nora Quint <nora@quay.example>\n\
                Date: Sun, 3 Mar 2024 18:02:00 +0000\nSubject: The list\n\n\
                “I counted eleven names,” said Luz Peña.";
    let invitation = "UID · berth-7@quay.example\nDTSTART · 20240306T090000\n\
                      ORGANIZER · Quint, Nora <nora@quay.example>\n\
                      ATTENDEE · Tom Halloran <tom@quay.example> (needs action)\n\
                      SUMMARY · Berth seven, before the vote\nLOCATION · Harbour office\n\
                      DESCRIPTION · Bring the second list.\nNobody else is to see it.";
    let names = "Peña, Luz: \"Nobody asked me.\"";
    let want = [
        own("calendar.ics", Some(Kind::Card), invitation),
        own("The list.eml", Some(Kind::Mail), list),
        own("The list.eml › names.txt", Some(Kind::Text), names),
        own(".._names.txt", Some(Kind::Text), "Luz Peña denied it."),
        own("ledger.qbw", None, ""),
    ];
    assert_eq!(within(Kind::Mail, mail), want);

    let store = include_bytes!("../../tests/files/eml/letters.mbox");
    assert!(crate::is_bundle(Kind::Mail, store) && !crate::is_bundle(Kind::Mail, mail));
    let second = "From: Nora Quint <nora@quay.example>\nDate: Tue, 5 Mar 2024 10:00:00 +0000\n\
                  Subject: Second\n\nFrom the start we knew.";
    let want = [
        own("1", Some(Kind::Mail), list),
        own("1 › names.txt", Some(Kind::Text), names),
        own("2", Some(Kind::Mail), second),
    ];
    assert_eq!(within(Kind::Mail, store), want);
}

#[test]
fn what_outlook_keeps_is_read_as_the_mail_it_was() {
    let msg = include_bytes!("../../tests/files/eml/outlook.msg");
    let reading = read(msg, &Limits::default()).unwrap();
    assert_eq!(reading.about.title.as_deref(), Some("Причал семь"));
    assert_eq!(reading.about.byline.as_deref(), Some("Nora Quint"));
    assert_eq!(reading.about.date.as_deref(), Some("2024-03-04"));
    let words: Vec<_> = blocks(&reading).into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        words,
        [
            "From: \"Nora Quint\" <nora@quay.example>\nTo: Ana Ruiz; Board\n\
             Date: 4 Mar 2024 09:12:00 +0000\nSubject: Причал семь",
            "Анна,",
            "причал сдан без торгов. Министр знал. Всего 41,000.",
        ]
    );
    let aside = [
        (LeftOut::OtherForm, "Анна, письмо в виде страницы."),
        (LeftOut::Attached, "names.txt\nThe list.eml"),
    ];
    assert_eq!(left_out(&reading), aside);
    let list = "From: \"Tom Halloran\" <tom@quay.example>\nTo: Nora Quint\n\
                Date: 3 Mar 2024 18:02:00 +0000\nSubject: The list\n\n\
                “I counted eleven names,” said Luz Peña.";
    let want = [
        ("names.txt".to_owned(), Some(Kind::Text), "Luz Peña denied it.".to_owned()),
        ("The list.eml".to_owned(), Some(Kind::Mail), list.to_owned()),
    ];
    assert_eq!(within(Kind::Mail, msg), want);
    assert_eq!(Kind::of_file("a.txt", msg), Some(Kind::Mail));
}

#[test]
fn parts_of_one_name_are_told_apart_and_mails_in_mails_end() {
    let part = "--o\nContent-Type: text/plain; name=a.txt\n\nx\n".repeat(3);
    let mail = format!("Subject: s\nContent-Type: multipart/mixed; boundary=o\n\n{part}--o--\n");
    let names: Vec<_> =
        within(Kind::Mail, mail.as_bytes()).into_iter().map(|part| part.0).collect();
    assert_eq!(names, ["a.txt", "a (2).txt", "a (3).txt"]);
    let mut deep = "Subject: last\n\nx".to_owned();
    for _ in 0..40 {
        deep = format!("Subject: s\nContent-Type: message/rfc822; name=m.eml\n\n{deep}");
    }
    let mut count = 0;
    let rest =
        crate::parts(("", Kind::Mail), deep.as_bytes(), &Limits::default(), &mut |_| count += 1);
    assert_eq!(rest, [Doubt::CutOff]);
    assert_eq!(count, 6);
}

#[test]
fn html_is_read_where_there_is_nothing_else() {
    let reading = mail(
        "Subject: s\nContent-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\n \n--i\n\
         Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html; charset=utf-8\n\
         Content-Transfer-Encoding: base64\n\nPGgxPkhpPC9oMT48cD5PbmUmbmJzcDtsaW5lPGJyPnR3bzxzY3JpcHQ+eDwvc2NyaXB0Pg==\n--r\n\
         Content-Type: image/png; name=logo.png\n\nx\n--r--\n--i--\n",
    );
    assert_eq!(
        blocks(&reading),
        [
            (BlockKind::Paragraph, "Subject: s"),
            (BlockKind::Heading, "Hi"),
            (BlockKind::Paragraph, "One\u{a0}line\ntwo"),
        ]
    );
}

/// No word of a mail is missing in silence, wherever it stands.
#[test]
fn what_no_mailer_shows_is_left_out_and_counted() {
    let reading = mail(
        "From: Bo Li <bo@x.example>\nReply-To: Luz <luz@x.example>\nComments: first\nComments: second\n\
         X-Mailer: m\nContent-Type: multipart/mixed; boundary=o\n\nBefore.\n--o\n\nYes.\n--o--\n\n-- \nBehind.\n",
    );
    assert_eq!(reading.document.body().trim_end(), "From: Bo Li <bo@x.example>\n\nYes.");
    let fields = "reply-to: Luz <luz@x.example>\ncomments: first\ncomments: second";
    let aside = [(LeftOut::Hidden, "Before.\n--\nBehind."), (LeftOut::Markup, fields)];
    assert_eq!(left_out(&reading), aside);
}

/// Somebody called Attachment was proposed, who said `note.txt`.
#[test]
fn names_of_attachments_are_nobodys_words() {
    let part = |name| format!("--o\nContent-Disposition: attachment; filename={name}\n\nx\n");
    let reading = mail(&format!(
        "From: Bo Li <bo@x.example>\nDate: Mon, 4 Mar 2024 09:12:00 +0000\n\
         Content-Type: multipart/mixed; boundary=o\n\n--o\n\nHere they are.\n{}{}--o--\n",
        part("lease.csv"),
        part("note.txt"),
    ));
    assert_eq!(left_out(&reading), [(LeftOut::Attached, "lease.csv\nnote.txt")]);
    let said = reading.turns.iter().flat_map(|turn| &turn.words);
    let said: Vec<_> = said.map(|span| reading.document.words(*span)).collect();
    assert_eq!(said, ["Here they are."]);
}

#[test]
fn the_form_that_says_more_is_read_and_the_other_is_left_out_under_its_name() {
    let alternative = |plain: &str, page: &str| {
        mail(&format!(
            "Subject: s\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\n{plain}\n--i\n\
             Content-Type: text/html\n\n{page}\n--i--\n"
        ))
    };
    let stub = "The table stands in the part of this message that a mailer with pages shows you.";
    let page = "<p>See the table.<p>Bo Li paid the harbour master forty crates.";
    let long =
        "No.\n\n> We owe the quay eleven crates and two barrels, and nobody was told of either.";
    for (plain, page, body, aside) in [
        (
            stub,
            page,
            "See the table.\n\nBo Li paid the harbour master forty crates.",
            Some((LeftOut::OtherForm, stub)),
        ),
        (
            "We met Bo.",
            "<p>We met Bo.<img alt=logo>",
            "We met Bo.",
            Some((LeftOut::Captions, "logo")),
        ),
        ("We met Bo.", "<p>We <i>met</i>", "We met Bo.", None),
        (long, "<p>No, or not so many", long, Some((LeftOut::OtherForm, "No, or not so many"))),
    ] {
        let reading = alternative(plain, page);
        assert_eq!(reading.document.body().trim_end(), format!("Subject: s\n\n{body}"));
        assert_eq!(left_out(&reading), Vec::from_iter(aside), "{page}");
    }
}

#[test]
fn files_in_letters_are_attached_and_words_under_a_false_encoding_are_read() {
    let written = "Subject: s\n\nBefore.\n\nbegin 644 list.txt\n#8V%T\n`\nend\n\nBehind.\n";
    let reading = mail(written);
    assert_eq!(reading.document.body().trim_end(), "Subject: s\n\nBefore.\n\nBehind.");
    assert_eq!(left_out(&reading), [(LeftOut::Attached, "list.txt")]);
    let list = ("list.txt".to_owned(), Some(Kind::Text), "cat".to_owned());
    assert_eq!(within(Kind::Mail, written.as_bytes()), [list]);
    let plain = mail("Subject: s\nContent-Transfer-Encoding: base64\n\nNobody coded this, Bo.\n");
    assert_eq!(plain.document.text(), "Subject: s\n\nNobody coded this, Bo.");
}

#[test]
fn forwarded_mails_and_flowed_lines_are_read() {
    let reading = mail(
        "Subject: Fwd\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain; format=flowed\n\n\
         One long \nline.\n> quoted \n> too\n-- \nAna\n--o\nContent-Type: message/rfc822\n\nFrom: bo@x\nSubject: first\n\nHello.\n--o--\n",
    );
    let text = "Subject: Fwd\n\nOne long line.\n> quoted too\n--\nAna\n\nFrom: bo@x\nSubject: first\n\nHello.";
    assert_eq!(reading.document.text(), text);
}

#[test]
fn charsets_of_the_world_are_read() {
    for (charset, bytes, words) in [
        ("iso-2022-jp", &b"\x1b$BF|K\\\x1b(B"[..], "日本"),
        ("shift_jis", b"\x93\xfa\x96\x7b", "日本"),
        ("gb18030", b"\xc4\xe3\xba\xc3", "你好"),
        ("big5", b"\xa7A\xa6n", "你好"),
        ("euc-kr", b"\xc7\xd1\xb1\xb9", "한국"),
        ("windows-1252", b"\x93no firm\xe9\x94", "“no firmé”"),
        ("us-ascii", "ñandú".as_bytes(), "ñandú"),
        ("utf-7", b"B+APw-ro", "Büro"),
        ("utf-16be; format=flowed; DelSp=yes", b"\0H\0 \0\n\0i", "Hi"),
    ] {
        let head = format!("Subject: s\nContent-Type: text/plain; charset={charset}\n\n");
        let reading = read(&[head.as_bytes(), bytes].concat(), &Limits::default()).unwrap();
        assert_eq!(reading.document.text(), format!("Subject: s\n\n{words}"), "{charset}");
        assert!(reading.warnings.is_empty(), "{charset}");
    }
    let reading =
        read(b"Subject: s\n\nEl ministro neg\xf3 que la polic\xeda pagara.", &Limits::default());
    let told = [Warning { line: 0, what: Doubt::ReadAs("Windows-1252".to_owned()) }];
    assert_eq!(reading.unwrap().warnings, told);
}

#[test]
fn mails_as_they_are_sent_are_read() {
    let spanish = include_bytes!("../../tests/files/eml/spanish.eml");
    let reading = read(spanish, &Limits::default()).unwrap();
    assert_eq!(reading.about.title.as_deref(), Some("Vertidos en el río Curé: séptimo aviso"));
    assert_eq!(reading.about.byline.as_deref(), Some("Nuria Alcázar"));
    assert_eq!(reading.about.date.as_deref(), Some("2022-03-03"));
    let words: Vec<_> = blocks(&reading).into_iter().map(|(_, words)| words).skip(1).collect();
    assert_eq!(
        words,
        [
            "Señores:",
            "«No podemos seguir llamando accidente a lo que pasa cada mes».",
            "Adjunto las mediciones de enero y febrero.",
            "Nuria Alcázar\nJefa de inspección",
        ]
    );
    let table =
        ("mediciones año 2022.csv".to_owned(), Some(Kind::Table), "a\tb\n\n1\t2".to_owned());
    assert_eq!(within(Kind::Mail, spanish), [table]);
    let japanese = include_bytes!("../../tests/files/eml/japanese.eml");
    let reading = read(japanese, &Limits::default()).unwrap();
    assert_eq!(reading.about.byline.as_deref(), Some("佐藤みどり"));
    let said = "元部長は「廃棄を指示した覚えはない」と答えた。";
    assert_eq!(blocks(&reading).get(1), Some(&(BlockKind::Paragraph, said)));
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    assert_eq!(
        read(b"no header\n", &Limits::default()).unwrap_err(),
        ReadError::Damaged("no mail header".to_owned())
    );
    let open = mail("Subject: s\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\ncut off");
    assert_eq!(open.document.text(), "Subject: s\n\ncut off");
    let none = mail("Subject: s\nContent-Type: multipart/mixed\n\n--o\n\nlost");
    assert!(matches!(none.warnings[..], [Warning { what: Doubt::Damaged(_), .. }]));
    assert_eq!(none.document.text(), "Subject: s\n\n--o\n\nlost");
    let other = mail("Subject: s\nContent-Type: multipart/mixed; boundary=p\n\n--o\n\nlost");
    assert_eq!((other.document.text(), other.warnings.len()), (none.document.text(), 1));
    let deep = "Content-Type: multipart/mixed; boundary=o\n\n--o\n".repeat(5000);
    assert!(mail(&format!("Subject: s\n{deep}")).document.text().starts_with("Subject: s"));
    let small = Limits { text: 20, ..Limits::default() };
    let cut = read(b"Subject: s\n\nmore than that is", &small).unwrap();
    assert_eq!(cut.document.text(), "Subject: s\n\nmore tha");
    assert_eq!(cut.warnings, [Warning { line: 0, what: Doubt::CutOff }]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read(
        head in "(Subject|Content-Type|Content-Transfer-Encoding|content-disposition|From): ?(multipart/mixed; boundary=o|base64|text/html|=\\?utf-8\\?B\\?w6k=\\?=|attachment; filename\\*=a'b'%c3|[a-z0;:=\"<>(),?é@%*'\\\\ ]{0,16})\n",
        body in proptest::collection::vec(proptest::prop_oneof![
            proptest::strategy::Just(b"\n--o\n".to_vec()),
            proptest::strategy::Just(b"Content-Type: text/plain; charset=gbk\n\n".to_vec()),
            proptest::collection::vec(proptest::num::u8::ANY, 0..12)], 0..8),
    ) {
        let bytes = [head.repeat(2).into_bytes(), body.concat()].concat();
        if let Ok(reading) = read(&bytes, &Limits::default()) {
            for block in reading.document.blocks() {
                proptest::prop_assert!(!reading.document.words(block.span).trim().is_empty());
            }
        }
    }
}
