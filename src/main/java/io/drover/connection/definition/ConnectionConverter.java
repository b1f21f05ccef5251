package io.drover.connection.definition;

import static io.drover.connection.definition.ConnectionOption.*;

import io.drover.connection.definition.ConnectionDefinition.Head;
import io.drover.definition.FileKind;
import io.drover.definition.WrittenValue;
import io.drover.definition.XmlBean;
import io.drover.definition.config.ConfigDefinition;
import io.drover.definition.problem.Problems;
import io.drover.definition.text.ParameterNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From a connection's beans to its record. Used once. */
final class ConnectionConverter {
    private final Path file;
    private final Map<ConnectionOption, WrittenValue> options = new LinkedHashMap<>();

    private ConnectionConverter(Path file) {
        this.file = file;
    }

    /** The connection on its own: its config file is not looked at. */
    static ConnectionDefinition convert(ConnectionXml xml, Problems problems) {
        ConnectionConverter converter = new ConnectionConverter(problems.file());
        if (xml.baseUrl != null) {
            converter.put(BASE_URL, xml.baseUrl, xml.baseUrl.text);
        }
        converter.putAuthentication(xml);
        converter.putWay(xml);
        converter.putLimits(xml);
        return new ConnectionDefinition(
                new Head(xml.name, xml.description == null ? "" : xml.description.strip(), xml.line, problems.file()),
                converter.options,
                converter.named(xml.headers, "header", new TreeMap<>(String.CASE_INSENSITIVE_ORDER), problems),
                converter.named(xml.query, "query", new LinkedHashMap<>(), problems),
                null);
    }

    private void putAuthentication(ConnectionXml xml) {
        ConnectionXml.AuthenticationXml how = xml.authentication;
        if (how != null && how.basic != null) {
            put(AUTHENTICATION, how.basic, "basic");
            put(USER, how.basic, how.basic.user);
            put(PASSWORD, how.basic, how.basic.password);
        } else if (how != null && how.bearer != null) {
            put(AUTHENTICATION, how.bearer, "bearer");
            put(BEARER_TOKEN, how.bearer, how.bearer.token);
        } else if (how != null && how.apiKey != null) {
            put(AUTHENTICATION, how.apiKey, how.apiKey.in.equals("query") ? "apiKeyInQuery" : "apiKey");
            put(API_KEY, how.apiKey, how.apiKey.key);
            put(API_KEY_NAME, how.apiKey, how.apiKey.name);
        } else if (how != null && how.oauth2 != null) {
            put(AUTHENTICATION, how.oauth2, "oauth2");
            put(TOKEN_URL, how.oauth2, how.oauth2.tokenUrl);
            put(CLIENT_ID, how.oauth2, how.oauth2.clientId);
            put(CLIENT_SECRET, how.oauth2, how.oauth2.clientSecret);
            put(SCOPE, how.oauth2, how.oauth2.scope);
            put(RESOURCE, how.oauth2, how.oauth2.resource);
            put(CLIENT_AUTHENTICATION, how.oauth2, how.oauth2.credentialsIn);
        }
        if (xml.securityKey != null) {
            put(SECURITY_KEY, xml.securityKey, xml.securityKey.key);
            put(SECURITY_KEY_HEADER, xml.securityKey, xml.securityKey.header);
        }
    }

    private void putWay(ConnectionXml xml) {
        if (xml.certificate != null) {
            put(CERTIFICATE_FILE, xml.certificate, xml.certificate.file);
            put(CERTIFICATE_PASSWORD, xml.certificate, xml.certificate.password);
            put(CERTIFICATE_KEY_FILE, xml.certificate, xml.certificate.keyFile);
        }
        if (xml.authorities != null) {
            put(AUTHORITIES_FILE, xml.authorities, xml.authorities.file);
        }
        if (xml.proxy != null) {
            put(PROXY, xml.proxy, xml.proxy.url);
            put(PROXY_USER, xml.proxy, xml.proxy.user);
            put(PROXY_PASSWORD, xml.proxy, xml.proxy.password);
        }
    }

    private void putLimits(ConnectionXml xml) {
        if (xml.timeouts != null) {
            put(CONNECT_TIMEOUT, xml.timeouts, xml.timeouts.connect);
            put(REQUEST_TIMEOUT, xml.timeouts, xml.timeouts.response);
            put(TIME_LIMIT, xml.timeouts, xml.timeouts.total);
        }
        if (xml.retries != null) {
            put(RETRIES, xml.retries, xml.retries.most);
            put(RETRY_DELAY, xml.retries, xml.retries.delay);
            put(RETRY_UNCLEAR, xml.retries, xml.retries.unclear);
        }
        if (xml.limits != null) {
            put(REQUESTS_PER_SECOND, xml.limits, xml.limits.requestsPerSecond);
            put(REQUESTS_AT_ONCE, xml.limits, xml.limits.requestsAtOnce);
        }
        if (xml.test != null) {
            put(TEST_PATH, xml.test, xml.test.path);
        }
    }

    private void put(ConnectionOption option, XmlBean element, String value) {
        if (value != null) {
            options.put(option, new WrittenValue(file, element.line, option.label(), value.strip()));
        }
    }

    private Map<String, WrittenValue> named(
            List<ConnectionXml.NamedValue> elements, String what, Map<String, WrittenValue> values, Problems problems) {
        for (ConnectionXml.NamedValue element : elements) {
            WrittenValue value = new WrittenValue(file, element.line, what + " " + element.name, element.value);
            WrittenValue first = values.putIfAbsent(element.name, value);
            if (first != null) {
                problems.add(
                        element.line,
                        "the %s %s is there twice, first on line %d; keep one"
                                .formatted(what, element.name, first.line()));
            }
        }
        return values;
    }

    /**
     * The connection with the values of its config file over its own.
     *
     * @param configs that can be used, by file name whatever its case
     */
    static ConnectionDefinition withConfig(
            ConnectionXml xml,
            ConnectionDefinition alone,
            SortedMap<String, ConfigDefinition> configs,
            Problems problems) {
        if (xml.configFile == null) {
            return alone;
        }
        ConfigDefinition config = configs.get(xml.configFile.text);
        if (config == null) {
            problems.add(
                    xml.configFile.line,
                    "there is no usable config file \"%s\" in %s; usable are %s"
                            .formatted(
                                    xml.configFile.text,
                                    FileKind.CONFIG.folder(),
                                    configs.isEmpty() ? "none" : String.join(", ", configs.keySet())));
            return alone;
        }
        Overrides overrides = new Overrides(alone.name(), config);
        Map<ConnectionOption, WrittenValue> options = new LinkedHashMap<>();
        for (ConnectionOption option : ConnectionOption.values()) {
            overrides
                    .value(option.label())
                    .or(() -> alone.option(option))
                    .ifPresent(value -> options.put(option, value));
        }
        return new ConnectionDefinition(
                alone.head(), options, overrides.over(alone.headers()), overrides.over(alone.query()), config.file());
    }

    /** The values that a config file has for a connection; those with its name before theirs win over those without. */
    private record Overrides(String connection, ConfigDefinition config, List<WrittenValue> places) {
        Overrides(String connection, ConfigDefinition config) {
            this(connection, config, WrittenValue.of(config.file()));
        }

        Optional<WrittenValue> value(String label) {
            return find(connection + " " + label, label).or(() -> find(label, label));
        }

        private Optional<WrittenValue> find(String written, String label) {
            String key = ParameterNames.key(written);
            return config.parameters().entrySet().stream()
                    .filter(parameter -> ParameterNames.key(parameter.getKey()).equals(key))
                    .map(parameter -> new WrittenValue(config.file(), line(written), label, parameter.getValue()))
                    .findFirst();
        }

        private int line(String label) {
            return places.stream()
                    .filter(place -> place.isCalled(label))
                    .map(WrittenValue::line)
                    .findFirst()
                    .orElse(0);
        }

        Map<String, WrittenValue> over(Map<String, WrittenValue> own) {
            Map<String, WrittenValue> values = new LinkedHashMap<>(own);
            values.replaceAll((name, value) -> value(value.name()).orElse(value));
            return values;
        }
    }
}
