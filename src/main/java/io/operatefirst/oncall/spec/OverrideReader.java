package io.operatefirst.oncall.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.Formats;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Covers;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads overrides into what people have agreed, or says what is wrong with them. */
public final class OverrideReader {

  private final KubernetesSerialization serialization;
  private final SpecSchema schema = new SpecSchema(OnCallOverride.class);

  /**
   * @param serialization turns resources into JSON
   */
  public OverrideReader(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** What an override says, held against the rotation it names. */
  public sealed interface Reading {

    /** It can be gone by. */
    record Valid(List<Cover> covers) implements Reading {}

    /** It ends before it starts, which an old server does not refuse. */
    record EndsBeforeItStarts(List<Problem> problems) implements Reading {}

    /** It is wrong in another way. */
    record Invalid(List<Problem> problems) implements Reading {}

    /** Somebody it names is not on the list. */
    record UnknownEngineer(List<Problem> problems) implements Reading {}
  }

  /** A resource as a server would keep it, from what was written. */
  public ObjectNode admitted(JsonNode resource) {
    return schema.admitted(resource);
  }

  /** What is wrong with a resource as it was written, whatever rotation it names. */
  public List<Problem> check(JsonNode resource) {
    JsonNode admitted = schema.admitted(resource);
    Collection<Problem> refused = schema.check(admitted);
    return Stream.of(
            refused.stream(),
            untouched(refused, shape(admitted)),
            untouched(refused, order(admitted)))
        .flatMap(problems -> problems)
        .toList();
  }

  private static Stream<Problem> untouched(Collection<Problem> refused, Stream<Problem> problems) {
    return problems.filter(problem -> refused.stream().noneMatch(problem::touches));
  }

  /** Whether an override is about a rotation. */
  public static boolean isOf(OnCallOverride override, OnCallRotation rotation) {
    return override.getSpec() != null
        && rotation.getMetadata().getName().equals(override.getSpec().rotation())
        && rotation.getMetadata().getNamespace().equals(override.getMetadata().getNamespace());
  }

  /** Reads an override of a rotation. */
  public Reading read(OnCallOverride override, Roster roster) {
    JsonNode admitted = schema.admitted(serialization.convertValue(override, JsonNode.class));
    List<Problem> outOfOrder = order(admitted).toList();
    List<Problem> problems = check(admitted);
    if (!problems.isEmpty()) {
      return problems.equals(outOfOrder)
          ? new Reading.EndsBeforeItStarts(problems)
          : new Reading.Invalid(problems);
    }
    List<Problem> unknown = unknown(admitted, roster);
    return unknown.isEmpty()
        ? new Reading.Valid(covers(override))
        : new Reading.UnknownEngineer(unknown);
  }

  /** The roster with all of the overrides that can be gone by; the others change nothing. */
  public Roster agreed(Roster roster, Collection<OnCallOverride> overrides) {
    return roster.with(
        new Covers(
            overrides.stream()
                .map(override -> read(override, roster))
                .filter(Reading.Valid.class::isInstance)
                .flatMap(reading -> ((Reading.Valid) reading).covers().stream())
                .toList()));
  }

  private static Stream<Problem> shape(JsonNode admitted) {
    Field spec = new Field("", admitted).at("spec");
    List<Problem> problems = new ArrayList<>();
    if (!spec.at("for").text().isEmpty()
        && spec.at("for").text().equals(spec.at("engineer").text())) {
      problems.add(
          spec.at("for").problem("is the engineer: " + OnCallOverrideSpec.TWO_PEOPLE_RULE));
    }
    if (spec.at("swapWith").value().isObject() && spec.at("for").value().isMissingNode()) {
      problems.add(spec.at("swapWith").problem("stands alone: " + OnCallOverrideSpec.SWAP_RULE));
    }
    windows(spec)
        .filter(window -> isDate(window.at("from")) != isDate(window.at("to")))
        .map(window -> fromTo(window, Formats.ALIKE_RULE))
        .forEach(problems::add);
    windows(spec)
        .flatMap(window -> Stream.of(window.at("from"), window.at("to")))
        .filter(end -> !end.text().isEmpty() && !isInCalendar(end.text()))
        .map(end -> end.problem("is not in the calendar"))
        .forEach(problems::add);
    return problems.stream();
  }

  private static Stream<Problem> order(JsonNode admitted) {
    return windows(new Field("", admitted).at("spec"))
        .filter(OverrideReader::isOutOfOrder)
        .map(window -> fromTo(window, Formats.IN_ORDER_RULE));
  }

  private static Stream<Field> windows(Field spec) {
    return Stream.of(spec, spec.at("swapWith")).filter(window -> window.value().isObject());
  }

  private static boolean isOutOfOrder(Field window) {
    String from = window.at("from").text();
    String to = window.at("to").text();
    if (isDate(window.at("from")) && isDate(window.at("to"))) {
      return from.compareTo(to) > 0;
    }
    return instant(from)
        .filter(start -> instant(to).filter(end -> !start.isBefore(end)).isPresent())
        .isPresent();
  }

  private static Problem fromTo(Field window, String rule) {
    return new Problem(
        window.path(), window.at("from").shown() + " to " + window.at("to").shown() + ": " + rule);
  }

  private static boolean isDate(Field field) {
    return isDate(field.text());
  }

  private static boolean isDate(String text) {
    return text.length() == "20YY-MM-DD".length();
  }

  private static boolean isInCalendar(String text) {
    return isDate(text) ? date(text).isPresent() : instant(text).isPresent();
  }

  /** Empty where it is none. */
  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Empty where it is none. */
  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static List<Problem> unknown(JsonNode admitted, Roster roster) {
    Field spec = new Field("", admitted).at("spec");
    return Stream.of(spec.at("engineer"), spec.at("for"))
        .filter(name -> !name.text().isEmpty() && !roster.lists(name.text()))
        .map(
            name ->
                name.problem(
                    "is not on the list of the rotation; write one of "
                        + String.join(", ", roster.names())))
        .toList();
  }

  private static List<Cover> covers(OnCallOverride override) {
    OnCallOverrideSpec spec = override.getSpec();
    List<Cover> covers = new ArrayList<>();
    covers.add(
        cover(
            override,
            spec.engineer(),
            Optional.ofNullable(spec.whose()),
            window(spec.from(), spec.to())));
    if (spec.swapWith() != null) {
      covers.add(
          cover(
              override,
              spec.whose(),
              Optional.of(spec.engineer()),
              window(spec.swapWith().from(), spec.swapWith().to())));
    }
    return covers;
  }

  private static Cover cover(
      OnCallOverride override, String engineer, Optional<String> whose, Window window) {
    String created = override.getMetadata().getCreationTimestamp();
    return new Cover(
        override.getMetadata().getName(),
        // Only a file that no server has seen has none.
        created == null ? Cover.NOT_YET : Instant.parse(created),
        engineer,
        whose,
        window,
        override.getSpec().countsAsTurn(),
        // Also of an earlier edit: nobody knows when it was edited, but not before that.
        override.getStatus() != null && override.getStatus().observedGeneration() != null);
  }

  private static Window window(String from, String to) {
    return isDate(from)
        ? new Window.Dates(LocalDate.parse(from), LocalDate.parse(to))
        : new Window.Exactly(new Shift(instant(from).orElseThrow(), instant(to).orElseThrow()));
  }
}
