package io.drover.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What holds for all tests of a process; JUnit finds it by its service file. */
public final class TestSession implements LauncherSessionListener {
    /**
     * How long tests wait for what is to come. A busy machine takes many times what an idle one takes, and a wait that ends too soon
     * says nothing of Drover: so tests name a time of their own only where the time is what they are about.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("drover.test.patience", 120));

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
