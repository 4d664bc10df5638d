#include "store/internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool is_slug_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_slug(const char *s, size_t len)
{
	if (len < 1 || len > 64 || !is_slug_char(s[0]) || !is_slug_char(s[len - 1]))
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!is_slug_char(s[i]) && s[i] != '-')
			return false;
	}
	return true;
}

bool store_is_name(const char *name)
{
	const char *slash = strchr(name, '/');
	if (!slash)
		return is_slug(name, strlen(name)) && strcmp(name, "programma") != 0;
	return is_slug(name, (size_t)(slash - name)) && is_slug(slash + 1, strlen(slash + 1));
}

bool store_is_gemeente(const char *folder)
{
	return is_slug(folder, strlen(folder));
}

char *store_path(const char *name)
{
	struct str path = {0};
	str_addf(&path, "plans/%s.yaml", name);
	return str_take(&path);
}

char *store_name_of(const char *path)
{
	size_t len = strlen(path), start = strlen("plans/"), end = strlen(".yaml");
	if (len <= start + end || strncmp(path, "plans/", start) != 0 || strcmp(path + len - end, ".yaml") != 0)
		return NULL;
	char *name = mem_copy(path + start, len - start - end);
	if (store_is_name(name))
		return name;
	free(name);
	return NULL;
}
