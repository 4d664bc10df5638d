#include "term/own_editor.h"

#include "base/io.h"
#include "base/proc.h"
#include "base/scratch.h"
#include "base/taal.h"
#include "base/text.h"
#include "term/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *editor_name(void)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
	return visual && *visual ? visual : editor && *editor ? editor : NULL;
}

bool own_editor_is_there(void)
{
	return editor_name() && !proc_is_closed() && !the_terminal.blind;
}

/* The name may have arguments ("vim -u NONE"): the shell takes it apart, as it does for git. */
static enum code run_on(const char *path, int *status, struct err *e)
{
	struct str command = {0};
	const char *name = editor_name();
	str_addf(&command, "%s \"$@\"", name);
	const char *const argv[] = {"sh", "-c", str_text(&command), name, path, NULL};
	terminal_lend();
	enum code code = proc_run_terminal(argv, status, e);
	terminal_resume();
	str_free(&command);
	return code;
}

/* The file as a text: it must be UTF-8, and a mark of that at its beginning is no part of it. */
static enum code take(struct str *out, const struct scratch *s, struct err *e)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t before = out->len;
	int why = scratch_read(out, s, OWN_EDITOR_MAX);
	if (why == EFBIG)
		return err_set(e, ERR_USE, _("Wat u schreef is langer dan 256 KB; zo veel past niet in een veld. De tekst hier is zoals hij was. Wat u schreef staat nog in %.300s."), s->path);
	if (why)
		return err_set(e, ERR_USE, _("Wat u schreef kan niet worden gelezen: %s. De tekst hier is zoals hij was. Kijk in %.300s."), io_words(why), s->path);
	const char *text = str_text(out) + before;
	if (text_invalid_at(text, out->len - before) < out->len - before)
		return err_set(e, ERR_USE, _("Wat u schreef is niet als UTF-8 opgeslagen. De tekst hier is zoals hij was. Wat u schreef staat nog in %.300s."), s->path);
	if (strncmp(text, mark, strlen(mark)) == 0)
		str_splice(out, before, strlen(mark), NULL, 0);
	return OK;
}

enum code own_editor_run(struct str *out, const char *text, size_t len, int *status, struct err *e)
{
	struct str lines = {0};
	struct scratch s;
	*status = 0;
	str_add(&lines, text, len);
	if (len && text[len - 1] != '\n')
		str_add_char(&lines, '\n'); /* editors want the last line to end */
	int why = scratch_make(&s, str_text(&lines), lines.len);
	str_free(&lines);
	if (why)
		return err_set(e, ERR_IO, _("Voor uw eigen editor kan geen bestand worden gemaakt: %s. De tekst is zoals hij was."), io_words(why));
	enum code code = run_on(s.path, status, e);
	if (!code)
		code = take(out, &s, e);
	if (code == ERR_USE)
		scratch_forget(&s);
	else
		scratch_remove(&s);
	return code;
}
