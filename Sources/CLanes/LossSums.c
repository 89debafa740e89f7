#include "LossSums.h"

#include <stddef.h>

// Everything passed by value is inlined, so that no calling convention matters.
#pragma clang diagnostic ignored "-Wpsabi"

#include "VectorFunctions.h"

enum { block = 1024, tile = 16, levels = 64 };

// One example in each lane: its loss is `value` + log(1 + `odds`).
typedef struct {
  numbers value, odds, slope, curvature;
} terms;

typedef enum { values, slopes, curvatures } wanted;

INLINE terms terms_of(optviz_loss loss, wanted what, numbers x, numbers y, double w, double b, double delta) {
  terms term = {0};
  const numbers z = w * x + b;
  if (loss == optviz_logistic) {
    // With e = exp(-|z|): log(1 + exp z) = max(z, 0) + log(1 + e).
    const numbers e = exponential_of_negative(magnitude(z));
    const words positive = z > 0.0;
    term.value = (numbers)((words)z & positive) - y * z;
    term.odds = e;
    if (what == values) return term;
    const numbers larger = 1.0 / (1.0 + e);
    const numbers smaller = e * larger;
    term.slope = chosen(positive, larger, smaller) - y;
    term.curvature = smaller * larger;
    return term;
  }
  const numbers r = z - y;
  if (loss == optviz_squares) {
    term.value = r * r;
    term.slope = r;
    term.curvature = repeated(1.0);
  } else if (loss == optviz_deviations) {
    term.value = magnitude(r);
    // The sign bit on 1, and 0 at 0; a value that is not a number stays so.
    const numbers sign = (numbers)(((words)r & INT64_MIN) | (words)repeated(1.0));
    term.slope = chosen(r == 0.0 | r != r, r, sign);
  } else {
    const numbers high = chosen(r < delta, r, chosen(r != r, r, repeated(delta)));
    const numbers limited = chosen(high < -delta, repeated(-delta), high);
    term.value = limited * (r - 0.5 * limited);
    term.slope = limited;
    term.curvature = (numbers)((magnitude(r) <= delta) & (words)repeated(1.0));
  }
  return term;
}

INLINE numbers kept(numbers value, words mask) { return (numbers)((words)value & mask); }

INLINE double combined(numbers v) {
  return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}

// The sums of a block's running lanes.
typedef struct {
  // The product of (1 + odds), less 1: so that its logarithm is the sum of all the logarithms, without one for each,
  // and keeps its digits if the odds are small. At most 2^128 for a lane of a block.
  numbers product;
  numbers value, w, b;
} running;

INLINE void add(running *sums, optviz_loss loss, wanted what, terms term, numbers x) {
  if (what == curvatures) {
    sums->value += term.curvature;
    sums->b += term.curvature * x;
    sums->w += term.curvature * x * x;
    return;
  }
  sums->value += term.value;
  if (loss == optviz_logistic) sums->product += term.odds * (1.0 + sums->product);
  if (what == slopes) {
    sums->w += term.slope * x;
    sums->b += term.slope;
  }
}

INLINE optviz_sums block_sums(
    optviz_loss loss, wanted what, const double *x, const double *y, ptrdiff_t count, double w, double b,
    double delta) {
  running sums = {0};
  const ptrdiff_t whole = count & ~(ptrdiff_t)(lanes - 1);
  for (ptrdiff_t i = 0; i < whole; i += lanes) {
    const numbers xs = loaded(x + i);
    add(&sums, loss, what, terms_of(loss, what, xs, loaded(y + i), w, b, delta), xs);
  }
  if (whole < count) {
    double rest[2][lanes] = {{0}};
    int64_t present[lanes] = {0};
    for (ptrdiff_t i = whole; i < count; i++) {
      rest[0][i - whole] = x[i];
      rest[1][i - whole] = y[i];
      present[i - whole] = -1;
    }
    words mask;
    __builtin_memcpy(&mask, present, sizeof mask);
    const numbers xs = loaded(rest[0]);
    terms term = terms_of(loss, what, xs, loaded(rest[1]), w, b, delta);
    term.value = kept(term.value, mask);
    term.odds = kept(term.odds, mask);
    term.slope = kept(term.slope, mask);
    term.curvature = kept(term.curvature, mask);
    add(&sums, loss, what, term, xs);
  }
  if (loss == optviz_logistic && what != curvatures) sums.value += logarithm_of_one_plus(sums.product);
  const optviz_sums result = {
      combined(sums.value), what == values ? 0 : combined(sums.w), what == values ? 0 : combined(sums.b)};
  return result;
}

// Blocks combined in pairs, pairs in pairs, ... as a binary counter does.
INLINE optviz_sums all_sums(optviz_loss loss, wanted what, const optviz_examples *examples, double w, double b) {
  optviz_sums stack[levels];
  int height = 0;
  int64_t index = 0;
  for (int64_t first = 0; first < examples->count; first += block, index++) {
    const int64_t rest = examples->count - first;
    optviz_sums sums = block_sums(
        loss, what, examples->x + first, examples->y + first, rest < block ? rest : block, w, b, examples->delta);
    for (int64_t pairs = index; pairs & 1; pairs >>= 1) {
      height--;
      sums.value = stack[height].value + sums.value;
      sums.w = stack[height].w + sums.w;
      sums.b = stack[height].b + sums.b;
    }
    stack[height++] = sums;
  }
  optviz_sums sums = {0, 0, 0};
  if (height > 0) sums = stack[--height];
  while (height > 0) {
    height--;
    sums.value = stack[height].value + sums.value;
    sums.w = stack[height].w + sums.w;
    sums.b = stack[height].b + sums.b;
  }
  return sums;
}

// The same for the values at up to `tile` nodes, block by block.
INLINE void tile_values(
    optviz_loss loss, const optviz_examples *examples, const double *ws, int nodes, double b, double *out) {
  double stack[levels][tile];
  int height = 0;
  int64_t index = 0;
  for (int64_t first = 0; first < examples->count; first += block, index++) {
    const int64_t rest = examples->count - first;
    double sums[tile];
    for (int node = 0; node < nodes; node++)
      sums[node] = block_sums(loss, values, examples->x + first, examples->y + first,
                              rest < block ? rest : block, ws[node], b, examples->delta).value;
    for (int64_t pairs = index; pairs & 1; pairs >>= 1) {
      height--;
      for (int node = 0; node < nodes; node++) sums[node] = stack[height][node] + sums[node];
    }
    for (int node = 0; node < nodes; node++) stack[height][node] = sums[node];
    height++;
  }
  for (int node = 0; node < nodes; node++) out[node] = height > 0 ? stack[height - 1][node] : 0;
  for (height -= 2; height >= 0; height--)
    for (int node = 0; node < nodes; node++) out[node] = stack[height][node] + out[node];
}

INLINE void row_values(
    optviz_loss loss, const optviz_examples *examples, const double *ws, int64_t nodes, double b, double *out) {
  for (int64_t first = 0; first < nodes; first += tile)
    tile_values(loss, examples, ws + first, nodes - first < tile ? (int)(nodes - first) : tile, b, out + first);
}

// Each entry point once for each set of instructions, and in it one loop for each loss.
#define ENTRIES(suffix, attributes)                                                                             \
  attributes static optviz_sums sum_##suffix(                                                                   \
      const optviz_examples *examples, int curvature, double w, double b) {                                     \
    switch (examples->loss) {                                                                                   \
      case optviz_squares:                                                                                      \
        return curvature ? all_sums(optviz_squares, curvatures, examples, w, b)                                 \
                         : all_sums(optviz_squares, slopes, examples, w, b);                                    \
      case optviz_deviations:                                                                                   \
        return curvature ? all_sums(optviz_deviations, curvatures, examples, w, b)                              \
                         : all_sums(optviz_deviations, slopes, examples, w, b);                                 \
      case optviz_huber:                                                                                        \
        return curvature ? all_sums(optviz_huber, curvatures, examples, w, b)                                   \
                         : all_sums(optviz_huber, slopes, examples, w, b);                                      \
      default:                                                                                                  \
        return curvature ? all_sums(optviz_logistic, curvatures, examples, w, b)                                \
                         : all_sums(optviz_logistic, slopes, examples, w, b);                                   \
    }                                                                                                           \
  }                                                                                                             \
  attributes static void row_##suffix(                                                                          \
      const optviz_examples *examples, const double *ws, int64_t nodes, double b, double *out) {                \
    switch (examples->loss) {                                                                                   \
      case optviz_squares: row_values(optviz_squares, examples, ws, nodes, b, out); break;                      \
      case optviz_deviations: row_values(optviz_deviations, examples, ws, nodes, b, out); break;                \
      case optviz_huber: row_values(optviz_huber, examples, ws, nodes, b, out); break;                          \
      default: row_values(optviz_logistic, examples, ws, nodes, b, out);                                        \
    }                                                                                                           \
  }

ENTRIES(plain, )

#if defined(__x86_64__)
ENTRIES(avx2, __attribute__((target("avx2"))))
ENTRIES(avx512, __attribute__((target("avx512f,avx512dq,avx512vl"))))
#define CHOOSE(call_avx512, call_avx2, call_plain) \
  if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) return call_avx512; \
  if (__builtin_cpu_supports("avx2")) return call_avx2; \
  return call_plain;
#else
#define CHOOSE(call_avx512, call_avx2, call_plain) return call_plain;
#endif

optviz_sums optviz_sum_slopes(const optviz_examples *examples, double w, double b) {
  CHOOSE(sum_avx512(examples, 0, w, b), sum_avx2(examples, 0, w, b), sum_plain(examples, 0, w, b))
}

optviz_sums optviz_sum_curvatures(const optviz_examples *examples, double w, double b) {
  CHOOSE(sum_avx512(examples, 1, w, b), sum_avx2(examples, 1, w, b), sum_plain(examples, 1, w, b))
}

void optviz_sum_values(const optviz_examples *examples, const double *ws, int64_t nodes, double b, double *values) {
  CHOOSE(
      row_avx512(examples, ws, nodes, b, values), row_avx2(examples, ws, nodes, b, values),
      row_plain(examples, ws, nodes, b, values))
}
