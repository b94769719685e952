//! People outside: who sits where, with invented names, what they know and speak about.

use super::calendar::{Calendar, Moment, days};
use super::cast::{COORDINATOR, Cast};
use super::chance::Chance;
use super::preset::{INSTITUTIONS, id_of};
use super::schedule::{Timed, timed};
use super::table::rows;
use crate::domain::{Act, Basis, Edit, Field, Format, Id, Kind, Record, Value};

const SEATS: &str = include_str!("words/seats.txt");
const NAMES: &str = include_str!("words/names.txt");

/// The first day on which contacts come in, and for how long they do.
const FROM: Moment = days(1);
const FOR: Moment = days(3);

/// The seats, from 0, whose holders the first contacts without a seat follow later on.
pub(super) const HAND_OVER: [usize; 2] = [2, 15];

struct Seat {
    institution: Id,
    unit: &'static str,
    function: &'static str,
    topics: Vec<Id>,
    talks: Vec<&'static str>,
    keywords: String,
}

/// The contacts to come.
pub(super) struct Contacts {
    chance: Chance,
    count: u64,
    next: u64,
    seats: Vec<Seat>,
    institutions: u64,
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    last: Vec<&'static str>,
}

/// Which contact knows what, for those who ask.
pub(super) struct Experts {
    by_topic: Vec<Vec<Expert>>,
}

/// A contact with a post.
#[derive(Clone, Copy)]
pub(super) struct Expert {
    /// The contact.
    pub(super) contact: Id,
    /// Its institution.
    pub(super) institution: Id,
    /// Its post.
    pub(super) post: Id,
    /// The title of a talk; empty where there is none.
    pub(super) talk: &'static str,
}

impl Experts {
    /// Those of a topic.
    pub(super) fn of(&self, topic: i64) -> &[Expert] {
        usize::try_from(topic - 1).ok().and_then(|place| self.by_topic.get(place)).map_or(&[], Vec::as_slice)
    }
}

impl Contacts {
    /// So many contacts.
    pub(super) fn new(seed: u64, count: u64, cast: &Cast) -> Self {
        let names = |letter: &'static str| {
            rows(NAMES).filter(move |row| row.cell(0) == letter).flat_map(|row| row.parts(1, ','))
        };
        let seats = rows(SEATS).filter_map(|row| {
            Some(Seat {
                institution: id_of(INSTITUTIONS, 0, row.cell(0))?,
                unit: row.cell(1),
                function: row.cell(2),
                topics: cast.topics(row.cell(3)),
                talks: row.parts(4, ';').collect(),
                keywords: row.parts(5, ';').collect::<Vec<_>>().join("\n"),
            })
        });
        let mut last: Vec<&'static str> = names("n").collect();
        let mut chance = Chance::new(seed, 2);
        chance.shuffle(&mut last);
        Self {
            chance,
            count,
            next: 0,
            seats: seats.collect(),
            institutions: rows(INSTITUTIONS).count() as u64,
            women: names("w").collect(),
            men: names("m").collect(),
            last,
        }
    }

    /// How many are still to come.
    pub(super) fn left(&self) -> u64 {
        self.count - self.next
    }

    /// How many posts there are; the post and its first holder have the same number.
    pub(super) fn posts(&self) -> i64 {
        (self.seats.len() as u64).min(self.count).cast_signed()
    }

    /// Who knows what.
    pub(super) fn experts(&self, topics: usize) -> Experts {
        let mut by_topic = vec![Vec::new(); topics];
        for (id, seat) in (1..=self.posts()).map(Id).zip(&self.seats) {
            let talk = seat.talks.first().copied().unwrap_or_default();
            let expert = Expert { contact: id, institution: seat.institution, post: id, talk };
            for topic in &seat.topics {
                if let Some(experts) = usize::try_from(topic.0 - 1).ok().and_then(|place| by_topic.get_mut(place)) {
                    experts.push(expert);
                }
            }
        }
        Experts { by_topic }
    }

    /// The next contact.
    pub(super) fn next(&mut self, cast: &Cast, calendar: &Calendar) -> Option<Timed> {
        let place = self.next;
        if place >= self.count {
            return None;
        }
        self.next += 1;
        let id = Id(place.cast_signed() + 1);
        let moment = FROM + (u128::from(place) * u128::from(FOR) / u128::from(self.count)) as Moment;
        let mut edits: Vec<Edit> = Vec::new();
        let contact = self.person(id);
        let contact = if (place as usize) < self.seats.len() {
            let (contact, more) = self.seated(place as usize, contact, calendar);
            edits.push(contact.create());
            edits.extend(more);
            return Some(timed(moment, Act::Import, cast.author(COORDINATOR), calendar, edits));
        } else {
            self.somewhere(place as usize, contact, calendar)
        };
        edits.push(contact.create());
        Some(timed(moment, Act::Import, cast.author(COORDINATOR), calendar, edits))
    }

    fn person(&mut self, id: Id) -> Record {
        let woman = self.chance.percent(52);
        let first = self.chance.word(if woman { &self.women } else { &self.men });
        // The first ones each have a last name of their own, later ones share them.
        let last = match self.last.get(id.0 as usize - 1) {
            Some(last) => last,
            None => self.chance.word(&self.last),
        };
        let title = match self.chance.below(20) {
            0..3 => "Dr.",
            3 => "Prof. Dr.",
            _ => "",
        };
        let number = id.0 as u64;
        let mut phones = format!("0221 4710{:03}", 300 + number % 700);
        if self.chance.percent(35) {
            phones = match self.chance.below(4) {
                0 => format!("030 23125{:03}", number % 1000),
                1 => format!("069 90009{:03}", number % 1000),
                2 => format!("040 66969{:03}", number % 1000),
                _ => format!("{phones}\n0171 39200{:02}", number % 100),
            };
        }
        let mut mail = slug(first);
        mail.push('.');
        mail.push_str(&slug(last));
        if id.0 as usize > self.last.len() {
            mail.push_str(&number.to_string());
        }
        mail.push_str(["@example.org", "@example.de", "@example.com"][(number % 3) as usize]);
        Record::new(Kind::Contact, id)
            .with(Field::LastName, last)
            .with(Field::FirstName, first)
            .with(Field::AcademicTitle, title)
            .with(Field::Salutation, if woman { "Frau" } else { "Herr" })
            .with(Field::Mails, mail)
            .with(Field::Phones, phones)
            .with(Field::Source, self.chance.word(&["Visitenkarte", "Treffen der Allianz", "Outlook", "Internetseite"]))
            .with(Field::Purpose, "Fachaustausch und Vorträge in der Allianz")
            .with(Field::Basis, if self.chance.percent(80) { Basis::PublicTask } else { Basis::Consent })
    }

    fn seated(&mut self, place: usize, contact: Record, calendar: &Calendar) -> (Record, Vec<Edit>) {
        let seat = &self.seats[place];
        let id = contact.id;
        let mut contact = contact
            .with(Field::Institution, seat.institution)
            .with(Field::Unit, seat.unit)
            .with(Field::Function, seat.function)
            .with(Field::Topics, Value::links(seat.topics.iter().copied()))
            .with(Field::Keywords, seat.keywords.as_str());
        if !seat.talks.is_empty() {
            contact = contact
                .with(Field::Speaker, 1_i64)
                .with(Field::TalkTitles, seat.talks.join("\n"))
                .with(Field::Format, [Format::OnSite, Format::Both, Format::Online][place % 3])
                .with(Field::Fee, self.chance.word(&["keine", "keine, Fahrtkosten", "nach Absprache", "350 €"]))
                .with(
                    Field::LeadTime,
                    self.chance.word(&["4 Wochen", "6 bis 8 Wochen", "3 Monate", "kurzfristig möglich"]),
                )
                .with(Field::Reach, self.chance.word(&["Regierungsbezirk Düsseldorf", "landesweit", "bundesweit", ""]));
        }
        if place.is_multiple_of(3) {
            let day = Calendar::from_today(-(self.chance.within(10..=400).cast_signed()));
            let later = Calendar::from_today(self.chance.within(200..=1000).cast_signed());
            contact = contact.with(Field::Checked, calendar.iso(day)).with(Field::DeleteOn, calendar.iso(later));
        }
        let post = Record::new(Kind::Post, id)
            .with(Field::Name, seat.function)
            .with(Field::Institution, seat.institution)
            .with(Field::Unit, seat.unit)
            .with(Field::Topics, Value::links(seat.topics.iter().copied()));
        let mut tenure = Record::new(Kind::Tenure, id).with(Field::Post, id).with(Field::Contact, id);
        if self.chance.percent(60) {
            let since = Calendar::from_today(-(self.chance.within(200..=720).cast_signed()));
            tenure = tenure.with(Field::Since, calendar.iso(since));
        }
        (contact, vec![post.create(), tenure.create()])
    }

    /// Somebody without a post of their own: a colleague of a seat, or anybody anywhere.
    fn somewhere(&mut self, place: usize, contact: Record, calendar: &Calendar) -> Record {
        if let Some(seat) = HAND_OVER.get(place - self.seats.len()).and_then(|seat| self.seats.get(*seat)) {
            return contact
                .with(Field::Institution, seat.institution)
                .with(Field::Unit, seat.unit)
                .with(Field::Function, seat.function)
                .with(Field::Topics, Value::links(seat.topics.iter().copied()));
        }
        let seat = &self.seats[place % self.seats.len().max(1)];
        let institution = if self.chance.percent(70) {
            seat.institution
        } else {
            Id(self.chance.within(1..=self.institutions).cast_signed())
        };
        let unit = if institution == seat.institution { seat.unit } else { "" };
        let functions =
            ["Sachbearbeitung", "Sekretariat", "Teamassistenz", "Referat", "Vertretung", "Presse", "Leitung"];
        let mut contact = contact
            .with(Field::Institution, institution)
            .with(Field::Unit, unit)
            .with(Field::Function, self.chance.word(&functions));
        if self.chance.percent(40) {
            contact = contact.with(Field::Topics, Value::links(seat.topics.iter().copied().take(1)));
        }
        if self.chance.percent(7) {
            let day = Calendar::from_today(self.chance.within(20..=300).cast_signed());
            contact = contact.with(Field::Left, 1_i64).with(Field::DeleteOn, calendar.iso(day));
        }
        if self.chance.percent(15) {
            let note =
                ["am besten vormittags", "nur dienstags im Haus", "kennt die alten Akten", "vertritt die Leitung"];
            contact = contact.with(Field::Note, self.chance.word(&note));
        }
        contact
    }
}

/// A name as it stands in a mail address.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len() + 4);
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'ş' | 'ś' => slug.push('s'),
            'ç' | 'ć' => slug.push('c'),
            'ğ' => slug.push('g'),
            'ı' => slug.push('i'),
            'ł' => slug.push('l'),
            'ż' | 'ź' => slug.push('z'),
            'a'..='z' | '-' => slug.push(letter),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seat_is_somewhere_and_knows_something() {
        let cast = Cast::assemble();
        let contacts = Contacts::new(1, 1000, &cast);
        assert_eq!(contacts.seats.len(), rows(SEATS).count());
        assert!(contacts.seats.iter().all(|seat| !seat.topics.is_empty()));
        let experts = contacts.experts(cast.topics.len());
        assert!((1..=cast.topics.len() as i64).all(|topic| experts.of(topic).len() > 1));
    }

    #[test]
    fn names_become_addresses() {
        assert_eq!(slug("Jarosław"), "jaroslaw");
        assert_eq!(slug("Fußbroich-Güleryüz"), "fussbroich-gueleryuez");
    }
}
