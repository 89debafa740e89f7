#define _GNU_SOURCE
#include "CTerm.h"
#include "internal.h"

#include <limits.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// Read in handlers, so it is never freed; one file is written at a time.
static char unfinished[PATH_MAX];
static atomic_bool is_there;

void cterm_remember_unfinished(const char *path) {
  atomic_store(&is_there, false);
  size_t length = strlen(path);
  // No file can be created by a longer name.
  if (length >= sizeof unfinished) return;
  memcpy(unfinished, path, length + 1);
  atomic_store(&is_there, true);
  cterm_catch_endings();
}

void cterm_forget_unfinished(void) { atomic_store(&is_there, false); }

void cterm_remove_unfinished(void) {
  if (atomic_exchange(&is_there, false)) unlink(unfinished);
}
