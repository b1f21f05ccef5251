package io.drover.connection.definition;

/**
 * What a connection says of the other side, by the names by which config files override it. Those that tasks have too are called as their
 * parameters are.
 */
public enum ConnectionOption {
    BASE_URL("baseUrl"),
    AUTHENTICATION("authentication"),
    USER("user"),
    PASSWORD("password"),
    BEARER_TOKEN("bearerToken"),
    API_KEY("apiKey"),
    API_KEY_NAME("apiKeyName"),
    TOKEN_URL("tokenUrl"),
    CLIENT_ID("clientId"),
    CLIENT_SECRET("clientSecret"),
    CLIENT_AUTHENTICATION("clientAuthentication"),
    SCOPE("scope"),
    RESOURCE("resource"),
    SECURITY_KEY("securityKey"),
    SECURITY_KEY_HEADER("securityKeyHeader"),
    CERTIFICATE_FILE("certificateFile"),
    CERTIFICATE_PASSWORD("certificatePassword"),
    CERTIFICATE_KEY_FILE("certificateKeyFile"),
    AUTHORITIES_FILE("authoritiesFile"),
    PROXY("proxy"),
    PROXY_USER("proxyUser"),
    PROXY_PASSWORD("proxyPassword"),
    CONNECT_TIMEOUT("connectTimeout"),
    REQUEST_TIMEOUT("requestTimeout"),
    TIME_LIMIT("timeLimit"),
    RETRIES("retries"),
    RETRY_DELAY("retryDelay"),
    RETRY_UNCLEAR("retryUnclear"),
    REQUESTS_PER_SECOND("requestsPerSecond"),
    REQUESTS_AT_ONCE("requestsAtOnce"),
    TEST_PATH("testPath");

    private final String label;

    ConnectionOption(String label) {
        this.label = label;
    }

    /** Its name in config files and messages. */
    public String label() {
        return label;
    }

    /** Whether it says how Drover shows who it is: parameters of a task then say nothing of it. */
    public boolean isCredential() {
        return compareTo(AUTHENTICATION) >= 0 && compareTo(SECURITY_KEY_HEADER) <= 0;
    }
}
