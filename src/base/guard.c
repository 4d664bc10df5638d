#include "base/guard.h"

#include "base/str.h"
#include "base/taal.h"
#include "base/text.h"

#include <assert.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { ABOUT_COLUMNS = 200 };

/* All that the handlers need stands ready here: they may only make calls of signal-safety(7). */
static struct {
	char sentence[1024];
	size_t sentence_len;
	int depth, seconds;
	bool installed;
} guard = {.seconds = GUARD_SECONDS};

static struct {
	volatile sig_atomic_t ready;
	int fd;
	char bytes[GUARD_BYTES];
	size_t len;
	struct termios saved;
	bool has_saved;
} terminal;

static char crash_stack[1 << 16]; /* a stack that overflowed can't run its own handler */

static void write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n <= 0)
			return;
		bytes += n;
		len -= (size_t)n;
	}
}

static void restore_terminal(void)
{
	if (!terminal.ready)
		return;
	signal(SIGTTOU, SIG_IGN); /* from the background tcsetattr would stop us */
	write_all(terminal.fd, terminal.bytes, terminal.len);
	if (terminal.has_saved)
		tcsetattr(terminal.fd, TCSANOW, &terminal.saved);
}

static void on_limit(int number)
{
	(void)number;
	restore_terminal();
	write_all(STDERR_FILENO, guard.sentence, guard.sentence_len);
	_exit(3);
}

static void on_crash(int number)
{
	restore_terminal();
	raise(number); /* SA_RESETHAND brought the default back, SA_NODEFER lets it through */
}

static void set_timer(int seconds)
{
	struct itimerval timer = {.it_value = {.tv_sec = seconds}};
	setitimer(ITIMER_VIRTUAL, &timer, NULL);
}

static void prepare_sentence(const char *about)
{
	struct str clean = {0}, s = {0};
	text_clean(&clean, about, strlen(about), false);
	size_t fits = text_fit(str_text(&clean), clean.len, ABOUT_COLUMNS, NULL);
	str_addf(&s,
		 _("buurtplan is gestopt: bij het lezen of bewaren van %.*s kwam er geen einde aan het rekenen. "
		   "Waarschijnlijk is daar een bestand beschadigd. Wat al bewaard was, blijft bewaard; "
		   "vraag de beheerder de bestanden na te kijken.\n"),
		 (int)fits, str_text(&clean));
	guard.sentence_len = s.len < sizeof guard.sentence ? s.len : sizeof guard.sentence;
	memcpy(guard.sentence, s.p, guard.sentence_len);
	str_free(&clean);
	str_free(&s);
}

void guard_begin(const char *about)
{
	if (guard.depth++ > 0)
		return;
	prepare_sentence(about);
	if (!guard.installed) {
		struct sigaction action = {.sa_handler = on_limit};
		sigfillset(&action.sa_mask);
		sigaction(SIGVTALRM, &action, NULL);
		guard.installed = true;
	}
	set_timer(guard.seconds);
}

void guard_end(void)
{
	assert(guard.depth > 0);
	if (--guard.depth == 0)
		set_timer(0);
}

void guard_limit(int seconds)
{
	guard.seconds = seconds;
}

void guard_terminal(int fd, const char *bytes, size_t len, const struct termios *saved)
{
	assert(len <= sizeof terminal.bytes);
	terminal.ready = 0;
	if (fd < 0)
		return;
	terminal.fd = fd;
	terminal.len = len;
	if (len > 0)
		memcpy(terminal.bytes, bytes, len);
	terminal.has_saved = saved != NULL;
	if (saved)
		terminal.saved = *saved;
	terminal.ready = 1;
}

void guard_crashes(void)
{
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_RESETHAND | SA_NODEFER | SA_ONSTACK};
	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaction(numbers[i], &action, NULL);
}
