package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;

/** Kubernetes resources in a file: documents of YAML or JSON, each of which may be a List. */
final class ResourceFile {

  private static final YAMLMapper YAML = yaml();

  /** What stands for the standard input, as with kubectl. */
  private static final Path STANDARD_INPUT = Path.of("-");

  private ResourceFile() {}

  /** The documents of a file, or of the standard input where it is called "-"; one at least. */
  static List<ObjectNode> documents(Path file) throws InvalidInput {
    try (JsonParser documents = YAML.createParser(text(file))) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode next; (next = YAML.readTree(documents)) != null; ) {
        found.add(next);
      }
      found.removeIf(JsonNode::isNull);
      if (found.isEmpty() || !found.stream().allMatch(ObjectNode.class::isInstance)) {
        throw new InvalidInput(file + ": is not a Kubernetes resource in YAML or JSON");
      }
      return found.stream().map(ObjectNode.class::cast).toList();
    } catch (JsonProcessingException e) {
      throw new InvalidInput(
          file + ": " + place(e) + "is not YAML: " + complaint(e.getOriginalMessage()));
    } catch (NoSuchFileException e) {
      throw new InvalidInput(file + ": does not exist");
    } catch (CharacterCodingException e) {
      throw new InvalidInput(file + ": is not text in UTF-8");
    } catch (IOException e) {
      throw new InvalidInput(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** The resources of a List; of what is none, itself. */
  static List<JsonNode> items(ObjectNode resource) {
    return resource.has("items")
        ? StreamSupport.stream(resource.get("items").spliterator(), false).toList()
        : List.of(resource);
  }

  private static String text(Path file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(System.in.readAllBytes()))
            .toString()
        : Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Reads what kubectl reads, anchors too, no key twice; and a log may be of many megabytes. */
  private static YAMLMapper yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
    return YAMLMapper.builder(new YAMLAnchorReplayingFactory(factory, null))
        // A default, which a factory that is made from another forgets.
        .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  /** The parser begins with what it was doing, indents where, and ends with what is wrong. */
  static String complaint(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .reduce("", (first, last) -> last);
  }
}
