/* The commands: what a call asks for, where the program's own files are, and the work. Exit status: 0 done, 1 the document is at fault,
 * 2 the call or the machine is. */
#ifndef CMD_H
#define CMD_H

#include "base/base.h"

enum command { COMMAND_BUILD, COMMAND_CHECK, COMMAND_SEAL, COMMAND_SOURCES, COMMAND_HELP, COMMAND_VERSION };
enum dump { DUMP_NONE, DUMP_DOC, DUMP_STYLE, DUMP_LINES, DUMP_PAGES, DUMP_TAGS };
enum list_format { LIST_TABLE, LIST_CSL_JSON, LIST_CSV };
struct options {
    enum command command;
    const char *file, *out_dir, *style, *audience, *root, *paper, *csl;
    bool pdf, epub, attach, quiet, verbose;
    enum dump dump;
    enum diag_format format;
    enum list_format list; /* sources */
    enum diag_level level; /* check: what is said, and what fails */
    bool leveled, again;   /* --level was given; --again */
};
/* false after a message on standard error: status 2. */
bool options_read(struct options *o, int argc, char **argv);
void options_help(FILE *out);
/* args.c: says what is wrong with the call and whose --help tells more (command NULL: the program's); always false. */
bool usage_error(const char *command, const char *what, const char *arg);
/* "--name value", "--name=value" or "-n value" at argv[*i]: takes it; "" where the value is missing. */
bool option_value(int argc, char **argv, int *i, const char *name, const char **value);

/* Files that come with the program: beside the installed binary, else in the source tree it was built from. In arena a. */
struct data_paths {
    const char *styles, *schema, *templates, *fonts_conf; /* fonts_conf NULL: the system's */
};
void data_paths_find(struct data_paths *p, struct arena *a);

/* A bar on standard error when it is a terminal and the work has taken a second. */
struct progress {
    bool on;
    double start;
    int shown;
};
void progress_begin(struct progress *p, bool wanted);
void progress_set(void *progress, int percent);
void progress_end(struct progress *p);

int build_run(const struct options *o);
int seal_run(const struct options *o);
int sources_run(const struct options *o);
int cite_run(int argc, char **argv); /* these two read their own options */
int new_run(int argc, char **argv);
int inspect_run(int argc, char **argv);

#endif
