// The vector instructions that Swift's SIMD types do not use: Swift turns `squareRoot()` of a SIMD8<Double>
// into eight scalar square roots on baseline x86-64, clang's builtin becomes the packed instruction.
#ifndef CLANES_H
#define CLANES_H

#include "LossSums.h"

typedef double optviz_double8 __attribute__((ext_vector_type(8)));

static inline optviz_double8 optviz_square_root8(optviz_double8 x) {
  return __builtin_elementwise_sqrt(x);
}

#endif
