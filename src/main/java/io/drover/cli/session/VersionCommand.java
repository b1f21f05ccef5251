package io.drover.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version and the commit it was built from.")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Map<String, String> versions = Map.of(
                "drover",
                version(),
                "commit",
                commit(),
                "java",
                Runtime.version().toString());
        output.print(versions, () -> build() + " on Java " + Runtime.version());
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {build()};
    }

    /** With the commit as semantic versioning has it: Drover 1.2.3+0a1b2c3d4e. */
    private static String build() {
        return "Drover " + version() + (commit().isEmpty() ? "" : "+" + commit());
    }

    public static String version() {
        return value("version");
    }

    /** Empty for a build outside a repository. */
    private static String commit() {
        String commit = value("commit");
        return commit.startsWith("$") ? "" : commit;
    }

    private static String value(String name) {
        Properties values = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("/io/drover/version.properties")) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values.getProperty(name);
    }
}
