package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;
import static io.operatefirst.oncall.deploy.olm.Bundle.texts;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What OperatorHub asks, and what is good practice: the validators "operatorhub/v2",
 * "standardcapabilities", "standardcategories" and "good-practices".
 */
final class HubRules {

  private static final Set<String> LEVELS =
      Set.of("Basic Install", "Seamless Upgrades", "Full Lifecycle", "Deep Insights", "Auto Pilot");
  private static final Set<String> CATEGORIES =
      Set.of(
          "AI/Machine Learning",
          "Application Runtime",
          "Big Data",
          "Cloud Provider",
          "Developer Tools",
          "Database",
          "Integration & Delivery",
          "Logging & Tracing",
          "Monitoring",
          "Modernization & Migration",
          "Networking",
          "OpenShift Optional",
          "Security",
          "Storage",
          "Streaming & Messaging",
          "Observability");
  private static final Set<String> PICTURES =
      Set.of("image/gif", "image/jpeg", "image/png", "image/svg+xml");
  private static final Pattern VERSION_AT_END =
      Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z-]+)?$");

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "hub: the provider has a name",
              b -> !b.spec().at("/provider/name").asText().isBlank()),
          new Rule(
              "hub: maintainers can be written to",
              b -> all(b, "maintainers", HubRules::isReachable)),
          new Rule(
              "hub: links have a name and lead somewhere", b -> all(b, "links", HubRules::isLink)),
          new Rule("hub: the version is one", HubRules::hasVersion),
          new Rule("hub: it has one icon", b -> b.spec().path("icon").size() == 1),
          new Rule("hub: the icon is a picture", HubRules::hasPicture),
          new Rule(
              "hub: the capability level is one",
              b -> LEVELS.contains(b.annotation("capabilities"))),
          new Rule(
              "hub: the categories are known",
              b ->
                  Arrays.stream(b.annotation("categories").split(","))
                      .map(String::trim)
                      .allMatch(CATEGORIES::contains)),
          new Rule("practice: each container asks for CPU and memory", HubRules::asksForResources),
          new Rule(
              "practice: each kind has a description",
              b ->
                  b.owned().stream()
                      .noneMatch(owned -> owned.path("description").asText().isEmpty())),
          new Rule(
              "practice: channels are candidate, fast or stable",
              b -> channels(b).allMatch(HubRules::isChannel)),
          new Rule(
              "practice: it makes no CRDs", b -> b.rules().stream().noneMatch(HubRules::makesCrds)),
          new Rule("practice: the name ends with its version", HubRules::isNamedByVersion));

  private HubRules() {}

  private interface Check {
    boolean holds(JsonNode item);
  }

  private static boolean all(Bundle bundle, String field, Check check) {
    List<JsonNode> items = list(bundle.spec().path(field));
    return !items.isEmpty() && items.stream().allMatch(check::holds);
  }

  private static boolean isReachable(JsonNode maintainer) {
    try {
      new InternetAddress(maintainer.path("email").asText(), true).validate();
      return !maintainer.path("name").asText().isEmpty();
    } catch (AddressException e) {
      return false;
    }
  }

  private static boolean isLink(JsonNode link) {
    try {
      return !link.path("name").asText().isEmpty()
          && URI.create(link.path("url").asText()).isAbsolute();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasVersion(Bundle bundle) {
    return CsvRules.VERSION.matcher(bundle.spec().path("version").asText()).matches();
  }

  private static boolean hasPicture(Bundle bundle) {
    JsonNode icon = bundle.spec().at("/icon/0");
    return PICTURES.contains(icon.path("mediatype").asText())
        && !icon.path("base64data").asText().isEmpty();
  }

  private static boolean asksForResources(Bundle bundle) {
    return !bundle.containers().isEmpty()
        && bundle.containers().stream()
            .map(container -> container.at("/resources/requests"))
            .allMatch(requests -> requests.has("cpu") && requests.has("memory"));
  }

  private static Stream<String> channels(Bundle bundle) {
    return Stream.concat(
        Arrays.stream(
            bundle.metadata("operators.operatorframework.io.bundle.channels.v1").split(",")),
        Stream.of(bundle.metadata("operators.operatorframework.io.bundle.channel.default.v1")));
  }

  private static boolean isChannel(String name) {
    return Stream.of("candidate", "fast", "stable").anyMatch(name.trim()::startsWith);
  }

  private static boolean makesCrds(JsonNode rule) {
    return texts(rule.path("apiGroups")).contains("apiextensions.k8s.io")
        && texts(rule.path("resources")).stream()
            .anyMatch(Set.of("customresourcedefinitions", "*")::contains)
        && texts(rule.path("verbs")).stream().anyMatch(Set.of("create", "patch", "*")::contains);
  }

  private static boolean isNamedByVersion(Bundle bundle) {
    String name = bundle.csv().at("/metadata/name").asText();
    Matcher version = VERSION_AT_END.matcher(name);
    return version.find()
        && name.split("\\.v", -1).length == 2
        && version.group().equals(bundle.spec().path("version").asText());
  }
}
