package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Inquiry;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.text.Excerpt;
import java.util.Map;
import java.util.Optional;

/** Makes the entry that a signal becomes. */
final class EntryBuilder {

  /** The labels of a question's key. */
  static final String PLACE = "place";

  static final String THREAD = "thread";

  private static final int SUMMARY_LENGTH = 1024;
  private static final int TEXT_LENGTH = 253;
  private static final int URL_LENGTH = 2048;

  private EntryBuilder() {}

  static OnCallLogEntry entry(OnCallRotation rotation, Signal signal, Decision.Create create) {
    String name = rotation.getMetadata().getName();
    OnCallLogEntry entry = new OnCallLogEntry();
    entry.setMetadata(
        new ObjectMetaBuilder()
            .withName(signal.key().nameOf(name, create.start()))
            .withNamespace(rotation.getMetadata().getNamespace())
            .withLabels(
                Map.of(
                    OnCallLogEntry.ROTATION_LABEL,
                    name,
                    OnCallLogEntry.TYPE_LABEL,
                    label(signal.key().kind())))
            .withAnnotations(FirstSight.annotations(create.sighting()))
            .build());
    entry.setSpec(
        new OnCallLogEntrySpec(
            name,
            typeOf(signal.key().kind()),
            Excerpt.of(signal.summary(), SUMMARY_LENGTH),
            Sightings.write(create.sighting().severity()),
            source(signal, create),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return entry;
  }

  private static SourceSpec source(Signal signal, Decision.Create create) {
    SignalKey key = signal.key();
    boolean overflow = key.isOverflow();
    return new SourceSpec(
        key.digest(),
        create.start().toString(),
        url(signal.runbook()),
        url(signal.link()),
        !overflow && key.kind() == Kind.ALERT
            ? new SourceSpec.Alert(Sightings.labels(key.labels()))
            : null,
        !overflow && key.kind() == Kind.EVENT
            ? new SourceSpec.Event(
                text(key, "kind"), text(key, "namespace"), text(key, "name"), text(key, "reason"))
            : null,
        !overflow && key.kind() == Kind.CLUSTER_OPERATOR
            ? new SourceSpec.ClusterOperator(text(key, "name"), text(key, "condition"))
            : null,
        signal.inquiry().map(inquiry -> question(key, inquiry)).orElse(null),
        overflow ? true : null);
  }

  private static SourceSpec.Question question(SignalKey key, Inquiry inquiry) {
    return new SourceSpec.Question(
        Place.valueOf(key.labels().get(PLACE)),
        key.labels().get(THREAD),
        Excerpt.of(inquiry.asker(), TEXT_LENGTH),
        inquiry.answers());
  }

  private static String text(SignalKey key, String label) {
    String text = key.labels().get(label);
    return text == null ? null : Excerpt.of(text, TEXT_LENGTH);
  }

  /** What is no address, or is a very long one, leads nobody anywhere. */
  private static String url(Optional<String> text) {
    return text.filter(url -> url.matches("https?://\\S+") && url.length() <= URL_LENGTH)
        .orElse(null);
  }

  static boolean isOverflow(OnCallLogEntry entry) {
    return Boolean.TRUE.equals(entry.getSpec().source().overflow());
  }

  static OnCallLogEntrySpec.Type typeOf(Kind kind) {
    return OnCallLogEntrySpec.Type.valueOf(kind.name());
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case ALERT -> "Alert";
      case EVENT -> "Event";
      case CLUSTER_OPERATOR -> "ClusterOperator";
      case QUESTION -> "Question";
    };
  }
}
