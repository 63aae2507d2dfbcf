/* present/page_timeline: the timeline of the first page, and the same as a
 * table.
 *
 * Above, the dead of each day, week, month or year: full up to the lowest number,
 * pale up to the highest, with a mark where it may be more. Below, the incidents.
 * A bar leads to its first incident in the list; with script it filters. */
#include "present/overview.h"
#include "present/map_base.h"

#define WIDTH 960.0
#define LEFT 46.0
#define WIDEST 72.0 /* of a column */
#define TOP 22.0
#define DEAD 150.0  /* height of the upper part */
#define GAP 26.0
#define COUNTS 44.0 /* height of the lower part */
#define HEIGHT (TOP + DEAD + GAP + COUNTS + 24.0)

typedef struct chart {
    cst_page *page;
    const cst_overview *o;
    double step;            /* width of a column with its gap */
    int64_t dead, incidents; /* what the full heights stand for */
} chart;

/* ----------------------------------------------------------------- scale */

/* The next round number: 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20 ... */
static int64_t round_up(int64_t v)
{
    static const int64_t tenths[] = {10, 12, 15, 20, 30, 40, 50, 60, 80, 100};
    int64_t power = 1;
    size_t i = 0;

    while (power * 10 < v) {
        power *= 10;
    }
    while (tenths[i] * power < v * 10 || tenths[i] * power % 10) {
        i++;
    }
    return tenths[i] * power / 10;
}

static void set_scale(chart *c)
{
    int64_t dead = 1, n = 1;

    for (size_t i = 0; i < c->o->columns.n; i++) {
        const cst_column *at = &c->o->columns.at[i];

        dead = cst_drawn(at->killed.top) > dead ? cst_drawn(at->killed.top)
                                                : dead;
        n = at->n > n ? at->n : n;
    }
    c->dead = round_up(dead);
    c->incidents = round_up(n);
    c->step = (WIDTH - LEFT) / (double)c->o->columns.n;
    c->step = c->step > WIDEST ? WIDEST : c->step;
}

static double dead_height(const chart *c, int64_t v)
{
    return DEAD * (double)cst_drawn(v) / (double)c->dead;
}

/* ------------------------------------------------------------------ axes */

static void put_line(cst_page *p, double x1, double y1, double x2, double y2)
{
    cst_put(p, "<line");
    cst_put_length(p, "x1", x1);
    cst_put_length(p, "y1", y1);
    cst_put_length(p, "x2", x2);
    cst_put_length(p, "y2", y2);
    cst_put(p, "/>");
}

static void put_text_at(cst_page *p, const char *class_, double x, double y,
                        cst_str html)
{
    cst_put(p, "<text class=\"");
    cst_put(p, class_);
    cst_put(p, "\"");
    cst_put_length(p, "x", x);
    cst_put_length(p, "y", y);
    cst_put(p, ">");
    cst_buf_str(p->out, html);
    cst_put(p, "</text>\n");
}

/* A level of so many halves of the whole; the script may write another number. */
static void put_level(const chart *c, const char *of, int halves, double base,
                      double height, int64_t most)
{
    double y = base - height * halves / 2;
    cst_page *p = c->page;

    put_line(p, LEFT, y, WIDTH, y);
    cst_put(p, "<text class=\"level\" data-level=\"");
    cst_put(p, of);
    cst_put(p, "\" data-part=\"");
    cst_put_int(p, halves);
    cst_put(p, "\"");
    cst_put_length(p, "x", LEFT - 6);
    cst_put_length(p, "y", y + 4);
    cst_put(p, ">");
    if (most * halves % 2 == 0) {
        cst_buf_str(p->out, cst_say_int(p, most * halves / 2));
    }
    cst_put(p, "</text>\n");
}

static void put_axes(const chart *c)
{
    cst_page *p = c->page;
    double base = TOP + DEAD + GAP + COUNTS;

    cst_put(p, "<g class=\"axes\" aria-hidden=\"true\">\n");
    for (int halves = 0; halves <= 2; halves++) {
        put_level(c, "dead", halves, TOP + DEAD, DEAD, c->dead);
    }
    put_level(c, "incidents", 2, base, COUNTS, c->incidents);
    put_line(p, LEFT, base, WIDTH, base);
    put_text_at(p, "what", LEFT, TOP - 7,
                cst_say_text(p, cst_ui_word(p->ui, "kind.killed")));
    put_text_at(p, "what", LEFT, TOP + DEAD + GAP - 7,
                cst_say_text(p, cst_ui_word(p->ui, "time.incidents")));
    cst_put(p, "</g>\n");
}

/* ------------------------------------------------------------ day labels */

static cst_str month_name(cst_page *p, int month)
{
    char code[3] = {(char)('0' + month / 10), (char)('0' + month % 10), 0};

    return cst_say_text(p, cst_ui_code(
        p->ui, "month.short", cst_str_of(month < 10 ? code + 1 : code)));
}

/* What stands below a column. */
typedef struct tick {
    cst_str text;
    bool year;
} tick;

/* Months that are named: of all, of every second, third ... as there is room. */
static int months_apart(const chart *c)
{
    static const int apart[] = {1, 2, 3, 6};
    double month = c->step * (c->o->per == CST_PER_MONTH  ? 1
                              : c->o->per == CST_PER_WEEK ? 4.3
                                                          : 30);

    for (size_t i = 0; i < CST_COUNT(apart); i++) {
        if (apart[i] * month > 40) {
            return apart[i];
        }
    }
    return 13;
}

/* A year where it begins, else a month, else a day of the month. */
static tick tick_of(const chart *c, size_t i)
{
    int y, m, d, last_y = 0, last_m = 0, last_d;
    cst_page *p = c->page;

    cst_day_to_ymd(c->o->columns.at[i].from, &y, &m, &d);
    if (i) {
        cst_day_to_ymd(c->o->columns.at[i - 1].from, &last_y, &last_m, &last_d);
    }
    if (y != last_y) {
        return (tick){cst_say_year(p, y), true};
    }
    if (m != last_m) {
        return (tick){(m - 1) % months_apart(c) == 0 ? month_name(p, m)
                                                     : (cst_str){NULL, 0},
                      false};
    }
    if (c->o->per == CST_PER_DAY && d % 7 == 1 && d < 29) {
        return (tick){cst_say_int(p, d), false};
    }
    return (tick){{NULL, 0}, false};
}

/* Whether a year begins within so many columns on either side. */
static bool near_year(const chart *c, size_t i)
{
    size_t reach = (size_t)(38 / c->step);

    for (size_t k = i > reach ? i - reach : 0;
         k <= i + reach && k < c->o->columns.n; k++) {
        if (k != i && tick_of(c, k).year) {
            return true;
        }
    }
    return false;
}

/* On a narrow page few are left: "every5". */
static const char *class_of(const chart *c, size_t i, bool year)
{
    int y, m, d;

    if (!year) {
        return "month";
    }
    cst_day_to_ymd(c->o->columns.at[i].from, &y, &m, &d);
    return c->o->per != CST_PER_YEAR || y % 5 == 0 ? "year every5" : "year";
}

static void put_ticks(const chart *c)
{
    double y = TOP + DEAD + GAP + COUNTS + 17, free_from = 0;

    cst_put(c->page, "<g class=\"ticks\" aria-hidden=\"true\">\n");
    for (size_t i = 0; i < c->o->columns.n; i++) {
        double x = LEFT + c->step * ((double)i + .5);
        tick t = tick_of(c, i);

        if (t.text.n && x > free_from && (t.year || !near_year(c, i))) {
            put_text_at(c->page, class_of(c, i, t.year), x, y, t.text);
            free_from = x + (t.year ? 36 : 22);
        }
    }
    cst_put(c->page, "</g>\n");
}

/* ------------------------------------------------------------------ bars */

static void put_rect(cst_page *p, const char *class_, double x, double y,
                     double width, double height)
{
    cst_put(p, "<rect class=\"");
    cst_put(p, class_);
    cst_put(p, "\"");
    cst_put_length(p, "x", x);
    cst_put_length(p, "y", y);
    cst_put_length(p, "width", width);
    cst_put_length(p, "height", height < 0 ? 0 : height);
    cst_put(p, "/>");
}

static void put_bar_text(const chart *c, const cst_column *at)
{
    cst_page *p = c->page;

    cst_buf_str(p->out, cst_say_days(p, at->from, at->to));
    cst_put_word(p, "mark.says");
    cst_put(p, " ");
    cst_put_count(p, "n.incident", at->n);
    if (at->killed.told) {
        cst_put(p, ", ");
        cst_buf_str(p->out, cst_say_figure(p, &at->killed));
        cst_put(p, " ");
        cst_put_code(p, "kind", CST_S("killed"));
    }
}

/* A wedge on top says that it may be more. */
static void put_open_mark(const chart *c, const cst_figure *f, double middle,
                          double width)
{
    cst_page *p = c->page;

    width = width > 16 ? 16 : width;
    cst_put(p, f->open ? "<path class=\"open\" d=\"M"
                       : "<path class=\"open gone\" d=\"M");
    cst_put_tenths(p, middle - width / 2);
    cst_put(p, " ");
    cst_put_tenths(p, TOP + DEAD - 2);
    cst_put(p, "h");
    cst_put_tenths(p, width);
    cst_put(p, "l");
    cst_put_tenths(p, -width / 2);
    cst_put(p, " -6z\" transform=\"translate(0 ");
    cst_put_tenths(p, -dead_height(c, f->top));
    cst_put(p, ")\"/>");
}

static void put_bar(const chart *c, size_t i)
{
    const cst_column *at = &c->o->columns.at[i];
    double width = c->step > 6 ? c->step * .78 : c->step * .9;
    double x = LEFT + c->step * (double)i + (c->step - width) / 2;
    double base = TOP + DEAD, foot = base + GAP + COUNTS;
    double low = dead_height(c, at->killed.low);
    double top = dead_height(c, at->killed.top);
    double n = COUNTS * at->n / (double)c->incidents;
    cst_page *p = c->page;

    if (at->n == 0) {
        return;
    }
    cst_put(p, "<a class=\"bar\" data-c=\"");
    cst_put_int(p, (int64_t)i);
    cst_put(p, "\" href=\"#r");
    cst_put_int(p, at->first);
    cst_put(p, "\" data-from=\"");
    cst_put_iso(p, at->from);
    cst_put(p, "\" data-to=\"");
    cst_put_iso(p, at->to);
    cst_put(p, "\"><title>");
    put_bar_text(c, at);
    cst_put(p, "</title>");
    put_rect(p, "hit", LEFT + c->step * (double)i, 0, c->step, HEIGHT);
    put_rect(p, "most", x, base - top, width, top - low);
    put_rect(p, "least", x, base - low, width, low);
    put_open_mark(c, &at->killed, x + width / 2, width);
    put_rect(p, "count", x, foot - n, width, n);
    cst_put(p, "</a>\n");
}

static void put_svg(const chart *c)
{
    cst_page *p = c->page;

    cst_put(p, "<svg class=\"chart\" viewBox=\"0 0 ");
    cst_put_tenths(p, WIDTH);
    cst_put(p, " ");
    cst_put_tenths(p, HEIGHT);
    cst_put(p, "\" role=\"group\" aria-labelledby=\"timeline-h\" "
               "aria-describedby=\"timeline-how\" data-high=\"");
    cst_put_int(p, (int64_t)DEAD);
    cst_put(p, "\" data-low=\"");
    cst_put_int(p, (int64_t)COUNTS);
    cst_put(p, "\">\n");
    put_axes(c);
    for (size_t i = 0; i < c->o->columns.n; i++) {
        put_bar(c, i);
    }
    put_ticks(c);
    cst_put(p, "</svg>\n");
}

/* ----------------------------------------------------------------- table */

static void put_table(const chart *c)
{
    static const char *const keys[] = {"when", "incidents", "map.dead"};
    cst_page *p = c->page;

    cst_put(p, "<details class=\"as-table\"><summary>");
    cst_put_word(p, "time.table");
    cst_put(p, "</summary>\n");
    cst_page_columns(p, keys, CST_COUNT(keys));
    for (size_t i = 0; i < c->o->columns.n; i++) {
        const cst_column *at = &c->o->columns.at[i];

        if (at->n == 0) {
            continue;
        }
        cst_put(p, "<tr><th scope=\"row\"><a href=\"#r");
        cst_put_int(p, at->first);
        cst_put(p, "\">");
        cst_buf_str(p->out, cst_say_days(p, at->from, at->to));
        cst_put(p, "</a></th><td class=\"n\">");
        cst_put_int(p, at->n);
        cst_put(p, "</td><td class=\"n\">");
        cst_buf_str(p->out, cst_say_figure(p, &at->killed));
        cst_put(p, "</td></tr>\n");
    }
    cst_put(p, "</tbody>\n</table>\n</details>\n");
}

void cst_page_timeline(cst_page *p, const cst_overview *o)
{
    static const char *const heads[] = {"time.day", "time.days7", "time.month",
                                        "time.year"};
    chart c = {.page = p, .o = o};

    if (o->columns.n == 0) {
        return;
    }
    set_scale(&c);
    cst_page_section(p, "timeline", heads[o->per], true);
    cst_put(p, "<figure>\n");
    put_svg(&c);
    cst_put(p, "<figcaption class=\"more\" id=\"timeline-how\">");
    cst_put_word(p, "time.how");
    if (o->undrawn) {
        cst_put(p, " ");
        cst_put_count(p, "n.undrawn", o->undrawn);
    }
    cst_put(p, "</figcaption>\n</figure>\n");
    put_table(&c);
    cst_put(p, "</section>\n");
}
