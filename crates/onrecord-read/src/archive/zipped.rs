//! Zip archives, and those of captures (WACZ 1.1): of these only the captures, not what indexes them.

use std::io::Cursor;
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::{ZipError, ZipResult};

use onrecord_model::PassedOver;

use super::{Hand, PassedParts, each_zipped, is_trace, taken};
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
    let wanted = |name: &str| {
        if is_trace(name) {
            return false;
        }
        let is_own = captures && !is_capture(name);
        if is_own {
            passed.count(PassedOver::Own);
        }
        !is_own
    };
    let part = |name: &str, file: ZipResult<ZipFile<'_, _>>| match file {
        Ok(file) => taken(name, file, limits.unpacked),
        Err(why) => Some(FilePart {
            name: name.to_owned(),
            kind: Some(Kind::Text),
            unread: Some(unread(&why)),
            ..FilePart::default()
        }),
    };
    each_zipped(&mut zip, wanted, part, hand)
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
