package io.drover.http;

import io.drover.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a server of this machine listens, as a setting says it. */
public final class ListenAddress {
    private ListenAddress() {}

    /**
     * The address that a setting names.
     *
     * @throws IllegalArgumentException when it is no address of this machine; the message names the setting
     */
    public static InetAddress of(Settings settings, String key) {
        String host = settings.get(key);
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(key + " is " + host + ", which is no address of this machine", e);
        }
    }
}
