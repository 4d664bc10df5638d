#include "screens/screens.h"

#include "base/proc.h"
#include "base/taal.h"
#include "base/text.h"
#include "screens/open.h"
#include "term/ui.h"

#include <stdio.h>
#include <string.h>

static int exit_code(enum code code)
{
	switch (code) {
	case OK:
		return 0;
	case ERR_USE:
	case ERR_NOT_FOUND:
		return 2;
	default:
		return 3;
	}
}

static int tell(enum code code, const struct err *e)
{
	struct str clean = {0};
	if (!code)
		return 0;
	text_clean(&clean, e->text, strlen(e->text), false);
	fprintf(stderr, "buurtplan: %s\n", str_text(&clean));
	str_free(&clean);
	return exit_code(code);
}

static bool keep_mouse(bool on, void *ctx)
{
	struct err e;
	return session_set(ctx, "muis", on ? "aan" : "uit", &e) == OK;
}

int screens_run(const char *dir, const char *als)
{
	struct session *session;
	struct err e = {0};
	enum code code = session_open(&session, dir, als, NULL, &e);
	if (!code) {
		if (session_is_closed(session))
			proc_close();
		const struct ui_setup setup = {.mouse = !session_is_set(session, "muis", "uit"), .mouse_changed = keep_mouse, .ctx = session};
		code = ui_run(welkom_new(session, overzicht_new(session)), &setup, &e);
		session_free(session);
	}
	return tell(code, &e);
}
