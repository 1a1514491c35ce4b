//! The README's picture: the real program in a real terminal, as an SVG that no font can distort.
//!
//! `ONRECORD_PICTURE=write cargo test --test pty picture` paints it anew.

use std::fmt::Write;
use std::fs;

use vt100::{Cell, Color, Screen};

use crate::terminal::onrecord;

/// Where it is kept.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/screen.svg");

const COLUMNS: u16 = 100;
const ROWS: u16 = 30;

/// A cell's width and height, and the margin around all cells, in SVG units. The usual monospaced
/// fonts are 0.6 of their size wide; `textLength` takes care of the others.
const CELL: (u16, u16) = (8, 16);
const MARGIN: u16 = 14;

const GROUND: &str = "#16181d";
const INK: &str = "#d6d8dc";

/// The sixteen colours of a terminal, readable on [`GROUND`].
const PALETTE: [&str; 16] = [
    "#16181d", "#ef7a7a", "#8fce7e", "#e0c46c", "#7fb2f0", "#d98ee0", "#63cfd3", "#d6d8dc",
    "#80858f", "#ff9d9d", "#aee89e", "#f5dc8c", "#a3cbff", "#efb0f5", "#8ce8eb", "#ffffff",
];

#[test]
fn the_picture_in_the_readme_is_the_screen() {
    let mut terminal = onrecord([]).size(COLUMNS, ROWS).run();
    terminal.wait_ready();
    terminal.send("minister deal");
    if std::env::var_os("ONRECORD_PICTURE").is_some_and(|asked| asked == "write") {
        terminal.wait_for(" by meaning");
        terminal.settle();
        fs::write(FILE, terminal.see(svg)).unwrap();
    }
    let kept = fs::read_to_string(FILE).unwrap_or_default();
    terminal.wait("the screen of docs/screen.svg", |screen| svg(screen) == kept);
}

fn svg(screen: &Screen) -> String {
    let (width, height) = (COLUMNS * CELL.0 + 2 * MARGIN, ROWS * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" \
         font-size=\"13.3\" fill=\"{INK}\" xml:space=\"preserve\" style=\"white-space:pre\">\n\
         <title>onrecord, asked for “minister deal”</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for y in 0..ROWS {
        let mut x = 0;
        for run in row(screen, y).chunk_by(|one, other| one.1 == other.1) {
            draw(&mut svg, (x, y), run);
            x += run.len() as u16;
        }
    }
    let (y, x) = screen.cursor_position();
    if !screen.hide_cursor() {
        let (left, top) = corner((x, y));
        let (width, height) = CELL;
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" opacity=\".6\"/>"
        );
    }
    svg + "</svg>\n"
}

/// What a cell shows, and all that makes it look different from its neighbour: ink, ground, weight.
type Shown<'a> = (&'a str, Look);
type Look = (String, Option<String>, &'static str);

/// The cells of a row. Ink and weight do not show on a blank, and may be those of any earlier frame:
/// it takes them from the cell before.
fn row(screen: &Screen, y: u16) -> Vec<Shown<'_>> {
    let mut before = Look::default();
    let cells = (0..COLUMNS).filter_map(|x| screen.cell(y, x));
    let shown = cells.map(|cell| {
        let text = match cell.contents() {
            "" if cell.is_wide_continuation() => "",
            "" => " ",
            text => text,
        };
        let look = look(cell);
        let unseen = text == " " && look.1.is_none() && !cell.underline();
        before = match (unseen, &before.1) {
            (false, _) => look,
            (true, None) => before.clone(),
            (true, Some(_)) => Look::default(),
        };
        (text, before.clone())
    });
    shown.collect()
}

fn look(cell: &Cell) -> Look {
    let (mut ink, mut ground) = (paint(cell.fgcolor()), paint(cell.bgcolor()));
    if cell.inverse() {
        ink = Some(ground.unwrap_or_else(|| GROUND.into()));
        ground = Some(paint(cell.fgcolor()).unwrap_or_else(|| INK.into()));
    }
    let weight = match (cell.bold(), cell.dim(), cell.underline()) {
        (true, _, true) => " font-weight=\"bold\" text-decoration=\"underline\"",
        (true, _, false) => " font-weight=\"bold\"",
        (_, true, true) => " opacity=\".6\" text-decoration=\"underline\"",
        (_, true, false) => " opacity=\".6\"",
        (_, _, true) => " text-decoration=\"underline\"",
        _ => "",
    };
    let ink = ink.map_or_else(String::new, |ink| format!(" fill=\"{ink}\""));
    (ink, ground, weight)
}

fn paint(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Idx(index) => Some(PALETTE[usize::from(index)].into()),
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    }
}

/// Cells of one look, from `at` on.
fn draw(svg: &mut String, at: (u16, u16), run: &[Shown<'_>]) {
    let (ink, ground, weight) = &run[0].1;
    let (width, height) = (run.len() as u16 * CELL.0, CELL.1);
    let (left, top) = corner(at);
    if let Some(ground) = ground {
        let place = format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"");
        let _ = writeln!(svg, "<rect {place} fill=\"{ground}\"/>");
    }
    let blank = |cell: &&Shown<'_>| cell.0 == " ";
    let before = run.iter().take_while(blank).count();
    let after = run.iter().rev().take_while(blank).count();
    let Some(run) = run.get(before..run.len() - after) else { return };
    let text: String = run.iter().map(|cell| cell.0).collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let (left, base) = (left + before as u16 * CELL.0, top + CELL.1 - 4);
    let width = run.len() as u16 * CELL.0;
    let place = format!("x=\"{left}\" y=\"{base}\" textLength=\"{width}\"");
    let fit = "lengthAdjust=\"spacingAndGlyphs\"";
    let _ = writeln!(svg, "<text {place} {fit}{ink}{weight}>{text}</text>");
}

/// The upper left corner of a cell (column, row).
fn corner((x, y): (u16, u16)) -> (u16, u16) {
    (MARGIN + x * CELL.0, MARGIN + y * CELL.1)
}
