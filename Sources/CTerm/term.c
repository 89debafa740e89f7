#define _GNU_SOURCE
#include "CTerm.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

struct terminal terminal = {.input = 0, .output = 1, .again = -1, .null = -1, .wake_read = -1, .wake_write = -1};

// MARK: Settings

bool cterm_claim(void) {
  // Resuming output that nobody has suspended changes nothing, but only the job in the foreground may do it.
  int done;
  do done = tcflow(terminal.input, TCOON);
  while (done != 0 && errno == EINTR);
  return done == 0;
}

int cterm_prepare(int input, int output) {
  terminal.input = input;
  terminal.output = output;
  // Before there are handlers: a program in the background stops here, and a signal ends it.
  if (!cterm_claim()) return errno;
  if (tcgetattr(input, &terminal.found) != 0) return errno;
  char path[128];
  if (terminal.again < 0 && ttyname_r(output, path, sizeof path) == 0)
    terminal.again = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  // If the terminal has no name here, as in some containers, it is still the controlling one, or at least open.
  if (terminal.again < 0) terminal.again = open("/dev/tty", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (terminal.again < 0) terminal.again = fcntl(output, F_DUPFD_CLOEXEC, 3);
  if (terminal.null < 0) terminal.null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (terminal.wake_read < 0) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return errno;
    terminal.wake_read = ends[0];
    terminal.wake_write = ends[1];
  }
  return 0;
}

void cterm_restore_settings(void) { tcsetattr(terminal.input, TCSANOW, &terminal.found); }

void cterm_refine_settings(void) {
  struct termios settings;
  if (tcgetattr(terminal.input, &settings) != 0) return;
  settings.c_iflag &= ~(tcflag_t)(IXON | ISTRIP | INLCR | IGNCR);
  settings.c_lflag &= ~(tcflag_t)IEXTEN;
  settings.c_lflag |= ISIG | NOFLSH;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(terminal.input, TCSANOW, &settings);
}

// MARK: Waiting

int cterm_wait(int64_t nanoseconds, bool for_output) {
  struct pollfd fds[3] = {
      {.fd = terminal.input, .events = POLLIN},
      {.fd = terminal.wake_read, .events = POLLIN},
      {.fd = for_output ? terminal.output : -1, .events = POLLOUT},
  };
  struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  if (ppoll(fds, 3, nanoseconds < 0 ? NULL : &limit, NULL) < 0) return errno == EINTR ? CTERM_WOKEN : CTERM_HANGUP;
  int found = 0;
  if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) found |= CTERM_HANGUP;
  if (fds[0].revents & POLLIN) {
    // A closed terminal stays readable with nothing to read; a single such result may be a race with a flush.
    int waiting = 0;
    static int empty;
    empty = ioctl(terminal.input, FIONREAD, &waiting) == 0 && waiting > 0 ? 0 : empty + 1;
    if (empty == 0) found |= CTERM_INPUT;
    if (empty > 3) found |= CTERM_HANGUP;
  }
  if (fds[1].revents & POLLIN) {
    uint8_t drained[64];
    while (read(terminal.wake_read, drained, sizeof drained) > 0) {
    }
    found |= CTERM_WOKEN;
  }
  if (fds[2].revents & POLLOUT) found |= CTERM_OUTPUT;
  return found;
}

bool cterm_output_ready(void) {
  struct pollfd p = {.fd = terminal.output, .events = POLLOUT};
  return poll(&p, 1, 0) > 0 && (p.revents & POLLOUT);
}

bool cterm_may_go_on(int milliseconds) {
  struct pollfd fds[2] = {{.fd = terminal.output, .events = POLLOUT}, {.fd = terminal.input, .events = POLLIN}};
  if (poll(fds, 2, milliseconds) <= 0) return false;
  return (fds[0].revents & POLLOUT) && fds[1].revents == 0;
}

void cterm_write(const void *bytes, size_t count) {
  // This program's own `write` sends all, or collects it.
  ssize_t ignored = write(terminal.output, bytes, count);
  (void)ignored;
}

// MARK: Sizes, time, memory

bool cterm_size(int *columns, int *rows) {
  struct winsize size;
  if (ioctl(terminal.output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

bool cterm_cell_size(int *width, int *height) {
  struct winsize size;
  if (ioctl(terminal.output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
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
