package io.operatefirst.oncall.demo;

import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The columns that {@code oc get ocr} shows. */
record Columns(List<Column> columns) {

  private static final int GAP = 3;

  private record Column(String title, String value) {

    int width() {
      return Math.max(title.length(), value.length()) + GAP;
    }
  }

  static Columns of(Snapshot now) {
    OnCallRotationStatus status = now.status();
    List<Column> columns = new ArrayList<>();
    columns.add(column("NAME", now.rotation().getMetadata().getName()));
    columns.add(column("ON-CALL", status.onCall()));
    columns.add(column("UNTIL", status.until()));
    columns.add(column("NEXT", status.next() == null ? null : status.next().engineer()));
    columns.add(column("OPEN", status.openEntries()));
    columns.add(column("UNDOCUMENTED", status.undocumentedEntries()));
    columns.add(
        column(
            "READY",
            Conditions.find(now.conditions(), Conditions.READY)
                .map(ready -> ready.getStatus())
                .orElse(null)));
    return new Columns(columns);
  }

  private static Column column(String title, Object value) {
    return new Column(title, Objects.toString(value, ""));
  }

  String titles() {
    return row(true);
  }

  String values() {
    return row(false);
  }

  /** In one line, such as {@code ON-CALL alice, NEXT bob}. */
  String inline() {
    return String.join(
        "  ",
        columns.stream()
            .skip(1)
            .map(column -> column.title() + " " + (column.value().isEmpty() ? "-" : column.value()))
            .toList());
  }

  private String row(boolean titles) {
    StringBuilder row = new StringBuilder();
    for (Column column : columns) {
      String text = titles ? column.title() : column.value();
      row.append(text).append(" ".repeat(column.width() - text.length()));
    }
    return row.toString().stripTrailing();
  }
}
