package io.operatefirst.oncall.access;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may do what: the API server says whose a token is and what that one may. Its word is kept for
 * moments, so that a storm of alerts is no storm of questions. No token is kept, only its hash.
 */
@Singleton
public final class Credentials {

  private static final Pattern BEARER =
      Pattern.compile("bearer +([\\x21-\\x7e]+)", Pattern.CASE_INSENSITIVE);

  /** Of each kind, so that no flood of wrong tokens drives out the good ones. */
  private static final int MOST = 1024;

  private static final Duration ALLOWED_FOR = Duration.ofSeconds(10);

  /** Shorter, since who was refused for want of a right may have it by now and comes once only. */
  private static final Duration REFUSED_FOR = Duration.ofSeconds(3);

  /** What is known of a token. */
  public enum Verdict {
    ALLOWED,
    /** Nobody's token. */
    UNKNOWN,
    /** Somebody's, who has no right to it. */
    FORBIDDEN
  }

  private record Question(String tokenHash, Right right) {}

  private final KubernetesClient client;
  private final Recent<Question, Verdict> allowed;
  private final Recent<Question, Verdict> refused;

  @Inject
  public Credentials(KubernetesClient client) {
    this(client, System::nanoTime);
  }

  Credentials(KubernetesClient client, LongSupplier nanos) {
    this.client = client;
    this.allowed = new Recent<>(MOST, ALLOWED_FOR, nanos);
    this.refused = new Recent<>(MOST, REFUSED_FOR, nanos);
  }

  /**
   * Judges.
   *
   * @throws KubernetesClientException where the API server cannot be asked
   */
  public Verdict judge(String token, Right right) {
    Question question = new Question(sha256(token), right);
    return allowed
        .get(question)
        .or(() -> refused.get(question))
        .orElseGet(
            () -> {
              Verdict verdict = review(token, right);
              (verdict == Verdict.ALLOWED ? allowed : refused).put(question, verdict);
              return verdict;
            });
  }

  private Verdict review(String token, Right right) {
    Optional<UserInfo> user = userOf(token);
    if (user.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return has(user.get(), right) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
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

  private boolean has(UserInfo user, Right right) {
    SubjectAccessReviewSpecBuilder question =
        new SubjectAccessReviewSpecBuilder()
            .withUser(user.getUsername())
            .withUid(user.getUid())
            .withGroups(user.getGroups())
            .withExtra(user.getExtra());
    SubjectAccessReview answer =
        client
            .authorization()
            .v1()
            .subjectAccessReview()
            .create(new SubjectAccessReviewBuilder().withSpec(right.ask(question).build()).build());
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }

  /**
   * The token of a request.
   *
   * @param headers all values of {@code Authorization}; null where there is none
   * @return empty where there is not exactly one bearer token
   */
  public static Optional<String> bearer(List<String> headers) {
    return Optional.ofNullable(headers)
        .filter(values -> values.size() == 1)
        .map(values -> BEARER.matcher(values.get(0).strip()))
        .filter(Matcher::matches)
        .map(bearer -> bearer.group(1));
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
