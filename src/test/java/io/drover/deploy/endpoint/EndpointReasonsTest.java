package io.drover.deploy.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.junit.jupiter.api.Test;

/** What went wrong at an endpoint is said, all of it, and secrets are not. */
class EndpointReasonsTest {
    @Test
    void aReasonIsNotTakenForAPassword() {
        assertThat(EndpointReasons.of(new GenericFileOperationFailedException(
                        "Cannot connect to sftp://erp@files.shop.test:22",
                        new IOException("Auth fail for methods 'publickey,password' of erp@files.shop.test"))))
                .isEqualTo("Cannot connect to sftp://erp@files.shop.test:22: Auth fail for methods 'publickey,password'"
                        + " of erp@files.shop.test");
        assertThat(EndpointReasons.of(
                        new ConnectException("smtp://mail.shop.test:25: 530 no login for a@b? & password=? ok")))
                .isEqualTo("smtp://mail.shop.test:25: 530 no login for a@b? & password=? ok");
        assertThat(EndpointReasons.of(new UnknownHostException("files.shop.test")))
                .isEqualTo("unknown host files.shop.test");
    }

    @Test
    @SuppressWarnings("OrphanedFormatString") // what the password looks like
    void secretsAndOptionsAreLeftOut() {
        Secrets.add("p+w &%x of this test");

        assertThat(
                        EndpointReasons.of(
                                new IOException(
                                        "cannot do sftp:host:22/out?username=u&password=RAW(p+w &%x of this test)&delete=true: refused\nhere")))
                .isEqualTo("cannot do sftp:host:22/out refused here");
        assertThat(EndpointReasons.of(new IOException("no way to ftp://erp:pass@host:21/in: 550 no")))
                .isEqualTo("no way to ftp://erp:***@host:21/in: 550 no");
    }
}
