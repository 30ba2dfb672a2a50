package io.operatefirst.oncall.deploy.olm;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One thing that must hold of a bundle.
 *
 * @param name what it asks, after whose rule it is
 * @param holds whether a bundle keeps it
 */
record Rule(String name, Predicate<Bundle> holds) {

  /** All of them: errors and warnings alike, since a bundle should be given neither. */
  static List<Rule> all() {
    return Stream.of(
            CsvRules.ALL,
            ContentRules.ALL,
            HubRules.ALL,
            OpenShiftRules.ALL,
            ScorecardRules.ALL,
            CatalogRules.ALL)
        .flatMap(List::stream)
        .toList();
  }

  static List<String> brokenBy(Bundle bundle) {
    return all().stream().filter(rule -> !rule.holds.test(bundle)).map(Rule::name).toList();
  }
}
