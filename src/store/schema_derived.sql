-- What can be made again by reading the payloads: dropped and made anew when
-- the version in schema.c changes. Spans are bytes of the payload, begin_at
-- included, end_at not; both NULL where a value has no words of its own.

DROP TABLE IF EXISTS resolved;
DROP TABLE IF EXISTS syndication;
DROP TABLE IF EXISTS incident_link;
DROP TABLE IF EXISTS incident_event;
DROP TABLE IF EXISTS incident;
DROP TABLE IF EXISTS print;
DROP TABLE IF EXISTS note;
DROP TABLE IF EXISTS listed_name;
DROP TABLE IF EXISTS evidence;
DROP TABLE IF EXISTS party;
DROP TABLE IF EXISTS place;
DROP TABLE IF EXISTS happened;
DROP TABLE IF EXISTS claimant;
DROP TABLE IF EXISTS damage;
DROP TABLE IF EXISTS harm;
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS zone;
DROP TABLE IF EXISTS credit;
DROP TABLE IF EXISTS document;

CREATE TABLE document (
    document TEXT PRIMARY KEY REFERENCES payload (document),
    reader TEXT NOT NULL,         -- version of the program that read it
    format INTEGER NOT NULL,      -- as source.given_format, of this reading
    language TEXT,
    title TEXT,
    url TEXT,
    outlet TEXT,
    outlet_kind TEXT,
    author TEXT,
    published_from TEXT,
    published_to TEXT,
    published_minutes INTEGER,
    published_source TEXT,
    updated_from TEXT,
    updated_to TEXT,
    updated_minutes INTEGER,
    tail TEXT NOT NULL            -- the JSON line from "sha256" on
) STRICT;

CREATE TABLE credit (
    document TEXT NOT NULL REFERENCES document (document) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE zone (
    document TEXT NOT NULL REFERENCES document (document) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    begin_at INTEGER NOT NULL CHECK (begin_at >= 0),
    end_at INTEGER NOT NULL CHECK (end_at >= begin_at),
    flags INTEGER NOT NULL,
    PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- Events, harms and damages. The lasting key of a record is (document, code,
-- key_begin, key_end): the bytes of its count or trigger.
CREATE TABLE record (
    document TEXT NOT NULL REFERENCES document (document) ON DELETE CASCADE,
    label TEXT NOT NULL,          -- e1, h1, d1
    record TEXT NOT NULL CHECK (record IN ('event', 'harm', 'damage')),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    code TEXT NOT NULL,           -- type, kind, class
    key_begin INTEGER NOT NULL CHECK (key_begin >= 0),
    key_end INTEGER NOT NULL CHECK (key_end >= key_begin),
    event TEXT,
    stance TEXT NOT NULL,
    rule TEXT,
    line TEXT NOT NULL,           -- the JSON line as it is printed
    PRIMARY KEY (document, label),
    UNIQUE (document, record, seq),
    FOREIGN KEY (document, event) REFERENCES record (document, label)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX record_key ON record (document, code, key_begin, key_end);
CREATE INDEX record_event ON record (document, event);
CREATE INDEX record_code ON record (code);
CREATE TRIGGER record_inside BEFORE INSERT ON record
WHEN NEW.key_end > (SELECT size FROM payload WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'record outside its payload'); END;

CREATE TABLE harm (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    value INTEGER,
    value2 INTEGER,
    low INTEGER,
    high INTEGER,
    count_begin INTEGER,
    count_end INTEGER CHECK (count_end > count_begin),
    victims_status TEXT,
    victims_group TEXT,
    victims_person TEXT,
    victims_actor TEXT,
    victims_begin INTEGER,
    victims_end INTEGER CHECK (victims_end > victims_begin),
    scope TEXT NOT NULL CHECK (scope IN ('incident', 'total')),
    covers TEXT NOT NULL CHECK (covers IN ('whole', 'some')),
    part_of TEXT,
    superseded_by TEXT,
    as_of_from TEXT,
    as_of_to TEXT,
    as_of_minutes INTEGER,
    PRIMARY KEY (document, label),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE,
    FOREIGN KEY (document, part_of) REFERENCES record (document, label)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, superseded_by) REFERENCES record (document, label)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE damage (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    object TEXT,
    object_begin INTEGER,
    object_end INTEGER CHECK (object_end > object_begin),
    degree TEXT,
    PRIMARY KEY (document, label),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- role: claimant (of the record), according_to (of its perpetrator seq).
CREATE TABLE claimant (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT,
    side TEXT,
    basis TEXT NOT NULL,
    begin_at INTEGER,
    end_at INTEGER CHECK (end_at > begin_at),
    PRIMARY KEY (document, label, role, seq),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- role: date (of an event), period (of a harm).
CREATE TABLE happened (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    partial TEXT,
    method TEXT,
    basis TEXT NOT NULL,
    begin_at INTEGER,
    end_at INTEGER CHECK (end_at > begin_at),
    PRIMARY KEY (document, label, role),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- role: place (of an event), area (of a harm).
CREATE TABLE place (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT,
    id TEXT,
    lat REAL,
    lon REAL,
    precision TEXT,
    radius_km REAL,
    basis TEXT NOT NULL,
    begin_at INTEGER,
    end_at INTEGER CHECK (end_at > begin_at),
    PRIMARY KEY (document, label, role),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- role: perpetrator, target, weapon, claimed_by.
CREATE TABLE party (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT,
    begin_at INTEGER,
    end_at INTEGER CHECK (end_at > begin_at),
    actor TEXT,
    certainty TEXT,
    PRIMARY KEY (document, label, role, seq),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- text is the bytes of the span, plain the readable form where it differs.
CREATE TABLE evidence (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    seq INTEGER NOT NULL,
    begin_at INTEGER NOT NULL CHECK (begin_at >= 0),
    end_at INTEGER NOT NULL CHECK (end_at >= begin_at),
    text TEXT NOT NULL,
    plain TEXT,
    PRIMARY KEY (document, label, seq),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_inside BEFORE INSERT ON evidence
WHEN NEW.end_at > (SELECT size FROM payload WHERE document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'evidence outside its payload'); END;

-- Lists of names. role: claimant and according_to (agencies that passed it
-- on), place and area (containing places), place_or and area_or (other
-- readings). owner: the perpetrator whose according_to it is, else 0.
CREATE TABLE listed_name (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    owner INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document, label, role, owner, seq),
    FOREIGN KEY (document, label) REFERENCES record (document, label)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    document TEXT NOT NULL REFERENCES document (document) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER,
    code TEXT NOT NULL,
    text TEXT,
    PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

-- What linking compares of a text: 32-bit shingles (incident/shingles.h), and a
-- 64-bit hash of the words of each event's first evidence, in order of seq. In
-- the byte order of the machine that wrote them.
CREATE TABLE print (
    document TEXT PRIMARY KEY REFERENCES document (document) ON DELETE CASCADE,
    shingles BLOB NOT NULL,
    event_words BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What linking made of all documents. Emptied when a document is stored, filled
-- by the next linking.
CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    place TEXT,
    lat REAL,
    lon REAL,
    lasting INTEGER NOT NULL CHECK (lasting IN (0, 1)),
    parent TEXT REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED,
    line TEXT NOT NULL            -- the JSON line as it is printed
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_event (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    PRIMARY KEY (document, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_event_incident ON incident_event (incident);

-- Why events were joined or nearly; the features are in bits.
CREATE TABLE incident_link (
    incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('joined', 'near', 'barred')),
    bar TEXT,
    score REAL NOT NULL,
    document_a TEXT NOT NULL,
    label_a TEXT NOT NULL,
    document_b TEXT NOT NULL,
    label_b TEXT NOT NULL,
    type REAL NOT NULL,
    date REAL NOT NULL,
    place REAL NOT NULL,
    perpetrator REAL NOT NULL,
    target REAL NOT NULL,
    weapon REAL NOT NULL,
    toll REAL NOT NULL,
    source REAL NOT NULL,
    PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

-- Documents that carry one wire text.
CREATE TABLE syndication (
    document TEXT PRIMARY KEY,
    seq INTEGER NOT NULL          -- of the group
) STRICT, WITHOUT ROWID;

-- Dates whose year only the collection tells. role as in happened.
CREATE TABLE resolved (
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    PRIMARY KEY (document, label, role)
) STRICT, WITHOUT ROWID;
