/* What the store needs to know of plans for its index of versions. */
#include "session/internal.h"

#include "plan/parts.h"

static void *cut(const char *bytes, size_t len)
{
	return parts_cut(bytes, len);
}

static void free_cut(void *parts)
{
	parts_free(parts);
}

static enum store_compared differ(void *old, void *new, struct str *out)
{
	switch (parts_differ(old, new, out)) {
	case PARTS_OLD_UNREADABLE:
		return STORE_OLD_UNREADABLE;
	case PARTS_NEW_UNREADABLE:
		return STORE_NEW_UNREADABLE;
	default:
		return STORE_COMPARED;
	}
}

static int alike(void *old, void *new)
{
	return parts_alike(old, new);
}

const struct store_cutter session_cutter = {cut, free_cut, differ, alike};
