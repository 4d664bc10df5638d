#include "store/internal.h"

#include "base/taal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

/* Below this a disk counts as full: libgit2's own message of it is often wrong or empty. */
enum { DISK_LEFT = 256 << 10 };

/* libgit2 ends its message with that of the system; that is all it keeps of errno. */
static const struct {
	int number;
	const char *reason;
} reasons[] = {
	{ENOSPC, N_("de schijf is vol. Maak ruimte, of vraag dat de beheerder, en probeer het dan opnieuw")},
	{EDQUOT, N_("uw deel van de schijf is vol. Maak ruimte, of vraag dat de beheerder, en probeer het dan opnieuw")},
	{EFBIG, N_("een bestand zou groter worden dan hier mag. Vraag de beheerder om hulp")},
	{EROFS, N_("de schijf kan alleen worden gelezen. Vraag de beheerder om hulp")},
	{EACCES, N_("u heeft daar de rechten niet voor. Vraag ze aan de beheerder")},
	{EPERM, N_("u heeft daar de rechten niet voor. Vraag ze aan de beheerder")},
	{EIO, N_("de schijf geeft fouten. Waarschuw de beheerder")},
	{EMFILE, N_("er staan te veel bestanden open. Begin buurtplan opnieuw")},
	{ENFILE, N_("er staan te veel bestanden open op deze computer. Probeer het later opnieuw")},
	{EINTR, N_("de computer onderbrak het. Probeer het opnieuw")},
	{ELOOP, N_("een map verwijst naar zichzelf. Waarschuw de beheerder")},
};

bool store_fault_says(const char *text)
{
	const git_error *last = git_error_last();
	return last && last->message && strstr(last->message, text);
}

static bool says(int number)
{
	return store_fault_says(strerror(number));
}

static bool disk_is_full(const char *dir)
{
	struct statvfs fs;
	if (!dir || statvfs(dir, &fs) < 0)
		return false;
	return fs.f_bavail * fs.f_frsize < DISK_LEFT || (fs.f_files > 0 && fs.f_favail == 0);
}

enum store_trouble store_fault_kind(int rc)
{
	if (store_fault_says("fsync") || says(EIO))
		return STORE_DISK;
	if (rc == GIT_ELOCKED || rc == GIT_EMODIFIED || says(ENOENT) || says(EINTR))
		return STORE_PASSING;
	return STORE_LASTING;
}

static const char *find_reason(int rc, const char *dir)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (says(reasons[i].number))
			return _(reasons[i].reason);
	}
	if (rc == GIT_ELOCKED || rc == GIT_EMODIFIED)
		return _("een ander programma is met de plannen bezig. Probeer het zo opnieuw");
	if (disk_is_full(dir))
		return _(reasons[0].reason);
	if (rc == GIT_EEXISTS || store_fault_says("D/F conflict") || store_fault_says("cannot replace"))
		return _("op die plaats staat al iets anders. Kies een andere naam");
	return _("een bestand ontbreekt of is beschadigd. Waarschuw de beheerder");
}

enum code store_fault(struct err *e, int rc, const char *dir, const char *fmt, ...)
{
	struct err what = {0};
	const char *reason = find_reason(rc, dir);
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(what.text, sizeof what.text, fmt, ap);
	va_end(ap);
	return err_set(e, rc == GIT_ELOCKED || rc == GIT_EMODIFIED ? ERR_BUSY : ERR_IO, "%s: %s.", what.text, reason);
}
