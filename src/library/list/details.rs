//! What a row says beyond its words, as facts of a statement.

use super::ListBuilder;
use super::row_text::{Misfit, RowText};
use onrecord_model::fault::{FaultKind, KeyFlaw};
use onrecord_model::{
    ActorIx, Carried, Facts, Form, Origin, Original, Provenance, Said, Stated, Status, Step,
    Strength, When,
};
use onrecord_read::rows::{Details, Name, Party, Row, SPEAKER_BY_KEY, Speaker, Wrong};
use onrecord_text::Span;

/// How a row is given, and who put it there.
pub(super) struct RowHead {
    pub(super) form: Form,
    pub(super) status: Status,
    pub(super) origin: Origin,
    pub(super) speaker: Stated<ActorIx>,
}

impl ListBuilder<'_> {
    /// Form, status, origin and speaker of a row. What a list does not say, or says in a word that
    /// is not known, never makes the row stronger.
    pub(super) fn head(&mut self, row: &Row<'_>) -> RowHead {
        let speaker = row.speaker.as_ref();
        let Some(details) = row.details.as_deref() else {
            return RowHead {
                form: Form::Unknown,
                status: Status::Unchecked,
                origin: Origin::Listed,
                speaker: speaker
                    .map_or(Stated::Silent, |speaker| Stated::Is(self.speaker(speaker))),
            };
        };
        let weakest = if details.is_flawed("origin") { Origin::Suggested } else { Origin::Listed };
        let speaker = match speaker {
            // Whether somebody else may be meant is not known: nobody is named.
            Some(_) if details.is_flawed(SPEAKER_BY_KEY) => Stated::Silent,
            Some(speaker) => Stated::Is(self.speaker(speaker)),
            None if details.no_speaker_sought => Stated::Unseen,
            None => Stated::Silent,
        };
        RowHead {
            form: details.form.unwrap_or(Form::Unknown),
            status: details.status,
            origin: details.origin.unwrap_or(weakest),
            speaker,
        }
    }

    fn speaker(&mut self, Speaker { name, id }: &Speaker<'_>) -> ActorIx {
        match id {
            Some(id) if !id.is_empty() => self.actor(id, name),
            _ => self.actor(name, name),
        }
    }

    /// What a row says beyond its words and speaker; most say nothing. `laid` stands at byte `from`
    /// of its source's text.
    pub(super) fn provenance(
        &mut self,
        row: &Row<'_>,
        laid: Option<RowText>,
        from: u32,
    ) -> Option<Box<Provenance>> {
        let link = row.link.as_ref().map(|link| link.0.to_string());
        let date = row.date.as_ref().and_then(|date| self.date(date));
        let said = date.map_or(Stated::Unseen, Stated::Is);
        let Some((details, laid)) = row.details.as_deref().zip(laid) else {
            return (link.is_some() || said.value().is_some()).then(|| {
                let known = Facts { said, link, ..Facts::NONE }.into();
                Box::new(Provenance { known, ..Provenance::default() })
            });
        };
        self.tell(details, &laid);
        let here = |span: Span| span.shifted(from);
        // A word that is not known never makes a suggestion stronger than it may be.
        let flawed = details.is_flawed("strength");
        let weakest = if flawed { Strength::Weak } else { Strength::Clear };
        let facts = Facts {
            link,
            said: match &details.said {
                Stated::Is(said) => Stated::Is(said.clone()),
                silent if said.value().is_none() => silent.clone(),
                _ => said,
            },
            ..self.facts(details, laid.original)
        };
        Some(Box::new(Provenance {
            mention: laid.mention.map(here),
            cue: laid.cue.map(here),
            attribution: laid.attribution.into_iter().map(here).collect(),
            rule: details.rule,
            strength: details.strength.unwrap_or(weakest),
            polarity: details.polarity,
            speaker_by: details.by,
            known: facts.into(),
            ..Provenance::default()
        }))
    }

    fn facts(&mut self, details: &Details, original: Option<Original>) -> Facts {
        let Details {
            via,
            medium,
            audience,
            about,
            candidates,
            events,
            links,
            note,
            others,
            anchor,
            ..
        } = details;
        let via = via.as_ref().map(|steps| {
            let step = |(who, did): &(Party, Option<String>)| Step {
                actor: self.actor(&who.id, &who.name),
                did: did.clone(),
            };
            steps.iter().map(step).collect()
        });
        let mut actors = |list: &Stated<Vec<Party>>| {
            let list = list.as_ref();
            list.map(|list| list.iter().map(|who| self.actor(&who.id, &who.name)).collect())
        };
        let carried = Carried {
            original,
            events: events.iter().map(|id| id.as_str().into()).collect(),
            links: links.iter().map(|(kind, id)| (*kind, id.as_str().into())).collect(),
            anchor: anchor.as_ref().and_then(|anchor| anchor.json.as_deref()).map(Into::into),
            others: others
                .iter()
                .map(|(key, json)| (key.as_str().into(), json.as_str().into()))
                .collect(),
        };
        Facts {
            via,
            medium: medium.clone(),
            audience: actors(audience),
            about: actors(about),
            candidates: candidates.iter().map(|who| self.actor(&who.id, &who.name)).collect(),
            note: note.clone(),
            carried: Some(Box::new(carried)),
            recorded: anchor.as_ref().map(|anchor| Box::new(anchor.recorded.clone())),
            ..Facts::NONE
        }
    }

    fn date(&mut self, Name(date): &Name<'_>) -> Option<Said> {
        match When::new(date, None) {
            Ok(when) => Some(Said { when, words: None }),
            Err(bad) => {
                self.fault(FaultKind::BadDate { edtf: bad.edtf, why: bad.why });
                None
            }
        }
    }

    /// Tells what could not be read of a row, once for each key.
    fn tell(&mut self, details: &Details, laid: &RowText) {
        for flaw in &details.flaws {
            let (key, wrong) = (flaw.key.into(), flaw.wrong.clone());
            self.fault(match wrong {
                Wrong::Date(bad) => FaultKind::BadDate { edtf: bad.edtf, why: bad.why },
                Wrong::Shape => FaultKind::RowKey { key, flaw: KeyFlaw::Shape },
                Wrong::Word(value, allowed) => {
                    let allowed = allowed.into_iter().map(Into::into).collect();
                    FaultKind::RowKey { key, flaw: KeyFlaw::Word { value, allowed } }
                }
                Wrong::Pieces => FaultKind::RowKey { key, flaw: KeyFlaw::Pieces },
                Wrong::Length => FaultKind::RowKey { key, flaw: KeyFlaw::Length },
            });
        }
        for (key, misfit) in &laid.flaws {
            let flaw = match misfit {
                Misfit::Pieces => KeyFlaw::Pieces,
                Misfit::Length => KeyFlaw::Length,
            };
            self.fault(FaultKind::RowKey { key: (*key).into(), flaw });
        }
    }
}
