package io.operatefirst.oncall.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Objects;

/** A line of the on-call log. */
@Group(OnCallRotation.GROUP)
@Version("v1alpha1")
@Plural("oncalllogentries")
@ShortNames("ocl")
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.type")
@AdditionalPrinterColumn(name = "Severity", jsonPath = ".status.severity")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "On-Call", jsonPath = ".status.onCall")
@AdditionalPrinterColumn(
    name = "Count",
    jsonPath = ".status.count",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Summary", jsonPath = ".spec.summary")
@AdditionalPrinterColumn(
    name = "Last-Seen",
    jsonPath = ".status.lastSeen",
    type = AdditionalPrinterColumn.Type.DATE)
public class OnCallLogEntry extends CustomResource<OnCallLogEntrySpec, OnCallLogEntryStatus>
    implements Namespaced {

  /** Label that names the rotation an entry belongs to. */
  public static final String ROTATION_LABEL = OnCallRotation.GROUP + "/rotation";

  /** Label that repeats the entry's type. */
  public static final String TYPE_LABEL = OnCallRotation.GROUP + "/type";

  /** By its name, which equal ones share: thousands of them are put into sets again and again. */
  @Override
  public int hashCode() {
    return Objects.hash(getMetadata().getNamespace(), getMetadata().getName());
  }
}
