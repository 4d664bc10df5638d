/* What plain git was told about plans, and whether that works: the commands are run as git runs them (ll-merge.c and
 * diff.c of git 2.39), on small plans. */
#include "session/internal.h"

#include "base/io.h"
#include "base/proc.h"
#include "base/taal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
	PATIENCE = 20,     /* seconds that a command gets for a plan of three lines */
	FILE_MOST = 1 << 16
};

/* The names that git gives its files when it merges, and where they are from. */
#define BASE ".merge_file_1"
#define OURS ".merge_file_2"
#define THEIRS ".merge_file_3"
#define PLAN "plans/proefbuurt.yaml"

/* Two fields that are side by side: lines alone can't combine them. */
static const char base_text[] = "formaat: 1\nbuurt: Proefbuurt\nwijk: Oost\n";
static const char ours_text[] = "formaat: 1\nbuurt: Proefbuurt\nwijk: West\n";
static const char theirs_text[] = "formaat: 1\nbuurt: Proefdorp\nwijk: Oost\n";
static const char merged_text[] = "formaat: 1\nbuurt: Proefdorp\nwijk: West\n";

/* A folder for one trial. */
struct trial {
	char *dir;
	int fd;
};

static void trial_end(struct trial *t)
{
	DIR *dir = t->fd >= 0 ? fdopendir(t->fd) : NULL;
	for (const struct dirent *entry; dir && (entry = readdir(dir));)
		unlinkat(t->fd, entry->d_name, 0);
	if (dir)
		closedir(dir);
	else if (t->fd >= 0)
		close(t->fd);
	if (t->dir)
		rmdir(t->dir);
	free(t->dir);
}

static enum code trial_begin(struct trial *t, struct err *e)
{
	const char *folder = getenv("TMPDIR");
	struct str path = {0};
	str_addf(&path, "%s/buurtplan-XXXXXX", folder && folder[0] == '/' ? folder : "/tmp");
	*t = (struct trial){.dir = str_take(&path), .fd = -1};
	int why = mkdtemp(t->dir) ? 0 : errno;
	if (!why && (t->fd = open(t->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		why = errno;
	if (!why)
		why = io_replace(t->fd, BASE, base_text, sizeof base_text - 1, 0600);
	if (!why)
		why = io_replace(t->fd, OURS, ours_text, sizeof ours_text - 1, 0600);
	if (!why)
		why = io_replace(t->fd, THEIRS, theirs_text, sizeof theirs_text - 1, 0600);
	if (!why)
		return OK;
	enum code code = err_set(e, ERR_IO, _("In %.*s is geen plek om het te proberen: %s."),
				 (int)(strrchr(t->dir, '/') - t->dir), t->dir, io_words(why));
	trial_end(t);
	return code;
}

static bool holds(const struct trial *t, const char *name, const char *wanted)
{
	struct str bytes = {0};
	bool same = io_read_file(&bytes, t->fd, name, FILE_MOST) == 0 && str_is(&bytes, wanted);
	str_free(&bytes);
	return same;
}

/* Why the command did not do it; `how` is the code that it ended with. */
static char *why_not(const char *command, int how, const struct str *talk)
{
	struct str why = {0};
	if (how == 127 || how == 126)
		str_addf(&why, _("Het programma is er niet, of mag niet worden gestart: %s."), command);
	else if (how)
		str_addf(&why, _("De opdracht mislukt (uitkomst %d): %s."), how, command);
	else
		str_addf(&why, _("De opdracht geeft niet de goede uitkomst: %s."), command);
	size_t line = strcspn(str_text(talk), "\n");
	if (how && line)
		str_addf(&why, _(" De opdracht zegt: %.*s"), (int)line, str_text(talk));
	return str_take(&why);
}

/* What git fills in; what it doesn't know it leaves as it is. */
static void fill_in(struct str *out, const char *command)
{
	static const struct {
		char letter;
		const char *text;
	} rows[] = {{'O', BASE}, {'A', OURS}, {'B', THEIRS}, {'L', "7"}, {'P', "'" PLAN "'"}, {'%', "%"}};
	for (const char *c = command; *c; c++) {
		const char *text = NULL;
		for (size_t i = 0; *c == '%' && i < sizeof rows / sizeof *rows; i++)
			if (rows[i].letter == c[1])
				text = rows[i].text;
		if (text)
			str_add_text(out, text);
		else
			str_add_char(out, *c);
		c += text != NULL;
	}
}

static enum code try_merge(const struct trial *t, const char *command, char **why, struct err *e)
{
	struct str line = {0}, talk = {0};
	int how;
	fill_in(&line, command);
	const char *argv[] = {"/bin/sh", "-c", line.p, NULL};
	enum code code = proc_run(argv, t->dir, NULL, 0, PATIENCE, &how, NULL, &talk, e);
	if (!code && (how || !holds(t, OURS, merged_text)))
		*why = why_not(command, how, &talk);
	str_free(&line);
	str_free(&talk);
	return code;
}

/* Git puts its own words behind the command, through the shell.  They must come out with a text that stands in the
 * file. */
static enum code try_show(const struct trial *t, const char *command, const char *const words[], const char *wanted,
			  char **why, struct err *e)
{
	enum { WORDS_MOST = 12 };
	struct str line = {0}, out = {0}, talk = {0};
	int how;
	str_addf(&line, "%s \"$@\"", command);
	const char *argv[WORDS_MOST] = {"/bin/sh", "-c", line.p, command};
	for (size_t i = 0; words[i] && i + 5 < WORDS_MOST; i++)
		argv[i + 4] = words[i];
	enum code code = proc_run(argv, t->dir, NULL, 0, PATIENCE, &how, &out, &talk, e);
	if (!code && (how || !strstr(str_text(&out), wanted)))
		*why = why_not(command, how, &talk);
	str_free(&line);
	str_free(&out);
	str_free(&talk);
	return code;
}

static enum code try_diff(const struct trial *t, const char *command, char **why, struct err *e)
{
	static const char none[] = "0000000000000000000000000000000000000000";
	const char *words[] = {PLAN, BASE, none, "100644", OURS, none, "100644", NULL};
	return try_show(t, command, words, "West", why, e);
}

static enum code try_textconv(const struct trial *t, const char *command, char **why, struct err *e)
{
	const char *words[] = {BASE, NULL};
	return try_show(t, command, words, "Proefbuurt", why, e);
}

typedef enum code trying(const struct trial *t, const char *command, char **why, struct err *e);

/* What goes wrong with one command is its own sentence; the others are tried all the same. */
static void check_command(struct setup_part *p, trying *try, const char *wanted, bool own)
{
	struct trial t;
	struct err why = {0};
	if (!p->value) {
		p->why = mem_text(_("Dit is niet ingesteld."));
		return;
	}
	if (!own && strcmp(p->value, wanted) != 0) {
		struct str sentence = {0};
		str_addf(&sentence, _("De opdracht is door een ander ingesteld, en is daarom niet geprobeerd: %s."), p->value);
		p->why = str_take(&sentence);
		return;
	}
	enum code code = trial_begin(&t, &why);
	if (!code) {
		code = try(&t, p->value, &p->why, &why);
		trial_end(&t);
	}
	if (code)
		p->why = mem_text(why.text);
}

static void check_attributes(struct setup_part *p, const struct store_setup *now)
{
	struct str why = {0};
	if (now->attributes)
		return;
	str_addf(&why, _("Git weet niet van elk plan dat het een plan is: %s krijgt geen merge=buurtplan, diff=buurtplan en "
			"conflict-marker-size=7."),
		 now->without);
	p->why = str_take(&why);
}

enum code session_setup(struct session *s, const char *program, struct err *e)
{
	return store_setup(s->store, program, e);
}

enum code session_setup_check(struct session *s, const char *program, struct setup_report *out, struct err *e)
{
	struct store_setup now, wanted;
	*out = (struct setup_report){{
		{"merge", _("samenvoegen"), "merge.buurtplan.driver", NULL, NULL},
		{"diff", _("verschil tonen"), "diff.buurtplan.command", NULL, NULL},
		{"textconv", _("als tekst tonen"), "diff.buurtplan.textconv", NULL, NULL},
		{"attributes", _("welke bestanden"), "info/attributes", NULL, NULL},
	}, false};
	struct setup_part *parts = out->parts;
	enum code code = store_setup_read(s->store, &now, e);
	if (code)
		return code;
	store_setup_wanted(&wanted, program);
	parts[0].value = mem_text(now.driver);
	parts[1].value = mem_text(now.diff);
	parts[2].value = mem_text(now.textconv);
	check_command(&parts[0], try_merge, wanted.driver, now.own);
	check_command(&parts[1], try_diff, wanted.diff, now.own);
	check_command(&parts[2], try_textconv, wanted.textconv, now.own);
	check_attributes(&parts[3], &now);
	out->works = true;
	for (size_t i = 0; i < SETUP_PARTS; i++)
		out->works = out->works && !parts[i].why;
	store_setup_clear(&wanted);
	store_setup_clear(&now);
	return OK;
}

void setup_report_clear(struct setup_report *r)
{
	for (size_t i = 0; i < SETUP_PARTS; i++) {
		free(r->parts[i].value);
		free(r->parts[i].why);
	}
	*r = (struct setup_report){0};
}
