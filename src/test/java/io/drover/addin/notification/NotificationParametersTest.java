package io.drover.addin.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the notification parameters may be, and what is said of those that may not. */
class NotificationParametersTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path files;

    @Test
    void recipientsHaveCommasOrSemicolonsBetweenThem() {
        assertThat(of("notificationRecipientEmail", "a@example.org; b@example.org,c@example.org;")
                        .mail()
                        .recipients())
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
    }

    @Test
    void whatIsEmptyIsOff() {
        NotificationParameters none = NotificationParameters.of(Map.of());

        assertThat(none.mail().recipients()).isEmpty();
        assertThat(none.webhook().address()).isNull();
        assertThat(none.overdueAfter()).isNull();
        assertThat(of("staleAfterInMinutes", "0").staleAfter()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notificationRecipientEmail|admin|no e-mail address",
                "notificationRecipientEmail|Boss <boss@example.org>|no e-mail address",
                "notificationSenderEmail|a@example.org, b@example.org|no e-mail address",
                "notificationIntervalInMinutes|-1|not a whole number of minutes",
                "overdueAfterInMinutes|soon|not a whole number of minutes",
                "notificationWebhookUrl|ftp://example.org/|http or https",
                "notificationWebhookUrl|https://user:password@example.org/|without user and password",
                "notificationWebhookUrl|https://example.org/|also needs notificationWebhookSecret",
                "notificationWebhookSecret|whsec_c2hvcnQ=|Base64 of 24 to 64 bytes",
                "notificationWebhookSecret|MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|whsec_"
            })
    void aBadValueIsRefusedWithWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> of(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message)
                .hasMessageNotContaining("password@")
                .hasMessageNotContaining("LaLaSw");
    }

    @Test
    void aLineBreakCannotBeginAHeader() {
        for (String name : List.of(
                "notificationRecipientEmail",
                "notificationSenderEmail",
                "notificationEmailSubject",
                "notificationEmailSenderName")) {
            assertThatThrownBy(() -> of(name, "a@example.org\r\nBcc: b@example.org"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one line");
        }
    }

    @Test
    void twoSecretsMakeTwoSignatures() {
        NotificationParameters parameters = NotificationParameters.of(Map.of(
                "notificationWebhookUrl",
                "https://example.org/",
                "notificationWebhookSecret",
                SECRET + " whsec_" + "A".repeat(32)));

        assertThat(WebhookSecret.sign(parameters.webhook().secrets(), "id", 1, "{}")
                        .split(" "))
                .hasSize(2)
                .allMatch(signature -> signature.startsWith("v1,"));
    }

    @Test
    void anUnknownTagIsAProblemThatListsAllTags() throws Exception {
        Files.writeString(files.resolve("mail.html"), "{task} {nobody} <!--@Ecom:Other.Tag--> a{color:red}");
        NotificationParameters parameters = of("notificationEmailTemplate", "mail.html");

        assertThatThrownBy(() -> parameters.requireGood(files))
                .hasMessageContaining(
                        "the template mail.html has the unknown tag {nobody}, <!--@Ecom:Other.Tag-->; there are")
                .hasMessageContaining(String.join(
                        " ",
                        Arrays.stream(Tag.values())
                                .map(tag -> "{" + tag.written() + "}")
                                .toList()));
        assertThatThrownBy(() -> of("notificationEmailSubject", "{what}").requireGood(files))
                .hasMessageContaining("notificationEmailSubject has the unknown tag {what}");
    }

    @Test
    void aTemplateIsBelowTheFiles() throws Exception {
        Path below = Files.createDirectories(files.resolve("below"));
        Files.writeString(files.resolve("outside.txt"), "x");
        Files.createSymbolicLink(below.resolve("link.txt"), files.resolve("outside.txt"));

        for (String name : List.of("../outside.txt", "..\\outside.txt", "link.txt", "missing.txt")) {
            assertThatThrownBy(() -> of("notificationEmailTemplate", name).requireGood(below))
                    .hasMessageContaining("below drover.files");
        }
    }

    private static NotificationParameters of(String name, String value) {
        Map<String, String> values = new HashMap<>();
        values.put(name, value);
        return NotificationParameters.of(values);
    }
}
