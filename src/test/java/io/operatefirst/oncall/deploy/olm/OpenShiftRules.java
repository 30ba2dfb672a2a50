package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What OpenShift's catalog shows and filters by, and what Red Hat's own checks require. */
final class OpenShiftRules {

  private static final String FEATURE = "features.operators.openshift.io/";
  private static final List<String> FEATURES =
      List.of(
          "disconnected",
          "fips-compliant",
          "proxy-aware",
          "tls-profiles",
          "token-auth-aws",
          "token-auth-azure",
          "token-auth-gcp",
          "cnf",
          "cni",
          "csi");
  private static final Set<String> PLATFORMS = Set.of("amd64", "arm64", "ppc64le", "s390x");
  private static final Pattern OPENSHIFT = Pattern.compile("=?v4\\.(\\d+)(-v4\\.\\d+)?");

  /** OpenShift 4.12 has Kubernetes 1.25, and each is one more with each. */
  private static final int MINORS_APART = 13;

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "openshift: each feature is true or false",
              b ->
                  FEATURES.stream()
                      .map(feature -> b.annotation(FEATURE + feature))
                      .allMatch(Set.of("true", "false")::contains)),
          new Rule("openshift: no feature is unknown", OpenShiftRules::knowsItsFeatures),
          new Rule(
              "openshift: who claims to be mirrored names images by digest",
              b ->
                  !b.annotation(FEATURE + "disconnected").equals("true")
                      || images(b).allMatch(image -> image.contains("@sha256:"))),
          new Rule(
              "openshift: platforms are known ones, and supported", OpenShiftRules::hasPlatforms),
          new Rule(
              "openshift: what is shown of it is there",
              b ->
                  Stream.of("description", "support", "repository", "containerImage")
                      .noneMatch(annotation -> b.annotation(annotation).isEmpty())),
          new Rule("openshift: it says when it was made", OpenShiftRules::isDated),
          new Rule(
              "openshift: the image that is shown is the one that runs",
              b -> ran(b).contains(b.annotation("containerImage"))),
          new Rule(
              "openshift: the related images are those that run",
              b -> images(b).toList().equals(ran(b))),
          new Rule(
              "openshift: its versions are those of minKubeVersion", OpenShiftRules::versionsAgree),
          new Rule(
              "openshift: the namespace it suggests is the one that it describes",
              b ->
                  Yaml.parse(b.annotation("operatorframework.io/suggested-namespace-template"))
                      .at("/metadata/name")
                      .asText()
                      .equals(b.annotation("operatorframework.io/suggested-namespace"))));

  private OpenShiftRules() {}

  private static boolean knowsItsFeatures(Bundle bundle) {
    return bundle.csv().at("/metadata/annotations").properties().stream()
        .map(Map.Entry::getKey)
        .filter(key -> key.startsWith(FEATURE))
        .allMatch(key -> FEATURES.contains(key.substring(FEATURE.length())));
  }

  private static boolean hasPlatforms(Bundle bundle) {
    JsonNode labels = bundle.csv().at("/metadata/labels");
    String arch = "operatorframework.io/arch.";
    List<String> platforms =
        labels.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith(arch))
            .map(key -> key.substring(arch.length()))
            .toList();
    return !platforms.isEmpty()
        && PLATFORMS.containsAll(platforms)
        && labels.has("operatorframework.io/os.linux")
        && list(labels).stream().allMatch(label -> label.asText().equals("supported"));
  }

  private static boolean isDated(Bundle bundle) {
    try {
      return OffsetDateTime.parse(bundle.annotation("createdAt")).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<String> ran(Bundle bundle) {
    return bundle.containers().stream().map(one -> one.path("image").asText()).toList();
  }

  private static Stream<String> images(Bundle bundle) {
    return list(bundle.spec().path("relatedImages")).stream()
        .map(one -> one.path("image").asText());
  }

  private static boolean versionsAgree(Bundle bundle) {
    Matcher versions = OPENSHIFT.matcher(bundle.metadata("com.redhat.openshift.versions"));
    return versions.matches()
        && bundle
            .spec()
            .path("minKubeVersion")
            .asText()
            .equals("1." + (Integer.parseInt(versions.group(1)) + MINORS_APART) + ".0");
  }
}
