//! A corpus in an image: written once, read by many, its statements and texts where they lie.

use std::io;
use std::sync::Arc;

use onrecord_image::{Image, ImageFault, ImageWriter};
use onrecord_model::fault::Fault;
use onrecord_model::{Actor, Dating, Dismissal, Document, Event, Source};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cross::Groups;
use crate::namesakes::Namesakes;
use crate::statements::{self, KeptStatements};
use crate::{Corpus, Records, SharedList, chronology};

/// Sections that there is one of: the records without statements and texts, and the texts.
const RECORDS: u32 = 1;
const DOCUMENTS: u32 = 8;

/// The first section of each of the four corpora in one: of its own, weak, dismissed, passages.
const OWN: u32 = 0x100;
const WEAK: u32 = 0x200;
const DISMISSED: u32 = 0x300;
const PASSAGES: u32 = 0x400;

/// Sections of each of these, counted from its first.
const STATEMENTS: u32 = 0;
const BY_SOURCE: u32 = 8;
const SAID_BY: u32 = 16;
const CONCERNING: u32 = 18;
const TELLING_OF: u32 = 20;
const LINKED_TO: u32 = 22;

/// What an image has of [`Records`] beside their statements.
#[derive(Serialize, Deserialize)]
struct KeptRecords<T, S, A, E, D, M, F> {
    title: T,
    sources: S,
    actors: A,
    events: E,
    dates: D,
    dismissed: M,
    faults: F,
}

type OwnedRecords = KeptRecords<
    String,
    Vec<Source>,
    Vec<Actor>,
    Vec<Event>,
    Vec<Dating>,
    Vec<Dismissal>,
    Vec<Fault>,
>;

impl Corpus {
    /// Whether it may lie in an image: nobody has set anything in it, accepted or withheld, so that an image is
    /// never what decides whether something may leave this desk.
    pub fn can_be_kept(&self) -> bool {
        let Records { annotations, unaccepted, .. } = self.records();
        annotations.is_untouched() && unaccepted.is_empty()
    }

    /// The image that it was read from.
    pub fn image(&self) -> Option<&Image> {
        self.image.as_ref()
    }

    /// Whether that was cut since it was opened: what is lost of it reads as nothing, and is not found.
    pub fn is_torn(&self) -> bool {
        self.image.as_ref().is_some_and(Image::is_torn)
    }

    /// Its records, statements and all.
    pub fn to_records(&self) -> Records {
        let of = |part: Option<&Self>| match part {
            Some(part) => statements::to_vec(part.statements()),
            None => Vec::new(),
        };
        if self.kept.is_none() {
            return self.records.clone();
        }
        let statements = of(Some(self)).into();
        let (weak, aside) = (of(self.weak()).into(), of(self.dismissed()));
        Records { statements, weak, aside, ..self.records.clone() }
    }

    /// Writes it into an image, from which [`Corpus::open`] has it again. It must be one that
    /// [can be kept](Corpus::can_be_kept).
    ///
    /// # Errors
    /// What the writer says.
    pub fn write<W: io::Write>(&self, image: &mut ImageWriter<W>) -> io::Result<()> {
        let Records { title, sources, actors, events, dates, dismissed, faults, .. } =
            &self.records;
        let (of_sources, of_actors) = (sources.as_slice(), actors.as_slice());
        let kept = KeptRecords {
            title,
            sources: of_sources,
            actors: of_actors,
            events,
            dates,
            dismissed,
            faults,
        };
        image.put(RECORDS, &postcard::to_allocvec(&kept).map_err(io::Error::other)?)?;
        let documents: Vec<&Document> = sources.iter().map(|source| &source.document).collect();
        onrecord_model::write_documents(image, DOCUMENTS, &documents)?;
        let parts = [
            (Some(self), OWN),
            (self.weak(), WEAK),
            (self.dismissed(), DISMISSED),
            (self.passages(), PASSAGES),
        ];
        for (part, base) in parts {
            if let Some(part) = part {
                part.write_ties(image, base)?;
            }
        }
        Ok(())
    }

    fn write_ties<W: io::Write>(&self, image: &mut ImageWriter<W>, base: u32) -> io::Result<()> {
        statements::write(image, base + STATEMENTS, &self.records.statements)?;
        image.put(base + BY_SOURCE, &self.by_source)?;
        self.said_by.write(image, base + SAID_BY)?;
        self.concerning.write(image, base + CONCERNING)?;
        self.telling_of.write(image, base + TELLING_OF)?;
        self.linked_to.write(image, base + LINKED_TO)
    }

    /// The corpus that [`Corpus::write`] wrote. Its statements are read when they are looked at.
    ///
    /// # Errors
    /// [`ImageFault`] where the image has none, or its parts do not fit each other.
    pub fn open(image: &Image) -> Result<Self, ImageFault> {
        let kept: OwnedRecords = read(image, RECORDS)?;
        let KeptRecords { title, mut sources, actors, events, dates, dismissed, faults } = kept;
        let documents = onrecord_model::read_documents(image, DOCUMENTS)?;
        if documents.len() != sources.len() {
            return Err(ImageFault::Damaged);
        }
        for (source, document) in sources.iter_mut().zip(documents) {
            source.document = document;
        }
        let (sources, actors) = (SharedList::from(sources), SharedList::from(actors));
        let part = |base, with_actors: bool| {
            let actors = if with_actors { actors.clone() } else { SharedList::default() };
            let records = Records { sources: sources.clone(), actors, ..Records::default() };
            match KeptStatements::open(image, base + STATEMENTS) {
                Err(ImageFault::Missing) => Ok(None),
                kept => Self::open_ties(image, base, (kept?, records)).map(Box::new).map(Some),
            }
        };
        let (weak, dismissed_part) = (part(WEAK, true)?, part(DISMISSED, true)?);
        let passages = part(PASSAGES, false)?;
        let records = Records {
            title,
            sources,
            actors,
            events,
            dates,
            dismissed,
            faults,
            ..Records::default()
        };
        let kept = KeptStatements::open(image, OWN + STATEMENTS)?;
        let own = Self::open_ties(image, OWN, (kept, records))?;
        let image = Some(image.clone());
        Ok(Self { image, weak, dismissed: dismissed_part, passages, ..own })
    }

    fn open_ties(
        image: &Image,
        base: u32,
        (kept, records): (KeptStatements, Records),
    ) -> Result<Self, ImageFault> {
        Ok(Self {
            kept: Some(Arc::new(kept)),
            by_source: image.column(base + BY_SOURCE)?,
            said_by: Groups::open(image, base + SAID_BY)?,
            concerning: Groups::open(image, base + CONCERNING)?,
            telling_of: Groups::open(image, base + TELLING_OF)?,
            linked_to: Groups::open(image, base + LINKED_TO)?,
            chronology: chronology(&records.events),
            namesakes: Namesakes::new(&records.actors, &records.sources),
            records,
            ..Self::default()
        })
    }
}

fn read<T: DeserializeOwned>(image: &Image, id: u32) -> Result<T, ImageFault> {
    postcard::from_bytes(&image.column::<u8>(id)?).map_err(|_| ImageFault::Damaged)
}
