package io.operatefirst.oncall.chaos;

import java.time.Duration;
import java.util.Random;

/** Something that happens in a run. */
sealed interface Act {

  void happen(Stage stage);

  /** A boundary comes near: all clocks go on to shortly before it. */
  record Boundary() implements Act {
    @Override
    public void happen(Stage stage) {
      stage.nearBoundary();
    }
  }

  /** All clocks go on at once, as on a machine that was asleep, past some boundaries. */
  record Forward(Duration by) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.moveClocks(by);
    }
  }

  /** All clocks are set back. */
  record Back(Duration by) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.moveClocks(by.negated());
    }
  }

  /** One clock goes wrong, by so much, until the next boundary comes near. */
  record Skew(int replica, Duration by) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.skewClock(replica, by);
    }
  }

  /** An alert begins to fire, of one of the teams. */
  record Alert(int team) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.fire(team);
    }
  }

  /** SIGKILL; the replica is started again, as the kubelet does. */
  record Kill(int replica) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.replicas().kill(replica);
    }
  }

  /** SIGKILL to whoever leads. */
  record KillLeader() implements Act {
    @Override
    public void happen(Stage stage) {
      stage.replicas().killLeader();
    }
  }

  /** SIGSTOP to whoever leads, and SIGCONT when its lease has long been taken by another. */
  record FreezeLeader(Duration time) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.replicas().freezeLeader(time);
    }
  }

  /** All that is watched ends. */
  record CutWatches() implements Act {
    @Override
    public void happen(Stage stage) {
      stage.proxy().cutWatches();
    }
  }

  /** All that is watched goes silent, and ends only later. */
  record SilenceWatches(Duration time) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.proxy().silenceWatches(time);
    }
  }

  /** The connection to the API server turns bad; or good again. */
  record Change(Weather weather) implements Act {
    @Override
    public void happen(Stage stage) {
      stage.proxy().weather(weather);
    }
  }

  /** Somewhere in between there is always another boundary, another alert and better weather. */
  static Act disturbance(Random random, int replicas) {
    return switch (random.nextInt(14)) {
      case 0 -> new Kill(random.nextInt(replicas));
      case 1, 2 -> new KillLeader();
      case 3, 4 -> new FreezeLeader(Duration.ofMillis(5000 + random.nextInt(4000)));
      case 5 -> new CutWatches();
      case 6 -> new SilenceWatches(Duration.ofMillis(2000 + random.nextInt(8000)));
      case 7 -> new Forward(Duration.ofMinutes(10 + random.nextInt(60 * 24 * 4)));
      case 8 -> new Back(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 2)));
      case 9 -> new Skew(random.nextInt(replicas), Duration.ofSeconds(random.nextInt(3600) - 1800));
      default -> new Change(Weather.drawn(random));
    };
  }
}
