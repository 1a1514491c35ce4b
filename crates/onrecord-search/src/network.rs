//! [`SentenceNetwork`]: the network that reads whole sentences, out of its file; a build without meaning has
//! none.

use onrecord_model::fault::FileError;

/// A network of few layers that says how near whole sentences are in meaning. Only
/// [`Session::reorder`](crate::Session::reorder) asks it.
#[derive(Debug)]
pub struct SentenceNetwork {
    #[cfg(feature = "meaning")]
    pub(crate) network: onrecord_meaning::Network,
    #[cfg(not(feature = "meaning"))]
    never: std::convert::Infallible,
}

/// A network's file that is there and cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkFault {
    /// Where it lies.
    pub place: String,
    /// What is wrong with it.
    pub why: NetworkFaultKind,
}

/// What is wrong with a network's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkFaultKind {
    /// It cannot be read.
    Unread(FileError),
    /// It is none of ours.
    Foreign,
    /// It is of another version.
    Version(u32),
    /// It is not as it was written, or contradicts itself.
    Damaged,
}

#[cfg(feature = "meaning")]
impl SentenceNetwork {
    /// What its file is called.
    pub const FILE: &'static str = "onrecord-minilm.bin";

    /// The most bytes that its file may have.
    pub const LARGEST: u64 = onrecord_meaning::Network::LARGEST;

    /// A network out of the bytes of its file. Takes about 55 MB for the one that is meant to be there, never more
    /// than four times the bytes.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn open(bytes: &[u8]) -> Result<Self, NetworkFaultKind> {
        use onrecord_meaning::BadTable;
        match onrecord_meaning::Network::open(bytes) {
            Ok(network) => Ok(Self { network }),
            Err(BadTable::Magic) => Err(NetworkFaultKind::Foreign),
            Err(BadTable::Version(version)) => Err(NetworkFaultKind::Version(version)),
            Err(BadTable::Cut | BadTable::Damaged) => Err(NetworkFaultKind::Damaged),
        }
    }

    /// What its authors call it: letters, digits and signs of ASCII.
    pub fn name(&self) -> &str {
        self.network.name()
    }
}

#[cfg(not(feature = "meaning"))]
impl SentenceNetwork {
    /// What its file is called.
    pub const FILE: &'static str = "";

    /// The most bytes that its file may have.
    pub const LARGEST: u64 = 0;

    /// Without meaning there is none.
    ///
    /// # Errors
    /// Always.
    pub fn open(_: &[u8]) -> Result<Self, NetworkFaultKind> {
        Err(NetworkFaultKind::Foreign)
    }

    /// What its authors call it.
    pub fn name(&self) -> &str {
        match self.never {}
    }
}
