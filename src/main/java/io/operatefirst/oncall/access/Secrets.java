package io.operatefirst.oncall.access;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.status.Conditions;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is in the Secrets of a namespace, for the moment in which it is used. It is read each time,
 * so that a token that is exchanged holds at once, and is kept nowhere.
 */
public final class Secrets {

  private final KubernetesClient client;

  public Secrets(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Does something with a secret; where it cannot be had, says what a person can do about it.
   *
   * @param field of the rotation's spec, which refers to it
   * @param use is given the secret without white space around it, and is not to let it out
   * @param unavailable is given the reason of a condition and its message, where there is none
   */
  public <T> T with(
      String namespace,
      SecretKeySpec reference,
      String field,
      Function<String, T> use,
      BiFunction<String, String, T> unavailable) {
    Optional<String> secret;
    try {
      secret =
          Optional.ofNullable(
                  client.secrets().inNamespace(namespace).withName(reference.name()).get())
              .map(Secret::getData)
              .map(data -> data.get(reference.key()))
              .map(Secrets::decoded)
              .filter(value -> !value.isEmpty());
    } catch (KubernetesClientException e) {
      return unreadable(namespace, reference, e, unavailable);
    }
    return secret.isPresent()
        ? use.apply(secret.get())
        : unavailable.apply(
            Conditions.SECRET_MISSING,
            "%s: there is no Secret %s with a key %s in namespace %s. Create it: oc create secret generic %s -n %s --from-file=%s=FILE"
                .formatted(
                    field,
                    reference.name(),
                    reference.key(),
                    namespace,
                    reference.name(),
                    namespace,
                    reference.key()));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
  }

  private static <T> T unreadable(
      String namespace,
      SecretKeySpec reference,
      KubernetesClientException e,
      BiFunction<String, String, T> unavailable) {
    // Without an answer there is no code, which is -1 or 0.
    String why =
        e.getCode() <= 0
            ? "the API server does not answer"
            : "the API server answers " + e.getCode();
    return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
        ? unavailable.apply(
            Conditions.NOT_ALLOWED,
            "The operator may not read Secret %s in namespace %s. Allow it: oc create rolebinding oncall-secrets -n %s --clusterrole=oncall-secrets --serviceaccount=NAMESPACE:oncall-operator, with the namespace that the operator runs in."
                .formatted(reference.name(), namespace, namespace))
        : unavailable.apply(
            Conditions.UNREACHABLE,
            "Secret %s cannot be read: %s. It is tried again.".formatted(reference.name(), why));
  }
}
