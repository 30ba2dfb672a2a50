package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What one shift tells the next, as it stood at the handover. */
public record NoteStatus(
    @Size(max = 65536) @JsonPropertyDescription("To be read in a browser or a chat.")
        String markdown,
    @Size(max = 65536) @JsonPropertyDescription("The same as plain text.") String text) {}
