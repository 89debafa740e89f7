// Exponential and logarithm of several numbers at once, inlined into their callers.
#ifndef OPTVIZ_VECTOR_FUNCTIONS_H
#define OPTVIZ_VECTOR_FUNCTIONS_H

#include <stdint.h>

// A contracted product and sum rounds once instead of twice: its bits would depend on the machine.
#pragma clang fp contract(off)

#define INLINE static inline __attribute__((always_inline))

enum { lanes = 8 };
typedef double numbers __attribute__((ext_vector_type(lanes)));
typedef int64_t words __attribute__((ext_vector_type(lanes)));

INLINE numbers repeated(double value) { return (numbers)value; }

INLINE numbers loaded(const double *from) {
  numbers value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

INLINE numbers chosen(words mask, numbers yes, numbers no) {
  return (numbers)(((words)yes & mask) | ((words)no & ~mask));
}

INLINE numbers magnitude(numbers x) { return (numbers)((words)x & INT64_MAX); }

static const double ln2_high = 6.93147180369123816490e-01;
static const double ln2_low = 1.90821492927058770002e-10;

// exp(-x) for x >= 0, to within 1.2 ulp; 0 from 708 on, where it is below 4e-308, and if x is not a number.
//
// The reduction by multiples of log 2 in two parts is W. J. Cody and W. Waite's (Software Manual for the
// Elementary Functions, 1980), with the parts of fdlibm's e_exp.c; exp(r) = 1 + r + r^2 (1/2 + r q(r)), where q, of
// degree 8, goes through (exp(r) - 1 - r - r^2/2) / r^3 at the nine Chebyshev nodes of |r| <= log(2)/2, which
// leaves 4e-17 of exp(r).
INLINE numbers exponential_of_negative(numbers x) {
  const numbers limited = chosen(x < 708.0, x, repeated(708.0));
  // Adding 1.5 * 2^52 rounds to an integer, which is then in the lowest bits.
  const numbers shifted = 0x1.8p52 - limited * 0x1.71547652b82fep0;
  const numbers k = shifted - 0x1.8p52;
  const numbers r = (-limited - k * ln2_high) - k * ln2_low;
  const numbers r2 = r * r;
  const numbers q01 = 0x1.5555555555555p-3 + 0x1.5555555554cb8p-5 * r;
  const numbers q23 = 0x1.1111111110e6bp-7 + 0x1.6c16c1738ed23p-10 * r;
  const numbers q45 = 0x1.a01a01a4b26fep-13 + 0x1.a019c9ab133b1p-16 * r;
  const numbers q67 = 0x1.71de17e78d71bp-19 + 0x1.2880393a358c4p-22 * r;
  const numbers q = q01 + r2 * (q23 + r2 * (q45 + r2 * (q67 + r2 * 0x1.af2360f9f048ap-26)));
  const numbers e = 1.0 + (r + r2 * (0.5 + r * q));
  const numbers scaled = (numbers)((words)e + ((words)shifted << 52));
  return (numbers)((words)scaled & (x < 708.0));
}

// log(1 + x) for finite x >= 0, to within an ulp.
//
// The method and the coefficients of fdlibm's s_log1p.c and e_log.c (Sun Microsystems, 1993): 1 + x = 2^k (1 + f)
// with 1 + f around 1, log(1 + f) from the series in s = f / (2 + f) by Remez's algorithm, plus a correction
// for the rounding of 1 + x.
INLINE numbers logarithm_of_one_plus(numbers x) {
  const numbers u = 1.0 + x;
  const numbers lost = chosen(x < 1.0, x - (u - 1.0), 1.0 - (u - x)) / u;
  const int64_t root_half = 0x3fe6a09e00000000;
  const words shifted = (words)u + (0x3ff0000000000000 - root_half);
  // An integer as the difference of two doubles of the same exponent.
  const numbers k = (numbers)((shifted >> 52) | 0x4330000000000000) - (0x1p52 + 1023.0);
  const numbers f = (numbers)((shifted & 0x000fffffffffffff) + root_half) - 1.0;
  const numbers s = f / (2.0 + f);
  const numbers z = s * s;
  const numbers w = z * z;
  const numbers even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const numbers odd =
      z * (6.666666666666735130e-01
           + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const numbers half_square = 0.5 * f * f;
  const numbers correction = s * (half_square + (odd + even)) + (k * ln2_low + lost);
  return k * ln2_high - ((half_square - correction) - f);
}

#endif
