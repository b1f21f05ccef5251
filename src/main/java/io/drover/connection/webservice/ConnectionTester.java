package io.drover.connection.webservice;

import io.drover.connection.CallParameters;
import io.drover.connection.Challenges;
import io.drover.connection.ConnectSteps;
import io.drover.connection.Failures;
import io.drover.connection.OutgoingAnswer;
import io.drover.connection.OutgoingCalls;
import io.drover.connection.OutgoingRequest;
import io.drover.connection.auth.RequestCredentials;
import io.drover.connection.definition.ConnectionOption;
import io.drover.connection.named.Connection;
import io.drover.connection.remote.Proxy;
import io.drover.connection.remote.Remotes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.HttpHost;

/** Tries a connection by one GET, over a network connection of its own, and says how far it comes. Used once, by one thread. */
public final class ConnectionTester {
    /** A test that takes longer says nothing more. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Connection connection;
    private final RequestCredentials credentials;
    private final URI address;
    private final List<Step> steps = new ArrayList<>();
    private boolean connected;
    private SSLSession session;

    /** How a step went. */
    public enum State {
        OK,
        FAILED,
        /** There is nothing to do, or it was not come to. */
        SKIPPED
    }

    /**
     * A step.
     *
     * @param name what is tried
     * @param found what came of it, without secrets
     */
    public record Step(String name, State state, String found) {}

    /** The status of an answer, and what it says in its head. */
    private record Head(int status, String reason, String type, List<String> challenges, String location) {
        static Head of(OutgoingAnswer answer) {
            return new Head(
                    answer.status(),
                    answer.reason(),
                    answer.header("Content-Type").orElse(""),
                    answer.headers("WWW-Authenticate"),
                    answer.header("Location").orElse(""));
        }

        String line() {
            return (status + " " + reason).strip();
        }
    }

    /** @throws IllegalArgumentException when the connection has no address that can be asked */
    public ConnectionTester(Connection connection) {
        this.connection = connection;
        this.credentials = connection.credentialsAnew();
        this.address = URI.create(credentials.address(
                connection.fullAddress(connection.options().getOrDefault(ConnectionOption.TEST_PATH, ""))));
    }

    /** What is asked for, without its query. */
    public String address() {
        return CallParameters.plain(address.toString());
    }

    /**
     * Tries it.
     *
     * @return name resolved, connected, TLS, authenticated, answered; in this order
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public List<Step> steps() throws InterruptedException {
        if (resolve()) {
            call();
        }
        for (String name : List.of("name resolved", "connected", "TLS", "authenticated", "answered")) {
            if (steps.stream().noneMatch(step -> step.name.equals(name))) {
                add(name, State.SKIPPED, "not come to");
            }
        }
        return List.copyOf(steps);
    }

    private void add(String name, State state, String found) {
        steps.add(new Step(name, state, credentials.hide(found)));
    }

    /** Null when there is none on the way. */
    private HttpHost proxy() {
        Proxy own = connection.transport().proxy();
        Proxy proxy = own == null ? Remotes.proxy(address.getHost(), port()) : own;
        return proxy == null ? null : proxy.to(address.getHost());
    }

    private int port() {
        return address.getPort() >= 0 ? address.getPort() : isTls() ? 443 : 80;
    }

    private boolean isTls() {
        return address.getScheme().equalsIgnoreCase("https");
    }

    private boolean resolve() {
        HttpHost proxy = proxy();
        String host = proxy == null ? address.getHost() : proxy.getHostName();
        String what = proxy == null ? host : "the proxy " + host;
        try {
            String found = Arrays.stream(InetAddress.getAllByName(host.replaceAll("^\\[|]$", "")))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            add("name resolved", State.OK, what + " is " + found);
            return true;
        } catch (UnknownHostException e) {
            add("name resolved", State.FAILED, what + " is not known");
            return false;
        }
    }

    private void call() throws InterruptedException {
        Map<String, String> shown = Map.of();
        String refused = "";
        try {
            shown = credentials.headers();
        } catch (IOException | IllegalArgumentException e) {
            refused = String.valueOf(e.getMessage());
        }
        OutgoingRequest request = OutgoingRequest.get(address)
                .limit(LIMIT)
                .transport(connection.transport().telling(new ConnectSteps() {
                    @Override
                    public void connected() {
                        connected = true;
                    }

                    @Override
                    public void secured(SSLSession agreed) {
                        session = agreed;
                    }
                }));
        connection.headers(shown).forEach(request::header);
        long begun = System.nanoTime();
        try {
            Head head = OutgoingCalls.SHARED.send(request, Head::of);
            connected("");
            secured("");
            judge(head, refused, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            failed(Failures.named(e, address(), "").getMessage(), refused);
        }
    }

    private void failed(String why, String refused) {
        connected(connected ? "" : why);
        if (connected) {
            secured(isTls() && session == null ? why : "");
        }
        if (!refused.isEmpty()) {
            add("authenticated", State.FAILED, refused);
        }
        if (connected && (!isTls() || session != null)) {
            add("answered", State.FAILED, why);
        }
    }

    private void connected(String why) {
        HttpHost proxy = proxy();
        String to = proxy == null ? address.getHost() + ":" + port() : "the proxy " + proxy.toHostString();
        add("connected", why.isEmpty() ? State.OK : State.FAILED, why.isEmpty() ? "to " + to : why);
    }

    private void secured(String why) {
        if (!isTls()) {
            add("TLS", State.SKIPPED, "the address begins with http: what is sent can be read on its way");
        } else {
            add("TLS", why.isEmpty() ? State.OK : State.FAILED, why.isEmpty() ? agreed() : why);
        }
    }

    private String agreed() {
        StringBuilder said = new StringBuilder(session.getProtocol());
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate theirs) {
                said.append(", the server is ")
                        .append(theirs.getSubjectX500Principal().getName())
                        .append(" until ")
                        .append(theirs.getNotAfter().toInstant())
                        .append(", says ")
                        .append(theirs.getIssuerX500Principal().getName());
            }
        } catch (SSLPeerUnverifiedException e) {
            said.append(", the server shows no certificate");
        }
        Certificate[] shown = session.getLocalCertificates();
        if (shown != null && shown.length > 0 && shown[0] instanceof X509Certificate ours) {
            said.append("; shown to it was ")
                    .append(ours.getSubjectX500Principal().getName());
        }
        return said.toString();
    }

    private void judge(Head head, String refused, Duration took) {
        boolean out = head.status == 401 || head.status == 403;
        if (!refused.isEmpty()) {
            add("authenticated", State.FAILED, refused);
        } else if (out) {
            add("authenticated", State.FAILED, "answered " + head.line() + Challenges.ofServer(head.challenges));
        } else {
            add("authenticated", State.OK, authentication());
        }
        String said = head.line() + " in " + took.toMillis() + " ms" + (head.type.isEmpty() ? "" : ", " + head.type);
        if (head.status >= 300 && head.status <= 399) {
            add(
                    "answered",
                    State.FAILED,
                    said + ", and points to " + CallParameters.plain(head.location)
                            + "; that is not followed: write it into the base URL, if it is the right one");
        } else if (head.status == 404 || head.status == 405) {
            add("answered", State.OK, said + "; what can be asked for instead, <test path=\"...\"/> says");
        } else {
            add("answered", out || head.status >= 400 ? State.FAILED : State.OK, said);
        }
    }

    private String authentication() {
        Map<ConnectionOption, String> options = connection.options();
        String how = options.getOrDefault(ConnectionOption.AUTHENTICATION, "none");
        String also = options.containsKey(ConnectionOption.SECURITY_KEY) ? " and the security key" : "";
        return switch (how.toLowerCase(Locale.ROOT)) {
            case "none" -> also.isEmpty() ? "nobody is named" : "by the security key";
            case "basic" -> "as " + options.get(ConnectionOption.USER) + also;
            case "oauth2" ->
                "by an access token of " + CallParameters.plain(options.getOrDefault(ConnectionOption.TOKEN_URL, ""))
                        + also;
            default -> "by " + how + also;
        };
    }
}
