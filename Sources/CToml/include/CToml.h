// TOML 1.0 as a flat list, read by toml++.
//
// The text is parsed once; everything that is returned belongs to the document and lives until `ctoml_free`.
#ifndef CTOML_H
#define CTOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  ctoml_table,
  ctoml_array,
  ctoml_string,
  ctoml_integer,
  ctoml_float,
  ctoml_boolean,
  // A date or a time, which is not used here.
  ctoml_other
} ctoml_kind;

// A value; those inside a table or an array come after it.
typedef struct {
  ctoml_kind kind;
  // The number of the table or array that contains it, or -1.
  int32_t parent;
  // Where its value begins, counted from 1.
  int32_t line, column;
  // Where its key begins; without a key, the same as the value.
  int32_t key_line, key_column;
  // Its key in a table, UTF-8 without an end mark; NULL in an array.
  const char *key;
  size_t key_length;
  // A string's bytes, UTF-8 without an end mark.
  const char *text;
  size_t text_length;
  // An integer, or 0 and 1 for a boolean.
  int64_t integer;
  // A float, which may be infinite or not a number; for an integer, the nearest float.
  double number;
} ctoml_value;

typedef struct ctoml_document ctoml_document;

// Reads a text. The result is NULL only if memory runs out; the text may contain any bytes.
ctoml_document *ctoml_parse(const char *text, size_t length);
void ctoml_free(ctoml_document *document);

// Why the text cannot be read, or NULL; and where, counted from 1.
const char *ctoml_error(const ctoml_document *document, int32_t *line, int32_t *column);

// The values in the order of the text's structure: a table before its content. The first is the whole text's table.
size_t ctoml_count(const ctoml_document *document);
const ctoml_value *ctoml_at(const ctoml_document *document, size_t index);

#ifdef __cplusplus
}
#endif
#endif
