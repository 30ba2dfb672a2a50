package io.operatefirst.oncall.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A list of engineers who share on-call duty, and when duty passes from one to the next. */
@Group(OnCallRotation.GROUP)
@Version("v1alpha1")
@Plural("oncallrotations")
@ShortNames("ocr")
@ValidationRule(
    value = "size(self.metadata.name) <= " + Formats.ROTATION_NAME_LENGTH,
    message = OnCallRotation.NAME_RULE)
@AdditionalPrinterColumn(name = "On-Call", jsonPath = ".status.onCall")
@AdditionalPrinterColumn(name = "Until", jsonPath = ".status.until")
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.next.engineer")
@AdditionalPrinterColumn(
    name = "Open",
    jsonPath = ".status.openEntries",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Undocumented",
    jsonPath = ".status.undocumentedEntries",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Cycle",
    jsonPath = ".status.cycle.number",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Coverage", jsonPath = ".status.coverage", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class OnCallRotation extends CustomResource<OnCallRotationSpec, OnCallRotationStatus>
    implements Namespaced {

  public static final String GROUP = "oncall.operate-first.cloud";

  public static final String NAME_RULE =
      "metadata.name must have at most 40 characters, since the names of log entries are built from it";
}
