#define _GNU_SOURCE
#include "CTerm.h"
#include "internal.h"

#include <poll.h>
#include <signal.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { stack_size = 64 * 1024 };

static stack_t previous_stack;
static void *handler_stack;
static bool begun, catches_endings;

static atomic_int termination, suspend_asked, continued, resized, woken, leaving;

static struct sigaction previous[_NSIG];

// MARK: Called by handlers

/// Gives a signal its default action and returns the former one.
static struct sigaction set_default(int number) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, former;
  sigemptyset(&standard.sa_mask);
  sigaction(number, &standard, &former);
  return former;
}

/// A crash, or any other signal that ends a program.
static void on_end(int number) {
  set_default(number);
  // If two threads crash at once the second one waits for the first to finish.
  if (!atomic_exchange(&leaving, 1)) {
    cterm_remove_unfinished();
    cterm_restore_now(400);
  } else {
    poll(NULL, 0, 1000);
  }
  raise(number);
}

static void poke(void) {
  int saved = errno;
  if (terminal.wake_write >= 0) {
    ssize_t ignored = write(terminal.wake_write, "", 1);
    (void)ignored;
  }
  errno = saved;
}

static void on_termination(int number) {
  int none = 0;
  // Only the first one starts the clock: a second signal must not delay the end.
  if (atomic_compare_exchange_strong(&termination, &none, number)) alarm(1);
  poke();
}

static void on_alarm(int number) {
  (void)number;
  int by = atomic_load(&termination);
  if (by == 0) return;
  cterm_remove_unfinished();
  if (!atomic_exchange(&leaving, 1)) cterm_restore_now(0);
  _exit(128 + by);
}

/// The terminal belongs to another job: stops like any other program, unless the end was asked for, since a stopped
/// program would wait for its end for ever.
static void on_background(int number) {
  int saved = errno;
  if (atomic_load(&termination) == 0) {
    struct sigaction ours = set_default(number);
    sigset_t this, former;
    sigemptyset(&this);
    sigaddset(&this, number);
    raise(number);
    // It is blocked while its handler runs: here the process stops, and here it is continued.
    pthread_sigmask(SIG_UNBLOCK, &this, &former);
    pthread_sigmask(SIG_SETMASK, &former, NULL);
    sigaction(number, &ours, NULL);
  }
  if (atomic_load(&termination) != 0) on_alarm(number);
  errno = saved;
}

static void on_notice(int number) {
  if (number == SIGTSTP) atomic_store(&suspend_asked, 1);
  if (number == SIGCONT) atomic_store(&continued, 1);
  if (number == SIGWINCH) atomic_store(&resized, 1);
  poke();
}

// MARK: Beginning and end

void cterm_tame_crashes(void) {
  const char *wanted = getenv("SWIFT_BACKTRACE");
  if (wanted != NULL && *wanted != 0) return;
  const int numbers[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction found;
    if (sigaction(numbers[i], NULL, &found) == 0 && found.sa_handler != SIG_IGN) set_default(numbers[i]);
  }
}

static void install(int number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | flags};
  sigemptyset(&action.sa_mask);
  // Writing to the terminal from the background must not stop a handler midway.
  sigaddset(&action.sa_mask, SIGTTOU);
  sigaction(number, &action, NULL);
}

static void (*handler_for(int number))(int) {
  switch (number) {
    case SIGINT:
    case SIGTERM:
    case SIGHUP: return on_termination;
    case SIGALRM: return on_alarm;
    case SIGTSTP:
    case SIGCONT:
    case SIGWINCH: return on_notice;
    case SIGTTIN:
    case SIGTTOU: return on_background;
    case SIGCHLD:
    case SIGURG:
    case SIGKILL:
    case SIGSTOP: return NULL;
    default:
      // All others end a program; those between are the C library's own.
      return number < 32 || (number >= SIGRTMIN && number <= SIGRTMAX) ? on_end : NULL;
  }
}

/// Whether a signal that was ignored at the start is to be handled all the same: crashes are, and what keys of the
/// terminal send. Others stay ignored, such as a hang-up under nohup; reading detects that the terminal is gone.
static bool is_never_ignored(int number) {
  switch (number) {
    case SIGABRT:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGSEGV:
    case SIGTRAP:
    case SIGQUIT:
    case SIGINT:
    case SIGTERM:
    case SIGALRM:
    case SIGTSTP:
    case SIGCONT:
    case SIGWINCH: return true;
    default: return false;
  }
}

/// Whether this program handles a signal while its screen is up.
static bool handles(int number) {
  if (handler_for(number) == NULL) return false;
  return previous[number].sa_handler != SIG_IGN || is_never_ignored(number);
}

void cterm_reclaim(void) {
  for (int number = 1; number < _NSIG; number++) {
    if (!handles(number)) continue;
    void (*handler)(int) = handler_for(number);
    install(number, handler, handler == on_end ? SA_NODEFER : SA_RESTART);
  }
}

/// Lets handlers run where the program's own stack has overflowed.
static void use_own_stack(void) {
  if (handler_stack == NULL) handler_stack = malloc(stack_size);
  stack_t own = {.ss_sp = handler_stack, .ss_size = stack_size};
  if (handler_stack != NULL) sigaltstack(&own, &previous_stack);
}

void cterm_begin(void) {
  if (begun) return;
  begun = true;
  atomic_store(&leaving, 0);
  cterm_hold_stderr();
  use_own_stack();
  for (int number = 1; number < _NSIG; number++) sigaction(number, NULL, &previous[number]);
  cterm_reclaim();
  // The parent process may have left some of these blocked.
  sigset_t all;
  sigemptyset(&all);
  for (int number = 1; number < _NSIG; number++)
    if (handles(number)) sigaddset(&all, number);
  pthread_sigmask(SIG_UNBLOCK, &all, NULL);
}

void cterm_end(void) {
  if (!begun) return;
  begun = false;
  cterm_set_screen_up(false);
  for (int number = 1; number < _NSIG; number++) {
    if (!handles(number)) continue;
    // An armed alarm keeps its handler: it ends a process that is stuck while it leaves.
    if (number == SIGALRM && atomic_load(&termination) != 0) continue;
    // A closing terminal may signal again while the process is leaving: its exit code is decided by then.
    if (number == SIGHUP) continue;
    sigaction(number, &previous[number], NULL);
  }
  if (handler_stack != NULL && !(previous_stack.ss_flags & SS_DISABLE)) sigaltstack(&previous_stack, NULL);
  cterm_release_stderr();
}

/// A signal that ends the program while no screen is up.
static void on_ending(int number) {
  cterm_remove_unfinished();
  sigaction(number, &previous[number], NULL);
  raise(number);
}

void cterm_catch_endings(void) {
  if (begun || catches_endings) return;
  catches_endings = true;
  use_own_stack();
  for (int number = 1; number < _NSIG; number++) {
    void (*handler)(int) = handler_for(number);
    if (handler != on_end && handler != on_termination && handler != on_alarm) continue;
    // A signal that was ignored at the start, as by nohup, stays ignored.
    if (sigaction(number, NULL, &previous[number]) != 0 || previous[number].sa_handler == SIG_IGN) continue;
    install(number, on_ending, SA_NODEFER);
  }
}

// MARK: What signals have asked for

void cterm_wake(void) {
  atomic_store(&woken, 1);
  poke();
}

void cterm_stop(void) {
  struct sigaction ours = set_default(SIGTSTP);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

int cterm_termination(void) { return atomic_load(&termination); }
bool cterm_take_suspend(void) { return atomic_exchange(&suspend_asked, 0); }
bool cterm_take_continue(void) { return atomic_exchange(&continued, 0); }
bool cterm_take_resize(void) { return atomic_exchange(&resized, 0); }
bool cterm_take_wake(void) { return atomic_exchange(&woken, 0); }
