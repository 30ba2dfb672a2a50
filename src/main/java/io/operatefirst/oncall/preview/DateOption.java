package io.operatefirst.oncall.preview;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A date as an option has it. */
final class DateOption implements ITypeConverter<LocalDate> {

  /**
   * The date.
   *
   * @throws TypeConversionException where it is none; it says how one is written
   */
  @Override
  public LocalDate convert(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new TypeConversionException("must be a date such as 2026-12-03, not '" + value + "'");
    }
  }
}
