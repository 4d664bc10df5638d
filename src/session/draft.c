/* Drafts: what was typed and not yet saved, on disk outside the record.  One file for each sitting, beside a lock that
 * says whether that sitting still lives:
 *
 *	<state>/concepten/<record>/<plan>.<n>.slot      flocked while the sitting lives
 *	<state>/concepten/<record>/<plan>.<n>.concept   the draft; temp + rename, 0600
 *
 * It goes only when its save is verified or a person says so. */
#include "session/draft.h"

#include "base/hash.h"
#include "base/taal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 16 * 1024 * 1024 };

/* Each version has one part more: 2 the choices, 3 why personal data is to be kept. */
enum { VERSION = 3 };
static const char first_line[] = "buurtplan-concept 3\n";

/* --- the file ------------------------------------------------------------------- */

void draft_clear(struct draft *d)
{
	free(d->version);
	free(d->plan);
	free(d->reason);
	free(d->path);
	free(d->text);
	free(d->choices);
	free(d->why_keep);
	free(d->bytes);
	*d = (struct draft){0};
}

void part_add(struct str *out, const char *name, const char *bytes, size_t len)
{
	str_addf(out, "%s %zu\n", name, len);
	str_add(out, bytes, len);
	str_add_char(out, '\n');
}

bool part_take(const struct str *in, size_t *at, const char *name, char **out, size_t *out_len)
{
	size_t len = 0, name_len = strlen(name);
	if (*at >= in->len)
		return false;
	const char *p = in->p + *at, *end = in->p + in->len, *line = memchr(p, '\n', (size_t)(end - p));
	if (!line || (size_t)(line - p) <= name_len + 1 || memcmp(p, name, name_len) != 0 || p[name_len] != ' ')
		return false;
	for (p += name_len + 1; p < line; p++) {
		if (*p < '0' || *p > '9' || len > MOST_BYTES)
			return false;
		len = len * 10 + (size_t)(*p - '0');
	}
	if (len + 1 > (size_t)(end - line - 1) || line[1 + len] != '\n')
		return false;
	*out = mem_copy(line + 1, len);
	if (out_len)
		*out_len = len;
	*at = (size_t)(line + 1 - in->p) + len + 1;
	return true;
}

static bool take_draft(struct draft *d, const struct str *in)
{
	size_t at = sizeof first_line - 1;
	char *when = NULL;
	int version = in->len >= at && memcmp(in->p, first_line, at - 2) == 0 && in->p[at - 1] == '\n' ? in->p[at - 2] - '0' : 0;
	if (version < 1 || version > VERSION)
		return false;
	bool whole = part_take(in, &at, "tijd", &when, NULL) && part_take(in, &at, "plan", &d->plan, NULL) &&
	             part_take(in, &at, "basis", &d->version, NULL) && part_take(in, &at, "reden", &d->reason, NULL) &&
	             part_take(in, &at, "veld", &d->path, NULL) && part_take(in, &at, "tekst", &d->text, &d->text_len) &&
	             (version < 2 || part_take(in, &at, "keuzes", &d->choices, &d->choices_len)) &&
	             (version < 3 || part_take(in, &at, "toch", &d->why_keep, NULL)) &&
	             part_take(in, &at, "bestand", &d->bytes, &d->bytes_len);
	long long seconds = 0;
	int offset = 0;
	if (when && sscanf(when, "%lld %d", &seconds, &offset) == 2)
		d->when = (struct moment){seconds, offset};
	free(when);
	return whole;
}

enum code draft_load(struct draft *d, const char *path, struct err *e)
{
	struct str bytes = {0};
	*d = (struct draft){0};
	enum code code = file_read(&bytes, path, MOST_BYTES, e);
	if (!code && !take_draft(d, &bytes))
		code = err_set(e, ERR_UNREADABLE, _("Het concept is niet te lezen. Het blijft staan als %.500s."), path);
	str_free(&bytes);
	if (code)
		draft_clear(d);
	return code;
}

/* --- the slots ------------------------------------------------------------------- */

void slot_close(struct slot *slot)
{
	if (slot->fd >= 0)
		close(slot->fd);
	free(slot->lock);
	free(slot->draft);
	*slot = (struct slot){.fd = -1};
}

void slot_remove(struct slot *slot)
{
	if (slot->fd < 0)
		return;
	unlink(slot->draft);
	unlink(slot->lock);
	slot_close(slot);
}

bool slot_take(struct slot *slot, bool *alive)
{
	struct stat mine, there;
	for (int tries = 0; tries < 10; tries++) {
		slot->fd = open(slot->lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (slot->fd < 0)
			return false;
		if (flock(slot->fd, LOCK_EX | LOCK_NB)) {
			*alive = errno == EWOULDBLOCK;
			close(slot->fd);
			slot->fd = -1;
			return false;
		}
		if (fstat(slot->fd, &mine) == 0 && stat(slot->lock, &there) == 0 && mine.st_ino == there.st_ino)
			return true;
		close(slot->fd);
	}
	slot->fd = -1;
	return false;
}

char *drafts_dir(const struct session *s)
{
	struct str path = {0};
	unsigned long long h = hash_add(HASH_START, store_dir(s->store), strlen(store_dir(s->store)));
	str_addf(&path, "%s/concepten/%016llx", s->state_dir, h);
	return str_take(&path);
}

struct slot slot_named(const char *dir, const char *plan, int n)
{
	struct slot slot = {.fd = -1};
	struct str base = {0};
	str_addf(&base, "%s/", dir);
	for (const char *p = plan; *p; p++)
		str_add_char(&base, *p == '/' ? '+' : *p);
	str_addf(&base, ".%d", n);
	size_t len = base.len;
	str_add_text(&base, ".slot");
	slot.lock = mem_text(base.p);
	base.len = len;
	str_add_text(&base, ".concept");
	slot.draft = str_take(&base);
	return slot;
}

/* The newer of two drafts that nobody works on is offered first. */
static void consider(struct sitting *t, struct slot *slot)
{
	struct stat found, best;
	t->waiting++;
	if (t->offered.fd >= 0 && stat(slot->draft, &found) == 0 && stat(t->offered.draft, &best) == 0 && best.st_mtime > found.st_mtime) {
		slot_close(slot);
		return;
	}
	slot_close(&t->offered);
	t->offered = *slot;
}

enum code slots_look(struct sitting *t, struct err *e)
{
	if (t->slots_looked_at)
		return OK;
	char *dir = drafts_dir(t->session);
	enum code code = session_make_dir(dir, e);
	t->waiting = 0;
	for (int n = 1; !code && n < MOST_SLOTS; n++) {
		struct slot slot = slot_named(dir, t->plan, n);
		bool existed = access(slot.lock, F_OK) == 0 || access(slot.draft, F_OK) == 0, alive = false;
		bool ours = t->own.fd >= 0 && strcmp(slot.lock, t->own.lock) == 0;
		if (ours || (!existed && t->own.fd >= 0)) {
			slot_close(&slot);
		} else if (!slot_take(&slot, &alive)) {
			t->elsewhere |= alive;
			slot_close(&slot);
		} else if (access(slot.draft, F_OK) == 0) {
			consider(t, &slot);
		} else if (t->own.fd < 0) {
			t->own = slot;
		} else {
			slot_remove(&slot);
		}
	}
	if (!code && t->own.fd < 0)
		code = err_set(e, ERR_IO, _("Er kan geen concept worden gemaakt in %.500s. Bewaar vaker: wat u typt staat nu alleen in dit venster."), dir);
	t->slots_looked_at = !code;
	free(dir);
	return code;
}

bool sitting_is_elsewhere(const struct sitting *t)
{
	struct err none;
	return slots_look((struct sitting *)t, &none) == OK && t->elsewhere;
}

void draft_close(struct sitting *t)
{
	slot_close(&t->offered);
	if (t->own.fd >= 0 && access(t->own.draft, F_OK) != 0)
		slot_remove(&t->own);
	slot_close(&t->own);
}

void draft_remove(struct sitting *t)
{
	t->typing = false;
	if (t->own.fd >= 0)
		unlink(t->own.draft);
}

/* --- keeping ------------------------------------------------------------------------ */

bool sitting_is_kept(const struct sitting *t)
{
	return t->kept;
}

enum code sitting_keep(struct sitting *t, const char *path, const char *text, size_t len, struct err *e)
{
	t->kept = false;
	if (!path && !sitting_is_changed(t)) {
		draft_remove(t);
		return OK;
	}
	enum code code = slots_look(t, e);
	if (code)
		return code;
	struct str out = {0}, when = {0}, choices = {0};
	struct moment now = session_now(t->session);
	const struct doc *d = sitting_doc(t);
	str_addf(&when, "%lld %d", (long long)now.seconds, now.offset);
	str_add_text(&out, first_line);
	part_add(&out, "tijd", when.p, when.len);
	const char *plan = t->base_plan ? t->base_plan : t->plan; /* what the version of its base calls it */
	part_add(&out, "plan", plan, strlen(plan));
	part_add(&out, "basis", t->version.id, strlen(t->version.id));
	part_add(&out, "reden", sitting_reason(t), strlen(sitting_reason(t)));
	part_add(&out, "veld", path ? path : "", path ? strlen(path) : 0);
	part_add(&out, "tekst", text, path ? len : 0);
	choices_keep(t, &choices);
	part_add(&out, "keuzes", str_text(&choices), choices.len);
	part_add(&out, "toch", sitting_why_keep(t), strlen(sitting_why_keep(t)));
	part_add(&out, "bestand", d->bytes, d->len);
	if (out.len > MOST_BYTES)
		code = err_set(e, ERR_USE, _("De tekst is te lang voor een concept. Bewaar hem, of maak hem korter: nu staat hij alleen in dit venster."));
	else
		code = file_write(t->own.draft, out.p, out.len, e);
	t->typing = path && !code;
	t->kept = !code;
	str_free(&out);
	str_free(&when);
	str_free(&choices);
	return code;
}
