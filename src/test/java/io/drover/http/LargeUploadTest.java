package io.drover.http;

import static io.drover.http.HttpFixture.ACTIVITY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Row 22 as it stands there, with 256 MB of memory: {@code -Ddrover.soak=true}, and -Ddrover.soak.gigabytes=10 for all of it. */
@EnabledIfSystemProperty(named = "drover.soak", matches = "true")
class LargeUploadTest {
    private static final long GIGABYTE = 1L << 30;
    private static final byte[] PIECE = new byte[1 << 20];

    @TempDir
    Path data;

    private Process server;
    private int port;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.getOutputStream().close();
            server.waitFor();
        }
    }

    @Test
    void aBodyWithoutLengthIsStoppedAtTheLimit() throws Exception {
        start("1GB");
        long sent = 0;
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(head("Transfer-Encoding: chunked"));
            try {
                while (sent < Long.getLong("drover.soak.gigabytes", 2) * GIGABYTE) {
                    sendChunk(connection);
                    sent += PIECE.length;
                }
            } catch (IOException e) {
                // The server has closed the connection
            }
        }
        assertThat(sent).isLessThan(2 * GIGABYTE);
        try (Stream<Path> left = Files.walk(data)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(upload(1)).contains("200");
    }

    @Test
    void aGigabyteGoesToDiskAsFastAsTheDiskTakesIt() throws Exception {
        start("100GB");
        upload(64); // so that the code is compiled
        long gigabytes = Long.getLong("drover.soak.gigabytes", 1);
        long megabytes = gigabytes * 1024;
        double disk = megabytes / seconds(() -> dd(megabytes));
        double upload = megabytes / seconds(() -> assertThat(upload(megabytes)).contains("200"));
        double again = megabytes / seconds(() -> dd(megabytes));
        System.out.printf("upload %.0f MB/s; dd conv=fsync before %.0f, after %.0f MB/s%n", upload, disk, again);
        assertThat(data.resolve("kept")).hasSize(gigabytes * GIGABYTE);
    }

    private void start(String limit) throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadServer.class.getName(),
                        data.toString(),
                        limit)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), US_ASCII));
        String line = out.readLine();
        while (line != null && !line.matches("[0-9]+")) {
            line = out.readLine();
        }
        port = Integer.parseInt(line);
    }

    private String upload(long megabytes) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(head("Content-Length: " + megabytes * PIECE.length));
            for (long i = 0; i < megabytes; i++) {
                connection.send(PIECE);
            }
            return connection.head();
        }
    }

    private static void sendChunk(RawConnection connection) throws IOException {
        connection.send((Integer.toHexString(PIECE.length) + "\r\n").getBytes(US_ASCII));
        connection.send(PIECE);
        connection.send("\r\n".getBytes(US_ASCII));
    }

    private void dd(long megabytes) throws Exception {
        Process dd = new ProcessBuilder(
                        "dd", "if=/dev/zero", "of=" + data.resolve("dd"), "bs=1M", "count=" + megabytes, "conv=fsync")
                .redirectErrorStream(true)
                .start();
        dd.getInputStream().readAllBytes();
        assertThat(dd.waitFor()).isZero();
        Files.delete(data.resolve("dd"));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static String head(String headers) {
        return "POST /api/connector/enqueue/" + ACTIVITY + " HTTP/1.1\nHost: 127.0.0.1\n" + headers + "\n\n";
    }
}
