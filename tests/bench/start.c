/* A program that only starts libgit2: what every command costs before it does anything.  The figures stand beside it. */
#include <git2.h>

int main(void)
{
	git_libgit2_init();
	git_libgit2_shutdown();
	return 0;
}
