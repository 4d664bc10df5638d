#include "test.h"

#include "base/proc.h"
#include "term/own_editor.h"
#include "term/terminal.h"

#include <stdlib.h>

/* Going there and back is walked in tests/ssh/eigen_editor.sh: it needs a terminal. */
TEST(where_there_is_one)
{
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	CHECK(!own_editor_is_there());
	setenv("VISUAL", "", 1);
	CHECK(!own_editor_is_there());
	setenv("EDITOR", "vi", 1);
	CHECK(own_editor_is_there());
	unsetenv("EDITOR");
	setenv("VISUAL", "vi -u NONE", 1);
	CHECK(own_editor_is_there());
	the_terminal.blind = true; /* a script has no hands */
	CHECK(!own_editor_is_there());
	the_terminal.blind = false;
	CHECK(own_editor_is_there());
	proc_close();
	CHECK(!own_editor_is_there());
}
