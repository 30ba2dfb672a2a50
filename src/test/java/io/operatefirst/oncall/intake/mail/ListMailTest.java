package io.operatefirst.oncall.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mails are by people to the list: sets of headers as programs and lists write them. */
class ListMailTest {

  private static final ListMail LIST = new ListMail("support@example.org");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: Support <Support@Example.ORG>",
        "To: a@example.org,\n \"Who, else\" <support@example.org>",
        "To: undisclosed-recipients:;\nCc: support@example.org",
        "To: all@example.org\nDelivered-To: support@example.org",
        "To: all@example.org\nList-Id: Support for users <support.example.org>",
        "To: all@example.org\nList-Post: <https://lists.example.org/>, <mailto:support@example.org>",
      })
  void whatIsAddressedToTheListIsReadInWhateverWay(String headers) {
    assertThat(LIST.isTo(Mails.headers(headers))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: archive@example.org",
        "To: \"support@example.org\" <other@example.org>",
        "To: not-support@example.org",
        "To: support@example.org.evil.test",
        "Subject: support@example.org",
        "To: a@example.org\nList-Id: <other-support.example.org>",
        "To: \n",
      })
  void otherMailIsLeftAlone(String headers) {
    assertThat(LIST.isTo(Mails.headers(headers))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: eve@example.org",
        "From: eve@example.org\nAuto-Submitted: no",
        "From: eve@example.org\nAuto-Submitted: No (a person)",
        // Mailman and Sympa.
        "From: eve@example.org\nPrecedence: list\nList-Id: <support.example.org>",
        "From: eve@example.org\nPrecedence: bulk\nList-Id: <support.example.org>"
            + "\nReturn-Path: <support-bounces@example.org>",
        // Outlook asks that nobody is told of its being read.
        "From: eve@example.org\nX-Auto-Response-Suppress: DR, RN, NRN",
        "From: eve@example.org\nContent-Type: multipart/mixed; boundary=report",
        "From: \"postmaster\" <eve@example.org>",
        // A form on a web page: whoever filled it in is in Reply-To.
        "From: noreply@example.org\nReply-To: eve@example.org",
      })
  void whatPeopleWriteIsRead(String headers) {
    assertThat(ListMail.isAutomatic(Mails.headers(headers))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // RFC 3834.
        "From: eve@example.org\nAuto-Submitted: auto-replied",
        "From: eve@example.org\nAuto-Submitted: Auto-Generated; reason=cron",
        // Exchange, out of office.
        "From: eve@example.org\nX-Auto-Response-Suppress: All",
        "From: eve@example.org\nX-Auto-Response-Suppress: DR, OOF, AutoReply",
        // vacation(1) of old, and programs that send to many.
        "From: eve@example.org\nPrecedence: bulk",
        "From: eve@example.org\nPrecedence: junk\nList-Id: <support.example.org>",
        "From: eve@example.org\nPrecedence: auto_reply",
        "From: eve@example.org\nX-Autoreply: yes",
        // Bounces: Postfix, Exim, and such without a sender.
        "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)"
            + "\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
        "From: Mail Delivery System <Mailer-Daemon@mx.example.org>\nX-Failed-Recipients: a@b.test",
        "From: postmaster@example.org",
        "From: eve@example.org\nReturn-Path: <>",
        "From: eve@example.org\nContent-Type: multipart/report; report-type=disposition-notification",
        // The list itself, of what it holds back.
        "From: support-bounces@example.org\nX-List-Administrivia: yes",
        "From: support-request@example.org",
        // Of nobody.
        "Subject: Hello",
        "From: undisclosed",
      })
  void whatProgramsSendIsNoQuestionAndNoAnswer(String headers) {
    assertThat(ListMail.isAutomatic(Mails.headers(headers))).isTrue();
  }
}
