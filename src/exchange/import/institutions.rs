//! Finds the institution that an address book names, under any of its names, or makes it.

use std::collections::HashMap;

use super::desk::Desk;
use super::members::Members;
use super::names::Names;
use super::{Known, RowNote, Seen};
use crate::domain::fold::{key, words};
use crate::domain::{Edit, Field, Id, InstitutionKind, Kind, Record};

/// Words that say where or of which legal form a body is, and that lists leave out or add.
const PASSED_OVER: [&str; 17] = [
    "nrw",
    "nordrhein",
    "westfalen",
    "des",
    "landes",
    "gmbh",
    "ggmbh",
    "ev",
    "e",
    "v",
    "eg",
    "aor",
    "ag",
    "mbh",
    "der",
    "fur",
    "das",
];

/// Letters from which a name is still one without the words above.
const SHORTEST: usize = 5;

/// Letters of a short name in brackets.
const LONGEST_SHORT: usize = 12;

/// The institutions of the file and of this import.
pub(super) struct Institutions {
    exact: Names,
    short: Names,
    bare: Names,
    /// Removed ones, by their exact names.
    gone: Names,
    /// The institutions that are members, by member.
    of_member: HashMap<Id, Id>,
    names: HashMap<Id, String>,
    /// Those that this import makes or fills, as they will be.
    touched: HashMap<Id, Seen>,
}

impl Institutions {
    pub(super) fn new(all: &[Record], members: &Members) -> Self {
        let mut institutions = Self {
            exact: Names::default(),
            short: Names::default(),
            bare: Names::default(),
            gone: Names::default(),
            of_member: HashMap::new(),
            names: HashMap::new(),
            touched: HashMap::new(),
        };
        for institution in all {
            if institution.is_removed() {
                institutions.gone.add(&key(institution.text(Field::Name)), institution.id);
            } else {
                institutions.add(institution, members);
            }
        }
        institutions
    }

    fn add(&mut self, institution: &Record, members: &Members) {
        let (id, name, short) = (institution.id, institution.text(Field::Name), institution.text(Field::ShortName));
        self.names.insert(id, name.to_owned());
        for spelling in [name, short].into_iter().chain(institution.text(Field::FormerNames).lines()) {
            let (outside, inside) = parted(spelling);
            for part in [spelling, &outside, inside] {
                self.exact.add(&key(part), id);
            }
            self.bare.add(&bare(&outside), id);
            self.short.add(&bare(inside), id);
        }
        self.short.add(&bare(short), id);
        if institution.text(Field::Kind) == InstitutionKind::Member.code()
            && let Some(member) = members.one(name)
        {
            self.of_member.insert(member, id);
        }
    }

    /// The institution that is meant.
    pub(super) fn find(&self, name: &str, members: &Members) -> Option<Id> {
        if let Some(member) = members.one(name) {
            return self.of_member.get(&member).copied().or_else(|| self.exact.get(&key(name)));
        }
        let (outside, inside) = parted(name);
        let exact = [name, &outside].into_iter().find_map(|part| self.exact.get(&key(part)));
        let stripped = bare(&outside);
        let short = || self.short.get(&stripped).or_else(|| self.short.get(&bare(inside)));
        let long = || (stripped.chars().count() >= SHORTEST).then(|| self.bare.get(&stripped)).flatten();
        exact.or_else(short).or_else(long)
    }

    /// The institution that is meant, one that was removed too.
    pub(super) fn find_or_gone(&self, name: &str, members: &Members) -> Option<Id> {
        self.find(name, members).or_else(|| self.find_gone(name))
    }

    fn find_gone(&self, name: &str) -> Option<Id> {
        self.gone.get(&key(&parted(name).0)).or_else(|| self.gone.get(&key(name)))
    }

    /// An institution as it will be when the rows before are done.
    pub(super) fn seen<K: Known>(&self, desk: &Desk<'_, K>, id: Id) -> Result<Option<Seen>, K::Error> {
        match self.touched.get(&id) {
            Some(seen) => Ok(Some(seen.clone())),
            None => desk.known.seen(Kind::Institution, id),
        }
    }

    /// Remembers how an institution will be.
    pub(super) fn touch(&mut self, seen: Seen) {
        self.touched.insert(seen.record.id, seen);
    }

    /// The name of an institution.
    pub(super) fn name(&self, id: Id) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// The institution that is meant; where there is none, it comes into being.
    pub(super) fn ensure<K: Known>(
        &mut self,
        desk: &mut Desk<'_, K>,
        name: &str,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<Id, K::Error> {
        if let Some(id) = self.find(name, &desk.members) {
            return Ok(id);
        }
        if let Some(id) = self.find_gone(name)
            && let Some((seen, edit)) = desk.revived(Kind::Institution, id)?
        {
            self.add(&seen.record, &desk.members);
            edits.push(edit);
            let mut seen = seen;
            seen.record.values.remove(&Field::Removed);
            self.touch(seen);
            return Ok(id);
        }
        let institution = self.make(desk, name);
        edits.push(institution.create());
        notes.push(RowNote::NewInstitution { name: institution.text(Field::Name).to_owned() });
        Ok(institution.id)
    }

    /// A new institution of this name, known from now on.
    pub(super) fn make<K: Known>(&mut self, desk: &mut Desk<'_, K>, name: &str) -> Record {
        let is_member = desk.members.one(name).is_some();
        let kind = if is_member { InstitutionKind::Member } else { InstitutionKind::Other };
        let (outside, inside) = parted(name);
        let is_short = inside.chars().count() <= LONGEST_SHORT && !inside.contains(' ');
        let (name, short) =
            if is_short && !outside.is_empty() && !is_member { (outside.as_str(), inside) } else { (name, "") };
        let (named, short) = (desk.line(name), desk.line(short));
        let institution = desk.new_record(Kind::Institution).with(Field::Name, named).with(Field::Kind, kind);
        let institution = institution.with(Field::ShortName, short);
        self.add(&institution, &desk.members);
        let brought = institution.values.clone();
        self.touch(Seen { record: institution.clone(), brought, taken_back: false });
        institution
    }
}

/// A name without what stands in brackets, and that: `Zukunft (ZUG) gGmbH` is `Zukunft gGmbH` and `ZUG`.
fn parted(name: &str) -> (String, &str) {
    let inside = name.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)));
    match inside {
        Some((before, (inside, behind))) => {
            (format!("{} {}", before.trim(), behind.trim()).trim().to_owned(), inside.trim())
        }
        None => (name.trim().to_owned(), ""),
    }
}

/// The folded name without the words that come and go.
fn bare(name: &str) -> String {
    let spelt = |word: String| match word.as_str() {
        "bezreg" | "br" => "bezirksregierung".to_owned(),
        _ => word,
    };
    let kept: Vec<String> = words(name).filter(|word| !PASSED_OVER.contains(&word.as_str())).map(spelt).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn institutions() -> (Institutions, Members) {
        let body = |id, name: &str, short: &str, former: &str| {
            Record::new(Kind::Institution, Id(id))
                .with(Field::Name, name)
                .with(Field::ShortName, short)
                .with(Field::FormerNames, former)
                .with(Field::Kind, InstitutionKind::Other)
        };
        let town = Record::new(Kind::Member, Id(1)).with(Field::Name, "Kaarst").with(Field::ShortName, "KA");
        let members = Members::new(&[town]);
        let all = vec![
            body(
                1,
                "Landesamt für Natur, Umwelt und Klima Nordrhein-Westfalen",
                "LANUK",
                "Landesamt für Natur, Umwelt und Verbraucherschutz (LANUV)",
            ),
            body(2, "NRW.Energy4Climate GmbH", "E4C", ""),
            body(3, "Bezirksregierung Düsseldorf", "BR D", ""),
            body(4, "NRW.BANK", "", ""),
            body(5, "Stadt Kaarst", "", "").with(Field::Kind, InstitutionKind::Member),
            body(6, "Haus der Natur", "", ""),
            body(7, "Ministerium für Umwelt", "MUNV", ""),
        ];
        (Institutions::new(&all, &members), members)
    }

    #[test]
    fn a_body_is_found_under_each_of_its_names() {
        let (institutions, members) = institutions();
        for (name, id) in [
            ("LANUK NRW", Some(1)),
            ("lanuv", Some(1)),
            ("Landesamt für Natur, Umwelt und Klima NRW (LANUK)", Some(1)),
            ("Energy4Climate", Some(2)),
            ("BezReg Düsseldorf", Some(3)),
            ("Bezirksregierung Duesseldorf", Some(3)),
            ("NRW.BANK", Some(4)),
            ("Bank", None),
            ("Kaarst", Some(5)),
            ("MUNV NRW", Some(7)),
            ("Bezirksregierung Köln", None),
            ("", None),
        ] {
            assert_eq!(institutions.find(name, &members), id.map(Id), "{name}");
        }
    }
}
