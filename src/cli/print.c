#include "cli/print.h"

#include "base/io.h"
#include "base/taal.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void print_line(struct str *out, const char *text)
{
	text_clean(out, text, strlen(text), false);
}

void print_lines(struct str *out, const char *text, size_t len)
{
	text_clean(out, text, len, true);
}

void print_wrapped(struct str *out, const char *text, size_t len, size_t used, size_t indent)
{
	struct str clean = {0};
	struct text_line *lines;
	size_t first = 0, at = used > indent ? used - indent : 0;
	/* what stands before the first line takes part in the wrapping as a word that can't be broken, and is then left out */
	for (; first < at; first++)
		str_add_char(&clean, '.');
	text_clean(&clean, text, len, true);
	size_t count = text_wrap(str_text(&clean), clean.len, (int)(PRINT_COLUMNS - indent), &lines);
	for (size_t i = 0; i < count; i++) {
		size_t start = i == 0 ? first : lines[i].start;
		if (i > 0 && lines[i].end > start)
			str_add_times(out, ' ', indent);
		str_add(out, clean.p + start, lines[i].end - start);
		str_add_char(out, '\n');
	}
	free(lines);
	str_free(&clean);
}

void print_entry(struct str *out, const char *name, size_t column, const char *text)
{
	struct str clean = {0};
	print_line(&clean, name);
	size_t cols = (size_t)text_width(str_text(&clean), clean.len);
	str_add(out, str_text(&clean), clean.len);
	if (cols >= column)
		str_add_char(out, '\n');
	str_add_times(out, ' ', cols < column ? column - cols : column);
	print_wrapped(out, text, strlen(text), column, column);
	str_free(&clean);
}

void print_cell(struct str *out, const char *text, int columns)
{
	struct str clean = {0};
	int used;
	print_line(&clean, text);
	if (text_width(str_text(&clean), clean.len) <= columns) {
		used = text_width(str_text(&clean), clean.len);
		str_add(out, str_text(&clean), clean.len);
	} else {
		size_t fits = text_fit(clean.p, clean.len, columns - 1, &used);
		str_add(out, clean.p, fits);
		str_add_text(out, "…");
		used++;
	}
	str_add_times(out, ' ', (size_t)(columns - used));
	str_free(&clean);
}

enum code print_flush(struct str *data, struct err *e)
{
	int error = io_write_all(STDOUT_FILENO, str_text(data), data->len);
	str_clear(data);
	if (!error)
		return OK;
	if (error == EPIPE)
		return err_set(e, ERR_IO, "%s", ""); /* whoever read along has seen enough */
	return err_set(e, ERR_IO, _("De uitvoer kon niet worden geschreven: %s. Aan de plannen verandert dat niets."), io_words(error));
}

void print_talk_lines(const struct str *lines)
{
	if (io_write_all(STDERR_FILENO, str_text(lines), lines->len))
		return; /* nowhere left to say it */
}

static void talk(const char *program, const char *about, int line, int column, const char *sentence)
{
	struct str s = {0};
	str_add_text(&s, program);
	if (about) {
		print_line(&s, about);
		if (line > 0)
			str_addf(&s, ":%d:%d", line, column);
		str_add_text(&s, ": ");
	}
	print_line(&s, sentence);
	str_add_char(&s, '\n');
	print_talk_lines(&s);
	str_free(&s);
}

void print_error(const char *about, const struct err *e)
{
	talk("buurtplan: ", e->line > 0 ? about : NULL, e->line, e->column, e->text);
}

void print_finding(const char *about, int line, int column, const char *sentence)
{
	talk("", about, line, column, sentence);
}

void print_talk(const char *sentence)
{
	talk("", NULL, 0, 0, sentence);
}
