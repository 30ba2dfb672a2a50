package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.override.Agreements;
import io.operatefirst.oncall.rotation.HandoverEntries;
import io.operatefirst.oncall.rotation.ShiftsAhead;
import io.operatefirst.oncall.schedule.Stint;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rotations as the log knows them: without a question to the API server. */
@Singleton
final class LoggedRotations implements Rotations {

  private final LogBook book;
  private final Agreements agreements;
  private final ShiftsAhead ahead;

  LoggedRotations(LogBook book, Agreements agreements, ShiftsAhead ahead) {
    this.book = book;
    this.agreements = agreements;
    this.ahead = ahead;
  }

  @Override
  public boolean isOpen() {
    return book.isOpen();
  }

  @Override
  public Optional<OnCallRotation> find(String namespace, String name) {
    return book.rotation(namespace, name).filter(rotation -> rotation.getSpec() != null);
  }

  @Override
  public Stream<OnCallLogEntry> handovers(OnCallRotation rotation) {
    return book.entries(rotation).filter(entry -> HandoverEntries.isOf(entry, rotation));
  }

  @Override
  public List<Stint> planned(OnCallRotation rotation) {
    return ahead.of(
        rotation, handovers(rotation).toList(), agreements.of(rotation), FeedView.WEEKS);
  }
}
