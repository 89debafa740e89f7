#define _GNU_SOURCE
#include "CPty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

// The caller has threads, so the children call only async-signal-safe functions.

static volatile sig_atomic_t program_group;

static void forward_hangup(int number) {
  if (program_group > 0) kill(-(pid_t)program_group, number);
}

static void default_signals(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < 32; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void tell(int events, const void *bytes, size_t count) {
  ssize_t ignored = write(events, bytes, count);
  (void)ignored;
}

/// Closes all but some descriptors: with a copy of another session's terminal, that one could never hang up.
static void keep_only(const int *kept, int count) {
  for (unsigned from = 3;;) {
    unsigned next = ~0U;
    for (int i = 0; i < count; i++)
      if (kept[i] >= (int)from && (unsigned)kept[i] < next) next = (unsigned)kept[i];
    if (next == ~0U) {
      close_range(from, ~0U, 0);
      return;
    }
    if (next > from) close_range(from, next - 1, 0);
    from = next + 1;
  }
}

/// Owns the session like a shell: a program without such a parent could not be stopped.
static void lead(int slave, int events, int commands, const char *path, char *const arguments[],
                 char *const environment[], int flags, int output) {
  default_signals();
  const int kept[] = {slave, events, commands, output};
  keep_only(kept, 4);
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  const int ignored[] = {SIGTTOU, SIGTTIN, SIGINT, SIGQUIT, SIGTSTP, SIGPIPE};
  for (unsigned i = 0; i < sizeof ignored / sizeof *ignored; i++) sigaction(ignored[i], &ignore, NULL);
  struct sigaction forward = {.sa_handler = forward_hangup};
  sigaction(SIGHUP, &forward, NULL);

  int gate[2];
  if (pipe(gate) != 0) _exit(126);
  pid_t program = fork();
  if (program == 0) {
    uint8_t opened;
    close(gate[1]);
    while (read(gate[0], &opened, 1) < 0 && errno == EINTR) {
    }
    default_signals();
    if (flags & CPTY_IGNORE_HANGUP) sigaction(SIGHUP, &ignore, NULL);
    int in = slave, out = flags & CPTY_STDOUT_PIPE ? output : slave;
    if (flags & CPTY_STDIN_NULL) in = open("/dev/null", O_RDONLY);
    if (flags & CPTY_STDIN_FILE) in = open("/proc/self/cmdline", O_RDONLY);
    if (flags & CPTY_STDOUT_FULL) out = open("/dev/full", O_WRONLY);
    int empty[2];
    if (flags & CPTY_STDIN_PIPE && pipe(empty) == 0) {
      close(empty[1]);
      in = empty[0];
    }
    if (flags & CPTY_NON_BLOCKING) fcntl(slave, F_SETFL, fcntl(slave, F_GETFL) | O_NONBLOCK);
    dup2(in, 0);
    dup2(out, 1);
    dup2(slave, 2);
    if (flags & CPTY_STDIN_CLOSED) close(0);
    if (flags & CPTY_STDOUT_CLOSED) close(1);
    close_range(3, ~0U, 0);
    execve(path, arguments, environment);
    _exit(127);
  }
  program_group = program;
  setpgid(program, program);
  if (!(flags & CPTY_BACKGROUND)) tcsetpgrp(slave, program);
  int32_t number = program;
  tell(events, &number, sizeof number);
  tell(gate[1], "g", 1);
  close(gate[0]);
  close(gate[1]);

  bool running = true;
  for (;;) {
    int status;
    pid_t changed = running ? waitpid(program, &status, WNOHANG | WUNTRACED | WCONTINUED) : 0;
    if (changed == program && WIFSTOPPED(status)) {
      tcsetpgrp(slave, getpgrp());
      tell(events, "S", 1);
    } else if (changed == program && WIFCONTINUED(status)) {
      tell(events, "C", 1);
    } else if (changed == program) {
      running = false;
      uint8_t message[5] = {'X'};
      memcpy(message + 1, &status, 4);
      tell(events, message, 5);
    }
    // Stays after the program's end, too: the terminal is examined then, and would be gone with its session.
    struct pollfd command = {.fd = commands, .events = POLLIN};
    if (poll(&command, 1, running ? 2 : -1) <= 0) continue;
    uint8_t order;
    ssize_t count = read(commands, &order, 1);
    if (count == 0) break;
    if (count == 1 && order == 'f') {
      tcsetpgrp(slave, program);
      kill(-program, SIGCONT);
    }
  }
  if (running) kill(-program, SIGKILL);
  _exit(0);
}

int cpty_start(cpty_session *session, const char *path, char *const arguments[], char *const environment[],
               int columns, int rows, int flags, int output) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  int events[2], commands[2];
  if (openpty(&session->master, &session->slave, NULL, NULL, &size) != 0) return errno;
  if (pipe2(events, O_CLOEXEC) != 0 || pipe2(commands, O_CLOEXEC) != 0) return errno;
  fcntl(session->master, F_SETFD, FD_CLOEXEC);
  fcntl(session->slave, F_SETFD, FD_CLOEXEC);
  pid_t leader = fork();
  if (leader < 0) return errno;
  if (leader == 0) {
    close(session->master);
    close(events[0]);
    close(commands[1]);
    lead(session->slave, events[1], commands[0], path, arguments, environment, flags, output);
    _exit(126);
  }
  close(events[1]);
  close(commands[0]);
  session->events = events[0];
  session->commands = commands[1];
  session->leader = leader;
  int32_t program = 0;
  if (read(session->events, &program, sizeof program) != sizeof program) return EIO;
  session->program = program;
  fcntl(session->master, F_SETFL, O_NONBLOCK);
  fcntl(session->events, F_SETFL, O_NONBLOCK);
  return 0;
}

void cpty_resize(const cpty_session *session, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(session->master, TIOCSWINSZ, &size);
}

void cpty_hang_up(cpty_session *session) {
  if (session->master >= 0) close(session->master);
  session->master = -1;
}

void cpty_end(cpty_session *session) {
  close(session->commands);
  if (session->master >= 0) close(session->master);
  close(session->slave);
  close(session->events);
  while (waitpid(session->leader, NULL, 0) < 0 && errno == EINTR) {
  }
}
