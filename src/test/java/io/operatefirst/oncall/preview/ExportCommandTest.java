package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is written as programs and spreadsheets read it, and a mistake is named. */
class ExportCommandTest {

  private static final Path FOLDER = Path.of("src/test/resources/export");
  private static final String LOG = FOLDER.resolve("log.yaml").toString();

  private record Result(int exit, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void jsonLinesAndCsvAreAsTheyAlwaysWere() {
    Golden.assertMatches(FOLDER.resolve("log.jsonl"), export("-f", LOG).out());
    Golden.assertMatches(FOLDER.resolve("log.csv"), export("-f", LOG, "-o", "csv").out());
  }

  @Test
  void theOldestComesFirstAndEachLineHasAllFields() throws IOException {
    List<JsonNode> lines = lines(export("-f", LOG));

    assertThat(lines)
        .extracting(line -> line.get("name").asText())
        .containsExactly("keys", "sre-handover-000002", "ops-alert-f63e4811f1a2ac87");
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> lines.get(0).fieldNames()));
  }

  @Test
  void noCellOfTheTableIsAFormula() {
    assertThat(export("-f", LOG, "-o", "csv").out())
        .contains(",\"'=HYPERLINK(\"\"http://evil.example\"\"), she said \"\"now\"\"\",")
        .contains(",'@bob,")
        .contains(",\"'-5 old images deleted,\ndisk at 40 %\",")
        .endsWith("\r\n");
  }

  @Test
  void oneRotationAlone() throws IOException {
    assertThat(lines(export("-f", LOG, "--rotation", "web")))
        .extracting(line -> line.get("name").asText())
        .containsExactly("keys");
    Result none = export("-f", LOG, "--rotation", "wbe");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo("--rotation: there is no entry of rotation wbe; there are those of sre, web\n");
  }

  @Test
  void whatIsInTwoFilesIsToldOnceAsTheLaterHasIt() throws IOException {
    Path later = folder.resolve("later.yaml");
    Files.writeString(later, Files.readString(Path.of(LOG)).replace("Rotate the", "Rotated the"));

    assertThat(lines(export("-f", LOG, "-f", later.toString())))
        .extracting(line -> line.get("summary").asText())
        .hasSize(3)
        .contains("Rotated the keys");
  }

  @Test
  void theStandardInputIsRead() throws IOException {
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(Files.readString(Path.of(LOG)).getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(export("-f", "-").out()).isEqualTo(export("-f", LOG).out()).contains("Zoë");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void anEmptyLogIsNoMistake() throws IOException {
    Path empty = write("{apiVersion: v1, kind: List, items: []}");

    assertThat(export("-f", empty.toString())).isEqualTo(new Result(0, "", ""));
    assertThat(export("-f", empty.toString(), "-o", "csv").out())
        .startsWith("time,namespace,rotation,name,type,")
        .hasLineCount(1);
  }

  @Test
  void aMistakeIsOneLineAndNothingIsWritten() throws IOException {
    mistake("{apiVersion: v1, kind: Pod, metadata: {name: web}}", "kind: Pod is neither");
    mistake("not: [yaml", "is not YAML");
    mistake("", "is not a Kubernetes resource");
    mistake(
        Files.readString(Path.of(LOG)).replace("type: Task", "type: Horoscope"), "entry keys: is");
    mistake(
        Files.readString(Path.of(LOG)).replace("rotation: web, ", ""),
        "entry keys: is not as the API server gives it out: spec.rotation or spec.type is missing");
    mistake(
        Files.readString(Path.of(LOG)).replace("\"2026-11-23T12:00:00Z\"", "yesterday"),
        "entry keys: is not as the API server gives it out");
    assertThat(export("-f", folder.resolve("none").toString()).err())
        .endsWith("none: does not exist\n");
  }

  private void mistake(String text, String said) throws IOException {
    Result result = export("-f", write(text).toString());
    assertThat(result.err()).contains(said).hasLineCount(1);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("log.yaml"), text);
  }

  private static List<JsonNode> lines(Result result) throws IOException {
    assertThat(result.err()).isEmpty();
    ObjectMapper json = new ObjectMapper();
    return json.readerFor(JsonNode.class).<JsonNode>readValues(result.out()).readAll();
  }

  private static Result export(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        CommandLineInterface.commands(new TestClock())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Stream.concat(Stream.of("export"), Stream.of(options)).toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }
}
