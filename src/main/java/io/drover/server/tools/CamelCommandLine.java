package io.drover.server.tools;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.cli.connector.LocalCliConnector;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.util.HomeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Camel's command line ({@code camel get}, {@code camel trace}) find the server, by files in {@code .camel} of its account's home.
 * It stands in the place of Camel's own factory, which would connect whatever context comes up: that of a command, that of a check.
 */
public final class CamelCommandLine extends DefaultCliConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(CamelCommandLine.class);

    private final Runnable stop;
    private final AtomicBoolean made = new AtomicBoolean();

    /** For contexts that are not a server's, as those of tests: off. */
    public CamelCommandLine() {
        this(false, () -> {});
    }

    private CamelCommandLine(boolean on, Runnable stop) {
        setEnabled(on);
        setRuntime("Drover");
        this.stop = stop;
    }

    /**
     * That of a server.
     *
     * @param serving whether it serves; what does the work of a command or a test is not connected
     * @param stop what {@code camel stop} does, in order
     */
    public static CamelCommandLine of(Settings settings, boolean serving, Runnable stop) {
        return new CamelCommandLine(serving && CamelTool.COMMAND_LINE.isOn(settings.all()), stop);
    }

    /** For the first context that asks, which is the server's; those of checks may see this too. */
    @Override
    public boolean isEnabled() {
        return super.isEnabled() && !made.get();
    }

    /** @throws IllegalStateException when the home cannot be written to, with the folder */
    @Override
    public CliConnector createConnector() {
        made.set(true);
        makeFolder(Path.of(HomeHelper.resolveHomeDir(), ".camel"));
        return new Connector(this, stop);
    }

    /** Closed to others when it is made here: who writes there commands the server, and who reads there sees its messages. */
    private static void makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unwritable(folder, " (" + e + ")");
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder, "");
        }
    }

    private static IllegalStateException unwritable(Path folder, String why) {
        return new IllegalStateException(CamelTool.COMMAND_LINE.setting() + " is on, but the folder " + folder
                + ", by which Camel's command line finds a server, cannot be written by this account" + why
                + ": give it a home (JAVA_OPTS=-Duser.home=FOLDER), or turn it off");
    }

    private static final class Connector extends LocalCliConnector {
        private final Runnable stop;

        private Connector(CamelCommandLine factory, Runnable stop) {
            super(factory);
            this.stop = stop;
        }

        @Override
        protected void doStart() throws Exception {
            getCamelContext().addService(new RefusedLoads());
            super.doStart();
        }

        /** Camel's would stop the context alone, and what Drover does besides would go on without it. */
        @Override
        public void sigterm() {
            LOG.info("Camel's command line asks to stop");
            stop.run();
        }
    }
}
