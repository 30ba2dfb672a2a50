/*
 * Puts the wall clock of a process ahead by the seconds in the file CLOCK_AHEAD, or stops it at the
 * second that is there beside them unless that is zero; at every moment as they are there: loaded
 * by LD_PRELOAD. Clocks that only go on are left alone, which libfaketime
 * cannot do for a JVM: its waits by such a clock then end at once, or never.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct setting {
  int64_t ahead;
  int64_t stopped_at;
};

static const struct setting none;
static const volatile struct setting *setting = &none;
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
  real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  const char *file = getenv("CLOCK_AHEAD");
  int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    void *there = mmap(NULL, sizeof(struct setting), PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (there != MAP_FAILED) {
      setting = there;
    }
  }
}

int clock_gettime(clockid_t id, struct timespec *now) {
  int result = real_clock_gettime(id, now);
  if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
    int64_t stopped_at = setting->stopped_at;
    now->tv_sec = stopped_at ? stopped_at : now->tv_sec + setting->ahead;
    now->tv_nsec = stopped_at ? 0 : now->tv_nsec;
  }
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec exact;
  int result = clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return result;
}

time_t time(time_t *now) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now) {
    *now = exact.tv_sec;
  }
  return exact.tv_sec;
}
