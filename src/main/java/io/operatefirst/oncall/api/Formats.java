package io.operatefirst.oncall.api;

/** How values are written; the same patterns hold in the CRD, the reconciler and the preview. */
public final class Formats {

  /** A name as Kubernetes writes them (RFC 1123 label). */
  static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

  /** The name of a resource may have dots as well (RFC 1123 subdomain). */
  static final String RESOURCE_NAME = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

  /** A date of this century, so that no start date asks for an endless past. */
  static final String DATE = "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

  /** A date, or an instant with its zone (RFC 3339). */
  static final String DATE_OR_INSTANT =
      "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
          + "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$";

  /** CEL, of {@code from} and {@code to}: both are dates, or both are instants. */
  static final String ALIKE = "(size(self.from) == 10) == (size(self.to) == 10)";

  public static final String ALIKE_RULE =
      "from and to must be alike: two dates for whole shifts, or two instants";

  /** CEL, of {@code from} and {@code to}, where they are alike: they are in order. */
  static final String IN_ORDER =
      "(size(self.from) == 10) != (size(self.to) == 10) || (size(self.from) == 10 ?"
          + " self.from <= self.to : timestamp(self.from) < timestamp(self.to))";

  public static final String IN_ORDER_RULE =
      "to must not be before from: of dates both are included, an instant must be later";

  /** A local time of day. */
  static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

  /** A local time of day, or its end. */
  static final String TIME_OR_END_OF_DAY = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

  /** ISO 3166-1 alpha-2. */
  static final String COUNTRY = "^[A-Za-z]{2}$";

  /** What follows the dash in ISO 3166-2; or nothing. */
  static final String REGION = "^[A-Za-z0-9]{0,3}$";

  /** A label of an alert, as Prometheus writes them. */
  static final String LABEL_NAME = "^[a-zA-Z_][a-zA-Z0-9_]*$";

  /**
   * A duration such as {@code 90d}, {@code 1h30m} or {@code 10m}; also as Kubernetes prints it,
   * {@code 1h30m0s}. It begins with what is more than nothing.
   */
  static final String DURATION =
      "^([1-9][0-9]{0,4}d([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?"
          + "|[1-9][0-9]{0,4}h([0-9]{1,5}m)?([0-9]{1,5}s)?"
          + "|[1-9][0-9]{0,4}m([0-9]{1,5}s)?"
          + "|[1-9][0-9]{0,4}s)$";

  static final int DURATION_LENGTH = 24;

  static final String URL = "^https?://[^\\s]+$";

  static final String EMAIL = "^[^@\\s]+@[^@\\s]+$";

  static final int NAME_LENGTH = 63;
  static final int TEXT_LENGTH = 253;
  static final int URL_LENGTH = 2048;
  static final int ENGINEERS = 200;
  static final int DATES = 366;
  static final int DATE_LENGTH = 10;
  static final int SPRINT_DAYS = 100;

  /** The names of entries are the rotation's with a suffix, and end as label values. */
  static final int ROTATION_NAME_LENGTH = 40;

  /** RFC 3339 with nanoseconds. */
  static final int INSTANT_LENGTH = 35;

  /**
   * Within a cycle a whole list may be exchanged several times; of earlier cycles fewer are
   * remembered than one list holds.
   */
  static final int REMOVED = 5 * ENGINEERS;

  /** A shift is not divided among more people than that. */
  public static final int COVERS = 100;

  private Formats() {}
}
