#include "CToml.h"

// The library's assertions fail on some texts that are merely wrong, such as `[,]`, which the code behind them refuses
// as it should; and without assertions it would let the compiler assume that they hold, and drop that code.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <vector>

struct ctoml_document {
  toml::table root;
  std::vector<ctoml_value> values;
  std::string error;
  toml::source_position place{1, 1};
};

namespace {

// Each dot of a key may open a table, and tables are freed by recursion: so many are far more than anyone writes, and
// far fewer than the stack can take.
constexpr std::ptrdiff_t most_dots = 10'000;

int32_t number(toml::source_index index) { return index == 0 ? 1 : static_cast<int32_t>(index); }

void flatten(ctoml_document &document, const toml::node &node, int32_t parent, const toml::key *key) {
  ctoml_value value{};
  value.kind = ctoml_other;
  value.parent = parent;
  value.line = number(node.source().begin.line);
  value.column = number(node.source().begin.column);
  value.key_line = value.line;
  value.key_column = value.column;
  if (key) {
    value.key = key->data();
    value.key_length = key->length();
    value.key_line = number(key->source().begin.line);
    value.key_column = number(key->source().begin.column);
  }
  if (const auto *text = node.as_string()) {
    value.kind = ctoml_string;
    value.text = text->get().data();
    value.text_length = text->get().size();
  } else if (const auto *integer = node.as_integer()) {
    value.kind = ctoml_integer;
    value.integer = integer->get();
    value.number = static_cast<double>(integer->get());
  } else if (const auto *real = node.as_floating_point()) {
    value.kind = ctoml_float;
    value.number = real->get();
  } else if (const auto *flag = node.as_boolean()) {
    value.kind = ctoml_boolean;
    value.integer = flag->get() ? 1 : 0;
  } else if (node.is_table()) {
    value.kind = ctoml_table;
  } else if (node.is_array()) {
    value.kind = ctoml_array;
  }
  const auto own = static_cast<int32_t>(document.values.size());
  document.values.push_back(value);
  if (const auto *table = node.as_table()) {
    for (const auto &[name, child] : *table) flatten(document, child, own, &name);
  } else if (const auto *array = node.as_array()) {
    for (const auto &child : *array) flatten(document, child, own, nullptr);
  }
}

}  // namespace

ctoml_document *ctoml_parse(const char *text, size_t length) {
  auto *document = new (std::nothrow) ctoml_document;
  if (!document) return nullptr;
  const std::string_view view(length ? text : "", length);
  if (std::count(view.begin(), view.end(), '.') > most_dots) {
    document->error = "too many dots: nothing is nested that deeply";
    return document;
  }
  auto result = toml::parse(view);
  if (!result) {
    document->error = std::string(result.error().description());
    if (document->error.empty()) document->error = "not TOML";
    document->place = result.error().source().begin;
    return document;
  }
  document->root = std::move(result).table();
  flatten(*document, document->root, -1, nullptr);
  return document;
}

void ctoml_free(ctoml_document *document) { delete document; }

const char *ctoml_error(const ctoml_document *document, int32_t *line, int32_t *column) {
  if (document->error.empty()) return nullptr;
  *line = number(document->place.line);
  *column = number(document->place.column);
  return document->error.c_str();
}

size_t ctoml_count(const ctoml_document *document) { return document->values.size(); }

const ctoml_value *ctoml_at(const ctoml_document *document, size_t index) { return &document->values[index]; }
