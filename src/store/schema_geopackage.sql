-- A GeoPackage (OGC 12-128r17, version 1.3) of an export. Tables are filled by
-- store/geopackage.c, columns in the order that they have here; those of
-- incidents are the facts of present/export_facts.c. Lists are JSON texts. Booleans
-- are 0 and 1, days texts.

PRAGMA page_size = 4096;
PRAGMA max_page_count = 262144; -- a gigabyte
PRAGMA secure_delete = ON;      -- no stale bytes between rows
PRAGMA application_id = 1196444487; -- "GPKG"
PRAGMA user_version = 10300;

CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL,
    srs_id INTEGER PRIMARY KEY,
    organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL,
    description TEXT
);

CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY,
    data_type TEXT NOT NULL,
    identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE,
    min_y DOUBLE,
    max_x DOUBLE,
    max_y DOUBLE,
    srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
        REFERENCES gpkg_spatial_ref_sys (srs_id)
);

CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL,
    m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name)
        REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id)
        REFERENCES gpkg_spatial_ref_sys (srs_id)
);

INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
     'undefined Cartesian coordinate reference system'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
     'undefined geographic coordinate reference system'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
     'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');

CREATE TABLE about (
    fid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT
);

CREATE TABLE documents (
    fid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT, -- of the bytes that were read; NULL = nobody gave them
    path TEXT,
    entry TEXT,  -- of a container
    title TEXT,
    url TEXT,
    outlet TEXT,
    outlet_kind TEXT,
    author TEXT,
    published_from DATE,
    published_to DATE
);

CREATE TABLE incidents (
    fid INTEGER PRIMARY KEY,
    geom POINT, -- the middle of where it may have been: see radius_km
    id TEXT NOT NULL UNIQUE,
    type TEXT,
    date_from DATE,
    date_to DATE,
    date_basis TEXT,
    date_precision TEXT NOT NULL,
    place TEXT,
    place_in TEXT NOT NULL,
    place_id TEXT,
    precision TEXT NOT NULL,
    radius_km REAL,
    lasting BOOLEAN NOT NULL,
    apart BOOLEAN NOT NULL, -- not to be added to others
    parent TEXT,
    covers TEXT NOT NULL,
    unconfirmed BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    grade TEXT NOT NULL,
    contested TEXT NOT NULL,
    independent_sources INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    document_ids TEXT NOT NULL,
    outlets TEXT NOT NULL,
    perpetrators TEXT NOT NULL,
    perpetrator_actors TEXT NOT NULL,
    perpetrator_certainty TEXT NOT NULL,
    perpetrator_denied TEXT NOT NULL,
    killed_stated_min INTEGER, killed_stated_max INTEGER, killed_low INTEGER,
    killed_high INTEGER, killed_best INTEGER, killed_latest INTEGER,
    killed_open BOOLEAN, killed_contested BOOLEAN,
    injured_stated_min INTEGER, injured_stated_max INTEGER,
    injured_low INTEGER, injured_high INTEGER, injured_best INTEGER,
    injured_latest INTEGER, injured_open BOOLEAN, injured_contested BOOLEAN,
    missing_stated_min INTEGER, missing_stated_max INTEGER,
    missing_low INTEGER, missing_high INTEGER, missing_best INTEGER,
    missing_latest INTEGER, missing_open BOOLEAN, missing_contested BOOLEAN,
    abducted_stated_min INTEGER, abducted_stated_max INTEGER,
    abducted_low INTEGER, abducted_high INTEGER, abducted_best INTEGER,
    abducted_latest INTEGER, abducted_open BOOLEAN,
    abducted_contested BOOLEAN, detained_stated_min INTEGER,
    detained_stated_max INTEGER, detained_low INTEGER, detained_high INTEGER,
    detained_best INTEGER, detained_latest INTEGER, detained_open BOOLEAN,
    detained_contested BOOLEAN, displaced_stated_min INTEGER,
    displaced_stated_max INTEGER, displaced_low INTEGER,
    displaced_high INTEGER, displaced_best INTEGER, displaced_latest INTEGER,
    displaced_open BOOLEAN, displaced_contested BOOLEAN,
    trapped_stated_min INTEGER, trapped_stated_max INTEGER,
    trapped_low INTEGER, trapped_high INTEGER, trapped_best INTEGER,
    trapped_latest INTEGER, trapped_open BOOLEAN, trapped_contested BOOLEAN,
    harmed_stated_min INTEGER, harmed_stated_max INTEGER, harmed_low INTEGER,
    harmed_high INTEGER, harmed_best INTEGER, harmed_latest INTEGER,
    harmed_open BOOLEAN, harmed_contested BOOLEAN,
    killed_civilian_low INTEGER, killed_civilian_high INTEGER,
    killed_combatant_low INTEGER, killed_combatant_high INTEGER,
    killed_police_low INTEGER, killed_police_high INTEGER,
    killed_attacker_low INTEGER, killed_attacker_high INTEGER,
    killed_unknown_low INTEGER, killed_unknown_high INTEGER,
    injured_civilian_low INTEGER, injured_civilian_high INTEGER,
    injured_combatant_low INTEGER, injured_combatant_high INTEGER,
    injured_police_low INTEGER, injured_police_high INTEGER,
    injured_attacker_low INTEGER, injured_attacker_high INTEGER,
    injured_unknown_low INTEGER, injured_unknown_high INTEGER
);

-- Which document tells of which incident.
CREATE TABLE incident_documents (
    fid INTEGER PRIMARY KEY,
    incident TEXT NOT NULL REFERENCES incidents (id),
    document TEXT NOT NULL REFERENCES documents (id)
);

CREATE TABLE tolls (
    fid INTEGER PRIMARY KEY,
    incident TEXT NOT NULL REFERENCES incidents (id),
    kind TEXT NOT NULL,
    victims TEXT NOT NULL, -- all, or a status: then low and high alone
    stated_min INTEGER,
    stated_max INTEGER,
    low INTEGER,
    high INTEGER,
    best INTEGER,
    latest INTEGER,
    open BOOLEAN,
    contested BOOLEAN NOT NULL
);

CREATE TABLE claims (
    fid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, -- document/label
    incident TEXT REFERENCES incidents (id), -- NULL: a total over several
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    qualifier TEXT NOT NULL,
    value INTEGER,
    value2 INTEGER,
    low INTEGER,  -- as the codebook has it
    high INTEGER, -- NULL: open
    victims TEXT,
    victims_group TEXT,
    person TEXT,
    claimant TEXT, -- NULL: the outlet in its own voice
    claimant_type TEXT,
    stance TEXT NOT NULL,
    scope TEXT NOT NULL,
    covers TEXT NOT NULL,
    part_of TEXT,
    superseded_by TEXT,
    use TEXT,   -- what became of it
    doubt TEXT, -- why it is not the best one
    as_of DATE,
    period_from DATE,
    period_to DATE,
    area TEXT,
    evidence_begin INTEGER, -- bytes of the document
    evidence_end INTEGER
);

CREATE TABLE damages (
    fid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident TEXT REFERENCES incidents (id),
    document TEXT NOT NULL REFERENCES documents (id),
    object TEXT,
    class TEXT,
    degree TEXT,
    claimant TEXT,
    claimant_type TEXT,
    stance TEXT NOT NULL,
    evidence_begin INTEGER,
    evidence_end INTEGER
);
