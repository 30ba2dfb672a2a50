package io.operatefirst.oncall.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of mails as programs, and those who mean no good, write them. */
class MailReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?UTF-8?B?xb5sdcWlb3XEjWvDvQ==?= | žluťoučký",
        "=?iso-8859-2?Q?=BElu=BB?= =?UTF-8?Q?_x?= | žluť x",
        "=?no-such?Q?x?= | =?no-such?Q?x?=",
        "=?UTF-8?Q?a=0D=0ABcc:_x@y?= | a Bcc: x@y",
        "žluť, as it is | žluť, as it is",
      })
  void aSubjectIsReadAsPeopleReadIt(String written, String read) {
    assertThat(Mails.headers("Subject: " + written).text("Subject")).isEqualTo(read);
  }

  @Test
  void aMessageIdIsNothingThatCouldBecomeAHeader() {
    assertThat(mail("Message-ID: <a\tb@c>\nFrom: e@x.test").id()).startsWith("without-message-id:");
    assertThat(mail("Message-ID: <" + "a".repeat(999) + ">").id())
        .startsWith("without-message-id:");
    assertThat(mail("Message-ID:\n <a@c>").id()).isEqualTo("<a@c>");
  }

  @Test
  void onlyAddressesOfTheWebAreLinks() {
    assertThat(mail("Archived-At: <https://lists.example.org/1?a=b>").link())
        .contains("https://lists.example.org/1?a=b");
    assertThat(mail("Archived-At: <javascript:alert(1)>").link()).isEmpty();
  }

  @Test
  void addressesThatAreNoneAreNotThere() {
    assertThat(mail("From: " + "a".repeat(300) + "@x.test").author()).isEmpty();
    assertThat(mail("From: <a b@>").author()).isEmpty();
    assertThat(mail("From: a@x.test\nReply-To: b@x.test").asker()).contains("b@x.test");
    assertThat(mail("From: a@x.test\nReply-To: support@example.org").asker()).contains("a@x.test");
  }

  @Test
  void theFirstPlainTextIsFoundHoweverDeepItIs() {
    String body =
        """
        --a
        Content-Type: text/plain
        Content-Disposition: attachment; filename=log.txt

        not this
        --a
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/html

        <b>not this</b>
        --b
        Content-Type: text/plain; charset=iso-8859-2
        Content-Transfer-Encoding: quoted-printable

        =BElu=BB
        --b--
        --a--
        """;
    assertThat(text("multipart/mixed; boundary=a", null, body)).isEqualTo("žluť");
  }

  @Test
  void whatIsCutOffIsReadAsFarAsItGoes() {
    assertThat(text("text/plain", "base64", "SGVsbG8gd29ybGQh")).isEqualTo("Hello world!");
    assertThat(text("text/plain", "base64", "SGVsbG8gd29ybG")).startsWith("Hello");
    assertThat(text("multipart/mixed; boundary=a", null, "--a\n\nHello, and the re"))
        .isEqualTo("Hello, and the re");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=no-such",
        "text/plain; charset=\"\"",
        "text/plain; charset",
        "text",
        "",
        "/",
        "text/plain; charset=utf-8; charset=utf-7"
      })
  void whatIsSaidWronglyAboutATextKeepsNobodyFromReadingIt(String type) {
    assertThat(text(type, "8bit", "žluť")).isEqualTo("žluť");
    assertThat(text(type, "no-such", "žluť")).isEqualTo("žluť");
  }

  @Test
  void whatHasNoPlainTextHasNone() {
    assertThat(text("text/html", null, "<b>x</b>")).isEmpty();
    assertThat(text("multipart/mixed", null, "no parts")).isEmpty();
    assertThat(
            text(
                "multipart/mixed; boundary=a",
                null,
                "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(300)))
        .isEmpty();
  }

  @Test
  void anInvalidByteHarmsNothing() {
    byte[] latin = "žluť".getBytes(Charset.forName("iso-8859-2"));
    assertThat(MailText.of(new Mail.Content(Optional.empty(), Optional.empty()), latin))
        .contains("lu");
  }

  @Test
  void hostsAreAllowedWithTheirPort() {
    MailHosts hosts = new MailHosts(List.of("imap.example.org", " Mail.example.org:1993"));
    assertThat(hosts.allow("IMAP.example.org", 993)).isTrue();
    assertThat(hosts.allow("imap.example.org", 143)).isFalse();
    assertThat(hosts.allow("mail.example.org", 1993)).isTrue();
    assertThat(hosts.allow("mail.example.org", 993)).isFalse();
    assertThat(new MailHosts(List.of()).allow("imap.example.org", 993)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "imaps://x", "x:0", "x:70000", "x:abc", "x y", "user@x", "x/"})
  void aHostThatIsNoneIsNamed(String wrong) {
    assertThatThrownBy(() -> new MailHosts(List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oncall.mail-hosts: " + wrong + " is no host");
  }

  @Test
  void aFileWithoutCertificatesIsNamed() {
    assertThatThrownBy(() -> MailTrust.in(Optional.of(Path.of("pom.xml"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oncall.mail-ca-file: pom.xml");
    assertThatThrownBy(() -> MailTrust.in(Optional.of(Path.of("no-such.pem"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such.pem");
  }

  private static Mail mail(String headers) {
    return Mails.mail(Mails.MORNING, headers);
  }

  private static String text(String type, String encoding, String body) {
    return MailText.of(
        new Mail.Content(Optional.of(type), Optional.ofNullable(encoding)),
        body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
