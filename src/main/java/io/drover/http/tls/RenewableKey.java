package io.drover.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A key that can be replaced between two handshakes. Vert.x could be given new options instead, but drops connections that come
 * just then. Thread-safe.
 */
public final class RenewableKey extends X509ExtendedKeyManager {
    private volatile Generation current;

    /** @param previous null but for one that handshakes under way may have begun with */
    private record Generation(String prefix, X509ExtendedKeyManager keys, Generation previous) {}

    public RenewableKey(X509ExtendedKeyManager keys) {
        current = new Generation("0:", keys, null);
    }

    public void renew(X509ExtendedKeyManager keys) {
        Generation old = current;
        String prefix = old.prefix().equals("0:") ? "1:" : "0:";
        current = new Generation(prefix, keys, new Generation(old.prefix(), old.keys(), null));
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        Generation generation = current;
        String alias = generation.keys().chooseEngineServerAlias(type, issuers, engine);
        return alias == null ? null : generation.prefix() + alias;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        Generation generation = current;
        String alias = generation.keys().chooseServerAlias(type, issuers, socket);
        return alias == null ? null : generation.prefix() + alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return of(alias).getCertificateChain(withoutPrefix(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return of(alias).getPrivateKey(withoutPrefix(alias));
    }

    private X509ExtendedKeyManager of(String alias) {
        Generation generation = current;
        Generation previous = generation.previous();
        return previous == null || alias.startsWith(generation.prefix()) ? generation.keys() : previous.keys();
    }

    private static String withoutPrefix(String alias) {
        return alias.substring(alias.indexOf(':') + 1);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        throw new UnsupportedOperationException("handshakes choose");
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        throw new UnsupportedOperationException("a server's key");
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("a server's key");
    }
}
