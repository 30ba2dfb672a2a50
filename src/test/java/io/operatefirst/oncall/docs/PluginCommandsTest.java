package io.operatefirst.oncall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the docs tell people to type is what the plugin knows. */
class PluginCommandsTest {

  private static final Path PLUGIN = Path.of("deploy", "plugin", "kubectl-oncall");

  /** Of the last {@code case}, which chooses the command: one, or several with bars between. */
  private static final Pattern KNOWN = Pattern.compile("(?m)^  ([a-z]+(?: \\| [a-z]+)*)\\)");

  /** Of the two other {@code case}, which read options: one, or several with bars between. */
  private static final Pattern READ = Pattern.compile("(?m)^ {4,6}(-[-a-z]+(?: \\| -[-a-z]+)*)\\)");

  /** A command and what follows it, to the end of the line or of what is set as code. */
  private static final Pattern TOLD =
      Pattern.compile("\\b(?:oc|kubectl) oncall +([a-z]+)([^`\\n]*)");

  private static final Pattern OPTION = Pattern.compile("(?<= )-[-a-z]+");

  private static final String TIME = "(?:DATE|FROM|TO|20[-0-9]{8}(?:T[0-9:Z+-]+)?)";

  /** Perhaps a name, then one time or two, then options. */
  private static final Pattern COVER =
      Pattern.compile("(?: +[a-z]+)? +" + TIME + "(?: +" + TIME + ")?(?: +-.*)?");

  @Test
  void theDocsTellOnlyCommandsThatThereAre() throws IOException {
    Set<String> known = known();
    List<String> unknown = new ArrayList<>();
    int told = 0;
    for (Path page : pages()) {
      for (MatchResult command : told(page)) {
        told++;
        if (!known.contains(command.group(1))) {
          unknown.add(page + ": " + command.group());
        }
      }
    }

    assertThat(known).contains("who", "help", "runbook", "cover");
    assertThat(told).isGreaterThan(20);
    assertThat(unknown).isEmpty();
  }

  @Test
  void theDocsTellOnlyOptionsThatThereAre() throws IOException {
    Set<String> read = choices(READ, Files.readString(PLUGIN));
    List<String> told = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult command : told(page)) {
        for (String option : options(command.group(2))) {
          told.add(option);
          if (!read.contains(option)) {
            unknown.add(page + ": " + command.group());
          }
        }
      }
    }

    assertThat(read).contains("--all", "-n", "--rotation", "--words", "--severity");
    assertThat(told).contains("--words", "--by", "--with", "-r");
    assertThat(unknown).isEmpty();
  }

  /** Whose duty, where it is somebody's, and when. */
  @Test
  void theDocsTellCoversAsThePluginTakesThem() throws IOException {
    List<String> told = new ArrayList<>();
    for (Path page : pages()) {
      told(page).stream()
          .filter(command -> command.group(1).equals("cover"))
          .forEach(command -> told.add(command.group(2)));
    }

    assertThat(told).hasSizeGreaterThan(3).allMatch(COVER.asMatchPredicate());
  }

  private static Set<String> known() throws IOException {
    String plugin = Files.readString(PLUGIN);
    return choices(KNOWN, plugin.substring(plugin.lastIndexOf("\ncase ${words[0]")));
  }

  private static Set<String> choices(Pattern pattern, String script) {
    return pattern
        .matcher(script)
        .results()
        .flatMap(choice -> Pattern.compile(" \\| ").splitAsStream(choice.group(1)))
        .collect(Collectors.toSet());
  }

  /** Those outside quotes. */
  private static List<String> options(String arguments) {
    return OPTION
        .matcher(arguments.replaceAll("\"[^\"]*\"", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<MatchResult> told(Path page) throws IOException {
    return TOLD.matcher(Files.readString(page)).results().toList();
  }
}
