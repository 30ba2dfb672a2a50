package io.operatefirst.oncall.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where notices may go is what the administrator says, to the letter. */
class AllowedHostsTest {

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org,             https://hooks.example.org/a?b=c",
    "hooks.example.org,             https://hooks.example.org:443/",
    "hooks.example.org,             https://Hooks.Example.ORG",
    "Hooks.Example.org,             https://hooks.example.org",
    "https://hooks.example.org,     https://hooks.example.org/",
    "hooks.example.org:8443,        https://hooks.example.org:8443/a",
    "http://bridge.tools.svc:8080,  http://bridge.tools.svc:8080/a",
    "http://bridge.tools.svc,       http://bridge.tools.svc:80/a",
    "'[fd00::1]:8443',              'https://[fd00::1]:8443/a'",
    "hooks.example.org:65535,       https://hooks.example.org:65535/a",
    "' hooks.example.org ',         https://hooks.example.org/a",
  })
  void allows(String configured, URI url) {
    assertThat(new AllowedHosts(List.of(configured)).allow(url)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org,             http://hooks.example.org/a",
    "hooks.example.org,             http://hooks.example.org:443/a",
    "hooks.example.org,             https://hooks.example.org:8443/a",
    "hooks.example.org,             https://example.org/a",
    "hooks.example.org,             https://a.hooks.example.org/a",
    "hooks.example.org,             https://hooks.example.org.evil.org/a",
    "hooks.example.org,             https://hooks.example.org@evil.org/a",
    "hooks.example.org,             https://evil.org/hooks.example.org",
    "hooks.example.org,             https://evil.org/#@hooks.example.org",
    "hooks.example.org,             https://hooks.example.org./a",
    "http://bridge.tools.svc:8080,  https://bridge.tools.svc:8080/a",
    "http://bridge.tools.svc:8080,  http://bridge.tools.svc/a",
    "hooks.example.org,             ftp://hooks.example.org:443/a",
    "hooks.example.org,             //hooks.example.org/a",
    "hooks.example.org,             https:hooks.example.org",
    "hooks.example.org,             https:///hooks.example.org",
  })
  void doesNotAllow(String configured, URI url) {
    assertThat(new AllowedHosts(List.of(configured)).allow(url)).isFalse();
  }

  @Test
  void eachOfSeveralAndNoneByDefault() {
    AllowedHosts two = new AllowedHosts(Set.of("one.example.org", "two.example.org"));
    assertThat(two.allow(URI.create("https://one.example.org/"))).isTrue();
    assertThat(two.allow(URI.create("https://two.example.org/"))).isTrue();
    assertThat(new AllowedHosts(Set.of()).allow(URI.create("https://one.example.org/"))).isFalse();
  }

  /** An administrator would think that it holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.example.org",
        "https://hooks.example.org/",
        "hooks.example.org/oncall",
        "hooks.example.org?a",
        "hooks.example.org#a",
        "alice@hooks.example.org",
        "ftp://hooks.example.org",
        "hooks example.org",
        "hooks.example.org:https",
        "hooks.example.org:65536",
        "/a://hooks.example.org",
        "https://"
      })
  void whatIsNoHostIsRefusedByName(String entry) {
    assertThatThrownBy(() -> new AllowedHosts(List.of("hooks.example.org", entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("oncall.webhook-hosts: " + entry + " is no host");
  }
}
