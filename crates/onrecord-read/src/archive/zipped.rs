//! Zip archives, and those of captures (WACZ 1.1): of these only the captures, not what indexes them.

use std::io::Cursor;
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use onrecord_model::PassedOver;

use super::{Hand, PassedParts, is_trace, taken};
use crate::parts::FilePart;
use crate::{Kind, Limits, ReadError};

/// Hands over the files of an archive in its order.
pub(super) fn parts(
    bytes: &[u8],
    limits: &Limits,
    passed: &mut PassedParts,
    hand: &mut Hand<'_>,
) -> bool {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let captures = zip.index_for_name("datapackage.json").is_some();
    let captures = captures && zip.file_names().flatten().any(|name| is_capture(&name));
    let mut whole = true;
    for at in 0..zip.len() {
        let name = zip.name_for_index(at).and_then(|name| Some(name.ok()?.into_owned()));
        let Some(name) = name.filter(|name| !is_trace(name)) else { continue };
        if captures && !is_capture(&name) {
            passed.count(PassedOver::Own);
            continue;
        }
        let part = match zip.by_index(at) {
            Ok(file) => taken(&name, file, limits.unpacked),
            Err(why) => {
                let (kind, unread) = (Some(Kind::Text), Some(unread(&why)));
                Some(FilePart { name, kind, unread, ..FilePart::default() })
            }
        };
        let Some(part) = part else {
            whole = false;
            continue;
        };
        if !hand(part) {
            break;
        }
    }
    whole
}

/// Why a file of an archive cannot be unpacked.
fn unread(why: &ZipError) -> ReadError {
    match why {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        _ => ReadError::Damaged("it is packed in a way that is not read".to_owned()),
    }
}

fn is_capture(name: &str) -> bool {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.starts_with("archive/") && Path::new(name).extension().is_some_and(|end| end == "warc")
}
