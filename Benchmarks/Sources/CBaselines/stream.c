#include "CBaselines.h"

// Sixteen sums side by side, so that nothing waits for an addition: only for memory.
double baseline_stream(const double *x, const double *y, int64_t count) {
  double sums[16] = {0};
  int64_t i = 0;
  for (; i + 8 <= count; i += 8) {
    for (int lane = 0; lane < 8; lane++) sums[lane] += x[i + lane];
    for (int lane = 0; lane < 8; lane++) sums[8 + lane] += y[i + lane];
  }
  for (; i < count; i++) sums[0] += x[i] + y[i];
  double sum = 0;
  for (int lane = 0; lane < 16; lane++) sum += sums[lane];
  return sum;
}
