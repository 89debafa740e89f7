// Sums of a loss over examples, which Swift does not vectorise.
//
// The order of all additions is fixed: eight lanes for each block of 1024 examples, lanes and blocks combined in pairs.
// So the bits depend on neither the number of threads nor the machine: no variant of the code contracts operations.
#ifndef OPTVIZ_LOSS_SUMS_H
#define OPTVIZ_LOSS_SUMS_H

#include <stdint.h>

// The loss that is summed, of z = w x + b and r = z - y.
typedef enum : int32_t {
  optviz_squares = 0,     // r^2
  optviz_deviations = 1,  // |r|, with the slope 0 at 0
  optviz_huber = 2,       // r^2 / 2 up to delta, then delta (|r| - delta / 2)
  optviz_logistic = 3,    // log(1 + exp z) - y z
} optviz_loss;

typedef struct {
  const double *x;
  const double *y;
  int64_t count;
  optviz_loss loss;
  double delta;
} optviz_examples;

typedef struct {
  double value;
  double w;
  double b;
} optviz_sums;

// The sum of the losses, and of their derivatives by w and b; of squares, half the derivatives.
optviz_sums optviz_sum_slopes(const optviz_examples *examples, double w, double b);

// The sums of the losses at several w and one b, each with the same bits as optviz_sum_slopes. Every example is read once
// for sixteen of them.
void optviz_sum_values(const optviz_examples *examples, const double *ws, int64_t nodes, double b, double *values);

// The sums of the second derivatives by z (value), of them times x (b) and of them times x^2 (w); of squares, half.
// Deviations have none.
optviz_sums optviz_sum_curvatures(const optviz_examples *examples, double w, double b);

#endif
