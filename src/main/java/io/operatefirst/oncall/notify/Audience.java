package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whom something is meant for; each channel reaches them in its own way. */
public sealed interface Audience {

  /** Who of them a channel tells, where it reaches those that it is asked for. */
  List<Recipient> reachedBy(Predicate<Recipient> channel);

  /** That engineer, and nobody else. */
  record One(EngineerSpec engineer) implements Audience {

    @Override
    public List<Recipient> reachedBy(Predicate<Recipient> channel) {
      return Stream.<Recipient>of(new Recipient.Engineer(engineer)).filter(channel).toList();
    }
  }

  /** All, where they talk with each other; nobody on their own. */
  record Team() implements Audience {

    @Override
    public List<Recipient> reachedBy(Predicate<Recipient> channel) {
      return Stream.<Recipient>of(new Recipient.Team()).filter(channel).toList();
    }
  }

  /** Whoever is not of the team: who asked, and whom their question is assigned to. */
  record Outside(Recipient recipient) implements Audience {

    @Override
    public List<Recipient> reachedBy(Predicate<Recipient> channel) {
      return Stream.of(recipient).filter(channel).toList();
    }
  }

  /** All: where they talk with each other, and where there is no such place each on their own. */
  record Everyone(List<EngineerSpec> engineers) implements Audience {

    @Override
    public List<Recipient> reachedBy(Predicate<Recipient> channel) {
      List<Recipient> team = new Team().reachedBy(channel);
      return team.isEmpty()
          ? engineers.stream().flatMap(one -> new One(one).reachedBy(channel).stream()).toList()
          : team;
    }
  }
}
