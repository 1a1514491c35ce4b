//! Archives from bytes to what lies in them.

use std::io::Write as _;

use flate2::{Compression, GzBuilder};

use crate::package::tests::zipped;
use crate::{Doubt, Kind, Limits, parts};
use onrecord_model::PassedOver;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzBuilder::new().filename("notes.txt").write(Vec::new(), Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

/// A file of a tar archive.
fn tarred(name: &str, kind: u8, body: &[u8]) -> Vec<u8> {
    let mut header = [0u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{:011o}", body.len()).as_bytes());
    header[156] = kind;
    header[257..263].copy_from_slice(b"ustar\0");
    let mut out = header.to_vec();
    out.extend(body);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

fn tar(files: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let mut out: Vec<u8> =
        files.iter().flat_map(|(name, kind, body)| tarred(name, *kind, body)).collect();
    out.resize(out.len() + 1024, 0);
    out
}

fn record(kind: &str, link: &str, http: &str) -> Vec<u8> {
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {link}\r\nWARC-Date: 2024-03-04T09:15:00Z\r\n\
         WARC-Payload-Digest: sha1:ABC\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
    .into_bytes()
}

/// What lies in an archive as `name: text`, and what else is told of it.
fn shown(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<Doubt>) {
    let mut out = Vec::new();
    let doubts = parts(("", Kind::Archive), bytes, limits, &mut |part| {
        let text = part.kind.map(|kind| part.read(kind, limits));
        let text = text.map_or("-".to_owned(), |read| match read {
            Ok(reading) => reading.document.body().to_owned(),
            Err(why) => format!("{why:?}"),
        });
        out.push(format!("{}: {text}", part.name));
    });
    (out, doubts)
}

#[test]
fn what_lies_in_archives_is_handed_over() {
    let inner = zipped(&[("b.txt", "two")]);
    let long = "n".repeat(120) + ".txt";
    let pax = format!("{} path={long}\n", long.len() + 10);
    for (what, bytes, want) in [
        (
            "zip",
            zipped(&[
                ("a/b.txt", "one"),
                ("a/", ""),
                ("__MACOSX/a/._b.txt", "x"),
                ("p.jpg", "\u{1}"),
            ]),
            vec!["a/b.txt: one", "p.jpg: -"],
        ),
        (
            "tar",
            tar(&[("d/", b'5', b""), ("d/a.txt", b'0', b"one"), ("in.zip", b'0', &inner)]),
            vec!["d/a.txt: one", "in.zip › b.txt: two"],
        ),
        ("one file", packed(b"one"), vec!["notes.txt: one"]),
        ("packed tar", packed(&tar(&[("a.txt", 0, b"one")])), vec!["a.txt: one"]),
        (
            "long names",
            tar(&[
                ("x", b'x', pax.as_bytes()),
                ("short", b'0', b"one"),
                ("x", b'L', b"b.txt\0"),
                ("s", b'0', b"two"),
            ]),
            vec![
                Box::leak(format!("{}…{}: one", "n".repeat(116), ".txt").into_boxed_str()),
                "b.txt: two",
            ],
        ),
    ] {
        assert_eq!(
            shown(&bytes, &Limits::default()),
            (want.iter().map(|w| (*w).to_owned()).collect(), vec![]),
            "{what}"
        );
    }
}

/// A packed file that does not say how it is called was called `unpacked`, and as such not read.
#[test]
fn a_packed_file_goes_by_the_name_of_its_pack() {
    let bare = |bytes: &[u8]| {
        let mut gz = GzBuilder::new().write(Vec::new(), Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    };
    for (file, bytes, want) in [
        ("quay/notes.txt.gz", &b"We rowed."[..], ("notes.txt", Some(Kind::Text))),
        ("NOTES.MD.GZ", b"We rowed.", ("NOTES.MD", Some(Kind::Markdown))),
        ("log.2024.gz", b"We rowed.", ("log.2024", Some(Kind::Text))),
        (".gz", b"We rowed.", ("unpacked", Some(Kind::Text))),
        ("a.json.gz", b"{\"rowed\": 1}", ("a.json", None)),
        ("a.bin.gz", b"\x89PNG\r\n\0\0", ("a.bin", None)),
    ] {
        let mut found = Vec::new();
        parts((file, Kind::Archive), &bare(bytes), &Limits::default(), &mut |part| {
            found.push((part.name.clone(), part.kind));
        });
        assert_eq!(found, [(want.0.to_owned(), want.1)], "{file}");
    }
}

#[test]
fn a_file_behind_a_password_says_so() {
    let mut zip = zipped(&[("a.txt", "one"), ("b.zip", "two")]);
    // The flag that says so (APPNOTE 4.4.4), in front of each file and in the list of all.
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let all: Vec<_> = memchr::memmem::find_iter(&zip, mark).collect();
        for at in all {
            zip[at + flag] |= 1;
        }
    }
    let want = ["a.txt: Encrypted", "b.zip: Encrypted"].map(str::to_owned);
    assert_eq!(shown(&zip, &Limits::default()), (want.to_vec(), vec![]));
}

#[test]
fn captures_say_where_and_when_they_are_from() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n\
        10\r\n<p>We rowed to t\r\n8\r\nhe quay.\r\n0\r\n\r\n";
    let mut warc = record("warcinfo", "x", "software: x");
    warc.extend(record("request", "https://quay.example/a", "GET /a HTTP/1.1\r\n\r\n"));
    warc.extend(record("response", "https://quay.example/a", page));
    warc.extend(record(
        "response",
        "https://quay.example/p.png",
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx",
    ));
    warc.extend(record(
        "response",
        "https://quay.example/b",
        "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<p>no",
    ));
    let passed = |own| Doubt::PassedOver {
        counts: vec![(PassedOver::Refused, 1), (PassedOver::Picture, 1), (PassedOver::Own, own)],
        answers: vec!["404 https://quay.example/b".to_owned()],
    };
    let want = (vec!["quay.example/a: We rowed to the quay.".to_owned()], vec![passed(2)]);
    assert_eq!(shown(&warc, &Limits::default()), want);
    assert_eq!(shown(&packed(&warc), &Limits::default()), want);
    parts(("", Kind::Archive), &warc, &Limits::default(), &mut |part| {
        let about = part.read(Kind::Html, &Limits::default()).unwrap().about;
        assert_eq!(about.link.as_deref(), Some("https://quay.example/a"));
        assert_eq!(about.created.as_deref(), Some("2024-03-04"));
        assert_eq!(about.date.as_deref(), Some("2024-03-04"));
        assert_eq!(about.basis.as_deref(), Some("captured 2024-03-04T09:15:00Z, payload sha1:ABC"));
        assert_eq!(about.captured.as_deref(), Some("2024-03-04T09:15:00Z, sha1:ABC"));
    });
    let text = String::from_utf8(warc.clone()).unwrap();
    let wacz = zipped(&[
        ("datapackage.json", "{}"),
        ("archive/data.warc", &text),
        ("pages/pages.jsonl", "{}"),
    ]);
    let page = "archive/data.warc › quay.example/a: We rowed to the quay.".to_owned();
    assert_eq!(shown(&wacz, &Limits::default()), (vec![page], vec![passed(4)]));
}

/// What a page says of itself does not hide where and when it was taken down.
#[test]
fn a_page_with_a_day_and_an_address_of_its_own_is_cited_as_captured() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\
        <meta property=article:published_time content=2024-01-02><link rel=canonical href=https://other.example/x>\
        <p>We rowed to the quay.";
    let warc = record("response", "https://quay.example/a", page);
    let mut count = 0;
    parts(("", Kind::Archive), &warc, &Limits::default(), &mut |part| {
        count += 1;
        let about = part.read(Kind::Html, &Limits::default()).unwrap().about;
        assert_eq!(about.link.as_deref(), Some("https://quay.example/a"));
        assert_eq!(about.date.as_deref(), Some("2024-01-02"));
        assert_eq!(about.captured.as_deref(), Some("2024-03-04T09:15:00Z, sha1:ABC"));
    });
    assert_eq!(count, 1);
}

#[test]
fn an_answer_that_was_not_taken_whole_says_so() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>We rowed to the";
    let whole = record("response", "https://quay.example/a", page);
    let whole = String::from_utf8(whole).unwrap();
    let cut = whole.replacen("WARC-Date", "WARC-Truncated: length\r\nWARC-Date", 1);
    let cut_off = Doubt::Damaged("its capture was cut off: length".into());
    for (warc, want) in [(whole, vec![]), (cut, vec![cut_off])] {
        let mut told = Vec::new();
        parts(("", Kind::Archive), warc.as_bytes(), &Limits::default(), &mut |part| {
            let warnings = part.read(Kind::Html, &Limits::default()).unwrap().warnings;
            told.extend(warnings.into_iter().map(|warning| warning.what));
        });
        assert_eq!(told, want);
    }
}

/// Nothing of a capture is missing without being told.
#[test]
fn every_record_of_a_capture_is_read_or_counted() {
    let answer = |media: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\nwe rowed");
    for (kind, link, http, want) in [
        ("response", "https://q.example/a", answer("text/markdown"), None),
        ("response", "https://q.example/a.vtt", answer("text/vtt; charset=utf-8"), None),
        ("response", "https://q.example/a", answer("application/octet-stream"), None),
        ("response", "https://q.example/a", answer("text/html").replace("200", "203"), None),
        ("resource", "https://q.example/a", "we rowed".to_owned(), None),
        ("response", "https://q.example/a", answer("font/woff2"), Some(PassedOver::Style)),
        ("response", "https://q.example/a", answer("text/css"), Some(PassedOver::Style)),
        ("response", "https://q.example/a", answer("text/javascript"), Some(PassedOver::Program)),
        ("response", "https://q.example/a", answer("video/mp4"), Some(PassedOver::Recording)),
        ("response", "https://q.example/a", answer("application/json"), Some(PassedOver::Data)),
        ("response", "https://q.example/a", answer("application/rss+xml"), Some(PassedOver::Data)),
        ("response", "https://q.example/a", answer("application/x-own"), Some(PassedOver::Other)),
        ("response", "https://q.example/a", "no answer".to_owned(), Some(PassedOver::Other)),
        ("response", "dns:q.example", "q.example".to_owned(), Some(PassedOver::Own)),
        ("resource", "urn:pageinfo:https://q.example", "{}".to_owned(), Some(PassedOver::Own)),
        ("revisit", "https://q.example/a", String::new(), Some(PassedOver::Seen)),
        ("conversion", "https://q.example/a", String::new(), Some(PassedOver::Other)),
        ("metadata", "https://q.example/a", String::new(), Some(PassedOver::Own)),
    ] {
        let (parts, told) = shown(&record(kind, link, &http), &Limits::default());
        let doubt = |what| Doubt::PassedOver { counts: vec![(what, 1)], answers: vec![] };
        assert_eq!(told, want.map(doubt).into_iter().collect::<Vec<_>>(), "{link} {http}");
        assert_eq!(parts.len(), usize::from(want.is_none()), "{link} {http}");
    }
}

#[test]
fn an_answer_too_long_is_told_by_its_name() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", "a ".repeat(900));
    let warc = record("response", "https://quay.example/long", &page);
    let limits = Limits { unpacked: 1000, ..Limits::default() };
    assert_eq!(shown(&warc, &limits), (vec!["quay.example/long: TooLarge".to_owned()], vec![]));
    let link = format!("https://quay.example/{}é", "x".repeat(178));
    let mut moved = Vec::new();
    for _ in 0..20 {
        moved.extend(record("response", &link, "HTTP/1.1 302 Found\r\n\r\n"));
    }
    let (_, told) = shown(&moved, &limits);
    let named = format!("302 https://quay.example/{}", "x".repeat(178));
    let told_so =
        Doubt::PassedOver { counts: vec![(PassedOver::Moved, 20)], answers: vec![named; 8] };
    assert_eq!(told, [told_so]);
}

#[test]
fn bounds_hold_and_what_breaks_off_is_told() {
    let limits = Limits { unpacked: 1000, ..Limits::default() };
    let bomb = packed(&tar(&[("a.txt", b'0', &vec![b'a'; 5000]), ("b.txt", b'0', b"small")]));
    assert_eq!(
        shown(&bomb, &limits),
        (vec!["a.txt: TooLarge".to_owned(), "b.txt: small".to_owned()], vec![])
    );
    let tar = tar(&[("a.txt", b'0', b"one"), ("b.txt", b'0', b"two")]);
    let broken = Doubt::Damaged("what is packed in it breaks off".into());
    for bytes in
        [&tar[..700], &tar[..1100], b"PK\x03\x04 no".as_slice(), b"", b"\x1f\x8b".as_slice()]
    {
        assert_eq!(shown(bytes, &limits).1, std::slice::from_ref(&broken), "{}", bytes.len());
    }
    // A zip in a zip in a zip …
    let mut deep = zipped(&[("a.txt", "one")]);
    for _ in 0..9 {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("z.zip", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&deep).unwrap();
        deep = zip.finish().unwrap().into_inner();
    }
    assert_eq!(shown(&deep, &Limits::default()), (vec![], vec![Doubt::CutOff]));
}
