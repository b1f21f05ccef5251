/** What commands share: the server that they work on, how they print, the caller's folder. */
package io.drover.cli.session;
