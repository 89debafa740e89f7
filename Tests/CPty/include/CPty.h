/// A program in a pseudo-terminal, with a job-control parent like a shell.
#ifndef CPTY_H
#define CPTY_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

/// A running session. `events` carries single bytes: `S` the program stopped, `C` it was continued, and `X` followed by
/// the four bytes of its wait status; `commands` accepts `f`, which brings the program to the foreground again.
typedef struct {
  int master;
  int slave;
  int events;
  int commands;
  int leader;
  int program;
} cpty_session;

enum {
  CPTY_STDIN_NULL = 1,      ///< standard input is /dev/null
  CPTY_STDOUT_PIPE = 2,     ///< standard output is `output`
  CPTY_IGNORE_HANGUP = 4,   ///< SIGHUP is ignored, as nohup leaves it
  CPTY_STDIN_CLOSED = 8,    ///< standard input is closed
  CPTY_STDOUT_CLOSED = 16,  ///< standard output is closed
  CPTY_STDIN_FILE = 32,     ///< standard input is a file
  CPTY_STDOUT_FULL = 64,    ///< standard output is /dev/full
  CPTY_STDIN_PIPE = 128,    ///< standard input is a pipe that nobody writes to any more
  CPTY_NON_BLOCKING = 256,  ///< the terminal's descriptors are in non-blocking mode
  CPTY_BACKGROUND = 512,    ///< the terminal stays with the parent: the program is a job in the background
};

/// Starts a program; everything it inherits is set here. Returns 0, or an error number.
int cpty_start(cpty_session *session, const char *path, char *const arguments[], char *const environment[],
               int columns, int rows, int flags, int output);

/// Changes the terminal's size.
void cpty_resize(const cpty_session *session, int columns, int rows);

/// Takes the terminal away, as closing its window does.
void cpty_hang_up(cpty_session *session);

/// Ends everything that still runs and closes all descriptors.
void cpty_end(cpty_session *session);

#endif
