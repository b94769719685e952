-- Proofs of erasure: that somebody's data were erased, by whom and when, and how much of what kind. Never the data.
-- A proof is also what is needed to erase the same person again from an older state that is put back.
-- Once released, this file is never edited again; see docs/file-format.md.

-- `kept`: fields in which words stayed because somebody else is meant, as JSON, `["comment:7:text"]`.
-- `counts`: how much was erased, as JSON. `backups`: names of the back-ups that held the person then, as JSON.
-- `cleaned`: when the bytes of what was erased were overwritten; NULL while that is still to be done.
CREATE TABLE erasure (
    change BLOB PRIMARY KEY CHECK (length(change) = 16),
    kind TEXT NOT NULL CHECK (kind = 'contact'),
    record INTEGER NOT NULL,
    login TEXT NOT NULL,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL,
    stand_in TEXT NOT NULL CHECK (stand_in <> ''),
    kept TEXT NOT NULL,
    counts TEXT NOT NULL,
    backups TEXT NOT NULL,
    cleaned TEXT
) STRICT;
CREATE UNIQUE INDEX erasure_record ON erasure (kind, record);

-- What is due for data protection, each list in its order: never checked first, then the longest ago.
-- The second condition always holds; without it SQLite would take this index, which is small, for other lists too.
CREATE INDEX contact_checked ON contact (coalesce(checked, '0'), id) WHERE removed IS NULL AND coalesce(checked, '0') < 'a';
CREATE INDEX contact_delete_on ON contact (delete_on) WHERE removed IS NULL AND delete_on IS NOT NULL;
CREATE INDEX contact_gone ON contact (id) WHERE removed IS NULL AND left_post = 1;
