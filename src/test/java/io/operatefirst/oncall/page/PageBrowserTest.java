package io.operatefirst.oncall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in a browser, where the machine has one, as CI has: whether everybody can read it, by
 * axe-core, and whether it fits. The page itself has no script; the one here comes with the test.
 */
class PageBrowserTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RESULT = Pattern.compile("<pre id=\"result\">([^<]*)</pre>");

  /** A narrow frame, since no browser makes its window as narrow as a phone. */
  private static final String HARNESS =
      """
      <!DOCTYPE html><html lang="en"><title>Test</title><body style="margin:0">
      <iframe id="page" title="Page" width="%d" height="2000" style="border:0" srcdoc="%s"></iframe>
      <script>
      onload = async () => {
        const frame = document.getElementById('page').contentWindow;
        const script = frame.document.createElement('script');
        script.textContent = atob('%s');
        frame.document.head.append(script);
        const found = await frame.axe.run();
        const root = frame.document.documentElement;
        const result = document.createElement('pre');
        result.id = 'result';
        result.textContent = btoa(unescape(encodeURIComponent(JSON.stringify({
          passes: found.passes.length,
          violations: found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.html)),
          wider: root.scrollWidth - root.clientWidth,
          dark: frame.matchMedia('(prefers-color-scheme: dark)').matches})))) ;
        document.body.append(result);
      };
      </script></body></html>
      """;

  @TempDir private Path here;

  @BeforeEach
  void aBrowser() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "chromium"))),
        "chromium is not installed");
  }

  @ParameterizedTest
  @CsvSource({
    "day, 360, false",
    "day, 360, true",
    "day, 1200, false",
    "day, 1200, true",
    "hostile, 360, false"
  })
  void everybodyCanReadItAndItFits(String rotation, int width, boolean dark) throws IOException {
    JsonNode found = inBrowser(PageTest.html(rotation, PageTest.LOG), width, dark);

    assertThat(found.get("dark").asBoolean()).isEqualTo(dark);
    assertThat(found.get("violations")).isEmpty();
    assertThat(found.get("passes").asInt()).isGreaterThan(10);
    assertThat(found.get("wider").asInt()).isZero();
  }

  /** What nobody can read is found, or the test above would say nothing. */
  @Test
  void whatIsHardToReadIsFound() throws IOException {
    String html = PageTest.html("day", PageTest.LOG).replace("--soft:#4a4a4a", "--soft:#d0d0d0");
    assertThat(inBrowser(html, 1200, false).get("violations").toString())
        .contains("color-contrast");
  }

  @ParameterizedTest
  @CsvSource({"360, false", "1200, true"})
  void alsoWhereThereAreTwoHundred(int width, boolean dark) throws IOException {
    JsonNode found = inBrowser(PageStatesTest.html(PageStatesTest.twoHundred()), width, dark);

    assertThat(found.get("violations")).isEmpty();
    assertThat(found.get("wider").asInt()).isZero();
  }

  /**
   * Its style is allowed by its hash, so that nothing is refused and it looks as it is meant to.
   */
  @Test
  void itLooksTheSameUnderItsPolicy() throws IOException {
    String html = PageTest.html("day", PageTest.LOG);
    String other = PageHtml.POLICY.replace("sha256-", "sha256-A");

    String meant = shown(html, "").picture();
    assertThat(shown(html, PageHtml.POLICY))
        .satisfies(
            seen -> {
              assertThat(seen.complaints()).doesNotContain("Content Security Policy");
              assertThat(seen.picture().equals(meant)).isTrue();
            });
    assertThat(shown(html, other))
        .satisfies(
            seen -> {
              assertThat(seen.complaints()).contains("Content Security Policy");
              assertThat(seen.picture().equals(meant)).isFalse();
            });
  }

  /** Should ever something that people wrote get into it as more than text. */
  @Test
  void noScriptRunsUnderItsPolicy() throws IOException {
    String html =
        PageTest.html("day", PageTest.LOG)
            .replace("<header>", "<header><script>document.title = 'run'</script>");

    assertThat(served(html, "", "--dump-dom").out()).contains("<title>run</title>");
    Run run = served(html, PageHtml.POLICY, "--dump-dom");
    assertThat(run.out()).contains("<title>On call: operate-first-sre/sre</title>");
    assertThat(run.err()).contains("Content Security Policy");
  }

  /** What a browser shows, and what it has to say of it. */
  private record Seen(String picture, String complaints) {}

  private Seen shown(String html, String policy) throws IOException {
    Path file = here.resolve("served.png");
    Run run =
        served(html, policy, "--window-size=1000,1480", "--screenshot=" + file.toAbsolutePath());
    return new Seen(Base64.getEncoder().encodeToString(Files.readAllBytes(file)), run.err());
  }

  /** The page as it comes from a server, since only that can send a policy. */
  private Run served(String html, String policy, String... arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = html.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          if (!policy.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Security-Policy", policy);
          }
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      List<String> all = new ArrayList<>(List.of(arguments));
      // Its console, with what a policy refuses, goes to where errors go.
      all.add("--enable-logging=stderr");
      all.add("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      return chromium(false, all.toArray(new String[0]));
    } finally {
      server.stop(0);
    }
  }

  /** The pictures in docs/page.md; a font of another machine makes others. */
  @Test
  void itsPicturesAreInTheDocumentation() throws IOException {
    Path images = Path.of("docs", "images");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(images);
      screenshot(images.resolve("page.png"), 1000, 1560, false);
      screenshot(images.resolve("page-dark.png"), 500, 1640, true);
    }
    assertThat(images.resolve("page.png")).exists();
    assertThat(images.resolve("page-dark.png")).exists();
  }

  private void screenshot(Path file, int width, int height, boolean dark) throws IOException {
    chromium(
        dark,
        "--window-size=" + width + "," + height,
        "--screenshot=" + file.toAbsolutePath(),
        Files.writeString(here.resolve("page.html"), PageTest.html("day", PageTest.LOG))
            .toUri()
            .toString());
  }

  private JsonNode inBrowser(String html, int width, boolean dark) throws IOException {
    String page =
        HARNESS.formatted(width, html.replace("&", "&amp;").replace("\"", "&quot;"), axe());
    Run run =
        chromium(
            dark,
            "--window-size=1300,2100",
            "--virtual-time-budget=20000",
            "--dump-dom",
            Files.writeString(here.resolve("harness.html"), page).toUri().toString());
    Matcher result = RESULT.matcher(run.out());
    assertThat(result.find()).as(run.err()).isTrue();
    return JSON.readTree(Base64.getDecoder().decode(result.group(1)));
  }

  private Run chromium(boolean dark, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + here.resolve("profile"),
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1)));
    command.addAll(List.of(arguments));
    Run run = Run.of(new ProcessBuilder(command));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static String axe() throws IOException {
    try (InputStream script = PageBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return Base64.getEncoder()
          .encodeToString(
              new String(script.readAllBytes(), StandardCharsets.UTF_8)
                  .getBytes(StandardCharsets.UTF_8));
    }
  }
}
