package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.NoticeStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What was told, as the status of a resource remembers it. */
final class Receipts {

  private Receipts() {}

  static boolean has(List<NoticeStatus> receipts, Delivery.Id delivery, String channel) {
    return receipts.stream()
        .anyMatch(
            receipt ->
                receipt.notice().equals(delivery.key())
                    && receipt.by().equals(channel)
                    && receipt.to().contains(delivery.to()));
  }

  /** The same with one more; people who were told the same share a receipt. */
  static List<NoticeStatus> with(
      List<NoticeStatus> receipts, Delivery.Id delivery, String channel, Instant at) {
    if (has(receipts, delivery, channel)) {
      return receipts;
    }
    List<NoticeStatus> same =
        receipts.stream()
            .filter(receipt -> receipt.notice().equals(delivery.key()))
            .filter(receipt -> receipt.by().equals(channel))
            .toList();
    List<String> to =
        Stream.concat(
                same.stream().flatMap(receipt -> receipt.to().stream()), Stream.of(delivery.to()))
            .toList();
    return Stream.concat(
            receipts.stream().filter(receipt -> !same.contains(receipt)),
            Stream.of(new NoticeStatus(delivery.key(), channel, to, at.toString())))
        .toList();
  }
}
