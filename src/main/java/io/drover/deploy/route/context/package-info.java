/** The Camel contexts that routes come into, the server's and those of checks: their guards, settings and what they remember. */
package io.drover.deploy.route.context;
