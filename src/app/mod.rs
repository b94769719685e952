//! The state machine: events in, effects out; no input or output, no clock, no file.

mod action;
mod acts;
mod ahead;
mod answers;
mod around;
mod before;
mod chosen;
mod conflicts;
mod contacts;
mod disclose;
mod dispatch;
mod drive;
mod duplicates;
mod event;
mod export;
mod feedback;
mod found;
mod import;
pub mod key;
mod keymap;
mod keys_page;
mod leave;
mod likely;
mod lists;
mod many;
mod navigate;
mod offer;
mod open;
mod privacy;
mod prolong;
mod purpose;
mod reach;
mod saved_view;
mod sent;
mod taken;
mod tree;
mod triage;
mod undo;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::mem::Discriminant;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub use action::{ACTIONS, Action, ActionSpec, Scope};
pub use contacts::{AboutContacts, Inviting, OfContacts};
pub use disclose::{Disclosed, Disclosing};
pub use drive::{Absence, Drive};
pub use event::{Answered, CardFor, Effect, Event, MOST_COPIED, Question};
pub use export::Chosen;
pub use key::{Key, KeyCode};
pub use keymap::{Keymap, KeymapProblem};
pub use keys_page::keys_page;
pub use lists::{AboutLists, NotWritten, OfLists, SheetOrder};
pub use purpose::Purpose;
use sent::Pending;
pub use sent::Sent;
pub use view::draw;

use crate::dialogs::{Context, Dialog, FormDraft, ToLocal};
use crate::domain::failure::Failure;
use crate::domain::presence::Present;
use crate::domain::{Author, Change, ChangeId, Id, IdSource, Kind, Language, NextMeeting, Waiting};
use crate::screens::browser::Browser;
use crate::screens::duplicates::Duplicates;
use crate::screens::find::Find;
use crate::screens::hour::HourState;
use crate::screens::import::ImportState;
use crate::screens::overview::OverviewState;
use crate::screens::saved_view::SavedView;
use crate::screens::triage::Triage;
use crate::screens::{Tab, View};
use crate::text::{LeftOut, Message};
use crate::widgets::field::LineInput;
use crate::widgets::theme::Theme;
use undo::UndoLog;

/// What the program is started with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The language of the reader.
    pub language: Language,
    /// The keys in force.
    pub keymap: Keymap,
    /// Who sits there.
    pub author: Author,
    /// What they are called.
    pub person: Option<String>,
    /// Whose staff they are.
    pub member: Option<(Id, String)>,
    /// The name of the file, for the first line.
    pub file: String,
    /// Whether nothing can be written.
    pub read_only: bool,
    /// What to say first.
    pub message: Option<Message>,
    /// From which all new ids come.
    pub seed: u64,
    /// The time on the clock of the wall.
    pub now: NaiveDateTime,
    /// Columns and lines of the window.
    pub size: (u16, u16),
    /// Tells the time of the people's clocks from that of the file.
    pub to_local: ToLocal,
}

/// The state of the whole program.
#[derive(Debug)]
pub struct App {
    pub(crate) language: Language,
    pub(crate) keymap: Keymap,
    author: Author,
    pub(crate) person: Option<String>,
    member: Option<(Id, String)>,
    pub(crate) file: String,
    pub(crate) read_only: bool,
    pub(crate) now: NaiveDateTime,
    pub(crate) size: (u16, u16),
    ids: IdSource,
    pub(crate) tab: Tab,
    pub(crate) browsers: Vec<Browser>,
    pub(crate) overview: OverviewState,
    pub(crate) triage: Option<Triage>,
    /// Triage that was left to look at another question.
    paused: Option<Triage>,
    pub(crate) find: Option<Find>,
    /// How many dialogs find was opened over; those above have the keys.
    pub(crate) find_over: usize,
    /// Where find led away from, until one goes elsewhere.
    left_by_find: Option<found::Left>,
    pub(crate) import: Option<ImportState>,
    pub(crate) duplicates: Option<Duplicates>,
    pub(crate) hour: Option<HourState>,
    pub(crate) filter: Option<LineInput>,
    pub(crate) dialogs: Vec<(Dialog, Purpose)>,
    pub(crate) message: Option<Message>,
    pub(crate) waiting: Waiting,
    /// What a change on its way leaves as it is, of all that were marked.
    left_out: Option<(ChangeId, LeftOut)>,
    /// The views that this person keeps, in the order of their keys.
    pub(crate) saved_views: Vec<SavedView>,
    next_meetings: Vec<NextMeeting>,
    pending: BTreeMap<ChangeId, Pending>,
    /// How many changes were sent.
    sent: u64,
    pub(crate) drive: Drive,
    /// Whether nothing can be written since the drive was away.
    sealed: bool,
    undo: UndoLog,
    drafts: Vec<FormDraft>,
    typed: HashMap<Discriminant<Purpose>, String>,
    leaving: bool,
    /// Who else is in.
    pub(crate) others: Vec<Present>,
    /// Whether the file was opened for reading only.
    opened_read_only: bool,
    /// Why nothing can be written any more.
    halted: Option<Failure>,
    /// Keys that wait for the file.
    ahead: VecDeque<Key>,
    /// Whether something was asked for that will take the keys: a form, a history.
    opening: bool,
    to_local: ToLocal,
}

impl App {
    /// The program at its start, and what it asks for first.
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let mut app = Self {
            language: start.language,
            keymap: start.keymap,
            author: start.author,
            person: start.person,
            member: start.member,
            file: start.file,
            read_only: start.read_only,
            now: start.now,
            size: start.size,
            ids: IdSource::new(start.seed),
            tab: Tab::Questions,
            browsers: Tab::ALL.iter().map(|tab| Browser::new(*tab)).collect(),
            overview: OverviewState::default(),
            triage: None,
            paused: None,
            find: None,
            find_over: 0,
            left_by_find: None,
            import: None,
            duplicates: None,
            hour: None,
            filter: None,
            dialogs: Vec::new(),
            message: start.message,
            waiting: Waiting::default(),
            left_out: None,
            saved_views: Vec::new(),
            next_meetings: Vec::new(),
            pending: BTreeMap::new(),
            sent: 0,
            drive: Drive::Here,
            sealed: false,
            undo: UndoLog::default(),
            drafts: Vec::new(),
            typed: HashMap::new(),
            leaving: false,
            others: Vec::new(),
            opened_read_only: start.read_only,
            halted: None,
            ahead: VecDeque::new(),
            opening: false,
            to_local: start.to_local,
        };
        let mut effects = app.arrive();
        effects.push(Effect::Ask(Question::Waiting));
        effects.push(app.ask_saved_views());
        (app, effects)
    }

    /// What an event leads to.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = self.follow(event);
        effects.extend(self.move_on_when_closed());
        if self.is_away() {
            self.opening = false;
            return self.without_drive(effects);
        }
        if matches!(self.drive, Drive::Busy { .. }) {
            self.forget_other_card();
        }
        effects
    }

    fn follow(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) if self.gives_up(key) => vec![Effect::GiveUp],
            Event::Key(key) => self.key_in_turn(key),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(width, height) => {
                self.size = (width, height);
                self.fit();
                vec![Effect::Redraw]
            }
            Event::Clock(now) => {
                let day_changed = now.date() != self.now.date();
                self.now = now;
                if day_changed { self.refresh() } else { Vec::new() }
            }
            Event::Pause => self.keep_typed(),
            Event::Terminate => self.leave(),
            Event::ChangedElsewhere => self.refresh(),
            Event::Around(around) => {
                self.look_around(*around);
                Vec::new()
            }
            Event::Answered(answered) => {
                self.note_opened(&answered);
                let mut effects = self.answered(*answered);
                effects.extend(self.take_ahead());
                effects
            }
            Event::Drive(drive) => self.take_drive(drive),
            Event::Kept(changes) => self.take_kept(changes),
            Event::NotNoted(cause) => {
                self.message = Some(Message::NotNoted(cause));
                Vec::new()
            }
            Event::DraftNotKept(cause) => {
                self.message = Some(Message::DraftNotKept(cause));
                Vec::new()
            }
            Event::NoBackup(why) => {
                self.message = Some(Message::NoBackup(why));
                Vec::new()
            }
            Event::Drafts(drafts) => {
                let count = drafts.len();
                self.drafts = drafts;
                if count > 0 && self.message.is_none() {
                    let commands = self.key_name(Action::Commands);
                    self.message = Some(Message::Drafts { count, commands });
                }
                Vec::new()
            }
        }
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Whether changes are on their way into the file.
    pub fn is_saving(&self) -> bool {
        !self.pending.is_empty()
    }

    /// How many changes are on their way.
    pub(crate) fn waiting_changes(&self) -> usize {
        self.pending.len()
    }

    /// The records that a change on its way touches.
    pub(crate) fn saving(&self) -> BTreeSet<(Kind, Id)> {
        self.pending.values().flat_map(|pending| event::touched(&pending.change)).collect()
    }

    /// The tab in front.
    pub(crate) fn browser(&self) -> &Browser {
        &self.browsers[self.tab.place()]
    }

    fn browser_mut(&mut self) -> &mut Browser {
        &mut self.browsers[self.tab.place()]
    }

    /// The dialog that has the keys: none while find lies over all of them.
    pub(crate) fn top_dialog(&self) -> Option<&Dialog> {
        let covered = if self.find.is_some() { self.find_over } else { 0 };
        self.dialogs.get(covered..).and_then(<[_]>::last).map(|(dialog, _)| dialog)
    }

    /// Whether the overview is in front.
    pub(crate) fn is_overview(&self) -> bool {
        self.browser().view == View::Overview
    }

    /// Draws the program; gives where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
        draw(self, buffer, theme)
    }

    fn context(&self) -> Context<'_> {
        Context { language: self.language, keymap: &self.keymap, today: self.today() }
    }

    /// The name of the key for an action, wherever it applies.
    fn key_name(&self, action: Action) -> String {
        self.keymap.keys(action).first().map(|key| key.name(self.language)).unwrap_or_default()
    }

    /// Sends a change on its way.
    fn send(&mut self, mut change: Change, what: Sent) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        if change.edits.is_empty() {
            self.message = Some(Message::Unchanged);
            return Vec::new();
        }
        change.author = self.author.clone();
        self.base_on_pending(&mut change);
        self.sent += 1;
        self.pending.insert(change.id, Pending { change: change.clone(), what, place: self.sent });
        if self.is_away() {
            self.park();
        }
        vec![Effect::Apply(Box::new(change))]
    }

    /// Everything that is shown is read again.
    fn refresh(&mut self) -> Vec<Effect> {
        let today = self.today();
        let mut effects = vec![Effect::Ask(Question::Waiting), self.ask_saved_views()];
        let tab = self.tab;
        for browser in &mut self.browsers {
            // The list behind triage is read again when it comes to the front.
            if browser.tab == tab && self.triage.is_some() {
                continue;
            }
            let asked = browser.refresh(today);
            if browser.tab == tab {
                effects.extend(asked.map(|asked| Effect::Ask(Question::Rows(asked))));
            }
        }
        if self.is_overview() {
            effects.push(Effect::Ask(Question::Overview));
        }
        effects.extend(self.ask_tree());
        if self.triage.is_none() {
            effects.extend(self.ask_count());
            effects.extend(self.ask_card());
        }
        effects.extend(self.duplicates.is_some().then_some(Effect::Ask(Question::Alike)));
        let list = self.hour.as_ref().map(|hour| hour.hour.list.record.id);
        effects.extend(list.map(|id| Effect::Ask(Question::Lists(AboutLists::HourMeanwhile(id)))));
        if let Some(triage) = &mut self.triage {
            triage.is_old();
            effects.extend(self.ask_triage());
        }
        effects
    }
}
