package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

/**
 * The operator begins with all rotations at once, each with holidays of its own, and the library
 * tells who asks while it is still loading that there are none. It loads once in a JVM: here it is
 * loaded anew each time.
 */
class HolidaysAtOnceTest {

  private static final List<String> COUNTRIES = List.of("cz", "de", "jp", "br", "us", "fr");
  private static final LocalDate NEW_YEAR = LocalDate.of(2025, 1, 1);

  @RepeatedTest(5)
  void whoAsksWhileTheLibraryIsLoadingIsToldTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(COUNTRIES.size());
    try (URLClassLoader fresh = new URLClassLoader(classPath(), null)) {
      CyclicBarrier together = new CyclicBarrier(COUNTRIES.size());
      List<Future<Boolean>> answers = new ArrayList<>();
      for (String country : COUNTRIES) {
        answers.add(threads.submit(asked(fresh, country, together)));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Boolean> asked(
      ClassLoader loader, String country, CyclicBarrier together) {
    return () -> {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> region = loader.loadClass(Region.class.getName());
      Class<?> type = loader.loadClass(JollydayHolidays.class.getName());
      Object holidays = type.getConstructor().newInstance();
      Object place = region.getConstructor(String.class, String.class).newInstance(country, "");
      together.await();
      return (Boolean)
          type.getMethod("isHoliday", LocalDate.class, region).invoke(holidays, NEW_YEAR, place);
    };
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).toList()) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
