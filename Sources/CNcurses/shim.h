/// ncurses, with functions and constants for the parts that Swift cannot import: macros with casts, macros that assign,
/// and variadics.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <term.h>
#include <wchar.h>

// MARK: Constants

static const attr_t cnc_normal = WA_NORMAL;
static const attr_t cnc_bold = WA_BOLD;
static const attr_t cnc_reverse = WA_REVERSE;
static const attr_t cnc_underline = WA_UNDERLINE;
/// The result of failed calls, and of `wgetch` without input.
static const int cnc_error = ERR;
/// The first number past ncurses' own keys.
static const int cnc_first_free_key = KEY_MAX + 1;

/// The number of function key `n`.
static inline int cnc_function_key(int n) { return KEY_F(n); }

// MARK: Window

static inline int cnc_height(WINDOW *window) { return getmaxy(window); }
static inline int cnc_width(WINDOW *window) { return getmaxx(window); }

/// A cell ready to be put: pairs above 32,767 go through the pointer that older programs leave null.
/// A mark of 0 means none.
static inline void cnc_set_cell(cchar_t *cell, uint32_t scalar, uint32_t mark, attr_t attributes, int pair) {
  wchar_t text[3] = {(wchar_t)scalar, (wchar_t)mark, 0};
  setcchar(cell, text, attributes, pair > SHRT_MAX ? SHRT_MAX : (short)pair, &pair);
}

/// Puts a run of cells at a place, without wrapping.
static inline int cnc_put_cells(WINDOW *window, int row, int column, const cchar_t *cells, int count) {
  return mvwadd_wchnstr(window, row, column, cells, count);
}

/// The screen `newterm` on the given streams makes, or null.
static inline SCREEN *cnc_open(const char *terminal) { return newterm(terminal, stdout, stdin); }
static inline WINDOW *cnc_standard_window(void) { return stdscr; }
/// Makes the next update draw every cell.
static inline void cnc_redraw_all(void) { clearok(curscr, TRUE); }

/// The settings of an output window: a cursor that can be hidden stays where it is, and one that
/// cannot is put into the last corner.
static inline void cnc_prepare_output(WINDOW *window) {
  leaveok(window, cursor_invisible != NULL);
  scrollok(window, FALSE);
  idlok(window, FALSE);
}

/// The settings of an input window: keys are decoded and nothing waits.
static inline void cnc_prepare_input(WINDOW *window) {
  keypad(window, TRUE);
  nodelay(window, TRUE);
  notimeout(window, FALSE);
}

/// Puts the cursor into the window's last corner.
static inline void cnc_park_cursor(WINDOW *window) { wmove(window, getmaxy(window) - 1, getmaxx(window) - 1); }

// MARK: Terminal description

/// Loads the description of a terminal without printing an error; 1 is found, 0 too generic or unknown.
static inline int cnc_find_terminal(const char *terminal) {
  int result = 0;
  return setupterm(terminal, 1, &result) == OK ? 1 : result == 1 ? 1 : 0;
}

static inline int cnc_flag(const char *name) { return tigetflag((char *)name); }
static inline int cnc_number(const char *name) { return tigetnum((char *)name); }
/// A string capability, or null: `tigetstr` has two ways to report a missing one.
static inline const char *cnc_string(const char *name) {
  char *found = tigetstr((char *)name);
  return found == (char *)-1 ? NULL : found;
}

/// Removes two strings from the loaded description: REP, which some terminals of that name lack, and the reset
/// of the palette, which would undo a person's own colours although the program never changes them.
static inline void cnc_forget_risky_strings(void) {
  repeat_char = NULL;
  orig_colors = NULL;
}

/// Whether the locale's characters are UTF-8.
static inline int cnc_locale_is_utf8(void) {
  const char *set = nl_langinfo(CODESET);
  return set[0] == 'U' && set[1] == 'T' && set[2] == 'F' && set[3] == '-' && set[4] == '8';
}

/// How many columns a symbol takes in this locale; -1 if it cannot be shown.
static inline int cnc_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

#endif
