package io.operatefirst.oncall.schedule;

import java.util.Locale;

/**
 * Where public holidays are taken from.
 *
 * @param country ISO 3166-1 alpha-2; kept in lower case
 * @param subdivision the part after the dash of ISO 3166-2, in lower case; empty for the whole
 *     country
 */
public record Region(String country, String subdivision) {

  public Region {
    country = country.toLowerCase(Locale.ROOT);
    subdivision = subdivision == null ? "" : subdivision.toLowerCase(Locale.ROOT);
  }
}
