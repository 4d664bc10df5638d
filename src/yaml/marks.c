#include "yaml/internal.h"

#include "base/mem.h"

#include <stdlib.h>

enum { STEP = 64 };

static size_t skip(const struct marks *m, size_t at, size_t characters)
{
	while (characters-- > 0 && at < m->len) {
		at++;
		while (at < m->len && ((unsigned char)m->bytes[at] & 0xc0) == 0x80)
			at++;
	}
	return at;
}

void marks_init(struct marks *m, const char *bytes, size_t len)
{
	bool bom = len >= 3 && bytes[0] == '\xef' && bytes[1] == '\xbb' && bytes[2] == '\xbf';
	*m = (struct marks){.bytes = bytes, .len = len};
	m->offsets = mem_resize(NULL, len / STEP + 2, sizeof *m->offsets);
	size_t at = bom ? 3 : 0;
	m->offsets[m->count++] = at;
	while (at < len) {
		at = skip(m, at, STEP);
		m->offsets[m->count++] = at;
	}
}

size_t marks_byte(const struct marks *m, size_t index)
{
	size_t slot = index / STEP;
	if (slot >= m->count)
		return m->len;
	return skip(m, m->offsets[slot], index % STEP);
}

void marks_clear(struct marks *m)
{
	free(m->offsets);
	*m = (struct marks){0};
}
