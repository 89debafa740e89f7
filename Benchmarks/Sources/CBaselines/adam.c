#include <math.h>

#include "CBaselines.h"

static double rosenbrock(double x, double y, double *gx, double *gy) {
  double a = 1 - x, b = y - x * x;
  *gx = -2 * a - 400 * x * b;
  *gy = 200 * b;
  return a * a + 100 * (b * b);
}

// One step in PyTorch's order of operations, the corrections given.
static inline void step(double *p, double g, double *m, double *v, double lr, double beta1, double beta2, double eps,
                        double correction1, double correction2) {
  *m = *m + (g - *m) * (1 - beta1);
  *v = *v * beta2 + (1 - beta2) * (g * g);
  double denominator = sqrt(*v) / sqrt(correction2) + eps;
  *p = *p - (lr / correction1) * (*m / denominator);
}

double baseline_adam_pow(int64_t steps, double *x, double *y, double lr, double beta1, double beta2, double eps) {
  double mx = 0, my = 0, vx = 0, vy = 0, total = 0;
  for (int64_t t = 1; t <= steps; t++) {
    double gx, gy;
    total += rosenbrock(*x, *y, &gx, &gy);
    double correction1 = 1 - pow(beta1, (double)t), correction2 = 1 - pow(beta2, (double)t);
    step(x, gx, &mx, &vx, lr, beta1, beta2, eps, correction1, correction2);
    step(y, gy, &my, &vy, lr, beta1, beta2, eps, correction1, correction2);
  }
  return total;
}

double baseline_adam_product(int64_t steps, double *x, double *y, double lr, double beta1, double beta2, double eps) {
  double mx = 0, my = 0, vx = 0, vy = 0, total = 0, power1 = 1, power2 = 1;
  for (int64_t t = 1; t <= steps; t++) {
    double gx, gy;
    total += rosenbrock(*x, *y, &gx, &gy);
    power1 *= beta1;
    power2 *= beta2;
    double correction1 = 1 - power1, correction2 = 1 - power2;
    step(x, gx, &mx, &vx, lr, beta1, beta2, eps, correction1, correction2);
    step(y, gy, &my, &vy, lr, beta1, beta2, eps, correction1, correction2);
  }
  return total;
}

double baseline_pow(double beta, int64_t count) {
  double total = 0;
  for (int64_t t = 1; t <= count; t++) total += pow(beta, (double)t);
  return total;
}
