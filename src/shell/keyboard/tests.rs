//! Keys, answers and pastes, whole and cut.

use super::*;
use proptest::prelude::*;

/// A keyboard with a clock of its own.
struct Desk {
    keyboard: Keyboard,
    now: Instant,
    got: Vec<Msg>,
}

impl Desk {
    fn new() -> Self {
        let now = Instant::now();
        Self { keyboard: Keyboard::new(now), now, got: Vec::new() }
    }

    /// Sends bytes that come together.
    fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let got = self.keyboard.read(bytes, self.now);
        self.got.extend(got);
        self
    }

    /// Lets time go by.
    fn wait(&mut self, millis: u64) -> &mut Self {
        let until = self.now + Duration::from_millis(millis);
        if let Some(due) = self.keyboard.deadline().filter(|due| *due <= until) {
            let got = self.keyboard.pause(due);
            self.got.extend(got);
            assert_eq!(self.keyboard.deadline(), None, "after the pause nothing is held");
        }
        self.now = until;
        self
    }

    /// What came of it, in words; a key that may be none has a question mark.
    fn told(&self) -> String {
        let words = self.got.iter().map(|msg| match msg {
            Msg::Key(chord) => chord.to_string(),
            Msg::AfterEsc(chord) => format!("{chord}?"),
            Msg::Paste(text) => format!("paste {text:?}"),
            other => format!("{other:?}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// What a terminal may say late, of every kind.
const ANSWERS: &[&str] = &[
    "\x1bP0+r5463\x1b\\",
    "\x1bP1+r5463=31\x1b\\",
    "\x1bP>|tmux 3.4\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1bP0$r\x1b\\",
    "\x1bP1$r0;1m\x1b\\",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]10;rgb:0000/0000/0000\x07",
    "\x1b]4;1;rgb:cdcd/0000/0000\u{9c}",
    "\x1b]52;c;cXUrLQ==\x1b\\",
    "\x1b]ltítulo “q”\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b_Gi=31;ENOENT:+u-q\x1b\\",
    "\x1b^private + u\x1b\\",
    "\x1bXstart + u\x07",
    "\x1b[>1;4600;0c",
    "\x1b[?1;2c",
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29c",
    "\x1b[=0c",
    "\x1b[?2026;2$y",
    "\x1b[20;1$y",
    "\x1b[8;24;80t",
    "\x1b[4;600;800t",
    "\x1b[24;80R",
    "\x1b[?24;80;1R",
    "\x1b[I",
    "\x1b[O",
    "\x1b[?1u",
    "\x1b[0n",
    "\x1b[?997;1n",
    "\x1b[1;1;1;112;112;1;0x",
    "\u{9d}11;rgb:0/0/0\u{9c}",
    "\u{90}0+r5463\u{9c}",
    "\u{9b}>1;2;3c",
];

#[test]
fn keys_are_keys_whole_and_in_pieces() {
    for (keys, want) in [
        ("\x1b", "Esc"),
        ("\x1b\x1b", "Esc Esc"),
        ("q\x1b[Aq", "q ↑ q"),
        ("\x1bOB", "↓"),
        ("\x1bOP", "F1"),
        ("\x1b[5~", "PgUp"),
        ("\x1b\x1b[C", "Esc →"),
        ("\x1bf", "Alt-F"),
        ("\x1b\x7f", "Alt-Backspace"),
        ("\x1b[1;5", ""),
        ("\x1b[1;5Dx", "Ctrl-← x"),
        ("\x1b[\r", "⏎"),
        ("\x1b\r", "Esc ⏎?"),
        ("\x1bO\x1b[A", "↑"),
        ("é漢\u{1f642}", "é 漢 \u{1f642}"),
        ("\x1b[M *%x", "Mouse(Mouse { x: 9, y: 4, what: Click }) x"),
        ("\x1b[200~q\rx\x1b[201~y", "paste \"q\\rx\" y"),
        ("\x1b[200~a\x1b[20\x1b[201~", "paste \"a\\u{1b}[20\""),
        ("\x1b[200~", "paste \"\""),
    ] {
        assert_eq!(Desk::new().send(keys.as_bytes()).wait(9_000).told(), want, "{keys:?}");
        let mut desk = Desk::new();
        for byte in keys.bytes() {
            desk.wait(20).send(&[byte]);
        }
        assert_eq!(desk.wait(9_000).told(), want, "byte by byte: {keys:?}");
    }
}

#[test]
fn an_answer_is_no_key_however_it_is_cut() {
    for answer in ANSWERS {
        let bytes = answer.as_bytes();
        for cut in 0..bytes.len() {
            for pause in [0, 20, 120, 400] {
                let (head, tail) = bytes.split_at(cut);
                let told = Desk::new().send(head).wait(pause).send(tail).send(b"q").told();
                // Nobody can know that more would come.
                let lone = cut == 1 && bytes[0] == 0x1b && pause > 50;
                let want = if lone { "Esc q?" } else { "q" };
                assert_eq!(told, want, "{answer:?} cut at {cut} for {pause} ms");
            }
        }
        let mut desk = Desk::new();
        for byte in bytes {
            desk.send(&[*byte]).wait(40);
        }
        assert_eq!(desk.send(b"q").told(), "q", "{answer:?} byte by byte");
    }
}

#[test]
fn no_alt_key_wedges_the_others() {
    for key in ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[", "\x1bO", "\u{9d}"] {
        let mut desk = Desk::new();
        desk.send(key.as_bytes()).wait(600).send(b"j+").wait(600).send(b"+");
        assert_eq!(desk.told(), "j? +? +", "{key:?}");
    }
    let mut typing = Desk::new();
    typing.send(b"\x1b]");
    for _ in 0..60 {
        typing.wait(100).send(b"a");
    }
    assert!(typing.told().starts_with('a'), "who types without a rest waits five seconds");
    let flood = [b"\x1b]52;c;".to_vec(), vec![b'+'; 2 << 20]].concat();
    let told = Desk::new().send(&flood).told();
    assert!(told.starts_with("+? +?") && !told.contains("+ "), "bounded");
}

#[test]
fn soon_after_escape_a_key_may_be_none() {
    for (after, want) in [(100, "Esc +?"), (400, "Esc +?"), (600, "Esc +")] {
        assert_eq!(Desk::new().send(b"\x1b").wait(after).send(b"+").told(), want);
    }
    let words = Desk::new().send(b"\x1b").wait(100).send(b"P").wait(80).send(b"eru").told();
    assert_eq!(words, "Esc P? e? r? u?", "a word is no answer");
    assert_eq!(Desk::new().send(b"\x1b").wait(100).send(b"O").wait(600).told(), "Esc O");
    assert_eq!(Desk::new().send(b"\x1b").wait(100).send(b"OB").told(), "Esc ↓");
}

#[test]
fn a_paste_never_acts_as_keys() {
    let paste = b"\x1b[200~+u\rq\x1b[201~";
    for cut in 2..paste.len() {
        for pause in [20, 400, 2_000] {
            let (head, tail) = paste.split_at(cut);
            if cut < 6 && pause > 400 {
                continue;
            }
            let told = Desk::new().send(head).wait(pause).send(tail).told();
            assert_eq!(told, "paste \"+u\\rq\"", "cut at {cut} for {pause} ms");
        }
    }
    let cut = Desk::new().send(b"\x1b").wait(300).send(&paste[1..]).told();
    assert_eq!(cut, "Esc paste \"+u\\rq\"");
    let book = [b"\x1b[200~".to_vec(), vec![b'+'; 1 << 20], b"\x1b[201~q".to_vec()].concat();
    assert!(Desk::new().send(&book).told().ends_with("\" q"), "bounded, and whole");
}

fn answer() -> impl Strategy<Value = Vec<u8>> {
    let string = ("[PX\\]^_]", "[ -~é“\n]{0,40}", prop::sample::select(vec!["\x1b\\", "\x07"]));
    let string = string.prop_map(|(begin, text, end)| format!("\x1b{begin}{text}{end}"));
    let control = "\x1b\\[[?>=][0-9;:]{0,20}[ $]{0,1}[@-~]";
    let told = prop::sample::select(ANSWERS).prop_map(str::to_owned);
    prop_oneof![string, control, told].prop_map(String::into_bytes)
}

proptest! {
    #[test]
    fn nothing_comes_of_answers(
        answers in prop::collection::vec(answer(), 1..5),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0u64..45), 0..6),
    ) {
        let bytes = answers.concat();
        let mut cuts: Vec<_> = cuts.iter().map(|(at, rest)| (at.index(bytes.len()), *rest)).collect();
        cuts.sort_unstable();
        cuts.dedup_by_key(|(at, _)| *at);
        let mut desk = Desk::new();
        let mut from = 0;
        for (at, rest) in cuts {
            desk.send(&bytes[from..at]).wait(rest);
            from = at;
        }
        prop_assert_eq!(desk.send(&bytes[from..]).send(b"q").told(), "q");
    }

    #[test]
    fn whatever_comes_the_keyboard_works_afterwards(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let mut desk = Desk::new();
        desk.send(&bytes).wait(9_000).wait(600);
        desk.got.clear();
        prop_assert_eq!(desk.send(b"q").told(), "q");
    }
}
