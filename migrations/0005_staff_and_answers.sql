-- The day on which somebody answered an invitation; for those answered before this version it is not known.
-- Once released, this file is never edited again; see docs/file-format.md.
ALTER TABLE invitation ADD COLUMN answered_on TEXT CHECK (answered_on IS date(answered_on));

-- Staff can be erased too: the proofs name which table the record is of. SQLite cannot change a check in its place.
CREATE TABLE erasure_of_persons (
    change BLOB PRIMARY KEY CHECK (length(change) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('contact', 'person')),
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
INSERT INTO erasure_of_persons (change, kind, record, login, person, at, stand_in, kept, counts, backups, cleaned)
    SELECT change, kind, record, login, person, at, stand_in, kept, counts, backups, cleaned FROM erasure;
DROP TABLE erasure;
ALTER TABLE erasure_of_persons RENAME TO erasure;
CREATE UNIQUE INDEX erasure_record ON erasure (kind, record);
