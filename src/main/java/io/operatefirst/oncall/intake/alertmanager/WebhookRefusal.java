package io.operatefirst.oncall.intake.alertmanager;

/** Why a push is not taken, in words that may be shown to who sent it. */
final class WebhookRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final WebhookAnswer answer;

  WebhookRefusal(WebhookAnswer answer, String reason) {
    super(reason);
    this.answer = answer;
  }

  WebhookAnswer answer() {
    return answer;
  }
}
