package io.drover.deploy.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that an endpoint moves files to and would fetch them from again. */
class MovedFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "move=done",
                "preMove=work",
                "moveFailed=bad/${file:onlyname}",
                "move=./done",
                "move=done/${date:now:yyyyMMdd}/${file:name}",
                "move=../done",
                "move=${file:onlyname}.old"
            })
    void aFolderBelowIsRefusedWhenFoldersBelowAreLookedThrough(String option) {
        assertThat(MovedFiles.problem("sftp", EndpointUris.options("sftp:h/in?recursive=true&" + option)))
                .hasValueSatisfying(said ->
                        assertThat(said).contains("what " + option.replaceFirst("=.*", "="), "begins with a point"));
        assertThat(MovedFiles.problem("sftp", EndpointUris.options("sftp:h/in?" + option)))
                .isEmpty();
        assertThat(MovedFiles.problem(
                        "sftp", EndpointUris.options("sftp:h/in?antExclude=**/done/**&recursive=true&" + option)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "move=.done",
                "move=.done/${file:name}",
                "move=../.done",
                "move=/archive",
                "delete=true",
                "noop=true"
            })
    void othersAreNot(String option) {
        assertThat(MovedFiles.problem("file", EndpointUris.options("file:in?recursive=true&" + option)))
                .isEmpty();
        assertThat(MovedFiles.problem("imap", EndpointUris.options("imap:in?recursive=true&move=done")))
                .isEmpty();
    }
}
