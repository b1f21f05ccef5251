package io.drover.security;

import java.net.InetAddress;
import java.util.List;

/**
 * What a decision about a request is made from, before its body is read.
 *
 * @param path normalised, as it is dispatched: no locale, no on-premises prefix, canonical case, decoded, no dot segments
 * @param authorizations every Authorization header
 */
public record RequestHead(String method, String path, List<String> authorizations, Sender sender, Site site) {

    /**
     * Who sends it.
     *
     * @param remote the address of the peer
     * @param client the address of the client, as trusted proxies say, for the audit log
     * @param forwarded whether a proxy says that it hands the request on for someone else: any of Forwarded, X-Forwarded-For, -Host,
     *     -Proto. Such a request is not from this machine, whatever its peer is
     */
    public record Sender(InetAddress remote, String client, boolean forwarded) {}

    /**
     * Which site is asked, and by a page of which.
     *
     * @param host the Host header, or the authority of HTTP/2; null when missing
     * @param origin the Origin header, or null
     * @param crossSite whether a browser says that a page of another site asks (Sec-Fetch-Site), other than by leading its user here
     */
    public record Site(String host, String origin, boolean crossSite) {}
}
