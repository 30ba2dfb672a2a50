package io.operatefirst.oncall.notify.slack;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anybody may write an entry by hand: the app answers only where the rotation listens. */
class SlackAnswersTest {

  private static final QuestionsSpec QUESTIONS =
      new KubernetesSerialization()
          .unmarshal(
              """
              slack:
                tokenSecret: {name: slack, key: token}
                appTokenSecret: {name: slack, key: app-token}
                channels: [C0SUPPORT]
              """,
              QuestionsSpec.class);

  @ParameterizedTest
  @CsvSource({
    "C0SUPPORT/1700000000.000100, true",
    "C0PRIVATE/1700000000.000100, false",
    "C0SUPPORT, false",
    "C0SUPPORT/, false",
    "C0SUPPORT/now, false",
  })
  void itAnswersWhereTheRotationListens(String thread, boolean reached) {
    assertThat(
            new SlackAnswers(null)
                .reaches(
                    new Sender(new ResourceID("sre", "ops"), NotificationsSpec.NONE, QUESTIONS),
                    new Recipient.Asker(
                        new SourceSpec.Question(Place.SLACK, thread, "U0DAVE", List.of()),
                        Optional.empty(),
                        false)))
        .isEqualTo(reached);
  }
}
