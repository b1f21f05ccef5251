/** Commands on routes and on what the server logs. */
package io.drover.cli.route;
