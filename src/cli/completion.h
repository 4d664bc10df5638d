/* What bash needs to complete the words of a call: a file of functions, made from the tables of commands, options and
 * fields.  Which plans and speerpunten there are it asks the program itself. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "base/str.h"

void completion_write(struct str *out);

#endif
