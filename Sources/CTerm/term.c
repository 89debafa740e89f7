#define _GNU_SOURCE
#include "CTerm.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { restore_capacity = 1024, stack_size = 64 * 1024 };

static int input_fd = 0, output_fd = 1;
static int terminal_fd = -1;  // the same terminal, opened again: non-blocking without the shell seeing it
static int null_fd = -1;
static int wake_read = -1, wake_write = -1;
static int held_stderr = -1, real_stderr = -1;
static struct termios found_settings;
static uint8_t restore_bytes[restore_capacity];
static size_t restore_count;
static stack_t previous_stack;
static void *handler_stack;
static bool begun;

static atomic_int screen_up, termination, suspend_asked, continued, resized, woken, leaving;

static struct sigaction previous[_NSIG];

// MARK: Called by handlers

/// Writes without ever waiting longer than `patience` milliseconds for room.
static bool write_patiently(int fd, const uint8_t *bytes, size_t count, int patience) {
  while (count > 0) {
    // Not `write`: collected output stays behind.
    ssize_t n = syscall(SYS_write, fd, bytes, count);
    if (n > 0) {
      bytes += n;
      count -= (size_t)n;
      continue;
    }
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno != EAGAIN) return false;
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    if (poll(&p, 1, patience) <= 0) return false;
  }
  return true;
}

/// Prints what standard error held, in pieces that a ready descriptor takes without blocking.
static void print_held_stderr(int patience) {
  if (held_stderr < 0 || real_stderr < 0) return;
  int fd = isatty(real_stderr) && terminal_fd >= 0 ? terminal_fd : real_stderr;
  uint8_t piece[512];
  off_t at = 0;
  for (;;) {
    ssize_t n = pread(held_stderr, piece, sizeof piece, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    if (poll(&p, 1, patience) <= 0 || !write_patiently(fd, piece, (size_t)n, patience)) break;
    at += n;
  }
  if (ftruncate(held_stderr, 0) == 0) lseek(held_stderr, 0, SEEK_SET);
}

/// Gives the terminal back without waiting for it.
static void restore_now(int patience) {
  // Another thread may be in the middle of a frame: the rest of it is discarded.
  if (null_fd >= 0) dup2(null_fd, output_fd);
  if (atomic_exchange(&screen_up, 0)) {
    int fd = terminal_fd >= 0 ? terminal_fd : output_fd;
    // A terminal that now belongs to another job must not be changed.
    if (tcgetpgrp(input_fd) == getpgrp()) {
      if (!write_patiently(fd, restore_bytes, restore_count, patience)) {
        // Nobody is reading. Dropping the queued output makes room for what must arrive later.
        tcflush(fd, TCOFLUSH);
        write_patiently(fd, restore_bytes, restore_count, 0);
      }
      tcsetattr(input_fd, TCSANOW, &found_settings);
    }
  }
  print_held_stderr(patience);
}

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
  if (!atomic_exchange(&leaving, 1))
    restore_now(400);
  else
    poll(NULL, 0, 1000);
  raise(number);
}

static void poke(void) {
  int saved = errno;
  if (wake_write >= 0) {
    ssize_t ignored = write(wake_write, "", 1);
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
  if (!atomic_exchange(&leaving, 1)) restore_now(0);
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

bool cterm_claim(void) {
  // Resuming output that nobody has suspended changes nothing, but only the job in the foreground may do it.
  int done;
  do done = tcflow(input_fd, TCOON);
  while (done != 0 && errno == EINTR);
  return done == 0;
}

int cterm_prepare(int input, int output) {
  input_fd = input;
  output_fd = output;
  // Before there are handlers: a program in the background stops here, and a signal ends it.
  if (!cterm_claim()) return errno;
  if (tcgetattr(input, &found_settings) != 0) return errno;
  char path[128];
  if (terminal_fd < 0 && ttyname_r(output, path, sizeof path) == 0)
    terminal_fd = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  // If the terminal has no name here, as in some containers, it is still the controlling one, or at least open.
  if (terminal_fd < 0) terminal_fd = open("/dev/tty", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (terminal_fd < 0) terminal_fd = fcntl(output, F_DUPFD_CLOEXEC, 3);
  if (null_fd < 0) null_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (wake_read < 0) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return errno;
    wake_read = ends[0];
    wake_write = ends[1];
  }
  return 0;
}

static void hold_stderr(void) {
  int held = memfd_create("stderr", MFD_CLOEXEC);
  int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (held >= 0 && real >= 0 && dup2(held, STDERR_FILENO) >= 0) {
    held_stderr = held;
    real_stderr = real;
    return;
  }
  if (held >= 0) close(held);
  if (real >= 0) close(real);
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

void cterm_begin(void) {
  if (begun) return;
  begun = true;
  atomic_store(&leaving, 0);
  hold_stderr();
  if (handler_stack == NULL) handler_stack = malloc(stack_size);
  stack_t own = {.ss_sp = handler_stack, .ss_size = stack_size};
  if (handler_stack != NULL) sigaltstack(&own, &previous_stack);
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
  atomic_store(&screen_up, 0);
  for (int number = 1; number < _NSIG; number++) {
    if (!handles(number)) continue;
    // An armed alarm keeps its handler: it ends a process that is stuck while it leaves.
    if (number == SIGALRM && atomic_load(&termination) != 0) continue;
    // A closing terminal may signal again while the process is leaving: its exit code is decided by then.
    if (number == SIGHUP) continue;
    sigaction(number, &previous[number], NULL);
  }
  if (handler_stack != NULL && !(previous_stack.ss_flags & SS_DISABLE)) sigaltstack(&previous_stack, NULL);
  if (held_stderr >= 0) {
    dup2(real_stderr, STDERR_FILENO);
    print_held_stderr(1000);
    close(held_stderr);
    close(real_stderr);
    held_stderr = real_stderr = -1;
  }
}

bool cterm_set_restore(const uint8_t *bytes, size_t count) {
  if (count > restore_capacity) return false;
  memcpy(restore_bytes, bytes, count);
  restore_count = count;
  return true;
}

void cterm_set_screen_up(bool up) { atomic_store(&screen_up, up); }

void cterm_restore_settings(void) { tcsetattr(input_fd, TCSANOW, &found_settings); }

void cterm_refine_settings(void) {
  struct termios settings;
  if (tcgetattr(input_fd, &settings) != 0) return;
  settings.c_iflag &= ~(tcflag_t)(IXON | ISTRIP | INLCR | IGNCR);
  settings.c_lflag &= ~(tcflag_t)IEXTEN;
  settings.c_lflag |= ISIG | NOFLSH;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(input_fd, TCSANOW, &settings);
}

// MARK: Waiting

int cterm_wait(int64_t nanoseconds, bool for_output) {
  struct pollfd fds[3] = {
      {.fd = input_fd, .events = POLLIN},
      {.fd = wake_read, .events = POLLIN},
      {.fd = for_output ? output_fd : -1, .events = POLLOUT},
  };
  struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  if (ppoll(fds, 3, nanoseconds < 0 ? NULL : &limit, NULL) < 0) return errno == EINTR ? CTERM_WOKEN : CTERM_HANGUP;
  int found = 0;
  if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) found |= CTERM_HANGUP;
  if (fds[0].revents & POLLIN) {
    // A closed terminal stays readable with nothing to read; a single such result may be a race with a flush.
    int waiting = 0;
    static int empty;
    empty = ioctl(input_fd, FIONREAD, &waiting) == 0 && waiting > 0 ? 0 : empty + 1;
    if (empty == 0) found |= CTERM_INPUT;
    if (empty > 3) found |= CTERM_HANGUP;
  }
  if (fds[1].revents & POLLIN) {
    uint8_t drained[64];
    while (read(wake_read, drained, sizeof drained) > 0) {
    }
    found |= CTERM_WOKEN;
  }
  if (fds[2].revents & POLLOUT) found |= CTERM_OUTPUT;
  return found;
}

bool cterm_output_ready(void) {
  struct pollfd p = {.fd = output_fd, .events = POLLOUT};
  return poll(&p, 1, 0) > 0 && (p.revents & POLLOUT);
}

void cterm_write(const void *bytes, size_t count) {
  // This program's own `write` sends all, or collects it.
  ssize_t ignored = write(output_fd, bytes, count);
  (void)ignored;
}

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

bool cterm_size(int *columns, int *rows) {
  struct winsize size;
  if (ioctl(output_fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

bool cterm_cell_size(int *width, int *height) {
  struct winsize size;
  if (ioctl(output_fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *width = size.ws_xpixel / size.ws_col;
  *height = size.ws_ypixel / size.ws_row;
  return *width > 0 && *height > 0;
}

double cterm_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void cterm_settle_memory(void) {
  malloc_trim(0);
  // A frame's arrays are larger than the default threshold, and mapping pages for each frame costs more than they
  // hold.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 2 << 20);
}
