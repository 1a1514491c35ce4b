//! Bytes of every encoding, from what they say of themselves or by what they look like.

use super::*;

fn read(bytes: &[u8], declared: Option<&str>) -> Option<(String, String)> {
    let doubt = |doubt| match doubt {
        Some(Doubt::ReadAs(name)) => name,
        Some(_) => "?".to_owned(),
        None => String::new(),
    };
    decode(bytes, declared).map(|decoded| (decoded.text.into_owned(), doubt(decoded.doubt)))
}

#[test]
fn marks_and_labels_are_believed() {
    for (bytes, declared, text) in [
        (&b""[..], None, ""),
        (b"\xef\xbb\xbfa", None, "a"),
        (b"\xff\xfea\0\xe9\0", Some("utf-8"), "aé"),
        (b"\xfe\xff\0a", None, "a"),
        ("Marroquín 漢".as_bytes(), None, "Marroquín 漢"),
        ("Marroquín".as_bytes(), Some("iso-8859-1"), "Marroquín"),
        (b"Marroqu\xedn", Some(" Latin1 "), "Marroquín"),
        (b"\xcf\xee\xeb\xe8\xf6\xe8\xff", Some("windows-1251"), "Полиция"),
        (b"\x93\xfa\x96\x7b", Some("Shift_JIS"), "日本"),
        (b"\x1b$BF|K\\\x1b(B", Some("iso-2022-jp"), "日本"),
        (b"\xc4\xe3\xba\xc3", Some("gb2312"), "你好"),
        (b"\xa7A\xa6n", Some("big5"), "你好"),
        (b"\xc7\xd1\xb1\xb9", Some("euc-kr"), "한국"),
        (b"\0H\0i", Some("utf-16be"), "Hi"),
        (b"Hi", Some("utf-16be"), "Hi"),
    ] {
        assert_eq!(read(bytes, declared), Some((text.to_owned(), String::new())), "{declared:?}");
    }
}

#[test]
fn encodings_of_older_systems_are_believed_where_they_are_declared() {
    for (bytes, declared, text) in [
        (&b"B+APw-ro"[..], Some("UTF-7 "), "Büro"),
        ("Büro".as_bytes(), Some("utf-7"), "Büro"),
        (b"B\x81ro", Some("cp850"), "Büro"),
        (b"B\xfcro", Some("iso-8859-1"), "Büro"),
        (b"B\x81ro", Some("IBM437"), "Büro"),
        (b"\xe6\xa2\xe1", Some("cp855"), "Тбр"),
        (b"\x1b$)C\x0eGQ19\x0f OK", Some("iso-2022-kr"), "한국 OK"),
        (b"\x1b$)A\x0eDc:C\x0f", None, "你好"),
        (b"~{Dc:C~} ~~ a", Some("hz-gb-2312"), "你好 ~ a"),
        (b"~{Dc:C~}", None, "~{Dc:C~}"),
        (b"B+APw-ro", None, "B+APw-ro"),
        (b"Buro", Some("none such"), "Buro"),
        (b"Buro", Some(""), "Buro"),
        (b"Buro", None, "Buro"),
    ] {
        assert_eq!(decode(bytes, declared).unwrap().text, text, "{declared:?}");
    }
}

#[test]
fn a_guess_is_told() {
    let spanish = b"El gobierno neg\xf3 que la polic\xeda pagara. \x93No\x94, dijo Mu\xf1oz.";
    let said = "El gobierno negó que la policía pagara. “No”, dijo Muñoz.";
    let guessed = Some((said.to_owned(), "Windows-1252".to_owned()));
    assert_eq!(read(spanish, None), guessed);
    assert_eq!(read(spanish, Some("utf-8")), guessed);
    let chinese = "警方否认了这一说法，记者继续调查。官员表示没有任何证据。";
    let (bytes, ..) = encoding_rs::GBK.encode(chinese);
    assert_eq!(read(&bytes, None), Some((chinese.to_owned(), "GBK".to_owned())));
    assert_eq!(read(b"a\0b\0c\0\xe9\0", None), Some(("abcé".to_owned(), "UTF-16LE".to_owned())));
    let cut = ["ñandú á é í ó ú Á É Í".as_bytes(), b"\xc3"].concat();
    assert_eq!(read(&cut, None), Some(("ñandú á é í ó ú Á É Í�".to_owned(), "UTF-8".to_owned())));
    for (bytes, text, encoding) in [
        (&b"\xc3"[..], "�", "UTF-8"),
        (b"firm\xc3", "firm�", "UTF-8"),
        (b"firm\xe9", "firmé", "Windows-1252"),
        (b"FIRM\xc9", "FIRMÉ", "Windows-1252"),
    ] {
        let guessed = Some((text.to_owned(), encoding.to_owned()));
        assert_eq!(read(bytes, Some("utf-8")), guessed, "{text}");
    }
}

/// `text` in the bytes of an encoding that has all of its characters.
fn written(text: &str, charset: Charset) -> Vec<u8> {
    let page = match charset {
        Charset::Web(web) => return web.encode(text).0.into_owned(),
        Charset::Dos(_, page) => page,
        other => panic!("{other:?}"),
    };
    let byte = |c: char| match page.chars().position(|own| own == c) {
        Some(at) => at as u8 + 0x80,
        None => u8::try_from(c).unwrap(),
    };
    text.chars().map(byte).collect()
}

#[test]
fn what_says_nothing_is_read_as_what_it_looks_like() {
    for (text, names) in [
        (
            "Бухгалтер порта Анна Рудик заявила, что деньги ушли ещё в марте. Директор это отрицает.",
            &["windows-1251", "koi8-u", "iso-8859-5", "cp866", "cp855", "x-mac-cyrillic"][..],
        ),
        (
            "Ο μηχανικός είπε ότι το ανάχωμα είχε ραγίσει από πέρυσι. Κανείς δεν έγραψε αναφορά.",
            &["windows-1253", "cp737"],
        ),
        (
            "המהנדסת אמרה שהסוללה נסדקה כבר בשנה שעברה, ואיש לא כתב על כך דוח. היום אין לה משרד.",
            &["windows-1255", "cp862"],
        ),
        (
            "A főmérnök szerint a töltés már tavaly repedezett, de erről senki sem írt. Őt is elküldték.",
            &["windows-1250", "cp852"],
        ),
        (
            "L’ingénieur a démenti : « Rien n’était signé en février », a déclaré Hélène Noël à sa sœur.",
            &["windows-1252", "macintosh"],
        ),
        ("El señor Núñez negó que la fábrica pagara: ¿quién firmó en mayo?", &["cp850"]),
        ("วิศวกรบอกว่าเขื่อนร้าวตั้งแต่ปีที่แล้ว แต่ไม่มีใครเขียนรายงาน", &["windows-874"]),
        (
            "技師は堤防が去年から割れていたと話した。報告書は誰も書かなかった。",
            &["shift_jis", "euc-jp"],
        ),
        ("기술자는 둑이 작년부터 갈라졌다고 말했다. 아무도 보고서를 쓰지 않았다.", &["euc-kr"]),
        ("工程師說堤防去年就裂了，沒有人寫過報告。", &["big5"]),
        ("工程师说堤防去年就裂了，没有人写过报告。", &["gbk", "utf-16le", "utf-16be"]),
    ] {
        for label in names {
            let charset = Charset::of_label(label).unwrap();
            let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
            let bytes: Vec<u8> = match *label {
                "utf-16le" => [wide(u16::to_le_bytes), b"\r\0\n\0".to_vec()].concat(),
                "utf-16be" => [wide(u16::to_be_bytes), b"\0\r\0\n".to_vec()].concat(),
                _ => written(text, charset),
            };
            let (found, name) = read(&bytes, None).unwrap();
            assert_eq!((found.trim_end(), &*name), (text, &*charset.name()), "{label}");
        }
    }
}

#[test]
fn wide_characters_are_known_by_their_zeros() {
    let text = "The gate was open.\r\nSí, “все” 漢\r\n";
    let utf_32 = |unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|c| unit(u32::from(c))).collect()
    };
    let marked = |unit: fn(u32) -> [u8; 4]| [unit(0xfeff).to_vec(), utf_32(unit)].concat();
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, told) in [
        (marked(u32::to_le_bytes), ""),
        (marked(u32::to_be_bytes), ""),
        (utf_32(u32::to_le_bytes), "UTF-32"),
        (utf_32(u32::to_be_bytes), "UTF-32"),
        (utf_16, "UTF-16BE"),
    ] {
        assert_eq!(read(&bytes, None), Some((text.to_owned(), told.to_owned())));
    }
    let zero = b"one \0 zero in what is text";
    assert_eq!(read(zero, None), Some((String::from_utf8(zero.to_vec()).unwrap(), String::new())));
}

#[test]
fn a_few_damaged_places_do_not_change_the_rest() {
    let utf_8 = "Dos «palabras» con ñ, dañadas en un sitio".replace("sitio", "s\u{1}tio");
    let damaged: Vec<u8> = utf_8.bytes().map(|b| if b == 1 { 0xed } else { b }).collect();
    let read_as = Some((utf_8.replace('\u{1}', "�"), "UTF-8".to_owned()));
    assert_eq!(read(&damaged, None), read_as);
    let japanese = "技師は堤防が去年から割れていたと話した。報告書は誰も書かなかった。".repeat(4);
    let mut bytes = encoding_rs::SHIFT_JIS.encode(&japanese).0.into_owned();
    bytes.push(0xff);
    assert_eq!(read(&bytes, None), Some((japanese + "�", "Shift_JIS".to_owned())));
}

#[test]
fn what_is_no_text_is_none() {
    assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), None);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60),
                          label in "(utf-8|big5|gb18030|iso-2022-jp|utf-16|x)?") {
        let _ = decode(&bytes, Some(&label));
    }
}
