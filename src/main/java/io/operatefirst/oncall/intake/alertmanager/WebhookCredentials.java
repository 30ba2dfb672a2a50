package io.operatefirst.oncall.intake.alertmanager;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallRotation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who may push to a rotation: whoever may {@code create} its {@code oncallrotations/alerts}. The
 * API server says who a token is and what that one may; its word is kept for moments, so that a
 * storm of alerts is no storm of questions. No token is kept, only its hash.
 */
@Singleton
final class WebhookCredentials {

  /** Of each kind, so that no flood of wrong tokens drives out the good ones. */
  private static final int MOST = 1024;

  private static final Duration ALLOWED_FOR = Duration.ofSeconds(10);

  /** Shorter, since who was refused for want of a right may have it by now and comes once only. */
  private static final Duration REFUSED_FOR = Duration.ofSeconds(3);

  /** What is known of a token. */
  enum Verdict {
    ALLOWED,
    /** Nobody's token. */
    UNKNOWN,
    /** Somebody's, who may not push there. */
    FORBIDDEN
  }

  private record Question(String tokenHash, String namespace, String rotation) {}

  private final KubernetesClient client;
  private final Recent<Question, Verdict> allowed;
  private final Recent<Question, Verdict> refused;

  @Inject
  WebhookCredentials(KubernetesClient client) {
    this(client, System::nanoTime);
  }

  WebhookCredentials(KubernetesClient client, LongSupplier nanos) {
    this.client = client;
    this.allowed = new Recent<>(MOST, ALLOWED_FOR, nanos);
    this.refused = new Recent<>(MOST, REFUSED_FOR, nanos);
  }

  /**
   * Judges.
   *
   * @throws KubernetesClientException where the API server cannot be asked
   */
  Verdict judge(String token, String namespace, String rotation) {
    Question question = new Question(sha256(token), namespace, rotation);
    return allowed
        .get(question)
        .or(() -> refused.get(question))
        .orElseGet(
            () -> {
              Verdict verdict = review(token, namespace, rotation);
              (verdict == Verdict.ALLOWED ? allowed : refused).put(question, verdict);
              return verdict;
            });
  }

  private Verdict review(String token, String namespace, String rotation) {
    Optional<UserInfo> user = userOf(token);
    if (user.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return mayPush(user.get(), namespace, rotation) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
  }

  private Optional<UserInfo> userOf(String token) {
    TokenReview answer =
        client
            .tokenReviews()
            .create(new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build());
    return Optional.ofNullable(answer.getStatus())
        .filter(status -> Boolean.TRUE.equals(status.getAuthenticated()))
        .map(status -> status.getUser());
  }

  private boolean mayPush(UserInfo user, String namespace, String rotation) {
    SubjectAccessReview answer =
        client
            .authorization()
            .v1()
            .subjectAccessReview()
            .create(
                new SubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withUser(user.getUsername())
                    .withUid(user.getUid())
                    .withGroups(user.getGroups())
                    .withExtra(user.getExtra())
                    .withNewResourceAttributes()
                    .withVerb("create")
                    .withGroup(HasMetadata.getGroup(OnCallRotation.class))
                    .withVersion(HasMetadata.getVersion(OnCallRotation.class))
                    .withResource(HasMetadata.getPlural(OnCallRotation.class))
                    .withSubresource("alerts")
                    .withNamespace(namespace)
                    .withName(rotation)
                    .endResourceAttributes()
                    .endSpec()
                    .build());
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
