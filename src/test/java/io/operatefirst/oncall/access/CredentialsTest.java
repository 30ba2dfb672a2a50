package io.operatefirst.oncall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.access.Credentials.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the API server is asked about, and how often. */
class CredentialsTest {

  private final ReviewingServer server = new ReviewingServer();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Credentials credentials = new Credentials(server.client, nanos::get);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStormOfAlertsIsNoStormOfQuestions() {
    for (int i = 0; i < 100; i++) {
      assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.ALLOWED);
    }
    assertThat(server.tokenReviews).hasSize(1);
    assertThat(server.accessReviews).hasSize(1);

    nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
    judge(ReviewingServer.KNOWN);
    assertThat(server.tokenReviews).hasSize(1);
    nanos.addAndGet(1);
    server.allows = false;
    assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.FORBIDDEN);
    assertThat(server.tokenReviews).hasSize(2);
  }

  @Test
  void whoIsRefusedIsAskedAboutAgainSooner() {
    server.allows = false;
    for (int i = 0; i < 100; i++) {
      assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.FORBIDDEN);
      assertThat(judge("guessed")).isEqualTo(Verdict.UNKNOWN);
    }
    assertThat(server.tokenReviews).hasSize(2);

    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    server.allows = true;
    assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aVerdictIsAboutOneRotation() {
    judge(ReviewingServer.KNOWN);
    server.allows = false;

    assertThat(credentials.judge(ReviewingServer.KNOWN, new Right.Push("team", "dev")))
        .isEqualTo(Verdict.FORBIDDEN);
    assertThat(credentials.judge(ReviewingServer.KNOWN, new Right.Push("other", "sre")))
        .isEqualTo(Verdict.FORBIDDEN);
    assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void noFloodOfWrongTokensDrivesOutAGoodOne() {
    judge(ReviewingServer.KNOWN);
    for (int i = 0; i < 1_100; i++) {
      judge("guessed-" + i);
    }
    int asked = server.tokenReviews.size();

    assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.ALLOWED);
    assertThat(server.tokenReviews).hasSize(asked);
  }

  @Test
  void allThatIsKnownOfTheUserIsReviewedAndNothingMoreIsAsked() throws IOException {
    judge(ReviewingServer.KNOWN);

    assertThat(server.accessReviews.get(0).get("spec"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"user": "mary", "uid": "42", "groups": ["senders", "system:authenticated"],
                     "extra": {"scopes": ["user:full"]},
                     "resourceAttributes": {"verb": "create", "group": "oncall.operate-first.cloud",
                       "version": "v1alpha1", "resource": "oncallrotations", "subresource": "alerts",
                       "namespace": "team", "name": "sre"}}
                    """));
  }

  @Test
  void thatItCouldNotBeAskedIsNotRemembered() {
    server.works = false;
    assertThatThrownBy(() -> judge(ReviewingServer.KNOWN))
        .isInstanceOf(KubernetesClientException.class);

    server.works = true;
    assertThat(judge(ReviewingServer.KNOWN)).isEqualTo(Verdict.ALLOWED);
  }

  private Verdict judge(String token) {
    return credentials.judge(token, new Right.Push("team", "sre"));
  }
}
