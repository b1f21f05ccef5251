package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connector.blob.BlockList;
import io.drover.connector.wire.ConnectorRefusal;
import io.drover.store.queue.Blob.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockListTest {
    private static final Block OLD = new Block("QQ==", true, "old", 1);
    private static final Block NEW = new Block("QQ==", false, "new", 2);
    private static final Block OTHER = new Block("Qg==", false, "other", 3);

    private static List<Block> read(String xml) {
        return BlockList.of(xml.getBytes(UTF_8)).among(List.of(OLD, NEW, OTHER));
    }

    @Test
    void latestIsWhatWaitsElseWhatIsCommitted() {
        assertThat(read("<?xml version=\"1.0\"?><BlockList><Latest>Qg==</Latest><Latest>QQ==</Latest></BlockList>"))
                .containsExactly(OTHER, NEW);
    }

    @Test
    void committedAndUncommittedAreLookedForInTheirPlaceOnly() {
        assertThat(read("<BlockList><Committed>QQ==</Committed><Uncommitted>QQ==</Uncommitted></BlockList>"))
                .containsExactly(OLD, NEW);
        assertThatThrownBy(() -> read("<BlockList><Committed>Qg==</Committed></BlockList>"))
                .hasMessageContaining("no block \"Qg==\"");
    }

    @Test
    void anEmptyListMakesAnEmptyBlob() {
        assertThat(read("<BlockList/>")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<Blocks/>",
                "<BlockList><Newest>QQ==</Newest></BlockList>",
                "<BlockList><Latest><b/></Latest></BlockList>",
                "<!DOCTYPE BlockList [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><BlockList><Latest>&x;</Latest></BlockList>"
            })
    void anythingElseIsRefused(String xml) {
        assertThatThrownBy(() -> BlockList.of(xml.getBytes(UTF_8)))
                .isInstanceOfSatisfying(ConnectorRefusal.class, refusal -> assertThat(refusal.headers())
                        .containsEntry("x-ms-error-code", "InvalidXmlDocument"));
    }
}
