package io.drover.bucket.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers that file away at one moment: nothing is replaced, nothing is there twice. */
class AtomicMovesTest {
    private static final int MOVERS = 4;
    private static final int ROUNDS = 200;

    @TempDir
    private Path home;

    private Path archive;
    private final ExecutorService movers = Executors.newFixedThreadPool(MOVERS);

    @BeforeEach
    void folder() throws IOException {
        archive = Files.createDirectory(home.resolve("archive"));
    }

    @AfterEach
    void stop() {
        movers.shutdownNow();
    }

    @Test
    void filesOfOneNameAreAllKept() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < MOVERS; i++) {
                files.add(Files.writeString(home.resolve(round + "-" + i), round + "-" + i));
            }
            String name = round + ".csv";

            List<Path> filed = atOnce(i -> AtomicMoves.toFreeName(files.get(i), archive, name));

            assertThat(filed).doesNotHaveDuplicates().contains(archive.resolve(name));
            for (int i = 0; i < MOVERS; i++) {
                assertThat(filed.get(i)).hasContent(round + "-" + i);
                assertThat(files.get(i)).doesNotExist();
            }
        }
        assertThat(count(archive)).isEqualTo((long) MOVERS * ROUNDS);
    }

    @Test
    void ofSeveralWhoMoveOneFileOneSucceeds() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path file = Files.writeString(home.resolve("file"), "content");

            List<Path> filed = atOnce(i -> {
                try {
                    return AtomicMoves.toFreeName(file, archive, "file.csv");
                } catch (NoSuchFileException e) {
                    return null; // the others have it
                }
            });

            assertThat(filed).filteredOn(to -> to != null).singleElement().satisfies(to -> assertThat(to)
                    .hasContent("content"));
            assertThat(file).doesNotExist();
            assertThat(count(archive)).isEqualTo(round + 1L);
        }
    }

    @Test
    void foldersAreMovedWholeAndBesideOthers() throws IOException {
        for (String content : List.of("first", "second")) {
            Path folder = Files.createDirectories(home.resolve("delivery"));
            Files.writeString(folder.resolve("a.csv"), content);
            AtomicMoves.toFreeName(folder, archive, "delivery");
        }

        assertThat(archive.resolve("delivery/a.csv")).hasContent("first");
        assertThat(archive.resolve("delivery-2/a.csv")).hasContent("second");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> AtomicMoves.toFreeName(home.resolve("delivery"), archive, "delivery"));
    }

    /** Moves with the number of the mover. */
    private interface Move {
        Path by(int mover) throws IOException;
    }

    private List<Path> atOnce(Move move) throws Exception {
        CyclicBarrier together = new CyclicBarrier(MOVERS);
        List<Callable<Path>> moves = new ArrayList<>();
        for (int i = 0; i < MOVERS; i++) {
            int mover = i;
            moves.add(() -> {
                together.await();
                return move.by(mover);
            });
        }
        List<Path> filed = new ArrayList<>();
        for (Future<Path> one : movers.invokeAll(moves)) {
            filed.add(one.get());
        }
        return filed;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
