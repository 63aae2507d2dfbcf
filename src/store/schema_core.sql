-- What cannot be made again: the bytes that were read, where they came from,
-- and (later) what people decided. Migrated from version to version, never
-- dropped. PRAGMA user_version counts the versions of this file.

CREATE TABLE payload (
    document TEXT PRIMARY KEY CHECK (document = substr(sha256, 1, 16)),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    bytes BLOB NOT NULL CHECK (length(bytes) = size)
) STRICT;

-- Paths and what they held. A path holds one payload at a time; what it held
-- before stays as a row that is not current. "-" is no file but a stream: it
-- never replaces anything. entry is '' for a file of its own.
CREATE TABLE source (
    path TEXT NOT NULL,
    entry TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES payload (document),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    given_day TEXT,               -- day of publication that the caller stated
    given_format INTEGER NOT NULL, -- how the caller said it is to be read
    PRIMARY KEY (path, entry, document)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX source_current ON source (path, entry)
    WHERE current = 1 AND path <> '-';
CREATE INDEX source_document ON source (document, current);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
