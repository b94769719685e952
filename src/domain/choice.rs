//! The closed sets: every state, kind and level that the file knows, with the code it is stored under.

/// Declares each set as an enum, and [`Set`] and [`Choice`] over all of them.
macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $set { $(#[doc = concat!("Stored as `", $code, "`.")] $variant),+ }

            impl $set {
                /// All values, in the order in which people see them.
                pub const ALL: &'static [Self] = &[$(Self::$variant),+];

                /// The code in the file, in JSON and on the command line.
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$variant => $code),+ }
                }

                /// The value stored under this code.
                pub fn from_code(code: &str) -> Option<Self> {
                    match code { $($code => Some(Self::$variant),)+ _ => None }
                }
            }

            impl From<$set> for Choice {
                fn from(value: $set) -> Self { Self::$set(value) }
            }

            impl From<$set> for super::Value {
                fn from(value: $set) -> Self { Self::text(value.code()) }
            }
        )+

        /// The name of a closed set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Set { $(#[doc = concat!("[`", stringify!($set), "`]")] $set),+ }

        /// One value of one closed set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Choice { $(#[doc = concat!("A [`", stringify!($set), "`]")] $set($set)),+ }

        impl Set {
            /// Every set there is.
            pub const ALL: &'static [Self] = &[$(Self::$set),+];

            /// The values of this set, in the order in which people see them.
            pub fn choices(self) -> Vec<Choice> {
                match self { $(Self::$set => $set::ALL.iter().copied().map(Choice::$set).collect()),+ }
            }

            /// The value stored under this code.
            pub fn choice(self, code: &str) -> Option<Choice> {
                match self { $(Self::$set => $set::from_code(code).map(Choice::$set)),+ }
            }
        }

        impl Choice {
            /// The code in the file, in JSON and on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$set(value) => value.code()),+ }
            }
        }
    };
}

sets! {
    /// What a member of the alliance is.
    MemberKind { County = "county", Town = "town", Municipality = "municipality" }
    /// What somebody may be asked to do in the alliance.
    Role { Coordinator = "coordinator", Chair = "chair", Staff = "staff", Reader = "reader" }
    /// Whether a working group works.
    GroupState { Active = "active", Paused = "paused", Closed = "closed" }
    /// How far a meeting is.
    MeetingState { Planned = "planned", Invited = "invited", Held = "held", Cancelled = "cancelled" }
    /// Who came.
    AttendanceState { Present = "present", Excused = "excused", Absent = "absent" }
    /// What an agenda item led to.
    OutcomeKind { Information = "information", Decision = "decision", Action = "action" }
    /// Where a question stands; the ways between are in [`super::question`].
    QuestionState {
        Inbox = "inbox", Assigned = "assigned", Asked = "asked", Answered = "answered",
        Closed = "closed", Declined = "declined", Duplicate = "duplicate",
    }
    /// How urgent a question is. `1` comes first.
    Priority { Highest = "1", High = "2", Medium = "3", Low = "4" }
    /// What a snoozed question waits for.
    Snooze { Date = "date", Meeting = "meeting", Guest = "guest" }
    /// Where a question list stands.
    ListState { Draft = "draft", Sent = "sent", Answered = "answered" }
    /// What an institution is.
    InstitutionKind {
        Ministry = "ministry", StateAgency = "state_agency", District = "district_government",
        Revier = "rheinisches_revier", Funder = "funder", University = "university",
        Company = "company", Association = "association", Member = "member", Other = "other",
    }
    /// How somebody speaks: in the room or from afar.
    Format { OnSite = "on_site", Online = "online", Both = "both" }
    /// Why personal data may be held (GDPR, article 6).
    Basis {
        PublicTask = "public_task", Consent = "consent", Contract = "contract",
        LegalDuty = "legal_duty", LegitimateInterest = "legitimate_interest",
    }
    /// How an invitation was answered.
    InvitationState { Asked = "asked", Accepted = "accepted", Declined = "declined" }
    /// Where a shared project stands.
    ProjectState { Idea = "idea", Planned = "planned", Running = "running", Done = "done", Stopped = "stopped" }
    /// How the costs of a project are shared out.
    ShareKey { Inhabitants = "inhabitants", Equal = "equal", Fixed = "fixed" }
    /// How far a member is with a project.
    ParticipationState { Interested = "interested", Council = "council", Joined = "joined", Out = "out" }
    /// Where a funding application stands, in the usual order; the last three end it early.
    ApplicationState {
        Idea = "idea", Advice = "advice", Sketch = "sketch", Application = "application",
        Queries = "queries", Granted = "granted", Refused = "refused", Running = "running",
        Drawdown = "drawdown", ProofOfUse = "proof_of_use", Checked = "checked",
        Earmarked = "earmarked", Closed = "closed", Withdrawn = "withdrawn",
        Missed = "missed", Reclaimed = "reclaimed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_choice() {
        for &set in Set::ALL {
            for choice in set.choices() {
                assert_eq!(set.choice(choice.code()), Some(choice));
            }
            assert_eq!(set.choice("no such code"), None);
        }
    }
}
