/// The low-level part of a full-screen program: handlers that give the terminal back whatever happens, signals that
/// wake a `poll`, and a standard error that does not print into the picture.
///
/// Everything a handler does is async-signal-safe. One program has one terminal, so the state is static.
#ifndef CTERM_H
#define CTERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The results of `cterm_wait`; several may hold at once, none means that the time is up.
enum {
  CTERM_INPUT = 1,   ///< there is something to read
  CTERM_HANGUP = 2,  ///< the terminal is gone: nothing will ever be read again
  CTERM_WOKEN = 4,   ///< a signal arrived or `cterm_wake` was called
  CTERM_OUTPUT = 8,  ///< the terminal takes output again (only if asked)
};

/// Takes back the signals that crashes raise, and the quit key's, from the language's runtime, whose handler asks a
/// question and waits half a minute for the answer. A person who sets SWIFT_BACKTRACE keeps it.
void cterm_tame_crashes(void);

/// Waits until the terminal is this job's: in the background the process stops here as at any other access, and goes on
/// in the foreground. Returns false, with `errno`, if that will never be.
bool cterm_claim(void);

/// Saves the terminal's settings and prepares everything that the handlers use, without any visible
/// change. Returns 0, or an error number.
int cterm_prepare(int input, int output);

/// Installs the handlers; from here on standard error is held back.
void cterm_begin(void);

/// Reinstalls the handlers after a library has installed its own.
void cterm_reclaim(void);

/// The bytes that undo every mode, written if there is no time for an orderly end. Longer ones are refused.
bool cterm_set_restore(const uint8_t *bytes, size_t count);

/// Sets whether the screen is up, that is, whether a handler has something to restore.
void cterm_set_screen_up(bool up);

/// Restores the original settings of the terminal.
void cterm_restore_settings(void);

/// Turns off flow control and literal-next in the terminal driver, so that Ctrl-S and Ctrl-V are keys, and keeps
/// Ctrl-C and Ctrl-Z from cutting off pending output.
void cterm_refine_settings(void);

/// Removes the handlers, gives standard error back and prints its held text. A pending termination stays armed: the
/// process ends within a second of the signal whatever it still does.
void cterm_end(void);

/// Waits for input, a signal, a wake-up, or until `nanoseconds` have passed; a negative number waits without limit.
int cterm_wait(int64_t nanoseconds, bool for_output);

/// Whether the terminal would take output at once.
bool cterm_output_ready(void);

/// Writes bytes to the terminal and waits until they are taken, whatever mode its descriptor is in.
void cterm_write(const void *bytes, size_t count);

/// Makes the current or the next `cterm_wait` return. Any thread may call it.
void cterm_wake(void);

/// Stops the process as the terminal's suspend key does, and returns when it is continued.
void cterm_stop(void);

/// The signal that asks the process to end, or 0.
int cterm_termination(void);
/// Whether a stop was asked for since the last call.
bool cterm_take_suspend(void);
/// Whether the process was continued since the last call.
bool cterm_take_continue(void);
/// Whether the terminal's size changed since the last call.
bool cterm_take_resize(void);
/// Whether `cterm_wake` was called since the last call.
bool cterm_take_wake(void);

/// The terminal's size by its driver; false if unknown.
bool cterm_size(int *columns, int *rows);

/// The size of a cell in pixels by its driver; false if unknown.
bool cterm_cell_size(int *width, int *height);

/// Monotonic time in seconds.
double cterm_now(void);

/// Waits for a while until the terminal takes output, or there is something to read; whether it takes output, and there
/// is nothing to read.
bool cterm_may_go_on(int milliseconds);

/// Puts bytes into a new shared memory object, which the terminal removes when it has read it, and returns its name; null
/// if that fails, or if as many as can be remembered are still there. The name is valid until the next call.
const char *cterm_share(const void *bytes, size_t size);

/// How many of these objects have not been read.
int cterm_unread_shares(void);

/// Removes the objects that have not been read; every end of the program does.
void cterm_remove_shares(void);

/// Names a file that is being written. Until it is forgotten, whatever ends the program removes it first: with or without
/// a screen, by a crash or by any signal that can be caught.
void cterm_remember_unfinished(const char *path);

/// The file is complete, or gone.
void cterm_forget_unfinished(void);

/// Collects this process's writes to a descriptor, from any library, until `cterm_send`.
void cterm_gather(int fd);

/// Writes the collected bytes, in one piece unless they are very many, and waits until they are taken.
void cterm_send(void);

/// Whether text scrolls by the bytes collected so far.
bool cterm_gathered_scroll(void);

/// Forgets the collected bytes.
void cterm_drop(void);

/// The number of bytes collected and written so far.
int64_t cterm_written(void);

/// Gives freed memory back to the system; from then on as much is kept as frames need.
void cterm_settle_memory(void);

/// Lets go of code that is mapped and was needed for the start alone.
void cterm_settle_code(void);

#endif
