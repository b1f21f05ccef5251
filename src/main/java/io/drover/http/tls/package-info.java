/** Certificates of the server. */
package io.drover.http.tls;
