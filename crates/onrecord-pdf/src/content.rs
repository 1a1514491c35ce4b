//! What a page shows: its content run for the letters alone, each with its place.
//!
//! The operators are those of ISO 32000-2, 9.4 (text) and 8.10 (forms); all others
//! only tell whether something is drawn. What the letters say together is for `pieces`.

use std::borrow::Cow;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Rect, Stream, String as Shown};
use hayro_syntax::page::{Page, Resources};

use super::bounds;
use super::faces::{Face, Faces, Glyph, plain};
use super::fields::{self, PageNote};
use super::letter::Letter;
use super::marks::{MarkStack, OpenMark};
use super::pieces::TextPiece;

/// How deep forms may stand in each other; real files stay below six.
const DEEPEST: usize = 12;

/// What it costs to run a form, in bytes of content: its resources are looked up each time, and a
/// few forms that show each other ten times over make a million.
const FORM: usize = 2048;

/// How many bytes may be looked through for the ends of inline images, all of a page together.
const SOUGHT: usize = 1 << 32;

/// How many graphics states are kept; real files stay below fifty.
const SAVED: usize = 1024;

/// The most letters of one page; a page of small print has ten thousand.
const LETTERS: usize = 1 << 20;

/// What a page shows.
#[derive(Debug, Default)]
pub(crate) struct PageContent {
    /// Its letters in the order of the file.
    pub(crate) letters: Vec<Letter>,
    /// Letters that lie beside it, which nobody sees.
    pub(crate) cut_off: Vec<Letter>,
    /// The same in pieces of lines.
    pub(crate) off_page: Vec<TextPiece>,
    /// What sticks to it and is not seen until it is opened, in the order of the file.
    pub(crate) notes: Vec<String>,
    /// What is not to be seen of that.
    pub(crate) hidden: Vec<String>,
    /// How much of the page its pictures cover (1 is all of it).
    pub(crate) pictures: f64,
    /// Whether anything at all is drawn.
    pub(crate) drawn: bool,
    /// How many codes no font has a character for; bytes where there is no font.
    pub(crate) unread: u32,
    /// Whether it holds more than is read.
    pub(crate) cut: bool,
}

#[derive(Clone)]
struct GraphicsState<'a> {
    ctm: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Runs one page.
struct ContentRun<'a, 'f> {
    faces: &'f mut Faces<'a>,
    found: PageContent,
    page: Affine,
    area: Rect,
    matrix: Affine,
    line: Affine,
    marks: MarkStack,
    /// Bytes of content that may still be run.
    left: usize,
    depth: usize,
}

/// Runs the content of `page`, at most `most` bytes of it, and then what is filled into its forms.
/// `left` are the bytes that may be run in the whole document: a page can name the content of
/// another, and so can ten thousand.
pub(crate) fn of_page<'a>(
    page: &'a Page<'a>,
    faces: &mut Faces<'a>,
    most: usize,
    left: &mut usize,
) -> PageContent {
    let most = most.min(*left);
    let view = Affine::new(page.initial_transform(true).as_coeffs());
    let mut run = ContentRun {
        faces,
        found: PageContent::default(),
        page: view,
        area: page.intersected_crop_box(),
        matrix: Affine::IDENTITY,
        line: Affine::IDENTITY,
        marks: MarkStack::default(),
        left: most,
        depth: 0,
    };
    let content = run.joined(page.raw());
    run.content(&content, page.resources(), &mut GraphicsState::new(view));
    run.filled_in(page);
    *left -= most - run.left;
    run.found
}

impl GraphicsState<'_> {
    fn new(ctm: Affine) -> Self {
        GraphicsState {
            ctm,
            face: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl<'a> ContentRun<'a, '_> {
    /// The streams of a page as one: an operator may stand in another stream than its operands.
    fn joined(&mut self, page: &Dict<'a>) -> Vec<u8> {
        let streams = match page.get::<Object<'a>>("Contents") {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(streams)) => streams.iter::<Stream<'a>>().collect(),
            _ => Vec::new(),
        };
        let mut joined = Vec::new();
        for stream in &streams {
            let most = self.left.saturating_sub(joined.len());
            if let Some(content) = self.unpacked(stream, most) {
                joined.extend_from_slice(&content);
                joined.push(b' ');
            }
        }
        joined
    }

    /// Unpacks a stream. One that is too long, which shows only when that much of it has been
    /// unpacked, uses up what may be run of the page: it will hardly be the only one.
    fn unpacked(&mut self, stream: &Stream<'a>, most: usize) -> Option<Cow<'a, [u8]>> {
        let content = bounds::unpacked(stream, most);
        if content.is_none() {
            self.found.cut = true;
            self.left = 0;
        }
        content
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        state: &mut GraphicsState<'a>,
    ) {
        let left = self.left.checked_sub(content.len());
        let Some(left) = left.filter(|_| bounds::images_end(content, SOUGHT)) else {
            self.found.cut = true;
            return;
        };
        self.left = left;
        let mut saved = Vec::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            match operator {
                Op::SaveState(_) if saved.len() < SAVED => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        *state = before;
                    }
                }
                Op::Transform(op) => {
                    state.ctm *= affine([op.0, op.1, op.2, op.3, op.4, op.5]);
                }
                Op::SetGraphicsState(op) => {
                    let font = resources.get_ext_g_state(op.0);
                    let font = font.and_then(|state| state.get::<Array<'a>>("Font"));
                    self.set_font(font, state);
                }
                Op::XObject(op) => {
                    if let Some(object) = resources.get_x_object(op.0) {
                        self.object(&object, resources, state);
                    }
                }
                Op::InlineImage(_) => self.picture(state),
                _ if self.text(&operator, resources, state) => {}
                _ => self.mark(&operator, resources),
            }
        }
    }

    /// The operators of text; false where `operator` is another.
    fn text(
        &mut self,
        op: &Op<'_, '_>,
        resources: &Resources<'a>,
        state: &mut GraphicsState<'a>,
    ) -> bool {
        match op {
            Op::BeginText(_) => self.set_line(Affine::IDENTITY),
            Op::CharacterSpacing(op) => state.spacing = op.0.as_f64(),
            Op::WordSpacing(op) => state.word_spacing = op.0.as_f64(),
            Op::HorizontalScaling(op) => state.stretch = op.0.as_f64() / 100.0,
            Op::TextLeading(op) => state.leading = op.0.as_f64(),
            Op::TextRise(op) => state.rise = op.0.as_f64(),
            Op::TextFont(op) => {
                state.face = resources.get_font(op.0).and_then(|font| self.faces.face(&font));
                state.size = op.1.as_f64();
            }
            Op::NextLine(op) => self.next_line(op.0.as_f64(), op.1.as_f64()),
            Op::NextLineAndSetLeading(op) => {
                state.leading = -op.1.as_f64();
                self.next_line(op.0.as_f64(), op.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -state.leading),
            Op::SetTextMatrix(op) => self.set_line(affine([op.0, op.1, op.2, op.3, op.4, op.5])),
            Op::ShowText(op) => self.show(op.0, state),
            Op::NextLineAndShowText(op) => {
                self.next_line(0.0, -state.leading);
                self.show(op.0, state);
            }
            Op::ShowTextWithParameters(op) => {
                state.word_spacing = op.0.as_f64();
                state.spacing = op.1.as_f64();
                self.next_line(0.0, -state.leading);
                self.show(op.2, state);
            }
            Op::ShowTexts(op) => {
                for item in op.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(shown) => self.show(&shown, state),
                        Object::Number(back) => self.move_pen(-back.as_f64(), state),
                        _ => {}
                    }
                }
            }
            _ => return false,
        }
        true
    }

    fn set_font(&mut self, font: Option<Array<'a>>, state: &mut GraphicsState<'a>) {
        let Some(font) = font else { return };
        let mut items = font.iter::<Object<'a>>();
        let dict = items.next().and_then(Object::into_dict);
        state.face = dict.and_then(|font| self.faces.face(&font));
        state.size = items.next().and_then(Object::into_number).map_or(1.0, |size| size.as_f64());
    }

    fn set_line(&mut self, matrix: Affine) {
        (self.line, self.matrix) = (matrix, matrix);
    }

    fn next_line(&mut self, across: f64, down: f64) {
        self.set_line(self.line * Affine::translate((across, down)));
    }

    /// Moves the pen along the line by thousandths of the size.
    fn move_pen(&mut self, by: f64, state: &GraphicsState<'a>) {
        let by = by / 1000.0 * state.size;
        let across = state.face.as_ref().is_none_or(|face| face.runs_across());
        let (x, y) = if across { (by * state.stretch, 0.0) } else { (0.0, by) };
        self.matrix *= Affine::translate((x, y));
    }

    fn show(&mut self, shown: &Shown<'_>, state: &GraphicsState<'a>) {
        let Some(face) = state.face.clone() else {
            // No font, or none that can be used: something is shown, and nobody knows what.
            self.found.drawn = true;
            let printed = shown.as_bytes().iter().filter(|byte| **byte > b' ').count();
            self.found.unread = self.found.unread.saturating_add(printed as u32);
            return;
        };
        face.each(shown.as_bytes(), |said, space| self.put(&said, space, &face, state));
    }

    fn put(&mut self, said: &Glyph, space: bool, face: &Face<'_>, state: &GraphicsState<'a>) {
        let (across, down) = said.advance;
        let (across, down) = (across / 1000.0 * state.size, down / 1000.0 * state.size);
        let more = state.spacing + if space { state.word_spacing } else { 0.0 };
        let view = state.ctm * self.matrix;
        let at = view * Point::new(0.0, state.rise);
        let (after, step) = if face.runs_across() {
            (view * Point::new(across * state.stretch, state.rise), (across + more) * state.stretch)
        } else {
            (view * Point::new(0.0, state.rise + down), down + more)
        };
        let step = if face.runs_across() { (step, 0.0) } else { (0.0, step) };
        self.matrix *= Affine::translate(step);
        self.found.drawn = true;
        let Some(text) = said.text.clone().filter(|text| !text.is_empty()) else {
            self.found.unread += 1;
            return;
        };
        // A letter without width, an accent, has the direction of its line.
        let way = if at == after { view * Point::new(1.0, state.rise) } else { after };
        let high = view * Point::new(0.0, state.rise + state.size * face.em);
        let size = (high - at).hypot();
        let letter = Letter {
            text,
            size: size as f32,
            bold: face.bold,
            furniture: self.marks.say_furniture(),
            ..Letter::default()
        };
        let letter = letter.placed(at, after, way);
        if self.found.letters.len() + self.found.cut_off.len() >= LETTERS {
            self.found.cut = true;
        } else if size > 0.0 && size.is_finite() {
            let on_page = self.is_on_page(at);
            let letters = if on_page { &mut self.found.letters } else { &mut self.found.cut_off };
            letters.push(letter);
        }
    }

    /// Whether a place is not cut off from the page. What lies on its edge is not.
    fn is_on_page(&self, at: Point) -> bool {
        const EDGE: f64 = 3.0;
        let at = self.page.inverse() * at;
        (self.area.x0 - EDGE..=self.area.x1 + EDGE).contains(&at.x)
            && (self.area.y0 - EDGE..=self.area.y1 + EDGE).contains(&at.y)
    }

    /// Marks around content, and whatever else draws.
    fn mark(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) {
        let letters = &mut self.found.letters;
        match operator {
            Op::BeginMarkedContent(_) => self.marks.open(OpenMark::at(letters.len())),
            Op::BeginMarkedContentWithProperties(op) => {
                let open = OpenMark::at(letters.len());
                self.marks.open(match op.1 {
                    Object::Dict(about) => open.with(op.0, about),
                    Object::Name(name) => match resources.properties.get::<Dict<'a>>(name) {
                        Some(about) => open.with(op.0, &about),
                        None => open,
                    },
                    _ => open,
                });
            }
            Op::EndMarkedContent(_) => self.marks.close(letters),
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_)
            | Op::Shading(_) => self.found.drawn = true,
            _ => {}
        }
    }

    fn object(&mut self, object: &Stream<'a>, outer: &Resources<'a>, state: &GraphicsState<'a>) {
        let kind = object.dict().get::<Name<'_>>("Subtype");
        match kind.as_ref().map(AsRef::as_ref) {
            Some(b"Image") => self.picture(state),
            Some(b"Form") => self.form(object, outer, state.clone()),
            _ => {}
        }
    }

    fn picture(&mut self, state: &GraphicsState<'a>) {
        let page = self.page.determinant().abs() * self.area.width() * self.area.height();
        self.found.drawn = true;
        if page > 0.0 {
            self.found.pictures += state.ctm.determinant().abs() / page;
        }
    }

    fn form(&mut self, form: &Stream<'a>, outer: &Resources<'a>, mut state: GraphicsState<'a>) {
        let left = self.left.checked_sub(FORM).filter(|_| self.depth < DEEPEST);
        let Some(left) = left else {
            self.found.cut = true;
            return;
        };
        self.left = left;
        let Some(content) = self.unpacked(form, self.left) else { return };
        if let Some(matrix) = form.dict().get::<[f64; 6]>("Matrix") {
            state.ctm *= Affine::new(matrix);
        }
        let own = form.dict().get::<Dict<'a>>("Resources").map(Resources::new);
        let lines = (self.line, self.matrix);
        self.depth += 1;
        self.content(&content, own.as_ref().unwrap_or(outer), &mut state);
        self.depth -= 1;
        (self.line, self.matrix) = lines;
    }

    /// What is filled into forms and written onto the page: no part of its content, but seen.
    fn filled_in(&mut self, page: &Page<'a>) {
        for note in fields::of(page) {
            // A thousand entries of the list can be one note of a megabyte.
            let says = match &note {
                PageNote::Field(field) => field.says.as_deref(),
                PageNote::Sticky(says) | PageNote::Hidden(says) => Some(says.as_str()),
            };
            if let Some(words) = says {
                let Some(left) = self.left.checked_sub(words.len()) else {
                    self.found.cut = true;
                    return;
                };
                self.left = left;
            }
            let field = match note {
                PageNote::Field(field) => field,
                PageNote::Sticky(says) => {
                    self.found.notes.push(says);
                    continue;
                }
                PageNote::Hidden(says) => {
                    self.found.hidden.push(says);
                    continue;
                }
            };
            let before = self.found.letters.len();
            if let Some((form, place)) = field.looks {
                self.form(&form, page.resources(), GraphicsState::new(self.page * place));
            }
            if let Some(lines) = field.says.filter(|_| self.found.letters.len() == before) {
                self.write(&lines, field.place);
            }
        }
    }

    /// Writes lines that come without letters into their place.
    fn write(&mut self, lines: &str, place: Rect) {
        let lines: Vec<&str> = lines.split(['\r', '\n']).filter(|line| !line.is_empty()).collect();
        let height = place.height() / lines.len().max(1) as f64;
        for (above, line) in (1..).map(f64::from).zip(lines) {
            let at = Point::new(place.x0, place.y1 - height * (above - 0.3));
            let (at, after) = (self.page * at, self.page * Point::new(place.x1, at.y));
            let size = (0.7 * height).min(12.0) as f32;
            let letter = Letter { text: plain(line).into(), size, ..Letter::default() };
            self.found.drawn = true;
            self.found.letters.push(letter.placed(at, after, after));
        }
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}
