#define _GNU_SOURCE
#include "CTerm.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Gives the terminal back when there is no time for an orderly end. Everything that handlers call is async-signal-safe.

enum { restore_capacity = 1024 };

static int held_stderr = -1, real_stderr = -1;
static uint8_t restore_bytes[restore_capacity];
static size_t restore_count;
static atomic_int screen_up;

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
  int fd = isatty(real_stderr) && terminal.again >= 0 ? terminal.again : real_stderr;
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
void cterm_restore_now(int patience) {
  // Another thread may be in the middle of a frame: the rest of it is discarded.
  if (terminal.null >= 0) dup2(terminal.null, terminal.output);
  if (atomic_exchange(&screen_up, 0)) {
    int fd = terminal.again >= 0 ? terminal.again : terminal.output;
    // A terminal that now belongs to another job must not be changed.
    if (tcgetpgrp(terminal.input) == getpgrp()) {
      if (!write_patiently(fd, restore_bytes, restore_count, patience)) {
        // Nobody is reading. Dropping the queued output makes room for what must arrive later.
        tcflush(fd, TCOFLUSH);
        write_patiently(fd, restore_bytes, restore_count, 0);
      }
      tcsetattr(terminal.input, TCSANOW, &terminal.found);
    }
  }
  cterm_remove_shares();
  print_held_stderr(patience);
}

// MARK: Outside handlers

void cterm_hold_stderr(void) {
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

void cterm_release_stderr(void) {
  if (held_stderr < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  print_held_stderr(1000);
  close(held_stderr);
  close(real_stderr);
  held_stderr = real_stderr = -1;
}

bool cterm_set_restore(const uint8_t *bytes, size_t count) {
  if (count > restore_capacity) return false;
  memcpy(restore_bytes, bytes, count);
  restore_count = count;
  return true;
}

void cterm_set_screen_up(bool up) { atomic_store(&screen_up, up); }
