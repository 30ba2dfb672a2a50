package io.operatefirst.oncall.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Somebody does another's duty for a time, or two swap. */
@Group(OnCallRotation.GROUP)
@Version("v1alpha1")
@Plural("oncalloverrides")
@ShortNames("oco")
@AdditionalPrinterColumn(name = "Rotation", jsonPath = ".spec.rotation")
@AdditionalPrinterColumn(name = "Engineer", jsonPath = ".spec.engineer")
@AdditionalPrinterColumn(name = "For", jsonPath = ".spec.for")
@AdditionalPrinterColumn(name = "From", jsonPath = ".spec.from")
@AdditionalPrinterColumn(name = "To", jsonPath = ".spec.to")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".spec.reason", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class OnCallOverride extends CustomResource<OnCallOverrideSpec, OnCallOverrideStatus>
    implements Namespaced {}
