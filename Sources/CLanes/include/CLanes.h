// The vector instructions that Swift's SIMD types do not use.
//
// The operators of a SIMD8<Double> are loops over its numbers in Swift's library: whether they become vector instructions
// is left to a later pass, which joins what it can. Its squareRoot() stays eight scalar roots. Here each operation is one
// on a whole vector from the beginning. None contracts a product and a sum.
#ifndef CLANES_H
#define CLANES_H

#include <stdbool.h>
#include <stdint.h>

#include "LossSums.h"

typedef double optviz_double8 __attribute__((ext_vector_type(8)));
// All bits of a number are set where something is true, none where it is not.
typedef int64_t optviz_mask8 __attribute__((ext_vector_type(8)));

#define OPTVIZ_INLINE static inline __attribute__((always_inline))

OPTVIZ_INLINE optviz_double8 optviz_repeated8(double x) { return (optviz_double8)x; }
OPTVIZ_INLINE optviz_double8 optviz_sum8(optviz_double8 a, optviz_double8 b) { return a + b; }
OPTVIZ_INLINE optviz_double8 optviz_difference8(optviz_double8 a, optviz_double8 b) { return a - b; }
OPTVIZ_INLINE optviz_double8 optviz_product8(optviz_double8 a, optviz_double8 b) { return a * b; }
OPTVIZ_INLINE optviz_double8 optviz_quotient8(optviz_double8 a, optviz_double8 b) { return a / b; }
OPTVIZ_INLINE optviz_double8 optviz_square_root8(optviz_double8 x) { return __builtin_elementwise_sqrt(x); }

OPTVIZ_INLINE optviz_mask8 optviz_less8(optviz_double8 a, optviz_double8 b) { return a < b; }
OPTVIZ_INLINE optviz_mask8 optviz_at_most8(optviz_double8 a, optviz_double8 b) { return a <= b; }
OPTVIZ_INLINE optviz_mask8 optviz_equal8(optviz_double8 a, optviz_double8 b) { return a == b; }
OPTVIZ_INLINE optviz_mask8 optviz_and8(optviz_mask8 a, optviz_mask8 b) { return a & b; }
OPTVIZ_INLINE optviz_mask8 optviz_or8(optviz_mask8 a, optviz_mask8 b) { return a | b; }
OPTVIZ_INLINE optviz_mask8 optviz_not8(optviz_mask8 a) { return ~a; }
OPTVIZ_INLINE bool optviz_all8(optviz_mask8 a) { return __builtin_reduce_and(a) != 0; }
// a where the mask is set, else b.
OPTVIZ_INLINE optviz_double8 optviz_chosen8(optviz_mask8 mask, optviz_double8 a, optviz_double8 b) {
  return (optviz_double8)(((optviz_mask8)a & mask) | ((optviz_mask8)b & ~mask));
}

#endif
