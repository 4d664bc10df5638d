/* The program: makes the surroundings sound, then runs a command or opens the screens. */
#include "base/guard.h"
#include "base/taal.h"
#include "base/text.h"
#include "cli/cli.h"
#include "screens/screens.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* A closed stdin, stdout or stderr would be the number of the next file that is opened, and what we say would be
 * written into it.  Opened the wrong way round, reading and writing fail as they should. */
static void fill_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char *argv[])
{
	fill_standard_files();
	text_use_utf8(); /* the widths of characters come from this */
	taal_choose_from_environment();
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write, with a sentence */
	signal(SIGXFSZ, SIG_IGN); /* and so is a file that grows past its limit */
	guard_crashes();
	return cli_main(argc, argv, &(struct cli_screens){screens_run, screens_describe});
}
