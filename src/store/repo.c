#include "store/index.h"

#include "base/guard.h"
#include "base/mem.h"
#include "base/taal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nobody's settings but the record's own decide how it is read; and as nothing in it is ever run, it does not
 * matter whose it is.  Every write reaches the disk before it counts; the handle of the branch remembers that
 * from when it was made, so it is on from the start.  Hashes are verified, but by who reads the history (versions.c). */
static int set_options(void)
{
	static const int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
				     GIT_CONFIG_LEVEL_GLOBAL};
	int rc = 0;
	for (size_t i = 0; !rc && i < sizeof levels / sizeof *levels; i++)
		rc = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
	if (!rc)
		rc = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	if (!rc)
		rc = git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	if (!rc)
		rc = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	return rc;
}

enum code store_start(struct err *e)
{
	if (git_libgit2_init() < 0)
		return err_set(e, ERR_IO, _("De bibliotheek die de versies bewaart kan niet worden gestart. "
					    "Waarschuw de beheerder."));
	if (set_options() < 0) {
		git_libgit2_shutdown();
		return err_set(e, ERR_IO, _("De bibliotheek die de versies bewaart kan niet worden ingesteld. "
					    "Waarschuw de beheerder."));
	}
	return OK;
}

void store_stop(void)
{
	git_libgit2_shutdown();
}

int store_reopen(git_repository **out, const char *common)
{
	return git_repository_open_ext(out, common, GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE, NULL);
}

static enum code cannot_open(const char *dir, int rc, struct err *e)
{
	struct stat st;
	bool is_there = stat(dir, &st) == 0;
	if (!is_there && (errno == ENOENT || errno == ENOTDIR))
		return err_set(e, ERR_USE, _("De map %s bestaat niet. Controleer de naam."), dir);
	if (is_there && !S_ISDIR(st.st_mode))
		return err_set(e, ERR_USE, _("%s is geen map. Wijs met -C de map met plannen aan."), dir);
	if (access(dir, R_OK | X_OK) < 0 && errno == EACCES)
		return err_set(e, ERR_IO, _("De map %s mag u niet lezen. Vraag de beheerder om de rechten."), dir);
	if (store_fault_says("unsupported") || store_fault_says("extension") || store_fault_says("object format"))
		return err_set(e, ERR_IO, _("De map %s is gemaakt met een nieuwere of andere versie van git dan "
					    "buurtplan kan lezen. Vraag de beheerder om hulp."), dir);
	if (rc == GIT_ENOTFOUND)
		return err_set(e, ERR_USE, _("In de map %s, en in de mappen daarboven, is geen verzameling plannen "
					     "gevonden. Wijs met -C een andere map aan, of maak er een met "
					     "'buurtplan init'."), dir);
	return store_fault(e, rc, NULL, _("De map %s kan niet worden geopend"), dir);
}

/* Where HEAD points to; a branch that does not exist yet is fine. */
static enum code find_branch(struct store *s, struct err *e)
{
	git_reference *head = NULL;
	int rc = git_reference_lookup(&head, s->repo, "HEAD");
	if (rc < 0)
		return store_fault(e, rc, NULL, _("De map %s kan niet worden geopend"), s->dir);
	bool named = git_reference_type(head) == GIT_REFERENCE_SYMBOLIC;
	s->branch = mem_text(named ? git_reference_symbolic_target(head) : "HEAD");
	git_reference_free(head);
	return OK;
}

static bool may_write(const struct store *s)
{
	struct str objects = {0};
	str_addf(&objects, "%s/objects", s->common);
	bool may = access(s->common, W_OK | X_OK) == 0 && access(objects.p, W_OK | X_OK) == 0;
	str_free(&objects);
	return may;
}

static char *find_read_only(const struct store *s)
{
	struct str why = {0};
	if (store_standing(s) == STORE_UNFINISHED)
		str_addf(&why, _("In de map %s is een samenvoeging of andere bewerking door een ander programma nog niet af. Lezen kan; bewaren "
				 "kan als die af is en u buurtplan opnieuw opent. Vraag de beheerder."), s->tree);
	else if (strncmp(s->branch, "refs/heads/", 11) != 0)
		str_addf(&why, _("De map %s staat vast op een oude versie. Lezen kan, bewaren niet; "
				 "vraag de beheerder dit te herstellen."), s->dir);
	else if (!may_write(s))
		str_addf(&why, _("In de map %s mag u niet schrijven. Lezen kan, bewaren niet; "
				 "vraag de beheerder om de rechten."), s->dir);
	return why.len ? str_take(&why) : NULL;
}

static char *without_slash(const char *dir)
{
	size_t len = strlen(dir);
	while (len > 1 && dir[len - 1] == '/')
		len--;
	return mem_copy(dir, len);
}

enum code store_open(struct store **out, const char *dir, struct err *e)
{
	enum code code = store_start(e);
	if (code != OK)
		return code;
	struct store *s = mem_alloc(sizeof *s);
	guard_begin(dir);
	int rc = git_repository_open_ext(&s->repo, dir, 0, NULL);
	if (rc < 0) {
		code = cannot_open(dir, rc, e);
	} else {
		s->dir = without_slash(git_repository_path(s->repo));
		s->common = without_slash(git_repository_commondir(s->repo));
		s->tree = git_repository_workdir(s->repo) ? without_slash(git_repository_workdir(s->repo)) : NULL;
		code = find_branch(s, e);
	}
	guard_end();
	if (code != OK) {
		store_close(s);
		return code;
	}
	s->read_only = find_read_only(s);
	store_umask_read(&s->umask, s->repo);
	*out = s;
	return OK;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	git_repository_free(s->repo);
	free(s->dir);
	free(s->common);
	free(s->tree);
	free(s->branch);
	free(s->read_only);
	store_index_unref(s->index);
	str_free(&s->last_bytes);
	free(s);
	store_stop();
}

const char *store_read_only(const struct store *s)
{
	return s->read_only;
}

const char *store_dir(const struct store *s)
{
	return s->dir;
}
