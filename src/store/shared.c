#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { GROUP = 0070, WORLD = 0075 };

/* As git itself reads the value (git-config(1), core.sharedRepository): 0xxx is the mode of files; a folder may
 * be entered by whoever may read it. */
static struct store_umask umask_of_value(const char *value)
{
	static const struct store_umask untouched = {0777, 0};
	int yes = 0;
	if (!value || strcasecmp(value, "group") == 0)
		return (struct store_umask){0777 & ~GROUP, 0};
	if (strcasecmp(value, "all") == 0 || strcasecmp(value, "world") == 0 || strcasecmp(value, "everybody") == 0)
		return (struct store_umask){0777 & ~WORLD, 0};
	if (*value == '\0' || strcasecmp(value, "umask") == 0)
		return untouched;
	char *end;
	long number = strtol(value, &end, 8);
	if (*end != '\0')
		number = git_config_parse_bool(&yes, value) == 0 && yes;
	if (number == 0)
		return untouched;
	if (number == 1 || number == 2)
		return (struct store_umask){0777 & ~(number == 1 ? GROUP : WORLD), 0};
	if (number < 0 || (number & 0600) != 0600)
		return untouched; /* git refuses it altogether; we leave files as the umask makes them */
	mode_t mode = (mode_t)number & 0666;
	return (struct store_umask){0, 0777 & ~(mode | (mode & 0444) >> 2)};
}

void store_umask_read(struct store_umask *out, git_repository *repo)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	*out = umask_of_value("");
	if (git_repository_config(&config, repo) == 0 &&
	    git_config_get_entry(&entry, config, "core.sharedrepository") == 0)
		*out = umask_of_value(entry->value);
	git_config_entry_free(entry);
	git_config_free(config);
}

mode_t store_umask_begin(const struct store *s)
{
	mode_t before = umask(0);
	umask((before & s->umask.keep) | s->umask.add);
	return before;
}

/* One step down; made where that is asked and it isn't there. */
static int enter(int at, const char *path, bool make)
{
	if (make && mkdirat(at, path, 0777) < 0 && errno != EEXIST)
		return -1;
	return openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

int store_own_folder(const struct store *s, const char *below, bool make)
{
	struct str path = {0};
	mode_t before = store_umask_begin(s);
	str_addf(&path, "%s/buurtplan", s->common);
	int at = enter(AT_FDCWD, path.p, make), fd = at;
	if (at >= 0 && below) {
		fd = enter(at, below, make);
		close(at);
	}
	umask(before);
	str_free(&path);
	return fd;
}
