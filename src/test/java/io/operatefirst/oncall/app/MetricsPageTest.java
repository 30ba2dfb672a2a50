package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about metrics lists those that there are, by the names that Prometheus reads. */
class MetricsPageTest {

  @Test
  void thePageIsUpToDate() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            `GET /metrics` with the bearer token of somebody who may `get` the non-resource URL `/metrics`, as Prometheus on OpenShift may.
            [deploy/monitoring](../deploy/monitoring) has a ServiceMonitor, that right, and alerts, each with a [runbook](runbooks). OpenShift's own Prometheus looks
            at it once the namespace says so: `oc label namespace oncall-operator openshift.io/cluster-monitoring=true`.
            Generated from the code by `make generate`. Beside these there are those of the Java Operator SDK (`operator_sdk_…`).

            | Metric | Labels | Meaning |
            |---|---|---|
            """);
    Stream.of(Metric.values())
        .forEach(
            metric ->
                page.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            metric.exposed(),
                            String.join(
                                ", ", metric.labels().stream().map(l -> "`" + l + "`").toList()),
                            metric.description())));
    Golden.assertMatches(Path.of("docs", "metrics.md"), page.toString());
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void eachIsExposedAsThePageSays(Metric metric) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String[] values = metric.labels().stream().map(label -> "x").toArray(String[]::new);
    if (metric.exposed().endsWith("_total")) {
      metric.count(registry, values);
    } else {
      metric.gauge(registry).register(List.of(metric.row(1, values)), true);
    }

    assertThat(registry.scrape())
        .contains("\n" + metric.exposed() + (values.length == 0 ? " " : "{"))
        .contains("# HELP " + metric.exposed());
    metric.labels().forEach(label -> assertThat(registry.scrape()).contains(label + "=\"x\""));
  }

  @Test
  void aLabelThatIsForgottenIsNoticed() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    assertThatThrownBy(() -> Metric.SIGNALS.count(registry, "alert"))
        .hasMessageContaining("kind, outcome");
  }
}
