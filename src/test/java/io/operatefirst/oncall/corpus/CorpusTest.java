package io.operatefirst.oncall.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.preview.CommandLineInterface;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.Problem;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The operator and the preview command answer each mistake alike, with a line that says what to do.
 */
class CorpusTest {

  private static final TestClock CLOCK = new TestClock();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final RosterReader ROSTERS =
      new RosterReader(SERIALIZATION, new JollydayHolidays(), CLOCK);
  private static final String SHUFFLED = "without metadata.namespace and spec.order.seed ";
  private static final CommandLine COMMANDS = CommandLineInterface.commands(CLOCK);

  private record Result(int exit, String out, List<String> err) {}

  static Stream<CorpusFile> mistakes() {
    return CorpusFile.in("invalid/schema", "invalid/semantic", "invalid/file");
  }

  static Stream<CorpusFile> invalidResources() {
    return CorpusFile.in("invalid/schema", "invalid/semantic");
  }

  static Stream<CorpusFile> valid() {
    return CorpusFile.in("valid");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void thePreviewNamesEachMistake(CorpusFile file) {
    Result result = preview(file);

    assertThat(result.err()).isEqualTo(file.operator()).isNotEmpty();
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  /**
   * What the Java types cannot hold (a number for a text, an unknown field) every server refuses or
   * drops, so that the reconciler never meets it; there the rules are held against the JSON.
   */
  @ParameterizedTest
  @MethodSource("invalidResources")
  void theReconcilerSaysTheSame(CorpusFile file) {
    if (file.canBeTyped()) {
      assertThat(problems(typed(file))).isEqualTo(file.operator());
    } else {
      assertThat(lines(ROSTERS.check(file.resource(), false))).isEqualTo(file.operator());
    }
  }

  /** Else a file could be taken out of the test above by its comment. */
  @ParameterizedTest
  @MethodSource("invalidResources")
  void aFileIsTypedWhereverThatIsPossible(CorpusFile file) {
    if (!file.canBeTyped()) {
      RuntimeException refused =
          catchThrowableOfType(RuntimeException.class, () -> typed(file).getSpec().engineers());
      assertThat(refused != null || !problems(typed(file)).equals(file.operator())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsValidIsShown(CorpusFile file) {
    Result result = preview(file);

    // A file need not say its namespace, by which it is shuffled: PreviewCommandTest.
    assertThat(result.err())
        .filteredOn(line -> !line.startsWith(SHUFFLED))
        .isEqualTo(file.operator());
    assertThat(result.out()).startsWith("FROM");
    assertThat(result.exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsValidIsReconciled(CorpusFile file) {
    // A server gives back what it keeps.
    JsonNode kept = ROSTERS.admitted(file.resource());
    OnCallRotation rotation = SERIALIZATION.convertValue(kept, OnCallRotation.class);

    assertThat(ROSTERS.read(rotation, false)).isInstanceOf(Reading.Valid.class);
  }

  private Result preview(CorpusFile file) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        COMMANDS
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("preview", "-f", file.path().toString());
    return new Result(exit, out.toString(), err.toString().lines().toList());
  }

  private OnCallRotation typed(CorpusFile file) {
    return SERIALIZATION.convertValue(file.resource(), OnCallRotation.class);
  }

  private List<String> problems(OnCallRotation rotation) {
    return ROSTERS.read(rotation, false) instanceof Reading.Invalid invalid
        ? lines(invalid.problems())
        : List.of();
  }

  private static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }
}
