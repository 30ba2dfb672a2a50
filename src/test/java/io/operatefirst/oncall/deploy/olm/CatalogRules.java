package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;
import static io.operatefirst.oncall.deploy.olm.Bundle.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What "opm validate" asks of a catalog, and that it tells the same as the bundle. */
final class CatalogRules {

  static final List<Rule> ALL =
      List.of(
          new Rule("catalog: it has one package, with an icon", CatalogRules::hasPackage),
          new Rule("catalog: the default channel is there", CatalogRules::hasDefaultChannel),
          new Rule(
              "catalog: all is of that package",
              b ->
                  Stream.concat(channels(b), bundles(b))
                      .allMatch(
                          blob -> blob.path("package").asText().equals(ServiceVersion.PACKAGE))),
          new Rule(
              "catalog: each channel ends in one version",
              b -> channels(b).allMatch(one -> heads(one).size() == 1)),
          new Rule(
              "catalog: each version leads to the end",
              b -> channels(b).allMatch(CatalogRules::leavesNobodyBehind)),
          new Rule(
              "catalog: each version replaces an older one",
              b -> channels(b).allMatch(CatalogRules::goesUp)),
          new Rule(
              "catalog: each version is in a channel, and the other way round",
              b -> names(bundles(b)).equals(names(channels(b).flatMap(CatalogRules::entries)))),
          new Rule("catalog: each version is one of its own", CatalogRules::versionsDiffer),
          new Rule("catalog: the bundle is the end of its channels", CatalogRules::endsInTheBundle),
          new Rule(
              "catalog: what the bundle replaces is what the channel says",
              CatalogRules::replacesTheSame),
          new Rule(
              "catalog: each version has an image",
              b -> bundles(b).noneMatch(blob -> blob.path("image").asText().isEmpty())),
          new Rule("catalog: it lists what the bundle owns", CatalogRules::listsOwned),
          new Rule("catalog: it shows what the bundle says", CatalogRules::showsTheSame),
          new Rule("catalog: it names all images", CatalogRules::namesImages));

  private CatalogRules() {}

  private static String name(JsonNode blob) {
    return blob.path("name").asText();
  }

  private static Set<String> names(Stream<JsonNode> blobs) {
    return blobs.map(CatalogRules::name).collect(Collectors.toSet());
  }

  private static boolean hasPackage(Bundle bundle) {
    List<JsonNode> packages = bundle.catalog("olm.package");
    return packages.size() == 1
        && name(packages.get(0)).equals(ServiceVersion.PACKAGE)
        && packages.get(0).path("icon").equals(bundle.spec().at("/icon/0"));
  }

  private static boolean hasDefaultChannel(Bundle bundle) {
    String channel = bundle.metadata("operators.operatorframework.io.bundle.channel.default.v1");
    return names(channels(bundle)).contains(channel)
        && bundle.catalog("olm.package").stream()
            .allMatch(one -> one.path("defaultChannel").asText().equals(channel));
  }

  private static Stream<JsonNode> channels(Bundle bundle) {
    return bundle.catalog("olm.channel").stream();
  }

  private static Stream<JsonNode> bundles(Bundle bundle) {
    return bundle.catalog("olm.bundle").stream();
  }

  private static Stream<JsonNode> entries(JsonNode channel) {
    return list(channel.path("entries")).stream();
  }

  /** The versions that none replaces, and none skips. */
  private static List<String> heads(JsonNode channel) {
    List<String> left = new ArrayList<>();
    entries(channel)
        .forEach(
            entry -> {
              left.add(entry.path("replaces").asText());
              left.addAll(texts(entry.path("skips")));
            });
    return entries(channel).map(CatalogRules::name).filter(name -> !left.contains(name)).toList();
  }

  private static boolean leavesNobodyBehind(JsonNode channel) {
    Map<String, JsonNode> byName = new TreeMap<>();
    Set<String> reached = new HashSet<>();
    entries(channel)
        .forEach(
            entry -> {
              byName.put(name(entry), entry);
              reached.addAll(texts(entry.path("skips")));
            });
    Optional<String> next = heads(channel).stream().findFirst();
    while (next.isPresent() && reached.add(next.get())) {
      next =
          Optional.ofNullable(byName.get(next.get()))
              .map(entry -> entry.path("replaces").asText())
              .filter(byName::containsKey);
    }
    return reached.containsAll(byName.keySet());
  }

  private static boolean goesUp(JsonNode channel) {
    return entries(channel)
        .filter(entry -> entry.has("replaces"))
        .allMatch(
            entry -> version(entry.path("replaces").asText()).compareTo(version(name(entry))) < 0);
  }

  private static Version version(String name) {
    return Version.parse(name.replaceFirst("^.*\\.v", ""));
  }

  private static boolean versionsDiffer(Bundle bundle) {
    return bundles(bundle)
            .map(blob -> properties(blob, "olm.package"))
            .allMatch(
                packages ->
                    packages.size() == 1
                        && packages
                            .get(0)
                            .path("packageName")
                            .asText()
                            .equals(ServiceVersion.PACKAGE))
        && bundles(bundle)
            .map(blob -> properties(blob, "olm.package").get(0).path("version"))
            .allMatch(new HashSet<>()::add)
        && bundles(bundle)
            .allMatch(
                blob ->
                    name(blob)
                        .endsWith(
                            ".v"
                                + properties(blob, "olm.package").get(0).path("version").asText()));
  }

  private static List<JsonNode> properties(JsonNode blob, String type) {
    return list(blob.path("properties")).stream()
        .filter(property -> property.path("type").asText().equals(type))
        .map(property -> property.path("value"))
        .toList();
  }

  private static boolean endsInTheBundle(Bundle bundle) {
    List<String> own =
        List.of(bundle.metadata("operators.operatorframework.io.bundle.channels.v1").split(","));
    String name = bundle.csv().at("/metadata/name").asText();
    return own.stream()
        .allMatch(
            channel ->
                channels(bundle)
                    .filter(one -> name(one).equals(channel))
                    .anyMatch(one -> heads(one).equals(List.of(name))));
  }

  private static boolean replacesTheSame(Bundle bundle) {
    String replaced = bundle.spec().path("replaces").asText();
    return channels(bundle)
        .flatMap(CatalogRules::entries)
        .filter(entry -> name(entry).equals(bundle.csv().at("/metadata/name").asText()))
        .allMatch(entry -> entry.path("replaces").asText().equals(replaced));
  }

  /** What the catalog has of the version that the bundle is. */
  private static JsonNode itself(Bundle bundle) {
    return bundles(bundle)
        .filter(blob -> name(blob).equals(bundle.csv().at("/metadata/name").asText()))
        .findAny()
        .orElseGet(() -> bundle.content().path("nothing"));
  }

  private static boolean listsOwned(Bundle bundle) {
    Set<String> listed =
        properties(itself(bundle), "olm.gvk").stream()
            .map(
                gvk ->
                    "%s %s %s"
                        .formatted(
                            gvk.path("group").asText(),
                            gvk.path("version").asText(),
                            gvk.path("kind").asText()))
            .collect(Collectors.toSet());
    return listed.equals(
        bundle.owned().stream()
            .map(
                owned ->
                    "%s %s %s"
                        .formatted(
                            owned.path("name").asText().replaceFirst("^[^.]*\\.", ""),
                            owned.path("version").asText(),
                            owned.path("kind").asText()))
            .collect(Collectors.toSet()));
  }

  private static boolean showsTheSame(Bundle bundle) {
    List<JsonNode> shown = properties(itself(bundle), "olm.csv.metadata");
    return shown.size() == 1
        && shown.get(0).path("annotations").equals(bundle.csv().at("/metadata/annotations"))
        && shown
            .get(0)
            .path("crdDescriptions")
            .equals(bundle.spec().path("customresourcedefinitions"))
        && Stream.of("displayName", "description", "provider", "minKubeVersion", "installModes")
            .allMatch(field -> shown.get(0).path(field).equals(bundle.spec().path(field)));
  }

  private static boolean namesImages(Bundle bundle) {
    JsonNode itself = itself(bundle);
    List<JsonNode> named =
        list(itself.path("relatedImages")).stream().map(one -> one.path("image")).toList();
    return named.contains(itself.path("image"))
        && list(bundle.spec().path("relatedImages")).stream()
            .allMatch(one -> named.contains(one.path("image")));
  }
}
