package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Dates on which nobody is on duty. */
@ValidationRule(
    value = "!has(self.region) || self.region == '' || has(self.country)",
    message = "region needs a country")
@ValidationRule(
    value = "!has(self.add) || !has(self.remove) || !self.add.exists(d, d in self.remove)",
    message = "a date must not be both in add and in remove")
public record HolidaysSpec(
    @Pattern(Formats.COUNTRY)
        @JsonPropertyDescription(
            "Country whose public holidays count, ISO 3166-1 alpha-2, in any case, such as CZ."
                + " Absent: none but those in add.")
        String country,
    @Pattern(Formats.REGION)
        @JsonPropertyDescription(
            "Part of the country: what follows the dash in ISO 3166-2, in any case, such as BY for"
                + " DE-BY. Absent or empty: the whole country.")
        String region,
    @Size(max = Formats.DATES)
        @JsonPropertyDescription("Further dates on which nobody is on duty, 20YY-MM-DD.")
        List<@Pattern(Formats.DATE) String> add,
    @Size(max = Formats.DATES)
        @JsonPropertyDescription(
            "Public holidays on which the team works all the same, 20YY-MM-DD.")
        List<@Pattern(Formats.DATE) String> remove) {

  public HolidaysSpec {
    add = add == null ? List.of() : add;
    remove = remove == null ? List.of() : remove;
  }
}
