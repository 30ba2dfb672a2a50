package io.operatefirst.oncall.notify.slack;

/** Where a rotation has a bot token, and the page that tells what it has to be let do. */
enum TokenField {
  NOTIFICATIONS("spec.notifications.slack.tokenSecret", "docs/notifications.md"),
  QUESTIONS("spec.questions.slack.tokenSecret", "docs/questions-slack.md");

  private final String field;
  private final String page;

  TokenField(String field, String page) {
    this.field = field;
    this.page = page;
  }

  /** Its path in the spec. */
  String field() {
    return field;
  }

  String page() {
    return page;
  }
}
