#include "cli/export.h"

#include <string.h>

export_write *export_find(const char *format)
{
	static const struct {
		const char *name;
		export_write *write;
	} formats[] = {{"md", export_markdown}, {"html", export_html}};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (!format || strcmp(formats[i].name, format) == 0)
			return formats[i].write;
	return NULL;
}
