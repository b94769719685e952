-- Answers that run out, answers told to the towns that asked, and views that people keep by name.
-- Once released, this file is never edited again; see docs/file-format.md.

-- The questions that count as answered and whose answers all have an end: the last day on which one of them is valid.
-- Whether that day has passed is decided by whoever reads, so that nobody has to write when it does.
CREATE TABLE answer_end (
    question INTEGER PRIMARY KEY,
    until TEXT NOT NULL
) STRICT;
CREATE INDEX answer_end_until ON answer_end (until, question);

CREATE VIEW question_end AS SELECT id AS question,
    (SELECT max(valid_until) FROM answer WHERE answer.question = question.id AND removed IS NULL) AS until
FROM question WHERE removed IS NULL AND state = 'answered'
    AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.question = question.id AND removed IS NULL AND valid_until IS NULL);

CREATE TRIGGER answer_end_new_answer AFTER INSERT ON answer BEGIN
    DELETE FROM answer_end WHERE question = new.question;
    INSERT INTO answer_end SELECT question, until FROM question_end WHERE question = new.question AND until IS NOT NULL;
END;
CREATE TRIGGER answer_end_answer AFTER UPDATE OF question, valid_until, removed ON answer BEGIN
    DELETE FROM answer_end WHERE question IN (old.question, new.question);
    INSERT INTO answer_end SELECT question, until FROM question_end
        WHERE question IN (old.question, new.question) AND until IS NOT NULL;
END;
CREATE TRIGGER answer_end_answer_gone AFTER DELETE ON answer BEGIN
    DELETE FROM answer_end WHERE question = old.question;
    INSERT INTO answer_end SELECT question, until FROM question_end WHERE question = old.question AND until IS NOT NULL;
END;
CREATE TRIGGER answer_end_new_question AFTER INSERT ON question WHEN new.state = 'answered' BEGIN
    INSERT OR REPLACE INTO answer_end SELECT question, until FROM question_end WHERE question = new.id AND until IS NOT NULL;
END;
CREATE TRIGGER answer_end_question AFTER UPDATE OF state, removed ON question BEGIN
    DELETE FROM answer_end WHERE question = new.id;
    INSERT INTO answer_end SELECT question, until FROM question_end WHERE question = new.id AND until IS NOT NULL;
END;
CREATE TRIGGER answer_end_question_gone AFTER DELETE ON question BEGIN
    DELETE FROM answer_end WHERE question = old.id;
END;
INSERT INTO answer_end SELECT question, until FROM question_end WHERE until IS NOT NULL;

-- The members that were told an answer, so that nobody is told twice.
CREATE TABLE answer_told (
    answer INTEGER NOT NULL REFERENCES answer DEFERRABLE INITIALLY DEFERRED,
    member INTEGER NOT NULL REFERENCES member DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (answer, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_told_member ON answer_told (member, answer);
CREATE INDEX answer_given ON answer (given, id) WHERE removed IS NULL AND given IS NOT NULL;

-- The order of a view that was kept: a column, with a minus before it where the last comes first.
ALTER TABLE saved_view ADD COLUMN sort TEXT;
CREATE INDEX saved_view_person ON saved_view (person) WHERE removed IS NULL;
