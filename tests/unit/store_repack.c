/* Git packs the record while a handle on it is open: what was read through that before is read after. */
#include "tests/unit/store_help.h"

enum { VERSIONS = 40 };

static void save_many(struct store *s, int from, int count)
{
	for (int i = from; i < from + count; i++) {
		char text[100];
		bool saved;
		struct err e = {0};
		snprintf(text, sizeof text, "formaat: 1\nbuurt: Deltabuurt\nwijk: wijk %d\n", i);
		if (!CHECK_NUMBER(save_text(s, i % 2 ? "deltabuurt" : "deventer/oostrik", text, &saved, &e), OK))
			puts(e.text);
	}
}

/* All loose objects and older packs go, and the branch as a file too. */
static void pack(const char *dir)
{
	CHECK_NUMBER(sh("git -C '%s' repack -adfq && git -C '%s' pack-refs --all --prune", dir, dir), 0);
	CHECK_TEXT(output("git -C '%s' count-objects", dir), "0 objects, 0 kilobytes");
}

static void reads(struct store *s, const char *name, const struct store_version *at, const char *wanted)
{
	struct str text = {0};
	struct err e = {0};
	if (!CHECK_NUMBER(store_read(s, name, at, &text, NULL, &e), OK))
		puts(e.text);
	CHECK_TEXT(str_text(&text), wanted);
	str_free(&text);
}

/* Goes on till it tells of `most` versions, or there are no more; how many that are. */
static size_t walk_on(struct store_versions *v, size_t most)
{
	struct err e = {0};
	while (!store_versions_is_done(v) && store_versions_count(v) < most) {
		if (!CHECK_NUMBER(store_versions_step(v, 3, &e), OK)) {
			puts(e.text);
			break;
		}
	}
	return store_versions_count(v);
}

TEST(an_open_handle_reads_on)
{
	const char *dir = scratch(0);
	struct store_versions *under_way = NULL, *after = NULL;
	struct store_content content;
	struct store_version old, tip;
	struct store_list list;
	struct err e = {0};
	if (!create(dir))
		return;
	struct store *s = open_at(dir), *other = open_at(dir);
	CHECK_NUMBER(store_newest(s, &old, &e), OK);
	save_many(s, 0, VERSIONS);
	CHECK_NUMBER(store_versions_open(s, "deltabuurt", &under_way, &e), OK);
	CHECK(walk_on(under_way, 5) < VERSIONS / 2);
	pack(dir);
	CHECK_NUMBER(walk_on(under_way, 3 * VERSIONS), VERSIONS / 2 + 1);
	CHECK_NUMBER(store_versions_read(under_way, VERSIONS / 2, false, &content, &e), OK);
	CHECK_TEXT(str_text(&content.after), "formaat: 1\nbuurt: Deltabuurt\n");
	store_content_clear(&content);
	reads(s, "deltabuurt", NULL, "formaat: 1\nbuurt: Deltabuurt\nwijk: wijk 39\n");
	reads(s, "deltabuurt", &old, "formaat: 1\nbuurt: Deltabuurt\n");
	CHECK_NUMBER(store_list(s, NULL, &list, &e), OK);
	CHECK_NUMBER(list.count, 2);
	store_list_clear(&list);
	save_many(other, VERSIONS, VERSIONS); /* somebody else's, that are packed before this handle has seen them */
	pack(dir);
	CHECK_NUMBER(store_newest(s, &tip, &e), OK);
	reads(s, "deltabuurt", &tip, "formaat: 1\nbuurt: Deltabuurt\nwijk: wijk 79\n");
	reads(s, "deltabuurt", &old, "formaat: 1\nbuurt: Deltabuurt\n");
	CHECK_NUMBER(store_versions_open(s, "deltabuurt", &after, &e), OK);
	CHECK_NUMBER(walk_on(after, 3 * VERSIONS), VERSIONS + 1);
	save_many(s, 2 * VERSIONS, 2);
	store_versions_free(under_way);
	store_versions_free(after);
	store_close(s);
	store_close(other);
	CHECK_TEXT(output("git -C '%s' rev-list --count main", dir), "83");
	is_clean(dir);
}
