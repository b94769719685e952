//! What holds for every guest sheet, also for texts that were made to break one.

use super::*;

/// Texts that would end an element, begin a script, a list, a link, or steer a terminal.
const HOSTILE: &[&str] = &[
    "</h3><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<!-- ]]> <?php ?>",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "1. eins\n2) zwei\n- drei\n# vier\n```\nfünf",
    "[Klick](javascript:alert(1)) ![x](http://example.org/x) <http://example.org>",
    "\u{1b}[2J\u{7}\u{0}\u{202e}rückwärts\u{200b}\u{feff}",
    "| a | b |\n|---|---|\n~~weg~~ **fett** _schief_ \\",
];

fn page(questions: Vec<PageQuestion>) -> Page {
    Page {
        language: "de",
        alliance: "Allianz <für> Klimaschutz & Co".to_owned(),
        title: "Fragen an Dr. Jürgen Müller".to_owned(),
        facts: vec!["Stand: 22.11.2026".to_owned()],
        groups: vec![PageGroup { heading: Some("Hitze".to_owned()), questions }],
        closing: None,
        asks: "Es fragen",
        answer: "Antwort",
    }
}

fn question(place: i64, title: &str, text: &str) -> PageQuestion {
    let (title, text) = (title.to_owned(), text.to_owned());
    PageQuestion { place, title, text, towns: "Kaarst".to_owned(), reference: "Frage 7".to_owned() }
}

/// The names of all tags, in order.
fn tags(html: &str) -> Vec<&str> {
    let tag =
        |part: &'_ str| part.split(|c: char| !c.is_alphanumeric() && c != '/' && c != '!').next().unwrap_or("").len();
    html.split('<').skip(1).map(|part| &part[..tag(part)]).collect()
}

#[test]
fn a_page_has_all_that_belongs_on_it() {
    let html = html(&page(vec![question(3, "Wer zahlt?", "Eins.\nZwei.\n\nDrei.")]));
    for part in [
        "<html lang=\"de\">",
        "Allianz &lt;für&gt; Klimaschutz &amp; Co",
        "<h1>Fragen an Dr. Jürgen Müller</h1>",
        "<li>Stand: 22.11.2026</li>",
        "<h2>Hitze</h2>",
        "<div class=\"number\">3</div>",
        "<p>Eins.<br>\nZwei.</p>\n<p>Drei.</p>",
        "Es fragen: Kaarst · Frage 7",
        "size: A4",
        "break-inside: avoid",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert_eq!(html.matches("class=\"rule\"").count(), 4);
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let html = html(&page(vec![question(1, "Wer?", "")]));
    for word in ["http://", "https://", "src=", "href=", "url(", "@import", "<script", "<link"] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn no_text_becomes_markup() {
    let harmless = tags(&html(&page(vec![question(1, "Titel", "Text")]))).join(" ");
    for hostile in HOSTILE {
        let mut page = page(vec![question(1, hostile, "Text")]);
        page.title = (*hostile).to_owned();
        page.alliance = (*hostile).to_owned();
        page.facts = vec![(*hostile).to_owned()];
        page.groups[0].heading = Some((*hostile).to_owned());
        page.groups[0].questions[0].towns = (*hostile).to_owned();
        let html = html(&page);
        assert_eq!(tags(&html).join(" "), harmless, "{hostile}");
        assert!(!html.chars().any(|letter| letter.is_control() && letter != '\n' || is_unseen(letter)), "{hostile}");
    }
}

#[test]
fn a_text_of_several_lines_only_adds_paragraphs_and_breaks() {
    let harmless = tags(&html(&page(vec![question(1, "Titel", "")]))).join(" ");
    for hostile in HOSTILE {
        let html = html(&page(vec![question(1, "Titel", hostile)]));
        let others: Vec<&str> = tags(&html).into_iter().filter(|tag| !matches!(*tag, "p" | "/p" | "br")).collect();
        let wanted: Vec<&str> = harmless.split(' ').filter(|tag| !matches!(*tag, "p" | "/p" | "br")).collect();
        assert_eq!(others, wanted, "{hostile}");
    }
}

#[test]
fn signs_of_markdown_are_letters() {
    let text = markdown(&page(vec![question(1, HOSTILE[5], HOSTILE[4])]));
    assert!(
        text.contains("### 1\\. \\[Klick\\](javascript:alert(1)) \\!\\[x\\](http://example.org/x) \\<http"),
        "{text}"
    );
    assert!(text.contains("1\\. eins\\\n2\\) zwei\\\n\\- drei\\\n\\# vier\\\n\\`\\`\\`\\\nfünf"), "{text}");
    let headings = text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(headings, 3, "{text}");
}

#[test]
fn two_hundred_questions_and_words_without_end_are_no_trouble() {
    let long = "Wärme".repeat(20_000);
    let questions: Vec<_> = (1..=200).map(|place| question(place, &long[..600], "")).collect();
    let mut page = page(questions);
    page.groups[0].questions[0].text = long;
    let html = html(&page);
    assert_eq!(html.matches("<article>").count(), 200);
    assert!(html.contains("overflow-wrap: anywhere"));
    assert_eq!(markdown(&page).matches("\n### ").count(), 200);
}

#[test]
fn the_forms_have_names() {
    for &format in SheetFormat::ALL {
        assert_eq!(SheetFormat::from_code(format.code()), Some(format));
    }
    assert_eq!(SheetFormat::from_code("pdf"), None);
}
