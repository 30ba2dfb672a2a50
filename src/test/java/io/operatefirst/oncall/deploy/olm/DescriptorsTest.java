package io.operatefirst.oncall.deploy.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the console shows a field follows from what it is. */
class DescriptorsTest {

  private static final Bundle BUNDLE = Bundle.rendered();

  @ParameterizedTest
  @CsvSource({
    "OnCallRotation, spec,   suspend,                             Suspend,       com.tectonic.ui:booleanSwitch",
    "OnCallRotation, spec,   schedule.handoverTime,               Handover Time, com.tectonic.ui:text",
    "OnCallRotation, spec,   schedule.cadence,                    Cadence,       com.tectonic.ui:select:Daily com.tectonic.ui:select:Weekly",
    "OnCallRotation, spec,   order.minimumRest,                   Minimum Rest,  com.tectonic.ui:number",
    "OnCallRotation, spec,   engineers,                           Engineers,     ",
    "OnCallRotation, spec,   engineers[0].timeOff[0].from,        From,          com.tectonic.ui:text",
    "OnCallRotation, spec,   notifications.slack.tokenSecret.name,Name,          io.kubernetes:Secret",
    "OnCallRotation, spec,   notifications.slack.tokenSecret.key, Key,           com.tectonic.ui:text",
    "OnCallRotation, status, conditions,                          Conditions,    io.kubernetes.conditions",
    "OnCallRotation, status, phase,                               Phase,         io.kubernetes.phase",
    "OnCallRotation, status, openEntries,                         Open Entries,  com.tectonic.ui:text",
    "OnCallLogEntry, spec,   handover,                            Handover,      com.tectonic.ui:hidden",
    "OnCallLogEntry, spec,   source,                              Source,        com.tectonic.ui:hidden",
    "OnCallLogEntry, spec,   source.runbookURL,                   Runbook URL,   com.tectonic.ui:text",
    "OnCallLogEntry, status, lastTime.runbook,                    Runbook,       org.w3:link",
    "OnCallOverride, spec,   swapWith.from,                       From,          com.tectonic.ui:text",
  })
  void aFieldIsShownAsWhatItIs(String kind, String part, String path, String name, String hints) {
    JsonNode descriptor = descriptor(kind, part, path);
    assertThat(descriptor.path("displayName").asText()).isEqualTo(name);
    assertThat(String.join(" ", Bundle.texts(descriptor.path("x-descriptors"))))
        .isEqualTo(hints == null ? "" : hints.replaceAll("(?<=^| )", "urn:alm:descriptor:"));
  }

  private static JsonNode descriptor(String kind, String part, String path) {
    return BUNDLE.owned().stream()
        .filter(owned -> owned.path("kind").asText().equals(kind))
        .flatMap(owned -> Bundle.list(owned.path(part + "Descriptors")).stream())
        .filter(descriptor -> descriptor.path("path").asText().equals(path))
        .findAny()
        .orElseThrow();
  }
}
