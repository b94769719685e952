//! The table itself: a block per kind.

use super::FieldType::{
    Choice, Date, DateOrWords, Flag, Goals, Line, Lines, Link, Links, LongText, Moment, Money, Number, Subject,
};
use super::Filled::{ByAct, ByStore, Optional, Required};
use super::{FieldSpec, FieldType, Filled, KindSpec, LinkTable};
use crate::domain::{Field, Kind, Set};

const fn is(field: Field, holds: FieldType, filled: Filled) -> FieldSpec {
    FieldSpec { field, holds, filled }
}

const fn must(field: Field, holds: FieldType) -> FieldSpec {
    is(field, holds, Required)
}

const fn may(field: Field, holds: FieldType) -> FieldSpec {
    is(field, holds, Optional)
}

const fn links(kind: Kind, table: &'static str, owner: &'static str, target: &'static str) -> FieldType {
    Links(kind, LinkTable { table, owner, target })
}

/// One block per kind; `Removed` is a field of every kind and stands last.
macro_rules! kinds {
    ($($kind:ident {
        fields: [$($field:expr),+ $(,)?],
        label: [$($label:ident),+],
        $(short: $short:ident,)?
        $(parent: $parent:ident,)?
        $(children: [$($child:ident by $by:ident),+ $(,)?],)?
        order: $order:ident $descending:literal $(,)?
    })+) => {
        pub(super) fn spec(kind: Kind) -> &'static KindSpec {
            match kind {
                $(Kind::$kind => {
                    static SPEC: KindSpec = KindSpec {
                        kind: Kind::$kind,
                        fields: &[$($field,)+ is(Field::Removed, Flag, ByAct)],
                        label: &[$(Field::$label),+],
                        short: kinds!(@option $($short)?),
                        parent: kinds!(@option $($parent)?),
                        children: &[$($((Kind::$child, Field::$by)),+)?],
                        order: (Field::$order, $descending),
                    };
                    &SPEC
                })+
            }
        }
    };
    (@option) => { None };
    (@option $field:ident) => { Some(Field::$field) };
}

use Field as F;
use Kind as K;

kinds! {
    Alliance {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), may(F::Chair, Link(K::Member)), may(F::Since, Date),
            may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        order: Name false,
    }
    Member {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), must(F::Kind, Choice(Set::MemberKind)),
            may(F::Spellings, Lines), may(F::Inhabitants, Number), may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        children: [Person by Member, Participation by Member],
        order: Name false,
    }
    Person {
        fields: [
            must(F::Name, Line), may(F::Member, Link(K::Member)), may(F::Role, Choice(Set::Role)),
            may(F::Logins, Lines), may(F::Mail, Line), may(F::Phone, Line), may(F::Note, LongText),
        ],
        label: [Name],
        children: [Membership by Person],
        order: Name false,
    }
    Topic {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), may(F::Synonyms, Lines), may(F::Goals, Goals),
            may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        order: Name false,
    }
    Group {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), may(F::Purpose, LongText),
            may(F::Topics, links(K::Topic, "working_group_topic", "working_group", "topic")),
            may(F::Lead, Link(K::Member)), may(F::Rhythm, Line), must(F::State, Choice(Set::GroupState)),
            may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        children: [Membership by Group, Meeting by Group, Question by Group, Project by Group],
        order: Name false,
    }
    Membership {
        fields: [
            must(F::Group, Link(K::Group)), may(F::Person, Link(K::Person)), may(F::Contact, Link(K::Contact)),
            may(F::Name, Line), may(F::Member, Link(K::Member)), may(F::Role, Line), may(F::Since, Date),
            may(F::Until, Date),
        ],
        label: [Person, Contact, Name, Role],
        parent: Group,
        order: Since false,
    }
    Series {
        fields: [
            must(F::Name, Line), may(F::Group, Link(K::Group)), may(F::Rhythm, Line), may(F::Note, LongText),
        ],
        label: [Name],
        children: [Meeting by Series, AgendaItem by Series],
        order: Name false,
    }
    Meeting {
        fields: [
            must(F::Title, Line), may(F::Group, Link(K::Group)), may(F::Series, Link(K::Series)),
            may(F::Starts, Moment), may(F::Ends, Moment), must(F::State, Choice(Set::MeetingState)),
            may(F::Host, Link(K::Member)), may(F::Place, Line), may(F::Chair, Link(K::Person)),
            may(F::Focus, Line), may(F::Topics, links(K::Topic, "meeting_topic", "meeting", "topic")),
            may(F::Guests, links(K::Contact, "meeting_guest", "meeting", "contact")),
            may(F::Minutes, LongText), may(F::Note, LongText),
        ],
        label: [Title, Starts],
        children: [
            AgendaItem by Meeting, Outcome by Meeting, Attendance by Meeting, Talk by Meeting,
            Invitation by Meeting, List by Meeting, Answer by Meeting,
        ],
        order: Starts true,
    }
    Attendance {
        fields: [
            must(F::Meeting, Link(K::Meeting)), may(F::Member, Link(K::Member)), may(F::Person, Link(K::Person)),
            may(F::Name, Line), must(F::State, Choice(Set::AttendanceState)),
        ],
        label: [Member, Person, Name],
        parent: Meeting,
        order: Member false,
    }
    AgendaItem {
        fields: [
            must(F::Title, Line), may(F::Meeting, Link(K::Meeting)), may(F::Series, Link(K::Series)),
            may(F::Position, Number), may(F::Duration, Number), may(F::Responsible, Line),
            may(F::Question, Link(K::Question)), may(F::Note, LongText),
        ],
        label: [Position, Title],
        parent: Meeting,
        children: [Outcome by AgendaItem],
        order: Position false,
    }
    Outcome {
        fields: [
            must(F::Kind, Choice(Set::OutcomeKind)), must(F::Text, LongText), may(F::Meeting, Link(K::Meeting)),
            may(F::AgendaItem, Link(K::AgendaItem)), may(F::Person, Link(K::Person)), may(F::Responsible, Line),
            may(F::Due, DateOrWords), may(F::Done, Date),
        ],
        label: [Text],
        parent: Meeting,
        order: Due false,
    }
    Question {
        fields: [
            is(F::Number, Number, ByStore), must(F::Title, Line), may(F::Text, LongText),
            may(F::Explanation, LongText), may(F::Askers, links(K::Member, "question_asker", "question", "member")),
            may(F::AskedBy, Line), may(F::Mail, Line), may(F::Received, Date),
            may(F::Topics, links(K::Topic, "question_topic", "question", "topic")),
            may(F::Affected, links(K::Member, "question_affected", "question", "member")),
            may(F::Priority, Choice(Set::Priority)), may(F::Due, DateOrWords),
            is(F::State, Choice(Set::QuestionState), ByAct), is(F::Reason, Line, ByAct),
            is(F::Snooze, Choice(Set::Snooze), ByAct), is(F::SnoozeUntil, Date, ByAct),
            is(F::SnoozeGroup, Link(K::Group), ByAct), is(F::SnoozeInstitution, Link(K::Institution), ByAct),
            may(F::Group, Link(K::Group)), may(F::Contact, Link(K::Contact)), may(F::Post, Link(K::Post)),
            may(F::Institution, Link(K::Institution)), is(F::DuplicateOf, Link(K::Question), ByAct),
            may(F::Related, links(K::Question, "question_related", "question", "related")),
            may(F::Remark, LongText), may(F::Source, Line),
        ],
        label: [Number, Title],
        children: [Answer by Question, Entry by Question, Question by DuplicateOf, AgendaItem by Question],
        order: Number true,
    }
    Answer {
        fields: [
            must(F::Question, Link(K::Question)), must(F::Text, LongText), may(F::Contact, Link(K::Contact)),
            may(F::Institution, Link(K::Institution)), may(F::Person, Link(K::Person)),
            may(F::Meeting, Link(K::Meeting)), may(F::Given, Date), may(F::Source, Line), may(F::ValidUntil, Date),
            is(F::ToldTo, links(K::Member, "answer_told", "answer", "member"), ByAct),
        ],
        label: [Text],
        parent: Question,
        order: Given true,
    }
    List {
        fields: [
            must(F::Title, Line), may(F::Contact, Link(K::Contact)), may(F::Institution, Link(K::Institution)),
            may(F::Meeting, Link(K::Meeting)), is(F::State, Choice(Set::ListState), ByAct), may(F::Sent, Date),
            may(F::Note, LongText),
        ],
        label: [Title],
        children: [Entry by List],
        order: Title false,
    }
    Entry {
        fields: [
            must(F::List, Link(K::List)), must(F::Question, Link(K::Question)), may(F::Position, Number),
            is(F::FrozenNumber, Number, ByAct), may(F::Note, Line),
        ],
        label: [Question, List],
        parent: List,
        order: Position false,
    }
    Institution {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), must(F::Kind, Choice(Set::InstitutionKind)),
            may(F::Parent, Link(K::Institution)), may(F::FormerNames, Lines),
            may(F::Successor, Link(K::Institution)), may(F::Renamed, Date), may(F::Region, Line),
            may(F::Address, LongText), may(F::Mail, Line), may(F::Phone, Line), may(F::Web, Line),
            may(F::Checked, Date), may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        children: [
            Contact by Institution, Post by Institution, Institution by Parent, Question by Institution,
            List by Institution, Programme by Funder,
        ],
        order: Name false,
    }
    Post {
        fields: [
            must(F::Name, Line), must(F::Institution, Link(K::Institution)), may(F::Unit, Line),
            may(F::Topics, links(K::Topic, "post_topic", "post", "topic")), may(F::Note, LongText),
        ],
        label: [Name, Institution],
        children: [Tenure by Post, Question by Post, Invitation by Post],
        order: Name false,
    }
    Contact {
        fields: [
            must(F::LastName, Line), may(F::FirstName, Line), may(F::AcademicTitle, Line), may(F::Salutation, Line),
            may(F::Institution, Link(K::Institution)), may(F::Unit, Line), may(F::Function, Line),
            may(F::Mails, Lines), may(F::Phones, Lines), may(F::Address, LongText), may(F::Web, Line),
            may(F::Topics, links(K::Topic, "contact_topic", "contact", "topic")), may(F::Keywords, Lines),
            may(F::Speaker, Flag), may(F::TalkTitles, Lines), may(F::Format, Choice(Set::Format)),
            may(F::Fee, Line), may(F::LeadTime, Line), may(F::Reach, Line), may(F::Left, Flag),
            may(F::Note, LongText), may(F::Source, Line), may(F::Purpose, Line), may(F::Basis, Choice(Set::Basis)),
            may(F::Checked, Date), may(F::DeleteOn, Date), is(F::Uid, Line, ByAct),
            is(F::DistinctFrom, links(K::Contact, "contact_distinct", "contact", "other"), ByAct),
        ],
        label: [AcademicTitle, FirstName, LastName],
        children: [
            Talk by Contact, Invitation by Contact, Tenure by Contact, Question by Contact, Answer by Contact,
            List by Contact, Membership by Contact,
        ],
        order: LastName false,
    }
    Tenure {
        fields: [
            must(F::Post, Link(K::Post)), must(F::Contact, Link(K::Contact)), may(F::Since, Date),
            may(F::Until, Date),
        ],
        label: [Contact, Post],
        parent: Post,
        order: Since true,
    }
    Talk {
        fields: [
            must(F::Title, Line), must(F::Contact, Link(K::Contact)), may(F::Meeting, Link(K::Meeting)),
            may(F::Given, Date), may(F::Format, Choice(Set::Format)), may(F::InvitedBy, Link(K::Person)),
            may(F::Feedback, LongText),
        ],
        label: [Title, Contact],
        parent: Contact,
        order: Given true,
    }
    Invitation {
        fields: [
            must(F::Contact, Link(K::Contact)), may(F::Post, Link(K::Post)), may(F::Meeting, Link(K::Meeting)),
            must(F::State, Choice(Set::InvitationState)), may(F::AskedOn, Date), may(F::AnsweredOn, Date),
            may(F::InvitedBy, Link(K::Person)), may(F::Note, LongText),
        ],
        label: [Contact, Meeting],
        parent: Meeting,
        order: Meeting true,
    }
    Project {
        fields: [
            must(F::Title, Line), may(F::ShortName, Line), may(F::Description, LongText),
            may(F::Lead, Link(K::Member)), may(F::Group, Link(K::Group)),
            may(F::Topics, links(K::Topic, "project_topic", "project", "topic")), may(F::Goals, Goals),
            must(F::State, Choice(Set::ProjectState)), may(F::Starts, DateOrWords), may(F::Ends, DateOrWords),
            may(F::Cost, Money), may(F::ShareKey, Choice(Set::ShareKey)), may(F::SavedHours, Number),
            may(F::SavedMoney, Money), may(F::Note, LongText),
        ],
        label: [Title],
        short: ShortName,
        children: [Participation by Project, Milestone by Project, Application by Project],
        order: Title false,
    }
    Participation {
        fields: [
            must(F::Project, Link(K::Project)), must(F::Member, Link(K::Member)),
            must(F::State, Choice(Set::ParticipationState)), may(F::Share, Money), may(F::Note, Line),
        ],
        label: [Member, Project],
        parent: Project,
        order: Member false,
    }
    Milestone {
        fields: [
            must(F::Title, Line), must(F::Project, Link(K::Project)), may(F::Due, DateOrWords), may(F::Done, Date),
        ],
        label: [Title],
        parent: Project,
        order: Due false,
    }
    Programme {
        fields: [
            must(F::Name, Line), may(F::ShortName, Line), may(F::Funder, Link(K::Institution)),
            may(F::Body, Link(K::Institution)), may(F::Description, LongText), may(F::Rates, Line),
            may(F::Windows, LongText), may(F::Stages, Number), may(F::Web, Line), may(F::Note, LongText),
        ],
        label: [Name],
        short: ShortName,
        children: [Application by Programme],
        order: Name false,
    }
    Application {
        fields: [
            must(F::Title, Line), may(F::Project, Link(K::Project)), may(F::Programme, Link(K::Programme)),
            may(F::Applicant, Link(K::Member)), may(F::Contact, Link(K::Contact)),
            must(F::State, Choice(Set::ApplicationState)), may(F::Due, DateOrWords), may(F::SumAsked, Money),
            may(F::SumGranted, Money), may(F::OwnShare, Money), may(F::Reference, Line),
            may(F::EarmarkedUntil, Date), may(F::Note, LongText),
        ],
        label: [Title],
        parent: Project,
        children: [Step by Application],
        order: Due false,
    }
    Step {
        fields: [
            must(F::Stage, Choice(Set::ApplicationState)), must(F::Application, Link(K::Application)),
            may(F::Due, DateOrWords), may(F::Done, Date), may(F::Amount, Money), may(F::Note, LongText),
        ],
        label: [Stage, Due],
        parent: Application,
        order: Done false,
    }
    Comment {
        fields: [
            is(F::Subject, Subject, ByAct), is(F::SubjectId, Number, ByAct), must(F::Text, LongText),
            is(F::Person, Link(K::Person), ByAct), is(F::AskedBy, Line, ByAct), is(F::Given, Moment, ByAct),
        ],
        label: [Text],
        order: Given false,
    }
    SavedView {
        fields: [
            must(F::Name, Line), may(F::Person, Link(K::Person)), must(F::View, Line), may(F::Filter, Line),
            may(F::Position, Number), may(F::Sort, Line),
        ],
        label: [Name],
        order: Position false,
    }
}
