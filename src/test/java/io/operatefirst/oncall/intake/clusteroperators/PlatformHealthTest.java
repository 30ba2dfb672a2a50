package io.operatefirst.oncall.intake.clusteroperators;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.intake.clusteroperators.Component.Condition;
import io.operatefirst.oncall.intake.clusteroperators.Component.Part;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which conditions of the platform a person has to know of, and what is said of them. */
class PlatformHealthTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant SINCE = NOW.minusSeconds(90);

  private final PlatformHealth health = new PlatformHealth();

  @ParameterizedTest
  @CsvSource({
    "CLUSTER_OPERATOR, Available,        False, CRITICAL, ClusterOperator console is not available",
    "CLUSTER_OPERATOR, Degraded,         True,  WARNING,  ClusterOperator console is degraded",
    "CLUSTER_OPERATOR, Upgradeable,      False, INFO,     ClusterOperator console cannot be upgraded",
    "CLUSTER_VERSION,  Available,        False, CRITICAL, ClusterVersion console is not available",
    "CLUSTER_VERSION,  Failing,          True,  CRITICAL, ClusterVersion console is failing",
    "CLUSTER_VERSION,  Invalid,          True,  WARNING,  ClusterVersion console is invalid",
    "CLUSTER_VERSION,  ReleaseAccepted,  False, WARNING,  ClusterVersion console does not accept the release",
    "CLUSTER_VERSION,  Upgradeable,      False, INFO,     ClusterVersion console cannot be upgraded",
    "CLUSTER_VERSION,  RetrievedUpdates, False, INFO,     ClusterVersion console cannot learn of updates",
  })
  void bad(Part part, String type, String status, Severity severity, String summary) {
    Signal signal = only(new Component(part, "console", List.of(condition(type, status))));

    assertThat(signal.summary()).isEqualTo(summary + ": Broken: It is broken.");
    assertThat(signal.observation().complete()).isTrue();
    assertThat(signal.observation().members())
        .containsExactly(
            new Member(
                "console/" + type,
                SINCE,
                severity,
                Map.of("reason", "Broken"),
                Member.State.FIRING,
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTER_OPERATOR, Available,        True",
    "CLUSTER_OPERATOR, Available,        Unknown",
    "CLUSTER_OPERATOR, Degraded,         False",
    "CLUSTER_OPERATOR, Degraded,         Unknown",
    "CLUSTER_OPERATOR, Upgradeable,      True",
    "CLUSTER_OPERATOR, Upgradeable,      Unknown",
    "CLUSTER_OPERATOR, Progressing,      True",
    "CLUSTER_OPERATOR, Progressing,      False",
    "CLUSTER_OPERATOR, Failing,          True",
    "CLUSTER_OPERATOR, Available,        ''",
    "CLUSTER_VERSION,  Failing,          Unknown",
    "CLUSTER_VERSION,  Progressing,      True",
    "CLUSTER_VERSION,  ReleaseAccepted,  True",
    "CLUSTER_VERSION,  RetrievedUpdates, True",
    "CLUSTER_VERSION,  Invalid,          False",
  })
  void notBad(Part part, String type, String status) {
    assertThat(
            health.signals(
                List.of(new Component(part, "console", List.of(condition(type, status)))), NOW))
        .isEmpty();
  }

  @Test
  void whatSaysNothingIsNotBad() {
    assertThat(health.signals(List.of(operator("new")), NOW)).isEmpty();
  }

  /** The console shows of these three only the first. */
  @Test
  void eachConditionIsJudgedOnItsOwn() {
    Component console =
        operator(
            "console",
            condition("Upgradeable", "False"),
            condition("Degraded", "True"),
            condition("Available", "False"));

    assertThat(health.signals(List.of(console, operator("dns")), NOW))
        .extracting(Signal::key)
        .containsExactlyInAnyOrder(
            key("console", "Upgradeable"), key("console", "Degraded"), key("console", "Available"));
  }

  @Test
  void anOperatorThatIsCalledVersionIsNotTheClusterVersion() {
    Condition bad = condition("Available", "False");

    assertThat(
            health.signals(
                List.of(
                    operator("version", bad),
                    new Component(Part.CLUSTER_VERSION, "version", List.of(bad))),
                NOW))
        .extracting(signal -> signal.key().digest())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  /** Else each look would begin the trouble anew, and count it. */
  @Test
  void whatDoesNotSaySinceWhenIsBadSinceItWasFirstSeen() {
    Component console = operator("console", undated("Degraded", "True"));
    health.signals(List.of(console), NOW);

    assertThat(since(console, NOW.plusSeconds(15))).isEqualTo(NOW);
  }

  @Test
  void whatWasWellInBetweenIsBadAnew() {
    Component console = operator("console", undated("Degraded", "True"));
    health.signals(List.of(console), NOW);
    health.signals(List.of(operator("console", undated("Degraded", "False"))), NOW);

    Instant later = NOW.plus(Duration.ofHours(1));
    assertThat(since(console, later)).isEqualTo(later);
  }

  @Test
  void aSummaryIsOneLineOfSomeLength() {
    Condition rambling =
        new Condition(
            "Degraded",
            "True",
            "",
            "first line\nsecond\tline " + "x".repeat(5_000),
            Optional.of(SINCE));

    assertThat(only(operator("console", rambling)).summary())
        .startsWith("ClusterOperator console is degraded: first line second line xxx")
        .endsWith("…")
        .hasSize(400);
  }

  @Test
  void aBareConditionSaysWhatIsKnown() {
    Signal signal =
        only(operator("console", new Condition("Degraded", "True", "", " ", Optional.of(SINCE))));

    assertThat(signal.summary()).isEqualTo("ClusterOperator console is degraded");
    assertThat(signal.observation().members().get(0).labels()).isEmpty();
  }

  /** An entry holds 256 characters: a longer one would look new at each look. */
  @Test
  void aLongReasonIsCut() {
    Condition joined = new Condition("Degraded", "True", "R".repeat(1_000), "", Optional.of(SINCE));

    assertThat(
            only(operator("console", joined)).observation().members().get(0).labels().get("reason"))
        .hasSize(200);
  }

  private Signal only(Component component) {
    List<Signal> signals = health.signals(List.of(component), NOW);
    assertThat(signals).hasSize(1);
    return signals.get(0);
  }

  private Instant since(Component component, Instant now) {
    return health.signals(List.of(component), now).get(0).observation().members().get(0).since();
  }

  private static Component operator(String name, Condition... conditions) {
    return new Component(Part.CLUSTER_OPERATOR, name, Arrays.asList(conditions));
  }

  private static Condition condition(String type, String status) {
    return new Condition(type, status, "Broken", "It is broken.", Optional.of(SINCE));
  }

  private static Condition undated(String type, String status) {
    return new Condition(type, status, "", "", Optional.empty());
  }

  private static SignalKey key(String name, String condition) {
    return SignalKey.of(Kind.CLUSTER_OPERATOR, Map.of("name", name, "condition", condition));
  }
}
