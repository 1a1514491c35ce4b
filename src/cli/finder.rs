//! [`Finder`]: puts queries to one investigation, for `find` and `export`.

use std::io;
use std::sync::Arc;

use super::out::Out;
use super::query::Readings;
use super::stop::Stop;
use crate::library::{self, KeptIndex, LazyNetwork};
use crate::words::{commands, queries};
use onrecord_corpus::Corpus;
use onrecord_search::{
    ByMeaning, Facets, Hit, Hits, Index, NetworkFault, Query, SearchRequest, Session,
};
use onrecord_text::never;

/// A query as it is read.
pub(super) fn parsed(text: &str) -> Query {
    Query::parse(text)
}

/// A query and its answer.
pub(super) struct AnsweredQuery {
    /// As it was searched.
    pub text: String,
    /// As it was read.
    pub query: Query,
    /// What was found.
    pub hits: Hits,
}

impl AnsweredQuery {
    /// The rows worth a person's while, best first: where some have all the words, those that lack one
    /// are noise. A paraphrase stands under its quote whatever words it has.
    pub(super) fn fitting(&self) -> impl Iterator<Item = Hit> + '_ {
        let all =
            self.hits.full == 0 && self.hits.len() == self.hits.statements() + self.hits.near();
        self.hits.iter().take_while(move |hit| all || hit.full || hit.paraphrase_of.is_some())
    }
}

/// Asks one investigation.
pub(super) struct Finder {
    /// The investigation.
    pub corpus: Arc<Corpus>,
    index: Arc<Index>,
    session: Session,
    network: LazyNetwork,
    /// A file of the network that cannot be used, until that is told.
    fault: Option<NetworkFault>,
    /// How many rows must be in their exact order.
    limit: usize,
    /// Whether weak suggestions are listed.
    pub weak: bool,
    /// Whether rows are found by their meaning; not where nobody says so.
    pub meaning: ByMeaning,
}

impl Finder {
    /// The index is built here where none is kept, by as many threads as there are cores: nobody types
    /// meanwhile.
    pub(super) fn new(corpus: Corpus, limit: usize, weak: bool) -> Self {
        let corpus = Arc::new(corpus);
        let index = Arc::new(Index::of(&corpus, library::cores()));
        let session = Session::new(Arc::clone(&corpus), Arc::clone(&index));
        let (network, fault, meaning) = (LazyNetwork::default(), None, ByMeaning::Off);
        Self { corpus, index, session, network, fault, limit, weak, meaning }
    }

    /// Keeps what was opened and its index for the next time, when the answer is out.
    pub(super) fn keep(&self, place: Option<&KeptIndex>) {
        if let Some(place) = place {
            place.keep(&self.corpus, &self.index);
        }
    }

    /// The answer to one query as it is written.
    pub(super) fn ask(&mut self, text: String) -> AnsweredQuery {
        let query = Query::parse(&text);
        if query.is_empty() {
            // Asked for nothing, the search would answer with everything.
            return AnsweredQuery { text, query, hits: Hits::default() };
        }
        let (facets, limit, weak) = (&Facets::default(), self.limit, self.weak);
        let meaning = self.meaning;
        let ask = SearchRequest { query: &query, facets, weak, limit, meaning };
        let mut hits = self.session.search(&ask, &|| true).unwrap_or_else(|| {
            never!("a search that nobody stops comes to its end");
            Hits::default()
        });
        if hits.near() > 0
            && let Some(network) = self.network.get(|fault| self.fault = Some(fault.clone()))
        {
            self.session.reorder(network, &mut hits, library::cores(), &|| true);
        }
        AnsweredQuery { text, query, hits }
    }

    /// Says once beside the answer that the file of the network cannot be used, where it cannot.
    ///
    /// # Errors
    /// Where it cannot be said.
    pub(super) fn tell_fault(&mut self, out: &mut Out) -> io::Result<()> {
        self.fault.take().map_or(Ok(()), |fault| out.aside(&queries::network_fault(&fault)))
    }

    /// The answer to what was typed behind a command; what was not understood is said beside it, and
    /// where nothing is found, that is the answer.
    ///
    /// # Errors
    /// Where there is nothing to look for, and where it cannot be said.
    pub(super) fn ask_typed(
        &mut self,
        readings: Readings,
        out: &mut Out,
    ) -> Result<Option<AnsweredQuery>, Stop> {
        let mut asked = self.ask(readings.first);
        let misread = asked.hits.is_empty() || !asked.query.notices().is_empty();
        if let Some(second) = readings.second.filter(|_| misread) {
            asked = self.ask(second);
        }
        if asked.query.is_empty() {
            return Err(Stop::Refused(commands::EMPTY_QUERY.to_owned()));
        }
        self.tell_fault(out)?;
        for notice in asked.query.notices() {
            out.aside(&queries::not_understood(notice))?;
        }
        if let Some(told) = queries::unchecked(&self.corpus, &asked.query, &asked.text) {
            out.aside(&told)?;
        }
        if asked.hits.is_empty() {
            out.aside(&commands::nothing(&self.corpus, &asked.hits))?;
            return Ok(None);
        }
        Ok(Some(asked))
    }
}
