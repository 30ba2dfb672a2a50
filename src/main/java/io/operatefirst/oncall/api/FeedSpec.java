package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The shifts as a calendar that programs subscribe to, which can present no token. */
public record FeedSpec(
    @Required
        @JsonPropertyDescription(
            "The Secret with the key that is part of the calendar's address: at least 32 letters and"
                + " digits that nobody can guess. Whoever has the address reads the calendar, until"
                + " the Secret has another key.")
        SecretKeySpec keySecret) {}
