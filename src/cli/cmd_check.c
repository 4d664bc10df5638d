#include "cli/command.h"

#include "base/taal.h"
#include "cli/file.h"
#include "cli/json.h"
#include "cli/print.h"
#include "plan/advies.h"
#include "plan/check.h"

#include <string.h>
#include <sys/stat.h>

struct checking {
	struct cli *c;
	struct session *session; /* opened at the first plan: a file needs none */
	struct plan_rows rows;
	struct reports reports;
	size_t wrong; /* of those that are no advice */
};

/* A file goes before a plan of the same name; what can't be the name of a plan is a file, there or not. */
static bool is_file(const char *word)
{
	struct stat st;
	size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-/");
	return word[len] || word[0] == '/' || (stat(word, &st) == 0 && !S_ISDIR(st.st_mode));
}

static void report(struct checking *k, const char *about, bool file, const char *kind, const struct err *why)
{
	vec_push(&k->reports, (struct report){about, file, kind, mem_text(""), mem_text(why->text), why->line, why->column, false});
	k->wrong++;
}

/* A sentence of an advice stands at its field; here the field goes before it. */
static void report_advice(struct checking *k, const char *about, bool file, const struct doc *d)
{
	struct adviezen adviezen = {0};
	advies_doc(&adviezen, d, date_day(session_clock()));
	for (size_t i = 0; i < adviezen.count; i++) {
		const struct advies *a = &adviezen.p[i];
		struct str path = {0}, text = {0};
		advies_path(&path, a);
		advies_label(&text, a);
		str_addf(&text, ": %s", a->text);
		vec_push(&k->reports, (struct report){about, file, a->word, str_take(&path), str_take(&text), a->line, a->column, true});
	}
	adviezen_free(&adviezen);
}

static void report_doc(struct checking *k, const char *about, bool file, const struct doc *d)
{
	struct findings findings = {0};
	check_doc(&findings, d);
	for (size_t i = 0; i < findings.count; i++) {
		const struct finding *f = &findings.p[i];
		struct str path = {0};
		finding_path(&path, f);
		vec_push(&k->reports, (struct report){about, file, finding_word(f->kind), str_take(&path), mem_text(f->text), f->line, f->column, false});
	}
	k->wrong += findings.count;
	findings_free(&findings);
	if (k->c->given & OPTION_ADVICE)
		report_advice(k, about, file, d);
}

static enum code open_session(struct checking *k, struct err *e)
{
	return k->session ? OK : session_open(&k->session, k->c->dir, k->c->als, NULL, e);
}

static enum code check_one(struct checking *k, const char *word, struct err *e)
{
	struct doc *d = NULL;
	bool file = is_file(word);
	enum code code = file ? file_read_doc(&d, word, e) : open_session(k, e);
	if (!code && !file)
		code = session_read(k->session, word, &d, e);
	if (!code)
		report_doc(k, word, file, d);
	if (code == ERR_UNREADABLE) {
		report(k, word, file, "unreadable", e);
		code = OK;
	}
	doc_free(d);
	return code;
}

static enum code check_all(struct checking *k, struct err *e)
{
	enum code code = open_session(k, e);
	if (!code)
		code = session_plans(k->session, &k->rows, e);
	for (size_t i = 0; i < k->rows.count; i++) {
		struct plan_row *row = &k->rows.p[i];
		const struct doc *d = plan_row_doc(k->session, row);
		struct err why;
		if (d) {
			report_doc(k, row->name, false, d);
		} else {
			err_at(&why, ERR_UNREADABLE, row->line, row->column, "%s", row->refused);
			report(k, row->name, false, "unreadable", &why);
		}
	}
	return code;
}

/* Every word is looked at; the first that can't be is the answer. */
static enum code check_words(struct checking *k, struct err *e)
{
	enum code code = OK;
	for (size_t i = 0; i < k->c->count; i++) {
		struct err other;
		enum code now = check_one(k, k->c->args[i], code ? &other : e);
		if (now && code)
			print_error(NULL, &other);
		else if (now)
			code = now;
	}
	return code;
}

static void write_reports(struct cli *c, const struct reports *reports)
{
	if (c->given & OPTION_JSON) {
		json_write_reports(&c->out, reports);
		return;
	}
	for (size_t i = 0; i < reports->count; i++) {
		const struct report *r = &reports->p[i];
		struct str text = {0};
		str_addf(&text, r->is_advice ? _("advies: %s") : "%s", r->text);
		print_finding(r->about, r->line, r->column, str_text(&text));
		str_free(&text);
	}
}

enum code cmd_check(struct cli *c, struct err *e)
{
	struct checking k = {.c = c};
	enum code code = c->count ? check_words(&k, e) : check_all(&k, e);
	if (!code || k.reports.count > 0)
		write_reports(c, &k.reports);
	if (!code && k.wrong > 0)
		code = err_set(e, ERR_NO, "%s", ""); /* the findings say it all */
	for (size_t i = 0; i < k.reports.count; i++) {
		free(k.reports.p[i].path);
		free(k.reports.p[i].text);
	}
	vec_free(&k.reports);
	plan_rows_clear(&k.rows);
	session_free(k.session);
	return code;
}
