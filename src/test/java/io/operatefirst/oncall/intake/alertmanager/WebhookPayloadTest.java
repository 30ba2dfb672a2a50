package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.operatefirst.oncall.intake.alertmanager.WebhookPayload.BadPayload;
import io.operatefirst.oncall.log.Member;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Alertmanagers send, and what else may come. */
class WebhookPayloadTest {

  /** As Alertmanager 0.25 sends it, with fields that a later one may add. */
  static final String SAMPLE =
      """
      {
        "receiver": "oncall",
        "status": "firing",
        "alerts": [
          {
            "status": "firing",
            "labels": {"alertname": "KubePodCrashLooping", "namespace": "shop", "pod": "cart-1", "severity": "critical"},
            "annotations": {"summary": "Pod is crash looping.", "runbook_url": "https://example.org/runbook", "team": "a"},
            "startsAt": "2026-11-23T09:12:01.739266876+01:00",
            "endsAt": "0001-01-01T00:00:00Z",
            "generatorURL": "https://prometheus.example.org/graph?g0.expr=up",
            "fingerprint": "c9d6e3a1f0b24875",
            "new": {"deep": [1, {"deeper": null}]}
          },
          {
            "status": "resolved",
            "labels": {"alertname": "KubePodCrashLooping", "namespace": "shop", "pod": "cart-2"},
            "annotations": null,
            "startsAt": "2026-11-23T08:00:00Z",
            "endsAt": "2026-11-23T08:10:00Z",
            "generatorURL": "",
            "fingerprint": "0011223344556677"
          }
        ],
        "groupLabels": {"alertname": "KubePodCrashLooping"},
        "commonLabels": {"alertname": "KubePodCrashLooping", "namespace": "shop"},
        "commonAnnotations": {},
        "externalURL": "https://alertmanager.example.org",
        "version": "4",
        "groupKey": "{}:{alertname=\\"KubePodCrashLooping\\"}",
        "truncatedAlerts": 3,
        "added": [true, 1.5e3]
      }
      """;

  private static final String ALERT =
      "{'status':'firing','labels':{'alertname':'A'},'startsAt':'2026-11-23T08:00:00Z'}";

  @Test
  void whatAnAlertmanagerSendsIsUnderstood() throws BadPayload {
    WebhookPayload payload = read(SAMPLE);

    assertThat(payload.truncated()).isEqualTo(3);
    assertThat(payload.alerts()).hasSize(2);
    Alert first = payload.alerts().get(0);
    assertThat(first.state()).isEqualTo(Member.State.FIRING);
    assertThat(first.fingerprint()).isEqualTo("c9d6e3a1f0b24875");
    assertThat(first.labels())
        .isEqualTo(
            Map.of(
                "alertname", "KubePodCrashLooping",
                "namespace", "shop",
                "pod", "cart-1",
                "severity", "critical"));
    assertThat(first.annotations())
        .containsEntry("runbook_url", "https://example.org/runbook")
        .containsEntry("summary", "Pod is crash looping.");
    assertThat(first.link()).contains("https://prometheus.example.org/graph?g0.expr=up");
    Alert second = payload.alerts().get(1);
    assertThat(second.state()).isEqualTo(Member.State.ENDED);
    assertThat(second.link()).isEmpty();
    assertThat(second.annotations()).isEmpty();
  }

  /** The API of an Alertmanager tells milliseconds, its webhook nanoseconds, of the same alert. */
  @Test
  void aPushedAlertBeganWhenThePulledOneDid() throws BadPayload {
    assertThat(read(SAMPLE).alerts().get(0).startsAt())
        .isEqualTo(Instant.parse("2026-11-23T08:12:01.739Z"));
  }

  @Test
  void aMissingFingerprintIsMadeOfTheLabelsInAnyOrder() throws BadPayload {
    String one = fingerprint("{'alertname':'A','namespace':'shop'}");

    assertThat(one).matches("[0-9a-f]{16}");
    assertThat(fingerprint("{'namespace':'shop','alertname':'A'}")).isEqualTo(one);
    assertThat(fingerprint("{'alertname':'A','namespace':'shops'}")).isNotEqualTo(one);
    assertThat(fingerprint("{'alertname':'As','namespace':'hop'}")).isNotEqualTo(one);
  }

  @Test
  void aFingerprintThatNoFieldOfTheLogCouldHoldIsMadeAnew() throws BadPayload {
    String alert = ALERT.replace("'status'", "'fingerprint':'" + "f".repeat(65) + "','status'");

    assertThat(read(payload(alert)).alerts().get(0).fingerprint())
        .isEqualTo(fingerprint("{'alertname':'A'}"));
  }

  /** JSON can name half a character, which the API server would refuse again and again. */
  @Test
  void halfACharacterIsReplaced() throws BadPayload {
    Alert alert = read(payload(ALERT.replace("'A'", "'A\\ud83d'"))).alerts().get(0);

    assertThat(alert.name()).isEqualTo("A?");
  }

  @Test
  void anEmptyListIsNoMistake() throws BadPayload {
    assertThat(read(payload("")).alerts()).isEmpty();
  }

  @Test
  void asManyAlertsAsAreTakenAreTaken() throws BadPayload {
    String most = String.join(",", Collections.nCopies(10_000, ALERT));

    assertThat(read(payload(most)).alerts()).hasSize(10_000);
    assertThatThrownBy(() -> read(payload(most + "," + ALERT)))
        .isInstanceOf(BadPayload.class)
        .hasMessage("alerts: must not be more than 10000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the body must be a JSON object",
        "[]|the body must be a JSON object",
        "'4'|the body must be a JSON object",
        "null|the body must be a JSON object",
        "{}|version: must be \"4\"",
        "{'version':'3','alerts':[]}|version: must be \"4\"",
        "{'version':4,'alerts':[]}|version: must be a string",
        "{'version':'4'}|alerts: is missing",
        "{'version':'4','alerts':null}|alerts: is missing",
        "{'version':'4','alerts':{}}|alerts: must be a list",
        "{'version':'4','alerts':[7]}|alerts[0]: must be an object",
        "{'version':'4','alerts':[],'truncatedAlerts':'many'}|truncatedAlerts: must be a whole number",
        "{'version':'4','alerts':[],'truncatedAlerts':99999999999999999999}|truncatedAlerts: must be a whole number",
        "{'version':'4','alerts':[]} {}|the body must be one JSON object, and nothing after it",
        "{'version':'4',~'alerts':[}|the body is not JSON: see line 2, column 11",
        "{'version':'4','alerts':[|the body is not JSON: see line 1, column 26",
        "alerts=firing|the body is not JSON: see line 1, column 8",
      })
  void aMistakeIsNamed(String body, String message) {
    assertThatThrownBy(() -> read(body.replace('~', '\n')))
        .isInstanceOf(BadPayload.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'status':'firing',||status: is missing",
        "'firing'|'suppressed'|status: must be firing or resolved",
        "'firing'|7|status: must be a string",
        "'firing'|null|status: is missing",
        "{'alertname':'A'}|{}|labels: is missing",
        "{'alertname':'A'}|null|labels: is missing",
        "{'alertname':'A'}|[]|labels: must be an object",
        "{'alertname':'A'}|{'alertname':7}|labels.alertname: must be a string",
        "'labels'|'annotations':{'summary':[]},'labels'|annotations.summary: must be a string",
        "'2026-11-23T08:00:00Z'|'yesterday'|startsAt: must be a time (RFC 3339)",
        "'2026-11-23T08:00:00Z'|'2026-11-23'|startsAt: must be a time (RFC 3339)",
        "'2026-11-23T08:00:00Z'|'2026-02-30T08:00:00Z'|startsAt: must be a time (RFC 3339)",
        "'2026-11-23T08:00:00Z'|'+99999-11-23T08:00:00Z'|startsAt: must be a time (RFC 3339)",
        "'2026-11-23T08:00:00Z'|1764000000|startsAt: must be a string",
        "'2026-11-23T08:00:00Z'|null|startsAt: is missing",
        "'status'|'fingerprint':{},'status'|fingerprint: must be a string",
        "'status'|'generatorURL':false,'status'|generatorURL: must be a string",
      })
  void aMistakeInAnAlertIsNamedWithItsPlace(String good, String bad, String message) {
    String alert = ALERT.replace(good, bad == null ? "" : bad);

    assertThat(alert).isNotEqualTo(ALERT);
    assertThatThrownBy(() -> read(payload(ALERT + "," + alert)))
        .isInstanceOf(BadPayload.class)
        .hasMessage("alerts[1]." + message);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> read("{'x':" + "[".repeat(100_000)))
        .isInstanceOf(BadPayload.class)
        .hasMessageStartingWith("the body is not JSON");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverComesIsTakenOrNamedAsBad(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] body = random.nextBoolean() ? mutated(random) : noise(random);
      try {
        assertThat(WebhookPayload.read(body).alerts()).doesNotContainNull();
      } catch (BadPayload e) {
        assertThat(e).hasMessageMatching("[\\x20-\\x7e…\\P{ASCII}]+");
      } catch (RuntimeException e) {
        fail("seed " + seed + ", body " + i + ": " + new String(body, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] body = new byte[random.nextInt(64)];
    random.nextBytes(body);
    return body;
  }

  /** Some bytes are another, a piece is left out, or comes twice. */
  private static byte[] mutated(Random random) {
    StringBuilder body = new StringBuilder(SAMPLE);
    for (int change = random.nextInt(4); change >= 0; change--) {
      int from = random.nextInt(body.length());
      int to = Math.min(body.length(), from + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> body.setCharAt(from, (char) random.nextInt(256));
        case 1 -> body.delete(from, to);
        case 2 -> body.insert(from, body.substring(from, to));
        default -> body.setCharAt(from, "{}[]\",:\\0nt".charAt(random.nextInt(11)));
      }
      if (body.isEmpty()) {
        break;
      }
    }
    return body.toString()
        .getBytes(random.nextInt(8) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
  }

  private static String fingerprint(String labels) throws BadPayload {
    return read(payload(ALERT.replace("{'alertname':'A'}", labels))).alerts().get(0).fingerprint();
  }

  private static String payload(String alerts) {
    return "{'version':'4','alerts':[" + alerts + "]}";
  }

  private static WebhookPayload read(String json) throws BadPayload {
    return WebhookPayload.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
