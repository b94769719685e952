//! The guest sheet as a page: everything in one file, nothing from elsewhere, made for A4.

use std::fmt::Write as _;

use super::{Page, PageQuestion, line, paragraphs};

/// Lines to write on below each question.
const ROOM: usize = 4;

/// Without colours that paper lacks, with the numbers of pages at the foot; a question is not torn apart.
const STYLE: &str = "\
@page { size: A4; margin: 20mm 20mm 18mm; @bottom-right { content: counter(page) \" / \" counter(pages); \
font: 9pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
html { color: #111; background: #fff; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; font: 11pt/1.45 system-ui, \"Segoe UI\", \"Liberation Sans\", \
Arial, sans-serif; overflow-wrap: anywhere; hyphens: auto; }
header { border-bottom: 2px solid #111; padding-bottom: .8rem; margin-bottom: 1.6rem; }
.alliance { margin: 0; color: #444; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .2rem 0 .6rem; }
.facts { margin: 0; padding: 0; list-style: none; color: #444; }
h2 { font-size: 1.15rem; margin: 2rem 0 .8rem; break-after: avoid; }
article { display: grid; grid-template-columns: 2.6rem 1fr; margin: 0 0 1.6rem; break-inside: avoid; }
.number { font-size: 1.15rem; font-weight: 700; }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .3rem; }
article p { margin: 0 0 .4rem; }
.asks { color: #444; font-size: .92em; }
.answer { margin: .7rem 0 0; color: #444; font-size: .85em; }
.rule { height: 8.5mm; border-bottom: 1px solid #999; }
@media print { body { padding: 0; max-width: none; } }
@media screen and (max-width: 30rem) { article { grid-template-columns: 2rem 1fr; } }
";

/// The page.
pub fn html(page: &Page) -> String {
    let mut out = String::new();
    let title = escaped(&line(&page.title));
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n",
        escaped(page.language)
    );
    if !page.alliance.is_empty() {
        let _ = writeln!(out, "<p class=\"alliance\">{}</p>", escaped(&line(&page.alliance)));
    }
    let _ = writeln!(out, "<h1>{title}</h1>\n<ul class=\"facts\">");
    for fact in &page.facts {
        let _ = writeln!(out, "<li>{}</li>", escaped(&line(fact)));
    }
    out.push_str("</ul>\n</header>\n<main>\n");
    for group in &page.groups {
        if let Some(heading) = &group.heading {
            let _ = writeln!(out, "<h2>{}</h2>", escaped(&line(heading)));
        }
        for question in &group.questions {
            article(&mut out, page, question);
        }
    }
    if let Some(closing) = &page.closing {
        let _ = writeln!(out, "<p>{}</p>", escaped(&line(closing)));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn article(out: &mut String, page: &Page, question: &PageQuestion) {
    let title = escaped(&line(&question.title));
    let _ = writeln!(out, "<article>\n<div class=\"number\">{}</div>\n<div>\n<h3>{title}</h3>", question.place);
    for paragraph in paragraphs(&question.text) {
        let rows: Vec<String> = paragraph.iter().map(|row| escaped(row)).collect();
        let _ = writeln!(out, "<p>{}</p>", rows.join("<br>\n"));
    }
    let towns = line(&question.towns);
    let asks = if towns.is_empty() { String::new() } else { format!("{}: {towns} · ", page.asks) };
    let _ = writeln!(out, "<p class=\"asks\">{}{}</p>", escaped(&asks), escaped(&line(&question.reference)));
    let _ = writeln!(out, "<p class=\"answer\">{}</p>", escaped(page.answer));
    out.push_str(&"<div class=\"rule\"></div>\n".repeat(ROOM));
    out.push_str("</div>\n</article>\n");
}

/// A text as it can stand between tags and in attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
