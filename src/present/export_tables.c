/* present/export_tables: columns of the csv format. */
#include "present/export_tables.h"

#define COUNTS(kind)                                                           \
    {kind "_low", 'i', false, kind ": lowest number that stands"},             \
    {kind "_high", 'i', false, kind ": highest; empty: open or none"},         \
    {kind "_open", 'b', true, kind ": may be more than any number named"},     \
    {kind "_best", 'i', false, kind ": what the strategy chooses"}

#define BY(status)                                                             \
    {status "_low", 'i', false, "of them " status ": lowest"},                 \
    {status "_high", 'i', false, "of them " status ": highest; empty: open or none"}, \
    {status "_contested", 'b', true, "their status is disputed: in the highest alone"}

static const cst_table_column incidents[] = {
    {"id", 's', true, "incident; stays while its first event stays in it"},
    {"type", 's', true, "kind of happening (docs/RECORDS.md, event)"},
    {"date_from", 'd', false, "first day on which it may lie"},
    {"date_to", 'd', false, "last such day; empty with a first: it goes on"},
    {"date_precision", 's', true, "day, days (up to 7), month, year, years, open, unknown"},
    {"date_basis", 's', false, "where in the report the date stands"},
    {"place", 's', false, "name of the place"},
    {"place_in", 's', false, "what contains it, nearest first, joined by \"; \""},
    {"place_id", 's', false, "id in the gazetteer"},
    {"latitude", 'n', false, "in degrees, WGS 84"},
    {"longitude", 'n', false, "in degrees, WGS 84"},
    {"radius_km", 'n', false, "how far it may lie from the point"},
    {"place_precision", 's', true, "point, neighbourhood, settlement, district, province, country, unknown"},
    {"perpetrators", 's', false, "who is said to have done it, joined by \"; \""},
    {"perpetrator_ids", 's', false, "their ids (docs/ACTORS.md), where they have one"},
    {"status", 's', true, "single_source, corroborated, contested, denied"},
    {"unconfirmed", 'b', true, "not told alike by two independent sources"},
    {"contested", 's', false, "what is disputed: perpetrator, occurrence, toll"},
    {"grade", 's', true, "proposed: confirmed, fair, weak, contested, discounted, none"},
    {"documents", 'i', true, "reports that tell of it"},
    {"sources", 'i', true, "independent sources among them"},
    {"apart", 'b', true, "goes on, covers others, sums up sites, or finds bodies: not added in totals"},
    {"parent", 's', false, "incident of which it is one site"},
    {"covers", 's', false, "incidents within it, joined by \"; \""},
    COUNTS("killed"),
    COUNTS("injured"),
    {NULL, 0, false, NULL}};

static const cst_table_column tolls[] = {
    {"incident", 's', true, "its id"},
    {"kind", 's', true, "killed, injured, missing, ..."},
    {"stated_min", 'i', false, "lowest number that any claim states"},
    {"stated_max", 'i', false, "highest such number"},
    {"low", 'i', false, "lowest that stands, under the codebook"},
    {"high", 'i', false, "highest that stands; empty: open or none"},
    {"open", 'b', true, "may be more than any number named"},
    {"summed", 'b', true, "no claim is of a single happening: these sum up sites or days"},
    {"best", 'i', false, "what the strategy chooses"},
    {"latest", 'i', false, "newest number"},
    {"best_claim", 's', false, "claim that states the best"},
    {"latest_claim", 's', false, "claim that states the newest"},
    {"agree", 'i', true, "sources that state the best"},
    {"contested", 'b', true, "claims of one time differ by more than twice"},
    {"claims", 'i', true, "claims about it"},
    {"standing", 'i', true, "of these, claims that stand"},
    {"hedged", 'b', true, "every claim that stands is in the conditional or supposed"},
    BY("civilian"),
    BY("combatant"),
    BY("police"),
    BY("attacker"),
    BY("unknown"),
    {NULL, 0, false, NULL}};

static const cst_table_column claims[] = {
    {"id", 's', true, "document, slash, label of the record"},
    {"document", 's', true, "report in which it stands"},
    {"record", 's', true, "harm or damage"},
    {"event", 's', false, "label of its event in the report"},
    {"incident", 's', false, "incident to which it belongs; empty: a sum over several, or none"},
    {"kind", 's', false, "of harm: killed, injured, missing, ..."},
    {"qualifier", 's', false, "exact, between, at_least, more_than, at_most, less_than, about, vague, unspecified"},
    {"value", 'i', false, "the number that is stated"},
    {"value2", 'i', false, "the second one of two"},
    {"low", 'i', false, "what that means under the codebook; empty: no bound"},
    {"high", 'i', false, "the same upwards; empty: open"},
    {"victim_status", 's', false, "civilian, combatant, police, attacker, mixed, unknown"},
    {"victim_group", 's', false, "children, women, ..."},
    {"person", 's', false, "name of the one person meant"},
    {"object", 's', false, "of damage: what was hit"},
    {"object_class", 's', false, "of damage: hospital, school, ..."},
    {"degree", 's', false, "of damage: damaged, destroyed"},
    {"scope", 's', false, "incident, or total over several"},
    {"covers", 's', false, "whole, or some of the victims"},
    {"part_of", 's', false, "claim of which it is a part"},
    {"superseded_by", 's', false, "claim of the same report that replaces it"},
    {"period_from", 'd', false, "first day over which a total counts"},
    {"period_to", 'd', false, "last day"},
    {"area", 's', false, "ground over which a total counts"},
    {"area_in", 's', false, "what contains it"},
    {"area_id", 's', false, "its id in the gazetteer"},
    {"as_of", 'd', false, "day on which it was counted"},
    {"as_of_time", 's', false, "HH:MM, where it is told"},
    {"claimant", 's', false, "who says it; empty: the outlet in its own voice"},
    {"claimant_type", 's', false, "medical, police, military, government, un, ngo, witness, ..."},
    {"claimant_side", 's', false, "party to the conflict for which the claimant speaks"},
    {"via", 's', false, "agencies that passed it on"},
    {"source", 's', false, "the voice that says it, in sources.csv"},
    {"stance", 's', true, "asserted, hedged, denied"},
    {"use", 's', false, "in its incident's toll: current, overtaken, repeated, side, attackers, wordless, part, some, total, denied"},
    {"use_other", 's', false, "claim because of which it is not used"},
    {"doubt", 's', false, "why it stands and is not the best: hedged, party"},
    {"quote", 's', false, "its words, without mark-up"},
    {"begin", 'i', false, "first byte of these words in the report as it lies on disk"},
    {"end", 'i', false, "first byte after them"},
    {"further", 's', false, "further words it rests on, as BEGIN-END, joined by \"; \""},
    {"rule", 's', false, "rule of the language pack that found it"},
    {NULL, 0, false, NULL}};

static const cst_table_column documents[] = {
    {"id", 's', true, "first 16 digits of the hash"},
    {"sha256", 's', false, "hash of the report's bytes; empty: nobody gave them"},
    {"path", 's', true, "where it was read"},
    {"entry", 's', false, "part of that file"},
    {"also", 's', false, "other paths with the same bytes"},
    {"language", 's', false, "of the text"},
    {"title", 's', false, "headline"},
    {"url", 's', false, "address that it states"},
    {"outlet", 's', false, "who published it"},
    {"outlet_kind", 's', false, "agency, newspaper, broadcaster, ..."},
    {"author", 's', false, "by whom"},
    {"credits", 's', false, "agencies that it credits"},
    {"published_from", 'd', false, "first day on which it may have been published"},
    {"published_to", 'd', false, "last such day"},
    {"published_time", 's', false, "HH:MM"},
    {"published_source", 's', false, "where that stands: header, metadata, text"},
    {"updated_from", 'd', false, "day of its last change"},
    {"updated_to", 'd', false, "last such day"},
    {"syndication", 's', false, "the same for reports that carry one wire text"},
    {"claims", 'i', true, "claims of it that are exported"},
    {NULL, 0, false, NULL}};

static const cst_table_column sources[] = {
    {"id", 's', true, "made of the name and of whether it is the outlet's own voice"},
    {"name", 's', false, "claimant, agency or outlet; empty: an outlet without a name"},
    {"own_voice", 'b', true, "an outlet or agency in its own voice, not a claimant"},
    {"type", 's', false, "of a claimant"},
    {"side", 's', false, "party to the conflict for which it speaks"},
    {"incidents", 'i', true, "exported incidents of which it tells"},
    {NULL, 0, false, NULL}};

static const cst_table_column overlap[] = {
    {"source", 's', true, "who tells"},
    {"incident", 's', true, "of what"},
    {"independent", 'b', true, "counted among the incident's independent sources"},
    {"document", 's', true, "report in which it is first heard"},
    {"claims", 'i', true, "claims of tolls that it makes"},
    {NULL, 0, false, NULL}};

static const cst_table_column totals[] = {
    {"kind", 's', true,
     "killed, injured, missing, ...; bodies_found: dead of the incidents that find "
     "bodies, who may be dead of others and are in no other row"},
    {"status", 's', true,
     "all, or civilian, combatant, police, attacker alone; of the others no "
     "number is a rest"},
    {"low", 'i', true, "sum of the lowest numbers that stand"},
    {"high", 'i', true, "sum of the highest numbers named"},
    {"open", 'b', true, "there may be more"},
    {"best", 'i', false, "sum of the best numbers, by the strategy"},
    {"incidents", 'i', false, "incidents with a number"},
    {"without_number", 'i', false, "incidents with a claim and no number"},
    {NULL, 0, false, NULL}};

const cst_table cst_tables[CST_TABLE_COUNT] = {
    {"incidents", "incidents.csv", "What happened, as several reports tell it",
     incidents, {"id", NULL, NULL}, {{"parent", ""}}},
    {"tolls", "tolls.csv", "What claims of an incident come to, by kind of harm",
     tolls, {"incident", "kind", NULL},
     {{"incident", "incidents"}, {"best_claim", "claims"},
      {"latest_claim", "claims"}}},
    {"claims", "claims.csv", "Each claim of harm or damage with its words",
     claims, {"id", NULL, NULL},
     {{"document", "documents"}, {"incident", "incidents"}, {"part_of", ""},
      {"superseded_by", ""}, {"use_other", ""}, {"source", "sources"}}},
    {"documents", "documents.csv", "Reports", documents, {"id", NULL, NULL},
     {{NULL, NULL}}},
    {"sources", "sources.csv", "Voices: claimants, agencies, outlets", sources,
     {"id", NULL, NULL}, {{NULL, NULL}}},
    {"overlap", "overlap.csv", "Which source tells of which incident", overlap,
     {"source", "incident", NULL},
     {{"source", "sources"}, {"incident", "incidents"},
      {"document", "documents"}}},
    {"totals", "totals.csv",
     "Documented counts over all exported incidents, not estimates", totals,
     {"kind", "status", NULL}, {{NULL, NULL}}}};

void cst_table_begin(cst_export *x, int table)
{
    cst_export_file(x, cst_tables[table].file);
    for (const cst_table_column *c = cst_tables[table].columns; c->name; c++) {
        cst_csv_z(&x->out, c->name);
    }
    cst_csv_end(&x->out);
}
