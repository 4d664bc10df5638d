/* A copy that was made with its newest versions only (`git clone --depth`): git writes down of which versions that they came from is
 * not there. */
#include "store/graph.h"

#include "base/hash.h"
#include "base/io.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 24 };

uint64_t store_shallow_read(const struct store *s, struct store_ids *out)
{
	struct str path = {0}, text = {0};
	git_oid id;
	str_addf(&path, "%s/shallow", s->common);
	int fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0 && io_read_all(&text, fd, FILE_MOST))
		str_clear(&text);
	if (fd >= 0)
		close(fd);
	store_ids_clear(out);
	for (size_t at = 0; at + GIT_OID_HEXSZ <= text.len; at += strcspn(text.p + at, "\n") + 1)
		if (git_oid_fromstrn(&id, text.p + at, GIT_OID_HEXSZ) == 0)
			store_ids_add(out, &id);
	uint64_t hash = text.len ? hash_add(HASH_START, text.p, text.len) : 0;
	str_free(&path);
	str_free(&text);
	return hash;
}
