// Everything is inline in the header; the package manager wants one source file.
#include "CLanes.h"
