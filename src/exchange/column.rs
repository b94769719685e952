//! The closed set of columns that the sheets of questions, groups and contacts can have.

macro_rules! columns {
    ($($name:ident),* $(,)?) => {
        /// What a column can hold. A question's, a group's and a contact's columns together.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Column { $($name),* }

        impl Column {
            /// Every column there is.
            pub const ALL: &'static [Column] = &[$(Column::$name),*];

            /// The stable English name, as used in `--map`.
            pub fn name(self) -> &'static str {
                match self { $(Column::$name => stringify!($name)),* }
            }
        }
    };
}

columns!(
    Number,
    Received,
    Member,
    Person,
    Mail,
    Topic,
    Title,
    Text,
    Explanation,
    Priority,
    Due,
    Remark,
    ShortName,
    Name,
    Purpose,
    Topics,
    Lead,
    Members,
    Rhythm,
    Salutation,
    AcademicTitle,
    FirstName,
    MiddleNames,
    LastName,
    Suffix,
    FullName,
    Organisation,
    Department,
    JobTitle,
    Role,
    Street,
    City,
    Region,
    PostalCode,
    Country,
    Phone,
    HomePhone,
    OtherPhone,
    PhoneKind,
    AddressKind,
    Mobile,
    Fax,
    Categories,
    Notes,
    Web,
    Runde,
);

impl Column {
    /// Whether several columns of a sheet may go into this one; else the first is taken.
    pub(super) fn takes_several(self) -> bool {
        use Column::{
            Categories, Explanation, Fax, HomePhone, Mail, Members, Mobile, Notes, OtherPhone, Phone, PhoneKind,
            Remark, Street, Topic, Topics, Web,
        };
        matches!(
            self,
            Mail | Topic
                | Explanation
                | Remark
                | Topics
                | Members
                | Street
                | Phone
                | HomePhone
                | OtherPhone
                | PhoneKind
                | Mobile
                | Fax
                | Categories
                | Notes
                | Web
        )
    }
}
