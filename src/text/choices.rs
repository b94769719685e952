//! What the values of the closed sets are called, and the signs that stand for them in narrow lists.

use super::{Pair, said};
use crate::domain::{
    ApplicationState, AttendanceState, Basis, Choice, Format, GroupState, InstitutionKind, InvitationState, Language,
    ListState, MeetingState, MemberKind, OutcomeKind, ParticipationState, Priority, ProjectState, QuestionState, Role,
    ShareKey, Snooze,
};

/// The name of a value, as in the middle of a sentence: `Eingang`, `zugewiesen`, `assigned`.
pub const fn choice(language: Language, choice: Choice) -> &'static str {
    said(language, pair(choice))
}

/// What several institutions of a kind are called: the headings of their tree.
pub const fn institutions(language: Language, kind: InstitutionKind) -> &'static str {
    said(
        language,
        match kind {
            InstitutionKind::Ministry => ("Ministerien", "Ministries"),
            InstitutionKind::StateAgency => ("Landesbehörden", "State agencies"),
            InstitutionKind::District => ("Bezirksregierungen", "District governments"),
            InstitutionKind::Revier => ("Rheinisches Revier", "Rhenish Revier"),
            InstitutionKind::Funder => ("Fördergeber", "Funders"),
            InstitutionKind::University => ("Hochschulen", "Universities"),
            InstitutionKind::Company => ("Unternehmen", "Companies"),
            InstitutionKind::Association => ("Verbände", "Associations"),
            InstitutionKind::Member => ("Mitglieder", "Members"),
            InstitutionKind::Other => ("Sonstige", "Others"),
        },
    )
}

const fn pair(choice: Choice) -> Pair {
    match choice {
        Choice::MemberKind(kind) => match kind {
            MemberKind::County => ("Kreis", "county"),
            MemberKind::Town => ("Stadt", "town"),
            MemberKind::Municipality => ("Gemeinde", "municipality"),
        },
        Choice::Role(role) => match role {
            Role::Coordinator => ("Koordination", "coordinator"),
            Role::Chair => ("Vorsitz", "chair"),
            Role::Staff => ("Mitarbeit", "staff"),
            Role::Reader => ("liest mit", "follows"),
        },
        Choice::GroupState(state) => match state {
            GroupState::Active => ("aktiv", "active"),
            GroupState::Paused => ("ruhend", "paused"),
            GroupState::Closed => ("beendet", "closed"),
        },
        Choice::MeetingState(state) => match state {
            MeetingState::Planned => ("geplant", "planned"),
            MeetingState::Invited => ("eingeladen", "invited"),
            MeetingState::Held => ("durchgeführt", "held"),
            MeetingState::Cancelled => ("abgesagt", "cancelled"),
        },
        Choice::AttendanceState(state) => match state {
            AttendanceState::Present => ("anwesend", "present"),
            AttendanceState::Excused => ("entschuldigt", "excused"),
            AttendanceState::Absent => ("abwesend", "absent"),
        },
        Choice::OutcomeKind(kind) => match kind {
            OutcomeKind::Information => ("Information", "information"),
            OutcomeKind::Decision => ("Beschluss", "decision"),
            OutcomeKind::Action => ("Maßnahme", "action"),
        },
        Choice::QuestionState(state) => match state {
            QuestionState::Inbox => ("Eingang", "inbox"),
            QuestionState::Assigned => ("zugewiesen", "assigned"),
            QuestionState::Asked => ("angefragt", "asked"),
            QuestionState::Answered => ("beantwortet", "answered"),
            QuestionState::Closed => ("abgeschlossen", "closed"),
            QuestionState::Declined => ("abgelehnt", "declined"),
            QuestionState::Duplicate => ("Dublette", "duplicate"),
        },
        Choice::Priority(priority) => match priority {
            Priority::Highest => ("sehr hoch", "highest"),
            Priority::High => ("hoch", "high"),
            Priority::Medium => ("mittel", "medium"),
            Priority::Low => ("niedrig", "low"),
        },
        Choice::Snooze(snooze) => match snooze {
            Snooze::Date => ("bestimmter Tag", "fixed day"),
            Snooze::Meeting => ("nächste Sitzung", "next meeting"),
            Snooze::Guest => ("passender Gast", "fitting guest"),
        },
        Choice::ListState(state) => match state {
            ListState::Draft => ("Entwurf", "draft"),
            ListState::Sent => ("versandt", "sent"),
            ListState::Answered => ("beantwortet", "answered"),
        },
        Choice::InstitutionKind(kind) => match kind {
            InstitutionKind::Ministry => ("Ministerium", "ministry"),
            InstitutionKind::StateAgency => ("Landesbehörde", "state agency"),
            InstitutionKind::District => ("Bezirksregierung", "district government"),
            InstitutionKind::Revier => ("Rheinisches Revier", "Rhenish Revier"),
            InstitutionKind::Funder => ("Fördergeber", "funder"),
            InstitutionKind::University => ("Hochschule", "university"),
            InstitutionKind::Company => ("Unternehmen", "company"),
            InstitutionKind::Association => ("Verband", "association"),
            InstitutionKind::Member => ("Mitglied", "member"),
            InstitutionKind::Other => ("Sonstige", "other"),
        },
        Choice::Format(format) => match format {
            Format::OnSite => ("vor Ort", "on site"),
            Format::Online => ("online", "online"),
            Format::Both => ("beides", "both"),
        },
        Choice::Basis(basis) => match basis {
            Basis::PublicTask => ("öffentliche Aufgabe", "public task"),
            Basis::Consent => ("Einwilligung", "consent"),
            Basis::Contract => ("Vertrag", "contract"),
            Basis::LegalDuty => ("rechtliche Verpflichtung", "legal duty"),
            Basis::LegitimateInterest => ("berechtigtes Interesse", "legitimate interest"),
        },
        Choice::InvitationState(state) => match state {
            InvitationState::Asked => ("angefragt", "asked"),
            InvitationState::Accepted => ("zugesagt", "accepted"),
            InvitationState::Declined => ("abgesagt", "declined"),
        },
        Choice::ProjectState(state) => match state {
            ProjectState::Idea => ("Idee", "idea"),
            ProjectState::Planned => ("geplant", "planned"),
            ProjectState::Running => ("laufend", "running"),
            ProjectState::Done => ("umgesetzt", "done"),
            ProjectState::Stopped => ("eingestellt", "stopped"),
        },
        Choice::ShareKey(key) => match key {
            ShareKey::Inhabitants => ("Einwohnerzahl", "inhabitants"),
            ShareKey::Equal => ("gleiche Teile", "equal parts"),
            ShareKey::Fixed => ("feste Beträge", "fixed sums"),
        },
        Choice::ParticipationState(state) => match state {
            ParticipationState::Interested => ("interessiert", "interested"),
            ParticipationState::Council => ("Rat entscheidet", "council decides"),
            ParticipationState::Joined => ("beteiligt", "in"),
            ParticipationState::Out => ("nicht beteiligt", "out"),
        },
        Choice::ApplicationState(state) => match state {
            ApplicationState::Idea => ("Idee", "idea"),
            ApplicationState::Advice => ("Beratung", "advice"),
            ApplicationState::Sketch => ("Skizze", "sketch"),
            ApplicationState::Application => ("Antrag", "application"),
            ApplicationState::Queries => ("Rückfragen", "queries"),
            ApplicationState::Granted => ("bewilligt", "granted"),
            ApplicationState::Refused => ("abgelehnt", "refused"),
            ApplicationState::Running => ("laufend", "running"),
            ApplicationState::Drawdown => ("Mittelabruf", "draw-down"),
            ApplicationState::ProofOfUse => ("Verwendungsnachweis", "proof of use"),
            ApplicationState::Checked => ("geprüft", "checked"),
            ApplicationState::Earmarked => ("Zweckbindung", "earmarked period"),
            ApplicationState::Closed => ("abgeschlossen", "closed"),
            ApplicationState::Withdrawn => ("zurückgezogen", "withdrawn"),
            ApplicationState::Missed => ("Frist versäumt", "deadline missed"),
            ApplicationState::Reclaimed => ("zurückgefordert", "reclaimed"),
        },
    }
}

/// A sign of at most two ASCII columns that tells states and priorities apart in narrow lists, the same in both
/// languages; empty for sets that are no states.
///
/// `*` new, `o` in preparation, `>` under way, `?` waits for others, `~` rests, `+` achieved, `.` over,
/// `x` came to nothing, `&` part of another.
pub const fn choice_mark(choice: Choice) -> &'static str {
    use ApplicationState as A;
    match choice {
        Choice::Priority(Priority::Highest) => "!!",
        Choice::Priority(Priority::High) => "!",
        // Not empty: medium is known, and looks unlike a priority that nobody has said.
        Choice::Priority(Priority::Medium) => "=",
        Choice::Priority(Priority::Low) => "-",
        Choice::OutcomeKind(OutcomeKind::Information) => "i",
        Choice::QuestionState(QuestionState::Inbox)
        | Choice::ListState(ListState::Draft)
        | Choice::ProjectState(ProjectState::Idea)
        | Choice::ApplicationState(A::Idea) => "*",
        Choice::MeetingState(MeetingState::Planned)
        | Choice::ProjectState(ProjectState::Planned)
        | Choice::ApplicationState(A::Advice | A::Sketch) => "o",
        Choice::GroupState(GroupState::Active)
        | Choice::MeetingState(MeetingState::Invited)
        | Choice::OutcomeKind(OutcomeKind::Action)
        | Choice::QuestionState(QuestionState::Assigned)
        | Choice::ProjectState(ProjectState::Running)
        | Choice::ApplicationState(A::Running | A::Drawdown | A::ProofOfUse) => ">",
        Choice::QuestionState(QuestionState::Asked)
        | Choice::ListState(ListState::Sent)
        | Choice::InvitationState(InvitationState::Asked)
        | Choice::ParticipationState(ParticipationState::Interested | ParticipationState::Council)
        | Choice::ApplicationState(A::Application | A::Queries) => "?",
        Choice::GroupState(GroupState::Paused)
        | Choice::AttendanceState(AttendanceState::Excused)
        | Choice::Snooze(_)
        | Choice::ApplicationState(A::Earmarked) => "~",
        Choice::AttendanceState(AttendanceState::Present)
        | Choice::OutcomeKind(OutcomeKind::Decision)
        | Choice::QuestionState(QuestionState::Answered)
        | Choice::ListState(ListState::Answered)
        | Choice::InvitationState(InvitationState::Accepted)
        | Choice::ParticipationState(ParticipationState::Joined)
        | Choice::ApplicationState(A::Granted | A::Checked) => "+",
        Choice::GroupState(GroupState::Closed)
        | Choice::MeetingState(MeetingState::Held)
        | Choice::QuestionState(QuestionState::Closed)
        | Choice::ProjectState(ProjectState::Done)
        | Choice::ApplicationState(A::Closed) => ".",
        Choice::MeetingState(MeetingState::Cancelled)
        | Choice::AttendanceState(AttendanceState::Absent)
        | Choice::QuestionState(QuestionState::Declined)
        | Choice::InvitationState(InvitationState::Declined)
        | Choice::ProjectState(ProjectState::Stopped)
        | Choice::ParticipationState(ParticipationState::Out)
        | Choice::ApplicationState(A::Refused | A::Withdrawn | A::Missed | A::Reclaimed) => "x",
        Choice::QuestionState(QuestionState::Duplicate) => "&",
        Choice::MemberKind(_)
        | Choice::Role(_)
        | Choice::InstitutionKind(_)
        | Choice::Format(_)
        | Choice::Basis(_)
        | Choice::ShareKey(_) => "",
    }
}
