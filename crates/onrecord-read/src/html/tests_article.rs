//! What of a page is its article: pages in which names, places and links say different things.

use super::*;

const MET: &str =
    "The water board met on Tuesday in the old mill and spoke for three hours about the dam.";
const DENIED: &str =
    "“Nobody asked me,” said Ida Moreau, who keeps the sluice, and she denied that it was open.";
const SIGNED: &str =
    "The papers were signed before noon by a man of whom the board says that it never met him.";
const RIVER: &str =
    "The river stood two metres above the mark that was cut into the bridge a century ago.";
const OTHER: &str =
    "The bakers of the valley will strike for a second week, their guild said on Friday evening.";

fn p(sentences: &[&str]) -> String {
    sentences.iter().flat_map(|sentence| ["<p>", sentence, "</p>"]).collect()
}

fn whole_words(html: &str) -> String {
    words(html, &Limits::default()).0
}

fn text(page: &str) -> String {
    read(page.as_bytes(), &Limits::default()).expect("a page").document.body().to_owned()
}

/// Asserts that all of `stays` is in the text of `page`, in this order, and none of `goes`.
fn assert_text(page: &str, stays: &[&str], goes: &[&str]) {
    let text = text(page);
    let mut from = 0;
    for words in stays {
        let at = text.get(from..).and_then(|rest| rest.find(words));
        let at = at.unwrap_or_else(|| panic!("no {words:?} after byte {from} of {text:?}\n{page}"));
        from += at + words.len();
    }
    for words in goes {
        assert!(!text.contains(words), "{words:?} in {text:?}\n{page}");
    }
}

#[test]
fn an_id_that_says_what_its_heading_says_is_a_place_and_no_furniture() {
    let page = |id: &str, heading: &str| {
        format!(
            "<div><h1>The dam</h1>{}<div id='{id}'><h2>{heading}</h2>{}</div></div>",
            p(&[MET, DENIED, SIGNED, MET, DENIED, SIGNED]),
            p(&[RIVER])
        )
    };
    for (id, heading) in [
        ("sharing-the-water", "Sharing the water"),
        ("social-security", "Social security"),
        ("related_party-loans", "Related party loans"),
        ("sponsored-by-the-mill", "Sponsored by the mill, and by whom else"),
    ] {
        assert_text(&page(id, heading), &[MET, heading, RIVER], &[]);
    }
    for (id, heading) in [("sharing-the-water", "Newsletter"), ("comments", "Comments")] {
        assert_text(&page(id, heading), &[MET], &[RIVER]);
    }
}

#[test]
fn all_boxes_of_one_article_are_read_and_none_of_another() {
    let two = [
        format!("<div class=article-body>{}</div>", p(&[MET, DENIED, OTHER])),
        format!("<div class=article-body>{}</div>", p(&[SIGNED, RIVER, MET, RIVER])),
    ];
    let [first, second] = &two;
    assert_text(
        &format!("<title>The dam</title><h1>The dam</h1>{first}<div class=ad>Buy</div>{second}"),
        &[DENIED, SIGNED, RIVER],
        &["Buy"],
    );
    assert_text(
        &format!("<title>The dam</title><h1>The dam</h1>{first}<h1>The strike</h1>{second}"),
        &[MET, DENIED],
        &[SIGNED, RIVER],
    );
    // The longer story stands beside the one that the page is about.
    let others = p(&[OTHER; 9]);
    for own in ["<div class='post-3 hentry'>", "<article>", "<div itemprop=articleBody>"] {
        let page = format!(
            "<title>The dam</title><main>{own}<h1>The dam</h1>{}</div></article></div><div class=x>{others}</div></main>",
            p(&[MET, DENIED, SIGNED])
        );
        assert_text(&page, &[MET, DENIED, SIGNED], &[OTHER]);
    }
    // Boxes without a name, each beside the other.
    let boxes = [MET, DENIED, SIGNED]
        .map(|s| format!("<div class=c><div>{}</div></div>", p(&[s])))
        .concat();
    assert_text(&format!("<div><div>{boxes}</div></div>"), &[MET, DENIED, SIGNED], &[]);
}

#[test]
fn a_form_that_was_filled_in_is_no_furniture() {
    let page = |fields: &str| {
        format!(
            "<main><h1>Interests</h1>{}<form>{fields}</form>{}</main>",
            p(&[MET, DENIED, SIGNED]),
            p(&[RIVER, MET])
        )
    };
    let filled = "<p>Name: <input value='Ida Moreau'></p><p>Gifts: <textarea>a boat</textarea></p>";
    assert_text(&page(filled), &[SIGNED, "Name: Ida Moreau", "Gifts: a boat", RIVER], &[]);
    assert_text(&page("<p>Search: <input value=dam>"), &[SIGNED, RIVER], &["Search"]);
}

#[test]
fn a_talk_in_the_text_is_no_comment_below_it() {
    let page = |class: &str| {
        format!(
            "<main><h1>Debate</h1><div class=intro>{}</div><div class={class}>{}</div></main>",
            p(&[MET, SIGNED]),
            p(&[DENIED, RIVER, MET])
        )
    };
    assert_text(&page("discussion"), &[MET, DENIED, RIVER], &[]);
    assert_text(&page("comments"), &[MET, SIGNED], &[DENIED]);
}

#[test]
fn lists_of_the_articles_own_links_stay() {
    let list = |tag: &str, item: &str| {
        let links = ["the lease of the mill", "the minutes of March", "the letter of the engineer"];
        let items = links.map(|words| format!("<{item}><a href=/x>{words}</a>")).concat();
        format!("<{tag}>{items}</{tag}>")
    };
    let page = |before: &str, list: &str, after: &str| {
        format!(
            "<article><h1>The dam</h1>{}{before}{list}{after}</article>",
            p(&[MET, DENIED, SIGNED])
        )
    };
    for (tag, item) in [("ul", "li"), ("ol", "li"), ("table", "tr><td")] {
        let own = list(tag, item);
        let letter = "the letter of the engineer";
        assert_text(&page("<p>This is what it rests on:</p>", &own, ""), &[MET, letter], &[]);
        assert_text(&page("", &own, &p(&[RIVER])), &[SIGNED, letter, RIVER], &[]);
        assert_text(&page("<h3>Most read</h3>", &own, ""), &[MET], &[letter, "Most read"]);
        let boxed = format!("<div>{own}</div>");
        assert_text(&page("", &boxed, &p(&[RIVER])), &[MET, RIVER], &[letter]);
    }
}

#[test]
fn lines_that_say_where_else_to_read_go() {
    let link = "<a href=/x>The bakers of the valley go on strike</a>";
    let page = |line: &str| {
        format!("<article>{}{line}{}</article>", p(&[MET, DENIED]), p(&[SIGNED, RIVER]))
    };
    for line in [
        format!("<p>{link}</p>"),
        format!("<p><b>See more:</b> {link}</p>"),
        format!("<p>Leer además | {link}</p>"),
    ] {
        assert_text(&page(&line), &[DENIED, SIGNED], &["bakers"]);
    }
    for line in [
        format!(
            "<p>The strike has its own page: {link}, which the guild of the bakers keeps up.</p>"
        ),
        format!("<blockquote><p>{link}</p></blockquote>"),
        format!("<p>These are the papers that were found:</p><p>{link}</p><p>{link}</p>"),
        "<p><a href=/x>A link</a></p>".to_owned(),
    ] {
        assert_text(&page(&line), &[DENIED, &whole_words(&line), SIGNED], &[]);
    }
}

#[test]
fn captions_go_and_one_without_a_picture_stays() {
    let page = |caption: &str| format!("<article>{caption}{}</article>", p(&[MET, DENIED, SIGNED]));
    let mill = "Ida Moreau at the mill on Monday";
    for caption in [
        format!("<figure><img><figcaption>{mill}.</figcaption></figure>"),
        format!("<div><img></div><div class='wp-caption-text'>{mill}</div>"),
        format!("<p><img></p><p class=photo-credit>{mill}</p>"),
        format!("<p>Photo: {mill}</p>"),
        format!("<p>© {mill}</p>"),
    ] {
        assert_text(&page(&caption), &[MET], &[mill]);
    }
    let slides = format!("<div class=slide><div class=caption>{mill}</div></div>").repeat(3);
    let text = text(&page(&slides));
    assert_eq!(text.matches(mill).count(), 1, "{text}");
    // Where the words of a page are captions, they are its text.
    let shown =
        [MET, DENIED, RIVER].map(|s| format!("<figure><img><figcaption>{s}</figcaption></figure>"));
    assert_text(&page(&shown.concat()), &[MET, DENIED, RIVER, SIGNED], &[]);
}

#[test]
fn what_stands_below_an_article_goes() {
    let page =
        |below: &str| format!("<article>{}{below}</article>", p(&[MET, DENIED, SIGNED, RIVER]));
    for (below, goes) in [
        ("<p>Follow us on <a href=/t>Twitter and Facebook</a>.</p>", "Follow"),
        ("<p>Sign up for our newsletter.</p>", "newsletter"),
        ("<p>© 2024 The Valley Post</p>", "2024"),
        ("<h3>You may also like</h3><p><a href=/x>The strike</a></p><p>Weather</p>", "also like"),
        ("<p>Lesen Sie auch:</p><ul><li><a href=/x>Der Streik</a></ul>", "Streik"),
    ] {
        assert_text(&page(below), &[RIVER], &[goes]);
    }
    for stays in [
        "<p>“I wrote it on Twitter,” she said.</p>",
        "<h3>Related party loans</h3><p>The board lent the mill more than it had, as two clerks told us.</p>",
        "<p>The newsletter of the mill has been silent about the dam since the spring, when its editor left \
         for the coast, and nobody has been found since who would write it for what the board wants to pay.</p>",
    ] {
        assert_text(&page(stays), &[RIVER, &whole_words(stays)], &[]);
    }
}

#[test]
fn somebodys_post_in_the_text_stays() {
    let post = "<div class='social-media-embed'><blockquote class=post><p>The dam is shut. \
        <a href=/x>pic.example/dam</a></p>— Ida <a href=/y>May 4</a></blockquote></div>";
    let page = format!("<article>{}{post}{}</article>", p(&[MET, DENIED]), p(&[SIGNED]));
    assert_text(&page, &[DENIED, "The dam is shut.", SIGNED], &[]);
}

#[test]
fn names_that_would_take_most_of_the_text_are_not_believed() {
    let section =
        |words: &str| format!("<section class='report report--ads'>{}</section>", p(&[words]));
    let sections: String = [MET, DENIED, SIGNED, RIVER].map(section).concat();
    assert_text(&format!("<div>{}{sections}</div>", p(&[OTHER])), &[OTHER, MET, RIVER], &[]);
}

#[test]
fn what_keeps_its_place_unseen_is_not_shown() {
    let page = |style: &str| {
        format!(
            "<article><div style='{style}'>{}</div>{}</article>",
            p(&[RIVER, OTHER, RIVER, OTHER]),
            p(&[MET, DENIED, SIGNED])
        )
    };
    assert_text(&page("visibility: hidden"), &[MET], &[OTHER]);
    // Most of a page may be folded away.
    assert_text(&page("display: none"), &[RIVER, OTHER, MET], &[]);
}

#[test]
fn a_page_of_which_little_is_kept_says_so() {
    let page = |others: usize| {
        let other = p(&vec![OTHER; others]);
        format!(
            "<title>The dam</title><article><h1>The dam</h1>{}</article><div>{other}</div>",
            p(&[MET, DENIED, SIGNED])
        )
    };
    let warned = |page: &str| {
        let warnings = read(page.as_bytes(), &Limits::default()).expect("a page").warnings;
        warnings == [Warning { line: 0, what: Doubt::MostLeftOut }]
    };
    for (others, want) in [(2, false), (12, true)] {
        assert_text(&page(others), &[MET, SIGNED], &[OTHER]);
        assert_eq!(warned(&page(others)), want, "{others}");
    }
    let comments = format!("<section class=comments>{}</section>", p(&[OTHER; 12]));
    assert!(!warned(&(page(0) + &comments)));
}

#[test]
fn many_boxes_lists_and_captions_cost_no_more_than_long_pages() {
    let text = p(&[MET, DENIED, SIGNED]);
    let list = "<p>word<ul><li><a href=/x>a link</a></ul>".repeat(5_000);
    let boxes = "<div class='hentry article-body' id=a-b><h2>a b</h2><p>A word, or two.</div>"
        .repeat(5_000);
    let figures = "<figure class=caption>".repeat(3_000) + &"<img>x".repeat(3_000);
    let heading =
        format!("{}<h1>{}</h1>", "<div id='share-it-now'>".repeat(300), "word ".repeat(50_000));
    for page in [&list, &boxes, &figures, &heading] {
        assert_text(&format!("{text}{page}"), &[MET], &[]);
    }
}
