//! Who is one and who is not, in small worlds of invented people.

use proptest::prelude::*;

use super::*;
use onrecord_model::{Alias, FieldsOfWork, Gender, Portrait, Role, SourceIx, Stated, Traits, When};

const OFFICE: FieldsOfWork = FieldsOfWork::OFFICE;
const TRADE: FieldsOfWork = FieldsOfWork::TRADE;
const BUSINESS: FieldsOfWork = FieldsOfWork::BUSINESS;

/// What one document tells: `mayor of Alder` by its fields, an age, a place, a gender.
fn told(roles: &[(&str, FieldsOfWork)]) -> Traits {
    let role = |(words, fields): &(&str, FieldsOfWork)| Role {
        words: (*words).to_owned(),
        fields: *fields,
    };
    Traits { roles: roles.iter().map(role).collect(), ..Traits::default() }
}

fn aged(age: u8) -> Traits {
    Traits { age: Some(age), ..Traits::default() }
}

fn from(place: &str) -> Traits {
    Traits { places: vec![place.to_owned()], ..Traits::default() }
}

fn gendered(gender: Gender) -> Traits {
    Traits { gender: Some(gender), ..Traits::default() }
}

fn actor(name: &str, kind: ActorKind, portraits: Vec<Portrait>) -> Actor {
    Actor {
        id: folded(name).into(),
        name: name.to_owned(),
        kind,
        role: None,
        aliases: Vec::new(),
        mentions: Vec::new(),
        portraits,
        joined: false,
    }
}

/// One document for each, with one person of the name; joined.
fn world(name: &str, documents: &[(&str, Traits, Option<&str>)]) -> Records {
    let mut records = Records::default();
    let mut register = Register::default();
    for (at, (file, traits, date)) in documents.iter().enumerate() {
        let date = date.and_then(|date| When::new(date, None).ok());
        records.sources.push(Source {
            id: (*file).into(),
            date: date.map_or(Stated::Unseen, Stated::Is),
            ..Source::default()
        });
        let portrait = Portrait { source: Some(SourceIx::from(at)), traits: traits.clone() };
        records.actors.push(actor(name, ActorKind::Person, vec![portrait]));
        register.enter(1, ActorOrigin { home: at as u32 + 1, given: false });
    }
    register.join(&mut records);
    records
}

/// The documents of each actor: `a b | c`.
fn grouped(records: &Records) -> Vec<Vec<String>> {
    let files = |actor: &Actor| {
        let sources = actor.portraits.iter().filter_map(|portrait| portrait.source);
        let mut files: Vec<_> = sources.map(|ix| records.sources[ix.at()].id.to_string()).collect();
        files.sort();
        files
    };
    let mut groups: Vec<_> = records.actors.iter().map(files).collect();
    groups.sort();
    groups
}

fn names(groups: &[Vec<String>]) -> String {
    groups.iter().map(|group| group.join(" ")).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_full_name_joins_where_nothing_speaks_against_it() {
    let mayor = || told(&[("mayor of Alder", OFFICE)]);
    let alcalde = || told(&[("alcalde", OFFICE)]);
    let fisherman = || told(&[("fisherman", TRADE)]);
    let director = || told(&[("director", BUSINESS.and(OFFICE))]);
    let both = || told(&[("mayor", OFFICE), ("fisherman", TRADE)]);
    let none = Traits::default;
    for (documents, want) in [
        (vec![mayor(), alcalde()], "a b"),
        (vec![mayor(), none()], "a b"),
        (vec![mayor(), fisherman()], "a | b"),
        (vec![mayor(), director()], "a b"),
        (vec![mayor(), fisherman(), mayor()], "a c | b"),
        // Who tells nothing may be either.
        (vec![mayor(), fisherman(), none(), none()], "a | b | c | d"),
        // One text says that one person is both.
        (vec![mayor(), fisherman(), both()], "a b c"),
        (vec![gendered(Gender::He), gendered(Gender::She), none()], "a | b | c"),
        (vec![gendered(Gender::He), mayor()], "a b"),
        (vec![aged(34), aged(61)], "a | b"),
        (vec![aged(34), aged(35)], "a b"),
        (vec![from("Alder"), from("Bray")], "a | b"),
        (vec![from("Alder"), from("Alder County")], "a b"),
    ] {
        let documents: Vec<_> = ["a", "b", "c", "d"]
            .into_iter()
            .zip(documents)
            .map(|(file, traits)| (file, traits, None))
            .collect();
        assert_eq!(names(&grouped(&world("Lee Marsh", &documents))), want, "{documents:?}");
    }
}

#[test]
fn an_age_is_one_of_its_day() {
    for (first, later, want) in [
        ((34, "2001-05-03"), (54, "2021-02"), "a b"),
        ((34, "2001-05-03"), (34, "2021-02"), "a | b"),
        ((34, "2021"), (35, "2021"), "a b"),
    ] {
        let documents = [("a", aged(first.0), Some(first.1)), ("b", aged(later.0), Some(later.1))];
        assert_eq!(names(&grouped(&world("Lee Marsh", &documents))), want, "{documents:?}");
    }
}

#[test]
fn of_many_one_stray_voice_is_another() {
    let mayor = || told(&[("mayor", OFFICE)]);
    let files: Vec<String> = (0..14).map(|n| format!("{n:02}")).collect();
    for (mayors, want) in [(10, 2), (9, 5)] {
        let documents: Vec<_> = files
            .iter()
            .enumerate()
            .map(|(at, file)| match at {
                0 => (file.as_str(), told(&[("fisherman", TRADE)]), None),
                at if at <= mayors => (file.as_str(), mayor(), None),
                _ => (file.as_str(), Traits::default(), None),
            })
            .take(mayors + 4)
            .collect();
        assert_eq!(grouped(&world("Lee Marsh", &documents)).len(), want, "{mayors}");
    }
}

#[test]
fn a_short_name_is_of_its_document_and_a_body_of_all() {
    for (name, kind, want) in [
        ("Marsh", ActorKind::Person, 2),
        ("Lee Marsh", ActorKind::Unnamed, 2),
        ("Lee Marsh", ActorKind::Unknown, 1),
        ("AFU", ActorKind::Institution, 1),
    ] {
        let mut records = Records::default();
        let mut register = Register::default();
        for home in 1..3 {
            records.actors.push(actor(name, kind, Vec::new()));
            register.enter(1, ActorOrigin { home, given: false });
        }
        register.join(&mut records);
        assert_eq!(records.actors.len(), want, "{name}");
        let ids: HashSet<_> = records.actors.iter().map(|actor| &actor.id).collect();
        assert_eq!(ids.len(), want, "{name}");
        assert!(records.actors.iter().all(|actor| actor.joined == (want == 1)), "{name}");
    }
}

#[test]
fn what_somebody_put_down_stays_two_and_keeps_its_ids() {
    let by_hand = |role, fields| Portrait { source: None, traits: told(&[(role, fields)]) };
    let mut records = Records::default();
    let mut register = Register::default();
    for (id, role, fields) in [("m1", "mayor", OFFICE), ("f1", "fisherman", TRADE)] {
        let one = actor("Lee Marsh", ActorKind::Person, vec![by_hand(role, fields)]);
        records.actors.push(Actor { id: id.into(), ..one });
        register.enter(1, ActorOrigin { home: 0, given: true });
    }
    for (home, role, fields) in [(1, "alcalde", OFFICE), (2, "pescador", TRADE)] {
        let portrait = Portrait { source: None, traits: told(&[(role, fields)]) };
        records.actors.push(actor("Lee Marsh", ActorKind::Person, vec![portrait]));
        register.enter(1, ActorOrigin { home, given: false });
    }
    register.join(&mut records);
    let roles = |actor: &Actor| {
        let roles = actor.portraits.iter().map(|p| p.traits.roles[0].words.clone());
        (actor.id.to_string(), roles.collect::<Vec<_>>().join(" "))
    };
    let got: Vec<_> = records.actors.iter().map(roles).collect();
    let want = [("m1", "mayor alcalde"), ("f1", "fisherman pescador")];
    assert_eq!(got, want.map(|(id, roles)| (id.to_owned(), roles.to_owned())));
}

fn any_traits() -> impl Strategy<Value = Traits> {
    let fields = prop::sample::select(vec![0u16, 0, 1, 2, 8, 1 << 11, 1 << 9, 9]);
    let fields = prop::collection::vec(fields, 0..3);
    let gender = prop::sample::select(vec![None, None, Some(Gender::He), Some(Gender::She)]);
    let age = prop::sample::select(vec![None, None, Some(30), Some(33), Some(60)]);
    let places = prop::sample::subsequence(vec!["Alder", "Bray", "Cole"], 0..2);
    (fields, gender, age, places).prop_map(|(fields, gender, age, places)| Traits {
        roles: fields
            .into_iter()
            .map(|bits| Role { words: format!("role {bits}"), fields: FieldsOfWork(bits) })
            .collect(),
        gender,
        age,
        places: places.into_iter().map(str::to_owned).collect(),
    })
}

proptest! {
    #[test]
    fn the_order_of_the_documents_changes_nothing(
        (traits, order) in prop::collection::vec(any_traits(), 1..9).prop_flat_map(|traits| {
            let order: Vec<usize> = (0..traits.len()).collect();
            (Just(traits), Just(order).prop_shuffle())
        }),
    ) {
        let files = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let documents: Vec<_> =
            files.into_iter().zip(traits).map(|(file, traits)| (file, traits, None)).collect();
        let shuffled: Vec<_> = order.iter().map(|at| documents[*at].clone()).collect();
        let (one, other) = (world("Lee Marsh", &documents), world("Lee Marsh", &shuffled));
        prop_assert_eq!(names(&grouped(&one)), names(&grouped(&other)));
        let ids = |records: &Records| {
            let mut ids: Vec<_> = records.actors.iter().map(|actor| actor.id.clone()).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(ids(&one), ids(&other));
        let apart: HashSet<_> = ids(&one).into_iter().collect();
        prop_assert_eq!(apart.len(), one.actors.len());
        // Nobody is joined with somebody who speaks against it, unless a text says that it is one.
        let all = one.actors.iter().map(|actor| actor.portraits.len()).sum::<usize>();
        prop_assert_eq!(all, documents.len());
        for actor in &one.actors {
            let genders: HashSet<_> =
                actor.portraits.iter().filter_map(|portrait| portrait.traits.gender).collect();
            prop_assert!(genders.len() < 2);
        }
    }
}

/// One body a document, with the acronym that the document gives it; joined. `name: a b | name: c`.
fn bodies(documents: &[(&str, Option<&str>)]) -> String {
    let mut records = Records::default();
    let mut register = Register::default();
    for (at, (name, acronym)) in documents.iter().enumerate() {
        let id = char::from(b'a' + at as u8).to_string().into();
        records.sources.push(Source { id, ..Source::default() });
        let portrait = Portrait { source: Some(SourceIx::from(at)), traits: Traits::default() };
        let mut body = actor(name, ActorKind::Institution, vec![portrait]);
        let alias = |name: &str| Alias { name: name.to_owned(), used_by: Vec::new() };
        body.aliases.extend(acronym.map(alias));
        records.actors.push(body);
        register.enter(1, ActorOrigin { home: at as u32 + 1, given: false });
    }
    register.join(&mut records);
    let files = |actor: &Actor| {
        let sources = actor.portraits.iter().filter_map(|portrait| portrait.source);
        sources.map(|ix| records.sources[ix.at()].id.to_string()).collect::<Vec<_>>().join(" ")
    };
    let mut all: Vec<_> =
        records.actors.iter().map(|one| format!("{}: {}", one.name, files(one))).collect();
    all.sort();
    all.join(" | ")
}

#[test]
fn a_body_is_one_under_its_name_and_its_acronym() {
    let lake = ("Lake Water Authority", Some("LWA"));
    for (documents, want) in [
        (&[lake, ("LWA", None)][..], "Lake Water Authority: a b"),
        (&[("LWA", None), lake], "Lake Water Authority: a b"),
        (&[("LWA", None), ("Lake Water Authority", None)], "LWA: a | Lake Water Authority: b"),
        // Of two that it may be it is neither.
        (
            &[lake, ("Land and Wood Agency", Some("LWA")), ("LWA", None)],
            "LWA: c | Lake Water Authority: a | Land and Wood Agency: b",
        ),
    ] {
        assert_eq!(bodies(documents), want, "{documents:?}");
    }
}
