package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A lease that nobody renews runs out, whatever date a clock has written into it. */
class LeaseAgeTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant YESTERDAY = NINE.minus(Duration.ofDays(1));
  private static final Duration DURATION = Duration.ofSeconds(15);

  private long nanos;
  private final LeaseAge age = new LeaseAge(DURATION, () -> nanos);

  @Test
  void oneFromTheFutureRunsOutWhenNobodyRenewsIt() {
    assertThat(age.isForsaken(lease("a", "1"), YESTERDAY)).isFalse();
    pass(DURATION.minusMillis(1));
    assertThat(age.isForsaken(lease("a", "1"), YESTERDAY)).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(age.isForsaken(lease("a", "1"), YESTERDAY)).isTrue();
  }

  @Test
  void oneThatIsRenewedDoesNot() {
    age.isForsaken(lease("a", "1"), YESTERDAY);
    pass(DURATION);
    assertThat(age.isForsaken(lease("a", "2"), YESTERDAY)).isFalse();
    pass(DURATION.minusMillis(1));
    assertThat(age.isForsaken(lease("a", "2"), YESTERDAY)).isFalse();
  }

  @Test
  void oneThatIsOverByItsOwnDateIsLeftToTheElection() {
    age.isForsaken(lease("a", "1"), NINE);
    pass(DURATION);
    assertThat(age.isForsaken(lease("a", "1"), NINE.plus(DURATION))).isFalse();
  }

  @Test
  void oneThatNobodyHoldsIsFreeAnyway() {
    age.isForsaken(lease("", "1"), YESTERDAY);
    pass(DURATION);
    assertThat(age.isForsaken(lease("", "1"), YESTERDAY)).isFalse();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static Lease lease(String holder, String version) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(holder)
        .withRenewTime(NINE.atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }
}
