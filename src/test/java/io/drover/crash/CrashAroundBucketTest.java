package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.api.BucketOperations;
import io.drover.api.BucketOperations.BucketFileView;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash in the middle of an upload to a bucket, and one in the middle of filing a file of a bucket away. */
class CrashAroundBucketTest {
    @TempDir
    private Path folder;

    private static List<String> names(BucketOperations buckets) throws IOException {
        return buckets.files("incoming", null, 100).stream()
                .map(BucketFileView::filename)
                .toList();
    }

    private Path content(String text) throws IOException {
        return Files.writeString(folder.resolve("content"), text);
    }

    private void putAndDie(Installation home, String name, String crashpoint) throws Exception {
        DroverProcess drover = home.start("-Ddrover.crashpoint=" + crashpoint);
        BucketOperations buckets = home.api().operations(BucketOperations.class);
        assertThatThrownBy(() -> buckets.put("incoming", name, content(name))).hasMessageContaining("does not answer");
        assertThat(drover.exitCode()).isEqualTo(137);
    }

    @Test
    void anUploadIsThereWholeOrNotAtAll() throws Exception {
        try (Installation home = new Installation(folder)) {
            home.withFile("Files/Buckets/incoming.xml", "<bucket name=\"incoming\" existing=\"replace\"/>");
            putAndDie(home, "a.csv", "bucket.beforeRename");
            putAndDie(home, "b.csv", "bucket.afterRename");

            home.start();
            BucketOperations buckets = home.api().operations(BucketOperations.class);
            assertThat(names(buckets)).containsExactly("b.csv");
            BucketFileView again = buckets.put("incoming", "b.csv", content("b.csv"));
            assertThat(again.sha256()).isEqualTo(DigestUtils.sha256Hex("b.csv"));
            assertThat(names(buckets)).containsExactly("b.csv");
        }
    }

    @Test
    void aFileIsFiledAwayOnceWithItsErrors() throws Exception {
        try (Installation home = new Installation(folder)) {
            home.withTable(Delivery.TABLE)
                    .withFile(
                            "Files/Jobs/Stock.xml",
                            """
                            <job name="Stock" onError="stop">
                                <source><xml/><bucket name="incoming"><processed/><invalid/></bucket></source>
                                <destination><sql dataSource="drover"/></destination>
                            </job>
                            """)
                    .withFile(
                            "Buckets/incoming/bad.xml",
                            """
                            <tables><table tableName="Stock"><item table="Stock">
                            <column columnName="ProductId">x</column><column columnName="Quantity">1</column>
                            </item></table></tables>
                            """);

            for (String place : List.of("import.afterTake", "bucket.afterErrors")) {
                assertThat(home.launch("-Ddrover.crashpoint=" + place).exitCode())
                        .isEqualTo(137);
                assertThat(home.aside("Stock")).as(place).containsExactly("bad.xml");
            }
            assertThat(home.list("../Buckets/invalid"))
                    .singleElement()
                    .asString()
                    .endsWith(".errors.jsonl");

            DroverProcess drover = home.start();
            await().until(() -> home.list("../Buckets/invalid").contains("bad.xml"));
            assertThat(home.list("../Buckets/invalid")).hasSize(2);
            assertThat(home.list("../Buckets/incoming")).isEmpty();
            assertThat(home.aside("Stock")).isEmpty();
            assertThat(drover.executions("Stock")).extracting(Execution::status).containsExactly(Status.Failed);
        }
    }
}
