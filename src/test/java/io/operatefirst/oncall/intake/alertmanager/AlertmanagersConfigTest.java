package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** Administrators write it as properties or as environment variables. */
class AlertmanagersConfigTest {

  @Test
  void byProperties() {
    AlertmanagersConfig config =
        read(
            new PropertiesConfigSource(
                Map.of(
                    "oncall.alertmanagers.platform.url",
                    "http://a.example.org:9093,http://b.example.org:9093",
                    "oncall.alertmanagers.platform.poll-interval",
                    "5s",
                    "oncall.alertmanagers.user-workload.url[0]",
                    "https://c.example.org",
                    "oncall.alertmanagers.user-workload.url[1]",
                    "https://d.example.org"),
                "test",
                100));

    assertThat(config.byName()).containsOnlyKeys("platform", "user-workload");
    AlertmanagersConfig.Cluster platform = config.byName().get("platform");
    assertThat(platform.url())
        .containsExactly(
            URI.create("http://a.example.org:9093"), URI.create("http://b.example.org:9093"));
    assertThat(platform.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(platform.tokenFile()).isEmpty();
    assertThat(platform.caFile()).isEmpty();
    assertThat(config.byName().get("user-workload").url()).hasSize(2);
  }

  @Test
  void byEnvironmentVariables() {
    AlertmanagersConfig config =
        read(
            new EnvConfigSource(
                Map.of(
                    "ONCALL_ALERTMANAGERS_PLATFORM_URL",
                    "https://alertmanager-main.openshift-monitoring.svc:9094",
                    "ONCALL_ALERTMANAGERS_PLATFORM_TOKEN_FILE",
                    "/var/run/secrets/kubernetes.io/serviceaccount/token",
                    "ONCALL_ALERTMANAGERS_PLATFORM_CA_FILE",
                    "/etc/service-ca/service-ca.crt",
                    "ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL",
                    "1m",
                    "ONCALL_ALERTMANAGERS_LAB_URL",
                    "http://a:9093,http://b:9093"),
                300));

    assertThat(config.byName()).containsOnlyKeys("platform", "lab");
    AlertmanagersConfig.Cluster platform = config.byName().get("platform");
    assertThat(platform.url())
        .containsExactly(URI.create("https://alertmanager-main.openshift-monitoring.svc:9094"));
    assertThat(platform.tokenFile())
        .contains(Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"));
    assertThat(platform.caFile()).contains(Path.of("/etc/service-ca/service-ca.crt"));
    assertThat(platform.pollInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.byName().get("lab").url()).hasSize(2);
    assertThat(config.byName().get("lab").pollInterval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void withoutAnyThereAreNone() {
    assertThat(read(new EnvConfigSource(Map.of(), 300)).byName()).isEmpty();
  }

  private static AlertmanagersConfig read(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(source)
        .withMapping(AlertmanagersConfig.class)
        .build()
        .getConfigMapping(AlertmanagersConfig.class);
  }
}
