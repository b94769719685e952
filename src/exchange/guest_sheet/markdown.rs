//! The guest sheet as Markdown, in the form that every reader of it knows.

use std::fmt::Write as _;

use super::{Page, PageQuestion, line, paragraphs};

/// The document.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", escaped(&line(&page.title)));
    let head = std::iter::once(&page.alliance).chain(&page.facts).filter(|fact| !fact.is_empty());
    let head: Vec<String> = head.map(|fact| escaped(&line(fact))).collect();
    if !head.is_empty() {
        // A backslash at the end of a line keeps the break.
        let _ = writeln!(out, "{}\n", head.join("\\\n"));
    }
    for group in &page.groups {
        if let Some(heading) = &group.heading {
            let _ = writeln!(out, "## {}\n", escaped(&line(heading)));
        }
        for question in &group.questions {
            one(&mut out, page, question);
        }
    }
    if let Some(closing) = &page.closing {
        let _ = writeln!(out, "{}", escaped(&line(closing)));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn one(out: &mut String, page: &Page, question: &PageQuestion) {
    // A heading keeps its number where a list would count anew.
    let _ = writeln!(out, "### {}\\. {}\n", question.place, escaped(&line(&question.title)));
    for paragraph in paragraphs(&question.text) {
        let rows: Vec<String> = paragraph.iter().map(|row| escaped(row)).collect();
        let _ = writeln!(out, "{}\n", rows.join("\\\n"));
    }
    let towns = line(&question.towns);
    let asks = if towns.is_empty() { String::new() } else { format!("{}: {} · ", page.asks, escaped(&towns)) };
    let _ = writeln!(out, "{asks}{}\n\n{}:\n", escaped(&line(&question.reference)), page.answer);
}

/// A text of which nothing is taken for a sign of Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut digits_only = true;
    for (place, letter) in text.chars().enumerate() {
        let begins_list = place == 0 && matches!(letter, '+' | '-' | '=');
        let ends_number = place > 0 && digits_only && matches!(letter, '.' | ')');
        let signs = "\\`*_{}[]<>#|~&!";
        if begins_list || ends_number || signs.contains(letter) {
            escaped.push('\\');
        }
        digits_only &= letter.is_ascii_digit();
        escaped.push(letter);
    }
    escaped
}
