//! The others: who is in, who is at the record in front, and that nothing can be written any more.

use super::App;
use crate::dialogs::Dialog;
use crate::domain::presence::{Around, Present};
use crate::domain::{Id, Kind};
use crate::text::Message;

/// Names of others that the first line shows before it counts.
const NAMED: usize = 2;

impl App {
    /// Takes in who is in, and whether writing has stopped.
    pub(super) fn look_around(&mut self, around: Around) {
        let was_silent = |gone: &Present| self.others.iter().any(|known| known.is_silent && is_same(known, gone));
        let gone = around.others.iter().find(|other| other.is_silent && !was_silent(other));
        if let Some(Present { login, host, .. }) = gone {
            self.message = Some(Message::SeemsGone { login: login.clone(), host: host.clone() });
        }
        if around.halted != self.halted {
            if let Some(why) = &around.halted {
                self.message = Some(Message::Failed(why.clone()));
            }
            self.read_only = self.opened_read_only || self.sealed || around.halted.is_some();
            self.halted = around.halted;
        }
        self.others = around.others;
    }

    /// Whether nothing can be written now.
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Why nothing can be written, where nothing can.
    pub(super) fn why_read_only(&self) -> Message {
        self.halted.clone().map_or(Message::ReadOnly, Message::Failed)
    }

    /// The record that is before the person's eyes.
    pub fn looks_at(&self) -> Option<(Kind, Id)> {
        let form = self.dialogs.iter().rev().find_map(|(dialog, _)| match dialog {
            Dialog::Form(form) => form.record(),
            _ => None,
        });
        let triage = || Some((Kind::Question, self.triage.as_ref()?.current()?));
        let card = || if self.triage.is_none() && self.import.is_none() { self.browser().subject() } else { None };
        let hour = || Some((Kind::Question, self.hour.as_ref()?.current()?.listed.question.id));
        form.or_else(triage).or_else(hour).or_else(card)
    }

    /// The others who look at that record too.
    pub(crate) fn others_here(&self) -> Vec<&Present> {
        let Some(at) = self.looks_at() else { return Vec::new() };
        self.others.iter().filter(|other| other.at == Some(at)).collect()
    }

    /// Who else is in, in a word and with names; both empty where nobody is.
    pub(crate) fn others_in(&self) -> (String, String) {
        if self.others.is_empty() {
            return (String::new(), String::new());
        }
        let short = format!("+{}", self.others.len());
        let named: Vec<&str> = self.others.iter().take(NAMED).map(|other| family_name(other.called())).collect();
        let more = if self.others.len() > NAMED { " …" } else { "" };
        let long = format!("{short} {}{more}", named.join(", "));
        (short, long)
    }
}

fn is_same(one: &Present, other: &Present) -> bool {
    (&one.host, one.process, one.since) == (&other.host, other.process, other.since)
}

/// What stands last in a name; a login as it is.
fn family_name(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
