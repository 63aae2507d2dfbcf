/* store/sql: the text of every SQL statement.
 *
 * The order of columns and parameters is that in which put.c binds and load.c
 * fetches them. */
#include "store/sql.h"

#ifdef CST_STORE

#include <stddef.h>

static const char *const texts[CST_SQL_COUNT] = {
    [CST_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [CST_SQL_HOLD] = "BEGIN",
    [CST_SQL_COMMIT] = "COMMIT",
    [CST_SQL_ROLLBACK] = "ROLLBACK",
    [CST_SQL_FOREIGN_KEYS] = "PRAGMA foreign_keys = ON",
    [CST_SQL_SYNC] = "PRAGMA synchronous = NORMAL",
    [CST_SQL_JOURNAL] = "PRAGMA journal_mode = WAL",
    /* In pages: a checkpoint waits for the disk, so let there be few. */
    [CST_SQL_CHECKPOINT] = "PRAGMA wal_autocheckpoint = 16000",
    [CST_SQL_CACHE] = "PRAGMA cache_size = -32000",
    [CST_SQL_TEMPORARY] = "PRAGMA temp_store = MEMORY",
    [CST_SQL_GET_APPLICATION] = "PRAGMA application_id",
    [CST_SQL_GET_VERSION] = "PRAGMA user_version",
    [CST_SQL_COUNT_TABLES] = "SELECT count(*) FROM sqlite_schema",
    [CST_SQL_SET_APPLICATION] = "PRAGMA application_id = 1129534513",
    [CST_SQL_SET_VERSION] = "PRAGMA user_version = 2",
    [CST_SQL_GET_SETTING] = "SELECT value FROM setting WHERE name = ?1",
    [CST_SQL_PUT_SETTING] =
        "INSERT INTO setting (name, value) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [CST_SQL_CHECK_DATABASE] = "PRAGMA integrity_check(20)",
    [CST_SQL_CHECK_KEYS] = "PRAGMA foreign_key_check",

    /* ------------------------------------------------------------- put */
    [CST_SQL_HASH_OF] =
        "SELECT p.sha256, s.document IS NOT NULL FROM payload AS p"
        " LEFT JOIN stand_in AS s USING (document) WHERE p.document = ?1",
    [CST_SQL_PUT_PAYLOAD] =
        "INSERT INTO payload (document, sha256, size, bytes)"
        " VALUES (?1, ?2, ?3, ?4)",
    [CST_SQL_REPLACE_PAYLOAD] =
        "UPDATE payload SET sha256 = ?2, size = ?3, bytes = ?4"
        " WHERE document = ?1",
    [CST_SQL_DROP_STAND_IN] = "DELETE FROM stand_in WHERE document = ?1",
    [CST_SQL_PUT_STAND_IN] =
        "INSERT INTO stand_in (document, sha256_known) VALUES (?1, ?2)",
    [CST_SQL_PUT_IMPORTED] =
        "INSERT INTO imported (document, lines) VALUES (?1, ?2)"
        " ON CONFLICT (document) DO UPDATE SET lines = excluded.lines",
    [CST_SQL_IS_IMPORTED] =
        "SELECT 1 FROM imported JOIN document USING (document)"
        " WHERE document = ?1",
    [CST_SQL_ALL_IMPORTED] =
        "SELECT document, lines FROM imported ORDER BY document",
    [CST_SQL_DROP_DOCUMENT] = "DELETE FROM document WHERE document = ?1",
    [CST_SQL_REPLACE_SOURCE] =
        "UPDATE source SET current = 0 WHERE path = ?1 AND entry = ?2"
        " AND document <> ?3 AND current = 1 AND path <> '-'",
    [CST_SQL_DROP_REPLACED] =
        "DELETE FROM document WHERE document IN (SELECT document FROM source"
        " WHERE path = ?1 AND entry = ?2 AND current = 0) AND NOT EXISTS"
        " (SELECT 1 FROM source AS s WHERE s.document = document.document"
        " AND s.current = 1)",
    [CST_SQL_PUT_SOURCE] =
        "INSERT INTO source (path, entry, document, given_day, given_format,"
        " current) VALUES (?1, ?2, ?3, ?4, ?5, 1)"
        " ON CONFLICT (path, entry, document) DO UPDATE SET current = 1,"
        " given_day = excluded.given_day,"
        " given_format = excluded.given_format",
    [CST_SQL_PUT_DOCUMENT] =
        "INSERT INTO document (document, reader, format, language, title, url,"
        " outlet, outlet_kind, author, published_from, published_to,"
        " published_minutes, published_source, updated_from, updated_to,"
        " updated_minutes, tail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    [CST_SQL_PUT_CREDIT] =
        "INSERT INTO credit (document, seq, name) VALUES (?1, ?2, ?3)",
    [CST_SQL_PUT_ZONE] =
        "INSERT INTO zone (document, seq, kind, begin_at, end_at, flags)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CST_SQL_PUT_RECORD] =
        "INSERT INTO record (document, label, record, seq, code, key_begin,"
        " key_end, event, stance, rule, line)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [CST_SQL_PUT_HARM] =
        "INSERT INTO harm (document, label, qualifier, value, value2, low,"
        " high, count_begin, count_end, victims_status, victims_group,"
        " victims_person, victims_actor, victims_begin, victims_end, scope,"
        " covers, part_of, superseded_by, as_of_from, as_of_to, as_of_minutes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    [CST_SQL_PUT_DAMAGE] =
        "INSERT INTO damage (document, label, object, object_begin,"
        " object_end, degree) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CST_SQL_PUT_CLAIMANT] =
        "INSERT INTO claimant (document, label, role, seq, name, type, side,"
        " basis, begin_at, end_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [CST_SQL_PUT_HAPPENED] =
        "INSERT INTO happened (document, label, role, from_day, to_day,"
        " partial, method, basis, begin_at, end_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [CST_SQL_PUT_PLACE] =
        "INSERT INTO place (document, label, role, name, id, lat, lon,"
        " precision, radius_km, basis, begin_at, end_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [CST_SQL_PUT_PARTY] =
        "INSERT INTO party (document, label, role, seq, name, begin_at,"
        " end_at, actor, certainty)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [CST_SQL_PUT_EVIDENCE] =
        "INSERT INTO evidence (document, label, seq, begin_at, end_at, text,"
        " plain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [CST_SQL_PUT_NAME] =
        "INSERT INTO listed_name (document, label, role, owner, seq, name)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CST_SQL_PUT_NOTE] =
        "INSERT INTO note (document, seq, at, code, text)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",

    /* ----------------------------------------------------------- merge */
    [CST_SQL_ATTACH] = "ATTACH DATABASE ?1 AS other",
    [CST_SQL_DETACH] = "DETACH DATABASE other",
    /* Documents whose records are taken from there. */
    [CST_SQL_MERGE_TAKEN] =
        "CREATE TEMP TABLE IF NOT EXISTS taken (document TEXT PRIMARY KEY)",
    /* Paths that name one thing here and another there. */
    [CST_SQL_MERGE_CLASHES] =
        "CREATE TEMP TABLE IF NOT EXISTS clash (path TEXT, entry TEXT,"
        " document TEXT, given_day TEXT, given_format INTEGER)",
    [CST_SQL_MERGE_FORGET_TAKEN] = "DELETE FROM temp.taken",
    [CST_SQL_MERGE_FORGET_CLASHES] = "DELETE FROM temp.clash",
    [CST_SQL_MERGE_OTHER_BYTES] =
        "SELECT p.document FROM main.payload AS p"
        " JOIN other.payload AS o USING (document)"
        " WHERE p.sha256 <> o.sha256"
        " AND NOT EXISTS (SELECT 1 FROM main.stand_in AS s"
        " WHERE s.document = p.document)"
        " AND NOT EXISTS (SELECT 1 FROM other.stand_in AS s"
        " WHERE s.document = p.document) LIMIT 1",
    [CST_SQL_MERGE_PAYLOADS] =
        "INSERT INTO main.payload (document, sha256, size, bytes)"
        " SELECT document, sha256, size, bytes FROM other.payload AS o"
        " WHERE NOT EXISTS (SELECT 1 FROM main.payload AS p"
        " WHERE p.document = o.document)",
    [CST_SQL_MERGE_WHOLE] =
        "UPDATE main.payload SET (sha256, size, bytes) ="
        " (SELECT o.sha256, o.size, o.bytes FROM other.payload AS o"
        " WHERE o.document = payload.document)"
        " WHERE document IN (SELECT document FROM main.stand_in)"
        " AND document IN (SELECT document FROM other.payload)"
        " AND document NOT IN (SELECT document FROM other.stand_in)",
    [CST_SQL_MERGE_NOW_WHOLE] =
        "DELETE FROM main.stand_in"
        " WHERE document IN (SELECT document FROM other.payload)"
        " AND document NOT IN (SELECT document FROM other.stand_in)",
    [CST_SQL_MERGE_STAND_INS] =
        "INSERT INTO main.stand_in (document, sha256_known)"
        " SELECT s.document, s.sha256_known FROM other.stand_in AS s"
        " JOIN other.payload AS o USING (document)"
        " JOIN main.payload AS p USING (document)"
        " WHERE p.bytes = o.bytes AND s.document NOT IN"
        " (SELECT document FROM main.stand_in)",
    [CST_SQL_MERGE_OLD_SOURCES] =
        "INSERT OR IGNORE INTO main.source (path, entry, document, given_day,"
        " given_format, current) SELECT path, entry, document, given_day,"
        " given_format, 0 FROM other.source WHERE current = 0",
    /* What is here was replaced there. */
    [CST_SQL_MERGE_REPLACED] =
        "UPDATE main.source SET current = 0 WHERE current = 1 AND path <> '-'"
        " AND EXISTS (SELECT 1 FROM other.source AS o"
        " WHERE o.path = source.path AND o.entry = source.entry"
        " AND o.document = source.document AND o.current = 0)"
        " AND EXISTS (SELECT 1 FROM other.source AS o"
        " WHERE o.path = source.path AND o.entry = source.entry"
        " AND o.document <> source.document AND o.current = 1)",
    /* A row of ours that is not current says that it was replaced here. */
    [CST_SQL_MERGE_FIND_CLASHES] =
        "INSERT INTO temp.clash SELECT o.path, o.entry, o.document,"
        " o.given_day, o.given_format FROM other.source AS o"
        " JOIN main.source AS s ON s.path = o.path AND s.entry = o.entry"
        " AND s.current = 1 AND s.document <> o.document"
        " WHERE o.current = 1 AND o.path <> '-'"
        " AND NOT EXISTS (SELECT 1 FROM main.source AS t"
        " WHERE t.path = o.path AND t.entry = o.entry"
        " AND t.document = o.document)",
    [CST_SQL_MERGE_RENAMED_BEFORE] =
        "UPDATE main.source SET current = 0 WHERE current = 1"
        " AND EXISTS (SELECT 1 FROM temp.clash AS c"
        " WHERE source.path = ?1 || '!/' || c.path AND source.entry = c.entry"
        " AND source.document <> c.document)",
    [CST_SQL_MERGE_RENAMED] =
        "INSERT INTO main.source (path, entry, document, given_day,"
        " given_format, current) SELECT ?1 || '!/' || path, entry, document,"
        " given_day, given_format, 1 FROM temp.clash WHERE TRUE"
        " ON CONFLICT (path, entry, document) DO UPDATE SET current = 1",
    [CST_SQL_MERGE_SOURCES] =
        "INSERT INTO main.source (path, entry, document, given_day,"
        " given_format, current) SELECT path, entry, document, given_day,"
        " given_format, 1 FROM other.source AS o WHERE o.current = 1"
        " AND (o.path = '-' OR NOT EXISTS (SELECT 1 FROM main.source AS s"
        " WHERE s.path = o.path AND s.entry = o.entry AND s.current = 1"
        " AND s.document <> o.document))"
        " ON CONFLICT (path, entry, document) DO UPDATE SET current = 1",
    [CST_SQL_MERGE_FIND_TAKEN] =
        "INSERT INTO temp.taken SELECT o.document FROM other.document AS o"
        " WHERE EXISTS (SELECT 1 FROM main.source AS s"
        " WHERE s.document = o.document AND s.current = 1)"
        " AND (o.document NOT IN (SELECT document FROM main.document)"
        " OR (o.document IN (SELECT document FROM other.imported)"
        " AND o.document NOT IN (SELECT document FROM main.imported)))",
    [CST_SQL_MERGE_IMPORTED] =
        "INSERT OR IGNORE INTO main.imported (document, lines)"
        " SELECT document, lines FROM other.imported",
    [CST_SQL_MERGE_DROP] =
        "DELETE FROM main.document"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_DOCUMENTS] =
        "INSERT INTO main.document SELECT * FROM other.document"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_CREDITS] =
        "INSERT INTO main.credit SELECT * FROM other.credit"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_ZONES] =
        "INSERT INTO main.zone SELECT * FROM other.zone"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_RECORDS] =
        "INSERT INTO main.record SELECT * FROM other.record"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_HARMS] =
        "INSERT INTO main.harm SELECT * FROM other.harm"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_DAMAGES] =
        "INSERT INTO main.damage SELECT * FROM other.damage"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_CLAIMANTS] =
        "INSERT INTO main.claimant SELECT * FROM other.claimant"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_HAPPENEDS] =
        "INSERT INTO main.happened SELECT * FROM other.happened"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_PLACES] =
        "INSERT INTO main.place SELECT * FROM other.place"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_PARTYS] =
        "INSERT INTO main.party SELECT * FROM other.party"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_EVIDENCES] =
        "INSERT INTO main.evidence SELECT * FROM other.evidence"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_NAMES] =
        "INSERT INTO main.listed_name SELECT * FROM other.listed_name"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_NOTES] =
        "INSERT INTO main.note SELECT * FROM other.note"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_MERGE_UNNAMED] =
        "DELETE FROM main.document WHERE NOT EXISTS (SELECT 1"
        " FROM main.source AS s WHERE s.document = document.document"
        " AND s.current = 1)",

    /* ------------------------------------------------------------ read */
    [CST_SQL_ALL_DOCUMENTS] =
        "SELECT d.document, p.sha256, s.path, s.entry, d.title, d.outlet,"
        " p.size,"
        " (SELECT count(*) FROM record AS r WHERE r.document = d.document"
        "  AND r.record = 'event'),"
        " (SELECT count(*) FROM record AS r WHERE r.document = d.document"
        "  AND r.record = 'harm'),"
        " (SELECT count(*) FROM record AS r WHERE r.document = d.document"
        "  AND r.record = 'damage'),"
        " (SELECT count(*) FROM note AS n WHERE n.document = d.document)"
        " FROM source AS s JOIN document AS d USING (document)"
        " JOIN payload AS p USING (document)"
        " WHERE s.current = 1 AND NOT EXISTS (SELECT 1 FROM source AS t"
        " WHERE t.document = s.document AND t.current = 1"
        " AND (t.path, t.entry) < (s.path, s.entry))"
        " ORDER BY s.path, s.entry, d.document",
    [CST_SQL_FIND_PATH] =
        "SELECT s.document FROM source AS s JOIN document USING (document)"
        " WHERE s.path = ?1 AND s.current = 1 ORDER BY s.entry, s.document"
        " LIMIT 2",
    [CST_SQL_FIND_ID] =
        "SELECT document FROM document WHERE document >= ?1"
        " AND document < ?1 || 'g' ORDER BY document LIMIT 2",
    [CST_SQL_ALL_PAYLOADS] =
        "SELECT p.document, p.sha256, p.bytes,"
        " EXISTS (SELECT 1 FROM document AS d WHERE d.document = p.document),"
        " EXISTS (SELECT 1 FROM stand_in AS s WHERE s.document = p.document)"
        " FROM payload AS p ORDER BY p.document",
    [CST_SQL_GET_SOURCES] =
        "SELECT path, entry FROM source WHERE document = ?1 AND current = 1"
        " ORDER BY path, entry",
    [CST_SQL_GET_PAYLOAD] =
        "SELECT p.bytes, s.path, s.entry, s.given_day, s.given_format"
        " FROM payload AS p LEFT JOIN source AS s"
        " ON s.document = p.document AND s.current = 1"
        " WHERE p.document = ?1 ORDER BY s.path, s.entry LIMIT 1",
    [CST_SQL_GET_DOCUMENT] =
        "SELECT CASE WHEN ?2 THEN p.bytes END, d.document,"
        " CASE WHEN s.sha256_known IS 0 THEN NULL"
        " ELSE p.sha256 END, s.document IS NOT NULL, d.format, d.language, d.title, d.url,"
        " d.outlet, d.outlet_kind, d.author, d.published_from,"
        " d.published_to, d.published_minutes, d.published_source,"
        " d.updated_from, d.updated_to, d.updated_minutes, d.tail"
        " FROM document AS d JOIN payload AS p USING (document)"
        " LEFT JOIN stand_in AS s USING (document) WHERE d.document = ?1",
    [CST_SQL_GET_CREDITS] =
        "SELECT name FROM credit WHERE document = ?1 ORDER BY seq",
    [CST_SQL_GET_ZONES] =
        "SELECT kind, begin_at, end_at, flags FROM zone WHERE document = ?1"
        " ORDER BY seq",
    [CST_SQL_GET_EVENTS] =
        "SELECT label, code, stance, rule FROM record"
        " WHERE document = ?1 AND record = 'event' ORDER BY seq",
    [CST_SQL_GET_HARMS] =
        "SELECT r.label, r.code, r.stance, r.rule, r.event, h.qualifier,"
        " h.value, h.value2, h.low, h.high, h.count_begin, h.count_end,"
        " h.victims_status, h.victims_group, h.victims_person, h.victims_actor,"
        " h.victims_begin, h.victims_end, h.scope, h.covers, h.part_of,"
        " h.superseded_by, h.as_of_from, h.as_of_to, h.as_of_minutes"
        " FROM record AS r JOIN harm AS h USING (document, label)"
        " WHERE r.document = ?1 AND r.record = 'harm' ORDER BY r.seq",
    [CST_SQL_GET_DAMAGES] =
        "SELECT r.label, r.code, r.stance, r.rule, r.event, d.object,"
        " d.object_begin, d.object_end, d.degree"
        " FROM record AS r JOIN damage AS d USING (document, label)"
        " WHERE r.document = ?1 AND r.record = 'damage' ORDER BY r.seq",
    [CST_SQL_GET_CLAIMANT] =
        "SELECT name, type, side, basis, begin_at, end_at FROM claimant"
        " WHERE document = ?1 AND label = ?2 AND role = ?3 AND seq = ?4",
    [CST_SQL_GET_HAPPENED] =
        "SELECT from_day, to_day, partial, method, basis, begin_at, end_at"
        " FROM happened WHERE document = ?1 AND label = ?2 AND role = ?3",
    [CST_SQL_GET_PLACE] =
        "SELECT name, id, lat, lon, precision, radius_km, basis, begin_at,"
        " end_at FROM place WHERE document = ?1 AND label = ?2 AND role = ?3",
    [CST_SQL_GET_PARTIES] =
        "SELECT name, begin_at, end_at, actor, certainty FROM party"
        " WHERE document = ?1 AND label = ?2 AND role = ?3 ORDER BY seq",
    [CST_SQL_GET_EVIDENCE] =
        "SELECT begin_at, end_at FROM evidence"
        " WHERE document = ?1 AND label = ?2 ORDER BY seq",
    [CST_SQL_GET_NAMES] =
        "SELECT name FROM listed_name WHERE document = ?1 AND label = ?2"
        " AND role = ?3 AND owner = ?4 ORDER BY seq",
    [CST_SQL_GET_NOTES] =
        "SELECT at, code, text FROM note WHERE document = ?1 ORDER BY seq",
    [CST_SQL_GET_LINES] =
        "SELECT line, label FROM record WHERE document = ?1 ORDER BY"
        " CASE record WHEN 'event' THEN 0 WHEN 'harm' THEN 1 ELSE 2 END, seq",
    /* --------------------------------------------------------- linking */
    [CST_SQL_MERGE_PRINTS] =
        "INSERT INTO main.print SELECT * FROM other.print"
        " WHERE document IN (SELECT document FROM temp.taken)",
    [CST_SQL_PUT_PRINT] =
        "INSERT INTO print (document, shingles, event_words)"
        " VALUES (?1, ?2, ?3)",
    [CST_SQL_GET_PRINT] =
        "SELECT shingles, event_words FROM print WHERE document = ?1",
    [CST_SQL_FORGET_RESOLVED] = "DELETE FROM main.resolved",
    [CST_SQL_FORGET_SYNDICATION] = "DELETE FROM main.syndication",
    [CST_SQL_FORGET_LINKS] = "DELETE FROM main.incident_link",
    [CST_SQL_FORGET_MEMBERS] = "DELETE FROM main.incident_event",
    [CST_SQL_FORGET_INCIDENTS] = "DELETE FROM main.incident",
    [CST_SQL_PUT_INCIDENT] =
        "INSERT INTO incident (id, type, from_day, to_day, place, lat, lon,"
        " lasting, parent, line)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [CST_SQL_PUT_MEMBER] =
        "INSERT INTO incident_event (incident, document, label)"
        " VALUES (?1, ?2, ?3)",
    [CST_SQL_PUT_LINK] =
        "INSERT INTO incident_link (incident, seq, verdict, bar, score,"
        " document_a, label_a, document_b, label_b, type, date, place,"
        " perpetrator, target, weapon, toll, source)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " ?15, ?16, ?17)",
    [CST_SQL_PUT_SYNDICATION] =
        "INSERT INTO syndication (seq, document) VALUES (?1, ?2)",
    [CST_SQL_PUT_RESOLVED] =
        "INSERT INTO resolved (document, label, role, from_day, to_day)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
    [CST_SQL_INCIDENT_LINES] = "SELECT line FROM incident ORDER BY id",
    [CST_SQL_SYNDICATION_ROWS] =
        "SELECT seq, document FROM syndication ORDER BY seq, document",
    [CST_SQL_FIND_INCIDENT] =
        "SELECT id FROM incident WHERE id >= ?1 AND id < ?1 || 'g'"
        " ORDER BY id LIMIT 2",
    [CST_SQL_GET_LINKS] =
        "SELECT verdict, bar, score, document_a, label_a, document_b, label_b,"
        " type, date, place, perpetrator, target, weapon, toll, source"
        " FROM incident_link WHERE incident = ?1 ORDER BY seq",
    [CST_SQL_COUNT_RECORDS] =
        "SELECT (SELECT count(*) FROM record WHERE document = ?1),"
        " (SELECT count(*) FROM evidence WHERE document = ?1)",

    /* ------------------------------------------------------- geopackage */
    [CST_SQL_GPKG_ABOUT] =
        "INSERT INTO about VALUES (?1, ?2, ?3)",
    [CST_SQL_GPKG_DOCUMENT] =
        "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
        "?9, ?10, ?11, ?12)",
    [CST_SQL_GPKG_INCIDENT] =
        "INSERT INTO incidents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
        "?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
        "?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, "
        "?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, "
        "?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, "
        "?58, ?59, ?60, ?61, ?62, ?63, ?64, ?65, ?66, ?67, ?68, ?69, "
        "?70, ?71, ?72, ?73, ?74, ?75, ?76, ?77, ?78, ?79, ?80, ?81, "
        "?82, ?83, ?84, ?85, ?86, ?87, ?88, ?89, ?90, ?91, ?92, ?93, "
        "?94, ?95, ?96, ?97, ?98, ?99, ?100, ?101, ?102, ?103, ?104, "
        "?105, ?106, ?107, ?108, ?109, ?110, ?111, ?112, ?113)",
    [CST_SQL_GPKG_INCIDENT_DOCUMENT] =
        "INSERT INTO incident_documents VALUES (?1, ?2, ?3)",
    [CST_SQL_GPKG_TOLL] =
        "INSERT INTO tolls VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?12)",
    [CST_SQL_GPKG_CLAIM] =
        "INSERT INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
        "?22, ?23, ?24, ?25, ?26, ?27, ?28)",
    [CST_SQL_GPKG_DAMAGE] =
        "INSERT INTO damages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?12)",
    [CST_SQL_GPKG_CONTENT] =
        "INSERT INTO gpkg_contents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
        "?8, ?9, ?10)",
    [CST_SQL_GPKG_GEOMETRY] =
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6)",
};

const char *cst_sql_text(cst_sql which)
{
    return which < CST_SQL_COUNT ? texts[which] : NULL;
}

#endif
