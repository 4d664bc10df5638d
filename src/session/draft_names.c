/* The drafts of a person by the plan they are of: which plans have one, and those of a plan that got another name, which go along,
 * here or when their owner comes back. */
#include "session/draft.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The lock and the draft go to the first place of `to` that is free; what a sitting is at work on stays. */
static void move_slot(struct slot *slot, const char *dir, const char *to)
{
	bool alive, moved = false;
	if (access(slot->draft, F_OK) || !slot_take(slot, &alive)) {
		slot_close(slot);
		return;
	}
	for (int n = 1; n < MOST_SLOTS && !moved; n++) {
		struct slot there = slot_named(dir, to, n);
		bool is_free = access(there.lock, F_OK) && access(there.draft, F_OK) && slot_take(&there, &alive) && access(there.draft, F_OK);
		moved = is_free && rename(slot->draft, there.draft) == 0;
		slot_close(&there);
	}
	if (moved)
		unlink(slot->lock);
	slot_close(slot);
}

void drafts_rename(const struct session *s, const char *plan, const char *to)
{
	char *dir = drafts_dir(s);
	for (int n = 1; n < MOST_SLOTS; n++) {
		struct slot slot = slot_named(dir, plan, n);
		move_slot(&slot, dir, to);
	}
	free(dir);
}

void draft_follow(struct sitting *t)
{
	struct slot old = t->own;
	struct err none;
	slot_close(&t->offered); /* it waits there for the next sitting */
	t->own.fd = -1;
	t->slots_looked_at = false;
	if (old.fd < 0)
		return;
	if (slots_look(t, &none) == OK && (access(old.draft, F_OK) || rename(old.draft, t->own.draft) == 0)) {
		slot_remove(&old);
	} else {
		slot_close(&t->own);
		t->own = old;
	}
}

/* The plan that a draft's file is of, owned; NULL: it is no draft. */
static char *plan_of(const char *file)
{
	const char *end = strstr(file, ".concept"), *dot = end;
	if (!end || end[8])
		return NULL;
	while (dot > file && dot[-1] >= '0' && dot[-1] <= '9')
		dot--;
	if (dot == end || dot == file || dot[-1] != '.')
		return NULL;
	char *plan = mem_copy(file, (size_t)(dot - 1 - file));
	for (char *p = plan; *p; p++)
		*p = *p == '+' ? '/' : *p;
	return plan;
}

/* Calls `tell` with the plan of each draft of this person. */
static void each_draft(const struct session *s, void (*tell)(void *ctx, const char *plan), void *ctx)
{
	char *path = drafts_dir(s);
	DIR *dir = opendir(path);
	for (struct dirent *file; dir && (file = readdir(dir));) {
		char *plan = plan_of(file->d_name);
		if (plan)
			tell(ctx, plan);
		free(plan);
	}
	if (dir)
		closedir(dir);
	free(path);
}

/* --- in the overview ---------------------------------------------------------------------- */

struct looking {
	struct session *session; /* that what is lost is for */
	struct plan_rows *rows;
	struct table by_name;    /* of the rows, once there is a draft: there can be many */
};

static struct plan_row *row_of(struct looking *l, const char *plan)
{
	bool empty = !l->by_name.count;
	for (size_t i = 0; empty && i < l->rows->count; i++)
		*table_at(&l->by_name, l->rows->p[i].name) = i;
	size_t i = table_find(&l->by_name, plan);
	return i == TABLE_NONE ? NULL : &l->rows->p[i];
}

static void mark(void *ctx, const char *plan)
{
	struct plan_row *row = row_of(ctx, plan);
	if (row)
		row->draft = true;
}

void drafts_mark(const struct session *s, struct plan_rows *rows)
{
	struct looking l = {.rows = rows};
	each_draft(s, mark, &l);
	table_clear(&l.by_name);
}

bool session_has_draft(const struct session *s, const char *plan)
{
	struct plan_row row = {.name = (char *)plan};
	struct plan_rows rows = {&row, 1};
	drafts_mark(s, &rows);
	return row.draft;
}

static bool is_lost(const struct session *s, const char *plan)
{
	for (size_t i = 0; i < s->lost.count; i++)
		if (strcmp(s->lost.p[i], plan) == 0)
			return true;
	return false;
}

static void look_for_lost(void *ctx, const char *plan)
{
	struct looking *l = ctx;
	if (!row_of(l, plan) && !is_lost(l->session, plan))
		vec_push(&l->session->lost, mem_text(plan));
}

void drafts_adopt(struct session *s, struct plan_rows *rows)
{
	struct looking l = {.session = s, .rows = rows};
	size_t known = s->lost.count;
	each_draft(s, look_for_lost, &l);
	table_clear(&l.by_name);
	for (size_t i = known; i < s->lost.count; i++) {
		char *to = NULL;
		struct err none;
		if (store_renamed(s->store, s->lost.p[i], &to, &none) == OK && to)
			drafts_rename(s, s->lost.p[i], to);
		free(to);
	}
}
