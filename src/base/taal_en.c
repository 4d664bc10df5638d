#include "base/taal_en.h"

/* clang-format off */
const struct taal_row taal_english[] = {
	{"ja",
	 "yes"},
};
/* clang-format on */

const size_t taal_english_count = sizeof taal_english / sizeof *taal_english;
