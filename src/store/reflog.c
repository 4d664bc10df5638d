/* The lines that git keeps of where a branch stood (`git reflog`): a way back for administrators, that no save depends on.  libgit2
 * would flush each of the two files and its folder, as many flushes as all else of a save but the objects; here the lines are
 * written and left to the disk's own time. */
#include "store/internal.h"

#include "base/io.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_log(const char *folder, const char *name)
{
	struct str path = {0};
	str_addf(&path, "%slogs/%s", folder, name);
	int fd = open(path.p, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	str_free(&path);
	return fd;
}

static bool head_names(git_repository *repo, const char *branch)
{
	git_reference *head = NULL;
	bool names = git_reference_lookup(&head, repo, "HEAD") == 0 && git_reference_type(head) == GIT_REFERENCE_SYMBOLIC &&
		     strcmp(git_reference_symbolic_target(head), branch) == 0;
	git_reference_free(head);
	return names;
}

bool store_log_open(struct store_log *out, git_repository *repo, const char *branch)
{
	out->head = head_names(repo, branch) ? open_log(git_repository_path(repo), "HEAD") : -1;
	out->branch = out->head < 0 ? -1 : open_log(git_repository_commondir(repo), branch);
	if (out->branch >= 0)
		return true;
	store_log_close(out);
	return false;
}

void store_log_close(struct store_log *log)
{
	if (log->head >= 0)
		close(log->head);
	if (log->branch >= 0)
		close(log->branch);
}

/* Half a line would be worse than none. */
static void append(int fd, const struct str *line)
{
	off_t before = lseek(fd, 0, SEEK_END);
	if (io_write_all(fd, line->p, line->len) == 0 || before < 0)
		return;
	if (ftruncate(fd, before) < 0)
		return;
}

void store_log_add(const struct store_log *log, const git_oid *from, const git_oid *to, const git_signature *who, const char *message)
{
	char before[GIT_OID_HEXSZ + 1], after[GIT_OID_HEXSZ + 1];
	int minutes = abs(who->when.offset);
	struct str line = {0};
	str_addf(&line, "%s %s %s <%s> %lld %c%02d%02d\t%s\n", git_oid_tostr(before, sizeof before, from), git_oid_tostr(after, sizeof after, to),
	         who->name, who->email, (long long)who->when.time, who->when.offset < 0 ? '-' : '+', minutes / 60, minutes % 60, message);
	append(log->branch, &line);
	append(log->head, &line);
	str_free(&line);
}
