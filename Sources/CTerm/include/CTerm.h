#ifndef CTERM_H
#define CTERM_H
#endif
