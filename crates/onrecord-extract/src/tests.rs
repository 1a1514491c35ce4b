//! The whole room: the shipped article, small cases of every construct, and hostile texts.

use super::*;

mod candidates;
mod circumstances;
mod cues;
mod hearsay;
mod marks;
mod oblique;
mod pages;
mod roles;
mod speakers;
mod standing;
mod strength;
mod turns;
mod veto;

const ARTICLE: &str = include_str!("../assets/el-salvador-pact/insight-crime.txt");

pub(super) fn english(text: &str) -> Extraction {
    found(text, Language::English)
}

pub(super) fn spanish(text: &str) -> Extraction {
    found(text, Language::Spanish)
}

fn found(text: &str, language: Language) -> Extraction {
    let about = ExtractionContext { published: None, language: Some(language), title: None };
    extract(&Document::new(text), &about, &[])
}

/// The statements of `text` as "form: words < speaker".
pub(super) fn said(text: &str) -> Vec<String> {
    told(text, &english(text))
}

fn told(text: &str, found: &Extraction) -> Vec<String> {
    let line = |proposal: &Proposal| {
        let words: Vec<_> = proposal.spans.iter().map(|span| span.of(text)).collect();
        let speaker = proposal.speaker.and_then(|at| found.actors.get(at as usize));
        let speaker = speaker.map_or("—", |actor| actor.name.as_str());
        format!("{:?}: {} < {speaker}", proposal.form, words.join(" … "))
    };
    found.statements.iter().map(line).collect()
}

#[test]
fn a_paragraph_falls_into_sentences_that_no_abbreviation_ends_and_no_quote_loses() {
    let text =
        "Mr. Lind left. “We tested it. Twice,” he said in the U.S. on Monday. «No», said Eva.";
    let found = sentences(text, Span::at(0, text.len()));
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>();
    assert_eq!(
        words(&found.sentences),
        [
            "Mr. Lind left.",
            "“We tested it. Twice,” he said in the U.S. on Monday.",
            "«No», said Eva."
        ]
    );
    assert_eq!(words(&found.quotes), ["We tested it. Twice", "No"]);
    for nothing in ["", " ", "\u{301}", "“”"] {
        let found = sentences(nothing, Span::at(0, nothing.len()));
        let all = found.sentences.iter().chain(&found.quotes);
        assert!(all.clone().all(|span| !span.is_empty()), "{nothing:?} {found:?}");
    }
}

#[test]
fn a_text_without_full_stops_does_not_report_itself_again_and_again() {
    let text = "the minister said that nothing was paid to them\n".repeat(2000);
    let found = english(&text);
    let reported: usize =
        found.statements.iter().flat_map(|one| &one.spans).map(|s| s.len() as usize).sum();
    assert!(
        !found.statements.is_empty() && reported < 4 * text.len(),
        "{reported} of {}",
        text.len()
    );
    // Of a single word nothing is looked up part by part.
    assert!(said(&format!("{}said", "a-".repeat(60_000))).is_empty());
}

#[test]
fn quotes_and_who_said_them() {
    for (text, want) in [
        ("“No,” said John Smith.", &["Direct: No < John Smith"][..]),
        ("“A deal,” Smith said, “is near.”", &["Direct: A deal … is near. < Smith"]),
        (
            "“We lost,” said Ann Lee. “All of it.”\n\n“Nobody came,” she said.",
            &["Direct: We lost … All of it. < Ann Lee", "Direct: Nobody came < Ann Lee"],
        ),
        (
            "Ann Lee said: “One thing.\n\n“And another.”",
            &["Direct: One thing. … And another. < Ann Lee"],
        ),
        ("According to the mayor, “it is over.”", &["Direct: it is over. < the mayor"]),
        ("He watched “Northern Lights Over Water” at home.", &[]),
        ("The pipe is 12\" wide and his nickname, the “Fox”, stuck.", &[]),
        ("The mayor denied any talks.", &["Indirect: any talks < The mayor"]),
        (
            "Smith said that taxes were “a joke” to them.",
            &["Mixed: taxes were “a joke” to them < Smith"],
        ),
        ("The state plans of the court were long.", &[]),
        (
            "The head of the unit, Carlos Ruiz, told El Faro that the pact was dead.",
            &["Indirect: the pact was dead < Carlos Ruiz"],
        ),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn where_it_was_said_is_no_part_of_who_said_it() {
    let text = "“It is over,” said the mayor in a statement.";
    assert_eq!(said(text), ["Direct: It is over < the mayor"]);
    let text = "«Se acabó», afirmó el alcalde en una rueda de prensa. «Bien», dijo el embajador en \
                México. «Nunca», sostuvo la ministra en un comunicado.";
    let want = [
        "Direct: Se acabó < el alcalde",
        "Direct: Bien < el embajador en México",
        "Direct: Nunca < la ministra",
    ];
    assert_eq!(told(text, &found(text, Language::Spanish)), want);
}

#[test]
fn whoever_is_talked_of_does_not_speak() {
    for (text, want) in [
        (
            "The director, Ann Lee, said the bank “is sound.”",
            &["Mixed: the bank “is sound.” < Ann Lee"][..],
        ),
        ("It is over, said the bank.", &["Indirect: It is over < the bank"]),
        ("“It is over,” said the bank.", &["Direct: It is over < the bank"]),
        ("The mayor will deny it.", &[]),
        ("The mayor denied it was over.", &["Indirect: it was over < The mayor"]),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn clauses_end_where_the_next_one_begins() {
    for (text, want) in [
        (
            "Smith said the deal was dead, but Ann Lee said it was alive.",
            &["Indirect: the deal was dead < Smith", "Indirect: it was alive < Ann Lee"][..],
        ),
        (
            "When Smith noted that nobody had paid, Ann Lee said the bank would.",
            &["Indirect: nobody had paid < Smith", "Indirect: the bank would < Ann Lee"],
        ),
        (
            "Ann Lee met the judge and said the case was over.",
            &["Indirect: the case was over < Ann Lee"],
        ),
        ("Smith said he hoped to win.", &["Indirect: he hoped to win < Smith"]),
        (
            "While Smith said the deal was dead, the bank went on.",
            &["Indirect: the deal was dead < Smith"],
        ),
        ("In March, Smith sees the bank as a friend.", &[]),
        ("The deal, Smith said on Monday, is dead.", &["Indirect: The deal … is dead < Smith"]),
        ("The deal is dead, Smith said, wiping his brow.", &["Indirect: The deal is dead < Smith"]),
        (
            "The bank’s chairman, Ann Lee, said nobody knew, adding that “it was late.”",
            &["Indirect: nobody knew < Ann Lee", "Direct: it was late. < Ann Lee"],
        ),
        ("Smith said it “must end,” referring to the war.", &["Mixed: it “must end,” < Smith"]),
        (
            "Smith said it was a mess: “It was too late,” he wrote.",
            &["Indirect: it was a mess < Smith", "Direct: It was too late < Smith"],
        ),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn reporting_takes_many_forms() {
    for (text, want) in [
        (
            "The bank will close, Smith said, adding, “It must.”",
            &["Indirect: The bank will close < Smith", "Direct: It must. < Smith"][..],
        ),
        ("As Smith noted, the bank was late.", &["Indirect: the bank was late < Smith"]),
        ("The bank was late, as Smith has admitted.", &["Indirect: The bank was late < Smith"]),
        (
            "The bank was dead, Smith said in his book, “Night of the Fox.”",
            &["Indirect: The bank was dead < Smith"],
        ),
        (
            "The bank said in a statement they paid nobody.",
            &["Indirect: they paid nobody < The bank"],
        ),
        ("Smith said, twice, that he would leave.", &["Indirect: he would leave < Smith"]),
        ("Smith went on to accuse the mayor of theft.", &["Indirect: the mayor of theft < Smith"]),
        ("A survey found nine of them asleep.", &["Indirect: nine of them asleep < A survey"]),
        ("The dog found nine of them asleep.", &[]),
        (
            "He laughed at Smith’s claim that the bank was safe.",
            &["Indirect: the bank was safe < Smith"],
        ),
        ("The claim that was made was false.", &[]),
        ("The change offered by Smith was late.", &[]),
        ("The rain added to the doubt.", &[]),
        ("At one point, Smith asked for a photo.", &[]),
        ("There was hope for the bank.", &[]),
        ("As Smith told the paper, the bank was late.", &["Indirect: the bank was late < Smith"]),
        ("After Smith said it was a “joke,” Ann Lee left.", &["Mixed: it was a “joke,” < Smith"]),
        (
            "The Banks’ spokesman said it was late.",
            &["Indirect: it was late < The Banks’ spokesman"],
        ),
        (
            "A clerk of three years, a man of few words, said it was late.",
            &["Indirect: it was late < A clerk of three years"],
        ),
        ("It was late, said a man who saw the truck.", &["Indirect: It was late < a man"]),
        ("The mayor’s plans to run were known.", &[]),
        ("The mayor plans to run.", &["Indirect: to run < The mayor"]),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn spanish_says_it_in_its_own_ways() {
    for (text, want) in [
        (
            "La alcaldesa Ana Ruiz llegó tarde. Dijo que no hay dinero. «Es poco», zanjó.",
            &["Indirect: no hay dinero < Ana Ruiz", "Direct: Es poco < Ana Ruiz"][..],
        ),
        (
            "El juez Luis Paz salió. El juez dijo que era tarde. En mayo dijo que no.",
            &["Indirect: era tarde < Luis Paz", "Indirect: no < Luis Paz"],
        ),
        // Why something was said is not what was said, in any language.
        ("Inés Rey lo dijo porque la junta se lo había pedido.", &[]),
        (
            "—Nadie —le dice el viejo, y se santigua—. Estaba ahí.\n\n—No mienta.",
            &["Direct: Nadie … Estaba ahí. < el viejo", "Direct: No mienta. < —"],
        ),
        (
            "“El puente es mío, dijo el alcalde entre aplausos.",
            &["Direct: El puente es mío < el alcalde"],
        ),
        (
            "Contó Eva Paz: «Vinieron dos.\n\n»Y se fueron tres.»",
            &["Direct: Vinieron dos. … Y se fueron tres. < Eva Paz"],
        ),
        (
            "«Nos faltó», lamentó el técnico, Aitor Paz. «Y mucho».",
            &["Direct: Nos faltó … Y mucho < Aitor Paz"],
        ),
        (
            "En palabras del auditor, Luis Paz, se pagó «a ciegas».",
            &["Mixed: se pagó «a ciegas» < Luis Paz"],
        ),
        ("Ana Ruiz, acusada de robar, calló. Dicho lo cual, salió.", &[]),
        ("La novela “Los días del barro” y el “clásico de los pobres” gustaron.", &[]),
        ("Ana Ruiz pidió que se abra la fosa.", &["Indirect: que se abra la fosa < Ana Ruiz"]),
    ] {
        assert_eq!(told(text, &found(text, Language::Spanish)), want, "{text}");
    }
}

#[test]
fn names_are_joined_within_a_document() {
    let names = |text: &str| -> Vec<(String, Vec<String>)> {
        english(text).actors.into_iter().map(|actor| (actor.name, actor.aliases)).collect()
    };
    let one = |name: &str, aliases: &[&str]| {
        (name.to_owned(), aliases.iter().map(|alias| (*alias).to_owned()).collect())
    };
    for (text, want) in [
        (
            "Elmer Ruiz, alias Crook or El Viejo, was freed. Crook said nothing had changed.",
            vec![one("Elmer Ruiz", &["Crook", "El Viejo"])],
        ),
        (
            "The Federal Bureau of Prisons (FBP) was silent. The FBP said it was late.",
            vec![one("Federal Bureau of Prisons", &["FBP"])],
        ),
        (
            "Carlos Ruiz, alias Crook or the Wolf, left.",
            vec![one("Carlos Ruiz", &["Crook", "Wolf"])],
        ),
        ("MS-13 said it was over. MS13 said no.", vec![one("MS-13", &[])]),
        ("Carlos Ruiz (R-IN) said no.", vec![one("Carlos Ruiz", &[])]),
        ("Ann Lee said a native nicknamed “King Jim” was late.", vec![one("Ann Lee", &[])]),
        ("Carlos Marroquín left. Marroquin said no.", vec![one("Carlos Marroquín", &[])]),
        ("Carlos Ruiz, known as Lobo, left. Lobo said no.", vec![one("Carlos Ruiz", &["Lobo"])]),
        ("House Majority Leader Kevin Ruiz said no.", vec![one("Kevin Ruiz", &[])]),
        ("The Justice Department said no.", vec![one("Justice Department", &[])]),
        ("Charlie King said no. Mr. King was late.", vec![one("Charlie King", &[])]),
        (
            "Ann Ruiz spoke. Ruiz was late. Ruiz left. Carlos Ruiz came. Ruiz said no.",
            vec![one("Ann Ruiz", &[]), one("Carlos Ruiz", &[])],
        ),
    ] {
        assert_eq!(names(text), want, "{text}");
    }
}

#[test]
fn headlines_name_their_speaker() {
    for (text, want) in [
        (
            "Lee: The Bank Hid Its Losses For Years\n\nAnn Lee spoke on Monday.",
            &["Indirect: The Bank Hid Its Losses For Years < Ann Lee"][..],
        ),
        (
            "Ann Lee Says Bank Hid ‘Heavy Losses’ From Auditors\n\nAnn Lee spoke on Monday.",
            &["Mixed: Bank Hid ‘Heavy Losses’ From Auditors < Ann Lee"],
        ),
        ("The Latest: Banks Hide Losses From Their Clients\n\nIt was Monday.", &[]),
    ] {
        assert_eq!(said(text), want, "{text}");
    }
}

#[test]
fn the_shipped_article_comes_out_as_a_reader_reads_it() {
    let found = english(ARTICLE);
    let words = |proposal: &Proposal| {
        proposal.spans.iter().map(|s| s.of(ARTICLE)).collect::<Vec<_>>().join(" … ")
    };
    let of = |form| -> Vec<String> {
        found.statements.iter().filter(|p| p.form == form).map(words).collect()
    };
    let direct = of(Form::Direct);
    assert_eq!(
        direct,
        [
            "they didn’t keep their word. They made arrests that they shouldn’t have.",
            "A couple of brothers were arrested while traveling in an official vehicle from the [prison] system. They had a driver provided by Lobo",
            "My gut tells me those guys from San Cocoss are turning over your people… And I’m telling you brother, God forgive me, but I think they made some kind of deal with this minister",
            "I pulled Viejo out from inside, brother, as a way of helping all you guys and to show you my loyalty and trustworthiness",
            "why did you lower your guard? We were all on the same page that things went through me.",
            "In all of the years of this pact with Batman, the homicides have been at zero. We were the ones to carry it, believe me, every day… and the system would blame us, day after day, if the homicides were high",
        ]
    );
    let mixed = of(Form::Mixed);
    assert!(
        mixed.iter().any(|words| words.starts_with("the government’s initial “betrayal” traces"))
    );
    assert!(mixed.iter().any(|words| words.contains("nearly “two and a half years” on top of")));
    assert_eq!(mixed.len(), 2, "{mixed:#?}");
    let footer = ARTICLE.find("What are your thoughts?").unwrap() as u32;
    for proposal in &found.statements {
        let all = words(proposal);
        assert!(!all.contains("SEE ALSO") && proposal.spans[0].start < footer, "{all}");
    }
}

#[test]
fn the_shipped_article_gives_aliases_and_no_year_of_its_own() {
    let found = english(ARTICLE);
    let aliases = |name: &str| {
        found.actors.iter().find(|actor| actor.name == name).map(|actor| actor.aliases.clone())
    };
    assert_eq!(aliases("Elmer Canales Rivera").unwrap(), ["Crook", "El Viejo"]);
    assert_eq!(aliases("Nayib Bukele").unwrap(), ["Batman"]);
    let killings = found.dates.iter().find(|date| date.span.of(ARTICLE) == "March 25 and 27");
    let when = &killings.unwrap().when;
    assert_eq!(when.resolved, "XXXX-03-25/XXXX-03-27");
    assert!(found.dates.iter().all(|date| date.when.inferred.is_empty()), "{:#?}", found.dates);
}

#[test]
fn a_name_ends_with_a_heading_and_goes_on_over_a_wrapped_line() {
    for (text, want) in [
        ("A Ban on Cars\nAna Ruiz said that the street was closed.", "Ana Ruiz"),
        (
            "In the hall of the old customs house behind the yard, Ana\nRuiz said that it was over.",
            "Ana Ruiz",
        ),
        ("Later Ana\u{a0}Ruiz came. Ana Ruiz said that the street was closed.", "Ana Ruiz"),
    ] {
        let found = english(text);
        let names: Vec<_> = found.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert!(names.contains(&want), "{text}: {names:?}");
    }
}

#[test]
fn what_names_a_speaker_ends_with_the_name() {
    for (text, want) in [
        ("“We paid nobody at all,” said José Muñoz on 3 May 2021.", "José Muñoz"),
        ("“We paid nobody at all,” Ana Ruiz said at the gate.", "Ana Ruiz"),
    ] {
        let found = english(text);
        let mention = found.statements[0].mention.unwrap();
        assert_eq!(mention.of(text), want, "{text}");
    }
}

/// Rules look back and ahead in a sentence; in three times the text they may look three times as
/// often, whatever it is made of. Both are long: what is longer than a sentence may be, or than is
/// read at once, is read in pieces, and the first of them costs less.
#[test]
fn work_grows_with_the_text_and_no_faster() {
    let looks = |text: &str| {
        let before = sentence::LOOKS.with(std::cell::Cell::get);
        english(text);
        sentence::LOOKS.with(std::cell::Cell::get) - before
    };
    for piece in [
        "Smith said that it was late. ",
        "said ",
        "Smith said ",
        "Smith, the chief, ",
        "who said that ",
        "“no” he said, ",
        "\"no ",
        "( said ) ",
        "— a said ",
        "and said to ",
        "according to ",
        "alias Smith or ",
        "his claim that ",
        "said, twice, ",
        "As Smith said, ",
        "as of the ",
        "Ruiz: ",
        "…’’ “",
    ] {
        let (short, long) = (piece.repeat(3_000), piece.repeat(9_000));
        let (few, many) = (looks(&short), looks(&long));
        assert!(many * 2 <= few * 9, "{piece}: {few} looks, then {many}");
        assert!(many <= 200 * long.len(), "{piece}: {many} looks for {} bytes", long.len());
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_every_span_fits(
        text in "([a-zA-Zéñ漢🙂\u{301}]{1,6}|[ \r\n“”\"'‘’«»,.:;?!—()-]|said |that |El |“No,” |[0-9]{1,4}| on | according to |alias |dijo |que |As |his claim that |The Bank |\\(FBP\\) |Ruiz: |\n\n—|\n\n»| and |who ){0,40}",
        spanish: bool,
    ) {
        let language = if spanish { Language::Spanish } else { Language::English };
        let published = When::new("2022-05-17", None).ok();
        let about = ExtractionContext { published, language: Some(language), title: None };
        let found = extract(&Document::new(text.as_str()), &about, &[]);
        for proposal in &found.statements {
            proptest::prop_assert!(!proposal.spans.is_empty());
            proptest::prop_assert!(proposal.spans.is_sorted_by(|one, next| one.end <= next.start));
            for span in proposal.spans.iter().chain(&proposal.attribution).chain(&proposal.mention).chain(&proposal.cue) {
                proptest::prop_assert!(!span.of(&text).is_empty(), "{span:?} {proposal:?}");
            }
            proptest::prop_assert!(proposal.speaker.is_none_or(|at| (at as usize) < found.actors.len()));
            proptest::prop_assert!(proposal.via.iter().all(|at| (*at as usize) < found.actors.len()));
        }
        for (span, _) in found.actors.iter().flat_map(|actor| &actor.mentions) {
            proptest::prop_assert!(!span.of(&text).is_empty());
        }
        for date in &found.dates {
            proptest::prop_assert!(!date.span.of(&text).is_empty());
            proptest::prop_assert!(date.event.is_none_or(|event| !event.of(&text).is_empty()));
        }
        let again = extract(&Document::new(text.as_str()), &about, &[]);
        proptest::prop_assert_eq!(found.statements, again.statements);
    }
}
