-- Contacts by how well one can ask them, version 2 of the file. `search` finds every word of a contact; this index holds
-- the words by which people are looked for (name, institution, unit, post, keywords, talks, place) and stands in the
-- order in which they are wanted: those who left last, speakers first, then those met lately. In a file with very many
-- contacts the first few of a frequent word are then the right ones, without looking at the others.
-- Once released, this file is never edited again; see docs/file-format.md.

-- The row of a contact in `search_contact`, whose highest bits are how well one can ask that person, and the day on which
-- the person was last met or heard.
CREATE TABLE search_standing (
    contact INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    visited TEXT
) STRICT;

-- Who is asked often has thousands of answers: the last one is looked up, not looked for.
CREATE INDEX answer_heard ON answer (contact, given) WHERE removed IS NULL AND given IS NOT NULL;

-- A topic is the token `ß` with its id, which no folded word can be: what it is called is looked up while finding, so
-- that a new name or synonym holds at once for all who have the topic.
CREATE VIRTUAL TABLE search_contact USING fts5 (
    text, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii', prefix = '1 2 3'
);

-- When somebody was last met or heard: a talk, a held meeting as a guest or by invitation, an answer.
CREATE VIEW contact_visit AS SELECT id AS contact, (SELECT max(day) FROM (
    SELECT given AS day FROM talk WHERE talk.contact = contact.id AND removed IS NULL
    UNION ALL SELECT date(starts) FROM talk JOIN meeting ON meeting.id = talk.meeting
        WHERE talk.contact = contact.id AND talk.removed IS NULL AND talk.given IS NULL
        AND meeting.removed IS NULL AND meeting.state = 'held'
    UNION ALL SELECT date(starts) FROM meeting_guest JOIN meeting ON meeting.id = meeting_guest.meeting
        WHERE meeting_guest.contact = contact.id AND meeting.removed IS NULL AND meeting.state = 'held'
    UNION ALL SELECT (SELECT max(given) FROM answer
        WHERE answer.contact = contact.id AND removed IS NULL AND given IS NOT NULL)
    UNION ALL SELECT date(starts) FROM invitation JOIN meeting ON meeting.id = invitation.meeting
        WHERE invitation.contact = contact.id AND invitation.removed IS NULL AND invitation.state = 'accepted'
        AND meeting.removed IS NULL AND meeting.state = 'held')) AS day
FROM contact;

-- Who left: marked so, or every post that was held has ended.
CREATE VIEW contact_left AS SELECT id AS contact FROM contact WHERE left_post = 1
    OR EXISTS (SELECT 1 FROM tenure WHERE tenure.contact = contact.id AND removed IS NULL)
    AND NOT EXISTS (SELECT 1 FROM tenure WHERE tenure.contact = contact.id AND removed IS NULL
        AND (until IS NULL OR until >= date('now')));

-- The posts that somebody holds.
CREATE VIEW post_held AS SELECT tenure.contact, post.id AS post, post.name, post.unit
FROM tenure JOIN post ON post.id = tenure.post
WHERE tenure.removed IS NULL AND post.removed IS NULL AND (tenure.until IS NULL OR tenure.until >= date('now'));

-- Bit 61 for those who are there, bit 60 for speakers, the half-years since 2000 of the last visit in bits 53 to 59.
CREATE VIEW contact_standing AS SELECT id, removed, (SELECT day FROM contact_visit WHERE contact_visit.contact = contact.id) AS visited,
    (CASE WHEN EXISTS (SELECT 1 FROM contact_left WHERE contact_left.contact = contact.id) THEN 0 ELSE 1 << 61 END)
    | (CASE WHEN speaker = 1 THEN 1 << 60 ELSE 0 END)
    | ((SELECT coalesce(max(0, min(127, (CAST(strftime('%Y', day) AS INTEGER) - 2000) * 2
        + (CAST(strftime('%m', day) AS INTEGER) > 6))), 0)
        FROM contact_visit WHERE contact_visit.contact = contact.id) << 53)
    | id AS place,
    runde_words(concat_ws(' ', first_name, last_name, academic_title, unit, function, keywords, talk_titles, address,
        (SELECT concat_ws(' ', name, short_name, former_names, region) FROM institution
            WHERE institution.id = contact.institution),
        (SELECT group_concat(title, ' ') FROM talk WHERE talk.contact = contact.id AND removed IS NULL),
        (SELECT group_concat(concat_ws(' ', name, unit), ' ') FROM post_held WHERE post_held.contact = contact.id)))
    || (SELECT coalesce(group_concat(' ß' || topic, ''), '') FROM (
        SELECT topic FROM contact_topic WHERE contact_topic.contact = contact.id UNION
        SELECT topic FROM post_held JOIN post_topic ON post_topic.post = post_held.post
            WHERE post_held.contact = contact.id)) AS words
FROM contact;

CREATE TRIGGER search_standing_new AFTER INSERT ON search_standing BEGIN
    INSERT INTO search_contact (rowid, text) SELECT place, words FROM contact_standing WHERE id = new.contact;
END;
CREATE TRIGGER search_standing_gone AFTER DELETE ON search_standing BEGIN
    DELETE FROM search_contact WHERE rowid = old.place;
END;

CREATE TRIGGER contact_stands AFTER INSERT ON contact BEGIN
    DELETE FROM search_standing WHERE contact IN (new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.id) AND removed IS NULL;
END;
CREATE TRIGGER contact_stands_again AFTER UPDATE OF last_name, first_name, academic_title, institution, unit, function, keywords, talk_titles,
    address, speaker, left_post, removed ON contact BEGIN
    DELETE FROM search_standing WHERE contact IN (new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.id) AND removed IS NULL;
END;
CREATE TRIGGER contact_stands_no_more AFTER DELETE ON contact BEGIN
    DELETE FROM search_standing WHERE contact = old.id;
END;
CREATE TRIGGER contact_topic_stands AFTER INSERT ON contact_topic WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER contact_topic_stands_no_more AFTER DELETE ON contact_topic BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact) AND removed IS NULL;
END;
-- The edits of a change come in any order: what is linked to may be made after what links to it.
CREATE TRIGGER institution_stands_new AFTER INSERT ON institution BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT id FROM contact WHERE institution = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT id FROM contact WHERE institution = new.id) AND removed IS NULL;
END;
CREATE TRIGGER institution_stands AFTER UPDATE OF name, short_name, former_names, region ON institution BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT id FROM contact WHERE institution = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT id FROM contact WHERE institution = new.id) AND removed IS NULL;
END;
CREATE TRIGGER talk_counts AFTER INSERT ON talk WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER talk_counts_again AFTER UPDATE OF contact, title, meeting, given, removed ON talk BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact, new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact, new.contact) AND removed IS NULL;
END;
CREATE TRIGGER answer_counts AFTER INSERT ON answer WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER answer_counts_again AFTER UPDATE OF contact, given, removed ON answer BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact, new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact, new.contact) AND removed IS NULL;
END;
CREATE TRIGGER invitation_counts AFTER INSERT ON invitation WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER invitation_counts_again AFTER UPDATE OF contact, meeting, state, removed ON invitation BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact, new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact, new.contact) AND removed IS NULL;
END;
CREATE TRIGGER tenure_counts AFTER INSERT ON tenure WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER tenure_counts_again AFTER UPDATE OF contact, post, until, removed ON tenure BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact, new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact, new.contact) AND removed IS NULL;
END;
CREATE TRIGGER post_stands_new AFTER INSERT ON post BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM tenure WHERE post = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM tenure WHERE post = new.id) AND removed IS NULL;
END;
CREATE TRIGGER post_stands AFTER UPDATE OF name, unit, removed ON post BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM tenure WHERE post = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM tenure WHERE post = new.id) AND removed IS NULL;
END;
CREATE TRIGGER post_topic_stands AFTER INSERT ON post_topic BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM tenure WHERE post = new.post);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM tenure WHERE post = new.post) AND removed IS NULL;
END;
CREATE TRIGGER post_topic_stands_no_more AFTER DELETE ON post_topic BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM tenure WHERE post = old.post);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM tenure WHERE post = old.post) AND removed IS NULL;
END;
CREATE TRIGGER guest_counts AFTER INSERT ON meeting_guest WHEN EXISTS (SELECT 1 FROM contact WHERE id = new.contact) BEGIN
    DELETE FROM search_standing WHERE contact IN (new.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (new.contact) AND removed IS NULL;
END;
CREATE TRIGGER guest_counts_no_more AFTER DELETE ON meeting_guest BEGIN
    DELETE FROM search_standing WHERE contact IN (old.contact);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (old.contact) AND removed IS NULL;
END;
CREATE TRIGGER meeting_counts_new AFTER INSERT ON meeting BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM meeting_guest WHERE meeting = new.id
        UNION SELECT contact FROM talk WHERE meeting = new.id UNION SELECT contact FROM invitation WHERE meeting = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM meeting_guest WHERE meeting = new.id
        UNION SELECT contact FROM talk WHERE meeting = new.id UNION SELECT contact FROM invitation WHERE meeting = new.id) AND removed IS NULL;
END;
CREATE TRIGGER meeting_counts AFTER UPDATE OF state, starts, removed ON meeting BEGIN
    DELETE FROM search_standing WHERE contact IN (SELECT contact FROM meeting_guest WHERE meeting = new.id
        UNION SELECT contact FROM talk WHERE meeting = new.id UNION SELECT contact FROM invitation WHERE meeting = new.id);
    INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE id IN (SELECT contact FROM meeting_guest WHERE meeting = new.id
        UNION SELECT contact FROM talk WHERE meeting = new.id UNION SELECT contact FROM invitation WHERE meeting = new.id) AND removed IS NULL;
END;

INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE removed IS NULL;
