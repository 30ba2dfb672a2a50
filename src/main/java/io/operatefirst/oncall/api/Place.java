package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A place where users ask. */
public enum Place {
  @JsonProperty("Slack")
  SLACK("Slack"),
  @JsonProperty("GitHub")
  GITHUB("GitHub"),
  @JsonProperty("Mail")
  MAIL("Mail");

  private final String written;

  Place(String written) {
    this.written = written;
  }

  /** As resources have it, such as {@code GitHub}. */
  public String written() {
    return written;
  }

  /** Whether a rotation listens there. */
  public boolean isWatchedBy(OnCallRotation rotation) {
    QuestionsSpec questions = rotation.getSpec() == null ? null : rotation.getSpec().questions();
    return questions != null
        && switch (this) {
          case SLACK -> questions.slack() != null;
          case GITHUB -> questions.github() != null;
          case MAIL -> questions.mail() != null;
        };
  }
}
