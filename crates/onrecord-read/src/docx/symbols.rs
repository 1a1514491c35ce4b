//! Signs of the fonts Symbol and Wingdings as characters.
//!
//! Room: `read::docx`, asked by `body`.

/// The character that a symbol of a font stands for. The fonts Symbol and Wingdings have codes of
/// their own, kept in a private area; the letters and the most usual signs of them are known.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const SYMBOL: [(u32, char); 12] = [
        (0xa3, '≤'),
        (0xae, '→'),
        (0xb0, '°'),
        (0xb1, '±'),
        (0xb3, '≥'),
        (0xb4, '×'),
        (0xb7, '•'),
        (0xb9, '≠'),
        (0xbb, '≈'),
        (0xbc, '…'),
        (0xd2, '®'),
        (0xd3, '©'),
    ];
    const WINGDINGS: [(u32, char); 11] = [
        (0x6c, '●'),
        (0x6e, '■'),
        (0x6f, '□'),
        (0xa7, '▪'),
        (0xa8, '☐'),
        (0xd8, '➢'),
        (0xe0, '→'),
        (0xfb, '✗'),
        (0xfc, '✓'),
        (0xfd, '☒'),
        (0xfe, '☑'),
    ];
    let code = u32::from_str_radix(code, 16).ok()?;
    let own = code.checked_sub(0xf000).filter(|own| *own <= 0xff).unwrap_or(code);
    let letter = |letters: &str, first| letters.chars().nth((own - first) as usize);
    let sign = |signs: &[(u32, char)]| signs.iter().find(|(at, _)| *at == own).map(|(_, c)| *c);
    let known = match (font, own) {
        ("Symbol", 0x41..=0x5a) => letter(CAPITALS, 0x41),
        ("Symbol", 0x61..=0x7a) => letter(SMALL, 0x61),
        ("Symbol", _) => sign(&SYMBOL),
        ("Wingdings", _) => sign(&WINGDINGS),
        _ => None,
    };
    known.or_else(|| char::from_u32(code))
}
