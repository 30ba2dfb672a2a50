package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One shift, or the part of one for which somebody covers, as it is printed.
 *
 * @param engineer who; null where nobody is available
 * @param start UTC (RFC 3339)
 * @param end UTC (RFC 3339)
 * @param cycle the pass through the list
 * @param reason why there is no engineer; null where there is one
 * @param scheduled whose shift it is, where somebody covers; else null
 * @param override by which somebody covers; null where nobody does
 */
@JsonPropertyOrder({"engineer", "start", "end", "cycle", "reason", "scheduled", "override"})
record ShiftRow(
    String engineer,
    String start,
    String end,
    int cycle,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) String scheduled,
    @JsonInclude(JsonInclude.Include.NON_NULL) String override) {}
