package io.drover.security.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.drover.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The issuers of the settings drover.auth.issuer.NAME.*; a setting that is missing or wrong keeps the server from starting. */
public final class Issuers {
    private static final String PREFIX = "drover.auth.issuer.";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "preset",
            "tenant",
            "issuer",
            "audience",
            "jwks-uri",
            "configuration-uri",
            "algorithms",
            "type",
            "delegated",
            "roles-claim",
            "max-lifetime"));
    private static final Set<JWSAlgorithm> DEFAULT_ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    private static final Set<String> ALGORITHMS = new TreeSet<>(Set.of(
            "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA", "Ed25519"));
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]+");
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("at+jwt", "application/at+jwt");

    private final Settings settings;
    private final Clock clock;
    private final KeyDocuments documents = new KeyDocuments();

    private Issuers(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The issuers of the settings, then Drover itself. */
    public static List<Issuer> of(Settings settings, OwnKeys own, Clock clock) {
        Issuers issuers = new Issuers(settings, clock);
        List<Issuer> all = new ArrayList<>();
        issuers.byName().forEach((name, values) -> all.add(issuers.issuer(name, values)));
        if (OwnTokens.enabled(settings)) {
            all.add(OwnTokens.issuer(settings, own));
        }
        return all;
    }

    /** The names of those of the settings. */
    public static Set<String> names(Settings settings) {
        return new TreeSet<>(new Issuers(settings, Clock.systemUTC()).byName().keySet());
    }

    private Map<String, Map<String, String>> byName() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (String key : settings.all().stringPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                String rest = key.substring(PREFIX.length());
                int dot = rest.lastIndexOf('.');
                String name = dot < 0 ? "" : rest.substring(0, dot);
                String value = rest.substring(dot + 1);
                if (name.isEmpty() || name.contains(".") || !KNOWN.contains(value)) {
                    throw new IllegalArgumentException(
                            "the setting " + key + " is unknown; there are " + PREFIX + "NAME. and one of " + KNOWN);
                }
                if (name.equals(OwnTokens.ISSUER)) {
                    throw new IllegalArgumentException(
                            "the setting " + key + " names an issuer as Drover calls itself: give it another name, "
                                    + PREFIX + "NAME." + value);
                }
                all.computeIfAbsent(name, any -> new TreeMap<>()).put(value, settings.get(key));
            }
        }
        return all;
    }

    private Issuer issuer(String name, Map<String, String> values) {
        String preset = values.getOrDefault("preset", "");
        if (!preset.equals("entra") && !preset.equals("rfc9068")) {
            throw wrong(name, "preset", "must be entra or rfc9068, not '" + preset + "'");
        }
        boolean entra = preset.equals("entra");
        Set<String> issuers = issuers(name, values, entra);
        Set<String> audiences = list(values.get("audience"));
        if (audiences.isEmpty()) {
            throw wrong(name, "audience", "is missing: what tokens for this server have as aud, such as its base URL");
        }
        return new Issuer(
                name,
                (header, claims) -> issuers.contains(claims.getIssuer()),
                new Issuer.Audience(audience(audiences), audiences.toString()),
                new Issuer.Form(
                        algorithms(name, values),
                        types(values, entra),
                        entra ? List.of("appid", "azp") : List.of("client_id", "azp"),
                        flag(name, values),
                        values.getOrDefault("roles-claim", "")),
                new Issuer.Times(lifetime(name, values), settings.seconds("drover.auth.clock-skew")),
                new RemoteKeys(name, keys(name, values, issuers), clock));
    }

    private static Set<String> issuers(String name, Map<String, String> values, boolean entra) {
        Set<String> issuers = list(values.get("issuer"));
        String tenant = values.get("tenant");
        if (tenant != null) {
            if (!entra || !TENANT.matcher(tenant).matches()) {
                throw wrong(name, "tenant", "is for the preset entra: the id of the tenant");
            }
            issuers.add("https://login.microsoftonline.com/" + tenant + "/v2.0");
            issuers.add("https://sts.windows.net/" + tenant + "/");
        }
        if (issuers.isEmpty()) {
            throw wrong(name, "issuer", "is missing: the iss of its tokens" + (entra ? " (or set tenant)" : ""));
        }
        return issuers;
    }

    /** With and without a slash at the end. */
    private static Predicate<JWTClaimsSet> audience(Set<String> audiences) {
        Set<String> accepted = audiences.stream().map(Issuers::withoutSlash).collect(Collectors.toSet());
        return claims ->
                claims.getAudience().stream().map(Issuers::withoutSlash).anyMatch(accepted::contains);
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Set<JWSAlgorithm> algorithms(String name, Map<String, String> values) {
        Set<String> names = list(values.get("algorithms"));
        if (names.isEmpty()) {
            return DEFAULT_ALGORITHMS;
        }
        if (!ALGORITHMS.containsAll(names)) {
            throw wrong(name, "algorithms", "must be some of " + ALGORITHMS + ", not " + names);
        }
        return names.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    }

    private static Set<String> types(Map<String, String> values, boolean entra) {
        if (values.containsKey("type")) {
            return list(values.get("type")).stream()
                    .map(type -> type.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }
        return entra ? Set.of() : ACCESS_TOKEN_TYPES;
    }

    private static boolean flag(String name, Map<String, String> values) {
        String value = values.getOrDefault("delegated", "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name, "delegated", "must be true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    private Duration lifetime(String name, Map<String, String> values) {
        String key = values.containsKey("max-lifetime") ? PREFIX + name + ".max-lifetime" : "drover.auth.max-lifetime";
        return settings.seconds(key);
    }

    private RemoteKeys.KeyDocument keys(String name, Map<String, String> values, Set<String> issuers) {
        String jwks = values.get("jwks-uri");
        if (jwks != null) {
            URI address = address(name, "jwks-uri", jwks);
            return () -> documents.keys(address);
        }
        String configuration = values.getOrDefault(
                "configuration-uri", withoutSlash(issuers.iterator().next()) + "/.well-known/openid-configuration");
        URI address = address(name, "configuration-uri", configuration);
        return () -> documents.discovered(address, issuers);
    }

    private static URI address(String name, String value, String address) {
        try {
            return KeyDocuments.safe(address);
        } catch (IllegalArgumentException e) {
            throw wrong(name, value, e.getMessage());
        }
    }

    private static Set<String> list(String text) {
        return text == null
                ? new LinkedHashSet<>()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static IllegalArgumentException wrong(String name, String value, String what) {
        return new IllegalArgumentException("the setting " + PREFIX + name + "." + value + " " + what);
    }
}
