package io.drover.deploy.check;

import io.drover.definition.FileKind;
import io.drover.definition.FileListing;
import io.drover.definition.InstallationFile;
import io.drover.definition.WrittenValue;
import io.drover.definition.problem.Problem;
import io.drover.settings.PropertyLines;
import io.drover.settings.secrets.SecretNames;
import io.drover.settings.secrets.Secrets;
import io.drover.settings.secrets.UriSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that stand in files as they are: parameters, settings, and passwords in the URIs of endpoints and databases. */
public final class LiteralSecrets {
    private static final String INSTEAD =
            "; write {{env:NAME}}, {{file:PATH}}, or the {{enc:...}} that \"drover secrets encrypt\" prints";

    /** A URI in a route file, with or without quotes. */
    private static final Pattern URI = Pattern.compile("(?:uri:|uri=)\\s*[\"']?([A-Za-z][A-Za-z0-9+.-]*:[^\"'\\s]+)");

    private static final Pattern PATH = Pattern.compile("/.*\\.(pem|key|p12|pfx|crt|cer|jks|json)");

    private LiteralSecrets() {}

    /** The literal secrets of all that is edited in an installation. */
    static List<Problem> in(FileListing installation) {
        return installation.files().stream().flatMap(file -> in(file).stream()).toList();
    }

    /** The literal secrets of a definition, a route file or application.properties. */
    public static List<Problem> in(InstallationFile file) {
        return in(file.kind(), file.path());
    }

    /** The same of a single file, whose name tells what it is. */
    static List<Problem> in(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".properties")) {
            return in(FileKind.SETTINGS, file);
        }
        return in(FileKind.saysRoutes(name) ? FileKind.ROUTE : FileKind.JOB, file);
    }

    private static List<Problem> in(FileKind kind, Path file) {
        try {
            return switch (kind) {
                case SETTINGS -> inSettings(file);
                case ROUTE, ADD_IN -> inRoutes(file);
                case CONFIG, CONNECTION, BUCKET, COLLECTION, JOB, TASK, RECURRING_JOB -> inDefinition(file);
                case REFERRED -> List.of();
            };
        } catch (NoSuchFileException e) {
            return List.of(); // gone since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Problem> inDefinition(Path file) {
        List<Problem> found = new ArrayList<>();
        for (WrittenValue value : WrittenValue.of(file)) {
            if (SecretNames.isSecret(value.name()) && isLiteral(value.value())) {
                Secrets.add(value.value());
                found.add(note(file, value.line(), "the parameter \"" + value.name() + "\" holds a secret in clear"));
            } else if (hasSecret(value.value())) {
                String what =
                        value.name().equals("endpoint") ? "the endpoint" : "the parameter \"" + value.name() + "\"";
                found.add(note(file, value.line(), what + " holds a password in clear in its URI"));
            }
        }
        return found;
    }

    private static List<Problem> inSettings(Path file) throws IOException {
        List<Problem> found = new ArrayList<>();
        for (PropertyLines.Line line : PropertyLines.of(file)) {
            if (SecretNames.isSecret(line.name()) && isLiteral(line.value()) && !isFile(line.value())) {
                found.add(note(file, line.line(), "the setting " + line.name() + " holds a secret in clear"));
            } else if (hasSecret(line.value())) {
                found.add(note(
                        file, line.line(), "the setting " + line.name() + " holds a password in clear in its URL"));
            }
        }
        return found;
    }

    private static List<Problem> inRoutes(Path file) throws IOException {
        List<Problem> found = new ArrayList<>();
        int number = 0;
        for (String line :
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            number++;
            Matcher uri = URI.matcher(line.replace("&amp;", "&"));
            if (!line.strip().startsWith("#") && uri.find() && hasSecret(uri.group(1))) {
                found.add(note(file, number, "the URI holds a password in clear"));
            }
        }
        return found;
    }

    private static Problem note(Path file, int line, String what) {
        return new Problem(file, line, what + INSTEAD);
    }

    private static boolean hasSecret(String value) {
        List<String> literal =
                UriSecrets.in(value).stream().filter(LiteralSecrets::isLiteral).toList();
        literal.forEach(Secrets::add);
        return !literal.isEmpty();
    }

    private static boolean isLiteral(String value) {
        return !value.isBlank() && !value.contains("{{") && !value.startsWith("#");
    }

    /** Such as the private key that drover.tls.key names. */
    private static boolean isFile(String value) {
        try {
            return PATH.matcher(value).matches() || Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
