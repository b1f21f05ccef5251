package io.drover.dynamicweb;

import io.drover.definition.Conversion;
import io.drover.definition.RootProbe;
import io.drover.definition.XmlInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Files of Dynamicweb, to be put into Drover's own form. */
public final class DynamicwebFile {
    /** Children of a Dynamicweb job's root that Drover's job does not have, in lower case: their case varies. */
    private static final Set<String> CHILDREN =
            Set.of("name", "mappings", "astransaction", "createmappingatruntime", "notificationsettings");

    private static final Set<String> PROVIDERS = Set.of("source", "destination");

    private DynamicwebFile() {}

    /** Whether a file is a job as Dynamicweb saves it. */
    public static boolean isJob(RootProbe probe) {
        return probe.root().name().equals("job")
                && !probe.root().attributes().contains("name")
                && probe.children().stream().anyMatch(DynamicwebFile::isNative);
    }

    private static boolean isNative(RootProbe.Element child) {
        String name = child.name().toLowerCase(Locale.ROOT);
        return CHILDREN.contains(name)
                || (PROVIDERS.contains(name) && child.attributes().contains("type"));
    }

    /**
     * Puts a job into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    public static Conversion job(Path file) throws IOException {
        byte[] bytes = bytesOfJob(file);
        try {
            return job(bytes, file);
        } catch (SAXException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] bytesOfJob(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            if (!isJob(RootProbe.of(bytes))) {
                throw new IllegalArgumentException(file + " is no job file of Dynamicweb");
            }
            return bytes;
        } catch (SAXException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Puts a job into Drover's own form.
     *
     * @param file where it was read from
     * @throws IllegalArgumentException when it is not a whole job; the message is for the user
     */
    public static Conversion job(byte[] bytes, Path file) throws IOException, SAXException {
        return JobConversion.of(XmlInput.document(bytes), name(file));
    }

    /** What Dynamicweb's providers do beside what converted jobs do: tables of Markdown. */
    public static String report() {
        return BehaviourReport.all();
    }

    /**
     * The same for one job, with what it says, what is told in each execution and why it is refused.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    public static JobReport report(Path file) throws IOException {
        byte[] bytes = bytesOfJob(file);
        try {
            return JobConversion.report(XmlInput.document(bytes), name(file));
        } catch (SAXException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * How a job of Dynamicweb compares with what is made of it.
     *
     * @param text tables of Markdown
     * @param refused whether it is not run
     */
    public record JobReport(String text, boolean refused) {}

    /**
     * Puts a scheduled task that was saved to XML into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    public static Conversion task(Path file) throws IOException {
        try {
            return TaskConversion.of(XmlInput.document(Files.readAllBytes(file)), name(file), DynamicwebFile::settings);
        } catch (SAXException e) {
            throw unreadable(file, e);
        }
    }

    private static Element settings(String text) {
        try {
            return XmlInput.document(text.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
        } catch (IOException | SAXException e) {
            throw new IllegalArgumentException("the add-in's settings are no XML: " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static IllegalArgumentException unreadable(Path file, SAXException cause) {
        return new IllegalArgumentException(file + " cannot be read as XML: " + cause.getMessage(), cause);
    }
}
