package io.drover.deploy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names files may have in an export: such as every system can have, and none that leads out of its folder. */
class TransferPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jobs/Stock.xml",
                "ScheduledTasks/ERP/Night/Nightly.xml",
                "add-ins/own.yaml",
                "files/Stylesheets/a.xslt",
                "Jobs/1/2/3/4/5/6/7/Deep.xml"
            })
    void filesOfAnInstallationMay(String name) {
        assertThat(TransferPaths.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stock.xml",
                "Jobs",
                "Jobs/Stock.txt",
                "routes/own.camel.yaml",
                "Nosuch/a.xml",
                "Jobs/../a.xml",
                "Jobs/./a.xml",
                "Jobs//a.xml",
                "Jobs/a\\b.xml",
                "Jobs/a:b.xml",
                "Jobs/ending /a.xml",
                "Jobs/ending./a.xml",
                "Jobs/.hidden/a.xml",
                "files/Inbox/a.csv",
                "files/jobs/a.xml",
                "Jobs/1/2/3/4/5/6/7/8/TooDeep.xml"
            })
    void othersMayNot(String name) {
        assertThat(TransferPaths.problem(name)).isPresent();
        assertThatThrownBy(() -> TransferPaths.require(List.of(name)))
                .hasMessageStartingWith(name + " cannot be in an export: ");
    }

    @Test
    void namesAreToldApartOnEverySystem() {
        assertThatCode(() -> TransferPaths.require(List.of("Jobs/x/a.xml", "Jobs/x/b.xml", "Jobs/y/a.xml")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TransferPaths.require(List.of("Jobs/a.xml", "Jobs/A.xml")))
                .hasMessageStartingWith("Jobs/A.xml and Jobs/a.xml differ only in case");
        assertThatThrownBy(() -> TransferPaths.require(List.of("Jobs/x/a.xml", "Jobs/X/b.xml")))
                .hasMessageStartingWith("Jobs/X and Jobs/x differ only in case");
        assertThatThrownBy(() -> TransferPaths.require(List.of("Jobs/\u00e9.xml", "Jobs/e\u0301.xml")))
                .hasMessageContaining("differ only in case");
    }
}
