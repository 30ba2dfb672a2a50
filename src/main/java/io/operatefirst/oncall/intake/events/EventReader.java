package io.operatefirst.oncall.intake.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.EventSource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads an Event of the API server, of the old form ({@code count}, {@code lastTimestamp}) and of
 * the new one ({@code series}, {@code eventTime}). Anybody may write any Event into a namespace of
 * theirs, so nothing in it is taken to be short, or to be fit for a terminal.
 */
final class EventReader {

  private static final String OPERATOR = "oncall-operator";
  private static final String OPERATOR_API = "oncall.operate-first.cloud/";
  private static final int TEXT_LENGTH = 253;
  private static final int MESSAGE_LENGTH = 512;
  private static final int MOST = 1_000_000;

  private EventReader() {}

  /** Empty of the operator's own, and of those that are about nothing. */
  static Optional<WarningEvent> read(Event event) {
    ObjectReference about = event.getInvolvedObject();
    if (about == null || isOwn(event, about)) {
      return Optional.empty();
    }
    return Optional.of(
        new WarningEvent(
            event.getMetadata().getUid(),
            new Subject(
                text(about.getKind()),
                text(about.getNamespace()),
                text(about.getName()),
                text(event.getReason())),
            first(event),
            last(event),
            count(event),
            OneLine.of(
                Excerpt.of(Objects.requireNonNullElse(event.getMessage(), ""), MESSAGE_LENGTH))));
  }

  /** Else the operator would make entries of what it tells of entries. */
  private static boolean isOwn(Event event, ObjectReference about) {
    return OPERATOR.equals(
            Optional.ofNullable(event.getSource()).map(EventSource::getComponent).orElse(null))
        || OPERATOR.equals(event.getReportingComponent())
        || text(about.getApiVersion()).startsWith(OPERATOR_API);
  }

  private static int count(Event event) {
    int count =
        Stream.of(
                Optional.ofNullable(event.getSeries()).map(EventSeries::getCount),
                Optional.ofNullable(event.getCount()))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(1);
    return Math.max(1, Math.min(count, MOST));
  }

  private static Instant first(Event event) {
    return Stream.of(time(event.getFirstTimestamp()), time(event.getEventTime()))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> last(event));
  }

  private static Instant last(Event event) {
    return Stream.of(
            time(event.getLastTimestamp()),
            time(event.getEventTime()),
            Optional.ofNullable(event.getSeries())
                .flatMap(series -> time(series.getLastObservedTime())))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .or(() -> time(event.getMetadata().getCreationTimestamp()))
        .orElse(Instant.EPOCH);
  }

  private static Optional<Instant> time(MicroTime time) {
    return Optional.ofNullable(time).map(MicroTime::getTime).flatMap(EventReader::time);
  }

  private static Optional<Instant> time(String text) {
    return Optional.ofNullable(text).map(t -> OffsetDateTime.parse(t).toInstant());
  }

  private static String text(String text) {
    return OneLine.of(Excerpt.of(Objects.requireNonNullElse(text, ""), TEXT_LENGTH));
  }
}
