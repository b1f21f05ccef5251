/** The command {@code drover connectors}: parts of Camel, and other libraries, that an installation adds. */
package io.drover.cli.connector;
