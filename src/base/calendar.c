/* base/calendar: days of the proleptic Gregorian calendar as one integer.
 *
 * Takes year 1 to 9999, month, day; gives the days since 0000-03-01 plus 1,
 * and back. March starts the year of the reckoning, so that the leap day is
 * its last. A day that does not exist gives 0, which means "unknown".
 */
#include "base/base.h"

#define DAYS_400_YEARS 146097

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const unsigned char length[] = {31, 28, 31, 30, 31, 30,
                                           31, 31, 30, 31, 30, 31};

    return month == 2 && leap(year) ? 29 : length[month - 1];
}

cst_day cst_day_from_ymd(int year, int month, int day)
{
    int era, yoe, doy;

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month)) {
        return 0;
    }
    if (month <= 2) {
        year--;
    }
    era = year / 400;
    yoe = year % 400;
    doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * DAYS_400_YEARS + yoe * 365 + yoe / 4 - yoe / 100 + doy + 1;
}

void cst_day_to_ymd(cst_day day, int *year, int *month, int *mday)
{
    int era, doe, yoe, doy, mp;

    *year = *month = *mday = 0;
    if (day <= 0) {
        return;
    }
    era = (day - 1) / DAYS_400_YEARS;
    doe = (day - 1) % DAYS_400_YEARS;
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    mp = (5 * doy + 2) / 153;
    *mday = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

/* Day 1 (0000-03-01) was a Wednesday. -1 for an unknown day. */
int cst_day_weekday(cst_day day)
{
    return day <= 0 ? -1 : (day + 1) % 7;
}
