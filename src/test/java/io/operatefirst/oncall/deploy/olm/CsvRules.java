package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every ClusterServiceVersion must be: the validator "clusterserviceversion" (csv.go). */
final class CsvRules {

  static final Pattern VERSION =
      Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){2}(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Annotations that OLM knows in this case only. */
  private static final Set<String> CASED =
      Set.of(
          "olm.operatorGroup",
          "olm.operatorNamespace",
          "olm.targetNamespaces",
          "olm.providedAPIs",
          "olm.skipRange");

  static final List<Rule> ALL =
      List.of(
          new Rule("csv: it is a ClusterServiceVersion", CsvRules::isOne),
          new Rule("csv: the name can be a label", b -> isName(b.csv().at("/metadata/name"))),
          new Rule(
              "csv: what it replaces is a name",
              b -> b.spec().path("replaces").isMissingNode() || isName(b.spec().path("replaces"))),
          new Rule("csv: what is required is there", CsvRules::isComplete),
          new Rule("csv: the examples are JSON", b -> !b.examples().isEmpty()),
          new Rule("csv: the examples are given once", b -> b.annotation("olm.examples").isEmpty()),
          new Rule(
              "csv: each example is of a kind it owns", b -> provided(b).containsAll(shown(b))),
          new Rule("csv: each kind it owns has an example", b -> shown(b).containsAll(provided(b))),
          new Rule(
              "csv: some install mode is supported",
              b -> modes(b).anyMatch(mode -> mode.path("supported").asBoolean())),
          new Rule(
              "csv: no install mode is there twice",
              b -> modes(b).map(mode -> mode.path("type")).allMatch(new HashSet<>()::add)),
          new Rule(
              "csv: conversion webhooks are for all namespaces only",
              b -> !converts(b) || isForAllNamespacesOnly(b)),
          new Rule(
              "csv: minKubeVersion is a version",
              b -> VERSION.matcher(b.spec().path("minKubeVersion").asText()).matches()),
          new Rule(
              "csv: annotations are in the case that OLM knows",
              b -> annotations(b).allMatch(CsvRules::isInItsCase)),
          new Rule(
              "csv: properties are not an annotation",
              b -> annotations(b).noneMatch("olm.properties"::equals)));

  private CsvRules() {}

  private static boolean isOne(Bundle bundle) {
    return bundle.csv().path("apiVersion").asText().equals("operators.coreos.com/v1alpha1")
        && bundle.csv().path("kind").asText().equals("ClusterServiceVersion");
  }

  private static boolean isName(JsonNode name) {
    return NAME.matcher(name.asText()).matches();
  }

  private static boolean isComplete(Bundle bundle) {
    return Stream.of("/displayName", "/install/strategy", "/install/spec/deployments/0/name")
            .map(bundle.spec()::at)
            .noneMatch(field -> field.asText().isEmpty())
        && bundle.owned().stream()
            .allMatch(
                owned ->
                    Stream.of("name", "version", "kind")
                        .noneMatch(field -> owned.path(field).asText().isEmpty()));
  }

  /** Group, version and kind of each that the examples show. */
  private static Set<String> shown(Bundle bundle) {
    return bundle.examples().stream()
        .map(example -> example.path("apiVersion").asText() + "/" + example.path("kind").asText())
        .collect(Collectors.toSet());
  }

  private static Set<String> provided(Bundle bundle) {
    return bundle.owned().stream()
        .map(
            owned ->
                "%s/%s/%s"
                    .formatted(
                        owned.path("name").asText().replaceFirst("^[^.]*\\.", ""),
                        owned.path("version").asText(),
                        owned.path("kind").asText()))
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> modes(Bundle bundle) {
    return list(bundle.spec().path("installModes")).stream();
  }

  private static boolean converts(Bundle bundle) {
    return list(bundle.spec().path("webhookdefinitions")).stream()
        .anyMatch(webhook -> !webhook.path("conversionCRDs").isEmpty());
  }

  private static boolean isForAllNamespacesOnly(Bundle bundle) {
    Predicate<JsonNode> all = mode -> mode.path("type").asText().equals("AllNamespaces");
    return modes(bundle).allMatch(mode -> all.test(mode) == mode.path("supported").asBoolean());
  }

  private static Stream<String> annotations(Bundle bundle) {
    return bundle.csv().at("/metadata/annotations").properties().stream().map(one -> one.getKey());
  }

  private static boolean isInItsCase(String annotation) {
    return CASED.contains(annotation)
        || CASED.stream()
            .map(known -> known.toLowerCase(Locale.ROOT))
            .noneMatch(annotation.toLowerCase(Locale.ROOT)::equals);
  }
}
