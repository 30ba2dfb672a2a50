package io.operatefirst.oncall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the docs tell people to type is what the plugin knows. */
class PluginCommandsTest {

  private static final Path PLUGIN = Path.of("deploy", "plugin", "kubectl-oncall");

  /** Of the last {@code case}, which chooses the command: one, or several with bars between. */
  private static final Pattern KNOWN = Pattern.compile("(?m)^  ([a-z]+(?: \\| [a-z]+)*)\\)");

  private static final Pattern TOLD = Pattern.compile("\\b(?:oc|kubectl) oncall +([a-z]+)");

  @Test
  void theDocsTellOnlyCommandsThatThereAre() throws IOException {
    Set<String> known = known();
    List<String> unknown = new ArrayList<>();
    int told = 0;
    for (Path page : pages()) {
      for (String command : told(page)) {
        told++;
        if (!known.contains(command)) {
          unknown.add(page + ": " + command);
        }
      }
    }

    assertThat(known).contains("who", "help", "runbook", "cover");
    assertThat(told).isGreaterThan(20);
    assertThat(unknown).isEmpty();
  }

  private static Set<String> known() throws IOException {
    String plugin = Files.readString(PLUGIN);
    return KNOWN
        .matcher(plugin.substring(plugin.lastIndexOf("\ncase ${words[0]")))
        .results()
        .flatMap(choice -> Pattern.compile(" \\| ").splitAsStream(choice.group(1)))
        .collect(Collectors.toSet());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<String> told(Path page) throws IOException {
    return TOLD.matcher(Files.readString(page)).results().map(told -> told.group(1)).toList();
  }
}
