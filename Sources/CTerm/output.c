#define _GNU_SOURCE
#include "CTerm.h"

#include <errno.h>
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

static void send_gathered(void) {
  size_t sent = 0;
  while (sent < gathered_count) {
    long n = syscall(SYS_write, gathered_fd, gathered + sent, gathered_count - sent);
    if (n < 0 && errno == EINTR) continue;
    // A closed terminal takes nothing; its reader detects that.
    if (n <= 0) break;
    sent += (size_t)n;
  }
  gathered_count = 0;
}

void cterm_gather(int fd) {
  gathered_fd = fd;
  gathered_count = 0;
}

void cterm_send(void) {
  send_gathered();
  gathered_fd = -1;
}

int64_t cterm_written(void) { return written; }

/// Replaces the C library's `write` for every library of the program.
ssize_t write(int fd, const void *bytes, size_t count) {
  if (fd != gathered_fd || fd < 0) return syscall(SYS_write, fd, bytes, count);
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
