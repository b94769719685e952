//! The places: tabs and their views, each with the records that it lists.

use chrono::NaiveDate;

use crate::domain::privacy::check_before;
use crate::domain::query::{Condition, Sort};
use crate::domain::{Field, Kind, Language, OutcomeKind, QuestionState, Value};

/// A tab, in the order of the keys `1` to `5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// What waits, and what all the others draw on.
    Overview,
    /// Questions and question lists.
    Questions,
    /// Working groups and meetings.
    Groups,
    /// Projects and funding.
    Projects,
    /// Contacts, institutions, talks.
    Contacts,
}

/// A view of a tab: one list of records, or the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it, and `View::kind` says the rest")]
pub enum View {
    Overview,
    Members,
    People,
    Topics,
    Alliance,
    Inbox,
    Open,
    Snoozed,
    Answered,
    CheckAgain,
    AllQuestions,
    Lists,
    Groups,
    Coming,
    Meetings,
    OpenActions,
    Outcomes,
    Series,
    Projects,
    Applications,
    Programmes,
    Contacts,
    Speakers,
    Institutions,
    Posts,
    Talks,
    Invitations,
    ToCheck,
    ToErase,
}

impl Tab {
    /// Every tab.
    pub const ALL: &'static [Self] = &[Self::Overview, Self::Questions, Self::Groups, Self::Projects, Self::Contacts];

    /// Its views, the usual one first.
    pub const fn views(self) -> &'static [View] {
        match self {
            Self::Overview => &[View::Overview, View::Members, View::People, View::Topics, View::Alliance],
            Self::Questions => &[
                View::Open,
                View::Inbox,
                View::Snoozed,
                View::Lists,
                View::Answered,
                View::CheckAgain,
                View::AllQuestions,
            ],
            Self::Groups => {
                &[View::Groups, View::Coming, View::OpenActions, View::Meetings, View::Outcomes, View::Series]
            }
            Self::Projects => &[View::Projects, View::Applications, View::Programmes],
            Self::Contacts => &[
                View::Contacts,
                View::Speakers,
                View::Institutions,
                View::Posts,
                View::Talks,
                View::Invitations,
                View::ToCheck,
                View::ToErase,
            ],
        }
    }

    /// Where it stands among the tabs.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Its name.
    pub const fn label(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Overview => ("Übersicht", "Overview"),
            Self::Questions => ("Fragen", "Questions"),
            Self::Groups => ("Arbeitskreise", "Groups"),
            Self::Projects => ("Projekte", "Projects"),
            Self::Contacts => ("Kontakte", "Contacts"),
        };
        match language {
            Language::German => german,
            Language::English => english,
        }
    }
}

impl View {
    /// The kind of records that it lists; the overview lists none.
    pub const fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Overview => return None,
            Self::Members => Kind::Member,
            Self::People => Kind::Person,
            Self::Topics => Kind::Topic,
            Self::Alliance => Kind::Alliance,
            Self::Inbox | Self::Open | Self::Snoozed | Self::Answered | Self::CheckAgain | Self::AllQuestions => {
                Kind::Question
            }
            Self::Lists => Kind::List,
            Self::Groups => Kind::Group,
            Self::Coming | Self::Meetings => Kind::Meeting,
            Self::OpenActions | Self::Outcomes => Kind::Outcome,
            Self::Series => Kind::Series,
            Self::Projects => Kind::Project,
            Self::Applications => Kind::Application,
            Self::Programmes => Kind::Programme,
            Self::Contacts | Self::Speakers | Self::ToCheck | Self::ToErase => Kind::Contact,
            Self::Institutions => Kind::Institution,
            Self::Posts => Kind::Post,
            Self::Talks => Kind::Talk,
            Self::Invitations => Kind::Invitation,
        })
    }

    /// What its records have in common.
    pub fn conditions(self, today: NaiveDate) -> Vec<Condition> {
        match self {
            Self::Inbox => vec![Condition::Waiting(today)],
            Self::Open => vec![Condition::Open],
            Self::Snoozed => vec![Condition::Asleep(today)],
            Self::Answered => {
                let states = [QuestionState::Answered, QuestionState::Closed].map(QuestionState::code);
                vec![Condition::OneOf(Field::State, states.to_vec())]
            }
            Self::CheckAgain => vec![Condition::CheckAgain(today)],
            Self::Coming => vec![Condition::From(Field::Starts, today)],
            Self::OpenActions => {
                vec![Condition::OneOf(Field::Kind, vec![OutcomeKind::Action.code()]), Condition::Unknown(Field::Done)]
            }
            Self::Outcomes => {
                let kinds = [OutcomeKind::Action, OutcomeKind::Decision].map(OutcomeKind::code);
                vec![Condition::OneOf(Field::Kind, kinds.to_vec())]
            }
            Self::ToCheck => vec![Condition::NotCheckedSince(check_before(today))],
            Self::ToErase => vec![Condition::ToErase(today)],
            // One that has gone into another is found, and stands on the card of that one.
            Self::Institutions => vec![Condition::Unknown(Field::Successor)],
            Self::Speakers => vec![Condition::Is(Field::Speaker, Value::Number(1))],
            _ => Vec::new(),
        }
    }

    /// Its name in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Members => "members",
            Self::People => "people",
            Self::Topics => "topics",
            Self::Alliance => "alliance",
            Self::Inbox => "inbox",
            Self::Open => "open",
            Self::Snoozed => "snoozed",
            Self::Answered => "answered",
            Self::CheckAgain => "check_again",
            Self::AllQuestions => "all_questions",
            Self::Lists => "lists",
            Self::Groups => "groups",
            Self::Coming => "coming",
            Self::Meetings => "meetings",
            Self::OpenActions => "open_actions",
            Self::Outcomes => "outcomes",
            Self::Series => "series",
            Self::Projects => "projects",
            Self::Applications => "applications",
            Self::Programmes => "programmes",
            Self::Contacts => "contacts",
            Self::Speakers => "speakers",
            Self::Institutions => "institutions",
            Self::Posts => "posts",
            Self::Talks => "talks",
            Self::Invitations => "invitations",
            Self::ToCheck => "to_check",
            Self::ToErase => "to_erase",
        }
    }

    /// The view of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Tab::ALL.iter().flat_map(|tab| tab.views()).copied().find(|view| view.code() == code)
    }

    /// The order in which it stands until somebody asks for another.
    pub fn sort(self) -> Option<Sort> {
        let (field, descending) = match self {
            // The oldest question has waited longest.
            Self::Inbox => (Field::Number, false),
            // The day on which it wakes, the next first.
            Self::Snoozed => (Field::SnoozeUntil, false),
            // The next one first, the latest first.
            Self::Coming => (Field::Starts, false),
            Self::OpenActions => (Field::Due, false),
            Self::Outcomes => (Field::Due, true),
            // Drafts first, as they wait for somebody; in each state the newest.
            Self::Lists => (Field::State, false),
            // Never checked first, then the longest ago.
            Self::ToCheck => (Field::Checked, false),
            view => view.kind()?.spec().order,
        };
        Some(Sort { field, descending })
    }

    /// The view in which a record of this kind is shown when it is opened from elsewhere.
    pub const fn of(kind: Kind) -> Option<(Tab, Self)> {
        Some(match kind {
            Kind::Member => (Tab::Overview, Self::Members),
            Kind::Person => (Tab::Overview, Self::People),
            Kind::Topic => (Tab::Overview, Self::Topics),
            Kind::Alliance => (Tab::Overview, Self::Alliance),
            Kind::Question | Kind::Answer | Kind::Entry => (Tab::Questions, Self::AllQuestions),
            Kind::List => (Tab::Questions, Self::Lists),
            Kind::Group | Kind::Membership => (Tab::Groups, Self::Groups),
            Kind::Meeting | Kind::Attendance | Kind::AgendaItem => (Tab::Groups, Self::Meetings),
            Kind::Outcome => (Tab::Groups, Self::Outcomes),
            Kind::Series => (Tab::Groups, Self::Series),
            Kind::Project | Kind::Participation | Kind::Milestone => (Tab::Projects, Self::Projects),
            Kind::Application | Kind::Step => (Tab::Projects, Self::Applications),
            Kind::Programme => (Tab::Projects, Self::Programmes),
            Kind::Contact | Kind::Tenure => (Tab::Contacts, Self::Contacts),
            Kind::Institution => (Tab::Contacts, Self::Institutions),
            Kind::Post => (Tab::Contacts, Self::Posts),
            Kind::Talk => (Tab::Contacts, Self::Talks),
            Kind::Invitation => (Tab::Contacts, Self::Invitations),
            Kind::Comment | Kind::SavedView => return None,
        })
    }

    /// Its name.
    pub const fn label(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Overview => ("Übersicht", "Overview"),
            Self::Members => ("Mitglieder", "Members"),
            Self::People => ("Mitarbeitende", "Staff"),
            Self::Topics => ("Themen", "Topics"),
            Self::Alliance => ("Allianz", "Alliance"),
            Self::Inbox => ("Eingang", "Inbox"),
            Self::Open => ("Offen", "Open"),
            Self::Snoozed => ("Wiedervorlage", "Snoozed"),
            Self::Answered => ("Beantwortet", "Answered"),
            Self::CheckAgain => ("Erneut prüfen", "Check again"),
            Self::AllQuestions => ("Alle", "All"),
            Self::Lists => ("Fragenlisten", "Question lists"),
            Self::Groups => ("Arbeitskreise", "Working groups"),
            Self::Coming => ("Nächste Sitzungen", "Next meetings"),
            Self::Meetings => ("Alle Sitzungen", "All meetings"),
            Self::OpenActions => ("Offene Maßnahmen", "Open actions"),
            Self::Outcomes => ("Beschlüsse", "Decisions"),
            Self::Series => ("Sitzungsreihen", "Series"),
            Self::Projects => ("Projekte", "Projects"),
            Self::Applications => ("Förderanträge", "Funding applications"),
            Self::Programmes => ("Förderprogramme", "Programmes"),
            Self::Contacts => ("Kontakte", "Contacts"),
            Self::Speakers => ("Referent:innen", "Speakers"),
            Self::Institutions => ("Einrichtungen", "Institutions"),
            Self::Posts => ("Funktionen", "Posts"),
            Self::Talks => ("Vorträge", "Talks"),
            Self::Invitations => ("Einladungen", "Invitations"),
            Self::ToCheck => ("Prüfen", "To check"),
            Self::ToErase => ("Löschen", "To erase"),
        };
        match language {
            Language::German => german,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_stands_in_one_tab_and_lists_what_it_is_opened_for() {
        let mut seen = std::collections::BTreeSet::new();
        for tab in Tab::ALL {
            for view in tab.views() {
                assert!(seen.insert(*view), "{view:?} twice");
            }
        }
        for &kind in Kind::ALL {
            if let Some((tab, view)) = View::of(kind) {
                assert!(tab.views().contains(&view), "{kind:?}");
            }
        }
    }
}
