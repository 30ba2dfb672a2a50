package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** Where a person's public holidays are taken from. */
public record OwnHolidaysSpec(
    @Required
        @Pattern(Formats.COUNTRY)
        @JsonPropertyDescription("Country, ISO 3166-1 alpha-2, in any case, such as CZ.")
        String country,
    @Pattern(Formats.REGION)
        @JsonPropertyDescription(
            "Part of the country: what follows the dash in ISO 3166-2, in any case, such as BY for"
                + " DE-BY. Absent or empty: the whole country.")
        String region) {}
