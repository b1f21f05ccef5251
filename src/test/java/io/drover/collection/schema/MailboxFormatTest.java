package io.drover.collection.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of mail as RFC 5321 and RFC 6531 write them, whatever their top-level domain. */
class MailboxFormatTest {
    private static final String DRAFT = "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", ";

    private static boolean isValid(String format, String prefix, String address) throws Exception {
        return FieldSchemas.compile(
                        RecordJson.read("{" + prefix + "\"type\": \"string\", \"format\": \"" + format + "\"}"))
                .validate(TextNode.valueOf(address))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.com",
                "first.last+tag@example.org",
                "orders@erp.internal",
                "root@localhost",
                "a@shop.newest-tld",
                "o'hara@example.com",
                "\"a b@c\"@example.com",
                "\"a\\\"b\"@example.com",
                "a@[127.0.0.1]",
                "a@[IPv6:2001:db8::1]",
                "a@xn--bcher-kva.example"
            })
    void isAnAddress(String address) throws Exception {
        assertThat(isValid("email", "", address)).isTrue();
        assertThat(isValid("email", DRAFT, address)).isTrue();
        assertThat(isValid("idn-email", "", address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@b.com",
                "a@",
                "a@b@c.com",
                ".a@b.com",
                "a.@b.com",
                "a..b@c.com",
                "a b@c.com",
                "a@b..com",
                "a@.com",
                "a@b.com.",
                "a@-b.com",
                "a@b-.com",
                "a@b_c.com",
                "a@b.com\n",
                "a@[300.0.0.1]",
                "a@[1.2.3]",
                "a@[1.2.3.4.]",
                "a@[IPv6:1::2::3]",
                "a@[IPv6:fe80::1%eth0]",
                "a@[127.0.0.1",
                "\"a\"b@c.com",
                "Name <a@b.com>"
            })
    void isNoAddress(String address) throws Exception {
        assertThat(isValid("email", "", address)).isFalse();
        assertThat(isValid("email", DRAFT, address)).isFalse();
        assertThat(isValid("idn-email", "", address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"jörg@example.com", "a@bücher.intern", "用户@例子.公司"})
    void lettersOfOtherLanguagesAreOfAnotherFormat(String address) throws Exception {
        assertThat(isValid("email", "", address)).isFalse();
        assertThat(isValid("idn-email", "", address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"64, 63, true", "65, 63, false", "64, 64, false"})
    void lengthsAreBounded(int local, int label, boolean valid) throws Exception {
        assertThat(isValid("email", "", "a".repeat(local) + "@" + "b".repeat(label) + ".com"))
                .isEqualTo(valid);
        assertThat(isValid("email", "", "a".repeat(local) + "@" + ("b".repeat(label) + ".").repeat(3) + "com"))
                .as("254 in all")
                .isFalse();
    }
}
