#ifndef CBASELINES_H
#define CBASELINES_H

#include <stdint.h>

// How many lines and points a contouring found: printed next to the times, to show that both sides did the same work.
typedef struct {
  int64_t lines;
  int64_t points;
} baseline_contours;

// The least and the greatest finite height.
typedef struct {
  double least, greatest;
} baseline_range;

// Fills a row-major grid with Rosenbrock's heights; the first row and column lie on the lower bounds.
baseline_range baseline_sample_rosenbrock(double *values, int32_t columns, int32_t rows, double x0, double x1, double y0,
                                double y1);

// Marching squares for ascending levels (at most 32), pieces joined into lines; every line is allocated and freed.
// The surface must be finite.
baseline_contours baseline_contour(const double *values, int32_t columns, int32_t rows, double x0, double x1,
                                   double y0, double y1, const double *levels, int32_t level_count);

// `steps` Adam steps on Rosenbrock from (x, y): the gradient by hand, the value kept as in a program with a loss
// curve. Returns the sum of the values, so that nothing is optimised away. `_pow` takes the bias corrections from pow(),
// as PyTorch does; `_product` from running products.
double baseline_adam_pow(int64_t steps, double *x, double *y, double lr, double beta1, double beta2, double eps);
double baseline_adam_product(int64_t steps, double *x, double *y, double lr, double beta1, double beta2, double eps);

// A point of a run, as the program records it.
typedef struct {
  double x, y, loss, norm;
} baseline_point;

// `steps` steps on Rosenbrock from (-1.5, 2), every point recorded; the last loss.
double baseline_gd(int64_t steps, baseline_point *track, double lr);
double baseline_momentum(int64_t steps, baseline_point *track, double lr, double beta);
double baseline_rmsprop(int64_t steps, baseline_point *track, double lr, double beta, double eps);
double baseline_adam(int64_t steps, baseline_point *track, double lr, double beta1, double beta2, double eps);

// `runs` runs side by side, a multiple of 8, of `steps` steps each: run i starts at (x[i], y[i]), has the rate rates[i],
// and writes its end over its start. Nothing is recorded on the way.
void baseline_pack_gd(int64_t runs, int64_t steps, double *x, double *y, const double *rates);
void baseline_pack_momentum(int64_t runs, int64_t steps, double *x, double *y, const double *rates, double beta);
void baseline_pack_rmsprop(int64_t runs, int64_t steps, double *x, double *y, const double *rates, double beta,
                           double eps);
void baseline_pack_adam(int64_t runs, int64_t steps, double *x, double *y, const double *rates, double beta1,
                        double beta2, double eps);

// The sum of pow(beta, t) for t in 1...count.
double baseline_pow(double beta, int64_t count);

// The sum of two columns: the least cost of reading them.
double baseline_stream(const double *x, const double *y, int64_t count);

#endif
