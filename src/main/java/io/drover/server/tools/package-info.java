/** Camel's own tools for developers, which a setting switches on: developer console, Jolokia, Camel's command line. */
package io.drover.server.tools;
