/* Inside src/cli: one command as a declared fact, and one call of it. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/err.h"
#include "base/str.h"
#include "cli/cli.h"

#include <stdbool.h>
#include <stddef.h>

enum option {
	OPTION_DIR = 1,
	OPTION_ALS = 2,
	OPTION_REASON = 4,
	OPTION_JSON = 8,
	OPTION_FROM = 16,
	OPTION_HELP = 32,
	OPTION_VERSION = 64,
	OPTION_OUT = 128,
	OPTION_CHECK = 256,
	OPTION_MINE = 512,
	OPTION_THEIRS = 1024,
	OPTION_ADVICE = 2048,
	OPTION_ALL = 4096,
	OPTION_FORMAT = 16384,
	OPTION_KEEP = 8192, /* --toch-bewaren */
	OPTION_SINCE = 1 << 15,
	OPTION_UNTIL = 1 << 18,
	OPTION_AUTHOR = 1 << 19,
	OPTION_MAN = 1 << 20,
	OPTION_COMPLETION = 1 << 21,
	OPTION_TAAL = 1 << 22,
	OPTION_AT = 1 << 23,
	OPTION_FROM_VERSION = 1 << 24,
	OPTION_ANSWER = 1 << 25,
	OPTION_SEEN = 1 << 26,
	OPTION_AGREE = 1 << 27,
	OPTION_FIELD = 1 << 28,
	OPTION_TEXT = 1 << 29,
	OPTION_LIST = 1 << 30,
	OPTION_EVERYWHERE = OPTION_HELP | OPTION_TAAL,
	/* no options, but what stands behind the name: */
	WORDS_ARE_FILES = 1 << 16, /* may be called anything */
	WORDS_AS_THEY_ARE = 1 << 17 /* no option is looked for among them, but --help in the first place */
};

struct cli;

struct command {
	const char *name;
	const char *usage;  /* what goes behind the name */
	const char *help;   /* one line */
	const char *more;   /* paragraphs for its own help; each is wrapped */
	unsigned options;   /* what it takes besides --help */
	size_t min, max;    /* words behind the name */
	enum code (*run)(struct cli *c, struct err *e);
};

extern const struct command commands[]; /* ends with a NULL name */
const struct command *command_find(const char *name); /* NULL where unknown */
/* The command that was probably meant, NULL where none is like it. */
const struct command *command_guess(const char *name);

/* One call. */
struct cli {
	const struct command *command; /* NULL: the screens */
	unsigned given;                /* options */
	const char *dir;               /* "." unless given */
	const char *als, *reason, *keep, *from, *at, *to, *format, *taal; /* NULL unless given */
	const char *answer, *seen, *agree; /* the same: ids of remarks */
	const char *since, *until, *author, *field, *text; /* the same: which versions of a history */
	const char **args;             /* the words behind the name; a NULL behind them */
	size_t count;
	struct str out;                /* data, not yet on stdout */
	struct str more;               /* lines to print behind the sentence of an error; clean */
	cli_describe *describe;        /* the screens, for the manual */
	const char *about;             /* the plan or file that an error's line and column are of; NULL */
};

/* options.c: fills `c` from the words.  ERR_USE. */
MUST_USE enum code options_read(struct cli *c, int argc, char *const argv[], struct err *e);

/* help.c: appends the help of one command, or of the whole (NULL). */
void help_write(struct str *out, const struct command *command);
struct option_row {
	enum option option;
	const char *name;  /* "-m", "--als" */
	const char *value; /* what its value is called; NULL where it has none */
	const char *help;
};
const struct option_row *options_row(size_t i); /* options.c; NULL behind the last */
/* Appends one option as it is written, and what it does: the row of the help. */
void options_describe(struct str *out, unsigned options);

enum code cmd_archive(struct cli *c, struct err *e);
enum code cmd_blame(struct cli *c, struct err *e);
enum code cmd_check(struct cli *c, struct err *e);
enum code cmd_delete(struct cli *c, struct err *e);
enum code cmd_diff(struct cli *c, struct err *e);
enum code cmd_diff_driver(struct cli *c, struct err *e);
enum code cmd_diff_file(struct cli *c, struct err *e);
enum code cmd_export(struct cli *c, struct err *e);
enum code cmd_git_setup(struct cli *c, struct err *e);
enum code cmd_help(struct cli *c, struct err *e);
enum code cmd_init(struct cli *c, struct err *e);
enum code cmd_insert(struct cli *c, struct err *e);
enum code cmd_list(struct cli *c, struct err *e);
enum code cmd_log(struct cli *c, struct err *e);
enum code cmd_maintain(struct cli *c, struct err *e);
enum code cmd_merge_driver(struct cli *c, struct err *e);
enum code cmd_merge_file(struct cli *c, struct err *e);
enum code cmd_move(struct cli *c, struct err *e);
enum code cmd_new(struct cli *c, struct err *e);
enum code cmd_remark(struct cli *c, struct err *e);
enum code cmd_remove(struct cli *c, struct err *e);
enum code cmd_rename(struct cli *c, struct err *e);
enum code cmd_report(struct cli *c, struct err *e);
enum code cmd_resolve(struct cli *c, struct err *e);
enum code cmd_restore(struct cli *c, struct err *e);
enum code cmd_search(struct cli *c, struct err *e);
enum code cmd_set(struct cli *c, struct err *e);
enum code cmd_show(struct cli *c, struct err *e);
enum code cmd_textconv(struct cli *c, struct err *e);
enum code cmd_unarchive(struct cli *c, struct err *e);

#endif
