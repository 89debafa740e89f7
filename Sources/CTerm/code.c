// Code that only the start needed: reading options, catalogs, the terminal's description.
#define _GNU_SOURCE
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CTerm.h"

// Lets go of the pages of one object's code. They are never written, so that those which are needed again come back from
// the file, or from the system's copy of it.
static int let_go(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) || (part->p_flags & PF_W)) continue;
    const uintptr_t first = (object->dlpi_addr + part->p_vaddr + page - 1) & ~(page - 1);
    const uintptr_t last = (object->dlpi_addr + part->p_vaddr + part->p_filesz) & ~(page - 1);
    if (first < last) madvise((void *)first, last - first, MADV_DONTNEED);
  }
  return 0;
}

void cterm_settle_code(void) { dl_iterate_phdr(let_go, NULL); }
