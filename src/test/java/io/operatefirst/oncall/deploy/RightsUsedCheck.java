package io.operatefirst.oncall.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator has no right that it does not use, and misses none: by what the API servers of the
 * tests have written down of it (its audit log). In all those tests it is its own service account
 * with the shipped roles, so what is taken away from them fails where it was used.
 *
 * <p>It is run after all {@code *ApiIT}, and so not named like one.
 */
class RightsUsedCheck {

  private static final Path DEPLOY = Path.of("deploy");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Set<Request> requests;

  /** One verb on one kind of resource, and by which role it is given. */
  record Right(String role, String group, String resource, String name, String verb) {
    @Override
    public String toString() {
      return "%s: %s %s".formatted(role, verb, String.join("/", group, resource, name));
    }
  }

  /** What was asked; the reason is why it was allowed, or empty. */
  private record Request(
      String group, String resource, String name, String verb, boolean allowed, String reason) {

    private static Request of(JsonNode event) {
      JsonNode object = event.path("objectRef");
      String subresource = object.path("subresource").asText();
      JsonNode annotations = event.path("annotations");
      return new Request(
          object.path("apiGroup").asText(),
          object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
          // Of all others there are as many as the tests have made.
          object.path("resource").asText().equals("leases") ? object.path("name").asText() : "",
          event.path("verb").asText(),
          annotations.path("authorization.k8s.io/decision").asText().equals("allow"),
          annotations.path("authorization.k8s.io/reason").asText());
    }

    private boolean uses(Right right) {
      return allowed
          && reason.contains("Role \"" + right.role() + "\"")
          && group.equals(right.group())
          && resource.equals(right.resource())
          && verb.equals(right.verb())
          && (right.name().isEmpty() || name.equals(right.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("rights")
  void eachRightIsUsed(Right right) {
    assertThat(requests()).anyMatch(request -> request.uses(right));
  }

  /**
   * Secrets are read only where a team has allowed it, and the platform is not on every cluster.
   */
  @Test
  void nothingElseIsAskedFor() {
    assertThat(requests()).filteredOn(request -> !request.allowed()).isEmpty();
  }

  static List<Right> rights() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(cluster)?role(-secrets)?\\.yaml"))
          .map(file -> YAML.unmarshal(text(file), ClusterRole.class))
          .flatMap(
              role ->
                  role.getRules().stream()
                      .flatMap(rule -> rights(role.getMetadata().getName(), rule)))
          .toList();
    }
  }

  private static Stream<Right> rights(String role, PolicyRule rule) {
    List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
    return each(
        rule.getApiGroups(),
        group ->
            each(
                rule.getResources(),
                resource ->
                    each(
                        names,
                        name ->
                            each(
                                rule.getVerbs(),
                                verb -> Stream.of(new Right(role, group, resource, name, verb))))));
  }

  private static <T> Stream<T> each(List<String> values, Function<String, Stream<T>> next) {
    return values.stream().flatMap(next);
  }

  private static Set<Request> requests() {
    if (requests == null) {
      try (Stream<Path> logs = Files.list(ApiServer.AUDIT)) {
        requests = logs.flatMap(RightsUsedCheck::in).collect(toSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return requests;
  }

  private static Stream<Request> in(Path log) {
    return text(log).lines().map(RightsUsedCheck::event).map(Request::of);
  }

  /** The last line of a server that was killed may be half a one. */
  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
