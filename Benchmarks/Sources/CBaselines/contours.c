#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "CBaselines.h"

// Eight at a time: the compiler may not reorder doubles for this itself.
typedef double lanes __attribute__((ext_vector_type(8)));

static baseline_range finite_range(const double *values, size_t count) {
  lanes least = INFINITY, greatest = -INFINITY;
  for (size_t i = 0; i + 8 <= count; i += 8) {
    lanes value;
    memcpy(&value, values + i, sizeof value);
    least = ((value < least) & (value > -INFINITY)) ? value : least;
    greatest = ((value > greatest) & (value < INFINITY)) ? value : greatest;
  }
  baseline_range range = {INFINITY, -INFINITY};
  for (int lane = 0; lane < 8; lane++) {
    range.least = fmin(range.least, least[lane]);
    range.greatest = fmax(range.greatest, greatest[lane]);
  }
  for (size_t i = count - count % 8; i < count; i++) {
    if (!isfinite(values[i])) continue;
    range.least = fmin(range.least, values[i]);
    range.greatest = fmax(range.greatest, values[i]);
  }
  return range;
}

baseline_range baseline_sample_rosenbrock(double *restrict values, int32_t columns, int32_t rows, double x0, double x1,
                                double y0, double y1) {
  double *xs = malloc(sizeof *xs * columns);
  for (int32_t column = 0; column < columns; column++) xs[column] = x0 + (x1 - x0) * column / (columns - 1);
  for (int32_t row = 0; row < rows; row++) {
    double y = y0 + (y1 - y0) * row / (rows - 1);
    double *out = values + (size_t)row * columns;
    for (int32_t column = 0; column < columns; column++) {
      double x = xs[column];
      double a = 1 - x, b = y - x * x;
      out[column] = a * a + 100 * (b * b);
    }
  }
  free(xs);
  return finite_range(values, (size_t)columns * rows);
}

typedef struct {
  double x, y;
} point;

typedef struct {
  const double *values;
  int32_t columns, nodes;
  double x0, dx, y0, dy, rows_per_node;
} grid;

// Where a level crosses an edge; the horizontal edge from a node has the node's number, the vertical one `nodes` more.
static point crossing(const grid *g, int32_t edge, double level) {
  int vertical = edge >= g->nodes;
  int32_t node = vertical ? edge - g->nodes : edge;
  int32_t row = (int32_t)((node + 0.5) * g->rows_per_node), column = node - row * g->columns;
  double first = g->values[node], second = g->values[vertical ? node + g->columns : node + 1];
  double share = (level - first) / (second - first);
  if (vertical) return (point){g->x0 + column * g->dx, g->y0 + (row + share) * g->dy};
  return (point){g->x0 + (column + share) * g->dx, g->y0 + row * g->dy};
}

static void rank_nodes(const grid *g, const double *levels, int32_t level_count, uint8_t *ranks) {
  int32_t rank = 0;
  for (int32_t node = 0; node < g->nodes; node++) {
    double value = g->values[node];
    while (rank < level_count && value >= levels[rank]) rank++;
    while (rank > 0 && value < levels[rank - 1]) rank--;
    ranks[node] = (uint8_t)rank;
  }
}

static uint64_t word(const uint8_t *bytes) {
  uint64_t result;
  memcpy(&result, bytes, sizeof result);
  return result;
}

// The cells whose corners differ in rank, ascending.
static int32_t find_crossed(const grid *g, int32_t rows, const uint8_t *ranks, int32_t *cells) {
  int32_t count = 0, columns = g->columns;
  for (int32_t row = 0; row + 1 < rows; row++) {
    const uint8_t *low = ranks + (size_t)row * columns, *high = low + columns;
    for (int32_t column = 0; column + 1 < columns; column++) {
      if (column + 8 < columns) {
        uint64_t corner = word(low + column);
        if (!((corner ^ word(low + column + 1)) | (corner ^ word(high + column)) |
              (corner ^ word(high + column + 1)))) {
          column += 7;
          continue;
        }
      }
      uint8_t corner = low[column];
      if (corner != low[column + 1] || corner != high[column] || corner != high[column + 1])
        cells[count++] = row * columns + column;
    }
  }
  return count;
}

typedef struct {
  int low, high;
} span;

// The levels that separate a cell's corners.
static span through(const uint8_t *ranks, int32_t cell, int32_t columns) {
  int a = ranks[cell], b = ranks[cell + 1], c = ranks[cell + columns + 1], d = ranks[cell + columns];
  int low = a < b ? a : b, high = a < b ? b : a;
  int other_low = c < d ? c : d, other_high = c < d ? d : c;
  return (span){low < other_low ? low : other_low, high > other_high ? high : other_high};
}

baseline_contours baseline_contour(const double *values, int32_t columns, int32_t rows, double x0, double x1,
                                   double y0, double y1, const double *levels, int32_t level_count) {
  grid g = {values, columns, columns * rows, x0, (x1 - x0) / (columns - 1), y0, (y1 - y0) / (rows - 1), 1.0 / columns};
  // Offsets of the edges that a piece departs from and arrives at, by the corners that reach the level
  // (1 lower left, 2 lower right, 4 upper right, 8 upper left); the higher ground is on the left.
  const int32_t B = 0, R = g.nodes + 1, T = columns, L = g.nodes;
  const int32_t departures[16] = {0, B, R, R, T, 0, T, T, L, B, 0, R, L, B, L, 0};
  const int32_t arrivals[16] = {0, L, B, L, R, 0, B, L, T, T, 0, T, R, R, B, 0};

  uint8_t *ranks = malloc(g.nodes);
  int32_t *crossed = malloc(sizeof *crossed * g.nodes);
  uint32_t *links = calloc(2 * (size_t)g.nodes, sizeof *links);
  const uint32_t arrival = 1u << 31;
  rank_nodes(&g, levels, level_count, ranks);
  int32_t crossed_count = find_crossed(&g, rows, ranks, crossed);
  int32_t *starts = malloc(sizeof *starts * (2 * (size_t)crossed_count + 1));
  point *points = malloc(sizeof *points * (2 * (size_t)crossed_count + 2));

  // The crossed cells sorted by level.
  int32_t ends[34] = {0};
  for (int32_t i = 0; i < crossed_count; i++) {
    span levels_through = through(ranks, crossed[i], columns);
    for (int k = levels_through.low; k < levels_through.high; k++) ends[k + 1]++;
  }
  for (int32_t k = 0; k < level_count; k++) ends[k + 1] += ends[k];
  int32_t *cells = malloc(sizeof *cells * ((size_t)ends[level_count] + 1));
  for (int32_t i = 0; i < crossed_count; i++) {
    span levels_through = through(ranks, crossed[i], columns);
    for (int k = levels_through.low; k < levels_through.high; k++) cells[ends[k]++] = crossed[i];
  }

  baseline_contours found = {0, 0};
  for (int32_t k = 0; k < level_count; k++) {
    double level = levels[k];
    int32_t start_count = 0;
    for (int32_t i = k > 0 ? ends[k - 1] : 0; i < ends[k]; i++) {
      int32_t cell = cells[i];
      int corners = (ranks[cell] > k) | (ranks[cell + 1] > k) << 1 | (ranks[cell + columns + 1] > k) << 2 |
                    (ranks[cell + columns] > k) << 3;
      int second = 0;
      if (__builtin_expect(corners == 5 || corners == 10, 0)) {
        double centre = (values[cell] + values[cell + columns + 1] + values[cell + 1] + values[cell + columns]) / 4;
        int above = centre >= level;
        second = corners == 5 ? (above ? 7 : 4) : (above ? 11 : 8);
        corners = corners == 5 ? (above ? 13 : 1) : (above ? 14 : 2);
      }
      do {
        int32_t from = cell + departures[corners], to = cell + arrivals[corners];
        links[from] |= (uint32_t)to + 1;
        links[to] |= arrival;
        starts[start_count++] = from;
        corners = second;
        second = 0;
      } while (corners);
    }
    // Open lines first: those that begin at an edge where no piece arrives.
    for (int closed = 0; closed < 2; closed++) {
      for (int32_t i = 0; i < start_count; i++) {
        int32_t first = starts[i];
        if (closed ? links[first] == 0 : (links[first] & arrival) != 0 || links[first] == 0) continue;
        int32_t count = 0, edge = first;
        for (;;) {
          points[count++] = crossing(&g, edge, level);
          uint32_t next = links[edge] & ~arrival;
          links[edge] = 0;
          if (next == 0) break;
          edge = (int32_t)next - 1;
          if (edge == first) break;
        }
        point *line = malloc(sizeof *line * count);
        memcpy(line, points, sizeof *line * count);
        found.lines++;
        found.points += count;
        // Kept from being optimised away, as a caller would use it.
        __asm__ volatile("" : : "r"(line) : "memory");
        free(line);
      }
    }
  }
  free(ranks);
  free(crossed);
  free(cells);
  free(links);
  free(starts);
  free(points);
  return found;
}
