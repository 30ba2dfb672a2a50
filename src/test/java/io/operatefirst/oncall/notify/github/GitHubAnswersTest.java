package io.operatefirst.oncall.notify.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody may write an entry by hand: the operator answers only where the rotation listens. */
class GitHubAnswersTest {

  private static final QuestionsSpec QUESTIONS =
      new KubernetesSerialization()
          .unmarshal(
              """
              github:
                tokenSecret: {name: github, key: token}
                repositories: [operate-first/support, operate-first/apps]
              """,
              QuestionsSpec.class);

  private final GitHubAnswers answers = new GitHubAnswers(null);

  @ParameterizedTest
  @ValueSource(strings = {"operate-first/support#12", "Operate-First/Apps#1"})
  void whereTheRotationListensItAnswers(String thread) {
    assertThat(reaches(QUESTIONS, Place.GITHUB, thread)).isTrue();
    assertThat(reaches(QUESTIONS, Place.SLACK, thread)).isFalse();
    assertThat(reaches(QuestionsSpec.NONE, Place.GITHUB, thread)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operate-first/private#1",
        "operate-first/support",
        "operate-first/support#",
        "operate-first/support#99999999999",
        "operate-first/support#1#2",
        "support#1",
        "",
      })
  void nowhereElse(String thread) {
    assertThat(reaches(QUESTIONS, Place.GITHUB, thread)).isFalse();
  }

  private boolean reaches(QuestionsSpec questions, Place place, String thread) {
    return answers.reaches(
        new Sender(new ResourceID("sre", "ops"), NotificationsSpec.NONE, questions),
        new Recipient.Asker(
            new SourceSpec.Question(place, thread, "dave", List.of()), Optional.empty(), false));
  }

  @Test
  void nobodyElseIsReachedThere() {
    assertThat(
            answers.reaches(
                new Sender(new ResourceID("sre", "ops"), NotificationsSpec.NONE, QUESTIONS),
                new Recipient.Team()))
        .isFalse();
  }
}
