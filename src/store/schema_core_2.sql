-- Version 2: records that came from elsewhere.

-- Documents whose bytes nobody has given: the payload is a stand-in that holds
-- the quoted words in their places and blanks between. sha256_known: else the
-- hash is the id, filled up with zeros.
CREATE TABLE stand_in (
    document TEXT PRIMARY KEY REFERENCES payload (document),
    sha256_known INTEGER NOT NULL CHECK (sha256_known IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Records that were imported, as lines: they cannot be read again from the
-- payload.
CREATE TABLE imported (
    document TEXT PRIMARY KEY REFERENCES payload (document),
    lines TEXT NOT NULL
) STRICT;
