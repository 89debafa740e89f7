#include "CCairo.h"

#include <dlfcn.h>

bool ccairo_load(const char *library, ccairo *functions) {
  // Never closed: cairo and the libraries below it keep caches that outlive a picture. Loading again costs little.
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
#define CCAIRO_FIND(result, name, parameters)                       \
  *(void **)&functions->name = dlsym(handle, "cairo_" #name);       \
  if (functions->name == NULL) return false;
  CCAIRO_FUNCTIONS(CCAIRO_FIND)
#undef CCAIRO_FIND
  return true;
}
