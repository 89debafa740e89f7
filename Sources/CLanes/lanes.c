// Everything is inline in the header; the package manager requires one source file.
#include "CLanes.h"
