-- The file, version 1. One table per kind of record, with the names of src/domain/kind.rs; a test holds the
-- catalogue against it. Unknown is NULL. Nothing is deleted: what people take out of the lists is `removed`.
-- Foreign keys are checked at commit, so that the edits of a change may come in any order.
-- Once released, this file is never edited again; see docs/file-format.md.

CREATE TABLE alliance (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    chair INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    since TEXT CHECK (since IS date(since)),
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;

CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('county', 'town', 'municipality')),
    spellings TEXT,
    inhabitants INTEGER,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    member INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    role TEXT CHECK (role IN ('coordinator', 'chair', 'staff', 'reader')),
    logins TEXT,
    mail TEXT,
    phone TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX person_member ON person (member) WHERE member IS NOT NULL;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    synonyms TEXT,
    goals TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;

CREATE TABLE working_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    purpose TEXT,
    lead INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    rhythm TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'closed')),
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE TABLE working_group_topic (
    working_group INTEGER NOT NULL REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (working_group, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX working_group_topic_topic ON working_group_topic (topic, working_group);

CREATE TABLE membership (
    id INTEGER PRIMARY KEY,
    working_group INTEGER NOT NULL REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    name TEXT,
    member INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    role TEXT,
    since TEXT CHECK (since IS date(since)),
    until TEXT CHECK (until IS date(until)),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX membership_working_group ON membership (working_group) WHERE working_group IS NOT NULL;
CREATE INDEX membership_person ON membership (person) WHERE person IS NOT NULL;
CREATE INDEX membership_contact ON membership (contact) WHERE contact IS NOT NULL;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    working_group INTEGER REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    rhythm TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    working_group INTEGER REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    series INTEGER REFERENCES series DEFERRABLE INITIALLY DEFERRED,
    starts TEXT CHECK (starts GLOB '????-??-??T??:??'),
    ends TEXT CHECK (ends GLOB '????-??-??T??:??'),
    state TEXT NOT NULL CHECK (state IN ('planned', 'invited', 'held', 'cancelled')),
    host INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    place TEXT,
    chair INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    focus TEXT,
    minutes TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX meeting_working_group ON meeting (working_group) WHERE working_group IS NOT NULL;
CREATE INDEX meeting_series ON meeting (series) WHERE series IS NOT NULL;
CREATE TABLE meeting_topic (
    meeting INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (meeting, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_topic_topic ON meeting_topic (topic, meeting);
CREATE TABLE meeting_guest (
    meeting INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (meeting, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_guest_contact ON meeting_guest (contact, meeting);

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    member INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    name TEXT,
    state TEXT NOT NULL CHECK (state IN ('present', 'excused', 'absent')),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX attendance_meeting ON attendance (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    series INTEGER REFERENCES series DEFERRABLE INITIALLY DEFERRED,
    position INTEGER,
    duration INTEGER,
    responsible TEXT,
    question INTEGER REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX agenda_item_series ON agenda_item (series) WHERE series IS NOT NULL;
CREATE INDEX agenda_item_question ON agenda_item (question) WHERE question IS NOT NULL;

CREATE TABLE outcome (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('information', 'decision', 'action')),
    text TEXT NOT NULL CHECK (text <> ''),
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    agenda_item INTEGER REFERENCES agenda_item DEFERRABLE INITIALLY DEFERRED,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    responsible TEXT,
    due TEXT,
    done TEXT CHECK (done IS date(done)),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX outcome_meeting ON outcome (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX outcome_agenda_item ON outcome (agenda_item) WHERE agenda_item IS NOT NULL;

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    text TEXT,
    explanation TEXT,
    asked_by TEXT,
    mail TEXT,
    received TEXT CHECK (received IS date(received)),
    priority TEXT CHECK (priority IN ('1', '2', '3', '4')),
    due TEXT,
    state TEXT NOT NULL CHECK (state IN ('inbox', 'assigned', 'asked', 'answered', 'closed', 'declined', 'duplicate')),
    reason TEXT,
    snooze TEXT CHECK (snooze IN ('date', 'meeting', 'guest')),
    snooze_until TEXT CHECK (snooze_until IS date(snooze_until)),
    snooze_group INTEGER REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    snooze_institution INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    working_group INTEGER REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    post INTEGER REFERENCES post DEFERRABLE INITIALLY DEFERRED,
    institution INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    duplicate_of INTEGER REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    remark TEXT,
    source TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX question_working_group ON question (working_group, number) WHERE working_group IS NOT NULL;
CREATE INDEX question_contact ON question (contact, number) WHERE contact IS NOT NULL;
CREATE INDEX question_post ON question (post, number) WHERE post IS NOT NULL;
CREATE INDEX question_institution ON question (institution, number) WHERE institution IS NOT NULL;
CREATE INDEX question_duplicate_of ON question (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE question_asker (
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    member INTEGER NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (question, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_asker_member ON question_asker (member, question);
CREATE TABLE question_topic (
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (question, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_topic_topic ON question_topic (topic, question);
CREATE TABLE question_affected (
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    member INTEGER NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (question, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_affected_member ON question_affected (member, question);
CREATE TABLE question_related (
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    related INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (question, related)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_related_related ON question_related (related, question);

CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL CHECK (text <> ''),
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    institution INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    given TEXT CHECK (given IS date(given)),
    source TEXT,
    valid_until TEXT CHECK (valid_until IS date(valid_until)),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX answer_question ON answer (question) WHERE question IS NOT NULL;
CREATE INDEX answer_contact ON answer (contact) WHERE contact IS NOT NULL;
CREATE INDEX answer_institution ON answer (institution) WHERE institution IS NOT NULL;
CREATE INDEX answer_meeting ON answer (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE question_list (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    institution INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'answered')),
    sent TEXT CHECK (sent IS date(sent)),
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX question_list_contact ON question_list (contact) WHERE contact IS NOT NULL;
CREATE INDEX question_list_institution ON question_list (institution) WHERE institution IS NOT NULL;
CREATE INDEX question_list_meeting ON question_list (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE list_entry (
    id INTEGER PRIMARY KEY,
    question_list INTEGER NOT NULL REFERENCES question_list DEFERRABLE INITIALLY DEFERRED,
    question INTEGER NOT NULL REFERENCES question DEFERRABLE INITIALLY DEFERRED,
    position INTEGER,
    frozen_number INTEGER,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX list_entry_question_list ON list_entry (question_list) WHERE question_list IS NOT NULL;
CREATE INDEX list_entry_question ON list_entry (question) WHERE question IS NOT NULL;

CREATE TABLE institution (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('ministry', 'state_agency', 'district_government', 'rheinisches_revier', 'funder', 'university', 'company', 'association', 'member', 'other')),
    parent INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    former_names TEXT,
    successor INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    renamed TEXT CHECK (renamed IS date(renamed)),
    region TEXT,
    address TEXT,
    mail TEXT,
    phone TEXT,
    web TEXT,
    checked TEXT CHECK (checked IS date(checked)),
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX institution_parent ON institution (parent) WHERE parent IS NOT NULL;

CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    institution INTEGER NOT NULL REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    unit TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX post_institution ON post (institution) WHERE institution IS NOT NULL;
CREATE TABLE post_topic (
    post INTEGER NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (post, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_topic_topic ON post_topic (topic, post);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    last_name TEXT NOT NULL CHECK (last_name <> ''),
    first_name TEXT,
    academic_title TEXT,
    salutation TEXT,
    institution INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    unit TEXT,
    function TEXT,
    mails TEXT,
    phones TEXT,
    address TEXT,
    web TEXT,
    keywords TEXT,
    speaker INTEGER CHECK (speaker = 1),
    talk_titles TEXT,
    format TEXT CHECK (format IN ('on_site', 'online', 'both')),
    fee TEXT,
    lead_time TEXT,
    reach TEXT,
    left_post INTEGER CHECK (left_post = 1),
    note TEXT,
    source TEXT,
    purpose TEXT,
    basis TEXT CHECK (basis IN ('public_task', 'consent', 'contract', 'legal_duty', 'legitimate_interest')),
    checked TEXT CHECK (checked IS date(checked)),
    delete_on TEXT CHECK (delete_on IS date(delete_on)),
    uid TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX contact_institution ON contact (institution) WHERE institution IS NOT NULL;
CREATE TABLE contact_topic (
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (contact, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_topic_topic ON contact_topic (topic, contact);

CREATE TABLE tenure (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES post DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    since TEXT CHECK (since IS date(since)),
    until TEXT CHECK (until IS date(until)),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX tenure_post ON tenure (post) WHERE post IS NOT NULL;
CREATE INDEX tenure_contact ON tenure (contact) WHERE contact IS NOT NULL;

CREATE TABLE talk (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    given TEXT CHECK (given IS date(given)),
    format TEXT CHECK (format IN ('on_site', 'online', 'both')),
    invited_by INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    feedback TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX talk_contact ON talk (contact) WHERE contact IS NOT NULL;
CREATE INDEX talk_meeting ON talk (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    post INTEGER REFERENCES post DEFERRABLE INITIALLY DEFERRED,
    meeting INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined')),
    asked_on TEXT CHECK (asked_on IS date(asked_on)),
    invited_by INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX invitation_contact ON invitation (contact) WHERE contact IS NOT NULL;
CREATE INDEX invitation_post ON invitation (post) WHERE post IS NOT NULL;
CREATE INDEX invitation_meeting ON invitation (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    short_name TEXT,
    description TEXT,
    lead INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    working_group INTEGER REFERENCES working_group DEFERRABLE INITIALLY DEFERRED,
    goals TEXT,
    state TEXT NOT NULL CHECK (state IN ('idea', 'planned', 'running', 'done', 'stopped')),
    starts TEXT,
    ends TEXT,
    cost INTEGER,
    share_key TEXT CHECK (share_key IN ('inhabitants', 'equal', 'fixed')),
    saved_hours INTEGER,
    saved_money INTEGER,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX project_working_group ON project (working_group) WHERE working_group IS NOT NULL;
CREATE TABLE project_topic (
    project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
    topic INTEGER NOT NULL REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (project, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_topic_topic ON project_topic (topic, project);

CREATE TABLE participation (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
    member INTEGER NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('interested', 'council', 'joined', 'out')),
    share INTEGER,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX participation_project ON participation (project) WHERE project IS NOT NULL;
CREATE INDEX participation_member ON participation (member) WHERE member IS NOT NULL;

CREATE TABLE milestone (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    project INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
    due TEXT,
    done TEXT CHECK (done IS date(done)),
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX milestone_project ON milestone (project) WHERE project IS NOT NULL;

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT,
    funder INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    body INTEGER REFERENCES institution DEFERRABLE INITIALLY DEFERRED,
    description TEXT,
    rates TEXT,
    windows TEXT,
    stages INTEGER,
    web TEXT,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX programme_funder ON programme (funder) WHERE funder IS NOT NULL;

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    project INTEGER REFERENCES project DEFERRABLE INITIALLY DEFERRED,
    programme INTEGER REFERENCES programme DEFERRABLE INITIALLY DEFERRED,
    applicant INTEGER REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL CHECK (state IN ('idea', 'advice', 'sketch', 'application', 'queries', 'granted', 'refused', 'running', 'drawdown', 'proof_of_use', 'checked', 'earmarked', 'closed', 'withdrawn', 'missed', 'reclaimed')),
    due TEXT,
    sum_asked INTEGER,
    sum_granted INTEGER,
    own_share INTEGER,
    reference TEXT,
    earmarked_until TEXT CHECK (earmarked_until IS date(earmarked_until)),
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX application_project ON application (project) WHERE project IS NOT NULL;
CREATE INDEX application_programme ON application (programme) WHERE programme IS NOT NULL;

CREATE TABLE application_step (
    id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL CHECK (stage IN ('idea', 'advice', 'sketch', 'application', 'queries', 'granted', 'refused', 'running', 'drawdown', 'proof_of_use', 'checked', 'earmarked', 'closed', 'withdrawn', 'missed', 'reclaimed')),
    application INTEGER NOT NULL REFERENCES application DEFERRABLE INITIALLY DEFERRED,
    due TEXT,
    done TEXT CHECK (done IS date(done)),
    amount INTEGER,
    note TEXT,
    removed INTEGER CHECK (removed = 1)
) STRICT;
CREATE INDEX application_step_application ON application_step (application) WHERE application IS NOT NULL;

CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject <> ''),
    subject_id INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    asked_by TEXT,
    given TEXT CHECK (given GLOB '????-??-??T??:??'),
    removed INTEGER CHECK (removed = 1)
) STRICT;

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    view TEXT NOT NULL CHECK (view <> ''),
    filter TEXT,
    position INTEGER,
    removed INTEGER CHECK (removed = 1)
) STRICT;


-- What every list, badge and triage begins with: one index per list, in its order. There is none on all states:
-- SQLite would look several up there and sort all that it finds, where a list wants its first page.
CREATE UNIQUE INDEX question_number ON question (number);
CREATE INDEX question_all ON question (number) WHERE removed IS NULL;
CREATE INDEX question_inbox ON question (state, number, snooze, snooze_until) WHERE removed IS NULL AND state = 'inbox';
CREATE INDEX question_open ON question (number) WHERE removed IS NULL AND state IN ('inbox', 'assigned', 'asked');
CREATE INDEX question_answered ON question (number) WHERE removed IS NULL AND state IN ('answered', 'closed');
CREATE INDEX question_snoozed ON question (number) WHERE removed IS NULL AND snooze IS NOT NULL;
CREATE INDEX question_due ON question (due) WHERE removed IS NULL AND state IN ('inbox', 'assigned', 'asked');
CREATE INDEX answer_valid_until ON answer (valid_until, question) WHERE removed IS NULL AND valid_until IS NOT NULL;
CREATE INDEX contact_order ON contact (runde_key(last_name), id) WHERE removed IS NULL;
CREATE INDEX contact_speaker ON contact (runde_key(last_name), id) WHERE removed IS NULL AND speaker = 1;
CREATE INDEX meeting_order ON meeting (starts, id) WHERE removed IS NULL;
CREATE INDEX outcome_due ON outcome (due) WHERE done IS NULL AND kind = 'action' AND removed IS NULL;
CREATE INDEX step_due ON application_step (due) WHERE done IS NULL AND removed IS NULL;
CREATE INDEX milestone_due ON milestone (due) WHERE done IS NULL AND removed IS NULL;
CREATE INDEX comment_subject ON comment (subject, subject_id);

-- The history: every change, and what it did to which field. It only grows, but for erased personal data.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    act TEXT NOT NULL,
    login TEXT NOT NULL,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL,
    undoes BLOB CHECK (length(undoes) = 16)
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- A row without `field` is the creation of a record; `after` then holds its fields as a JSON object.
CREATE TABLE edit (
    seq INTEGER NOT NULL REFERENCES change,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record INTEGER NOT NULL,
    field TEXT,
    before TEXT,
    after TEXT NOT NULL,
    PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_record ON edit (kind, record, seq);

-- What this file is, for drafts and back-ups that must find their way home.
CREATE TABLE file (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    uuid TEXT NOT NULL CHECK (length(uuid) = 32)
) STRICT;

-- Full-text search. `search` says in which records a folded word stands; its rowid is the kind's place in
-- Kind::FOUND (from 1) times 2^53, plus the record's id, for a question its number, so that the newest come
-- first without sorting. `word` holds every word of four letters or more once: parts of compounds and
-- misspelt words are looked up there first. runde_words(text) gives the folded words as a JSON array.
CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii', prefix = '1 2 3'
);
CREATE TABLE word (
    text TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIEW contact_document AS SELECT id, removed, (1 << 53) | id AS place,
    runde_words(concat_ws(' ', first_name, last_name, academic_title, unit, function, mails, keywords, talk_titles, note,
        (SELECT concat_ws(' ', i.name, i.short_name, i.former_names) FROM institution i WHERE i.id = contact.institution),
        (SELECT group_concat(concat_ws(' ', topic.name, topic.short_name, topic.synonyms), ' ') FROM contact_topic JOIN topic ON topic.id = contact_topic.topic WHERE contact_topic.contact = contact.id))) AS words
FROM contact;
CREATE TRIGGER contact_found AFTER INSERT ON contact WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER contact_found_again AFTER UPDATE OF last_name, first_name, academic_title, institution, unit, function, mails, keywords, talk_titles, note, removed ON contact BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM contact_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER contact_topic_found AFTER INSERT ON contact_topic
WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM contact_document WHERE id = new.contact);
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id = new.contact AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id = new.contact AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER contact_topic_lost AFTER DELETE ON contact_topic BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM contact_document WHERE id = old.contact);
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id = old.contact AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id = old.contact AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW question_document AS SELECT id, removed, (2 << 53) | number AS place,
    runde_words(concat_ws(' ', title, text, explanation, remark)) AS words
FROM question;
CREATE TRIGGER question_found AFTER INSERT ON question WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM question_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM question_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER question_found_again AFTER UPDATE OF title, text, explanation, remark, removed ON question BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM question_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM question_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM question_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW answer_document AS SELECT id, removed, (3 << 53) | id AS place,
    runde_words(concat_ws(' ', text, source)) AS words
FROM answer;
CREATE TRIGGER answer_found AFTER INSERT ON answer WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM answer_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM answer_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER answer_found_again AFTER UPDATE OF text, source, removed ON answer BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM answer_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM answer_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM answer_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW project_document AS SELECT id, removed, (4 << 53) | id AS place,
    runde_words(concat_ws(' ', title, short_name, description, note,
        (SELECT group_concat(concat_ws(' ', topic.name, topic.short_name, topic.synonyms), ' ') FROM project_topic JOIN topic ON topic.id = project_topic.topic WHERE project_topic.project = project.id))) AS words
FROM project;
CREATE TRIGGER project_found AFTER INSERT ON project WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM project_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM project_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER project_found_again AFTER UPDATE OF title, short_name, description, note, removed ON project BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM project_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM project_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM project_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER project_topic_found AFTER INSERT ON project_topic
WHEN EXISTS (SELECT 1 FROM project WHERE id = new.project) BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM project_document WHERE id = new.project);
    INSERT INTO search (rowid, text) SELECT place, words FROM project_document WHERE id = new.project AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM project_document WHERE id = new.project AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER project_topic_lost AFTER DELETE ON project_topic BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM project_document WHERE id = old.project);
    INSERT INTO search (rowid, text) SELECT place, words FROM project_document WHERE id = old.project AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM project_document WHERE id = old.project AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW working_group_document AS SELECT id, removed, (5 << 53) | id AS place,
    runde_words(concat_ws(' ', name, short_name, purpose, note,
        (SELECT group_concat(concat_ws(' ', topic.name, topic.short_name, topic.synonyms), ' ') FROM working_group_topic JOIN topic ON topic.id = working_group_topic.topic WHERE working_group_topic.working_group = working_group.id))) AS words
FROM working_group;
CREATE TRIGGER working_group_found AFTER INSERT ON working_group WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM working_group_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM working_group_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER working_group_found_again AFTER UPDATE OF name, short_name, purpose, note, removed ON working_group BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM working_group_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM working_group_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM working_group_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER working_group_topic_found AFTER INSERT ON working_group_topic
WHEN EXISTS (SELECT 1 FROM working_group WHERE id = new.working_group) BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM working_group_document WHERE id = new.working_group);
    INSERT INTO search (rowid, text) SELECT place, words FROM working_group_document WHERE id = new.working_group AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM working_group_document WHERE id = new.working_group AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER working_group_topic_lost AFTER DELETE ON working_group_topic BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM working_group_document WHERE id = old.working_group);
    INSERT INTO search (rowid, text) SELECT place, words FROM working_group_document WHERE id = old.working_group AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM working_group_document WHERE id = old.working_group AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW meeting_document AS SELECT id, removed, (6 << 53) | id AS place,
    runde_words(concat_ws(' ', title, focus, place, minutes, note,
        (SELECT group_concat(concat_ws(' ', topic.name, topic.short_name, topic.synonyms), ' ') FROM meeting_topic JOIN topic ON topic.id = meeting_topic.topic WHERE meeting_topic.meeting = meeting.id))) AS words
FROM meeting;
CREATE TRIGGER meeting_found AFTER INSERT ON meeting WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM meeting_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM meeting_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER meeting_found_again AFTER UPDATE OF title, focus, place, minutes, note, removed ON meeting BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM meeting_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM meeting_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM meeting_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER meeting_topic_found AFTER INSERT ON meeting_topic
WHEN EXISTS (SELECT 1 FROM meeting WHERE id = new.meeting) BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM meeting_document WHERE id = new.meeting);
    INSERT INTO search (rowid, text) SELECT place, words FROM meeting_document WHERE id = new.meeting AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM meeting_document WHERE id = new.meeting AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER meeting_topic_lost AFTER DELETE ON meeting_topic BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM meeting_document WHERE id = old.meeting);
    INSERT INTO search (rowid, text) SELECT place, words FROM meeting_document WHERE id = old.meeting AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM meeting_document WHERE id = old.meeting AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW institution_document AS SELECT id, removed, (7 << 53) | id AS place,
    runde_words(concat_ws(' ', name, short_name, former_names, region, note)) AS words
FROM institution;
CREATE TRIGGER institution_found AFTER INSERT ON institution WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM institution_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM institution_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER institution_found_again AFTER UPDATE OF name, short_name, former_names, region, note, removed ON institution BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM institution_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM institution_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM institution_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW outcome_document AS SELECT id, removed, (8 << 53) | id AS place,
    runde_words(concat_ws(' ', text, responsible)) AS words
FROM outcome;
CREATE TRIGGER outcome_found AFTER INSERT ON outcome WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM outcome_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM outcome_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER outcome_found_again AFTER UPDATE OF text, responsible, removed ON outcome BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM outcome_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM outcome_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM outcome_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW application_document AS SELECT id, removed, (9 << 53) | id AS place,
    runde_words(concat_ws(' ', title, reference, note)) AS words
FROM application;
CREATE TRIGGER application_found AFTER INSERT ON application WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM application_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM application_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER application_found_again AFTER UPDATE OF title, reference, note, removed ON application BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM application_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM application_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM application_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW programme_document AS SELECT id, removed, (10 << 53) | id AS place,
    runde_words(concat_ws(' ', name, short_name, description, rates, windows, note)) AS words
FROM programme;
CREATE TRIGGER programme_found AFTER INSERT ON programme WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM programme_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM programme_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER programme_found_again AFTER UPDATE OF name, short_name, description, rates, windows, note, removed ON programme BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM programme_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM programme_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM programme_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW person_document AS SELECT id, removed, (12 << 53) | id AS place,
    runde_words(concat_ws(' ', name, mail, phone, note)) AS words
FROM person;
CREATE TRIGGER person_found AFTER INSERT ON person WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM person_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM person_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER person_found_again AFTER UPDATE OF name, mail, phone, note, removed ON person BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM person_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM person_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM person_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

CREATE VIEW question_list_document AS SELECT id, removed, (11 << 53) | id AS place,
    runde_words(concat_ws(' ', title, note)) AS words
FROM question_list;
CREATE TRIGGER question_list_found AFTER INSERT ON question_list WHEN new.removed IS NULL BEGIN
    INSERT INTO search (rowid, text) SELECT place, words FROM question_list_document WHERE id = new.id;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM question_list_document WHERE id = new.id),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER question_list_found_again AFTER UPDATE OF title, note, removed ON question_list BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM question_list_document WHERE id = new.id);
    INSERT INTO search (rowid, text) SELECT place, words FROM question_list_document WHERE id = new.id AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM question_list_document WHERE id = new.id AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;

-- A renamed institution or topic is found under its new name in what refers to it.
CREATE TRIGGER institution_renamed AFTER UPDATE OF name, short_name, former_names ON institution BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM contact_document WHERE id IN (SELECT id FROM contact WHERE institution = new.id));
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id IN (SELECT id FROM contact WHERE institution = new.id) AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id IN (SELECT id FROM contact WHERE institution = new.id) AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
CREATE TRIGGER topic_renamed AFTER UPDATE OF name, short_name, synonyms ON topic BEGIN
    DELETE FROM search WHERE rowid IN (SELECT place FROM contact_document WHERE id IN (SELECT contact FROM contact_topic WHERE topic = new.id));
    INSERT INTO search (rowid, text) SELECT place, words FROM contact_document WHERE id IN (SELECT contact FROM contact_topic WHERE topic = new.id) AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM contact_document WHERE id IN (SELECT contact FROM contact_topic WHERE topic = new.id) AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
    DELETE FROM search WHERE rowid IN (SELECT place FROM project_document WHERE id IN (SELECT project FROM project_topic WHERE topic = new.id));
    INSERT INTO search (rowid, text) SELECT place, words FROM project_document WHERE id IN (SELECT project FROM project_topic WHERE topic = new.id) AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM project_document WHERE id IN (SELECT project FROM project_topic WHERE topic = new.id) AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
    DELETE FROM search WHERE rowid IN (SELECT place FROM working_group_document WHERE id IN (SELECT working_group FROM working_group_topic WHERE topic = new.id));
    INSERT INTO search (rowid, text) SELECT place, words FROM working_group_document WHERE id IN (SELECT working_group FROM working_group_topic WHERE topic = new.id) AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM working_group_document WHERE id IN (SELECT working_group FROM working_group_topic WHERE topic = new.id) AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
    DELETE FROM search WHERE rowid IN (SELECT place FROM meeting_document WHERE id IN (SELECT meeting FROM meeting_topic WHERE topic = new.id));
    INSERT INTO search (rowid, text) SELECT place, words FROM meeting_document WHERE id IN (SELECT meeting FROM meeting_topic WHERE topic = new.id) AND removed IS NULL;
    INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM meeting_document WHERE id IN (SELECT meeting FROM meeting_topic WHERE topic = new.id) AND removed IS NULL),
        json_each(words) WHERE length(value) > 3;
END;
