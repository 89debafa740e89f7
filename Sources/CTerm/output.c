#define _GNU_SOURCE
#include "CTerm.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// ncurses, as Debian builds it with the terminal driver, writes to the terminal for every movement of the cursor:
// seven small writes a frame, each of which wakes the reader and over a network may become a packet. So its writes are
// collected here and go out as one.

enum { gather_capacity = 32 * 1024 };

static int gathered_fd = -1;
static int64_t written;
static uint8_t gathered[gather_capacity];
static size_t gathered_count;
static bool has_scrolled;  // by bytes that were collected and have been written

/// Writes everything, and waits for room as long as it takes, also where the descriptor is in non-blocking mode: the
/// mode belongs to the terminal, and any program that shares it may have set it. Returns false once nothing can ever be
/// written again; the reader of a closed terminal detects that. A signal's handler ends a wait that should not last.
static bool write_whole(int fd, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    long n = syscall(SYS_write, fd, bytes, count);
    if (n > 0) {
      bytes += n;
      count -= (size_t)n;
      continue;
    }
    if (n < 0 && errno == EINTR) continue;
    if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return false;
    struct pollfd room = {.fd = fd, .events = POLLOUT};
    if (poll(&room, 1, -1) < 0 && errno != EINTR) return false;
  }
  return true;
}

/// Whether collected bytes have a sequence that scrolls, or says what does: index and reverse index, margins, lines that
/// are inserted, deleted or moved.
static bool scrolls(void) {
  for (size_t at = 0; at + 1 < gathered_count; at++) {
    if (gathered[at] != 0x1B) continue;
    uint8_t kind = gathered[at + 1];
    if (kind == 'D' || kind == 'M') return true;
    if (kind != '[') continue;
    size_t end = at + 2;
    while (end < gathered_count && (gathered[end] == ';' || (gathered[end] >= '0' && gathered[end] <= '9'))) end++;
    uint8_t final = end < gathered_count ? gathered[end] : 0;
    if (final == 'r' || final == 'L' || final == 'M' || final == 'S' || final == 'T') return true;
  }
  return false;
}

static void send_gathered(void) {
  has_scrolled = has_scrolled || scrolls();
  write_whole(gathered_fd, gathered, gathered_count);
  gathered_count = 0;
}

void cterm_gather(int fd) {
  gathered_fd = fd;
  gathered_count = 0;
  has_scrolled = false;
}

bool cterm_gathered_scroll(void) { return has_scrolled || scrolls(); }

void cterm_send(void) {
  send_gathered();
  gathered_fd = -1;
}

void cterm_drop(void) {
  gathered_count = 0;
  gathered_fd = -1;
}

int64_t cterm_written(void) { return written; }

/// Replaces the C library's `write` for every library of the program: to standard output and standard error
/// everything is written, since ncurses, for one, does not look at how much was.
ssize_t write(int fd, const void *bytes, size_t count) {
  if (fd != gathered_fd || fd < 0) {
    bool is_shared = fd == STDOUT_FILENO || fd == STDERR_FILENO;
    if (!is_shared || count == 0) return syscall(SYS_write, fd, bytes, count);
    return write_whole(fd, bytes, count) ? (ssize_t)count : -1;
  }
  written += (int64_t)count;
  const uint8_t *next = bytes;
  for (size_t left = count; left > 0;) {
    size_t room = gather_capacity - gathered_count, part = left < room ? left : room;
    memcpy(gathered + gathered_count, next, part);
    gathered_count += part;
    next += part;
    left -= part;
    if (gathered_count == gather_capacity) send_gathered();
  }
  return (ssize_t)count;
}
