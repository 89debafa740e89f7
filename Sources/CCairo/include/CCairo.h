#ifndef CCAIRO_H
#define CCAIRO_H

// Cairo, loaded when it is needed: the program starts, and writes all other formats, without it.

#endif
