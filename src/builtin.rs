//! The shipped investigation, inside the program.

/// A file by its name, where the build has it.
pub(crate) fn read(file: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(name, _)| *name == file).map(|(_, bytes)| *bytes)
}

#[cfg(feature = "embedded")]
const FILES: &[(&str, &[u8])] = &[
    ("investigation.json", include_bytes!("../assets/el-salvador-pact/investigation.json")),
    ("insight-crime.txt", include_bytes!("../assets/el-salvador-pact/insight-crime.txt")),
];

#[cfg(not(feature = "embedded"))]
const FILES: &[(&str, &[u8])] = &[];
