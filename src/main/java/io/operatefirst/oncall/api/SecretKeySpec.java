package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where a secret is, in the namespace of whoever refers to it. */
public record SecretKeySpec(
    @Required
        @Pattern(Formats.RESOURCE_NAME)
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "The name of a Secret in the rotation's own namespace: lower case letters, digits,"
                + " dashes and dots.")
        String name,
    @Required
        @Pattern("^[-._a-zA-Z0-9]+$")
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "The key in the Secret's data, such as token: letters, digits, dashes, dots and"
                + " underscores.")
        String key) {}
