package io.drover.addin.images;

import io.drover.addin.ParameterValues;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where images are fetched, how they are to look, and which hosts are asked and trusted. Immutable. */
final class MediaAddress {
    private static final String MEDIA_URL = "mediaUrl";

    private final String template;
    private final Map<String, String> form = new LinkedHashMap<>();
    private final Set<String> trusted = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    /** @throws IllegalArgumentException when a parameter is wrong; says what it must be */
    MediaAddress(ParameterValues parameters) {
        template = parameters.text(MEDIA_URL);
        if (!template.isEmpty()
                && (!template.contains("{id}")
                        || origin(template.replaceAll("\\{\\w+}", "x")).isEmpty())) {
            throw parameters.wrong(MEDIA_URL, "an address, http or https, with {id} where the image's GUID stands");
        }
        addForm(parameters);
        origin(template.replaceAll("\\{\\w+}", "x")).ifPresent(trusted::add);
        origin(parameters.text("webServiceUrl")).ifPresent(trusted::add);
        parameters.words("mediaHosts").forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    /** The names and rules are those of Perfion's media services. */
    private void addForm(ParameterValues parameters) {
        add(parameters, "format", "[A-Za-z]{2,5}", "an image format such as JPG, PNG or WEBP");
        add(parameters, "dpi", "\\d{1,5}(\\.\\d{1,4})?", "a resolution such as 72 or 150.5");
        add(parameters, "size", "[1-9]\\d{0,4}x[1-9]\\d{0,4}", "width x height in pixels such as 800x600");
        add(parameters, "fit", "[A-Za-z]+", "a word such as fit, exact or aspectratio");
        add(parameters, "canvasColor", "[0-9a-fA-F]{6}|[0-9a-fA-F]{8}", "a colour such as ffffff, or 80ffffff");
        add(parameters, "backgroundColor", "[0-9a-fA-F]{6}|[0-9a-fA-F]{8}", "a colour such as ffffff, or 80ffffff");
        if (form.containsKey("dpi") && (form.containsKey("size") || form.containsKey("fit"))) {
            throw new IllegalArgumentException("the parameter dpi cannot be set together with size or fit");
        }
        if (form.containsKey("fit") && !form.containsKey("size")) {
            throw new IllegalArgumentException("the parameter fit says how size is meant: set size too");
        }
    }

    private void add(ParameterValues parameters, String name, String allowed, String words) {
        String value = parameters.text(name);
        if (value.isEmpty()) {
            return;
        }
        if (!value.matches(allowed)) {
            throw parameters.wrong(name, words);
        }
        form.put(name.toLowerCase(Locale.ROOT), value);
    }

    /** The image format that is asked for; empty: as it is. */
    String format() {
        return form.getOrDefault("format", "");
    }

    /**
     * Where an image is.
     *
     * @throws ImagesException when nobody says it, or at a host that is not allowed
     */
    URI of(ImageValue image) throws ImagesException {
        if (template.isEmpty() && image.url() == null) {
            throw new ImagesException("the answer has no Url for it, and the parameter mediaUrl is empty");
        }
        String address = template.isEmpty()
                ? image.url()
                : template.replace("{id}", encoded(image.id())).replace("{name}", encoded(image.name()));
        String query = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        try {
            URI uri = new URI(query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query);
            requireAllowed(uri);
            return uri;
        } catch (URISyntaxException e) {
            throw new ImagesException("its address is none: " + e.getMessage(), e);
        }
    }

    private void requireAllowed(URI uri) throws ImagesException {
        Optional<String> origin = origin(uri.toString());
        if (origin.isEmpty()) {
            throw new ImagesException("its address is not http or https: " + uri);
        }
        if (!trusted.contains(origin.get()) && !hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw new ImagesException(
                    "its address is at " + uri.getHost()
                            + ", which is neither the host of webServiceUrl nor of mediaUrl; if it may be asked, add it to mediaHosts");
        }
    }

    /** Whether credentials of the task may go there. */
    boolean isTrusted(URI uri) {
        return origin(uri.toString()).filter(trusted::contains).isPresent();
    }

    /** Scheme, host and port; empty when it is no such address. */
    private static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return Optional.empty();
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
