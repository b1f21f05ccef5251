package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Map<String, String> versions =
                Map.of("drover", version(), "java", Runtime.version().toString());
        output.print(versions, () -> "Drover " + version() + " on Java " + Runtime.version());
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Drover " + version()};
    }

    static String version() {
        Properties values = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("/io/drover/version.properties")) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values.getProperty("version");
    }
}
