//! `field=value` as it stands on the command line, and the value that it means.

use std::collections::BTreeSet;

use super::session::Session;
use super::trouble::Trouble;
use crate::domain::{Field, FieldType, Filled, Kind, Record, Value};
use crate::store::Store;
use crate::text;
use crate::text::command_line::Wrong;

/// One field that is to hold something else.
#[derive(Debug)]
pub(super) struct Assignment<'a> {
    kind: Kind,
    pub(super) field: Field,
    holds: FieldType,
    how: How,
    text: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Be,
    Add,
    Take,
}

/// Fields that an act of the program fills, and that people can nevertheless set by name: the rules of questions and
/// of question lists turn them into that act.
const BY_RULE: &[(Kind, &[Field])] = &[
    (Kind::List, &[Field::State]),
    (
        Kind::Question,
        &[
            Field::State,
            Field::Reason,
            Field::Snooze,
            Field::SnoozeUntil,
            Field::SnoozeGroup,
            Field::SnoozeInstitution,
            Field::DuplicateOf,
        ],
    ),
];

impl<'a> Assignment<'a> {
    pub(super) fn parse(session: &Session<'_>, kind: Kind, argument: &'a str) -> Result<Self, Trouble> {
        let Some((name, text)) = argument.split_once('=') else {
            return Err(session.wrong(&Wrong::NoAssignment(argument)));
        };
        let (name, how) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, How::Add),
            (_, Some(name)) => (name, How::Take),
            _ => (name, How::Be),
        };
        let spec = text::field_named(kind, name).and_then(|field| kind.spec().field(field));
        let Some(spec) = spec else {
            return Err(session.wrong(&Wrong::NoField(kind, name, &settable(kind))));
        };
        if !may_be_set(kind, spec.field, spec.filled) {
            return Err(session.wrong(&Wrong::NotByHand(kind, spec.field)));
        }
        if how != How::Be && !matches!(spec.holds, FieldType::Links(..) | FieldType::Lines) {
            return Err(session.wrong(&Wrong::NotSeveral(kind, spec.field)));
        }
        Ok(Self { kind, field: spec.field, holds: spec.holds, how, text })
    }

    /// What the field is to hold, where a record holds something now.
    pub(super) fn value(&self, session: &Session<'_>, store: &Store, record: &Record) -> Result<Value, Trouble> {
        let now = record.get(self.field);
        match self.holds {
            FieldType::Link(_) if self.text.trim().is_empty() => Ok(Value::Unknown),
            FieldType::Link(kind) => Ok(Value::from(session.resolve(store, kind, self.text)?)),
            FieldType::Links(kind, _) => {
                let named: BTreeSet<_> = session.resolve_all(store, kind, self.text)?.into_iter().collect();
                let now = now.as_links();
                Ok(Value::Links(match self.how {
                    How::Be => named,
                    How::Add => &now | &named,
                    How::Take => &now - &named,
                }))
            }
            FieldType::Lines => {
                let named = self.read(session, &self.text.replace(';', "\n"))?;
                let named: Vec<&str> = named.as_text().unwrap_or_default().lines().collect();
                let now: Vec<&str> = now.as_text().unwrap_or_default().lines().collect();
                let lines: Vec<&str> = match self.how {
                    How::Be => named,
                    How::Add => {
                        let new = named.into_iter().filter(|line| !now.contains(line));
                        now.iter().copied().chain(new).collect()
                    }
                    How::Take => now.into_iter().filter(|line| !named.contains(line)).collect(),
                };
                Ok(Value::text(lines.join("\n")))
            }
            _ => self.read(session, self.text),
        }
    }

    fn read(&self, session: &Session<'_>, text: &str) -> Result<Value, Trouble> {
        text::read(self.holds, text, session.today()).map_err(|problem| {
            let reason = text::entry_problem(session.language, &problem);
            session.wrong(&Wrong::Entry(self.kind, self.field, &reason))
        })
    }
}

fn may_be_set(kind: Kind, field: Field, filled: Filled) -> bool {
    match filled {
        Filled::Required | Filled::Optional => true,
        Filled::ByAct => {
            field == Field::Removed || BY_RULE.iter().any(|(of, fields)| *of == kind && fields.contains(&field))
        }
        Filled::ByStore => false,
    }
}

/// The fields of a kind that can be set, by their codes.
fn settable(kind: Kind) -> String {
    let fields = kind.spec().fields.iter().filter(|spec| may_be_set(kind, spec.field, spec.filled));
    fields.map(|spec| spec.field.code()).collect::<Vec<_>>().join(", ")
}
