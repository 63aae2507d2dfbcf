/* A codebook for tests of tolls: what is told, and nothing made of what is vague. */
#ifndef CST_TEST_PLAIN_BOOK_H
#define CST_TEST_PLAIN_BOOK_H

static const char plain_book[] =
    "count\texact\tn\tn\ts\ncount\tbetween\tn\tm\ts\n"
    "count\tat_least\tn\t-\ts\ncount\tmore_than\tn+1\t-\ts\n"
    "count\tat_most\t-\tn\ts\ncount\tless_than\t-\tn-1\ts\n"
    "count\tabout\tn\tn\ts\ncount\tvague:2\t-\t-\ts\n"
    "count\tvague:10\t-\t-\ts\ncount\tunspecified\t-\t-\ts\n";

#endif
