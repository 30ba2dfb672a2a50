package io.operatefirst.oncall.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the corpus, with what its comments say must become of it:
 *
 * <ul>
 *   <li>{@code # operator: …} a line of the operator's message, one for each mistake; {@code
 *       <file>} stands for the path of the file
 *   <li>{@code # server: … || …} what the refusal of an API server contains, in this or that
 *       wording; an item's index, which old servers leave out, does not count
 *   <li>{@code # needs: 1.25} older servers do otherwise
 *   <li>{@code # typed: cannot be; …} it cannot be read into the Java types
 * </ul>
 */
record CorpusFile(Path path, List<String> comments) {

  static final Path ROOT = Path.of("src/test/resources/corpus");

  private static final YAMLMapper YAML = new YAMLMapper(new YAMLAnchorReplayingFactory());

  static Stream<CorpusFile> in(String... folders) {
    return Stream.of(folders).flatMap(CorpusFile::list);
  }

  private static Stream<CorpusFile> list(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.sorted().map(CorpusFile::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusFile read(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return new CorpusFile(path, lines.takeWhile(line -> line.startsWith("# ")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that the operator and the preview answer with. */
  List<String> operator() {
    return all("operator").map(line -> line.replace("<file>", path.toString())).toList();
  }

  /** Fragments of the server's refusal, each in the wordings of old and new servers. */
  List<List<String>> server() {
    return all("server").map(line -> List.of(line.split(" \\|\\| "))).toList();
  }

  /** The first minor version of Kubernetes 1 that does so. */
  int needs() {
    return all("needs").mapToInt(version -> Integer.parseInt(version.substring(2))).sum();
  }

  boolean canBeTyped() {
    return all("typed").findAny().isEmpty();
  }

  /** What a client sends: the file as JSON. */
  JsonNode resource() {
    return documents().get(0);
  }

  List<JsonNode> documents() {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(path.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> all(String key) {
    String start = "# " + key + ": ";
    return comments.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()));
  }

  /** The name of the test. */
  @Override
  public String toString() {
    return ROOT.relativize(path).toString();
  }
}
