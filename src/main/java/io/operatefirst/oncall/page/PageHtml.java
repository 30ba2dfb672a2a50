package io.operatefirst.oncall.page;

import io.operatefirst.oncall.feed.Sha256;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A page as HTML. All that people wrote is escaped; there is no script, and one style. */
final class PageHtml {

  private static final String STYLE = text("style.css");
  private static final Template TEMPLATE = template();

  /** Allows the page's own style, and nothing else of anything. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
          .formatted(
              Base64.getEncoder()
                  .encodeToString(Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8))));

  private PageHtml() {}

  static String of(Page page) {
    return TEMPLATE.data("page", page, "style", new RawString(STYLE)).render();
  }

  /** An engine of its own, since the one of Quarkus is there only while the application runs. */
  private static Template template() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    return engine.parse(text("rotation.html"), Variant.forContentType(Variant.TEXT_HTML));
  }

  private static String text(String name) {
    try (InputStream file = PageHtml.class.getResourceAsStream("/page/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
