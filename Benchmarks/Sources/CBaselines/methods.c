#include <math.h>

#include "CBaselines.h"

static double rosenbrock(double x, double y, double *gx, double *gy) {
  double a = 1 - x, b = y - x * x;
  *gx = -2 * a - 400 * x * b;
  *gy = 200 * b;
  return a * a + 100 * (b * b);
}

// What a run records at every point, as the program's own loop does: position, loss and the gradient's length.
static void record(baseline_point *track, int64_t i, double x, double y, double loss, double gx, double gy) {
  track[i] = (baseline_point){x, y, loss, sqrt(gx * gx + gy * gy)};
}

double baseline_gd(int64_t steps, baseline_point *track, double lr) {
  double x = -1.5, y = 2, gx, gy, loss = rosenbrock(x, y, &gx, &gy);
  for (int64_t t = 0; t < steps; t++) {
    x -= lr * gx;
    y -= lr * gy;
    loss = rosenbrock(x, y, &gx, &gy);
    record(track, t, x, y, loss, gx, gy);
  }
  return loss;
}

double baseline_momentum(int64_t steps, baseline_point *track, double lr, double beta) {
  double x = -1.5, y = 2, vx = 0, vy = 0, gx, gy, loss = rosenbrock(x, y, &gx, &gy);
  for (int64_t t = 0; t < steps; t++) {
    vx = beta * vx + (1 - beta) * gx;
    vy = beta * vy + (1 - beta) * gy;
    x -= lr * vx;
    y -= lr * vy;
    loss = rosenbrock(x, y, &gx, &gy);
    record(track, t, x, y, loss, gx, gy);
  }
  return loss;
}

double baseline_rmsprop(int64_t steps, baseline_point *track, double lr, double beta, double eps) {
  double x = -1.5, y = 2, sx = 0, sy = 0, gx, gy, loss = rosenbrock(x, y, &gx, &gy);
  for (int64_t t = 0; t < steps; t++) {
    sx = beta * sx + (1 - beta) * (gx * gx);
    sy = beta * sy + (1 - beta) * (gy * gy);
    x -= lr * gx / (sqrt(sx) + eps);
    y -= lr * gy / (sqrt(sy) + eps);
    loss = rosenbrock(x, y, &gx, &gy);
    record(track, t, x, y, loss, gx, gy);
  }
  return loss;
}

double baseline_adam(int64_t steps, baseline_point *track, double lr, double beta1, double beta2, double eps) {
  double x = -1.5, y = 2, vx = 0, vy = 0, sx = 0, sy = 0, p1 = 1, p2 = 1, gx, gy, loss = rosenbrock(x, y, &gx, &gy);
  for (int64_t t = 0; t < steps; t++) {
    p1 *= beta1;
    p2 *= beta2;
    vx = beta1 * vx + (1 - beta1) * gx;
    vy = beta1 * vy + (1 - beta1) * gy;
    sx = beta2 * sx + (1 - beta2) * (gx * gx);
    sy = beta2 * sy + (1 - beta2) * (gy * gy);
    x -= lr * (vx / (1 - p1)) / (sqrt(sx / (1 - p2)) + eps);
    y -= lr * (vy / (1 - p1)) / (sqrt(sy / (1 - p2)) + eps);
    loss = rosenbrock(x, y, &gx, &gy);
    record(track, t, x, y, loss, gx, gy);
  }
  return loss;
}
