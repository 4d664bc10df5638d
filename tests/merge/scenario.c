#include "tests/merge/scenario.h"

#include <string.h>

static const struct doc *const *real_plans;
static size_t real_count;

void scenario_plans(const struct doc *const plans[], size_t count)
{
	real_plans = plans;
	real_count = count;
}

static struct thing *make_base(struct world *w, enum scale scale)
{
	if (scale == SCALE_ANY) {
		unsigned n = roll(w, 100);
		scale = n < 84 ? SCALE_SMALL : n < 97 || !real_count ? SCALE_MEDIUM : SCALE_REAL;
	}
	switch (scale) {
	case SCALE_SMALL: return make_plan(w, 8 + roll(w, 8), roll(w, 3));
	case SCALE_MEDIUM: return make_plan(w, 25, 2 + roll(w, 4));
	case SCALE_LARGE: return make_plan(w, 60, 2);
	case SCALE_LARGER: return make_plan(w, 60, 8);
	case SCALE_HUGE: return make_plan(w, 60, 19);
	default: return read_plan(w, real_plans[roll(w, (unsigned)real_count)]);
	}
}

/* Most people leave a file's style alone; some have an editor that does not. */
static void choose_hands(struct scenario *s)
{
	struct world *w = &s->world;
	s->hands[BASE] = hand_any(w);
	s->hands[OURS] = s->hands[THEIRS] = s->hands[BASE];
	unsigned side = roll(w, SIDES), what = roll(w, 60);
	struct hand *h = &s->hands[side];
	if (what == 0)
		*h = hand_any(w);
	else if (what == 1)
		h->crlf = !h->crlf;
	else if (what == 2)
		h->salt++;
	else if (what == 3)
		h->wrap = h->wrap ? 0 : 72;
	else if (what == 4)
		h->indent = 6 - h->indent;
	else if (what == 5)
		h->no_end = !h->no_end;
}

void scenario_replay(struct scenario *s)
{
	for (int side = 0; side < SIDES; side++) {
		s->model[side] = model_copy(&s->world, s->base);
		for (size_t i = 0; i < s->ops[side].count; i++)
			op_apply(&s->world, &s->model[side], &s->ops[side].p[i]);
	}
	for (int side = 0; side <= SIDES; side++) {
		str_clear(&s->bytes[side]);
		print_plan(&s->bytes[side], side == BASE ? s->base : s->model[side].root, &s->hands[side]);
	}
}

void scenario_make(struct scenario *s, unsigned long long seed, unsigned least, unsigned most, enum scale scale)
{
	memset(s, 0, sizeof *s);
	s->seed = seed;
	s->least = least;
	s->most = most;
	s->world.random = (seed + 1) * 0x9E3779B97F4A7C15ull;
	roll(&s->world, 2);
	s->base = make_base(&s->world, scale);
	choose_hands(s);
	for (int side = 0; side < SIDES; side++) {
		unsigned n = least + roll(&s->world, most - least + 1);
		s->model[side] = model_copy(&s->world, s->base);
		for (unsigned i = 0; i < n; i++)
			edit_any(&s->world, &s->model[side], &s->ops[side], side == THEIRS ? &s->ops[OURS] : NULL);
	}
	scenario_replay(s);
}

void scenario_clear(struct scenario *s)
{
	for (int side = 0; side <= SIDES; side++)
		str_free(&s->bytes[side]);
	for (int side = 0; side < SIDES; side++)
		vec_free(&s->ops[side]);
	world_clear(&s->world);
}
