package io.operatefirst.oncall.export;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Entries of the log as text, the oldest first. */
public final class LogExport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private final List<LogLine> lines;

  public LogExport(Collection<OnCallLogEntry> entries) {
    lines =
        entries.stream()
            .map(LogLine::of)
            .sorted(
                comparing((LogLine line) -> Instant.parse(line.time()))
                    .thenComparing(LogLine::namespace)
                    .thenComparing(LogLine::name))
            .toList();
  }

  /**
   * That an entry can be told.
   *
   * @throws IllegalArgumentException or a DateTimeException where it lacks what each entry has
   */
  public static void require(OnCallLogEntry entry) {
    if (entry.getSpec() == null
        || entry.getSpec().rotation() == null
        || entry.getSpec().type() == null) {
      throw new IllegalArgumentException("spec.rotation or spec.type is missing");
    }
    if (entry.getMetadata().getName() == null || entry.getMetadata().getNamespace() == null) {
      throw new IllegalArgumentException("metadata.name or metadata.namespace is missing");
    }
    LogLine line = LogLine.of(entry);
    if (line.time() == null) {
      throw new IllegalArgumentException("metadata.creationTimestamp is missing");
    }
    Instant.parse(line.time());
  }

  /** One JSON object a line. */
  public String jsonLines() throws JsonProcessingException {
    StringBuilder text = new StringBuilder();
    for (LogLine line : lines) {
      text.append(JSON.writeValueAsString(line)).append('\n');
    }
    return text.toString();
  }

  /** A table with a heading (RFC 4180), which a spreadsheet opens without running what is in it. */
  public String csv() throws JsonProcessingException {
    return CSV.writer(schema()).writeValueAsString(lines.stream().map(LogExport::row).toList());
  }

  private static CsvSchema schema() {
    CsvSchema.Builder columns = CsvSchema.builder();
    Stream.of(LogLine.class.getRecordComponents())
        .map(RecordComponent::getName)
        .forEach(columns::addColumn);
    return columns.setUseHeader(true).setLineSeparator("\r\n").build();
  }

  private static ObjectNode row(LogLine line) {
    ObjectNode row = JSON.valueToTree(line);
    row.properties().forEach(cell -> cell.setValue(cell(cell.getValue())));
    return row;
  }

  private static JsonNode cell(JsonNode value) {
    if (value.isArray()) {
      List<String> items =
          StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
      return JSON.getNodeFactory().textNode(harmless(String.join(", ", items)));
    }
    return value.isTextual() ? JSON.getNodeFactory().textNode(harmless(value.asText())) : value;
  }

  /** Alerts and users write what is in a cell: one that begins like a formula would be run. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
