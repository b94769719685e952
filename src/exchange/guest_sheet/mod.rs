//! The guest sheet as a document for others: a page to print, or Markdown.

mod html;
mod markdown;
#[cfg(test)]
mod tests;

use crate::domain::entry::is_unseen;

pub use html::html;
pub use markdown::markdown;

/// In which form a guest sheet goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// A page for browsers and paper.
    Html,
    /// Markdown.
    Markdown,
    /// The text of a mail.
    Mail,
}

impl SheetFormat {
    /// Every form, the one for paper first.
    pub const ALL: &'static [Self] = &[Self::Html, Self::Markdown, Self::Mail];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Mail => "mail",
        }
    }

    /// The form of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }

    /// How a file of this form ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Mail => "txt",
        }
    }
}

/// What stands on a guest sheet, in the words of its readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The language as browsers call it: `de`.
    pub language: &'static str,
    /// Who asks as a whole, above all else.
    pub alliance: String,
    /// For whom it is.
    pub title: String,
    /// What is to be known of it: the meeting, the day, how many ask.
    pub facts: Vec<String>,
    /// The questions.
    pub groups: Vec<PageGroup>,
    /// What stands where there are none, or that there are more.
    pub closing: Option<String>,
    /// What stands before those who ask.
    pub asks: &'static str,
    /// What stands before the room for an answer.
    pub answer: &'static str,
}

/// Questions under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageGroup {
    /// The heading; none where there is but one group.
    pub heading: Option<String>,
    /// The questions.
    pub questions: Vec<PageQuestion>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageQuestion {
    /// Its number on the sheet.
    pub place: i64,
    /// What is asked, in a line.
    pub title: String,
    /// More of it.
    pub text: String,
    /// Who asks.
    pub towns: String,
    /// Under which number the alliance keeps it.
    pub reference: String,
}

/// A text without what is no text: control characters, and those that take no room or reorder what is read.
fn plain(text: &str) -> String {
    let kept = |letter: &char| *letter == '\n' || !letter.is_control() && !is_unseen(*letter);
    text.replace("\r\n", "\n").replace(['\r', '\t'], " ").chars().filter(kept).collect()
}

/// The same in one line.
fn line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a text, each with its lines.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![Vec::new()];
    for row in plain(text).lines() {
        let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
        match paragraphs.last_mut() {
            Some(last) if !row.is_empty() => last.push(row),
            Some(last) if last.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
