//! [`ImageFault`]: why a file is not read as an image.

/// Why a file is not read as an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageFault {
    /// It cannot be read or mapped.
    Unreadable,
    /// It does not begin and end as an image does: something else, or cut.
    NoImage,
    /// It is one of another version, another byte order or another build.
    Foreign,
    /// Its table or a section does not fit the file or its checksum.
    Damaged,
    /// It has no section of this id and size of element.
    Missing,
    /// A section that should be text is no UTF-8.
    NoText,
}
