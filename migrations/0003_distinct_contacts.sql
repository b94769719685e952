-- Contacts that look like one person and of which somebody said that they are two: never proposed again.
CREATE TABLE contact_distinct (
    contact INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    other INTEGER NOT NULL REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (contact, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_distinct_other ON contact_distinct (other, contact);

-- Applications of a contact, when two contacts turn out to be one person.
CREATE INDEX application_contact ON application (contact) WHERE contact IS NOT NULL;
