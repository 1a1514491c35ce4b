//! Dates as the file writes them, and whether a resolved date keeps to the stated one.

use super::fields::RecordFields;
use super::json::{JsonNode, Value};
use super::sink::Sink;
use onrecord_model::When;
use onrecord_model::fault::{FaultKind, RecordKind, ValueShape};

/// A date of its own: an EDTF text, or an object.
pub(super) fn when<'n>(node: &'n JsonNode<'n>, key: &'static str, sink: &mut Sink) -> Option<When> {
    match &node.value {
        Value::Text(edtf) => read(node.at, edtf, None, sink),
        Value::Object(_) => {
            let known = ["edtf", "resolved", "inferred", "basis"];
            when_of(RecordFields::of(node, key, RecordKind::Date, &known, sink)?, sink)
        }
        _ => super::fields::wrong(node, key, ValueShape::Date, sink),
    }
}

/// The date among the keys of a record that says more.
pub(super) fn when_of(fields: RecordFields, sink: &mut Sink) -> Option<When> {
    let edtf = fields.need_text("edtf", sink)?;
    let resolved = fields.text("resolved", sink).value().copied();
    let basis = fields.string("basis", sink).value().cloned();
    let inferred = fields.texts("inferred", sink);
    let at = fields.get("edtf").value().map_or(fields.at, |node| node.at);
    let when = read(at, edtf, resolved, sink)?;
    if let Some(resolved) = resolved.filter(|resolved| *resolved != edtf) {
        if !keeps_to(&when) {
            let (edtf, resolved) = (edtf.to_owned(), resolved.to_owned());
            sink.put(at, FaultKind::ResolvedOutside { edtf, resolved });
        } else if basis.is_none() {
            sink.put(at, FaultKind::NoBasis { resolved: resolved.to_owned() });
        }
    }
    Some(when.inferred(inferred, basis))
}

fn read(at: u32, edtf: &str, resolved: Option<&str>, sink: &mut Sink) -> Option<When> {
    match When::new(edtf, resolved) {
        Ok(when) => Some(when),
        Err(bad) => {
            sink.put(at, FaultKind::BadDate { edtf: bad.edtf, why: bad.why });
            None
        }
    }
}

/// Whether the resolved date may be meant by the stated one: every end of it agrees with the
/// stated end in each digit that is stated, or lies within its bounds. What neither shows to be
/// wrong (sets, seasons) is let pass.
fn keeps_to(when: &When) -> bool {
    let within = || {
        let stated = When::new(&when.edtf, None).ok().and_then(|stated| stated.bounds());
        stated.zip(when.bounds()).map(|(outer, inner)| outer.0 <= inner.0 && inner.1 <= outer.1)
    };
    let ends = |edtf: &str| edtf.split('/').map(str::to_owned).collect::<Vec<_>>();
    let agree = match (ends(&when.edtf).as_slice(), ends(&when.resolved).as_slice()) {
        ([stated], resolved) => resolved.iter().all(|end| fits(end, stated)),
        ([from, to], [first, last]) => fits(first, from) && fits(last, to),
        _ => false,
    };
    agree || within().unwrap_or(!is_plain(&when.edtf) || !is_plain(&when.resolved))
}

/// Whether each stated digit of `stated` stands in `end` too; an open end may be anything.
fn fits(end: &str, stated: &str) -> bool {
    const QUALIFIERS: [char; 3] = ['?', '~', '%'];
    if matches!(stated, "" | "..") {
        return true;
    }
    let end = end.replace(QUALIFIERS, "");
    let stated = stated.replace(QUALIFIERS, "");
    let same = |(digit, wanted): (char, char)| digit == wanted || wanted == 'X';
    end.len() >= stated.len() && end.chars().zip(stated.chars()).all(same)
}

/// Whether a date has only digits, `X`, qualifiers and at most one interval.
fn is_plain(edtf: &str) -> bool {
    edtf.chars().all(|c| c.is_ascii_digit() || "X-/.?~%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolved_date_keeps_to_the_stated_one() {
        for (edtf, resolved, want) in [
            ("XXXX-03-25/XXXX-03-27", "2022-03-25/2022-03-27", true),
            ("XXXX-03-25/XXXX-03-27", "2022-03-25/2022-04-27", false),
            ("XXXX-03", "2022-03", true),
            ("XXXX-03", "2022-03-25/2022-03-31", true),
            ("XXXX-03", "2022-04", false),
            ("XXXX-03/..", "2022-03/..", true),
            ("XXXX-03/..", "2022-03/2022-05-17", true),
            ("../XXXX-05", "../2022-05", true),
            ("XXXX-03-25", "2022-03", false),
            ("201X", "2014", true),
            ("201X", "2024", false),
            ("2012/2014", "2013", true),
            ("2012/2014", "2015", false),
            ("2022~", "2022-05", true),
            ("2022-21", "2022-03/2022-05", true),
            ("XXXX-03", "[2022-03,2023-03]", true),
        ] {
            let when = When::new(edtf, Some(resolved)).unwrap();
            assert_eq!(keeps_to(&when), want, "{edtf} {resolved}");
        }
    }
}
