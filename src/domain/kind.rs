//! The kinds of records and the names of their fields, as they are called in SQL, JSON and code.

/// Declares an enum of names with their spelling in the file.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!("`", $code, "`")] $variant),+ }

        impl $name {
            /// Every one there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in SQL, in JSON and on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one of this name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown name {code}")))
            }
        }
    };
}

names! {
    /// A kind of record; its code is the name of its table.
    Kind {
        Alliance = "alliance",
        Member = "member",
        Person = "person",
        Topic = "topic",
        Group = "working_group",
        Membership = "membership",
        Series = "series",
        Meeting = "meeting",
        Attendance = "attendance",
        AgendaItem = "agenda_item",
        Outcome = "outcome",
        Question = "question",
        Answer = "answer",
        List = "question_list",
        Entry = "list_entry",
        Institution = "institution",
        Post = "post",
        Contact = "contact",
        Tenure = "tenure",
        Talk = "talk",
        Invitation = "invitation",
        Project = "project",
        Participation = "participation",
        Milestone = "milestone",
        Programme = "programme",
        Application = "application",
        Step = "application_step",
        Comment = "comment",
        SavedView = "saved_view",
    }
}

names! {
    /// The name of a field. The same name means the same idea in every kind.
    Field {
        Removed = "removed",
        Name = "name",
        ShortName = "short_name",
        Title = "title",
        Text = "text",
        Note = "note",
        Kind = "kind",
        State = "state",
        Topics = "topics",
        Goals = "goals",
        Member = "member",
        Person = "person",
        Group = "working_group",
        Contact = "contact",
        Institution = "institution",
        Meeting = "meeting",
        Project = "project",
        Question = "question",
        List = "question_list",
        Post = "post",
        Programme = "programme",
        Application = "application",
        AgendaItem = "agenda_item",
        Series = "series",
        Chair = "chair",
        Since = "since",
        Until = "until",
        Spellings = "spellings",
        Inhabitants = "inhabitants",
        Role = "role",
        Logins = "logins",
        Mail = "mail",
        Phone = "phone",
        Synonyms = "synonyms",
        Purpose = "purpose",
        Lead = "lead",
        Rhythm = "rhythm",
        Starts = "starts",
        Ends = "ends",
        Host = "host",
        Place = "place",
        Focus = "focus",
        Guests = "guests",
        Minutes = "minutes",
        Position = "position",
        Duration = "duration",
        Responsible = "responsible",
        Due = "due",
        Done = "done",
        Number = "number",
        Explanation = "explanation",
        Askers = "askers",
        AskedBy = "asked_by",
        Received = "received",
        Affected = "affected",
        Priority = "priority",
        Reason = "reason",
        Snooze = "snooze",
        SnoozeUntil = "snooze_until",
        SnoozeGroup = "snooze_group",
        SnoozeInstitution = "snooze_institution",
        DuplicateOf = "duplicate_of",
        Related = "related",
        DistinctFrom = "distinct_from",
        Remark = "remark",
        Source = "source",
        Given = "given",
        ValidUntil = "valid_until",
        Sent = "sent",
        FrozenNumber = "frozen_number",
        Parent = "parent",
        FormerNames = "former_names",
        Successor = "successor",
        Renamed = "renamed",
        Region = "region",
        Address = "address",
        Web = "web",
        Unit = "unit",
        LastName = "last_name",
        FirstName = "first_name",
        AcademicTitle = "academic_title",
        Salutation = "salutation",
        Function = "function",
        Mails = "mails",
        Phones = "phones",
        Keywords = "keywords",
        Speaker = "speaker",
        TalkTitles = "talk_titles",
        Format = "format",
        Fee = "fee",
        LeadTime = "lead_time",
        Reach = "reach",
        Left = "left_post",
        Basis = "basis",
        Checked = "checked",
        DeleteOn = "delete_on",
        Uid = "uid",
        Feedback = "feedback",
        InvitedBy = "invited_by",
        AskedOn = "asked_on",
        AnsweredOn = "answered_on",
        Description = "description",
        Cost = "cost",
        ShareKey = "share_key",
        Share = "share",
        SavedHours = "saved_hours",
        SavedMoney = "saved_money",
        Funder = "funder",
        Body = "body",
        Rates = "rates",
        Windows = "windows",
        Stages = "stages",
        Applicant = "applicant",
        SumAsked = "sum_asked",
        SumGranted = "sum_granted",
        OwnShare = "own_share",
        Reference = "reference",
        EarmarkedUntil = "earmarked_until",
        Stage = "stage",
        Amount = "amount",
        Subject = "subject",
        SubjectId = "subject_id",
        View = "view",
        Filter = "filter",
        Sort = "sort",
        ToldTo = "told_to",
    }
}
