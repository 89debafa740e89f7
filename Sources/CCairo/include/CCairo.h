// Cairo, loaded when it is needed: the program starts, and writes all other formats, without it.
//
// What stands here is declared as in cairo 1.16, whose reference is https://www.cairographics.org/manual: the same types,
// numbers and parameters, so that its development files are not needed to build. Nothing here has state.
#ifndef CCAIRO_H
#define CCAIRO_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ccairo_context ccairo_context;  // cairo_t
typedef struct ccairo_surface ccairo_surface;  // cairo_surface_t
typedef struct ccairo_pattern ccairo_pattern;  // cairo_pattern_t
typedef struct ccairo_font ccairo_font;        // cairo_scaled_font_t
typedef struct ccairo_options ccairo_options;  // cairo_font_options_t

// cairo_status_t; all but these two are only shown, in cairo's own words.
enum { CCAIRO_SUCCESS = 0, CCAIRO_WRITE_ERROR = 11 };
// cairo_format_t: four bytes a pixel, blue first on little-endian machines, multiplied by the opacity.
enum { CCAIRO_ARGB32 = 0 };
// cairo_filter_t
enum { CCAIRO_FILTER_GOOD = 1, CCAIRO_FILTER_NEAREST = 3, CCAIRO_FILTER_BILINEAR = 4 };
// cairo_extend_t
enum { CCAIRO_EXTEND_PAD = 3 };
// cairo_line_cap_t and cairo_line_join_t
enum { CCAIRO_CAP_BUTT = 0, CCAIRO_CAP_ROUND = 1, CCAIRO_JOIN_MITER = 0, CCAIRO_JOIN_ROUND = 1 };
// cairo_font_slant_t and cairo_font_weight_t
enum { CCAIRO_UPRIGHT = 0, CCAIRO_NORMAL = 0, CCAIRO_BOLD = 1 };
// cairo_antialias_t, cairo_hint_style_t and cairo_hint_metrics_t
enum { CCAIRO_ANTIALIAS_GRAY = 2, CCAIRO_HINT_NONE = 1, CCAIRO_HINT_METRICS_OFF = 1 };
// cairo_font_type_t: user fonts are what cairo takes where there is none.
enum { CCAIRO_FONT_USER = 4 };
// cairo_pdf_metadata_t
enum {
  CCAIRO_PDF_TITLE = 0,
  CCAIRO_PDF_SUBJECT = 2,
  CCAIRO_PDF_CREATOR = 4,
  CCAIRO_PDF_CREATE_DATE = 5
};

// cairo_text_extents_t
typedef struct {
  double x_bearing, y_bearing, width, height, x_advance, y_advance;
} ccairo_text_extents;

// cairo_font_extents_t
typedef struct {
  double ascent, descent, height, max_x_advance, max_y_advance;
} ccairo_font_extents;

// cairo_glyph_t
typedef struct {
  unsigned long index;
  double x, y;
} ccairo_glyph;

// cairo_write_func_t: takes bytes of a file, and returns CCAIRO_SUCCESS or CCAIRO_WRITE_ERROR.
typedef int (*ccairo_write)(void *closure, const unsigned char *bytes, unsigned int count);

// The functions that are used: result, name after `cairo_`, parameters.
#define CCAIRO_FUNCTIONS(F)                                                                                \
  F(const char *, version_string, (void))                                                                  \
  F(const char *, status_to_string, (int))                                                                 \
  F(ccairo_surface *, image_surface_create, (int format, int width, int height))                           \
  F(unsigned char *, image_surface_get_data, (ccairo_surface *))                                           \
  F(int, image_surface_get_stride, (ccairo_surface *))                                                     \
  F(ccairo_surface *, pdf_surface_create_for_stream, (ccairo_write, void *, double width, double height))  \
  F(void, pdf_surface_set_metadata, (ccairo_surface *, int metadata, const char *utf8))                    \
  F(void, surface_flush, (ccairo_surface *))                                                               \
  F(void, surface_mark_dirty, (ccairo_surface *))                                                          \
  F(void, surface_finish, (ccairo_surface *))                                                              \
  F(void, surface_destroy, (ccairo_surface *))                                                             \
  F(int, surface_status, (ccairo_surface *))                                                               \
  F(void, surface_set_fallback_resolution, (ccairo_surface *, double x, double y))                         \
  F(ccairo_context *, create, (ccairo_surface *))                                                          \
  F(void, destroy, (ccairo_context *))                                                                     \
  F(int, status, (ccairo_context *))                                                                       \
  F(void, save, (ccairo_context *))                                                                        \
  F(void, restore, (ccairo_context *))                                                                     \
  F(void, push_group, (ccairo_context *))                                                                  \
  F(void, pop_group_to_source, (ccairo_context *))                                                         \
  F(void, translate, (ccairo_context *, double x, double y))                                               \
  F(void, scale, (ccairo_context *, double x, double y))                                                   \
  F(void, rotate, (ccairo_context *, double angle))                                                        \
  F(void, set_source_rgba, (ccairo_context *, double red, double green, double blue, double alpha))        \
  F(void, set_source_surface, (ccairo_context *, ccairo_surface *, double x, double y))                    \
  F(ccairo_pattern *, get_source, (ccairo_context *))                                                      \
  F(void, pattern_set_filter, (ccairo_pattern *, int filter))                                              \
  F(void, pattern_set_extend, (ccairo_pattern *, int extend))                                              \
  F(void, set_line_width, (ccairo_context *, double width))                                                \
  F(void, set_line_cap, (ccairo_context *, int cap))                                                       \
  F(void, set_line_join, (ccairo_context *, int join))                                                     \
  F(void, set_dash, (ccairo_context *, const double *lengths, int count, double offset))                   \
  F(void, new_path, (ccairo_context *))                                                                    \
  F(void, new_sub_path, (ccairo_context *))                                                                \
  F(void, move_to, (ccairo_context *, double x, double y))                                                 \
  F(void, line_to, (ccairo_context *, double x, double y))                                                 \
  F(void, arc, (ccairo_context *, double x, double y, double radius, double from, double to))              \
  F(void, rectangle, (ccairo_context *, double x, double y, double width, double height))                  \
  F(void, close_path, (ccairo_context *))                                                                  \
  F(void, clip, (ccairo_context *))                                                                        \
  F(void, fill, (ccairo_context *))                                                                        \
  F(void, fill_preserve, (ccairo_context *))                                                               \
  F(void, stroke, (ccairo_context *))                                                                      \
  F(void, stroke_preserve, (ccairo_context *))                                                             \
  F(void, paint, (ccairo_context *))                                                                       \
  F(void, paint_with_alpha, (ccairo_context *, double alpha))                                              \
  F(void, select_font_face, (ccairo_context *, const char *family, int slant, int weight))                 \
  F(void, set_font_size, (ccairo_context *, double size))                                                  \
  F(ccairo_options *, font_options_create, (void))                                                         \
  F(void, font_options_destroy, (ccairo_options *))                                                        \
  F(void, font_options_set_antialias, (ccairo_options *, int))                                             \
  F(void, font_options_set_hint_style, (ccairo_options *, int))                                            \
  F(void, font_options_set_hint_metrics, (ccairo_options *, int))                                          \
  F(void, set_font_options, (ccairo_context *, const ccairo_options *))                                    \
  F(ccairo_font *, get_scaled_font, (ccairo_context *))                                                    \
  F(int, scaled_font_get_type, (ccairo_font *))                                                            \
  F(int, scaled_font_text_to_glyphs,                                                                       \
    (ccairo_font *, double x, double y, const char *utf8, int length, ccairo_glyph **, int *count,         \
     void **clusters, int *cluster_count, int *flags))                                                     \
  F(void, glyph_free, (ccairo_glyph *))                                                                    \
  F(void, show_text, (ccairo_context *, const char *utf8))                                                 \
  F(void, text_path, (ccairo_context *, const char *utf8))                                                 \
  F(void, text_extents, (ccairo_context *, const char *utf8, ccairo_text_extents *))                       \
  F(void, font_extents, (ccairo_context *, ccairo_font_extents *))

// Cairo's functions.
typedef struct {
#define CCAIRO_MEMBER(result, name, parameters) result(*name) parameters;
  CCAIRO_FUNCTIONS(CCAIRO_MEMBER)
#undef CCAIRO_MEMBER
} ccairo;

// Loads the library of a name and finds all its functions. Returns false where the library is missing, or a function
// in it.
bool ccairo_load(const char *library, ccairo *functions);

#endif
