package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.rotation.HandoverEntries;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** The rotations as the log knows them: without a question to the API server. */
@Singleton
final class LoggedRotations implements Rotations {

  private final LogBook book;

  LoggedRotations(LogBook book) {
    this.book = book;
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
}
