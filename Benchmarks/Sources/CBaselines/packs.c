// Many runs on Rosenbrock side by side, as written by hand for baseline x86-64: a block of runs is held in
// vectors, whose square roots and divisions are the packed instructions, and taken through all its steps before the next.
//
// Operations have the program's own order, so that a run ends at the same bits.

#include <string.h>

#include "CBaselines.h"

#pragma STDC FP_CONTRACT OFF

// Runs in a block: with fewer, each operation would wait for the one before.
enum { width = 8 };

typedef double vector __attribute__((ext_vector_type(8)));

// By reference, since the way in which wide vectors are passed depends on the instruction set.
static inline void load(vector *v, const double *from) { memcpy(v, from, sizeof *v); }

static inline void store(double *to, const vector *v) { memcpy(to, v, sizeof *v); }

static inline void gradient(const vector *px, const vector *py, vector *gx, vector *gy) {
  vector x = *px, y = *py, a = 1 - x, b = y - x * x;
  *gx = -2 * a - 400 * (x * b);
  *gy = 200 * b;
}

// A power of a decay rate with its rounding error (Dekker); the same for all runs.
typedef struct {
  double value, error, base, high, low;
} running_power;

static inline void split(double x, double *high, double *low) {
  double shifted = 134217729 * x;
  *high = shifted - (shifted - x);
  *low = x - *high;
}

static running_power power_of(double base) {
  running_power p = {1, 0, base, 0, 0};
  split(base, &p.high, &p.low);
  return p;
}

static inline void raise_power(running_power *p) {
  double high, low, product = p->value * p->base;
  split(p->value, &high, &low);
  double lost = ((high * p->high - product) + high * p->low + low * p->high) + low * p->low;
  double correction = p->error * p->base + lost, sum = product + correction;
  if (sum < 1e-40) {
    p->value = p->error = 0;
  } else {
    p->error = correction - (sum - product);
    p->value = sum;
  }
}

void baseline_pack_gd(int64_t runs, int64_t steps, double *xs, double *ys, const double *rates) {
  for (int64_t i = 0; i < runs; i += width) {
    vector x, y, lr, gx, gy;
    load(&x, xs + i);
    load(&y, ys + i);
    load(&lr, rates + i);
    for (int64_t t = 0; t < steps; t++) {
      gradient(&x, &y, &gx, &gy);
      x -= lr * gx;
      y -= lr * gy;
    }
    store(xs + i, &x);
    store(ys + i, &y);
  }
}

void baseline_pack_momentum(int64_t runs, int64_t steps, double *xs, double *ys, const double *rates, double beta) {
  for (int64_t i = 0; i < runs; i += width) {
    vector x, y, lr, gx, gy, vx = 0, vy = 0;
    load(&x, xs + i);
    load(&y, ys + i);
    load(&lr, rates + i);
    for (int64_t t = 0; t < steps; t++) {
      gradient(&x, &y, &gx, &gy);
      vx = beta * vx + (1 - beta) * gx;
      vy = beta * vy + (1 - beta) * gy;
      x -= lr * vx;
      y -= lr * vy;
    }
    store(xs + i, &x);
    store(ys + i, &y);
  }
}

void baseline_pack_rmsprop(int64_t runs, int64_t steps, double *xs, double *ys, const double *rates, double beta,
                           double eps) {
  for (int64_t i = 0; i < runs; i += width) {
    vector x, y, lr, gx, gy, sx = 0, sy = 0;
    load(&x, xs + i);
    load(&y, ys + i);
    load(&lr, rates + i);
    for (int64_t t = 0; t < steps; t++) {
      gradient(&x, &y, &gx, &gy);
      sx = beta * sx + (1 - beta) * (gx * gx);
      sy = beta * sy + (1 - beta) * (gy * gy);
      x -= lr * (gx / (__builtin_elementwise_sqrt(sx) + eps));
      y -= lr * (gy / (__builtin_elementwise_sqrt(sy) + eps));
    }
    store(xs + i, &x);
    store(ys + i, &y);
  }
}

void baseline_pack_adam(int64_t runs, int64_t steps, double *xs, double *ys, const double *rates, double beta1,
                        double beta2, double eps) {
  for (int64_t i = 0; i < runs; i += width) {
    vector x, y, lr, gx, gy, vx = 0, vy = 0, sx = 0, sy = 0;
    load(&x, xs + i);
    load(&y, ys + i);
    load(&lr, rates + i);
    running_power p1 = power_of(beta1), p2 = power_of(beta2);
    for (int64_t t = 0; t < steps; t++) {
      gradient(&x, &y, &gx, &gy);
      vx = beta1 * vx + (1 - beta1) * gx;
      vy = beta1 * vy + (1 - beta1) * gy;
      sx = beta2 * sx + (1 - beta2) * (gx * gx);
      sy = beta2 * sy + (1 - beta2) * (gy * gy);
      raise_power(&p1);
      raise_power(&p2);
      double c1 = 1 - p1.value, c2 = 1 - p2.value;
      x -= lr * ((vx / c1) / (__builtin_elementwise_sqrt(sx / c2) + eps));
      y -= lr * ((vy / c1) / (__builtin_elementwise_sqrt(sy / c2) + eps));
    }
    store(xs + i, &x);
    store(ys + i, &y);
  }
}
