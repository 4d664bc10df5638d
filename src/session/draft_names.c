/* Drafts of a plan that got another name: they go along, here or when their owner comes back. */
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

static bool is_among(const struct plan_rows *rows, const char *plan)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->p[i].name, plan) == 0)
			return true;
	return false;
}

static bool is_lost(const struct session *s, const char *plan)
{
	for (size_t i = 0; i < s->lost.count; i++)
		if (strcmp(s->lost.p[i], plan) == 0)
			return true;
	return false;
}

void drafts_adopt(struct session *s, const struct plan_rows *rows)
{
	char *path = drafts_dir(s);
	size_t known = s->lost.count;
	DIR *dir = opendir(path);
	for (struct dirent *file; dir && (file = readdir(dir));) {
		char *plan = plan_of(file->d_name);
		if (plan && !is_among(rows, plan) && !is_lost(s, plan))
			vec_push(&s->lost, plan);
		else
			free(plan);
	}
	if (dir)
		closedir(dir);
	for (size_t i = known; i < s->lost.count; i++) {
		char *to = NULL;
		struct err none;
		if (store_renamed(s->store, s->lost.p[i], &to, &none) == OK && to)
			drafts_rename(s, s->lost.p[i], to);
		free(to);
	}
	free(path);
}
