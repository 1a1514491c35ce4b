//! [`OpenTarget`]: what is to be opened.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::disk::{self, Upward};
use onrecord_read::Kind;

/// The file that makes a folder an investigation.
pub(crate) const INVESTIGATION: &str = "investigation.json";

/// Where an investigation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenTarget {
    /// In the program.
    Builtin,
    /// A folder, an investigation's file, or one document.
    Path(PathBuf),
    /// Several documents, or folders of them, together.
    Several(Vec<PathBuf>),
}

impl OpenTarget {
    /// What was named, each once; `None` where nothing was.
    pub fn of(mut paths: Vec<PathBuf>) -> Option<Self> {
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(disk::spot(path)));
        match paths.len() {
            0 | 1 => paths.pop().map(Self::Path),
            _ => Some(Self::Several(paths)),
        }
    }

    /// What kind it is, in a word for the log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Builtin => "the sample",
            Self::Path(_) => "a folder or file",
            Self::Several(_) => "several files or folders",
        }
    }
}

/// The nearest `investigation.json` in `start` or a folder above it that may be used unasked; where
/// links may lead out of their folder, one that is such a link, too.
pub(crate) fn find_upward(start: &Path, follow: bool) -> Upward {
    disk::upward(start, INVESTIGATION, follow)
}

/// Whether a file of this name can be opened by itself.
pub(super) fn opens(name: &str) -> bool {
    is_json(name) || Kind::of(name).is_some()
}

/// Whether a file of this name is an investigation's.
pub(super) fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}
