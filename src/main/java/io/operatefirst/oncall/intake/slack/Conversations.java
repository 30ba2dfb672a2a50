package io.operatefirst.oncall.intake.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import io.operatefirst.oncall.logentry.QuestionDesk;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is heard in the channels of one rotation, and what becomes of it. One thing after the other,
 * so that what comes twice at once is one; what came before is known by what is in Slack and in the
 * log.
 */
final class Conversations {

  private static final Set<String> NOTED = Set.of("eyes");
  private static final Set<String> ANSWERED =
      Set.of("white_check_mark", "heavy_check_mark", "ballot_box_with_check");
  private static final int PAGE = 200;

  /** In one channel after an outage; more nobody could look at. */
  private static final int MOST_PAGES = 5;

  /** What is forgotten is looked for in Slack again. */
  private static final int MOST_KNOWN = 5_000;

  private final MethodsClient slack;
  private final QuestionDesk desk;
  private final Supplier<OnCallRotation> rotation;
  private final Clock clock;
  private final String self;
  private final Set<Conversation> done = theLatest();
  private final Set<Conversation> reviewed = theLatest();

  /**
   * Of a rotation.
   *
   * @param self the member ID of the app
   */
  Conversations(
      MethodsClient slack,
      QuestionDesk desk,
      Supplier<OnCallRotation> rotation,
      Clock clock,
      String self) {
    this.slack = slack;
    this.desk = desk;
    this.rotation = rotation;
    this.clock = clock;
    this.self = self;
  }

  private static Set<Conversation> theLatest() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Conversation, Boolean> eldest) {
            return size() > MOST_KNOWN;
          }
        });
  }

  /** A new message: who begins a conversation is made an offer, once. */
  synchronized void heard(Conversation message, String text) throws IOException, SlackApiException {
    if (isWatched(message.channel()) && isNew(message) && !done.contains(message)) {
      if (!isOffered(message)) {
        offer(message, text);
      }
      done.add(message);
    }
  }

  /** A reply: of an engineer it says that they look after it. */
  synchronized void replied(Conversation conversation, String member) {
    engineer(member)
        .filter(name -> isWatched(conversation.channel()))
        .ifPresent(
            name -> desk.acknowledge(rotation.get(), Place.SLACK, conversation.thread(), name));
  }

  /** A reaction to a message, of which an engineer's may say something. */
  synchronized void reacted(Conversation message, String member, String reaction)
      throws IOException, SlackApiException {
    Optional<String> name = engineer(member).filter(n -> isWatched(message.channel()));
    if (name.isEmpty() || !(NOTED.contains(reaction) || ANSWERED.contains(reaction))) {
      return;
    }
    Optional<Conversation> conversation =
        find(message).isPresent() ? Optional.of(message) : message.top(slack);
    if (conversation.isEmpty()) {
      return;
    }
    String thread = conversation.get().thread();
    if (NOTED.contains(reaction)) {
      desk.acknowledge(rotation.get(), Place.SLACK, thread, name.get());
    } else {
      resolve(thread, name.get());
    }
  }

  /**
   * Somebody calls for the person on duty.
   *
   * @return whether it is in the log now
   */
  synchronized boolean called(Conversation conversation) throws IOException, SlackApiException {
    return called(conversation, Optional.empty());
  }

  private boolean called(Conversation conversation, Optional<String> asker)
      throws IOException, SlackApiException {
    if (!isWatched(conversation.channel())) {
      return false;
    }
    List<Message> messages = conversation.messages(slack);
    if (messages.isEmpty()) {
      return false;
    }
    Message first = messages.get(0);
    Instant written = Conversation.at(conversation.ts());
    boolean again = find(conversation).filter(Asked::resolved).isPresent();
    boolean noted =
        desk.take(
            rotation.get(),
            question(
                conversation,
                first,
                again ? clock.instant() : written,
                asker,
                conversation.link(slack)));
    // An engineer may have been faster than whoever calls for one.
    if (!again) {
      review(conversation, messages);
    }
    return noted;
  }

  /**
   * What a conversation asks.
   *
   * @param asker who, where it is not who wrote its first message
   */
  static Question question(
      Conversation conversation,
      Message first,
      Instant at,
      Optional<String> asker,
      Optional<String> link) {
    return new Question(
        Place.SLACK,
        conversation.thread(),
        at,
        asker.or(() -> Optional.ofNullable(first.getUser())).orElse("unknown"),
        Optional.empty(),
        Optional.ofNullable(first.getText()).orElse(""),
        link);
  }

  /**
   * Somebody asks for help with nothing written yet: there is a conversation for it, in the first
   * of the channels.
   */
  synchronized void begun(String member) throws IOException, SlackApiException {
    String channel = rotation.get().getSpec().questions().slack().channels().get(0);
    String ts =
        Conversation.checked(
                slack.chatPostMessage(
                    post ->
                        post.channel(channel)
                            .text(
                                "<@%s> asks for help. Please describe in this thread what it is about."
                                    .formatted(member))))
            .getTs();
    called(new Conversation(channel, ts), Optional.of(member));
  }

  /** What engineers have said and done there, in whatever order it was heard. */
  private void review(Conversation conversation, List<Message> messages) {
    String thread = conversation.thread();
    messages.stream()
        .skip(1)
        .flatMap(reply -> engineer(reply.getUser()).stream())
        .findFirst()
        .or(() -> whoReacted(messages, NOTED))
        .ifPresent(name -> desk.acknowledge(rotation.get(), Place.SLACK, thread, name));
    whoReacted(messages, ANSWERED).ifPresent(name -> resolve(thread, name));
  }

  private Optional<String> whoReacted(List<Message> messages, Set<String> reactions) {
    return messages.stream()
        .map(Message::getReactions)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(reaction -> reactions.contains(reaction.getName()))
        .flatMap(reaction -> reaction.getUsers().stream())
        .flatMap(member -> engineer(member).stream())
        .findFirst();
  }

  private void resolve(String thread, String name) {
    desk.resolve(
        rotation.get(), Place.SLACK, thread, Optional.of(name), "Marked as answered in Slack");
  }

  /** Who is on call. */
  String duty() {
    return desk.whoIsOnCall(rotation.get()).inWords();
  }

  /**
   * Makes up for what was said and done while nobody listened. Where Slack asks for a pause in the
   * middle, it may be begun again, and goes on where it was.
   *
   * @throws SlackRefused where Slack does not show one of the channels; the others were looked at
   */
  void catchUp(Instant since) throws IOException, SlackApiException {
    Optional<SlackRefused> refused = Optional.empty();
    for (String channel : rotation.get().getSpec().questions().slack().channels()) {
      try {
        catchUp(channel, since);
      } catch (SlackRefused e) {
        refused = refused.or(() -> Optional.of(e));
      }
    }
    for (Asked open : desk.asked(rotation.get(), Place.SLACK).toList()) {
      // Anybody may write an entry by hand, and name anything.
      Optional<Conversation> conversation =
          Conversation.named(open.thread())
              .filter(one -> !open.resolved() && isWatched(one.channel()));
      if (conversation.isPresent()) {
        again(conversation.get());
      }
    }
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private synchronized void again(Conversation open) throws IOException, SlackApiException {
    if (!reviewed.contains(open)) {
      review(open, open.messages(slack));
      reviewed.add(open);
    }
  }

  private void catchUp(String channel, Instant since) throws IOException, SlackApiException {
    String cursor = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = cursor;
      ConversationsHistoryResponse answer =
          Conversation.checked(
              slack.conversationsHistory(
                  history ->
                      history
                          .channel(channel)
                          .oldest(Conversation.ts(since))
                          .inclusive(true)
                          .limit(PAGE)
                          .cursor(from)));
      for (Message message : answer.getMessages()) {
        if (isFirst(message)) {
          heard(new Conversation(channel, message.getTs()), message.getText());
        }
      }
      cursor =
          answer.getResponseMetadata() == null
              ? null
              : answer.getResponseMetadata().getNextCursor();
      if (cursor == null || cursor.isEmpty()) {
        return;
      }
    }
  }

  /** Of a person, and the first of a conversation. */
  static boolean isFirst(Message message) {
    return message.getBotId() == null
        && (message.getSubtype() == null || message.getSubtype().equals("file_share"))
        && (message.getThreadTs() == null || message.getThreadTs().equals(message.getTs()));
  }

  private void offer(Conversation message, String text) throws IOException, SlackApiException {
    Conversation.checked(
        slack.chatPostMessage(
            new Offer(desk.answers(rotation.get(), Optional.ofNullable(text).orElse("")), duty())
                .under(message)));
  }

  /** Whether the app has said something under it before. */
  private boolean isOffered(Conversation message) throws IOException, SlackApiException {
    return message.messages(slack).stream().skip(1).anyMatch(reply -> self.equals(reply.getUser()));
  }

  private boolean isNew(Conversation message) {
    return desk.since(rotation.get(), Place.SLACK)
        .filter(since -> !Conversation.at(message.ts()).isBefore(since))
        .isPresent();
  }

  private boolean isWatched(String channel) {
    return rotation.get().getSpec().questions().slack().channels().contains(channel);
  }

  private Optional<Asked> find(Conversation conversation) {
    return desk.find(rotation.get(), Place.SLACK, conversation.thread());
  }

  /** What the list calls them. */
  private Optional<String> engineer(String member) {
    return rotation.get().getSpec().engineers().stream()
        .filter(one -> one.slack() != null && one.slack().equals(member))
        .map(EngineerSpec::name)
        .findFirst();
  }
}
