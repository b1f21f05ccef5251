package io.drover.bench.soak;

import io.drover.bench.queue.QueueBench;
import io.drover.crash.RestartablePostgres;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The driver of bench/soak. */
@Command(
        name = "bench/soak",
        description =
                "Mixed load while nodes are killed and paused and lose database and disk; says what was lost or waits.",
        mixinStandardHelpOptions = true)
final class SoakBench implements Callable<Integer> {
    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "Of faults, over all numbers of nodes (default ${DEFAULT-VALUE}).")
    private long minutes;

    @Option(
            names = "--nodes",
            split = ",",
            defaultValue = "1,2",
            description = "One node has an H2 file, two share PostgreSQL (default ${DEFAULT-VALUE}).")
    private List<Integer> nodes;

    @Option(
            names = "--pause",
            split = "-",
            defaultValue = "70-200",
            description = "The shortest and the longest pause, in seconds (default ${DEFAULT-VALUE}).")
    private int[] pause;

    @Option(names = "--faults", split = ",", description = "${COMPLETION-CANDIDATES} (default: all)")
    private Set<SiteFaults.Kind> faults = EnumSet.allOf(SiteFaults.Kind.class);

    @Option(names = "--seed", description = "Of the faults; printed, so that they can be had again.")
    private Long seed;

    @Option(names = "--folder", defaultValue = "target/bench/soak", description = "Where it works.")
    private Path folder;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new SoakBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        boolean clean = true;
        for (int count : nodes) {
            clean &= soak(count, Math.max(1, minutes / nodes.size()));
        }
        System.out.println(clean ? "Nothing lost, nothing twice, nothing waits." : "FAILED: see above.");
        return clean ? 0 : 1;
    }

    private boolean soak(int count, long length) throws IOException, InterruptedException {
        Path home = folder.resolve(count + "-nodes").toAbsolutePath();
        QueueBench.remove(home);
        Files.createDirectories(home);
        long lot = seed == null ? System.nanoTime() : seed;
        try (SoakDisk disk = new SoakDisk(home.resolve("disk"));
                RestartablePostgres postgres = count == 1
                        ? null
                        : new RestartablePostgres(home.resolve("postgresql"), TestServer.freePort())) {
            Site site = new Site(disk.folder(), count, postgres == null ? null : postgres.url());
            ClientLoad load = new ClientLoad(site, home);
            SiteFaults all = new SiteFaults(site, postgres, disk, faults, pause, new Random(lot));
            try (all) {
                for (SoakNode node : site.nodes()) {
                    node.start();
                    node.awaitReady(120);
                }
                load.start();
                all.during(length);
                load.stopSending();
                System.out.printf(
                        "%n%d node(s) on %s, %d min (seed %d): %s%n",
                        count, postgres == null ? "H2" : "PostgreSQL", length, lot, all.summary());
                return new Verdict(site, load).print(all.ended());
            } finally {
                load.stop();
                site.nodes().forEach(SoakNode::end);
                copyConsoles(site, home);
            }
        }
    }

    /** What the nodes have said outlives the disk. */
    private static void copyConsoles(Site site, Path home) throws IOException {
        for (SoakNode node : site.nodes()) {
            for (String file : List.of("console.txt", "data/log/drover.log")) {
                if (Files.exists(node.home().resolve(file))) {
                    Files.copy(
                            node.home().resolve(file),
                            home.resolve(node.home().getFileName() + "-"
                                    + Path.of(file).getFileName()));
                }
            }
        }
    }
}
