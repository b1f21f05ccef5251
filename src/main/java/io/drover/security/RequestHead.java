package io.drover.security;

import java.net.InetAddress;
import java.util.List;

/**
 * What a decision about a request is made from, before its body is read.
 *
 * @param path normalised, as it is dispatched: no locale, no on-premises prefix, canonical case, decoded, no dot segments
 * @param authorizations every Authorization header
 * @param remote the address of the peer
 * @param client the address of the client, as trusted proxies say, for the audit log
 * @param host the Host header, or the authority of HTTP/2; null when missing
 * @param origin the Origin header, or null
 * @param forwarded whether a proxy says that it hands the request on for someone else: any of Forwarded, X-Forwarded-For, -Host,
 *     -Proto. Such a request is not from this machine, whatever its peer is
 * @param crossSite whether a browser says that a page of another site asks (Sec-Fetch-Site), other than by leading its user here
 */
public record RequestHead(
        String method,
        String path,
        List<String> authorizations,
        InetAddress remote,
        String client,
        String host,
        String origin,
        boolean forwarded,
        boolean crossSite) {}
