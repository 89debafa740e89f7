// What the parts of this module share. One program has one terminal, so the state is static.
#ifndef CTERM_INTERNAL_H
#define CTERM_INTERNAL_H

#include <termios.h>

struct terminal {
  int input, output;
  int again;  // the same terminal, opened again: non-blocking without the shell seeing it
  int null;
  int wake_read, wake_write;
  struct termios found;  // its settings before the start
};

extern struct terminal terminal;

/// Gives the terminal back without waiting for it.
void cterm_restore_now(int patience);

/// Holds standard error back, and gives it back and prints what was held.
void cterm_hold_stderr(void);
void cterm_release_stderr(void);

/// Removes the file that is being written, if there is one.
void cterm_remove_unfinished(void);

/// Lets every signal that ends the program remove that file first, where no screen is up whose handlers do it.
void cterm_catch_endings(void);

#endif
