package io.drover.deploy.endpoint;

import io.drover.settings.Settings;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.util.URISupport;

/**
 * URIs of jobs' endpoints as Camel gets them: values that stand elsewhere are put in, and options are added that keep
 * deliveries whole. What a URI says itself is left as it is.
 */
public final class EndpointUris {
    private static final Pattern DELETED_BY_CAMEL =
            Pattern.compile("(?<=[?&])deleteAfterRead=true&|[?&]deleteAfterRead=true$");
    private static final String FTP = "ftp|ftps|sftp";
    /** An option of the client itself, which asks before it logs in. */
    private static final String AUTODETECT = "ftpClient.autodetectUTF8";
    /** What {@link FetchedFiles} does itself; the other ways of Camel, such as marker files, are left to it. */
    private static final Set<Object> OWN_LOCKS = Set.of("changed", "none", "false");

    /** How files are taken: whole, in order, in constant memory, and tried again when the server is away. */
    private static final List<Option> FETCHING = List.of(
            new Option(".*", "initialDelay", "0"),
            new Option(".*", "pollStrategy", "#endpoints"),
            new Option(".*", "exceptionHandler", "#endpoints"),
            new Option("file|" + FTP, "readLock", "changed"),
            new Option("file|" + FTP, "readLockMinLength", "0"),
            new Option("file|" + FTP, "exclusiveReadLockStrategy", "#fetchedFiles"),
            new Option("file|" + FTP, "onCompletionExceptionHandler", "#fetchedFiles"),
            new Option("file|" + FTP, "sortBy", "file:name"),
            new Option(
                    "file|" + FTP,
                    "eagerMaxMessagesPerPoll",
                    "false"), // else the first that are listed are put in order
            new Option("file|" + FTP, "idempotentKey", "RAW(${file:path} ${file:size} ${file:modified})"),
            new Option("file|" + FTP, "idempotentRepository", "#class:io.drover.deploy.endpoint.FilesLeftThere"),
            new Option("file", "readLockMinAge", "1000"),
            new Option("imaps?|pop3s?", "mapMailMessage", "false"),
            new Option(FTP, "autoCreate", "false"),
            new Option(FTP, "streamDownload", "true"),
            new Option(FTP, "stepwise", "false"),
            new Option(FTP, "throwExceptionOnConnectFailed", "true"),
            new Option("aws2-s3", "inProgressRepository", "#class:io.drover.deploy.EmptyInProgressRepository"));

    /** How files are given: under another name until they are whole. */
    private static final List<Option> SENDING = List.of(
            new Option("file|" + FTP, "tempPrefix", ".part-"),
            new Option("file|" + FTP, "eagerDeleteTargetFile", "false"),
            new Option("azure-storage-blob", "operation", "uploadBlockBlob"),
            new Option("aws2-s3", "keyName", "RAW(${file:onlyname})"));

    private static final List<Option> BOTH = List.of(
            new Option(FTP, "maximumReconnectAttempts", "0"),
            new Option(FTP, "jschLoggingLevel", "ERROR"),
            new Option("sftp", "serverAliveInterval", "15000"),
            new Option("sftp", "serverAliveCountMax", "3"),
            new Option("ftps?", "soTimeout", "60000"),
            new Option("ftps?", "binary", "true"),
            new Option("ftps?", "passiveMode", "true"),
            new Option("ftp", "ftpClient", "#class:io.drover.deploy.endpoint.Utf8FtpClient"),
            new Option("ftps", AUTODETECT, "true"));

    private final CamelContext camel;
    private final Settings settings;

    /** @param schemes a regular expression: the components that get it */
    private record Option(String schemes, String name, String value) {}

    public EndpointUris(CamelContext camel, Settings settings) {
        this.camel = camel;
        this.settings = settings;
    }

    /** What a route is to consume from. Blobs are deleted by {@link FetchedObjects}: Camel would delete whatever has the name by then. */
    public String fetching(String written) {
        String uri = resolved(written);
        return withOptions(
                scheme(uri).equals("azure-storage-blob")
                        ? DELETED_BY_CAMEL.matcher(uri).replaceAll("")
                        : uri,
                FETCHING);
    }

    /** What a route is to produce to. */
    public String sending(String written) {
        return withOptions(resolved(written), SENDING);
    }

    /**
     * Puts in what stands in the environment, in files and in settings.
     *
     * @throws IllegalArgumentException when something is not there
     */
    String resolved(String written) {
        String uri = settings.resolve(written);
        int unknown = uri.indexOf("{{");
        if (unknown >= 0 && uri.indexOf("}}", unknown) > 0) {
            throw new IllegalArgumentException("there is no setting '"
                    + uri.substring(unknown + 2, uri.indexOf("}}", unknown)) + "' in application.properties");
        }
        return uri;
    }

    private String withOptions(String uri, List<Option> more) {
        Set<String> known = names(scheme(uri));
        Map<String, Object> given = options(uri);
        StringBuilder all = new StringBuilder(uri);
        List<Option> wanted = new ArrayList<>(more);
        wanted.addAll(BOTH);
        for (Option option : wanted) {
            boolean has = known.contains(option.name) || option.name.equals(AUTODETECT);
            if (scheme(uri).matches(option.schemes) && has && !decided(option.name, given)) {
                all.append(all.indexOf("?") < 0 ? '?' : '&')
                        .append(option.name)
                        .append('=')
                        .append(option.value);
            }
        }
        return all.toString();
    }

    private static boolean decided(String option, Map<String, Object> given) {
        return given.containsKey(option)
                || (option.equals("tempPrefix")
                        && (given.containsKey("tempFileName") || given.containsKey("fileExist")))
                || (option.startsWith("ftpClient")
                        && given.keySet().stream().anyMatch(name -> name.startsWith("ftpClient")))
                || (option.startsWith("idempotent") && !isLeftThere(given))
                || (option.equals("exclusiveReadLockStrategy")
                        && !OWN_LOCKS.contains(given.getOrDefault("readLock", "changed")));
    }

    /** Whether an endpoint takes nothing away, and so has to know what it has given. */
    private static boolean isLeftThere(Map<String, Object> given) {
        return "true".equals(given.get("noop")) || "true".equals(given.get("idempotent"));
    }

    /** The options that a component's endpoints have; none when it does not tell. */
    Set<String> names(String scheme) {
        EndpointUriFactory factory = camel.getCamelContextExtension().getEndpointUriFactory(scheme);
        return factory == null ? Set.of() : factory.propertyNames();
    }

    /** What stands after the question mark, by name. */
    public static Map<String, Object> options(String uri) {
        int query = uri.indexOf('?');
        try {
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1), true, true);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not well-formed after the question mark", e);
        }
    }

    /** The component that a URI names; empty when it names none. */
    public static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? "" : uri.substring(0, colon);
    }
}
