// Pixels in shared memory: the terminal reads an object and removes it. One that it has not read must not stay behind,
// however the program ends.
#define _GNU_SOURCE
#include "CTerm.h"
#include "internal.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { most = 64, longest_path = 64 };

// Where the C library has these objects; a handler can remove a file.
static const char folder[] = "/dev/shm";
static char paths[most][longest_path];
static atomic_bool is_there[most];
static unsigned count;

const char *cterm_share(const void *bytes, size_t size) {
  int slot = 0;
  while (slot < most && atomic_load(&is_there[slot])) slot++;
  if (slot == most) return NULL;
  char *path = paths[slot];
  const char *name = path + sizeof folder - 1;
  snprintf(path, longest_path, "%s/optviz-%ld-%u", folder, (long)getpid(), count++);
  atomic_store(&is_there[slot], true);
  int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  bool is_written = fd >= 0;
  for (const char *next = bytes; is_written && size > 0;) {
    ssize_t n = write(fd, next, size);
    is_written = n > 0;
    next += n;
    size -= (size_t)n;
  }
  if (fd >= 0) close(fd);
  if (is_written) return name;
  if (fd >= 0) unlink(path);
  atomic_store(&is_there[slot], false);
  return NULL;
}

int cterm_unread_shares(void) {
  int unread = 0;
  for (int slot = 0; slot < most; slot++) {
    if (!atomic_load(&is_there[slot])) continue;
    if (access(paths[slot], F_OK) == 0) {
      unread++;
    } else {
      atomic_store(&is_there[slot], false);
    }
  }
  return unread;
}

void cterm_remove_shares(void) {
  for (int slot = 0; slot < most; slot++)
    if (atomic_exchange(&is_there[slot], false)) unlink(paths[slot]);
}
