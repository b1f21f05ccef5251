package io.drover.deploy.endpoint;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.URISupport;

/** Whether a job's endpoint can be made: its component is there and takes the options. No server is asked. */
public final class EndpointCheck {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]+}}");

    private final CamelContext camel;
    private final EndpointUris uris;

    public EndpointCheck(CamelContext camel, EndpointUris uris) {
        this.camel = camel;
        this.uris = uris;
    }

    /**
     * Says what is wrong with an endpoint, without what its placeholders stand for.
     *
     * @param fetching whether files are to be fetched from it; else they are sent to it
     */
    public Optional<String> problem(String written, boolean fetching) {
        String uri;
        try {
            uri = uris.resolved(written);
        } catch (IllegalArgumentException e) {
            return Optional.of("the endpoint: " + e.getMessage());
        }
        try {
            String scheme = EndpointUris.scheme(uri);
            Component component = scheme.isEmpty() ? null : camel.getComponent(scheme);
            if (component == null) {
                return Optional.of(missing(written));
            }
            Optional<String> circle =
                    fetching ? MovedFiles.problem(scheme, EndpointUris.options(uri)) : Optional.empty();
            Optional<String> wrong = circle.isPresent() ? circle : make(component, uri, fetching);
            return wrong.map(said -> "the endpoint: " + withoutSecrets(said, written));
        } catch (Exception e) {
            return Optional.of("the endpoint: " + withoutSecrets(reason(e, written), written));
        }
    }

    private static String missing(String written) {
        String scheme = EndpointUris.scheme(written);
        return scheme.isEmpty()
                ? "the endpoint's URI begins with no component; one is like sftp:host/folder"
                : "there is no component '" + scheme + "'; put its jar and those that it needs into lib/"
                        + " (docs/guide/endpoints.md says which), or correct the name";
    }

    /** Made as a route would make it, and thrown away; nothing is started. Says what it cannot do. */
    @SuppressWarnings("resource") // what was not started holds nothing
    private static Optional<String> make(Component component, String uri, boolean fetching) throws Exception {
        Endpoint endpoint = component.createEndpoint(component.useRawUri() ? uri : URISupport.normalizeUri(uri));
        Objects.requireNonNull(endpoint, "it cannot be made of this URI");
        try {
            if (fetching) {
                endpoint.createConsumer(exchange -> {});
            } else {
                endpoint.createProducer();
            }
            return Optional.empty();
        } catch (UnsupportedOperationException e) {
            return Optional.of(
                    "nothing can be " + (fetching ? "fetched from" : "sent to") + " it: " + EndpointReasons.of(e));
        } catch (Exception e) {
            return Optional.empty(); // some want to be started first; whether that works, the route finds out
        }
    }

    private String reason(Exception failure, String written) {
        String scheme = EndpointUris.scheme(written);
        if (failure instanceof ResolveEndpointFailedException) {
            Set<String> unknown =
                    new LinkedHashSet<>(EndpointUris.options(written).keySet());
            unknown.removeAll(uris.names(scheme));
            if (!unknown.isEmpty()) {
                return scheme + " has no option " + String.join(", ", unknown);
            }
        }
        Optional<PropertyBindingException> wrong = Stream.iterate(
                        (Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(PropertyBindingException.class::isInstance)
                .map(PropertyBindingException.class::cast)
                .findFirst();
        return wrong.map(option -> "the option " + option.getPropertyName() + " cannot be '" + option.getValue() + "'")
                .orElseGet(() -> EndpointReasons.of(failure));
    }

    /** The values of placeholders and of options that are secrets by their names are left out. */
    private String withoutSecrets(String message, String written) {
        String shown = message;
        Matcher placeholder = PLACEHOLDER.matcher(written);
        while (placeholder.find()) {
            String value = uris.resolved(placeholder.group());
            shown = value.length() < 3 ? shown : shown.replace(value, placeholder.group());
        }
        return EndpointReasons.withoutPasswords(shown);
    }
}
