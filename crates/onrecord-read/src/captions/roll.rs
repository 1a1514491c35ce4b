//! Rolling captions: each shows the line before once more above its own, or grows word by word.
//! The words are kept once, where they are first shown.

use super::Caption;
use super::markup::CaptionLine;
use onrecord_text::Part as _;

/// Words compared at the seam of two captions. A caption has some ten; a cue of a whole page is
/// not one that rolls.
const SEAM: usize = 64;

/// One rolling caption in so many makes a file a rolling one. In what is typed by hand nearly none
/// looks like it; in what a machine rolls, half or all do.
const ONE_IN: usize = 4;

/// Takes out the words that a caption repeats from the one before it: always where the two are
/// shown at the same time, and everywhere in a file that rolls. Returns them with the time of their caption
/// (milliseconds).
pub(super) fn drop_repeated(captions: &mut [Caption]) -> Vec<(u32, String)> {
    let seams: Vec<Seam> = captions
        .windows(2)
        .map(|pair| match pair {
            [before, this] => Seam::between(before, this),
            _ => Seam::default(),
        })
        .collect();
    let rolled = seams.iter().filter(|seam| seam.rolled).count();
    let rolls = rolled > 0 && rolled * ONE_IN >= seams.len();
    let mut dropped = Vec::new();
    for (caption, seam) in captions.iter_mut().skip(1).zip(&seams) {
        if seam.repeated > 0 && (rolls || seam.at_once) {
            let words = drop_words(&mut caption.lines, seam.repeated);
            dropped.push((caption.cue.start, words));
        }
    }
    dropped
}

/// What two captions in a row have in common.
#[derive(Default)]
struct Seam {
    /// Words of the second that the first has shown already.
    repeated: usize,
    /// Whether the second begins with them and goes on.
    rolled: bool,
    /// Whether the second appears while the first is still shown.
    at_once: bool,
}

impl Seam {
    fn between(before: &Caption, this: &Caption) -> Self {
        let shown: Vec<_> = words(before.lines.iter()).collect();
        let tail = shown.part(shown.len().saturating_sub(SEAM)..);
        let head: Vec<_> = words(this.lines.iter()).take(SEAM).collect();
        // Less than the last line shown is a word that happens to come twice ("no. No …").
        let least = words(before.lines.last().into_iter()).count();
        let fits = |length: &usize| {
            (*length >= least || *length == head.len())
                && tail.get(tail.len() - length..) == head.get(..*length)
        };
        let repeated = (1..=tail.len().min(head.len())).rev().find(fits).unwrap_or(0);
        let at_once = this.cue.start < before.cue.end && before.cue.start <= this.cue.start;
        Self { repeated, rolled: repeated > 0 && repeated < head.len(), at_once }
    }
}

/// Words with the voice that says them: two persons may say the same.
fn words<'l>(
    lines: impl Iterator<Item = &'l CaptionLine>,
) -> impl Iterator<Item = (Option<&'l str>, &'l str)> {
    lines.flat_map(|line| line.words.split_whitespace().map(|word| (line.voice.as_deref(), word)))
}

/// Removes the first `count` words, and returns them.
fn drop_words(lines: &mut Vec<CaptionLine>, mut count: usize) -> String {
    let mut dropped = String::new();
    lines.retain_mut(|line| {
        if count == 0 {
            return true;
        }
        let mut rest = line.words.as_str();
        while count > 0 && !rest.is_empty() {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            dropped.push_str(if dropped.is_empty() { "" } else { " " });
            dropped.push_str(rest.part(..end));
            rest = rest.part(end..).trim_start();
            count -= 1;
        }
        line.words = rest.to_owned();
        !line.words.is_empty()
    });
    dropped
}

#[cfg(test)]
mod tests {
    use super::super::scan::CaptionCue;
    use super::*;

    fn captions(shown: &[(u32, u32, &str)]) -> Vec<Caption> {
        let caption = |(start, end, text): &(u32, u32, &str)| Caption {
            cue: CaptionCue { line: 1, start: *start, end: *end, words: 0..0, id: None },
            lines: super::super::markup::plain(text),
        };
        shown.iter().map(caption).collect()
    }

    fn kept(shown: &[(u32, u32, &str)]) -> Vec<String> {
        let mut captions = captions(shown);
        drop_repeated(&mut captions);
        let lines = |caption: &Caption| {
            caption.lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join("/")
        };
        captions.iter().map(lines).collect()
    }

    #[test]
    fn repeated_lines_are_kept_once() {
        for (name, shown, want) in [
            (
                "lines that roll",
                vec![(0, 2, "I did not"), (2, 4, "I did not\nsign it"), (4, 6, "sign it\never")],
                vec!["I did not", "sign it", "ever"],
            ),
            (
                "flashes between",
                vec![
                    (0, 199, "so here"),
                    (199, 200, "so here"),
                    (200, 399, "so here\nwe are"),
                    (399, 400, "we are"),
                ],
                vec!["so here", "", "we are", ""],
            ),
            (
                "a line that grows",
                vec![(0, 2, "I"), (1, 3, "I did"), (2, 4, "I did not sign")],
                vec!["I", "did", "not sign"],
            ),
            (
                "two words that happen to meet",
                vec![(0, 2, "He said no"), (2, 4, "no way"), (4, 6, "of it"), (6, 8, "all")],
                vec!["He said no", "no way", "of it", "all"],
            ),
            (
                "said twice",
                vec![(0, 2, "No."), (2, 4, "No."), (4, 6, "I did not.")],
                vec!["No.", "No.", "I did not."],
            ),
            (
                "shown twice at once",
                vec![(0, 4, "No."), (0, 4, "No."), (4, 6, "I did not.")],
                vec!["No.", "", "I did not."],
            ),
            (
                "two voices at once",
                vec![(0, 4, "<v Ana>No."), (0, 4, "<v Luz>No.")],
                vec!["No.", "No."],
            ),
        ] {
            assert_eq!(kept(&shown), want, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_repetition_goes(shown in proptest::collection::vec("[ab\n ]{0,9}", 0..8)) {
            let shown: Vec<_> = shown.iter().enumerate().map(|(at, text)| (at as u32, at as u32 + 2, text.as_str())).collect();
            let all: Vec<String> = captions(&shown).iter().map(|caption| words(caption.lines.iter()).map(|(_, word)| word).collect::<Vec<_>>().join(" ")).collect();
            for (kept, all) in kept(&shown).iter().zip(&all) {
                let kept = kept.replace('/', " ");
                let kept: Vec<_> = kept.split_whitespace().collect();
                proptest::prop_assert!(all.ends_with(&kept.join(" ")));
            }
        }
    }
}
